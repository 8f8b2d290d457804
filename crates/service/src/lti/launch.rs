//! `POST /lti/launch`: the one redirect address, for every message (decision 1).
//!
//! Verify, bind to the browser, keep the person and their place, begin a session, go to its page.
//! The nonce is used in the same transaction that keeps the rest, so an accepted launch cannot be
//! repeated. A refused one keeps nothing of anybody: only the name of an unknown deployment, which an
//! administrator must see to approve it, and what was wrong, for a technologist.

use std::{sync::Arc, time::Duration};

use api::Route;
use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::Timestamp;
use lti1p3::{
    Expected, Launch, UnverifiedLaunch,
    ids::Nonce,
    launch::LaunchError,
    login::{LoginAnswer, Refusal},
};
use store::{registration, session::Session};

use crate::{
    app::App,
    arrive::{self, Arrival, Taken},
    browser, clock,
    error::{Error, Result},
    lti::{form, login::in_use, prove, state::Login},
    pages,
    platform::known::Known,
    refusal,
    secrets::Secrets,
    troubles::Whom,
};

/// The one redirect address.
pub(crate) const REDIRECT_PATH: &str = "/lti/launch";

/// Clocks may differ by this much.
const LEEWAY: Duration = Duration::from_mins(1);

/// How often a launch is begun again because its registration changed meanwhile.
const TRIES: u32 = 3;

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
        LoginAnswer::Refused(refusal) => return Err(turned_away(app, &refusal, whom)),
    };
    let login = Login::open(&state, &app.secrets, app.now())?;
    whom.registration = Some(login.registration);
    let bound = is_bound(app, headers, &login)?;
    let (known, launch) = checked(app, &login, &id_token, bound).await?;
    whom.deployment = launch.deployment_id.to_string();
    if !bound {
        if login.proof.is_none() {
            // There is nothing that the page could show for its browser.
            let error = Error::unknown("launch-prove-browser");
            app.troubles.note_error(whom.clone(), &error, app.now());
        }
        let course = way_back(&known, &launch);
        return Ok(prove::page(
            app,
            headers,
            &login,
            &known.protocol,
            (&state, &id_token),
            course,
        ));
    }
    let browser_hash = login.browser_hash.clone();
    let (handle, _, route) = arrive(app, known, login, (launch, &id_token), browser_hash).await?;
    let mut response = Redirect::to(&pages::address(&handle, route)).into_response();
    // It shows nothing of anybody; the page that follows names who may frame it.
    refusal::guard(response.headers_mut(), "http: https:");
    Ok(response)
}

/// The platform did not recognise the person, and sent the browser on to say so.
fn turned_away(app: &App, refusal: &Refusal, whom: &mut Whom) -> Error {
    let state = refusal.state.as_deref();
    let login = state.and_then(|state| Login::open(state, &app.secrets, app.now()).ok());
    whom.registration = login.map(|login| login.registration);
    let said = refusal.description.as_deref().unwrap_or_default();
    Error::bad("launch-platform-refused").because(format!("{} {said}", refusal.error))
}

/// Keeps a launch that was verified and whose browser is known by this hash. The handle of the visit
/// that begins, the visit, and its first page.
///
/// A registration that changed since is read again, and the token verified again by what it says now.
pub(crate) async fn arrive(
    app: &App,
    mut known: Arc<Known>,
    login: Login,
    (launch, id_token): (Launch, &str),
    browser_hash: Vec<u8>,
) -> Result<(String, Session, Route)> {
    let handle = URL_SAFE_NO_PAD.encode(clock::random::<16>());
    let mut arrival = Arrival {
        login,
        launch,
        browser_hash,
        handle_hash: Secrets::handle_hash(&handle),
    };
    for _ in 0..TRIES {
        arrival = match arrive::keep(app, &known, arrival).await? {
            Taken::Visit(session, route) => return Ok((handle, session, route)),
            Taken::Changed(arrival) => *arrival,
        };
        known = registered(app, &arrival.login).await?;
        arrival.launch = verify(app, &known, &arrival.login, id_token).await?;
    }
    Err(Error::internal("a registration never stays as it is"))
}

/// The course a launch came from.
pub(crate) fn way_back(known: &Known, launch: &Launch) -> Option<String> {
    launch
        .presentation
        .return_to(&known.origins)
        .map(ToString::to_string)
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

/// Verifies a launch by what is remembered of its registration. Where that refuses it, or nothing is
/// remembered, the row says what is true now; so it does for a launch that no transaction takes,
/// because its browser is not known yet.
async fn checked(
    app: &App,
    login: &Login,
    id_token: &str,
    bound: bool,
) -> Result<(Arc<Known>, Launch)> {
    let remembered = app.platforms.remembered(login.registration);
    let remembered = remembered.filter(|_| bound);
    let mut why = None;
    if let Some(known) = &remembered {
        match verify(app, known, login, id_token).await {
            Ok(launch) => return Ok((known.clone(), launch)),
            Err(error) => why = Some(error),
        }
    }
    let known = registered(app, login).await?;
    if let (Some(remembered), Some(error)) = (remembered, why)
        && remembered.row == known.row
    {
        return Err(error);
    }
    let launch = verify(app, &known, login, id_token).await?;
    Ok((known, launch))
}

/// The registration of a login as its row says now. It is remembered while it is in use.
pub(crate) async fn registered(app: &App, login: &Login) -> Result<Arc<Known>> {
    let id = login.registration;
    let row = app.store.read(move |tx| registration::get(tx, id)).await?;
    match in_use(row) {
        Ok(row) => app.platforms.remember(row),
        Err(error) => {
            app.platforms.forget(id);
            Err(error)
        }
    }
}

/// Verifies a launch for this login.
pub(crate) async fn verify(
    app: &App,
    known: &Known,
    login: &Login,
    id_token: &str,
) -> Result<Launch> {
    let unverified = UnverifiedLaunch::read(id_token.to_owned()).map_err(refused)?;
    // A token for somebody else is refused before it can make us fetch anything.
    unverified.check_parties(&known.protocol).map_err(refused)?;
    let keys = app
        .platforms
        .keys(&known.row, unverified.key_id(), app.now())
        .await?;
    let nonce = Nonce::parse(login.nonce.clone()).map_err(Error::internal)?;
    let expected = Expected {
        registration: &known.protocol,
        keys: &keys,
        nonce: &nonce,
        tool: &app.config.public_url,
        now: as_jiff(app.now()),
        leeway: LEEWAY,
    };
    unverified.verify(&expected).map_err(refused)
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
