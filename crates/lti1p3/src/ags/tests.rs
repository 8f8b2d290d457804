use http::Method;
use serde_json::{Value, json};

use super::*;
use crate::reply::{RetryAfter, ServiceError, throttled};
use crate::testing::{access_token, now, reply, url};
use crate::{ResourceLinkId, Subject};

const ITEM: &str = "https://lms.example/mod/lti/services.php/2/lineitems/3/lineitem?type_id=2";

#[test]
fn scores_and_results_are_below_the_item_and_before_its_query() {
    let check = |item: &str, expected: &str| {
        assert_eq!(below(&url(item), "scores").as_str(), expected);
    };
    check(
        ITEM,
        "https://lms.example/mod/lti/services.php/2/lineitems/3/lineitem/scores?type_id=2",
    );
    check(
        "https://lms.example/items/1",
        "https://lms.example/items/1/scores",
    );
    check(
        "https://lms.example/items/1/",
        "https://lms.example/items/1/scores",
    );
    check(
        "https://lms.example/items/a%2Fb?x",
        "https://lms.example/items/a%2Fb/scores?x",
    );
    let user = Subject::parse("a b").unwrap();
    assert_eq!(
        results_url(&url(ITEM), Some(&user)).as_str(),
        "https://lms.example/mod/lti/services.php/2/lineitems/3/lineitem/results?type_id=2&user_id=a+b",
    );
}

fn score() -> Score {
    Score::complete(Subject::parse("7").unwrap(), 1.0, 1.0, now())
}

#[test]
fn a_score_is_sent_on_one_line_with_the_exact_media_type() {
    let request = score_request(&url(ITEM), &score(), &access_token()).unwrap();
    assert_eq!(request.method(), Method::POST);
    assert_eq!(
        request.uri().path(),
        "/mod/lti/services.php/2/lineitems/3/lineitem/scores"
    );
    assert_eq!(request.headers()["content-type"], SCORE);
    assert_eq!(
        String::from_utf8(request.into_body()).unwrap(),
        r#"{"userId":"7","scoreGiven":1,"scoreMaximum":1,"activityProgress":"Completed","gradingProgress":"FullyGraded","timestamp":"2026-11-21T21:25:10.000Z"}"#
    );
}

#[test]
fn canvas_is_told_that_a_score_is_no_new_attempt() {
    let sent = json!(score().as_same_attempt());
    assert_eq!(sent[CANVAS_SUBMISSION], json!({"new_submission": false}));
    assert_eq!(
        serde_json::from_value::<Score>(sent).unwrap(),
        score().as_same_attempt()
    );
}

#[test]
fn a_remark_with_line_breaks_stays_on_one_line() {
    let mut score = score();
    score.comment = Some("well\r\ndone".to_owned());
    let request = score_request(&url(ITEM), &score, &access_token()).unwrap();
    assert!(
        !request
            .body()
            .iter()
            .any(|byte| matches!(byte, b'\r' | b'\n'))
    );
}

#[test]
fn a_grade_that_is_no_number_is_not_sent_as_an_erasure() {
    for number in [f64::NAN, f64::INFINITY] {
        let mut score = score();
        score.score_given = Some(number);
        let refused = score_request(&url(ITEM), &score, &access_token());
        assert!(matches!(refused, Err(ServiceError::Unsendable)));
    }
}

#[test]
fn a_score_survives_the_way_to_the_platform() {
    let mut sent = score();
    sent.score_given = Some(7.5);
    sent.comment = Some("gut gemacht".to_owned());
    sent.submission = Some(Submission {
        started_at: None,
        submitted_at: Some(now()),
    });
    let canvas = "https://canvas.instructure.com/lti/submission";
    sent.other
        .insert(canvas.to_owned(), json!({"new_submission": false}));
    let text = serde_json::to_string(&sent).unwrap();
    assert_eq!(serde_json::from_str::<Score>(&text).unwrap(), sent);
    let number_as_user = text.replace("\"userId\":\"7\"", "\"userId\":7");
    assert_eq!(
        serde_json::from_str::<Score>(&number_as_user).unwrap(),
        sent
    );
}

