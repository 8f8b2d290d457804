//! Bad days, made on purpose.

use std::time::{Duration, Instant};

use axum::http::{Method, Request};
use lti1p3::ags::{LINE_ITEM, SCORE};
use lti1p3::scope;
use sandbox::{Fault, Faults};
use serde_json::json;

use crate::world::{ALL_SCOPES, World, header, json, text, world};

async fn set(world: &World, faults: &str) -> u16 {
    let request = Request::post("/api/faults")
        .header("content-type", "application/json")
        .body(faults.as_bytes().to_vec());
    world.send(request.unwrap()).await.status().as_u16()
}

#[tokio::test]
async fn the_next_requests_fail_as_told_and_then_it_is_over() {
    let world = world(|_| {});
    let busy = r#"{"token": {"times": 2, "status": 503, "retry_after": 7}}"#;
    assert_eq!(set(&world, busy).await, 200);
    for _ in 0..2 {
        let answer = world.ask_token(&[scope::SCORE], &world.fresh()).await;
        assert_eq!(
            (answer.status().as_u16(), header(&answer, "retry-after")),
            (503, "7")
        );
    }
    assert_eq!(world.ask_token(&[scope::SCORE], "j").await.status(), 200);
    assert_eq!(json(&world.get("/api/faults").await)["token"], json!(null));
}

#[tokio::test]
async fn a_page_comes_instead_of_json() {
    let world = world(|_| {});
    let token = world.bearer(&ALL_SCOPES).await;
    world.lms.set_faults(Faults {
        roster: Some(Fault::html(1)),
        ..Faults::default()
    });
    let at = "/lti/courses/1/memberships";
    let answer = world.call(Method::GET, at, &token, ("*/*", "")).await;
    assert_eq!(answer.status(), 200);
    assert!(text(&answer).starts_with("<!DOCTYPE html>"));
}

