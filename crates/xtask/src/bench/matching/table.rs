//! What was measured, ours beside the rivals'.

use std::collections::BTreeSet;
use std::fmt::Write;

use anyhow::{Context, Result};
use serde_json::Value;

use super::judged::{judged, number};

/// As the driver names them, ours first.
const SOLVERS: [&str; 10] = [
    "ours",
    "ortools",
    "lemon",
    "highs-simplex",
    "highs-ipm",
    "scipy",
    "mcmf",
    "rs-graph",
    "pathfinding",
    "lapjv",
];

/// The table, and whether every gate holds.
pub(super) fn table(figures: &Value) -> Result<(String, bool)> {
    let schemes = figures["schemes"].as_array().context("no schemes")?;
    let mut out = format!(
        "medians of {} (of one at 200,000), seed {}; each in a process of its own, equal optima\n\
         processor seconds of solving alone, ours with the proof; models and files are apart, below\n",
        figures["runs"], figures["seed"],
    );
    heading(&mut out, "", &["pairs", "to best"])?;
    for scheme in schemes {
        write_scheme(&mut out, scheme)?;
    }
    for (what, key) in [
        ("the most memory held, MB, with reading", "megabytes"),
        (
            "building the model, s (ours states it while reading)",
            "model",
        ),
        ("reading the files, s (rivals: numpy)", "read"),
    ] {
        writeln!(out, "{what}")?;
        for scheme in schemes {
            write!(out, "{:<18}{:>12}{:>10}", name(scheme), "", "")?;
            for solver in SOLVERS {
                write!(out, "{:>14}", figure(&scheme["solvers"][solver], key))?;
            }
            writeln!(out)?;
        }
    }
    write_words(&mut out, schemes)?;
    write_own(&mut out, figures)?;
    writeln!(out, "{:<52}{:>12}{:>12}{:>12}", "", "now", "gate", "aim")?;
    let (lines, is_held) = judged(figures)?;
    out += &lines;
    let versions: Vec<_> = versions(schemes).into_iter().collect();
    write!(out, "with {}", versions.join(", "))?;
    Ok((out, is_held))
}

fn heading(out: &mut String, what: &str, [pairs, ratio]: &[&str; 2]) -> Result<()> {
    write!(out, "{what:<18}{pairs:>12}{ratio:>10}")?;
    for solver in SOLVERS {
        write!(out, "{solver:>14}")?;
    }
    Ok(writeln!(out)?)
}

fn name(scheme: &Value) -> &str {
    scheme["name"].as_str().unwrap_or_default()
}

/// One scheme: how many times faster ours is than the best of the others, and what each took.
fn write_scheme(out: &mut String, scheme: &Value) -> Result<()> {
    let solvers = &scheme["solvers"];
    let ours = number(&solvers[SOLVERS[0]], "cpu").with_context(|| name(scheme).to_owned())?;
    let rivals = SOLVERS[1..].iter();
    let best = rivals
        .filter_map(|it| solvers[it]["cpu"].as_f64())
        .min_by(f64::total_cmp);
    let ratio = best.map_or_else(String::new, |best| format!("{:.1}x", best / ours));
    write!(
        out,
        "{:<18}{:>12}{ratio:>10}",
        name(scheme),
        scheme["pairs"].as_f64().unwrap_or_default()
    )?;
    for solver in SOLVERS {
        write!(out, "{:>14}", figure(&solvers[solver], "cpu"))?;
    }
    Ok(writeln!(out)?)
}

/// A figure as it is said, or a dash: why is told below.
fn figure(figures: &Value, key: &str) -> String {
    match (figures[key].as_f64(), key) {
        (Some(figure), "megabytes") => format!("{figure:.0}"),
        (Some(figure), _) if figure < 10.0 => format!("{figure:.4}"),
        (Some(figure), _) => format!("{figure:.1}"),
        (None, _) => "-".to_owned(),
    }
}

