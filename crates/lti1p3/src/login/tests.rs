use std::collections::BTreeMap;

use super::*;
use crate::testing::{registration, url, vector};

const GOOD: &str =
    "iss=https%3A%2F%2Flms.example&login_hint=7&target_link_uri=https%3A%2F%2Ftool.example%2F";

#[track_caller]
fn check(parameters: &str, expected: &str) {
    let said = match LoginRequest::parse(parameters.as_bytes()) {
        Ok(_) => "read".to_owned(),
        Err(error) => error.to_string(),
    };
    assert_eq!(said, expected);
}

#[test]
fn a_login_needs_three_parameters_and_each_once() {
    check(GOOD, "read");
    check("", "iss is missing");
    check("iss=", "iss is missing");
    check("iss=a&target_link_uri=b", "login_hint is missing");
    check("iss=a&login_hint=b", "target_link_uri is missing");
    check(
        &format!("{GOOD}&iss=https://evil.example"),
        "iss is given twice",
    );
    check(&format!("{GOOD}&%69ss=x"), "iss is given twice");
    check(
        &format!("{GOOD}&client_id={}", "c".repeat(256)),
        "client_id is unusable",
    );
    check(
        &format!("{GOOD}&client_id=a%0D%0AX"),
        "client_id is unusable",
    );
    check(
        &format!("{GOOD}&lti_deployment_id=%00"),
        "lti_deployment_id is unusable",
    );
    check(
        &format!("{GOOD}&lti_message_hint={}", "h".repeat(9_000)),
        "lti_message_hint is unusable",
    );
    check(
        "iss=a%0Ab&login_hint=b&target_link_uri=c",
        "iss is unusable",
    );
    let many: Vec<String> = (0..100).map(|n| format!("&p{n}=1")).collect();
    let many = many.concat();
    check(
        &format!("{GOOD}{many}"),
        "a parameter is too long, or there are too many",
    );
    let long = "x".repeat(70_000);
    check(
        &format!("{GOOD}&x={long}"),
        "a parameter is too long, or there are too many",
    );
}

#[test]
fn what_is_optional_may_be_missing_or_empty() {
    let login = LoginRequest::parse(format!("{GOOD}&client_id=&lti_storage_target=").as_bytes());
    let login = login.unwrap();
    assert_eq!((login.client_id, login.storage_target), (None, None));
    let canvas = format!("{GOOD}&deployment_id=189%3Aabc&lti_storage_target=_parent");
    let login = LoginRequest::parse(canvas.as_bytes()).unwrap();
    assert_eq!(login.deployment_id.unwrap().as_str(), "189:abc");
    assert_eq!(login.storage_target.as_deref(), Some("_parent"));
}

/// The parameters of an address, and the address without them.
fn taken_apart(url: &Url) -> (String, BTreeMap<String, String>) {
    let mut bare = url.clone();
    bare.set_query(None);
    (bare.to_string(), url.query_pairs().into_owned().collect())
}

#[test]
fn a_login_of_moodle_goes_back_with_its_hint_byte_for_byte() {
    let sent: BTreeMap<String, String> =
        serde_json::from_str(&vector("moodle-login.json")).unwrap();
    let form = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(&sent)
        .finish();
    let login = LoginRequest::parse(form.as_bytes()).unwrap();
    assert_eq!(
        login.client_id.as_ref().unwrap().as_str(),
        "KAZjNrbCHH1ImFF"
    );
    let registration = registration("http://127.0.0.1:8080", "KAZjNrbCHH1ImFF");
    let nonce = Nonce::parse("n-1").unwrap();
    let redirect = "http://127.0.0.1:9102/launch";
    let (bare, query) =
        taken_apart(&login.authentication_url(&registration, redirect, "s-1", &nonce));
    assert_eq!(bare, "https://lms.example/auth");
    let get = |name: &str| query[name].as_str();
    assert_eq!(get("lti_message_hint"), sent["lti_message_hint"]);
    assert_eq!((get("login_hint"), get("redirect_uri")), ("7", redirect));
    assert_eq!((get("scope"), get("response_type")), ("openid", "id_token"));
    assert_eq!((get("response_mode"), get("prompt")), ("form_post", "none"));
    assert_eq!((get("state"), get("nonce")), ("s-1", "n-1"));
    assert_eq!(get("client_id"), "KAZjNrbCHH1ImFF");
    assert_eq!(query.len(), 10);
}

#[test]
fn hints_are_encoded_so_that_every_reader_sees_the_same() {
    let hint = "a b+c&d=é\"<>%20\r\n#";
    let form = url::form_urlencoded::Serializer::new(GOOD.to_owned())
        .append_pair("lti_message_hint", hint)
        .finish();
    let login = LoginRequest::parse(form.as_bytes()).unwrap();
    let mut registration = registration("https://lms.example", "tool-1");
    registration.auth_url = url("https://lms.example/auth?school=7");
    let nonce = Nonce::parse("n").unwrap();
    let address =
        login.authentication_url(&registration, "https://tool.example/launch", "s", &nonce);
    assert!(!address.query().unwrap().contains('+'), "{address}");
    let (_, query) = taken_apart(&address);
    assert_eq!(query["lti_message_hint"], hint);
    assert_eq!(query["school"], "7");
}

fn answer(body: &str, expected: &str) {
    let said = match LoginAnswer::parse(body.as_bytes()) {
        Ok(LoginAnswer::Launch {
            id_token, state, ..
        }) => format!("launch {id_token} {state}"),
        Ok(LoginAnswer::Refused(refusal)) => format!("{refusal:?}"),
        Err(error) => error.code().to_owned(),
    };
    assert_eq!(said, expected, "{body}");
}

#[test]
fn an_answer_is_a_launch_or_a_refusal() {
    answer("id_token=a.b.c&state=s", "launch a.b.c s");
    answer("state=s", "launch-token-unreadable");
    answer("id_token=a.b.c", "launch-state-missing");
    answer("id_token=a.b.c&state=", "launch-state-missing");
    answer("", "launch-token-unreadable");
    answer("id_token=a&id_token=b&state=s", "launch-token-unreadable");
    answer(
        "error=login_required&state=s",
        r#"Refusal { error: "login_required", description: None, state: Some("s") }"#,
    );
    answer(
        "error=invalid_request&error_description=Invalid+prompt%0d%0a&id_token=a.b.c&state=s",
        r#"Refusal { error: "invalid_request", description: Some("Invalid prompt"), state: Some("s") }"#,
    );
}

proptest::proptest! {
    #[test]
    fn any_form_is_read_without_panic(body in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
        let _ = LoginRequest::parse(&body);
        let _ = LoginAnswer::parse(&body);
    }
}
