//! All schemes, all solvers by turns, and figures to judge.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};

use crate::child::{Ending, must, run};
use crate::instance::{Kind, Recipe};
use crate::own::{self, medians};
use crate::solvers::{OURS, SOLVERS, Solver};

/// Sizes and kinds. From `LARGE` mentees on once is enough: it takes minutes.
const SCHEMES: [(usize, Kind); 13] = [
    (200, Kind::Plain),
    (2_000, Kind::Plain),
    (20_000, Kind::Plain),
    (200, Kind::Contested),
    (2_000, Kind::Contested),
    (20_000, Kind::Contested),
    (200, Kind::Coarse),
    (2_000, Kind::Coarse),
    (20_000, Kind::Coarse),
    (50_000, Kind::Plain),
    (50_000, Kind::Contested),
    (50_000, Kind::Coarse),
    (200_000, Kind::Plain),
];
const LARGE: usize = 200_000;
const QUICK: usize = 20_000;
/// Changes and rules are measured on these plain schemes.
const CHANGED: usize = 50_000;
const RULED: usize = 2_000;
/// Long enough to write the largest scheme on a slow disk.
const LONGEST: Duration = Duration::from_mins(30);

/// Where everything is; `cargo xtask bench matching` knows.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A Python that has the packages of the rivals.
    #[arg(long)]
    pub(crate) python: PathBuf,
    /// The folder of `rivals.py`.
    #[arg(long)]
    pub(crate) tools: PathBuf,
    /// What measures crates that do the same.
    #[arg(long)]
    pub(crate) crates: PathBuf,
    /// Where the schemes go, a gigabyte of them.
    #[arg(long)]
    pub(crate) data: PathBuf,
    /// Where the figures go.
    #[arg(long)]
    out: PathBuf,
    /// How often everything is measured; medians count.
    #[arg(long, default_value_t = 3)]
    pub(crate) runs: usize,
    /// What the schemes are made of. No setting was chosen by looking at the usual ones.
    #[arg(long, default_value_t = 7_001)]
    pub(crate) seed: u64,
    /// How long a rival may take, in seconds, with reading.
    #[arg(long, default_value_t = 300)]
    limit: u64,
    /// Up to 20,000 mentees only.
    #[arg(long)]
    quick: bool,
}

pub(crate) fn drive(with: &Arguments) -> Result<()> {
    ensure!(with.runs > 0, "nothing to measure");
    fs::create_dir_all(&with.data)?;
    let most = if with.quick { QUICK } else { usize::MAX };
    let mut schemes = Vec::new();
    for (mentees, kind) in SCHEMES.into_iter().filter(|it| it.0 <= most) {
        schemes.push(scheme(with, mentees, kind)?);
    }
    let scoring = own::scoring(with, most)?;
    let at = |mentees| made(with, mentees, Kind::Plain);
    println!("changes after publishing");
    let size = CHANGED.min(most);
    let mut changes = own::changes(with, &at(size)?)?;
    changes["mentees"] = json!(size);
    println!("groups in which nobody is the only woman");
    let rules = own::rules(with, &at(RULED)?)?;
    println!("fair groups");
    let mut fair = own::fair(with, &at(size)?)?;
    fair["mentees"] = json!(size);
    let figures = json!({
        "runs": with.runs, "seed": with.seed, "limit": with.limit, "quick": with.quick,
        "schemes": schemes, "scoring": scoring, "changes": changes,
        "rules": rules, "fair": fair,
    });
    Ok(fs::write(&with.out, format!("{figures:#}"))?)
}

/// The folder of a scheme, which is made where it is not there.
fn made(with: &Arguments, mentees: usize, kind: Kind) -> Result<PathBuf> {
    let seed = with.seed;
    let recipe = Recipe {
        mentees,
        kind,
        seed,
    };
    let folder = with.data.join(recipe.name());
    if !Recipe::is_made(&folder) {
        println!("{}: is made", recipe.name());
        // In a process of its own, like everything that takes memory.
        let kind = format!("{kind:?}").to_lowercase();
        let mut maker = Command::new(std::env::current_exe()?);
        maker
            .args(["instance", &mentees.to_string(), &kind, &seed.to_string()])
            .arg(&folder);
        must(&mut maker, &with.data, LONGEST)?;
    }
    Ok(folder)
}

