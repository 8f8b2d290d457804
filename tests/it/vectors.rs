//! What a running Moodle 4.5 answered, kept as it came (long bodies are cut), and what we take it for.
//!
//! A Moodle says `[]` both for "nothing there" and for "refused", so a reply means something only
//! together with what was asked.

use http::Response;
use lti1p3::{
    ags::{self, LineItemResult, ScoreError},
    reply::ServiceError,
};
use serde_json::Value;
use url::Url;

fn page() -> Url {
    Url::parse("http://127.0.0.1:8080/mod/lti/services.php/2/lineitems?type_id=2").unwrap()
}

fn reply(row: &Value) -> Response<Vec<u8>> {
    Response::builder()
        .status(u16::try_from(row["status"].as_u64().unwrap()).unwrap())
        .header("content-type", row["content_type"].as_str().unwrap())
        .body(row["body"].as_str().unwrap().as_bytes().to_vec())
        .unwrap()
}

fn meaning(row: &Value) -> String {
    let reply = reply(row);
    match row["asked"].as_str().unwrap() {
        "score" => match ags::judge_score(&reply) {
            Ok(_) => "taken".to_owned(),
            Err(ScoreError::Newer) => "newer".to_owned(),
            Err(ScoreError::Ungradable) => "ungradable".to_owned(),
            Err(ScoreError::Service(error)) => word(&error),
            Err(other) => panic!("{other:?}"),
        },
        "list" => said(ags::read_list(&page(), &reply), |page| {
            format!("{} items", page.items.len())
        }),
        "item" => said(ags::read_item(&reply), |_| "taken".to_owned()),
        "results" => said(ags::read_results(&page(), &reply), |page| {
            format!("{} results", page.results.len())
        }),
        other => panic!("{other}"),
    }
}

fn said<T>(outcome: Result<T, ServiceError>, good: impl FnOnce(T) -> String) -> String {
    outcome.map_or_else(|error| word(&error), good)
}

fn word(error: &ServiceError) -> String {
    let word = match error {
        ServiceError::Refused { .. } => "refused",
        ServiceError::Forbidden => "forbidden",
        ServiceError::NotFound => "not found",
        ServiceError::Token => "token",
        ServiceError::Down(_) => "down",
        other => panic!("{other:?}"),
    };
    word.to_owned()
}

#[test]
fn every_reply_of_a_running_moodle_is_taken_for_what_it_was() {
    let rows: Value =
        serde_json::from_str(include_str!("../data/lti/moodle-ags-replies.json")).unwrap();
    let rows = rows.as_array().unwrap();
    assert!(rows.len() >= 30, "{}", rows.len());
    for row in rows {
        assert_eq!(
            meaning(row),
            row["means"].as_str().unwrap(),
            "{}",
            row["what"]
        );
    }
}

#[test]
fn a_score_made_its_way_through_a_running_moodle() {
    let text = include_str!("../data/lti/moodle-ags-roundtrip.json");
    let trip: Value = serde_json::from_str(text).unwrap();
    let sent: ags::Score = serde_json::from_value(trip["submitted"].clone()).unwrap();
    assert_eq!(serde_json::to_value(&sent).unwrap(), trip["submitted"]);
    let answer = |body: &Value| Response::new(body.to_string().into_bytes());
    let items = ags::read_list(&page(), &answer(&trip["lineItems"]["lineItems"])).unwrap();
    assert!(items.items[0].is("quizA", "grade"));
    let results = ags::read_results(&page(), &answer(&trip["results"]["scores"])).unwrap();
    let shares: Vec<_> = results.results.iter().map(LineItemResult::share).collect();
    assert_eq!(shares, [Some(0.75)], "7.5 of 10, shown as 15 of 20");
    assert_eq!(results.results[0].user_id, sent.user_id);
}
