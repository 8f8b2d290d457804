//! Why a launch is refused.

use crate::ids::KeyId;
use crate::jws::Malformed;

/// A claim that a launch must have, by its short name, such as `sub` or `resource_link.id`.
pub type Claim = &'static str;

/// Why a launch is refused, one variant for each cause.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LaunchError {
    /// It is not a signed token, or too large, or not plain JSON.
    #[error("the token cannot be read: {0}")]
    Unreadable(#[from] Malformed),
    /// It is signed in a way that this registration does not allow, or that does not fit the key.
    #[error("the token is signed in a way that is not allowed")]
    Algorithm,
    /// It does not name the key that signed it.
    #[error("the token names no key")]
    NoKeyId,
    /// It names a key that is not in the set. The platform may have a new one: fetch the set again,
    /// once and not too often, and try once more.
    #[error("the token names a key that the platform does not publish")]
    UnknownKey(KeyId),
    /// The signature is not by that key over this text.
    #[error("the signature is wrong")]
    Signature,
    /// `iss` is another platform.
    #[error("the token is from another issuer")]
    Issuer,
    /// `aud` or `azp` is not this tool alone.
    #[error("the token is for somebody else")]
    Audience,
    /// `exp` has passed.
    #[error("the token has expired")]
    Expired,
    /// `iat` is too long ago or in the future, or `nbf` is in the future, or `exp` is before `iat`.
    /// Often the clock of one side is wrong.
    #[error("the token is from the wrong time")]
    Time,
    /// `nonce` is not that of the login.
    #[error("the token belongs to another login")]
    Nonce,
    /// A required claim is missing or is not what it must be.
    #[error("{0} is missing or unusable")]
    Claim(Claim),
    /// `version` is not 1.3.0 (Core 5.3.2).
    #[error("the message is not of LTI 1.3")]
    Version,
    /// The message is of a type that is not supported here.
    #[error("messages of type {0:?} are not supported")]
    MessageType(String),
    /// `target_link_uri` is not an address of this tool.
    #[error("the target is not in this tool")]
    Target,
}

impl LaunchError {
    /// A stable word for logs and pages.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "launch-token-unreadable",
            Self::Algorithm => "launch-token-algorithm",
            Self::NoKeyId | Self::UnknownKey(_) => "launch-token-key",
            Self::Signature => "launch-token-signature",
            Self::Issuer => "launch-token-issuer",
            Self::Audience => "launch-token-audience",
            Self::Expired => "launch-token-expired",
            Self::Time => "launch-token-time",
            Self::Nonce => "launch-token-nonce",
            Self::Claim(_) => "launch-claim-missing",
            Self::Version => "launch-version",
            Self::MessageType(_) => "launch-message-type",
            Self::Target => "launch-target",
        }
    }
}
