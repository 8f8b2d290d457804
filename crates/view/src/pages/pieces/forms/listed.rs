//! Fields whose answers are there to choose from.

use yew::{Html, html};

use super::states;
use crate::{
    parts::{
        choice::{self, Choice, Choices},
        field::{self, Field},
    },
    sheet::Sheet,
};

const WAYS: [(&str, &str); 3] = [
    ("place", "sample-how-place"),
    ("video", "sample-how-video"),
    ("phone", "sample-how-phone"),
];

pub(super) fn selects(sheet: &Sheet<'_>) -> Html {
    let options = WAYS.map(|(value, key)| (value, sheet.say(key)));
    let label = sheet.say("sample-how");
    let (error, off) = (sheet.say("sample-how-wrong"), sheet.say("sample-how-off"));
    let how = |name, value| Field {
        name,
        label: &label,
        value,
        ..Field::default()
    };
    let draw = |field: Field<'_>| field::select(sheet, &field, &options);
    states([
        ("Empty", draw(how("how-empty", ""))),
        ("Filled in", draw(how("how-filled", "video"))),
        (
            "To be put right",
            draw(Field {
                error: &error,
                ..how("how-wrong", "")
            }),
        ),
        (
            "Not open",
            draw(Field {
                hint: &off,
                is_disabled: true,
                ..how("how-off", "place")
            }),
        ),
    ])
}

/// One list in one state: `chosen` are the values that are.
fn list(sheet: &Sheet<'_>, of: &Choices<'_>, options: &[(&str, &str)], chosen: &[&str]) -> Html {
    let said = options.iter().map(|(value, key)| (*value, sheet.say(key)));
    let said: Vec<_> = said.collect();
    choice::choices(
        of,
        said.iter().map(|(value, text)| Choice {
            value,
            text,
            is_chosen: chosen.contains(value),
        }),
    )
}

/// A question of this id, with no more than its words.
fn question<'a>(id: &str, legend: &str, several: bool) -> Choices<'a> {
    Choices {
        id: id.to_owned(),
        name: id.to_owned(),
        legend: html! { legend.to_owned() },
        several,
        ..Choices::default()
    }
}

pub(super) fn one(sheet: &Sheet<'_>) -> Html {
    let legend = sheet.say("sample-how");
    let (error, off) = (sheet.say("sample-how-wrong"), sheet.say("sample-how-off"));
    let draw = |of: &Choices<'_>, chosen: &[&str]| list(sheet, of, &WAYS, chosen);
    let ask = |id| question(id, &legend, false);
    states([
        ("Empty", draw(&ask("way-empty"), &[])),
        ("Filled in", draw(&ask("way-filled"), &["video"])),
        (
            "To be put right",
            draw(
                &Choices {
                    error: &error,
                    ..ask("way-wrong")
                },
                &[],
            ),
        ),
        (
            "Not open",
            draw(
                &Choices {
                    hint: &off,
                    is_disabled: true,
                    ..ask("way-off")
                },
                &["place"],
            ),
        ),
    ])
}

pub(super) fn several(sheet: &Sheet<'_>) -> Html {
    const HELP: [(&str, &str); 3] = [
        ("way", "sample-help-way"),
        ("study", "sample-help-study"),
        ("people", "sample-help-people"),
    ];
    let (legend, hint) = (sheet.say("sample-help"), sheet.say("sample-help-hint"));
    let (error, off) = (sheet.say("sample-help-wrong"), sheet.say("sample-how-off"));
    let draw = |of: &Choices<'_>, chosen: &[&str]| list(sheet, of, &HELP, chosen);
    let ask = |id| Choices {
        hint: &hint,
        ..question(id, &legend, true)
    };
    states([
        ("Empty", draw(&ask("help-empty"), &[])),
        ("Filled in", draw(&ask("help-filled"), &["way", "people"])),
        (
            "To be put right",
            draw(
                &Choices {
                    error: &error,
                    ..ask("help-wrong")
                },
                &[],
            ),
        ),
        (
            "Not open",
            draw(
                &Choices {
                    hint: &off,
                    is_disabled: true,
                    ..ask("help-off")
                },
                &["study"],
            ),
        ),
    ])
}
