//! Judging replies of a platform's services, whatever the service.

use std::time::Duration;

use http::header::RETRY_AFTER;
use http::{HeaderMap, Response, StatusCode};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

use crate::link::LinkError;

/// The largest body that is read, in bytes. Moodle sends a whole course in one page: this is room
/// for about a hundred thousand people.
pub const LONGEST: usize = 32 * 1024 * 1024;

/// Why a service call did not give what was asked, one variant for each thing a caller does next.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ServiceError {
    /// 401: the access token is not taken. Fetch a new one and try once more.
    #[error("the platform does not take the token")]
    Token,
    /// 403: the tool may not do this. Open edX says so for a missing token too.
    #[error("the platform does not allow this")]
    Forbidden,
    /// 404 or 410: what was asked for is not there, or not any more.
    #[error("the platform does not have this")]
    NotFound,
    /// 503, or what [`throttled`] knows: later, and not before the time given.
    #[error("the platform is busy")]
    Busy(Option<RetryAfter>),
    /// Any other 5xx: the platform is broken at the moment. Later.
    #[error("the platform failed with {0}")]
    Down(u16),
    /// Any other refusal. Trying the same again will not help.
    #[error("the platform refused with {status}")]
    Refused {
        /// The status.
        status: u16,
        /// The beginning of the body, at most 300 characters on one line. It may name people: show
        /// it to staff, keep it out of logs.
        detail: String,
    },
    /// The reply is not what the service should send: an HTML page, say.
    #[error("the reply cannot be read: {0}")]
    Unreadable(String),
    /// The next page cannot or must not be followed.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// There is nothing to send: the address is not one of http or https, or a number is not finite.
    #[error("cannot be sent")]
    Unsendable,
}

/// When to try again (RFC 9110 section 10.2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAfter {
    /// After this long.
    Wait(Duration),
    /// At this time.
    At(Timestamp),
}

impl RetryAfter {
    /// The longest wait that a platform can ask for.
    pub const LONGEST: Duration = Duration::from_hours(24);

    /// How long to wait from `now` on, at most a day.
    pub fn from(self, now: Timestamp) -> Duration {
        let wait = match self {
            Self::Wait(wait) => wait,
            Self::At(time) => Duration::try_from(time.duration_since(now)).unwrap_or_default(),
        };
        wait.min(Self::LONGEST)
    }

    pub(crate) fn read(headers: &HeaderMap) -> Option<Self> {
        let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
        if let Ok(seconds) = text.parse() {
            return Some(Self::Wait(Duration::from_secs(seconds)));
        }
        let time = DateTimeParser::new().parse_timestamp(text).ok()?;
        Some(Self::At(time))
    }
}

/// A platform that counts requests and took one too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Throttled {
    /// When it takes the next one, where it says so.
    pub retry: Option<RetryAfter>,
}

/// Whether the platform turned the request away because there were too many: it did not look at it, so
/// nothing came of it, and the same is taken later. That is 429 (RFC 6585 section 4), and in Canvas 403
/// with `Rate Limit Exceeded` for a body or nothing left in `X-Rate-Limit-Remaining`.
pub fn throttled(response: &Response<Vec<u8>>) -> Option<Throttled> {
    let counts = match response.status() {
        StatusCode::TOO_MANY_REQUESTS => true,
        StatusCode::FORBIDDEN => nothing_remains(response) || says_too_many(response.body()),
        _ => false,
    };
    let retry = RetryAfter::read(response.headers());
    counts.then_some(Throttled { retry })
}

fn nothing_remains(response: &Response<Vec<u8>>) -> bool {
    let remaining = response.headers().get("x-rate-limit-remaining");
    let remaining = remaining.and_then(|value| value.to_str().ok()?.trim().parse::<f64>().ok());
    remaining.is_some_and(|remaining| remaining <= 0.0)
}

fn says_too_many(body: &[u8]) -> bool {
    let words = detail(body).to_ascii_lowercase();
    words.contains("rate limit exceeded")
}

/// The body of a success, or what went wrong.
pub(crate) fn success(response: &Response<Vec<u8>>) -> Result<&[u8], ServiceError> {
    let status = response.status();
    let body = response.body();
    if body.len() > LONGEST {
        return Err(ServiceError::Unreadable("longer than 32 MiB".to_owned()));
    }
    if let Some(Throttled { retry }) = throttled(response) {
        return Err(ServiceError::Busy(retry));
    }
    Err(match status {
        _ if status.is_success() => return Ok(body),
        StatusCode::UNAUTHORIZED => ServiceError::Token,
        StatusCode::FORBIDDEN => ServiceError::Forbidden,
        StatusCode::NOT_FOUND | StatusCode::GONE => ServiceError::NotFound,
        StatusCode::SERVICE_UNAVAILABLE => ServiceError::Busy(RetryAfter::read(response.headers())),
        _ if status.is_server_error() => ServiceError::Down(status.as_u16()),
        _ => ServiceError::Refused {
            status: status.as_u16(),
            detail: detail(body),
        },
    })
}

/// The beginning of a body as one line of text.
pub(crate) fn detail(body: &[u8]) -> String {
    let start = &body[..body.len().min(2_000)];
    let text = String::from_utf8_lossy(start);
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    line.chars().filter(|c| !c.is_control()).take(300).collect()
}

/// The body of a success as JSON.
pub(crate) fn json<T: serde::de::DeserializeOwned>(
    response: &Response<Vec<u8>>,
) -> Result<T, ServiceError> {
    let body = success(response)?;
    serde_json::from_slice(body).map_err(|error| ServiceError::Unreadable(error.to_string()))
}
