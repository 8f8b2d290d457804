//! A small tool on atomic-lti, measured beside ours: its checks in the order of its own launch
//! handler, once where its flow does them twice, and everything it keeps in memory.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;
use atomic_lti::{
    constants::OPEN_ID_COOKIE_PREFIX,
    errors::OIDCError,
    id_token::IdToken,
    jwks, jwt,
    oidc::build_response_url,
    platforms::get_jwk_set,
    stores::oidc_state_store::{OIDCStateData, OIDCStateStore},
    validate::validate_launch,
};
use axum::{
    Form, Json, Router,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use chrono::{NaiveDateTime, Utc};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

const VERSION: &str = "atomic-lti 2.2.0";

#[derive(Clone, Deserialize)]
struct Registration {
    iss: String,
    auth_url: String,
    jwks_url: String,
}

#[derive(Clone)]
struct App(Arc<Inner>);

struct Inner {
    platform: Registration,
    origin: String,
    begun: Mutex<HashMap<String, Begun>>,
    sessions: Mutex<HashMap<String, IdToken>>,
}

#[derive(Clone)]
struct Begun {
    nonce: String,
    at: NaiveDateTime,
}

impl App {
    fn begun(&self) -> MutexGuard<'_, HashMap<String, Begun>> {
        self.0.begun.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn sessions(&self) -> MutexGuard<'_, HashMap<String, IdToken>> {
        self.0
            .sessions
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// One login, as the library wants to see it.
struct Store {
    app: App,
    state: String,
    begun: Begun,
}

#[async_trait]
impl OIDCStateStore for Store {
    async fn get_state(&self) -> String {
        self.state.clone()
    }

    async fn get_nonce(&self) -> String {
        self.begun.nonce.clone()
    }

    async fn get_created_at(&self) -> NaiveDateTime {
        self.begun.at
    }

    async fn destroy(&self) -> Result<usize, OIDCError> {
        let gone = self.app.begun().remove(&self.state);
        Ok(gone.map_or(0, |_| 1))
    }

    async fn create_with_issuer(&self, state: &str, nonce: &str, _: &str) -> Result<(), OIDCError> {
        let begun = Begun {
            nonce: nonce.to_owned(),
            at: Utc::now().naive_utc(),
        };
        self.app.begun().insert(state.to_owned(), begun);
        Ok(())
    }

    async fn find_by_state(&self, state: &str) -> Result<OIDCStateData, OIDCError> {
        Ok(OIDCStateData {
            state: state.to_owned(),
            nonce: self.begun.nonce.clone(),
            issuer: None,
        })
    }
}

/// Everything that is refused looks alike here.
struct Refused(String);

impl<E: std::fmt::Display> From<E> for Refused {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (StatusCode::UNAUTHORIZED, self.0).into_response()
    }
}

#[derive(Deserialize)]
struct Login {
    login_hint: String,
    client_id: String,
    lti_message_hint: String,
}

async fn login(State(app): State<App>, Query(asked): Query<Login>) -> Result<Response, Refused> {
    let (state, nonce) = (Uuid::new_v4().to_string(), Uuid::new_v4().to_string());
    let next = build_response_url(
        &app.0.platform.auth_url,
        &state,
        &asked.client_id,
        &asked.login_hint,
        &asked.lti_message_hint,
        &nonce,
        &format!("{}/launch", app.0.origin),
    )?;
    let begun = Begun {
        nonce,
        at: Utc::now().naive_utc(),
    };
    app.begun().insert(state.clone(), begun);
    let cookie = format!("{OPEN_ID_COOKIE_PREFIX}{state}=1; Path=/; HttpOnly");
    Ok(moved(StatusCode::FOUND, next.as_str(), &cookie))
}

#[derive(Deserialize)]
struct Launch {
    id_token: String,
    state: String,
}

async fn launch(
    State(app): State<App>,
    headers: HeaderMap,
    Form(posted): Form<Launch>,
) -> Result<Response, Refused> {
    let peeked = jwt::insecure_decode::<IdToken>(&posted.id_token)?;
    if peeked.claims.iss != app.0.platform.iss {
        return Err(Refused("an unknown issuer".to_owned()));
    }
    let begun = app.begun().get(&posted.state).cloned();
    let store = Store {
        begun: begun.ok_or_else(|| Refused("an unknown state".to_owned()))?,
        state: posted.state,
        app: app.clone(),
    };
    let keys = get_jwk_set(app.0.platform.jwks_url.clone()).await?;
    let id_token = jwks::decode(&posted.id_token, &keys)?;
    validate_launch(&store.state, &store, &id_token).await?;
    store.destroy().await?;
    if id_token.target_link_uri != format!("{}/launch", app.0.origin) {
        return Err(Refused("a target of somebody else".to_owned()));
    }
    if !has_cookie(
        &headers,
        &format!("{OPEN_ID_COOKIE_PREFIX}{}=1", store.state),
    ) {
        return Err(Refused("another browser".to_owned()));
    }
    let session = Uuid::new_v4().to_string();
    app.sessions().insert(session.clone(), id_token);
    let cookie = format!("session={session}; Path=/; HttpOnly");
    Ok(moved(
        StatusCode::SEE_OTHER,
        &format!("/page/{session}"),
        &cookie,
    ))
}

async fn page(
    State(app): State<App>,
    Path(session): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    if !has_cookie(&headers, &format!("session={session}")) {
        return Err(Refused("another browser".to_owned()));
    }
    let name = app.sessions().get(&session).map(|token| token.name.clone());
    let name = name.ok_or_else(|| Refused("no such session".to_owned()))?;
    Ok(Json(json!({ "name": name, "version": VERSION })).into_response())
}

fn has_cookie(headers: &HeaderMap, wanted: &str) -> bool {
    let cookies = headers.get(header::COOKIE);
    let cookies = cookies.and_then(|cookies| cookies.to_str().ok());
    cookies.is_some_and(|cookies| cookies.split("; ").any(|cookie| cookie == wanted))
}

fn moved(status: StatusCode, to: &str, cookie: &str) -> Response {
    let headers = [(header::LOCATION, to), (header::SET_COOKIE, cookie)];
    (status, headers).into_response()
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let platform = std::fs::read(std::env::var("REGISTRATION")?)?;
    let address = format!("127.0.0.1:{}", std::env::var("PORT")?);
    let app = App(Arc::new(Inner {
        platform: serde_json::from_slice(&platform)?,
        origin: format!("http://{address}"),
        begun: Mutex::default(),
        sessions: Mutex::default(),
    }));
    let router = Router::new()
        .route("/login", get(login))
        .route("/launch", post(launch))
        .route("/page/{session}", get(page))
        .with_state(app);
    let listener = tokio::net::TcpListener::bind(address).await?;
    Ok(axum::serve(listener, router).await?)
}
