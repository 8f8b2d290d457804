//! Tools that register themselves by one address (LTI Dynamic Registration 1.0).

mod canvas;
mod moodle;

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;

use crate::config::{Manners, Privacy, Tool};

/// How long an invitation is good, in seconds.
pub(crate) const LIFETIME: i64 = 3600;
/// The most invitations that are open at once.
const MOST: usize = 1000;

/// What an administrator began by entering a tool's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Invited {
    /// What the tool will be called, or is called already.
    pub(crate) client_id: String,
    /// Whether it renews what is registered.
    pub(crate) is_update: bool,
    /// Milliseconds.
    pub(crate) at: i64,
}

/// Invitations, and registrations that wait for an administrator.
#[derive(Clone, Debug, Default)]
pub(crate) struct Registrations {
    invited: HashMap<String, Invited>,
    pub(crate) pending: Vec<Arc<Tool>>,
}

impl Registrations {
    pub(crate) fn invite(&mut self, token: String, invited: Invited) {
        let now = invited.at;
        self.invited.retain(|_, one| now - one.at < LIFETIME * 1000);
        if self.invited.len() >= MOST {
            self.invited.clear();
        }
        self.invited.insert(token, invited);
    }

    /// The invitation of a token, while it is good.
    pub(crate) fn find(&self, token: &str, now: i64) -> Option<&Invited> {
        let invited = self.invited.get(token)?;
        (now - invited.at < LIFETIME * 1000).then_some(invited)
    }
}

/// Why a registration is refused: a status and a word or a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused(pub(crate) u16, pub(crate) String);

/// Reads what a tool says of itself, as this platform reads it.
pub(crate) fn read(
    manners: Manners,
    body: &[u8],
    client_id: &str,
    deployment_id: &str,
) -> Result<Tool, Refused> {
    let said: Value =
        serde_json::from_slice(body).map_err(|_| Refused(400, "invalid_json".to_owned()))?;
    match manners {
        Manners::Moodle => moodle::read(&said, client_id, deployment_id),
        Manners::Canvas => canvas::read(&said, client_id, deployment_id),
    }
}

/// What the platform makes of it.
pub(crate) fn reply(manners: Manners, tool: &Tool, body: &[u8]) -> Value {
    match manners {
        Manners::Moodle => moodle::reply(tool),
        Manners::Canvas => canvas::reply(tool, body),
    }
}

const CONFIGURATION: &str = "https://purl.imsglobal.org/spec/lti-tool-configuration";

fn text(value: &Value, name: &str) -> Option<String> {
    let text = value.get(name)?.as_str()?;
    (!text.is_empty()).then(|| text.to_owned())
}

fn texts(value: &Value, name: &str) -> Vec<String> {
    let list = value.get(name).and_then(Value::as_array);
    let list = list.into_iter().flatten();
    list.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Where a choice begins, if the tool takes the message: its own address or the tool's.
fn choice_uri(configuration: &Value, target: &str) -> Option<String> {
    let messages = configuration.get("messages").and_then(Value::as_array)?;
    let is_choice = |message: &&Value| message["type"] == "LtiDeepLinkingRequest";
    let message = messages.iter().find(is_choice)?;
    Some(text(message, "target_link_uri").unwrap_or_else(|| target.to_owned()))
}

/// Names and addresses are told to a tool that asks for any claim of them, or never.
fn privacy(claims: &[String]) -> Privacy {
    let asks = |names: &[&str]| claims.iter().any(|claim| names.contains(&&**claim));
    let names = asks(&["name", "given_name", "family_name"]);
    match (names, asks(&["email"])) {
        (true, true) => Privacy::Named,
        (true, false) => Privacy::NameOnly,
        (false, true) => Privacy::EmailOnly,
        (false, false) => Privacy::Anonymous,
    }
}

fn custom(configuration: &Value) -> std::collections::BTreeMap<String, String> {
    let custom = configuration.get("custom_parameters");
    let custom = custom.and_then(Value::as_object).into_iter().flatten();
    custom
        .map(|(name, value)| {
            let value = value.as_str().map_or(value.to_string(), str::to_owned);
            (name.clone(), value)
        })
        .collect()
}

#[cfg(test)]
mod tests;
