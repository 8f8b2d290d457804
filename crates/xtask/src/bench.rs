//! `cargo xtask bench`: how fast it is, beside others, held against the budgets.

mod figures;
mod line;
mod lti;
mod matching;

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::child::{Farewell, Group, Interrupt};
use crate::machine::{CHROMIUM, NODE};
use crate::packaging::binary;
use crate::place::{Place, SHIPPED};
use crate::report::{Report, tail};
use crate::runner::Runner;
use crate::{packages, web};

pub(crate) use lti::lti;
pub(crate) use matching::{What, matching};

/// In the checkout: what measures, and the rival.
const FRONT: &str = "tests/bench/front";
/// Students of the measured course: enough for a page of 100 groups.
const STUDENTS: &str = "560";
/// The demonstration reads a roster and sets a scheme up before it is ready.
const PATIENCE: Duration = Duration::from_mins(2);

type Step = (&'static str, fn(&mut Runner) -> Result<()>);

const STEPS: [Step; 2] = [
    ("the front end and its sizes", front_end),
    ("the binary as it is shipped", binary),
];

/// Measures the first view on a phone beside the same view in React; fails where a gate is missed.
pub(crate) fn front(runs: u32, verbose: bool) -> Result<ExitCode> {
    let mut runner = prepared(&STEPS, STEPS.len() + 1, verbose)?;
    let figures = stage(&mut runner, "measuring", |runner| measure(runner, runs))?;
    Ok(said(&mut runner, &figures::table(&figures)?))
}

/// A runner that has gone through these steps, of so many in all.
fn prepared(steps: &[Step], all: usize, verbose: bool) -> Result<Runner> {
    let mut runner = Runner {
        place: Place::find()?,
        report: Report::new(all, verbose),
        interrupt: Interrupt::listen()?,
    };
    for (what, step) in steps {
        stage(&mut runner, what, step)?;
    }
    Ok(runner)
}

/// One step, told and timed.
fn stage<T>(
    runner: &mut Runner,
    what: &str,
    step: impl FnOnce(&mut Runner) -> Result<T>,
) -> Result<T> {
    let start = Instant::now();
    runner.report.begin(what);
    let found = step(runner)?;
    runner.report.done(start.elapsed());
    Ok(found)
}

/// Shows the table of figures; fails where a gate was missed.
fn said(runner: &mut Runner, (table, is_held): &(String, bool)) -> ExitCode {
    runner.report.note(&table.replace('\n', "\n        "));
    if *is_held {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn front_end(runner: &mut Runner) -> Result<()> {
    for line in web::build(runner)? {
        runner.report.note(&line);
    }
    Ok(())
}

/// Runs the demonstration and, beside it, what measures it.
fn measure(runner: &mut Runner, runs: u32) -> Result<serde_json::Value> {
    runner.need(&[NODE, CHROMIUM])?;
    let modules = packages::node(runner, FRONT, "bench-front")?;
    let folder = runner.place.target().join("xtask/bench-front");
    fs::create_dir_all(&folder)?;
    let demo = Demo::start(runner, &folder)?;
    let figures = folder.join("figures.json");
    let mut node = runner.place.command("node");
    node.arg(runner.place.root().join(FRONT).join("measure.mjs"))
        .args([&demo.lms, &demo.tool, &runs.to_string()])
        .arg(&figures)
        .env("NODE_MODULES", modules)
        .env("CHROMIUM", program("chromium")?);
    runner.run("bench-front", &mut node)?;
    Ok(serde_json::from_slice(&fs::read(figures)?)?)
}

/// The driver wants the path of a browser, not its name.
fn program(name: &str) -> Result<PathBuf> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
        .with_context(|| format!("{name} is in no folder of PATH"))
}

/// The demonstration with a course of its own, gone when this is dropped.
struct Demo {
    lms: String,
    tool: String,
    _group: Group,
}

impl Demo {
    fn start(runner: &mut Runner, folder: &Path) -> Result<Self> {
        let [port, lms_port] = free_ports()?;
        let log = runner.place.log("bench-demo");
        let mut command = runner.place.command(runner.place.binary(SHIPPED));
        command
            .args(["demo", "--headless", "--reset", "--students", STUDENTS])
            .args(["--port", &port.to_string()])
            .args(["--lms-port", &lms_port.to_string()])
            .arg("--data")
            .arg(folder.join("data"))
            .stdout(fs::File::create(&log)?)
            .stderr(fs::OpenOptions::new().append(true).open(&log)?);
        let mut group = Group::start(&mut command, Farewell::Leader)?;
        let start = Instant::now();
        while !fs::read_to_string(&log)?.contains("ready: ") {
            runner.interrupt.check()?;
            if group.ended()?.is_some() || start.elapsed() > PATIENCE {
                bail!(
                    "the demonstration did not become ready\n{}",
                    tail(&fs::read_to_string(&log)?, 20)
                );
            }
            sleep(Duration::from_millis(50));
        }
        Ok(Self {
            lms: format!("http://127.0.0.1:{lms_port}"),
            tool: format!("http://localhost:{port}"),
            _group: group,
        })
    }
}

fn free_ports() -> Result<[u16; 2]> {
    let listeners = [
        TcpListener::bind("127.0.0.1:0")?,
        TcpListener::bind("127.0.0.1:0")?,
    ];
    let [one, other] = listeners.map(|listener| listener.local_addr().map(|at| at.port()));
    Ok([one?, other?])
}
