//! A key of our own.

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};

use crate::ids::KeyId;
use crate::jws;

/// A key that cannot be made or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SigningKeyError {
    /// The system gave no randomness.
    #[error("the system made no key")]
    NotMade,
    /// The bytes are not an RSA key of at least 2048 bits in PKCS#8.
    #[error("not an RSA key in PKCS#8")]
    Unreadable,
}

/// An RSA key that signs with RS256. Clones share it; it is parsed once.
#[derive(Clone)]
pub struct SigningKey {
    id: KeyId,
    pair: Arc<KeyPair>,
}

impl SigningKey {
    /// A new key of 2048 bits, about 0.1 s of work. The one place that takes randomness by itself:
    /// the library below offers no other way. Its name is its thumbprint (RFC 7638).
    pub fn generate() -> Result<Self, SigningKeyError> {
        let pair = KeyPair::generate(KeySize::Rsa2048).map_err(|_| SigningKeyError::NotMade)?;
        Ok(Self::named_by_thumbprint(pair))
    }

    /// Reads a key kept as PKCS#8. Its name is its thumbprint (RFC 7638).
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, SigningKeyError> {
        let pair = KeyPair::from_pkcs8(der).map_err(|_| SigningKeyError::Unreadable)?;
        if pair.public_modulus_len() < 256 {
            return Err(SigningKeyError::Unreadable);
        }
        Ok(Self::named_by_thumbprint(pair))
    }

    fn named_by_thumbprint(pair: KeyPair) -> Self {
        let (n, e) = components(&pair);
        Self {
            id: KeyId::parse(thumbprint(&n, &e)).expect("43 letters are a key id"),
            pair: Arc::new(pair),
        }
    }

    /// The same key under another name.
    #[must_use]
    pub fn with_id(mut self, id: KeyId) -> Self {
        self.id = id;
        self
    }

    /// Its name, `kid` in what it signs.
    pub fn id(&self) -> &KeyId {
        &self.id
    }

    /// The private key as PKCS#8, to be kept sealed.
    #[expect(
        clippy::missing_panics_doc,
        reason = "a key that was made or read can be written"
    )]
    pub fn to_pkcs8(&self) -> Vec<u8> {
        AsDer::<Pkcs8V1Der<'_>>::as_der(self.pair.as_ref())
            .expect("a key that was made or read can be written")
            .as_ref()
            .to_vec()
    }

    /// The public half as others fetch it (Security Framework 6.2). Canvas and Moodle need `alg`,
    /// `use` and `kid`.
    pub fn public_jwk(&self) -> Value {
        let (n, e) = components(&self.pair);
        json!({"kty": "RSA", "alg": "RS256", "use": "sig", "kid": self.id, "n": n, "e": e})
    }

    /// A token with these claims. Costs about a millisecond; verifying one costs a thirtieth.
    pub(crate) fn sign(&self, claims: &Map<String, Value>) -> String {
        let header = json!({"typ": "JWT", "alg": "RS256", "kid": self.id});
        self.sign_with_header(&header, claims)
    }

    pub(crate) fn sign_with_header(&self, header: &Value, claims: &Map<String, Value>) -> String {
        let mut token = jws::unsigned(header, claims);
        let mut signature = vec![0; self.pair.public_modulus_len()];
        self.pair
            .sign(
                &RSA_PKCS1_SHA256,
                &SystemRandom::new(),
                token.as_bytes(),
                &mut signature,
            )
            .expect("an RSA key of 2048 bits signs any text");
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(signature, &mut token);
        token
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// The required members alone, in this order, without spaces (RFC 7638 section 3).
pub(super) fn thumbprint(n: &str, e: &str) -> String {
    let canonical = format!("{{\"e\":\"{e}\",\"kty\":\"RSA\",\"n\":\"{n}\"}}");
    URL_SAFE_NO_PAD.encode(digest(&SHA256, canonical.as_bytes()))
}

/// Modulus and exponent, base64url.
fn components(pair: &KeyPair) -> (String, String) {
    let public = pair.public_key();
    let encode = |part: &[u8]| URL_SAFE_NO_PAD.encode(part);
    (
        encode(public.modulus().big_endian_without_leading_zero()),
        encode(public.exponent().big_endian_without_leading_zero()),
    )
}

/// A key set as published at a `jwks_uri` (Security Framework 6.3), to be sent as
/// `application/json`. Publish a key an hour before it first signs and a day after it last did:
/// platforms keep sets in a cache.
pub fn render<'a>(keys: impl IntoIterator<Item = &'a SigningKey>) -> String {
    let keys: Vec<Value> = keys.into_iter().map(SigningKey::public_jwk).collect();
    json!({ "keys": keys }).to_string()
}
