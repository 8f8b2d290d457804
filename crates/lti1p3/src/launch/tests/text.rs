//! The text of a token, before anything in it is believed.

use proptest::prelude::*;
use serde_json::json;

use crate::launch::{LaunchError, UnverifiedLaunch};
use crate::testing::{KEY, STRANGER, check, encode, launch, said};

fn check_text(token: &str, expected: &str) {
    let outcome = launch().expected().verify(token);
    assert_eq!(
        said(&outcome),
        expected,
        "{}",
        &token[..token.len().min(80)]
    );
}

#[test]
fn what_is_not_a_token_is_refused_before_anything_is_believed() {
    let header = encode(launch().header.to_string());
    for text in [
        "",
        "..",
        "a.b",
        "a.b.c.d",
        "hello",
        "<html>",
        "....",
        "\u{0}",
        "eyJ9.eyJ9.x",
        &format!("{header}.{}.x", encode("[]")),
        &format!("{header}.{}.x", encode("\"text\"")),
        &format!("{header}.{}.x", encode(b"{\"a\":\"\xff\"}")),
        &format!("{header}.{}=.x", encode("{}")),
        &format!("{header} .{}.x", encode("{}")),
    ] {
        check_text(text, "refused: launch-token-unreadable");
    }
    let token = launch().token();
    check_text(&format!(" {token}"), "refused: launch-token-unreadable");
    check_text(&format!("{token}.x"), "refused: launch-token-unreadable");
    check_text(&format!("{token}="), "refused: launch-token-signature");
}

#[test]
fn a_claim_given_twice_is_refused_wherever_it_is() {
    let trial = launch();
    let plain = serde_json::to_string(&trial.claims).unwrap();
    let header = trial.header.to_string();
    let twice = plain.replacen('{', "{\"sub\":\"3\",", 1);
    let inside = plain.replacen("\"id\":\"course-1\"", "\"id\":\"course-1\",\"id\":\"2\"", 1);
    assert_ne!(inside, plain);
    let header_twice = header.replacen('{', "{\"alg\":\"none\",", 1);
    for (header, claims) in [
        (&header, &twice),
        (&header, &inside),
        (&header_twice, &plain),
    ] {
        let token = format!("{}.{}.x", encode(header), encode(claims));
        check_text(&token, "refused: launch-token-unreadable");
    }
}

#[test]
fn size_and_depth_are_bounded() {
    check(launch().with("ext", json!("x".repeat(40_000))), "launched");
    check(
        launch().with("ext", json!("x".repeat(60_000))),
        "refused: launch-token-unreadable",
    );
    let mut deep = json!(1);
    for _ in 0..16 {
        deep = json!([deep]);
    }
    check(
        launch().with("ext", deep),
        "refused: launch-token-unreadable",
    );
}

#[test]
fn an_unverified_launch_says_whom_it_claims_to_be_from() {
    let trial = launch().with("aud", json!(["tool-9"])).signed_by(&STRANGER);
    let peek = UnverifiedLaunch::read(trial.token()).unwrap();
    assert_eq!(peek.issuer(), Some("https://lms.example"));
    assert_eq!(peek.client_id(), Some("tool-9"));
    assert_eq!(peek.deployment_id(), Some("2"));
    assert_eq!(peek.key_id(), Some(KEY.id().as_str()));
    let asked = peek.check_parties(&trial.registration);
    assert_eq!(
        asked,
        Err(LaunchError::Audience),
        "known before keys are fetched"
    );
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,80}", parts in "[a-zA-Z0-9_-]{0,40}[.][a-zA-Z0-9_-]{0,40}[.][a-z]{0,4}") {
        let _ = UnverifiedLaunch::read(text);
        let _ = UnverifiedLaunch::read(parts);
    }

    #[test]
    fn a_token_with_one_byte_changed_never_launches(at in 0_usize..2_000, to in "[A-Za-z0-9_.-]") {
        let trial = launch();
        let mut token = trial.token();
        let at = at % token.len();
        prop_assume!(token[at..=at] != to);
        token.replace_range(at..=at, &to);
        prop_assert!(trial.expected().verify(token).is_err());
    }
}
