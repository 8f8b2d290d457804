use jiff::{
    civil::{Date, Time},
    tz::TimeZone,
};
use proptest::prelude::*;

use super::*;

/// `day month year`, parted by `/`, as it was typed.
fn read(typed: &str) -> Result<Date, BadDate> {
    let mut fields = typed.split('/');
    let mut next = || fields.next().unwrap_or_default();
    date(TypedDate {
        day: next(),
        month: next(),
        year: next(),
    })
}

fn check_date(typed: &str, expected: &str) {
    let found = read(typed).map_or_else(|bad| bad.code().to_owned(), |date| date.to_string());
    assert_eq!(found, expected, "{typed:?}");
}

#[test]
fn a_date_is_read_as_people_type_it() {
    check_date("1/10/2026", "2026-10-01");
    check_date("01/ 10 /2026", "2026-10-01");
    check_date("1st/Oct./2026", "2026-10-01");
    check_date("2nd/SEPT/2026", "2026-09-02");
    check_date("1af/Hydref/2026", "2026-10-01");
    check_date("20fed/tach/2026", "2026-11-20");
    check_date("29/Chwef/2028", "2028-02-29");
    check_date("31\u{a0}/gorff/2026,", "2026-07-31");
    check_date("9/mai/1999", "1999-05-09");
}

#[test]
fn what_is_no_date_is_refused_with_its_reason() {
    check_date("//", "date-missing");
    check_date("1/ /2026", "date-missing");
    check_date("0/10/2026", "date-day");
    check_date("32/10/2026", "date-day");
    check_date("-1/10/2026", "date-day");
    check_date("st/10/2026", "date-day");
    check_date("one/10/2026", "date-day");
    check_date("1/13/2026", "date-month");
    check_date("1/ma/2026", "date-month");
    check_date("1/Octobre/2026", "date-month");
    check_date("1/10/this", "date-year");
    check_date("1/10/20266", "date-year");
    check_date("1/10/26", "date-year-short");
    check_date("1/10/’26", "date-year");
    check_date("1/10/2206", "date-year-far");
    check_date("1/10/0026", "date-year-far");
    check_date("31/2/2026", "date-no-such-day");
    check_date("29/Feb/2027", "date-no-such-day");
    check_date(&format!("1/10/{}", "2".repeat(10_000)), "date-year");
    check_date(&format!("1/{}/2026", "oct ".repeat(10_000)), "date-month");
}

#[test]
fn the_fields_to_look_at_are_named() {
    let parts = |typed: &str| {
        let DateParts { day, month, year } = read(typed).unwrap_err().parts();
        (day, month, year)
    };
    assert_eq!(parts("//"), (true, true, true));
    assert_eq!(parts("1//"), (false, true, true));
    assert_eq!(parts("x/10/26"), (true, false, false));
    assert_eq!(parts("1/x/26"), (false, true, false));
    assert_eq!(parts("1/10/26"), (false, false, true));
    let impossible = BadDate::NoSuchDay {
        day: 31,
        month: 2,
        year: 2026,
        last: 28,
    };
    assert_eq!(read("31/Feb/2026"), Err(impossible));
    assert_eq!(parts("31/Feb/2026"), (true, false, false));
}

fn check_time(typed: &str, expected: &str) {
    let found = time(typed).map_or_else(
        |bad| bad.code().to_owned(),
        |time| format!("{:02}:{:02}", time.hour(), time.minute()),
    );
    assert_eq!(found, expected, "{typed:?}");
}

#[test]
fn a_time_is_read_as_people_type_it() {
    check_time("14:30", "14:30");
    check_time("14.30", "14:30");
    check_time(" 1430 ", "14:30");
    check_time("14", "14:00");
    check_time("02:30", "02:30");
    check_time("0:05", "00:05");
    check_time("2.30pm", "14:30");
    check_time("2 pm", "14:00");
    check_time("2 P.M.", "14:00");
    check_time("230pm", "14:30");
    check_time("12 am", "00:00");
    check_time("12.15 a.m.", "00:15");
    check_time("12pm", "12:00");
    check_time("14:30 pm", "14:30");
    check_time("2.30 yp", "14:30");
    check_time("9 y bore", "09:00");
    check_time("7.15 yr hwyr", "19:15");
    check_time("Noon", "12:00");
    check_time("hanner dydd", "12:00");
}

