//! Passkeys, and what administrators did.

use yew::{Html, html};

use super::{
    data::{Access, By, Ceremony, Done, Passkey},
    pieces,
};
use crate::{
    parts::{self, Cell},
    sheet::Sheet,
    words::DateStyle,
};

/// How many of the first letters of an invite's id tell it from another one.
const SHORT: usize = 13;

pub(super) fn draw(sheet: &Sheet<'_>, access: &Access) -> Html {
    html! {
        <>
            { pieces::section(sheet.say("admin-passkeys"), passkeys(sheet, access)) }
            { pieces::section(sheet.say("admin-done"), done(sheet, &access.done)) }
        </>
    }
}

fn passkeys(sheet: &Sheet<'_>, access: &Access) -> Html {
    let heads = ["admin-name", "admin-added", "admin-used", "admin-do"].map(|key| sheet.say(key));
    let rows: Vec<_> = access
        .passkeys
        .iter()
        .map(|each| passkey(sheet, each))
        .collect();
    html! {
        <>
            <p>{ sheet.say("admin-passkeys-note") }</p>
            if rows.is_empty() {
                <p class="empty">{ sheet.say("admin-no-passkeys") }</p>
            } else {
                { parts::table(sheet.say("admin-passkeys-caption"), &heads, rows) }
            }
            { match &access.ceremony {
                Some(ceremony) => add(sheet, ceremony),
                None => html! { <p class="small">{ sheet.say("admin-no-passkey-here") }</p> },
            } }
        </>
    }
}

fn passkey(sheet: &Sheet<'_>, passkey: &Passkey) -> Vec<Cell> {
    let date = |at| sheet.words.date(at, DateStyle::Date);
    let used = passkey
        .used_at
        .map_or_else(|| sheet.say("admin-never"), date);
    let action = format!("/admin/passkeys/{}/remove", passkey.id);
    vec![
        html! { passkey.name.clone() },
        html! { date(passkey.added_at) },
        html! { used },
        pieces::press_for(sheet, &action, "admin-remove", &passkey.name, &[]),
    ]
}

fn add(sheet: &Sheet<'_>, ceremony: &Ceremony) -> Html {
    html! {
        <>
            <form method="post" action="/admin/passkeys" data-passkey="create" data-options={ceremony.options.clone()}
                data-failed={sheet.say("admin-passkey-failed")} hidden={true}>
                { parts::hidden("form_token", &sheet.frame.form_token) }
                { parts::hidden("ceremony", &ceremony.sealed) }
                { parts::hidden("credential", "") }
                { pieces::line(sheet, "passkey", &[], &[]) }
                <button class="button main">{ sheet.say("admin-passkey-first-way") }</button>
            </form>
            <p class="small" data-without="">{ sheet.say("admin-no-script") }</p>
        </>
    }
}

fn done(sheet: &Sheet<'_>, done: &[Done]) -> Html {
    if done.is_empty() {
        return html! { <p class="empty">{ sheet.say("admin-done-nothing") }</p> };
    }
    let heads = ["admin-what", "admin-about", "admin-by", "admin-when"].map(|key| sheet.say(key));
    let rows = done.iter().map(|each| act(sheet, each)).collect();
    parts::table(sheet.say("admin-done-caption"), &heads, rows)
}

fn act(sheet: &Sheet<'_>, done: &Done) -> Vec<Cell> {
    let what = sheet.words.find(&format!("admin-act-{}", done.kind), &[]);
    let by = match &done.by {
        By::Host => sheet.say("admin-by-host"),
        By::Passkey(name) => sheet.tell("admin-by-passkey", &[("name", name.into())]),
        By::Invite(id) => {
            let short: String = id.chars().take(SHORT).collect();
            sheet.tell("admin-by-link", &[("id", (&short).into())])
        }
    };
    let civil = sheet.words.civil(done.at);
    let date = sheet.words.date(done.at, DateStyle::Date);
    vec![
        html! { what.unwrap_or_else(|| done.kind.clone()) },
        html! { <span class="breaks">{ done.about.clone() }</span> },
        html! { by },
        html! { format!("{date}, {:02}:{:02}", civil.hour, civil.minute) },
    ]
}
