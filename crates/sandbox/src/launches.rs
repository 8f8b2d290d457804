//! Launches that were begun and not yet answered.

use std::collections::HashMap;

use crate::opening::{Placement, Target};
use crate::quirks::Quirks;

/// How long a begun launch can be finished, in milliseconds.
const LIFETIME: i64 = 10 * 60 * 1000;
/// The most that are open at once.
const MOST: usize = 10_000;

/// A launch that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Begun {
    pub(crate) client_id: String,
    pub(crate) user_id: String,
    pub(crate) course: u32,
    pub(crate) purpose: Purpose,
    pub(crate) target: Target,
    /// In milliseconds.
    pub(crate) at: i64,
}

/// What is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// A link, by its id.
    Show(String),
    /// A choice of what to put into the course.
    Choose(Placement),
}

/// Begun launches by their message hint, so that only the very same bytes find them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Launches(HashMap<String, Begun>);

impl Launches {
    /// Begins a launch and gives the message hint. `secret` is an unguessable id.
    pub(crate) fn begin(&mut self, begun: Begun, quirks: &Quirks, secret: &str) -> String {
        let now = begun.at;
        self.0.retain(|_, begun| now - begun.at < LIFETIME);
        if self.0.len() >= MOST {
            // Somebody floods a sandbox; whoever was waiting begins again.
            self.0.clear();
        }
        let hint = if quirks.json_message_hint {
            json_hint(&begun.purpose, secret)
        } else {
            secret.to_owned()
        };
        self.0.insert(hint.clone(), begun);
        hint
    }

    /// The launch of this hint; `once` forgets it.
    pub(crate) fn take(&mut self, hint: &str, now: i64, once: bool) -> Option<Begun> {
        let begun = if once {
            self.0.remove(hint)?
        } else {
            self.0.get(hint)?.clone()
        };
        (now - begun.at < LIFETIME).then_some(begun)
    }
}

/// As a Moodle writes it: the course module and the launch, or for a choice the launch alone.
fn json_hint(purpose: &Purpose, secret: &str) -> String {
    match purpose {
        Purpose::Show(link) => {
            // Modules are counted with the three that every course begins with.
            let module = link
                .parse::<u64>()
                .map_or(4, |number| number.saturating_add(3));
            format!(r#"{{"cmid":{module},"launchid":"ltilaunch{link}_{secret}"}}"#)
        }
        Purpose::Choose(_) => {
            format!(r#"{{"launchid":"ltilaunch_ContentItemSelectionRequest{secret}"}}"#)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun(purpose: Purpose) -> Begun {
        Begun {
            client_id: "c".to_owned(),
            user_id: "7".to_owned(),
            course: 1,
            purpose,
            target: Target::Frame,
            at: 0,
        }
    }

    #[test]
    fn a_launch_is_finished_once_with_the_same_bytes_and_in_time() {
        let mut launches = Launches::default();
        let show = || begun(Purpose::Show("1".to_owned()));
        let hint = launches.begin(show(), &Quirks::moodle(), "s");
        assert_eq!(hint, r#"{"cmid":4,"launchid":"ltilaunch1_s"}"#);
        let spaced = r#"{"cmid": 4,"launchid":"ltilaunch1_s"}"#;
        assert_eq!(launches.take(spaced, 1, true), None);
        assert_eq!(launches.take(&hint, 1, false), Some(show()));
        assert_eq!(launches.take(&hint, 1, true), Some(show()));
        assert_eq!(launches.take(&hint, 1, true), None);
        launches.begin(show(), &Quirks::moodle(), "s");
        assert_eq!(launches.take(&hint, LIFETIME, true), None);
    }

    #[test]
    fn the_hint_of_a_choice_names_no_module() {
        let mut launches = Launches::default();
        let choose = || begun(Purpose::Choose(Placement::ContentArea));
        assert_eq!(
            launches.begin(choose(), &Quirks::moodle(), "9"),
            r#"{"launchid":"ltilaunch_ContentItemSelectionRequest9"}"#
        );
        assert_eq!(launches.begin(choose(), &Quirks::canvas(), "9"), "9");
    }
}
