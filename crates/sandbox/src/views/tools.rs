//! Registered tools.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::config::{Tool, ToolKeys};
use crate::lms::State;

/// A tool as `/api/tools.json` lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ToolView {
    /// Its client id.
    pub client_id: String,
    /// What the course page calls it.
    pub name: String,
    /// What it says it is for.
    pub description: String,
    /// Its deployment, which a Canvas does not tell it when it registers.
    pub deployment_id: String,
    /// Whether an administrator has activated it.
    pub is_active: bool,
    /// `initiate_login_uri`.
    pub login_url: String,
    /// Where links lead that say nothing else.
    pub target_link_uri: String,
    /// Where launches may be posted.
    pub redirect_uris: Vec<String>,
    /// Where a choice begins.
    pub choice_uri: Option<String>,
    /// Where its keys are, unless they were given.
    pub jwks_uri: Option<String>,
    /// What it may ask tokens for; none for everything the LMS has.
    pub scopes: Option<Vec<String>>,
    /// Custom parameters of every launch.
    pub custom: BTreeMap<String, String>,
    /// Whether launches tell names.
    pub tells_names: bool,
    /// Whether launches tell addresses.
    pub tells_emails: bool,
}

pub(crate) fn tools(state: &State) -> Vec<ToolView> {
    let active = state.tools.iter().map(|tool| view(tool, true));
    let pending = state.registrations.pending.iter();
    active
        .chain(pending.map(|tool| view(tool, false)))
        .collect()
}

fn view(tool: &Tool, is_active: bool) -> ToolView {
    ToolView {
        client_id: tool.client_id.clone(),
        name: tool.name.clone(),
        description: tool.description.clone(),
        deployment_id: tool.deployment_id.clone(),
        is_active,
        login_url: tool.login_url.clone(),
        target_link_uri: tool.target_link_uri.clone(),
        redirect_uris: tool.redirect_uris.clone(),
        choice_uri: tool.choice_uri.clone(),
        jwks_uri: match &tool.keys {
            ToolKeys::At(address) => Some(address.clone()),
            ToolKeys::Inline(_) => None,
        },
        scopes: tool.scopes.clone(),
        custom: tool.custom.clone(),
        tells_names: tool.privacy.tells_names(),
        tells_emails: tool.privacy.tells_emails(),
    }
}
