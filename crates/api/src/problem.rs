//! What comes back when something is wrong (RFC 9457), with a stable code.

use serde::{Deserialize, Serialize};

/// `application/problem+json`, in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// `about:blank`, as RFC 9457 allows: the code says what happened.
    #[serde(rename = "type")]
    pub kind: String,
    /// A short sentence in the reader's language.
    pub title: String,
    /// What the reader can do about it, where there is something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The HTTP status.
    pub status: u16,
    /// One of `codes.txt`, also in the header `Alongside-Code`.
    pub code: String,
}

/// Every code there is, one a line; lines are only ever added.
pub const CODES: &str = include_str!("../codes.txt");
