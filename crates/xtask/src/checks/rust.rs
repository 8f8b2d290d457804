//! Stages that are one or two runs of cargo.

use std::fs;

use anyhow::{Context, Result};

use crate::machine::{C_COMPILER, Wasm};
use crate::report::Tally;
use crate::runner::Runner;
use crate::web::BUNDLES;

/// Names the files that are not in shape; `cargo fmt --all` brings them there.
pub(super) fn fmt(runner: &mut Runner) -> Result<Tally> {
    cargo(runner, "fmt", "fmt --all --check -- -l --color never")
}

/// All code for this machine, tests included.
pub(super) fn clippy(runner: &mut Runner) -> Result<Tally> {
    runner.need(&[C_COMPILER])?;
    cargo(
        runner,
        "clippy",
        "clippy --locked --workspace --all-targets -- -D warnings",
    )
}

/// The front end once more as what it is shipped as: its browser-only code is compiled nowhere else,
/// and what one app alone leaves unused shows only in that app.
pub(super) fn clippy_web(runner: &mut Runner) -> Result<Tally> {
    let wasm = runner.need_wasm()?;
    if wasm == Wasm::Debian {
        runner
            .report
            .note("not run: Debian's Rust for wasm comes without lints");
        return Ok(Tally {
            passed: 0,
            failed: 0,
        });
    }
    for app in BUNDLES {
        let mut cargo = wasm.cargo(&runner.place, "clippy");
        cargo
            .args(["--locked", "--package", "web", "--no-default-features"])
            .args(["--features", app.name, "--", "-D", "warnings"]);
        runner.run("clippy-web", &mut cargo)?;
    }
    Ok(Tally::PASSED)
}

/// The binary as a user would build it, put where no later build with other features replaces it.
pub(super) fn binary(runner: &mut Runner) -> Result<Tally> {
    runner.need(&[C_COMPILER])?;
    let tally = cargo(runner, "binary", "build --locked --package=alongside")?;
    let kept = runner.place.tested_binary();
    fs::create_dir_all(kept.parent().context("it lies in a folder")?)?;
    fs::copy(runner.place.binary("debug"), kept)?;
    Ok(tally)
}

/// Documentation without a broken link, and examples that run.
pub(super) fn docs(runner: &mut Runner) -> Result<Tally> {
    let mut doc = runner.place.cargo();
    doc.env("RUSTDOCFLAGS", "-D warnings");
    doc.args("doc --locked --workspace --no-deps --document-private-items".split(' '));
    runner.run("doc", &mut doc)?;
    cargo(runner, "doctest", "test --locked --workspace --doc")
}

fn cargo(runner: &mut Runner, log: &str, arguments: &str) -> Result<Tally> {
    let mut cargo = runner.place.cargo();
    runner.run(log, cargo.args(arguments.split(' ')))?;
    Ok(Tally::PASSED)
}
