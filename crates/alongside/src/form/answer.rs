//! The answer to the problem in the files, and its check.

use matching::{
    Bands, Conflict, Cure, Duals, Optimal, Options, Outcome, Partial, Problem, Shortage, cures,
    solve, solve_fair, solve_fair_partial, solve_partial,
};
use verify::{Check, Claim, ConflictCheck, ConflictClaim, FairCheck, Quota, Refusal};

use super::fairness::Fairness;
use super::people::Scheme;

/// What was found, why it is fair, where that was asked for, and what would place everybody,
/// where there are not groups for all.
pub(crate) struct Answer {
    pub(super) found: Found,
    pub(super) fairness: Option<Fairness>,
    pub(super) cures: Vec<Cure>,
}

/// What was found.
pub(crate) enum Found {
    /// Groups for everybody.
    Optimal(Optimal),
    /// Groups for as many as can be.
    Partial(Partial),
    /// Why there are none.
    Infeasible(Conflict),
}

impl Answer {
    /// Solves; where that is impossible and `partial` is wanted, places as many as can be. With
    /// `fair`, the worst-placed come before the total cost.
    ///
    /// Who stays out is drawn by lot: by a number made from the id, the same in every run.
    pub(super) fn find(scheme: &Scheme, partial: bool, fair: bool) -> anyhow::Result<Self> {
        let problem = &scheme.problem;
        let whole = if fair {
            find_fair(problem)?
        } else {
            find_cheapest(problem)?
        };
        if matches!(whole.found, Found::Optimal(_)) {
            return Ok(whole);
        }
        let turn = |mentee: u32| lot(&scheme.mentees[mentee as usize]);
        let answer = if partial {
            find_partial(problem, fair, turn)?
        } else {
            whole
        };
        let cures = cures(problem, &[], &Options::default(), turn)?;
        Ok(Self { cures, ..answer })
    }

    /// Has the answer checked by crate `verify`.
    pub(super) fn certify(&self, scheme: &Scheme) -> Result<(), Refusal> {
        match &self.found {
            Found::Optimal(_) => {
                self.certify_groups(scheme)?;
            }
            Found::Partial(best) => {
                let (unplaced, lacking) = self.certify_groups(scheme)?;
                certify_out(scheme, best.too_few_seats.as_ref(), unplaced)?;
                certify_out(scheme, best.too_few_mentees.as_ref(), lacking)?;
            }
            Found::Infeasible(conflict) => {
                certify_conflict(scheme, conflict)?;
            }
        }
        Ok(())
    }

    /// Checks groups and prices; says how many are left out, and how many places lack.
    fn certify_groups(&self, scheme: &Scheme) -> Result<(u64, u64), Refusal> {
        let Some((objective, duals)) = self.proof() else {
            return Ok((0, 0));
        };
        let mentor_of = self.mentor_of();
        let claim = Claim {
            mentor_of: &mentor_of,
            objective,
            mentee_prices: &duals.mentee,
            mentor_prices: &duals.mentor,
        };
        let lacking = match &self.found {
            Found::Partial(best) => best.too_few_mentees.as_ref().map(conflict_claim),
            _ => None,
        };
        let partial = matches!(self.found, Found::Partial(_));
        match &self.fairness {
            None => certify_cheapest(scheme, claim, partial),
            Some(fairness) => certify_fair(scheme, claim, fairness, partial, lacking),
        }
    }

    /// Each mentee's mentor; empty where there are no groups at all.
    pub(super) fn mentor_of(&self) -> Vec<Option<u32>> {
        match &self.found {
            Found::Optimal(best) => best.mentor_of.iter().copied().map(Some).collect(),
            Found::Partial(best) => best.mentor_of.clone(),
            Found::Infeasible(_) => Vec::new(),
        }
    }

    /// What the groups cost together, and the prices that prove it least.
    pub(super) fn proof(&self) -> Option<(i64, &Duals)> {
        match &self.found {
            Found::Optimal(best) => Some((best.objective, &best.duals)),
            Found::Partial(best) => Some((best.objective, &best.duals)),
            Found::Infeasible(_) => None,
        }
    }
}

impl From<Found> for Answer {
    fn from(found: Found) -> Self {
        Self {
            found,
            fairness: None,
            cures: Vec::new(),
        }
    }
}

