//! Forms groups: who may be with whom, what a pairing costs, how all are placed together, what stands
//! in the way, and who is placed late (R64, R65, R134).
//!
//! Only open facts count here: course of study, mode of study, commuting. What a person asked for in
//! private comes with the preferences and never leaves the service.

mod impasse;
mod late;
mod solve;
#[cfg(test)]
mod tests;

pub use matching::Shortage;
use matching::{Builder, Problem, Quota};

use crate::id::PersonId;

pub use impasse::{Impasse, Step, StepKind, impasse};
pub use late::{ByMoving, Late, LateError, fitting, place_late};
pub use solve::{Compared, Fair, Found, Spread, Way, form};

/// Cost of a pair of whom one commutes and the other does not.
const OTHER_COMMUTE: u32 = 20;

/// Cost of a pair with different modes of study.
const OTHER_MODE: u32 = 40;

/// Cost where either side's value is not known: between met and not met.
const UNKNOWN: u32 = 10;

/// No pair costs more.
pub const WORST_COST: u32 = OTHER_MODE + OTHER_COMMUTE + UNKNOWN;

/// What counts about a person when groups are formed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// Course of study.
    pub discipline: Option<String>,
    /// Mode of study.
    pub mode: Option<String>,
    /// Whether they commute.
    pub commutes: Option<bool>,
}

/// Most and fewest mentees of every mentor (R65).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Fewest.
    pub lower: u32,
    /// Most.
    pub upper: u32,
}

/// Whether a mentor and a mentee may be together. Within one course of study by default (R64);
/// someone whose course is not known may be with anyone.
pub fn allowed(mentor: &Person, mentee: &Person) -> bool {
    match (&mentor.discipline, &mentee.discipline) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

/// What a pair costs; less is better.
pub fn cost(mentor: &Person, mentee: &Person) -> u32 {
    differs(mentor.mode.as_ref(), mentee.mode.as_ref(), OTHER_MODE)
        + differs(mentor.commutes, mentee.commutes, OTHER_COMMUTE)
        + differs(mentor.discipline.as_ref(), mentee.discipline.as_ref(), 0)
}

fn differs<T: PartialEq>(one: Option<T>, other: Option<T>, cost: u32) -> u32 {
    match (one, other) {
        (Some(one), Some(other)) if one == other => 0,
        (Some(_), Some(_)) => cost,
        _ => UNKNOWN,
    }
}

/// Which of the open things a pair has in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InCommon {
    /// Course of study.
    pub discipline: bool,
    /// Mode of study.
    pub mode: bool,
    /// Both commute, or neither does.
    pub commute: bool,
}

/// What a pair has in common, for the people it concerns.
pub fn in_common(mentor: &Person, mentee: &Person) -> InCommon {
    InCommon {
        discipline: mentor.discipline.is_some() && mentor.discipline == mentee.discipline,
        mode: mentor.mode.is_some() && mentor.mode == mentee.mode,
        commute: mentor.commutes.is_some() && mentor.commutes == mentee.commutes,
    }
}

/// The people of one forming, in the order of their ids, so that the same people always give the
/// same groups.
#[derive(Clone, Debug)]
pub struct People {
    /// The mentors.
    pub mentors: Vec<Person>,
    /// The mentees.
    pub mentees: Vec<Person>,
}

impl People {
    /// Puts people in order.
    pub fn new(mut mentors: Vec<Person>, mut mentees: Vec<Person>) -> Self {
        mentors.sort_by_key(|person| person.id);
        mentees.sort_by_key(|person| person.id);
        Self { mentors, mentees }
    }

    /// Every allowed pair with its cost: (mentee, mentor, cost), by place in the lists.
    pub fn pairs(&self) -> impl Iterator<Item = (u32, u32, u32)> + '_ {
        (0..).zip(&self.mentees).flat_map(move |(mentee, who)| {
            (0..)
                .zip(&self.mentors)
                .filter(move |(_, with)| allowed(with, who))
                .map(move |(mentor, with)| (mentee, mentor, cost(with, who)))
        })
    }

    /// The problem to solve.
    pub fn problem(&self, sizes: Sizes) -> Result<Problem, matching::BuildError> {
        let quota = Quota {
            lo: sizes.lower,
            hi: sizes.upper,
        };
        let mut builder = Builder::new(self.mentees.len(), vec![quota; self.mentors.len()])?;
        for (mentee, mentor, cost) in self.pairs() {
            builder.pair(mentee, mentor, cost)?;
        }
        builder.build()
    }
}

/// When a mentee is called if there are too few places, the smaller the earlier: who asked for a
/// mentor, then who opened the tab, then by a draw made when the person was first known (R134).
pub fn turn(mentee: PersonId, asked: bool, opened: bool) -> u64 {
    let before = match (asked, opened) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 2,
    };
    before << 62 | mentee.draw()
}
