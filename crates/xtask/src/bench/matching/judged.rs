//! The gates and aims, and which of them held.

use std::fmt::Write;

use anyhow::{Context, Result};
use serde_json::Value;

use super::super::line::{
    Limits,
    Unit::{self, Megabytes, Millis, Seconds},
    verdict,
};
use super::growth::{exponent, of_n_log_n};

/// How many times faster than OR-Tools: scheme, gate, aim.
const RATIOS: [(&str, f64, f64); 3] = [
    ("plain 50000", 15.0, 58.0),
    ("contested 50000", 5.0, 19.0),
    ("coarse 50000", 15.0, 110.0),
];
/// Seconds on the largest scheme, on the machine of the budget.
const LARGEST: (&str, Limits) = ("plain 200000", (1.3, 0.3));
/// What OR-Tools took on the machine of the budget. Where it takes longer, limits in seconds are as
/// much larger; the first that was measured says.
const PACE: [(&str, f64); 2] = [("plain 50000", 3.48), ("plain 20000", 1.10)];
const LARGEST_PACE: f64 = 19.7;
const MEMORY: Limits = (200e6, 150e6);
/// Seconds, and of how many mentees.
const SCORING: (f64, Limits) = (50_000.0, (0.4, 0.15));
const CHANGE: Limits = (5.0, 1.0);
const RULES: Limits = (8.0, 2.0);
/// Percent.
const GAP: Limits = (0.1, 0.01);
/// Below it starting takes longer than solving.
const SMALLEST_OF_GROWTH: f64 = 2_000.0;

/// The lines, written one by one.
struct Judge<'a> {
    figures: &'a Value,
    out: String,
    is_held: bool,
}

/// The lines, and whether every gate that was measured holds.
pub(super) fn judged(figures: &Value) -> Result<(String, bool)> {
    let mut judge = Judge {
        figures,
        out: String::new(),
        is_held: true,
    };
    judge.ratios()?;
    judge.memory()?;
    let pace = judge.pace()?;
    judge.largest()?;
    let changes = &figures["changes"];
    let what = format!(
        "one change, {} mentees: p99 of {}",
        changes["mentees"],
        changes["kind"].as_str().unwrap_or_default()
    );
    judge.line(&what, number(changes, "p99")?, Millis, scaled(CHANGE, pace))?;
    let rules = &figures["rules"];
    let what = "nobody the only woman, 2,000";
    judge.line(what, number(rules, "cpu")?, Seconds, scaled(RULES, pace))?;
    judge.verdict(
        "   proven gap",
        number(rules, "gap")?,
        |it| format!("{it:.4} %"),
        GAP,
    )?;
    judge.scoring(pace)?;
    for kind in ["plain", "contested", "coarse"] {
        judge.growth(kind)?;
    }
    Ok((judge.out, judge.is_held))
}

fn scaled((gate, aim): Limits, pace: f64) -> Limits {
    (gate * pace, aim * pace)
}

pub(super) fn number(figures: &Value, key: &str) -> Result<f64> {
    let found = figures[key].as_f64();
    found.with_context(|| format!("no {key} was measured"))
}

