//! The list of participants and its buttons.

use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::pages::{draw, message, no_course};
use crate::address::encoded;
use crate::lms::Lms;
use crate::page::{Notice, Participants};

/// The query of the list.
#[derive(Debug, Deserialize)]
pub(super) struct ListQuery {
    #[serde(default)]
    find: String,
    /// What has just been changed.
    done: Option<Notice>,
    /// For whom.
    #[serde(default)]
    who: String,
}

pub(super) async fn list(
    State(lms): State<Lms>,
    Path(course): Path<u32>,
    Query(query): Query<ListQuery>,
) -> Response {
    let notice = query.done.map(|done| (done, query.who.as_str()));
    let state = lms.state();
    let Some(course) = state.courses.course(course) else {
        return no_course();
    };
    let page = Participants::new(lms.config(), &state, course, &query.find, notice);
    draw(200, &page)
}

pub(super) async fn late(
    State(lms): State<Lms>,
    Path(course): Path<u32>,
    headers: HeaderMap,
) -> Response {
    if is_foreign(&lms, &headers) {
        return foreign();
    }
    let who = lms.enrol_late();
    back(course, Notice::Enrolled, &who, "")
}

/// A button beside a person.
#[derive(Debug, Deserialize)]
pub(super) struct Change {
    who: String,
    to: Wish,
    #[serde(default)]
    find: String,
}

/// What the button does.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Wish {
    Suspend,
    Restore,
    Unenrol,
}

pub(super) async fn change(
    State(lms): State<Lms>,
    Path(course): Path<u32>,
    headers: HeaderMap,
    Form(change): Form<Change>,
) -> Response {
    if is_foreign(&lms, &headers) {
        return foreign();
    }
    let (was_there, notice) = match change.to {
        Wish::Suspend => (lms.suspend(&change.who, true), Notice::Suspended),
        Wish::Restore => (lms.suspend(&change.who, false), Notice::Restored),
        Wish::Unenrol => (lms.unenrol(&change.who), Notice::Unenrolled),
    };
    let notice = if was_there { notice } else { Notice::Gone };
    back(course, notice, &change.who, &change.find)
}

/// Whether a browser says that another site sent the form.
pub(super) fn is_foreign(lms: &Lms, headers: &HeaderMap) -> bool {
    let own = lms.addresses().origin();
    headers
        .get(header::ORIGIN)
        .is_some_and(|origin| origin != own)
}

pub(super) fn foreign() -> Response {
    message(
        403,
        "Not from this page",
        &["Only the LMS's own buttons change its course."],
    )
}

fn back(course: u32, notice: Notice, who: &str, find: &str) -> Response {
    let (word, who, find) = (notice.word(), encoded(who), encoded(find));
    let to = format!("/course/{course}/participants?done={word}&who={who}&find={find}");
    Redirect::to(&to).into_response()
}
