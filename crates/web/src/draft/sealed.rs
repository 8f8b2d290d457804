//! A draft as it lies on the device: encrypted, with its owner and time beside it.

use api::training::Answers;
use serde::{Deserialize, Serialize};

/// After seven days a draft is wiped, in milliseconds.
pub(crate) const LIFETIME: i64 = 7 * 86_400_000;

/// A draft, and what the service had when it was written.
///
/// Two places may hold a draft, and no clock can be trusted to say which is newer. But if the
/// service still has what it had then, nobody has chosen anything elsewhere since.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// What was chosen.
    pub(crate) answers: Answers,
    /// The service's draft at that time.
    pub(crate) seen: Answers,
}

impl Entry {
    /// Whether this draft is newer than the one the service has now.
    pub(crate) fn is_newer_than(&self, service: &Answers) -> bool {
        self.seen == *service && self.answers != *service
    }
}

/// An encrypted entry with what is needed to wipe it in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sealed {
    /// When it was written, by this device's clock.
    pub(super) at: i64,
    /// The initialisation vector of this write.
    pub(super) vector: Vec<u8>,
    /// The encrypted JSON of an [`Entry`].
    pub(super) data: Vec<u8>,
}

impl Sealed {
    /// As text: time, vector and data.
    pub(super) fn to_text(&self) -> String {
        format!("{}|{}|{}", self.at, hex(&self.vector), hex(&self.data))
    }

    /// Reads [`Self::to_text`]; none for anything else that lies there.
    pub(super) fn from_text(text: &str) -> Option<Self> {
        let mut parts = text.split('|');
        let sealed = Self {
            at: parts.next()?.parse().ok()?,
            vector: from_hex(parts.next()?)?,
            data: from_hex(parts.next()?)?,
        };
        parts.next().is_none().then_some(sealed)
    }

    /// Whether it is too old to keep. One from the future is too: the clock was wrong once.
    pub(super) fn is_over(&self, now: i64) -> bool {
        !(0..LIFETIME).contains(&now.saturating_sub(self.at))
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |letter: u8| u8::try_from(char::from(letter).to_digit(16)?).ok();
    let bytes = text.as_bytes();
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    bytes
        .chunks(2)
        .map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn answers(choice: &str) -> Answers {
        Answers(BTreeMap::from([("q".to_owned(), vec![choice.to_owned()])]))
    }

    #[test]
    fn the_device_wins_only_while_the_service_has_what_it_had() {
        let none = Answers::default();
        let check = |written, seen: &Answers, now: &Answers, expected| {
            let entry = Entry {
                answers: written,
                seen: seen.clone(),
            };
            assert_eq!(entry.is_newer_than(now), expected, "{entry:?}");
        };
        check(answers("a"), &none, &none, true);
        check(answers("a"), &none, &answers("b"), false);
        check(answers("a"), &answers("b"), &answers("b"), true);
        check(answers("a"), &answers("b"), &none, false);
        check(answers("a"), &answers("a"), &answers("a"), false);
    }

    #[test]
    fn what_is_written_can_be_read_and_nothing_else() {
        let sealed = Sealed {
            at: 1_790_859_600_000,
            vector: vec![0, 15, 16, 255],
            data: vec![],
        };
        assert_eq!(sealed.to_text(), "1790859600000|000f10ff|");
        assert_eq!(Sealed::from_text(&sealed.to_text()), Some(sealed));
        for text in [
            "", "1|00", "x|00|00", "1|0|00", "1|0g|00", "1|00|00|", "1|é|00",
        ] {
            assert_eq!(Sealed::from_text(text), None, "{text}");
        }
    }

    #[test]
    fn a_draft_lives_for_seven_days() {
        let check = |age, expected| {
            let sealed = Sealed {
                at: 1_000_000,
                vector: vec![],
                data: vec![],
            };
            assert_eq!(sealed.is_over(1_000_000 + age), expected, "{age}");
        };
        check(0, false);
        check(LIFETIME - 1, false);
        check(LIFETIME, true);
        check(-1, true);
    }
}
