//! Fair placement: the worst-placed mentee as well placed as can be, then the next.
//!
//! Stage by stage, from the worst band down, as few mentees as possible sit in it. Each stage ends
//! with prices that prove its number least and say which allocations have it: those that use only
//! pairs with cost + p − u = 0 and leave mentors with p ≠ 0 at the quota where they stand. Later
//! stages choose among these, so no weight has to be larger than everything after it. The last
//! stage is the total cost, and then the canonical choice.

mod bands;
mod field;
mod ladder;

use crate::outcome::{Conflict, Optimal, Outcome};
use crate::problem::{Builder, Pair, Problem, Quota};
use crate::seating::NOBODY;
use crate::solve::{Cancelled, Options, solve};
use crate::solver::Solver;
pub use bands::Bands;
use field::Field;
use ladder::Ladder;

/// One band from the worst down, and the proof that no fewer can be in it.
///
/// Count 1 for each pair in the band and 0 for all others, and take only what earlier stages have
/// left. Then 1 or 0 + p − u ≥ 0 on every pair, and Σu − Σp·(mentees of the mentor) is the number
/// of mentees in the band. p > 0 only where a mentor is at the upper quota that earlier stages
/// have left, p < 0 only at the lower. What it leaves are the pairs where the sum is 0, and the
/// mentors with p ≠ 0 with as many mentees as they have. Bands that nobody is in need no proof and
/// leave nothing of themselves; nor does the best band of all, which takes the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// The band.
    pub band: u32,
    /// How many mentees are in it.
    pub count: u64,
    /// u ≠ 0, by mentee in order.
    pub mentee: Vec<(u32, i64)>,
    /// p ≠ 0, by mentor in order.
    pub mentor: Vec<(u32, i64)>,
}

/// A fair allocation with its proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fair {
    /// The allocation. Its prices prove it cheapest among those as fair.
    pub best: Optimal,
    /// Every band in which somebody is, except the best of all, from the worst down.
    pub stages: Vec<Stage>,
    /// The cheapest allocation, fair or not.
    pub plain: Optimal,
}

/// Forms groups so that the worst-placed mentee is as well placed as can be, then the next, and so
/// on; among those equal in this, at least total cost.
///
/// How well placed somebody is, is a matter of [`Bands`]. Among equals the choice is that of
/// [`solve`].
///
/// # Errors
/// [`Cancelled`] when the caller asked for it.
pub fn solve_fair(
    problem: &Problem,
    bands: Bands,
    options: &Options,
) -> Result<Result<Fair, Conflict>, Cancelled> {
    match solve(problem, options)? {
        Outcome::Optimal(plain) => make_fair(problem, bands, plain, options).map(Ok),
        Outcome::Infeasible(conflict) => Ok(Err(conflict)),
    }
}

fn make_fair(
    problem: &Problem,
    bands: Bands,
    plain: Optimal,
    options: &Options,
) -> Result<Fair, Cancelled> {
    let seat = seats(problem, &bands, &plain.mentor_of);
    let worst = seat.iter().map(|pair| pair.cost()).max().unwrap_or(0);
    let field = Field::new(problem, &bands, worst);
    let mut ladder = Ladder::new(field, problem.quotas().to_vec(), seat);
    let mut stages = Vec::new();
    while let Some(stage) = ladder.descend(options)? {
        stages.push(stage);
    }
    let left = left(problem, &ladder);
    drop(ladder);
    let best = Solver::new(&left, options).run()?;
    Ok(Fair {
        best: best.expect("the last stage has left an allocation"),
        stages,
        plain,
    })
}

/// Each mentee's mentor with the band for a cost.
fn seats(problem: &Problem, bands: &Bands, mentor_of: &[u32]) -> Vec<Pair> {
    let each = (0..).zip(mentor_of);
    let seat = |(mentee, &mentor): (u32, &u32)| {
        let mut pairs = problem.pairs_of(mentee).iter().copied();
        let pair = pairs.find(|pair| pair.mentor() == mentor);
        let pair = pair.expect("a pair made is allowed");
        Pair::new(mentor, bands.of(mentee, pair))
    };
    each.map(seat).collect()
}

/// What all stages have left.
fn left(problem: &Problem, ladder: &Ladder) -> Problem {
    let why = "a part of a problem is a problem";
    let quotas: Vec<Quota> = ladder.quotas.clone();
    let mut builder = Builder::new(problem.mentees() as usize, quotas).expect(why);
    let mut chosen = vec![NOBODY; problem.mentors() as usize];
    for mentee in 0..problem.mentees() {
        for pair in ladder.field.pairs_of(mentee) {
            chosen[pair.mentor() as usize] = mentee;
        }
        for pair in problem.pairs_of(mentee) {
            if chosen[pair.mentor() as usize] == mentee {
                builder
                    .pair(mentee, pair.mentor(), pair.cost())
                    .expect(why);
            }
        }
    }
    builder.build().expect(why)
}
