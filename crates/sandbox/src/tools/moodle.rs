//! A registration as a Moodle reads and answers it; the refusals are its words.

use serde_json::{Map, Value, json};
use url::Url;

use super::{CONFIGURATION, Refused, choice_uri, custom, privacy, text, texts};
use crate::config::{Tool, ToolKeys};
use lti1p3::scope;

fn refused(word: impl Into<String>) -> Refused {
    Refused(400, word.into())
}

fn required<'v>(said: &'v Value, name: &str) -> Result<&'v Value, Refused> {
    let value = said.get(name).filter(|value| !value.is_null());
    value.ok_or_else(|| refused(format!("missing required attribute {name}")))
}

fn required_text(said: &Value, name: &str) -> Result<String, Refused> {
    required(said, name)?;
    text(said, name).ok_or_else(|| refused(format!("missing required attribute {name}")))
}

/// Reads it in Moodle's order.
pub(super) fn read(said: &Value, client_id: &str, deployment_id: &str) -> Result<Tool, Refused> {
    required(said, "response_types")?;
    let login = required_text(said, "initiate_login_uri")?;
    let redirects = required(said, "redirect_uris")?;
    let name = required_text(said, "client_name")?;
    let keys = required_text(said, "jwks_uri")?;
    let method = required_text(said, "token_endpoint_auth_method")?;
    let configuration = required(said, CONFIGURATION)?;
    let target = target(configuration)?;
    if !texts(said, "response_types").contains(&"id_token".to_owned()) {
        return Err(refused("invalid_response_types"));
    }
    if !redirects.is_array() {
        return Err(refused("invalid_redirect_uris"));
    }
    if method != "private_key_jwt" {
        return Err(refused("invalid_token_endpoint_auth_method"));
    }
    if text(said, "application_type").is_some_and(|kind| kind != "web") {
        return Err(refused("invalid_application_type"));
    }
    let new = Tool::new(client_id, name, login, target.clone(), ToolKeys::At(keys));
    Ok(Tool {
        redirect_uris: texts(said, "redirect_uris"),
        deployment_id: deployment_id.to_owned(),
        choice_uri: choice_uri(configuration, &target),
        custom: custom(configuration),
        privacy: privacy(&texts(configuration, "claims")),
        scopes: Some(granted(&text(said, "scope").unwrap_or_default())),
        description: text(configuration, "description").unwrap_or_default(),
        ..new
    })
}

/// Host and port of the target must be the domain, but for a `www.`.
fn target(configuration: &Value) -> Result<String, Refused> {
    let domain = text(configuration, "domain").ok_or_else(|| refused("missing_domain"))?;
    let target = text(configuration, "target_link_uri");
    let target = target.unwrap_or_else(|| format!("https://{domain}"));
    let of_target = Url::parse(&target).ok().map(|url| host(&url));
    let bare = domain.to_lowercase();
    let bare = bare.strip_prefix("www.").unwrap_or(&bare);
    if of_target.as_deref() != Some(bare) {
        return Err(refused("domain_targetlinkuri_mismatch"));
    }
    Ok(target)
}

fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

/// Any scope of grades switches grades on; managing columns is a setting of its own.
fn granted(asked: &str) -> Vec<String> {
    let asks = |scope: &str| asked.split_whitespace().any(|one| one == scope);
    let grades = [scope::SCORE, scope::RESULT_READ, scope::LINE_ITEM_READ];
    let mut granted = Vec::new();
    if asks(scope::LINE_ITEM) || grades.into_iter().any(asks) {
        granted.extend(grades);
    }
    granted.extend(
        [scope::LINE_ITEM, scope::MEMBERSHIP]
            .into_iter()
            .filter(|one| asks(one)),
    );
    granted.into_iter().map(str::to_owned).collect()
}

/// The answer as it was seen: `claims` lists names and addresses whatever was granted.
pub(super) fn reply(tool: &Tool) -> Value {
    let keys = match &tool.keys {
        ToolKeys::At(address) => address.clone(),
        ToolKeys::Inline(_) => String::new(),
    };
    let messages: Vec<Value> = tool
        .choice_uri
        .iter()
        .map(|target| json!({"type": "LtiDeepLinkingRequest", "target_link_uri": target}))
        .collect();
    let mut reply = Map::new();
    let mut say = |name: &str, value: Value| reply.insert(name.to_owned(), value);
    say("client_id", tool.client_id.as_str().into());
    say("response_types", json!(["id_token"]));
    say("jwks_uri", keys.into());
    say("initiate_login_uri", tool.login_url.as_str().into());
    say("grant_types", json!(["client_credentials", "implicit"]));
    say("redirect_uris", json!(tool.redirect_uris));
    say("application_type", "web".into());
    say("token_endpoint_auth_method", "private_key_jwt".into());
    say("client_name", tool.name.as_str().into());
    say("logo_uri", "".into());
    let scopes = tool.scopes.clone().unwrap_or_default();
    say("scope", scopes.join(" ").into());
    let domain = Url::parse(&tool.target_link_uri).ok();
    say(
        CONFIGURATION,
        json!({
            "version": "1.3.0",
            "deployment_id": tool.deployment_id,
            "target_link_uri": tool.target_link_uri,
            "domain": domain.map_or(String::new(), |url| host(&url)),
            "description": tool.description,
            "messages": messages,
            "custom_parameters": tool.custom,
            "claims": ["sub", "iss", "name", "family_name", "given_name", "email"],
        }),
    );
    Value::Object(reply)
}
