//! Whether what went wrong was put right since, as far as can be told from what is kept.

use domain::Timestamp;
use store::{
    StoreError, Tx,
    registration::{self, Registration, State, Tried, Worked},
    trouble::Trouble,
};

/// What is known of a platform since something went wrong.
pub(crate) struct Since {
    state: State,
    approved: Vec<String>,
    tried: Tried,
    worked: Vec<Worked>,
}

/// Of everybody alike: when somebody can come in again, everybody can.
const FOR_EVERYBODY: [&str; 11] = [
    "check-keys",
    "check-time",
    "launch-platform-unreachable",
    "launch-platform-refused",
    "launch-unknown-platform",
    "launch-token-signature",
    "launch-token-key",
    "launch-token-algorithm",
    "launch-token-issuer",
    "launch-token-audience",
    "launch-token-time",
];

/// That a platform's keys could not be read: by our own check, and by somebody who came.
pub(super) const UNREACHED: [&str; 2] = ["check-keys", "launch-platform-unreachable"];

/// What comes of an address or a name that is wrong.
const OF_ADDRESSES: [&str; 10] = [
    "check-keys",
    "check-token",
    "launch-platform-unreachable",
    "launch-platform-refused",
    "launch-unknown-platform",
    "launch-token-signature",
    "launch-token-key",
    "launch-token-issuer",
    "launch-token-audience",
    "token-refused",
];

impl Since {
    pub(crate) fn of(tx: &mut Tx<'_>, known: &Registration) -> Result<Self, StoreError> {
        let deployments = registration::deployments(tx, known.id)?.into_iter();
        Ok(Self {
            state: known.state,
            approved: deployments
                .filter_map(|(id, is_approved)| is_approved.then_some(id))
                .collect(),
            tried: registration::tried(tx, known.id)?,
            worked: registration::worked(tx, known.id)?,
        })
    }

    /// Whether it was put right.
    pub(crate) fn settles(&self, trouble: &Trouble) -> bool {
        let after = |at: Option<Timestamp>| at.is_some_and(|at| at >= trouble.last_at);
        let any = |of: fn(&Worked) -> Option<Timestamp>| {
            let here = self
                .worked
                .iter()
                .filter(|each| is_there(&each.deployment, &trouble.deployment));
            after(here.filter_map(of).max())
        };
        let code = &*trouble.code;
        let by_success = match code {
            "launch-deployment-unknown" | "launch-deployment-pending" => {
                self.approved.contains(&trouble.deployment)
            }
            "launch-platform-pending" | "launch-platform-disabled" => self.state == State::Active,
            "token-refused" | "check-token" => {
                after(self.tried.token_at) || any(|each| each.roster_at.max(each.mark_at))
            }
            "platform-busy" => any(|each| each.roster_at.max(each.mark_at)),
            code if code.starts_with("roster-") => any(|each| each.roster_at),
            code if code.starts_with("score-") => any(|each| each.mark_at),
            code if FOR_EVERYBODY.contains(&code) => {
                let has_keys = UNREACHED.contains(&code) && after(self.tried.keys_at);
                has_keys || any(|each| each.launched_at)
            }
            _ => false,
        };
        by_success || (OF_ADDRESSES.contains(&code) && after(self.tried.moved_at))
    }
}

/// Whether what worked in one deployment says something about the other; an empty one is all of them.
fn is_there(worked: &str, failed: &str) -> bool {
    failed.is_empty() || worked == failed
}

#[cfg(test)]
mod tests {
    use super::*;

    const EARLY: Option<Timestamp> = Some(Timestamp(5));
    const LATE: Option<Timestamp> = Some(Timestamp(10));

    fn since() -> Since {
        Since {
            state: State::Disabled,
            approved: vec![],
            tried: Tried::default(),
            worked: vec![],
        }
    }

    fn worked(deployment: &str) -> Worked {
        Worked {
            deployment: deployment.to_owned(),
            ..Worked::default()
        }
    }

    /// Whether what went wrong at 7 in deployment 1 is settled.
    fn check(code: &str, since: &Since, expected: bool) {
        let trouble = Trouble {
            registration: None,
            deployment: "1".to_owned(),
            code: code.to_owned(),
            detail: String::new(),
            times: 1,
            first_at: Timestamp(1),
            last_at: Timestamp(7),
        };
        assert_eq!(since.settles(&trouble), expected, "{code}");
    }

    #[test]
    fn an_approval_settles_what_waited_for_it() {
        check("launch-deployment-pending", &since(), false);
        let approved = Since {
            approved: vec!["2".to_owned(), "1".to_owned()],
            ..since()
        };
        check("launch-deployment-pending", &approved, true);
        check("launch-platform-disabled", &approved, false);
        let active = Since {
            state: State::Active,
            ..since()
        };
        check("launch-platform-disabled", &active, true);
        check("launch-deployment-pending", &active, false);
    }

    #[test]
    fn a_later_success_of_the_same_kind_in_the_same_place_settles() {
        let with = |worked| Since {
            worked: vec![worked],
            ..since()
        };
        let launched = |deployment, launched_at| {
            with(Worked {
                launched_at,
                ..worked(deployment)
            })
        };
        check("launch-token-time", &launched("1", LATE), true);
        check("launch-token-time", &launched("1", EARLY), false);
        check("launch-token-time", &launched("2", LATE), false);
        check("roster-refused", &launched("1", LATE), false);
        // One person's browser says nothing about another's.
        check("launch-not-this-browser", &launched("1", LATE), false);
        let read = with(Worked {
            roster_at: LATE,
            ..worked("1")
        });
        check("roster-refused", &read, true);
        check("score-refused", &read, false);
        check("token-refused", &read, true);
        let marked = with(Worked {
            mark_at: LATE,
            ..worked("1")
        });
        check("score-refused", &marked, true);
    }

    #[test]
    fn trying_and_correcting_settle_what_they_are_about() {
        let with = |tried| Since { tried, ..since() };
        let keys = with(Tried {
            keys_at: LATE,
            ..Tried::default()
        });
        check("launch-platform-unreachable", &keys, true);
        check("check-keys", &keys, true);
        check("check-token", &keys, false);
        check("check-time", &keys, false);
        check("token-refused", &keys, false);
        let moved = |moved_at| {
            with(Tried {
                moved_at,
                ..Tried::default()
            })
        };
        check("token-refused", &moved(LATE), true);
        check("check-token", &moved(LATE), true);
        check("token-refused", &moved(EARLY), false);
        check("launch-token-key", &moved(LATE), true);
        check("roster-refused", &moved(LATE), false);
    }
}
