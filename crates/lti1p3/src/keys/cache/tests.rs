use std::sync::LazyLock;

use super::*;
use crate::testing::{KEY, KEYS, STRANGER, now};

/// Plays one platform, second by second.
struct Trial {
    cache: KeyCache,
}

fn trial() -> Trial {
    Trial {
        cache: KeyCache::new(CachePolicy::default()),
    }
}

fn at(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

impl Trial {
    /// What is said at so many seconds about a launch that names this key.
    #[track_caller]
    fn check(&mut self, seconds: i64, key: Option<&str>, expected: &str) -> &mut Self {
        let said = match self.cache.ask(key, at(seconds)) {
            Keys::Use(_) => "use".to_owned(),
            Keys::Fetch => "fetch".to_owned(),
            Keys::None(until) => {
                let wait = until.as_second() - at(seconds).as_second();
                format!("none for {wait} s")
            }
        };
        assert_eq!(said, expected, "at {seconds} s");
        self
    }

    fn fetched(&mut self, seconds: i64, cache_control: &[&str]) -> &mut Self {
        let mut headers = HeaderMap::new();
        for value in cache_control {
            headers.append(CACHE_CONTROL, value.parse().unwrap());
        }
        self.cache.fetched(KEYS.clone(), &headers, at(seconds));
        self
    }

    fn failed(&mut self, seconds: i64) -> &mut Self {
        self.cache.failed(at(seconds));
        self
    }
}

const HOUR: i64 = 60 * 60;
const DAY: i64 = 24 * HOUR;

/// The one key that the platform has, and one that it has not.
static KNOWN: LazyLock<Option<&str>> = LazyLock::new(|| Some(KEY.id().as_str()));
static UNKNOWN: LazyLock<Option<&str>> = LazyLock::new(|| Some(STRANGER.id().as_str()));

#[test]
fn keys_are_fetched_once_and_kept_for_an_hour() {
    (trial().check(0, *KNOWN, "fetch").fetched(0, &[]))
        .check(0, *KNOWN, "use")
        .check(HOUR - 1, *KNOWN, "use")
        .check(HOUR, *KNOWN, "fetch");
}

#[test]
fn what_the_platform_says_counts_between_five_minutes_and_a_day() {
    for (said, life) in [
        (&["max-age=1800"][..], 1_800),
        (&["public, Max-Age=\"1800\""], 1_800),
        (&["public", "max-age=1800"], 1_800),
        (&["max-age=0"], 300),
        (&["no-store, max-age=1800"], 300),
        (&["max-age=0, private, must-revalidate"], 300),
        (&["no-cache"], 300),
        (&["max-age=99999999999999"], DAY),
        (&["max-age=18446744073709551616"], HOUR),
        (&["max-age=-1"], HOUR),
        (&["max-age=soon"], HOUR),
        (&["s-maxage=60"], HOUR),
        (&[""], HOUR),
    ] {
        (trial().fetched(0, said))
            .check(life - 1, *KNOWN, "use")
            .check(life, *KNOWN, "fetch");
    }
}

#[test]
fn time_spent_in_another_cache_counts() {
    let mut headers = HeaderMap::new();
    headers.insert(CACHE_CONTROL, "max-age=1800".parse().unwrap());
    headers.insert(AGE, "600".parse().unwrap());
    assert_eq!(life(&headers), Some(Duration::from_mins(20)));
    headers.insert(AGE, "6000".parse().unwrap());
    assert_eq!(life(&headers), Some(Duration::ZERO));
}

#[test]
fn a_key_that_is_not_known_leads_to_a_fetch_but_not_within_the_pause() {
    (trial().fetched(0, &[]))
        .check(9, *UNKNOWN, "use")
        .check(10, *UNKNOWN, "fetch")
        .fetched(10, &[])
        .check(19, *UNKNOWN, "use")
        .check(20, *UNKNOWN, "fetch");
}

/// The attack: tokens with invented key names, as fast as they can be sent.
#[test]
fn attack_invented_key_names_cause_few_fetches() {
    let mut trial = trial();
    trial.fetched(0, &["max-age=86400"]);
    let mut fetches = 0;
    for second in 0..HOUR {
        if matches!(trial.cache.ask(*UNKNOWN, at(second)), Keys::Fetch) {
            fetches += 1;
            trial.fetched(second, &["max-age=86400"]);
        }
        trial.check(second, *KNOWN, "use");
    }
    assert_eq!(fetches, 6 + 11, "six at once, and one every five minutes");
}

#[test]
fn a_launch_that_names_no_proper_key_never_leads_to_a_fetch_while_there_are_keys() {
    (trial().fetched(0, &[]))
        .check(HOUR - 1, None, "use")
        .check(HOUR - 1, Some(""), "use")
        .check(HOUR, None, "fetch");
}

#[test]
fn a_platform_that_does_not_answer_is_trusted_for_what_it_said_for_a_day() {
    (trial().fetched(0, &[]).check(HOUR, *KNOWN, "fetch"))
        .failed(HOUR)
        .check(HOUR, *KNOWN, "use")
        .check(HOUR + 10, *KNOWN, "fetch")
        .failed(HOUR + 10)
        .check(HOUR + DAY - 1, *KNOWN, "fetch")
        .failed(HOUR + DAY - 1)
        .check(HOUR + DAY, *KNOWN, "none for 9 s");
}

#[test]
fn a_platform_that_never_answered_is_left_in_peace_for_a_moment() {
    (trial().check(0, *KNOWN, "fetch").failed(0))
        .check(0, *KNOWN, "none for 10 s")
        .check(9, *UNKNOWN, "none for 1 s")
        .check(10, *KNOWN, "fetch");
}

#[test]
fn a_clock_that_is_set_back_does_not_stop_fetching() {
    (trial().failed(DAY)).check(0, *KNOWN, "fetch");
}

#[test]
fn keys_that_are_forgotten_are_not_used_again() {
    let mut trial = trial();
    trial.fetched(0, &[]);
    trial.cache.forget();
    trial.check(0, *KNOWN, "fetch");
}
