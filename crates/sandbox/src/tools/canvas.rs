//! A registration as a Canvas reads and answers it.

use lti1p3::scope;
use serde_json::Value;

use super::{CONFIGURATION, Refused, choice_uri, custom, privacy, text, texts};
use crate::config::{Tool, ToolKeys};

fn refused(words: impl Into<String>) -> Refused {
    Refused(422, words.into())
}

/// Scopes that this platform knows; any other refuses the whole registration.
const KNOWN: [&str; 5] = [
    scope::MEMBERSHIP,
    scope::LINE_ITEM,
    scope::LINE_ITEM_READ,
    scope::RESULT_READ,
    scope::SCORE,
];

pub(super) fn read(said: &Value, client_id: &str, deployment_id: &str) -> Result<Tool, Refused> {
    let needs = |name: &str| text(said, name).ok_or_else(|| refused(format!("{name} is required")));
    let grants = texts(said, "grant_types");
    for needed in ["client_credentials", "implicit"] {
        if !grants.iter().any(|grant| grant == needed) {
            return Err(refused(format!("grant_types must hold {needed}")));
        }
    }
    if !texts(said, "response_types").contains(&"id_token".to_owned()) {
        return Err(refused("response_types must hold id_token"));
    }
    if needs("application_type")? != "web" {
        return Err(refused("application_type must be web"));
    }
    if needs("token_endpoint_auth_method")? != "private_key_jwt" {
        return Err(refused(
            "token_endpoint_auth_method must be private_key_jwt",
        ));
    }
    let redirects = texts(said, "redirect_uris");
    if redirects.is_empty() {
        return Err(refused("redirect_uris is required"));
    }
    let configuration = said
        .get(CONFIGURATION)
        .ok_or_else(|| refused("lti-tool-configuration is required"))?;
    let target = text(configuration, "target_link_uri");
    let target = target.ok_or_else(|| refused("target_link_uri is required"))?;
    let (name, login) = (needs("client_name")?, needs("initiate_login_uri")?);
    let keys = ToolKeys::At(needs("jwks_uri")?);
    Ok(Tool {
        redirect_uris: redirects,
        deployment_id: deployment_id.to_owned(),
        choice_uri: choice_uri(configuration, &target),
        custom: custom(configuration),
        privacy: privacy(&texts(configuration, "claims")),
        scopes: Some(scopes(said)?),
        description: text(configuration, "description").unwrap_or_default(),
        ..Tool::new(client_id, name, login, target, keys)
    })
}

fn scopes(said: &Value) -> Result<Vec<String>, Refused> {
    let asked = text(said, "scope").unwrap_or_default();
    let asked: Vec<String> = asked.split_whitespace().map(str::to_owned).collect();
    match asked.iter().find(|scope| !KNOWN.contains(&&***scope)) {
        Some(unknown) => Err(refused(format!("scope {unknown} is not known"))),
        None => Ok(asked),
    }
}

/// What came, with the name that the tool has from now on, and no deployment.
pub(super) fn reply(tool: &Tool, body: &[u8]) -> Value {
    let mut said: Value = serde_json::from_slice(body).unwrap_or_default();
    said["client_id"] = tool.client_id.as_str().into();
    said
}
