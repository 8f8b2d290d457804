//! Line items: the columns of the gradebook (Assignment and Grade Services 2.0, 3.2).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::answer::{No, json_as, settle, trouble, with_header, with_reason};
use super::call::Call;
use crate::config::{Manners, Tool};
use crate::faults::Service;
use crate::gradebook::{BadColumn, Column, Filter, Wanted};
use crate::lms::Lms;

const ONE: &str = "application/vnd.ims.lis.v2.lineitem+json";
const MANY: &str = "application/vnd.ims.lis.v2.lineitemcontainer+json";
const READ: [&str; 2] = [lti1p3::scope::LINE_ITEM, lti1p3::scope::LINE_ITEM_READ];
const WRITE: [&str; 1] = [lti1p3::scope::LINE_ITEM];

/// A column by the numbers in its address: the course's and its own.
pub(super) type Place = Path<(u32, String)>;

pub(super) async fn list(State(lms): State<Lms>, Path(course): Path<u32>, call: Call) -> Response {
    settle(all(&lms, &call, course).await, &lms, &call)
}

async fn all(lms: &Lms, call: &Call, course: u32) -> Result<Response, No> {
    let tool = enter(lms, call, &READ, Wants::Reply(MANY)).await?;
    refuse_course(lms, course)?;
    let query = call.query();
    let filter = if lms.quirks().ignores_filters {
        Filter::default()
    } else {
        Filter {
            resource_link_id: query.some("resource_link_id"),
            resource_id: query.some("resource_id"),
            tag: query.some("tag"),
        }
    };
    let state = lms.state();
    let columns = state.gradebook.of_tool(course, &tool.client_id, &filter);
    let items = columns.iter().map(|column| written(lms, &tool, column));
    Ok(paged(lms, call, MANY, items.collect()))
}

pub(super) async fn add(State(lms): State<Lms>, Path(course): Path<u32>, call: Call) -> Response {
    settle(made(&lms, &call, course).await, &lms, &call)
}

async fn made(lms: &Lms, call: &Call, course: u32) -> Result<Response, No> {
    let tool = enter(lms, call, &WRITE, Wants::Body).await?;
    refuse_course(lms, course)?;
    let mut wanted = Wanted::read(&call.body)?;
    wanted.unpublished = lms.quirks().unpublished_columns;
    refuse_link(lms, course, &tool, &wanted)?;
    let mut state = lms.state();
    let column = state.gradebook.add(course, &tool.client_id, &wanted)?;
    Ok(json_as(ONE, 201, &echoed(lms, &tool, column, wanted)))
}

pub(super) async fn show(State(lms): State<Lms>, Path(place): Place, call: Call) -> Response {
    settle(shown(&lms, &call, &place).await, &lms, &call)
}

async fn shown(lms: &Lms, call: &Call, place: &(u32, String)) -> Result<Response, No> {
    let tool = enter(lms, call, &READ, Wants::AnyReply(ONE)).await?;
    let column = find(lms, &tool, place)?;
    Ok(json_as(ONE, 200, &written(lms, &tool, &column)))
}

pub(super) async fn change(State(lms): State<Lms>, Path(place): Place, call: Call) -> Response {
    settle(changed(&lms, &call, &place).await, &lms, &call)
}

async fn changed(lms: &Lms, call: &Call, place: &(u32, String)) -> Result<Response, No> {
    let tool = enter(lms, call, &WRITE, Wants::Body).await?;
    let column = find(lms, &tool, place)?;
    let wanted = Wanted::read(&call.body)?;
    let mut state = lms.state();
    let changed = state.gradebook.change(column.id, &wanted);
    let changed = changed.ok_or_else(|| missing(&place.1))?;
    Ok(json_as(ONE, 200, &echoed(lms, &tool, changed, wanted)))
}

/// A score for an address with `/scores` at its very end, behind the query: the path is a column's, and
/// a column takes no posts.
pub(super) async fn appended(State(lms): State<Lms>, call: Call) -> Response {
    if lms.quirks().type_id_query {
        return No::refused(400, "No handler found for this address").answer(&lms, &call);
    }
    StatusCode::METHOD_NOT_ALLOWED.into_response()
}

pub(super) async fn remove(State(lms): State<Lms>, Path(place): Place, call: Call) -> Response {
    settle(removed(&lms, &call, &place).await, &lms, &call)
}

async fn removed(lms: &Lms, call: &Call, place: &(u32, String)) -> Result<Response, No> {
    let tool = enter(lms, call, &WRITE, Wants::Nothing).await?;
    let column = find(lms, &tool, place)?;
    if lms.quirks().coupled_columns_stay && column.link.is_some() {
        return Err(No::refused(401, "A coupled line item stays"));
    }
    lms.state().gradebook.remove(column.id);
    let response = StatusCode::NO_CONTENT.into_response();
    Ok(match lms.config().manners {
        Manners::Moodle => with_reason(response, "OK"),
        Manners::Canvas => response,
    })
}

