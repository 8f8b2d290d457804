//! Puts answers before crate `verify`.

use matching::{Conflict, Optimal, Outcome, Partial, Shortage};
use verify::{Check, Claim, ConflictCheck, ConflictClaim, Quota, Refusal};

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

/// Whether the checker accepts a conflict; if so, how many it shows cannot be served.
fn accepts_conflict(plain: &Plain, conflict: &Conflict) -> Result<u64, Refusal> {
    let shortage = match conflict.shortage {
        Shortage::Seats => verify::Shortage::Seats,
        Shortage::Mentees => verify::Shortage::Mentees,
    };
    let (mentees, mentors) = (&conflict.mentees[..], &conflict.mentors[..]);
    let claim = ConflictClaim {
        shortage,
        mentees,
        mentors,
        need: conflict.need,
        have: conflict.have,
    };
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
    let proven = |conflict: &Option<Conflict>| match conflict {
        Some(conflict) => accepts_conflict(plain, conflict),
        None => Ok(0),
    };
    assert_eq!(proven(&partial.too_few_seats)?, unplaced);
    assert_eq!(proven(&partial.too_few_mentees)?, lacking);
    Ok(())
}
