//! Why not everybody can be placed, and what would help.

use api::{
    act::FormGroups,
    groups::{Conflict, ConflictKind, Ready, Step, StepKind},
};
use yew::{Html, html};

use super::{what_counts, who_is_ready};
use crate::{parts, sheet::Sheet};

/// The contradiction in words, what would help, the least first, and what can be done at once.
pub(super) fn draw(sheet: &Sheet<'_>, ready: Ready, conflict: &Conflict) -> Html {
    let key = match conflict.kind {
        ConflictKind::TooFewSeats if conflict.mentors == 0 => "conflict-nobody",
        ConflictKind::TooFewSeats => "conflict-seats",
        ConflictKind::TooFewMentees => "conflict-mentees",
    };
    let args = [
        ("mentees", conflict.mentees.into()),
        ("mentors", conflict.mentors.into()),
        ("seats", conflict.seats.into()),
        ("lower", ready.lower.into()),
        (
            "discipline",
            conflict.discipline.as_deref().unwrap_or("none").into(),
        ),
    ];
    html! {
        <>
            { parts::heading(sheet.say("conflict-title")) }
            <p class="lead">{ sheet.tell(key, &args) }</p>
            { parts::card(sheet.say("conflict-helps"), helps(sheet, ready, conflict)) }
            { as_far_as_it_goes(sheet, ready) }
            { who_is_ready(sheet, ready) }
        </>
    }
}

/// Each cure is one entry; its steps are taken together.
fn helps(sheet: &Sheet<'_>, ready: Ready, conflict: &Conflict) -> Html {
    let cure = |steps: &Vec<Step>| {
        html! { <li>{ for steps.iter().map(|each| step(sheet, ready, each)) }</li> }
    };
    html! {
        <>
            <p>{ sheet.say("conflict-ranked") }</p>
            <ol>{ for conflict.cures.iter().map(cure) }</ol>
            if conflict.kind == ConflictKind::TooFewSeats {
                { parts::quiet(sheet.tell("conflict-mentor", &[("upper", ready.upper.into())])) }
            }
        </>
    }
}

fn step(sheet: &Sheet<'_>, ready: Ready, step: &Step) -> Html {
    let key = match step.kind {
        StepKind::MoreSeats => "cure-more-seats",
        StepKind::LowerMinimum => "cure-lower-minimum",
        StepKind::OtherCourse => "cure-other-course",
        StepKind::Wait => "cure-wait",
    };
    // 0 where not everybody has the same to do.
    let is_even = step.people > 0 && step.places.is_multiple_of(step.people);
    let each = if is_even {
        step.places / step.people
    } else {
        0
    };
    let args = [
        ("people", step.people.into()),
        ("places", step.places.into()),
        ("each", each.into()),
        ("lower", ready.lower.into()),
    ];
    html! {
        <>
            if let Some(discipline) = &step.discipline {
                <bdi>{ discipline }</bdi>{ ": " }
            }
            { sheet.tell(key, &args) }{ " " }
        </>
    }
}

/// Groups for as many as can be placed; the others wait.
fn as_far_as_it_goes(sheet: &Sheet<'_>, ready: Ready) -> Html {
    sheet.form::<FormGroups>(html! {
        <>
            { parts::hidden("wait", "yes") }
            { what_counts(sheet, ready.fair_first) }
            { parts::next(
                sheet.say("next-step"),
                sheet.say("conflict-wait"),
                html! { sheet.say("conflict-wait-note") },
                parts::press(sheet.say("conflict-wait-way")),
            ) }
        </>
    })
}
