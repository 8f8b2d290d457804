//! A marked attempt, with what to learn from it.

use api::training::{Marked, Outcome, Question, Quiz};
use yew::{Html, html};

use crate::{
    parts::{self, Mood},
    sheet::Sheet,
};

/// The questions that were not right, each with its reason.
pub(in crate::pages) fn missed(
    sheet: &Sheet<'_>,
    quiz: &Quiz,
    outcome: &Outcome,
    needed: usize,
) -> Html {
    let missed = outcome.marks.iter().filter(|mark| !mark.right);
    html! {
        <section aria-labelledby="last">
            <h2 id="last">{ sheet.tell("quiz-last", &[("right", outcome.right.into()), ("of", outcome.of.into())]) }</h2>
            <p>{ sheet.tell("quiz-last-note", &[
                ("needed", needed.into()),
                ("critical", super::critical(quiz).into()),
            ]) }</p>
            { for missed.map(|mark| marked(sheet, quiz, mark)) }
        </section>
    }
}

/// Every question, folded away: for someone who wants to read it again.
pub(in crate::pages) fn all(sheet: &Sheet<'_>, quiz: &Quiz, outcome: &Outcome) -> Html {
    html! {
        <details class="card">
            <summary>{ sheet.say("quiz-review") }</summary>
            { for outcome.marks.iter().map(|mark| marked(sheet, quiz, mark)) }
        </details>
    }
}

fn marked(sheet: &Sheet<'_>, quiz: &Quiz, mark: &Marked) -> Html {
    // A question that has left the bank since is not shown: its text is not known here.
    let Some(question) = quiz.questions.iter().find(|each| each.id == mark.question) else {
        return Html::default();
    };
    let (mood, key) = if mark.right {
        (Mood::Good, "quiz-right")
    } else {
        (Mood::Human, "quiz-look")
    };
    html! {
        <article class="card marked">
            <h3>{ &question.text }</h3>
            <p>{ chosen(sheet, question, mark) }</p>
            <p>
                { parts::tag(mood, sheet.say(key)) }
                if question.critical && !mark.right {
                    <>{ " " }<span class="small">{ sheet.say("quiz-critical") }</span></>
                }
            </p>
            <p class="speech">{ &mark.explanation }</p>
        </article>
    }
}

fn chosen(sheet: &Sheet<'_>, question: &Question, mark: &Marked) -> String {
    let texts: Vec<_> = question
        .options
        .iter()
        .filter(|choice| mark.chosen.contains(&choice.id))
        .map(|choice| choice.text.as_str())
        .collect();
    if texts.is_empty() {
        return sheet.say("quiz-chose-nothing");
    }
    sheet.tell("quiz-chose", &[("answer", (&texts.join(" · ")).into())])
}
