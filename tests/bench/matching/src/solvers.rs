//! Who is measured, and up to which size.

use std::process::Command;

use crate::drive::Arguments;

/// Ours or a rival.
#[derive(Debug)]
pub(crate) struct Solver {
    pub(crate) name: &'static str,
    /// Beyond so many mentees it is not asked.
    pub(crate) most: usize,
    /// Why not.
    pub(crate) reason: &'static str,
}

pub(crate) const OURS: &str = "ours";

const fn solver(name: &'static str, most: usize, reason: &'static str) -> Solver {
    Solver { name, most, reason }
}

/// Ours first. The names of the others are those of `rivals.py`, and then of `rivals/src/main.rs`.
pub(crate) const SOLVERS: [Solver; 10] = [
    solver(OURS, usize::MAX, ""),
    solver("ortools", usize::MAX, ""),
    solver("lemon", usize::MAX, ""),
    solver("highs-simplex", 2_000, "minutes: every pair is a column"),
    solver("highs-ipm", 2_000, "minutes: every pair is a column"),
    solver("scipy", 2_000, "a full matrix of seats"),
    solver("mcmf", 20_000, "the LEMON that is measured, of 2018"),
    solver("rs-graph", 20_000, "grows faster than the others"),
    solver("pathfinding", 2_000, "a full matrix of seats"),
    solver("lapjv", 2_000, "a full matrix of seats"),
];

/// Those that are crates.
const CRATES: [&str; 4] = ["mcmf", "rs-graph", "pathfinding", "lapjv"];

impl Solver {
    /// What measures it.
    pub(crate) fn command(&self, with: &Arguments) -> std::io::Result<Command> {
        if self.name == OURS {
            let mut command = Command::new(std::env::current_exe()?);
            command.arg("ours");
            return Ok(command);
        }
        if CRATES.contains(&self.name) {
            let mut command = Command::new(&with.crates);
            command.arg(self.name);
            return Ok(command);
        }
        let mut command = Command::new(&with.python);
        command.arg(with.tools.join("rivals.py")).arg(self.name);
        // One thread each: it is work that is compared.
        for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"] {
            command.env(name, "1");
        }
        Ok(command)
    }
}
