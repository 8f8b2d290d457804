//! The frame that keeps things for a tool.

use std::fmt;

/// The longest name of a frame, in bytes.
const LONGEST: usize = 255;

/// A `lti_storage_target` that may be used (LTI OIDC Login with Client Side postMessages 0.1). It
/// comes unsigned with a login and ends in a script, so it is either `_parent` or a plain name:
/// nothing that means something in HTML, in a selector or in JavaScript.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum StorageTarget {
    /// The window around the tool, or the one that opened it.
    Parent,
    /// A frame of this name inside that window: look for it in `window.parent.frames`, or in
    /// `window.opener.frames`.
    Frame(String),
}

/// A target that is neither `_parent` nor a plain name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a frame")]
pub struct TargetError;

impl StorageTarget {
    /// Reads the parameter. Letters, digits and `_ - . :` make a name, which does not begin with
    /// `_`: names such as `_top` have a meaning of their own.
    pub fn parse(text: &str) -> Result<Self, TargetError> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
        match text {
            "_parent" => Ok(Self::Parent),
            name if name.starts_with('_') || name.is_empty() || name.len() > LONGEST => {
                Err(TargetError)
            }
            name if name.chars().all(plain) => Ok(Self::Frame(name.to_owned())),
            _ => Err(TargetError),
        }
    }

    /// As it stands in the parameter.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Parent => "_parent",
            Self::Frame(name) => name,
        }
    }
}

impl fmt::Display for StorageTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
