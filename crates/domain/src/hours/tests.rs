use jiff::civil::{date, time};
use proptest::prelude::*;

use super::*;

fn london() -> TimeZone {
    TimeZone::get("Europe/London").unwrap()
}

fn office(zone: TimeZone) -> Hours {
    let hours = Opening::new(time(9, 0, 0, 0), time(17, 0, 0, 0)).unwrap();
    // Monday 28 December 2026 stands in for Boxing Day.
    let closed = [date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)];
    Hours::weekdays(hours, closed.into(), zone)
}

fn at(text: &str) -> Timestamp {
    let civil: jiff::civil::DateTime = text.parse().unwrap();
    let zoned = civil.to_zoned(london()).unwrap();
    Timestamp(zoned.timestamp().as_millisecond())
}

#[test]
fn a_message_is_read_at_once_or_when_somebody_is_there_again() {
    let check = |sent: &str, read: &str| {
        let hours = office(london());
        assert_eq!(hours.read_from(at(sent)), Some(at(read)), "{sent}");
        assert_eq!(hours.is_open(at(sent)), sent == read, "{sent}");
    };
    check("2026-11-23T09:00", "2026-11-23T09:00");
    check("2026-11-23T16:59", "2026-11-23T16:59");
    check("2026-11-23T17:00", "2026-11-24T09:00");
    check("2026-11-23T08:59", "2026-11-23T09:00");
    // A Saturday night, and the days around Christmas.
    check("2026-11-28T23:30", "2026-11-30T09:00");
    check("2026-12-24T17:01", "2026-12-29T09:00");
    // The clocks go back on 25 October 2026 and forward on 28 March 2027.
    check("2026-10-24T12:00", "2026-10-26T09:00");
    check("2027-03-27T12:00", "2027-03-29T09:00");
}

#[test]
fn only_time_in_which_somebody_is_there_runs_down_a_timer() {
    let check = |sent: &str, hours: i64, due: &str| {
        let found = office(london()).after(at(sent), Span::hours(hours));
        assert_eq!(found, Some(at(due)), "{sent} and {hours} hours");
    };
    check("2026-11-23T10:00", 2, "2026-11-23T12:00");
    check("2026-11-23T15:00", 2, "2026-11-23T17:00");
    check("2026-11-23T16:00", 2, "2026-11-24T10:00");
    check("2026-11-28T23:30", 2, "2026-11-30T11:00");
    check("2026-12-24T16:00", 2, "2026-12-29T10:00");
    check("2026-11-23T10:00", 20, "2026-11-25T14:00");
}

#[test]
fn a_working_day_is_a_whole_one() {
    let check = |sent: &str, days: u8, due: &str| {
        let found = office(london()).after_days(at(sent), days);
        assert_eq!(found, Some(at(due)), "{sent} and {days} days");
    };
    check("2026-11-23T10:00", 1, "2026-11-24T17:00");
    check("2026-11-23T08:00", 1, "2026-11-23T17:00");
    check("2026-11-28T12:00", 1, "2026-11-30T17:00");
    check("2026-11-28T12:00", 2, "2026-12-01T17:00");
    check("2026-12-24T10:00", 1, "2026-12-29T17:00");
    check("2026-11-23T10:00", 0, "2026-11-24T17:00");
}

#[test]
fn a_house_that_never_opens_promises_nothing() {
    assert_eq!(Hours::new([None; 7], BTreeSet::new(), london()), None);
    let day = Opening::new(time(9, 0, 0, 0), time(17, 0, 0, 0));
    assert_eq!(Opening::new(time(9, 0, 0, 0), time(9, 0, 0, 0)), None);
    let closed = std::iter::successors(Some(date(2026, 1, 1)), |day| day.tomorrow().ok())
        .take(400)
        .collect();
    let shut = Hours::new([day; 7], closed, london()).unwrap();
    let sent = at("2026-06-01T12:00");
    assert_eq!(shut.read_from(sent), None);
    assert_eq!(shut.after(sent, Span::hours(1)), None);
    assert_eq!(shut.after_days(sent, 1), None);
    for far in [i64::MIN, i64::MAX] {
        assert_eq!(office(london()).read_from(Timestamp(far)), None);
    }
}

#[test]
fn hours_within_the_hour_that_clocks_skip_come_to_nothing() {
    let night = Opening::new(time(1, 0, 0, 0), time(2, 0, 0, 0));
    let nights = Hours::new([night; 7], BTreeSet::new(), london()).unwrap();
    let read = nights.read_from(at("2027-03-28T00:30"));
    assert_eq!(read, Some(at("2027-03-29T01:00")));
}

proptest! {
    #[test]
    fn nothing_is_due_before_it_is_read_and_more_time_is_never_less(
        sent in 1_780_000_000_000_i64..1_900_000_000_000,
        hours in 1_i64..40,
        zone in prop_oneof![
            Just("Europe/London"), Just("Asia/Kolkata"), Just("America/St_Johns"), Just("Asia/Beirut")
        ],
    ) {
        let office = office(TimeZone::get(zone).unwrap());
        let sent = Timestamp(sent);
        let read = office.read_from(sent).unwrap();
        prop_assert!(read >= sent && office.is_open(read));
        let due = office.after(sent, Span::hours(hours)).unwrap();
        prop_assert!(due - read >= Span::hours(hours));
        prop_assert!(due < office.after(sent, Span::hours(hours + 1)).unwrap());
        // Waiting until it is read loses nothing of it.
        prop_assert_eq!(office.after(read, Span::hours(hours)), Some(due));
    }
}
