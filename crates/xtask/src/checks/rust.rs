//! Stages that are one or two runs of cargo.

use std::fs;

use anyhow::{Context, Result};

use crate::machine::{C_COMPILER, WASM};
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
    runner.need_wasm_target()?;
    for app in BUNDLES {
        let arguments = format!(
            "clippy --locked --package=web --target={WASM} --no-default-features --features={} -- -D warnings",
            app.name
        );
        cargo(runner, "clippy-web", &arguments)?;
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
