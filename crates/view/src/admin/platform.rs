//! A platform: what stands where, who may come, what went wrong.

use yew::{Html, html};

use super::{
    correction,
    data::{Answered, Deployment, Key, Platform, State, Worked},
    home, pieces, troubles,
};
use crate::{
    parts::{self, Cell, Mood},
    sheet::Sheet,
    words::DateStyle,
};

/// What becomes of a deployment that nobody has approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newcomers {
    /// It waits.
    Ask,
    /// The first of all is taken with the platform; any other waits.
    First,
    /// It is taken.
    Accept,
}

pub(super) fn draw(sheet: &Sheet<'_>, platform: &Platform) -> Html {
    html! {
        <>
            { pieces::faults(sheet, &platform.faults, 0) }
            { in_use(sheet, platform) }
            { pieces::section(sheet.say("admin-troubles"), troubles::draw(sheet, platform)) }
            { deployments(sheet, platform) }
            { pieces::section(sheet.say("admin-ours"), html! {
                <>
                    <p>{ sheet.say("admin-ours-note") }</p>
                    { pieces::values(sheet, "ours", &platform.ours) }
                </>
            }) }
            { pieces::section(sheet.say("admin-theirs"), html! {
                <>
                    <p>{ sheet.say("admin-theirs-note") }</p>
                    { pieces::values(sheet, "theirs", &platform.theirs) }
                    { correction::form(sheet, platform) }
                </>
            }) }
            { pieces::section(sheet.say("admin-test"), test_launch(sheet, platform)) }
            { pieces::section(sheet.say("admin-keys"), keys(sheet, platform)) }
            { pieces::section(sheet.say("admin-rename"), rename(sheet, platform)) }
            if platform.is_unused {
                { pieces::section(sheet.say("admin-remove"), html! {
                    <>
                        <p>{ sheet.say("admin-remove-note") }</p>
                        { pieces::press(sheet, &act(platform, "remove"), "admin-remove", false) }
                    </>
                }) }
            }
        </>
    }
}

fn act(platform: &Platform, name: &str) -> String {
    format!("/admin/platforms/{}/{name}", platform.id)
}

fn in_use(sheet: &Sheet<'_>, platform: &Platform) -> Html {
    let state = platform.state;
    if state == State::Pending {
        let host = platform.theirs.first().map(|(_, issuer)| issuer.clone());
        return parts::next(
            sheet.say("next-step"),
            sheet.say("admin-approve-platform"),
            html! {
                <>
                    <p>{ sheet.tell("admin-approve-platform-note", &[("host", (&host.unwrap_or_default()).into())]) }</p>
                    <p>{ sheet.tell("admin-approve-platform-next", &[("count", platform.deployments.len().into())]) }</p>
                    { for platform.same.iter().map(|(id, name)| known_already(sheet, id, name)) }
                </>
            },
            html! {
                <>
                    { pieces::press(sheet, &act(platform, "approve"), "admin-approve", true) }
                    { pieces::press(sheet, &act(platform, "disable"), "admin-refuse", false) }
                </>
            },
        );
    }
    let (what, action, button) = match state {
        State::Active if platform.is_unreached => {
            ("admin-unreached-note", "disable", "admin-disable")
        }
        // That people come in is said when somebody did.
        State::Active if platform.last_launch.is_none() => {
            ("admin-active-unproven", "disable", "admin-disable")
        }
        State::Active => ("admin-active-note", "disable", "admin-disable"),
        _ => ("admin-disabled-note", "enable", "admin-enable"),
    };
    html! {
        <section class="card">
            <p>{ home::state(sheet, state, platform.is_unreached) }</p>
            <p>{ sheet.say(what) }</p>
            if state == State::Disabled {
                { for platform.same.iter().map(|(id, name)| known_already(sheet, id, name)) }
            }
            { pieces::press(sheet, &act(platform, action), button, false) }
        </section>
    }
}

/// The LMS is registered already: whoever came by the other is somebody else here.
fn known_already(sheet: &Sheet<'_>, id: &str, name: &str) -> Html {
    html! {
        <div class="trouble">
            <p>
                { sheet.tell("admin-known-already", &[("name", name.into())]) }{ " " }
                <a href={format!("/admin/platforms/{id}")}>{ sheet.tell("admin-known-look", &[("name", name.into())]) }</a>
            </p>
        </div>
    }
}

fn deployments(sheet: &Sheet<'_>, platform: &Platform) -> Html {
    let heads = [
        "admin-deployment",
        "admin-state",
        "admin-worked",
        "admin-do",
    ]
    .map(|key| sheet.say(key));
    let rows: Vec<_> = platform
        .deployments
        .iter()
        .map(|each| deployment(sheet, platform, each))
        .collect();
    html! {
        <section class="part-of-page" id="deployments">
            <h2>{ sheet.say("admin-deployments") }</h2>
            <p>{ sheet.say("admin-deployments-note") }</p>
            if rows.is_empty() {
                <p class="empty">{ sheet.say("admin-no-deployments") }</p>
            } else {
                { parts::table(sheet.say("admin-deployments-caption"), &heads, rows) }
            }
            { policy(sheet, platform) }
        </section>
    }
}

