//! The message that launches a tool, as a platform makes it (Core 5).

use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::claims::{
    Context, Custom, GradeService, Lis, NamesService, Person, Presentation, ToolPlatform, name,
};
use crate::ids::{ClientId, DeploymentId, Issuer, Nonce, Subject};
use crate::keys::SigningKey;
use crate::launch::Message;
use crate::role::Roles;

/// A launch to be signed. [`LaunchMessage::new`] takes what every launch must have;
/// fill in the rest.
#[derive(Clone, Debug)]
pub struct LaunchMessage {
    /// The platform.
    pub issuer: Issuer,
    /// The tool.
    pub client_id: ClientId,
    /// The deployment.
    pub deployment_id: DeploymentId,
    /// The person.
    pub subject: Subject,
    /// The nonce of the tool's authentication request.
    pub nonce: Nonce,
    /// When it is made.
    pub issued_at: Timestamp,
    /// How long it is good: 60 s on Moodle, an hour on Canvas.
    pub life: Duration,
    /// Where in the tool it leads.
    pub target_link_uri: String,
    /// What it asks for: the link that was followed, or a choice.
    pub message: Message,
    /// The person's roles.
    pub roles: Roles,
    /// The course.
    pub context: Option<Context>,
    /// Name and so on, as far as they are to be known.
    pub person: Person,
    /// Numbers of a student information system.
    pub lis: Lis,
    /// Custom parameters.
    pub custom: Custom,
    /// How the tool is shown.
    pub presentation: Presentation,
    /// The platform as a product.
    pub tool_platform: ToolPlatform,
    /// The grade service, where offered.
    pub grades: Option<GradeService>,
    /// The member list, where offered.
    pub names: Option<NamesService>,
    /// Further claims. They are put in last and replace others of the same name: the way to play a
    /// platform with manners of its own.
    pub other: Map<String, Value>,
}

impl LaunchMessage {
    /// A launch with what is required (Core 5.3), good for a minute.
    #[expect(
        clippy::too_many_arguments,
        reason = "each is required, and each has a type of its own"
    )]
    pub fn new(
        issuer: Issuer,
        client_id: ClientId,
        deployment_id: DeploymentId,
        subject: Subject,
        nonce: Nonce,
        issued_at: Timestamp,
        target_link_uri: String,
        message: impl Into<Message>,
    ) -> Self {
        Self {
            issuer,
            client_id,
            deployment_id,
            subject,
            nonce,
            issued_at,
            life: Duration::from_mins(1),
            target_link_uri,
            message: message.into(),
            roles: Roles::default(),
            context: None,
            person: Person::default(),
            lis: Lis::default(),
            custom: Custom::default(),
            presentation: Presentation::default(),
            tool_platform: ToolPlatform::default(),
            grades: None,
            names: None,
            other: Map::new(),
        }
    }

    /// The claims. Optional parts that say nothing are left out.
    pub fn claims(&self) -> Map<String, Value> {
        let mut claims = self.required();
        add(&mut claims, name::CONTEXT, &self.context);
        add(&mut claims, name::LIS, &self.lis);
        add(&mut claims, name::CUSTOM, &self.custom);
        add(&mut claims, name::LAUNCH_PRESENTATION, &self.presentation);
        add(&mut claims, name::TOOL_PLATFORM, &self.tool_platform);
        add(&mut claims, name::AGS, &self.grades);
        add(&mut claims, name::NRPS, &self.names);
        if let Value::Object(person) = json!(self.person) {
            claims.extend(person);
        }
        claims.extend(self.other.clone());
        claims
    }

    fn required(&self) -> Map<String, Value> {
        let issued = self.issued_at.as_second();
        let life = i64::try_from(self.life.as_secs()).unwrap_or(i64::MAX);
        let (message_type, part, asked) = match &self.message {
            Message::ResourceLink(link) => {
                ("LtiResourceLinkRequest", name::RESOURCE_LINK, json!(link))
            }
            Message::DeepLinking(settings) => {
                ("LtiDeepLinkingRequest", name::DL_SETTINGS, json!(settings))
            }
        };
        let pairs = [
            ("iss", json!(self.issuer)),
            ("aud", json!(self.client_id)),
            ("sub", json!(self.subject)),
            ("nonce", json!(self.nonce)),
            ("iat", json!(issued)),
            ("exp", json!(issued.saturating_add(life))),
            (name::VERSION, json!("1.3.0")),
            (name::MESSAGE_TYPE, json!(message_type)),
            (name::DEPLOYMENT_ID, json!(self.deployment_id)),
            (name::TARGET_LINK_URI, json!(self.target_link_uri)),
            (part, asked),
            (name::ROLES, json!(self.roles)),
        ];
        let pairs = pairs.into_iter();
        pairs
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }

    /// The `id_token`.
    pub fn sign(&self, key: &SigningKey) -> String {
        key.sign(&self.claims())
    }
}

fn add(claims: &mut Map<String, Value>, name: &str, part: &impl Serialize) {
    let value = json!(part);
    let says_nothing = value.is_null() || value.as_object().is_some_and(Map::is_empty);
    if !says_nothing {
        claims.insert(name.to_owned(), value);
    }
}
