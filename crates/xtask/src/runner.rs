//! What every task needs at hand: the folders, the report, and a way to run other programs.

use std::fs;
use std::process::{Command, ExitStatus};

use anyhow::{Result, bail};

use crate::child::{self, Interrupt};
use crate::place::Place;
use crate::report::{Report, tail};

/// So many lines of a failed program's log are shown; the rest is in the file that is named.
const SHOWN: usize = 60;

/// Runs programs in the checkout, watched by a person.
#[derive(Debug)]
pub(crate) struct Runner {
    pub(crate) place: Place,
    pub(crate) report: Report,
    pub(crate) interrupt: Interrupt,
}

impl Runner {
    /// Runs a program to its end and returns what it said; anything but success is an error that
    /// shows the end of its log.
    pub(crate) fn run(&mut self, log: &str, command: &mut Command) -> Result<String> {
        let (status, said) = self.outcome(log, command)?;
        if !status.success() {
            bail!("{}", self.blame(log, command, status, &said));
        }
        Ok(said)
    }

    /// Runs a program to its end and returns how it ended and what it said.
    pub(crate) fn outcome(
        &mut self,
        log: &str,
        command: &mut Command,
    ) -> Result<(ExitStatus, String)> {
        let file = self.place.log(log);
        let report = &mut self.report;
        let status = child::run(command, &file, &self.interrupt, |passed, fresh| {
            report.look(passed, fresh);
        })?;
        Ok((
            status,
            String::from_utf8_lossy(&fs::read(&file)?).into_owned(),
        ))
    }

    /// Which program failed how, the end of what it said, and where the rest is.
    pub(crate) fn blame(
        &self,
        log: &str,
        command: &Command,
        status: ExitStatus,
        said: &str,
    ) -> String {
        format!(
            "{} ended with {status}\n{}        whole log: {}",
            command.get_program().to_string_lossy(),
            tail(said, SHOWN),
            self.place.log(log).display(),
        )
    }
}

/// The first line a program prints, or nothing if it is not there or fails: for versions.
pub(crate) fn first_line(command: &mut Command) -> Option<String> {
    let output = command
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .next()
        .map(str::to_owned)
}
