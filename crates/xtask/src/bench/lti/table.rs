//! What was measured, ours beside the rivals', and whether it is good enough.

use std::fmt::Write;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::super::line::{
    Line,
    Unit::{Count, Megabytes, Micros, Millis, Seconds},
    line, verdict,
};

/// As the driver names them, ours first.
const TOOLS: [&str; 4] = ["ours", "atomic-lti", "pylti1p3next", "ltijs"];

/// What one check of a launch's signature takes on the machine of the budget, in milliseconds. Where
/// it takes longer, limits of what the processor does are as much larger; what waits is not excused.
const FLOOR: f64 = 0.035;

/// Whether a line takes as long as the processor takes: memory does not, and marks wait for the
/// platform.
fn is_at_pace(line: &Line) -> bool {
    !matches!(line.unit, Megabytes) && !line.path.starts_with("marks")
}

const START: [Line; 3] = [
    line("start to first answer", "start", Seconds, Some((0.3, 0.15))),
    line("memory, idle", "idle", Megabytes, Some((60e6, 40e6))),
    line("memory after the launches", "after", Megabytes, None),
];
const LAUNCHES: [Line; 13] = [
    line("1 in flight: CPU", "at_1/cpu", Micros, Some((0.25, 0.12))),
    line("   p50", "at_1/p50", Millis, None),
    line("   p99", "at_1/p99", Millis, None),
    line("   launches a second", "at_1/rate", Count, None),
    line("16 in flight: CPU", "at_16/cpu", Micros, Some((0.25, 0.12))),
    line("   p50", "at_16/p50", Millis, None),
    line("   p99", "at_16/p99", Millis, Some((20.0, 10.0))),
    line("   launches a second", "at_16/rate", Count, None),
    line("64 in flight: CPU", "at_64/cpu", Micros, Some((0.25, 0.12))),
    line("   p50", "at_64/p50", Millis, None),
    line("   p99", "at_64/p99", Millis, None),
    line("   launches a second", "at_64/rate", Count, None),
    line("launches a cell", "launches", Count, None),
];
const ROSTER: [Line; 4] = [
    line(
        "until it is there",
        "roster/seconds",
        Seconds,
        Some((0.3, 0.2)),
    ),
    line("   CPU", "roster/cpu", Seconds, None),
    line(
        "   memory, growth",
        "roster/growth",
        Megabytes,
        Some((10e6, 5e6)),
    ),
    line("   requests", "roster/requests", Count, None),
];
const MARKS: [Line; 8] = [
    line("platform at 0 ms", "marks_0/seconds", Seconds, None),
    line("   CPU", "marks_0/cpu", Seconds, None),
    line(
        "platform at 20 ms",
        "marks_20/seconds",
        Seconds,
        Some((2.0, 1.6)),
    ),
    line("   CPU", "marks_20/cpu", Seconds, None),
    line("   most in flight", "marks_20/in_flight", Count, None),
    line("   requests", "marks_20/requests", Count, None),
    line(
        "all read back, at 0 ms",
        "confirmed_0/seconds",
        Seconds,
        None,
    ),
    line("   at 20 ms", "confirmed_20/seconds", Seconds, None),
];

/// The table, and whether every gate holds.
pub(super) fn table(figures: &Value) -> Result<(String, bool)> {
    let text = |name: &str| figures[name].as_str().unwrap_or_default().to_owned();
    let floor = figures["floor"].as_f64().context("no floor was measured")?;
    let pace = (floor / FLOOR).max(1.0);
    let mut out = format!(
        "medians of {}; ours keeps everything in SQLite on {} ({})\n\
         one check of a signature takes {floor:.3} ms of CPU now: limits of CPU-bound times x {pace:.2}\n",
        figures["runs"],
        text("filesystem"),
        text("pragmas"),
    );
    write!(out, "{:<26}", "")?;
    for tool in TOOLS {
        write!(out, "{tool:>13}")?;
    }
    writeln!(out, "{:>10}{:>10}", "gate", "aim")?;
    let parts: [(&str, &[Line]); 4] = [
        ("start", &START),
        (
            "launches: each a login, a nonce, a token; POST and the page",
            &LAUNCHES,
        ),
        (
            "roster of 10,000 in 100 pages (ours: rows committed; others: in memory)",
            &ROSTER,
        ),
        (
            "1,000 marks (ours: from a durable outbox; ltijs: 16 at once by its app)",
            &MARKS,
        ),
    ];
    let mut is_held = true;
    for (heading, lines) in parts {
        writeln!(out, "{heading}")?;
        for line in lines {
            is_held &= write_line(&mut out, line, &figures["tools"], pace)?;
        }
    }
    write_accepted(&mut out, &figures["tools"])?;
    let versions = figures["versions"].as_array().context("no versions")?;
    let versions: Vec<&str> = versions.iter().filter_map(Value::as_str).collect();
    write!(out, "with {}", versions.join(", "))?;
    Ok((out, is_held))
}

