//! `/api`: what the app asks for, with a bearer token and nothing else.

use api::{ReadView, View, act::Done};
use axum::{
    Json,
    body::Bytes,
    extract::{Query, State, rejection::BytesRejection},
    http::{HeaderMap, StatusCode, header},
};

use store::session::Session;

use crate::{
    acts::{By, Do, Once, done_before},
    app::App,
    browser,
    error::{Error, Result},
    pages,
    session::{Visit, of_api},
};

/// `GET /api/view`. The base of addresses in it is empty: the app knows where it stands.
pub(crate) async fn view(
    State(app): State<App>,
    Query(asked): Query<ReadView>,
    headers: HeaderMap,
) -> Result<Json<View>> {
    let session = of_api(&app, &headers).await?;
    let visit = Visit::of(&session);
    let read = pages::read(&app, session, String::new(), asked).await;
    Ok(Json(read.map_err(|error| visit.told(error))?.view))
}

/// `POST /api/acts/{name}`: JSON, with the id that its sender made for it.
pub(crate) async fn act<A: Do>(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Done>> {
    let session = of_api(&app, &headers).await?;
    let visit = Visit::of(&session);
    let done = done::<A>(app, session, &headers, body).await;
    Ok(Json(done.map_err(|error| visit.told(error))?))
}

async fn done<A: Do>(
    app: App,
    session: Session,
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Done> {
    let body = body.map_err(|error| unreadable(error.status()))?;
    if !is_json(headers) {
        return Err(unreadable(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    let act: A =
        serde_json::from_slice(&body).map_err(|_| unreadable(StatusCode::UNPROCESSABLE_ENTITY))?;
    let once = Once::of(headers, A::NAME, &body)?;
    if let Some(once) = &once
        && let Some(done) = done_before(&app, &session, once).await?
    {
        return Ok(done);
    }
    act.run(app, By { session, once }).await
}

fn is_json(headers: &HeaderMap) -> bool {
    let media = browser::text(headers, header::CONTENT_TYPE.as_str()).unwrap_or_default();
    let media = media.split(';').next().unwrap_or_default().trim();
    media.eq_ignore_ascii_case("application/json")
}

fn unreadable(status: StatusCode) -> Error {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => Error::new(status, "too-large"),
        status => Error::bad("form-field").because(status),
    }
}
