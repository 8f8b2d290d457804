//! The ways to add a platform, the shortest first.

use yew::{Html, html};

use super::{canvas, data::NewPlatform, pieces};
use crate::{parts, sheet::Sheet};

/// The fields of a platform that is added by hand, in the order in which Moodle shows them.
const FIELDS: [&str; 7] = [
    "name",
    "issuer",
    "client_id",
    "deployment_id",
    "jwks_url",
    "token_url",
    "auth_url",
];

pub(super) fn draw(sheet: &Sheet<'_>, new: &NewPlatform) -> Html {
    html! {
        <>
            { pieces::faults(sheet, &new.faults, 0) }
            { by_invite(sheet, new) }
            { in_canvas(sheet, new) }
            { in_moodle(sheet, new) }
            { by_hand(sheet, new) }
        </>
    }
}

fn steps(sheet: &Sheet<'_>, key: &str, count: u8) -> Html {
    let step = |step| html! { <li>{ sheet.say(&format!("{key}-{step}")) }</li> };
    html! { <ol>{ for (1..=count).map(step) }</ol> }
}

fn by_invite(sheet: &Sheet<'_>, new: &NewPlatform) -> Html {
    let body = match &new.invite {
        Some(address) => html! {
            <>
                { pieces::copied(sheet, "invite", &sheet.say("admin-invite-address"), address) }
                { steps(sheet, "admin-invite-step", 3) }
            </>
        },
        None => html! {
            <>
                <p>{ sheet.say("admin-invite-note") }</p>
                { pieces::press(sheet, "/admin/platforms/invite", "admin-invite-way", true) }
            </>
        },
    };
    pieces::section(sheet.say("admin-by-invite"), body)
}

fn in_canvas(sheet: &Sheet<'_>, new: &NewPlatform) -> Html {
    let about_canvas = |field: &str| field.starts_with("canvas");
    let is_open = new.faults.iter().any(|fault| about_canvas(fault.field));
    unfolds(
        sheet,
        "admin-in-canvas",
        "canvas-key",
        canvas::draw(sheet, new),
        is_open,
    )
}

fn in_moodle(sheet: &Sheet<'_>, new: &NewPlatform) -> Html {
    let value = |(place, (field, value)): (usize, &(&'static str, String))| {
        let id = format!("moodle-{place}");
        if value.starts_with("http") {
            pieces::copied(sheet, &id, field, value)
        } else {
            html! { <p><strong>{ *field }</strong>{ ": " }{ value.clone() }</p> }
        }
    };
    let body = html! {
        <>
            { steps(sheet, "admin-moodle-step", 3) }
            // What Moodle's own form says, in the language it is documented in.
            <div lang="en">{ for new.moodle.iter().enumerate().map(value) }</div>
        </>
    };
    unfolds(sheet, "admin-in-moodle", "moodle", body, false)
}

fn by_hand(sheet: &Sheet<'_>, new: &NewPlatform) -> Html {
    let is_open = new.typed.iter().any(|(name, _)| FIELDS.contains(&&**name));
    let is_canvas = new.typed.iter().any(|(name, _)| name == "canvas");
    let line = |name| {
        let hint = if is_canvas {
            format!("admin-{name}-hint-canvas")
        } else {
            format!("admin-{name}-hint")
        };
        pieces::line_with(sheet, name, &hint, &new.typed, &new.faults)
    };
    let filled = match pieces::value(&new.typed, "canvas") {
        "own" => "admin-canvas-filled-own",
        _ => "admin-canvas-filled",
    };
    let form = pieces::form(
        sheet,
        "/admin/platforms/new",
        html! {
            <>
                <p>{ sheet.say("admin-by-hand-note") }</p>
                if new.is_filled {
                    <p class="notice">{ sheet.say(filled) }</p>
                }
                if is_canvas {
                    // Whoever goes on from here is still told about Canvas.
                    { parts::hidden("canvas", pieces::value(&new.typed, "canvas")) }
                }
                { for FIELDS.into_iter().map(line) }
                <button class={parts::button_class(true)}>{ sheet.say("admin-by-hand-way") }</button>
            </>
        },
    );
    unfolds(sheet, "admin-by-hand", "by-hand", form, is_open)
}

fn unfolds(sheet: &Sheet<'_>, key: &str, id: &'static str, body: Html, is_open: bool) -> Html {
    html! {
        <details class="card" {id} open={is_open}>
            <summary>{ sheet.say(key) }</summary>
            { body }
        </details>
    }
}
