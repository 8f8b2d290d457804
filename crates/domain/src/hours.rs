//! When somebody is there to read: a service's opening hours, in its institution's time zone.
//!
//! A form that asks for help says when its message will be read, and a message that nobody
//! acknowledged goes to the next person after so much time *in which it could have been read*
//! (section 4 of the requirements, "Timers"). Both are counted here. What a person was once told is
//! kept by the caller: hours or a zone that change later never move a promise to a later time.

use std::collections::BTreeSet;

use jiff::{
    civil::{Date, Time, Weekday},
    tz::TimeZone,
};

use crate::{Timestamp, time::Span, typed::instant};

/// How many days ahead an opening is looked for: no university is shut for longer.
const DAYS_AHEAD: usize = 120;

/// Opening hours of one weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    from: Time,
    until: Time,
}

impl Opening {
    /// From one time of day until a later one; none where it is not later.
    pub fn new(from: Time, until: Time) -> Option<Self> {
        (from < until).then_some(Self { from, until })
    }

    /// When it begins.
    pub const fn from(self) -> Time {
        self.from
    }

    /// When it ends.
    pub const fn until(self) -> Time {
        self.until
    }
}

/// The hours of a week, without the days on which nobody is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    week: [Option<Opening>; 7],
    closed: BTreeSet<Date>,
    zone: TimeZone,
}

/// One stretch of time in which somebody is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    from: Timestamp,
    until: Timestamp,
}

impl Hours {
    /// Hours by weekday, Monday first; none where no day has any.
    pub fn new(week: [Option<Opening>; 7], closed: BTreeSet<Date>, zone: TimeZone) -> Option<Self> {
        let is_ever_open = week.iter().any(Option::is_some);
        is_ever_open.then_some(Self { week, closed, zone })
    }

    /// Monday to Friday, these hours.
    pub fn weekdays(hours: Opening, closed: BTreeSet<Date>, zone: TimeZone) -> Self {
        let mut week = [Some(hours); 7];
        week[5] = None;
        week[6] = None;
        Self { week, closed, zone }
    }

    /// The hours of a weekday.
    pub fn on(&self, day: Weekday) -> Option<Opening> {
        self.week[usize::from(day.to_monday_zero_offset().unsigned_abs())]
    }

    /// The days without hours.
    pub const fn closed(&self) -> &BTreeSet<Date> {
        &self.closed
    }

    /// Whether somebody is there.
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.read_from(at) == Some(at)
    }

    /// From when a message sent at `at` is read: at once, or when somebody is there again. None
    /// where nobody is there for four months.
    pub fn read_from(&self, at: Timestamp) -> Option<Timestamp> {
        self.stretches(at).next().map(|stretch| stretch.from)
    }

    /// When somebody has been there for so long since `at`. None as for [`Hours::read_from`].
    pub fn after(&self, at: Timestamp, span: Span) -> Option<Timestamp> {
        let mut left = span;
        for stretch in self.stretches(at) {
            let length = stretch.until - stretch.from;
            if left <= length {
                return Some(stretch.from + left);
            }
            left = left - length;
        }
        None
    }

    /// The end of the `days`-th whole working day after `at`: a day that has begun does not count,
    /// so a person always has at least what was promised. None as for [`Hours::read_from`].
    pub fn after_days(&self, at: Timestamp, days: u8) -> Option<Timestamp> {
        let whole = self.stretches(at).filter(|stretch| stretch.from > at);
        whole
            .take(usize::from(days.max(1)))
            .last()
            .map(|stretch| stretch.until)
    }

    /// What is left of the hours from `at` on, in order of time.
    fn stretches(&self, at: Timestamp) -> impl Iterator<Item = Stretch> {
        self.days(at)
            .filter_map(|day| self.stretch(day))
            .filter(move |stretch| stretch.until > at)
            .map(move |stretch| Stretch {
                from: stretch.from.max(at),
                ..stretch
            })
    }

    /// The days from the one of `at` on, as its zone counts them, and the day before: a clock that
    /// goes back at midnight makes one moment belong to either.
    fn days(&self, at: Timestamp) -> impl Iterator<Item = Date> + use<> {
        let today = jiff::Timestamp::from_millisecond(at.0)
            .ok()
            .map(|at| self.zone.to_datetime(at).date());
        let first = today.and_then(|day| day.yesterday().ok());
        first
            .into_iter()
            .flat_map(|day| std::iter::successors(Some(day), |day| day.tomorrow().ok()))
            .take(DAYS_AHEAD)
    }

    fn stretch(&self, day: Date) -> Option<Stretch> {
        let hours = self
            .on(day.weekday())
            .filter(|_| !self.closed.contains(&day))?;
        let from = instant(day, hours.from, &self.zone)?.at();
        let until = instant(day, hours.until, &self.zone)?.at();
        // Hours that fall into an hour the clocks skip or repeat may come to nothing.
        (from < until).then_some(Stretch { from, until })
    }
}

#[cfg(test)]
mod tests;
