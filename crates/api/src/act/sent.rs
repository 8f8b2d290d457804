//! By what an act is known again when it is sent again.

use std::fmt;

/// The header that carries an [`ActId`].
pub const ACT_ID: &str = "idempotency-key";

/// How long the service knows an act again, and how long an act may wait on a device: seven days,
/// in milliseconds.
pub const ACT_LIFE: i64 = 7 * 86_400_000;

/// The id that the sender of an act makes for it: a UUID, the same on every retry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActId(String);

impl ActId {
    /// Makes one (RFC 9562, version 4) from sixteen random bytes.
    pub fn from_random(mut bytes: [u8; 16]) -> Self {
        bytes[6] = bytes[6] & 0x0f | 0x40;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let mut text = String::with_capacity(36);
        for (place, byte) in bytes.into_iter().enumerate() {
            if matches!(place, 4 | 6 | 8 | 10) {
                text.push('-');
            }
            for half in [byte >> 4, byte & 15] {
                text.extend(char::from_digit(half.into(), 16));
            }
        }
        Self(text)
    }

    /// Reads one: a UUID of any version in its plain form. None for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = |(place, letter): (usize, u8)| match place {
            8 | 13 | 18 | 23 => letter == b'-',
            _ => letter.is_ascii_hexdigit(),
        };
        let is_uuid = text.len() == 36 && text.bytes().enumerate().all(fits);
        is_uuid.then(|| Self(text.to_ascii_lowercase()))
    }

    /// Its text, in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ActId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::ActId;

    #[test]
    fn an_id_is_made_of_randomness_alone_and_read_back() {
        let id = ActId::from_random([0xff; 16]);
        assert_eq!(id.as_str(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        let other = ActId::from_random([0; 16]);
        assert_eq!(other.as_str(), "00000000-0000-4000-8000-000000000000");
        assert_eq!(ActId::parse(id.as_str()), Some(id));
    }

    #[test]
    fn what_is_no_uuid_is_no_id() {
        let check = |text: &str, expected: Option<&str>| {
            let id = ActId::parse(text);
            assert_eq!(id.as_ref().map(ActId::as_str), expected, "{text}");
        };
        let good = "0190a1b2-0000-7000-8000-00000000000f";
        check(good, Some(good));
        check("0190A1B2-0000-7000-8000-00000000000F", Some(good));
        for bad in [
            "",
            "1",
            "0190a1b2-0000-7000-8000-00000000000",
            "0190a1b2-0000-7000-8000-00000000000f0",
            "0190a1b200007000800000000000000f----",
            "0190a1b2-0000-7000-8000-00000000000g",
            "0190a1b2-0000-7000-8000-0000000000é",
            "{190a1b2-0000-7000-8000-00000000000}",
            "' or 1=1 --------------------------'",
        ] {
            check(bad, None);
        }
    }
}
