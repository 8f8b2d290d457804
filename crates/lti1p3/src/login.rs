//! The first steps of a launch, as the tool sees them (Security Framework 5.1.1).

mod binding;

pub use binding::{Binding, Unbound};

use url::Url;

use crate::form::{Form, FormError};
use crate::ids::{ClientId, DeploymentId, Issuer, Nonce};
use crate::post_message::StorageTarget;
use crate::registration::Registration;

/// A platform asking the tool to start a login (Security Framework 5.1.1.1, Core 4.1). It is not
/// signed: it chooses among registrations, and nothing in it is believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginRequest {
    /// The platform.
    pub issuer: Issuer,
    /// Opaque; goes back as it came.
    pub login_hint: String,
    /// Where the launch wants to lead. Only a hint: the signed claim decides.
    pub target_link_uri: String,
    /// Opaque; goes back byte for byte. Moodle puts JSON here, Canvas a token.
    pub message_hint: Option<String>,
    /// Which registration, where the issuer has several (Core 4.1.3).
    pub client_id: Option<ClientId>,
    /// Which deployment (Core 4.1.2). Canvas also calls it `deployment_id`.
    pub deployment_id: Option<DeploymentId>,
    /// The frame that stores things for the tool, where the platform offers one
    /// (`lti_storage_target`, LTI Client Side postMessages). As it came: read it through
    /// [`storage`](Self::storage).
    pub storage_target: Option<String>,
}

/// A login request that cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LoginError {
    /// A parameter that is always needed is not there, or is empty.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// A parameter is longer than it may be or holds control characters.
    #[error("{0} is unusable")]
    Unusable(&'static str),
    /// The parameters cannot be read.
    #[error(transparent)]
    Form(#[from] FormError),
}

impl LoginError {
    /// A stable word for logs and pages.
    pub const fn code(&self) -> &'static str {
        "launch-login-incomplete"
    }
}

/// The longest hint or address that is carried along, in bytes.
const LONGEST: usize = 8 * 1024;

impl LoginRequest {
    /// Reads the query of a GET or the body of a form POST; platforms may use either.
    pub fn parse(parameters: &[u8]) -> Result<Self, LoginError> {
        let mut form = Form::read(parameters)?;
        let issuer = needed(&mut form, "iss")?;
        let deployment = form.take("lti_deployment_id");
        let deployment = deployment.or_else(|| form.take("deployment_id"));
        Ok(Self {
            issuer: Issuer::parse(issuer).map_err(|_| LoginError::Unusable("iss"))?,
            login_hint: needed(&mut form, "login_hint")?,
            target_link_uri: needed(&mut form, "target_link_uri")?,
            message_hint: optional(&mut form, "lti_message_hint")?,
            client_id: (form.take("client_id").map(ClientId::parse).transpose())
                .map_err(|_| LoginError::Unusable("client_id"))?,
            deployment_id: (deployment.map(DeploymentId::parse).transpose())
                .map_err(|_| LoginError::Unusable("lti_deployment_id"))?,
            storage_target: optional(&mut form, "lti_storage_target")?,
        })
    }

    /// The frame that stores things for the tool, where the platform names one properly.
    pub fn storage(&self) -> Option<StorageTarget> {
        StorageTarget::parse(self.storage_target.as_deref()?).ok()
    }

    /// Where to send the browser (Security Framework 5.1.1.2). `redirect_uri` must be one that the
    /// platform knows, character for character. `state` ties the answer to this browser, `nonce` the
    /// token to this login; both are the caller's to make unguessable.
    pub fn authentication_url(
        &self,
        registration: &Registration,
        redirect_uri: &str,
        state: &str,
        nonce: &Nonce,
    ) -> Url {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query
            .append_pair("scope", "openid")
            .append_pair("response_type", "id_token")
            .append_pair("response_mode", "form_post")
            .append_pair("prompt", "none")
            .append_pair("client_id", registration.client_id.as_str())
            .append_pair("redirect_uri", redirect_uri)
            .append_pair("login_hint", &self.login_hint)
            .append_pair("state", state)
            .append_pair("nonce", nonce.as_str());
        if let Some(hint) = &self.message_hint {
            query.append_pair("lti_message_hint", hint);
        }
        // `%20` means a space to every reader, `+` only to readers of forms.
        let ours = query.finish().replace('+', "%20");
        let mut url = registration.auth_url.clone();
        let query = match url.query().filter(|query| !query.is_empty()) {
            Some(theirs) => format!("{theirs}&{ours}"),
            None => ours,
        };
        url.set_query(Some(&query));
        url
    }
}

fn optional(form: &mut Form, name: &'static str) -> Result<Option<String>, LoginError> {
    match form.take(name) {
        Some(text) if text.len() > LONGEST => Err(LoginError::Unusable(name)),
        other => Ok(other),
    }
}

fn needed(form: &mut Form, name: &'static str) -> Result<String, LoginError> {
    optional(form, name)?.ok_or(LoginError::Missing(name))
}

/// What the platform posts to the redirect address (Security Framework 5.1.1.3, 5.1.1.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoginAnswer {
    /// A launch, to be verified.
    Launch {
        /// The token; see [`UnverifiedLaunch`](crate::UnverifiedLaunch).
        id_token: String,
        /// `state` as it came.
        state: String,
        /// As at login; Canvas repeats it here. As it came: read it through
        /// [`StorageTarget::parse`].
        storage_target: Option<String>,
    },
    /// The platform refused to recognise the person.
    Refused(Refusal),
}

/// A platform's refusal (`OpenID` Connect Core 3.1.2.6). Texts from outside: escape them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the platform would not recognise the person: {error}")]
pub struct Refusal {
    /// A word such as `login_required` or `access_denied`.
    pub error: String,
    /// A sentence for a person, where the platform has one.
    pub description: Option<String>,
    /// `state` as it came, if it came.
    pub state: Option<String>,
}

/// A post to the redirect address that is no answer to a login.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AnswerError {
    /// There is a token but no `state`.
    #[error("state is missing")]
    NoState,
    /// There is neither a token nor an error.
    #[error("id_token is missing")]
    NoToken,
    /// The parameters cannot be read.
    #[error(transparent)]
    Form(#[from] FormError),
}

impl AnswerError {
    /// A stable word for logs and pages.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoState => "launch-state-missing",
            Self::NoToken | Self::Form(_) => "launch-token-unreadable",
        }
    }
}

impl LoginAnswer {
    /// Reads the body of the form post.
    pub fn parse(body: &[u8]) -> Result<Self, AnswerError> {
        let mut form = Form::read(body)?;
        let state = form.take("state");
        if let Some(error) = form.take("error") {
            return Ok(Self::Refused(Refusal {
                error: short(&error),
                description: form.take("error_description").map(|text| short(&text)),
                state,
            }));
        }
        Ok(Self::Launch {
            id_token: form.take("id_token").ok_or(AnswerError::NoToken)?,
            state: state.ok_or(AnswerError::NoState)?,
            storage_target: form.take("lti_storage_target"),
        })
    }

    /// The token and the state of a launch, or the platform's refusal.
    pub fn launched(self) -> Result<(String, String), Refusal> {
        match self {
            Self::Launch {
                id_token, state, ..
            } => Ok((id_token, state)),
            Self::Refused(refusal) => Err(refusal),
        }
    }
}

fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(500).collect()
}

#[cfg(test)]
mod tests;
