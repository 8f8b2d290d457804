//! A launch whose browser did not send its cookie back: no session exists until the browser has
//! proved in another way that it began the login (decision 2).
//!
//! The launch was verified, and its nonce is not used yet. The page that answers it with 202 sends
//! everything once more by a request of its own, with the secret that this browser was given at
//! login: an attacker who began the login elsewhere knows state, token and secret, and cannot put the
//! secret where this browser would look for it. Everything is then verified again, so nothing is
//! kept between.

use api::{Notice, ReadView};
use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use domain::{Timestamp, time::Span};
use lti1p3::Registration;
use serde::{Deserialize, Serialize};
use serde_json::json;
use view::{Block, PlainDocument, Words, plain_document};

use crate::{
    app::{App, words},
    browser,
    error::{Error, Result},
    lti::{
        form,
        launch::{arrive, registered, verify},
        state::{Login, Proof},
    },
    pages, refusal,
    troubles::Whom,
};

/// Where the page shows what it has.
pub(crate) const PROVE_PATH: &str = "/lti/prove";

/// Where a browser is told that it could not prove itself.
pub(crate) const UNPROVEN_PATH: &str = "/lti/unproven";

/// How long the page may take.
const LIFE: Span = Span::minutes(2);

/// What the script is given to do.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Task<'a> {
    Keep(Keep<'a>),
    Show(Show<'a>),
}

#[derive(Serialize)]
struct Keep<'a> {
    name: String,
    secret: &'a str,
    storage: Option<Storage>,
    next: &'a str,
}

#[derive(Serialize)]
struct Show<'a> {
    name: String,
    storage: Option<Storage>,
    challenge: String,
    state: &'a str,
    id_token: &'a str,
    prove: &'a str,
    otherwise: &'a str,
}

/// A frame of the platform that keeps things for tools.
#[derive(Serialize)]
struct Storage {
    frame: String,
    origin: String,
}

impl Storage {
    /// Of a login: it answers from the origin that people sign in at.
    fn of(proof: &Proof, platform: &Registration) -> Option<Self> {
        let frame = proof.storage.as_ref()?.to_string();
        let origin = platform.message_origin().ascii_serialization();
        Some(Self { frame, origin })
    }
}

/// The name a secret is kept under, which belongs to one login.
fn name(login: &Login) -> String {
    format!("alongside-{}", login.nonce)
}

/// What the page of a login keeps in the browser before it moves on.
pub(crate) fn keeping(
    login: &Login,
    secret: &str,
    platform: &Registration,
    next: &str,
) -> Option<String> {
    let keep = Keep {
        name: name(login),
        secret,
        storage: Storage::of(login.proof.as_ref()?, platform),
        next,
    };
    serde_json::to_string(&Task::Keep(keep)).ok()
}

/// The 202 that asks the browser to prove itself.
pub(crate) fn page(
    app: &App,
    headers: &HeaderMap,
    login: &Login,
    platform: &Registration,
    (state, id_token): (&str, &str),
    course: Option<String>,
) -> Response {
    let words = words(browser::language(headers), "UTC");
    let show = login.proof.as_ref().map(|proof| Show {
        name: name(login),
        storage: Storage::of(proof, platform),
        challenge: challenge(app, login),
        state,
        id_token,
        prove: PROVE_PATH,
        otherwise: UNPROVEN_PATH,
    });
    let data = show.and_then(|show| serde_json::to_string(&Task::Show(show)).ok());
    let mut blocks = vec![];
    if data.is_some() {
        blocks.push(Block::Markdown(words.say("prove-moment", &[])));
    }
    blocks.push(Block::Way {
        href: course.unwrap_or_else(|| UNPROVEN_PATH.to_owned()),
        label: words.say("error-back-to-course", &[]),
        main: false,
    });
    let html = document(
        app,
        headers,
        &words,
        "prove-title",
        &blocks,
        data.as_deref(),
    );
    let mut response = (StatusCode::ACCEPTED, Html(html)).into_response();
    refusal::guard(response.headers_mut(), "http: https:");
    response
}

fn document(
    app: &App,
    headers: &HeaderMap,
    words: &impl Words,
    title: &str,
    blocks: &[Block],
    data: Option<&str>,
) -> String {
    plain_document(&PlainDocument {
        framed: browser::framed(headers),
        script: data.map(|_| "prove.js"),
        data,
        ..PlainDocument::new(words, &app.assets, &words.say(title, &[]), blocks)
    })
}

