//! Short lists, and an answer that is exact for whole ones.

use thiserror::Error;

use super::Scorer;
use super::block::{BARRED, Slate};
use crate::outcome::{Conflict, Duals, Outcome, Shortage};
use crate::problem::{BuildError, Pair, Problem, Quota, narrow};
use crate::solve::{Cancelled, Options, solve};

/// Why a scheme was not solved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WholeError {
    /// The problem cannot be stated.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// The caller asked to give up.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// The answer for all allowed pairs, found with some of them.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The pairs it was found with. The prices hold on all others too: no pair of the whole scheme,
    /// listed or not, improves it.
    pub problem: Problem,
    /// The same as of [`Scorer::problem`], canonical choice included; the prices may be others.
    pub outcome: Outcome,
    /// How often it was solved.
    pub rounds: u32,
}

impl Scorer {
    /// Solves with the nearest `keep` mentors of each mentee, and makes sure that those left out
    /// change nothing: whoever could, by the prices, is put on the lists, and it is solved again.
    ///
    /// Takes a fraction of the memory of all pairs, and is for plain solving alone: fairness and
    /// partial placing have prices of another kind and want the whole lists.
    ///
    /// # Errors
    /// [`WholeError`] when quotas are reversed or the caller asked to give up.
    pub fn solve(
        &self,
        quotas: &[Quota],
        keep: usize,
        options: &Options,
    ) -> Result<Whole, WholeError> {
        let mut keep = keep.max(1);
        let mut problem = self.nearest(quotas.to_vec(), keep)?;
        let mut cut = Cut::new(&problem, keep);
        let mut rounds = 0;
        loop {
            rounds += 1;
            let outcome = solve(&problem, options)?;
            let next = match &outcome {
                Outcome::Optimal(best) => {
                    let more = self.as_good(&problem, &cut, &best.duals, options)?;
                    (!more.is_empty()).then(|| with(&problem, &more))
                }
                Outcome::Infeasible(conflict) => {
                    let leads_out = self.leads_out(&problem, &cut, conflict, options)?;
                    keep = keep.saturating_mul(4);
                    leads_out.then(|| self.nearest(quotas.to_vec(), keep))
                }
            };
            let Some(next) = next else {
                return Ok(Whole {
                    problem,
                    outcome,
                    rounds,
                });
            };
            let is_longer = matches!(outcome, Outcome::Infeasible(_));
            problem = next?;
            if is_longer {
                cut = Cut::new(&problem, keep);
            }
        }
    }

    /// The pairs left out that would do as well as those made, by the prices, or better; those that
    /// do as well matter to the canonical choice.
    fn as_good(
        &self,
        problem: &Problem,
        cut: &Cut,
        duals: &Duals,
        options: &Options,
    ) -> Result<Vec<(u32, Pair)>, Cancelled> {
        let rents = |block: usize| {
            let mentors = self.blocks[block].mentors.iter();
            mentors.map(|&mentor| duals.mentor[mentor as usize])
        };
        let lowest: Vec<i64> = (0..self.blocks.len())
            .map(|block| rents(block).min().unwrap_or(0))
            .collect();
        let may_matter = |mentee: u32, farthest: u32| {
            let mut blocks = self.blocks_of(mentee);
            let price = duals.mentee[mentee as usize];
            blocks.any(|block| i64::from(farthest) + lowest[block] <= price)
        };
        let is_as_good = |mentee: u32, pair: Pair| {
            let rent = duals.mentor[pair.mentor() as usize];
            i64::from(pair.cost()) + rent <= duals.mentee[mentee as usize]
        };
        self.left_out(problem, cut, options, may_matter, is_as_good)
    }

    /// Whether the pairs left out lead out of a conflict.
    fn leads_out(
        &self,
        problem: &Problem,
        cut: &Cut,
        conflict: &Conflict,
        options: &Options,
    ) -> Result<bool, Cancelled> {
        let has_mentee = |mentee: u32| conflict.mentees.binary_search(&mentee).is_ok();
        let has_mentor = |mentor: u32| conflict.mentors.binary_search(&mentor).is_ok();
        let is_about_seats = conflict.shortage == Shortage::Seats;
        let may_matter = |mentee, _| has_mentee(mentee) == is_about_seats;
        let leads_out = |_, pair: Pair| has_mentor(pair.mentor()) != is_about_seats;
        let found = self.left_out(problem, cut, options, may_matter, leads_out)?;
        Ok(!found.is_empty())
    }

    /// Allowed pairs that are not in the problem, though they may be among those cut off: of mentees who may matter, those that are wanted, by mentee.
    fn left_out(
        &self,
        problem: &Problem,
        cut: &Cut,
        options: &Options,
        may_matter: impl Fn(u32, u32) -> bool,
        is_wanted: impl Fn(u32, Pair) -> bool,
    ) -> Result<Vec<(u32, Pair)>, Cancelled> {
        let mut found = Vec::new();
        let mut listed = vec![u32::MAX; problem.mentors() as usize];
        let mut slate = Slate::default();
        for mentee in 0..problem.mentees() {
            options.look_up(u64::from(mentee), 1024)?;
            let list = problem.pairs_of(mentee);
            let farthest = cut.farthest[mentee as usize];
            if !farthest.is_some_and(|farthest| may_matter(mentee, farthest)) {
                continue;
            }
            for pair in list {
                listed[pair.mentor() as usize] = mentee;
            }
            self.each_cost(&mut slate, mentee, |mentor, cost| {
                let pair = Pair::new(mentor, u32::from(cost));
                let is_new = cost != BARRED && listed[mentor as usize] != mentee;
                if is_new && is_wanted(mentee, pair) {
                    listed[mentor as usize] = mentee;
                    found.push((mentee, pair));
                }
            });
        }
        Ok(found)
    }
}

/// Where lists were cut off.
struct Cut {
    /// What is left out of each costs as much or more; none where nothing is.
    farthest: Vec<Option<u32>>,
}

impl Cut {
    fn new(problem: &Problem, keep: usize) -> Self {
        let farthest = |mentee| {
            let list = problem.pairs_of(mentee);
            let costs = list.iter().map(|pair| pair.cost());
            costs.max().filter(|_| list.len() >= keep)
        };
        Self {
            farthest: (0..problem.mentees()).map(farthest).collect(),
        }
    }
}

/// The problem with more pairs, given by mentee.
fn with(problem: &Problem, more: &[(u32, Pair)]) -> Result<Problem, BuildError> {
    let mut pairs = Vec::with_capacity(problem.pairs() + more.len());
    let mut lengths = Vec::with_capacity(problem.mentees() as usize);
    let mut more = more.iter().peekable();
    for mentee in 0..problem.mentees() {
        let first = pairs.len();
        pairs.extend_from_slice(problem.pairs_of(mentee));
        while let Some((_, pair)) = more.next_if(|it| it.0 == mentee) {
            pairs.push(*pair);
        }
        pairs[first..].sort_unstable_by_key(|it| it.mentor());
        lengths.push(narrow(pairs.len() - first));
    }
    Problem::from_lists(problem.quotas().to_vec(), &lengths, pairs)
}
