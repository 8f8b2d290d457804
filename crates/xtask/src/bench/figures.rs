//! What was measured, ours beside the rival's, and whether it is good enough.

use std::fmt::Write;

use anyhow::{Context, Result};
use serde_json::Value;

use super::line::{
    Line,
    Unit::{self, Kilobytes, Millis, Shift},
    line, verdict,
};

/// Both apps have these; the limits are those of the product's budget.
const LINES: [Line; 15] = [
    line("first paint", "first/fcp", Millis, Some((800.0, 500.0))),
    line("largest paint", "first/lcp", Millis, Some((1000.0, 700.0))),
    line("ready", "first/ready", Millis, Some((1500.0, 1100.0))),
    line("blocked", "first/blocked", Millis, Some((100.0, 50.0))),
    line("layout shift", "first/cls", Shift, Some((0.02, 0.0))),
    line(
        "over the wire",
        "first/wire",
        Kilobytes,
        Some((180e3, 130e3)),
    ),
    line("main thread", "first/cpu", Millis, None),
    line("again: first paint", "again/fcp", Millis, None),
    line("again: ready", "again/ready", Millis, Some((600.0, 450.0))),
    line("again: over the wire", "again/wire", Kilobytes, None),
    line("again: main thread", "again/cpu", Millis, None),
    line("choice or key, median", "toggle/p50", Millis, None),
    line(
        "choice or key, p95",
        "toggle/p95",
        Millis,
        Some((80.0, 50.0)),
    ),
    line("the first act, worst", "act/worst", Millis, None),
    line(
        "page turned, p95",
        "route/p95",
        Millis,
        Some((200.0, 100.0)),
    ),
];

/// The service alone has these.
const SERVICE: [Line; 4] = [
    line("first view, median", "first/p50", Millis, None),
    line("first view, p99", "first/p99", Millis, Some((5.0, 1.0))),
    line("100 groups, median", "groups/p50", Millis, None),
    line("100 groups, p99", "groups/p99", Millis, Some((5.0, 1.0))),
];

/// The table, and whether every gate holds.
pub(super) fn table(figures: &Value) -> Result<(String, bool)> {
    let mut out = String::from(
        "390x844, CPU x4, 1.6 Mbit/s, 150 ms; medians (best in brackets); choices and pages at CPU x4\n",
    );
    writeln!(
        out,
        "{:<24}{:>18}{:>18}{:>10}{:>10}",
        "", "ours", "React", "gate", "aim"
    )?;
    let mut is_held = true;
    for line in &LINES {
        let [ours, rivals] = ["ours", "react"].map(|app| &figures[app]);
        is_held &= write_line(&mut out, line, ours, Some(rivals))?;
    }
    writeln!(out, "on the service")?;
    for line in &SERVICE {
        is_held &= write_line(&mut out, line, &figures["service"], None)?;
    }
    write!(out, "with {}", versions(&figures["versions"]))?;
    Ok((out, is_held))
}

/// Writes one line; says whether its gate holds.
fn write_line(out: &mut String, line: &Line, ours: &Value, rivals: Option<&Value>) -> Result<bool> {
    let (median, best) = figure(ours, line.path)?;
    let other = rivals.map(|rivals| figure(rivals, line.path)).transpose()?;
    let (gate, aim) = line.limits.unzip();
    let limit = |limit: Option<f64>| limit.map_or_else(String::new, |limit| line.unit.says(limit));
    let (verdict, is_held) = verdict(median, line.limits);
    let row = format!(
        "{:<24}{:>18}{:>18}{:>10}{:>10}{verdict}",
        line.what,
        both(line.unit, median, best),
        other.map_or_else(String::new, |(median, best)| both(line.unit, median, best)),
        limit(gate),
        limit(aim),
    );
    writeln!(out, "{}", row.trim_end())?;
    Ok(is_held)
}

fn both(unit: Unit, median: f64, best: Option<f64>) -> String {
    match best {
        Some(best) => format!("{} ({})", unit.says(median), unit.says(best)),
        None => unit.says(median),
    }
}

/// The median and the best where there are both, else the one figure.
fn figure(figures: &Value, path: &str) -> Result<(f64, Option<f64>)> {
    let found = figures.pointer(&format!("/{path}"));
    let found = found.with_context(|| format!("no {path} was measured"))?;
    match found.as_f64() {
        Some(one) => Ok((one, None)),
        None => Ok((
            found["median"].as_f64().context("no median")?,
            found["best"].as_f64(),
        )),
    }
}

fn versions(versions: &Value) -> String {
    let versions = versions.as_object().into_iter().flatten();
    let each = versions.map(|(name, version)| {
        let version = version.as_str().unwrap_or_default();
        format!("{name} {version}")
    });
    each.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_line_holds_the_median_the_best_and_the_verdict() {
        let figures = json!({ "first": { "fcp": { "median": 801.0, "best": 390.0 } } });
        let mut out = String::new();
        assert!(!write_line(&mut out, &LINES[0], &figures, None).unwrap());
        assert!(
            out.contains("801 ms (390 ms)") && out.ends_with("MISSED\n"),
            "{out}"
        );
    }

    #[test]
    fn what_was_not_measured_is_an_error() {
        let error = figure(&json!({}), "first/fcp").err().unwrap();
        assert!(error.to_string().contains("first/fcp"));
    }
}
