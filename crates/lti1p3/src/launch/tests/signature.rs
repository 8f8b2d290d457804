//! Who signed it, and how.

use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA384,
    RsaKeyPair,
};
use serde_json::{Value, json};

use crate::ids::KeyId;
use crate::keys::{Algorithm, KeySet, render};
use crate::launch::LaunchError;
use crate::testing::{KEY, STRANGER, Trial, check, encode, launch, said};

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

/// A launch signed by a key of another kind, in a set of its own.
fn signed_otherwise(alg: &str, mut jwk: Value, sign: impl Fn(&[u8]) -> Vec<u8>) -> (Trial, String) {
    jwk["kid"] = json!("k");
    let mut trial = launch().header("alg", json!(alg)).header("kid", json!("k"));
    trial.keys = KeySet::parse(json!({ "keys": [jwk] }).to_string().as_bytes()).unwrap();
    let text = trial.token();
    let signed = text.rsplit_once('.').unwrap().0;
    let token = format!("{signed}.{}", encode(sign(signed.as_bytes())));
    (trial, token)
}

#[track_caller]
fn check_otherwise((mut trial, token): (Trial, String)) {
    let outcome = trial.expected().verify(token.clone());
    assert_eq!(
        said(&outcome),
        "refused: launch-token-algorithm",
        "not allowed"
    );
    trial.registration.algorithms = Algorithm::ALL.to_vec();
    let outcome = trial.expected().verify(token.clone());
    assert_eq!(said(&outcome), "launched", "allowed");
    let parts: Vec<&str> = token.split('.').collect();
    let changed = format!("{}.{}.{}", parts[0], encode("{}"), parts[2]);
    assert!(trial.expected().verify(changed).is_err());
}

#[test]
fn other_algorithms_are_for_the_registrations_that_allow_them() {
    let random = SystemRandom::new();
    let mut jwk = KEY.public_jwk();
    jwk.as_object_mut().unwrap().remove("alg");
    let rsa = RsaKeyPair::from_pkcs8(&KEY.to_pkcs8()).unwrap();
    check_otherwise(signed_otherwise("RS384", jwk, |text| {
        let mut signature = vec![0; 256];
        rsa.sign(&RSA_PKCS1_SHA384, &random, text, &mut signature)
            .unwrap();
        signature
    }));
    let curve = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
    let point = curve.public_key().as_ref();
    let jwk =
        json!({"kty": "EC", "crv": "P-256", "x": encode(&point[1..33]), "y": encode(&point[33..])});
    let sign = |text: &[u8]| curve.sign(&random, text).unwrap().as_ref().to_vec();
    let (mut trial, token) = signed_otherwise("ES384", jwk.clone(), sign);
    trial.registration.algorithms = Algorithm::ALL.to_vec();
    let outcome = trial.expected().verify(token);
    assert_eq!(
        said(&outcome),
        "refused: launch-token-algorithm",
        "the other curve"
    );
    check_otherwise(signed_otherwise("ES256", jwk, sign));
    let edwards = Ed25519KeyPair::generate().unwrap();
    let jwk = json!({"kty": "OKP", "crv": "Ed25519", "x": encode(edwards.public_key())});
    check_otherwise(signed_otherwise("EdDSA", jwk, |text| {
        edwards.sign(text).as_ref().to_vec()
    }));
}
