//! The questions as a form. It posts whole without the app; with it every choice is kept at once.

use api::{
    Notice,
    act::{Act, KeepDraft, SubmitQuiz},
    training::{Answers, Question, Quiz},
};
use yew::{Html, html};

use crate::{
    live::Kept,
    parts::{
        self,
        choice::{Choice, Choices},
        faults::{self, Fault},
    },
    sheet::Sheet,
};

pub(in crate::pages) fn draw(sheet: &Sheet<'_>, quiz: &Quiz) -> Html {
    let answers = sheet.live.answers.as_ref().unwrap_or(&quiz.draft);
    let of = quiz.questions.len();
    let questions = quiz.questions.iter().enumerate();
    sheet.form::<SubmitQuiz>(html! {
        <>
            { parts::hidden("quiz", &quiz.id) }
            { for questions.map(|(index, each)| question(sheet, each, index + 1, of, answers)) }
            { kept(sheet, quiz) }
            <div class="row">
                <button class="button main">{ sheet.say("quiz-hand-in") }</button>
                // The app keeps every choice by itself; if it breaks, the button comes back.
                <button
                    class="button"
                    formaction={format!("{}/acts/{}", sheet.frame.base, KeepDraft::NAME)}
                    formnovalidate={true}
                    hidden={sheet.live.is_app}
                >
                    { sheet.say("quiz-keep") }
                </button>
            </div>
        </>
    })
}

/// What is still to be answered, each a link to its question, once somebody handed in without it.
pub(super) fn unanswered(sheet: &Sheet<'_>, quiz: &Quiz) -> Html {
    if sheet.frame.notice != Some(Notice::QuizUnanswered) {
        return Html::default();
    }
    let answers = sheet.live.answers.as_ref().unwrap_or(&quiz.draft);
    let is_answered = |question: &Question| {
        answers
            .0
            .get(&question.id)
            .is_some_and(|each| !each.is_empty())
    };
    let faults: Vec<Fault> = (1_usize..)
        .zip(&quiz.questions)
        .filter(|(_, question)| !is_answered(question))
        .filter_map(|(number, question)| {
            let first = question.options.first()?;
            let field = format!("q-{}-{}", question.id, first.id);
            let text = sheet.tell("quiz-unanswered", &[("number", number.into())]);
            Some(Fault::new(field, text))
        })
        .collect();
    faults::summary(sheet, "quiz-faults", &faults)
}

fn question(
    sheet: &Sheet<'_>,
    question: &Question,
    number: usize,
    of: usize,
    answers: &Answers,
) -> Html {
    let chosen = answers.0.get(&question.id).map_or(&[][..], Vec::as_slice);
    let told = [
        (question.several, "quiz-several"),
        (question.critical, "quiz-critical"),
    ];
    let told = told.iter().filter(|(is_so, _)| *is_so);
    let hint: Vec<_> = told.map(|(_, key)| sheet.say(key)).collect();
    let choices = Choices {
        id: format!("q-{}", question.id),
        name: format!("q.{}", question.id),
        legend: html! {
            <>
                <span class="small">
                    { sheet.tell("quiz-number", &[("number", number.into()), ("of", of.into())]) }
                </span>
                { " " }
                <span>{ &question.text }</span>
            </>
        },
        hint: &hint.join(" "),
        several: question.several,
        ..Choices::default()
    };
    parts::choice::choices(
        &choices,
        question.options.iter().map(|each| Choice {
            value: &each.id,
            text: &each.text,
            is_chosen: chosen.contains(&each.id),
        }),
    )
}

/// Where the choices are kept: said as it is, and read out when it changes.
fn kept(sheet: &Sheet<'_>, quiz: &Quiz) -> Html {
    let key = match sheet.live.kept {
        Kept::Untouched if quiz.draft.0.is_empty() => None,
        Kept::Untouched => Some("kept-before"),
        Kept::Device => Some("kept-device"),
        Kept::Service => Some("kept-service"),
        Kept::Sending => Some("kept-sending"),
        Kept::PageOnly => Some("kept-page"),
    };
    html! { <p class="kept" role="status">{ key.map(|key| sheet.say(key)) }</p> }
}
