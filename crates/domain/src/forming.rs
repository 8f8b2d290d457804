//! Forms groups: who may be with whom, what a pairing costs, and who is placed late (R64, R65).
//!
//! Only open facts count here: course of study, mode of study, commuting. What a person asked for in
//! private comes with the preferences and never leaves the service.

use std::collections::{BTreeMap, BTreeSet};

use matching::{Builder, Outcome, Problem, Quota};

use crate::id::PersonId;

/// Cost of a pair of whom one commutes and the other does not.
const OTHER_COMMUTE: u32 = 20;

/// Cost of a pair with different modes of study.
const OTHER_MODE: u32 = 40;

/// Cost where either side's value is not known: between met and not met.
const UNKNOWN: u32 = 10;

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
        self.problem_of(vec![quota; self.mentors.len()])
    }

    /// The problem to solve where each mentor has their own number of places.
    fn problem_of(&self, quotas: Vec<Quota>) -> Result<Problem, matching::BuildError> {
        let mut builder = Builder::new(self.mentees.len(), quotas)?;
        for (mentee, mentor, cost) in self.pairs() {
            builder.pair(mentee, mentor, cost)?;
        }
        builder.build()
    }
}

/// Solves a problem to the end; it is small enough never to be cancelled here.
pub fn form(problem: &Problem) -> Outcome {
    match matching::solve(problem, &matching::Options::default()) {
        Ok(outcome) => outcome,
        Err(matching::Cancelled) => unreachable!("nobody can cancel"),
    }
}

/// Where people who arrived late go, moving nobody: as many as there are seats for, at least total
/// cost. Who finds no seat is left out of the answer. A mentor who is no longer ready keeps their
/// group and takes nobody new; a place is taken whoever sits in it, also somebody who is no mentee
/// any more (R65).
///
/// # Panics
/// Never: what matching is asked is put together here.
pub fn place_late(
    people: &People,
    seated: &BTreeMap<PersonId, PersonId>,
    sizes: Sizes,
) -> Result<Vec<(PersonId, PersonId)>, matching::BuildError> {
    let mentors: BTreeMap<PersonId, u32> = (0..)
        .zip(&people.mentors)
        .map(|(place, mentor)| (mentor.id, place))
        .collect();
    // Whoever sits with a mentor outside the list takes nobody's seat here.
    let seat = |mentee: &Person| {
        seated
            .get(&mentee.id)
            .map(|mentor| mentors.get(mentor).copied())
    };
    let mut concerned = people.clone();
    concerned
        .mentees
        .retain(|mentee| seat(mentee) != Some(None));
    let mentor_of: Vec<Option<u32>> = concerned
        .mentees
        .iter()
        .map(|mentee| seat(mentee).flatten())
        .collect();
    let listed: BTreeSet<PersonId> = people.mentees.iter().map(|mentee| mentee.id).collect();
    let quota = |mentor: &Person| {
        let strange = seated
            .iter()
            .filter(|(mentee, with)| **with == mentor.id && !listed.contains(mentee));
        let taken = u32::try_from(strange.count()).unwrap_or(u32::MAX);
        Quota {
            lo: 0,
            hi: sizes.upper.saturating_sub(taken),
        }
    };
    let problem = concerned.problem_of(concerned.mentors.iter().map(quota).collect())?;
    let placed = matching::place_late(&problem, &mentor_of)
        .expect("every mentee has an entry, and every mentor named is in the list");
    Ok(placed
        .into_iter()
        .filter_map(|placed| {
            let mentor = &people.mentors[placed.mentor? as usize];
            Some((concerned.mentees[placed.mentee as usize].id, mentor.id))
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Timestamp;

    fn id(number: u8) -> PersonId {
        PersonId::new(Timestamp(0), [number; 10])
    }

    /// `b` studies biology, `e` ecology; a capital letter commutes.
    fn person(number: u8, letter: char) -> Person {
        Person {
            id: id(number),
            discipline: Some(letter.to_ascii_lowercase().to_string()),
            mode: Some("full-time".to_owned()),
            commutes: Some(letter.is_ascii_uppercase()),
        }
    }

    fn people(mentors: &str, mentees: &str) -> People {
        let each = |letters: &str, from: u8| {
            (from..)
                .zip(letters.chars())
                .map(|(number, letter)| person(number, letter))
                .collect()
        };
        People::new(each(mentors, 1), each(mentees, 100))
    }

    const SIZES: Sizes = Sizes { lower: 1, upper: 2 };

    #[test]
    fn commuters_find_each_other_within_their_course() {
        let people = people("bBe", "BbBeb");
        let Outcome::Optimal(best) = form(&people.problem(SIZES).unwrap()) else {
            panic!("these people fit");
        };
        assert_eq!(best.objective, 0);
        for (mentee, mentor) in (0..).zip(&best.mentor_of) {
            let (mentee, mentor): (usize, usize) = (mentee, *mentor as usize);
            assert!(allowed(&people.mentors[mentor], &people.mentees[mentee]));
        }
    }

    #[test]
    fn too_few_seats_in_a_course_are_named() {
        let outcome = form(&people("b", "bbb").problem(SIZES).unwrap());
        assert!(matches!(outcome, Outcome::Infeasible(_)));
    }

    #[test]
    fn a_late_mentee_takes_a_free_seat_and_moves_nobody() {
        let people = people("bBe", "bBEb");
        let seated = BTreeMap::from([(id(100), id(1)), (id(101), id(2))]);
        let placed = place_late(&people, &seated, SIZES).unwrap();
        assert_eq!(placed, vec![(id(102), id(3)), (id(103), id(1))]);
    }

    #[test]
    fn a_place_is_taken_whoever_sits_in_it() {
        let people = people("b", "bb");
        let seated = BTreeMap::from([(id(100), id(1)), (id(200), id(1))]);
        assert!(place_late(&people, &seated, SIZES).unwrap().is_empty());
    }

    #[test]
    fn who_finds_no_seat_waits() {
        let people = people("b", "bbb");
        let seated = BTreeMap::from([(id(100), id(1))]);
        let late = |upper| place_late(&people, &seated, Sizes { lower: 1, upper }).unwrap();
        assert_eq!(late(2), vec![(id(101), id(1))]);
        assert!(late(1).is_empty());
    }
}
