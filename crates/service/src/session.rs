//! Who is asking: a page by cookie and handle, the app by bearer token (decision 3).

use axum::http::{HeaderMap, header};
use domain::{Timestamp, id::SessionId, time::Span};
use store::{
    Tx,
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

/// What a browser asks for a page with: the handle in the address and its cookie.
pub(crate) struct PageKey {
    handle_hash: Vec<u8>,
    browser_hash: Option<Vec<u8>>,
}

impl PageKey {
    pub(crate) fn of(app: &App, headers: &HeaderMap, handle: &str) -> Self {
        let cookie = browser::cookie(headers);
        Self {
            handle_hash: Secrets::handle_hash(handle),
            browser_hash: cookie.map(|cookie| app.secrets.browser_hash(&cookie)),
        }
    }

    /// The session both select together. Neither does alone. It may have ended.
    pub(crate) fn find(&self, tx: &mut Tx<'_>) -> Result<Session> {
        let found = session::by_handle(tx, &self.handle_hash)?;
        // A browser that keeps nothing of ours has no other visit that the page could belong to.
        let (Some(found), Some(browser_hash)) = (found, &self.browser_hash) else {
            return Err(Error::unknown("session-missing"));
        };
        if *browser_hash != found.browser_hash {
            return Err(Error::unknown("session-not-yours"));
        }
        Ok(found)
    }
}

/// The session a page's address and this browser's cookie select together.
pub(crate) async fn of_page(app: &App, headers: &HeaderMap, handle: &str) -> Result<Session> {
    let key = PageKey::of(app, headers, handle);
    let found = app.store.read(move |tx| key.find(tx)).await?;
    still_on(app, found).await
}

/// Refuses the session of a page if it ended, with the way back, and keeps one that goes on from
/// ending.
pub(crate) async fn still_on(app: &App, found: Session) -> Result<Session> {
    let visit = Visit::of(&found);
    match in_use(app, found).await {
        Ok(session) => Ok(session),
        Err(error) => Err(visit.told_with_way_back(error)),
    }
}

/// The session an address selects, which proves nothing yet.
async fn at(app: &App, handle: &str) -> Result<Session> {
    let hash = Secrets::handle_hash(handle);
    let found = app.store.read(move |tx| session::by_handle(tx, &hash));
    found.await?.ok_or(Error::unknown("session-missing"))
}

/// What is known of the visit a request belongs to, for whatever it may be refused for.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    language: Option<String>,
    return_url: Option<String>,
}

impl Visit {
    pub(crate) fn of(session: &Session) -> Self {
        Self {
            language: session.language.clone(),
            return_url: session.return_url.clone(),
        }
    }

    /// The same refusal in the language of the visit.
    pub(crate) fn told(&self, error: Error) -> Error {
        error.spoken_in(self.language.as_deref())
    }

    /// The same with the way back to the course.
    pub(crate) fn told_with_way_back(&self, error: Error) -> Error {
        self.told(error).back_to(self.return_url.clone())
    }
}

/// The session that an address selects and a token in the form proves: for forms that must work
/// where the browser keeps no cookie.
pub(crate) async fn of_form(app: &App, handle: &str, token: &str) -> Result<Session> {
    let found = at(app, handle).await?;
    if app.secrets.session_of_bearer(token) != Some(found.id) {
        return Err(Error::forbidden("form-token"));
    }
    if found.choosing.is_none() {
        return Err(Error::conflict("choosing-over"));
    }
    in_use(app, found).await
}

/// The session that an address selects and the token of its forms proves, for a window that was
/// opened from one of its pages and has no cookie of its own yet.
pub(crate) async fn of_new_window(app: &App, handle: &str, token: &str) -> Result<Session> {
    let found = at(app, handle).await?;
    if !app.secrets.is_form_token(found.id, token) {
        return Err(Error::forbidden("form-token"));
    }
    if found.choosing.is_some() {
        return Err(Error::not_found());
    }
    in_use(app, found).await
}

/// The session with this id, which was proved before.
pub(crate) async fn going_on(app: &App, id: SessionId) -> Result<Session> {
    let found = app.store.read(move |tx| session::get(tx, id)).await?;
    in_use(app, found.ok_or(Error::unknown("session-ended"))?).await
}

/// The session of a bearer token.
pub(crate) async fn of_api(app: &App, headers: &HeaderMap) -> Result<Session> {
    let id = browser::text(headers, header::AUTHORIZATION.as_str())
        .and_then(|value| value.strip_prefix("Bearer "))
        .and_then(|token| app.secrets.session_of_bearer(token))
        .ok_or(Error::unknown("session-missing"))?;
    let found = app.store.read(move |tx| session::get(tx, id)).await?;
    let found = found.ok_or(Error::unknown("session-ended"))?;
    let visit = Visit::of(&found);
    in_use(app, found).await.map_err(|error| visit.told(error))
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

/// Whether a session goes on with nothing to be written of it.
pub(crate) fn is_fresh(session: &Session, now: Timestamp) -> bool {
    !ended(session, now) && now - session.used_at < TOUCH
}

fn ended(session: &Session, now: Timestamp) -> bool {
    session.ended_at.is_some()
        || now - session.used_at >= IDLE
        || now - session.started_at >= LONGEST
}
