//! Reads the three files into a problem.
//!
//! People are numbered by the order of their ids, shorter ones first so that 9 stands before 10.
//! The same people thus give the same problem whatever the order of rows.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::path::Path;

use foldhash::fast::RandomState;
use matching::{BuildError, Builder, LARGEST_COST, Problem, Quota};

use crate::csv_files::{CsvError, Reason, Table, number};

/// The problem, and what everybody in it is called.
pub(crate) struct Scheme {
    pub(crate) problem: Problem,
    /// Mentors by number, in order of their ids.
    pub(crate) mentors: Vec<String>,
    /// Mentees by number, in order of their ids.
    pub(crate) mentees: Vec<String>,
}

/// Reads `mentors.csv`, `mentees.csv` and `edges.csv`.
pub(super) fn read(dir: &Path) -> Result<Scheme, CsvError> {
    let (mentors, quotas) = read_mentors(&dir.join("mentors.csv"))?;
    let mentees = read_mentees(&dir.join("mentees.csv"))?;
    let problem = read_pairs(&dir.join("edges.csv"), &mentors, &mentees, quotas)?;
    Ok(Scheme {
        problem,
        mentors,
        mentees,
    })
}

fn read_mentors(path: &Path) -> Result<(Vec<String>, Vec<Quota>), CsvError> {
    let mut table = Table::open(path, ["id", "lo", "hi"])?;
    let mut rows = Vec::new();
    while let Some([id, lo, hi]) = table.next_row()? {
        let quota = match (number(lo, u32::MAX), number(hi, u32::MAX)) {
            (Some(lo), Some(hi)) if lo <= hi => Ok(Quota { lo, hi }),
            (Some(_), Some(_)) => Err(Reason::QuotaReversed),
            (Some(_), None) => Err(Reason::BadNumber {
                column: "hi",
                most: u32::MAX,
            }),
            (None, _) => Err(Reason::BadNumber {
                column: "lo",
                most: u32::MAX,
            }),
        };
        let row = read_id(id).and_then(|id| Ok((id, quota?)));
        rows.push((table.line(), row.map_err(|reason| table.error(reason))?));
    }
    rows.sort_unstable_by(|one, other| in_order(&one.1.0, &other.1.0).then(one.0.cmp(&other.0)));
    let twice = rows
        .windows(2)
        .filter(|two| two[0].1.0 == two[1].1.0)
        .map(|two| &two[1]);
    if let Some((line, (id, _))) = twice.min_by_key(|row| row.0) {
        return Err(given_twice("mentors.csv", *line, id));
    }
    Ok(rows.into_iter().map(|(_, row)| row).unzip())
}

fn read_mentees(path: &Path) -> Result<Vec<String>, CsvError> {
    let mut table = Table::open(path, ["id"])?;
    let mut rows = Vec::new();
    while let Some([id]) = table.next_row()? {
        let id = read_id(id).map_err(|reason| table.error(reason))?;
        rows.push((id, table.line()));
    }
    rows.sort_unstable_by(|one, other| in_order(&one.0, &other.0).then(one.1.cmp(&other.1)));
    let twice = rows
        .windows(2)
        .filter(|two| two[0].0 == two[1].0)
        .map(|two| &two[1]);
    if let Some((id, line)) = twice.min_by_key(|row| row.1) {
        return Err(given_twice("mentees.csv", *line, id));
    }
    Ok(rows.into_iter().map(|(id, _)| id).collect())
}

/// The order of ids: by length, then by their bytes.
fn in_order(one: &str, other: &str) -> Ordering {
    (one.len(), one).cmp(&(other.len(), other))
}

fn read_id(field: &[u8]) -> Result<String, Reason> {
    match std::str::from_utf8(field) {
        Ok(id) if !id.is_empty() => Ok(id.to_owned()),
        _ => Err(Reason::BadId),
    }
}

fn given_twice(file: &str, line: u64, what: &str) -> CsvError {
    let reason = Reason::Twice(what.to_owned());
    CsvError {
        file: file.to_owned(),
        line: Some(line),
        reason,
    }
}

/// Numbers by id.
struct Index<'n>(HashMap<&'n [u8], u32, RandomState>);

impl<'n> Index<'n> {
    fn new(names: &'n [String]) -> Self {
        Self(
            (0..)
                .zip(names)
                .map(|(at, id)| (id.as_bytes(), at))
                .collect(),
        )
    }

    #[inline]
    fn find(&self, id: &[u8]) -> Result<u32, Reason> {
        let unknown = || Reason::Unknown(String::from_utf8_lossy(id).into_owned());
        self.0.get(id).copied().ok_or_else(unknown)
    }
}

fn read_pairs(
    path: &Path,
    mentors: &[String],
    mentees: &[String],
    quotas: Vec<Quota>,
) -> Result<Problem, CsvError> {
    let file = || {
        path.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    let fails = |error| CsvError {
        file: file(),
        line: None,
        reason: Reason::TooMuch(error),
    };
    let mut builder = Builder::new(mentees.len(), quotas).map_err(fails)?;
    each_pair(path, mentors, mentees, |mentee, mentor, cost| {
        builder.pair(mentee, mentor, cost).map_err(Reason::TooMuch)
    })?;
    match builder.build() {
        Err(BuildError::DuplicatePair { .. }) => Err(find_second(path, mentors, mentees)),
        built => built.map_err(fails),
    }
}

/// Reads every pair and hands it on.
fn each_pair(
    path: &Path,
    mentors: &[String],
    mentees: &[String],
    mut each: impl FnMut(u32, u32, u32) -> Result<(), Reason>,
) -> Result<(), CsvError> {
    let mut table = Table::open(path, ["mentee", "mentor", "cost"])?;
    let (mentor_index, mentee_index) = (Index::new(mentors), Index::new(mentees));
    // Rows mostly come mentee by mentee.
    let mut present = None;
    while let Some([mentee, mentor, cost]) = table.next_row()? {
        let mut read = || {
            let mentee = match present {
                Some((at, id)) if mentee == id => at,
                _ => {
                    let at = mentee_index.find(mentee)?;
                    present = Some((at, mentees[at as usize].as_bytes()));
                    at
                }
            };
            let mentor = mentor_index.find(mentor)?;
            let bad_cost = Reason::BadNumber {
                column: "cost",
                most: LARGEST_COST,
            };
            each(mentee, mentor, number(cost, LARGEST_COST).ok_or(bad_cost)?)
        };
        if let Err(reason) = read() {
            return Err(table.error(reason));
        }
    }
    Ok(())
}

/// The first row whose pair was given before: reads the file again, because remembering lines for
/// this alone would double the memory of every other run.
fn find_second(path: &Path, mentors: &[String], mentees: &[String]) -> CsvError {
    let mut seen = std::collections::HashSet::new();
    let again = each_pair(path, mentors, mentees, |mentee, mentor, _| {
        if seen.insert((mentee, mentor)) {
            return Ok(());
        }
        let (mentee, mentor) = (&mentees[mentee as usize], &mentors[mentor as usize]);
        Err(Reason::Twice(format!("the pair of {mentee} and {mentor}")))
    });
    again.err().unwrap_or_else(|| CsvError {
        file: path.display().to_string(),
        line: None,
        reason: Reason::Io(std::io::Error::other("the file changed while it was read")),
    })
}
