//! One deviation at a time.

use serde_json::{Value, json};

use super::*;
use crate::testing::{KEY, check, launch, registration, url};

mod moodle;
mod published_list;
mod signature;
mod text;

const DAY: i64 = 24 * 60 * 60;

#[test]
fn a_good_launch_launches() {
    check(launch(), "launched");
}

#[test]
fn it_must_be_from_this_issuer() {
    for iss in [
        "https://other.example",
        "https://lms.example/",
        "https://LMS.example",
        "",
    ] {
        check(
            launch().with("iss", json!(iss)),
            "refused: launch-token-issuer",
        );
    }
    check(
        launch().with("iss", json!(["https://lms.example"])),
        "refused: launch-token-issuer",
    );
    check(launch().without("iss"), "refused: launch-token-issuer");
}

#[test]
fn it_must_be_for_this_tool_alone() {
    check(launch().with("aud", json!(["tool-1"])), "launched");
    check(launch().with("azp", json!("tool-1")), "launched");
    for aud in [
        json!("tool-2"),
        json!(""),
        json!(["tool-1", "tool-2"]),
        json!(["tool-2", "tool-1"]),
        json!(["tool-1", "tool-1"]),
        json!([]),
        json!([["tool-1"]]),
        json!({"id": "tool-1"}),
        json!(1),
        Value::Null,
    ] {
        check(launch().with("aud", aud), "refused: launch-token-audience");
    }
    check(launch().without("aud"), "refused: launch-token-audience");
    check(
        launch().with("azp", json!("tool-2")),
        "refused: launch-token-audience",
    );
    check(
        launch()
            .with("aud", json!(["tool-1", "tool-2"]))
            .with("azp", json!("tool-1")),
        "refused: launch-token-audience",
    );
    check(
        launch()
            .with("aud", json!(["tool-1", "tool-2"]))
            .with("azp", json!("tool-2")),
        "refused: launch-token-audience",
    );
}

#[test]
fn a_neighbour_under_the_same_issuer_is_somebody_else() {
    let mut trial = launch();
    trial.registration = registration("https://lms.example", "tool-of-another-school");
    check(trial, "refused: launch-token-audience");
}

#[test]
fn times_are_checked_with_a_minute_to_spare() {
    check(launch().arriving_after(0), "launched");
    check(launch().arriving_after(119), "launched");
    check(
        launch().arriving_after(120),
        "refused: launch-token-expired",
    );
    check(launch().arriving_after(-60), "launched");
    check(launch().arriving_after(-61), "refused: launch-token-time");
    check(launch().made(3600, 7200), "refused: launch-token-time");
    check(launch().made(-DAY, 3600), "refused: launch-token-time");
    check(launch().made(-659, 3600), "launched");
    check(launch().made(-661, 3600), "refused: launch-token-time");
    check(launch().made(0, -1), "refused: launch-token-time");
    check(
        launch().made(3600, 7200).with("nbf", json!(now_plus(0))),
        "refused: launch-token-time",
    );
    check(launch().with("nbf", json!(now_plus(30))), "launched");
    check(
        launch().with("nbf", json!(now_plus(90))),
        "refused: launch-token-time",
    );
}

fn now_plus(seconds: i64) -> i64 {
    crate::testing::now().as_second() + seconds
}

#[test]
fn times_are_numbers_of_a_sane_size() {
    for name in ["iat", "exp"] {
        check(launch().without(name), "refused: launch-claim-missing");
        for wrong in [
            json!("1795296306"),
            json!(-1),
            json!(-0.5),
            json!(1e308),
            json!(u64::MAX),
            json!(i64::MIN),
            json!(true),
            json!([1]),
            Value::Null,
        ] {
            check(launch().with(name, wrong), "refused: launch-claim-missing");
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "the point of the row")]
    let with_parts = now_plus(0) as f64 + 0.25;
    check(launch().with("iat", json!(with_parts)), "launched");
    check(
        launch().with("nbf", json!("soon")),
        "refused: launch-claim-missing",
    );
}

#[test]
fn a_large_leeway_is_cut() {
    let trial = launch().arriving_after(60 + 181);
    let expected = trial.expected();
    let outcome = verify(
        trial.token(),
        &Expected {
            registration: &expected.registration,
            keys: &expected.keys,
            nonce: &expected.nonce,
            tool: &expected.tool,
            now: expected.now,
            leeway: Duration::MAX,
        },
    );
    assert_eq!(outcome, Err(LaunchError::Expired));
}

