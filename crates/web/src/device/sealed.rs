//! What lies on the device: encrypted, with its owner and time beside it.

use api::{Millis, act::ACT_LIFE};

/// Something encrypted, with what is needed to wipe it in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sealed {
    /// When it was written, by the service's clock: the device's own may be wrong, or put right.
    pub(super) at: Millis,
    /// The initialisation vector of this write.
    pub(super) vector: Vec<u8>,
    /// The encrypted text.
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

    /// Whether it has lain here for seven days.
    const fn is_over(&self, now: Millis) -> bool {
        now.abs_diff(self.at) >= ACT_LIFE.unsigned_abs()
    }
}

/// Whether this is to be wiped when `owner` opens the page: what is too old or cannot be read, and
/// another person's drafts. What another person did waits for them, and only they can read it.
pub(super) fn is_to_wipe(name: &str, text: Option<&str>, owner: &str, now: Millis) -> bool {
    let sealed = text.and_then(Sealed::from_text);
    let Some((of, kind)) = name.split_once(' ') else {
        return true;
    };
    sealed.is_none_or(|sealed| sealed.is_over(now)) || (of != owner && !kind.starts_with("act "))
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
    use super::*;

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
    fn what_is_kept_here_is_wiped_in_its_time_and_drafts_with_their_person() {
        let now = 10 * ACT_LIFE;
        let check = |name, at, expected| {
            let text = format!("{at}|00|00");
            assert_eq!(
                is_to_wipe(name, Some(&text), "me", now),
                expected,
                "{name} {at}"
            );
        };
        for name in ["me draft quiz", "me act scheme id"] {
            check(name, now, false);
            check(name, now - ACT_LIFE + 1, false);
            check(name, now - ACT_LIFE, true);
            check(name, now + 86_400_000, false);
            check(name, now + ACT_LIFE, true);
            check(name, i64::MIN, true);
        }
        check("you draft quiz", now, true);
        check("you act scheme id", now - 1, false);
        check("you act scheme id", now - ACT_LIFE, true);
        check("mean draft quiz", now, true);
        check("me", now, true);
        assert!(is_to_wipe("me draft quiz", Some("nonsense"), "me", now));
        assert!(is_to_wipe("me draft quiz", None, "me", now));
    }
}
