//! The texts a scheme starts with: a code of conduct and a quiz, ours, in both languages.

use std::collections::BTreeSet;

use api::{
    Language,
    training::{Choice, Question},
};
use serde::Deserialize;

/// The version of the default code of conduct. Raised whenever its text changes, so that everyone
/// signs anew (R42).
pub(crate) const CODE_VERSION: u32 = 1;

/// The code of conduct in a language, as Markdown.
pub(crate) const fn code(language: Language) -> &'static str {
    match language {
        Language::En => include_str!("../../../www/content/en/code.md"),
        Language::Cy => include_str!("../../../www/content/cy/code.md"),
    }
}

/// Whether a text in this language waits for a person to proof it (decision 15).
pub(crate) const fn is_draft(language: Language) -> bool {
    matches!(language, Language::Cy)
}

/// A quiz with its right answers. It never leaves the service whole.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Bank {
    id: String,
    version: u32,
    pass_percent: u8,
    questions: Vec<BankQuestion>,
}

#[derive(Clone, Debug, Deserialize)]
struct BankQuestion {
    id: String,
    critical: bool,
    several: bool,
    text: Text,
    options: Vec<BankOption>,
    explanation: Text,
}

#[derive(Clone, Debug, Deserialize)]
struct BankOption {
    id: String,
    right: bool,
    text: Text,
}

#[derive(Clone, Debug, Deserialize)]
struct Text {
    en: String,
    cy: String,
}

impl Text {
    fn say(&self, language: Language) -> String {
        match language {
            Language::En => self.en.clone(),
            Language::Cy => self.cy.clone(),
        }
    }
}

impl Bank {
    /// The quiz that ships.
    pub(crate) fn shipped() -> Self {
        serde_json::from_str(include_str!("../../../www/content/quiz.json"))
            .expect("a test reads the shipped quiz")
    }

    /// Name and version in one, as attempts and drafts refer to it.
    pub(crate) fn id(&self) -> String {
        format!("{}-{}", self.id, self.version)
    }

    /// Share that must be right, in percent.
    pub(crate) const fn pass_percent(&self) -> u8 {
        self.pass_percent
    }

    /// The questions as a taker sees them.
    pub(crate) fn questions(&self, language: Language) -> Vec<Question> {
        self.questions
            .iter()
            .map(|question| Question {
                id: question.id.clone(),
                text: question.text.say(language),
                several: question.several,
                critical: question.critical,
                options: question
                    .options
                    .iter()
                    .map(|option| Choice {
                        id: option.id.clone(),
                        text: option.text.say(language),
                    })
                    .collect(),
            })
            .collect()
    }

    /// Why each answer is right, in the order of the questions.
    pub(crate) fn explanations(&self, language: Language) -> Vec<String> {
        self.questions
            .iter()
            .map(|question| question.explanation.say(language))
            .collect()
    }

    /// What marking needs.
    pub(crate) fn to_mark(&self) -> domain::quiz::Quiz {
        domain::quiz::Quiz {
            pass_percent: self.pass_percent,
            questions: self
                .questions
                .iter()
                .map(|question| domain::quiz::Question {
                    id: question.id.clone(),
                    critical: question.critical,
                    right: question
                        .options
                        .iter()
                        .filter(|option| option.right)
                        .map(|option| option.id.clone())
                        .collect(),
                })
                .collect(),
        }
    }

    /// Whether these are answers to this quiz: known questions, known options, no more than that.
    pub(crate) fn fits(&self, answers: &api::training::Answers) -> bool {
        answers.0.iter().all(|(id, chosen)| {
            let options: Option<BTreeSet<&str>> = self
                .questions
                .iter()
                .find(|question| question.id == *id)
                .map(|question| question.options.iter().map(|option| &*option.id).collect());
            options.is_some_and(|options| chosen.iter().all(|choice| options.contains(&**choice)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_question_can_be_answered_in_both_languages() {
        let bank = Bank::shipped();
        let quiz = bank.to_mark();
        for (question, marked) in bank.questions.iter().zip(&quiz.questions) {
            let most = if question.several {
                question.options.len()
            } else {
                1
            };
            assert!((1..=most).contains(&marked.right.len()), "{}", question.id);
            for text in [&question.text, &question.explanation] {
                assert!(!text.en.is_empty() && !text.cy.is_empty() && text.en != text.cy);
            }
        }
        assert!(quiz.questions.iter().any(|question| question.critical));
    }

    #[test]
    fn a_shown_question_does_not_say_what_is_right() {
        let shown = serde_json::to_string(&Bank::shipped().questions(Language::En)).unwrap();
        assert!(!shown.contains("right\":") && !shown.contains("explanation"));
    }
}
