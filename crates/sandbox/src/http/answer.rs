//! How services answer and refuse.

use std::borrow::Cow;

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use hyper::ext::ReasonPhrase;
use serde_json::{Value, json};

use super::call::Call;
use super::drip::Drip;
use crate::config::Manners;
use crate::faults::{Fault, Service};
use crate::lms::Lms;

/// JSON under the media type of its service.
pub(super) fn json_as(media_type: &'static str, status: u16, body: &Value) -> Response {
    let media_type = format!("{media_type}; charset=utf-8");
    text(status, header_value(&media_type), body.to_string())
}

pub(super) fn text(status: u16, media_type: HeaderValue, body: String) -> Response {
    let headers = [(header::CONTENT_TYPE, media_type)];
    (status_of(status), headers, body).into_response()
}

/// Statuses are our own or checked where they come in.
fn status_of(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// A header from text; what no header can carry is left out.
pub(super) fn header_value(text: &str) -> HeaderValue {
    HeaderValue::from_bytes(text.as_bytes()).unwrap_or(HeaderValue::from_static(""))
}

pub(super) fn with_header(mut response: Response, name: HeaderName, value: &str) -> Response {
    response.headers_mut().insert(name, header_value(value));
    response
}

/// Puts a reason into the status line, as Moodle does. A reason that no status line can carry is
/// left out.
pub(super) fn with_reason(mut response: Response, reason: &str) -> Response {
    if let Ok(reason) = ReasonPhrase::try_from(reason.as_bytes()) {
        response.extensions_mut().insert(reason);
    }
    response
}

/// Why a service does not do what it was asked.
#[derive(Clone, Debug)]
pub(super) enum No {
    /// Something goes wrong on purpose.
    Fault(Fault),
    /// There is no token, or none that is good for this.
    Unauthorized,
    /// A status and its reason.
    Refused(u16, Cow<'static, str>),
    /// A page of HTML with this status.
    Page(u16),
}

impl No {
    pub(super) fn refused(status: u16, reason: impl Into<Cow<'static, str>>) -> Self {
        Self::Refused(status, reason.into())
    }

    /// The answer, in the manners of this LMS.
    pub(super) fn answer(&self, lms: &Lms, call: &Call) -> Response {
        match self {
            Self::Fault(fault) => answer_of(fault),
            Self::Page(status) => html_page(*status),
            Self::Refused(status, reason) => refused(lms, call, *status, reason),
            Self::Unauthorized => {
                if lms.quirks().bad_tokens_are_forbidden {
                    return refused(lms, call, 403, "Forbidden");
                }
                let response = refused(lms, call, 401, "Unauthorized");
                with_header(response, header::WWW_AUTHENTICATE, "Bearer realm=\"lti\"")
            }
        }
    }
}

/// The answer either way.
pub(super) fn settle(answer: Result<Response, No>, lms: &Lms, call: &Call) -> Response {
    answer.unwrap_or_else(|no| no.answer(lms, call))
}

fn refused(lms: &Lms, call: &Call, status: u16, reason: &str) -> Response {
    match lms.config().manners {
        Manners::Moodle => {
            let body = json!({
                "status": status,
                "reason": reason,
                "request": {
                    "method": call.method.as_str(),
                    "url": call.uri.to_string(),
                    "accept": call.header(header::ACCEPT),
                    "contentType": call.header(header::CONTENT_TYPE),
                }
            });
            let body = serde_json::to_string_pretty(&body).unwrap_or_default();
            let media_type = HeaderValue::from_static("application/json; charset=utf-8");
            with_reason(text(status, media_type, body), reason)
        }
        Manners::Canvas => {
            let body = json!({"errors": [{"message": reason}]});
            json_as("application/json", status, &body)
        }
    }
}

/// A page where JSON was expected.
fn html_page(status: u16) -> Response {
    let page = "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Error</title></head>\
        <body><h1>Something is wrong</h1></body></html>\n";
    (status_of(status), Html(page)).into_response()
}

/// Waits as told, and answers wrongly as told.
pub(super) async fn trouble(lms: &Lms, service: Service) -> Result<(), No> {
    let fault = lms.trouble(service).await;
    fault.map_or(Ok(()), |fault| Err(No::Fault(fault)))
}

fn answer_of(fault: &Fault) -> Response {
    let response = if fault.html {
        html_page(fault.status)
    } else {
        let own = fault.says.clone();
        let words = own.unwrap_or_else(|| json!({"error": "a fault on purpose"}).to_string());
        let media_type = HeaderValue::from_static("application/json; charset=utf-8");
        let body = match (fault.drips, usize::try_from(fault.kibibytes)) {
            (true, _) => Body::new(Drip::new(words)),
            (false, Ok(0) | Err(_)) => words.into(),
            (false, Ok(many)) => format!("{{\"flood\":\"{}\"}}", "x".repeat(many * 1024)).into(),
        };
        let headers = [(header::CONTENT_TYPE, media_type)];
        (status_of(fault.status), headers, body).into_response()
    };
    match fault.retry_after {
        Some(seconds) => with_header(response, header::RETRY_AFTER, &seconds.to_string()),
        None => response,
    }
}
