//! A running service beside a running sandbox LMS, and the people who use them.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

pub mod forge;
pub mod tab;
pub mod world;

pub use tab::Tab;
pub use world::World;
