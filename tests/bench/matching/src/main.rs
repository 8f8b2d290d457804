//! Measures forming groups beside other people's solvers: in one run, by turns, each in a process
//! of its own, and all have to find the same optimum. Each task but the driver prints one line of
//! JSON.

#![expect(
    clippy::print_stdout,
    reason = "what goes on is told to whoever started it"
)]

mod changes;
mod child;
mod drive;
mod fair;
mod instance;
mod meter;
mod ours;
mod own;
mod problem;
mod ruled;
mod scoring;
mod solvers;
mod tables;

use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;
use serde_json::Value;

use instance::{Kind, Recipe};

/// What this process does; `cargo xtask bench matching` says `drive`.
#[derive(Debug, Parser)]
enum Task {
    /// Writes a scheme.
    Instance {
        mentees: usize,
        kind: Kind,
        seed: u64,
        folder: PathBuf,
    },
    /// Solves a scheme with crate `matching`.
    Ours { folder: PathBuf },
    /// Forms fair groups of a scheme; costs of so much are one band.
    Fair {
        folder: PathBuf,
        #[arg(default_value_t = 1)]
        step: u32,
    },
    /// Changes the groups of a scheme after publishing, and explains them.
    Changes { folder: PathBuf },
    /// Forms groups of a scheme by rules.
    Ruled(ruled::ByRules),
    /// Scores the people of a scheme.
    Score { mentees: usize, seed: u64 },
    /// Measures everything.
    Drive(drive::Arguments),
}

fn main() -> Result<()> {
    match Task::parse() {
        Task::Instance {
            mentees,
            kind,
            seed,
            folder,
        } => Recipe {
            mentees,
            kind,
            seed,
        }
        .make(&folder),
        Task::Ours { folder } => say(ours::ours(&folder)),
        Task::Fair { folder, step } => say(fair::fair(&folder, step)),
        Task::Changes { folder } => say(changes::changes(&folder)),
        Task::Ruled(by) => say(ruled::ruled(&by)),
        Task::Score { mentees, seed } => say(scoring::score(mentees, seed)),
        Task::Drive(arguments) => drive::drive(&arguments),
    }
}

fn say(figures: Result<Value>) -> Result<()> {
    println!("{}", figures?);
    Ok(())
}
