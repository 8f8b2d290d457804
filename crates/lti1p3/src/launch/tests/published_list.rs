//! Our implementation of the published list: the payloads that a tool must refuse, and those that it
//! must launch (LTI Advantage Conformance Guide 6.1). Passing it is not certification.

use serde_json::{Value, json};

use crate::testing::{Trial, check, encode, launch, said};

#[test]
fn the_twelve_bad_payloads_are_refused() {
    check(
        launch().header("kid", Value::Null),
        "refused: launch-token-key",
    );
    check(
        launch().header("kid", json!("wrong")),
        "refused: launch-token-key",
    );
    check(
        launch().with("version", json!("11.3")),
        "refused: launch-version",
    );
    check(launch().without("version"), "refused: launch-claim-missing");
    not_an_lti_message();
    missing_claims();
    check(launch().made(11, 10), "refused: launch-token-time");
    check(
        launch().made(-7_200, -3_600),
        "refused: launch-token-expired",
    );
    check(
        launch().without("message_type"),
        "refused: launch-claim-missing",
    );
    check(launch().without("roles"), "refused: launch-claim-missing");
    check(
        launch().without("deployment_id"),
        "refused: launch-claim-missing",
    );
    check(
        launch().with("resource_link", json!({"title": "no id"})),
        "refused: launch-claim-missing",
    );
    check(launch().without("sub"), "refused: launch-claim-missing");
}

/// A signed token of some other protocol.
fn not_an_lti_message() {
    let mut trial = launch();
    trial.claims.retain(|name, _| !name.starts_with("http"));
    check(trial, "refused: launch-claim-missing");
    let mut trial = launch();
    trial.claims = json!({"name": "badltilaunch"}).as_object().unwrap().clone();
    check(trial, "refused: launch-token-issuer");
    let outcome = launch()
        .expected()
        .verify(encode("{\"name\":\"badltilaunch\"}"));
    assert_eq!(said(&outcome), "refused: launch-token-unreadable");
}

fn missing_claims() {
    for name in [
        "iss",
        "aud",
        "sub",
        "nonce",
        "iat",
        "exp",
        "version",
        "message_type",
        "deployment_id",
        "target_link_uri",
        "resource_link",
        "roles",
    ] {
        assert!(launch().without(name).verify().is_err(), "{name}");
    }
    let none = json!({}).as_object().unwrap().clone();
    let trial = Trial {
        claims: none,
        ..launch()
    };
    check(trial, "refused: launch-token-issuer");
}

/// Plain, several roles, a short role, an unknown role, no role, email only, names only, nothing
/// personal, email without a course.
fn nine_launches_of(role: &str) -> [(&'static str, Trial); 9] {
    let full = format!("http://purl.imsglobal.org/vocab/lis/v2/membership#{role}");
    let plain = launch()
        .with("roles", json!([full]))
        .with("given_name", json!("Ada"))
        .with("family_name", json!("Assist"));
    let several = json!([
        full,
        "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Other"
    ]);
    let email_only = (plain.clone().without("name"))
        .without("given_name")
        .without("family_name");
    [
        ("plain", plain.clone()),
        ("several roles", plain.clone().with("roles", several)),
        ("short role", plain.clone().with("roles", json!([role]))),
        (
            "unknown role",
            plain
                .clone()
                .with("roles", json!(["http://x.example/role#Wizard"])),
        ),
        ("no role", plain.clone().with("roles", json!([]))),
        ("email only", email_only.clone()),
        ("names only", plain.clone().without("email")),
        ("nothing personal", email_only.clone().without("email")),
        ("email without course", email_only.without("context")),
    ]
}

#[test]
fn the_eighteen_good_launches_launch() {
    for role in ["Instructor", "Learner"] {
        for (name, trial) in nine_launches_of(role) {
            let outcome = trial.verify();
            assert_eq!(said(&outcome), "launched", "{role}, {name}: {outcome:?}");
        }
    }
}
