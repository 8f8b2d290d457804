//! What happens after publishing, on one scheme: groups are formed without those who come late;
//! these enrol one by one, and more happens. And what explaining takes.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use matching::{
    Builder, Event, Explainer, Optimal, Options, Outcome, Parts, Problem, Quota, Standing, solve,
};
use serde_json::{Value, json};

use crate::problem::quotas;
use crate::tables::{all, each};

/// A scheme without the late, and the pairs of each of these.
struct Early {
    problem: Problem,
    late: Vec<Vec<(u32, u32)>>,
}

/// Answers, for each kind of event, percentiles of the time gone by, in milliseconds, of which each
/// is the least of three times; and which kind is the slowest.
pub(crate) fn changes(folder: &Path) -> Result<Value> {
    let Early { problem, late } = without_late(folder)?;
    let Outcome::Optimal(best) = solve(&problem, &Options::default())? else {
        bail!("{} has no groups without the late", folder.display());
    };
    let explained = explained(&problem, &best)?;
    let mentor_of: Vec<_> = best.mentor_of.iter().copied().map(Some).collect();
    let mut standing = Standing::new(&problem, &mentor_of, u64::from)?;
    let enrolments = late.into_iter();
    let enrolments = enrolments.map(|pairs| Event::Enrol { turn: 0, pairs });
    let mut kinds = vec![timed(
        &mut standing,
        "late enrolments",
        enrolments.collect(),
    )];
    for (kind, events) in others(&problem) {
        kinds.push(timed(&mut standing, kind, events));
    }
    let p99 = |it: &Value| it["p99"].as_f64().unwrap_or_default();
    let slowest = kinds
        .iter()
        .max_by(|one, other| p99(one).total_cmp(&p99(other)));
    let slowest = slowest.cloned().unwrap_or_default();
    Ok(json!({
        "p99": slowest["p99"], "kind": slowest["kind"],
        "kinds": kinds, "explained": explained,
    }))
}

fn without_late(folder: &Path) -> Result<Early> {
    let late = all(&folder.join("mentees.csv"), ["late"])?;
    let (mut early, mut place) = (0, Vec::new());
    for [is_late] in &late {
        place.push(early);
        early += 1 - is_late;
    }
    let mut builder = Builder::new(early as usize, quotas(folder)?)?;
    let mut pairs_of = vec![Vec::new(); late.len()];
    let columns = ["mentee", "mentor", "cost"];
    each(
        &folder.join("edges.csv"),
        columns,
        |[mentee, mentor, cost]| {
            let at = mentee as usize;
            if late[at] == [1] {
                pairs_of[at].push((mentor, cost));
                return Ok(());
            }
            Ok(builder.pair(place[at], mentor, cost)?)
        },
    )?;
    pairs_of.retain(|pairs| !pairs.is_empty());
    Ok(Early {
        problem: builder.build()?,
        late: pairs_of,
    })
}

/// Some mentees, with five other mentors each.
fn explained(problem: &Problem, best: &Optimal) -> Result<Value> {
    let mentor_of: Vec<_> = best.mentor_of.iter().copied().map(Some).collect();
    let options = Options::default();
    let mut explainer = Explainer::new(
        problem,
        &mentor_of,
        &best.duals,
        Parts::all_open(),
        &options,
    )?;
    let mut times = Vec::new();
    for mentee in some(problem, 0) {
        let mut least = Duration::MAX;
        for _ in 0..3 {
            let start = Instant::now();
            explainer.explain(mentee, 5)?;
            least = least.min(start.elapsed());
        }
        times.push(least);
    }
    Ok(percentiles("explained", times))
}

/// Every so many of the mentees, about 500 in all.
fn some(problem: &Problem, from: u32) -> impl Iterator<Item = u32> + use<> {
    let every = (problem.mentees() / 500).max(1);
    (from..problem.mentees()).step_by(every as usize)
}

/// Other events, spread over the people.
fn others(problem: &Problem) -> [(&'static str, Vec<Event>); 6] {
    let second = |mentee| {
        let pair = problem.pairs_of(mentee).get(1)?;
        Some((mentee, pair.mentor()))
    };
    let pin = |(mentee, mentor)| Event::Pin { mentee, mentor };
    let forbid = |(mentee, mentor)| Event::Forbid { mentee, mentor };
    let drop_out = |mentee| Event::DropOut { mentee };
    let swap = |mentee| Event::Swap { mentee };
    let leave = |mentor| Event::MentorLeaves { mentor };
    let fewer = |mentor: u32| {
        let Quota { lo, hi } = problem.quotas()[mentor as usize];
        let hi = hi.saturating_sub(1);
        let quota = Quota { lo: lo.min(hi), hi };
        Event::Resize { mentor, quota }
    };
    let every = (problem.mentors() / 100).max(1) as usize;
    let mentors = |from| (from..problem.mentors()).step_by(2 * every);
    let seconds = |from| some(problem, from).filter_map(second);
    [
        ("drop-outs", some(problem, 0).map(drop_out).collect()),
        ("swap requests", some(problem, 1).map(swap).collect()),
        ("pins", seconds(2).map(pin).collect()),
        ("forbidden pairs", seconds(3).map(forbid).collect()),
        ("one seat fewer", mentors(1).map(fewer).collect()),
        ("mentors who leave", mentors(0).map(leave).collect()),
    ]
}

/// Applies each event, and before that twice for the sake of measuring.
fn timed(standing: &mut Standing, kind: &str, events: Vec<Event>) -> Value {
    let (mut times, mut moved, mut refused) = (Vec::new(), 0, 0_u32);
    for event in events {
        let mut best = Duration::MAX;
        for round in 0..3 {
            let start = Instant::now();
            let result = standing.apply(&event, &Options::default());
            best = best.min(start.elapsed());
            match result {
                Err(_) => refused += u32::from(round == 0),
                Ok(_) if round < 2 => standing.undo(),
                Ok(change) => moved += u64::from(change.others_moved),
            }
        }
        times.push(best);
    }
    let mut figures = percentiles(kind, times);
    figures["moved"] = json!(moved);
    figures["refused"] = json!(refused);
    figures["waiting"] = json!(standing.waiting().len());
    figures
}

/// In milliseconds.
fn percentiles(kind: &str, mut times: Vec<Duration>) -> Value {
    times.sort_unstable();
    let at = |share: usize| {
        let time = times.get((times.len() * share / 100).min(times.len().saturating_sub(1)));
        time.map_or(0.0, |it| it.as_secs_f64() * 1e3)
    };
    json!({
        "kind": kind, "number": times.len(),
        "p50": at(50), "p99": at(99), "most": at(100),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_of_times_in_order() {
        let millis: Vec<_> = (1..=200).rev().map(Duration::from_millis).collect();
        let figures = percentiles("pins", millis);
        let at = |key: &str| format!("{:.0}", figures[key].as_f64().unwrap());
        assert_eq!([at("p50"), at("p99"), at("most")], ["101", "199", "200"]);
        assert_eq!(percentiles("pins", vec![])["p99"], 0.0);
    }
}
