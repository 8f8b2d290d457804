//! Results: what the gradebook shows (Assignment and Grade Services 2.0, 3.3).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Value, json};

use super::answer::{No, json_as, settle, trouble};
use super::call::Call;
use super::line_items::{Place, find, number, paged};
use crate::config::{Manners, Tool};
use crate::faults::Service;
use crate::gradebook::Column;
use crate::lms::Lms;
use crate::score::Mark;

const MEDIA_TYPE: &str = "application/vnd.ims.lis.v2.resultcontainer+json";

pub(super) async fn list(State(lms): State<Lms>, Path(place): Place, call: Call) -> Response {
    settle(all(&lms, &call, &place).await, &lms, &call)
}

async fn all(lms: &Lms, call: &Call, place: &(u32, String)) -> Result<Response, No> {
    trouble(lms, Service::Results).await?;
    let quirks = lms.quirks();
    if quirks.exact_media_types && !call.accepts_anything() && !call.accepts(MEDIA_TYPE) {
        return Err(No::refused(400, "No handler found for this media type"));
    }
    let query = call.query();
    if quirks.results_limit_fails
        && query.some("limit").is_some()
        && query.some("type_id").is_some()
    {
        return Err(No::Page(404));
    }
    let (tool, column) = enter(lms, call, place)?;
    let user_id = query.some("user_id");
    let state = lms.state();
    let results = state.gradebook.results(column.id, user_id.as_deref());
    let results = results
        .iter()
        .map(|(user_id, mark)| written(lms, &tool, &column, user_id, mark))
        .collect();
    Ok(paged(lms, call, MEDIA_TYPE, results))
}

/// One result by its own address, as Canvas gives it after a score.
pub(super) async fn one(
    State(lms): State<Lms>,
    Path((course, id, user_id)): Path<(u32, String, String)>,
    call: Call,
) -> Response {
    settle(
        single(&lms, &call, &(course, id), &user_id).await,
        &lms,
        &call,
    )
}

async fn single(
    lms: &Lms,
    call: &Call,
    place: &(u32, String),
    user_id: &str,
) -> Result<Response, No> {
    trouble(lms, Service::Results).await?;
    let (tool, column) = enter(lms, call, place)?;
    let state = lms.state();
    match state.gradebook.results(column.id, Some(user_id))[..] {
        [(user_id, mark)] => {
            let result = written(lms, &tool, &column, user_id, mark);
            Ok(json_as(
                "application/vnd.ims.lis.v2.result+json",
                200,
                &result,
            ))
        }
        _ => Err(No::refused(404, "There is no such result")),
    }
}

fn enter(lms: &Lms, call: &Call, place: &(u32, String)) -> Result<(Arc<Tool>, Column), No> {
    let tool = call.tool(lms, &[lti1p3::scope::RESULT_READ])?;
    let column = find(lms, &tool, place)?;
    Ok((tool, column))
}

fn written(lms: &Lms, tool: &Tool, column: &Column, user_id: &str, mark: &Mark) -> Value {
    let addresses = lms.addresses();
    let mut result = json!({
        "id": addresses.results((column.course, column.id), tool, user_id),
        "userId": user_id,
        "scoreOf": addresses.line_item(column.course, tool, column.id),
    });
    let is_silent = |score: &f64| *score == 0.0 && lms.quirks().silent_zeros;
    if let Some(score) = mark.score.filter(|score| !is_silent(score)) {
        result["resultScore"] = number(lms, score);
        result["resultMaximum"] = number(lms, column.maximum);
    }
    if let Some(comment) = &mark.comment {
        result["comment"] = comment.as_str().into();
    }
    if let (Manners::Moodle, Some(at)) = (lms.config().manners, mark.at) {
        result["timestamp"] = second(at).into();
    }
    result
}

/// A time as Moodle writes it: whole seconds and an offset.
fn second(millis: i64) -> String {
    let time = jiff::Timestamp::from_second(millis.div_euclid(1000)).unwrap_or_default();
    time.to_string().replace('Z', "+00:00")
}
