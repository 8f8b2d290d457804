//! Launches that were begun and not yet answered.

use std::collections::HashMap;

use crate::config::Manners;
use crate::course::Target;

/// How long a begun launch can be finished, in milliseconds.
const LIFETIME: i64 = 10 * 60 * 1000;
/// The most that are open at once.
const MOST: usize = 10_000;

/// A launch that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Begun {
    pub(crate) client_id: String,
    pub(crate) user_id: String,
    pub(crate) target: Target,
    at: i64,
}

/// Begun launches by their message hint, so that only the very same bytes find them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Launches(HashMap<String, Begun>);

impl Launches {
    /// Begins a launch and gives the message hint. `secret` is an unguessable id.
    pub(crate) fn begin(
        &mut self,
        (client_id, user_id): (&str, &str),
        target: Target,
        manners: Manners,
        (secret, now): (&str, i64),
    ) -> String {
        self.0.retain(|_, begun| now - begun.at < LIFETIME);
        if self.0.len() >= MOST {
            // Somebody floods a sandbox; whoever was waiting begins again.
            self.0.clear();
        }
        let hint = match manners {
            Manners::Moodle => format!(r#"{{"cmid":4,"launchid":"ltilaunch1_{secret}"}}"#),
            Manners::Canvas => secret.to_owned(),
        };
        let begun = Begun {
            client_id: client_id.to_owned(),
            user_id: user_id.to_owned(),
            target,
            at: now,
        };
        self.0.insert(hint.clone(), begun);
        hint
    }

    /// The launch of this hint, once.
    pub(crate) fn take(&mut self, hint: &str, now: i64) -> Option<Begun> {
        let begun = self.0.remove(hint)?;
        (now - begun.at < LIFETIME).then_some(begun)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_launch_is_finished_once_with_the_same_bytes_and_in_time() {
        let mut launches = Launches::default();
        let mut begin =
            |now| launches.begin(("c", "7"), Target::Frame, Manners::Moodle, ("s", now));
        let hint = begin(0);
        assert_eq!(hint, r#"{"cmid":4,"launchid":"ltilaunch1_s"}"#);
        assert_eq!(
            launches.take(r#"{"cmid": 4,"launchid":"ltilaunch1_s"}"#, 1),
            None
        );
        assert_eq!(
            launches.take(&hint, 1).map(|begun| begun.user_id),
            Some("7".to_owned())
        );
        assert_eq!(launches.take(&hint, 1), None);
        launches.begin(("c", "7"), Target::Frame, Manners::Moodle, ("s", 0));
        assert_eq!(launches.take(&hint, LIFETIME), None);
    }
}
