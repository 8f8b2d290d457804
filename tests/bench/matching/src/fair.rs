//! Fair groups of one scheme: solved, and proven to crate `verify`.

use std::path::Path;

use anyhow::{Result, bail};
use matching::{Bands, Fair, Options, Pair, Problem, solve_fair};
use serde_json::{Value, json};
use verify::{Claim, FairCheck, Stage};

use crate::meter::{Meter, peak_megabytes};
use crate::problem::{read, verified};

/// Costs of so much are one band. Answers the figures: processor seconds.
pub(crate) fn fair(folder: &Path, step: u32) -> Result<Value> {
    let problem = read(folder)?;
    let band = |_: u32, pair: Pair| pair.cost() / step.max(1);
    let bands = if step > 1 {
        Bands::By(&band)
    } else {
        Bands::EachCost
    };
    let mut meter = Meter::start();
    let Ok(fair) = solve_fair(&problem, bands, &Options::default())? else {
        bail!("{} has an allocation, and none was found", folder.display());
    };
    let solved = meter.lap();
    certify(&problem, bands, &fair)?;
    let certified = meter.lap();
    let prices = fair.stages.iter();
    let prices: usize = prices.map(|it| it.mentee.len() + it.mentor.len()).sum();
    Ok(json!({
        "objective": fair.best.objective,
        "plain": fair.plain.objective,
        "bands": fair.stages.len(),
        "prices": prices,
        "solve": solved,
        "certify": certified,
        "cpu": solved + certified,
        "megabytes": peak_megabytes(),
    }))
}

fn certify(problem: &Problem, bands: Bands, fair: &Fair) -> Result<()> {
    let mentor_of: Vec<_> = fair.best.mentor_of.iter().copied().map(Some).collect();
    let claim = Claim {
        mentor_of: &mentor_of,
        objective: fair.best.objective,
        mentee_prices: &fair.best.duals.mentee,
        mentor_prices: &fair.best.duals.mentor,
    };
    let stages = fair.stages.iter().cloned().map(|it| Stage {
        band: it.band,
        count: it.count,
        mentee_prices: it.mentee,
        mentor_prices: it.mentor,
    });
    let stages: Vec<_> = stages.collect();
    let mut check = FairCheck::start(&verified(problem), claim, &stages, false, None)?;
    for mentee in 0..problem.mentees() {
        for &pair in problem.pairs_of(mentee) {
            let band = bands.of(mentee, pair);
            check.pair(mentee, pair.mentor(), pair.cost(), band)?;
        }
    }
    Ok(check.finish()?)
}
