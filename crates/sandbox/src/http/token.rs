//! Access tokens (Security Framework 4.1) and the LMS's own key set.

use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, Response as Reply, header};
use axum::response::{IntoResponse, Response};
use lti1p3::ClientId;
use lti1p3::platform::{Assertion, AssertionRequest, ExpectedAssertion, Grant, TokenRefusal};

use super::answer::{No, text, trouble};
use super::call::Call;
use crate::chance;
use crate::config::Tool;
use crate::faults::Service;
use crate::grants;
use crate::lms::Lms;
use crate::signed::unchecked;
use crate::tool_keys;

/// What Moodle calls everything it sends here.
const PAGE: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
/// The clock difference that is forgiven.
const LEEWAY: Duration = Duration::from_mins(1);

pub(super) async fn keys(State(lms): State<Lms>, call: Call) -> Response {
    if let Err(no) = trouble(&lms, Service::Keys).await {
        return no.answer(&lms, &call);
    }
    let media_type = "application/json";
    let keys = lms.keys();
    let keys = lti1p3::keys::render(&keys);
    ([(header::CONTENT_TYPE, media_type)], keys).into_response()
}

pub(super) async fn give(State(lms): State<Lms>, call: Call) -> Response {
    if let Err(no) = trouble(&lms, Service::Token).await {
        return no.answer(&lms, &call);
    }
    match grant(&lms, &call).await {
        Ok(grant) => sent(&lms, granted(&lms, &grant)),
        Err(NoToken::Refused(refusal)) => refused(&lms, refusal),
        Err(NoToken::NoKeys) => No::Page(404).answer(&lms, &call),
    }
}

/// Why a tool gets no token.
enum NoToken {
    Refused(TokenRefusal),
    /// The tool's keys cannot be had: a Moodle shows a page.
    NoKeys,
}

impl From<TokenRefusal> for NoToken {
    fn from(refusal: TokenRefusal) -> Self {
        Self::Refused(refusal)
    }
}

async fn grant(lms: &Lms, call: &Call) -> Result<Grant, NoToken> {
    if call.content_type() != "application/x-www-form-urlencoded" {
        return Err(TokenRefusal::new("invalid_request", "the body must be a form").into());
    }
    let request = AssertionRequest::parse(&call.body)?;
    let unknown = TokenRefusal::new("invalid_client", "unknown client");
    let tool = request
        .client_id()
        .and_then(|id| lms.tool(id))
        .ok_or(unknown)?;
    let assertion = verify(lms, call, &tool, &request).await?;
    refuse_deployment(lms, &tool, assertion.deployment_id.as_deref())?;
    let scopes = lms.scopes_of(&tool).into_iter();
    let scopes: Vec<&str> = scopes
        .filter(|scope| request.scopes.iter().any(|asked| asked == scope))
        .collect();
    if scopes.is_empty() {
        return Err(TokenRefusal::new("invalid_scope", "no known scope").into());
    }
    let now = lms.now();
    let mut state = lms.state();
    let ends = assertion.expires_at + LEEWAY;
    let first = lms.quirks().careless_assertions
        || state
            .grants
            .use_once(&tool.client_id, &assertion.jti, ends.as_millisecond(), now);
    if !first {
        return Err(TokenRefusal::new("invalid_client", "the jti was used before").into());
    }
    let token = chance::secret();
    state.grants.give(&token, &tool.client_id, &scopes, now);
    Ok(Grant {
        access_token: token,
        expires_in: grants::LIFETIME,
        scopes: scopes.iter().map(|&scope| scope.to_owned()).collect(),
    })
}

fn refuse_deployment(lms: &Lms, tool: &Tool, named: Option<&str>) -> Result<(), TokenRefusal> {
    let is_named = named == Some(&*tool.deployment_id);
    let is_right = is_named || !lms.quirks().wants_deployment;
    let refusal = TokenRefusal::new("invalid_request", "deployment_id is missing or another's");
    is_right.then_some(()).ok_or(refusal)
}

/// `aud` as the assertion has it, whatever it is.
fn audience_of(call: &Call) -> Option<String> {
    let mut fields = url::form_urlencoded::parse(&call.body);
    let (_, assertion) = fields.find(|(name, _)| name == "client_assertion")?;
    unchecked(&assertion, 1, "aud")
}

async fn verify(
    lms: &Lms,
    call: &Call,
    tool: &Tool,
    request: &AssertionRequest,
) -> Result<Assertion, NoToken> {
    let keys = tool_keys::of(lms, tool, request.key_id()).await;
    let keys = keys.map_err(|_| NoToken::NoKeys)?;
    let client_id = ClientId::parse(tool.client_id.as_str());
    let client_id = client_id.map_err(|_| TokenRefusal::new("invalid_client", "unknown client"))?;
    let audience = lms.addresses().token();
    let quirks = lms.quirks();
    let with_slash = format!("{audience}/");
    let said = audience_of(call).filter(|_| quirks.careless_assertions);
    let mut audiences = vec![audience.as_str()];
    audiences.extend(said.as_deref());
    if !quirks.exact_audience {
        audiences.push(&with_slash);
    }
    let assertion = request.verify(&ExpectedAssertion {
        client_id: &client_id,
        audiences: &audiences,
        keys: &keys,
        now: lms.timestamp(),
        leeway: LEEWAY,
    })?;
    Ok(assertion)
}

/// The reply, with the token's life as a text where numbers come so.
fn granted(lms: &Lms, grant: &Grant) -> Reply<Vec<u8>> {
    let reply = grant.reply();
    if !lms.quirks().numbers_as_texts {
        return reply;
    }
    reply.map(|body| {
        let mut body: serde_json::Value = serde_json::from_slice(&body).unwrap_or_default();
        body["expires_in"] = grant.expires_in.to_string().into();
        body.to_string().into_bytes()
    })
}

/// Moodle sends its JSON as a page.
fn sent(lms: &Lms, reply: Reply<Vec<u8>>) -> Response {
    let mut response = reply.map(Body::from);
    if lms.quirks().html_token_replies {
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, PAGE);
    }
    response
}

/// Moodle writes what its library said between quotes, escaped or not: about a key it is not JSON.
fn refused(lms: &Lms, refusal: TokenRefusal) -> Response {
    if lms.quirks().broken_token_errors && refusal.description.contains("signature") {
        let body = r#"{"error" : ""kid" invalid, unable to lookup correct key"}"#;
        return text(400, PAGE, body.to_owned());
    }
    sent(lms, refusal.reply())
}
