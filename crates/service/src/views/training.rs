//! The code of conduct and its quiz.

use std::collections::{BTreeMap, BTreeSet};

use api::{
    Language,
    training::{Answers, Code, Marked, Outcome, Quiz, QuizState},
};
use domain::{
    gate::{Gate, Gates},
    part::Part,
    quiz::rests_until,
};
use store::{
    Tx,
    training::{self, Attempt},
};

use crate::{
    app::App,
    content::{self, Bank},
    error::Result,
    reader::Reader,
};

pub(super) fn code(tx: &mut Tx<'_>, reader: &Reader) -> Result<Code> {
    let (scheme, facts) = reader.with_part(|_| true)?;
    let signed = training::signed_at(tx, scheme.id, facts.person, content::CODE_VERSION)?;
    Ok(Code {
        version: content::CODE_VERSION,
        markdown: content::code(reader.language).to_owned(),
        draft_translation: content::is_draft(reader.language),
        signed_at: signed.map(|at| at.0),
        may_sign: may_sign(facts.part()),
    })
}

/// Students sign, staff read.
pub(crate) const fn may_sign(part: Part) -> bool {
    matches!(part, Part::Candidate(_) | Part::Mentor | Part::Mentee)
}

pub(super) fn quiz(app: &App, tx: &mut Tx<'_>, reader: &Reader) -> Result<Quiz> {
    let (scheme, facts) = reader.with_part(|part| part.trains() || part == Part::Coordinator)?;
    let (bank, language) = (&app.bank, reader.language);
    let id = bank.id();
    let attempts = training::attempts(tx, scheme.id, facts.person, &id)?;
    let draft = training::draft(tx, scheme.id, facts.person, &id)?;
    let gates = &facts.known.gates;
    Ok(Quiz {
        pass_percent: bank.pass_percent(),
        questions: bank.questions(language),
        state: if facts.part().trains() {
            state(app, language, gates, &attempts)
        } else {
            QuizState::ReadOnly
        },
        draft: draft
            .map(|json| answers_from_json(&json))
            .unwrap_or_default(),
        id,
    })
}

fn state(app: &App, language: Language, gates: &Gates, attempts: &[Attempt]) -> QuizState {
    let bank = &app.bank;
    if let Some(passed) = attempts.iter().find(|attempt| attempt.passed) {
        return QuizState::Passed {
            outcome: outcome(bank, language, passed),
        };
    }
    if let Some(at) = gates.passed(Gate::Quiz) {
        return QuizState::PassedElsewhere { at: at.0 };
    }
    if gates.passed(Gate::Code).is_none() {
        return QuizState::CodeFirst;
    }
    let times: Vec<_> = attempts.iter().map(|attempt| attempt.at).collect();
    let last = attempts.last().map(|last| outcome(bank, language, last));
    match (rests_until(&times), last) {
        (Some(until), Some(last)) if until > app.now() => QuizState::Resting {
            until: until.0,
            last,
        },
        (_, last) => QuizState::Open { last },
    }
}

/// An attempt with what to learn from it.
pub(crate) fn outcome(bank: &Bank, language: Language, attempt: &Attempt) -> Outcome {
    let answers = answers_from_json(&attempt.answers);
    let marked = bank.to_mark().mark(&to_domain(&answers));
    let questions = bank.questions(language);
    let marks = questions
        .iter()
        .zip(bank.explanations(language))
        .zip(marked.right)
        .map(|((question, explanation), right)| Marked {
            question: question.id.clone(),
            right,
            chosen: answers.0.get(&question.id).cloned().unwrap_or_default(),
            explanation,
        })
        .collect();
    Outcome {
        at: attempt.at.0,
        right: attempt.right,
        of: attempt.of,
        passed: attempt.passed,
        marks,
    }
}

/// Answers as marking wants them.
pub(crate) fn to_domain(answers: &Answers) -> domain::quiz::Answers {
    let each = answers.0.iter();
    each.map(|(id, chosen)| (id.clone(), chosen.iter().cloned().collect::<BTreeSet<_>>()))
        .collect()
}

/// Answers as a column keeps them.
pub(crate) fn answers_to_json(answers: &Answers) -> String {
    serde_json::to_string(&answers.0).unwrap_or_default()
}

/// Back from [`answers_to_json`]; what cannot be read is no answer.
pub(crate) fn answers_from_json(json: &str) -> Answers {
    let read: BTreeMap<String, Vec<String>> = serde_json::from_str(json).unwrap_or_default();
    Answers(read)
}
