//! Fields for a day and for a time of day. They are plain fields: a calendar that unfolds is slow for
//! whoever knows the day, and says little to a screen reader.

use domain::typed::{BadDate, BadTime, DateParts, Instant, TypedDate};
use yew::{Html, html};

use super::{
    faults::{described_by, hint, wrong},
    field::{self, Field, Typing},
};
use crate::{
    sheet::Sheet,
    words::{Arg, Civil},
};

/// A day, asked for in three fields.
#[derive(Clone, Copy)]
pub(crate) struct DateField<'a> {
    /// Begins the ids and names of the fields, which go on with `-day`, `-month` and `-year`.
    pub(crate) name: &'a str,
    /// What is asked for.
    pub(crate) legend: &'a str,
    /// A day that would be an answer.
    pub(crate) example: Civil,
    /// What is in the fields.
    pub(crate) typed: TypedDate<'a>,
    /// Why that is no date.
    pub(crate) error: Option<BadDate>,
    /// Whether nothing can be typed now.
    pub(crate) is_disabled: bool,
}

/// Day, month and year, each short and each with its label.
pub(crate) fn date(sheet: &Sheet<'_>, field: &DateField<'_>) -> Html {
    let error = field.error.map(|bad| bad_date(sheet, bad, field.example));
    let error = error.unwrap_or_default();
    let said = [("hint", true), ("wrong", !error.is_empty())];
    let parts = field.error.map(BadDate::parts).unwrap_or_default();
    let TypedDate { day, month, year } = field.typed;
    html! {
        <fieldset
            class={field::class(&error)}
            disabled={field.is_disabled}
            aria-describedby={described_by(field.name, &said)}
        >
            <legend>{ field.legend.to_owned() }</legend>
            { hint(field.name, &example(sheet, field.example)) }
            { wrong(field.name, &error) }
            <div class="row">
                { part(sheet, field, "day", day, parts.day) }
                { part(sheet, field, "month", month, parts.month) }
                { part(sheet, field, "year", year, parts.year) }
            </div>
        </fieldset>
    }
}

fn part(sheet: &Sheet<'_>, of: &DateField<'_>, name: &str, value: &str, is_wrong: bool) -> Html {
    let id = format!("{}-{name}", of.name);
    html! {
        <div class={format!("part {name}")}>
            <label for={id.clone()}>{ sheet.say(&format!("date-field-{name}")) }</label>
            <input
                type="text"
                id={id.clone()}
                name={id}
                value={value.to_owned()}
                inputmode="numeric"
                autocomplete="off"
                aria-describedby={described_by(of.name, &[("wrong", is_wrong)])}
                aria-invalid={is_wrong.then_some("true")}
            />
        </div>
    }
}

fn example(sheet: &Sheet<'_>, day: Civil) -> String {
    let year = day.year.to_string();
    let parts = [
        ("day", day.day.into()),
        ("month", day.month.into()),
        ("year", Arg::Text(&year)),
    ];
    sheet.tell("date-field-example", &parts)
}

/// The id of the first field that has to be looked at.
pub(crate) fn first_wrong(name: &str, bad: BadDate) -> String {
    let parts = bad.parts();
    let part = match (parts.day, parts.month) {
        (true, _) => "day",
        (false, true) => "month",
        (false, false) => "year",
    };
    format!("{name}-{part}")
}

/// What has to be put right in a date. `example` is one that would be right.
pub(crate) fn bad_date(sheet: &Sheet<'_>, bad: BadDate, example: Civil) -> String {
    let key = format!("typed-{}", bad.code());
    match bad {
        BadDate::Missing(parts) => sheet.tell(&key, &[("parts", missing(parts).into())]),
        BadDate::FarYear(year) => sheet.tell(&key, &[("typed", (&year.to_string()).into())]),
        BadDate::NoSuchDay {
            day,
            month,
            year,
            last,
        } => {
            let (month, year) = (sheet.say(&format!("month-{month}")), year.to_string());
            let parts = [
                ("day", day.into()),
                ("month", (&month).into()),
                ("year", (&year).into()),
                ("last", last.into()),
            ];
            sheet.tell(&key, &parts)
        }
        BadDate::Day | BadDate::Month => sheet.say(&key),
        BadDate::Year | BadDate::ShortYear => {
            sheet.tell(&key, &[("year", (&example.year.to_string()).into())])
        }
    }
}

/// The word by which the sentence selects what is missing.
const fn missing(parts: DateParts) -> &'static str {
    match (parts.day, parts.month, parts.year) {
        (true, false, false) => "day",
        (false, true, false) => "month",
        (false, false, true) => "year",
        (true, true, false) => "day-month",
        (true, false, true) => "day-year",
        (false, true, true) => "month-year",
        (true, true, true) | (false, false, false) => "all",
    }
}

/// A time of day in one field; `field.hint` and `field.error` are this part's own.
pub(crate) fn time(sheet: &Sheet<'_>, field: &Field<'_>, error: Option<BadTime>) -> Html {
    let error = error.map(|bad| bad_time(sheet, bad)).unwrap_or_default();
    let example = sheet.say("time-field-example");
    let field = Field {
        hint: &example,
        error: &error,
        ..*field
    };
    let typing = Typing {
        autocomplete: "off",
        is_short: true,
        ..Typing::default()
    };
    field::text(sheet, &field, typing)
}

/// What has to be put right in a time of day.
pub(crate) fn bad_time(sheet: &Sheet<'_>, bad: BadTime) -> String {
    let key = format!("typed-{}", bad.code());
    match bad {
        BadTime::Half { hour, minute } => {
            let [morning, later] = [hour, hour + 12].map(|hour| clock(hour, minute));
            let both = [("morning", (&morning).into()), ("later", (&later).into())];
            sheet.tell(&key, &both)
        }
        BadTime::Missing | BadTime::Unread | BadTime::NoSuch => sheet.say(&key),
    }
}

/// What a reader should know of a time at which the clocks are put; nothing on all other days.
/// `asked` is the time of day that was typed.
pub(crate) fn clocks(sheet: &Sheet<'_>, asked: &str, found: Instant) -> Html {
    let Some(code) = found.code() else {
        return Html::default();
    };
    let taken = match found {
        Instant::Skipped { shown, .. } => {
            clock(shown.hour().unsigned_abs(), shown.minute().unsigned_abs())
        }
        Instant::Once(_) | Instant::Twice(_) => asked.to_owned(),
    };
    let times = [("asked", asked.into()), ("taken", (&taken).into())];
    html! { <p class="notice">{ sheet.tell(&format!("typed-{code}"), &times) }</p> }
}

fn clock(hour: u8, minute: u8) -> String {
    format!("{hour:02}:{minute:02}")
}
