//! The roster service.

use axum::http::Method;
use lti1p3::nrps::MEDIA_TYPE;
use lti1p3::scope;

use crate::world::{World, canvas, header, json, world};

const AT: &str = "/lti/courses/1/memberships";

async fn ask(world: &World, query: &str, accept: &str) -> crate::world::Answer {
    let token = world.bearer(&[scope::MEMBERSHIP]).await;
    let at = format!("{AT}{query}");
    world.call(Method::GET, &at, &token, (accept, "")).await
}

#[tokio::test]
async fn moodle_is_strict_about_what_is_accepted() {
    let world = world(|_| {});
    let check = async |accept: &str, status: u16| {
        assert_eq!(ask(&world, "", accept).await.status(), status, "{accept}");
    };
    check(MEDIA_TYPE, 200).await;
    check("*/*", 200).await;
    check("", 200).await;
    check(&format!("text/plain, {MEDIA_TYPE};q=0.9"), 200).await;
    check("application/json", 400).await;
    assert_eq!(ask(&canvas(), "", "application/json").await.status(), 200);
}

#[tokio::test]
async fn bad_questions_are_answered_clearly() {
    let world = world(|_| {});
    let check = async |query: &str, status: u16| {
        assert_eq!(
            ask(&world, query, MEDIA_TYPE).await.status(),
            status,
            "{query}"
        );
    };
    check("?limit=ten", 400).await;
    check("?from=-1", 400).await;
    check("?limit=99999999999999999999999", 400).await;
    check("?rlid=99", 404).await;
    check("?rlid=2", 200).await;
    check("?limit=0", 200).await;
}

#[tokio::test]
async fn pages_are_linked_with_straight_quotes() {
    let answer = ask(&world(|_| {}), "?limit=10&role=Learner", MEDIA_TYPE).await;
    assert_eq!(
        header(&answer, "link"),
        "<http://127.0.0.1:8500/lti/courses/1/memberships?limit=10&from=10>; rel=\"next\""
    );
    assert_eq!(
        header(&answer, "content-type"),
        format!("{MEDIA_TYPE}; charset=utf-8")
    );
}

#[tokio::test]
async fn whoever_is_late_comes_and_whoever_is_suspended_or_gone_does_not() {
    let world = world(|_| {});
    let count = async || {
        let page = json(&ask(&world, "", MEDIA_TYPE).await);
        page["members"].as_array().unwrap().len()
    };
    assert_eq!(count().await, 43);
    let late = world.lms.enrol_late();
    assert_eq!(count().await, 44);
    world.lms.suspend(&late, true);
    world.lms.unenrol("student001");
    assert_eq!(count().await, 42);
    world.lms.suspend(&late, false);
    assert_eq!(count().await, 43);
}

#[tokio::test]
async fn the_title_is_escaped_in_moodles_roster_only() {
    let title = async |world: World| {
        let page = json(&ask(&world, "", MEDIA_TYPE).await);
        page["context"]["title"].as_str().unwrap().to_owned()
    };
    assert!(
        title(world(|_| {}))
            .await
            .contains("Sciences &amp; Ecology")
    );
    assert!(title(canvas()).await.contains("Sciences & Ecology"));
}
