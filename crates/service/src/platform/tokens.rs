//! Access tokens for the platforms' services: one per deployment and set of scopes, kept until it
//! ends, asked for by one caller at a time. Whoever waited for one that did not come does not ask
//! again at once.

use std::{collections::HashMap, sync::Arc, time::Duration};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{Timestamp, id::RegistrationId, time::Span};
use http::{Request, Response, StatusCode};
use lti1p3::{
    DeploymentId,
    reply::{RetryAfter, ServiceError, Throttled, throttled},
    token::{AccessToken, TokenError, TokenRequest, read_reply},
};
use store::{
    StoreError, Tx,
    course::Course,
    registration::{self, Registration},
};
use tokio::sync::Mutex;
use url::Url;

use crate::{
    app::App,
    clock,
    http_client::FetchError,
    lti::{keys, launch::as_jiff},
    platform::as_protocol,
    troubles::Whom,
};

/// The code of a platform that counts requests and had too many.
pub(crate) const BUSY: &str = "platform-busy";

/// How long a failure is kept: for those who waited for the same answer, and no longer.
const FAILURE_LIFE: Span = Span::seconds(5);

type Key = (RegistrationId, Option<String>, &'static [&'static str]);

/// Where something is asked, and for which deployment, which a platform may want to know
/// (Core 6.2.1).
#[derive(Clone, Copy)]
pub(crate) struct At<'a> {
    pub(crate) registration: &'a Registration,
    /// None where it is about no course, and nobody approved a deployment yet.
    pub(crate) deployment: Option<&'a str>,
}

impl<'a> At<'a> {
    pub(crate) fn course(registration: &'a Registration, course: &'a Course) -> Self {
        Self {
            registration,
            deployment: Some(&course.deployment),
        }
    }
}

/// A deployment of a platform that somebody approved, for what is about no course.
pub(crate) async fn any_deployment(
    app: &App,
    registration: RegistrationId,
) -> Result<Option<String>, StoreError> {
    let all = move |tx: &mut Tx<'_>| registration::deployments(tx, registration);
    let all = app.store.read(all).await?;
    let approved = all.into_iter().find(|(_, is_approved)| *is_approved);
    Ok(approved.map(|(id, _)| id))
}

/// The last answer to a request for a token.
struct Answer {
    token: Result<AccessToken, CallError>,
    at: Timestamp,
}

impl Answer {
    /// Whether it need not be asked for anew by somebody whose token was refused, or who has none.
    fn stands(&self, now: Timestamp, refused: Option<&AccessToken>) -> bool {
        match &self.token {
            Ok(token) => token.is_good(as_jiff(now)) && refused != Some(token),
            Err(CallError::NotYet { until }) => now < *until,
            Err(_) => now < self.at + FAILURE_LIFE,
        }
    }
}

#[derive(Default)]
pub(crate) struct Tokens(Mutex<HashMap<Key, Arc<Mutex<Option<Answer>>>>>);

/// Why a service of a platform did not do what was asked.
#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum CallError {
    /// No connection, or no reply.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// No access token.
    #[error("no access token: {0}")]
    Token(#[from] TokenError),
    /// The service refused or failed.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// The platform counts requests and takes no more for now: it read nothing of this one, or it was
    /// not asked.
    #[error("the platform takes no more requests for now")]
    NotYet {
        /// When it takes them again.
        until: Timestamp,
    },
    /// Something of ours failed.
    #[error("{0:?}")]
    Ours(crate::error::Error),
}

impl CallError {
    /// What a log may say: a platform's own words may name people, so they are left out.
    pub(crate) fn for_log(&self) -> String {
        match self {
            Self::Service(ServiceError::Refused { status, .. }) => format!("refused with {status}"),
            Self::Service(ServiceError::Unreadable(_)) => "the reply cannot be read".to_owned(),
            Self::Token(_) => "no access token".to_owned(),
            other => other.to_string(),
        }
    }

    /// Whether the platform gives us no token, or does not take the one it gave.
    pub(crate) const fn is_about_the_token(&self) -> bool {
        match self {
            Self::Token(error) => !matches!(error, TokenError::Busy(_) | TokenError::Down(_)),
            Self::Service(ServiceError::Token) => true,
            _ => false,
        }
    }

    /// How long the platform asked us to wait, if it did.
    pub(crate) fn wait(&self, now: Timestamp) -> Option<Span> {
        let from = |retry: &RetryAfter| span(retry.from(as_jiff(now)));
        match self {
            Self::Service(ServiceError::Busy(retry)) | Self::Token(TokenError::Busy(retry)) => {
                retry.as_ref().map(from)
            }
            _ => None,
        }
    }
}

