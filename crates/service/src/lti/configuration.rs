//! What an administrator pastes into an LMS, from the same constants the routes are mounted by.
//! `lti-config/` holds it for an example origin; a test fails when that is stale.

use axum::{Json, extract::State};
use lti1p3::scope;
use serde_json::{Value, json};

use crate::{app::App, lti::launch::REDIRECT_PATH};

/// Where a platform begins a login.
pub(crate) const LOGIN_PATH: &str = "/lti/login";

/// Where the tool's keys are.
pub(crate) const KEYS_PATH: &str = "/lti/jwks.json";

/// What the tool is called in an LMS.
pub const NAME: &str = "Peer mentoring";

/// One sentence about it.
pub const DESCRIPTION: &str = "Peer mentoring for this course: groups, training and help.";

/// What the tool asks a platform to allow.
pub const SCOPES: [&str; 5] = [
    scope::MEMBERSHIP,
    scope::LINE_ITEM,
    scope::LINE_ITEM_READ,
    scope::RESULT_READ,
    scope::SCORE,
];

/// What the tool wants to be told of a person; not their e-mail address.
pub(crate) const CLAIMS: [&str; 5] = ["iss", "sub", "name", "given_name", "family_name"];

/// The configuration Canvas reads for a developer key.
pub fn canvas(origin: &str) -> Value {
    let target = format!("{origin}{REDIRECT_PATH}");
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    json!({
        "title": NAME,
        "description": DESCRIPTION,
        "oidc_initiation_url": format!("{origin}{LOGIN_PATH}"),
        "target_link_uri": target,
        "redirect_uris": [target],
        "public_jwk_url": format!("{origin}{KEYS_PATH}"),
        "scopes": SCOPES,
        "extensions": [{
            "platform": "canvas.instructure.com",
            "domain": host,
            "tool_id": "alongside",
            "privacy_level": "public",
            "settings": {
                "platform": "canvas.instructure.com",
                "text": NAME,
                "placements": [{
                    "placement": "course_navigation",
                    "message_type": "LtiResourceLinkRequest",
                    "target_link_uri": target,
                    "text": NAME,
                    "default": "disabled",
                    "visibility": "members"
                }, {
                    "placement": "assignment_selection",
                    "message_type": "LtiDeepLinkingRequest",
                    "target_link_uri": target,
                    "text": NAME
                }, {
                    "placement": "link_selection",
                    "message_type": "LtiDeepLinkingRequest",
                    "target_link_uri": target,
                    "text": NAME
                }]
            }
        }]
    })
}

/// What to type into Moodle's form for a tool: the name of each field, and its value.
pub(crate) fn moodle_fields(origin: &str) -> [(&'static str, String); 14] {
    [
        ("Tool name", NAME.to_owned()),
        ("Tool URL", format!("{origin}{REDIRECT_PATH}")),
        ("LTI version", "LTI 1.3".to_owned()),
        ("Public key type", "Keyset URL".to_owned()),
        ("Public keyset", format!("{origin}{KEYS_PATH}")),
        ("Initiate login URL", format!("{origin}{LOGIN_PATH}")),
        ("Redirection URI(s)", format!("{origin}{REDIRECT_PATH}")),
        (
            "Tool configuration usage",
            "Show in activity chooser and as a preconfigured tool".to_owned(),
        ),
        (
            "Supports Deep Linking (Content-Item Message)",
            "Yes; the content selection URL stays empty".to_owned(),
        ),
        (
            "Default launch container",
            "Embed, without blocks".to_owned(),
        ),
        (
            "IMS LTI Assignment and Grade Services",
            "Use this service for grade sync and column management".to_owned(),
        ),
        (
            "IMS LTI Names and Role Provisioning",
            "Use this service to retrieve members' information as per privacy settings".to_owned(),
        ),
        ("Share launcher's name with tool", "Always".to_owned()),
        (
            "Share launcher's email with tool",
            "Never: the tool does not read it".to_owned(),
        ),
    ]
}

/// The same as Markdown, with what to do before and after.
pub fn moodle(origin: &str) -> String {
    let rows = moodle_fields(origin);
    let rows = rows.map(|(field, value)| format!("| {field} | `{value}` |"));
    let table = rows.join("\n");
    format!(
        "# Alongside in Moodle\n\n\
         For {origin}. Site administration, then Plugins, External tool, Manage tools, \
         *configure a tool manually*. Type these values; leave what is not named here as it is.\n\n\
         | Field | Value |\n| --- | --- |\n{table}\n\n\
         After saving, open *View configuration details* of the tool and register the platform on \
         the host with what it shows:\n\n\
         ```\n\
         sudo alongsidectl platform add --name \"Our Moodle\" \\\n  \
         --issuer PLATFORM_ID --client-id CLIENT_ID --deployment-id DEPLOYMENT_ID \\\n  \
         --auth-url AUTHENTICATION_REQUEST_URL --token-url ACCESS_TOKEN_URL --jwks-url PUBLIC_KEYSET_URL\n\
         ```\n"
    )
}

/// `GET /lti/canvas.json`: the configuration of this very service.
pub(crate) async fn get(State(app): State<App>) -> Json<Value> {
    Json(canvas(&app.origin()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = "https://mentoring.example.ac.uk";

    /// Writes the file anew where `UPDATE` is set, so that a change here is one command away.
    fn check(name: &str, expected: &str) {
        let path = format!("{}/../../lti-config/{name}", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, expected).unwrap();
        }
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(
            found, expected,
            "lti-config/{name} is stale: run the tests with UPDATE=1"
        );
    }

    #[test]
    fn the_canvas_file_is_what_the_service_says() {
        let mut configuration = canvas(EXAMPLE);
        // Other packages of a build may ask serde_json to keep the order of insertion.
        configuration.sort_all_objects();
        let text = serde_json::to_string_pretty(&configuration).unwrap() + "\n";
        check("canvas.json", &text);
    }

    #[test]
    fn the_moodle_page_is_what_the_service_says() {
        check("moodle.md", &moodle(EXAMPLE));
    }
}
