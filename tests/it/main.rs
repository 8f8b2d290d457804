//! Tests through the real router, against the sandbox LMS, on a clock that stands still.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(
    clippy::print_stdout,
    reason = "seeds and timings, shown where a test fails"
)]
#![expect(
    clippy::too_many_lines,
    reason = "a table of rows, or a journey in its order"
)]

mod admin;
mod assets;
mod assurance;
mod attacks;
mod bad_platforms;
mod binary;
mod choosing;
mod doctor;
mod forming;
mod gallery;
mod hand_over;
mod help;
mod kill;
mod language;
mod launch;
mod leaving;
mod manners;
mod once;
mod operator;
mod pages;
mod prove;
mod published_list;
mod register;
mod roster;
mod running;
mod scores;
mod security;
mod tenants;
mod third_party;
mod training;
mod vectors;