#[tokio::test]
async fn after_the_last_page_of_the_roster_comes_the_first_again() {
    let world = world(|_| {});
    let token = world.bearer(&[scope::MEMBERSHIP]).await;
    set(&world, r#"{"roster_loops": true}"#).await;
    let next = async |query: &str| {
        let at = format!("/lti/courses/1/memberships{query}");
        let page = world.call(Method::GET, &at, &token, ("*/*", "")).await;
        let link = header(&page, "link").to_owned();
        let (_, query) = link.split_once('?').unwrap();
        query.split_once('>').unwrap().0.to_owned()
    };
    assert_eq!(next("?limit=20").await, "limit=20&from=20");
    assert_eq!(next("?limit=20&from=40").await, "limit=20&from=0");
    assert_eq!(next("").await, "from=0");
}

#[tokio::test]
async fn a_score_hangs_after_it_was_stored() {
    let world = world(|_| {});
    let token = world.bearer(&ALL_SCOPES).await;
    let item = r#"{"label":"Quiz","scoreMaximum":1}"#;
    let items = "/lti/courses/1/lineitems";
    world
        .call(Method::POST, items, &token, (LINE_ITEM, item))
        .await;
    set(&world, r#"{"hang_scores": 1}"#).await;
    let score = json!({
        "userId": "6", "scoreGiven": 1, "scoreMaximum": 1, "activityProgress": "Completed",
        "gradingProgress": "FullyGraded", "timestamp": "2026-11-21T12:00:00Z"
    });
    let at = "/lti/courses/1/lineitems/1/lineitem/scores";
    let score = score.to_string();
    let post = world.call(Method::POST, at, &token, (SCORE, &score));
    assert!(
        tokio::time::timeout(Duration::from_millis(100), post)
            .await
            .is_err()
    );
    assert_eq!(world.lms.gradebook().marks[0].score, Some(1.0));
    let posts = world.lms.scores();
    assert_eq!(
        (posts.len(), posts[0].stored, posts[0].answer.is_none()),
        (1, true, true)
    );
}

#[tokio::test]
async fn a_failed_score_is_remembered_and_not_stored() {
    let world = world(|_| {});
    set(&world, r#"{"scores": {"times": 1, "status": 500}}"#).await;
    let at = "/lti/courses/1/lineitems/1/lineitem/scores";
    let answer = world.call(Method::POST, at, "none", (SCORE, "{}")).await;
    assert_eq!(answer.status(), 500);
    let posts = world.lms.scores();
    assert_eq!((posts.len(), posts[0].stored), (1, false));
    assert_eq!(
        posts[0].answer.as_ref().map(|answer| answer.status),
        Some(500)
    );
}

#[tokio::test]
async fn services_wait_as_told_and_pages_do_not() {
    let world = world(|_| {});
    set(&world, r#"{"delay_ms": 80}"#).await;
    let began = Instant::now();
    world.get("/course/1").await;
    let page = began.elapsed();
    world.get("/lti/jwks").await;
    let keys = began.elapsed().checked_sub(page).unwrap();
    assert!(keys >= Duration::from_millis(80), "{keys:?}");
}

#[tokio::test]
async fn faults_are_off_unless_the_lms_was_told_otherwise() {
    let world = world(|config| config.faults = false);
    assert_eq!(set(&world, r#"{"roster_loops": true}"#).await, 404);
    assert_eq!(world.get("/api/faults").await.status(), 404);
    assert_eq!(world.lms.faults(), Faults::default());
}

#[tokio::test]
async fn a_slip_in_the_faults_is_told() {
    let world = world(|_| {});
    assert_eq!(set(&world, r#"{"tokens": {}}"#).await, 400);
    assert_eq!(set(&world, "not json").await, 400);
}

#[tokio::test]
async fn ending_the_lms_lets_go_of_what_hangs() {
    let world = world(|_| {});
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let lms = world.lms.clone();
    let serving = tokio::spawn(async move {
        let shutdown = async {
            stopped.await.unwrap();
        };
        lms.serve(listener, shutdown).await
    });
    stop.send(()).unwrap();
    let ended = tokio::time::timeout(Duration::from_secs(5), serving).await;
    ended.unwrap().unwrap().unwrap();
}

#[tokio::test]
async fn an_lms_that_is_down_answers_nothing_until_it_is_back() {
    let world = world(|_| {});
    let login = world.begin("student001").await;
    set(&world, r#"{"down": true}"#).await;
    let address = "/lti/courses/1/memberships";
    for _ in 0..2 {
        let answer = world.call(Method::GET, address, "t", ("*/*", "")).await;
        assert_eq!(answer.status(), 503);
    }
    assert_eq!(world.get("/lti/jwks").await.status(), 503);
    assert_eq!(world.ask_token(&[scope::SCORE], "j").await.status(), 503);
    assert_eq!(
        world
            .get("/mod/lti/openid-configuration.php")
            .await
            .status(),
        503
    );
    assert_eq!(world.get("/lti/auth?scope=openid").await.status(), 503);
    set(&world, "{}").await;
    world.authenticate(&login).await;
    assert_eq!(world.ask_token(&[scope::SCORE], "j").await.status(), 200);
}

#[tokio::test]
async fn answers_can_be_huge_slow_or_never() {
    let world = world(|_| {});
    world.lms.set_faults(Faults {
        keys: Some(Fault::flood(1, 5 * 1024)),
        roster: Some(Fault::hang(1)),
        token: Some(Fault::drip(1)),
        ..Faults::default()
    });
    let keys = world.get("/lti/jwks").await;
    assert!(keys.body().len() > 5 * 1024 * 1024);
    let brief = Duration::from_millis(150);
    let roster = world.get("/lti/courses/1/memberships");
    assert!(tokio::time::timeout(brief, roster).await.is_err());
    let token = world.ask_token(&[scope::SCORE], "j");
    assert!(tokio::time::timeout(brief, token).await.is_err());
    assert_eq!(world.ask_token(&[scope::SCORE], "j").await.status(), 200);
}

#[tokio::test]
async fn a_rotated_key_signs_and_the_one_before_it_is_still_published() {
    let world = world(|_| {});
    let ids = async || {
        let keys = json(&world.get("/lti/jwks").await)["keys"].clone();
        let ids = keys.as_array().unwrap().iter();
        ids.map(|key| key["kid"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let first = ids().await;
    let request = Request::post("/api/rotate-key").header("content-type", "application/json");
    let second = json(&world.send(request.body(Vec::new()).unwrap()).await)["kid"].clone();
    let second = second.as_str().unwrap().to_owned();
    assert_eq!(ids().await, [first[0].clone(), second.clone()]);
    world.launch("student001").await;
    let third = world.lms.rotate_key().unwrap();
    assert_eq!(ids().await, [second, third]);
}
