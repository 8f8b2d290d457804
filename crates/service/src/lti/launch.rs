//! `POST /lti/launch`: the one redirect address, for every message (decision 1).
//!
//! Verify, bind to the browser, keep the person and their place, begin a session, go to its page.
//! The nonce is used in the same transaction that keeps the rest, so an accepted launch cannot be
//! repeated, and a refused one leaves no row: but for the name of an unknown deployment, which an
//! administrator must see to approve it.

use std::time::Duration;

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{Html, IntoResponse, Redirect, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::Timestamp;
use lti1p3::{
    Expected, Launch, UnverifiedLaunch,
    ids::Nonce,
    launch::{LaunchError, Message},
    login::LoginAnswer,
};
use store::registration::{self, Registration};
use view::{Block, Corner, PlainDocument, Words, plain_document};

use crate::{
    app::{App, words},
    arrive::{self, Arrival},
    browser, clock,
    error::{Error, Result},
    lti::{form, login::in_use, state::Login},
    platform::as_protocol,
    refusal,
    secrets::Secrets,
    troubles::Whom,
};

/// The one redirect address.
pub(crate) const REDIRECT_PATH: &str = "/lti/launch";

/// Clocks may differ by this much.
const LEEWAY: Duration = Duration::from_mins(1);

/// The launch.
pub(crate) async fn post(
    State(app): State<App>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response> {
    let mut whom = Whom::default();
    let launched = launched(&app, &headers, body, &mut whom).await;
    launched.inspect_err(|error| app.troubles.note_error(whom, error, app.now()))
}

async fn launched(app: &App, headers: &HeaderMap, body: Body, whom: &mut Whom) -> Result<Response> {
    let answer = LoginAnswer::parse(&form(body).await?)
        .map_err(|error| Error::bad(error.code()).because(error))?;
    let (id_token, state) = match answer {
        LoginAnswer::Launch {
            id_token, state, ..
        } => (id_token, state),
        LoginAnswer::Refused(refusal) => {
            return Err(Error::bad("launch-platform-refused").because(refusal.error));
        }
    };
    let login = Login::open(&state, &app.secrets, app.now())?;
    whom.registration = Some(login.registration);
    let bound = is_bound(app, headers, &login)?;
    let registration = registered(app, &login).await?;
    let launch = verify(app, &registration, &login, id_token).await?;
    whom.deployment = launch.deployment_id.to_string();
    let handle = URL_SAFE_NO_PAD.encode(clock::random::<16>());
    let arrival = Arrival {
        login,
        launch,
        bound,
        handle_hash: Secrets::handle_hash(&handle),
    };
    arrive::keep(app, &registration, arrival).await?;
    let mut response = if bound {
        Redirect::to(&format!("/s/{handle}")).into_response()
    } else {
        (StatusCode::ACCEPTED, Html(unproven(app, headers))).into_response()
    };
    // Neither shows anything of anybody; the page that follows names who may frame it.
    refusal::guard(response.headers_mut(), "http: https:");
    Ok(response)
}

/// Whether this browser began the login. Another browser's cookie is refused; no cookie at all
/// leaves the launch unproven.
fn is_bound(app: &App, headers: &HeaderMap, login: &Login) -> Result<bool> {
    match browser::cookie(headers) {
        None => Ok(false),
        Some(cookie) if app.secrets.browser_hash(&cookie) == login.browser_hash => Ok(true),
        Some(_) => Err(Error::unknown("launch-not-this-browser")),
    }
}

async fn registered(app: &App, login: &Login) -> Result<Registration> {
    let id = login.registration;
    match app.store.read(move |tx| registration::get(tx, id)).await? {
        Some(known) => in_use(known),
        None => Err(Error::bad("launch-unknown-platform")),
    }
}

async fn verify(
    app: &App,
    registration: &Registration,
    login: &Login,
    id_token: String,
) -> Result<Launch> {
    let protocol = as_protocol(registration)?;
    let unverified = UnverifiedLaunch::read(id_token).map_err(refused)?;
    // A token for somebody else is refused before it can make us fetch anything.
    unverified.check_parties(&protocol).map_err(refused)?;
    let keys = app
        .platforms
        .keys(registration, unverified.key_id(), app.now())
        .await?;
    let nonce = Nonce::parse(login.nonce.clone()).map_err(Error::internal)?;
    let expected = Expected {
        registration: &protocol,
        keys: &keys,
        nonce: &nonce,
        tool: &app.config.public_url,
        now: as_jiff(app.now()),
        leeway: LEEWAY,
    };
    let launch = unverified.verify(&expected).map_err(refused)?;
    match launch.message {
        Message::ResourceLink(_) => Ok(launch),
        _ => Err(Error::bad("launch-message-type").because("a message that is not served here")),
    }
}

/// Who is not believed gets 401; who is believed and asks for what we do not do gets 400.
fn refused(error: LaunchError) -> Error {
    let status = match error {
        LaunchError::Unreadable(_)
        | LaunchError::Claim(_)
        | LaunchError::Version
        | LaunchError::MessageType(_)
        | LaunchError::Target => StatusCode::BAD_REQUEST,
        _ => StatusCode::UNAUTHORIZED,
    };
    Error::new(status, error.code()).because(error)
}

/// A time as the protocol crate counts it.
pub(crate) fn as_jiff(at: Timestamp) -> lti1p3::Timestamp {
    lti1p3::Timestamp::from_millisecond(at.0).unwrap_or_default()
}

/// The page for a launch whose browser did not send the cookie back: no session exists (decision 2).
fn unproven(app: &App, headers: &HeaderMap) -> String {
    let words = words(browser::language(headers), "UTC");
    let do_now = words.say("error-launch-prove-browser-do", &[]);
    plain_document(&PlainDocument {
        words: &words,
        assets: &app.assets,
        framed: browser::framed(headers),
        title: &words.say("error-launch-prove-browser", &[]),
        blocks: &[Block::Markdown(do_now)],
        corner: Corner::Help("/help"),
        back: None,
        contact: None,
        languages: &[],
        move_on_to: None,
        script: None,
        data: None,
    })
}
