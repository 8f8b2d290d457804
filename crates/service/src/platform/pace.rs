//! How fast platforms take our requests. One that counts them says so by turning one away unread; then
//! everybody here waits for as long as it says, and after that fewer go at once. So a whole course's
//! marks follow at the platform's pace, whichever of them it happened to turn away.
//!
//! Kept for a registration, because that is what platforms count: a client's requests, whatever the
//! course or deployment. Each process learns it for itself.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use domain::{Timestamp, id::RegistrationId, time::Span};

/// Requests at once to a platform that turned none away.
const MOST_AT_ONCE: usize = 16;

/// The shortest pause, and how long one is where the platform does not say.
const SHORTEST: Span = Span::seconds(1);

/// How long a pause may grow by itself, where each ends with a request that is turned away.
const LONGEST_GROWN: Span = Span::minutes(5);

/// The longest pause that a platform can ask for: once an hour it is asked again.
const LONGEST_ASKED: Span = Span::hours(1);

/// The most that chance adds to a pause, so that several processes do not come back together.
const MOST_BY_CHANCE: Span = Span::seconds(5);

/// The pace of one platform that has turned something away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pace {
    /// When it takes requests again.
    opens: Timestamp,
    /// Requests at once.
    at_once: usize,
    /// Requests it took since that changed.
    taken: usize,
    /// Pauses since it last took a request.
    in_vain: u32,
}

impl Pace {
    const UNTRIED: Self = Self {
        opens: Timestamp(i64::MIN),
        at_once: MOST_AT_ONCE,
        taken: 0,
        in_vain: 0,
    };

    /// It turned a request away and asked for this pause. What was sent before it said so may be
    /// turned away too, and slows nothing further.
    fn turned_away(&mut self, asked: Option<Span>, chance: u8, now: Timestamp) {
        if self.opens <= now {
            self.at_once = (self.at_once / 2).max(1);
            self.taken = 0;
            self.in_vain = self.in_vain.saturating_add(1);
        }
        let doubled = 1_i64 << self.in_vain.saturating_sub(1).min(16);
        let grown = Span(SHORTEST.0 * doubled).min(LONGEST_GROWN);
        let pause = asked.unwrap_or_default().min(LONGEST_ASKED).max(grown);
        let most_by_chance = Span(pause.0 / 8).min(MOST_BY_CHANCE);
        let by_chance = Span(most_by_chance.0 * i64::from(chance) / 256);
        self.opens = self.opens.max(now + pause + by_chance);
    }

    /// It took a request. When it has taken as many as go at once, one more may.
    fn took(&mut self) {
        self.in_vain = 0;
        self.taken += 1;
        if self.taken >= self.at_once {
            self.taken = 0;
            self.at_once = (self.at_once + 1).min(MOST_AT_ONCE);
        }
    }
}

/// The paces of all platforms that have turned something away since the start.
#[derive(Default)]
pub(crate) struct Paces(Mutex<HashMap<RegistrationId, Pace>>);

impl Paces {
    fn all(&self) -> MutexGuard<'_, HashMap<RegistrationId, Pace>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// When this platform takes requests again; none if it takes them now.
    pub(crate) fn opens(&self, platform: RegistrationId, now: Timestamp) -> Option<Timestamp> {
        let pace = self.all().get(&platform).copied()?;
        (pace.opens > now).then_some(pace.opens)
    }

    /// How long until the first of the platforms that take nothing now does; none if all do.
    pub(crate) fn next(&self, now: Timestamp) -> Option<Span> {
        let all = self.all();
        let waits = all.values().map(|pace| pace.opens - now);
        waits.filter(|wait| *wait > Span(0)).min()
    }

    /// How many requests may be on their way to this platform at once.
    pub(crate) fn at_once(&self, platform: RegistrationId, now: Timestamp) -> usize {
        match self.all().get(&platform) {
            Some(pace) if pace.opens > now => 0,
            Some(pace) => pace.at_once,
            None => MOST_AT_ONCE,
        }
    }

    /// This platform took a request.
    pub(crate) fn took(&self, platform: RegistrationId) {
        if let Some(pace) = self.all().get_mut(&platform) {
            pace.took();
        }
    }

    /// This platform turned a request away and asked for this pause; when it takes them again.
    pub(crate) fn turned_away(
        &self,
        platform: RegistrationId,
        asked: Option<Span>,
        chance: u8,
        now: Timestamp,
    ) -> Timestamp {
        let mut all = self.all();
        let pace = all.entry(platform).or_insert(Pace::UNTRIED);
        pace.turned_away(asked, chance, now);
        pace.opens
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_000_000);

    fn slowed(asked: Option<Span>, chance: u8) -> Pace {
        let mut pace = Pace::UNTRIED;
        pace.turned_away(asked, chance, NOW);
        pace
    }

    #[test]
    fn a_pause_is_as_long_as_the_platform_said_and_a_little_by_chance() {
        let check = |asked: Option<i64>, chance, millis| {
            let pause = slowed(asked.map(Span::seconds), chance).opens - NOW;
            assert_eq!(pause, Span(millis), "{asked:?} {chance}");
        };
        check(Some(7), 0, 7_000);
        check(Some(8), 128, 8_500);
        check(Some(0), 0, 1_000);
        check(None, 0, 1_000);
        check(Some(600), 255, 604_980);
        check(Some(86_400), 0, 3_600_000);
    }

    #[test]
    fn one_burst_halves_the_pace_once_and_the_longest_pause_counts() {
        let mut pace = slowed(Some(Span::seconds(3)), 0);
        pace.turned_away(Some(Span::seconds(1)), 0, NOW);
        pace.turned_away(Some(Span::seconds(4)), 0, NOW);
        assert_eq!((pace.at_once, pace.opens - NOW), (8, Span::seconds(4)));
    }

    #[test]
    fn pauses_in_vain_grow_and_one_request_taken_ends_that() {
        let mut pace = Pace::UNTRIED;
        let mut now = NOW;
        let mut pauses = vec![];
        for _ in 0..12 {
            pace.turned_away(Some(Span::seconds(1)), 0, now);
            pauses.push((pace.opens - now).0 / 1000);
            now = pace.opens;
        }
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
        assert_eq!(pace.at_once, 1, "never none");
        pace.took();
        pace.turned_away(Some(Span::seconds(1)), 0, now);
        assert_eq!(pace.opens - now, Span::seconds(1));
    }

    #[test]
    fn a_platform_that_takes_requests_gets_more_of_them_up_to_the_most() {
        let mut pace = slowed(None, 0);
        for _ in 0..8 {
            pace.took();
        }
        assert_eq!(pace.at_once, 9);
        for _ in 0..1_000 {
            pace.took();
        }
        assert_eq!(pace.at_once, MOST_AT_ONCE);
    }

    #[test]
    fn while_one_platform_takes_nothing_others_do() {
        let (paces, id) = (Paces::default(), |byte| {
            RegistrationId::new(NOW, [byte; 10])
        });
        let opens = paces.turned_away(id(1), None, 0, NOW);
        assert_eq!(paces.opens(id(1), NOW), Some(opens));
        assert_eq!(paces.opens(id(1), opens), None);
        assert_eq!(paces.at_once(id(1), NOW), 0);
        assert_eq!(paces.at_once(id(1), opens), 8);
        assert_eq!(paces.at_once(id(2), NOW), MOST_AT_ONCE);
        assert_eq!(paces.next(NOW), Some(opens - NOW));
        assert_eq!(paces.next(opens), None);
    }
}
