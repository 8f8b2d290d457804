//! Every part by itself, for the gallery. The pages' own functions draw them, so that a part here is
//! a part there.

pub(crate) mod forms;
mod shapes;

use api::{
    Page, Problem, Route,
    home::{Home, Peer},
    people::People,
    training::{Quiz, QuizState},
};
use yew::{Html, html};

use super::quiz;
use crate::{
    live::{Live, Trouble, Waiting},
    parts::{self, Icon, Mood, icon},
    samples::{self, Sample},
    sheet::Sheet,
};

/// A part: its name in English, and what it looks like in each of its states.
pub(crate) struct Piece {
    pub(crate) name: &'static str,
    pub(crate) drawn: Html,
}

/// Every part that shows something, in the order in which a page would have them.
pub(crate) fn all(sheet: &Sheet<'_>) -> Vec<Piece> {
    let samples = samples::all(sheet.words.language());
    let pieces = [
        ("Text", text(sheet)),
        ("Buttons", buttons(sheet)),
        ("Tags and icons", tags(sheet)),
        ("Notices", notices(sheet)),
        ("Trouble", troubles(sheet)),
        ("The next thing", next(sheet)),
        ("Cards and people", cards(sheet)),
        ("Disclosure", disclosure(sheet)),
        ("Chain of gates", gates(sheet, &samples)),
        ("Choices", choices(sheet, &samples)),
        ("What to learn from an attempt", outcome(sheet, &samples)),
        ("Figures", figures(sheet)),
        ("Search and paging", search(sheet, &samples)),
        ("Table", table(sheet)),
        ("Charts", shapes::charts(sheet)),
        ("What is about to come", shapes::skeletons(sheet)),
        ("Empty", empty(sheet, &samples)),
    ];
    pieces
        .into_iter()
        .map(|(name, drawn)| Piece { name, drawn })
        .collect()
}

fn text(sheet: &Sheet<'_>) -> Html {
    html! {
        <>
            <p class="lead">{ sheet.say("scores-lead") }</p>
            <div class="prose">{ crate::markdown::draw(
                "Words with **weight**, *stress*, `code` and [a link](https://example.org/).\n\n- One\n- Two\n\n1. First\n2. Second\n",
                1,
            ) }</div>
            { parts::quiet(sheet.say("mentee-waiting-note")) }
            <p class="small">{ sheet.say("what-it-is") }</p>
        </>
    }
}

fn buttons(sheet: &Sheet<'_>) -> Html {
    html! {
        <div class="row">
            <button type="button" class={parts::button_class(true)}>{ sheet.say("code-sign") }</button>
            <button type="button" class={parts::button_class(false)}>{ sheet.say("quiz-keep") }</button>
            <a class={parts::button_class(true)} href="#main">{ sheet.say("next-code-way") }</a>
            <a class={parts::button_class(false)} href="#main">{ sheet.say("way-home") }</a>
            <div aria-busy="true">
                <button type="button" class={parts::button_class(true)}>{ sheet.say("slow") }</button>
            </div>
        </div>
    }
}

fn tags(sheet: &Sheet<'_>) -> Html {
    let icons = [Icon::Mark, Icon::Done, Icon::Look, Icon::Help, Icon::Back];
    html! {
        <div class="row">
            { parts::tag(Mood::Good, sheet.say("proven")) }
            { parts::tag(Mood::Human, sheet.say("not-proven")) }
            { parts::tag(Mood::Plain, sheet.say("score-queued")) }
            { for icons.into_iter().map(icon) }
        </div>
    }
}

fn notices(sheet: &Sheet<'_>) -> Html {
    html! {
        <>
            <p class="notice">{ sheet.say("notice-published") }</p>
            <p class="slow">{ sheet.say("slow") }</p>
            <p class="kept">{ sheet.say("kept-service") }</p>
        </>
    }
}

fn troubles(sheet: &Sheet<'_>) -> Html {
    let troubles = [
        Trouble::Offline(Waiting::Page),
        Trouble::Ended(Waiting::Nothing),
        Trouble::Refused(Problem {
            kind: "about:blank".to_owned(),
            title: sheet.say("error-internal"),
            detail: Some(sheet.say("error-internal-do")),
            status: 500,
            code: "internal".to_owned(),
        }),
    ];
    let draw = |trouble| {
        let live = Live {
            trouble: Some(trouble),
            ..Live::default()
        };
        let sheet = Sheet {
            live: &live,
            ..*sheet
        };
        parts::trouble(&sheet)
    };
    html! { <>{ for troubles.into_iter().map(draw) }</> }
}

fn next(sheet: &Sheet<'_>) -> Html {
    parts::next(
        sheet.say("next-step"),
        sheet.say("desk-form"),
        html! {
            <>
                { sheet.say("groups-form-note") }
                <p class="progress">
                    <progress max="245" value="120" aria-label={sheet.say("roster-title")}></progress>
                    <span>{ sheet.tell("roster-so-far-of", &[("done", 120_u32.into()), ("of", 245_u32.into())]) }</span>
                </p>
            </>
        },
        html! {
            <>
                <button type="button" class={parts::button_class(true)}>{ sheet.say("desk-form-way") }</button>
                <button type="button" class={parts::button_class(false)}>{ sheet.say("form-again") }</button>
            </>
        },
    )
}

