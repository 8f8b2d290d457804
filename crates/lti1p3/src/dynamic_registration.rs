//! Registering a tool by one address (LTI Dynamic Registration 1.0).
//!
//! An administrator gives the platform the tool's registration address. The platform opens it with
//! an [`Invitation`]; the tool fetches the platform's [`Configuration`], sends its own as a
//! [`ToolRegistration`], and reads from the [`Registered`] reply what it is called from now on. At
//! the end the tool's page says [`CLOSE_SUBJECT`] to the window around it.
//!
//! An invitation comes from whoever follows a link. So a tool lets only invited people begin, and
//! takes a configuration only from the host it speaks of: see [`Configuration::read`].

mod tool;

pub use tool::{MessageSupport, Registered, ToolConfiguration, ToolRegistration, read_registered};

use http::header::{ACCEPT, AUTHORIZATION, HeaderValue};
use http::{Request, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use url::{Origin, Url};

use crate::claims::lenient;
use crate::form::{Form, FormError};
use crate::ids::{ClientId, Issuer};
use crate::registration::Registration;
use crate::reply::{self, ServiceError};

/// What a tool's page posts as `{subject: …}` to `window.opener` or `window.parent` when it is done
/// (3.6.1).
pub const CLOSE_SUBJECT: &str = "org.imsglobal.lti.close";

/// How a platform opens the tool's registration address (3.3).
#[derive(Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Where its configuration is.
    pub configuration: Url,
    /// What allows one registration, where the platform asks for that.
    pub token: Option<String>,
}

impl std::fmt::Debug for Invitation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Invitation")
            .field("configuration", &self.configuration.as_str())
            .finish_non_exhaustive()
    }
}

/// Why a request is no invitation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvitationError {
    /// The parameters cannot be read.
    #[error(transparent)]
    Form(#[from] FormError),
    /// `openid_configuration` is missing or is no address of http or https.
    #[error("openid_configuration is missing or not a web address")]
    Address,
    /// `registration_token` cannot stand in a header.
    #[error("registration_token is unusable")]
    Token,
}

impl Invitation {
    /// Reads the query of the registration address.
    pub fn parse(query: &[u8]) -> Result<Self, InvitationError> {
        let mut form = Form::read(query)?;
        let address = form.take("openid_configuration");
        let configuration = address
            .and_then(|address| lenient::web_address(&address))
            .ok_or(InvitationError::Address)?;
        let token = form.take("registration_token");
        if token
            .as_deref()
            .is_some_and(|token| bearer(token).is_none())
        {
            return Err(InvitationError::Token);
        }
        Ok(Self {
            configuration,
            token,
        })
    }

    /// Asks for the configuration. The token goes along: Canvas wants it here already.
    pub fn configuration_request(&self) -> Result<Request<Vec<u8>>, ServiceError> {
        self.request(Request::get(self.configuration.as_str()), Vec::new())
    }

    fn request(
        &self,
        builder: http::request::Builder,
        body: Vec<u8>,
    ) -> Result<Request<Vec<u8>>, ServiceError> {
        let mut request = builder
            .header(ACCEPT, "application/json")
            .body(body)
            .map_err(|_| ServiceError::Unsendable)?;
        if let Some(token) = self.token.as_deref().and_then(bearer) {
            request.headers_mut().insert(AUTHORIZATION, token);
        }
        Ok(request)
    }
}

fn bearer(token: &str) -> Option<HeaderValue> {
    let is_token = token.bytes().all(|byte| byte.is_ascii_graphic());
    let mut value = HeaderValue::try_from(format!("Bearer {token}")).ok()?;
    value.set_sensitive(true);
    is_token.then_some(value)
}

/// A platform whose issuer is not the host that an administrator sees: every school on hosted
/// Canvas has the same one.
#[derive(Clone, Copy, Debug)]
pub struct SharedIssuer {
    /// `iss`.
    pub issuer: &'static str,
    /// The hosts that may speak for it, and everything below them.
    pub hosts: &'static [&'static str],
}

impl SharedIssuer {
    /// Whether this address is, over https, on one of the hosts that speak for it.
    pub fn has(&self, url: &Url) -> bool {
        is_below_securely(url, self.hosts)
    }
}

/// Hosted Canvas: production, beta and test.
pub const HOSTED_CANVAS: [SharedIssuer; 3] = [
    SharedIssuer {
        issuer: "https://canvas.instructure.com",
        hosts: &["instructure.com", "canvaslms.com"],
    },
    SharedIssuer {
        issuer: "https://canvas.beta.instructure.com",
        hosts: &["beta.instructure.com", "beta.canvaslms.com"],
    },
    SharedIssuer {
        issuer: "https://canvas.test.instructure.com",
        hosts: &["test.instructure.com", "test.canvaslms.com"],
    },
];

