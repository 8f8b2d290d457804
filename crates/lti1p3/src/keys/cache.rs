//! When to fetch a platform's keys again, as data: the crate neither fetches nor reads a clock.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;
use http::header::{AGE, CACHE_CONTROL};
use jiff::{SignedDuration, Timestamp};

use super::KeySet;
use crate::ids::KeyId;

/// How long keys are kept, and how often a platform may be asked for them.
///
/// Platforms change their keys at will: some every hour, without keeping the old ones for long. And
/// anybody can send a token that names a key nobody has. So an unknown key leads to a fetch, and
/// such fetches have a budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CachePolicy {
    /// Keys are good at least this long, whatever the platform's `Cache-Control` says.
    pub floor: Duration,
    /// And at most this long.
    pub ceiling: Duration,
    /// How long they are good where nothing is said.
    pub unsaid: Duration,
    /// The pause after any fetch, good or failed.
    pub pause: Duration,
    /// How long after they ceased to be good they still serve while the platform does not answer.
    pub stale: Duration,
    /// How many fetches unknown keys may cause one right after another.
    pub misses: u32,
    /// After how long one more is allowed.
    pub refill: Duration,
}

impl Default for CachePolicy {
    /// An hour where nothing is said, between five minutes and a day otherwise; ten seconds between
    /// fetches; stale keys serve a day; six fetches for unknown keys, one more every five minutes.
    fn default() -> Self {
        Self {
            floor: Duration::from_mins(5),
            ceiling: Duration::from_hours(24),
            unsaid: Duration::from_hours(1),
            pause: Duration::from_secs(10),
            stale: Duration::from_hours(24),
            misses: 6,
            refill: Duration::from_mins(5),
        }
    }
}

/// What to do about a launch, as far as keys go.
#[derive(Clone, Debug)]
pub enum Keys {
    /// Verify with these. They may lack the key that the launch names: then it is refused, and one
    /// that comes after the pause may lead to a fetch.
    Use(Arc<KeySet>),
    /// Fetch the set, tell [`KeyCache::fetched`] or [`KeyCache::failed`], and ask again. Let others
    /// who ask for the same platform wait meanwhile: that makes one fetch of many.
    Fetch,
    /// There are none, and the platform did not answer a moment ago. Not before this time.
    None(Timestamp),
}

impl Keys {
    /// The keys, if they need not be fetched first.
    pub fn ready(self) -> Result<Arc<KeySet>, NoKeys> {
        match self {
            Self::Use(keys) => Ok(keys),
            Self::Fetch | Self::None(_) => Err(NoKeys),
        }
    }
}

/// There are no keys to verify with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the platform's keys cannot be had at the moment")]
pub struct NoKeys;

/// The keys of one platform, and when to ask for them again.
///
/// ```
/// use lti1p3::keys::{CachePolicy, KeyCache, Keys, KeySet, SigningKey, render};
///
/// let platform = SigningKey::generate().unwrap();
/// let kid = Some(platform.id().as_str());
/// let now = "2026-11-21T21:25:10Z".parse().unwrap();
/// let mut cache = KeyCache::new(CachePolicy::default());
/// assert!(matches!(cache.ask(kid, now), Keys::Fetch));
/// // Fetched, with the headers of the reply:
/// let keys = KeySet::parse(render([&platform]).as_bytes()).unwrap();
/// cache.fetched(keys, &http::HeaderMap::new(), now);
/// assert!(matches!(cache.ask(kid, now), Keys::Use(_)));
/// ```
#[derive(Clone, Debug)]
pub struct KeyCache {
    policy: CachePolicy,
    held: Option<Held>,
    asked_at: Option<Timestamp>,
    misses: Budget,
}

#[derive(Clone, Debug)]
struct Held {
    keys: Arc<KeySet>,
    good_until: Timestamp,
}

impl KeyCache {
    /// Knows no keys yet.
    pub const fn new(policy: CachePolicy) -> Self {
        Self {
            policy,
            held: None,
            asked_at: None,
            misses: Budget {
                used: 0,
                counted_from: Timestamp::MIN,
            },
        }
    }

