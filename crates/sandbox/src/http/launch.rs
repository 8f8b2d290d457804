//! Launches: the form that begins one, and the address that answers with a signed message.

use axum::extract::{Query, State};
use axum::response::Response;
use lti1p3::platform::{AuthenticationRequest, LoginInitiation, post_back, post_error};
use lti1p3::{ClientId, DeploymentId};
use serde::Deserialize;

use super::call::Call;
use super::pages::{draw, message};
use crate::auth::{self, AuthError};
use crate::chance;
use crate::config::{Manners, Tool};
use crate::course::{Opening, Target};
use crate::launches::Begun;
use crate::lms::Lms;
use crate::page::Post;

/// The query that opens a tool.
#[derive(Debug, Deserialize)]
pub(super) struct Start {
    /// The client id; the first tool without it.
    tool: Option<String>,
    /// Who, by user name or id.
    #[serde(rename = "as")]
    who: String,
    /// Anything: the tool gets a window of its own.
    window: Option<String>,
}

/// Third-party initiated login: a form that posts itself to the tool (Security Framework 5.1.1.1).
pub(super) async fn start(State(lms): State<Lms>, Query(start): Query<Start>) -> Response {
    let tool = match &start.tool {
        Some(client_id) => lms.tool(client_id),
        None => lms.config().tools.first(),
    };
    let Some(tool) = tool else {
        return message(
            404,
            "There is no such tool",
            &["It is not part of this course."],
        );
    };
    let target = if start.window.is_some() {
        Target::Window
    } else {
        Target::Frame
    };
    match begin(&lms, tool, &start.who, target) {
        Ok(page) => draw(200, &page),
        Err(wrong) => message(403, "This cannot be opened", &[&wrong]),
    }
}

fn begin(lms: &Lms, tool: &Tool, who: &str, target: Target) -> Result<Post, String> {
    let mut state = lms.state();
    let Some(person) = state.roster.find(who) else {
        return Err(format!("Nobody called {who} is in this course."));
    };
    if person.suspended {
        return Err(format!("{} is suspended.", person.shown()));
    }
    let user_id = person.id.clone();
    let manners = lms.config().manners;
    let names = (tool.client_id.as_str(), user_id.as_str());
    let fresh = (chance::secret(), lms.now());
    let hint = state
        .launches
        .begin(names, target, manners, (&fresh.0, fresh.1));
    Ok(Post::new(
        tool.login_url.clone(),
        login_fields(lms, tool, user_id, hint),
    ))
}

fn login_fields(
    lms: &Lms,
    tool: &Tool,
    user_id: String,
    hint: String,
) -> Vec<(&'static str, String)> {
    let initiation = LoginInitiation {
        issuer: lms.issuer().clone(),
        login_hint: user_id,
        target_link_uri: tool.target_link_uri.clone(),
        message_hint: Some(hint),
        client_id: ClientId::parse(tool.client_id.as_str()).ok(),
        deployment_id: DeploymentId::parse(tool.deployment_id.as_str()).ok(),
        storage_target: None,
    };
    let mut fields = initiation.parameters();
    if lms.config().manners == Manners::Canvas {
        fields.push(("deployment_id", tool.deployment_id.clone()));
        fields.push(("canvas_region", "eu-west-1".to_owned()));
        fields.push(("canvas_environment", "prod".to_owned()));
    }
    fields
}

pub(super) async fn auth_by_get(State(lms): State<Lms>, call: Call) -> Response {
    answer(&lms, call.uri.query().unwrap_or_default().as_bytes())
}

pub(super) async fn auth_by_post(State(lms): State<Lms>, call: Call) -> Response {
    answer(&lms, &call.body)
}

/// Answers an authentication request with a form for the tool, or a page where nothing may be
/// posted (Security Framework 5.1.1.3).
fn answer(lms: &Lms, parameters: &[u8]) -> Response {
    let Ok(request) = AuthenticationRequest::parse(parameters) else {
        return shown("The tool asked in a way that is not understood.");
    };
    let hint = request.message_hint.as_deref().unwrap_or_default();
    let begun = lms.state().launches.take(hint, lms.now());
    let Some(begun) = begun else {
        return unknown_launch(lms, &request);
    };
    let Some(tool) = lms.tool(&begun.client_id) else {
        return shown("The tool is not part of this course any more.");
    };
    match auth::judge(&request, &begun, tool, lms.config().manners) {
        Ok(()) => open(lms, &request, &begun, tool),
        Err(AuthError::Shown(why)) => shown(why),
        Err(AuthError::Posted(code, description)) => refuse(&request, code, description),
    }
}

/// Canvas tells the tool, where it knows the address; Moodle shows a page.
fn unknown_launch(lms: &Lms, request: &AuthenticationRequest) -> Response {
    let manners = lms.config().manners;
    let is_known = |tool| auth::knows_redirect(tool, &request.redirect_uri, manners);
    let tool = lms.tool(&request.client_id);
    if manners == Manners::Canvas && tool.is_some_and(is_known) {
        return refuse(request, "launch_no_longer_valid", "The launch has expired");
    }
    shown("This launch was finished before, or it took too long. Open the course page again.")
}

fn shown(why: &str) -> Response {
    message(404, "This cannot be opened", &[why])
}

fn refuse(request: &AuthenticationRequest, code: &str, description: &str) -> Response {
    post(
        request,
        post_error(code, description, Some(state_of(request))),
    )
}

/// A Moodle posts an empty state where there was none.
fn state_of(request: &AuthenticationRequest) -> &str {
    request.state.as_deref().unwrap_or_default()
}

fn open(lms: &Lms, request: &AuthenticationRequest, begun: &Begun, tool: &Tool) -> Response {
    let message = {
        let state = lms.state();
        let person = state.roster.find(&begun.user_id);
        person.filter(|person| !person.suspended).map(|person| {
            let opening = Opening {
                config: lms.config(),
                ids: lms.ids(),
                tool,
                person,
                gradebook: &state.gradebook,
                target: begun.target,
                nonce: &request.nonce,
                now: lms.timestamp(),
            };
            opening.message()
        })
    };
    match message {
        Some(Ok(message)) => {
            let id_token = message.sign(lms.key());
            post(request, post_back(id_token, Some(state_of(request))))
        }
        Some(Err(wrong)) => shown(&format!("The launch cannot be made: {wrong}.")),
        None => shown("This person is not in the course any more."),
    }
}

fn post(request: &AuthenticationRequest, fields: Vec<(&'static str, String)>) -> Response {
    draw(200, &Post::new(request.redirect_uri.clone(), fields))
}