/// What a platform says of itself (3.4).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Configuration {
    /// `iss` of its messages.
    pub issuer: Issuer,
    /// Where the browser is sent to be recognised.
    #[serde(deserialize_with = "lenient::required_url")]
    pub authorization_endpoint: Url,
    /// Where access tokens are fetched.
    #[serde(deserialize_with = "lenient::required_url")]
    pub token_endpoint: Url,
    /// Where it publishes its keys.
    #[serde(deserialize_with = "lenient::required_url")]
    pub jwks_uri: Url,
    /// Where a tool registers.
    #[serde(deserialize_with = "lenient::required_url")]
    pub registration_endpoint: Url,
    /// `aud` of the assertion that fetches a token, where it is not the token address. Canvas names a
    /// bare host here and expects its token address all the same: see [`Self::token_audience`].
    #[serde(
        default,
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub authorization_server: Option<String>,
    /// What tools may ask tokens for.
    #[serde(default, deserialize_with = "lenient::texts")]
    pub scopes_supported: Vec<String>,
    /// What it can tell of a person.
    #[serde(default, deserialize_with = "lenient::texts")]
    pub claims_supported: Vec<String>,
    /// The platform as a product, and what messages it sends.
    #[serde(
        rename = "https://purl.imsglobal.org/spec/lti-platform-configuration",
        default
    )]
    pub platform: PlatformConfiguration,
    /// Everything else, as it came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// The platform as a product (3.4.2).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlatformConfiguration {
    /// `moodle`, `canvas` and so on.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub product_family_code: Option<String>,
    /// The product's version.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub version: Option<String>,
    /// What it sends, and from where.
    pub messages_supported: Vec<SentMessage>,
    /// Custom variables that it can fill in.
    #[serde(deserialize_with = "lenient::texts")]
    pub variables: Vec<String>,
}

/// A kind of message that a platform sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SentMessage {
    /// Such as `LtiDeepLinkingRequest`.
    #[serde(rename = "type")]
    pub message_type: String,
    /// Where in the platform, such as `ContentArea` or `course_navigation`.
    #[serde(
        deserialize_with = "lenient::texts",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub placements: Vec<String>,
}

/// Why a configuration is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigurationError {
    /// It did not come.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// It came from another host than the issuer it speaks of (3.4.1): anybody could then register
    /// a false platform under a true one's name.
    #[error("{host} does not speak for {issuer}")]
    Host {
        /// Where it came from.
        host: String,
        /// Of whom it speaks.
        issuer: String,
    },
    /// One of its addresses is on a host that has nothing to do with it.
    #[error("{0} is on another host")]
    Endpoint(&'static str),
}

impl Configuration {
    /// Reads the reply to [`Invitation::configuration_request`]. The issuer must be on the host that
    /// was asked, or be one of `shared` that has this host (3.4.1). Every address must be on the
    /// same host, or on one of those, and over https if the configuration came over https; at which
    /// host to register, one of `shared` may say freely.
    pub fn read(
        invitation: &Invitation,
        response: &Response<Vec<u8>>,
        shared: &[SharedIssuer],
    ) -> Result<Self, ConfigurationError> {
        let configuration: Self = reply::json(response)?;
        configuration.check(&invitation.configuration, shared)?;
        Ok(configuration)
    }

    fn check(&self, asked: &Url, shared: &[SharedIssuer]) -> Result<(), ConfigurationError> {
        let hosts = shared
            .iter()
            .find(|each| each.issuer == self.issuer.as_str())
            .map(|each| each.hosts);
        let issuer = lenient::web_address(self.issuer.as_str());
        let speaks = match hosts {
            Some(hosts) => is_below_securely(asked, hosts),
            None => issuer.as_ref().map(Url::origin) == Some(asked.origin()),
        };
        if !speaks {
            return Err(ConfigurationError::Host {
                host: shown(&asked.origin()),
                issuer: self.issuer.as_str().to_owned(),
            });
        }
        for (name, url) in [
            ("authorization_endpoint", &self.authorization_endpoint),
            ("token_endpoint", &self.token_endpoint),
            ("jwks_uri", &self.jwks_uri),
            ("registration_endpoint", &self.registration_endpoint),
        ] {
            // A school on a shared platform is registered with at its own domain, if it has one: whom
            // we introduce ourselves to is said by a host that speaks for the issuer.
            let is_introduction = name == "registration_endpoint" && url.scheme() == "https";
            let is_ours = url.origin() == asked.origin()
                || hosts.is_some_and(|hosts| is_introduction || is_below_securely(url, hosts));
            if !is_ours {
                return Err(ConfigurationError::Endpoint(name));
            }
        }
        Ok(())
    }

    /// What the tool keeps of this platform once it is called `client_id` there.
    pub fn registration(&self, client_id: ClientId) -> Registration {
        let mut registration = Registration::new(
            self.issuer.clone(),
            client_id,
            self.authorization_endpoint.clone(),
            self.token_endpoint.clone(),
            self.jwks_uri.clone(),
        );
        if let Some(audience) = self.token_audience() {
            audience.clone_into(&mut registration.token_audience);
        }
        registration
    }

    /// `authorization_server`, where it is the address of one.
    pub fn token_audience(&self) -> Option<&str> {
        let named = self.authorization_server.as_deref()?;
        lenient::web_address(named).map(|_| named)
    }

    /// Of these scopes, those that this platform gives. One that says nothing gives none.
    pub fn supported<'s>(&self, scopes: &[&'s str]) -> Vec<&'s str> {
        let is_given = |scope: &&str| self.scopes_supported.iter().any(|given| given == scope);
        scopes.iter().copied().filter(is_given).collect()
    }

    /// Whether it sends messages of this type.
    pub fn sends(&self, message_type: &str) -> bool {
        let mut sent = self.platform.messages_supported.iter();
        sent.any(|sent| sent.message_type == message_type)
    }
}

fn is_below_securely(url: &Url, hosts: &[&str]) -> bool {
    url.scheme() == "https" && is_below(url, hosts)
}

fn is_below(url: &Url, hosts: &[&str]) -> bool {
    let Some(host) = url.domain() else {
        return false;
    };
    let is_below = |parent: &&str| {
        host.strip_suffix(*parent)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    hosts.iter().any(is_below) && url.port().is_none()
}

fn shown(origin: &Origin) -> String {
    origin.ascii_serialization()
}

#[cfg(test)]
mod tests;
