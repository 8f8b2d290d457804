//! Tokens for tools.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::routing::get;
use lti1p3::token::{TokenError, TokenRequest, read_reply};
use lti1p3::{KeyId, SigningKey, scope};
use sandbox::ToolKeys;

use crate::world::{World, canvas, header, json, text, world};

#[tokio::test]
async fn a_token_is_given_for_the_scopes_that_are_known() {
    let world = world(|_| {});
    let answer = world
        .ask_token(&[scope::SCORE, "https://example.test/other"], "j1")
        .await;
    assert_eq!(answer.status(), 200);
    assert_eq!(header(&answer, "content-type"), "text/html; charset=utf-8");
    let token = read_reply(&answer, world.now()).unwrap();
    assert!(token.allows(scope::SCORE));
    assert!(!token.allows(scope::MEMBERSHIP));
    assert_eq!(json(&answer)["expires_in"], 3600);
    let answer = canvas().ask_token(&[scope::SCORE], "j1").await;
    assert!(header(&answer, "content-type").starts_with("application/json"));
}

#[tokio::test]
async fn what_a_tool_may_not_do_is_refused() {
    let world = world(|_| {});
    let refused = async |scopes: &[&str], jti: &str| {
        let answer = world.ask_token(scopes, jti).await;
        assert_eq!(answer.status(), 400);
        json(&answer)["error"].as_str().unwrap().to_owned()
    };
    assert_eq!(
        refused(&["https://example.test/other"], "j1").await,
        "invalid_scope"
    );
    assert_eq!(world.ask_token(&[scope::SCORE], "j2").await.status(), 200);
    assert_eq!(refused(&[scope::SCORE], "j2").await, "invalid_client");
}

#[tokio::test]
async fn a_jti_may_come_again_once_its_assertion_has_ended() {
    let world = world(|_| {});
    assert_eq!(world.ask_token(&[scope::SCORE], "j").await.status(), 200);
    world.pass(299);
    assert_eq!(world.ask_token(&[scope::SCORE], "j").await.status(), 400);
    world.pass(300);
    assert_eq!(world.ask_token(&[scope::SCORE], "j").await.status(), 200);
}

#[tokio::test]
async fn an_assertion_by_another_key_is_refused_in_moodles_broken_json() {
    let mut world = world(|_| {});
    world.key = SigningKey::generate().unwrap();
    let answer = world.ask_token(&[scope::SCORE], "j1").await;
    assert_eq!(answer.status(), 400);
    assert!(serde_json::from_slice::<serde_json::Value>(answer.body()).is_err());
    let error = read_reply(&answer, world.now()).unwrap_err();
    assert!(matches!(error, TokenError::Refused { error, .. } if error.contains("kid")));
}

#[tokio::test]
async fn an_assertion_that_is_not_for_this_platform_or_not_a_form_is_refused() {
    let world = world(|_| {});
    let ask = async |change: fn(&mut lti1p3::Registration)| {
        let mut registration = world.registration.clone();
        change(&mut registration);
        let request = TokenRequest {
            registration: &registration,
            key: &world.key,
            scopes: &[scope::SCORE],
            deployment_id: None,
            jti: &world.fresh(),
            now: world.now(),
        };
        world.send(request.build().unwrap()).await.status().as_u16()
    };
    assert_eq!(ask(|_| {}).await, 200);
    assert_eq!(
        ask(|one| one.token_audience = "http://other/token".to_owned()).await,
        400
    );
    assert_eq!(
        ask(|one| one.client_id = "nobody".parse().unwrap()).await,
        400
    );
    assert_eq!(
        ask(|one| one.client_id = "them".parse().unwrap()).await,
        200
    );
    let request = axum::http::Request::post("/lti/token")
        .header("content-type", "application/json")
        .body(b"{}".to_vec());
    assert_eq!(world.send(request.unwrap()).await.status(), 400);
}

#[tokio::test]
async fn a_body_of_ten_megabytes_is_not_read() {
    let world = world(|_| {});
    let answer = world.post_form("/lti/token", &"a".repeat(10 << 20)).await;
    assert_eq!(answer.status(), 413);
}

/// A tool that publishes what is put into it and counts how often it is asked.
async fn publish(set: &SigningKey) -> (String, Arc<Mutex<String>>, Arc<AtomicUsize>) {
    let published = Arc::new(Mutex::new(lti1p3::keys::render([set])));
    let asked = Arc::new(AtomicUsize::new(0));
    let (shown, count) = (Arc::clone(&published), Arc::clone(&asked));
    let handler = move || {
        count.fetch_add(1, Ordering::SeqCst);
        let set = shown.lock().unwrap().clone();
        async { set }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/jwks", listener.local_addr().unwrap());
    let router = Router::new().route("/jwks", get(handler));
    tokio::spawn(async { axum::serve(listener, router).await });
    (address, published, asked)
}

#[tokio::test]
async fn a_tools_keys_are_read_once_and_again_for_an_unknown_key() {
    let first = world(|_| {}).key;
    let (address, published, asked) = publish(&first).await;
    let mut world = world(|config| config.tools[0].keys = ToolKeys::At(address));
    let status = async |world: &World| {
        let answer = world.ask_token(&[scope::SCORE], &world.fresh()).await;
        (answer.status().as_u16(), asked.load(Ordering::SeqCst))
    };
    assert_eq!(status(&world).await, (200, 1));
    assert_eq!(status(&world).await, (200, 1));
    let next = first.clone().with_id(KeyId::parse("next").unwrap());
    world.key = next.clone();
    assert_eq!(status(&world).await, (400, 2));
    *published.lock().unwrap() = lti1p3::keys::render([&first, &next]);
    assert_eq!(status(&world).await, (200, 3));
}

#[tokio::test]
async fn keys_that_cannot_be_had_are_a_page_in_moodle() {
    for address in [
        "http://127.0.0.1:1/jwks",
        "http://10.0.0.1/jwks",
        "nonsense",
    ] {
        let world = world(|config| config.tools[0].keys = ToolKeys::At(address.to_owned()));
        let answer = world.ask_token(&[scope::SCORE], "j1").await;
        assert_eq!(answer.status(), 404, "{address}");
        assert!(text(&answer).contains("<html"));
    }
}

#[tokio::test]
async fn a_token_ends_after_an_hour_and_opens_only_what_it_is_for() {
    let world = world(|_| {});
    let token = world.bearer(&[scope::SCORE]).await;
    let roster = world.bearer(&[scope::MEMBERSHIP]).await;
    let ask = async |token: &str| {
        let at = "/lti/courses/1/memberships";
        let method = axum::http::Method::GET;
        world
            .call(method, at, token, ("*/*", ""))
            .await
            .status()
            .as_u16()
    };
    assert_eq!(ask(&token).await, 401);
    assert_eq!(ask("nonsense").await, 401);
    assert_eq!(ask(&roster).await, 200);
    world.pass(3600);
    assert_eq!(ask(&roster).await, 401);
}