fn cards(sheet: &Sheet<'_>) -> Html {
    let who = |name: Option<&str>| {
        let peer = Peer {
            name: name.map(str::to_owned),
            discipline: Some("Biology".to_owned()),
            year: Some(2),
        };
        super::home::peer(sheet, &peer, "a-mentee")
    };
    let long = "Priyanka Subramaniam-Featherstonehaugh";
    html! {
        <div class="columns">
            { parts::card(sheet.say("your-mentor"), who(Some("Jo Abara"))) }
            { parts::card(sheet.say("with-you"), html! {
                <ul class="people">
                    { for [Some("Þórdís"), Some("李小龍"), Some("مريم"), Some(long), None].map(|name| html! { <li>{ who(name) }</li> }) }
                </ul>
            }) }
        </div>
    }
}

fn disclosure(sheet: &Sheet<'_>) -> Html {
    html! {
        <>
            <details class="card"><summary>{ sheet.say("quiz-review") }</summary><p>{ sheet.say("what-it-is") }</p></details>
            <details class="leave" open={true}><summary>{ sheet.say("leave") }</summary><p>{ sheet.say("leave-note") }</p></details>
        </>
    }
}

fn gates(sheet: &Sheet<'_>, samples: &[Sample]) -> Html {
    let gates = |name: &str| match &of(samples, name).view.page {
        Page::Home {
            home: Home::Candidate { gates, .. },
        } => parts::card(sheet.say("gates-title"), parts::gates(sheet, gates)),
        _ => Html::default(),
    };
    html! { <div class="columns">{ gates("candidate-accepted") }{ gates("candidate-code") }</div> }
}

fn choices(sheet: &Sheet<'_>, samples: &[Sample]) -> Html {
    html! {
        <>
            { a_quiz(samples, "quiz-draft").map(|quiz| quiz::form::draw(sheet, quiz)).unwrap_or_default() }
            <label class="choice" for="one-box">
                <input type="checkbox" id="one-box" disabled={true}/>
                <span>{ sheet.say("code-agree") }</span>
            </label>
        </>
    }
}

fn outcome(sheet: &Sheet<'_>, samples: &[Sample]) -> Html {
    match a_quiz(samples, "quiz-resting") {
        Some(
            quiz @ Quiz {
                state: QuizState::Resting { last, .. },
                ..
            },
        ) => quiz::outcome::missed(sheet, quiz, last, 2),
        _ => Html::default(),
    }
}

fn figures(sheet: &Sheet<'_>) -> Html {
    parts::facts(
        sheet,
        &[
            (1_245, "count-mentees"),
            (45, "count-mentors"),
            (3, "count-at-gates"),
            (0, "count-out"),
        ],
    )
}

fn search(sheet: &Sheet<'_>, samples: &[Sample]) -> Html {
    some_people(samples, "people-found")
        .map(|found| {
            let of = &found.excerpt;
            html! {
                <>
                    { parts::search(sheet, Route::People, "people-search", of) }
                    { parts::paging(sheet, Route::People, of) }
                </>
            }
        })
        .unwrap_or_default()
}

fn table(sheet: &Sheet<'_>) -> Html {
    let heads = ["people-name", "people-part", "people-course", "scores-do"];
    let row = |name: &str, course: &str| {
        vec![
            html! { <bdi>{ name }</bdi> },
            html! { <>{ sheet.say("part-mentee") }{ " " }{ parts::tag(Mood::Human, sheet.say("people-held")) }</> },
            html! { course },
            html! { <button type="button" class="button" aria-label={sheet.tell("score-resend-for", &[("name", name.into())])}>
                { sheet.say("score-resend") }
            </button> },
        ]
    };
    parts::table(
        sheet.say("groups-caption"),
        &heads.map(|key| sheet.say(key)),
        vec![
            row("Amina Yusuf", "Biology"),
            row("মৌসুমী", "Llanfairpwllgwyngyllgogerychwyrndrobwll"),
        ],
    )
}

fn empty(sheet: &Sheet<'_>, samples: &[Sample]) -> Html {
    some_people(samples, "people-nobody")
        .map(|none| parts::nothing(sheet, "people-none", &none.excerpt))
        .unwrap_or_default()
}

fn a_quiz<'a>(samples: &'a [Sample], name: &str) -> Option<&'a Quiz> {
    match &of(samples, name).view.page {
        Page::Quiz { quiz } => Some(quiz),
        _ => None,
    }
}

fn some_people<'a>(samples: &'a [Sample], name: &str) -> Option<&'a People> {
    match &of(samples, name).view.page {
        Page::People { people } => Some(people),
        _ => None,
    }
}

fn of<'a>(samples: &'a [Sample], name: &str) -> &'a Sample {
    let found = samples.iter().find(|sample| sample.name == name);
    found.expect("the parts are taken from samples that are there")
}
