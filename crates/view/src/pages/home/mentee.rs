//! A mentee, a student to be asked, and a student who does not take part.

use api::{
    Route,
    act::TakePart,
    home::{Peer, Place},
};
use yew::{Html, html};

use super::{hello, peer};
use crate::{parts, sheet::Sheet};

/// A student who takes part: their mentor once there is one, and the code until it is signed.
pub(super) fn mentee(sheet: &Sheet<'_>, place: &Place, has_signed: bool) -> Html {
    html! {
        <>
            { hello(sheet) }
            { next(sheet, place, has_signed) }
            { placed(sheet, place, has_signed) }
            { leave(sheet) }
        </>
    }
}

fn next(sheet: &Sheet<'_>, place: &Place, has_signed: bool) -> Html {
    let code = || sheet.way(Route::Code, "mentee-code-way", true);
    let contact = sheet.frame.contact.name.as_deref().unwrap_or("none");
    let (small, title, note, way) = match (place, has_signed) {
        (Place::Placed { mentor, .. }, _) => (
            "mentee-small",
            is_your_mentor(sheet, mentor),
            html! {
                <>
                    { sheet.tell("mentee-placed-note", &[("name", contact.into())]) }
                    if !has_signed {
                        <>{ " " }{ sheet.say("mentee-placed-code") }</>
                    }
                </>
            },
            if has_signed { Html::default() } else { code() },
        ),
        (_, false) => (
            "next-step",
            sheet.say("mentee-code"),
            html! { sheet.say("mentee-code-note") },
            code(),
        ),
        (Place::Waiting, true) => (
            "mentee-small",
            sheet.say("mentee-waiting"),
            html! { sheet.say("mentee-waiting-note") },
            Html::default(),
        ),
        (Place::WaitingList, true) => (
            "mentee-small",
            sheet.say("mentee-list"),
            html! { sheet.say("mentee-list-note") },
            Html::default(),
        ),
    };
    parts::next(sheet.say(small), title, note, way)
}

fn is_your_mentor(sheet: &Sheet<'_>, mentor: &Peer) -> String {
    mentor.name.as_ref().map_or_else(
        || sheet.say("mentee-placed-nameless"),
        |name| sheet.tell("mentee-placed", &[("name", name.into())]),
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
