//! The conduct quiz (R31): questions, what to learn from the last attempt, where the draft is kept.

pub(super) mod form;
pub(super) mod outcome;

use api::{
    Route,
    training::{Outcome, Quiz, QuizState},
};
use yew::{Html, html};

use crate::{parts, sheet::Sheet, words::DateStyle};

pub(super) fn draw(sheet: &Sheet<'_>, quiz: &Quiz) -> Html {
    html! {
        <>
            { parts::heading(sheet.say("quiz-title")) }
            { match &quiz.state {
                QuizState::CodeFirst => code_first(sheet),
                QuizState::Open { last } => open(sheet, quiz, last.as_ref()),
                QuizState::Resting { until, last } => resting(sheet, quiz, *until, last),
                QuizState::Passed { outcome } => passed(sheet, quiz, outcome),
                QuizState::PassedElsewhere { at } => passed_elsewhere(sheet, *at),
                QuizState::ReadOnly => read_only(sheet, quiz),
            } }
        </>
    }
}

fn code_first(sheet: &Sheet<'_>) -> Html {
    parts::next(
        sheet.say("next-step"),
        sheet.say("quiz-code-first"),
        html! { sheet.say("quiz-code-first-note") },
        sheet.way(Route::Code, "next-code-way", true),
    )
}

fn open(sheet: &Sheet<'_>, quiz: &Quiz, last: Option<&Outcome>) -> Html {
    let needed = needed(quiz);
    html! {
        <>
            if let Some(last) = last {
                { outcome::missed(sheet, quiz, last, needed) }
                <h2>{ sheet.say("quiz-again") }</h2>
            } else {
                <p class="lead">
                    { sheet.tell("quiz-lead", &[
                        ("of", quiz.questions.len().into()),
                        ("needed", needed.into()),
                        ("critical", critical(quiz).into()),
                    ]) }
                </p>
            }
            { form::unanswered(sheet, quiz) }
            { form::draw(sheet, quiz) }
        </>
    }
}

/// How many questions must be right.
fn needed(quiz: &Quiz) -> usize {
    (quiz.questions.len() * usize::from(quiz.pass_percent)).div_ceil(100)
}

/// How many of them must be right in any case.
pub(super) fn critical(quiz: &Quiz) -> usize {
    quiz.questions.iter().filter(|each| each.critical).count()
}

fn resting(sheet: &Sheet<'_>, quiz: &Quiz, until: api::Millis, last: &Outcome) -> Html {
    let time = sheet.words.date(until, DateStyle::DayTime);
    html! {
        <>
            { parts::next(
                sheet.say("quiz-resting-small"),
                sheet.tell("quiz-resting", &[("time", (&time).into())]),
                html! { sheet.say("quiz-resting-note") },
                sheet.way(Route::Code, "quiz-resting-way", true),
            ) }
            { outcome::missed(sheet, quiz, last, needed(quiz)) }
        </>
    }
}

fn passed(sheet: &Sheet<'_>, quiz: &Quiz, outcome: &Outcome) -> Html {
    let date = sheet.words.date(outcome.at, DateStyle::Date);
    html! {
        <>
            { parts::next(
                sheet.tell("quiz-passed-small", &[("date", (&date).into())]),
                sheet.tell("quiz-passed", &[("right", outcome.right.into()), ("of", outcome.of.into())]),
                html! { sheet.say("quiz-passed-note") },
                sheet.way(Route::Home, "way-home", true),
            ) }
            { outcome::all(sheet, quiz, outcome) }
        </>
    }
}

fn passed_elsewhere(sheet: &Sheet<'_>, at: api::Millis) -> Html {
    let date = sheet.words.date(at, DateStyle::Date);
    parts::next(
        sheet.tell("quiz-passed-small", &[("date", (&date).into())]),
        sheet.say("quiz-elsewhere"),
        html! { sheet.say("quiz-elsewhere-note") },
        sheet.way(Route::Home, "way-home", true),
    )
}

fn read_only(sheet: &Sheet<'_>, quiz: &Quiz) -> Html {
    html! {
        <>
            <p class="lead">{ sheet.tell("quiz-read-only", &[("of", quiz.questions.len().into())]) }</p>
            <ol class="questions">{ for quiz.questions.iter().map(|question| html! {
                <li class="card">
                    <p>{ &question.text }</p>
                    <ul>{ for question.options.iter().map(|choice| html! { <li>{ &choice.text }</li> }) }</ul>
                </li>
            }) }</ol>
        </>
    }
}
