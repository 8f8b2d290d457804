//! Ours on one scheme: read, stated, solved, and proven to crate `verify`.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use matching::{Optimal, Options, Outcome, Problem, solve};
use serde_json::{Value, json};
use verify::{Check, Claim};

use crate::meter::{Meter, peak_megabytes};
use crate::problem::{read, verified};

/// Solves, and answers the figures: processor seconds of each part, and of the time gone by while
/// it was solved and proven.
pub(crate) fn ours(folder: &Path) -> Result<Value> {
    let mut meter = Meter::start();
    let problem = read(folder)?;
    let read = meter.lap();
    let start = Instant::now();
    let outcome = solve(&problem, &Options::default()).context("nobody cancels")?;
    let solve = meter.lap();
    let Outcome::Optimal(best) = outcome else {
        bail!("{} has an allocation, and none was found", folder.display());
    };
    certify(&problem, &best)?;
    let certify = meter.lap();
    Ok(json!({
        "objective": best.objective,
        "pairs": problem.pairs(),
        "read": read,
        "solve": solve,
        "certify": certify,
        "cpu": solve + certify,
        "wall": start.elapsed().as_secs_f64(),
        "megabytes": peak_megabytes(),
    }))
}

fn certify(problem: &Problem, best: &Optimal) -> Result<()> {
    let mentor_of: Vec<_> = best.mentor_of.iter().copied().map(Some).collect();
    let claim = Claim {
        mentor_of: &mentor_of,
        objective: best.objective,
        mentee_prices: &best.duals.mentee,
        mentor_prices: &best.duals.mentor,
    };
    let mut check = Check::start(&verified(problem), claim, false)?;
    for mentee in 0..problem.mentees() {
        for pair in problem.pairs_of(mentee) {
            check.pair(mentee, pair.mentor(), pair.cost())?;
        }
    }
    check.finish()?;
    Ok(())
}