/// `GET /lti/unproven`: what a browser that could not prove itself is told, after the page has tried.
pub(crate) async fn unproven() -> Error {
    Error::unknown("launch-prove-browser")
}

/// What the page shows.
#[derive(Deserialize)]
struct Shown {
    challenge: String,
    /// Empty where the browser kept none.
    secret: String,
    state: String,
    id_token: String,
}

/// `POST /lti/prove`: asked for by the page of the 202 alone, once.
pub(crate) async fn post(
    State(app): State<App>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response> {
    let mut whom = Whom::default();
    let proved = proved(&app, &headers, body, &mut whom).await;
    proved.inspect_err(|error| app.troubles.note_error(whom, error, app.now()))
}

async fn proved(app: &App, headers: &HeaderMap, body: Body, whom: &mut Whom) -> Result<Response> {
    if !is_own_request(headers, &app.origin()) {
        return Err(Error::forbidden("form-origin"));
    }
    let shown: Shown = serde_json::from_slice(&form(body).await?)
        .map_err(|error| Error::bad("form-field").because(error))?;
    let login = Login::open(&shown.state, &app.secrets, app.now())?;
    whom.registration = Some(login.registration);
    if !is_challenge(app, &login, &shown.challenge) {
        return Err(Error::bad("launch-state-expired"));
    }
    if shown.secret.is_empty() {
        return Err(Error::unknown("launch-prove-browser"));
    }
    let kept = login.proof.as_ref().map(|proof| &proof.secret_hash);
    let secret_hash = app.secrets.browser_hash(&shown.secret);
    if kept != Some(&secret_hash) {
        return Err(Error::unknown("launch-not-this-browser"));
    }
    let known = registered(app, &login).await?;
    let launch = verify(app, &known, &login, &shown.id_token).await?;
    whom.deployment = launch.deployment_id.to_string();
    // The cookie may be there after all: browsers that keep it back from a form of another site
    // send it with a request of our own.
    let cookie = browser::cookie(headers).map(|cookie| app.secrets.browser_hash(&cookie));
    let has_cookie = cookie.as_ref() == Some(&login.browser_hash);
    let known_by = if has_cookie {
        login.browser_hash.clone()
    } else {
        secret_hash
    };
    let taken = (launch, &*shown.id_token);
    let (handle, session, route) = arrive(app, known, login, taken, known_by).await?;
    let go = pages::address(&handle, route);
    let mut response = if has_cookie {
        StatusCode::NO_CONTENT.into_response()
    } else if session.choosing.is_some() {
        super::choosing::page(app, session, &handle, headers).await?
    } else {
        let asked = ReadView {
            route: route.path().to_owned(),
            notice: Some(Notice::NoCookie.key().to_owned()),
            ..ReadView::default()
        };
        pages::drawn(app, session, &handle, asked, true, headers).await?
    };
    let go = HeaderValue::from_str(&go).map_err(Error::internal)?;
    response.headers_mut().insert("alongside-go", go);
    Ok(response)
}

/// Whether a script of one of our own pages asks, and nothing else: no form of any page sends JSON,
/// and no other site may.
fn is_own_request(headers: &HeaderMap, origin: &str) -> bool {
    let is = |name: &str, wanted: &str| browser::text(headers, name) == Some(wanted);
    let site = browser::text(headers, "sec-fetch-site");
    is("origin", origin)
        && is(header::CONTENT_TYPE.as_str(), "application/json")
        && site.is_none_or(|site| site == "same-origin")
}

/// Ties what the page sends to the page.
fn challenge(app: &App, login: &Login) -> String {
    let made = json!({ "n": login.nonce, "t": app.now().0 });
    app.secrets.seal_challenge(made.to_string().as_bytes())
}

#[derive(Deserialize)]
struct Challenge {
    n: String,
    t: i64,
}

fn is_challenge(app: &App, login: &Login, text: &str) -> bool {
    let plain = app.secrets.open_challenge(text);
    let made = plain.and_then(|plain| serde_json::from_slice::<Challenge>(&plain).ok());
    made.is_some_and(|made| made.n == login.nonce && app.now() - Timestamp(made.t) <= LIFE)
}
