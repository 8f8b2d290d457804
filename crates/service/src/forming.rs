//! Solves a forming and has it checked by code that did not make it.

use std::time::Instant;

use domain::{
    forming::{self, People, Sizes},
    id::PersonId,
    part::Part,
};
use matching::{Optimal, Outcome, Problem};
use store::{person::Facts, scheme::Scheme};

use crate::{
    error::{Error, Result},
    views::forming_person,
};

/// What forming came to.
pub(crate) enum Formed {
    /// Groups: (mentee, mentor), with their proof.
    Groups {
        people: People,
        seats: Vec<(PersonId, PersonId)>,
        proof: Proof,
    },
    /// No allocation exists under the rules.
    Conflict,
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

/// Solves and checks.
pub(crate) fn form(people: People, sizes: Sizes) -> Result<Formed> {
    let problem = people.problem(sizes).map_err(Error::internal)?;
    let began = Instant::now();
    let outcome = forming::form(&problem);
    let solve_micros = micros(began);
    let best = match outcome {
        Outcome::Infeasible(_) => return Ok(Formed::Conflict),
        Outcome::Optimal(best) => best,
    };
    let began = Instant::now();
    let checked = check(&people, &problem, &best);
    if let Err(reason) = &checked {
        tracing::error!(%reason, "an allocation did not pass its check");
    }
    let proof = Proof {
        objective: best.objective,
        checked: checked.is_ok(),
        solve_micros,
        check_micros: micros(began),
    };
    let seats = people
        .mentees
        .iter()
        .zip(&best.mentor_of)
        .map(|(mentee, mentor)| (mentee.id, people.mentors[*mentor as usize].id))
        .collect();
    Ok(Formed::Groups {
        people,
        seats,
        proof,
    })
}

/// The independent check: crate `verify` shares no code with the solver and reads the pairs from
/// the people again.
fn check(people: &People, problem: &Problem, best: &Optimal) -> Result<(), verify::Refusal> {
    let quotas: Vec<verify::Quota> = problem
        .quotas()
        .iter()
        .map(|quota| verify::Quota {
            lo: quota.lo,
            hi: quota.hi,
        })
        .collect();
    let mentor_of: Vec<Option<u32>> = best.mentor_of.iter().copied().map(Some).collect();
    let claim = verify::Claim {
        mentor_of: &mentor_of,
        objective: best.objective,
        mentee_prices: &best.duals.mentee,
        mentor_prices: &best.duals.mentor,
    };
    let mut check = verify::Check::start(&quotas, claim, false)?;
    for (mentee, mentor, cost) in people.pairs() {
        check.pair(mentee, mentor, cost)?;
    }
    check.finish()
}

/// What stands in the way of any allocation, in numbers for the page; none if one exists.
pub(crate) fn conflict(people: &People, sizes: Sizes) -> Result<Option<api::groups::Conflict>> {
    let problem = people.problem(sizes).map_err(Error::internal)?;
    let Outcome::Infeasible(found) = forming::form(&problem) else {
        return Ok(None);
    };
    let count = |list: &[u32]| u32::try_from(list.len()).unwrap_or(u32::MAX);
    let mut disciplines: Vec<_> = found
        .mentees
        .iter()
        .map(|mentee| &people.mentees[*mentee as usize].discipline)
        .chain(
            found
                .mentors
                .iter()
                .map(|mentor| &people.mentors[*mentor as usize].discipline),
        )
        .collect();
    disciplines.sort();
    disciplines.dedup();
    let (kind, seats) = match found.shortage {
        matching::Shortage::Seats => (api::groups::ConflictKind::TooFewSeats, found.have),
        matching::Shortage::Mentees => (api::groups::ConflictKind::TooFewMentees, found.need),
    };
    Ok(Some(api::groups::Conflict {
        kind,
        mentees: count(&found.mentees),
        mentors: count(&found.mentors),
        seats: u32::try_from(seats).unwrap_or(u32::MAX),
        discipline: match &*disciplines {
            [one] => (*one).clone(),
            _ => None,
        },
    }))
}

fn micros(began: Instant) -> i64 {
    i64::try_from(began.elapsed().as_micros()).unwrap_or(i64::MAX)
}
