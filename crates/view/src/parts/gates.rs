//! The chain of gates (R21, R27, R29, R31): two lines that run side by side, one a little ahead.

use api::home::{Gate, GateState};
use yew::{Html, html};

use super::{Icon, gate_key, icon};
use crate::{sheet::Sheet, words::DateStyle};

/// The gates in their order. The near line reaches as far as the reader has come, the other one
/// leads on to the next gate; the words say the same.
pub(crate) fn gates(sheet: &Sheet<'_>, gates: &[Gate]) -> Html {
    html! { <ol class="gates">{ for gates.iter().map(|gate| one(sheet, *gate)) }</ol> }
}

fn one(sheet: &Sheet<'_>, gate: Gate) -> Html {
    let name = gate_key(gate.name);
    let (class, state) = match gate.state {
        GateState::Passed { at: Some(at) } => {
            let date = sheet.words.date(at, DateStyle::Date);
            (
                "passed",
                sheet.tell("gate-passed-at", &[("date", (&date).into())]),
            )
        }
        GateState::Passed { at: None } => ("passed", sheet.say("gate-passed")),
        GateState::Next => ("ahead", sheet.say("gate-next")),
        GateState::Later => ("later", sheet.say("gate-later")),
    };
    let current = (gate.state == GateState::Next).then_some("step");
    html! {
        <li {class} aria-current={current}>
            <span class="gate">{ sheet.say(&format!("gate-{name}")) }</span>
            <span class="state">
                if class == "passed" { { icon(Icon::Done) } }
                { state }
            </span>
            if class != "passed" {
                <span class="why">{ sheet.say(&format!("gate-{name}-why")) }</span>
            }
        </li>
    }
}
