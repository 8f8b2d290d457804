//! Who is measured, and up to which size.
//!
//! Crates are not among them yet: mcmf wraps the same LEMON, pathfinding wants a full matrix of
//! seats as `linear_sum_assignment` does, and rs-graph is under the GPL.

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

/// Ours first. The names of the others are those of `rivals.py`.
pub(crate) const SOLVERS: [Solver; 6] = [
    solver(OURS, usize::MAX, ""),
    solver("ortools", usize::MAX, ""),
    solver("lemon", usize::MAX, ""),
    solver("highs-simplex", 2_000, "minutes: every pair is a column"),
    solver("highs-ipm", 2_000, "minutes: every pair is a column"),
    solver("scipy", 2_000, "a full matrix of seats"),
];

impl Solver {
    /// What measures it.
    pub(crate) fn command(&self, with: &Arguments) -> std::io::Result<Command> {
        if self.name == OURS {
            let mut command = Command::new(std::env::current_exe()?);
            command.arg("ours");
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