#[test]
fn what_is_no_time_or_two_is_refused_with_its_reason() {
    check_time(" ", "time-missing");
    check_time("soon", "time-unread");
    check_time("half two", "time-unread");
    check_time("14h30", "time-unread");
    check_time("14:3", "time-unread");
    check_time("14:30:00", "time-unread");
    check_time("+2:30", "time-unread");
    check_time("２:30", "time-unread");
    check_time("midnight", "time-unread");
    check_time(&"1".repeat(10_000), "time-unread");
    check_time("24:00", "time-no-such");
    check_time("14:60", "time-no-such");
    check_time("14:30 am", "time-no-such");
    check_time("0 pm", "time-no-such");
    check_time("2:30", "time-half");
    check_time("9", "time-half");
    check_time("930", "time-half");
    assert_eq!(
        time("2.30"),
        Err(BadTime::Half {
            hour: 2,
            minute: 30
        })
    );
}

/// London's clocks, by rule: no zone file is needed for these.
fn london() -> TimeZone {
    TimeZone::posix("GMT0BST,M3.5.0/1,M10.5.0").unwrap()
}

fn check_instant(day: &str, clock: &str, expected: &str) {
    let (date, time) = (day.parse().unwrap(), time(clock).unwrap());
    let found = instant(date, time, &london()).unwrap();
    let code = found.code().unwrap_or("once");
    let found = format!("{} {code}", found.at().rfc3339());
    assert_eq!(found, expected, "{day} {clock}");
}

#[test]
fn an_hour_that_comes_twice_or_never_is_told() {
    check_instant("2026-10-01", "14:30", "2026-10-01T13:30:00.000Z once");
    check_instant("2026-12-01", "14:30", "2026-12-01T14:30:00.000Z once");
    check_instant("2026-10-25", "00:59", "2026-10-24T23:59:00.000Z once");
    check_instant("2026-10-25", "01:30", "2026-10-25T00:30:00.000Z time-twice");
    check_instant("2026-10-25", "02:00", "2026-10-25T02:00:00.000Z once");
    check_instant("2026-03-29", "00:59", "2026-03-29T00:59:00.000Z once");
    check_instant(
        "2026-03-29",
        "01:30",
        "2026-03-29T01:30:00.000Z time-skipped",
    );
    check_instant("2026-03-29", "02:00", "2026-03-29T01:00:00.000Z once");
    let skipped = instant(
        "2026-03-29".parse().unwrap(),
        time("01:30").unwrap(),
        &london(),
    );
    let shown = time("02:30").unwrap();
    assert!(matches!(skipped, Some(Instant::Skipped { shown: seen, .. }) if seen == shown));
}

#[test]
fn zones_put_their_clocks_as_they_like() {
    let check = |zone: &str, day: &str, clock: &str, expected: &str| {
        let zone = TimeZone::get(zone).unwrap();
        let found = instant(day.parse().unwrap(), time(clock).unwrap(), &zone).unwrap();
        let told = match found {
            Instant::Once(_) => "once".to_owned(),
            Instant::Twice(_) => "twice".to_owned(),
            Instant::Skipped { shown, .. } => format!("{:02}:{:02}", shown.hour(), shown.minute()),
        };
        let found = format!("{} {told}", found.at().rfc3339());
        assert_eq!(found, expected, "{day} {clock}");
    };
    let (london, cairo, howe) = ("Europe/London", "Africa/Cairo", "Australia/Lord_Howe");
    check(
        london,
        "2026-10-25",
        "01:30",
        "2026-10-25T00:30:00.000Z twice",
    );
    check(
        london,
        "2026-03-29",
        "01:30",
        "2026-03-29T01:30:00.000Z 02:30",
    );
    check(
        cairo,
        "2026-04-24",
        "00:30",
        "2026-04-23T22:30:00.000Z 01:30",
    );
    check(
        howe,
        "2026-10-04",
        "02:15",
        "2026-10-03T15:45:00.000Z 02:45",
    );
    check(
        howe,
        "2026-04-05",
        "01:45",
        "2026-04-04T14:45:00.000Z twice",
    );
    check(
        "Asia/Kathmandu",
        "2026-10-25",
        "01:30",
        "2026-10-24T19:45:00.000Z once",
    );
}

