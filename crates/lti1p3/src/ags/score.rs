//! Scores: what a tool says somebody achieved (Assignment and Grade Services 3.4).

use http::{Request, Response};
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value, json};
use url::Url;

use super::{below, number, write_number};
use crate::call;
use crate::claims::{lenient, moment};
use crate::ids::Subject;
use crate::reply::{self, ServiceError};
use crate::token::AccessToken;

/// The media type of a score (3.4.2).
pub const SCORE: &str = "application/vnd.ims.lis.v1.score+json";

/// Canvas's extension of a score that says how it counts as an attempt.
pub const CANVAS_SUBMISSION: &str = "https://canvas.instructure.com/lti/submission";

/// Words with which Canvas refuses a grade for the sake of its assignment.
const CLOSED: [&str; 2] = ["cannot be changed at this time", "still unpublished"];
/// Words with which it refuses a score, and not for the sake of the person.
const OTHER: [&str; 3] = ["scoremaximum", "concluded", "resource link"];

/// What somebody achieved (3.4.4).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Score {
    /// The person: the `sub` of their launches.
    #[serde(deserialize_with = "subject")]
    pub user_id: Subject,
    /// The points. None erases what was there.
    #[serde(
        default,
        deserialize_with = "number",
        serialize_with = "write_number",
        skip_serializing_if = "Option::is_none"
    )]
    pub score_given: Option<f64>,
    /// The most points there could have been; needed beside `score_given`. The platform rescales.
    #[serde(
        default,
        deserialize_with = "number",
        serialize_with = "write_number",
        skip_serializing_if = "Option::is_none"
    )]
    pub score_maximum: Option<f64>,
    /// How far the person is.
    pub activity_progress: ActivityProgress,
    /// How far the grading is. Moodle drops the points of anything but `FullyGraded`.
    pub grading_progress: GradingProgress,
    /// When this was so. Must be later than that of the score before for the same person and item;
    /// Moodle compares whole seconds, so at most one score a second.
    #[serde(serialize_with = "moment::write", deserialize_with = "moment::read")]
    pub timestamp: Timestamp,
    /// A remark for the person. A later score without one erases it on Moodle.
    #[serde(
        default,
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub comment: Option<String>,
    /// When the work was begun and handed in (3.4.9).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submission: Option<Submission>,
    /// Extensions by name, such as `https://canvas.instructure.com/lti/submission`.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

impl Score {
    /// A final score: completed and fully graded.
    pub fn complete(user_id: Subject, given: f64, maximum: f64, timestamp: Timestamp) -> Self {
        Self {
            user_id,
            score_given: Some(given),
            score_maximum: Some(maximum),
            activity_progress: ActivityProgress::Completed,
            grading_progress: GradingProgress::FullyGraded,
            timestamp,
            comment: None,
            submission: None,
            other: Map::new(),
        }
    }

    /// The same, as no new attempt: Canvas counts every score as one, and judges lateness by it,
    /// unless told otherwise. Other platforms ignore this.
    #[must_use]
    pub fn as_same_attempt(mut self) -> Self {
        let says = json!({ "new_submission": false });
        self.other.insert(CANVAS_SUBMISSION.to_owned(), says);
        self
    }
}

/// When work was begun and handed in (3.4.9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Submission {
    /// When it was begun.
    #[serde(with = "moment::optional", skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Timestamp>,
    /// When it was handed in. Canvas judges lateness by it.
    #[serde(with = "moment::optional", skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<Timestamp>,
}

/// How far a person is (3.4.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ActivityProgress {
    /// Not begun.
    Initialized,
    /// Begun.
    Started,
    /// Being worked on, more may come.
    InProgress,
    /// Handed in, may be handed in again.
    Submitted,
    /// Done.
    Completed,
}

/// How far the grading is (3.4.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum GradingProgress {
    /// Final.
    FullyGraded,
    /// Not final, no person is needed.
    Pending,
    /// Not final, a person must grade.
    PendingManual,
    /// Grading failed.
    Failed,
    /// Nothing to grade yet.
    NotReady,
}

/// A score that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreAccepted {
    /// The result it led to, where the platform says (Canvas does).
    pub result_url: Option<Url>,
}

/// Why a score was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScoreError {
    /// The platform has a score or a grade of the same time or later. Read the result back before
    /// deciding: it may be this very score, sent before.
    #[error("the platform has a newer score")]
    Newer,
    /// The person cannot be graded, as far as the reply tells: a teacher, a former student, nobody
    /// known. Moodle gives no reason that a client can rely on; a score that is otherwise in order
    /// is refused for this.
    #[error("the person cannot be graded")]
    Ungradable,
    /// The line item takes no scores now: Canvas says so of an assignment that is not published, or
    /// whose grading period is over. Nothing of the score was kept; the same one is good once a
    /// teacher has opened the item.
    #[error("the line item takes no scores now")]
    Closed,
    /// Anything else.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

/// Sends a score; `line_item` is the item's own address. The JSON is on one line, because Moodle
/// answers a refusal of anything else with a success.
pub fn score_request(
    line_item: &Url,
    score: &Score,
    token: &AccessToken,
) -> Result<Request<Vec<u8>>, ServiceError> {
    call::send(
        http::Method::POST,
        &below(line_item, "scores"),
        SCORE,
        score,
        token,
    )
}

/// Judges the reply by status *and* body: Moodle may answer a refusal with 200 and the body `[]`.
pub fn judge_score(response: &Response<Vec<u8>>) -> Result<ScoreAccepted, ScoreError> {
    let empty_list = response.body().trim_ascii() == b"[]";
    match reply::success(response) {
        Ok(_) if empty_list => Err(ServiceError::Refused {
            status: response.status().as_u16(),
            detail: "[]".to_owned(),
        }
        .into()),
        Ok(body) => Ok(ScoreAccepted {
            result_url: result_url(body),
        }),
        Err(ServiceError::Refused { status, detail }) => Err(refusal(status, detail, empty_list)),
        Err(other) => Err(other.into()),
    }
}

fn refusal(status: u16, detail: String, empty_list: bool) -> ScoreError {
    let text = detail.to_ascii_lowercase();
    // A body may repeat the score, so the word alone says nothing.
    let orders = ["before", "earlier", "later", "older", "newer"];
    let says_newer = text.contains("timestamp") && orders.iter().any(|word| text.contains(word));
    let is_closed = CLOSED.iter().any(|words| text.contains(words));
    let is_other = OTHER.iter().any(|words| text.contains(words));
    match status {
        409 => ScoreError::Newer,
        400 | 422 if says_newer => ScoreError::Newer,
        400 | 422 if is_closed => ScoreError::Closed,
        422 if !is_other => ScoreError::Ungradable,
        400 if empty_list => ScoreError::Ungradable,
        _ => ServiceError::Refused { status, detail }.into(),
    }
}

fn result_url(body: &[u8]) -> Option<Url> {
    let reply: Map<String, Value> = serde_json::from_slice(body).ok()?;
    lenient::web_address(reply.get("resultUrl")?.as_str()?)
}

fn subject<'de, D: Deserializer<'de>>(from: D) -> Result<Subject, D::Error> {
    let text = lenient::verbatim(from)?.unwrap_or_default();
    Subject::parse(text).map_err(serde::de::Error::custom)
}
