//! Measures forming groups beside other people's solvers: in one run, by turns, each in a process
//! of its own, and all have to find the same optimum.

#![expect(
    clippy::print_stdout,
    reason = "what goes on is told to whoever started it"
)]

mod child;
mod drive;
mod examples;
mod instance;
mod meter;
mod ours;
mod solvers;

use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;

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
    /// Solves a scheme with crate `matching` and prints the figures.
    Ours { folder: PathBuf },
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
        Task::Ours { folder } => {
            println!("{}", ours::ours(&folder)?);
            Ok(())
        }
        Task::Drive(arguments) => drive::drive(&arguments),
    }
}
