//! Canvas with a developer key: what to do there, everything to paste, and the form filled in.

use yew::{Html, html};

use super::{
    data::{Canvas, NewPlatform},
    pieces,
};
use crate::{
    parts::field::{self, Field},
    sheet::Sheet,
};

pub(super) fn draw(sheet: &Sheet<'_>, new: &NewPlatform) -> Html {
    let canvas = &new.canvas;
    let step = |number: u8| html! { <p>{ sheet.say(&format!("admin-canvas-step-{number}")) }</p> };
    html! {
        <>
            <p>{ sheet.say("admin-canvas-note") }</p>
            <ol class="steps">
                <li>{ step(1) }{ to_paste(sheet, canvas) }</li>
                <li>{ step(2) }</li>
                <li>{ step(3) }</li>
                <li>{ step(4) }</li>
                <li>{ step(5) }{ to_fill_in(sheet, new) }{ hosted(sheet, canvas) }</li>
                <li><p>{ sheet.tell("admin-canvas-step-6", &[("tool", canvas.tool.into())]) }</p></li>
            </ol>
            <p class="small">{ sheet.say("admin-canvas-privacy") }</p>
        </>
    }
}

fn to_paste(sheet: &Sheet<'_>, canvas: &Canvas) -> Html {
    html! {
        <>
            { pieces::copied(sheet, "canvas-redirect", &sheet.say("admin-redirect-url"), &canvas.redirect) }
            { pieces::copied(sheet, "canvas-url", &sheet.say("admin-canvas-address"), &canvas.configuration) }
            <details>
                <summary>{ sheet.say("admin-canvas-json-why") }</summary>
                { pieces::copied_text(sheet, "canvas-json", &sheet.say("admin-canvas-json"), &canvas.json) }
            </details>
        </>
    }
}

/// Which Canvas it is: the form below is filled in for it.
fn to_fill_in(sheet: &Sheet<'_>, new: &NewPlatform) -> Html {
    let sites = new.canvas.sites.iter().copied().chain(["own"]);
    let options: Vec<_> = sites
        .map(|site| (site, sheet.say(&format!("admin-canvas-site-{site}"))))
        .collect();
    let fault = new.faults.iter().find(|fault| fault.field == "canvas");
    let error = fault.map(|fault| sheet.say(fault.key)).unwrap_or_default();
    let which = Field {
        name: "canvas",
        label: &sheet.say("admin-canvas"),
        error: &error,
        value: pieces::value(&new.typed, "canvas"),
        ..Field::default()
    };
    pieces::form(
        sheet,
        // What has to be put right stands here; what is filled in has an address of its own.
        "/admin/platforms/canvas#canvas",
        html! {
            <>
                { field::select(sheet, &which, &options) }
                { pieces::line(sheet, "canvas-host", &new.typed, &new.faults) }
                <button class="button">{ sheet.say("admin-canvas-fill") }</button>
            </>
        },
    )
}

fn hosted(sheet: &Sheet<'_>, canvas: &Canvas) -> Html {
    html! {
        <details>
            <summary>{ sheet.say("admin-canvas-hosted") }</summary>
            <p>{ sheet.say("admin-canvas-hosted-note") }</p>
            { pieces::values(sheet, "canvas", &canvas.hosted) }
        </details>
    }
}
