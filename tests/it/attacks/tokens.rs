//! Tokens that are not what they say: signatures, keys, parties, times.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use it::{
    World,
    forge::{Begun, launch_of, signed, signed_as, signed_by, signed_with},
    world::strangers_key,
};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use lti1p3::SigningKey;
use sandbox::{Fault, Faults};
use serde_json::{Value, json};
use service::setup;

use super::{LTI, check, check_claim, expect_noted, known_as, traces};

fn platforms_key() -> SigningKey {
    SigningKey::from_pkcs8(&World::lms_key()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn attack_a_token_that_nobody_signed() {
    let world = World::new().await;
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    for alg in ["none", "None", "nOnE"] {
        let header = json!({"alg": alg, "typ": "JWT", "kid": platforms_key().id().as_str()});
        let unsigned = |claims: Value| format!("{}.{}.", part(&header), part(&claims));
        check(&world, unsigned, 401, "launch-token-algorithm").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn attack_the_public_key_as_a_shared_secret() {
    let world = World::new().await;
    let public = reqwest::get(format!("{}/lti/jwks", world.lms_url)).await;
    let public = public.unwrap().bytes().await.unwrap();
    let mut header = Header::new(Algorithm::HS256);
    header.kid = Some(platforms_key().id().as_str().to_owned());
    let secret = EncodingKey::from_secret(&public);
    let forge = |claims: Value| jsonwebtoken::encode(&header, &claims, &secret).unwrap();
    check(&world, forge, 401, "launch-token-algorithm").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn attack_key_names_that_are_paths_statements_or_strangers() {
    let world = World::new().await;
    let stranger = strangers_key();
    for kid in ["../../etc/passwd", "' or 1=1 --", "unknown"] {
        let forge = |claims| signed_as(kid, &platforms_key(), &claims);
        check(&world, forge, 401, "launch-token-key").await;
    }
    let nameless = Header::new(Algorithm::RS256);
    let forge = |claims| signed_with(&nameless, &platforms_key(), &claims);
    check(&world, forge, 401, "launch-token-key").await;
    // A true key of another platform.
    let forge = |claims| signed_by(&stranger, &claims);
    check(&world, forge, 401, "launch-token-key").await;
    let forge = |claims| signed_as(platforms_key().id().as_str(), &stranger, &claims);
    check(&world, forge, 401, "launch-token-signature").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn attack_a_token_that_brings_its_own_key() {
    let world = World::new().await;
    let stranger = strangers_key();
    let mut header = Header::new(Algorithm::RS256);
    header.kid = Some(stranger.id().as_str().to_owned());
    header.jku = Some("https://evil.example/jwks".to_owned());
    header.x5u = Some("https://evil.example/chain".to_owned());
    header.jwk = serde_json::from_value(stranger.public_jwk()).ok();
    assert!(header.jwk.is_some());
    let before = world.app.platform_requests();
    let forge = |claims| signed_with(&header, &stranger, &claims);
    check(&world, forge, 401, "launch-token-key").await;
    let asked = world.app.platform_requests() - before;
    assert_eq!(asked, 1, "the platform's own keys and nobody else's");
}

#[tokio::test(flavor = "multi_thread")]
async fn attack_made_up_key_names_do_not_make_us_ask_and_ask() {
    let world = World::new().await;
    for number in 0..40 {
        let kid = format!("made-up-{number}");
        let forge = |claims| signed_as(&kid, &platforms_key(), &claims);
        check(&world, forge, 401, "launch-token-key").await;
        world.pass(domain::time::Span::seconds(11));
    }
    // Seven minutes: the first fetch, six for unknown names, and one more every five minutes.
    let asked = world.app.platform_requests();
    assert!(asked <= 9, "{asked} fetches");
}

#[tokio::test(flavor = "multi_thread")]
async fn attack_a_nonce_of_another_login() {
    let world = World::new().await;
    let other = Begun::new(&world).await;
    let forge = |_| signed(&launch_of(&world, &other.nonce));
    check(&world, forge, 401, "launch-token-nonce").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn attack_a_launch_in_a_browser_that_did_not_begin_it() {
    let world = World::new().await;
    let (mine, victim) = (Begun::new(&world).await, Begun::new(&world).await);
    let token = signed(&mine.claims(&world));
    let before = traces(&world).await;
    let answer = victim.post_state(&token, &mine.state).await;
    answer.expect_refusal(401, "launch-not-this-browser");
    assert_eq!(traces(&world).await, before);
    let known = known_as(&world, it::world::CLIENT_ID).await;
    expect_noted(&world, Some(known), "launch-not-this-browser").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn attack_audiences_that_are_not_ours_alone() {
    let world = World::new().await;
    for audience in [
        json!("somebody-else"),
        json!(["somebody-else"]),
        json!(["alongside", "somebody-else"]),
        json!("Alongside"),
    ] {
        check_claim(&world, "aud", audience, 401, "launch-token-audience").await;
    }
    let foreign = json!("somebody-else");
    check_claim(&world, "azp", foreign, 401, "launch-token-audience").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn attack_times_that_are_over_far_off_or_no_times() {
    let world = World::new().await;
    let now = world.now().seconds();
    let late = json!(now - 3_600);
    check_claim(&world, "exp", late.clone(), 401, "launch-token-expired").await;
    check_claim(&world, "iat", late, 401, "launch-token-time").await;
    let soon = json!(now + 3_600);
    check_claim(&world, "iat", soon, 401, "launch-token-time").await;
    for odd in [json!("1790586060"), json!(-1), json!(1e308), json!([now])] {
        check_claim(&world, "exp", odd.clone(), 400, "launch-claim-missing").await;
        check_claim(&world, "iat", odd, 400, "launch-claim-missing").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn attack_deployments_that_are_not_ids() {
    let world = World::new().await;
    let name = format!("{LTI}/deployment_id");
    for odd in [json!("d".repeat(256)), json!(""), json!(1), json!("1\n")] {
        check_claim(&world, &name, odd, 400, "launch-claim-missing").await;
    }
}

/// The platform publishes a key that says nothing of algorithms. What is taken is what somebody said of
/// this platform, and nothing else.
#[tokio::test(flavor = "multi_thread")]
async fn attack_a_signature_of_another_kind_than_the_registration_has_is_refused() {
    let world = World::new().await;
    let mut jwk = platforms_key().public_jwk();
    jwk.as_object_mut().unwrap().remove("alg");
    let keys = json!({"keys": [jwk]}).to_string();
    world.lms.set_faults(Faults {
        keys: Some(Fault::saying(1_000, 200, &keys)),
        ..Faults::default()
    });
    let id = known_as(&world, "alongside").await;
    let check = async |algorithm: Algorithm, is_taken: bool| {
        let begun = Begun::new(&world).await;
        let mut header = Header::new(algorithm);
        header.kid = Some(platforms_key().id().to_string());
        let token = signed_with(&header, &platforms_key(), &begun.claims(&world));
        let answer = begun.post(&token).await;
        if is_taken {
            assert_eq!(answer.status, 303, "{algorithm:?}: {}", answer.body);
        } else {
            answer.expect_refusal(401, "launch-token-algorithm");
        }
    };
    check(Algorithm::RS256, true).await;
    check(Algorithm::RS512, false).await;
    let takes = async |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        setup::set_algorithms(&world.app, id, &names).await
    };
    takes(&["RS256", "RS512"]).await.unwrap();
    check(Algorithm::RS512, true).await;
    check(Algorithm::RS256, true).await;
    check(Algorithm::RS384, false).await;
    takes(&["RS512"]).await.unwrap();
    check(Algorithm::RS256, false).await;
    for bad in [&["HS256"][..], &["none"], &["RS256", ""], &[]] {
        takes(bad).await.unwrap_err();
    }
    check(Algorithm::RS512, true).await;
}
