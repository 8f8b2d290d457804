//! What waits for a decision, then everything; and who waits to coordinate.

use yew::{Html, html};

use super::{
    data::{Claim, Home, PlatformRow, State, Waiting},
    pieces, strangers,
};
use crate::{
    parts::{self, Cell, Mood},
    sheet::Sheet,
};

pub(super) fn draw(sheet: &Sheet<'_>, home: &Home) -> Html {
    html! {
        <>
            if !home.has_passkey {
                { passkey_first(sheet) }
            }
            { pieces::section(sheet.say("admin-waiting"), waiting(sheet, &home.waiting)) }
            { pieces::section(sheet.say("admin-platforms"), platforms(sheet, &home.platforms)) }
            { strangers::draw(sheet, &home.strangers) }
            { pieces::section(sheet.say("admin-departments-courses"), html! {
                <>
                    { parts::facts(sheet, &[
                        (home.units, "admin-count-departments"),
                        (home.courses, "admin-count-courses"),
                    ]) }
                    <p><a class="button" href="/admin/departments">{ sheet.say("admin-departments-way") }</a></p>
                </>
            }) }
        </>
    }
}

fn passkey_first(sheet: &Sheet<'_>) -> Html {
    parts::next(
        sheet.say("next-step"),
        sheet.say("admin-passkey-first"),
        html! { sheet.say("admin-passkey-first-note") },
        html! { <a class="button main" href="/admin/access">{ sheet.say("admin-passkey-first-way") }</a> },
    )
}

fn waiting(sheet: &Sheet<'_>, waiting: &[Waiting]) -> Html {
    if waiting.is_empty() {
        return html! { <p class="empty">{ sheet.say("admin-nothing-waits") }</p> };
    }
    let heads = ["admin-what", "admin-do"].map(|key| sheet.say(key));
    let rows = waiting.iter().map(|each| waits(sheet, each)).collect();
    parts::table(sheet.say("admin-waiting-caption"), &heads, rows)
}

fn waits(sheet: &Sheet<'_>, waiting: &Waiting) -> Vec<Cell> {
    match waiting {
        Waiting::Platform { id, name } => vec![
            html! { sheet.tell("admin-waits-platform", &[("name", name.into())]) },
            look(sheet, &format!("/admin/platforms/{id}"), name),
        ],
        Waiting::Deployment {
            platform,
            name,
            deployment,
        } => vec![
            html! { sheet.tell("admin-waits-deployment", &[
                ("name", name.into()),
                ("deployment", deployment.into()),
            ]) },
            look(
                sheet,
                &format!("/admin/platforms/{platform}#deployments"),
                name,
            ),
        ],
        Waiting::Unreached { id, name } => vec![
            html! { sheet.tell("admin-waits-unreached", &[("name", name.into())]) },
            look(sheet, &format!("/admin/platforms/{id}"), name),
        ],
        Waiting::Courses(count) => {
            let text = sheet.tell("admin-waits-courses", &[("count", (*count).into())]);
            let about = sheet.say("admin-nav-departments");
            vec![html! { text }, look(sheet, "/admin/departments", &about)]
        }
        Waiting::Strangers(count) => {
            let text = sheet.tell("admin-waits-strangers", &[("count", (*count).into())]);
            let about = sheet.say("admin-strangers");
            vec![html! { text }, look(sheet, "#strangers", &about)]
        }
        Waiting::Claims(count) => {
            let text = sheet.tell("admin-waits-claims", &[("count", (*count).into())]);
            let about = sheet.say("admin-nav-claims");
            vec![html! { text }, look(sheet, "/admin/claims", &about)]
        }
    }
}

fn look(sheet: &Sheet<'_>, href: &str, about: &str) -> Html {
    let text = sheet.say("admin-look");
    html! {
        <a class="button" href={href.to_owned()} aria-label={format!("{text}: {about}")}>{ text.clone() }</a>
    }
}

fn platforms(sheet: &Sheet<'_>, platforms: &[PlatformRow]) -> Html {
    let heads = [
        "admin-name",
        "admin-issuer",
        "admin-state",
        "admin-last-launch",
    ];
    let heads = heads.map(|key| sheet.say(key));
    html! {
        <>
            if platforms.is_empty() {
                <p class="empty">{ sheet.say("admin-no-platforms") }</p>
            } else {
                { parts::table(
                    sheet.say("admin-platforms-caption"),
                    &heads,
                    platforms.iter().map(|each| platform(sheet, each)).collect(),
                ) }
            }
            <p><a class={parts::button_class(platforms.is_empty())} href="/admin/platforms/new">
                { sheet.say("admin-new-platform") }
            </a></p>
        </>
    }
}

fn platform(sheet: &Sheet<'_>, platform: &PlatformRow) -> Vec<Cell> {
    let launched = match platform.launched_at {
        None => sheet.say("admin-never"),
        Some(at) => sheet.words.date(at, crate::words::DateStyle::Date),
    };
    vec![
        html! { <a href={format!("/admin/platforms/{}", platform.id)}>{ platform.name.clone() }</a> },
        html! { <span class="breaks">{ platform.issuer.clone() }</span> },
        state(sheet, platform.state, platform.is_unreached),
        html! { launched },
    ]
}

/// Whether a platform is in use.
pub(super) fn state(sheet: &Sheet<'_>, state: State, is_unreached: bool) -> Html {
    let (mood, key) = match state {
        State::Active if is_unreached => (Mood::Human, "admin-unreached"),
        State::Pending => (Mood::Human, "admin-pending"),
        State::Active => (Mood::Good, "admin-active"),
        State::Disabled => (Mood::Plain, "admin-disabled"),
    };
    parts::tag(mood, sheet.say(key))
}

/// Who waits to coordinate a scheme.
pub(super) fn claims(sheet: &Sheet<'_>, claims: &[Claim]) -> Html {
    let heads = ["admin-scheme", "admin-person", "admin-courses", "admin-do"];
    let heads = heads.map(|key| sheet.say(key));
    html! {
        <>
            <p class="lead">{ sheet.say("admin-claims-note") }</p>
            if claims.is_empty() {
                <p class="empty">{ sheet.say("admin-no-claims") }</p>
            } else {
                { parts::table(
                    sheet.say("admin-claims-caption"),
                    &heads,
                    claims.iter().map(|each| claim(sheet, each)).collect(),
                ) }
            }
        </>
    }
}

fn claim(sheet: &Sheet<'_>, claim: &Claim) -> Vec<Cell> {
    let person = claim
        .person
        .clone()
        .unwrap_or_else(|| sheet.say("nameless"));
    let action = format!("/admin/claims/{}/approve", claim.scheme);
    vec![
        html! { claim.name.clone() },
        html! { <bdi>{ person.clone() }</bdi> },
        html! { claim.courses.join(", ") },
        pieces::press_for(sheet, &action, "admin-approve", &claim.name, &[]),
    ]
}
