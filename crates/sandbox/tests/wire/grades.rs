//! Line items, scores and results as a Moodle answers them.

use axum::http::Method;
use hyper::ext::ReasonPhrase;
use lti1p3::ags::{LINE_ITEM, LINE_ITEMS, RESULTS, SCORE};
use lti1p3::scope;
use serde_json::{Value, json};

use crate::world::{ALL_SCOPES, Answer, World, header, json, text, world};

const ITEMS: &str = "/lti/courses/1/lineitems?type_id=1";
const SCORES: &str = "/lti/courses/1/lineitems/1/lineitem/scores?type_id=1";
const GOOD: &str = r#"{"label":"Quiz","scoreMaximum":50,"resourceId":"q1","tag":"grade"}"#;

/// A world with one column and a token for everything.
async fn with_column() -> (World, String) {
    let world = world(|_| {});
    let token = world.bearer(&ALL_SCOPES).await;
    let made = world
        .call(Method::POST, ITEMS, &token, (LINE_ITEM, GOOD))
        .await;
    assert_eq!(made.status(), 201, "{}", text(&made));
    (world, token)
}

fn score(changes: &[(&str, Value)]) -> String {
    let mut body = json!({
        "userId": "6", "scoreGiven": 8, "scoreMaximum": 10, "activityProgress": "Completed",
        "gradingProgress": "FullyGraded", "timestamp": "2026-11-21T12:00:00.250Z"
    });
    for (field, value) in changes {
        body[field] = value.clone();
    }
    body.to_string()
}

fn reason(answer: &Answer) -> String {
    let reason = answer.extensions().get::<ReasonPhrase>();
    let reason = reason.map(|reason| reason.as_bytes().to_vec());
    String::from_utf8(reason.unwrap_or_default()).unwrap()
}

#[tokio::test]
async fn line_items_are_made_listed_changed_and_removed() {
    let (world, token) = with_column().await;
    let item = "/lti/courses/1/lineitems/1/lineitem?type_id=1";
    let listed = world
        .call(Method::GET, ITEMS, &token, (LINE_ITEMS, ""))
        .await;
    assert_eq!(
        json(&listed),
        json!([{"id": format!("http://127.0.0.1:8500{item}"), "label": "Quiz",
            "scoreMaximum": 50, "resourceId": "q1", "tag": "grade"}])
    );
    let changed = r#"{"label":"Quiz 2","scoreMaximum":60,"extra":true}"#;
    let changed = world
        .call(Method::PUT, item, &token, (LINE_ITEM, changed))
        .await;
    assert_eq!(changed.status(), 200);
    assert_eq!(json(&changed)["extra"], true);
    let shown = world.call(Method::GET, item, &token, (LINE_ITEM, "")).await;
    assert_eq!(json(&shown)["label"], "Quiz 2");
    let removed = world.call(Method::DELETE, item, &token, ("*/*", "")).await;
    assert_eq!(
        (removed.status().as_u16(), reason(&removed).as_str()),
        (204, "OK")
    );
    let gone = world.call(Method::GET, item, &token, (LINE_ITEM, "")).await;
    assert_eq!(gone.status(), 404);
    assert_eq!(reason(&gone), "Not Found: Grade item 1 doesn't exist");
    assert_eq!(json(&gone)["request"]["method"], "GET");
}

