//! Before anybody is in: a link that was followed, a passkey, an institution.

use yew::{Html, html};

use super::{
    data::{Ceremony, Enter, Institution},
    pieces,
};
use crate::{parts, sheet::Sheet};

/// A page with a button, so that a program that looks at links does not use this one up.
pub(super) fn enter(sheet: &Sheet<'_>, enter: &Enter) -> Html {
    let Some(invite) = &enter.invite else {
        return html! {
            <>
                <p class="lead">{ sheet.say("admin-enter-over") }</p>
                { parts::quiet(sheet.say("admin-ask-host")) }
                <p><code>{ "sudo alongsidectl admin invite" }</code></p>
                <p><a class="button" href={super::BASE}>{ sheet.say("admin-sign-in") }</a></p>
            </>
        };
    };
    html! {
        <>
            <p class="lead">{ sheet.say("admin-enter-note") }</p>
            <form method="post" action="/admin/enter">
                { parts::hidden("invite", invite) }
                <button class="button main">{ sheet.say("admin-enter-way") }</button>
            </form>
        </>
    }
}

/// Sign in with a passkey; without one, or without a script, the way is through the host.
pub(super) fn sign_in(sheet: &Sheet<'_>, ceremony: Option<&Ceremony>) -> Html {
    html! {
        <>
            <p class="lead">{ sheet.say("admin-sign-in-note") }</p>
            if let Some(ceremony) = ceremony {
                <form method="post" action="/admin/sign-in" data-passkey="get" data-options={ceremony.options.clone()}
                    data-failed={sheet.say("admin-passkey-failed")} hidden={true}>
                    { parts::hidden("ceremony", &ceremony.sealed) }
                    { parts::hidden("credential", "") }
                    <button class="button main">{ sheet.say("admin-sign-in-way") }</button>
                </form>
                <p class="small" data-without="">{ sheet.say("admin-no-script") }</p>
            } else {
                <p class="small">{ sheet.say("admin-no-passkey-here") }</p>
            }
            <h2>{ sheet.say("admin-no-passkey") }</h2>
            <p>{ sheet.say("admin-ask-host") }</p>
            <p><code>{ "sudo alongsidectl admin invite" }</code></p>
        </>
    }
}

/// In which institution an administrator of the whole host goes on.
pub(super) fn choose(sheet: &Sheet<'_>, institutions: &[Institution]) -> Html {
    let one = |each: &Institution| {
        let button = html! {
            <>
                { parts::hidden("institution", &each.id) }
                <button class="button">{ each.name.clone() }</button>
            </>
        };
        html! { <li>{ pieces::form(sheet, "/admin/institution", button) }</li> }
    };
    html! {
        <>
            <p class="lead">{ sheet.say("admin-choose-note") }</p>
            if institutions.is_empty() {
                <p class="empty">{ sheet.say("admin-choose-none") }</p>
            } else {
                <ul class="plain-list">{ for institutions.iter().map(one) }</ul>
            }
        </>
    }
}
