//! `cargo xtask bench lti`: launches, rosters and marks beside other people's LTI tools.

mod table;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use super::{Step, front_end, prepared, said, stage};
use crate::machine::C_COMPILER;
use crate::packages;
use crate::packaging::binary;
use crate::place::SHIPPED;
use crate::runner::{Runner, first_line};

/// In the checkout: what measures, and the rivals.
const BENCH: &str = "tests/bench/lti";
/// The packages of ltijs are those that judge our LMS in the tests.
const NODE_LISTS: &str = "tests/third_party";

const STEPS: [Step; 4] = [
    ("the front end and its sizes", front_end),
    ("the binary as it is shipped", binary),
    ("what measures", driver),
    ("the tool on atomic-lti", atomic),
];

/// Measures ours beside the rivals; fails where a gate is missed.
pub(crate) fn lti(runs: u32, verbose: bool) -> Result<ExitCode> {
    let mut runner = prepared(&STEPS, STEPS.len() + 2, verbose)?;
    let what = "the tools on pylti1p3next and ltijs";
    let (python, modules) = stage(&mut runner, what, |runner| {
        let python = packages::python(runner, &format!("{BENCH}/pylti"), "bench-pylti")?;
        Ok((python, packages::node(runner, NODE_LISTS, "node")?))
    })?;
    let figures = stage(&mut runner, "measuring", |runner| {
        measure(runner, runs, python, modules)
    })?;
    Ok(said(&mut runner, &table::table(&figures)?))
}

fn driver(runner: &mut Runner) -> Result<()> {
    let mut cargo = runner.place.cargo();
    cargo.args(["build", "--locked", "--release", "--package", "bench-lti"]);
    runner.run("bench-lti-build", &mut cargo).map(drop)
}

/// It has a lock file of its own. OpenSSL, which makes its keys, is taken from the system where that
/// has it: as shipped it is compiled, which takes minutes and changes nothing that is measured.
fn atomic(runner: &mut Runner) -> Result<()> {
    runner.need(&[C_COMPILER])?;
    let manifest = runner.place.root().join(BENCH).join("atomic/Cargo.toml");
    let mut cargo = runner.place.cargo();
    cargo
        .args(["build", "--locked", "--release", "--manifest-path"])
        .arg(manifest);
    if first_line(Command::new("pkg-config").args(["--modversion", "openssl"])).is_some() {
        cargo.env("OPENSSL_NO_VENDOR", "1");
    }
    runner.run("bench-lti-atomic", &mut cargo).map(drop)
}

fn measure(
    runner: &mut Runner,
    runs: u32,
    python: PathBuf,
    modules: PathBuf,
) -> Result<serde_json::Value> {
    let folder = runner.place.target().join("xtask/bench-lti");
    fs::create_dir_all(&folder)?;
    let figures = folder.join("figures.json");
    let built = runner.place.binary("release");
    let built = built.parent().context("it lies in a folder")?.to_owned();
    let paths = [
        ("--alongside", runner.place.binary(SHIPPED)),
        ("--atomic", built.join("bench-lti-atomic")),
        ("--python", python),
        ("--node-modules", modules),
        ("--tools", runner.place.root().join(BENCH)),
        ("--data", folder.join("data")),
        ("--out", figures.clone()),
    ];
    let mut driver = runner.place.command(built.join("bench-lti"));
    driver.args(["--runs", &runs.to_string()]);
    for (flag, path) in paths {
        driver.arg(flag).arg(path);
    }
    runner.run("bench-lti", &mut driver)?;
    Ok(serde_json::from_slice(&fs::read(figures)?)?)
}
