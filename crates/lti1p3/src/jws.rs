//! Signed tokens in the compact form (RFC 7515 section 7.1): taking them apart and putting them
//! together. What they mean is decided elsewhere.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use crate::json;

/// The longest token that is read, in bytes. Launches seen are between 2 and 6 thousand.
pub(crate) const LONGEST: usize = 64 * 1024;

/// Why a text is not a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Malformed {
    /// It is longer than 64 KiB.
    #[error("longer than 64 KiB")]
    TooLong,
    /// It does not have three parts in base64url.
    #[error("not three parts in base64url")]
    Shape,
    /// The header or the payload is not one JSON object, names a key twice, nests too deeply or has
    /// too many entries.
    #[error("not plain JSON")]
    Json,
    /// The header names an extension that must be understood (RFC 7515 section 4.1.11).
    #[error("needs an extension")]
    Critical,
}

/// A token taken apart, not yet believed.
#[derive(Debug)]
pub(crate) struct Token {
    /// `alg` as the header has it.
    pub(crate) algorithm: Option<String>,
    /// `kid` as the header has it.
    pub(crate) key_id: Option<String>,
    /// The payload.
    pub(crate) claims: Map<String, Value>,
    text: String,
    signed: usize,
}

impl Token {
    /// Takes `text` apart. `jku`, `x5u`, `x5c` and `jwk` in the header are never looked at: a token
    /// does not choose the key that it is checked with (Security Framework 5.4).
    pub(crate) fn read(text: String) -> Result<Self, Malformed> {
        if text.len() > LONGEST {
            return Err(Malformed::TooLong);
        }
        let [header, payload, _] = text.splitn(4, '.').collect::<Vec<_>>()[..] else {
            return Err(Malformed::Shape);
        };
        let signed = header.len() + 1 + payload.len();
        let mut header = part(header)?;
        if header.contains_key("crit") {
            return Err(Malformed::Critical);
        }
        Ok(Self {
            algorithm: text_of(&mut header, "alg"),
            key_id: text_of(&mut header, "kid"),
            claims: part(payload)?,
            signed,
            text,
        })
    }

    /// The bytes that are signed.
    pub(crate) fn signed(&self) -> &[u8] {
        &self.text.as_bytes()[..self.signed]
    }

    /// The signature, still encoded.
    pub(crate) fn signature(&self) -> &str {
        &self.text[self.signed + 1..]
    }
}

fn part(encoded: &str) -> Result<Map<String, Value>, Malformed> {
    let text = URL_SAFE_NO_PAD
        .decode(encoded)
        .map_err(|_| Malformed::Shape)?;
    json::object(&text).map_err(|_| Malformed::Json)
}

fn text_of(map: &mut Map<String, Value>, key: &str) -> Option<String> {
    match map.remove(key) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}

/// The part of a token that will be signed.
pub(crate) fn unsigned(header: &Value, claims: &Map<String, Value>) -> String {
    let claims = serde_json::to_vec(claims).expect("a map with text keys becomes JSON");
    let mut text = URL_SAFE_NO_PAD.encode(header.to_string());
    text.push('.');
    URL_SAFE_NO_PAD.encode_string(claims, &mut text);
    text
}
