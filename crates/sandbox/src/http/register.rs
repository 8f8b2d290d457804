//! The platform's side of a registration: its description, the address a tool registers at, and the
//! page on which an administrator begins and ends it.

use axum::Json;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{No, json_as, text};
use super::call::Call;
use super::pages::{draw, message};
use super::people::{foreign, is_foreign};
use crate::config::Manners;
use crate::describe;
use crate::faults::Service;
use crate::lms::Lms;
use crate::page::{Registering, ToolsPage};
use crate::tools::{self, Refused};

/// What the platform says of itself. A Canvas tells it only whom it invited.
pub(super) async fn describe(State(lms): State<Lms>, call: Call) -> Response {
    if let Some(fault) = lms.trouble(Service::Configuration).await {
        return No::Fault(fault).answer(&lms, &call);
    }
    if let Some(hostile) = lms.faults().hostile_configuration {
        return describe::hostile(&lms, hostile);
    }
    let token = token(&call);
    let is_invited = token.is_some_and(|token| lms.invited(&token).is_some());
    if lms.config().manners == Manners::Canvas && !is_invited {
        let no = json!({"errors": [{"message": "Unauthorized"}]});
        return json_as("application/json", 401, &no);
    }
    Json(describe::configuration(&lms)).into_response()
}

/// The token, from the header or the query.
fn token(call: &Call) -> Option<String> {
    let header = call.header(header::AUTHORIZATION);
    let bearer = header
        .split_once(' ')
        .map(|(_, token)| token.trim().to_owned());
    bearer.or_else(|| call.query().some("registration_token"))
}

pub(super) async fn register(State(lms): State<Lms>, call: Call) -> Response {
    if let Some(fault) = lms.trouble(Service::Registration).await {
        return No::Fault(fault).answer(&lms, &call);
    }
    settled(&lms, registered(&lms, &call, token(&call)))
}

/// Reads what is registered, with the token of a renewal.
pub(super) async fn read(State(lms): State<Lms>, call: Call) -> Response {
    let answer = token(&call)
        .ok_or_else(missing_token)
        .and_then(|token| lms.invited(&token).ok_or_else(bad_token))
        .and_then(|invited| {
            let tool = lms.registered(&invited.client_id);
            tool.ok_or(Refused(404, "Unknown client".to_owned()))
        });
    settled(
        &lms,
        answer.map(|tool| tools::reply(Manners::Moodle, &tool, &call.body)),
    )
}

fn missing_token() -> Refused {
    Refused(401, "missing_registration_token".to_owned())
}

fn bad_token() -> Refused {
    Refused(401, "invalid_token".to_owned())
}

fn registered(lms: &Lms, call: &Call, token: Option<String>) -> Result<Value, Refused> {
    let token = token.ok_or_else(missing_token)?;
    let invited = lms.invited(&token).ok_or_else(bad_token)?;
    let before = lms.registered(&invited.client_id);
    if before.is_some() && !invited.is_update {
        return Err(Refused(401, "token_already_used".to_owned()));
    }
    let deployment = match &before {
        Some(tool) => tool.deployment_id.clone(),
        None => lms.next_deployment(),
    };
    let manners = lms.config().manners;
    let tool = tools::read(manners, &call.body, &invited.client_id, &deployment)?;
    let reply = tools::reply(manners, &tool, &call.body);
    lms.register(tool);
    Ok(reply)
}

/// A Moodle refuses with a bare word that calls itself a page; Canvas with JSON.
fn settled(lms: &Lms, answer: Result<Value, Refused>) -> Response {
    match (answer, lms.config().manners) {
        (Ok(reply), _) => Json(reply).into_response(),
        (Err(Refused(status, word)), Manners::Moodle) => {
            let page = HeaderValue::from_static("text/html; charset=utf-8");
            text(status, page, word)
        }
        (Err(Refused(status, words)), Manners::Canvas) => json_as(
            "application/json",
            status,
            &json!({"errors": [{"message": words}]}),
        ),
    }
}

/// `/admin/tools`.
pub(super) async fn page(State(lms): State<Lms>) -> Response {
    draw(200, &ToolsPage::new(&lms.tools()))
}

/// The form of an administrator who adds a tool, or renews one.
#[derive(Debug, Deserialize)]
pub(super) struct Add {
    address: String,
    #[serde(default)]
    update: String,
}

/// Opens the tool's registration address in a frame and waits for it to say that it is done.
pub(super) async fn add(
    State(lms): State<Lms>,
    headers: HeaderMap,
    Form(add): Form<Add>,
) -> Response {
    if is_foreign(&lms, &headers) {
        return foreign();
    }
    let update = Some(add.update.as_str()).filter(|update| !update.is_empty());
    match lms.invite_tool(add.address.trim(), update) {
        Some(address) => draw(200, &Registering::new(address)),
        None => message(
            400,
            "This is no registration address",
            &["It must begin with http:// or https://."],
        ),
    }
}

/// The button beside a tool that waits.
#[derive(Debug, Deserialize)]
pub(super) struct Activate {
    client_id: String,
}

pub(super) async fn activate(
    State(lms): State<Lms>,
    headers: HeaderMap,
    Form(activate): Form<Activate>,
) -> Response {
    if is_foreign(&lms, &headers) {
        return foreign();
    }
    lms.activate_tool(&activate.client_id);
    Redirect::to("/admin/tools").into_response()
}

/// `/api/tools.json`.
pub(super) async fn list(State(lms): State<Lms>) -> Response {
    Json(lms.tools()).into_response()
}

/// The same for programs: answers with the address that the administrator's browser would open.
pub(super) async fn invite(
    State(lms): State<Lms>,
    headers: HeaderMap,
    Query(add): Query<Add>,
) -> Response {
    if is_foreign(&lms, &headers) {
        return foreign();
    }
    let update = Some(add.update.as_str()).filter(|update| !update.is_empty());
    match lms.invite_tool(&add.address, update) {
        Some(address) => Json(json!({ "address": address })).into_response(),
        None => StatusCode::BAD_REQUEST.into_response(),
    }
}
