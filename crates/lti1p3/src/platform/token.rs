//! The token endpoint of a platform (Security Framework 4.1.1, RFC 7523).

use std::fmt;
use std::time::Duration;

use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderValue, Response, StatusCode};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::claims::name;
use crate::form::Form;
use crate::ids::{ClientId, KeyId};
use crate::jws::Token;
use crate::keys::{Algorithm, KeySet};
use crate::token::ASSERTION_TYPE;

/// The longest life of an assertion (Security Framework 4.1.1).
const LONGEST_LIFE: i64 = 5 * 60;

/// Why no token is given (RFC 6749 section 5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{error}: {description}")]
pub struct TokenRefusal {
    /// The word of RFC 6749.
    pub error: &'static str,
    /// What is wrong, for the tool's developer.
    pub description: &'static str,
}

impl TokenRefusal {
    /// A refusal of one's own, such as `invalid_scope`.
    pub const fn new(error: &'static str, description: &'static str) -> Self {
        Self { error, description }
    }

    /// The reply to send.
    pub fn reply(&self) -> Response<Vec<u8>> {
        let body = json!({"error": self.error, "error_description": self.description});
        reply(StatusCode::BAD_REQUEST, &body)
    }
}

const fn request(description: &'static str) -> TokenRefusal {
    TokenRefusal::new("invalid_request", description)
}

const fn client(description: &'static str) -> TokenRefusal {
    TokenRefusal::new("invalid_client", description)
}

/// A tool's request for a token, taken apart and not yet believed.
#[derive(Debug)]
pub struct AssertionRequest {
    /// What the tool wants to do.
    pub scopes: Vec<String>,
    token: Token,
}

/// What an assertion must agree with.
#[derive(Clone, Copy, Debug)]
pub struct ExpectedAssertion<'a> {
    /// The tool.
    pub client_id: &'a ClientId,
    /// Values of `aud` that mean this platform: the token address, often the issuer too.
    pub audiences: &'a [&'a str],
    /// The tool's keys.
    pub keys: &'a KeySet,
    /// The time now.
    pub now: Timestamp,
    /// The clock difference to forgive.
    pub leeway: Duration,
}

/// A good assertion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assertion {
    /// Must not be taken a second time before `expires_at`; that is the caller's to see to.
    pub jti: String,
    /// When the assertion ends.
    pub expires_at: Timestamp,
    /// For which deployment the tool asks, where it says so (Core 6.2.1). One that is not the tool's
    /// own is the caller's to refuse.
    pub deployment_id: Option<String>,
}

impl AssertionRequest {
    /// Reads the form body.
    pub fn parse(body: &[u8]) -> Result<Self, TokenRefusal> {
        let mut form = Form::read(body).map_err(|_| request("unreadable form"))?;
        if form.take("grant_type").as_deref() != Some("client_credentials") {
            let description = "grant_type must be client_credentials";
            return Err(TokenRefusal::new("unsupported_grant_type", description));
        }
        if form.take("client_assertion_type").as_deref() != Some(ASSERTION_TYPE) {
            return Err(request("unknown client_assertion_type"));
        }
        let assertion = form.take("client_assertion");
        let assertion = assertion.ok_or(request("client_assertion is missing"))?;
        let scopes = form.take("scope").unwrap_or_default();
        Ok(Self {
            scopes: scopes.split_whitespace().map(str::to_owned).collect(),
            token: Token::read(assertion).map_err(|_| client("unreadable client_assertion"))?,
        })
    }

    /// Which tool it says it is from; helps to find the keys, and is not to be believed.
    pub fn client_id(&self) -> Option<&str> {
        self.token.claims.get("sub")?.as_str()
    }

    /// The key it says it is signed with.
    pub fn key_id(&self) -> Option<&str> {
        self.token.key_id.as_deref()
    }

