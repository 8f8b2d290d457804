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
        /// Those without a group.
        late: Late,
        /// Free seats in published groups.
        seats: u32,
    },
}

/// Mentees who have no group although groups are published: they came later, or had to wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Late {
    /// How many.
    pub count: u32,
    /// How many of them find a free place that they may have.
    pub fitting: u32,
    /// What moving people would do, where that was looked for and is still so.
    pub by_moving: Option<ByMoving>,
}

/// What moving people would do for those without a place. Nobody is moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByMoving {
    /// How many could be placed; 0 where moving helps nobody.
    pub placed: u32,
    /// How many people would have to move.
    pub moved: u32,
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
    /// Whether the worst-placed come first, by the scheme's setting.
    pub fair_first: bool,
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
    /// What would help, the least first; the steps of each are taken together.
    pub cures: Vec<Vec<Step>>,
}

/// One thing that would help, in numbers that name nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What.
    pub kind: StepKind,
    /// How many people it is about.
    pub people: u32,
    /// How many places it is about, all together.
    pub places: u32,
    /// The discipline all of them share, if they do.
    pub discipline: Option<String>,
}

/// What would help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// Mentors take more than the largest group.
    MoreSeats,
    /// Mentors do with fewer than the smallest group.
    LowerMinimum,
    /// Mentees go to a mentor of another discipline.
    OtherCourse,
    /// Mentees wait.
    Wait,
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
    /// How many waited when it was formed: there were too few places.
    pub waiting: u32,
    /// How many places of the smallest groups were empty when it was formed.
    pub lacking: u32,
    /// Whether the worst-placed come first when groups are formed again, by the scheme's setting.
    pub fair_first: bool,
    /// Where the worst-placed came first: what that takes and gives.
    pub fairness: Option<Fairness>,
    /// How many groups there are.
    pub count: u32,
    /// Which of them are shown.
    pub excerpt: Excerpt,
    /// Groups, worst-placed first: at most [`crate::list::PAGE`].
    pub groups: Vec<Group>,
}

/// What putting the worst-placed first takes from all together and gives to them.
///
/// Costs never leave the service. How well somebody fits is said of 100, rounded to five, and so is
/// how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fairness {
    /// These groups.
    pub fair: Fit,
    /// The groups that fit best all together.
    pub best: Fit,
}

/// How well people fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fit {
    /// All of them on average, of 100.
    pub mean: u32,
    /// The one who fits worst, of 100.
    pub worst: u32,
    /// How many fit no better than the worst of those groups that fit best all together.
    pub as_bad: Rounded,
}

/// A number of people as it may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rounded {
    /// Fewer than five, perhaps none.
    Few,
    /// So many, rounded to five.
    About(u32),
}

impl Rounded {
    /// Rounds a number.
    pub const fn of(number: u32) -> Self {
        if number < 5 {
            Self::Few
        } else {
            Self::About(number.saturating_add(2) / 5 * 5)
        }
    }
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
