//! The LMS through its router, used by the tool side of `lti1p3`.

#![expect(
    clippy::unwrap_used,
    reason = "what fails here fails the test, with its line"
)]

mod auth;
mod canvas;
mod captures;
mod copies;
mod deep_linking;
mod faults;
mod grades;
mod habits;
mod pages;
mod registration;
mod roster;
mod token;
mod walk;
mod world;
