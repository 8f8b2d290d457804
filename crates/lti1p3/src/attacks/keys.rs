//! Keys and platforms mixed up.

use serde_json::json;

use crate::keys::{KeySet, KeySetError, render};
use crate::launch::LaunchError;
use crate::testing::{KEY, STRANGER, check, encode, launch};

#[test]
fn a_key_of_another_platform_is_unknown_here() {
    let elsewhere = launch()
        .signed_by(&STRANGER)
        .header("kid", json!(STRANGER.id()));
    assert_eq!(
        elsewhere.verify(),
        Err(LaunchError::UnknownKey(STRANGER.id().clone()))
    );
    // It is a good key: at its own platform.
    let mut at_home = elsewhere;
    at_home.keys = KeySet::parse(render([&*STRANGER]).as_bytes()).unwrap();
    check(at_home, "launched");
}

/// The login was at one platform, and the token is a true one of another, where the attacker has
/// an account and the same client id.
#[test]
fn a_login_at_one_platform_is_not_answered_by_another() {
    let other = launch()
        .with("iss", json!("https://other.example"))
        .signed_by(&STRANGER)
        .header("kid", json!(STRANGER.id()));
    check(other.clone(), "refused: launch-token-issuer");
    // Naming the first platform does not help without its key.
    check(
        other.with("iss", json!("https://lms.example")),
        "refused: launch-token-key",
    );
    let borrowed = launch().signed_by(&STRANGER);
    check(borrowed, "refused: launch-token-signature");
}

/// The whole answer of a platform that was broken into: nothing in it verifies anything.
#[test]
fn a_set_of_bad_keys_is_no_set() {
    let mut private = KEY.public_jwk();
    private["d"] = json!("AQAB");
    let mut weak = STRANGER.public_jwk();
    weak["e"] = json!("AQ");
    let symmetric = json!({"kty": "oct", "kid": "k", "k": encode("secret")});
    let body = json!({ "keys": [private, weak, symmetric] }).to_string();
    match KeySet::parse(body.as_bytes()) {
        Err(KeySetError::Empty(refused)) => assert_eq!(refused.len(), 3),
        other => panic!("{other:?}"),
    }
}
