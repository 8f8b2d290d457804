//! Members as the coordinator sees them.

use serde::{Deserialize, Serialize};

use crate::{
    home::{Counts, GateName},
    list::Excerpt,
};

/// One page of the list of members.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct People {
    /// People by part, whatever the search says.
    pub counts: Counts,
    /// Which of them are shown.
    pub excerpt: Excerpt,
    /// At most [`crate::list::PAGE`] rows.
    pub rows: Vec<Person>,
}

/// One member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Name, where the LMS gave one.
    pub name: Option<String>,
    /// The institution's number for this person, where the LMS gave one.
    pub number: Option<String>,
    /// Part in the scheme.
    pub part: Part,
    /// Course of study.
    pub discipline: Option<String>,
    /// Year of study.
    pub year: Option<u8>,
    /// Set when the roster no longer lists them; they are held for seven days.
    pub held: bool,
}

/// A person's part in the scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Coordinates it.
    Coordinator,
    /// Staff of the course.
    Staff,
    /// A mentor who passed every gate.
    Mentor,
    /// A candidate, with the gate they stand at.
    Candidate(GateName),
    /// Takes part as a mentee.
    Mentee,
    /// To be asked.
    Asked,
    /// Opted out.
    Out,
    /// An observer, or a role without a part.
    Observer,
}
