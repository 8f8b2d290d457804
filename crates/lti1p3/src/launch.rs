//! The signed message that opens a tool (Security Framework 5.1.3, Core 5).
//!
//! A message that has not been verified and one that has are different types. Only
//! [`UnverifiedLaunch::verify`] makes a [`Launch`].

mod error;
mod read;

pub use crate::jws::Malformed;
pub use error::{Claim, LaunchError};

use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Map, Value};
use url::Url;

use crate::claims::{
    Context, Custom, GradeService, Lis, NamesService, Person, Presentation, ResourceLink,
    ToolPlatform, name,
};
use crate::deep_linking;
use crate::ids::{ClientId, DeploymentId, Issuer, KeyId, Nonce, Subject};
use crate::jws::Token;
use crate::keys::{Algorithm, KeySet, VerifyError};
use crate::registration::Registration;
use crate::role::{ContextRole, Roles};

/// How long after it was made a launch may arrive, expired or not. Canvas lets its tokens live an
/// hour; a person needs seconds.
pub const MAX_AGE: Duration = Duration::from_mins(10);
/// The largest clock difference that is forgiven, whatever a caller asks for.
pub const MAX_LEEWAY: Duration = Duration::from_mins(3);

/// What a launch must agree with. All of it is the caller's own knowledge, none of it from the
/// launch.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// The registration that the login was started for.
    pub registration: &'a Registration,
    /// The platform's keys.
    pub keys: &'a KeySet,
    /// The nonce of the login that this browser started. That it is used only once is the caller's
    /// to see to, in the same transaction that accepts the launch.
    pub nonce: &'a Nonce,
    /// Any address of the tool: the target of a launch must have the same origin.
    pub tool: &'a Url,
    /// The time now.
    pub now: Timestamp,
    /// The clock difference to forgive, at most [`MAX_LEEWAY`]. 60 s is a good value.
    pub leeway: Duration,
}

impl<'a> Expected<'a> {
    /// With a minute of leeway.
    pub const fn new(
        registration: &'a Registration,
        keys: &'a KeySet,
        nonce: &'a Nonce,
        tool: &'a Url,
        now: Timestamp,
    ) -> Self {
        Self {
            registration,
            keys,
            nonce,
            tool,
            now,
            leeway: Duration::from_mins(1),
        }
    }
}

/// A launch whose signature and claims have been checked against [`Expected`].
///
/// Still to be decided by the caller: whether the nonce was used before, whether the deployment is
/// known and approved, and whether this browser started the login.
#[derive(Clone, Debug, PartialEq)]
pub struct Launch {
    /// The platform.
    pub issuer: Issuer,
    /// The tool, as the platform knows it.
    pub client_id: ClientId,
    /// The deployment. Platforms make new ones at will: it may be one never seen.
    pub deployment_id: DeploymentId,
    /// The person, unique within the issuer.
    pub subject: Subject,
    /// When the message was made.
    pub issued_at: Timestamp,
    /// Until when it says it is good. A used nonce must be remembered at least until
    /// [`replayable_until`](Self::replayable_until).
    pub expires_at: Timestamp,
    /// What the message asks for.
    pub message: Message,
    /// Where in the tool it leads. Prefer it to the unsigned value at login (Core 5.3.4).
    pub target_link_uri: Url,
    /// The person's roles; none is a good answer.
    pub roles: Roles,
    /// The course or group, where there is one.
    pub context: Option<Context>,
    /// Name and so on, where the platform gives them.
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
    /// People this person observes (Core 5.4.3). To be recorded, never to be acted on: on Canvas
    /// these are other identifiers than subjects.
    pub role_scope_mentor: Vec<String>,
    /// Every other claim, raw: extensions of vendors, `ext`, `lti11_legacy_user_id`.
    pub other: Map<String, Value>,
}

impl Launch {
    /// The last moment at which the same token could be accepted again.
    pub fn replayable_until(&self) -> Timestamp {
        let too_old = self.issued_at.saturating_add(MAX_AGE);
        let ends = self.expires_at.min(too_old.unwrap_or(Timestamp::MAX));
        ends.saturating_add(MAX_LEEWAY).unwrap_or(Timestamp::MAX)
    }

    /// The people that this person observes, if the platform also says that they observe
    /// (Core 5.4.3): [`role_scope_mentor`](Self::role_scope_mentor) means nothing without the role
    /// `Mentor`, and a platform that sends it so is wrong or is misused. They may be named by their
    /// subjects or, on Canvas, by [`legacy_user_id`](Self::legacy_user_id). Only those on the
    /// course's own list of members count, and only for summaries.
    pub fn observed(&self) -> &[String] {
        if self.roles.has(ContextRole::Mentor) {
            &self.role_scope_mentor
        } else {
            &[]
        }
    }

    /// What LTI 1.1 called this person, where the platform says (`lti11_legacy_user_id`).
    pub fn legacy_user_id(&self) -> Option<&str> {
        self.other.get(name::LEGACY_USER_ID)?.as_str()
    }

