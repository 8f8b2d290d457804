//! The known attacks on an LTI tool, and for each the test that fails if it succeeds.
//!
//! Left out are those that no library without a store can decide: a nonce or an answer used twice,
//! sessions, what one tenant may see of another, whom a score is for. For the first the library says
//! how long a nonce must be kept: `a_used_nonce_is_kept_until_no_leeway_could_revive_the_token`.

use serde_json::{Value, json};

use crate::deep_linking::{Choice, Settings};
use crate::ids::Nonce;
use crate::keys::{KeySet, KeySetError, render};
use crate::launch::{LaunchError, Message};
use crate::login::LoginRequest;
use crate::platform::{ChoiceError, ExpectedChoice};
use crate::role::ContextRole;
use crate::testing::{KEY, KEYS, STRANGER, Trial, check, encode, launch, now, registration, said};

/// Each attack, where its tests are, and what they are called.
const ATTACKS: &[(&str, &str, &[&str])] = &[
    (
        "no algorithm",
        "launch/tests/signature.rs",
        &["only_the_algorithms_of_the_registration_are_taken"],
    ),
    (
        "HS256 with the public key",
        "launch/tests/signature.rs",
        &["the_public_key_is_no_shared_secret"],
    ),
    (
        "an algorithm of another key",
        "launch/tests/signature.rs",
        &["an_algorithm_that_was_allowed_must_still_fit_the_key"],
    ),
    (
        "kid missing, unknown, a path, SQL",
        "launch/tests/signature.rs",
        &["the_key_is_found_by_its_name_in_the_registrations_own_set"],
    ),
    (
        "kid given twice",
        "keys/tests.rs",
        &["a_name_given_twice_names_nothing"],
    ),
    (
        "kid of another platform",
        "attacks.rs",
        &["a_key_of_another_platform_is_unknown_here"],
    ),
    (
        "kids made up, to cause fetches",
        "keys/cache/tests.rs",
        &["attack_invented_key_names_cause_few_fetches"],
    ),
    (
        "jku, x5u, x5c, jwk",
        "launch/tests/signature.rs",
        &["a_token_does_not_bring_its_own_key"],
    ),
    (
        "private, enc and exponent-1 keys",
        "keys/tests.rs",
        &["keys_that_must_not_verify_are_refused"],
    ),
    (
        "short keys",
        "keys/tests.rs",
        &["a_key_shorter_than_2048_bits_is_refused_however_it_is_padded"],
    ),
    (
        "nonce of another login",
        "launch/tests.rs",
        &["the_nonce_must_be_the_one_of_this_login"],
    ),
    (
        "login of another browser",
        "login/binding.rs",
        &["attack_a_login_that_another_browser_began_is_not_this_ones"],
    ),
    (
        "issuer mix-up",
        "attacks.rs",
        &["a_login_at_one_platform_is_not_answered_by_another"],
    ),
    (
        "foreign issuer",
        "launch/tests.rs",
        &["it_must_be_from_this_issuer"],
    ),
    (
        "neighbour under one issuer",
        "launch/tests.rs",
        &["a_neighbour_under_the_same_issuer_is_somebody_else"],
    ),
    (
        "foreign and extra audiences, azp",
        "launch/tests.rs",
        &["it_must_be_for_this_tool_alone"],
    ),
    (
        "deployment too long, another case",
        "launch/tests.rs",
        &["identifiers_are_taken_whole_or_not_at_all"],
    ),
    (
        "deployment in another case",
        "ids.rs",
        &["case_makes_another_identifier"],
    ),
    (
        "expired, not yet, far off",
        "launch/tests.rs",
        &[
            "times_are_checked_with_a_minute_to_spare",
            "a_large_leeway_is_cut",
        ],
    ),
    (
        "exp and iat of odd shapes",
        "launch/tests.rs",
        &["times_are_numbers_of_a_sane_size"],
    ),
    (
        "duplicate keys",
        "launch/tests/text.rs",
        &["a_claim_given_twice_is_refused_wherever_it_is"],
    ),
    (
        "huge and deeply nested",
        "launch/tests/text.rs",
        &["size_and_depth_are_bounded"],
    ),
    (
        "not UTF-8",
        "launch/tests/text.rs",
        &["what_is_not_a_token_is_refused_before_anything_is_believed"],
    ),
    (
        "a hundred thousand roles",
        "attacks.rs",
        &["a_hundred_thousand_roles_are_not_read"],
    ),
    (
        "deep linking as launch and back, notices",
        "attacks.rs",
        &["a_message_of_one_kind_is_not_taken_for_another"],
    ),
    (
        "deep linking answer with other data, by another, elsewhere",
        "deep_linking/tests.rs",
        &["an_answer_to_somebody_else_or_from_somebody_else_is_refused"],
    ),
    (
        "tampered login",
        "attacks.rs",
        &["a_tampered_login_leads_to_the_registered_platform_alone"],
    ),
    (
        "storage target as script",
        "post_message/tests.rs",
        &["attack_a_storage_target_that_is_no_name_is_none"],
    ),
    (
        "reply of another window",
        "post_message/tests.rs",
        &["attack_a_reply_of_another_window_or_to_another_message_is_not_the_reply"],
    ),
    (
        "return address elsewhere",
        "parting.rs",
        &["attack_nobody_is_sent_to_an_origin_that_is_not_the_platforms"],
    ),
    (
        "return address of other schemes",
        "launch/tests.rs",
        &["a_return_address_counts_over_https_or_at_a_known_origin"],
    ),
    (
        "deep linking return address elsewhere",
        "attacks.rs",
        &["a_choice_is_posted_to_the_platform_alone"],
    ),
    (
        "target elsewhere",
        "launch/tests.rs",
        &["the_target_must_be_in_this_tool"],
    ),
    (
        "next link elsewhere",
        "link/tests.rs",
        &[
            "a_page_elsewhere_is_never_followed",
            "a_page_that_leads_to_itself_is_a_loop",
        ],
    ),
    (
        "a list without end",
        "link/tests.rs",
        &["a_list_ends_whatever_the_platform_sends"],
    ),
    (
        "services at no web address",
        "launch/tests.rs",
        &["a_service_at_no_web_address_is_not_offered"],
    ),
    (
        "configuration of another host",
        "dynamic_registration/tests.rs",
        &["nobody_speaks_for_another_platform"],
    ),
    (
        "roles that confer nothing",
        "role/tests.rs",
        &[
            "only_exact_context_roles_say_who_teaches",
            "every_listed_sub_role_is_read_back_and_confers_nothing_alone",
        ],
    ),
    (
        "role_scope_mentor without Mentor",
        "attacks.rs",
        &["who_is_no_mentor_observes_nobody"],
    ),
    (
        "assertion without jti, too long-lived, for another",
        "platform/tests.rs",
        &["an_assertion_is_checked_claim_by_claim"],
    ),
    (
        "tokens in logs",
        "token/tests.rs",
        &["a_token_never_shows_itself"],
    ),
];

