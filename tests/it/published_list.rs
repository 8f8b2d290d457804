//! Our implementation of the published list of payloads that a tool must refuse, and of those it must
//! launch (LTI Advantage Conformance Guide 6.1), through the real service. Passing it is not
//! certification.

use it::{
    World,
    forge::{Begun, signed, signed_as, signed_with},
};
use jsonwebtoken::{Algorithm, Header};
use lti1p3::SigningKey;
use serde_json::{Value, json};

const LTI: &str = "https://purl.imsglobal.org/spec/lti/claim";
const MEMBERSHIP: &str = "http://purl.imsglobal.org/vocab/lis/v2/membership";

fn key() -> SigningKey {
    SigningKey::from_pkcs8(&World::lms_key()).unwrap()
}

fn without(mut claims: Value, name: &str) -> Value {
    claims.as_object_mut().unwrap().remove(name);
    claims
}

fn with(mut claims: Value, name: &str, value: Value) -> Value {
    claims[name] = value;
    claims
}

async fn refuses(world: &World, forge: impl FnOnce(Value) -> String, status: u16, code: &str) {
    let begun = Begun::new(world).await;
    let token = forge(begun.claims(world));
    begun.post(&token).await.expect_refusal(status, code);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_twelve_bad_payloads_of_the_published_list_are_refused() {
    let world = &World::new().await;
    let now = world.now().seconds();
    let claim = |name: &str| format!("{LTI}/{name}");
    let nameless = Header::new(Algorithm::RS256);
    let no_kid = |claims| signed_with(&nameless, &key(), &claims);
    refuses(world, no_kid, 401, "launch-token-key").await;
    let wrong_kid = |claims| signed_as("wrong", &key(), &claims);
    refuses(world, wrong_kid, 401, "launch-token-key").await;
    let version = |claims| signed(&with(claims, &claim("version"), json!("11.3")));
    refuses(world, version, 400, "launch-version").await;
    let not_lti = |_| signed(&json!({"name": "badltilaunch"}));
    refuses(world, not_lti, 401, "launch-token-issuer").await;
    let nothing = |_| signed(&json!({}));
    refuses(world, nothing, 401, "launch-token-issuer").await;
    let late = |claims| signed(&with(claims, "exp", json!(now - 3_600)));
    refuses(world, late, 401, "launch-token-expired").await;
    let link = claim("resource_link");
    let no_link_id = |claims| signed(&with(claims, &link, json!({"title": "no id"})));
    refuses(world, no_link_id, 400, "launch-claim-missing").await;
    for missing in [
        &*claim("version"),
        &*claim("message_type"),
        &*claim("roles"),
        &*claim("deployment_id"),
        "sub",
    ] {
        let forge = |claims| signed(&without(claims, missing));
        refuses(world, forge, 400, "launch-claim-missing").await;
    }
    assert_eq!(world.rows("select count(*) from session").await, 0);
}

/// Plain, several roles, a short role, an unknown role, no role, email only, names only, nothing
/// personal.
fn launches_of(role: &str, plain: &Value) -> Vec<(&'static str, Value)> {
    let roles = format!("{LTI}/roles");
    let full = format!("{MEMBERSHIP}#{role}");
    let other = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Other";
    let plain = with(plain.clone(), &roles, json!([full]));
    let plain = with(plain, "email", json!("ada@example.ac.uk"));
    let plain = with(plain, "given_name", json!("Ada"));
    let role_of = |value: Value| with(plain.clone(), &roles, value);
    let email_only = without(without(plain.clone(), "name"), "given_name");
    vec![
        ("plain", plain.clone()),
        ("several roles", role_of(json!([full, other]))),
        ("short role", role_of(json!([role]))),
        ("unknown role", role_of(json!(["http://x.example/#Wizard"]))),
        ("no role", role_of(json!([]))),
        ("email only", email_only.clone()),
        ("names only", without(plain.clone(), "email")),
        ("nothing personal", without(email_only, "email")),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn the_good_launches_of_the_published_list_launch() {
    let world = &World::new().await;
    for role in ["Instructor", "Learner"] {
        for number in 0..8 {
            let begun = Begun::new(world).await;
            let (name, claims) = launches_of(role, &begun.claims(world)).remove(number);
            let answer = begun.post(&signed(&claims)).await;
            assert_eq!(answer.status, 303, "{role}, {name}: {}", answer.body);
        }
    }
}

/// The list's ninth launch of each role has no context. The protocol takes it; our tab is a course's,
/// so the service says in words that there is none.
#[tokio::test(flavor = "multi_thread")]
async fn a_launch_of_the_published_list_without_a_course_is_answered_in_words() {
    let world = &World::new().await;
    for role in ["Instructor", "Learner"] {
        let roles = json!([format!("{MEMBERSHIP}#{role}")]);
        let forge = |claims| {
            let claims = with(claims, &format!("{LTI}/roles"), roles);
            signed(&without(claims, &format!("{LTI}/context")))
        };
        refuses(world, forge, 400, "launch-claim-missing").await;
    }
}
