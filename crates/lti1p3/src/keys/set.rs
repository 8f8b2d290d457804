//! The published keys of the other side.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::DecodingKey;
use jsonwebtoken::crypto::aws_lc::DEFAULT_PROVIDER;
use serde_json::{Map, Value};

use super::Algorithm;
use crate::ids::KeyId;
use crate::json;

/// The longest key set that is read, in bytes.
const LONGEST: usize = 256 * 1024;
/// Members that only a private or a secret key has (RFC 7518 section 6).
const PRIVATE: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/// A key set that cannot be used at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeySetError {
    /// It is not a JSON object with a list `keys`, or is longer than 256 KiB. A page of HTML, say.
    #[error("not a key set")]
    Unreadable,
    /// It has no key that may verify anything.
    #[error("a key set without a usable key: {0:?}")]
    Empty(Vec<RefusedKey>),
}

/// A key that was left out of the set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedKey {
    /// Its name, where it has a proper one.
    pub id: Option<KeyId>,
    /// Why.
    pub why: KeyRefused,
}

/// Why a key is not used (Security Framework 6.1, 6.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyRefused {
    /// It has no `kid`, or one that is empty or too long.
    #[error("no proper kid")]
    NoId,
    /// Two keys have this name; which is meant cannot be told, so neither is used.
    #[error("the kid is given twice")]
    Repeated,
    /// It holds a private or secret part, so anybody may have it.
    #[error("a private key")]
    Private,
    /// It is meant for something else than signatures (`use`, `key_ops`).
    #[error("not for signatures")]
    Use,
    /// RSA of less than 2048 or more than 8192 bits.
    #[error("too short or too long")]
    Size,
    /// An RSA exponent that is even, 1, or longer than four bytes.
    #[error("an unsafe exponent")]
    Exponent,
    /// A kind of key or algorithm that is not known here, or parts that do not fit.
    #[error("an unknown kind of key")]
    Kind,
}

/// Why a signature is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VerifyError {
    UnknownKey,
    WrongKind,
    Signature,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Rsa,
    P256,
    P384,
    Ed25519,
}

impl Kind {
    fn fits(self, algorithm: Algorithm) -> bool {
        match algorithm {
            Algorithm::Rs256 | Algorithm::Rs384 | Algorithm::Rs512 => self == Self::Rsa,
            Algorithm::Es256 => self == Self::P256,
            Algorithm::Es384 => self == Self::P384,
            Algorithm::EdDsa => self == Self::Ed25519,
        }
    }
}

#[derive(Clone, Debug)]
struct Key {
    kind: Kind,
    /// `alg` of the key, which then allows nothing else.
    only: Option<Algorithm>,
    decoding: DecodingKey,
}

/// The keys of one platform, or of one tool, prepared for use. Keep it; do not fetch it for every
/// launch. When a launch names a key that is not in it, fetch it again once
/// ([`LaunchError::UnknownKey`](crate::LaunchError::UnknownKey)).
#[derive(Clone, Debug)]
pub struct KeySet {
    keys: BTreeMap<KeyId, Key>,
    refused: Vec<RefusedKey>,
}

impl KeySet {
    /// Reads the body of a `jwks_uri` whatever its content type. Keys that must not be used are left
    /// out and listed in [`refused`](Self::refused).
    pub fn parse(body: &[u8]) -> Result<Self, KeySetError> {
        if body.len() > LONGEST {
            return Err(KeySetError::Unreadable);
        }
        let mut document = json::object(body).map_err(|_| KeySetError::Unreadable)?;
        let Some(Value::Array(keys)) = document.remove("keys") else {
            return Err(KeySetError::Unreadable);
        };
        let mut set = Self {
            keys: BTreeMap::new(),
            refused: Vec::new(),
        };
        for key in keys {
            set.add(key);
        }
        if set.keys.is_empty() {
            return Err(KeySetError::Empty(set.refused));
        }
        Ok(set)
    }

    fn add(&mut self, key: Value) {
        let jwk = match key {
            Value::Object(jwk) => jwk,
            _ => Map::new(),
        };
        let id = text(&jwk, "kid").and_then(|id| KeyId::parse(id).ok());
        match (&id, read(&jwk)) {
            (None, _) => self.refuse(id, KeyRefused::NoId),
            (Some(_), Err(why)) => self.refuse(id, why),
            (Some(name), Ok(key)) => {
                let known = self.refused.iter().any(|refused| refused.id == id);
                if known || self.keys.remove(name).is_some() {
                    self.refuse(id, KeyRefused::Repeated);
                } else {
                    self.keys.insert(name.clone(), key);
                }
            }
        }
    }

    fn refuse(&mut self, id: Option<KeyId>, why: KeyRefused) {
        // A good key must not stand beside a refused one of the same name.
        if let Some(id) = &id {
            self.keys.remove(id);
        }
        self.refused.push(RefusedKey { id, why });
    }

    /// Whether a key of this name can verify.
    pub fn contains(&self, id: &KeyId) -> bool {
        self.keys.contains_key(id)
    }

