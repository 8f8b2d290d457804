//! The state of a login: a sealed, expiring blob that travels through the platform (decision 5).
//! Nothing is written until a launch is accepted, so a flood of logins costs no row.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{Timestamp, id::RegistrationId, time::Span};
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
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    r: String,
    n: String,
    b: String,
    t: i64,
}

impl Login {
    /// A login that begins now.
    pub(crate) fn new(registration: RegistrationId, browser_hash: Vec<u8>) -> Self {
        Self {
            registration,
            nonce: URL_SAFE_NO_PAD.encode(clock::random::<24>()),
            browser_hash,
        }
    }

    /// Seals it.
    pub(crate) fn seal(&self, secrets: &Secrets, now: Timestamp) -> String {
        let plain = Sealed {
            r: self.registration.to_string(),
            n: self.nonce.clone(),
            b: URL_SAFE_NO_PAD.encode(&self.browser_hash),
            t: now.0,
        };
        let json = serde_json::to_vec(&plain).expect("four plain fields can be written");
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
        Ok(Self {
            registration: RegistrationId::parse(&sealed.r).ok_or_else(tampered)?,
            nonce: sealed.n,
            browser_hash: URL_SAFE_NO_PAD.decode(sealed.b).map_err(|_| tampered())?,
        })
    }
}