fn deployment(sheet: &Sheet<'_>, platform: &Platform, deployment: &Deployment) -> Vec<Cell> {
    let (mood, key) = if deployment.is_approved {
        (Mood::Good, "admin-approved")
    } else {
        (Mood::Human, "admin-pending")
    };
    let (action, press) = if deployment.is_approved {
        ("deployments/refuse", "admin-take-back")
    } else {
        ("deployments/approve", "admin-approve")
    };
    let fields = [("deployment", &*deployment.id)];
    vec![
        html! { <code class="breaks">{ deployment.id.clone() }</code> },
        parts::tag(mood, sheet.say(key)),
        worked(sheet, deployment),
        pieces::press_for(
            sheet,
            &act(platform, action),
            press,
            &deployment.id,
            &fields,
        ),
    ]
}

/// The last time each thing worked.
fn worked(sheet: &Sheet<'_>, deployment: &Deployment) -> Html {
    let line = |(what, at): &(Worked, _)| {
        let key = match what {
            Worked::Launch => "admin-worked-launch",
            Worked::Roster => "admin-worked-roster",
            Worked::Mark => "admin-worked-mark",
        };
        let when = pieces::when(sheet, *at);
        html! { <li>{ sheet.tell(key, &[("when", (&when).into())]) }</li> }
    };
    if deployment.worked.is_empty() {
        return html! { sheet.say("admin-worked-nothing") };
    }
    html! { <ul class="plain-list">{ for deployment.worked.iter().map(line) }</ul> }
}

fn policy(sheet: &Sheet<'_>, platform: &Platform) -> Html {
    let (ask, accept) = (("ask", "admin-ask"), ("accept", "admin-accept"));
    // Approving it is what lets the first one in.
    let is_pending = platform.state == State::Pending;
    let (what, others) = match platform.newcomers {
        Newcomers::First if platform.deployments.is_empty() => {
            ("admin-first-note", vec![accept, ask])
        }
        Newcomers::Ask if is_pending && platform.deployments.is_empty() => {
            ("admin-first-note", vec![accept])
        }
        Newcomers::Ask | Newcomers::First => ("admin-asks-note", vec![accept]),
        Newcomers::Accept => ("admin-accepts-note", vec![ask]),
    };
    let change = |(policy, button): (&'static str, &str)| {
        pieces::form(
            sheet,
            &act(platform, "policy"),
            html! {
                <>
                    { parts::hidden("policy", policy) }
                    <button class="button">{ sheet.say(button) }</button>
                </>
            },
        )
    };
    html! {
        <>
            <p>{ sheet.say(what) }</p>
            <div class="row">{ for others.into_iter().map(change) }</div>
        </>
    }
}

fn test_launch(sheet: &Sheet<'_>, platform: &Platform) -> Html {
    let last = match &platform.last_launch {
        None => sheet.say("admin-no-launch"),
        Some((course, at)) => sheet.tell(
            "admin-launch-last",
            &[
                ("course", course.into()),
                ("when", (&pieces::when(sheet, *at)).into()),
            ],
        ),
    };
    let answered = |(what, at): &(Answered, _)| {
        let key = match what {
            Answered::Keys => "admin-answered-keys",
            Answered::Token => "admin-answered-token",
        };
        let when = pieces::when(sheet, *at);
        html! { <li>{ sheet.tell(key, &[("when", (&when).into())]) }</li> }
    };
    html! {
        <>
            <p>{ sheet.say("admin-ask-it-note") }</p>
            if !platform.answered.is_empty() {
                <ul>{ for platform.answered.iter().map(answered) }</ul>
            }
            { pieces::press(sheet, &act(platform, "try"), "admin-ask-it", false) }
            <ol>{ for (1..=4).map(|step| html! { <li>{ sheet.say(&format!("admin-test-{step}")) }</li> }) }</ol>
            <p><strong>{ last }</strong></p>
        </>
    }
}

fn keys(sheet: &Sheet<'_>, platform: &Platform) -> Html {
    let is_rotating = platform.keys.iter().any(|key| key.is_to_come);
    html! {
        <>
            <p>{ sheet.say("admin-keys-note") }</p>
            <ul>{ for platform.keys.iter().map(|each| html! { <li>{ key(sheet, *each) }</li> }) }</ul>
            if is_rotating {
                <p class="small">{ sheet.say("admin-rotating") }</p>
            } else {
                { pieces::press(sheet, &act(platform, "rotate"), "admin-rotate", false) }
            }
            <p class="small">{ sheet.say("admin-replace-key-note") }</p>
            { pieces::press(sheet, &act(platform, "replace-key"), "admin-replace-key-ask", false) }
        </>
    }
}

fn key(sheet: &Sheet<'_>, key: Key) -> String {
    let at = |at| pieces::when(sheet, at);
    match key.retired_at {
        _ if key.is_to_come => sheet.tell(
            "admin-key-to-come",
            &[("when", (&at(key.used_from)).into())],
        ),
        Some(retired) => sheet.tell("admin-key-retires", &[("when", (&at(retired)).into())]),
        None => {
            let since = sheet.words.date(key.used_from, DateStyle::Date);
            sheet.tell("admin-key-in-use", &[("when", (&since).into())])
        }
    }
}

fn rename(sheet: &Sheet<'_>, platform: &Platform) -> Html {
    let typed = platform.typed.iter().find(|(name, _)| name == "name");
    let name = typed.map_or(&platform.name, |(_, name)| name);
    let typed_name = [("name".to_owned(), name.clone())];
    pieces::form(
        sheet,
        &act(platform, "rename"),
        html! {
            <>
                { pieces::line(sheet, "name", &typed_name, &platform.faults) }
                <button class="button">{ sheet.say("admin-rename-way") }</button>
            </>
        },
    )
}
