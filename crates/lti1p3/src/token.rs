//! Access tokens for a platform's services (Security Framework 4.1, RFC 6749 section 4.4, RFC 7523).

use std::fmt;
use std::time::Duration;

use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderValue, Request, Response, StatusCode};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::claims::lenient::text_of;
use crate::claims::name;
use crate::ids::DeploymentId;
use crate::keys::SigningKey;
use crate::registration::Registration;
use crate::reply::{self, RetryAfter, Throttled};

/// How long an assertion is good. Platforms refuse more than five minutes, and clocks differ.
pub const ASSERTION_LIFE: Duration = Duration::from_mins(4);
/// A token is given up this long before it ends, so that it does not end on its way.
const MARGIN: Duration = Duration::from_secs(30);
/// The life of a token whose reply does not say.
const LIFE_UNSAID: i64 = 300;
/// The longest life that is believed, in seconds.
const LONGEST_LIFE: i64 = 24 * 60 * 60;

pub(crate) const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// What a token is asked for.
#[derive(Clone, Copy, Debug)]
pub struct TokenRequest<'a> {
    /// At which platform.
    pub registration: &'a Registration,
    /// Signs the assertion. The platform fetches its public half, Moodle *during* this request: the
    /// tool must be able to answer meanwhile.
    pub key: &'a SigningKey,
    /// What it should allow; see [`scope`](crate::scope).
    pub scopes: &'a [&'a str],
    /// For which deployment, which some platforms want to know (Core 6.2.1).
    pub deployment_id: Option<&'a DeploymentId>,
    /// A value never used before with this registration.
    pub jti: &'a str,
    /// The time now. The assertion is good for [`ASSERTION_LIFE`] from then.
    pub now: Timestamp,
}

impl TokenRequest<'_> {
    /// The request to send.
    pub fn build(&self) -> Result<Request<Vec<u8>>, TokenError> {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("grant_type", "client_credentials")
            .append_pair("client_assertion_type", ASSERTION_TYPE)
            .append_pair("client_assertion", &self.assertion())
            .append_pair("scope", &self.scopes.join(" "))
            .finish();
        Request::post(self.registration.token_url.as_str())
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(ACCEPT, "application/json")
            .body(body.into_bytes())
            .map_err(|_| TokenError::Address)
    }

    fn assertion(&self) -> String {
        let client_id = self.registration.client_id.as_str();
        let issued = self.now.as_second();
        let life = ASSERTION_LIFE.as_secs().cast_signed();
        let mut claims = Map::new();
        claims.insert("iss".into(), client_id.into());
        claims.insert("sub".into(), client_id.into());
        // One text, not a list: Brightspace refuses lists.
        claims.insert("aud".into(), json!(self.registration.token_audience));
        claims.insert("iat".into(), issued.into());
        claims.insert("exp".into(), (issued + life).into());
        claims.insert("jti".into(), self.jti.into());
        if let Some(deployment) = self.deployment_id {
            claims.insert(name::DEPLOYMENT_ID.into(), json!(deployment));
        }
        self.key.sign(&claims)
    }
}

/// A token for services. Cache it by registration, deployment where one was named, and scopes.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken {
    bearer: HeaderValue,
    ends: Timestamp,
    scopes: Option<Vec<String>>,
}

impl AccessToken {
    /// Whether it can still be used at `now`.
    pub fn is_good(&self, now: Timestamp) -> bool {
        now < self.ends
    }

    /// When it is given up: half a minute before the platform ends it.
    pub fn ends(&self) -> Timestamp {
        self.ends
    }

    /// Whether it was granted this scope. A platform may grant less than was asked and call it
    /// success; one that does not list what it granted granted everything (RFC 6749 section 5.1).
    pub fn allows(&self, scope: &str) -> bool {
        match &self.scopes {
            Some(scopes) => scopes.iter().any(|granted| granted == scope),
            None => true,
        }
    }

    pub(crate) fn bearer(&self) -> HeaderValue {
        self.bearer.clone()
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessToken")
            .field("ends", &self.ends)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}

/// Why no token came.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TokenError {
    /// The platform refuses. Trying the same again will not help.
    #[error("the platform gives no token: {error}")]
    Refused {
        /// A word such as `invalid_client` or `invalid_scope` (RFC 6749 section 5.2), or whatever
        /// the platform wrote in its place, at most 300 characters.
        error: String,
        /// A sentence, where there is one.
        description: Option<String>,
    },
    /// 503, or what [`reply::throttled`] knows: later, and not before the time given.
    #[error("the platform is busy")]
    Busy(Option<RetryAfter>),
    /// Any other 5xx.
    #[error("the platform failed with {0}")]
    Down(u16),
    /// A success that is not a token.
    #[error("the reply cannot be read")]
    Unreadable,
    /// The token address cannot be called.
    #[error("not an address that can be called")]
    Address,
}

/// Reads the reply that came at `now`. The content type is not looked at: Moodle says `text/html`.
pub fn read_reply(response: &Response<Vec<u8>>, now: Timestamp) -> Result<AccessToken, TokenError> {
    if let Some(Throttled { retry }) = reply::throttled(response) {
        return Err(TokenError::Busy(retry));
    }
    let status = response.status();
    match status {
        _ if status.is_success() => granted(response.body(), now).ok_or(TokenError::Unreadable),
        StatusCode::SERVICE_UNAVAILABLE => {
            Err(TokenError::Busy(RetryAfter::read(response.headers())))
        }
        _ if status.is_server_error() => Err(TokenError::Down(status.as_u16())),
        _ => Err(refused(response.body())),
    }
}

fn granted(body: &[u8], now: Timestamp) -> Option<AccessToken> {
    let mut reply: Map<String, Value> = serde_json::from_slice(body).ok()?;
    let token = reply.remove("access_token").and_then(text_of)?;
    let mut bearer = HeaderValue::try_from(format!("Bearer {token}")).ok()?;
    bearer.set_sensitive(true);
    let life = match reply.remove("expires_in") {
        Some(Value::Number(seconds)) => seconds.as_i64()?,
        Some(Value::String(seconds)) => seconds.parse().ok()?,
        _ => LIFE_UNSAID,
    };
    let life = jiff::SignedDuration::from_secs(life.clamp(0, LONGEST_LIFE));
    let ends = now
        .checked_add(life)
        .and_then(|end| end.checked_sub(MARGIN));
    let scopes = match reply.remove("scope") {
        Some(Value::String(list)) => Some(list.split_whitespace().map(str::to_owned).collect()),
        Some(Value::Array(list)) => Some(list.into_iter().filter_map(text_of).collect()),
        _ => None,
    };
    Some(AccessToken {
        bearer,
        ends: ends.ok()?,
        scopes,
    })
}

/// Moodle's refusals may be broken JSON, `{"error" : ""kid" invalid"}`: then the text is the error.
fn refused(body: &[u8]) -> TokenError {
    let reply: Map<String, Value> = serde_json::from_slice(body).unwrap_or_default();
    let text = |key: &str| reply.get(key).and_then(Value::as_str).map(str::to_owned);
    TokenError::Refused {
        error: text("error").unwrap_or_else(|| reply::detail(body)),
        description: text("error_description"),
    }
}

#[cfg(test)]
mod tests;
