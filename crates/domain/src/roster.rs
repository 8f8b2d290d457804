//! What a roster that lists fewer people means (decision 7).

use crate::{Timestamp, time::Span};

/// How long a person who vanished from the roster is held before they are gone.
pub const HOLD: Span = Span::days(7);

/// What to do about people the last roster did not list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vanished {
    /// Hold them.
    Hold,
    /// So many at once look like a fault of the roster: change nothing and ask.
    Ask,
}

/// Judges a roster that misses `missing` of `known` people: more than a tenth at once is asked about.
pub const fn judge(known: u32, missing: u32) -> Vanished {
    if missing as u64 * 10 > known as u64 {
        Vanished::Ask
    } else {
        Vanished::Hold
    }
}

/// Whether a person held since then is gone by now.
pub fn gone(held_since: Timestamp, now: Timestamp) -> bool {
    now - held_since >= HOLD
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_a_tenth_at_once_is_asked_about() {
        assert_eq!(judge(240, 24), Vanished::Hold);
        assert_eq!(judge(240, 25), Vanished::Ask);
        assert_eq!(judge(0, 0), Vanished::Hold);
        assert_eq!(judge(3, 3), Vanished::Ask);
    }

    #[test]
    fn a_person_is_held_for_seven_days() {
        let then = Timestamp(1_000);
        assert!(!gone(then, then + Span::days(6)));
        assert!(gone(then, then + HOLD));
    }
}
