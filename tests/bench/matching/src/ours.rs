//! Ours on one scheme: read, stated, solved, and proven to crate `verify`.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use matching::{Builder, Optimal, Options, Outcome, Problem, Quota, solve};
use serde_json::{Value, json};
use verify::{Check, Claim};

use crate::meter::{Meter, peak_megabytes};

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
    let quotas = problem.quotas().iter();
    let quotas = quotas.map(|&Quota { lo, hi }| verify::Quota { lo, hi });
    let claim = Claim {
        mentor_of: &mentor_of,
        objective: best.objective,
        mentee_prices: &best.duals.mentee,
        mentor_prices: &best.duals.mentor,
    };
    let mut check = Check::start(&quotas.collect::<Vec<_>>(), claim, false)?;
    for mentee in 0..problem.mentees() {
        for pair in problem.pairs_of(mentee) {
            check.pair(mentee, pair.mentor(), pair.cost())?;
        }
    }
    check.finish()?;
    Ok(())
}

fn read(folder: &Path) -> Result<Problem> {
    let (mut quotas, mut mentees) = (Vec::new(), 0);
    each(&folder.join("mentors.csv"), ["lo", "hi"], |[lo, hi]| {
        quotas.push(Quota { lo, hi });
        Ok(())
    })?;
    each(&folder.join("mentees.csv"), ["id"], |[_]| {
        mentees += 1;
        Ok(())
    })?;
    let mut builder = Builder::new(mentees, quotas)?;
    each(
        &folder.join("edges.csv"),
        ["mentee", "mentor", "cost"],
        |[mentee, mentor, cost]| Ok(builder.pair(mentee, mentor, cost)?),
    )?;
    Ok(builder.build()?)
}

/// Reads some columns of numbers, a line at a time, so that no text stays in memory.
fn each<const N: usize>(
    path: &Path,
    names: [&str; N],
    mut take: impl FnMut([u32; N]) -> Result<()>,
) -> Result<()> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let mut lines = BufReader::with_capacity(1 << 20, file);
    let mut line = String::new();
    lines.read_line(&mut line)?;
    let header: Vec<&str> = line.trim_end().split(',').collect();
    let mut places = [0; N];
    for (place, name) in places.iter_mut().zip(names) {
        let found = header.iter().position(|it| *it == name);
        *place = found.with_context(|| format!("{}: no column {name}", path.display()))?;
    }
    loop {
        line.clear();
        if lines.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let mut numbers = [0; N];
        for (number, place) in numbers.iter_mut().zip(places) {
            let field = line.trim_end().split(',').nth(place);
            let read = field.and_then(|it| it.parse().ok());
            *number = read.with_context(|| format!("{}: {line:?}", path.display()))?;
        }
        take(numbers)?;
    }
}