#[test]
fn a_score_that_a_platform_must_refuse_is_not_read() {
    let good = serde_json::to_value(score()).unwrap();
    for (field, wrong) in [
        ("userId", json!("")),
        ("timestamp", json!("yesterday")),
        ("timestamp", json!("2026-11-21T21:25:10")),
        ("timestamp", json!(null)),
        ("activityProgress", json!("Bogus")),
        ("gradingProgress", json!(null)),
    ] {
        let mut bad = good.clone();
        bad[field] = wrong;
        assert!(serde_json::from_value::<Score>(bad).is_err(), "{field}");
    }
}

fn check(status: u16, body: &str, expected: &str) {
    let said = match judge_score(&reply(status, &[], body)) {
        Ok(ScoreAccepted { result_url }) => match result_url {
            Some(url) => format!("taken: {url}"),
            None => "taken".to_owned(),
        },
        Err(error) => format!("{error:?}"),
    };
    assert!(said.starts_with(expected), "{status} {body}: {said}");
}

#[test]
fn a_score_is_judged_by_status_and_body_as_a_running_moodle_answered() {
    check(200, "", "taken");
    check(200, "[]", "Service(Refused { status: 200");
    check(200, " []\n", "Service(Refused { status: 200");
    check(409, "[]", "Newer");
    check(400, "[]", "Ungradable");
    let handler = "{\n \"status\": 400,\n \"reason\": \"No handler found for /2/lineitems/3/lineitem/scores\"}";
    check(400, handler, "Service(Refused { status: 400");
    check(401, "{\"status\": 401}", "Service(Token)");
    check(404, "{\"status\": 404}", "Service(NotFound)");
    check(502, "<html>", "Service(Down(502))");
    check(500, "", "Service(Down(500))");
}

#[test]
fn canvas_and_open_edx_are_understood_too() {
    let url = "https://school.example/api/lti/courses/5/line_items/2/results/7";
    check(
        200,
        &json!({ "resultUrl": url }).to_string(),
        &format!("taken: {url}"),
    );
    check(
        422,
        r#"{"errors":{"type":"unprocessable_entity","message":"User not found in course"}}"#,
        "Ungradable",
    );
    check(
        422,
        r#"{"errors":{"message":"scoreMaximum must be present"}}"#,
        "Service(Refused",
    );
    check(
        400,
        r#"{"errors":{"message":"Provided timestamp of X before last updated timestamp of Y"}}"#,
        "Newer",
    );
    check(
        400,
        r#"{"errors":{"message":"Provided submission type not supported"}}"#,
        "Service(Refused",
    );
    check(404, "", "Service(NotFound)");
    check(
        429,
        "429 Too Many Requests (Rate Limit Exceeded)",
        "Service(Busy(None))",
    );
    check(
        201,
        r#"{"timestamp":"2026-11-21T21:25:10Z","resultScore":1}"#,
        "taken",
    );
    check(
        400,
        r#"{"timestamp":["Score timestamp can only be updated to a later point in time"]}"#,
        "Newer",
    );
    check(
        400,
        r#"{"timestamp":"2026-11-21T21:25:10Z","userId":["unknown"]}"#,
        "Service(Refused",
    );
    check(403, "", "Service(Forbidden)");
    check(204, "", "taken");
    check(302, "", "Service(Refused { status: 302");
}

#[test]
fn a_line_item_that_is_closed_is_nobodys_fault() {
    for reason in [
        "This assignment is still unpublished",
        "This assignment is in a closed grading period for this student",
    ] {
        let message = format!("cannot be changed at this time: {reason}");
        let body = json!({"errors": [{"field": "grade", "message": message, "error_code": null}]});
        check(422, &body.to_string(), "Closed");
    }
    check(
        422,
        r#"{"errors":{"message":"This course has concluded. AGS requests will no longer be accepted"}}"#,
        "Service(Refused",
    );
}

