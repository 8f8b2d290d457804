//! What is different in Canvas manners.

use axum::http::Method;
use lti1p3::ags::{LINE_ITEM, SCORE};
use lti1p3::{ContextRole, scope};
use serde_json::json;

use crate::world::{ALL_SCOPES, canvas, json, text};

#[tokio::test]
async fn launches_live_an_hour_with_opaque_ids_and_every_role() {
    let launch = canvas().launch("assistant1").await;
    let life = launch.expires_at.as_second() - launch.issued_at.as_second();
    assert_eq!(life, 3600);
    assert_eq!(launch.subject.as_str().len(), 36);
    assert!(launch.roles.is_teaching_assistant());
    assert!(launch.roles.has(ContextRole::Instructor));
    let context = launch.context.clone().unwrap();
    assert_eq!(
        launch.resource_link().unwrap().id.as_str(),
        context.id.as_str()
    );
    assert!(context.types[0].ends_with("course#CourseOffering"));
}

#[tokio::test]
async fn scores_answer_with_the_result_and_tools_see_only_their_own_columns() {
    let world = canvas();
    let token = world.bearer(&ALL_SCOPES).await;
    let items = "/lti/courses/1/line_items";
    let item = r#"{"label":"Quiz","scoreMaximum":10}"#;
    let made = world
        .call(Method::POST, items, &token, (LINE_ITEM, item))
        .await;
    let made = json(&made)["id"].as_str().unwrap().to_owned();
    assert_eq!(made, "http://127.0.0.1:8500/lti/courses/1/line_items/1");
    let people = world.lms.people();
    let student = &people
        .iter()
        .find(|one| one.username == "student001")
        .unwrap()
        .id;
    let score = json!({
        "userId": student, "scoreGiven": 1, "scoreMaximum": 1, "activityProgress": "Completed",
        "gradingProgress": "FullyGraded", "timestamp": "2026-11-21T12:00:00Z"
    });
    let at = format!("{made}/scores");
    let posted = world
        .call(Method::POST, &at, &token, (SCORE, &score.to_string()))
        .await;
    let result = json(&posted)["resultUrl"].as_str().unwrap().to_owned();
    let read = world.call(Method::GET, &result, &token, ("*/*", "")).await;
    assert_eq!(json(&read)["resultScore"], 10, "{}", text(&read));
    let teacher = score.to_string().replace(student, &people[0].id);
    let refused = world
        .call(Method::POST, &at, &token, (SCORE, &teacher))
        .await;
    assert_eq!(refused.status(), 422);
    let mut other = world;
    other.registration.client_id = "them".parse().unwrap();
    let theirs = other.bearer(&[scope::LINE_ITEM]).await;
    let unseen = other
        .call(Method::GET, &made, &theirs, (LINE_ITEM, ""))
        .await;
    assert_eq!(unseen.status(), 404);
}
