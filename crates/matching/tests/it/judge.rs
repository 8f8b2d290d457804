//! Puts answers before crate `verify`.

use matching::{Bands, Conflict, Fair, FairPartial, Optimal, Outcome, Partial, Shortage, Stage};
use verify::{
    Check, Claim, ConflictCheck, ConflictClaim, FairCheck, Quota, Refusal, nobody_left_out,
};

use crate::instances::Plain;

pub(crate) fn quotas(plain: &Plain) -> Vec<Quota> {
    plain
        .quotas
        .iter()
        .map(|&(lo, hi)| Quota { lo, hi })
        .collect()
}

/// Whether the checker accepts an outcome.
pub(crate) fn accepts(plain: &Plain, outcome: &Outcome) -> Result<(), Refusal> {
    match outcome {
        Outcome::Optimal(best) => accepts_optimal(plain, best),
        Outcome::Infeasible(conflict) => accepts_conflict(plain, conflict).map(|_| ()),
    }
}

fn accepts_optimal(plain: &Plain, best: &Optimal) -> Result<(), Refusal> {
    let mentor_of: Vec<Option<u32>> = best.mentor_of.iter().copied().map(Some).collect();
    let claim = Claim {
        mentor_of: &mentor_of,
        objective: best.objective,
        mentee_prices: &best.duals.mentee,
        mentor_prices: &best.duals.mentor,
    };
    assert_eq!(
        best.duals.bound(&plain.problem()),
        i128::from(best.objective)
    );
    run(plain, claim, false).map(|_| ())
}

fn run(plain: &Plain, claim: Claim, partial: bool) -> Result<(u64, u64), Refusal> {
    let mut check = Check::start(&quotas(plain), claim, partial)?;
    for &(mentee, mentor, cost) in &plain.pairs {
        check.pair(mentee, mentor, cost)?;
    }
    check.finish()?;
    Ok(check.left_out())
}

/// What a fair answer claims, as data that tests can bend.
#[derive(Clone, Debug)]
pub(crate) struct FairClaim {
    pub(crate) mentor_of: Vec<Option<u32>>,
    pub(crate) objective: i64,
    pub(crate) mentee_prices: Vec<i64>,
    pub(crate) mentor_prices: Vec<i64>,
    pub(crate) stages: Vec<verify::Stage>,
    pub(crate) partial: bool,
    pub(crate) lacking: Option<Conflict>,
}

fn stages(stages: &[Stage]) -> Vec<verify::Stage> {
    let each = stages.iter().cloned();
    each.map(|stage| verify::Stage {
        band: stage.band,
        count: stage.count,
        mentee_prices: stage.mentee,
        mentor_prices: stage.mentor,
    })
    .collect()
}

impl FairClaim {
    pub(crate) fn new(fair: &Fair) -> Self {
        Self {
            mentor_of: fair.best.mentor_of.iter().copied().map(Some).collect(),
            objective: fair.best.objective,
            mentee_prices: fair.best.duals.mentee.clone(),
            mentor_prices: fair.best.duals.mentor.clone(),
            stages: stages(&fair.stages),
            partial: false,
            lacking: None,
        }
    }

    pub(crate) fn partial(fair: &FairPartial) -> Self {
        Self {
            mentor_of: fair.best.mentor_of.clone(),
            objective: fair.best.objective,
            mentee_prices: fair.best.duals.mentee.clone(),
            mentor_prices: fair.best.duals.mentor.clone(),
            stages: stages(&fair.stages),
            partial: true,
            lacking: fair.best.too_few_mentees.clone(),
        }
    }

    /// Whether the checker accepts it; if so, how many are unplaced and lacking.
    pub(crate) fn accepted(&self, plain: &Plain, bands: Bands) -> Result<(u64, u64), Refusal> {
        let claim = Claim {
            mentor_of: &self.mentor_of,
            objective: self.objective,
            mentee_prices: &self.mentee_prices,
            mentor_prices: &self.mentor_prices,
        };
        let lacking = self.lacking.as_ref().map(conflict_claim);
        let (quotas, partial) = (quotas(plain), self.partial);
        let mut check = FairCheck::start(&quotas, claim, &self.stages, partial, lacking)?;
        let problem = plain.problem();
        for mentee in 0..plain.mentees {
            for &pair in problem.pairs_of(mentee) {
                let band = bands.of(mentee, pair);
                check.pair(mentee, pair.mentor(), pair.cost(), band)?;
            }
        }
        check.finish()?;
        if let Some(lacking) = &self.lacking {
            assert_eq!(accepts_conflict(plain, lacking)?, check.left_out().1);
        }
        Ok(check.left_out())
    }
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

/// Whether the checker accepts a conflict; if so, how many it shows cannot be served.
fn accepts_conflict(plain: &Plain, conflict: &Conflict) -> Result<u64, Refusal> {
    let claim = conflict_claim(conflict);
    let check = ConflictCheck::start(&quotas(plain), plain.mentees as usize, claim)?;
    for &(mentee, mentor, _) in &plain.pairs {
        check.pair(mentee, mentor)?;
    }
    Ok(check.unserved())
}

/// Whether the checker accepts a partial placement and that it is the largest.
pub(crate) fn accepts_partial(plain: &Plain, partial: &Partial) -> Result<(), Refusal> {
    let claim = Claim {
        mentor_of: &partial.mentor_of,
        objective: partial.objective,
        mentee_prices: &partial.duals.mentee,
        mentor_prices: &partial.duals.mentor,
    };
    let (unplaced, lacking) = run(plain, claim, true)?;
    account(plain, partial.too_few_seats.as_ref(), unplaced)?;
    account(plain, partial.too_few_mentees.as_ref(), lacking)
}

/// Whether the checker accepts that so many are left out, or lacking.
fn account(plain: &Plain, conflict: Option<&Conflict>, out: u64) -> Result<(), Refusal> {
    let Some(conflict) = conflict else {
        return nobody_left_out(out);
    };
    let claim = conflict_claim(conflict);
    let check = ConflictCheck::start(&quotas(plain), plain.mentees as usize, claim)?;
    for &(mentee, mentor, _) in &plain.pairs {
        check.pair(mentee, mentor)?;
    }
    check.accounts_for(out)
}
