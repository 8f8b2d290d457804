//! A running service beside a running sandbox LMS, and the people who use them.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a test that cannot be set up has failed"
)]

pub mod candidate;
pub mod forge;
pub mod host;
pub mod listener;
pub mod process;
pub mod tab;
pub mod world;

pub use host::Host;
pub use tab::Tab;
pub use world::World;