    /// The names of the keys that can verify.
    pub fn ids(&self) -> impl Iterator<Item = &KeyId> {
        self.keys.keys()
    }

    /// What was left out, for an administrator to read.
    pub fn refused(&self) -> &[RefusedKey] {
        &self.refused
    }

    /// The algorithm comes from the token, but the key decides whether it may.
    pub(crate) fn verify(
        &self,
        id: &KeyId,
        algorithm: Algorithm,
        signed: &[u8],
        signature: &str,
    ) -> Result<(), VerifyError> {
        let key = self.keys.get(id).ok_or(VerifyError::UnknownKey)?;
        if !key.kind.fits(algorithm) || key.only.is_some_and(|only| only != algorithm) {
            return Err(VerifyError::WrongKind);
        }
        let signature = URL_SAFE_NO_PAD.decode(signature);
        let signature = signature.map_err(|_| VerifyError::Signature)?;
        // Named here, because the process-wide choice panics where another crate asked for a second
        // provider.
        (DEFAULT_PROVIDER.verifier_factory)(&algorithm.inner(), &key.decoding)
            .map_err(|_| VerifyError::WrongKind)?
            .verify(signed, &signature)
            .map_err(|_| VerifyError::Signature)
    }
}

fn read(jwk: &Map<String, Value>) -> Result<Key, KeyRefused> {
    if PRIVATE.iter().any(|part| jwk.contains_key(*part)) {
        return Err(KeyRefused::Private);
    }
    if !is_for_signatures(jwk) {
        return Err(KeyRefused::Use);
    }
    let (kind, decoding) = match text(jwk, "kty") {
        Some("RSA") => (Kind::Rsa, rsa(jwk)?),
        Some("EC") => curve(jwk)?,
        Some("OKP") => edwards(jwk)?,
        _ => return Err(KeyRefused::Kind),
    };
    let only = only(jwk, kind)?;
    Ok(Key {
        kind,
        only,
        decoding,
    })
}

/// Open edX publishes neither `use` nor `alg`, only `key_ops`.
fn is_for_signatures(jwk: &Map<String, Value>) -> bool {
    let use_fits = jwk.get("use").is_none_or(|purpose| purpose == "sig");
    let ops_fit = match jwk.get("key_ops") {
        None => true,
        Some(Value::Array(ops)) => ops.iter().any(|op| op == "verify"),
        Some(_) => false,
    };
    use_fits && ops_fit
}

fn only(jwk: &Map<String, Value>, kind: Kind) -> Result<Option<Algorithm>, KeyRefused> {
    let Some(name) = jwk.get("alg") else {
        return Ok(None);
    };
    name.as_str()
        .and_then(Algorithm::from_name)
        .filter(|algorithm| kind.fits(*algorithm))
        .map(Some)
        .ok_or(KeyRefused::Kind)
}

fn rsa(jwk: &Map<String, Value>) -> Result<DecodingKey, KeyRefused> {
    let n = bytes(jwk, "n")?;
    let e = bytes(jwk, "e")?;
    let (n, e) = (significant(&n), significant(&e));
    let bits = n.len() * 8 - n.first().map_or(0, |byte| byte.leading_zeros() as usize);
    if !(2048..=8192).contains(&bits) {
        return Err(KeyRefused::Size);
    }
    let odd = e.last().is_some_and(|byte| byte % 2 == 1);
    if !odd || e == [1] || e.len() > 4 {
        return Err(KeyRefused::Exponent);
    }
    Ok(DecodingKey::from_rsa_raw_components(n, e))
}

fn significant(number: &[u8]) -> &[u8] {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    &number[zeros..]
}

fn curve(jwk: &Map<String, Value>) -> Result<(Kind, DecodingKey), KeyRefused> {
    let (kind, length) = match text(jwk, "crv") {
        Some("P-256") => (Kind::P256, 32),
        Some("P-384") => (Kind::P384, 48),
        _ => return Err(KeyRefused::Kind),
    };
    let (x, y) = (bytes(jwk, "x")?, bytes(jwk, "y")?);
    if x.len() != length || y.len() != length {
        return Err(KeyRefused::Kind);
    }
    let point = [&[4], &x[..], &y[..]].concat();
    Ok((kind, DecodingKey::from_ec_der(&point)))
}

fn edwards(jwk: &Map<String, Value>) -> Result<(Kind, DecodingKey), KeyRefused> {
    let x = bytes(jwk, "x")?;
    if text(jwk, "crv") != Some("Ed25519") || x.len() != 32 {
        return Err(KeyRefused::Kind);
    }
    Ok((Kind::Ed25519, DecodingKey::from_ed_der(&x)))
}

fn text<'a>(jwk: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    jwk.get(name).and_then(Value::as_str)
}

fn bytes(jwk: &Map<String, Value>, name: &str) -> Result<Vec<u8>, KeyRefused> {
    text(jwk, name)
        .and_then(|encoded| URL_SAFE_NO_PAD.decode(encoded).ok())
        .ok_or(KeyRefused::Kind)
}