#[test]
fn the_nonce_must_be_the_one_of_this_login() {
    check(
        launch().with("nonce", json!("other")),
        "refused: launch-token-nonce",
    );
    check(
        launch().with("nonce", json!("N-1")),
        "refused: launch-token-nonce",
    );
    check(
        launch().with("nonce", json!("")),
        "refused: launch-token-nonce",
    );
    check(
        launch().with("nonce", json!(["n-1"])),
        "refused: launch-token-nonce",
    );
    check(launch().without("nonce"), "refused: launch-token-nonce");
}

#[test]
fn messages_that_are_not_supported_are_refused_by_name() {
    for other in ["LtiSubmissionReviewRequest", "ltiresourcelinkrequest", ""] {
        let outcome = launch().with("message_type", json!(other)).verify();
        assert_eq!(outcome, Err(LaunchError::MessageType(other.to_owned())));
    }
}

#[test]
fn identifiers_are_taken_whole_or_not_at_all() {
    let at_most = "d".repeat(255);
    check(launch().with("deployment_id", json!(at_most)), "launched");
    check(launch().with("sub", json!(at_most)), "launched");
    for name in ["deployment_id", "sub"] {
        for wrong in [
            json!("d".repeat(256)),
            json!(""),
            json!("a\nb"),
            json!(7),
            Value::Null,
        ] {
            check(launch().with(name, wrong), "refused: launch-claim-missing");
        }
    }
    let upper = launch().with("deployment_id", json!("189:ABC")).accepted();
    assert_eq!(upper.deployment_id.as_str(), "189:ABC");
    for wrong in [
        json!({"id": ""}),
        json!({"id": "x".repeat(256)}),
        json!("link-1"),
        json!([]),
    ] {
        check(
            launch().with("resource_link", wrong),
            "refused: launch-claim-missing",
        );
    }
    check(
        launch().with("context", json!({"title": "no id"})),
        "refused: launch-claim-missing",
    );
    check(launch().with("context", Value::Null), "launched");
}

#[test]
fn the_target_must_be_in_this_tool() {
    for good in ["https://tool.example", "https://TOOL.example:443/x?y=1#z"] {
        check(launch().with("target_link_uri", json!(good)), "launched");
    }
    for bad in [
        "https://evil.example/launch",
        "http://tool.example/launch",
        "https://tool.example:8443/launch",
        "https://tool.example@evil.example/",
        "https://user:secret@tool.example/",
        "//tool.example/launch",
        "javascript:alert(1)",
        "data:text/html,x",
        "",
    ] {
        check(
            launch().with("target_link_uri", json!(bad)),
            "refused: launch-target",
        );
    }
    check(
        launch().without("target_link_uri"),
        "refused: launch-claim-missing",
    );
    check(
        launch().with("target_link_uri", json!(1)),
        "refused: launch-claim-missing",
    );
}

#[test]
fn roles_are_a_list_of_texts_within_reason() {
    check(
        launch().with("roles", json!("Learner")),
        "refused: launch-claim-missing",
    );
    check(
        launch().with("roles", json!([1])),
        "refused: launch-claim-missing",
    );
    check(
        launch().with("roles", Value::Null),
        "refused: launch-claim-missing",
    );
    check(
        launch().with("roles", json!(vec!["Learner"; 100])),
        "launched",
    );
    check(
        launch().with("roles", json!(vec!["Learner"; 101])),
        "refused: launch-claim-missing",
    );
    check(
        launch().with("roles", json!(vec!["a"; 2_000])),
        "refused: launch-token-unreadable",
    );
}

#[test]
fn a_used_nonce_is_kept_until_no_leeway_could_revive_the_token() {
    let kept = |trial: crate::testing::Trial| {
        let launch = trial.accepted();
        launch.replayable_until().as_second() - launch.issued_at.as_second()
    };
    assert_eq!(kept(launch()), 60 + 180);
    assert_eq!(
        kept(launch().made(0, 3_600)),
        600 + 180,
        "too old before it expires"
    );
}

