//! A signature: a full name typed under a text, and a tick beside it.

/// Most letters of a name.
pub const LONGEST_NAME: usize = 200;

/// Why something is not signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadSignature {
    /// No name was typed, or nothing with a letter in it.
    #[error("no name was typed")]
    NoName,
    /// More than [`LONGEST_NAME`] letters.
    #[error("the name has more than {LONGEST_NAME} letters")]
    LongName,
    /// The box was not ticked.
    #[error("the box is not ticked")]
    NoTick,
}

impl BadSignature {
    /// Names the error, once and for all.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoName => "sign-no-name",
            Self::LongName => "sign-long-name",
            Self::NoTick => "sign-no-tick",
        }
    }

    /// Whether it is about the name; else it is about the tick.
    pub const fn is_name(self) -> bool {
        !matches!(self, Self::NoTick)
    }
}

/// Reads a signature: the name with single blanks, without letters that cannot be seen. Everything
/// that is missing is told at once, in the order of the fields.
///
/// A name is what its owner calls a name: one word is one, and every script is.
pub fn signature(name: &str, is_ticked: bool) -> Result<String, Vec<BadSignature>> {
    let name = seen(name);
    let mut missing = vec![];
    if !name.chars().any(char::is_alphabetic) {
        missing.push(BadSignature::NoName);
    } else if name.chars().count() > LONGEST_NAME {
        missing.push(BadSignature::LongName);
    }
    if !is_ticked {
        missing.push(BadSignature::NoTick);
    }
    if missing.is_empty() {
        Ok(name)
    } else {
        Err(missing)
    }
}

/// The words of a text with one blank between them, without control characters and those that turn
/// the direction of what stands beside them.
fn seen(text: &str) -> String {
    let is_seen = |letter: &char| {
        let turns = matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        letter.is_whitespace() || !(letter.is_control() || turns)
    };
    let text: String = text.chars().filter(is_seen).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
