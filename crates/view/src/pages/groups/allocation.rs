//! The groups themselves: figures, and a table that becomes cards.

use api::groups::{Allocation, Group, Met, Placed};
use yew::{Html, html};

use crate::{
    parts::{self, Cell, Mood},
    sheet::Sheet,
};

/// Rows shown at once: a browser slows down long before a coordinator has read so many.
const ROWS: usize = 100;

/// Figures someone acts on.
pub(super) fn figures(sheet: &Sheet<'_>, allocation: &Allocation, more: &[(u32, &str)]) -> Html {
    let groups = u32::try_from(allocation.groups.len()).unwrap_or(u32::MAX);
    let mut figures = vec![
        (allocation.placed, "count-placed"),
        (groups, "count-groups"),
    ];
    figures.extend(more);
    parts::facts(sheet, &figures)
}

/// One row a group, worst-placed first.
pub(super) fn list(sheet: &Sheet<'_>, allocation: &Allocation) -> Html {
    let heads = ["groups-mentor", "groups-mentees", "groups-seats"].map(|key| sheet.say(key));
    let shown = allocation.groups.iter().take(ROWS);
    let hidden = allocation.groups.len().saturating_sub(ROWS);
    html! {
        <>
            { parts::table(
                sheet.say("groups-caption"),
                &heads,
                shown.map(|group| row(sheet, group)).collect(),
            ) }
            if hidden > 0 {
                { parts::quiet(sheet.tell("groups-more", &[("count", hidden.into())])) }
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
