//! What a tool says of itself, and what the platform makes of it (3.5).

use http::header::CONTENT_TYPE;
use http::{Request, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use url::Url;

use super::{Configuration, Invitation};
use crate::claims::{Custom, lenient};
use crate::ids::{ClientId, DeploymentId};
use crate::reply::{self, ServiceError};

/// A tool's registration (3.5.1).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ToolRegistration {
    /// Always `web`.
    pub application_type: String,
    /// Always `implicit` and `client_credentials`.
    pub grant_types: Vec<String>,
    /// Always `id_token`.
    pub response_types: Vec<String>,
    /// Always `private_key_jwt`.
    pub token_endpoint_auth_method: String,
    /// What people call the tool.
    pub client_name: String,
    /// Where a launch begins.
    #[serde(deserialize_with = "lenient::required_url")]
    pub initiate_login_uri: Url,
    /// Where launches are posted. Moodle compares them letter by letter.
    pub redirect_uris: Vec<Url>,
    /// Where the tool publishes its keys.
    #[serde(deserialize_with = "lenient::required_url")]
    pub jwks_uri: Url,
    /// Its picture.
    #[serde(
        default,
        deserialize_with = "lenient::url",
        skip_serializing_if = "Option::is_none"
    )]
    pub logo_uri: Option<Url>,
    /// Its page for people.
    #[serde(
        default,
        deserialize_with = "lenient::url",
        skip_serializing_if = "Option::is_none"
    )]
    pub client_uri: Option<Url>,
    /// Its privacy notice.
    #[serde(
        default,
        deserialize_with = "lenient::url",
        skip_serializing_if = "Option::is_none"
    )]
    pub policy_uri: Option<Url>,
    /// What it will ask tokens for, with spaces between.
    #[serde(default)]
    pub scope: String,
    /// The part that is LTI.
    #[serde(rename = "https://purl.imsglobal.org/spec/lti-tool-configuration")]
    pub tool: ToolConfiguration,
    /// Everything else, as it came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// The part of a registration that is LTI (3.5.2).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ToolConfiguration {
    /// Host and port of the tool. Moodle compares it with that of `target_link_uri`.
    pub domain: String,
    /// Where a link leads that says nothing else.
    #[serde(deserialize_with = "lenient::required_url")]
    pub target_link_uri: Url,
    /// What the tool is for.
    #[serde(
        default,
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub description: Option<String>,
    /// What it wants to be told of a person. Moodle tells all of the name or none of it.
    #[serde(default, deserialize_with = "lenient::texts")]
    pub claims: Vec<String>,
    /// The messages it takes.
    #[serde(default)]
    pub messages: Vec<MessageSupport>,
    /// Custom parameters of every launch.
    #[serde(default, skip_serializing_if = "Custom::is_empty")]
    pub custom_parameters: Custom,
    /// The deployment, in a platform's reply alone.
    #[serde(
        default,
        deserialize_with = "lenient::verbatim",
        skip_serializing_if = "Option::is_none"
    )]
    pub deployment_id: Option<String>,
    /// Everything else, as it came: extensions of Canvas begin with `https://canvas.instructure.com/lti/`.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// A message that a tool takes (3.5.3).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MessageSupport {
    /// Such as `LtiDeepLinkingRequest`.
    #[serde(rename = "type")]
    pub message_type: String,
    /// Where it leads, if not to the tool's own address.
    #[serde(
        deserialize_with = "lenient::url",
        skip_serializing_if = "Option::is_none"
    )]
    pub target_link_uri: Option<Url>,
    /// What the link says.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub label: Option<String>,
    /// Where in the platform it is offered.
    #[serde(
        deserialize_with = "lenient::texts",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub placements: Vec<String>,
    /// Everything else, as it came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

impl ToolRegistration {
    /// A tool that is launched at `target`, with what every registration must have. Fill in the
    /// rest.
    pub fn new(name: &str, target: Url, login: Url, redirect: Url, jwks: Url) -> Self {
        let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        Self {
            application_type: "web".to_owned(),
            grant_types: texts(&["client_credentials", "implicit"]),
            response_types: texts(&["id_token"]),
            token_endpoint_auth_method: "private_key_jwt".to_owned(),
            client_name: name.to_owned(),
            initiate_login_uri: login,
            redirect_uris: vec![redirect],
            jwks_uri: jwks,
            logo_uri: None,
            client_uri: None,
            policy_uri: None,
            scope: String::new(),
            tool: ToolConfiguration {
                domain: domain(&target),
                target_link_uri: target,
                description: None,
                claims: texts(&["iss", "sub"]),
                messages: Vec::new(),
                custom_parameters: Custom::default(),
                deployment_id: None,
                other: Map::new(),
            },
            other: Map::new(),
        }
    }

    /// Sends it to the platform that was asked for its configuration (3.5.1).
    pub fn request(
        &self,
        invitation: &Invitation,
        configuration: &Configuration,
    ) -> Result<Request<Vec<u8>>, ServiceError> {
        let body = serde_json::to_vec(self).map_err(|_| ServiceError::Unsendable)?;
        let address = configuration.registration_endpoint.as_str();
        let builder = Request::post(address).header(CONTENT_TYPE, "application/json");
        invitation.request(builder, body)
    }
}

/// Host and port, as they stand in an address.
fn domain(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

/// What a tool is called at a platform from now on (3.5.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// The tool.
    pub client_id: ClientId,
    /// Its deployment, where the platform makes one at once: Moodle does, Canvas does not.
    pub deployment_id: Option<DeploymentId>,
    /// What tokens may be asked for, if it says; it may be less than was wanted.
    pub scopes: Vec<String>,
}

/// Reads the reply to [`ToolRegistration::request`]. A refusal is
/// [`ServiceError::Refused`] with the platform's word for it, such as `token_already_used`.
pub fn read_registered(response: &Response<Vec<u8>>) -> Result<Registered, ServiceError> {
    #[derive(Deserialize)]
    struct Reply {
        #[serde(default, deserialize_with = "lenient::verbatim")]
        client_id: Option<String>,
        #[serde(default, deserialize_with = "lenient::text")]
        scope: Option<String>,
        #[serde(
            rename = "https://purl.imsglobal.org/spec/lti-tool-configuration",
            default
        )]
        tool: Map<String, Value>,
    }
    let mut reply: Reply = reply::json(response)?;
    let unreadable = |what: &str| ServiceError::Unreadable(what.to_owned());
    let client_id = ClientId::parse(reply.client_id.unwrap_or_default())
        .map_err(|_| unreadable("no client_id"))?;
    let deployment_id = reply
        .tool
        .remove("deployment_id")
        .and_then(lenient::text_of);
    Ok(Registered {
        client_id,
        deployment_id: deployment_id
            .map(DeploymentId::parse)
            .transpose()
            .map_err(|_| unreadable("deployment_id"))?,
        scopes: reply
            .scope
            .map(|scope| scope.split_whitespace().map(str::to_owned).collect())
            .unwrap_or_default(),
    })
}
