//! Grades (Assignment and Grade Services 2.0), in both directions.
//!
//! A tool makes or finds a *line item* (a column), posts *scores* to it, and reads *results* back,
//! the grades as the platform holds them.

mod line_item;
mod result;
mod score;

pub use line_item::{
    LINE_ITEM, LINE_ITEMS, LineItem, LineItemFilter, LineItemPage, create_request, delete_request,
    get_request, list_request, read_item, read_list, update_request,
};
pub use result::{LineItemResult, RESULTS, ResultPage, read_results, results_request, results_url};
pub use score::{
    ActivityProgress, CANVAS_SUBMISSION, GradingProgress, SCORE, Score, ScoreAccepted, ScoreError,
    Submission, judge_score, score_request,
};

use serde::{Deserialize, Deserializer, Serializer};
use serde_json::Value;
use url::Url;

/// The address below a line item, before its query: Moodle's `…/lineitem?type_id=2` becomes
/// `…/lineitem/scores?type_id=2` (Assignment and Grade Services 3.3.6, 3.4.6).
pub(crate) fn below(line_item: &Url, last: &str) -> Url {
    let mut url = line_item.clone();
    let path = format!("{}/{last}", url.path().trim_end_matches('/'));
    url.set_path(&path);
    url
}

/// A number that may be absent or written as text.
fn number<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.parse().ok().filter(|number: &f64| number.is_finite()),
        _ => None,
    })
}

/// Writes whole numbers without `.0`, because some platforms compare texts, and refuses what JSON
/// would write as `null`: on a platform that erases a grade.
#[expect(clippy::ref_option, reason = "the shape that serde calls")]
fn write_number<S: Serializer>(number: &Option<f64>, to: S) -> Result<S::Ok, S::Error> {
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
    match *number {
        Some(whole) if whole.fract() == 0.0 && whole.abs() < 9e15 => to.serialize_i64(whole as i64),
        Some(number) if number.is_finite() => to.serialize_f64(number),
        Some(_) => Err(serde::ser::Error::custom("not a finite number")),
        None => to.serialize_none(),
    }
}

#[cfg(test)]
mod tests;
