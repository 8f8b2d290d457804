//! Scoring: from the people of a scheme to lists of pairs and costs.

use anyhow::{Result, ensure};
use matching::score::Scorer;
use matching::{Options, Outcome, Problem};
use serde_json::{Value, json};

use crate::instance::{Kind, Recipe};
use crate::meter::{Meter, peak_megabytes};

/// So many mentors stay on each mentee's list.
const KEEP: usize = 128;
/// So many mentees are scored again, pair by pair.
const COMPARED: u32 = 400;

/// Scores all pairs of each department and keeps the nearest of each mentee; then solves so that
/// those left out change nothing. Answers the figures: processor seconds.
pub(crate) fn score(mentees: usize, seed: u64) -> Result<Value> {
    let recipe = Recipe {
        mentees,
        kind: Kind::Plain,
        seed,
    };
    let scheme = recipe.unscored()?;
    let mut meter = Meter::start();
    let scorer = Scorer::new(scheme.terms, &scheme.mentees, &scheme.mentors, &[])?;
    let taken = meter.lap();
    let problem = scorer.nearest(scheme.quotas.clone(), KEEP)?;
    let listed_in = meter.lap();
    let megabytes = peak_megabytes();
    compare(&scorer, &problem)?;
    let kept = problem.pairs();
    drop(problem);
    meter.lap();
    let whole = scorer.solve(&scheme.quotas, KEEP, &Options::default())?;
    let solved = meter.lap();
    let Outcome::Optimal(best) = whole.outcome else {
        anyhow::bail!("an allocation is planted, and none was found");
    };
    Ok(json!({
        "mentees": mentees,
        "pairs": scorer.looked_at(),
        "kept": kept,
        "taken": taken,
        "cpu": taken + listed_in,
        "megabytes": megabytes,
        "solved": solved,
        "rounds": whole.rounds,
        "listed": whole.problem.pairs(),
        "objective": best.objective,
    }))
}

/// The lists of some mentees are those that scoring pair by pair gives.
fn compare(scorer: &Scorer, problem: &Problem) -> Result<()> {
    let every = problem.mentees() / COMPARED + 1;
    for mentee in (0..problem.mentees()).step_by(every as usize) {
        let cost = |mentor| Some((scorer.cost(mentee, mentor)?, mentor));
        let mut nearest: Vec<_> = (0..problem.mentors()).filter_map(cost).collect();
        nearest.sort_unstable();
        nearest.truncate(KEEP);
        nearest.sort_unstable_by_key(|it| it.1);
        let listed = problem.pairs_of(mentee).iter();
        let listed = listed.map(|it| (it.cost(), it.mentor()));
        ensure!(listed.eq(nearest), "the list of mentee {mentee} is another");
    }
    Ok(())
}