impl Judge<'_> {
    /// A scheme by name, if it was measured.
    fn scheme(&self, name: &str) -> Option<&Value> {
        let schemes = self.figures["schemes"].as_array()?;
        schemes.iter().find(|it| it["name"] == name)
    }

    fn cpu(&self, name: &str, solver: &str) -> Result<f64> {
        let scheme = self.scheme(name).context("no such scheme was measured")?;
        number(&scheme["solvers"][solver], "cpu")
            .with_context(|| format!("{name}: {solver} was not measured"))
    }

    /// A line whose figure may be at most so much.
    fn line(&mut self, what: &str, figure: f64, unit: Unit, limits: Limits) -> Result<()> {
        self.verdict(what, figure, |it| unit.says(it), limits)
    }

    fn verdict(
        &mut self,
        what: &str,
        figure: f64,
        says: impl Fn(f64) -> String,
        limits: Limits,
    ) -> Result<()> {
        let (verdict, is_held) = verdict(figure, Some(limits));
        self.is_held &= is_held;
        let [figure, gate, aim] = [figure, limits.0, limits.1].map(says);
        writeln!(
            self.out,
            "{what:<52}{figure:>12}{gate:>12}{aim:>12}{verdict}"
        )?;
        Ok(())
    }

    /// Ratios may be at least so much, so it is their inverse that is judged.
    fn ratios(&mut self) -> Result<()> {
        for (name, gate, aim) in RATIOS {
            if self.scheme(name).is_none() {
                writeln!(self.out, "{name}: not measured")?;
                continue;
            }
            let share = self.cpu(name, "ours")? / self.cpu(name, "ortools")?;
            let says = |it: f64| format!("{:.1}x", 1.0 / it);
            let what = format!("{name}: OR-Tools to ours");
            self.verdict(&what, share, says, (1.0 / gate, 1.0 / aim))?;
        }
        Ok(())
    }

    fn memory(&mut self) -> Result<()> {
        for (name, ..) in RATIOS {
            if let Some(scheme) = self.scheme(name) {
                let bytes = number(&scheme["solvers"]["ours"], "megabytes")? * 1e6;
                let what = format!("{name}: memory with reading");
                self.line(&what, bytes, Megabytes, MEMORY)?;
            }
        }
        Ok(())
    }

    /// How much slower this machine is now than that of the budget.
    fn pace(&mut self) -> Result<f64> {
        let (name, usual) = PACE
            .into_iter()
            .find(|it| self.scheme(it.0).is_some())
            .context("no scheme to go by was measured")?;
        let pace = (self.cpu(name, "ortools")? / usual).max(1.0);
        writeln!(
            self.out,
            "limits in seconds x {pace:.2}, as OR-Tools takes on {name}"
        )?;
        Ok(pace)
    }

    fn largest(&mut self) -> Result<()> {
        let (name, limits) = LARGEST;
        if self.scheme(name).is_none() {
            writeln!(self.out, "{name}: not measured")?;
            return Ok(());
        }
        let pace = (self.cpu(name, "ortools")? / LARGEST_PACE).max(1.0);
        let what = format!("{name}, limits x {pace:.2}");
        self.line(
            &what,
            self.cpu(name, "ours")?,
            Seconds,
            scaled(limits, pace),
        )
    }

    /// Scoring all pairs of each department.
    fn scoring(&mut self, pace: f64) -> Result<()> {
        let (mentees, limits) = SCORING;
        let all = self.figures["scoring"].as_array().into_iter().flatten();
        let mut points = Vec::new();
        let mut measured = None;
        for it in all {
            let (pairs, cpu) = (number(it, "pairs")?, number(it, "cpu")?);
            points.push((pairs, cpu));
            let is_judged = number(it, "mentees")?.total_cmp(&mentees).is_eq();
            measured = measured.or(is_judged.then_some((pairs, cpu)));
        }
        match measured {
            Some((pairs, cpu)) => {
                let what = format!("scoring {:.1} M pairs, {mentees} mentees", pairs / 1e6);
                self.line(&what, cpu, Seconds, scaled(limits, pace))?;
            }
            None => writeln!(self.out, "scoring {mentees} mentees: not measured")?,
        }
        self.growth_of("scoring", &points)
    }

    /// Time against pairs; the gate is n log n.
    fn growth(&mut self, kind: &str) -> Result<()> {
        let schemes = self.figures["schemes"].as_array().into_iter().flatten();
        let of_kind = schemes.filter(|it| it["kind"] == kind);
        let mut points = Vec::new();
        for scheme in of_kind {
            if number(scheme, "mentees")? >= SMALLEST_OF_GROWTH {
                let ours = &scheme["solvers"]["ours"];
                points.push((number(scheme, "pairs")?, number(ours, "cpu")?));
            }
        }
        self.growth_of(kind, &points)
    }

    fn growth_of(&mut self, kind: &str, points: &[(f64, f64)]) -> Result<()> {
        let (Some(found), Some(gate)) = (exponent(points), of_n_log_n(points)) else {
            return Ok(());
        };
        let what = format!("growth of ours with pairs, {kind}: exponent");
        self.verdict(&what, found, |it| format!("{it:.2}"), (gate, 1.0))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn figures(mentees: u32, ours: f64, rival: f64) -> Value {
        let scheme = json!({
            "name": format!("plain {mentees}"), "kind": "plain",
            "mentees": mentees, "pairs": mentees * 100,
            "solvers": { "ours": { "cpu": ours, "megabytes": 140.0 }, "ortools": { "cpu": rival } },
        });
        json!({
            "schemes": [scheme], "rules": { "cpu": 9.0, "gap": 0.005 },
            "changes": { "p99": 0.9, "kind": "pins", "mentees": mentees },
            "scoring": [{ "mentees": f64::from(mentees), "pairs": 34e6, "cpu": ours * 2.0 }],
        })
    }

    fn check(figures: &Value, says: &[&str], holds: bool) {
        let (text, is_held) = judged(figures).unwrap();
        for says in says {
            assert!(text.contains(says), "{says}: {text}");
        }
        assert_eq!(is_held, holds, "{text}");
    }

    #[test]
    fn ratios_hold_their_gate_reach_their_aim_or_miss() {
        let seconds = 6.96;
        check(
            &figures(50_000, seconds / 60.0, seconds),
            &["60.0x       15.0x       58.0x  aim"],
            true,
        );
        check(
            &figures(50_000, seconds / 20.0, seconds),
            &["20.0x       15.0x       58.0x  held"],
            true,
        );
        check(
            &figures(50_000, seconds / 14.0, seconds),
            &["14.0x       15.0x       58.0x  MISSED"],
            false,
        );
    }

    #[test]
    fn seconds_are_held_against_the_pace_of_the_machine_and_ratios_are_not() {
        check(
            &figures(50_000, 0.1, 6.96),
            &["x 2.00", "16 s", "coarse 50000: not measured"],
            true,
        );
        check(
            &figures(20_000, 0.1, 1.0),
            &["x 1.00", "9.00 s", "MISSED"],
            false,
        );
    }

    #[test]
    fn scoring_is_judged_at_its_size() {
        let says = "scoring 34.0 M pairs, 50000 mentees";
        let aim = "0.14 s      0.80 s      0.30 s  aim";
        check(&figures(50_000, 0.07, 6.96), &[says, aim], true);
        let missed = "0.82 s      0.80 s      0.30 s  MISSED";
        check(&figures(50_000, 0.41, 6.96), &[missed], false);
    }

    #[test]
    fn growth_beyond_n_log_n_is_missed() {
        let mut both = figures(50_000, 0.1, 6.96);
        let smaller = figures(2_000, 0.001, 0.03)["schemes"][0].clone();
        both["schemes"].as_array_mut().unwrap().push(smaller);
        check(&both, &["plain: exponent", "MISSED"], false);
    }

    #[test]
    fn without_a_rival_there_is_no_verdict() {
        let mut figures = figures(50_000, 0.1, 6.96);
        figures["schemes"][0]["solvers"]["ortools"] = json!({ "word": "over 300 s" });
        assert!(judged(&figures).is_err());
    }
}
