//! The one place that reads the clock and the source of randomness.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use api::Millis;
use aws_lc_rs::rand;
use domain::Timestamp;
use jiff::tz::TimeZone;

/// So many changes of the clocks before now, and as many after: about three years.
const CHANGES: usize = 6;

/// A clock: the system's, or one that a test moves.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The system's.
    #[default]
    System,
    /// Milliseconds since 1970, moved by a test.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at this time until it is moved.
    pub fn standing_at(now: Timestamp) -> Self {
        Self::Set(Arc::new(AtomicI64::new(now.0)))
    }

    /// The time now.
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => Timestamp(jiff::Timestamp::now().as_millisecond()),
            Self::Set(at) => Timestamp(at.load(Ordering::Relaxed)),
        }
    }

    /// Moves a standing clock; the system's cannot be moved.
    pub fn advance(&self, span: domain::time::Span) {
        if let Self::Set(at) = self {
            at.fetch_add(span.0, Ordering::Relaxed);
        }
    }
}

/// Random bytes from the system.
///
/// # Panics
/// Where the system has no source of randomness: nothing here may then go on.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::fill(&mut bytes).expect("the system has a source of randomness");
    bytes
}

/// From when on the clocks of a zone are how many minutes ahead of UTC: the changes of some
/// years before and after now, as far as a scheme's dates reach; the earliest first.
pub(crate) fn offsets(time_zone: &str, now: Timestamp) -> Vec<(Millis, i32)> {
    let zone = TimeZone::get(time_zone).unwrap_or(TimeZone::UTC);
    let now = jiff::Timestamp::from_millisecond(now.0).unwrap_or_default();
    let mut changes: Vec<_> = zone.preceding(now).take(CHANGES).collect();
    changes.reverse();
    changes.extend(zone.following(now).take(CHANGES));
    let mut offsets: Vec<_> = changes
        .iter()
        .map(|change| (change.timestamp().as_millisecond(), change.offset()))
        .collect();
    if offsets.is_empty() {
        offsets.push((0, zone.to_offset(now)));
    }
    let minutes = |offset: jiff::tz::Offset| offset.seconds() / 60;
    offsets
        .into_iter()
        .map(|(from, offset)| (from, minutes(offset)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400_000;

    #[test]
    fn the_clocks_of_a_zone_are_known_for_years_before_and_after() {
        let now = Timestamp(1_795_000_000_000);
        for name in [
            "Europe/London",
            "Europe/Dublin",
            "Asia/Kolkata",
            "UTC",
            "Nowhere/Atall",
        ] {
            let zone = TimeZone::get(name).unwrap_or(TimeZone::UTC);
            let known = offsets(name, now);
            for days in -900..=900 {
                let at = now.0 + days * DAY;
                let there = jiff::Timestamp::from_millisecond(at).unwrap();
                let place = known.partition_point(|(from, _)| *from <= at);
                let (_, minutes) = known[place.saturating_sub(1)];
                assert_eq!(
                    minutes,
                    zone.to_offset(there).seconds() / 60,
                    "{name} {days}"
                );
            }
        }
    }
}
