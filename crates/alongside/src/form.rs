//! `alongside form`: forms groups from files, and writes them with their proof.

mod answer;
mod fairness;
mod meter;
mod people;
mod write;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;

use answer::{Answer, Found};
use meter::Meter;

/// Forms groups from mentors.csv (columns id, lo, hi), mentees.csv (id) and edges.csv (mentee,
/// mentor, cost) at least total cost.
///
/// Writes groups.csv, certificate.csv and outcome.json, and conflict.json where not everybody can
/// have a mentor within the quotas: who stands in whose way, and what would cure it. Ends with 0 when groups were formed for everybody, with 2 when
/// that is impossible, and with 1 when the files cannot be used.
#[derive(Debug, Args)]
pub(crate) struct FormArgs {
    /// Folder of the three files.
    dir: PathBuf,
    /// Folder to write to; made if need be [default: DIR].
    #[arg(long)]
    out: Option<PathBuf>,
    /// Place the worst-placed mentee as well as possible first, then the next, and so on; only then
    /// look at the total cost. Every cost counts as better than any higher one.
    #[arg(long)]
    fair: bool,
    /// Where not everybody can be placed, place as many as can be.
    #[arg(long)]
    partial: bool,
    /// Print outcome.json.
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub(crate) fn run(args: &FormArgs) -> anyhow::Result<ExitCode> {
    let out = args.out.as_ref().unwrap_or(&args.dir);
    let mut meter = Meter::start();
    let scheme = people::read(&args.dir)?;
    meter.end("read");
    let answer = Answer::find(&scheme, args.partial, args.fair)?;
    meter.end("solve");
    answer
        .certify(&scheme)
        .context("the answer does not stand up to its own proof")?;
    meter.end("certify");
    let outcome = write::all(out, &scheme, &answer, meter)
        .with_context(|| format!("cannot write to {}", out.display()))?;
    if args.json {
        print_line(&outcome)?;
    }
    Ok(match answer.found {
        Found::Optimal(_) => ExitCode::SUCCESS,
        Found::Partial(_) | Found::Infeasible(_) => ExitCode::from(2),
    })
}

/// Prints to standard output; a reader who has gone away is an error like any other.
fn print_line(text: &str) -> anyhow::Result<()> {
    use std::io::Write;
    writeln!(std::io::stdout().lock(), "{text}").context("cannot print")
}

#[cfg(test)]
pub(crate) mod tests;
