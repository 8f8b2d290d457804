//! Starting a launch and answering the tool's authentication request (Security Framework 5.1.1).

use crate::form::{Form, FormError};
use crate::ids::{ClientId, DeploymentId, Issuer, Nonce};

/// What the platform sends to the tool's login address, as a form or as a query (Security Framework
/// 5.1.1.1, Core 4.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginInitiation {
    /// The platform.
    pub issuer: Issuer,
    /// Whatever lets the platform know the person again.
    pub login_hint: String,
    /// Where the launch leads.
    pub target_link_uri: String,
    /// Whatever lets the platform know the link again. Comes back byte for byte.
    pub message_hint: Option<String>,
    /// The tool.
    pub client_id: Option<ClientId>,
    /// The deployment.
    pub deployment_id: Option<DeploymentId>,
    /// The frame that stores things for the tool.
    pub storage_target: Option<String>,
}

impl LoginInitiation {
    /// The parameters, not yet encoded or escaped.
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut all = vec![
            ("iss", self.issuer.to_string()),
            ("login_hint", self.login_hint.clone()),
            ("target_link_uri", self.target_link_uri.clone()),
        ];
        let optional = [
            ("lti_message_hint", self.message_hint.clone()),
            ("client_id", self.client_id.clone().map(String::from)),
            (
                "lti_deployment_id",
                self.deployment_id.clone().map(String::from),
            ),
            ("lti_storage_target", self.storage_target.clone()),
        ];
        let given = optional.into_iter();
        all.extend(given.filter_map(|(name, value)| Some((name, value?))));
        all
    }
}

/// The tool's authentication request (Security Framework 5.1.1.2), as it came: what is missing is
/// an empty text. Nothing in it may be used before [`check`](Self::check).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthenticationRequest {
    /// Must be `openid`.
    pub scope: String,
    /// Must be `id_token`.
    pub response_type: String,
    /// Must be `form_post`.
    pub response_mode: String,
    /// Must be `none`.
    pub prompt: String,
    /// The tool.
    pub client_id: String,
    /// Where to post the answer.
    pub redirect_uri: String,
    /// As the platform sent it.
    pub login_hint: String,
    /// As the platform sent it.
    pub message_hint: Option<String>,
    /// Goes back as it came.
    pub state: Option<String>,
    /// Goes into the token.
    pub nonce: String,
}

/// Why an authentication request is not answered with a launch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AuthenticationError {
    /// The redirect address is not one of this tool's: show a page, post nothing anywhere.
    #[error("the redirect address is not registered")]
    Redirect,
    /// Anything else: post the error to the redirect address (Security Framework 5.1.1.5).
    #[error("{error}: {description}")]
    Answer {
        /// The word of `OpenID` Connect Core 3.1.2.6.
        error: &'static str,
        /// What is wrong with the request.
        description: &'static str,
    },
}

impl AuthenticationRequest {
    /// Reads the query of a GET or the body of a form POST; a tool may use either.
    pub fn parse(parameters: &[u8]) -> Result<Self, FormError> {
        let mut form = Form::read(parameters)?;
        let mut take = |name| form.take(name).unwrap_or_default();
        Ok(Self {
            scope: take("scope"),
            response_type: take("response_type"),
            response_mode: take("response_mode"),
            prompt: take("prompt"),
            client_id: take("client_id"),
            redirect_uri: take("redirect_uri"),
            login_hint: take("login_hint"),
            nonce: take("nonce"),
            message_hint: form.take("lti_message_hint"),
            state: form.take("state"),
        })
    }

    /// Checks it against one tool and returns its nonce. The redirect address is compared as a
    /// text. Whether `login_hint` is the person now signed in, and `message_hint` a link of theirs,
    /// is the caller's to check.
    pub fn check(
        &self,
        client_id: &ClientId,
        redirect_uris: &[String],
    ) -> Result<Nonce, AuthenticationError> {
        if !redirect_uris.contains(&self.redirect_uri) {
            return Err(AuthenticationError::Redirect);
        }
        let refuse = |error, description| Err(AuthenticationError::Answer { error, description });
        if self.client_id != client_id.as_str() {
            return refuse("unauthorized_client", "unknown client_id");
        }
        if self.scope != "openid" {
            return refuse("invalid_scope", "scope must be openid");
        }
        if self.response_type != "id_token" {
            return refuse(
                "unsupported_response_type",
                "response_type must be id_token",
            );
        }
        if self.response_mode != "form_post" {
            return refuse("invalid_request", "response_mode must be form_post");
        }
        if self.prompt != "none" {
            return refuse("invalid_request", "prompt must be none");
        }
        if self.login_hint.is_empty() {
            return refuse("invalid_request", "login_hint is missing");
        }
        match Nonce::parse(self.nonce.clone()) {
            Ok(nonce) => Ok(nonce),
            Err(_) => refuse("invalid_request", "nonce is missing or unusable"),
        }
    }
}

/// The form fields that carry a launch to the redirect address, not yet escaped.
pub fn post_back(id_token: String, state: Option<&str>) -> Vec<(&'static str, String)> {
    let mut fields = vec![("id_token", id_token)];
    fields.extend(state.map(|state| ("state", state.to_owned())));
    fields
}

/// The form fields that carry a refusal to the redirect address, not yet escaped.
pub fn post_error(
    error: &str,
    description: &str,
    state: Option<&str>,
) -> Vec<(&'static str, String)> {
    let mut fields = vec![
        ("error", error.to_owned()),
        ("error_description", description.to_owned()),
    ];
    fields.extend(state.map(|state| ("state", state.to_owned())));
    fields
}
