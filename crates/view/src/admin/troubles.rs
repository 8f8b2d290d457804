//! What went wrong with a platform lately, for whoever can mend it.

use yew::{Html, html};

use super::{
    data::{Platform, Trouble},
    pieces,
};
use crate::{parts, sheet::Sheet};

pub(super) fn draw(sheet: &Sheet<'_>, platform: &Platform) -> Html {
    let (settled, open): (Vec<_>, Vec<_>) =
        platform.troubles.iter().partition(|each| each.is_settled);
    let list = |all: &[&Trouble]| {
        let one =
            |each: &&Trouble| html! { <li class="card">{ trouble(sheet, platform, each) }</li> };
        html! { <ul class="troubles">{ for all.iter().map(one) }</ul> }
    };
    html! {
        <>
            if open.is_empty() {
                <p class="empty">{ sheet.say("admin-no-troubles") }</p>
            } else {
                { list(&open) }
            }
            if !settled.is_empty() {
                <details class="card">
                    <summary>{ sheet.tell("admin-settled", &[("count", settled.len().into())]) }</summary>
                    <p>{ sheet.say("admin-settled-note") }</p>
                    { list(&settled) }
                </details>
            }
        </>
    }
}

/// What happened, when, what to change, and what the visitor was told.
fn trouble(sheet: &Sheet<'_>, platform: &Platform, trouble: &Trouble) -> Html {
    let code = &trouble.code;
    let find = |key: String| sheet.words.find(&key, &[]);
    let is_of_a_check = code.starts_with("check-");
    let visitors = find(format!("error-{code}")).filter(|_| !is_of_a_check);
    let here = find(format!("admin-trouble-{code}"));
    let advice = here
        .or_else(|| find(format!("error-{code}-staff")))
        .or_else(|| find(format!("error-{code}-do")));
    let when = sheet.tell(
        "admin-trouble-when",
        &[
            ("count", trouble.times.into()),
            ("when", (&pieces::when(sheet, trouble.last_at)).into()),
        ],
    );
    html! {
        <>
            <h3>{ sheet.tell(kind(code), &[("name", (&platform.name).into())]) }</h3>
            <p class="small">{ when }{ " " }<code>{ code.clone() }</code></p>
            if let Some(advice) = advice {
                <p>{ advice }</p>
            }
            { about_deployment(sheet, platform, trouble) }
            if let Some(visitors) = visitors {
                <p class="small">{ sheet.say("admin-trouble-read") }{ " " }<q>{ visitors }</q></p>
            }
            if !trouble.detail.is_empty() {
                <details>
                    <summary>{ sheet.say("admin-trouble-detail") }</summary>
                    <p lang="en"><code class="breaks">{ trouble.detail.clone() }</code></p>
                </details>
            }
        </>
    }
}

/// Where it was, and the button that would mend it.
fn about_deployment(sheet: &Sheet<'_>, platform: &Platform, trouble: &Trouble) -> Html {
    let deployment = &trouble.deployment;
    if deployment.is_empty() {
        return Html::default();
    }
    let action = format!("/admin/platforms/{}/deployments/approve", platform.id);
    html! {
        <>
            <p class="small breaks">{ sheet.tell("admin-in-deployment", &[("deployment", deployment.into())]) }</p>
            if trouble.waits_for_approval {
                { pieces::form(sheet, &action, html! {
                    <>
                        { parts::hidden("deployment", deployment) }
                        <button class="button" aria-label={format!("{}: {deployment}", sheet.say("admin-approve-deployment"))}>
                            { sheet.say("admin-approve-deployment") }
                        </button>
                    </>
                }) }
            }
        </>
    }
}

/// What did not work, by the beginning of the code.
fn kind(code: &str) -> &'static str {
    match code {
        "check-keys" => return "admin-failed-check-keys",
        "check-token" => return "admin-failed-check-token",
        "check-time" => return "admin-failed-check-time",
        _ => {}
    }
    match code.split('-').next().unwrap_or_default() {
        "launch" | "choosing" => "admin-failed-launch",
        "roster" => "admin-failed-roster",
        "score" => "admin-failed-mark",
        "token" => "admin-failed-access",
        "platform" => "admin-failed-busy",
        _ => "admin-failed-other",
    }
}