    /// What to do about a launch that names this key, or none:
    /// [`UnverifiedLaunch::key_id`](crate::UnverifiedLaunch::key_id).
    pub fn ask(&mut self, kid: Option<&str>, now: Timestamp) -> Keys {
        let policy = self.policy;
        let key = kid.and_then(|kid| KeyId::parse(kid).ok());
        let pauses_until = self
            .asked_at
            .filter(|asked| *asked <= now)
            .map(|asked| later(asked, policy.pause))
            .filter(|until| now < *until);
        let Some(held) = self.held.as_ref().filter(|held| held.serves(now, &policy)) else {
            return pauses_until.map_or(Keys::Fetch, Keys::None);
        };
        let is_known = key.as_ref().is_some_and(|key| held.keys.contains(key));
        let is_good = now < held.good_until;
        // A launch that names no proper key is refused whatever the set holds.
        let is_settled = is_good && (is_known || key.is_none());
        if is_settled || pauses_until.is_some() || (is_good && !self.misses.take(&policy, now)) {
            return Keys::Use(held.keys.clone());
        }
        Keys::Fetch
    }

    /// They came, with these headers. A set without a single usable key is a failure, not this.
    pub fn fetched(&mut self, keys: impl Into<Arc<KeySet>>, headers: &HeaderMap, now: Timestamp) {
        let CachePolicy { floor, ceiling, .. } = self.policy;
        let said = life(headers).unwrap_or(self.policy.unsaid);
        self.asked_at = Some(now);
        self.held = Some(Held {
            keys: keys.into(),
            good_until: later(now, said.min(ceiling).max(floor)),
        });
    }

    /// They did not come.
    pub const fn failed(&mut self, now: Timestamp) {
        self.asked_at = Some(now);
    }

    /// Forgets them: the platform says that a key is no longer its own.
    pub fn forget(&mut self) {
        *self = Self::new(self.policy);
    }
}

impl Default for KeyCache {
    fn default() -> Self {
        Self::new(CachePolicy::default())
    }
}

impl Held {
    fn serves(&self, now: Timestamp, policy: &CachePolicy) -> bool {
        now < later(self.good_until, policy.stale)
    }
}

/// Fetches that unknown keys caused, paid back one by one.
#[derive(Clone, Debug)]
struct Budget {
    used: u32,
    counted_from: Timestamp,
}

impl Budget {
    fn take(&mut self, policy: &CachePolicy, now: Timestamp) -> bool {
        while self.used > 0 && later(self.counted_from, policy.refill) <= now {
            self.used -= 1;
            self.counted_from = later(self.counted_from, policy.refill);
        }
        if self.used >= policy.misses {
            return false;
        }
        if self.used == 0 {
            self.counted_from = now;
        }
        self.used += 1;
        true
    }
}

fn later(moment: Timestamp, by: Duration) -> Timestamp {
    moment.saturating_add(by).unwrap_or(Timestamp::MAX)
}

/// For how long a reply may be kept (RFC 9111 section 4.2), if it says. `no-store` and `no-cache`
/// say not at all; what a shared cache may do (`s-maxage`) is not for this one.
fn life(headers: &HeaderMap) -> Option<Duration> {
    let mut longest = None;
    for value in headers.get_all(CACHE_CONTROL) {
        for directive in value.to_str().unwrap_or_default().split(',') {
            let (name, value) = directive.split_once('=').unwrap_or((directive, ""));
            match &*name.trim().to_ascii_lowercase() {
                "no-store" | "no-cache" => return Some(Duration::ZERO),
                "max-age" => longest = longest.or_else(|| seconds(value)),
                _ => {}
            }
        }
    }
    let age = headers.get(AGE).and_then(|age| age.to_str().ok());
    let age = age.and_then(seconds).unwrap_or_default();
    longest.map(|life| life.saturating_sub(age))
}

fn seconds(text: &str) -> Option<Duration> {
    let seconds: u64 = text.trim().trim_matches('"').parse().ok()?;
    let longest = SignedDuration::from_hours(24 * 365).unsigned_abs();
    Some(Duration::from_secs(seconds).min(longest))
}

#[cfg(test)]
mod tests;
