//! Launches: the form that begins one, and the address that answers with a signed message.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::Response;
use lti1p3::platform::{AuthenticationRequest, LoginInitiation, post_back, post_error};
use lti1p3::{ClientId, DeploymentId};
use serde::Deserialize;

use super::call::Call;
use super::pages::{draw, message};
use crate::address::ChoiceKey;
use crate::auth::{self, AuthError};
use crate::chance;
use crate::choices::Asked;
use crate::config::{Manners, Tool};
use crate::launches::{Begun, Purpose};
use crate::lms::{Lms, State as Happened};
use crate::opening::{Ask, Opening, Placement, Target};
use crate::page::Post;
use crate::roster::Part;
use crate::signed;

/// The query that opens a tool.
#[derive(Debug, Deserialize)]
pub(super) struct Start {
    /// The client id; the first tool without it.
    tool: Option<String>,
    /// The id of a link that was chosen, instead of a tool.
    link: Option<String>,
    /// The course; the first without it.
    course: Option<u32>,
    /// Who, by user name or id.
    #[serde(rename = "as")]
    who: String,
    /// Anything: the tool gets a window of its own.
    window: Option<String>,
}

/// Third-party initiated login: a form that posts itself to the tool (Security Framework 5.1.1.1).
pub(super) async fn start(State(lms): State<Lms>, Query(start): Query<Start>) -> Response {
    let Some((tool, course, link)) = what(&lms, &start) else {
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
    begin(
        &lms,
        &tool,
        &start.who,
        (course, Purpose::Show(link)),
        target,
    )
}

/// The tool, the course and the link that the query means.
fn what(lms: &Lms, start: &Start) -> Option<(Arc<Tool>, u32, String)> {
    let state = lms.state();
    if let Some(id) = &start.link {
        let link = state.courses.by_id(id)?;
        let tool = state.tool(&link.client_id)?;
        return Some((Arc::clone(tool), link.course, link.id.clone()));
    }
    let tool = match &start.tool {
        Some(client_id) => state.tool(client_id)?,
        None => state.tools.first()?,
    };
    let course = start.course.unwrap_or(1);
    let link = state.courses.own_link(course, &tool.client_id)?;
    Some((Arc::clone(tool), course, link.id.clone()))
}

/// The query that sends a teacher to choose.
#[derive(Debug, Deserialize)]
pub(super) struct Choose {
    tool: String,
    course: Option<u32>,
    #[serde(rename = "as")]
    who: String,
    placement: Option<Placement>,
}

/// Begins a deep linking request: the same way, with another message at its end.
pub(super) async fn choose(State(lms): State<Lms>, Query(choose): Query<Choose>) -> Response {
    let tool = lms
        .tool(&choose.tool)
        .filter(|tool| tool.choice_uri.is_some());
    let places = Placement::of(lms.config().manners);
    let wanted = choose.placement.unwrap_or(places[0].0);
    let is_place = places.iter().any(|(place, _)| *place == wanted);
    let Some(tool) = tool.filter(|_| is_place) else {
        return message(
            404,
            "There is nothing to choose",
            &["The tool offers no choice here."],
        );
    };
    let is_teacher = {
        let state = lms.state();
        let person = state.roster.find(&choose.who);
        person.is_some_and(|person| person.part == Part::Teacher)
    };
    if !is_teacher {
        return message(
            403,
            "This cannot be opened",
            &["Only teachers edit the course."],
        );
    }
    let what = (choose.course.unwrap_or(1), Purpose::Choose(wanted));
    begin(&lms, &tool, &choose.who, what, Target::Frame)
}

fn begin(lms: &Lms, tool: &Tool, who: &str, what: (u32, Purpose), target: Target) -> Response {
    match begun(lms, tool, who, what, target) {
        Ok(page) => draw(200, &page),
        Err(wrong) => message(403, "This cannot be opened", &[&wrong]),
    }
}

fn begun(
    lms: &Lms,
    tool: &Tool,
    who: &str,
    (course, purpose): (u32, Purpose),
    target: Target,
) -> Result<Post, String> {
    let mut state = lms.state();
    let Some(person) = state.roster.find(who) else {
        return Err(format!("Nobody called {who} is in this course."));
    };
    if person.suspended {
        return Err(format!("{} is suspended.", person.shown()));
    }
    let user_id = person.id.clone();
    let target_link_uri = leads_to(&state, tool, course, &purpose);
    let begun = Begun {
        client_id: tool.client_id.clone(),
        user_id: user_id.clone(),
        course,
        purpose,
        target,
        at: lms.now(),
    };
    let hint = state
        .launches
        .begin(begun, &lms.quirks(), &chance::secret());
    let fields = login_fields(lms, tool, (user_id, hint), target_link_uri);
    Ok(Post::new(tool.login_url.clone(), fields))
}

fn leads_to(state: &Happened, tool: &Tool, course: u32, purpose: &Purpose) -> String {
    let own = match purpose {
        Purpose::Show(id) => {
            let link = state.courses.link(course, &tool.client_id, id);
            link.and_then(|link| link.url.clone())
        }
        Purpose::Choose(_) => tool.choice_uri.clone(),
    };
    own.unwrap_or_else(|| tool.target_link_uri.clone())
}

fn login_fields(
    lms: &Lms,
    tool: &Tool,
    (user_id, hint): (String, String),
    target_link_uri: String,
) -> Vec<(&'static str, String)> {
    let initiation = LoginInitiation {
        issuer: lms.issuer().clone(),
        login_hint: user_id,
        target_link_uri,
        message_hint: Some(hint),
        client_id: ClientId::parse(tool.client_id.as_str()).ok(),
        deployment_id: DeploymentId::parse(tool.deployment_id.as_str()).ok(),
        storage_target: storage_target(lms),
    };
    let mut fields = initiation.parameters();
    if lms.config().manners == Manners::Canvas {
        fields.push(("deployment_id", tool.deployment_id.clone()));
        fields.push(("canvas_region", "eu-west-1".to_owned()));
        fields.push(("canvas_environment", "prod".to_owned()));
    }
    fields
}

/// The frame that keeps things for tools, where there is one.
fn storage_target(lms: &Lms) -> Option<String> {
    let quirks = lms.quirks();
    let frame = if quirks.storage_in_parent {
        "_parent"
    } else {
        "post_message_forwarding"
    };
    let is_offered = quirks.platform_storage || quirks.storage_in_parent;
    is_offered.then(|| frame.to_owned())
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
    if lms.faults().down {
        return message(503, "This LMS is being repaired", &["Come back tomorrow."]);
    }
    let Ok(request) = AuthenticationRequest::parse(parameters) else {
        return shown("The tool asked in a way that is not understood.");
    };
    let quirks = lms.quirks();
    let is_reposted = url::form_urlencoded::parse(parameters).any(|(name, _)| name == "repost");
    if quirks.repost_page && !is_reposted {
        return repost(lms, parameters);
    }
    let hint = request.message_hint.as_deref().unwrap_or_default();
    let once = quirks.single_use_hint;
    let begun = lms.state().launches.take(hint, lms.now(), once);
    let Some(begun) = begun else {
        return unknown_launch(lms, &request);
    };
    let Some(tool) = lms.tool(&begun.client_id) else {
        return shown("The tool is not part of this course any more.");
    };
    match auth::judge(&request, &begun, &tool, (lms.config().manners, &quirks)) {
        Ok(()) => open(lms, &request, &begun, &tool),
        Err(AuthError::Shown(why)) => shown(why),
        Err(AuthError::Posted(code, description)) => refuse(&request, code, description),
    }
}

/// A page that posts the same request again, so that the browser sends the LMS's own cookie along.
fn repost(lms: &Lms, parameters: &[u8]) -> Response {
    let pairs = url::form_urlencoded::parse(parameters).into_owned();
    let mut fields: Vec<(String, String)> = pairs.collect();
    fields.push(("repost".to_owned(), "true".to_owned()));
    draw(200, &Post::again(lms.addresses().auth(), fields))
}

/// Canvas tells the tool, where it knows the address; Moodle shows a page.
fn unknown_launch(lms: &Lms, request: &AuthenticationRequest) -> Response {
    let quirks = lms.quirks();
    let tool = lms.tool(&request.client_id);
    let is_known =
        tool.is_some_and(|tool| auth::knows_redirect(&tool, &request.redirect_uri, &quirks));
    if is_known && !quirks.shows_bad_requests {
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
    let return_url = match begun.purpose {
        Purpose::Show(_) => None,
        Purpose::Choose(placement) => Some(ask(lms, begun, tool, placement)),
    };
    match signed(lms, request, begun, tool, return_url.as_deref()) {
        Ok(id_token) => {
            let mut fields = post_back(id_token, Some(state_of(request)));
            fields.extend(storage_target(lms).map(|target| ("lti_storage_target", target)));
            post(request, fields)
        }
        Err(why) => shown(&why),
    }
}

fn signed(
    lms: &Lms,
    request: &AuthenticationRequest,
    begun: &Begun,
    tool: &Tool,
    return_url: Option<&str>,
) -> Result<String, String> {
    let scopes = lms.scopes_of(tool);
    let state = lms.state();
    let gone = |what: &str| format!("This {what} is not in the course any more.");
    let person = state.roster.find(&begun.user_id);
    let person = person.filter(|person| !person.suspended);
    let ask = match (&begun.purpose, return_url) {
        (Purpose::Choose(placement), Some(return_url)) => Some(Ask::Choose {
            placement: *placement,
            return_url,
        }),
        (Purpose::Show(id), _) => {
            let link = state.courses.link(begun.course, &begun.client_id, id);
            link.map(Ask::Show)
        }
        (Purpose::Choose(_), None) => None,
    };
    let opening = Opening {
        manners: lms.config().manners,
        quirks: lms.quirks(),
        addresses: lms.addresses(),
        issuer: lms.issuer(),
        guid: lms.guid(),
        scopes: &scopes,
        tool,
        course: state.courses.course(begun.course).ok_or(gone("course"))?,
        ask: ask.ok_or(gone("link"))?,
        person: person.ok_or(gone("person"))?,
        gradebook: &state.gradebook,
        target: begun.target,
        nonce: &request.nonce,
        now: lms.timestamp(),
    };
    let message = opening.message();
    let message = message.map_err(|wrong| format!("The launch cannot be made: {wrong}."))?;
    Ok(message.sign(&lms.key()))
}

/// Remembers the question and gives the address for its answer.
fn ask(lms: &Lms, begun: &Begun, tool: &Tool, placement: Placement) -> String {
    let now = lms.now();
    let secret = chance::secret();
    let key = if lms.quirks().choice_data_in_address {
        let data = serde_json::json!({
            "jti": secret, "placement": placement.word(), "context_id": begun.course,
            "iat": now / 1000, "exp": now / 1000 + 3600,
        });
        signed::signed(&lms.key(), &data)
    } else {
        secret
    };
    let address = {
        let key = if lms.quirks().choice_data_in_address {
            ChoiceKey::Data(&key)
        } else {
            ChoiceKey::Session(&key)
        };
        lms.addresses().choice_return(begun.course, tool, key)
    };
    let mut state = lms.state();
    let who = state.roster.find(&begun.user_id);
    let who = who.map_or(String::new(), |person| person.username.clone());
    let asked = Asked {
        client_id: begun.client_id.clone(),
        course: begun.course,
        who,
        placement,
        at: now,
    };
    state.choices.ask(key, asked);
    address
}

fn post(request: &AuthenticationRequest, fields: Vec<(&'static str, String)>) -> Response {
    draw(200, &Post::new(request.redirect_uri.clone(), fields))
}
