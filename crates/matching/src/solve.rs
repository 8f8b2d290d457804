//! Forming groups for everybody.

use thiserror::Error;

use crate::outcome::Outcome;
use crate::problem::Problem;
use crate::solver::Solver;

/// How to solve.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// Asked now and then whether to give up.
    pub cancelled: Option<&'a dyn Fn() -> bool>,
    /// Told now and then how far placing has come; it changes no result.
    pub progress: Option<&'a dyn Fn(Progress)>,
}

/// How many mentees of how many have a place so far. Never goes back in one solve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many have one.
    pub placed: u32,
    /// How many there are.
    pub of: u32,
}

impl Options<'_> {
    /// Gives way to the caller's wish to stop, asking where `count` is a multiple of `every`.
    pub(crate) fn look_up(&self, count: u64, every: u64) -> Result<(), Cancelled> {
        match self.cancelled {
            Some(cancelled) if count.is_multiple_of(every) && cancelled() => Err(Cancelled),
            _ => Ok(()),
        }
    }

    /// Tells the caller how many are placed.
    pub(crate) fn report(&self, placed: u32, of: u32) {
        if let Some(progress) = self.progress {
            progress(Progress { placed, of });
        }
    }
}

/// The caller asked to give up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("cancelled")]
pub struct Cancelled;

/// Forms groups at least total cost, or says why none can be formed.
///
/// Among allocations of least cost it gives the canonical one: the first mentee has the first
/// mentor whom any cheapest allocation gives them, the second the first that is then left, and so
/// on, both in the problem's order. That choice depends neither on the order in which pairs were
/// given nor on how the search went.
///
/// Takes O((n + q)·E·log m) steps at worst, for n mentees, m mentors, E pairs and q the sum of the
/// lower quotas; in practice about as long as reading the pairs.
///
/// # Errors
/// [`Cancelled`] when the caller asked for it.
pub fn solve(problem: &Problem, options: &Options) -> Result<Outcome, Cancelled> {
    Ok(match Solver::new(problem, options).run()? {
        Ok(best) => Outcome::Optimal(best),
        Err(conflict) => Outcome::Infeasible(conflict),
    })
}
