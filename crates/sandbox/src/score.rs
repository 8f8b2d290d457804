//! What becomes of a posted score. Moodle's rules were seen on a running 4.5, Canvas's read in its
//! source; each refusal is one row of the tests.

use serde_json::Value;

use crate::config::Manners;
use crate::quirks::Quirks;

/// What a column holds for one person.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Mark {
    /// The visible score, already on the column's scale; none where nothing counts yet.
    pub(crate) score: Option<f64>,
    /// The time the tool gave, in milliseconds; none where only a teacher has touched the mark.
    pub(crate) at: Option<i64>,
    /// What the tool wrote beside it last.
    pub(crate) comment: Option<String>,
    /// `gradingProgress` as it came last.
    pub(crate) grading_progress: Option<String>,
    /// How many posts were accepted. Canvas counts each one as an attempt unless told otherwise.
    pub(crate) attempts: u32,
    /// A teacher's own value: later posts are accepted and change nothing that is seen.
    pub(crate) overridden: bool,
    /// A locked mark refuses every post.
    pub(crate) locked: bool,
}

/// Why a score is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// A field is missing or cannot be read, or (Moodle) the person cannot be graded.
    Incorrect,
    /// Not newer than the stored mark.
    Earlier,
    /// The user id is no number, which the database behind a Moodle cannot stand.
    NotANumber,
    /// A score without its maximum (Canvas).
    NoMaximum,
    /// Nobody, or nobody who is graded (Canvas).
    NoStudent,
    /// The mark is locked.
    Locked,
    /// The column is not published.
    Unpublished,
}

impl Refusal {
    pub(crate) fn status(self, manners: Manners, quirks: &Quirks) -> u16 {
        match (self, manners) {
            (Self::Locked, _) if quirks.locked_marks_fail => 500,
            (Self::Incorrect, _) | (Self::Earlier, Manners::Canvas) => 400,
            (Self::Earlier, Manners::Moodle) => 409,
            (Self::NotANumber, _) => 502,
            (Self::NoMaximum | Self::NoStudent | Self::Locked | Self::Unpublished, _) => 422,
        }
    }
}

/// A score as the tool wrote it, with the fields every platform needs present.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Posted {
    pub(crate) user_id: String,
    given: Option<f64>,
    maximum: Option<f64>,
    at: i64,
    comment: Option<String>,
    grading_progress: String,
    new_submission: bool,
}

impl Posted {
    /// Reads a body (AGS 2.0, 3.4.6). The words of the two progress fields are not checked.
    pub(crate) fn read(body: &Value, manners: Manners) -> Result<Self, Refusal> {
        let user_id = id(&body["userId"]).ok_or(Refusal::Incorrect)?;
        let progress = body["gradingProgress"].as_str().ok_or(Refusal::Incorrect)?;
        body["activityProgress"]
            .as_str()
            .ok_or(Refusal::Incorrect)?;
        let at = body["timestamp"].as_str().ok_or(Refusal::Incorrect)?;
        let at: jiff::Timestamp = at.parse().map_err(|_| Refusal::Incorrect)?;
        let (given, maximum) = (number(body, "scoreGiven")?, number(body, "scoreMaximum")?);
        if given.is_some() && maximum.is_none_or(|maximum| maximum <= 0.0) {
            return Err(match manners {
                Manners::Moodle => Refusal::Incorrect,
                Manners::Canvas => Refusal::NoMaximum,
            });
        }
        let submission = &body["https://canvas.instructure.com/lti/submission"];
        Ok(Self {
            user_id,
            given,
            maximum,
            at: at.as_millisecond(),
            comment: body["comment"].as_str().map(str::to_owned),
            grading_progress: progress.to_owned(),
            new_submission: submission["new_submission"] != Value::Bool(false),
        })
    }

    /// The score on a column's scale, none where it does not count.
    fn scaled(&self, column_maximum: f64, quirks: &Quirks) -> Option<f64> {
        let is_manual = self.grading_progress == "PendingManual" && !quirks.only_fully_graded;
        let counts = is_manual || self.grading_progress == "FullyGraded";
        let share = self.given? / self.maximum?;
        let score = (share * column_maximum * 1e5).round() / 1e5;
        counts.then(|| {
            if quirks.cuts_high_scores {
                score.clamp(0.0, column_maximum)
            } else {
                score
            }
        })
    }

    /// The mark after this post.
    ///
    /// `is_gradable` says whether the person is a student of the course. A comment the tool does
    /// not repeat is gone.
    pub(crate) fn apply(
        &self,
        stored: Option<&Mark>,
        column_maximum: f64,
        is_gradable: bool,
        (manners, quirks): (Manners, &Quirks),
    ) -> Result<Mark, Refusal> {
        self.refuse_person(is_gradable, manners)?;
        let stored = stored.cloned().unwrap_or_default();
        if stored.at.is_some_and(|at| is_late(self.at, at, quirks)) {
            return Err(Refusal::Earlier);
        }
        if stored.locked {
            return Err(Refusal::Locked);
        }
        let score = self.scaled(column_maximum, quirks);
        Ok(Mark {
            score: if stored.overridden {
                stored.score
            } else {
                score
            },
            at: Some(self.at),
            comment: self.comment.clone(),
            grading_progress: Some(self.grading_progress.clone()),
            attempts: stored.attempts + u32::from(self.new_submission || !quirks.counts_attempts),
            ..stored
        })
    }

    fn refuse_person(&self, is_gradable: bool, manners: Manners) -> Result<(), Refusal> {
        match manners {
            Manners::Moodle if self.user_id.parse::<u64>().is_err() => Err(Refusal::NotANumber),
            Manners::Moodle if !is_gradable => Err(Refusal::Incorrect),
            Manners::Canvas if !is_gradable => Err(Refusal::NoStudent),
            _ => Ok(()),
        }
    }
}

/// Moodle cuts to whole seconds and wants a later one; Canvas refuses only what is older.
fn is_late(at: i64, stored: i64, quirks: &Quirks) -> bool {
    if quirks.one_score_a_second {
        at.div_euclid(1000) <= stored.div_euclid(1000)
    } else {
        at < stored
    }
}

/// Moodle takes numbers for ids as well.
fn id(value: &Value) -> Option<String> {
    match value {
        Value::String(id) if !id.is_empty() => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

fn number(body: &Value, field: &str) -> Result<Option<f64>, Refusal> {
    match &body[field] {
        Value::Null => Ok(None),
        value => value.as_f64().map(Some).ok_or(Refusal::Incorrect),
    }
}

#[cfg(test)]
mod tests;
