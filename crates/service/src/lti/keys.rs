//! The tool's own keys: published at `GET /lti/jwks.json`, one set a registration, sealed at rest.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use domain::id::RegistrationId;
use lti1p3::SigningKey;
use store::registration::{self, StoredKey};

use crate::{
    app::App,
    error::{Error, Result},
};

/// `GET /lti/jwks.json`.
pub(crate) async fn get(State(app): State<App>) -> Result<Response> {
    let now = app.now();
    let keys = app
        .store
        .read(move |tx| registration::public_jwks(tx, now))
        .await?;
    let body = format!("{{\"keys\":[{}]}}", keys.join(","));
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "public, max-age=300"),
    ];
    Ok((headers, body).into_response())
}

/// Makes a key, sealed for keeping. Takes a while: call it where blocking is allowed.
pub(crate) fn make(app: &App) -> Result<StoredKey> {
    let key = SigningKey::generate().map_err(Error::internal)?;
    let kid = key.id().to_string();
    Ok(StoredKey {
        private_sealed: app.secrets.seal_lti_key(&kid, &key.to_pkcs8()),
        public_jwk: key.public_jwk().to_string(),
        kid,
    })
}

/// The key to sign with for a registration.
pub(crate) async fn signing(app: &App, id: RegistrationId) -> Result<SigningKey> {
    let now = app.now();
    let stored = app
        .store
        .read(move |tx| registration::signing_key(tx, id, now))
        .await?
        .ok_or_else(|| Error::internal("the registration has no key"))?;
    let pkcs8 = app
        .secrets
        .open_lti_key(&stored.kid, &stored.private_sealed)
        .map_err(Error::internal)?;
    SigningKey::from_pkcs8(&pkcs8).map_err(Error::internal)
}
