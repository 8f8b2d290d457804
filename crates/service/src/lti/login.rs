//! `GET|POST /lti/login`: a platform sends a browser to begin a launch (Security Framework 5.1.1.1).

use axum::{
    body::Body,
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use lti1p3::{LoginRequest, ids::Nonce};
use store::registration::{self, Registration, State as Use};
use url::Url;
use view::{Block, PlainDocument, Words, plain_document};

use crate::{
    app::{App, words},
    browser, clock,
    error::{Error, Result},
    lti::{
        form,
        launch::REDIRECT_PATH,
        prove,
        state::{Login, Proof},
    },
    platform::as_protocol,
    refusal,
    strangers::{Came, is_shared},
    troubles::Whom,
};

/// The parameters in the address.
pub(crate) async fn get(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response> {
    begin(&app, &headers, query.unwrap_or_default().as_bytes()).await
}

/// The parameters in a form.
pub(crate) async fn post(
    State(app): State<App>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response> {
    begin(&app, &headers, &form(body).await?).await
}

async fn begin(app: &App, headers: &HeaderMap, parameters: &[u8]) -> Result<Response> {
    let mut whom = Whom::default();
    let begun = begin_with(app, headers, parameters, &mut whom).await;
    begun.inspect_err(|error| app.troubles.note_error(whom, error, app.now()))
}

async fn begin_with(
    app: &App,
    headers: &HeaderMap,
    parameters: &[u8],
    whom: &mut Whom,
) -> Result<Response> {
    let request =
        LoginRequest::parse(parameters).map_err(|error| Error::bad(error.code()).because(error))?;
    let registration = find(app, &request, whom).await?;
    let cookie =
        browser::cookie(headers).unwrap_or_else(|| URL_SAFE_NO_PAD.encode(clock::random::<32>()));
    let browser_hash = app.secrets.browser_hash(&cookie);
    let mut login = Login::new(registration.id, browser_hash, app.now());
    // A browser that sends no cookie from inside a frame may never send one there.
    let is_unsure = browser::framed(headers) && browser::cookie(headers).is_none();
    let secret = is_unsure.then(|| URL_SAFE_NO_PAD.encode(clock::random::<32>()));
    login.proof = secret.as_deref().map(|secret| Proof {
        secret_hash: app.secrets.browser_hash(secret),
        storage: request.storage(),
    });
    let nonce = Nonce::parse(login.nonce.clone()).map_err(Error::internal)?;
    let platform = as_protocol(&registration)?;
    let next = request.authentication_url(
        &platform,
        &format!("{}{REDIRECT_PATH}", app.origin()),
        &login.seal(&app.secrets, app.now()),
        &nonce,
    );
    let keep = secret.and_then(|secret| prove::keeping(&login, &secret, &platform, next.as_str()));
    Ok(answer(app, headers, &cookie, &next, keep.as_deref()))
}

/// The registration a login is for. Several clients may share an issuer; without a client id that
/// cannot be told apart, and is not guessed (lti.md row 2).
async fn find(app: &App, request: &LoginRequest, whom: &mut Whom) -> Result<Registration> {
    let issuer = request.issuer.to_string();
    let client = request.client_id.as_ref().map(ToString::to_string);
    let mut found = app
        .store
        .read(move |tx| registration::of_issuer(tx, &issuer))
        .await?;
    // A client id that is mistyped in one place belongs to the only school that has this issuer; at one
    // that schools share it may be the next one's.
    let of_issuer = found.first().map(|first| (first.id, first.institution));
    whom.registration = of_issuer
        .filter(|(_, school)| found.iter().all(|known| known.institution == *school))
        .filter(|_| !is_shared(request.issuer.as_str()))
        .map(|(id, _)| id);
    found.retain(|known| client.as_ref().is_none_or(|id| *id == known.client_id));
    let [one] = <[Registration; 1]>::try_from(found).map_err(|_| stranger(app, request))?;
    whom.registration = Some(one.id);
    in_use(Some(one))
}

/// A login for nobody: what came is kept for a technologist who waits for somebody else, and shown to
/// whoever brought it.
fn stranger(app: &App, request: &LoginRequest) -> Error {
    let came = Came::of(request);
    app.strangers.note(&came, app.now());
    let Came { issuer, client_id } = came;
    Error::bad("launch-unknown-platform")
        .because(format!("issuer {issuer}, client id {client_id}"))
        .showing(vec![
            ("error-arrived-issuer", issuer),
            ("error-arrived-client", client_id),
        ])
}

/// A registration whose launches are taken.
pub(crate) fn in_use(registration: Option<Registration>) -> Result<Registration> {
    let registration = registration.ok_or(Error::bad("launch-unknown-platform"))?;
    match registration.state {
        Use::Active => Ok(registration),
        Use::Pending => Err(Error::forbidden("launch-platform-pending")),
        Use::Disabled => Err(Error::forbidden("launch-platform-disabled")),
    }
}

/// Moves on with the cookie set: by redirect, or in a frame by a page that does it without script,
/// and with script keeps first what it may have to show later.
fn answer(
    app: &App,
    headers: &HeaderMap,
    cookie: &str,
    next: &Url,
    keep: Option<&str>,
) -> Response {
    let mut response = if browser::framed(headers) {
        Html(moving_on(app, headers, next, keep)).into_response()
    } else {
        let mut found = Redirect::to(next.as_str()).into_response();
        *found.status_mut() = http::StatusCode::FOUND;
        found
    };
    let headers = response.headers_mut();
    headers.insert(header::SET_COOKIE, browser::set_cookie(cookie));
    // It shows nothing and does nothing, and where the course is, only the launch will say.
    refusal::guard(headers, "http: https:");
    // The address of the next step carries the login's state; it is nobody's referrer.
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    response
}

fn moving_on(app: &App, headers: &HeaderMap, next: &Url, keep: Option<&str>) -> String {
    let words = words(browser::language(headers), "UTC");
    let title = words.say("login-moving-on", &[]);
    let way = [Block::Way {
        href: next.to_string(),
        label: words.say("login-go-on", &[]),
        main: true,
    }];
    plain_document(&PlainDocument {
        framed: true,
        move_on_to: Some(next.as_str()),
        script: keep.map(|_| "prove.js"),
        data: keep,
        ..PlainDocument::new(&words, &app.assets, &title, &way)
    })
}

/// The origins that may frame a page: those of the platform's issuer and sign-in, and of the course
/// a launch came from.
///
/// Hosted Canvas has one issuer and one sign-in for every school, and frames from the school's host:
/// that one only its launches name.
pub(crate) fn frame_ancestors(registration: &Registration, course: Option<&str>) -> String {
    let mut origins: Vec<String> = [
        Some(&*registration.issuer),
        Some(&*registration.auth_url),
        course,
    ]
    .into_iter()
    .flatten()
    .filter_map(|address| Url::parse(address).ok())
    .map(|url| url.origin().ascii_serialization())
    .filter(|origin| origin.starts_with("http"))
    .collect();
    origins.dedup();
    origins.join(" ")
}
