//! The LTI side of the service: login, launch, the tool's keys. Protocol is `lti1p3`'s business and
//! rules are `domain`'s; here the two meet.

pub mod canvas_page;
pub(crate) mod choosing;
pub mod configuration;
pub(crate) mod keys;
pub(crate) mod launch;
pub(crate) mod login;
pub(crate) mod placed;
pub(crate) mod prove;
pub(crate) mod register;
pub(crate) mod roles;
pub(crate) mod state;

use axum::{
    body::{Body, Bytes, to_bytes},
    http::StatusCode,
};

use crate::error::{Error, Result};

/// Most bytes of a form a platform posts: an `id_token` of 64 KiB and what stands beside it.
const LARGEST_FORM: usize = 96 * 1024;

/// Reads a posted form, no more than a platform could need.
pub(crate) async fn form(body: Body) -> Result<Bytes> {
    to_bytes(body, LARGEST_FORM)
        .await
        .map_err(|error| Error::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large").because(error))
}
