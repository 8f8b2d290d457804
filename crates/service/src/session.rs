//! Who is asking: a page by cookie and handle, the app by bearer token (decision 3).

use axum::http::{HeaderMap, header};
use domain::{Timestamp, id::CourseId, time::Span};
use store::{
    course,
    session::{self, Session},
};

use crate::{
    app::App,
    arrive::{IDLE, LONGEST},
    browser,
    error::{Error, Result},
    secrets::Secrets,
};

/// A session is marked as used at most this often.
const TOUCH: Span = Span::minutes(1);

/// The session a page's address and this browser's cookie select together. Neither does alone.
pub(crate) async fn of_page(app: &App, headers: &HeaderMap, handle: &str) -> Result<Session> {
    let hash = Secrets::handle_hash(handle);
    let found = app
        .store
        .read(move |tx| session::by_handle(tx, &hash))
        .await?
        .ok_or(Error::unknown("session-missing"))?;
    let cookie = browser::cookie(headers).ok_or(Error::unknown("session-not-yours"))?;
    if app.secrets.browser_hash(&cookie) != found.browser_hash {
        return Err(Error::unknown("session-not-yours"));
    }
    let course = found.course;
    match in_use(app, found).await {
        Ok(session) => Ok(session),
        Err(error) => Err(with_way_back(app, error, course).await),
    }
}

/// Shows a reader whose course is known the way back to it.
pub(crate) async fn with_way_back(app: &App, error: Error, course: CourseId) -> Error {
    let course = app.store.read(move |tx| course::get(tx, course)).await;
    error.back_to(course.ok().and_then(|course| course.return_url))
}

/// The session of a bearer token.
pub(crate) async fn of_api(app: &App, headers: &HeaderMap) -> Result<Session> {
    let id = browser::text(headers, header::AUTHORIZATION.as_str())
        .and_then(|value| value.strip_prefix("Bearer "))
        .and_then(|token| app.secrets.session_of_bearer(token))
        .ok_or(Error::unknown("session-missing"))?;
    let found = app
        .store
        .read(move |tx| session::get(tx, id))
        .await?
        .ok_or(Error::unknown("session-ended"))?;
    in_use(app, found).await
}

/// Refuses a session that ended, and keeps one that goes on from ending.
async fn in_use(app: &App, found: Session) -> Result<Session> {
    let now = app.now();
    if ended(&found, now) {
        return Err(Error::unknown("session-ended"));
    }
    if now - found.used_at >= TOUCH {
        let id = found.id;
        app.store
            .write(move |tx| session::touch(tx, id, now))
            .await?;
    }
    Ok(found)
}

fn ended(session: &Session, now: Timestamp) -> bool {
    session.ended_at.is_some()
        || now - session.used_at >= IDLE
        || now - session.started_at >= LONGEST
}