#[test]
fn a_busy_platform_says_when_to_come_back() {
    let busy = judge_score(&reply(503, &[("retry-after", "120")], ""));
    let wait = RetryAfter::Wait(std::time::Duration::from_mins(2));
    assert_eq!(busy, Err(ServiceError::Busy(Some(wait)).into()));
}

#[test]
fn a_platform_that_counts_requests_is_told_from_one_that_forbids() {
    let check = |status, header: &[(&str, &str)], body, expected| {
        let reply = reply(status, header, body);
        assert_eq!(throttled(&reply).is_some(), expected, "{status} {body}");
        let busy = matches!(
            judge_score(&reply),
            Err(ScoreError::Service(ServiceError::Busy(None)))
        );
        assert_eq!(busy, expected, "{status} {body}");
    };
    let remaining = |left| ("x-rate-limit-remaining", left);
    check(429, &[], "", true);
    check(403, &[], "403 Forbidden (Rate Limit Exceeded)\n", true);
    check(403, &[remaining("0.0")], "", true);
    check(403, &[remaining("-12.5")], "", true);
    check(403, &[remaining("598.7")], "", false);
    check(403, &[remaining("none")], "{}", false);
    check(
        403,
        &[],
        r#"{"errors":[{"message":"Insufficient scope"}]}"#,
        false,
    );
    check(200, &[remaining("0.0")], "", false);
    check(400, &[], "Rate Limit Exceeded", false);
}

fn items(body: &Value) -> Vec<LineItem> {
    let page = url("https://lms.example/items");
    read_list(&page, &reply(200, &[], &body.to_string()))
        .unwrap()
        .items
}

#[test]
fn line_items_of_moodle_are_read_and_found_by_both_names() {
    let found = items(&json!([
        {"id": ITEM, "label": "py quiz 1", "scoreMaximum": 50, "resourceId": "q1", "tag": "grade",
         "resourceLinkId": "2", "ltiLinkId": "2"},
        {"id": ITEM, "label": "blank", "scoreMaximum": "10", "resourceId": "", "tag": ""},
        {"id": ITEM, "label": "Extra column", "scoreMaximum": 30.5, "resourceId": "q1", "tag": "bonus"},
    ]));
    let maxima: Vec<_> = found
        .iter()
        .map(|item| item.score_maximum.unwrap())
        .collect();
    assert_eq!(maxima, [50.0, 10.0, 30.5]);
    assert_eq!(found[0].other["ltiLinkId"], "2", "unknown fields are kept");
    assert_eq!((&found[1].resource_id, &found[1].tag), (&None, &None));
    let bonus = found.iter().find(|item| item.is("q1", "bonus")).unwrap();
    assert_eq!(bonus.label, "Extra column");
    assert!(
        !found
            .iter()
            .any(|item| item.is("q2", "bonus") || item.is("q1", "Grade"))
    );
}

#[test]
fn a_line_item_is_made_without_an_address_and_read_back_with_one() {
    let mut item = LineItem::new("Conduct quiz", 1.0, "alongside:quiz:conduct", "alongside");
    item.other
        .insert("endDateTime".to_owned(), json!("2026-12-01T00:00:00Z"));
    let list = url("https://lms.example/2/lineitems?type_id=2");
    let request = create_request(&list, &item, &access_token()).unwrap();
    assert_eq!(request.headers()["content-type"], LINE_ITEM);
    assert_eq!(request.headers()["accept"], LINE_ITEM);
    let sent: Value = serde_json::from_slice(request.body()).unwrap();
    assert_eq!(
        sent,
        json!({"label": "Conduct quiz", "scoreMaximum": 1, "resourceId": "alongside:quiz:conduct",
               "tag": "alongside", "endDateTime": "2026-12-01T00:00:00Z"})
    );
    let mut answer = sent.clone();
    answer["id"] = json!(ITEM);
    let made = read_item(&reply(201, &[], &answer.to_string())).unwrap();
    assert_eq!(made.id, Some(url(ITEM)));
    assert_eq!(made.other, item.other);
    let without = read_item(&reply(201, &[], &sent.to_string()));
    assert!(matches!(without, Err(ServiceError::Unreadable(_))));
}

