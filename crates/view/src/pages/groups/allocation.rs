//! The groups themselves: figures, and a table that becomes cards.

use api::{
    Route,
    groups::{Allocation, Group, Met, Placed},
};
use yew::{Html, html};

use crate::{
    parts::{self, Cell, Mood},
    sheet::Sheet,
};

/// Figures someone acts on.
pub(super) fn figures(sheet: &Sheet<'_>, allocation: &Allocation, more: &[(u32, &str)]) -> Html {
    let mut figures = vec![
        (allocation.placed, "count-placed"),
        (allocation.count, "count-groups"),
    ];
    figures.extend(more);
    parts::facts(sheet, &figures)
}

/// One row a group, worst-placed first.
pub(super) fn list(sheet: &Sheet<'_>, allocation: &Allocation) -> Html {
    let heads = ["groups-mentor", "groups-mentees", "groups-seats"].map(|key| sheet.say(key));
    let of = &allocation.excerpt;
    html! {
        <>
            { parts::search(sheet, Route::Groups, "groups-search", of) }
            if allocation.groups.is_empty() {
                { parts::nothing(sheet, "groups-none-title", of) }
            } else {
                { parts::rows(
                    sheet,
                    sheet.say("groups-caption"),
                    &heads,
                    allocation.groups.iter().map(|group| row(sheet, group)).collect(),
                    of,
                ) }
                { parts::paging(sheet, Route::Groups, of) }
            }
        </>
    }
}

fn row(sheet: &Sheet<'_>, group: &Group) -> Vec<Cell> {
    let name = group
        .mentor
        .clone()
        .unwrap_or_else(|| sheet.say("nameless-mentor"));
    let size = [
        ("size", group.mentees.len().into()),
        ("upper", group.upper.into()),
    ];
    vec![
        html! {
            <>
                <bdi>{ name }</bdi>
                if let Some(discipline) = &group.discipline {
                    <span class="small">{ discipline }</span>
                }
            </>
        },
        html! { <ul class="placed">{ for group.mentees.iter().map(|each| placed(sheet, each)) }</ul> },
        html! { sheet.tell("seats-of", &size) },
    ]
}

/// A mentee with the reasons that were met. What a person said in private is never among them.
fn placed(sheet: &Sheet<'_>, placed: &Placed) -> Html {
    let name = placed
        .name
        .clone()
        .unwrap_or_else(|| sheet.say("nameless-mentee"));
    let reasons: Vec<_> = placed.met.iter().map(|met| sheet.say(key(*met))).collect();
    html! {
        <li>
            <bdi>{ name }</bdi>
            if placed.late { { " " }{ parts::tag(Mood::Plain, sheet.say("placed-late")) } }
            <span class="small">
                if reasons.is_empty() {
                    { sheet.say("met-none") }
                } else {
                    { reasons.join(" · ") }
                }
            </span>
        </li>
    }
}

const fn key(met: Met) -> &'static str {
    match met {
        Met::Discipline => "met-discipline",
        Met::Mode => "met-mode",
        Met::Commute => "met-commute",
    }
}