/// Which media type a request must name.
#[derive(Clone, Copy)]
enum Wants {
    /// In `Accept`, by name.
    Reply(&'static str),
    /// In `Accept`, where it is not left open.
    AnyReply(&'static str),
    /// In `Content-Type`.
    Body,
    /// None.
    Nothing,
}

/// Faults, media type, token: what stands before every handler here.
async fn enter(lms: &Lms, call: &Call, scopes: &[&str], wants: Wants) -> Result<Arc<Tool>, No> {
    trouble(lms, Service::LineItems).await?;
    let fits = match wants {
        Wants::Reply(kind) => call.accepts(kind),
        Wants::AnyReply(kind) => call.accepts(kind) || call.accepts_anything(),
        Wants::Body => call.content_type() == ONE,
        Wants::Nothing => true,
    };
    if !fits && lms.quirks().exact_media_types {
        return Err(No::refused(400, "No handler found for this media type"));
    }
    call.tool(lms, scopes)
}

/// The column of this number, as far as the tool may see it: a Moodle lets a tool read the columns
/// of others, Canvas does not.
pub(super) fn find(lms: &Lms, tool: &Tool, (course, id): &(u32, String)) -> Result<Column, No> {
    let sees_all = lms.quirks().sees_other_columns;
    let state = lms.state();
    let column = id.parse().ok().and_then(|id| state.gradebook.column(id));
    let is_seen = |column: &&Column| {
        column.course == *course && (sees_all || column.client_id == tool.client_id)
    };
    column.filter(is_seen).cloned().ok_or_else(|| missing(id))
}

fn refuse_course(lms: &Lms, course: u32) -> Result<(), No> {
    match lms.state().courses.course(course) {
        Some(_) => Ok(()),
        None => Err(No::refused(404, "There is no such course")),
    }
}

fn missing(id: &str) -> No {
    No::refused(404, format!("Not Found: Grade item {id} doesn't exist"))
}

impl From<BadColumn> for No {
    fn from(bad: BadColumn) -> Self {
        match bad {
            BadColumn::Incomplete => Self::refused(400, "No label or Score Maximum"),
            BadColumn::Full => Self::refused(500, "Too many columns"),
        }
    }
}

/// A column can be bound to the tool's own links of this course only.
fn refuse_link(lms: &Lms, course: u32, tool: &Tool, wanted: &Wanted) -> Result<(), No> {
    let state = lms.state();
    let is_own = |id: &String| state.courses.link(course, &tool.client_id, id).is_some();
    if wanted.link.as_ref().is_none_or(is_own) {
        return Ok(());
    }
    Err(match lms.config().manners {
        Manners::Moodle => No::refused(403, "Forbidden"),
        Manners::Canvas => No::refused(404, "There is no such link"),
    })
}

fn written(lms: &Lms, tool: &Tool, column: &Column) -> Value {
    let mut item = json!({
        "id": lms.addresses().line_item(column.course, tool, column.id),
        "label": column.label,
        "scoreMaximum": number(lms, column.maximum),
    });
    let is_moodle = lms.config().manners == Manners::Moodle;
    for (field, value) in [("resourceId", &column.resource_id), ("tag", &column.tag)] {
        if is_moodle || !value.is_empty() {
            item[field] = value.as_str().into();
        }
    }
    if let Some(link) = &column.link {
        item["resourceLinkId"] = link.as_str().into();
        if is_moodle {
            item["ltiLinkId"] = link.as_str().into();
        }
    }
    item
}

/// Moodle gives back what was said with the id beside it; Canvas what it made of it.
fn echoed(lms: &Lms, tool: &Tool, column: &Column, wanted: Wanted) -> Value {
    match lms.config().manners {
        Manners::Moodle => {
            let mut said = Value::Object(wanted.said);
            said["id"] = lms
                .addresses()
                .line_item(column.course, tool, column.id)
                .into();
            said
        }
        Manners::Canvas => written(lms, tool, column),
    }
}

/// A number as this platform writes it.
pub(super) fn number(lms: &Lms, number: f64) -> Value {
    let plain = plain(number);
    if lms.quirks().numbers_as_texts {
        plain.to_string().into()
    } else {
        plain
    }
}

/// A whole number without its point, as both platforms write it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "a number that does not survive the way there and back is left as it is"
)]
fn plain(number: f64) -> Value {
    let whole = number as i64;
    if (whole as f64).to_bits() == number.to_bits() {
        whole.into()
    } else {
        number.into()
    }
}

/// One page of a list where the tool asked for a limit or the platform has one, with the `Link` header of the platform.
pub(super) fn paged(
    lms: &Lms,
    call: &Call,
    media_type: &'static str,
    mut items: Vec<Value>,
) -> Response {
    let query = call.query();
    let limit = query.some("limit").and_then(|limit| limit.parse().ok());
    let limit = limit.or_else(|| usize::try_from(lms.quirks().list_page).ok());
    let Some(limit) = limit.filter(|limit| *limit > 0) else {
        return json_as(media_type, 200, &Value::Array(items));
    };
    let from: usize = query
        .some("from")
        .and_then(|from| from.parse().ok())
        .unwrap_or(0);
    let rest = items.split_off(from.min(items.len()));
    let has_next = rest.len() > limit;
    let page = rest.into_iter().take(limit).collect();
    let response = json_as(media_type, 200, &Value::Array(page));
    if !has_next {
        return response;
    }
    let own = lms.addresses().origin();
    let path = call.uri.path();
    let next = from + limit;
    // Seen so in Moodle: curly quotes, and an ampersand prepared for a page.
    let (and, quotes) = if lms.quirks().broken_paging_links {
        ("&amp;", ["“", "”"])
    } else {
        ("&", ["\"", "\""])
    };
    let type_id = query
        .some("type_id")
        .map_or(String::new(), |id| format!("type_id={id}{and}"));
    let [open, close] = quotes;
    let link =
        format!("<{own}{path}?{type_id}limit={limit}{and}from={next}>; rel={open}next{close}");
    with_header(response, header::LINK, &link)
}
