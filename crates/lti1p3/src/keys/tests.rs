use serde_json::{Value, json};

use super::*;
use crate::ids::KeyId;
use crate::testing::{KEY, STRANGER, encode};

fn good() -> Value {
    KEY.public_jwk()
}

fn bent(name: &str, value: Value) -> Value {
    let mut jwk = good();
    jwk[name] = value;
    jwk
}

fn without(name: &str) -> Value {
    let mut jwk = good();
    jwk.as_object_mut().unwrap().remove(name);
    jwk
}

fn parse(keys: &[Value]) -> Result<KeySet, KeySetError> {
    KeySet::parse(json!({ "keys": keys }).to_string().as_bytes())
}

#[track_caller]
fn check(jwk: Value, expected: &str) {
    let said = match parse(&[jwk]) {
        Ok(_) => "used".to_owned(),
        Err(KeySetError::Empty(refused)) => format!("refused: {:?}", refused[0].why),
        Err(KeySetError::Unreadable) => "unreadable".to_owned(),
    };
    assert_eq!(said, expected);
}

#[test]
fn keys_that_must_not_verify_are_refused() {
    check(good(), "used");
    check(without("alg"), "used");
    check(without("use"), "used");
    check(bent("key_ops", json!(["verify"])), "used");
    check(bent("x5c", json!(["MIIB"])), "used");
    for private in ["d", "p", "q", "dp", "dq", "qi", "oth", "k"] {
        check(bent(private, json!("AQAB")), "refused: Private");
    }
    check(bent("use", json!("enc")), "refused: Use");
    check(bent("key_ops", json!(["encrypt"])), "refused: Use");
    check(bent("key_ops", json!("verify")), "refused: Use");
    for exponent in ["AQ", "AA", "Ag", "AQAAAAE", ""] {
        check(bent("e", json!(exponent)), "refused: Exponent");
    }
    check(bent("e", json!("not base64!")), "refused: Kind");
    check(bent("alg", json!("HS256")), "refused: Kind");
    check(bent("alg", json!("ES256")), "refused: Kind");
    check(bent("alg", json!("RSA-OAEP")), "refused: Kind");
    check(bent("kty", json!("oct")), "refused: Kind");
    check(without("kty"), "refused: Kind");
    check(without("n"), "refused: Kind");
    check(without("kid"), "refused: NoId");
    check(bent("kid", json!("")), "refused: NoId");
    check(bent("kid", json!("k".repeat(256))), "refused: NoId");
    check(json!("text"), "refused: NoId");
}

#[test]
fn a_key_shorter_than_2048_bits_is_refused_however_it_is_padded() {
    let mut n = vec![0x7f; 256];
    n[255] = 1;
    check(bent("n", json!(encode(&n))), "refused: Size");
    n[0] = 0x80;
    check(bent("n", json!(encode(&n))), "used");
    let padded = [vec![0; 64], vec![0xff; 192]].concat();
    check(bent("n", json!(encode(&padded))), "refused: Size");
    check(bent("n", json!(encode([0xff; 1_025]))), "refused: Size");
    check(bent("n", json!("")), "refused: Size");
}

#[test]
fn other_kinds_of_keys_are_read() {
    let point = |crv: &str, bytes: usize| {
        let part = encode(vec![7; bytes]);
        json!({"kty": "EC", "crv": crv, "x": part, "y": part, "kid": "e"})
    };
    check(point("P-256", 32), "used");
    check(point("P-384", 48), "used");
    check(point("P-256", 48), "refused: Kind");
    check(point("secp256k1", 32), "refused: Kind");
    let edwards = |crv: &str| json!({"kty": "OKP", "crv": crv, "x": encode([7; 32]), "kid": "o"});
    check(edwards("Ed25519"), "used");
    check(edwards("Ed448"), "refused: Kind");
}

#[test]
fn a_name_given_twice_names_nothing() {
    let mut other = STRANGER.public_jwk();
    other["kid"] = good()["kid"].clone();
    let third = STRANGER.public_jwk();
    let set = parse(&[good(), other.clone(), good(), third.clone()]).unwrap();
    assert!(!set.contains(KEY.id()));
    assert!(set.contains(STRANGER.id()));
    assert_eq!(set.refused().len(), 2);
    let mut private = good();
    private["d"] = json!("AQAB");
    let set = parse(&[private.clone(), good(), third.clone()]).unwrap();
    assert!(
        !set.contains(KEY.id()),
        "a leaked key is not used under its public half either"
    );
    let set = parse(&[good(), private, third]).unwrap();
    assert!(!set.contains(KEY.id()));
}

#[test]
fn what_is_not_a_key_set_is_unreadable() {
    for body in [
        "",
        "<html>",
        "[]",
        "{}",
        r#"{"keys":{}}"#,
        r#"{"keys":[],"keys":[]}"#,
    ] {
        assert_eq!(
            KeySet::parse(body.as_bytes()).err(),
            Some(KeySetError::Unreadable),
            "{body}"
        );
    }
    assert_eq!(parse(&[]).err(), Some(KeySetError::Empty(Vec::new())));
    let long = format!("{{\"keys\":[],\"x\":\"{}\"}}", "x".repeat(300_000));
    assert_eq!(
        KeySet::parse(long.as_bytes()).err(),
        Some(KeySetError::Unreadable)
    );
}

#[test]
fn a_key_is_made_kept_and_published() {
    let key = SigningKey::generate().unwrap();
    let again = SigningKey::from_pkcs8(&key.to_pkcs8()).unwrap();
    assert_eq!(again.id(), key.id(), "the name follows from the key");
    let renamed = again.with_id(KeyId::parse("2026-11").unwrap());
    let published: Value = serde_json::from_str(&render([&key, &renamed])).unwrap();
    let jwk = &published["keys"][1];
    assert_eq!(jwk["kid"], "2026-11");
    assert_eq!(
        (&jwk["alg"], &jwk["use"], &jwk["e"]),
        (&json!("RS256"), &json!("sig"), &json!("AQAB"))
    );
    assert!(jwk.get("d").is_none());
    assert_eq!(
        KeySet::parse(published.to_string().as_bytes())
            .unwrap()
            .ids()
            .count(),
        2
    );
    assert!(!format!("{key:?}").contains("pair"));
    assert_eq!(
        SigningKey::from_pkcs8(b"junk").err(),
        Some(SigningKeyError::Unreadable)
    );
}

#[test]
fn the_thumbprint_is_that_of_the_specification() {
    // The key and its thumbprint are the example of RFC 7638 section 3.1.
    let n = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
    assert_eq!(
        signing::thumbprint(n, "AQAB"),
        "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"
    );
}
