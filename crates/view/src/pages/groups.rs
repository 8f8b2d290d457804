//! Groups, proposed or published, or why there are none.

mod allocation;
mod conflict;
mod evidence;
mod published;

use api::{
    act::{FormGroups, PublishGroups},
    groups::{Allocation, Groups, Ready},
};
use yew::{Html, html};

use crate::{
    parts::{
        self,
        choice::{Choice, Choices, choices},
    },
    sheet::Sheet,
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
        Groups::Conflict { ready, conflict } => conflict::draw(sheet, *ready, conflict),
        Groups::Proposed { allocation } => proposed(sheet, allocation),
        Groups::Published {
            allocation,
            late,
            seats,
        } => published::draw(sheet, allocation, late, *seats),
    }
}

/// No groups, or none that still stand.
fn none(sheet: &Sheet<'_>, ready: Ready, heading: &str, why: &str) -> Html {
    html! {
        <>
            { parts::heading(sheet.say(heading)) }
            { who_is_ready(sheet, ready) }
            { sheet.form::<FormGroups>(html! {
                <>
                    { what_counts(sheet, ready.fair_first) }
                    { parts::next(
                        sheet.say("next-step"),
                        sheet.say("desk-form"),
                        html! { sheet.say(why) },
                        parts::press(sheet.say("desk-form-way")),
                    ) }
                </>
            }) }
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

/// Whether all together count first, or whoever fits worst.
fn what_counts(sheet: &Sheet<'_>, fair_first: bool) -> Html {
    let texts = [sheet.say("fair-no"), sheet.say("fair-yes")];
    let each = texts
        .iter()
        .zip([("no", false), ("yes", true)])
        .map(|(text, (value, fair))| Choice {
            value,
            text,
            is_chosen: fair == fair_first,
        });
    let of = Choices {
        id: "fair".to_owned(),
        name: "fair".to_owned(),
        legend: html! { sheet.say("fair-legend") },
        hint: &sheet.say("fair-hint"),
        ..Choices::default()
    };
    choices(&of, each)
}

fn proposed(sheet: &Sheet<'_>, allocation: &Allocation) -> Html {
    html! {
        <>
            { parts::heading(sheet.say("groups-proposed-title")) }
            { evidence::proof(sheet, allocation) }
            { allocation::figures(sheet, allocation, &[]) }
            { evidence::fairness(sheet, allocation) }
            { publish_or_form_again(sheet, allocation) }
            { another_way(sheet, allocation) }
            { allocation::list(sheet, allocation) }
        </>
    }
}

/// What is proved is published; what is not is formed again first, and may be published all the same.
fn publish_or_form_again(sheet: &Sheet<'_>, allocation: &Allocation) -> Html {
    let publish = publish(sheet, allocation);
    if allocation.proven {
        let title = sheet.tell("publish", &[("count", allocation.count.into())]);
        let note = html! { sheet.say("publish-note") };
        return parts::next(sheet.say("next-step"), title, note, publish);
    }
    let again = sheet.form::<FormGroups>(form_again(sheet, allocation, Html::default()));
    parts::next(
        sheet.say("next-step"),
        sheet.say("form-again"),
        html! { sheet.say("not-proven-note") },
        html! { <>{ again }{ publish }</> },
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

/// Forming them again, with the choice of what counts first.
fn another_way(sheet: &Sheet<'_>, allocation: &Allocation) -> Html {
    let what_counts = what_counts(sheet, allocation.fair_first);
    html! {
        <details class="card">
            <summary>{ sheet.say("another-way") }</summary>
            { sheet.form::<FormGroups>(form_again(sheet, allocation, what_counts)) }
        </details>
    }
}

/// Those who wait go on waiting.
fn form_again(sheet: &Sheet<'_>, allocation: &Allocation, choices: Html) -> Html {
    html! {
        <>
            { choices }
            if allocation.waiting + allocation.lacking > 0 {
                { parts::hidden("wait", "yes") }
            }
            <button class={parts::button_class(!allocation.proven)}>{ sheet.say("form-again") }</button>
        </>
    }
}
