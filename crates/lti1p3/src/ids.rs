//! Identifiers, each its own type, so that an issuer is never passed where a subject is meant.
//!
//! All are opaque and case-sensitive: they are compared byte for byte and never normalised. None is
//! empty, none holds a control character, and each has a longest length in bytes, because they come
//! from outside and end in databases and logs.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An identifier that is empty, holds a control character, or is too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Nothing was given.
    #[error("{0} is empty")]
    Empty(&'static str),
    /// It is longer than its kind may be.
    #[error("{kind} is longer than {longest} bytes")]
    TooLong {
        /// Which identifier.
        kind: &'static str,
        /// The most bytes it may have.
        longest: usize,
    },
    /// It holds a control character, such as a line break.
    #[error("{0} holds a control character")]
    Control(&'static str),
}

fn check(value: &str, kind: &'static str, longest: usize) -> Result<(), IdError> {
    if value.is_empty() {
        Err(IdError::Empty(kind))
    } else if value.len() > longest {
        Err(IdError::TooLong { kind, longest })
    } else if value.chars().any(char::is_control) {
        Err(IdError::Control(kind))
    } else {
        Ok(())
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident, $kind:literal, $longest:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The most bytes it may have.
            pub const LONGEST: usize = $longest;

            /// Takes it as it came; nothing is trimmed or folded.
            pub fn parse(value: impl Into<String>) -> Result<Self, IdError> {
                let value = value.into();
                check(&value, $kind, Self::LONGEST)?;
                Ok(Self(value))
            }

            /// As it came.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;

            fn from_str(value: &str) -> Result<Self, IdError> {
                Self::parse(value)
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(value: String) -> Result<Self, IdError> {
                Self::parse(value)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )*};
}

ids! {
    /// A platform, `iss` (Security Framework 5.1.2). Many schools may share one: hosted Canvas has a
    /// single issuer for all of them.
    Issuer, "issuer", 512;
    /// A tool as one platform knows it, `client_id` (Security Framework 4.1.1). Unique only within
    /// its issuer.
    ClientId, "client_id", 255;
    /// One placing of a tool in a platform, `deployment_id` (Core 3.1.3, 5.3.3). Unique only within
    /// issuer and client.
    DeploymentId, "deployment_id", 255;
    /// A person, `sub` in launches and `user_id` in services (Core 5.3.6). Unique only within its
    /// issuer: always keep the two together.
    Subject, "sub", 255;
    /// The value that ties one `id_token` to one login (Security Framework 5.1.1.2).
    Nonce, "nonce", 512;
    /// A course or group, `context.id` (Core 5.4.1).
    ContextId, "context.id", 255;
    /// One placed link, `resource_link.id` (Core 5.3.5).
    ResourceLinkId, "resource_link.id", 255;
    /// The name of a key in a key set, `kid` (Security Framework 6.3). Opaque: never a path, never
    /// looked up anywhere but in the set of its own registration.
    KeyId, "kid", 255;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expected: &str) {
        let said = match Subject::parse(value) {
            Ok(_) => "ok".to_owned(),
            Err(error) => error.to_string(),
        };
        assert_eq!(said, expected, "{value:?}");
    }

    #[test]
    fn identifiers_are_opaque_but_bounded() {
        check("7", "ok");
        check("Ünïcode and spaces", "ok");
        check("' or 1=1 --", "ok");
        check("../../etc/passwd", "ok");
        check(&"a".repeat(255), "ok");
        check(&"a".repeat(256), "sub is longer than 255 bytes");
        check("", "sub is empty");
        check("7\r\nSet-Cookie: a=b", "sub holds a control character");
        check("nul\0", "sub holds a control character");
    }

    #[test]
    fn case_makes_another_identifier() {
        assert_ne!(
            DeploymentId::parse("189:AbC").unwrap(),
            DeploymentId::parse("189:abc").unwrap()
        );
    }

    #[test]
    fn json_cannot_smuggle_in_what_parsing_refuses() {
        assert!(serde_json::from_str::<KeyId>("\"\"").is_err());
        assert!(serde_json::from_str::<KeyId>("\"k1\"").is_ok());
    }
}
