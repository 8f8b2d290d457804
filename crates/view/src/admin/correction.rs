//! The names and addresses of a platform, to be corrected; and what that would change.

use yew::{Html, html};

use super::{
    data::{Correction, Platform},
    pieces, question,
};
use crate::{
    parts::{self, Cell},
    sheet::Sheet,
};

/// What only changes while nobody came, then what always does.
const NAMES: [&str; 2] = ["issuer", "client_id"];
const ADDRESSES: [&str; 3] = ["jwks_url", "token_url", "auth_url"];

/// The form, on the platform's page.
pub(super) fn form(sheet: &Sheet<'_>, platform: &Platform) -> Html {
    let has_typed = platform.typed.iter().any(|(name, _)| name != "name");
    let is_open = platform.is_correcting || has_typed;
    let names = if platform.is_unused { &NAMES[..] } else { &[] };
    let typed: Vec<(String, String)> = platform
        .theirs
        .iter()
        .map(|(name, value)| {
            let typed = platform.typed.iter().find(|(each, _)| each == name);
            let value = typed.map_or(value, |(_, typed)| typed);
            ((*name).to_owned(), value.clone())
        })
        .collect();
    let line = |name: &&str| pieces::line(sheet, name, &typed, &platform.faults);
    html! {
        <details class="card" id="correct" open={is_open}>
            <summary>{ sheet.say("admin-correct") }</summary>
            { pieces::form(sheet, &format!("/admin/platforms/{}/correct", platform.id), html! {
                <>
                    <p>{ sheet.say("admin-correct-note") }</p>
                    if !platform.is_unused {
                        <p>{ sheet.say("admin-correct-names-note") }</p>
                    }
                    { for names.iter().map(line) }
                    { for ADDRESSES.iter().map(line) }
                    <button class="button">{ sheet.say("admin-preview") }</button>
                </>
            }) }
        </details>
    }
}

/// What would change, before it does.
pub(super) fn draw(sheet: &Sheet<'_>, correction: &Correction) -> Html {
    let heads = ["admin-what", "admin-before", "admin-after"].map(|key| sheet.say(key));
    let rows = correction.changes.iter().map(|each| row(sheet, each));
    let platform = format!("/admin/platforms/{}", correction.platform);
    html! {
        <>
            <p class="lead">{ sheet.say("admin-plan-note") }</p>
            if correction.changes.is_empty() {
                <p class="empty">{ sheet.say("admin-correct-nothing") }</p>
            } else {
                { parts::table(
                    sheet.tell("admin-correct-caption", &[("name", (&correction.name).into())]),
                    &heads,
                    rows.collect(),
                ) }
            }
            { question::warned(sheet, &correction.slips, 0) }
            if !correction.others.is_empty() {
                <p>{ sheet.tell("admin-correct-others", &[("names", (&correction.others.join("; ")).into())]) }</p>
            }
            <div class="row">
                if !correction.changes.is_empty() {
                    { pieces::form(sheet, &format!("{platform}/correct"), html! {
                        <>
                            { for correction.fields.iter().map(|(name, value)| parts::hidden(name, value)) }
                            { parts::hidden("confirmed", "yes") }
                            <button class="button main">{ sheet.say("admin-plan-way") }</button>
                        </>
                    }) }
                }
                { pieces::back_to_form(sheet, &format!("{platform}/correct#correct"), &correction.fields) }
            </div>
        </>
    }
}

fn row(sheet: &Sheet<'_>, (field, before, after): &(&'static str, String, String)) -> Vec<Cell> {
    vec![
        html! { sheet.say(&format!("admin-{field}")) },
        html! { <code class="breaks">{ before.clone() }</code> },
        html! { <code class="breaks">{ after.clone() }</code> },
    ]
}
