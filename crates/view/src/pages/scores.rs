//! Training completions on their way to the gradebook (R31).

use api::{
    Route,
    act::{ConfirmGradebook, ResendScore},
    scores::{Gradebook, Row, Scores, State},
};
use yew::{Html, html};

use crate::{
    parts::{self, Cell, Mood},
    sheet::Sheet,
    words::DateStyle,
};

pub(super) fn draw(sheet: &Sheet<'_>, scores: &Scores) -> Html {
    html! {
        <>
            { parts::heading(sheet.say("nav-scores")) }
            <p class="lead">{ sheet.say("scores-lead") }</p>
            { gradebook(sheet, scores.gradebook) }
            if !scores.rows.is_empty() || !scores.excerpt.search.is_empty() {
                { parts::search(sheet, Route::Scores, "scores-search", &scores.excerpt) }
            }
            if scores.rows.is_empty() {
                { parts::nothing(sheet, "scores-none", &scores.excerpt) }
            } else {
                { list(sheet, scores) }
                { parts::paging(sheet, Route::Scores, &scores.excerpt) }
            }
        </>
    }
}

fn gradebook(sheet: &Sheet<'_>, gradebook: Gradebook) -> Html {
    match gradebook {
        Gradebook::Ready => Html::default(),
        Gradebook::NotOffered => {
            html! { <p class="notice">{ sheet.say("scores-not-offered") }</p> }
        }
        Gradebook::ConfirmFirst => parts::next(
            sheet.say("next-step"),
            sheet.say("scores-confirm"),
            html! { sheet.say("scores-confirm-note") },
            sheet.button::<ConfirmGradebook>("scores-confirm-way", true),
        ),
    }
}

fn list(sheet: &Sheet<'_>, scores: &Scores) -> Html {
    let heads = [
        "people-name",
        "scores-completed",
        "scores-mark",
        "scores-do",
    ];
    let heads = heads.map(|key| sheet.say(key));
    parts::rows(
        sheet,
        sheet.say("scores-caption"),
        &heads,
        scores.rows.iter().map(|each| row(sheet, each)).collect(),
        &scores.excerpt,
    )
}

fn row(sheet: &Sheet<'_>, row: &Row) -> Vec<Cell> {
    let name = row.name.clone().unwrap_or_else(|| sheet.say("nameless"));
    vec![
        html! { <bdi>{ &name }</bdi> },
        html! { sheet.words.date(row.completed_at, DateStyle::Date) },
        state(sheet, row),
        if row.state == State::Dead {
            resend(sheet, row, &name)
        } else {
            Html::default()
        },
    ]
}

fn state(sheet: &Sheet<'_>, row: &Row) -> Html {
    let (mood, key) = match row.state {
        State::Queued => (Mood::Plain, "score-queued"),
        State::Sent => (Mood::Plain, "score-sent"),
        State::Confirmed => (Mood::Good, "score-confirmed"),
        State::Ungradable => (Mood::Plain, "score-ungradable"),
        State::Dead => (Mood::Human, "score-dead"),
    };
    let is_settled = matches!(row.state, State::Confirmed | State::Ungradable);
    html! {
        <>
            { parts::tag(mood, sheet.say(key)) }
            if row.attempts > 1 && !is_settled {
                { " " }
                <span class="small">{ sheet.tell("score-tries", &[("count", row.attempts.into())]) }</span>
            }
            if let Some(code) = row.code.as_ref().filter(|_| !is_settled) {
                <span class="small why">{ sheet.why(code) }</span>
            }
        </>
    }
}

fn resend(sheet: &Sheet<'_>, row: &Row, name: &str) -> Html {
    sheet.form::<ResendScore>(html! {
        <>
            { parts::hidden("score", &row.id) }
            <button class="button" aria-label={sheet.tell("score-resend-for", &[("name", name.into())])}>
                { sheet.say("score-resend") }
            </button>
        </>
    })
}
