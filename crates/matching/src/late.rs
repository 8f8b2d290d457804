//! Placing those who come late, without moving anybody.

use thiserror::Error;

use crate::partial::{part, solve_partial};
use crate::problem::{Problem, Quota};
use crate::solve::Options;

/// What does not fit together in a request to place mentees late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LateError {
    /// There must be one entry for each mentee of the problem.
    #[error("{given} mentees are given where the problem has {expected}")]
    WrongNumber {
        /// How many entries there are.
        given: usize,
        /// How many mentees there are.
        expected: usize,
    },
    /// A mentee sits with a mentor who does not exist.
    #[error("mentee {mentee} has an unknown mentor {mentor}")]
    UnknownMentor {
        /// The mentee.
        mentee: u32,
        /// The position given as the mentor's.
        mentor: u32,
    },
}

/// Where somebody who came late was placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The mentee.
    pub mentee: u32,
    /// Their mentor; none when no seat they may have is left.
    pub mentor: Option<u32>,
}

/// Places every mentee who has no mentor yet on a free seat, and moves nobody.
///
/// As many are placed as can be, at least total cost, and among equals by the rule of
/// [`solve`](crate::solve()). Where seats are short, earlier positions go before later ones. Present pairs need not be allowed any
/// more, and mentors may be above their quota; neither is changed.
/// [`Standing::settle`](crate::Standing::settle) places the same people, and more where others may move.
///
/// # Errors
/// [`LateError`] when `mentor_of` does not describe the people of this problem.
pub fn place_late(problem: &Problem, mentor_of: &[Option<u32>]) -> Result<Vec<Placed>, LateError> {
    let expected = problem.mentees() as usize;
    if mentor_of.len() != expected {
        return Err(LateError::WrongNumber {
            given: mentor_of.len(),
            expected,
        });
    }
    let quotas = free_seats(problem, mentor_of)?;
    let mut late: Vec<u32> = (0..problem.mentees()).collect();
    late.retain(|&mentee| mentor_of[mentee as usize].is_none());
    let rest = part(problem, &late, quotas);
    let seats = late.iter().zip(seats(&rest));
    Ok(seats
        .map(|(&mentee, mentor)| Placed { mentee, mentor })
        .collect())
}

/// Each mentor's free seats as a quota.
fn free_seats(problem: &Problem, mentor_of: &[Option<u32>]) -> Result<Vec<Quota>, LateError> {
    let mut free: Vec<Quota> = problem.quotas().to_vec();
    for quota in &mut free {
        quota.lo = 0;
    }
    for (mentee, mentor) in (0..).zip(mentor_of) {
        let Some(mentor) = *mentor else { continue };
        let quota = free.get_mut(mentor as usize);
        let quota = quota.ok_or(LateError::UnknownMentor { mentee, mentor })?;
        quota.hi = quota.hi.saturating_sub(1);
    }
    Ok(free)
}

/// The mentors of everybody in the part.
fn seats(rest: &Problem) -> Vec<Option<u32>> {
    let partial = solve_partial(rest, &Options::default(), u64::from);
    partial
        .expect("without a caller to ask nothing is cancelled")
        .mentor_of
}
