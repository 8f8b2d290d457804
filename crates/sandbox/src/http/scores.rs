//! Scores (Assignment and Grade Services 2.0, 3.4). Every post is remembered with its answer.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::answer::{No, text, trouble, with_reason};
use super::call::Call;
use super::line_items::{Place, find};
use crate::config::{Manners, Tool};
use crate::faults::Service;
use crate::gradebook::Column;
use crate::lms::Lms;
use crate::quirks::Quirks;
use crate::score::{Posted, Refusal};
use crate::views::{self, Answer, Receipt};

const MEDIA_TYPE: &str = "application/vnd.ims.lis.v1.score+json";

/// What became of a post: the answer, and whether the gradebook took it.
struct Outcome {
    status: u16,
    body: String,
    /// The words in the status line, where the platform says any.
    reason: Option<String>,
    stored: bool,
}

pub(super) async fn take(State(lms): State<Lms>, Path(place): Place, call: Call) -> Response {
    // Neither Moodle nor Canvas notices that a sender has gone: what was received is gone through
    // with, in a task that goes on without this one.
    let taking = tokio::spawn(received(lms, place, call));
    let answer = taking.await;
    answer.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

async fn received(lms: Lms, at: (u32, String), call: Call) -> Response {
    let place = (at.1.as_str(), lms.now());
    let (tool, column) = match enter(&lms, &call, &at).await {
        Ok(entered) => entered,
        Err(no) => {
            let answer = no.answer(&lms, &call);
            remember(
                &lms,
                &call,
                place,
                Some((answer.status().as_u16(), "")),
                false,
            );
            return answer;
        }
    };
    let outcome = store(&lms, &call, &tool, &column);
    if outcome.stored && lms.state().faults.take_hang() {
        remember(&lms, &call, place, None, true);
        lms.ended().await;
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let answer = Some((outcome.status, outcome.body.as_str()));
    remember(&lms, &call, place, answer, outcome.stored);
    answered(&lms, &call, outcome)
}

async fn enter(lms: &Lms, call: &Call, place: &(u32, String)) -> Result<(Arc<Tool>, Column), No> {
    trouble(lms, Service::Scores).await?;
    if lms.quirks().exact_media_types && call.content_type() != MEDIA_TYPE {
        return Err(No::refused(400, "No handler found for this media type"));
    }
    let tool = call.tool(lms, &[lti1p3::scope::SCORE])?;
    let column = find(lms, &tool, place)?;
    Ok((tool, column))
}

/// Judges and stores in one step, so that two posts at once cannot both be the later one.
fn store(lms: &Lms, call: &Call, tool: &Tool, column: &Column) -> Outcome {
    let (manners, quirks) = (lms.config().manners, lms.quirks());
    let body: Value = serde_json::from_slice(&call.body).unwrap_or_default();
    let mut state = lms.state();
    let judged = Posted::read(&body, manners).and_then(|posted| {
        if column.unpublished {
            return Err(Refusal::Unpublished);
        }
        let person = state
            .roster
            .people
            .iter()
            .find(|one| one.id == posted.user_id);
        let is_gradable = person.is_some_and(crate::roster::Person::is_gradable);
        let stored = state.gradebook.mark(column.id, &posted.user_id);
        let mark = posted.apply(stored, column.maximum, is_gradable, (manners, &quirks))?;
        Ok((posted.user_id, mark))
    });
    match judged {
        Ok((user_id, mark)) => {
            *state.gradebook.mark_mut(column.id, &user_id) = mark;
            accepted(lms, tool, column, &user_id)
        }
        Err(refusal) => refusal_of(refusal, call, column, &body, (manners, &quirks)),
    }
}

fn accepted(lms: &Lms, tool: &Tool, column: &Column, user_id: &str) -> Outcome {
    let body = if lms.quirks().answers_result_url {
        let place = (column.course, column.id);
        let result = lms.addresses().results(place, tool, user_id);
        json!({ "resultUrl": result }).to_string()
    } else {
        String::new()
    };
    Outcome {
        status: 200,
        body,
        reason: None,
        stored: true,
    }
}

/// Moodle answers `[]` and puts its reason with the whole request into the status line. Where the
/// request holds a line break that line falls apart, and clients see a 200.
fn refusal_of(
    refusal: Refusal,
    call: &Call,
    column: &Column,
    body: &Value,
    (manners, quirks): (Manners, &Quirks),
) -> Outcome {
    let status = refusal.status(manners, quirks);
    let in_status_line = quirks.refusals_in_status_line;
    let user = body["userId"].as_str().unwrap_or_default();
    let request = String::from_utf8_lossy(&call.body);
    let reason = match refusal {
        Refusal::Earlier => {
            let item = column.id;
            format!("Refusing score with an earlier timestamp for item {item} and user {user}")
        }
        _ => format!("Incorrect score received{request}"),
    };
    let breaks = reason.contains(['\r', '\n']);
    Outcome {
        status: if breaks && in_status_line {
            200
        } else {
            status
        },
        body: if in_status_line {
            "[]".to_owned()
        } else {
            canvas_body(refusal).to_string()
        },
        reason: in_status_line.then_some(reason),
        stored: false,
    }
}

/// What is wrong with a grade in itself has the shape that Canvas gives to fields.
fn canvas_body(refusal: Refusal) -> Value {
    let message = canvas_words(refusal);
    match refusal {
        Refusal::Locked | Refusal::Unpublished => {
            let message = format!("cannot be changed at this time: {message}");
            json!({"errors": [{"field": "grade", "message": message, "error_code": null}]})
        }
        _ => json!({"errors": {"message": message}}),
    }
}

fn canvas_words(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::NoMaximum => "ScoreMaximum not supplied when ScoreGiven present.",
        Refusal::NoStudent => "User not found in course or is not a student",
        Refusal::Earlier => "Provided timestamp before last updated timestamp",
        Refusal::Locked => "This assignment is in a closed grading period for this student",
        Refusal::Unpublished => "This assignment is still unpublished",
        _ => "Provided submission data is invalid",
    }
}

fn answered(lms: &Lms, call: &Call, outcome: Outcome) -> Response {
    let is_moodle = lms.config().manners == Manners::Moodle;
    if is_moodle && outcome.status == 502 {
        return No::Page(502).answer(lms, call);
    }
    let response = if is_moodle {
        let media_type =
            HeaderValue::from_static("application/vnd.ims.lis.v1.score+json; charset=utf-8");
        text(outcome.status, media_type, outcome.body)
    } else {
        let media_type = HeaderValue::from_static("application/json; charset=utf-8");
        text(outcome.status, media_type, outcome.body)
    };
    match outcome.reason {
        Some(reason) => with_reason(response, &reason),
        None => response,
    }
}

fn remember(
    lms: &Lms,
    call: &Call,
    (id, received_at): (&str, i64),
    answer: Option<(u16, &str)>,
    stored: bool,
) {
    let column_id = id.parse().unwrap_or(0);
    let any = [lti1p3::scope::SCORE];
    let body = serde_json::from_slice(&call.body)
        .unwrap_or_else(|_| String::from_utf8_lossy(&call.body).into());
    let user_id = match &body {
        Value::Object(body) => body.get("userId").and_then(Value::as_str),
        _ => None,
    };
    let tool = call.tool(lms, &any).ok();
    let state = lms.state();
    let column = state.gradebook.column(column_id);
    let receipt = Receipt {
        received_at: views::written(received_at),
        column_id,
        resource_id: column.map(|column| column.resource_id.clone()),
        client_id: tool.map(|tool| tool.client_id.clone()),
        username: user_id.and_then(|id| views::username(&state.roster, id)),
        user_id: user_id.map(str::to_owned),
        content_type: call.header(header::CONTENT_TYPE).to_owned(),
        answer: answer.map(|(status, body)| Answer {
            status,
            body: body.to_owned(),
        }),
        stored,
        body,
    };
    drop(state);
    lms.record(receipt);
}
