//! Results: the grades as the platform holds them (Assignment and Grade Services 3.3).

use http::{Request, Response};
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};
use url::Url;

use super::{below, number, write_number};
use crate::call;
use crate::claims::{lenient, moment};
use crate::ids::Subject;
use crate::link;
use crate::reply::{self, ServiceError};
use crate::token::AccessToken;

/// The media type of a list of results (3.3.2).
pub const RESULTS: &str = "application/vnd.ims.lis.v2.resultcontainer+json";

/// The most results that are read from one page.
const MOST: usize = 100_000;

/// A grade. It may differ from every score that was sent: the platform rescales, caps, and lets
/// teachers overrule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LineItemResult {
    /// Its address.
    #[serde(
        default,
        deserialize_with = "lenient::url",
        skip_serializing_if = "Option::is_none"
    )]
    pub id: Option<Url>,
    /// The person.
    #[serde(deserialize_with = "subject")]
    pub user_id: Subject,
    /// The points. Some versions of Moodle leave out a zero.
    #[serde(
        default,
        deserialize_with = "number",
        serialize_with = "write_number",
        skip_serializing_if = "Option::is_none"
    )]
    pub result_score: Option<f64>,
    /// The most points there could have been; 1 where nothing is said (3.3.4).
    #[serde(
        default,
        deserialize_with = "number",
        serialize_with = "write_number",
        skip_serializing_if = "Option::is_none"
    )]
    pub result_maximum: Option<f64>,
    /// A remark.
    #[serde(
        default,
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub comment: Option<String>,
    /// The line item.
    #[serde(
        default,
        deserialize_with = "lenient::url",
        skip_serializing_if = "Option::is_none"
    )]
    pub score_of: Option<Url>,
    /// When it was last changed; Moodle says, the specification does not ask for it.
    #[serde(
        default,
        with = "moment::optional",
        skip_serializing_if = "Option::is_none"
    )]
    pub timestamp: Option<Timestamp>,
}

impl LineItemResult {
    /// The grade as a share between 0 and 1 (or more, where a platform allows it).
    pub fn share(&self) -> Option<f64> {
        let maximum = self.result_maximum.unwrap_or(1.0);
        self.result_score
            .filter(|_| maximum > 0.0)
            .map(|score| score / maximum)
    }
}

/// One page of results.
#[derive(Clone, Debug, PartialEq)]
pub struct ResultPage {
    /// The results. People without a grade are left out.
    pub results: Vec<LineItemResult>,
    /// The next page; always of the same origin.
    pub next: Option<Url>,
}

/// The address of the results of a line item, of one person or of all (3.3.5). No `limit` is sent:
/// with it Moodle answers 404.
pub fn results_url(line_item: &Url, user: Option<&Subject>) -> Url {
    let mut url = below(line_item, "results");
    if let Some(user) = user {
        url.query_pairs_mut().append_pair("user_id", user.as_str());
    }
    url
}

/// Asks for one page of results; see [`results_url`].
pub fn results_request(page: &Url, token: &AccessToken) -> Result<Request<Vec<u8>>, ServiceError> {
    call::get(page, RESULTS, token)
}

/// Reads the reply for `page`.
pub fn read_results(page: &Url, response: &Response<Vec<u8>>) -> Result<ResultPage, ServiceError> {
    let results: Vec<LineItemResult> = reply::json(response)?;
    if results.len() > MOST {
        return Err(ServiceError::Unreadable("too many results".to_owned()));
    }
    let next = link::next(response.headers(), page)?;
    Ok(ResultPage { results, next })
}

fn subject<'de, D: Deserializer<'de>>(from: D) -> Result<Subject, D::Error> {
    let text = lenient::verbatim(from)?.unwrap_or_default();
    Subject::parse(text).map_err(serde::de::Error::custom)
}