/// Writes one line; says whether its gate holds. What a rival has not got stays empty.
fn write_line(out: &mut String, line: &Line, tools: &Value, pace: f64) -> Result<bool> {
    let figure = |tool: &str| tools[tool].pointer(&format!("/{}", line.path))?.as_f64();
    let ours = figure(TOOLS[0]).with_context(|| format!("no {} was measured", line.path))?;
    let mut row = format!("{:<26}", line.what);
    for tool in TOOLS {
        let says = figure(tool).map_or_else(String::new, |figure| line.unit.says(figure));
        write!(row, "{says:>13}")?;
    }
    let pace = if is_at_pace(line) { pace } else { 1.0 };
    let limits = line.limits.map(|(gate, aim)| (gate * pace, aim * pace));
    let (gate, aim) = limits.unzip();
    for limit in [gate, aim] {
        let says = limit.map_or_else(String::new, |limit| line.unit.says(limit));
        write!(row, "{says:>10}")?;
    }
    let (verdict, is_held) = verdict(ours, limits);
    row += verdict;
    writeln!(out, "{}", row.trim_end())?;
    Ok(is_held)
}

/// Whoever accepts what nobody should. Ours does not, or nothing here would count.
fn write_accepted(out: &mut String, tools: &Value) -> Result<()> {
    for tool in TOOLS {
        let accepted = tools[tool]["accepts"].as_array();
        let accepted = accepted.with_context(|| format!("{tool} was not tried"))?;
        ensure!(
            tool != TOOLS[0] || accepted.is_empty(),
            "ours accepted {accepted:?}"
        );
        let names: Vec<&str> = accepted.iter().filter_map(Value::as_str).collect();
        let names = if names.is_empty() {
            "refuses every bad launch".to_owned()
        } else {
            format!("accepts {}", names.join(", "))
        };
        writeln!(out, "{tool:<26}{names}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_line_holds_ours_and_every_rival_that_was_measured() {
        let tools =
            json!({ "ours": { "at_16": { "p99": 21 } }, "ltijs": { "at_16": { "p99": 145 } } });
        let mut out = String::new();
        assert!(!write_line(&mut out, &LAUNCHES[6], &tools, 1.0).unwrap());
        assert!(out.contains("145 ms") && out.ends_with("MISSED\n"), "{out}");
    }

    #[test]
    fn on_a_slower_machine_the_limits_of_what_it_computes_are_larger() {
        let check = |line: &Line, says: &str| {
            let tools = json!({ "ours": { "at_16": { "p99": 9 }, "idle": 9, "marks_20": { "seconds": 9 } } });
            let mut out = String::new();
            write_line(&mut out, line, &tools, 1.5).unwrap();
            assert!(out.contains(says), "{out}");
        };
        check(&LAUNCHES[6], "30 ms     15 ms  aim reached");
        check(&START[1], "60.0 MB   40.0 MB");
        check(&MARKS[2], "2.00 s    1.60 s  MISSED");
    }

    #[test]
    fn what_was_not_measured_of_ours_is_an_error() {
        let error = write_line(&mut String::new(), &START[0], &json!({}), 1.0).unwrap_err();
        assert!(error.to_string().contains("start"));
    }

    #[test]
    fn what_a_rival_accepts_is_told_and_what_ours_accepts_is_an_error() {
        let nothing = json!({ "accepts": [] });
        let mut tools = json!({ "ours": nothing, "atomic-lti": nothing, "ltijs": nothing,
            "pylti1p3next": { "accepts": ["a launch replayed"] } });
        let mut out = String::new();
        write_accepted(&mut out, &tools).unwrap();
        assert!(out.contains("accepts a launch replayed"), "{out}");
        tools["ours"]["accepts"] = json!(["a bad signature"]);
        assert!(write_accepted(&mut out, &tools).is_err());
    }
}
