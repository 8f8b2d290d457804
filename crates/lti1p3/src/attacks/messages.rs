//! Messages taken for others, and claims that claim too much.

use serde_json::{Value, json};

use crate::deep_linking::Choice;
use crate::ids::Nonce;
use crate::launch::Message;
use crate::platform::{ChoiceError, ExpectedChoice};
use crate::role::ContextRole;
use crate::testing::{KEY, KEYS, Trial, check, launch, now, said};

fn asked_to_choose() -> Trial {
    let settings = json!({
        "deep_link_return_url": "https://lms.example/return",
        "accept_types": ["ltiResourceLink"],
    });
    launch()
        .without("resource_link")
        .with("message_type", json!("LtiDeepLinkingRequest"))
        .with(crate::claims::name::DL_SETTINGS, settings)
}

fn read_choice(jwt: String) -> Result<Choice, ChoiceError> {
    let trial = launch();
    let known = &trial.registration;
    Choice::read(
        jwt,
        &ExpectedChoice {
            issuer: &known.issuer,
            client_id: &known.client_id,
            deployment_id: &trial.accepted().deployment_id,
            keys: &KEYS,
            data: None,
            now: now(),
            leeway: std::time::Duration::ZERO,
        },
    )
}

#[test]
fn a_message_of_one_kind_is_not_taken_for_another() {
    check(asked_to_choose(), "launched");
    assert!(asked_to_choose().accepted().resource_link().is_none());
    // The same claims under the other name.
    let link = json!("LtiResourceLinkRequest");
    check(
        asked_to_choose().with("message_type", link),
        "refused: launch-claim-missing",
    );
    let choose = json!("LtiDeepLinkingRequest");
    check(
        launch().with("message_type", choose),
        "refused: launch-claim-missing",
    );
    // Both at once: the type decides, and what belongs to the other stays raw.
    let both = asked_to_choose().with("resource_link", json!({"id": "link-1"}));
    assert!(matches!(both.accepted().message, Message::DeepLinking(_)));
    for other in [
        "LtiContextCopyNotice",
        "LtiDeepLinkingResponse",
        "LtiSubmissionReviewRequest",
        "LtiStartProctoring",
    ] {
        check(
            launch().with("message_type", json!(other)),
            "refused: launch-message-type",
        );
    }
    // A launch is no answer to a request to choose, and an answer is no launch.
    assert_eq!(read_choice(launch().token()), Err(ChoiceError::Parties));
    let trial = launch();
    let nonce = Nonce::parse("n-1").unwrap();
    let answer = Choice::default().sign(
        &trial.accepted().deployment_id,
        &trial.registration,
        &nonce,
        now(),
        &KEY,
    );
    assert!(read_choice(answer.clone()).is_ok());
    let outcome = trial.expected().verify(answer);
    assert_eq!(said(&outcome), "refused: launch-token-issuer");
}

#[test]
fn a_hundred_thousand_roles_are_not_read() {
    let many = launch().with("roles", json!(vec!["Learner"; 100_000]));
    check(many, "refused: launch-token-unreadable");
    let within_64_kib = launch().with("roles", json!(vec![""; 10_000]));
    assert!(within_64_kib.token().len() < 64 * 1024);
    check(within_64_kib, "refused: launch-token-unreadable");
}

#[test]
fn who_is_no_mentor_observes_nobody() {
    let at = "http://purl.imsglobal.org/vocab/lis/v2/";
    let observed = |roles: &[String], people: Value| {
        let trial = launch()
            .with("roles", json!(roles))
            .with("role_scope_mentor", people);
        let launch = trial.accepted();
        (launch.observed().len(), launch.role_scope_mentor.len())
    };
    let two = json!(["u-1", "u-2"]);
    let mentor = format!("{at}membership#Mentor");
    assert_eq!(observed(std::slice::from_ref(&mentor), two.clone()), (2, 2));
    assert_eq!(observed(&["Mentor".to_owned()], two.clone()), (2, 2));
    for role in [
        "membership#Learner",
        "membership#Instructor",
        "institution/person#Mentor",
        "membership/Mentor#Tutor",
        "membership/Learner#Mentor",
        "membership#mentor",
    ] {
        assert_eq!(
            observed(&[format!("{at}{role}")], two.clone()),
            (0, 2),
            "{role}"
        );
    }
    assert_eq!(observed(&[], two), (0, 2));
    let odd = json!(["u-1", 7, null, {"id": 2}, ["u-3"], ""]);
    assert_eq!(observed(std::slice::from_ref(&mentor), odd), (2, 2));
    assert_eq!(observed(&[mentor], json!("u-1")), (0, 0));
    // It says nothing about teaching, nor about any scheme of mentors.
    let roles = launch().with("roles", json!(["Mentor"])).accepted().roles;
    assert!(!roles.has(ContextRole::Instructor) && !roles.has(ContextRole::Learner));
}
