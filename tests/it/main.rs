//! Tests through the real router, against the sandbox LMS, on a clock that stands still.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod binary;
mod forming;
mod kill;
mod launch;
mod pages;
mod roster;
mod scores;
mod security;
mod third_party;
mod training;
