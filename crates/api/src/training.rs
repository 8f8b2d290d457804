//! The code of conduct and its quiz (R31, R34, R40, R42).

use serde::{Deserialize, Serialize};

use crate::Millis;

/// The published code of conduct.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// Version, counted from 1.
    pub version: u32,
    /// Markdown in the page's language; raw HTML in it is shown as text.
    pub markdown: String,
    /// True while a person has not proofed the shown translation.
    pub draft_translation: bool,
    /// When the reader signed this version.
    pub signed_at: Option<Millis>,
    /// Whether this reader signs it: students do, staff read.
    pub may_sign: bool,
}

/// The conduct quiz as its taker sees it. Right answers are not in it before an attempt is handed in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quiz {
    /// Identifies bank and version; goes into the form as the hidden field `quiz`.
    pub id: String,
    /// Share of questions that must be right, in percent.
    pub pass_percent: u8,
    /// Questions in the order shown.
    pub questions: Vec<Question>,
    /// Where this reader stands.
    pub state: QuizState,
    /// What the service keeps of an unfinished attempt.
    pub draft: Answers,
}

/// Where a reader stands with the quiz.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuizState {
    /// Sign the code first.
    CodeFirst,
    /// Open.
    Open {
        /// The last attempt, not passed.
        last: Option<Outcome>,
    },
    /// Closed for a while after three attempts in a row.
    Resting {
        /// When it opens again.
        until: Millis,
        /// The last attempt.
        last: Outcome,
    },
    /// Passed.
    Passed {
        /// The attempt that passed.
        outcome: Outcome,
    },
    /// Passed by other means, as the department says (R27).
    PassedElsewhere {
        /// When.
        at: Millis,
    },
    /// For reading only: this reader does not take it.
    ReadOnly,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Stable identifier, such as `exam-notes`; the form field is `q.<id>`.
    pub id: String,
    /// The situation and question.
    pub text: String,
    /// Whether several answers may be right (checkboxes) or one (radio buttons).
    pub several: bool,
    /// Whether passing needs this one right.
    pub critical: bool,
    /// Answers in the order shown.
    pub options: Vec<Choice>,
}

/// One answer to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Stable identifier within the question.
    pub id: String,
    /// The answer.
    pub text: String,
}

/// Chosen option ids by question id, each list sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub std::collections::BTreeMap<String, Vec<String>>);

/// A marked attempt, with what to learn from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// When it was handed in.
    pub at: Millis,
    /// Questions right.
    pub right: u32,
    /// Questions in all.
    pub of: u32,
    /// Whether it passed.
    pub passed: bool,
    /// One entry a question, in the order shown.
    pub marks: Vec<Marked>,
}

/// What became of one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// The question.
    pub question: String,
    /// Whether the answer was right.
    pub right: bool,
    /// What was chosen.
    pub chosen: Vec<String>,
    /// What is right, and why.
    pub explanation: String,
}