#[test]
fn every_attack_has_its_test() {
    for (attack, file, tests) in ATTACKS {
        let path = format!("{}/src/{file}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap();
        for test in *tests {
            assert!(
                text.contains(&format!("fn {test}()")),
                "{attack}: {file} {test}"
            );
        }
    }
}

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

#[test]
fn a_hundred_thousand_roles_are_not_read() {
    let many = launch().with("roles", json!(vec!["Learner"; 100_000]));
    check(many, "refused: launch-token-unreadable");
    let within_64_kib = launch().with("roles", json!(vec![""; 10_000]));
    assert!(within_64_kib.token().len() < 64 * 1024);
    check(within_64_kib, "refused: launch-token-unreadable");
}

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
    let answer =
        Choice::default().sign(&trial.accepted(), &trial.registration, &nonce, now(), &KEY);
    assert!(read_choice(answer.clone()).is_ok());
    let outcome = trial.expected().verify(answer);
    assert_eq!(said(&outcome), "refused: launch-token-issuer");
}

/// A login is not signed: whatever it holds, the browser goes to the registered address, and what
/// goes along stays inside its own parameter.
#[test]
fn a_tampered_login_leads_to_the_registered_platform_alone() {
    let known = registration("https://lms.example", "tool-1");
    let nonce = Nonce::parse("n-1").unwrap();
    for evil in [
        "7&redirect_uri=https://evil.example",
        "x\r\nLocation: https://evil.example\r\n\r\n<script>",
        "\"><script>alert(1)</script>",
        "#fragment",
        "https://evil.example/?a=b&state=other",
        "\u{202e}\u{0}",
    ] {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("iss", "https://lms.example")
            .append_pair("login_hint", evil)
            .append_pair("lti_message_hint", evil)
            .append_pair("target_link_uri", evil)
            .finish();
        let login = LoginRequest::parse(query.as_bytes()).unwrap();
        let redirect = "https://tool.example/launch";
        let to = login.authentication_url(&known, redirect, "s-1", &nonce);
        assert_eq!(to.origin(), known.auth_url.origin(), "{evil}");
        assert_eq!((to.path(), to.fragment()), ("/auth", None), "{evil}");
        let is_plain = |c: char| c.is_ascii_graphic() && !"<>\"\\".contains(c);
        assert!(to.as_str().chars().all(is_plain), "{to}");
        let value = |name: &str| {
            let mut found = to.query_pairs().filter(|(key, _)| key == name);
            let value = found.next().unwrap().1.into_owned();
            assert!(found.next().is_none(), "{name} is given twice: {to}");
            value
        };
        assert_eq!(value("redirect_uri"), redirect);
        assert_eq!(value("state"), "s-1");
        assert_eq!(
            (value("login_hint"), value("lti_message_hint")),
            (evil.to_owned(), evil.to_owned())
        );
        // Where it leads, the signed claim says; that the two differ can be seen.
        let launch = launch().accepted();
        assert_eq!(launch.target_link_uri.as_str(), redirect);
        assert!(!launch.leads_where_login_said(&login.target_link_uri));
        assert!(launch.leads_where_login_said(redirect));
    }
}

#[test]
fn a_choice_is_posted_to_the_platform_alone() {
    let origins = [registration("https://lms.example", "tool-1").message_origin()];
    let leads = |address: &str| {
        let settings = json!({ "deep_link_return_url": address });
        serde_json::from_value::<Settings>(settings)
            .is_ok_and(|settings| settings.return_to(&origins).is_some())
    };
    assert!(leads("https://lms.example/return?id=4"));
    for bad in [
        "https://evil.example/return",
        "http://lms.example/return",
        "https://lms.example:8443/return",
        "https://lms.example@evil.example/",
        "https://user@lms.example/",
        "javascript:alert(1)",
    ] {
        assert!(!leads(bad), "{bad}");
    }
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