fn find_cheapest(problem: &Problem) -> anyhow::Result<Answer> {
    Ok(match solve(problem, &Options::default())? {
        Outcome::Optimal(best) => Found::Optimal(best),
        Outcome::Infeasible(conflict) => Found::Infeasible(conflict),
    }
    .into())
}

/// The files say nothing of how well placed somebody is but what it costs, so every cost is a band
/// of its own: any other bands would be a choice that nobody made.
fn find_fair(problem: &Problem) -> anyhow::Result<Answer> {
    Ok(
        match solve_fair(problem, Bands::EachCost, &Options::default())? {
            Ok(fair) => Answer {
                found: Found::Optimal(fair.best),
                fairness: Some(Fairness {
                    stages: fair.stages,
                    least: fair.plain.objective,
                    cheapest: fair.plain.mentor_of.into_iter().map(Some).collect(),
                }),
                cures: Vec::new(),
            },
            Err(conflict) => Found::Infeasible(conflict).into(),
        },
    )
}

fn find_partial(
    problem: &Problem,
    fair: bool,
    turn: impl Fn(u32) -> u64,
) -> anyhow::Result<Answer> {
    let options = Options::default();
    if !fair {
        return Ok(Found::Partial(solve_partial(problem, &options, turn)?).into());
    }
    let fair = solve_fair_partial(problem, Bands::EachCost, &options, turn)?;
    Ok(Answer {
        found: Found::Partial(fair.best),
        fairness: Some(Fairness {
            stages: fair.stages,
            least: fair.plain.objective,
            cheapest: fair.plain.mentor_of,
        }),
        cures: Vec::new(),
    })
}

/// A number that looks drawn at random (FNV-1a, then mixed so that similar ids lie far apart).
fn lot(id: &str) -> u64 {
    let mut lot = 0xCBF2_9CE4_8422_2325_u64;
    for byte in id.bytes() {
        lot = (lot ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    }
    lot = (lot ^ (lot >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    lot ^ (lot >> 32)
}

fn quotas(scheme: &Scheme) -> Vec<Quota> {
    let quotas = scheme.problem.quotas().iter();
    quotas
        .map(|quota| Quota {
            lo: quota.lo,
            hi: quota.hi,
        })
        .collect()
}

fn certify_cheapest(scheme: &Scheme, claim: Claim, partial: bool) -> Result<(u64, u64), Refusal> {
    let mut check = Check::start(&quotas(scheme), claim, partial)?;
    for mentee in 0..scheme.problem.mentees() {
        for pair in scheme.problem.pairs_of(mentee) {
            check.pair(mentee, pair.mentor(), pair.cost())?;
        }
    }
    check.finish()?;
    Ok(check.left_out())
}

fn certify_fair(
    scheme: &Scheme,
    claim: Claim,
    fairness: &Fairness,
    partial: bool,
    lacking: Option<ConflictClaim>,
) -> Result<(u64, u64), Refusal> {
    let stages = fairness.stages();
    let mut check = FairCheck::start(&quotas(scheme), claim, &stages, partial, lacking)?;
    for mentee in 0..scheme.problem.mentees() {
        for pair in scheme.problem.pairs_of(mentee) {
            check.pair(mentee, pair.mentor(), pair.cost(), pair.cost())?;
        }
    }
    check.finish()?;
    Ok(check.left_out())
}

fn conflict_claim(conflict: &Conflict) -> ConflictClaim<'_> {
    ConflictClaim {
        shortage: match conflict.shortage {
            Shortage::Seats => verify::Shortage::Seats,
            Shortage::Mentees => verify::Shortage::Mentees,
        },
        mentees: &conflict.mentees,
        mentors: &conflict.mentors,
        need: conflict.need,
        have: conflict.have,
    }
}

fn certify_conflict(scheme: &Scheme, conflict: &Conflict) -> Result<ConflictCheck, Refusal> {
    let claim = conflict_claim(conflict);
    let check = ConflictCheck::start(&quotas(scheme), scheme.mentees.len(), claim)?;
    for mentee in 0..scheme.problem.mentees() {
        for pair in scheme.problem.pairs_of(mentee) {
            check.pair(mentee, pair.mentor())?;
        }
    }
    Ok(check)
}

/// That no fewer can be left out than are.
fn certify_out(scheme: &Scheme, conflict: Option<&Conflict>, out: u64) -> Result<(), Refusal> {
    match conflict {
        Some(conflict) => certify_conflict(scheme, conflict)?.accounts_for(out),
        None => verify::nobody_left_out(out),
    }
}