#[test]
fn a_changed_item_goes_back_with_what_was_not_understood() {
    let body = json!({"id": ITEM, "label": "Old", "scoreMaximum": 10, "gradesReleased": false,
                      "https://vendor.example/x": {"a": [1]}});
    let mut item = read_item(&reply(200, &[], &body.to_string())).unwrap();
    item.label = "New".to_owned();
    let request = update_request(&item, &access_token()).unwrap();
    assert_eq!(
        (request.method().as_str(), request.uri().to_string()),
        ("PUT", ITEM.to_owned())
    );
    assert_eq!(request.headers()["content-type"], LINE_ITEM);
    let sent: Value = serde_json::from_slice(request.body()).unwrap();
    let mut expected = body;
    expected["label"] = json!("New");
    assert_eq!(sent, expected);
    let request = delete_request(&url(ITEM), &access_token()).unwrap();
    assert_eq!(
        (request.method().as_str(), request.uri().to_string()),
        ("DELETE", ITEM.to_owned())
    );
    let nowhere = update_request(&LineItem::new("x", 1.0, "r", "t"), &access_token());
    assert_eq!(nowhere.unwrap_err(), ServiceError::Unsendable);
}

#[test]
fn a_filter_never_limits() {
    let filter = LineItemFilter {
        resource_id: Some("a&b".to_owned()),
        tag: Some("t".to_owned()),
        resource_link: Some(ResourceLinkId::parse("2").unwrap()),
    };
    assert_eq!(
        filter
            .first_page(&url("https://lms.example/2/lineitems?type_id=2"))
            .as_str(),
        "https://lms.example/2/lineitems?type_id=2&resource_id=a%26b&tag=t&resource_link_id=2"
    );
    let request = list_request(&url(ITEM), &access_token()).unwrap();
    assert_eq!(request.headers()["accept"], LINE_ITEMS);
}

#[test]
fn results_of_moodle_are_read_through_their_broken_links() {
    let page = url("https://lms.example/2/lineitems/3/lineitem/results?limit=3");
    let link =
        "<https://lms.example/2/lineitems/3/lineitem/results?limit=3&amp;from=3>; rel=“next”";
    let body = json!([
        {"id": format!("{page}&user_id=6"), "userId": "6", "resultScore": 15, "resultMaximum": 20,
         "comment": "well done", "scoreOf": ITEM, "timestamp": "2026-11-21T21:23:24+00:00"},
        {"userId": 15, "resultScore": 0, "resultMaximum": 50},
        {"userId": "16", "resultMaximum": 50},
        {"userId": "17", "resultScore": 0.5},
    ]);
    let read = read_results(&page, &reply(200, &[("link", link)], &body.to_string())).unwrap();
    assert_eq!(
        read.next,
        Some(url(
            "https://lms.example/2/lineitems/3/lineitem/results?limit=3&from=3"
        ))
    );
    let shares: Vec<_> = read.results.iter().map(LineItemResult::share).collect();
    assert_eq!(shares, [Some(0.75), Some(0.0), None, Some(0.5)]);
    let first = &read.results[0];
    assert_eq!(first.timestamp, "2026-11-21T21:23:24Z".parse().ok());
    assert_eq!(first.comment.as_deref(), Some("well done"));
}

#[test]
fn an_error_page_where_results_should_be_is_unreadable() {
    let outcome = read_results(&url(ITEM), &reply(200, &[], "<!DOCTYPE html>"));
    assert!(matches!(outcome, Err(ServiceError::Unreadable(_))));
    let outcome = read_results(&url(ITEM), &reply(404, &[], "<!DOCTYPE html>"));
    assert_eq!(outcome, Err(ServiceError::NotFound));
}

#[test]
fn only_web_addresses_are_called() {
    let refused = list_request(&url("ftp://lms.example/items"), &access_token());
    assert!(matches!(refused, Err(ServiceError::Unsendable)));
}
