//! Plain JSON for tests and demonstrations.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::No;
use super::call::Call;
use super::people::{foreign, is_foreign};
use crate::attributes::attribute_file;
use crate::faults::Faults;
use crate::lms::Lms;
use crate::quirks::Quirks;
use crate::roster::Part;
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
    refuse_plain(lms, call)?;
    serde_json::from_slice(&call.body).map_err(|error| No::refused(400, error.to_string()))
}

/// The habits as they are now.
pub(super) async fn quirks(State(lms): State<Lms>) -> Json<Quirks> {
    Json(lms.quirks())
}

/// Turns habits on or off: `{"short_roster_roles": false}`. Where faults are off, so is this.
pub(super) async fn change_quirks(State(lms): State<Lms>, call: Call) -> Response {
    match changed(&lms, &call) {
        Ok(quirks) => {
            lms.change_quirks(|now| *now = quirks);
            Json(quirks).into_response()
        }
        Err(no) => no.answer(&lms, &call),
    }
}

fn changed(lms: &Lms, call: &Call) -> Result<Quirks, No> {
    refuse_plain(lms, call)?;
    let bad = |error: serde_json::Error| No::refused(400, error.to_string());
    let wanted: serde_json::Map<String, Value> = serde_json::from_slice(&call.body).map_err(bad)?;
    let mut now = serde_json::to_value(lms.quirks()).map_err(bad)?;
    for (name, value) in wanted {
        now[name] = value;
    }
    serde_json::from_value(now).map_err(bad)
}

/// Bad days are made by tests alone, and never by a form of another site.
fn refuse_plain(lms: &Lms, call: &Call) -> Result<(), No> {
    if !lms.config().faults {
        return Err(off());
    }
    if call.content_type() != "application/json" {
        return Err(No::refused(415, "This is application/json"));
    }
    Ok(())
}

/// Signs with a new key from now on.
pub(super) async fn rotate_key(State(lms): State<Lms>, call: Call) -> Response {
    if let Err(no) = refuse_plain(&lms, &call) {
        return no.answer(&lms, &call);
    }
    let rotating = lms.clone();
    let rotated = tokio::task::spawn_blocking(move || rotating.rotate_key()).await;
    match rotated {
        Ok(Ok(id)) => Json(json!({ "kid": id })).into_response(),
        _ => No::refused(500, "No key could be made").answer(&lms, &call),
    }
}

/// Somebody who is neither teacher nor student: `{"part": "observer", "of": "student001"}`.
#[derive(Debug, Deserialize)]
struct Enrol {
    part: Part,
    of: Option<String>,
}

pub(super) async fn enrol(State(lms): State<Lms>, call: Call) -> Response {
    let enrolled = refuse_plain(&lms, &call).and_then(|()| {
        let asked: Enrol = serde_json::from_slice(&call.body)
            .map_err(|error| No::refused(400, error.to_string()))?;
        let who = lms.enrol(asked.part, asked.of.as_deref());
        who.ok_or(No::refused(404, "There is nobody to observe"))
    });
    match enrolled {
        Ok(who) => Json(json!({ "username": who })).into_response(),
        Err(no) => no.answer(&lms, &call),
    }
}
