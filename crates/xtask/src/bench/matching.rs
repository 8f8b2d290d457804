//! `cargo xtask bench matching`: forming groups beside other people's solvers.

mod growth;
mod judged;
mod table;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde_json::Value;

use super::{Step, prepared, said, stage};
use crate::machine::C_COMPILER;
use crate::packages;
use crate::place::SHIPPED;
use crate::runner::Runner;

/// In the checkout: what measures, and the rivals.
const BENCH: &str = "tests/bench/matching";

const STEPS: [Step; 2] = [("what measures", build), ("the crates beside it", rivals)];

/// What is measured, and how often.
#[derive(Debug, Args)]
pub(crate) struct What {
    /// How often everything is measured; the medians count.
    #[arg(long, default_value_t = 3)]
    runs: u32,
    /// What the schemes are made of, for a look at others than usual.
    #[arg(long)]
    seed: Option<u64>,
    /// How long a rival may take, in seconds, with reading.
    #[arg(long)]
    limit: Option<u64>,
    /// Up to 20,000 mentees only: minutes instead of an hour, and without the gates of larger ones.
    #[arg(long)]
    quick: bool,
}

/// Measures ours beside the rivals; fails where a gate is missed.
pub(crate) fn matching(what: &What, verbose: bool) -> Result<ExitCode> {
    let mut runner = prepared(&STEPS, STEPS.len() + 2, verbose)?;
    let python = stage(&mut runner, "OR-Tools, LEMON, HiGHS and SciPy", |runner| {
        packages::python(runner, BENCH, "bench-matching")
    })?;
    let figures = stage(&mut runner, "measuring", |runner| {
        measure(runner, what, python)
    })?;
    Ok(said(&mut runner, &table::table(&figures)?))
}

fn build(runner: &mut Runner) -> Result<()> {
    let mut cargo = runner.place.cargo();
    cargo.args(["build", "--locked", "--profile", SHIPPED]);
    cargo.args(["--package", "bench-matching"]);
    runner.run("bench-matching-build", &mut cargo).map(drop)
}

/// They have a lock file of their own.
fn rivals(runner: &mut Runner) -> Result<()> {
    runner.need(&[C_COMPILER])?;
    let manifest = runner.place.root().join(BENCH).join("rivals/Cargo.toml");
    let mut cargo = runner.place.cargo();
    cargo
        .args(["build", "--locked", "--release", "--manifest-path"])
        .arg(manifest);
    runner.run("bench-matching-rivals", &mut cargo).map(drop)
}

fn measure(runner: &mut Runner, what: &What, python: PathBuf) -> Result<Value> {
    let folder = runner.place.target().join("xtask/bench-matching");
    fs::create_dir_all(&folder)?;
    let figures = folder.join("figures.json");
    let binary = runner.place.binary(SHIPPED);
    let built = binary.parent().unwrap_or(Path::new(""));
    let crates = runner.place.binary("release");
    let crates = crates.with_file_name("bench-matching-rivals");
    let paths = [
        ("--python", python),
        ("--tools", runner.place.root().join(BENCH)),
        ("--crates", crates),
        ("--data", folder.join("data")),
        ("--out", figures.clone()),
    ];
    let mut driver = runner.place.command(built.join("bench-matching"));
    driver.args(["drive", "--runs", &what.runs.to_string()]);
    for (flag, path) in paths {
        driver.arg(flag).arg(path);
    }
    for (flag, number) in [("--seed", what.seed), ("--limit", what.limit)] {
        if let Some(number) = number {
            driver.arg(flag).arg(number.to_string());
        }
    }
    if what.quick {
        driver.arg("--quick");
    }
    runner.run("bench-matching", &mut driver)?;
    Ok(serde_json::from_slice(&fs::read(figures)?)?)
}
