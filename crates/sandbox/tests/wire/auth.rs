//! Launches that go no further.

use axum::http::StatusCode;
use lti1p3::login::LoginAnswer;
use lti1p3::{LoginRequest, Nonce};

use crate::world::{REDIRECT, World, canvas, form_of, text, world};

async fn ask(world: &World, login: &LoginRequest, redirect: &str) -> (StatusCode, String) {
    let nonce = Nonce::parse("n1").unwrap();
    let address = login.authentication_url(&world.registration, redirect, "s1", &nonce);
    let page = world.get(address.as_str()).await;
    (page.status(), text(&page).to_owned())
}

fn refusal(page: &str) -> String {
    let (action, form) = form_of(page);
    assert_eq!(action, REDIRECT);
    match LoginAnswer::parse(form.as_bytes()).unwrap() {
        LoginAnswer::Refused(refusal) => {
            assert_eq!(refusal.state.as_deref(), Some("s1"));
            refusal.error
        }
        LoginAnswer::Launch { .. } => "launched".to_owned(),
    }
}

#[tokio::test]
async fn an_unregistered_address_gets_nothing_posted() {
    let world = world(|_| {});
    let login = world.begin("student001").await;
    let (status, page) = ask(&world, &login, "http://localhost:8400/lti/launch/").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(!page.contains("<form"));
}

#[tokio::test]
async fn a_launch_is_finished_once() {
    let world = world(|_| {});
    let login = world.begin("student001").await;
    let (status, page) = ask(&world, &login, REDIRECT).await;
    assert_eq!(
        (status, refusal(&page).as_str()),
        (StatusCode::OK, "launched")
    );
    let (status, page) = ask(&world, &login, REDIRECT).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(page.contains("finished before"));
}

#[tokio::test]
async fn a_hint_must_come_back_byte_for_byte() {
    let world = world(|_| {});
    let login = world.begin("student001").await;
    let hint = login.message_hint.clone().unwrap();
    assert!(
        hint.starts_with(r#"{"cmid":4,"launchid":"ltilaunch1_"#),
        "{hint}"
    );
    let changed = LoginRequest {
        message_hint: Some(hint.replace(',', ", ")),
        ..login.clone()
    };
    assert_eq!(
        ask(&world, &changed, REDIRECT).await.0,
        StatusCode::NOT_FOUND
    );
    assert_eq!(ask(&world, &login, REDIRECT).await.0, StatusCode::OK);
}

#[tokio::test]
async fn another_persons_hint_is_posted_as_an_error() {
    let check = async |world: World, expected: &str| {
        let login = world.begin("student001").await;
        let other = world.begin("student002").await.login_hint;
        let stolen = LoginRequest {
            login_hint: other,
            ..login
        };
        let (status, page) = ask(&world, &stolen, REDIRECT).await;
        assert_eq!(
            (status, refusal(&page).as_str()),
            (StatusCode::OK, expected)
        );
    };
    check(world(|_| {}), "access_denied").await;
    check(canvas(), "login_required").await;
}

#[tokio::test]
async fn canvas_tells_the_tool_that_a_launch_is_too_old() {
    let world = canvas();
    let login = world.begin("student001").await;
    world.pass(601);
    let (status, page) = ask(&world, &login, REDIRECT).await;
    assert_eq!(
        (status, refusal(&page).as_str()),
        (StatusCode::OK, "launch_no_longer_valid")
    );
}

#[tokio::test]
async fn a_tool_may_ask_by_post_and_not_twice_the_same() {
    let world = world(|_| {});
    let login = world.begin("student001").await;
    let nonce = Nonce::parse("n1").unwrap();
    let address = login.authentication_url(&world.registration, REDIRECT, "s1", &nonce);
    let query = address.query().unwrap();
    let twice = format!("{query}&redirect_uri=http://evil/");
    let page = world.post_form("/lti/auth", &twice).await;
    assert_eq!(page.status(), StatusCode::NOT_FOUND);
    let page = world.post_form("/lti/auth", query).await;
    assert_eq!(refusal(text(&page)), "launched");
}

#[tokio::test]
async fn nobody_launches_who_is_suspended_or_has_left() {
    let world = world(|_| {});
    for who in ["student041", "nobody"] {
        let page = world.get(&format!("/launch/start?tool=us&as={who}")).await;
        assert_eq!(page.status(), StatusCode::FORBIDDEN);
    }
    let login = world.begin("student001").await;
    assert!(world.lms.unenrol("student001"));
    assert_eq!(ask(&world, &login, REDIRECT).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn state_and_hints_cannot_break_out_of_the_form() {
    let world = world(|_| {});
    let login = world.begin("student001").await;
    let nonce = Nonce::parse("n1").unwrap();
    let state = "\"><script>alert(1)</script>";
    let address = login.authentication_url(&world.registration, REDIRECT, state, &nonce);
    let page = world.get(address.as_str()).await;
    assert!(!text(&page).contains("<script>alert"));
    let form = form_of(text(&page)).1;
    let LoginAnswer::Launch { state: back, .. } = LoginAnswer::parse(form.as_bytes()).unwrap()
    else {
        panic!("refused")
    };
    assert_eq!(back, state);
}
