//! What the reader sees: every page and its parts, drawn from an [`api::View`].
//!
//! The pages are plain functions from data and [`Words`] to yew nodes. The service writes them as
//! HTML ([`document()`]) and that page works by itself: links are links, and every act is a form.
//! The app in crate `web` draws the same functions into the browser, intercepts the links and
//! forms, and adds what only it knows ([`live::Live`]).

#[cfg(feature = "admin")]
pub mod admin;
pub mod assets;
pub mod document;
#[cfg(feature = "fluent")]
pub mod fluent;
pub mod html;
pub mod live;
pub mod markdown;
mod pages;
mod parts;
pub mod plain;
mod sheet;

#[cfg(feature = "samples")]
pub mod samples;
pub mod table;
pub mod words;

pub use assets::{Assets, Bundle};
pub use document::{Boot, Document, Start, document};
pub use live::Live;
#[cfg(feature = "staff")]
pub use pages::is_running;
pub use pages::{draw, title};
pub use parts::ACCESSIBILITY;
pub use plain::{Block, Call, Corner, PlainDocument, Question, plain_document};
pub use words::{Arg, Args, Civil, DateStyle, Words};
