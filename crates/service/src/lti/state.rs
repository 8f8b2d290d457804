//! The state of a login: a sealed, expiring blob that travels through the platform (decision 5).
//! Nothing is written until a launch is accepted, so a flood of logins costs no row.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{Timestamp, id::RegistrationId, time::Span};
use lti1p3::post_message::StorageTarget;
use serde::{Deserialize, Serialize};

use crate::{
    clock,
    error::{Error, Result},
    secrets::Secrets,
};

/// How long a person may take to sign in at the platform in between.
const LIFE: Span = Span::minutes(10);

/// What a launch must agree with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Login {
    /// The registration the login was for.
    pub(crate) registration: RegistrationId,
    /// The nonce asked for.
    pub(crate) nonce: String,
    /// Hash of the cookie of the browser that began it.
    pub(crate) browser_hash: Vec<u8>,
    /// How else that browser can prove itself, where it did not send a cookie at login.
    pub(crate) proof: Option<Proof>,
}

/// What a browser may show in place of its cookie (decision 2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Proof {
    /// Hash of a secret that only this browser was given to keep.
    pub(crate) secret_hash: Vec<u8>,
    /// The frame of the platform that keeps things for tools, where it offers one.
    pub(crate) storage: Option<StorageTarget>,
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    r: String,
    n: String,
    b: String,
    t: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    s: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    p: Option<String>,
}

/// Nobody can guess its 144 random bits. The time before them lets the nonces of one moment be kept side
/// by side: a page of the database is then written once for many.
fn nonce(now: Timestamp) -> String {
    let mut bytes = [0; 24];
    bytes[..6].copy_from_slice(&now.0.to_be_bytes()[2..]);
    bytes[6..].copy_from_slice(&clock::random::<18>());
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Login {
    /// A login that begins now.
    pub(crate) fn new(registration: RegistrationId, browser_hash: Vec<u8>, now: Timestamp) -> Self {
        Self {
            registration,
            nonce: nonce(now),
            browser_hash,
            proof: None,
        }
    }

    /// Seals it.
    pub(crate) fn seal(&self, secrets: &Secrets, now: Timestamp) -> String {
        let plain = Sealed {
            r: self.registration.to_string(),
            n: self.nonce.clone(),
            b: URL_SAFE_NO_PAD.encode(&self.browser_hash),
            t: now.0,
            s: self
                .proof
                .as_ref()
                .map(|proof| URL_SAFE_NO_PAD.encode(&proof.secret_hash)),
            p: self
                .proof
                .as_ref()
                .and_then(|proof| proof.storage.as_ref())
                .map(ToString::to_string),
        };
        let json = serde_json::to_vec(&plain).expect("plain fields can be written");
        secrets.seal_state(&json)
    }

    /// Opens it again, within its life.
    pub(crate) fn open(text: &str, secrets: &Secrets, now: Timestamp) -> Result<Self> {
        let tampered = || Error::bad("launch-state-tampered");
        let plain = secrets.open_state(text).ok_or_else(tampered)?;
        let sealed: Sealed = serde_json::from_slice(&plain).map_err(|_| tampered())?;
        let age = now - Timestamp(sealed.t);
        if age > LIFE || age < Span::minutes(-1) {
            return Err(Error::bad("launch-state-expired"));
        }
        let decoded = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| tampered());
        let secret_hash = sealed.s.as_deref().map(decoded).transpose()?;
        Ok(Self {
            registration: RegistrationId::parse(&sealed.r).ok_or_else(tampered)?,
            nonce: sealed.n,
            browser_hash: decoded(&sealed.b)?,
            proof: secret_hash.map(|secret_hash| Proof {
                secret_hash,
                storage: sealed.p.and_then(|name| StorageTarget::parse(&name).ok()),
            }),
        })
    }
}
