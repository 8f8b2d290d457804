//! A candidate on the way to being a mentor, and a mentor.

use api::{
    Route,
    home::{Gate, GateName, GateState, Mark, Peer},
};
use yew::{Html, html};

use super::hello;
use crate::{parts, sheet::Sheet, words::DateStyle};

/// The chain of gates, with the next one as the one thing to do.
pub(super) fn candidate(sheet: &Sheet<'_>, gates: &[Gate], mark: Mark) -> Html {
    let done = gates.iter().filter(|gate| is_passed(gate)).count();
    html! {
        <>
            { hello(sheet) }
            <p class="lead">
                { sheet.tell("candidate-lead", &[("done", done.into()), ("of", gates.len().into())]) }
            </p>
            { gates.iter().find(|gate| gate.state == GateState::Next)
                .map(|gate| next_gate(sheet, gate.name)).unwrap_or_default() }
            { chain(sheet, gates, mark) }
        </>
    }
}

const fn is_passed(gate: &Gate) -> bool {
    matches!(gate.state, GateState::Passed { .. })
}

fn next_gate(sheet: &Sheet<'_>, gate: GateName) -> Html {
    let name = parts::gate_key(gate);
    let way = match gate {
        GateName::Code => sheet.way(Route::Code, "next-code-way", true),
        GateName::Quiz => sheet.way(Route::Quiz, "next-quiz-way", true),
        GateName::Accepted | GateName::Booked | GateName::Attended => Html::default(),
    };
    parts::next(
        sheet.say("next-step"),
        sheet.say(&format!("next-{name}")),
        html! { sheet.say(&format!("next-{name}-note")) },
        way,
    )
}

fn chain(sheet: &Sheet<'_>, gates: &[Gate], mark: Mark) -> Html {
    parts::card(
        sheet.say("gates-title"),
        html! { <>{ parts::gates(sheet, gates) }{ marked(sheet, mark) }</> },
    )
}

/// Where the completion mark stands, once there is one to speak of.
fn marked(sheet: &Sheet<'_>, mark: Mark) -> Html {
    let key = match mark {
        Mark::NotYet => return Html::default(),
        Mark::OnItsWay => "mark-on-its-way",
        Mark::InGradebook => "mark-in-gradebook",
        Mark::KeptHere => "mark-kept-here",
        Mark::Delayed => "mark-delayed",
    };
    parts::quiet(sheet.say(key))
}

/// A mentor who passed every gate.
pub(super) fn mentor(
    sheet: &Sheet<'_>,
    gates: &[Gate],
    mark: Mark,
    mentees: &[Peer],
    is_published: bool,
) -> Html {
    let group = match (is_published, mentees) {
        (false, _) => parts::next(
            sheet.say("mentor-ready-small"),
            sheet.say("mentor-ready"),
            html! { sheet.say("mentor-ready-note") },
            Html::default(),
        ),
        (true, []) => parts::next(
            sheet.say("mentor-ready-small"),
            sheet.say("mentor-reserve"),
            html! { sheet.say("mentor-reserve-note") },
            Html::default(),
        ),
        (true, mentees) => group(sheet, mentees),
    };
    html! {
        <>
            { hello(sheet) }
            { group }
            <details class="card">
                <summary>{ ready_since(sheet, gates) }</summary>
                { parts::gates(sheet, gates) }
            </details>
            { marked(sheet, mark) }
        </>
    }
}

fn group(sheet: &Sheet<'_>, mentees: &[Peer]) -> Html {
    let count = ("count", mentees.len().into());
    html! {
        <>
            { parts::next(
                sheet.say("mentor-group-small"),
                sheet.tell("mentor-group", &[count]),
                html! { sheet.say("mentor-group-note") },
                Html::default(),
            ) }
            { parts::card(sheet.say("mentor-group-title"), html! {
                <ul class="people">{ for mentees.iter().map(|peer| html! {
                    <li>{ super::peer(sheet, peer, "a-mentee") }</li>
                }) }</ul>
            }) }
        </>
    }
}

/// When the last gate was passed: what a mentor can tell others.
fn ready_since(sheet: &Sheet<'_>, gates: &[Gate]) -> String {
    let last = gates.iter().filter_map(|gate| match gate.state {
        GateState::Passed { at } => at,
        GateState::Next | GateState::Later => None,
    });
    last.max().map_or_else(
        || sheet.say("mentor-ready-all"),
        |at| {
            let date = sheet.words.date(at, DateStyle::Date);
            sheet.tell("mentor-ready-since", &[("date", (&date).into())])
        },
    )
}
