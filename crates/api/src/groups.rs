//! Groups as the coordinator sees them.

use serde::{Deserialize, Serialize};

use crate::{Millis, list::Excerpt};

/// How far a piece of work has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Done so far.
    pub done: u32,
    /// Out of how many, where known.
    pub of: Option<u32>,
}

/// The page *Groups*.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Groups {
    /// Nothing formed yet.
    None {
        /// Who would take part now.
        ready: Ready,
    },
    /// No allocation exists under the rules; why, and what would help.
    Conflict {
        /// Who would take part now.
        ready: Ready,
        /// The smallest contradiction found.
        conflict: Conflict,
    },
    /// Formed, but people have come, gone or changed since, so that nothing is proven of them.
    Outdated {
        /// Who would take part now.
        ready: Ready,
    },
    /// Formed, to be reviewed.
    Proposed {
        /// The allocation.
        allocation: Allocation,
    },
    /// Published: everyone sees their own group.
    Published {
        /// The allocation.
        allocation: Allocation,
        /// Mentees who arrived since and have no group.
        late: u32,
        /// Free seats in published groups.
        seats: u32,
    },
}

/// Who would take part if groups were formed now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ready {
    /// Mentors who passed every gate.
    pub mentors: u32,
    /// Mentees taking part.
    pub mentees: u32,
    /// Smallest group.
    pub lower: u32,
    /// Largest group.
    pub upper: u32,
}

/// Why no allocation exists (a Hall violator, in numbers and in people).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// Which inequality fails.
    pub kind: ConflictKind,
    /// How many mentees it concerns.
    pub mentees: u32,
    /// How many mentors it concerns.
    pub mentors: u32,
    /// Seats these mentors have, or must fill.
    pub seats: u32,
    /// The discipline all of them share, if they do.
    pub discipline: Option<String>,
}

/// Which inequality fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConflictKind {
    /// These mentees can only go to these mentors, who have too few seats.
    TooFewSeats,
    /// These mentors must fill their groups, and too few mentees may come to them.
    TooFewMentees,
}

/// A set of groups with its evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Allocation {
    /// Identifier; goes into the publish form as the hidden field `allocation`.
    pub id: String,
    /// When it was formed.
    pub formed_at: Millis,
    /// When it was published.
    pub published_at: Option<Millis>,
    /// Mentees placed.
    pub placed: u32,
    /// True when the independent check agreed that no allocation under these rules costs less.
    pub proven: bool,
    /// How long solving took, in microseconds.
    pub solve_micros: u64,
    /// How long the independent check took, in microseconds.
    pub check_micros: u64,
    /// How many groups there are.
    pub count: u32,
    /// Which of them are shown.
    pub excerpt: Excerpt,
    /// Groups, worst-placed first: at most [`crate::list::PAGE`].
    pub groups: Vec<Group>,
}

/// One mentor and their mentees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The mentor's name, where the LMS gave one.
    pub mentor: Option<String>,
    /// The mentor's course of study.
    pub discipline: Option<String>,
    /// Most mentees this mentor takes.
    pub upper: u32,
    /// The mentees.
    pub mentees: Vec<Placed>,
}

/// A mentee in a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// Name, where the LMS gave one.
    pub name: Option<String>,
    /// Course of study.
    pub discipline: Option<String>,
    /// True if placed after publishing.
    pub late: bool,
    /// Which of the things that count were met; open ones only, never a sealed one.
    pub met: Vec<Met>,
}

/// An open reason for a placement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Met {
    /// Same course of study.
    Discipline,
    /// Same mode of study.
    Mode,
    /// Both commute, or neither does.
    Commute,
}