impl Tokens {
    /// Forgets what a platform answered: it may be reached elsewhere now.
    pub(crate) async fn forget(&self, registration: RegistrationId) {
        self.0
            .lock()
            .await
            .retain(|(id, _, _), _| *id != registration);
    }

    async fn slot(&self, key: Key) -> Arc<Mutex<Option<Answer>>> {
        self.0.lock().await.entry(key).or_default().clone()
    }
}

/// Calls a service with a token for these scopes; a token that is not taken any more is asked for
/// anew, once.
pub(crate) async fn call(
    app: &App,
    at: At<'_>,
    scopes: &'static [&'static str],
    build: impl Fn(&AccessToken) -> Result<Request<Vec<u8>>, ServiceError>,
) -> Result<Response<Vec<u8>>, CallError> {
    let token = token(app, at, scopes, None).await?;
    let reply = send(app, at.registration, build(&token)?).await?;
    if !refuses_token(&reply) {
        return Ok(reply);
    }
    let token = self::token(app, at, scopes, Some(&token)).await?;
    send(app, at.registration, build(&token)?).await
}

/// Whether the token may be the reason of a refusal: 401 says so; Open edX says 403.
pub(crate) fn refuses_token(reply: &Response<Vec<u8>>) -> bool {
    let status = reply.status();
    matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN)
}

/// Sends one request, unless the platform takes none now.
pub(crate) async fn send(
    app: &App,
    registration: &Registration,
    request: Request<Vec<u8>>,
) -> Result<Response<Vec<u8>>, CallError> {
    let paces = &app.platforms.paces;
    if let Some(until) = paces.opens(registration.id, app.now()) {
        return Err(CallError::NotYet { until });
    }
    let reply = app.platforms.call(registration, request).await?;
    match throttled(&reply) {
        None => {
            paces.took(registration.id);
            Ok(reply)
        }
        Some(throttled) => Err(turned_away(app, registration, throttled)),
    }
}

fn turned_away(app: &App, registration: &Registration, throttled: Throttled) -> CallError {
    let now = app.now();
    let asked = throttled.retry.map(|retry| span(retry.from(as_jiff(now))));
    let [chance] = clock::random();
    let paces = &app.platforms.paces;
    let until = paces.turned_away(registration.id, asked, chance, now);
    let whom = Whom {
        registration: Some(registration.id),
        ..Whom::default()
    };
    let pause = (until - now).0 / 1000;
    let detail = format!("turned away unread; nothing more is asked for {pause} s");
    app.troubles.note(whom, BUSY, &detail, now);
    tracing::warn!(pause, "a platform takes no more requests for now");
    CallError::NotYet { until }
}

fn span(wait: Duration) -> Span {
    Span(i64::try_from(wait.as_millis()).unwrap_or(i64::MAX))
}

/// A token that is good now, and is not the one that was refused.
pub(crate) async fn token(
    app: &App,
    at: At<'_>,
    scopes: &'static [&'static str],
    refused: Option<&AccessToken>,
) -> Result<AccessToken, CallError> {
    let key = (at.registration.id, at.deployment.map(str::to_owned), scopes);
    let slot = app.platforms.tokens.slot(key).await;
    let mut slot = slot.lock().await;
    if let Some(known) = &*slot
        && known.stands(app.now(), refused)
    {
        return known.token.clone();
    }
    let token = ask(app, at, scopes).await;
    *slot = Some(Answer {
        token: token.clone(),
        at: app.now(),
    });
    token
}

async fn ask(app: &App, at: At<'_>, scopes: &[&str]) -> Result<AccessToken, CallError> {
    let registration = at.registration;
    let key = keys::signing(app, registration.id)
        .await
        .map_err(CallError::Ours)?;
    let deployment = at.deployment.and_then(|id| DeploymentId::parse(id).ok());
    let jti = URL_SAFE_NO_PAD.encode(clock::random::<16>());
    let request = TokenRequest {
        registration: &as_protocol(registration).map_err(CallError::Ours)?,
        key: &key,
        scopes,
        deployment_id: deployment.as_ref(),
        jti: &jti,
        now: as_jiff(app.now()),
    };
    let reply = send(app, registration, request.build()?).await?;
    Ok(read_reply(&reply, as_jiff(app.now()))?)
}

/// An address kept as text.
pub(crate) fn address(text: &str) -> Result<Url, CallError> {
    Url::parse(text).map_err(|_| CallError::Service(ServiceError::NotFound))
}
