//! `cargo xtask demo`: from a checkout to a running tool beside a running LMS.

use std::process::ExitCode;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::child::{Farewell, Group, Interrupt};
use crate::machine::C_COMPILER;
use crate::place::Place;
use crate::report::Report;
use crate::runner::Runner;
use crate::web;

type Step = (&'static str, fn(&mut Runner) -> Result<()>);

/// What happens before the demo starts, in order.
const STEPS: [Step; 3] = [
    ("the toolchain has what it needs", toolchain),
    ("the front end", front_end),
    ("the binary", binary),
];

/// Builds everything, then runs the demo with `flags` until it ends or somebody presses Ctrl-C.
pub(crate) fn demo(flags: &[String], verbose: bool) -> Result<ExitCode> {
    let report = Report::new(STEPS.len() + 1, verbose);
    let mut runner = Runner {
        place: Place::find()?,
        report,
        interrupt: Interrupt::listen()?,
    };
    for (what, step) in STEPS {
        let start = Instant::now();
        runner.report.begin(what);
        step(&mut runner)?;
        runner.report.done(start.elapsed());
    }
    runner.report.begin("the demo");
    runner
        .report
        .note("Ctrl-C ends it and everything it started");
    let mut alongside = runner.place.command(runner.place.binary("release"));
    let mut group = Group::start(alongside.arg("demo").args(flags), Farewell::Leader)?;
    watch(&mut group, &runner.interrupt)
}

fn toolchain(runner: &mut Runner) -> Result<()> {
    runner.need(&[C_COMPILER])?;
    runner.need_wasm().map(drop)
}

fn front_end(runner: &mut Runner) -> Result<()> {
    web::build(runner)
        .context("the front end was not built")
        .map(drop)
}

fn binary(runner: &mut Runner) -> Result<()> {
    let mut cargo = runner.place.cargo();
    cargo.args(["build", "--locked", "--release", "--package", "alongside"]);
    runner.run("binary", &mut cargo).map(drop)
}

/// Waits for the demo to end, or for somebody to end it; then it is asked to stop by its handle.
fn watch(group: &mut Group, interrupt: &Interrupt) -> Result<ExitCode> {
    loop {
        match group.ended()? {
            Some(status) if status.success() => return Ok(ExitCode::SUCCESS),
            Some(status) => bail!("the demo ended with {status}"),
            None if interrupt.asked() => return Ok(ExitCode::SUCCESS),
            None => sleep(Duration::from_millis(50)),
        }
    }
}
