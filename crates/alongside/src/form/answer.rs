//! The answer to the problem in the files, and its check.

use matching::{
    Conflict, Duals, Optimal, Options, Outcome, Partial, Shortage, solve, solve_partial,
};
use verify::{Check, Claim, ConflictCheck, ConflictClaim, Quota, Refusal};

use super::people::Scheme;

/// What was found.
pub(crate) enum Answer {
    /// Groups for everybody, at least total cost.
    Optimal(Optimal),
    /// Groups for as many as can be.
    Partial(Partial),
    /// Why there are none.
    Infeasible(Conflict),
}

impl Answer {
    /// Solves; where that is impossible and `partial` is wanted, places as many as can be.
    ///
    /// Who stays out is drawn by lot: by a number made from the id, the same in every run.
    pub(super) fn find(scheme: &Scheme, partial: bool) -> anyhow::Result<Self> {
        let options = Options::default();
        Ok(match solve(&scheme.problem, &options)? {
            Outcome::Optimal(best) => Self::Optimal(best),
            Outcome::Infeasible(_) if partial => {
                let turn = |mentee: u32| lot(&scheme.mentees[mentee as usize]);
                Self::Partial(solve_partial(&scheme.problem, &options, turn)?)
            }
            Outcome::Infeasible(conflict) => Self::Infeasible(conflict),
        })
    }

    /// Has the answer checked by crate `verify`.
    pub(super) fn certify(&self, scheme: &Scheme) -> Result<(), Refusal> {
        match self {
            Self::Optimal(best) => {
                let mentor_of: Vec<_> = best.mentor_of.iter().copied().map(Some).collect();
                certify_groups(scheme, &mentor_of, best.objective, &best.duals, false)?;
            }
            Self::Partial(best) => {
                let (unplaced, lacking) =
                    certify_groups(scheme, &best.mentor_of, best.objective, &best.duals, true)?;
                certify_out(scheme, best.too_few_seats.as_ref(), unplaced)?;
                certify_out(scheme, best.too_few_mentees.as_ref(), lacking)?;
            }
            Self::Infeasible(conflict) => {
                certify_conflict(scheme, conflict)?;
            }
        }
        Ok(())
    }

    /// Each mentee's mentor; empty where there are no groups at all.
    pub(super) fn mentor_of(&self) -> Vec<Option<u32>> {
        match self {
            Self::Optimal(best) => best.mentor_of.iter().copied().map(Some).collect(),
            Self::Partial(best) => best.mentor_of.clone(),
            Self::Infeasible(_) => Vec::new(),
        }
    }

    /// What the groups cost together, and the prices that prove it least.
    pub(super) fn proof(&self) -> Option<(i64, &Duals)> {
        match self {
            Self::Optimal(best) => Some((best.objective, &best.duals)),
            Self::Partial(best) => Some((best.objective, &best.duals)),
            Self::Infeasible(_) => None,
        }
    }
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

fn certify_groups(
    scheme: &Scheme,
    mentor_of: &[Option<u32>],
    objective: i64,
    duals: &Duals,
    partial: bool,
) -> Result<(u64, u64), Refusal> {
    let claim = Claim {
        mentor_of,
        objective,
        mentee_prices: &duals.mentee,
        mentor_prices: &duals.mentor,
    };
    let mut check = Check::start(&quotas(scheme), claim, partial)?;
    for mentee in 0..scheme.problem.mentees() {
        for pair in scheme.problem.pairs_of(mentee) {
            check.pair(mentee, pair.mentor(), pair.cost())?;
        }
    }
    check.finish()?;
    Ok(check.left_out())
}

fn certify_conflict(scheme: &Scheme, conflict: &Conflict) -> Result<ConflictCheck, Refusal> {
    let claim = ConflictClaim {
        shortage: match conflict.shortage {
            Shortage::Seats => verify::Shortage::Seats,
            Shortage::Mentees => verify::Shortage::Mentees,
        },
        mentees: &conflict.mentees,
        mentors: &conflict.mentors,
        need: conflict.need,
        have: conflict.have,
    };
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
