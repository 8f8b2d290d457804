//! A time of day in one field, and the instant it is on a date somewhere.

use jiff::{
    civil::{Date, Time},
    tz::{AmbiguousOffset, TimeZone},
};

use super::{plain, small};
use crate::Timestamp;

/// Why no time of day can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadTime {
    /// Nothing was typed.
    #[error("no time was typed")]
    Missing,
    /// This is no time as people write one.
    #[error("this cannot be read as a time")]
    Unread,
    /// No clock shows this: `25:00`, `14:75`, `14:30 am`.
    #[error("no clock shows this time")]
    NoSuch,
    /// One figure for the hour and neither half of the day: `2.30` may be at night or after lunch.
    #[error("the hour {hour} is in the morning and in the evening")]
    Half {
        /// From 1 to 9.
        hour: u8,
        /// From 0 to 59.
        minute: u8,
    },
}

impl BadTime {
    /// Names the error, once and for all.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "time-missing",
            Self::Unread => "time-unread",
            Self::NoSuch => "time-no-such",
            Self::Half { .. } => "time-half",
        }
    }
}

/// The halves of the day, as English and Welsh name them behind a time.
const MORNING: [&str; 4] = ["am", "yb", "bore", "ybore"];
const AFTERNOON: [&str; 7] = ["pm", "yp", "yh", "prynhawn", "yprynhawn", "hwyr", "yrhwyr"];

/// Twelve o’clock in words. Midnight is not here: nobody knows at which end of a day it is.
const NOON: [&str; 4] = ["noon", "midday", "hanner dydd", "canol dydd"];

/// Reads a time of day: `14:30`, `14.30`, `1430`, `14`, `2.30pm`, `2 p.m.`, `2.30 yp`. An hour of one
/// figure needs the half of the day or a nought before it.
pub fn time(typed: &str) -> Result<Time, BadTime> {
    if typed.trim().is_empty() {
        return Err(BadTime::Missing);
    }
    let text = plain(typed).ok_or(BadTime::Unread)?;
    if NOON.contains(&text.as_str()) {
        return Ok(jiff::civil::time(12, 0, 0, 0));
    }
    let end = text.find(char::is_alphabetic).unwrap_or(text.len());
    let (clock, after) = text.split_at(end);
    let (hour, minute) = parted(clock.trim()).ok_or(BadTime::Unread)?;
    let figures = hour.len();
    let hour = small(hour).ok_or(BadTime::Unread)?;
    let minute = small(minute).ok_or(BadTime::Unread)?;
    if minute > 59 {
        return Err(BadTime::NoSuch);
    }
    let hour = hour_of_day(hour, minute, figures, half(after)?)?;
    Time::new(hour.cast_signed(), minute.cast_signed(), 0, 0).map_err(|_| BadTime::NoSuch)
}

/// A half of the day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

/// What stands behind the figures: a half of the day, or nothing.
fn half(after: &str) -> Result<Option<Half>, BadTime> {
    let is_written = |letter: &char| letter.is_alphanumeric();
    let letters: String = after.chars().filter(is_written).collect();
    match letters.as_str() {
        "" => Ok(None),
        name if MORNING.contains(&name) => Ok(Some(Half::Morning)),
        name if AFTERNOON.contains(&name) => Ok(Some(Half::Afternoon)),
        _ => Err(BadTime::Unread),
    }
}

/// The figures of the hour and of the minute: `14:30`, `14.30`, `1430`, `930`, `14`.
fn parted(clock: &str) -> Option<(&str, &str)> {
    let parted = if let Some((hour, minute)) = clock.split_once([':', '.']) {
        (hour, minute)
    } else if !clock.is_ascii() || clock.len() < 3 {
        (clock, "00")
    } else {
        clock.split_at(clock.len() - 2)
    };
    let (hour, minute) = parted;
    (matches!(hour.len(), 1 | 2) && minute.len() == 2).then_some(parted)
}

fn hour_of_day(hour: u8, minute: u8, figures: usize, half: Option<Half>) -> Result<u8, BadTime> {
    match (half, hour) {
        (None, 1..=9) if figures == 1 => Err(BadTime::Half { hour, minute }),
        (Some(Half::Morning), 12) => Ok(0),
        (Some(Half::Afternoon), 1..=11) => Ok(hour + 12),
        (Some(Half::Morning), 0..=11) | (Some(Half::Afternoon), 12..=23) | (None, 0..=23) => {
            Ok(hour)
        }
        _ => Err(BadTime::NoSuch),
    }
}

/// The instant that a date and a time of day are in a time zone. Twice a year a clock is put: what
/// was taken then is told, so that a page can say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instant {
    /// The clock shows this once.
    Once(Timestamp),
    /// The clocks go back over it and it comes twice: the first is taken.
    Twice(Timestamp),
    /// The clocks go forward over it and no clock shows it: as much later is taken.
    Skipped {
        /// The instant.
        at: Timestamp,
        /// What the clock shows then.
        shown: Time,
    },
}

impl Instant {
    /// The instant that was taken.
    pub const fn at(self) -> Timestamp {
        match self {
            Self::Once(at) | Self::Twice(at) | Self::Skipped { at, .. } => at,
        }
    }

    /// Names what a reader should be told of the clocks; none where there is nothing to tell.
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Self::Once(_) => None,
            Self::Twice(_) => Some("time-twice"),
            Self::Skipped { .. } => Some("time-skipped"),
        }
    }
}

/// Finds the instant; none for the last hours of the year 9999, which are beyond counting.
pub fn instant(date: Date, time: Time, zone: &TimeZone) -> Option<Instant> {
    let found = zone.to_ambiguous_timestamp(date.to_datetime(time));
    let offset = found.offset();
    let taken = found.compatible().ok()?;
    let at = Timestamp(taken.as_millisecond());
    Some(match offset {
        AmbiguousOffset::Unambiguous { .. } => Instant::Once(at),
        AmbiguousOffset::Fold { .. } => Instant::Twice(at),
        AmbiguousOffset::Gap { .. } => Instant::Skipped {
            at,
            shown: zone.to_datetime(taken).time(),
        },
    })
}
