//! The tab's pages as HTML: readable and usable before, during and without wasm.

use api::{Keeping, ReadView, Route, View, act::Done};
use axum::{
    Form,
    extract::{Path, Query, State},
    http::HeaderMap,
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::id::SessionId;
use serde::Deserialize;
use store::{StoreError, Tx, session};
use view::{Document, Start, document};

use crate::{
    acts::{By, Do},
    app::{App, words},
    browser, clock,
    error::{Error, Result},
    lti::{choosing, login::frame_ancestors},
    reader::Reader,
    refusal,
    session::{PageKey, Visit, is_fresh, of_page, still_on},
    views,
};

/// `GET /s/{handle}`.
pub(crate) async fn home(
    State(app): State<App>,
    Path(handle): Path<String>,
    Query(asked): Query<ReadView>,
    Query(how): Query<How>,
    headers: HeaderMap,
) -> Result<Response> {
    let asked = ReadView {
        route: String::new(),
        ..asked
    };
    page(&app, &handle, asked, &how, &headers).await
}

/// `GET /s/{handle}/{route}`.
pub(crate) async fn other(
    State(app): State<App>,
    Path((handle, route)): Path<(String, String)>,
    Query(asked): Query<ReadView>,
    Query(how): Query<How>,
    headers: HeaderMap,
) -> Result<Response> {
    let asked = ReadView { route, ..asked };
    page(&app, &handle, asked, &how, &headers).await
}

/// How a page is to come.
#[derive(Debug, Deserialize)]
pub(crate) struct How {
    /// Anything: without the app, because it broke on this page.
    plain: Option<String>,
}

async fn page(
    app: &App,
    handle: &str,
    asked: ReadView,
    how: &How,
    headers: &HeaderMap,
) -> Result<Response> {
    let with_app = how.plain.is_none();
    let session = match at_once(app, handle, &asked, headers).await? {
        AtOnce::Page(read) => return Ok(shown(app, &read, with_app, headers)),
        AtOnce::Session(session) => still_on(app, session).await?,
    };
    if session.choosing.is_some() {
        return choosing::page(app, session, handle, headers).await;
    }
    drawn(app, session, handle, asked, with_app, headers).await
}

/// What one look at the database gave.
enum AtOnce {
    /// The page.
    Page(Box<Read>),
    /// The session alone: something has to be done before the page is read.
    Session(session::Session),
}

/// A page that could not be read, with the visit if there is one.
struct Failed(Box<(Option<Visit>, Error)>);

impl Failed {
    fn new(visit: Option<Visit>, error: Error) -> Self {
        Self(Box::new((visit, error)))
    }
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self::new(None, error)
    }
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Error::from(error).into()
    }
}

/// Reads a page together with its session, as most can be.
async fn at_once(app: &App, handle: &str, asked: &ReadView, headers: &HeaderMap) -> Result<AtOnce> {
    let key = PageKey::of(app, headers, handle);
    let (owned, base, asked) = (app.clone(), base(handle), asked.clone());
    let found = app.store.read(move |tx| {
        let session = key.find(tx)?;
        let is_ready = is_fresh(&session, owned.now());
        if !is_ready || session.choosing.is_some() || asked.lang.is_some() {
            return Ok(AtOnce::Session(session));
        }
        let visit = Visit::of(&session);
        read_in(&owned, tx, session, &base, &asked)
            .map(|read| AtOnce::Page(Box::new(read)))
            .map_err(|error| Failed::new(Some(visit), error))
    });
    found.await.map_err(|failed| match *failed.0 {
        (None, error) => error,
        (Some(visit), error) => visit.told_with_way_back(error),
    })
}

fn base(handle: &str) -> String {
    format!("/s/{handle}")
}

/// Draws a page of a visit, with the app or without.
pub(crate) async fn drawn(
    app: &App,
    session: session::Session,
    handle: &str,
    asked: ReadView,
    with_app: bool,
    headers: &HeaderMap,
) -> Result<Response> {
    let visit = Visit::of(&session);
    match read(app, session, base(handle), asked).await {
        Ok(read) => Ok(shown(app, &read, with_app, headers)),
        Err(error) => Err(visit.told_with_way_back(error)),
    }
}

