//! Plain JSON for tests and demonstrations.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::answer::No;
use super::call::Call;
use super::people::{foreign, is_foreign};
use crate::attributes::attribute_file;
use crate::config::Manners;
use crate::faults::Faults;
use crate::lms::Lms;
use crate::opening::SCOPES;
use crate::views::{CourseView, GradebookView, LineItemView, LinkView, MemberView, Receipt};

pub(super) async fn members(State(lms): State<Lms>) -> Json<Vec<MemberView>> {
    Json(lms.members())
}

pub(super) async fn gradebook(State(lms): State<Lms>) -> Json<GradebookView> {
    Json(lms.gradebook())
}

pub(super) async fn scores(State(lms): State<Lms>) -> Json<Vec<Receipt>> {
    Json(lms.scores())
}

pub(super) async fn courses(State(lms): State<Lms>) -> Json<Vec<CourseView>> {
    Json(lms.courses())
}

pub(super) async fn links(State(lms): State<Lms>) -> Json<Vec<LinkView>> {
    Json(lms.links())
}

pub(super) async fn line_items(State(lms): State<Lms>) -> Json<Vec<LineItemView>> {
    Json(lms.line_items())
}

/// Copies a course for the next year: `{"course": 1}`, or an empty body for the first one.
pub(super) async fn copy_course(
    State(lms): State<Lms>,
    headers: HeaderMap,
    call: Call,
) -> Response {
    if is_foreign(&lms, &headers) {
        return foreign();
    }
    let asked: Option<Value> = serde_json::from_slice(&call.body).ok();
    let number = asked
        .and_then(|asked| asked["course"].as_u64())
        .unwrap_or(1);
    let copy = u32::try_from(number).ok();
    match copy.and_then(|number| lms.copy_course(number)) {
        Some(copy) => Json(copy).into_response(),
        None => No::refused(404, "There is no such course, or no room").answer(&lms, &call),
    }
}

/// The attribute file of the course as it began.
pub(super) async fn attributes(State(lms): State<Lms>) -> Response {
    let media_type = "text/csv; charset=utf-8";
    let file = attribute_file(lms.config());
    ([(header::CONTENT_TYPE, media_type)], file).into_response()
}

pub(super) async fn faults(State(lms): State<Lms>, call: Call) -> Response {
    if lms.config().faults {
        return Json(lms.faults()).into_response();
    }
    off().answer(&lms, &call)
}

fn off() -> No {
    No::refused(404, "Faults are off")
}

/// Replaces the faults; `{}` ends them.
pub(super) async fn set_faults(State(lms): State<Lms>, call: Call) -> Response {
    match read(&lms, &call) {
        Ok(faults) => {
            lms.set_faults(faults);
            Json(lms.faults()).into_response()
        }
        Err(no) => no.answer(&lms, &call),
    }
}

fn read(lms: &Lms, call: &Call) -> Result<Faults, No> {
    if !lms.config().faults {
        return Err(off());
    }
    if call.content_type() != "application/json" {
        return Err(No::refused(415, "Faults are application/json"));
    }
    serde_json::from_slice(&call.body).map_err(|error| No::refused(400, error.to_string()))
}

/// What a tool needs to know of this LMS (`OpenID` Connect Discovery; no registration is offered).
pub(super) async fn openid_configuration(State(lms): State<Lms>) -> Json<Value> {
    let at = lms.addresses();
    let family = match lms.config().manners {
        Manners::Moodle => "moodle",
        Manners::Canvas => "canvas",
    };
    let mut scopes = vec!["openid"];
    scopes.extend(SCOPES);
    Json(json!({
        "issuer": at.origin(),
        "authorization_endpoint": at.auth(),
        "token_endpoint": at.token(),
        "jwks_uri": at.jwks(),
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["RS256"],
        "scopes_supported": scopes,
        "response_types_supported": ["id_token"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "claims_supported": ["sub", "iss", "name", "given_name", "family_name", "email"],
        "https://purl.imsglobal.org/spec/lti-platform-configuration": {
            "product_family_code": family,
            "version": "sandbox",
            "messages_supported": [{"type": "LtiResourceLinkRequest"}],
            "variables": ["User.id", "User.username", "Person.sourcedId", "Membership.role",
                "Context.id", "ResourceLink.id"]
        }
    }))
}
