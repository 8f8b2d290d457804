//! Journeys in a real Chromium, through the sandbox LMS's frame, as each of its users.
//!
//! Most run in a profile that refuses storage to a framed tool, which is the harder case; some in an
//! untouched one too. Pictures go to `target/pictures`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod administrator;
mod axe;
mod bad_days;
mod choosing;
mod chromium;
mod demo;
mod drafts;
mod frame;
mod gallery;
mod journeys;
mod keyboard;
mod outbox;
mod own_window;
mod pictures;
mod relay;
mod tabs;
mod takeover;
mod tight;
mod tree;
mod twice;
