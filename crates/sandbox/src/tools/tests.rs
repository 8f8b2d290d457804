use serde_json::json;

use super::*;

fn registration() -> Value {
    json!({
        "application_type": "web",
        "grant_types": ["client_credentials", "implicit"],
        "response_types": ["id_token"],
        "initiate_login_uri": "http://127.0.0.1:9102/login",
        "redirect_uris": ["http://127.0.0.1:9102/launch"],
        "client_name": "PyLTI tool",
        "jwks_uri": "http://127.0.0.1:9102/jwks",
        "token_endpoint_auth_method": "private_key_jwt",
        "scope": "https://purl.imsglobal.org/spec/lti-ags/scope/score",
        CONFIGURATION: {
            "domain": "127.0.0.1:9102",
            "target_link_uri": "http://127.0.0.1:9102/launch",
            "description": "d",
            "claims": ["iss", "sub", "name"],
            "messages": [{"type": "LtiDeepLinkingRequest"}],
            "custom_parameters": {"a": "1"}
        }
    })
}

fn answer(manners: Manners, change: impl FnOnce(&mut Value)) -> Result<Tool, (u16, String)> {
    let mut said = registration();
    change(&mut said);
    let read = read(manners, said.to_string().as_bytes(), "c", "2");
    read.map_err(|Refused(status, words)| (status, words))
}

#[test]
fn moodle_refuses_with_its_own_words() {
    let check = |change: fn(&mut Value), word: &str| {
        let refused = answer(Manners::Moodle, change).unwrap_err();
        assert_eq!(refused, (400, word.to_owned()));
    };
    check(
        |said| said["client_name"] = Value::Null,
        "missing required attribute client_name",
    );
    check(
        |said| said[CONFIGURATION]["domain"] = "".into(),
        "missing_domain",
    );
    let mismatch = "domain_targetlinkuri_mismatch";
    check(
        |said| said[CONFIGURATION]["domain"] = "127.0.0.1".into(),
        mismatch,
    );
    check(
        |said| said["response_types"] = json!(["code"]),
        "invalid_response_types",
    );
    check(
        |said| said["redirect_uris"] = "x".into(),
        "invalid_redirect_uris",
    );
    check(
        |said| said["token_endpoint_auth_method"] = "none".into(),
        "invalid_token_endpoint_auth_method",
    );
    check(
        |said| said["application_type"] = "native".into(),
        "invalid_application_type",
    );
}

#[test]
fn moodle_takes_a_www_and_switches_all_of_grades_on() {
    let tool = answer(Manners::Moodle, |said| {
        said[CONFIGURATION]["domain"] = "www.127.0.0.1:9102".into();
    });
    let tool = tool.unwrap();
    assert_eq!(tool.privacy, Privacy::NameOnly);
    assert_eq!(
        tool.choice_uri.as_deref(),
        Some("http://127.0.0.1:9102/launch")
    );
    let scopes = tool.scopes.clone().unwrap();
    assert_eq!(scopes.len(), 3, "{scopes:?}");
    assert!(!scopes.iter().any(|scope| scope == lti1p3::scope::LINE_ITEM));
}

#[test]
fn canvas_wants_both_grants_and_only_scopes_it_knows() {
    let check = |change: fn(&mut Value), good: bool| {
        assert_eq!(answer(Manners::Canvas, change).is_ok(), good);
    };
    check(|_| {}, true);
    check(|said| said["grant_types"] = json!(["implicit"]), false);
    check(
        |said| said["scope"] = "https://example.test/scope".into(),
        false,
    );
    check(|said| said["application_type"] = Value::Null, false);
    check(|said| said["redirect_uris"] = json!([]), false);
}

#[test]
fn an_invitation_is_good_for_an_hour() {
    let mut registrations = Registrations::default();
    let invited = Invited {
        client_id: "c".to_owned(),
        is_update: false,
        at: 0,
    };
    registrations.invite("t".to_owned(), invited);
    assert!(registrations.find("t", 3_599_999).is_some());
    assert!(registrations.find("t", 3_600_000).is_none());
    assert!(registrations.find("u", 0).is_none());
}