fn shown(app: &App, read: &Read, with_app: bool, headers: &HeaderMap) -> Response {
    let token = app.secrets.bearer(read.session);
    let frame = &read.view.frame;
    let words = words(frame.language, &frame.time_zone);
    let start = Start {
        token: &token,
        keeping: &read.keeping,
        offsets: &clock::offsets(&frame.time_zone, app.now()),
    };
    let html = document(&Document {
        view: &read.view,
        words: &words,
        assets: &app.assets,
        app: with_app.then_some(start),
        framed: browser::framed(headers),
    });
    let mut response = Html(html).into_response();
    refusal::guard(response.headers_mut(), &read.ancestors);
    response
}

/// A page as it was read.
pub(crate) struct Read {
    pub(crate) view: View,
    session: SessionId,
    /// The origins that may frame it.
    ancestors: String,
    keeping: Keeping,
}

/// Builds a view for a session. A language asked for is kept for the session first.
pub(crate) async fn read(
    app: &App,
    session: session::Session,
    base: String,
    asked: ReadView,
) -> Result<Read> {
    let session = speak(app, session, asked.lang.as_deref()).await?;
    let owned = app.clone();
    app.store
        .read(move |tx| read_in(&owned, tx, session, &base, &asked))
        .await
}

fn read_in(
    app: &App,
    tx: &mut Tx<'_>,
    session: session::Session,
    base: &str,
    asked: &ReadView,
) -> Result<Read> {
    let reader = Reader::load(app, tx, session)?;
    let view = views::view(app, tx, &reader, base, asked)?;
    let course = reader.session.return_url.as_deref();
    let scheme = reader.scheme.as_ref().map(|scheme| scheme.id);
    let person = reader.session.person;
    Ok(Read {
        view,
        session: reader.session.id,
        ancestors: frame_ancestors(&reader.registration, course),
        keeping: app.secrets.keeping(person, scheme, app.now()),
    })
}

async fn speak(
    app: &App,
    mut session: session::Session,
    lang: Option<&str>,
) -> Result<session::Session> {
    let Some(language) = lang.and_then(api::Language::from_tag) else {
        return Ok(session);
    };
    let tag = language.tag();
    if session.language.as_deref() != Some(tag) {
        let id = session.id;
        app.store
            .write(move |tx| session::speak(tx, id, tag))
            .await?;
        session.language = Some(tag.to_owned());
    }
    Ok(session)
}

/// `POST /s/{handle}/acts/{name}`: a plain form. Posted by one of our own pages, with the field only
/// that page's session knows.
pub(crate) async fn act<A: Do>(
    State(app): State<App>,
    Path(handle): Path<String>,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let session = of_page(&app, &headers, &handle).await?;
    let visit = Visit::of(&session);
    match done::<A>(&app, session, &headers, &fields).await {
        Ok(done) => Ok(Redirect::to(&after(&handle, &done)).into_response()),
        Err(error) => Err(visit.told_with_way_back(error)),
    }
}

async fn done<A: Do>(
    app: &App,
    session: session::Session,
    headers: &HeaderMap,
    fields: &[(String, String)],
) -> Result<Done> {
    if !browser::is_own_form(headers, &app.origin()) {
        return Err(Error::forbidden("form-origin"));
    }
    let token = fields.iter().find(|(name, _)| name == "form_token");
    if !token.is_some_and(|(_, token)| app.secrets.is_form_token(session.id, token)) {
        return Err(Error::forbidden("form-token"));
    }
    let act = A::from_form(fields).map_err(|field| Error::bad("form-field").because(field.0))?;
    let by = By {
        session,
        once: None,
    };
    act.run(app.clone(), by).await
}

/// The address of a page of a visit.
pub(crate) fn address(handle: &str, route: Route) -> String {
    match route.path() {
        "" => base(handle),
        path => format!("{}/{path}", base(handle)),
    }
}

/// Where a reader goes after an act, and what is said there.
fn after(handle: &str, done: &Done) -> String {
    let page = address(handle, done.go);
    match done.notice {
        Some(notice) => format!("{page}?notice={}", notice.key()),
        None => page,
    }
}
