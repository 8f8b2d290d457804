//! What the pages ask of a language: sentences, numbers and the time of day.
//!
//! Two implementations answer alike: [`crate::fluent::FluentWords`] on the service and a compiled
//! table ([`crate::table::Table`]) with the browser's `Intl` in the app. One test compares them for
//! every key.

use api::{Language, Millis};

/// A value for a variable in a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Arg<'a> {
    /// Text as it is: a name, a title, a token that a sentence selects by.
    Text(&'a str),
    /// A whole number; written in the language's manner, and plural forms select by it.
    Number(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u8> for Arg<'_> {
    fn from(number: u8) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// Named values for the variables of one sentence.
pub type Args<'a> = &'a [(&'a str, Arg<'a>)];

/// The time on the wall of the institution, as its calendar writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// Year, such as 2026.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
}

/// How a point in time is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStyle {
    /// `Thursday 1 October, 14:00`: when something near is, within a sentence that says what. In Welsh
    /// such a day is mutated, `ddydd Iau`, so that it does not begin a sentence or stand alone.
    DayTime,
    /// `1 October 2026`: a record that will be read years later.
    Date,
}

impl DateStyle {
    const fn key(self) -> &'static str {
        match self {
            Self::DayTime => "date-day-time",
            Self::Date => "date-date",
        }
    }
}

/// A language, as the pages use it.
pub trait Words {
    /// Which language this is.
    fn language(&self) -> Language;

    /// The sentence of this key, or none if no language has it.
    fn find(&self, key: &str, args: Args<'_>) -> Option<String>;

    /// A whole number with the language's grouping: `1,234`.
    fn number(&self, number: i64) -> String;

    /// The institution's wall-clock time at this instant.
    fn civil(&self, at: Millis) -> Civil;

    /// The sentence of this key. A key that is nowhere shows itself; a test proves that none is.
    fn say(&self, key: &str, args: Args<'_>) -> String {
        self.find(key, args).unwrap_or_else(|| key.to_owned())
    }

    /// A point in time in words. Names and order come from the Fluent files, so that the service
    /// and every browser write the same text.
    fn date(&self, at: Millis, style: DateStyle) -> String {
        let civil = self.civil(at);
        let weekday = self.say(&format!("weekday-{}", weekday(civil)), &[]);
        let month = self.say(&format!("month-{}", civil.month), &[]);
        let year = civil.year.to_string();
        let time = format!("{:02}:{:02}", civil.hour, civil.minute);
        self.say(
            style.key(),
            &[
                ("weekday", Arg::Text(&weekday)),
                ("day", civil.day.into()),
                ("month", Arg::Text(&month)),
                ("year", Arg::Text(&year)),
                ("time", Arg::Text(&time)),
            ],
        )
    }
}

/// Day of the week, Monday as 1, by Sakamoto's method for the Gregorian calendar.
fn weekday(civil: Civil) -> i32 {
    const OFFSET: [i32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let year = civil.year - i32::from(civil.month < 3);
    let month = usize::from(civil.month.clamp(1, 12)) - 1;
    let sunday_as_zero =
        (year + year / 4 - year / 100 + year / 400 + OFFSET[month] + i32::from(civil.day))
            .rem_euclid(7);
    if sunday_as_zero == 0 {
        7
    } else {
        sunday_as_zero
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_are_those_of_the_calendar() {
        let check = |year, month, day, expected| {
            let civil = Civil {
                year,
                month,
                day,
                hour: 0,
                minute: 0,
            };
            assert_eq!(weekday(civil), expected, "{civil:?}");
        };
        check(2026, 10, 1, 4);
        check(2026, 11, 22, 7);
        check(2024, 2, 29, 4);
        check(2000, 1, 1, 6);
        check(1970, 1, 1, 4);
    }
}
