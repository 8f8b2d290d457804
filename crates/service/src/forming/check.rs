//! The independent check: crate `verify` shares no code with the solver and reads the pairs from the
//! people again.

use domain::forming::{Fair, Found, People};
use matching::{Conflict, Problem, Shortage};
use verify::{Check, Claim, ConflictCheck, ConflictClaim, FairCheck, Quota, Refusal, Stage};

/// Checks that nothing costs less; that nothing is fairer, where that was asked for; and that no more
/// could be placed, where somebody waits.
pub(super) fn check(people: &People, problem: &Problem, found: &Found) -> Result<(), Refusal> {
    let best = &found.groups;
    let quotas = quotas(problem);
    let claim = Claim {
        mentor_of: &best.mentor_of,
        objective: best.objective,
        mentee_prices: &best.duals.mentee,
        mentor_prices: &best.duals.mentor,
    };
    let lacking = best.too_few_mentees.as_ref();
    let (waiting, empty) = match &found.fair {
        None => cheapest(people, &quotas, claim)?,
        Some(fair) => fairest(people, &quotas, claim, fair, lacking)?,
    };
    no_fewer(people, &quotas, best.too_few_seats.as_ref(), waiting)?;
    no_fewer(people, &quotas, lacking, empty)
}

fn quotas(problem: &Problem) -> Vec<Quota> {
    let quotas = problem.quotas().iter();
    quotas
        .map(|quota| Quota {
            lo: quota.lo,
            hi: quota.hi,
        })
        .collect()
}

/// Says how many are left out, and how many places lack.
fn cheapest(people: &People, quotas: &[Quota], claim: Claim) -> Result<(u64, u64), Refusal> {
    let mut check = Check::start(quotas, claim, true)?;
    for (mentee, mentor, cost) in people.pairs() {
        check.pair(mentee, mentor, cost)?;
    }
    check.finish()?;
    Ok(check.left_out())
}

fn fairest(
    people: &People,
    quotas: &[Quota],
    claim: Claim,
    fair: &Fair,
    lacking: Option<&Conflict>,
) -> Result<(u64, u64), Refusal> {
    let stages = fair.stages.iter().map(|stage| Stage {
        band: stage.band,
        count: stage.count,
        mentee_prices: stage.mentee.clone(),
        mentor_prices: stage.mentor.clone(),
    });
    let stages: Vec<Stage> = stages.collect();
    let mut check = FairCheck::start(quotas, claim, &stages, true, lacking.map(claimed))?;
    for (mentee, mentor, cost) in people.pairs() {
        check.pair(mentee, mentor, cost, cost)?;
    }
    check.finish()?;
    Ok(check.left_out())
}

/// That no fewer can be left out than are; where nobody is, that needs no conflict.
fn no_fewer(
    people: &People,
    quotas: &[Quota],
    conflict: Option<&Conflict>,
    out: u64,
) -> Result<(), Refusal> {
    let Some(conflict) = conflict else {
        return verify::nobody_left_out(out);
    };
    let check = ConflictCheck::start(quotas, people.mentees.len(), claimed(conflict))?;
    for (mentee, mentor, _) in people.pairs() {
        check.pair(mentee, mentor)?;
    }
    check.accounts_for(out)
}

fn claimed(conflict: &Conflict) -> ConflictClaim<'_> {
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
