//! Forms groups and places late arrivals: away from any transaction, on a thread of its own, checked
//! by code that did not make them.

mod check;
mod search;

use std::{collections::BTreeMap, time::Instant};

use domain::{
    forming::{self, Compared, Found, Impasse, Late, People, Sizes, Way, impasse, turn},
    id::PersonId,
    part::{Choice, Part},
};
use matching::{Options, Problem};
use store::{person::Facts, scheme::Scheme};

use crate::{
    error::{Error, Result},
    views::forming_person,
};

/// Who takes part, and how many a mentor takes.
#[derive(Clone, Debug)]
pub(crate) struct Joining {
    pub(crate) people: People,
    pub(crate) sizes: Sizes,
    /// When each mentee is called, if not everybody can be placed.
    turns: BTreeMap<PersonId, u64>,
}

impl Joining {
    /// Everyone who would take part now.
    pub(crate) fn of(everyone: &[Facts], scheme: &Scheme) -> Self {
        let mentees = everyone.iter().filter(|facts| facts.part() == Part::Mentee);
        Self {
            people: people_of(everyone),
            sizes: sizes_of(scheme),
            turns: mentees
                .map(|facts| (facts.person, turn_of(facts)))
                .collect(),
        }
    }

    /// Whether the same people would be placed in the same way.
    pub(crate) fn is_of(&self, other: &Self) -> bool {
        let same = self.people.mentors == other.people.mentors
            && self.people.mentees == other.people.mentees;
        same && self.sizes == other.sizes
    }

    fn turn(&self, mentee: PersonId) -> u64 {
        self.turns.get(&mentee).copied().unwrap_or(u64::MAX)
    }

    /// The turn of a mentee by place.
    fn turn_at(&self, mentee: u32) -> u64 {
        self.turn(self.people.mentees[mentee as usize].id)
    }
}

fn turn_of(facts: &Facts) -> u64 {
    let known = &facts.known;
    let asked = known.choice == Some(Choice::In);
    turn(facts.person, asked, known.standing.launch.is_some())
}

/// What forming came to.
pub(crate) enum Formed {
    /// Groups with their proof.
    Groups(Box<Groups>),
    /// No allocation exists under the rules.
    Impasse(Impasse),
}

/// Groups with their proof.
pub(crate) struct Groups {
    /// (mentee, mentor).
    pub(crate) seats: Vec<(PersonId, PersonId)>,
    pub(crate) proof: Proof,
    pub(crate) compared: Option<Compared>,
    /// How many wait.
    pub(crate) waiting: u32,
    /// How many places of the smallest groups are empty.
    pub(crate) lacking: u32,
}

/// How sure we are that nothing costs less, and what it took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Proof {
    pub(crate) objective: i64,
    pub(crate) checked: bool,
    pub(crate) solve_micros: i64,
    pub(crate) check_micros: i64,
}

/// Who takes part now: mentors who passed every gate (R27), mentees who did not say no.
pub(crate) fn people_of(everyone: &[Facts]) -> People {
    let with = |part: Part| {
        let matching = everyone.iter().filter(move |facts| facts.part() == part);
        matching.map(forming_person).collect()
    };
    People::new(with(Part::Mentor), with(Part::Mentee))
}

/// How many mentees a mentor takes in this scheme.
pub(crate) const fn sizes_of(scheme: &Scheme) -> Sizes {
    Sizes {
        lower: scheme.lower,
        upper: scheme.upper,
    }
}

/// Forms groups and has them checked, or says what stands in the way.
pub(crate) async fn form(joining: Joining, way: Way) -> Result<Formed> {
    search::search(move |options| form_now(&joining, way, options)).await
}

/// Finds places for those who have none, and what moving others would do for the rest.
pub(crate) async fn place_late(
    joining: Joining,
    seated: BTreeMap<PersonId, PersonId>,
) -> Result<Late> {
    search::search(move |options| {
        let turn = |mentee| joining.turn(mentee);
        forming::place_late(&joining.people, &seated, joining.sizes, turn, options)
            .map_err(Error::internal)
    })
    .await
}

fn form_now(joining: &Joining, way: Way, options: &Options) -> Result<Formed> {
    let problem = joining.people.problem(joining.sizes);
    let problem = problem.map_err(Error::internal)?;
    let began = Instant::now();
    let turn = |mentee| joining.turn_at(mentee);
    match forming::form(&problem, way, turn, options).map_err(Error::internal)? {
        Ok(found) => {
            let solve_micros = micros(began);
            let groups = proven(&joining.people, &problem, &found, solve_micros);
            Ok(Formed::Groups(Box::new(groups)))
        }
        Err(conflict) => impasse(&joining.people, &problem, &conflict, turn, options)
            .map(Formed::Impasse)
            .map_err(Error::internal),
    }
}

fn proven(people: &People, problem: &Problem, found: &Found, solve_micros: i64) -> Groups {
    let began = Instant::now();
    let checked = check::check(people, problem, found);
    if let Err(reason) = &checked {
        tracing::error!(%reason, "an allocation did not pass its check");
    }
    let best = &found.groups;
    let seats = people.mentees.iter().zip(&best.mentor_of);
    let seats = seats.filter_map(|(mentee, mentor)| {
        let mentor = &people.mentors[(*mentor)? as usize];
        Some((mentee.id, mentor.id))
    });
    Groups {
        seats: seats.collect(),
        proof: Proof {
            objective: best.objective,
            checked: checked.is_ok(),
            solve_micros,
            check_micros: micros(began),
        },
        compared: found.compared(problem),
        waiting: u32::try_from(best.unplaced.len()).unwrap_or(u32::MAX),
        lacking: best.lacking.iter().map(|(_, places)| places).sum(),
    }
}

fn micros(began: Instant) -> i64 {
    i64::try_from(began.elapsed().as_micros()).unwrap_or(i64::MAX)
}
