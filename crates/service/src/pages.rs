//! The tab's pages as HTML: readable and usable before, during and without wasm.

use api::{ReadView, View, act::Done};
use axum::{
    Form,
    extract::{Path, Query, State},
    http::HeaderMap,
    response::{Html, IntoResponse, Redirect, Response},
};
use store::session;
use view::{Document, document};

use crate::{
    acts::Do,
    app::{App, words},
    browser,
    error::{Error, Result},
    lti::login::frame_ancestors,
    reader::Reader,
    refusal,
    session::{of_page, with_way_back},
    views,
};

/// `GET /s/{handle}`.
pub(crate) async fn home(
    State(app): State<App>,
    Path(handle): Path<String>,
    Query(asked): Query<ReadView>,
    headers: HeaderMap,
) -> Result<Response> {
    page(&app, &handle, String::new(), asked, &headers).await
}

/// `GET /s/{handle}/{route}`.
pub(crate) async fn other(
    State(app): State<App>,
    Path((handle, route)): Path<(String, String)>,
    Query(asked): Query<ReadView>,
    headers: HeaderMap,
) -> Result<Response> {
    page(&app, &handle, route, asked, &headers).await
}

async fn page(
    app: &App,
    handle: &str,
    route: String,
    asked: ReadView,
    headers: &HeaderMap,
) -> Result<Response> {
    let session = of_page(app, headers, handle).await?;
    let token = app.secrets.bearer(session.id);
    let asked = ReadView { route, ..asked };
    let base = format!("/s/{handle}");
    let course = session.course;
    let (view, ancestors) = match read(app, session, base, asked).await {
        Ok(read) => read,
        Err(error) => return Err(with_way_back(app, error, course).await),
    };
    let words = words(view.frame.language, &view.frame.time_zone);
    let html = document(&Document {
        view: &view,
        words: &words,
        assets: &app.assets,
        token: Some(&token),
        framed: browser::framed(headers),
    });
    let mut response = Html(html).into_response();
    refusal::guard(response.headers_mut(), &ancestors);
    Ok(response)
}

/// Builds a view for a session, with the origins that may frame it. A language asked for is kept
/// for the session first.
pub(crate) async fn read(
    app: &App,
    session: session::Session,
    base: String,
    asked: ReadView,
) -> Result<(View, String)> {
    let session = speak(app, session, asked.lang.as_deref()).await?;
    let owned = app.clone();
    app.store
        .read(move |tx| {
            let reader = Reader::load(&owned, tx, session)?;
            let view = views::view(&owned, tx, &reader, &base, &asked)?;
            let course = reader.course.return_url.as_deref();
            Ok((view, frame_ancestors(&reader.registration, course)))
        })
        .await
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
    let course = session.course;
    match done::<A>(&app, session, &headers, &fields).await {
        Ok(done) => Ok(Redirect::to(&after(&handle, &done)).into_response()),
        Err(error) => Err(with_way_back(&app, error, course).await),
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
    act.run(app.clone(), session).await
}

/// Where a reader goes after an act, and what is said there.
fn after(handle: &str, done: &Done) -> String {
    let page = match done.go.path() {
        "" => format!("/s/{handle}"),
        path => format!("/s/{handle}/{path}"),
    };
    match done.notice {
        Some(notice) => format!("{page}?notice={}", notice.key()),
        None => page,
    }
}
