//! A date in three fields.

use jiff::civil::Date;

use super::{figures, plain, small};

/// The first year that a date is read in.
pub const EARLIEST: u16 = 1900;

/// The last one. What lies beyond is a slip of the finger: `2206` for `2026`.
pub const LATEST: u16 = 2099;

/// What was typed into the three fields of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TypedDate<'a> {
    /// A figure from 1 to 31; `1st` and `1af` are read too.
    pub day: &'a str,
    /// A figure from 1 to 12, or an English or Welsh name of which three letters are enough.
    pub month: &'a str,
    /// Four figures.
    pub year: &'a str,
}

/// Some of the fields of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateParts {
    /// The day is among them.
    pub day: bool,
    /// The month is among them.
    pub month: bool,
    /// The year is among them.
    pub year: bool,
}

impl DateParts {
    const DAY: Self = Self::of(true, false, false);
    const MONTH: Self = Self::of(false, true, false);
    const YEAR: Self = Self::of(false, false, true);

    const fn of(day: bool, month: bool, year: bool) -> Self {
        Self { day, month, year }
    }
}

/// Why no date can be read. Only the first thing that is wrong is told, in the order of the fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadDate {
    /// These fields are empty.
    #[error("fields of the date are empty")]
    Missing(DateParts),
    /// The day is no figure from 1 to 31.
    #[error("the day is no figure from 1 to 31")]
    Day,
    /// The month is no figure from 1 to 12 and no name.
    #[error("the month is no figure from 1 to 12 and no name of a month")]
    Month,
    /// The year is no figure.
    #[error("the year is no figure")]
    Year,
    /// Fewer than four figures: which century is meant is not guessed.
    #[error("the year has fewer than four figures")]
    ShortYear,
    /// Outside [`EARLIEST`] to [`LATEST`].
    #[error("the year {0} is before {EARLIEST} or after {LATEST}")]
    FarYear(u16),
    /// The calendar has no such day.
    #[error("month {month} of {year} has {last} days and no {day}")]
    NoSuchDay {
        /// The day that was typed.
        day: u8,
        /// The month, from 1.
        month: u8,
        /// The year.
        year: u16,
        /// How many days the month has.
        last: u8,
    },
}

impl BadDate {
    /// Names the error, once and for all.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing(_) => "date-missing",
            Self::Day => "date-day",
            Self::Month => "date-month",
            Self::Year => "date-year",
            Self::ShortYear => "date-year-short",
            Self::FarYear(_) => "date-year-far",
            Self::NoSuchDay { .. } => "date-no-such-day",
        }
    }

    /// Which fields have to be looked at.
    pub const fn parts(self) -> DateParts {
        match self {
            Self::Missing(parts) => parts,
            Self::Day | Self::NoSuchDay { .. } => DateParts::DAY,
            Self::Month => DateParts::MONTH,
            Self::Year | Self::ShortYear | Self::FarYear(_) => DateParts::YEAR,
        }
    }
}

/// The months in English and in Welsh. No three letters begin two of them.
const MONTHS: [[&str; 2]; 12] = [
    ["january", "ionawr"],
    ["february", "chwefror"],
    ["march", "mawrth"],
    ["april", "ebrill"],
    ["may", "mai"],
    ["june", "mehefin"],
    ["july", "gorffennaf"],
    ["august", "awst"],
    ["september", "medi"],
    ["october", "hydref"],
    ["november", "tachwedd"],
    ["december", "rhagfyr"],
];

/// What follows the figure of a day, in English and in Welsh: `1st`, `20fed`.
const ORDINALS: [&str; 10] = ["st", "nd", "rd", "th", "af", "il", "ydd", "fed", "ed", "eg"];

/// Reads a date.
pub fn date(typed: TypedDate<'_>) -> Result<Date, BadDate> {
    let is_empty = |text: &str| text.trim().is_empty();
    let missing = DateParts::of(
        is_empty(typed.day),
        is_empty(typed.month),
        is_empty(typed.year),
    );
    if missing != DateParts::default() {
        return Err(BadDate::Missing(missing));
    }
    let day = day(typed.day).ok_or(BadDate::Day)?;
    let month = month(typed.month).ok_or(BadDate::Month)?;
    let year = year(typed.year)?;
    on_the_calendar(day, month, year)
}

fn day(typed: &str) -> Option<u8> {
    let text = plain(typed)?;
    let figure = ORDINALS
        .iter()
        .find_map(|ending| text.strip_suffix(ending))
        .unwrap_or(&text);
    small(figure.trim_end()).filter(|day| (1..=31).contains(day))
}

fn month(typed: &str) -> Option<u8> {
    let text = plain(typed)?;
    let named = || {
        let begins = |names: &[&str; 2]| names.iter().any(|name| name.starts_with(&text));
        let place = MONTHS.iter().position(begins)?;
        (text.len() >= 3).then_some(u8::try_from(place).ok()? + 1)
    };
    let figure = small(&text).filter(|month| (1..=12).contains(month));
    figure.or_else(named)
}

fn year(typed: &str) -> Result<u16, BadDate> {
    let text = plain(typed).ok_or(BadDate::Year)?;
    let figure = figures(&text).ok_or(BadDate::Year)?;
    if text.len() < 4 {
        return Err(BadDate::ShortYear);
    }
    if !(EARLIEST..=LATEST).contains(&figure) {
        return Err(BadDate::FarYear(figure));
    }
    Ok(figure)
}

fn on_the_calendar(day: u8, month: u8, year: u16) -> Result<Date, BadDate> {
    let first = jiff::civil::date(year.cast_signed(), month.cast_signed(), 1);
    let last = first.days_in_month().unsigned_abs();
    let there = (day <= last).then(|| first.with().day(day.cast_signed()).build().ok());
    there.flatten().ok_or(BadDate::NoSuchDay {
        day,
        month,
        year,
        last,
    })
}
