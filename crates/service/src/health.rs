//! Whether the service is alive, and whether it can do its work.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};

use crate::{app::App, error::Error};

/// `GET /health/live`: the process answers.
pub(crate) async fn live() -> &'static str {
    "alive\n"
}

/// `GET /health/ready`: the database can be read and written.
pub(crate) async fn ready(State(app): State<App>) -> Response {
    match app.store.health().await {
        Ok(()) => (StatusCode::OK, "ready\n").into_response(),
        Err(error) => Error::from(error).into_response(),
    }
}
