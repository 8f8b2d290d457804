//! Schemes to solve, made of a seed: the same bytes on every machine. Each can be solved, for an
//! allocation is planted before the rules are drawn.

mod college;
mod dice;
mod lists;
mod people;
mod scheme;
mod scoring;

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use clap::ValueEnum;

use dice::Dice;
use people::COLUMNS;
use scheme::Scheme;

/// Changes with the files, so that old ones are made again.
const EDITION: u32 = 1;

/// What makes a scheme hard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// Seats to spare.
    Plain,
    /// No seat to spare, and all want the same mentors.
    Contested,
    /// Costs of 0 to 10: most are equal.
    Coarse,
}

/// What a scheme is made of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recipe {
    pub(crate) mentees: usize,
    pub(crate) kind: Kind,
    pub(crate) seed: u64,
}

impl Recipe {
    /// Its folder.
    pub(crate) fn name(self) -> String {
        format!("{:?}-{}-{}", self.kind, self.mentees, self.seed).to_lowercase()
    }

    /// Whether the files of a scheme are there, and whole.
    pub(crate) fn is_made(folder: &Path) -> bool {
        fs::read_to_string(folder.join("edition")).is_ok_and(|it| it == EDITION.to_string())
    }

    /// Writes the three files that `alongside form` reads.
    pub(crate) fn make(self, folder: &Path) -> Result<()> {
        let dice = Dice::new(self.seed);
        let scheme = Scheme::new(dice, self.mentees, self.kind)?;
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        fs::write(folder.join("mentors.csv"), mentors(&scheme)?)?;
        fs::write(folder.join("mentees.csv"), mentees(&scheme)?)?;
        let mut pairs = BufWriter::new(File::create(folder.join("edges.csv"))?);
        writeln!(pairs, "mentee,mentor,cost")?;
        for mentee in 0..self.mentees {
            for (mentor, cost) in scheme.list(dice, mentee, self.kind) {
                writeln!(pairs, "{mentee},{mentor},{cost}")?;
            }
        }
        pairs.flush()?;
        Ok(fs::write(folder.join("edition"), EDITION.to_string())?)
    }
}

fn mentors(scheme: &Scheme) -> Result<String> {
    let mut text = format!("id,dept,disc,lo,hi,{COLUMNS}\n");
    for (id, mentor) in scheme.mentors.iter().enumerate() {
        let discipline = mentor.person.discipline;
        let department = scheme.college.department[discipline];
        let (lo, hi, row) = (mentor.lo, mentor.hi, mentor.person.row());
        writeln!(text, "{id},{department},{discipline},{lo},{hi},{row}")?;
    }
    Ok(text)
}

fn mentees(scheme: &Scheme) -> Result<String> {
    let mut text = format!("id,dept,disc,disc2,planted,locked,late,req,{COLUMNS}\n");
    for (id, mentee) in scheme.mentees.iter().enumerate() {
        let discipline = mentee.person.discipline;
        let department = scheme.college.department[discipline];
        let second = mentee.second_discipline;
        let second = second.map_or_else(|| "-1".to_owned(), |it| it.to_string());
        let [locked, late] = [mentee.is_locked, mentee.is_late].map(u32::from);
        let (planted, must_share, row) = (mentee.planted, mentee.must_share, mentee.person.row());
        writeln!(
            text,
            "{id},{department},{discipline},{second},{planted},{locked},{late},{must_share},{row}"
        )?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests;
