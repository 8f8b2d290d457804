//! What the examples of crate `matching` say of changes and of rules, as figures.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::child::must;
use crate::drive::Arguments;

/// A run that has not ended by then hangs.
const LONGEST: Duration = Duration::from_mins(10);

/// The slowest kind of change on a scheme: its 99th percentile, in milliseconds.
pub(crate) fn changes(with: &Arguments, scheme: &Path) -> Result<Value> {
    let said = must(
        Command::new(with.examples.join("changes")).arg(scheme),
        &with.data,
        LONGEST,
    )?;
    let (kind, millis) = slowest(&said)?;
    Ok(json!({ "p99": millis, "kind": kind }))
}

/// Groups in which nobody is the only woman: seconds and the proven gap, in percent.
pub(crate) fn rules(with: &Arguments, scheme: &Path) -> Result<Value> {
    let said = must(
        Command::new(with.examples.join("ruled"))
            .arg(scheme)
            .arg("alone=gender:1"),
        &with.data,
        LONGEST,
    )?;
    gap(&said)
}

/// A line reads `  1351 late enrolments: p50 9 µs, p99 40 µs, most 90 µs; …`.
fn slowest(said: &str) -> Result<(String, f64)> {
    let figures = said.lines().filter_map(|line| {
        let (what, rest) = line.split_once(": p50 ")?;
        let micros = rest.split_once("p99 ")?.1.split_once(' ')?.0;
        let kind = what.trim().split_once(' ')?.1;
        // Explaining changes nothing.
        let figure = (kind.to_owned(), micros.parse::<f64>().ok()? / 1e3);
        (kind != "explained").then_some(figure)
    });
    let slowest = figures.max_by(|one, other| one.1.total_cmp(&other.1));
    slowest.context("the example of changes said nothing of its times")
}

/// A line reads `…, gap Some(12) ppm, 0 unmet, checked true, 1.250 + 0.010 s, 9000 KB`.
fn gap(said: &str) -> Result<Value> {
    let between = |before: &str, after: &str| {
        let found = said.split_once(before)?.1.split_once(after)?.0;
        found.parse::<f64>().ok()
    };
    ensure!(said.contains("checked true"), "not proven: {said}");
    ensure!(said.contains(" 0 unmet"), "a rule is not kept: {said}");
    let ppm = between("gap Some(", ")").context("no gap")?;
    let cpu = between("checked true, ", " + ").context("no seconds")?;
    let kilobytes = between(" s, ", " KB").context("no memory")?;
    Ok(json!({ "cpu": cpu, "gap": ppm / 1e4, "megabytes": kilobytes * 1024.0 / 1e6 }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slowest_kind_of_change_is_found() {
        let said = "x\n    500 explained: p50 9 µs, p99 9000 µs\n  \
                    7 late enrolments: p50 9 µs, p99 40 µs, most 90 µs; 0 others\n  \
                    5 swap requests: p50 8 µs, p99 1200 µs, most 90 µs; 0 others\n";
        assert_eq!(slowest(said).unwrap(), ("swap requests".to_owned(), 1.2));
        assert!(slowest("no groups without the late").is_err());
    }

    #[test]
    fn groups_that_are_not_proven_or_break_rules_do_not_count() {
        let check = |unmet: u32, is_checked: bool, holds: bool| {
            let said = format!(
                "d: 9 + 0 = 9, bound 9, gap Some(120) ppm, {unmet} unmet, checked {is_checked}, \
                 1.250 + 0.010 s, 9000 KB"
            );
            let found = gap(&said);
            assert_eq!(found.is_ok(), holds, "{found:?}");
            assert!(found.is_err() || found.unwrap()["cpu"] == 1.25);
        };
        check(0, true, true);
        check(1, true, false);
        check(0, false, false);
    }
}
