//! Platforms that nobody registered here, and what they nearly are.

use yew::{Html, html};

use super::{
    data::{Difference, Near, Stranger},
    pieces,
};
use crate::sheet::Sheet;

pub(super) fn draw(sheet: &Sheet<'_>, strangers: &[Stranger]) -> Html {
    if strangers.is_empty() {
        return Html::default();
    }
    pieces::section(
        sheet.say("admin-strangers"),
        html! {
            <>
                <p>{ sheet.say("admin-strangers-note") }</p>
                <ul class="troubles">
                    { for strangers.iter().map(|each| html! { <li class="card">{ stranger(sheet, each) }</li> }) }
                </ul>
            </>
        },
    )
}

fn stranger(sheet: &Sheet<'_>, stranger: &Stranger) -> Html {
    let when = sheet.tell(
        "admin-trouble-when",
        &[
            ("count", stranger.times.into()),
            ("when", (&pieces::when(sheet, stranger.last_at)).into()),
        ],
    );
    html! {
        <>
            <p class="small">{ when }</p>
            { named(sheet, "admin-issuer", &stranger.issuer) }
            if stranger.client_id.is_empty() {
                <p>{ sheet.say("admin-stranger-no-client") }</p>
            } else {
                { named(sheet, "admin-client_id", &stranger.client_id) }
            }
            if stranger.near.is_empty() {
                <p>{ sheet.say("admin-stranger-unknown") }</p>
                <p><a class="button" href="/admin/platforms/new#by-hand">{ sheet.say("admin-new-platform") }</a></p>
            }
            { for stranger.near.iter().map(|each| near(sheet, each)) }
        </>
    }
}

/// A value as it came, beside its name.
fn named(sheet: &Sheet<'_>, key: &str, value: &str) -> Html {
    html! { <p>{ sheet.say(key) }{ ": " }<bdi><code class="breaks">{ value.to_owned() }</code></bdi></p> }
}

/// What it nearly is, in what exactly they differ, and what to change.
fn near(sheet: &Sheet<'_>, near: &Near) -> Html {
    let is_client = |each: &Difference| matches!(each, Difference::Client | Difference::NoClient);
    let client = near.differences.iter().any(is_client);
    let issuer = near.differences.iter().any(|each| !is_client(each));
    let difference = |each: &Difference| html! { <li>{ sheet.say(word(*each)) }</li> };
    let name = &near.name;
    html! {
        <>
            <p>{ sheet.tell("admin-stranger-near", &[("name", name.into())]) }</p>
            <ul>{ for near.differences.iter().map(difference) }</ul>
            if issuer {
                { named(sheet, "admin-stranger-issuer", &near.issuer) }
            }
            if client {
                { named(sheet, "admin-stranger-client", &near.client_id) }
            }
            <p>{ sheet.say("admin-stranger-do") }</p>
            <p>
                <a class="button" href={format!("/admin/platforms/{}#correct", near.platform)} aria-label={format!("{}: {name}", sheet.say("admin-look"))}>
                    { sheet.say("admin-look") }
                </a>
            </p>
        </>
    }
}

const fn word(difference: Difference) -> &'static str {
    match difference {
        Difference::Slash => "differs-slash",
        Difference::Scheme => "differs-scheme",
        Difference::Www => "differs-www",
        Difference::Case => "differs-case",
        Difference::Client => "differs-client",
        Difference::NoClient => "differs-no-client",
    }
}
