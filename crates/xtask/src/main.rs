//! `cargo xtask`: the few commands that build, show and check everything here.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this program talks to the person at the terminal"
)]

mod bench;
mod checks;
mod child;
mod demo;
mod machine;
mod packages;
mod packaging;
mod place;
mod postgres;
mod report;
mod runner;
mod tidy;
mod web;

use std::process::ExitCode;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::{Parser, Subcommand};

use child::Interrupt;
use place::Place;
use report::Report;
use runner::Runner;

/// Builds, shows and checks Alongside.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    /// Show what the programs started here say, as they say it.
    #[arg(long, global = true)]
    verbose: bool,
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Build everything and run the tool beside a small LMS with a seeded course.
    Demo {
        /// Passed on to `alongside demo`; `-- --help` lists what it takes.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        flags: Vec<String>,
    },
    /// Run every check, installing what they need.
    Test {
        /// Only these stages and what they need, separated by commas.
        #[arg(long, value_delimiter = ',')]
        only: Vec<String>,
    },
    /// Build the front end for the browser.
    Web,
    /// Measure how fast it is beside others; fails where a gate of the budget is missed.
    Bench {
        #[command(subcommand)]
        what: Bench,
    },
    /// Build what an institution installs: tarball, Debian package, bill of materials, checksums.
    Package {
        /// Leaves the Debian package out.
        #[arg(long)]
        no_deb: bool,
    },
    /// Write the bill of materials (`CycloneDX`) of what ships.
    Sbom,
    /// Check the rules of this repository that no compiler knows.
    Tidy,
    /// Run a throwaway PostgreSQL until Ctrl-C, and print how to reach it.
    Postgres,
}

/// What is measured.
#[derive(Debug, Subcommand)]
enum Bench {
    /// The first view on a phone, and how it answers, beside the same view in React.
    Front {
        /// Cold visits with a second visit each; the medians count.
        #[arg(long, default_value_t = 7)]
        runs: u32,
    },
    /// Launches, rosters and marks, beside tools on other LTI libraries.
    Lti {
        /// How often everything is measured; the medians count.
        #[arg(long, default_value_t = 3)]
        runs: u32,
    },
    /// Forming groups, beside flow, linear and assignment solvers.
    Matching(bench::What),
}

fn main() -> ExitCode {
    run(Arguments::parse()).unwrap_or_else(|error| {
        eprintln!("\nerror: {error:#}");
        ExitCode::FAILURE
    })
}

fn run(arguments: Arguments) -> Result<ExitCode> {
    let verbose = arguments.verbose;
    match arguments.task {
        Task::Demo { flags } => demo::demo(&flags, verbose),
        Task::Test { only } => checks::test(&only, verbose),
        Task::Web => step("the front end", verbose, |runner| {
            let lines = web::build(runner)?;
            for line in &lines {
                runner.report.note(line);
            }
            Ok(())
        }),
        Task::Bench {
            what: Bench::Front { runs },
        } => bench::front(runs, verbose),
        Task::Bench {
            what: Bench::Lti { runs },
        } => bench::lti(runs, verbose),
        Task::Bench {
            what: Bench::Matching(what),
        } => bench::matching(&what, verbose),
        Task::Package { no_deb } => packaging::package(!no_deb, verbose),
        Task::Sbom => step("the bill of materials", verbose, packaging::sbom),
        Task::Tidy => step("the rules of this repository", verbose, tidy::tidy),
        Task::Postgres => postgres(),
    }
}

/// A task of one step.
fn step(
    what: &str,
    verbose: bool,
    step: impl FnOnce(&mut Runner) -> Result<()>,
) -> Result<ExitCode> {
    let start = Instant::now();
    let report = Report::new(1, verbose);
    let mut runner = Runner {
        place: Place::find()?,
        report,
        interrupt: Interrupt::listen()?,
    };
    runner.report.begin(what);
    step(&mut runner)?;
    runner.report.done(start.elapsed());
    Ok(ExitCode::SUCCESS)
}

fn postgres() -> Result<ExitCode> {
    let interrupt = Interrupt::listen()?;
    let mut postgres = postgres::Postgres::start(&interrupt)?;
    println!("TEST_POSTGRES_URL={}", postgres.url());
    while !interrupt.asked() {
        if postgres.has_ended()? {
            bail!("the server ended by itself");
        }
        sleep(Duration::from_millis(50));
    }
    Ok(ExitCode::SUCCESS)
}
