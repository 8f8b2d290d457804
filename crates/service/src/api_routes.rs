//! `/api`: what the app asks for, with a bearer token and nothing else.

use api::{ReadView, View, act::Done};
use axum::{
    Json,
    extract::{Query, State, rejection::JsonRejection},
    http::{HeaderMap, StatusCode},
};

use crate::{
    acts::Do,
    app::App,
    error::{Error, Result},
    pages,
    session::of_api,
};

/// `GET /api/view`. The base of addresses in it is empty: the app knows where it stands.
pub(crate) async fn view(
    State(app): State<App>,
    Query(asked): Query<ReadView>,
    headers: HeaderMap,
) -> Result<Json<View>> {
    let session = of_api(&app, &headers).await?;
    let (view, _) = pages::read(&app, session, String::new(), asked).await?;
    Ok(Json(view))
}

/// `POST /api/acts/{name}`.
pub(crate) async fn act<A: Do>(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Json<A>, JsonRejection>,
) -> Result<Json<Done>> {
    let session = of_api(&app, &headers).await?;
    let Json(act) = body.map_err(|error| unreadable(&error))?;
    Ok(Json(act.run(app, session).await?))
}

fn unreadable(error: &JsonRejection) -> Error {
    match error.status() {
        status @ StatusCode::PAYLOAD_TOO_LARGE => Error::new(status, "too-large"),
        status => Error::bad("form-field").because(status),
    }
}
