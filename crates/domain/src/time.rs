//! Points in time and spans, told and never asked.

use std::{
    ops::{Add, Sub},
    time::Duration,
};

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

/// A span of time in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(pub i64);

impl Span {
    /// So many seconds.
    pub const fn seconds(count: i64) -> Self {
        Self(count * 1_000)
    }

    /// So many minutes.
    pub const fn minutes(count: i64) -> Self {
        Self::seconds(count * 60)
    }

    /// So many hours.
    pub const fn hours(count: i64) -> Self {
        Self::minutes(count * 60)
    }

    /// So many days of 24 hours.
    pub const fn days(count: i64) -> Self {
        Self::hours(count * 24)
    }
}

/// As a program sleeps; nothing where it is negative.
impl From<Span> for Duration {
    fn from(span: Span) -> Self {
        Self::from_millis(u64::try_from(span.0).unwrap_or_default())
    }
}

impl Add<Span> for Timestamp {
    type Output = Self;

    fn add(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl Sub<Span> for Timestamp {
    type Output = Self;

    fn sub(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

impl Sub for Span {
    type Output = Self;

    fn sub(self, less: Self) -> Self {
        Self(self.0.saturating_sub(less.0))
    }
}

impl Sub for Timestamp {
    type Output = Span;

    fn sub(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}

impl Timestamp {
    /// Seconds since 1970, as JWTs count.
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1_000)
    }

    /// Midday UTC of a date written `2026-06-12`; none if it is no such date.
    pub fn midday(date: &str) -> Option<Self> {
        let date: jiff::civil::Date = date.parse().ok()?;
        let midday = date
            .at(12, 0, 0, 0)
            .to_zoned(jiff::tz::TimeZone::UTC)
            .ok()?;
        Some(Self(midday.timestamp().as_millisecond()))
    }

    /// RFC 3339 with milliseconds, in UTC, as AGS 3.4.6 wants timestamps.
    pub fn rfc3339(self) -> String {
        jiff::Timestamp::from_millisecond(self.0)
            .map(|at| format!("{at:.3}"))
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_becomes_its_midday() {
        assert_eq!(
            Timestamp::midday("2026-06-12"),
            Some(Timestamp(1_781_265_600_000))
        );
        assert_eq!(Timestamp::midday("2026-02-30"), None);
        assert_eq!(Timestamp::midday("12/06/2026"), None);
    }

    #[test]
    fn a_time_is_written_with_milliseconds() {
        assert_eq!(Timestamp(1_500).rfc3339(), "1970-01-01T00:00:01.500Z");
    }
}
