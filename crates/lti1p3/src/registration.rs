//! What a tool knows about one platform that it is registered with.

use url::Url;

use crate::ids::{ClientId, Issuer};
use crate::keys::Algorithm;

/// One tool at one platform: the pair of issuer and client id is its key (Core 3.1.3).
///
/// Addresses come from an administrator or from dynamic registration, never from a launch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// `iss` of every message of this platform, byte for byte.
    pub issuer: Issuer,
    /// What the platform calls this tool.
    pub client_id: ClientId,
    /// Where the browser is sent to be recognised (Security Framework 5.1.1.2).
    pub auth_url: Url,
    /// Where access tokens are fetched (Security Framework 4.1).
    pub token_url: Url,
    /// Where the platform publishes its keys (Security Framework 6.3).
    pub jwks_url: Url,
    /// `aud` of the assertion that fetches a token. Usually the token address; some platforms want
    /// another value, and Canvas refuses one with a slash too many.
    pub token_audience: String,
    /// The signatures accepted on launches. RS256 alone unless the platform needs another.
    pub algorithms: Vec<Algorithm>,
}

impl Registration {
    /// With the usual audience (the token address) and RS256 alone.
    pub fn new(
        issuer: Issuer,
        client_id: ClientId,
        auth_url: Url,
        token_url: Url,
        jwks_url: Url,
    ) -> Self {
        Self {
            issuer,
            client_id,
            auth_url,
            token_audience: token_url.as_str().to_owned(),
            token_url,
            jwks_url,
            algorithms: vec![Algorithm::Rs256],
        }
    }

    /// Where the platform's windows are, for messages in the browser: the origin of its
    /// authentication address (LTI OIDC Login with Client Side postMessages 0.1).
    pub fn message_origin(&self) -> url::Origin {
        self.auth_url.origin()
    }
}
