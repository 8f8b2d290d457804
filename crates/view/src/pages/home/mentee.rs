//! A mentee, a student to be asked, and a student who does not take part.

use api::{
    Route,
    act::TakePart,
    home::{Peer, Place},
};
use yew::{Html, html};

use super::{hello, peer};
use crate::{parts, sheet::Sheet};

/// A student who takes part: the code first, then the place.
pub(super) fn mentee(sheet: &Sheet<'_>, place: &Place, has_signed: bool) -> Html {
    html! {
        <>
            { hello(sheet) }
            if has_signed {
                { next_by_place(sheet, place) }
            } else {
                { parts::next(
                    sheet.say("next-step"),
                    sheet.say("mentee-code"),
                    html! { sheet.say("mentee-code-note") },
                    sheet.way(Route::Code, "mentee-code-way", true),
                ) }
            }
            { placed(sheet, place, has_signed) }
            { leave(sheet) }
        </>
    }
}

fn next_by_place(sheet: &Sheet<'_>, place: &Place) -> Html {
    let (title, note) = match place {
        Place::Waiting => ("mentee-waiting", "mentee-waiting-note"),
        Place::WaitingList => ("mentee-list", "mentee-list-note"),
        Place::Placed { mentor, .. } => return meet(sheet, mentor),
    };
    parts::next(
        sheet.say("mentee-small"),
        sheet.say(title),
        html! { sheet.say(note) },
        Html::default(),
    )
}

fn meet(sheet: &Sheet<'_>, mentor: &Peer) -> Html {
    let title = mentor.name.as_ref().map_or_else(
        || sheet.say("mentee-placed-nameless"),
        |name| sheet.tell("mentee-placed", &[("name", name.into())]),
    );
    parts::next(
        sheet.say("mentee-small"),
        title,
        html! { sheet.say("mentee-placed-note") },
        Html::default(),
    )
}

/// The mentor and the others, or what happens until then.
fn placed(sheet: &Sheet<'_>, place: &Place, has_signed: bool) -> Html {
    match place {
        Place::Placed {
            mentor,
            size,
            others,
        } => html! {
            <>
                { parts::card(sheet.say("your-mentor"), html! {
                    <>
                        { peer(sheet, mentor, "a-mentor") }
                        { parts::quiet(sheet.tell("group-size", &[("others", size.saturating_sub(1).into())])) }
                    </>
                }) }
                { with_you(sheet, others) }
            </>
        },
        Place::Waiting if !has_signed => parts::card(
            sheet.say("then"),
            parts::quiet(sheet.say("mentee-waiting-note")),
        ),
        Place::Waiting | Place::WaitingList => Html::default(),
    }
}

fn with_you(sheet: &Sheet<'_>, others: &[Peer]) -> Html {
    if others.is_empty() {
        return Html::default();
    }
    parts::card(
        sheet.say("with-you"),
        html! {
            <ul class="people">{ for others.iter().map(|other| html! {
                <li>{ peer(sheet, other, "a-mentee") }</li>
            }) }</ul>
        },
    )
}

/// Leaving is one press, needs no reason and can be undone (R6).
fn leave(sheet: &Sheet<'_>) -> Html {
    html! {
        <details class="leave">
            <summary>{ sheet.say("leave") }</summary>
            <p>{ sheet.say("leave-note") }</p>
            { answer(sheet, false, "leave-button", false) }
        </details>
    }
}

fn answer(sheet: &Sheet<'_>, yes: bool, key: &str, main: bool) -> Html {
    sheet.form::<TakePart>(html! {
        <>
            { parts::hidden("yes", if yes { "yes" } else { "no" }) }
            <button class={parts::button_class(main)}>{ sheet.say(key) }</button>
        </>
    })
}

/// Someone not known to be new is asked, never assumed (decision 7).
pub(super) fn asked(sheet: &Sheet<'_>) -> Html {
    html! {
        <>
            { hello(sheet) }
            { parts::next(
                sheet.say("asked-small"),
                sheet.say("asked"),
                html! { sheet.say("asked-note") },
                html! { <>{ answer(sheet, true, "asked-yes", true) }{ answer(sheet, false, "asked-no", false) }</> },
            ) }
            { parts::card(sheet.say("what-it-is-title"), html! { <p>{ sheet.say("what-it-is") }</p> }) }
        </>
    }
}

/// Someone who said no can come back at any time (R6, R7).
pub(super) fn out(sheet: &Sheet<'_>) -> Html {
    html! {
        <>
            { hello(sheet) }
            <p class="lead">{ sheet.say("out") }</p>
            { parts::card(sheet.say("what-it-is-title"), html! {
                <><p>{ sheet.say("what-it-is") }</p>{ answer(sheet, true, "out-back", true) }</>
            }) }
        </>
    }
}