    /// Whether it leads where the login said it would (Core 5.3.4). Where it does not, somebody
    /// changed the login, which nobody signs: the signed target counts.
    pub fn leads_where_login_said(&self, target_link_uri: &str) -> bool {
        Url::parse(target_link_uri).is_ok_and(|said| said == self.target_link_uri)
    }

    /// The link that was followed, for the messages that have one.
    pub fn resource_link(&self) -> Option<&ResourceLink> {
        match &self.message {
            Message::ResourceLink(link) => Some(link),
            Message::DeepLinking(_) => None,
        }
    }
}

/// What a message asks for (Core 5.3.1). Other kinds are refused by name:
/// [`LaunchError::MessageType`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Message {
    /// `LtiResourceLinkRequest`: somebody followed this link (Core 5).
    ResourceLink(ResourceLink),
    /// `LtiDeepLinkingRequest`: somebody is to choose what is put into the course (Deep Linking
    /// 4.4). Answer with a [`Choice`](crate::deep_linking::Choice).
    DeepLinking(deep_linking::Settings),
}

impl From<ResourceLink> for Message {
    fn from(link: ResourceLink) -> Self {
        Self::ResourceLink(link)
    }
}

impl From<deep_linking::Settings> for Message {
    fn from(settings: deep_linking::Settings) -> Self {
        Self::DeepLinking(settings)
    }
}

/// A launch taken apart and not yet believed. What it says helps to choose a registration and to
/// explain a refusal, and nothing else.
#[derive(Debug)]
pub struct UnverifiedLaunch {
    token: Token,
}

/// Reads and verifies in one step.
pub fn verify(id_token: impl Into<String>, expected: &Expected<'_>) -> Result<Launch, LaunchError> {
    UnverifiedLaunch::read(id_token)?.verify(expected)
}

impl UnverifiedLaunch {
    /// Takes the value of `id_token` apart. Bounded: 64 KiB, sixteen levels, a thousand entries a
    /// list, no key twice.
    pub fn read(id_token: impl Into<String>) -> Result<Self, LaunchError> {
        let token = Token::read(id_token.into())?;
        Ok(Self { token })
    }

    /// What it says its issuer is.
    pub fn issuer(&self) -> Option<&str> {
        self.text("iss")
    }

    /// Whom it says it is for: the one audience, or the first of several.
    pub fn client_id(&self) -> Option<&str> {
        match self.token.claims.get("aud")? {
            Value::Array(several) => several.first()?.as_str(),
            one => one.as_str(),
        }
    }

    /// What it says its deployment is.
    pub fn deployment_id(&self) -> Option<&str> {
        self.text(name::DEPLOYMENT_ID)
    }

    /// The key it says it is signed with.
    pub fn key_id(&self) -> Option<&str> {
        self.token.key_id.as_deref()
    }

    fn text(&self, claim: &str) -> Option<&str> {
        self.token.claims.get(claim)?.as_str()
    }

    /// Checks it, in this order: algorithm, issuer, audience, key, signature, times, nonce, then
    /// what Core 5.3 requires.
    pub fn verify(self, expected: &Expected<'_>) -> Result<Launch, LaunchError> {
        let registration = expected.registration;
        let algorithm = self.algorithm(registration)?;
        self.check_parties(registration)?;
        self.check_signature(algorithm, expected.keys)?;
        read::launch(self.token.claims, expected)
    }

    fn algorithm(&self, registration: &Registration) -> Result<Algorithm, LaunchError> {
        let name = self.token.algorithm.as_deref().unwrap_or_default();
        Algorithm::from_name(name)
            .filter(|algorithm| registration.algorithms.contains(algorithm))
            .ok_or(LaunchError::Algorithm)
    }

    /// Whether it claims to be from this platform and for this tool alone (Security Framework 5.1.3,
    /// steps 2 to 5). [`verify`](Self::verify) asks this too; ask it before fetching keys, so that a
    /// stranger's token never makes you fetch any. More than one audience is refused: there is no
    /// other party that this tool would trust with its users.
    pub fn check_parties(&self, registration: &Registration) -> Result<(), LaunchError> {
        let client_id = registration.client_id.as_str();
        if self.issuer() != Some(registration.issuer.as_str()) {
            return Err(LaunchError::Issuer);
        }
        let alone = match self.token.claims.get("aud") {
            Some(Value::Array(several)) => several.len() == 1,
            _ => true,
        };
        let azp = self.token.claims.get("azp").filter(|azp| !azp.is_null());
        if !alone || self.client_id() != Some(client_id) || azp.is_some_and(|azp| azp != client_id)
        {
            return Err(LaunchError::Audience);
        }
        Ok(())
    }

    fn check_signature(&self, algorithm: Algorithm, keys: &KeySet) -> Result<(), LaunchError> {
        let id = self
            .key_id()
            .and_then(|id| KeyId::parse(id).ok())
            .ok_or(LaunchError::NoKeyId)?;
        keys.verify(&id, algorithm, self.token.signed(), self.token.signature())
            .map_err(|refused| match refused {
                VerifyError::UnknownKey => LaunchError::UnknownKey(id),
                VerifyError::WrongKind => LaunchError::Algorithm,
                VerifyError::Signature => LaunchError::Signature,
            })
    }
}

#[cfg(test)]
mod tests;
