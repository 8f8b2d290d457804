//! Fields that are typed into: lines, texts, days, times.

use domain::typed::{self, TypedDate};
use yew::{Html, html};

use super::states;
use crate::{
    parts::{
        field::{self, Field, Typing},
        when::{self, DateField},
    },
    sheet::Sheet,
    words::Civil,
};

/// Such a day as a reader would type.
const EXAMPLE: Civil = Civil {
    year: 2026,
    month: 10,
    day: 1,
    hour: 14,
    minute: 30,
};

pub(super) fn lines(sheet: &Sheet<'_>) -> Html {
    let say = |key: &str| sheet.say(&format!("sample-where{key}"));
    let (label, hint, value, error, off) = (
        say(""),
        say("-hint"),
        say("-value"),
        say("-wrong"),
        say("-off"),
    );
    let place = |name| Field {
        name,
        label: &label,
        hint: &hint,
        ..Field::default()
    };
    let draw = |field: Field<'_>| field::text(sheet, &field, Typing::default());
    states([
        (
            "Empty",
            draw(Field {
                is_optional: true,
                ..place("where-empty")
            }),
        ),
        (
            "Filled in",
            draw(Field {
                value: &value,
                most: Some(40),
                ..place("where-filled")
            }),
        ),
        (
            "To be put right",
            draw(Field {
                error: &error,
                ..place("where-wrong")
            }),
        ),
        ("An address", mail(sheet)),
        (
            "Not open",
            draw(Field {
                value: &value,
                hint: &off,
                is_disabled: true,
                ..place("where-off")
            }),
        ),
    ])
}

fn mail(sheet: &Sheet<'_>) -> Html {
    let field = Field {
        name: "mail",
        label: &sheet.say("sample-mail"),
        error: &sheet.say("sample-mail-wrong"),
        value: "amina.example.ac.uk",
        ..Field::default()
    };
    let typing = Typing {
        autocomplete: "email",
        inputmode: "email",
        ..Typing::default()
    };
    field::text(sheet, &field, typing)
}

pub(super) fn areas(sheet: &Sheet<'_>) -> Html {
    let say = |key: &str| sheet.say(&format!("sample-note{key}"));
    let (label, hint, value, error) = (say(""), say("-hint"), say("-value"), say("-wrong"));
    let length = value.encode_utf16().count();
    let note = |name, most| Field {
        name,
        label: &label,
        hint: &hint,
        value: &value,
        most: Some(most),
        ..Field::default()
    };
    let draw = |field: Field<'_>| field::area(sheet, &field);
    states([
        (
            "Empty",
            draw(Field {
                value: "",
                is_optional: true,
                ..note("note-empty", 500)
            }),
        ),
        ("Filled in", draw(note("note-filled", 500))),
        ("Nearly full", draw(note("note-near", length + 1))),
        (
            "To be put right",
            draw(Field {
                error: &error,
                ..note("note-wrong", 60)
            }),
        ),
        (
            "Not open",
            draw(Field {
                is_disabled: true,
                ..note("note-off", 500)
            }),
        ),
    ])
}

/// A day as it was typed, read as a page would read it.
fn day(sheet: &Sheet<'_>, name: &str, typed: [&str; 3]) -> Html {
    let typed = of_fields(typed);
    let is_empty = typed == TypedDate::default();
    let field = DateField {
        name,
        legend: &sheet.say("sample-day"),
        example: EXAMPLE,
        typed,
        error: typed::date(typed).err().filter(|_| !is_empty),
        is_disabled: name == "day-off",
    };
    when::date(sheet, &field)
}

const fn of_fields([day, month, year]: [&str; 3]) -> TypedDate<'_> {
    TypedDate { day, month, year }
}

pub(super) fn days(sheet: &Sheet<'_>) -> Html {
    states([
        ("Empty", day(sheet, "day-empty", [""; 3])),
        (
            "Filled in",
            day(sheet, "day-filled", ["1", "Hydref", "2026"]),
        ),
        (
            "A field is empty",
            day(sheet, "day-missing", ["1", "", "2026"]),
        ),
        ("No such day", day(sheet, "day-wrong", ["31", "2", "2026"])),
        ("Two figures", day(sheet, "day-year", ["1", "10", "26"])),
        ("Not open", day(sheet, "day-off", ["1", "10", "2026"])),
    ])
}

fn time(sheet: &Sheet<'_>, name: &str, value: &str) -> Html {
    let field = Field {
        name,
        label: &sheet.say("sample-time"),
        value,
        is_disabled: name == "time-off",
        ..Field::default()
    };
    let error = typed::time(value).err().filter(|_| !value.is_empty());
    when::time(sheet, &field, error)
}

pub(super) fn times(sheet: &Sheet<'_>) -> Html {
    states([
        ("Empty", time(sheet, "time-empty", "")),
        ("Filled in", time(sheet, "time-filled", "2.30 pm")),
        ("Two meanings", time(sheet, "time-half", "2.30")),
        ("Not open", time(sheet, "time-off", "14:30")),
    ])
}

/// The two nights of the year, in London.
pub(super) fn clocks(sheet: &Sheet<'_>) -> Html {
    let twice = typed::Instant::Twice(domain::Timestamp(1_792_888_200_000));
    let shown = typed::time("02:30").ok();
    let skipped = shown.map(|shown| typed::Instant::Skipped {
        at: domain::Timestamp(1_774_747_800_000),
        shown,
    });
    html! {
        <>
            { when::clocks(sheet, "01:30", twice) }
            { skipped.map(|found| when::clocks(sheet, "01:30", found)) }
        </>
    }
}

/// Days that cannot be read, one for each sentence.
const NO_DAYS: [[&str; 3]; 13] = [
    ["", "", ""],
    ["", "10", "2026"],
    ["1", "", "2026"],
    ["1", "10", ""],
    ["", "", "2026"],
    ["", "10", ""],
    ["1", "", ""],
    ["32", "10", "2026"],
    ["1", "Octember", "2026"],
    ["1", "10", "soon"],
    ["1", "10", "26"],
    ["1", "10", "2206"],
    ["31", "2", "2026"],
];

/// Every reason there is, once.
pub(super) fn refusals(sheet: &Sheet<'_>) -> Html {
    let days = NO_DAYS.iter().filter_map(|fields| {
        let bad = typed::date(of_fields(*fields)).err()?;
        Some((fields.join(" · "), when::bad_date(sheet, bad, EXAMPLE)))
    });
    let times = ["", "soon", "25:00", "2.30"].iter().filter_map(|typed| {
        let bad = typed::time(typed).err()?;
        Some(((*typed).to_owned(), when::bad_time(sheet, bad)))
    });
    let one = |(typed, reason): (String, String)| {
        html! { <li>{ reason }{ " " }<code lang="en">{ typed }</code></li> }
    };
    html! { <div class="prose"><ul>{ for days.chain(times).map(one) }</ul></div> }
}
