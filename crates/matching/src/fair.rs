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

use crate::outcome::{Conflict, Optimal, Outcome, Partial};
use crate::partial::{expand, part_where, solve_partial};
use crate::problem::{Pair, Problem, Quota};
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
/// leave nothing of themselves; the best band of all takes the rest, and has no prices.
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

impl Stage {
    /// The best band, which takes the rest.
    fn rest(band: u32, count: usize) -> Self {
        Self {
            band,
            count: count as u64,
            mentee: Vec::new(),
            mentor: Vec::new(),
        }
    }
}

/// A fair allocation with its proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fair {
    /// The allocation. Its prices prove it cheapest among those as fair.
    pub best: Optimal,
    /// Every band in which somebody is, from the worst down.
    pub stages: Vec<Stage>,
    /// The cheapest allocation, fair or not.
    pub plain: Optimal,
}

/// The fair one among the largest placements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FairPartial {
    /// The placement. Whom it leaves out, and how many places of the lower quotas, is as in
    /// [`solve_partial`]. Its prices prove it cheapest among those as fair: with the mentors of
    /// `too_few_mentees` at their lower quota at most, with mentees who may go to them nowhere
    /// else, and with those unplaced left out.
    pub best: Partial,
    /// Every band in which somebody is, from the worst down, proven under the same terms.
    pub stages: Vec<Stage>,
    /// The cheapest of the largest placements, fair or not.
    pub plain: Partial,
}

/// Forms groups so that the worst-placed mentee is as well placed as can be, then the next, and so
/// on; among those equal in this, at least total cost.
///
/// How well placed somebody is, is a matter of [`Bands`]. Among equals the choice is that of
/// [`solve`], and it depends as little on the order of pairs.
///
/// Begins with [`solve`]. Each band in which somebody sits then takes O(k·E) steps at worst, for E
/// pairs and k mentees in the band; in practice bands have little to do with each other, and ten
/// thousands of them take no longer than a few.
///
/// ```
/// use matching::{Bands, Builder, Options, Quota, solve_fair};
///
/// // Cheapest together is 0 + 9; fairly, nobody has more than 6.
/// let mut builder = Builder::new(2, vec![Quota { lo: 0, hi: 1 }; 2])?;
/// for (mentee, mentor, cost) in [(0, 0, 0), (0, 1, 6), (1, 0, 6), (1, 1, 9)] {
///     builder.pair(mentee, mentor, cost)?;
/// }
/// let fair = solve_fair(&builder.build()?, Bands::EachCost, &Options::default())?;
/// let fair = fair.expect("there is an allocation");
/// assert_eq!(fair.best.mentor_of, [1, 0]);
/// assert_eq!((fair.best.objective, fair.plain.objective), (12, 9));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`Cancelled`] when the caller asked for it.
pub fn solve_fair(
    problem: &Problem,
    bands: Bands,
    options: &Options,
) -> Result<Result<Fair, Conflict>, Cancelled> {
    match solve(problem, options)? {
        Outcome::Optimal(plain) => {
            let (best, stages) = make_fair(problem, bands, &plain.mentor_of, options)?;
            Ok(Ok(Fair {
                best,
                stages,
                plain,
            }))
        }
        Outcome::Infeasible(conflict) => Ok(Err(conflict)),
    }
}

/// Places as many as can be, as [`solve_partial`] does, and those fairly.
///
/// Who is placed is decided by `turn`, then as many places of lower quotas as can be are filled;
/// fairness comes after both, and the total cost last.
///
/// # Errors
/// [`Cancelled`] when the caller asked for it.
pub fn solve_fair_partial(
    problem: &Problem,
    bands: Bands,
    options: &Options,
    turn: impl Fn(u32) -> u64,
) -> Result<FairPartial, Cancelled> {
    let plain = solve_partial(problem, options, turn)?;
    let placed: Vec<u32> = (0..problem.mentees())
        .filter(|&mentee| plain.mentor_of[mentee as usize].is_some())
        .collect();
    let largest = largest(problem, &placed, plain.too_few_mentees.as_ref());
    let mentor_of: Vec<u32> = plain.mentor_of.iter().copied().flatten().collect();
    let band = |at: u32, pair| bands.of(placed[at as usize], pair);
    let (best, stages) = make_fair(&largest, Bands::By(&band), &mentor_of, options)?;
    Ok(FairPartial {
        best: expand(
            problem,
            best,
            &placed,
            plain.unplaced.clone(),
            (plain.too_few_seats.clone(), plain.too_few_mentees.clone()),
        ),
        stages: stages
            .into_iter()
            .map(|stage| Stage {
                mentee: stage
                    .mentee
                    .iter()
                    .map(|&(at, price)| (placed[at as usize], price))
                    .collect(),
                ..stage
            })
            .collect(),
        plain,
    })
}

/// What every largest placement of these mentees keeps: mentors who lack mentees get nobody above
/// their lower quota, and who may go to one of them goes to nobody else.
fn largest(problem: &Problem, placed: &[u32], lacking: Option<&Conflict>) -> Problem {
    let mut quotas = problem.quotas().to_vec();
    let mut is_short = vec![false; quotas.len()];
    for &mentor in lacking.iter().flat_map(|conflict| &conflict.mentors) {
        let quota = &mut quotas[mentor as usize];
        *quota = Quota {
            lo: 0,
            hi: quota.lo,
        };
        is_short[mentor as usize] = true;
    }
    let is_called = |mentee| lacking.is_some_and(|it| it.mentees.binary_search(&mentee).is_ok());
    part_where(problem, placed, quotas, |mentee, pair| {
        is_short[pair.mentor() as usize] || !is_called(mentee)
    })
}

/// The fair allocation, beginning from one that keeps all quotas.
fn make_fair(
    problem: &Problem,
    bands: Bands,
    mentor_of: &[u32],
    options: &Options,
) -> Result<(Optimal, Vec<Stage>), Cancelled> {
    let seat = seats(problem, &bands, mentor_of);
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
    let best = best.expect("what the stages have left has an allocation");
    Ok((best, stages))
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
    let everybody: Vec<u32> = (0..problem.mentees()).collect();
    let mut chosen = vec![NOBODY; problem.mentors() as usize];
    let mut chosen_of = NOBODY;
    part_where(
        problem,
        &everybody,
        ladder.quotas.clone(),
        |mentee, pair| {
            if std::mem::replace(&mut chosen_of, mentee) != mentee {
                for pair in ladder.field.pairs_of(mentee) {
                    chosen[pair.mentor() as usize] = mentee;
                }
            }
            chosen[pair.mentor() as usize] == mentee
        },
    )
}
