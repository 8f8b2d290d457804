//! What is read of people, why, where it is kept and for how long: one table in code, from which
//! `docs/assurance` is written and against which the service is tested.
//!
//! A test compares the pages with these tables, another the tables with the schema, and a story in
//! package `it` looks for what is said to be dropped in the files of the database.

mod messages;
mod tables;
#[cfg(test)]
mod tests;

use std::fmt;

use domain::time::Span;

pub use messages::{
    ADMINISTRATOR, BROWSER, COURSE_FILE, GRADEBOOK, LAUNCH, LOGIN, PERSON, ROSTER, SOURCES, Source,
};
pub use tables::TABLES;

/// One thing that is read.
#[derive(Clone, Copy, Debug)]
pub struct Datum {
    /// Its name where it comes from: a claim, a field, a column.
    pub said: &'static str,
    /// What it is needed for.
    pub why: &'static str,
    /// What becomes of it.
    pub kept: Kept,
}

/// What becomes of something that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Used while the request is answered, then dropped.
    Dropped,
    /// It arrives with the rest, and nothing looks at it.
    Ignored,
    /// In this place of the database, as `table.column`.
    In(&'static str),
    /// Not with us: where, and for how long.
    Elsewhere(&'static str),
}

/// A table of the database.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name in the schema.
    pub name: &'static str,
    /// What its rows hold.
    pub holds: &'static str,
    /// Whether its rows are about people.
    pub personal: bool,
    /// How long a row stays.
    pub life: Life,
}

/// How long a row stays.
#[derive(Clone, Copy, Debug)]
pub enum Life {
    /// The service deletes it so long after this.
    After(Span, &'static str),
    /// The service deletes it when this happens.
    Until(&'static str),
    /// Nothing deletes it by itself yet.
    Stays,
}

impl fmt::Display for Life {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::After(span, since) => write!(f, "{} {since}", in_words(*span)),
            Self::Until(what) => f.write_str(what),
            Self::Stays => f.write_str("no automatic deletion yet"),
        }
    }
}

/// A span in the largest unit that says it whole.
fn in_words(span: Span) -> String {
    let units = [
        (Span::days(1).0, "days"),
        (Span::hours(1).0, "hours"),
        (Span::minutes(1).0, "minutes"),
    ];
    let whole = units.iter().find(|(unit, _)| span.0 % unit == 0);
    let (unit, name) = whole.unwrap_or(&(1, "milliseconds"));
    format!("{} {name}", span.0 / unit)
}
