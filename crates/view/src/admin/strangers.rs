//! Platforms that nobody registered here, and what they nearly are.

use yew::{Html, html};

use super::{
    data::{Difference, Near, Stranger},
    pieces,
};
use crate::{parts, sheet::Sheet};

/// So many are shown; the rest is folded.
const OPEN: usize = 5;

pub(super) fn draw(sheet: &Sheet<'_>, strangers: &[Stranger]) -> Html {
    if strangers.is_empty() {
        return Html::default();
    }
    let (open, folded) = strangers.split_at(strangers.len().min(OPEN));
    let list = |all: &[Stranger]| {
        let one = |each: &Stranger| html! { <li class="card">{ stranger(sheet, each) }</li> };
        html! { <ul class="troubles">{ for all.iter().map(one) }</ul> }
    };
    html! {
        <section class="part-of-page" id="strangers">
            <h2>{ sheet.say("admin-strangers") }</h2>
                <p>{ sheet.say("admin-strangers-note") }</p>
                { list(open) }
                if !folded.is_empty() {
                    <details class="card">
                        <summary>{ sheet.tell("admin-strangers-more", &[("count", folded.len().into())]) }</summary>
                        { list(folded) }
                    </details>
                }
        </section>
    }
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
            }
            { for stranger.near.iter().map(|each| near(sheet, each)) }
            <div class="row">
                if stranger.near.is_empty() {
                    <a class="button" href={to_add(stranger)}>{ sheet.say("admin-new-platform") }</a>
                }
                { for stranger.near.iter().map(|each| look(sheet, each)) }
            { pieces::form(sheet, "/admin/strangers/dismiss", html! {
                <>
                    { parts::hidden("issuer", &stranger.issuer) }
                    { parts::hidden("client_id", &stranger.client_id) }
                    <button class="button" aria-label={format!("{}: {}", sheet.say("admin-stranger-dismiss"), stranger.issuer)}>
                        { sheet.say("admin-stranger-dismiss") }
                    </button>
                </>
            }) }
            </div>
        </>
    }
}

/// The way to what it nearly is.
fn look(sheet: &Sheet<'_>, near: &Near) -> Html {
    let name = &near.name;
    html! {
        <a class="button" href={format!("/admin/platforms/{}?show=correct#correct", near.platform)} aria-label={format!("{}: {name}", sheet.say("admin-look"))}>
            { sheet.say("admin-look") }
        </a>
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

/// The form for a new platform with what came filled in: whatever it is, it is one value in the address.
fn to_add(stranger: &Stranger) -> String {
    format!(
        "/admin/platforms/new?issuer={}&client_id={}#by-hand",
        pieces::in_query(&stranger.issuer),
        pieces::in_query(&stranger.client_id)
    )
}