    /// Checks issuer, subject, audience, times, `jti` and signature.
    pub fn verify(&self, expected: &ExpectedAssertion<'_>) -> Result<Assertion, TokenRefusal> {
        self.check_parties(expected)?;
        self.check_signature(expected.keys)?;
        let expires_at = self.check_times(expected)?;
        let jti = self.token.claims.get("jti").and_then(Value::as_str);
        match jti.filter(|jti| !jti.is_empty() && jti.len() <= 255) {
            Some(jti) => Ok(Assertion {
                jti: jti.to_owned(),
                expires_at,
                deployment_id: self.deployment_id(),
            }),
            None => Err(client("jti is missing")),
        }
    }

    fn deployment_id(&self) -> Option<String> {
        let claim = self.token.claims.get(name::DEPLOYMENT_ID);
        claim.and_then(Value::as_str).map(str::to_owned)
    }

    fn check_parties(&self, expected: &ExpectedAssertion<'_>) -> Result<(), TokenRefusal> {
        let is_tool = |claim| {
            let value = self.token.claims.get(claim);
            value.and_then(Value::as_str) == Some(expected.client_id.as_str())
        };
        if !is_tool("iss") || !is_tool("sub") {
            return Err(client("iss and sub must be the client_id"));
        }
        let is_us = |value: &Value| {
            value
                .as_str()
                .is_some_and(|aud| expected.audiences.contains(&aud))
        };
        let good = match self.token.claims.get("aud") {
            Some(Value::Array(several)) => several.iter().any(is_us),
            Some(one) => is_us(one),
            None => false,
        };
        if good {
            Ok(())
        } else {
            Err(client("aud is not this platform"))
        }
    }

    fn check_signature(&self, keys: &KeySet) -> Result<(), TokenRefusal> {
        if self.token.algorithm.as_deref() != Some(Algorithm::Rs256.name()) {
            return Err(client("alg must be RS256"));
        }
        let id = self.key_id().and_then(|id| KeyId::parse(id).ok());
        let id = id.ok_or(client("kid is missing"))?;
        keys.verify(
            &id,
            Algorithm::Rs256,
            self.token.signed(),
            self.token.signature(),
        )
        .map_err(|_| client("the signature is not by a key of this tool"))
    }

    fn check_times(&self, expected: &ExpectedAssertion<'_>) -> Result<Timestamp, TokenRefusal> {
        let seconds = |claim| self.token.claims.get(claim).and_then(Value::as_i64);
        let (Some(issued), Some(expires)) = (seconds("iat"), seconds("exp")) else {
            return Err(client("iat or exp is missing"));
        };
        let now = expected.now.as_second();
        let leeway = i64::try_from(expected.leeway.as_secs()).unwrap_or(i64::MAX);
        if expires <= now.saturating_sub(leeway) {
            return Err(client("the assertion has expired"));
        }
        if issued > now.saturating_add(leeway) {
            return Err(client("the assertion is from the future"));
        }
        if expires.saturating_sub(issued) > LONGEST_LIFE {
            return Err(client("the assertion lives longer than five minutes"));
        }
        Timestamp::from_second(expires).map_err(|_| client("exp is out of range"))
    }
}

/// A token that is given (RFC 6749 section 5.1).
#[derive(Clone, PartialEq, Eq)]
pub struct Grant {
    /// The token, unguessable.
    pub access_token: String,
    /// How long it is good, in seconds.
    pub expires_in: u32,
    /// What it allows, which may be less than was asked for.
    pub scopes: Vec<String>,
}

impl fmt::Debug for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Grant")
            .field("expires_in", &self.expires_in)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}

impl Grant {
    /// The reply to send.
    pub fn reply(&self) -> Response<Vec<u8>> {
        let body = json!({
            "access_token": self.access_token,
            "token_type": "Bearer",
            "expires_in": self.expires_in,
            "scope": self.scopes.join(" "),
        });
        reply(StatusCode::OK, &body)
    }
}

fn reply(status: StatusCode, body: &Value) -> Response<Vec<u8>> {
    let mut response = Response::new(body.to_string().into_bytes());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
