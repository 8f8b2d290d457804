//! `cargo xtask test`: every check, in the order in which a failure is cheapest to find.

mod browser;
mod rust;
mod stories;
mod third_party;

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::child::Interrupt;
use crate::place::Place;
use crate::report::{Report, Tally};
use crate::runner::Runner;
use crate::{tidy, web};

/// A group of checks with one result.
struct Stage {
    key: &'static str,
    what: &'static str,
    /// Stages without which this one would fail for a reason that is not its own.
    needs: &'static [&'static str],
    run: fn(&mut Runner) -> Result<Tally>,
}

const fn stage(
    key: &'static str,
    what: &'static str,
    needs: &'static [&'static str],
    run: fn(&mut Runner) -> Result<Tally>,
) -> Stage {
    Stage {
        key,
        what,
        needs,
        run,
    }
}

const STAGES: [Stage; 10] = [
    stage("fmt", "format", &[], rust::fmt),
    stage("tidy", "the rules of this repository", &[], |runner| {
        tidy::tidy(runner).map(passed)
    }),
    stage("web", "the bundles for the browser", &[], bundles),
    stage("clippy", "lints", &[], rust::clippy),
    stage(
        "clippy-web",
        "lints of the front end as wasm",
        &[],
        rust::clippy_web,
    ),
    stage("binary", "the binary", &[], rust::binary),
    stage(
        "tests",
        "unit, property, store and service tests",
        &["web", "binary"],
        stories::tests,
    ),
    stage(
        "third-party",
        "other people's LTI software",
        &["web", "binary"],
        third_party::tests,
    ),
    stage(
        "browser",
        "journeys in Chromium",
        &["web", "binary"],
        browser::tests,
    ),
    stage("docs", "documentation and its examples", &[], rust::docs),
];

/// Runs all stages, or only those named and what they need, and sums up.
pub(crate) fn test(only: &[String], verbose: bool) -> Result<ExitCode> {
    let chosen = chosen(only)?;
    let report = Report::new(chosen.len(), verbose);
    let mut runner = Runner {
        place: Place::find()?,
        report,
        interrupt: Interrupt::listen()?,
    };
    println!("building in {}", runner.place.target().display());
    let mut failed = BTreeSet::new();
    for stage in chosen {
        if !run(stage, &mut runner, &failed)? {
            failed.insert(stage.key);
        }
    }
    let passed = runner.report.summary();
    Ok(if passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Runs one stage and shows how it went. Only an interrupt is an error: what fails is counted, and
/// the next stage still has something to say.
fn run(stage: &Stage, runner: &mut Runner, failed: &BTreeSet<&str>) -> Result<bool> {
    let start = Instant::now();
    runner.report.begin(stage.what);
    let outcome = match stage.needs.iter().find(|key| failed.contains(*key)) {
        Some(key) => Err(anyhow::anyhow!("not run, for it needs `{key}`")),
        None => (stage.run)(runner),
    };
    runner.interrupt.check()?;
    let tally = outcome.unwrap_or_else(|error| {
        runner.report.note(&format!("{error:#}"));
        Tally::FAILED
    });
    runner.report.end(stage.key, tally, start.elapsed());
    Ok(tally.failed == 0)
}

/// The stages asked for and all they need, in order; an unknown name is an error that lists them.
fn chosen(only: &[String]) -> Result<Vec<&'static Stage>> {
    let keys: Vec<&str> = STAGES.iter().map(|stage| stage.key).collect();
    if let Some(stray) = only.iter().find(|name| !keys.contains(&name.as_str())) {
        bail!("no stage is called {stray}; there are: {}", keys.join(", "));
    }
    let asked = |stage: &Stage| only.is_empty() || only.iter().any(|name| name == stage.key);
    let mut wanted: BTreeSet<&str> = STAGES
        .iter()
        .filter(|stage| asked(stage))
        .map(|stage| stage.key)
        .collect();
    // A stage stands after what it needs, so one walk from the end finds all.
    for stage in STAGES.iter().rev() {
        if wanted.contains(stage.key) {
            wanted.extend(stage.needs);
        }
    }
    Ok(STAGES
        .iter()
        .filter(|stage| wanted.contains(stage.key))
        .collect())
}

fn passed((): ()) -> Tally {
    Tally::PASSED
}

fn bundles(runner: &mut Runner) -> Result<Tally> {
    for line in web::build(runner)? {
        runner.report.note(&line);
    }
    for line in web::growth(runner)? {
        runner.report.note(&line);
    }
    Ok(Tally::PASSED)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(only: &[&str], expected: &[&str]) {
        let only: Vec<String> = only.iter().map(|name| (*name).to_owned()).collect();
        let keys: Vec<&str> = chosen(&only)
            .unwrap()
            .iter()
            .map(|stage| stage.key)
            .collect();
        assert_eq!(keys, expected);
    }

    #[test]
    fn a_stage_brings_what_it_needs_in_order() {
        check(&["fmt"], &["fmt"]);
        check(&["browser", "fmt"], &["fmt", "web", "binary", "browser"]);
        check(&[], &STAGES.each_ref().map(|stage| stage.key));
    }

    #[test]
    fn an_unknown_stage_is_answered_with_those_there_are() {
        let error = chosen(&["brwser".to_owned()]).err().unwrap().to_string();
        assert!(
            error.contains("brwser") && error.contains("browser"),
            "{error}"
        );
    }
}