#[test]
fn the_end_of_counting_is_no_instant() {
    let west = TimeZone::fixed(jiff::tz::offset(-12));
    assert_eq!(instant(Date::MAX, Time::MAX, &west), None);
}

fn check_signature(name: &str, is_ticked: bool, expected: &str) {
    let found = signature(name, is_ticked).unwrap_or_else(|missing| {
        let codes: Vec<_> = missing.iter().map(|each| each.code()).collect();
        codes.join(" ")
    });
    assert_eq!(found, expected, "{name:?}");
}

#[test]
fn a_name_of_any_script_and_a_tick_sign() {
    check_signature("  Amina  Yusuf\n", true, "Amina Yusuf");
    check_signature("李小龍", true, "李小龍");
    check_signature("Suharto", true, "Suharto");
    check_signature("مريم\u{202E}", true, "مريم");
    check_signature("", true, "sign-no-name");
    check_signature("-- 7", true, "sign-no-name");
    check_signature("Amina Yusuf", false, "sign-no-tick");
    check_signature("\u{0}", false, "sign-no-name sign-no-tick");
    check_signature(&"Á".repeat(200), true, &"Á".repeat(200));
    check_signature(&"Á".repeat(201), true, "sign-long-name");
}

#[test]
fn three_letters_of_a_month_are_enough_and_lead_to_one_month() {
    let english =
        "January February March April May June July August September October November December";
    let welsh =
        "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr";
    for names in [english, welsh] {
        for (place, name) in names.split(' ').enumerate() {
            for length in 3..=name.len() {
                let date = read(&format!("1/{}/2026", &name[..length])).unwrap();
                assert_eq!(
                    usize::from(date.month().unsigned_abs()),
                    place + 1,
                    "{name} {length}"
                );
            }
        }
    }
}

proptest! {
    #[test]
    fn every_day_of_the_calendar_is_read_back(year in EARLIEST..=LATEST, of_year in 1_i16..=365) {
        let first = jiff::civil::date(year.cast_signed(), 1, 1);
        let date = first.with().day_of_year(of_year).build().unwrap();
        let typed = format!("{}/{}/{year}", date.day(), date.month());
        prop_assert_eq!(read(&typed), Ok(date));
    }

    #[test]
    fn every_minute_of_the_day_is_read_back_from_both_clocks(hour in 0_i8..24, minute in 0_i8..60) {
        let expected = Time::new(hour, minute, 0, 0).unwrap();
        let half = if hour < 12 { "am" } else { "pm" };
        let of_twelve = (hour + 11) % 12 + 1;
        for typed in [
            format!("{hour:02}:{minute:02}"),
            format!("{hour:02}.{minute:02}"),
            format!("{of_twelve}.{minute:02}{half}"),
            format!("{of_twelve}:{minute:02} {half}"),
        ] {
            prop_assert_eq!(time(&typed), Ok(expected), "{}", typed);
        }
    }

    #[test]
    fn no_text_breaks_a_reading(one in any::<String>(), two in any::<String>(), three in any::<String>()) {
        let _ = date(TypedDate { day: &one, month: &two, year: &three });
        let _ = date(TypedDate { day: "1", month: &two, year: &three });
        let _ = time(&one);
        let _ = time(&format!("2{two}"));
        if let Ok(name) = signature(&three, true) {
            prop_assert!(name.chars().count() <= LONGEST_NAME);
            prop_assert_eq!(signature(&name, true), Ok(name));
        }
    }

    #[test]
    fn what_is_taken_is_what_the_clock_shows(day in 0_i32..3_000, hour in 0_i8..24, minute in 0_i8..60) {
        let date = jiff::civil::date(2026, 1, 1).saturating_add(jiff::Span::new().days(day));
        let time = Time::new(hour, minute, 0, 0).unwrap();
        let found = instant(date, time, &london()).unwrap();
        let at = jiff::Timestamp::from_millisecond(found.at().0).unwrap();
        let clock = london().to_datetime(at);
        let expected = match found {
            Instant::Skipped { shown, .. } => shown,
            Instant::Once(_) | Instant::Twice(_) => time,
        };
        prop_assert_eq!((clock.date(), clock.time()), (date, expected));
    }
}