#[tokio::test]
async fn line_items_need_their_media_type_and_scope() {
    let (world, token) = with_column().await;
    let read_only = world.bearer(&[scope::LINE_ITEM_READ]).await;
    let check = async |method, token: &str, kind, body, status: u16| {
        let answer = world.call(method, ITEMS, token, (kind, body)).await;
        assert_eq!(answer.status(), status, "{kind} {body}");
    };
    let get = || Method::GET;
    let post = || Method::POST;
    let charset = format!("{LINE_ITEM}; charset=utf-8");
    check(get(), &token, "*/*", "", 400).await;
    check(get(), &token, "application/json", "", 400).await;
    check(get(), &read_only, LINE_ITEMS, "", 200).await;
    check(post(), &token, &charset, GOOD, 201).await;
    check(post(), &token, "application/json", GOOD, 400).await;
    check(post(), &read_only, LINE_ITEM, GOOD, 401).await;
    check(post(), &token, LINE_ITEM, r#"{"label":"A"}"#, 400).await;
    check(post(), &token, LINE_ITEM, "not json", 400).await;
    let elsewhere = r#"{"label":"A","scoreMaximum":1,"resourceLinkId":"2"}"#;
    check(post(), &token, LINE_ITEM, elsewhere, 403).await;
}

#[tokio::test]
async fn lists_with_a_limit_have_moodles_broken_links() {
    let (world, token) = with_column().await;
    world
        .call(Method::POST, ITEMS, &token, (LINE_ITEM, GOOD))
        .await;
    let at = format!("{ITEMS}&limit=1");
    let page = world.call(Method::GET, &at, &token, (LINE_ITEMS, "")).await;
    assert_eq!(json(&page).as_array().unwrap().len(), 1);
    assert_eq!(
        header(&page, "link"),
        "<http://127.0.0.1:8500/lti/courses/1/lineitems?type_id=1&amp;limit=1&amp;from=1>; \
         rel=“next”"
    );
    let at = "/lti/courses/1/lineitems/1/lineitem/results?type_id=1&limit=1";
    let page = world.call(Method::GET, at, &token, (RESULTS, "")).await;
    assert_eq!(page.status(), 404);
    assert!(text(&page).contains("<html"));
}

#[tokio::test]
async fn a_score_is_taken_with_an_empty_body_and_read_back() {
    let (world, token) = with_column().await;
    let comment = [("comment", json!("well done"))];
    let kind = format!("{SCORE}; charset=utf-8");
    let posted = world
        .call(Method::POST, SCORES, &token, (&kind, &score(&comment)))
        .await;
    assert_eq!((posted.status().as_u16(), text(&posted)), (200, ""));
    let at = "/lti/courses/1/lineitems/1/lineitem/results?type_id=1&user_id=6";
    let results = world.call(Method::GET, at, &token, (RESULTS, "")).await;
    let origin = "http://127.0.0.1:8500";
    assert_eq!(
        json(&results),
        json!([{
            "id": format!("{origin}{at}"), "userId": "6", "resultScore": 40, "resultMaximum": 50,
            "comment": "well done", "timestamp": "2026-11-21T12:00:00+00:00",
            "scoreOf": format!("{origin}/lti/courses/1/lineitems/1/lineitem?type_id=1")
        }])
    );
}

#[tokio::test]
async fn refused_scores_are_an_empty_list_with_the_reason_in_the_status_line() {
    let (world, token) = with_column().await;
    let post = async |body: &str| {
        world
            .call(Method::POST, SCORES, &token, (SCORE, body))
            .await
    };
    let check = async |changes: &[(&str, Value)], status: u16, starts: &str| {
        let answer = post(&score(changes)).await;
        assert_eq!(
            (answer.status().as_u16(), text(&answer)),
            (status, "[]"),
            "{changes:?}"
        );
        assert!(reason(&answer).starts_with(starts), "{}", reason(&answer));
    };
    let incorrect = "Incorrect score received{";
    check(&[("timestamp", Value::Null)], 400, incorrect).await;
    check(&[("scoreMaximum", Value::Null)], 400, incorrect).await;
    check(&[("userId", json!("3"))], 400, incorrect).await;
    check(&[("userId", json!("5"))], 400, incorrect).await;
    check(&[("userId", json!("9999"))], 400, incorrect).await;
    post(&score(&[])).await;
    let earlier = "Refusing score with an earlier timestamp for item 1 and user 6";
    check(&[], 409, earlier).await;
    let gateway = post(&score(&[("userId", json!("a-uuid"))])).await;
    assert_eq!(gateway.status(), 502);
    let suspended = post(&score(&[("userId", json!("46"))])).await;
    assert_eq!((suspended.status().as_u16(), text(&suspended)), (200, ""));
    let spread = score(&[("userId", json!("3"))]).replace(',', ",\n");
    let answer = post(&spread).await;
    assert_eq!((answer.status().as_u16(), text(&answer)), (200, "[]"));
}

#[tokio::test]
async fn scores_need_their_media_type_scope_and_address() {
    let (world, token) = with_column().await;
    let other = world.bearer(&[scope::LINE_ITEM]).await;
    let check = async |at: &str, token: &str, kind: &str, status: u16| {
        let answer = world
            .call(Method::POST, at, token, (kind, &score(&[])))
            .await;
        assert_eq!(answer.status(), status, "{at} {kind}");
    };
    check(SCORES, &token, "application/json", 400).await;
    check(SCORES, &other, SCORE, 401).await;
    check(
        "/lti/courses/1/lineitems/1/lineitem?type_id=1/scores",
        &token,
        SCORE,
        400,
    )
    .await;
    check(
        "/lti/courses/1/lineitems/9/lineitem/scores?type_id=1",
        &token,
        SCORE,
        404,
    )
    .await;
    check(
        "/lti/courses/2/lineitems/1/lineitem/scores",
        &token,
        SCORE,
        404,
    )
    .await;
    let scores = world.lms.scores();
    let stored: Vec<bool> = scores.iter().map(|score| score.stored).collect();
    let statuses = scores
        .iter()
        .map(|score| score.answer.as_ref().unwrap().status);
    assert_eq!(statuses.collect::<Vec<_>>(), [400, 401, 404, 404]);
    assert_eq!(stored, [false; 4]);
}

#[tokio::test]
async fn a_locked_mark_is_500_and_an_overridden_one_keeps_the_teachers_value() {
    let (world, token) = with_column().await;
    world.lms.lock_mark(1, "6", true);
    let answer = world
        .call(Method::POST, SCORES, &token, (SCORE, &score(&[])))
        .await;
    assert_eq!(answer.status(), 500);
    world.lms.lock_mark(1, "6", false);
    world.lms.override_mark(1, "6", 49.0);
    let answer = world
        .call(Method::POST, SCORES, &token, (SCORE, &score(&[])))
        .await;
    assert_eq!(answer.status(), 200);
    assert_eq!(world.lms.gradebook().marks[0].score, Some(49.0));
}

#[tokio::test]
async fn a_teachers_column_is_named_at_launch_and_empty_once_deleted() {
    let world = world(|config| config.tools[0].points = Some(20.0));
    let line_item = async || {
        let launch = world.launch("student001").await;
        let line_item = launch.grades.unwrap().line_item;
        line_item.map(|url| url.to_string())
    };
    let item = "http://127.0.0.1:8500/lti/courses/1/lineitems/1/lineitem?type_id=1";
    assert_eq!(line_item().await.as_deref(), Some(item));
    let token = world.bearer(&ALL_SCOPES).await;
    world.call(Method::DELETE, item, &token, ("*/*", "")).await;
    assert_eq!(line_item().await, None);
}