/// The launches that other tools accept by mistake, one deviation each.
#[test]
fn what_other_tools_let_pass_is_refused() {
    // Used again with the same login: the nonce fits, so the one who keeps used nonces decides.
    let again = launch();
    assert_eq!(again.accepted(), again.accepted());
    // An old token with the login of somebody else, and a nonce that was never given out.
    let mut other_login = launch();
    other_login.nonce = "n-2".to_owned();
    check(other_login, "refused: launch-token-nonce");
    check(
        launch().with("nonce", json!("made-up")),
        "refused: launch-token-nonce",
    );
    check(
        launch().with("aud", json!("tool-2")),
        "refused: launch-token-audience",
    );
    check(launch().without("aud"), "refused: launch-token-audience");
    check(
        launch()
            .with("aud", json!(["tool-1", "x"]))
            .with("azp", json!("x")),
        "refused: launch-token-audience",
    );
    check(launch().without("exp"), "refused: launch-claim-missing");
    check(launch().without("iat"), "refused: launch-claim-missing");
    check(launch().made(3600, 3660), "refused: launch-token-time");
    check(launch().made(-DAY, 60), "refused: launch-token-time");
    // Whether a deployment is known is the caller's to say; it gets it exactly as it came.
    let unknown = launch().with("deployment_id", json!("999")).accepted();
    assert_eq!(unknown.deployment_id.as_str(), "999");
    check(
        launch().with("version", json!("1.1.0")),
        "refused: launch-version",
    );
    check(
        launch().with("message_type", json!("Nonsense")),
        "refused: launch-message-type",
    );
    check(
        launch().without("resource_link"),
        "refused: launch-claim-missing",
    );
    check(
        launch().with("target_link_uri", json!("https://elsewhere.example/launch")),
        "refused: launch-target",
    );
    check(
        launch().without("target_link_uri"),
        "refused: launch-claim-missing",
    );
    check(launch().without("sub"), "refused: launch-claim-missing");
}

#[test]
fn every_code_is_in_the_services_list() {
    let beside = |path: &str| format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"));
    if !std::path::Path::new(&beside("Cargo.lock")).exists() {
        // Unpacked alone, the crate has no service beside it.
        return;
    }
    let list = std::fs::read_to_string(beside("crates/api/codes.txt")).unwrap();
    for error in [
        LaunchError::Unreadable(Malformed::Shape),
        LaunchError::Algorithm,
        LaunchError::NoKeyId,
        LaunchError::UnknownKey(KEY.id().clone()),
        LaunchError::Signature,
        LaunchError::Issuer,
        LaunchError::Audience,
        LaunchError::Expired,
        LaunchError::Time,
        LaunchError::Nonce,
        LaunchError::Claim("sub"),
        LaunchError::Version,
        LaunchError::MessageType(String::new()),
        LaunchError::Target,
    ] {
        assert!(list.lines().any(|code| code == error.code()), "{error:?}");
    }
    for code in [
        crate::login::LoginError::Missing("iss").code(),
        crate::login::AnswerError::NoState.code(),
        crate::login::AnswerError::NoToken.code(),
    ] {
        assert!(list.lines().any(|known| known == code), "{code}");
    }
}

#[test]
fn a_return_address_counts_over_https_or_at_a_known_origin() {
    let shown_at = |address: &str| {
        let presentation = json!({"return_url": address, "height": "600", "width": 800.5});
        let trial = launch().with("launch_presentation", presentation);
        trial.accepted().presentation
    };
    let school = shown_at("https://school.instructure.example/courses/1");
    assert!(school.return_to(&[]).is_some(), "not the issuer's host");
    let shown = shown_at("http://127.0.0.1:8500/back?x=1");
    let check = |origin: &str, expected| {
        let found = shown.return_to(&[url(origin).origin()]);
        assert_eq!(found.is_some(), expected, "{origin}");
    };
    check("http://127.0.0.1:8500", true);
    check("http://127.0.0.1:8501", false);
    check("https://127.0.0.1:8500", false);
    assert_eq!((shown.height, shown.width), (Some(600), None));
    for bad in [
        "javascript:alert(1)",
        "https://a:b@lms.example/",
        "/relative",
        "",
        "mailto:a@b",
    ] {
        let trial = launch().with("launch_presentation", json!({ "return_url": bad }));
        assert_eq!(trial.accepted().presentation.return_url, None, "{bad}");
    }
}

#[test]
fn a_service_at_no_web_address_is_not_offered() {
    let good = json!({"context_memberships_url": "https://lms.example/members"});
    let launched = launch().with("namesroleservice", good).accepted();
    assert!(launched.names.is_some());
    for bad in [
        "file:///etc/passwd",
        "https://a:b@lms.example/",
        "members",
        "",
    ] {
        let claim = json!({ "context_memberships_url": bad });
        let launched = launch().with("namesroleservice", claim).accepted();
        assert_eq!(launched.names, None, "{bad}");
        let claim = json!({ "scope": [], "lineitems": bad, "lineitem": bad });
        let launched = launch().with("endpoint", claim).accepted();
        assert_eq!(launched.grades, Some(GradeService::default()), "{bad}");
    }
}
