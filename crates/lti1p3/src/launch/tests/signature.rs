//! Who signed it, and how.

use aws_lc_rs::hmac;
use serde_json::{Value, json};

use crate::ids::KeyId;
use crate::keys::{Algorithm, render};
use crate::launch::LaunchError;
use crate::testing::{KEY, STRANGER, check, encode, launch, said};

#[test]
fn the_signature_must_be_by_a_published_key_over_this_text() {
    check(
        launch().signed_by(&STRANGER),
        "refused: launch-token-signature",
    );
    check(
        launch()
            .signed_by(&STRANGER)
            .header("kid", json!(STRANGER.id())),
        "refused: launch-token-key",
    );
    let trial = launch();
    let token = trial.token();
    let parts: Vec<&str> = token.split('.').collect();
    let richer = serde_json::to_vec(&launch().with("sub", json!("3")).claims).unwrap();
    let changed = format!("{}.{}.{}", parts[0], encode(richer), parts[2]);
    let outcome = trial.expected().verify(changed);
    assert_eq!(said(&outcome), "refused: launch-token-signature");
    let outcome = trial
        .expected()
        .verify(format!("{}.{}.", parts[0], parts[1]));
    assert_eq!(said(&outcome), "refused: launch-token-signature");
}

#[test]
fn only_the_algorithms_of_the_registration_are_taken() {
    for alg in [
        "none", "None", "HS256", "HS512", "PS256", "RS384", "ES256", "EdDSA", "rs256", "",
    ] {
        check(
            launch().header("alg", json!(alg)),
            "refused: launch-token-algorithm",
        );
    }
    check(
        launch().header("alg", json!(["RS256"])),
        "refused: launch-token-algorithm",
    );
    check(
        launch().header("alg", Value::Null),
        "refused: launch-token-algorithm",
    );
}

#[test]
fn the_public_key_is_no_shared_secret() {
    let trial = launch().header("alg", json!("HS256"));
    let text = trial.token();
    let signed = text.rsplit_once('.').unwrap().0;
    for secret in [
        render([&*KEY]),
        KEY.public_jwk().to_string(),
        KEY.public_jwk()["n"].to_string(),
    ] {
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
        let tag = hmac::sign(&key, signed.as_bytes());
        let outcome = trial.expected().verify(format!("{signed}.{}", encode(tag)));
        assert_eq!(said(&outcome), "refused: launch-token-algorithm");
    }
}

#[test]
fn an_algorithm_that_was_allowed_must_still_fit_the_key() {
    let mut trial = launch().header("alg", json!("ES256"));
    trial.registration.algorithms = Algorithm::ALL.to_vec();
    check(trial.clone(), "refused: launch-token-algorithm");
    // The key says RS256, so RS384 is not for it either.
    check(
        trial.clone().header("alg", json!("RS384")),
        "refused: launch-token-algorithm",
    );
    check(trial.header("alg", json!("RS256")), "launched");
}

#[test]
fn the_key_is_found_by_its_name_in_the_registrations_own_set() {
    check(
        launch().header("kid", json!("other")),
        "refused: launch-token-key",
    );
    check(
        launch().header("kid", json!("../../etc/passwd")),
        "refused: launch-token-key",
    );
    check(
        launch().header("kid", json!("' or 1=1 --")),
        "refused: launch-token-key",
    );
    check(
        launch().header("kid", json!("k".repeat(256))),
        "refused: launch-token-key",
    );
    check(
        launch().header("kid", json!("")),
        "refused: launch-token-key",
    );
    check(
        launch().header("kid", json!(1)),
        "refused: launch-token-key",
    );
    check(
        launch().header("kid", Value::Null),
        "refused: launch-token-key",
    );
    let unknown = launch().header("kid", json!("new")).verify();
    let new = KeyId::parse("new").unwrap();
    assert_eq!(
        unknown,
        Err(LaunchError::UnknownKey(new)),
        "the caller may fetch the set again"
    );
}

#[test]
fn a_token_does_not_bring_its_own_key() {
    let theirs = STRANGER.clone().with_id(KEY.id().clone());
    for (name, value) in [
        ("jwk", theirs.public_jwk()),
        ("jku", json!("https://evil.example/jwks")),
        ("x5u", json!("https://evil.example/cert")),
        ("x5c", json!(["MIIB"])),
    ] {
        check(
            launch().signed_by(&theirs).header(name, value.clone()),
            "refused: launch-token-signature",
        );
        check(launch().header(name, value), "launched");
    }
}

#[test]
fn an_extension_that_must_be_understood_is_refused() {
    check(
        launch().header("crit", json!(["b64"])),
        "refused: launch-token-unreadable",
    );
}
