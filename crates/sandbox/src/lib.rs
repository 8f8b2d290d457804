//! A small learning management system for demonstrations and tests: courses of people who do not
//! exist, a page with the tool in a frame, a gradebook, and the platform side of LTI 1.3 with the
//! manners of Moodle or of Canvas.
//!
//! ```no_run
//! # async fn start(clock: sandbox::Clock) -> Result<(), Box<dyn std::error::Error>> {
//! let mut config = sandbox::Config::new("http://127.0.0.1:8500", clock);
//! config.tools.push(sandbox::Tool::new(
//!     "alongside",
//!     "Peer mentoring",
//!     "http://localhost:8400/lti/login",
//!     "http://localhost:8400/lti/launch",
//!     sandbox::ToolKeys::At("http://localhost:8400/lti/jwks.json".to_owned()),
//! ));
//! let lms = sandbox::Lms::new(config)?;
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:8500").await?;
//! lms.serve(listener, std::future::pending()).await?;
//! # Ok(())
//! # }
//! ```
//!
//! Nobody logs in: an address says as whom the course is opened (`/course/1?as=student001`), and
//! whoever reaches the LMS can be anybody. It belongs on loopback. All state is in memory.

mod address;
mod attributes;
mod auth;
mod chance;
mod choices;
mod config;
mod courses;
mod describe;
mod faults;
mod gradebook;
mod grants;
mod http;
mod launches;
mod lms;
mod names;
mod nrps;
mod opening;
mod page;
mod quirks;
mod roster;
mod score;
mod signed;
mod tool_keys;
mod tools;
mod views;
pub mod visitor;

pub use attributes::{Attributes, ComesAs, Way, attribute_file};
pub use config::{Clock, Config, Manners, Privacy, Tool, ToolKeys};
pub use faults::{Fault, Faults, Hostile};
pub use lms::{Lms, StartError};
pub use names::Name;
pub use quirks::Quirks;
pub use roster::{Part, Person};
pub use views::{
    Answer, ColumnView, CourseView, GradebookView, Group, LineItemView, LinkView, MarkView,
    MemberView, Receipt, ToolView,
};
