use std::time::Duration;

use super::*;
use crate::keys::{KeySet, render};
use crate::platform::{AssertionRequest, ExpectedAssertion};
use crate::testing::{KEY, now, registration, reply};
use crate::{ClientId, scope};

const ASKED: [&str; 2] = [scope::SCORE, scope::MEMBERSHIP];

fn build() -> Request<Vec<u8>> {
    let registration = registration("https://lms.example", "tool-1");
    let deployment = DeploymentId::parse("2").unwrap();
    let request = TokenRequest {
        registration: &registration,
        key: &KEY,
        scopes: &ASKED,
        deployment_id: Some(&deployment),
        jti: "j-1",
        now: now(),
    };
    request.build().unwrap()
}

#[test]
fn a_request_is_a_form_with_an_assertion_that_the_platform_side_accepts() {
    let request = build();
    assert_eq!(request.uri(), "https://lms.example/token");
    let content_type = &request.headers()[CONTENT_TYPE];
    assert_eq!(content_type, "application/x-www-form-urlencoded");
    let asked = AssertionRequest::parse(request.body()).unwrap();
    assert_eq!(asked.scopes, ASKED);
    let keys = KeySet::parse(render([&*KEY]).as_bytes()).unwrap();
    let assertion = asked.verify(&ExpectedAssertion {
        client_id: &ClientId::parse("tool-1").unwrap(),
        audiences: &["https://lms.example/token"],
        keys: &keys,
        now: now(),
        leeway: Duration::from_mins(1),
    });
    let assertion = assertion.unwrap();
    assert_eq!(assertion.jti, "j-1");
    assert_eq!(assertion.expires_at.as_second(), now().as_second() + 240);
}

fn check(status: u16, body: &str, expected: &str) {
    check_with(
        status,
        &[("content-type", "text/html; charset=utf-8")],
        body,
        expected,
    );
}

fn check_with(status: u16, headers: &[(&str, &str)], body: &str, expected: &str) {
    let said = match read_reply(&reply(status, headers, body), now()) {
        Ok(token) => {
            let life = token.ends().as_second() - now().as_second();
            let scope = if token.allows(scope::SCORE) {
                "may score"
            } else {
                "may not score"
            };
            format!("good for {life} s, {scope}")
        }
        Err(error) => format!("{error:?}"),
    };
    assert!(said.starts_with(expected), "{status} {body}: {said}");
}

#[test]
fn a_grant_is_read_whatever_its_content_type() {
    let moodle = r#"{"access_token":"0123456789abcdef0123456789abcdef","token_type":"Bearer","expires_in":3600,
        "scope":"https://purl.imsglobal.org/spec/lti-ags/scope/score"}"#;
    check(200, moodle, "good for 3570 s, may score");
    let edx = r#"{"access_token":"x.y.z","token_type":"bearer","expires_in":3600}"#;
    check(200, edx, "good for 3570 s, may score");
    check(
        200,
        r#"{"access_token":"x","expires_in":"60"}"#,
        "good for 30 s",
    );
    check(200, r#"{"access_token":"x"}"#, "good for 270 s");
    check(
        200,
        r#"{"access_token":"x","expires_in":0}"#,
        "good for -30 s",
    );
    check(
        200,
        r#"{"access_token":"x","expires_in":-5}"#,
        "good for -30 s",
    );
    check(
        200,
        r#"{"access_token":"x","expires_in":999999999}"#,
        "good for 86370 s",
    );
    check(
        200,
        r#"{"access_token":"x","scope":""}"#,
        "good for 270 s, may not score",
    );
    check(
        200,
        r#"{"access_token":"x","scope":["a"]}"#,
        "good for 270 s, may not score",
    );
}

#[test]
fn a_success_without_a_token_is_unreadable() {
    for body in [
        "",
        "<html>",
        "[]",
        "{}",
        r#"{"access_token":null}"#,
        r#"{"access_token":""}"#,
        r#"{"access_token":"a\r\nX: y"}"#,
        r#"{"access_token":"x","expires_in":"soon"}"#,
        r#"{"access_token":"x","expires_in":1e308}"#,
    ] {
        check(200, body, "Unreadable");
    }
}

#[test]
fn refusals_are_read_even_where_they_are_broken() {
    check(
        400,
        r#"{"error":"invalid_scope"}"#,
        r#"Refused { error: "invalid_scope", description: None }"#,
    );
    check(
        401,
        r#"{"error":"invalid_client","error_description":"no"}"#,
        r#"Refused { error: "invalid_client", description: Some("no") }"#,
    );
    check(
        400,
        r#"{"error" : ""kid" invalid, unable to lookup correct key"}"#,
        r#"Refused { error: "{\"error\" : \"\"kid\" invalid, unable to lookup correct key\"}""#,
    );
    check(
        404,
        "<html>\n <title>Error</title>",
        "Refused { error: \"<html> <title>Error</title>\"",
    );
    check(302, "", "Refused { error: \"\"");
}

#[test]
fn a_busy_platform_says_when_to_come_back() {
    check_with(429, &[("retry-after", "7")], "", "Busy(Some(Wait(7s)))");
    check_with(
        503,
        &[("retry-after", "Sat, 21 Nov 2026 21:26:10 GMT")],
        "",
        "Busy(Some(At(2026-11-21T21:26:10Z)))",
    );
    check_with(503, &[("retry-after", "soon")], "", "Busy(None)");
    check(502, "<html>", "Down(502)");
}

#[test]
fn waiting_is_counted_from_now_and_bounded() {
    let minute = now()
        .checked_add(jiff::SignedDuration::from_mins(1))
        .unwrap();
    assert_eq!(RetryAfter::At(minute).from(now()), Duration::from_mins(1));
    assert_eq!(RetryAfter::At(now()).from(minute), Duration::ZERO);
    assert_eq!(
        RetryAfter::Wait(Duration::MAX).from(now()),
        RetryAfter::LONGEST
    );
    assert_eq!(
        RetryAfter::At(Timestamp::MAX).from(now()),
        RetryAfter::LONGEST
    );
}

#[test]
fn a_token_never_shows_itself() {
    let reply = reply(200, &[], r#"{"access_token":"very-secret"}"#);
    let token = read_reply(&reply, now()).unwrap();
    assert!(!format!("{token:?}").contains("very-secret"));
    assert!(!format!("{:?}", token.bearer()).contains("very-secret"));
    assert_eq!(token.bearer(), "Bearer very-secret");
    assert!(token.is_good(now()));
    assert!(!token.is_good(token.ends()));
}
