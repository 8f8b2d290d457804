//! The other side: what a platform (an LMS) does to launch a tool and to serve it.
//!
//! The pages of lists, line items, scores and results are the types of [`nrps`](crate::nrps) and
//! [`ags`](crate::ags); here is what only a platform needs.

mod deep_linking;
mod login;
mod message;
mod token;

pub use deep_linking::{ChoiceError, ExpectedChoice};
pub use login::{
    AuthenticationError, AuthenticationRequest, LoginInitiation, post_back, post_error,
};
pub use message::LaunchMessage;
pub use token::{Assertion, AssertionRequest, ExpectedAssertion, Grant, TokenRefusal};

#[cfg(test)]
mod tests;
