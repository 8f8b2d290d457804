//! Groups, proposed or published, or why there are none.

mod allocation;

use api::{
    act::{FormGroups, PlaceLate, PublishGroups},
    groups::{Allocation, Conflict, ConflictKind, Groups, Ready},
};
use yew::{Html, html};

use crate::{
    parts::{self, Mood},
    sheet::Sheet,
    words::DateStyle,
};

pub(super) fn draw(sheet: &Sheet<'_>, groups: &Groups) -> Html {
    match groups {
        Groups::None { ready } => none(sheet, *ready, "groups-none-title", "groups-form-note"),
        Groups::Outdated { ready } => none(
            sheet,
            *ready,
            "groups-outdated-title",
            "groups-outdated-note",
        ),
        Groups::Conflict { ready, conflict } => conflicting(sheet, *ready, conflict),
        Groups::Proposed { allocation } => proposed(sheet, allocation),
        Groups::Published {
            allocation,
            late,
            seats,
        } => published(sheet, allocation, *late, *seats),
    }
}

/// No groups, or none that still stand.
fn none(sheet: &Sheet<'_>, ready: Ready, title: &str, note: &str) -> Html {
    html! {
        <>
            { parts::heading(sheet.say(title)) }
            { who_is_ready(sheet, ready) }
            { parts::next(
                sheet.say("next-step"),
                sheet.say("desk-form"),
                html! { sheet.say(note) },
                sheet.button::<FormGroups>("desk-form-way", true),
            ) }
        </>
    }
}

fn who_is_ready(sheet: &Sheet<'_>, ready: Ready) -> Html {
    html! {
        <>
            { parts::facts(sheet, &[
                (ready.mentors, "count-mentors"),
                (ready.mentees, "count-mentees"),
            ]) }
            { parts::quiet(sheet.tell("groups-sizes", &[("lower", ready.lower.into()), ("upper", ready.upper.into())])) }
        </>
    }
}

/// The contradiction in words, and what would help.
fn conflicting(sheet: &Sheet<'_>, ready: Ready, conflict: &Conflict) -> Html {
    let key = match conflict.kind {
        ConflictKind::TooFewSeats => "conflict-seats",
        ConflictKind::TooFewMentees => "conflict-mentees",
    };
    let args = [
        ("mentees", conflict.mentees.into()),
        ("mentors", conflict.mentors.into()),
        ("seats", conflict.seats.into()),
        ("short", conflict.mentees.abs_diff(conflict.seats).into()),
        ("lower", ready.lower.into()),
        ("upper", ready.upper.into()),
        (
            "discipline",
            conflict.discipline.as_deref().unwrap_or("none").into(),
        ),
    ];
    html! {
        <>
            { parts::heading(sheet.say("conflict-title")) }
            <p class="lead">{ sheet.tell(key, &args) }</p>
            { parts::card(sheet.say("conflict-helps"), html! {
                <>
                    <p>{ sheet.tell(&format!("{key}-helps"), &args) }</p>
                    { sheet.button::<FormGroups>("conflict-again", true) }
                </>
            }) }
            { who_is_ready(sheet, ready) }
        </>
    }
}

fn proposed(sheet: &Sheet<'_>, allocation: &Allocation) -> Html {
    html! {
        <>
            { parts::heading(sheet.say("groups-proposed-title")) }
            { evidence(sheet, allocation) }
            { allocation::figures(sheet, allocation, &[]) }
            { publish_or_form_again(sheet, allocation) }
            { allocation::list(sheet, allocation) }
        </>
    }
}

/// What is proved is published; what is not is formed again first, and may be published all the same.
fn publish_or_form_again(sheet: &Sheet<'_>, allocation: &Allocation) -> Html {
    let again = sheet.button::<FormGroups>("form-again", !allocation.proven);
    let publish = publish(sheet, allocation);
    let (title, note, ways) = if allocation.proven {
        (
            sheet.tell("publish", &[("count", allocation.count.into())]),
            "publish-note",
            html! { <>{ publish }{ again }</> },
        )
    } else {
        (
            sheet.say("form-again"),
            "not-proven-note",
            html! { <>{ again }{ publish }</> },
        )
    };
    parts::next(
        sheet.say("next-step"),
        title,
        html! { sheet.say(note) },
        ways,
    )
}

fn publish(sheet: &Sheet<'_>, allocation: &Allocation) -> Html {
    sheet.form::<PublishGroups>(html! {
        <>
            { parts::hidden("allocation", &allocation.id) }
            <button class={parts::button_class(allocation.proven)}>
                { sheet.tell("publish-way", &[("count", allocation.count.into())]) }
            </button>
        </>
    })
}

/// What was proved, by whom, and how long it took.
fn evidence(sheet: &Sheet<'_>, allocation: &Allocation) -> Html {
    if !allocation.proven {
        return html! { <p>{ parts::tag(Mood::Human, sheet.say("not-proven")) }</p> };
    }
    let millis = u32::try_from(allocation.check_micros / 1000).unwrap_or(u32::MAX);
    html! {
        <>
            <p>{ parts::tag(Mood::Good, sheet.say("proven")) }</p>
            <p class="lead">
                { sheet.tell("proven-note", &[("placed", allocation.placed.into()), ("millis", millis.into())]) }
            </p>
        </>
    }
}

fn published(sheet: &Sheet<'_>, allocation: &Allocation, late: u32, seats: u32) -> Html {
    let at = allocation.published_at.unwrap_or(allocation.formed_at);
    let date = sheet.words.date(at, DateStyle::DayTime);
    html! {
        <>
            { parts::heading(sheet.say("groups-published-title")) }
            <p class="lead">{ sheet.tell("published-at", &[("date", (&date).into())]) }</p>
            if late > 0 {
                { parts::next(
                    sheet.say("next-step"),
                    sheet.tell("late", &[("late", late.into())]),
                    html! { sheet.tell("late-note", &[("late", late.into()), ("seats", seats.into())]) },
                    if seats > 0 { sheet.button::<PlaceLate>("desk-late-way", true) } else { Html::default() },
                ) }
            }
            { allocation::figures(sheet, allocation, &[(seats, "count-seats")]) }
            { allocation::list(sheet, allocation) }
        </>
    }
}
