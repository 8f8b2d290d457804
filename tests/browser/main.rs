//! Journeys in a real Chromium, through the sandbox LMS's frame, as each of its users.
//!
//! An untouched profile refuses storage to a framed tool, so that is the usual case here; some
//! journeys run in a profile that allows it too. Pictures go to `target/pictures`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::print_stderr, reason = "a check that is skipped says so")]

mod chromium;
mod demo;
mod drafts;
mod journeys;
