//! Figures of ours that nobody else has: each measured by a task of this program.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};

use crate::child::must;
use crate::drive::Arguments;

/// A run that has not ended by then hangs.
const LONGEST: Duration = Duration::from_mins(10);
/// Costs so near each other are one band of fair groups.
const BAND: &str = "100";
/// How many mentees are scored.
const SCORED: [usize; 4] = [2_000, 20_000, 50_000, 200_000];

/// Changes on a scheme: the slowest kind's 99th percentile, in milliseconds.
pub(crate) fn changes(with: &Arguments, scheme: &Path) -> Result<Value> {
    task(with, "changes", scheme, &[])
}

/// Fair groups of a scheme: processor seconds.
pub(crate) fn fair(with: &Arguments, scheme: &Path) -> Result<Value> {
    task(with, "fair", scheme, &[BAND])
}

/// Groups in which nobody is the only woman: processor seconds and the proven gap, in percent.
pub(crate) fn rules(with: &Arguments, scheme: &Path) -> Result<Value> {
    let figures = task(with, "ruled", scheme, &["alone=gender:1"])?;
    ensure!(figures["unmet"] == 0, "a rule is not kept: {figures}");
    Ok(figures)
}

fn task(with: &Arguments, name: &str, scheme: &Path, more: &[&str]) -> Result<Value> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(name).arg(scheme).args(more);
    let said = must(&mut command, &with.data, LONGEST)?;
    Ok(serde_json::from_str(&said)?)
}

/// Scoring, at all sizes up to `most`: medians.
pub(crate) fn scoring(with: &Arguments, most: usize) -> Result<Vec<Value>> {
    let mut all = Vec::new();
    for mentees in SCORED.into_iter().filter(|&it| it <= most) {
        println!("scoring {mentees}");
        let mut runs = Vec::new();
        for _ in 0..with.runs {
            let mut command = Command::new(std::env::current_exe()?);
            command.args(["score", &mentees.to_string(), &with.seed.to_string()]);
            let said = must(&mut command, &with.data, LONGEST)?;
            runs.push(serde_json::from_str(&said)?);
        }
        all.push(medians(&runs).context("nothing was measured")?);
    }
    Ok(all)
}

/// Of each figure the median.
pub(crate) fn medians(runs: &[Value]) -> Option<Value> {
    let mut figures = Map::new();
    for (key, first) in runs.first()?.as_object()? {
        let mut numbers: Vec<f64> = runs.iter().filter_map(|it| it[key].as_f64()).collect();
        numbers.sort_by(f64::total_cmp);
        let median = numbers.get(numbers.len() / 2).map(|it| json!(it));
        figures.insert(key.clone(), median.unwrap_or_else(|| first.clone()));
    }
    Some(Value::Object(figures))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_are_of_numbers_and_words_stay() {
        let runs = [3.0, 1.0, 2.0].map(|cpu| json!({ "cpu": cpu, "version": "x 1" }));
        assert_eq!(
            medians(&runs),
            Some(json!({ "cpu": 2.0, "version": "x 1" }))
        );
        assert_eq!(medians(&[]), None);
    }
}