/// Everybody on one scheme, by turns.
fn scheme(with: &Arguments, mentees: usize, kind: Kind) -> Result<Value> {
    let folder = made(with, mentees, kind)?;
    let name = format!("{kind:?} {mentees}").to_lowercase();
    let runs = if mentees >= LARGE { 1 } else { with.runs };
    let mut all: Vec<Measured> = SOLVERS
        .iter()
        .map(|it| Measured::new(it, mentees))
        .collect();
    for turn in 0..runs {
        for measured in &mut all {
            if measured.word.is_none() {
                println!("{name}, {} of {runs}: {}", turn + 1, measured.solver.name);
                measured.measure(with, &folder)?;
            }
        }
    }
    agree(&name, &all)?;
    let solvers: Map<_, _> = all
        .iter()
        .map(|it| (it.solver.name.to_owned(), it.figures()))
        .collect();
    Ok(json!({
        "name": name, "mentees": mentees, "kind": format!("{kind:?}").to_lowercase(),
        "pairs": all[0].runs[0]["pairs"], "objective": all[0].runs[0]["objective"],
        "solvers": solvers,
    }))
}

/// One solver on one scheme.
struct Measured {
    solver: &'static Solver,
    runs: Vec<Value>,
    /// Why it is not measured (any more).
    word: Option<String>,
}

impl Measured {
    fn new(solver: &'static Solver, mentees: usize) -> Self {
        let is_asked = mentees <= solver.most;
        Self {
            solver,
            runs: Vec::new(),
            word: (!is_asked).then(|| format!("not asked: {}", solver.reason)),
        }
    }

    /// A rival may fail, which is told; ours may not.
    fn measure(&mut self, with: &Arguments, folder: &Path) -> Result<()> {
        let mut command = self.solver.command(with)?;
        let limit = Duration::from_secs(with.limit);
        match run(command.arg(folder), &with.data, limit)? {
            Ending::Said(text) => {
                let line = text.lines().last().context("it said nothing")?;
                self.runs.push(serde_json::from_str(line)?);
            }
            Ending::TooLong => self.word = Some(format!("over {} s", with.limit)),
            Ending::Failed(why) => self.word = Some(why),
        }
        if let (OURS, Some(word)) = (self.solver.name, &self.word) {
            anyhow::bail!("ours on {}: {word}", folder.display());
        }
        Ok(())
    }

    /// Medians, or why there are none.
    fn figures(&self) -> Value {
        if let Some(word) = &self.word {
            return json!({ "word": word });
        }
        medians(&self.runs).unwrap_or_default()
    }
}

/// Who answers has the same optimum as ours, every time.
fn agree(name: &str, all: &[Measured]) -> Result<()> {
    let optimum = &all[0].runs[0]["objective"];
    for measured in all {
        for figures in &measured.runs {
            ensure!(
                figures["objective"] == *optimum,
                "{name}: {} found {}, ours {optimum}",
                measured.solver.name,
                figures["objective"],
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(at: usize, runs: &[Value]) -> Measured {
        let mut measured = Measured::new(&SOLVERS[at], 200);
        measured.runs = runs.to_vec();
        measured
    }

    #[test]
    fn another_optimum_than_ours_is_an_error() {
        let ours = || measured(0, &[json!({ "objective": 7 })]);
        let check = |objectives: &[i32], agrees| {
            let runs: Vec<_> = objectives
                .iter()
                .map(|it| json!({ "objective": it }))
                .collect();
            let found = agree("plain 200", &[ours(), measured(1, &runs)]);
            assert_eq!(found.is_ok(), agrees, "{found:?}");
        };
        check(&[7, 7], true);
        check(&[], true);
        check(&[7, 8], false);
        check(&[6], false);
    }

    #[test]
    fn medians_count_and_who_is_not_measured_says_why() {
        let runs = [3.0, 1.0, 2.0].map(|cpu| json!({ "cpu": cpu, "version": "x 1" }));
        let figures = measured(1, &runs).figures();
        assert_eq!(figures, json!({ "cpu": 2.0, "version": "x 1" }));
        let word = Measured::new(&SOLVERS[5], 20_000).figures();
        assert_eq!(word["word"], "not asked: a full matrix of seats");
    }
}