/// What nobody else does: scoring, at each size, and fair groups.
fn write_own(out: &mut String, figures: &Value) -> Result<()> {
    writeln!(
        out,
        "{:<18}{:>12}{:>12}{:>12}{:>12}{:>14}{:>14}{:>10}",
        "scoring mentees", "pairs", "kept", "s", "ns a pair", "MB", "and solving, s", "rounds"
    )?;
    for it in figures["scoring"].as_array().context("no scoring")? {
        let [mentees, pairs, kept, cpu, megabytes, solved, rounds] = [
            "mentees",
            "pairs",
            "kept",
            "cpu",
            "megabytes",
            "solved",
            "rounds",
        ]
        .map(|key| number(it, key));
        let (pairs, cpu) = (pairs?, cpu?);
        writeln!(
            out,
            "{:<18}{pairs:>12}{:>12}{cpu:>12.4}{:>12.2}{:>14.0}{:>14.4}{:>10}",
            mentees?,
            kept?,
            cpu * 1e9 / pairs,
            megabytes?,
            solved?,
            rounds?,
        )?;
    }
    let fair = &figures["fair"];
    writeln!(
        out,
        "fair groups of {}, bands of a hundred: {:.3} s with the proof, {:+.2} % in total",
        fair["mentees"],
        number(fair, "cpu")?,
        (number(fair, "objective")? / number(fair, "plain")? - 1.0) * 100.0,
    )?;
    Ok(())
}

/// Who was not measured, and why.
fn write_words(out: &mut String, schemes: &[Value]) -> Result<()> {
    for solver in SOLVERS {
        let mut words: Vec<(&str, Vec<&str>)> = Vec::new();
        for scheme in schemes {
            let Some(word) = scheme["solvers"][solver]["word"].as_str() else {
                continue;
            };
            match words.iter_mut().find(|it| it.0 == word) {
                Some((_, names)) => names.push(name(scheme)),
                None => words.push((word, vec![name(scheme)])),
            }
        }
        for (word, names) in words {
            writeln!(out, "{solver}: {word} ({})", names.join(", "))?;
        }
    }
    Ok(())
}

fn versions(schemes: &[Value]) -> BTreeSet<&str> {
    let solvers = schemes.iter().filter_map(|it| it["solvers"].as_object());
    let figures = solvers.flat_map(serde_json::Map::values);
    figures.filter_map(|it| it["version"].as_str()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn scheme() -> Value {
        json!({ "name": "plain 200", "pairs": 9074, "solvers": {
            "ours": { "cpu": 0.001 }, "ortools": { "cpu": 0.004, "version": "ortools 9" },
            "lemon": { "cpu": 0.002, "version": "pylmcf 1" }, "scipy": { "word": "over 300 s" },
        } })
    }

    #[test]
    fn a_scheme_holds_everybody_and_the_ratio_to_the_best() {
        let mut out = String::new();
        write_scheme(&mut out, &scheme()).unwrap();
        assert!(
            out.contains("2.0x") && out.trim_end().ends_with('-'),
            "{out}"
        );
    }

    #[test]
    fn who_was_not_measured_is_named_once_for_each_reason() {
        let mut out = String::new();
        write_words(&mut out, &[scheme(), scheme()]).unwrap();
        assert_eq!(out, "scipy: over 300 s (plain 200, plain 200)\n");
    }

    #[test]
    fn what_was_not_measured_of_ours_is_an_error() {
        let scheme = json!({ "name": "plain 200", "solvers": {} });
        let error = write_scheme(&mut String::new(), &scheme).unwrap_err();
        assert!(error.to_string().contains("plain 200"), "{error}");
    }

    #[test]
    fn what_is_ours_alone_is_told_by_size() {
        let scoring = json!([{ "mentees": 2_000.0, "pairs": 1e6, "kept": 2e5, "cpu": 0.004,
            "megabytes": 9.0, "solved": 0.1, "rounds": 2.0 }]);
        let fair = json!({ "mentees": 2_000, "cpu": 0.5, "objective": 101, "plain": 100 });
        let mut out = String::new();
        write_own(&mut out, &json!({ "scoring": scoring, "fair": fair })).unwrap();
        assert!(out.contains("4.00") && out.contains("+1.00 %"), "{out}");
    }

    #[test]
    fn versions_are_told_once() {
        let schemes = [scheme(), scheme()];
        let found: Vec<_> = versions(&schemes).into_iter().collect();
        assert_eq!(found, ["ortools 9", "pylmcf 1"]);
    }
}
