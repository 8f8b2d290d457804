//! Training completions on their way to the gradebook (R31).

use serde::{Deserialize, Serialize};

use crate::{Millis, list::Excerpt};

/// The page *Scores*.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scores {
    /// Whether marks may be written at all.
    pub gradebook: Gradebook,
    /// Which of the completions are shown.
    pub excerpt: Excerpt,
    /// Those that need a person first, then the newest: at most [`crate::list::PAGE`].
    pub rows: Vec<Row>,
}

/// Whether marks may be written to the course's gradebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gradebook {
    /// Yes.
    Ready,
    /// The LMS offers this course's gradebook to us not at all.
    NotOffered,
    /// The coordinator confirms first that the column carries no credit (R7, decision 19).
    ConfirmFirst,
}

/// One completion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Identifier; goes into the resend form as the hidden field `score`.
    pub id: String,
    /// The mentor's name, where the LMS gave one.
    pub name: Option<String>,
    /// When training was completed.
    pub completed_at: Millis,
    /// Where the mark stands.
    pub state: State,
    /// How often it was tried.
    pub attempts: u32,
    /// A code of `codes.txt` for the last refusal.
    pub code: Option<String>,
}

/// Where a mark stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Waiting to be sent.
    Queued,
    /// Sent; not yet read back.
    Sent,
    /// Read back from the gradebook.
    Confirmed,
    /// The LMS keeps no mark for this person.
    Ungradable,
    /// Given up; a person must look.
    Dead,
}
