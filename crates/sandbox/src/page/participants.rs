//! `/course/1/participants`.

use askama::Template;
use serde::Deserialize;

use super::{At, Row, is_found};
use crate::config::Config;
use crate::courses::Course;
use crate::lms::State;

/// The list of people with what can be changed.
#[derive(Template)]
#[template(path = "participants.html")]
pub(crate) struct Participants {
    title: &'static str,
    at: At,
    here: &'static str,
    find: String,
    notice: Option<String>,
    people: Vec<Row>,
}

impl Participants {
    pub(crate) fn new(
        config: &Config,
        state: &State,
        course: &Course,
        find: &str,
        notice: Option<(Notice, &str)>,
    ) -> Self {
        let people = state.roster.people.iter();
        Self {
            title: "Participants",
            at: At::of(course),
            here: "participants",
            find: find.to_owned(),
            notice: notice.map(|(notice, who)| notice.sentence(who)),
            people: people
                .filter(|person| is_found(person, find))
                .map(|person| Row::of(person, config.manners))
                .collect(),
        }
    }
}

/// What has just been changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Notice {
    /// A late student was enrolled.
    Enrolled,
    /// Somebody was suspended.
    Suspended,
    /// A suspension was ended.
    Restored,
    /// Somebody was taken out of the course.
    Unenrolled,
    /// There is no such person any more.
    Gone,
}

impl Notice {
    /// The word in an address.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Enrolled => "enrolled",
            Self::Suspended => "suspended",
            Self::Restored => "restored",
            Self::Unenrolled => "unenrolled",
            Self::Gone => "gone",
        }
    }

    fn sentence(self, who: &str) -> String {
        match self {
            Self::Enrolled => format!("{who} is enrolled."),
            Self::Suspended => format!("{who} is suspended: no longer on the roster for tools."),
            Self::Restored => format!("{who} is active again."),
            Self::Unenrolled => format!("{who} is no longer in the course."),
            Self::Gone => format!("{who} was not in the course."),
        }
    }
}
