//! What Moodle really sends, and what nobody should.

use serde_json::json;

use super::*;
use crate::scope;
use crate::testing::{reply, url, vector};

const MOODLE: &str = "http://127.0.0.1:8080/mod/lti/openid-configuration.php";

fn invitation(configuration: &str) -> Invitation {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("openid_configuration", configuration)
        .append_pair("registration_token", "abc.def.ghi")
        .finish();
    Invitation::parse(query.as_bytes()).unwrap()
}

fn moodle() -> Configuration {
    let response = reply(200, &[], &vector("moodle-openid-configuration.json"));
    Configuration::read(&invitation(MOODLE), &response, &HOSTED_CANVAS).unwrap()
}

fn tool() -> ToolRegistration {
    let at = |path: &str| url(&format!("https://tool.example:8443{path}"));
    let mut tool =
        ToolRegistration::new("A tool", at("/"), at("/login"), at("/launch"), at("/jwks"));
    tool.scope = scope::SCORE.to_owned();
    tool
}

#[test]
fn an_invitation_is_read_and_its_token_goes_where_it_must() {
    let invitation = invitation(MOODLE);
    let request = invitation.configuration_request().unwrap();
    assert_eq!(request.uri(), MOODLE);
    assert_eq!(request.headers()["authorization"], "Bearer abc.def.ghi");
    assert!(
        !format!("{invitation:?}").contains("abc"),
        "tokens are not logged"
    );
    let request = tool().request(&invitation, &moodle()).unwrap();
    assert_eq!(request.method(), "POST");
    assert_eq!(request.headers()["authorization"], "Bearer abc.def.ghi");
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(
        request.uri(),
        "http://127.0.0.1:8080/mod/lti/openid-registration.php"
    );
}

#[test]
fn what_is_no_invitation_is_refused() {
    let check = |query: &str, expected: InvitationError| {
        assert_eq!(
            Invitation::parse(query.as_bytes()),
            Err(expected),
            "{query}"
        );
    };
    check("", InvitationError::Address);
    check("openid_configuration=", InvitationError::Address);
    check("openid_configuration=/relative", InvitationError::Address);
    check(
        "openid_configuration=file:///etc/passwd",
        InvitationError::Address,
    );
    check(
        "openid_configuration=https://u:p@lms.example/",
        InvitationError::Address,
    );
    check(
        "openid_configuration=https://lms.example/&registration_token=a%0d%0ab",
        InvitationError::Token,
    );
    check(
        "openid_configuration=https://a.example/&openid_configuration=https://b.example/",
        InvitationError::Form(FormError::Repeated("openid_configuration".to_owned())),
    );
}

#[test]
fn what_moodle_says_of_itself_is_understood() {
    let moodle = moodle();
    assert_eq!(
        moodle.platform.product_family_code.as_deref(),
        Some("moodle")
    );
    assert!(moodle.sends("LtiDeepLinkingRequest") && !moodle.sends("LtiStartProctoring"));
    let wanted = [scope::SCORE, scope::MEMBERSHIP, "https://example.org/more"];
    assert_eq!(moodle.supported(&wanted), wanted[..2]);
    let registration = moodle.registration(ClientId::parse("c-1").unwrap());
    assert_eq!(registration.issuer.as_str(), "http://127.0.0.1:8080");
    assert_eq!(
        registration.token_audience,
        "http://127.0.0.1:8080/mod/lti/token.php"
    );
}

#[test]
fn what_moodle_answers_is_understood() {
    let body = vector("moodle-registration-response.json");
    let registered = read_registered(&reply(200, &[], &body)).unwrap();
    assert_eq!(registered.client_id.as_str(), "KAZjNrbCHH1ImFF");
    assert_eq!(registered.deployment_id.unwrap().as_str(), "2");
    assert!(registered.scopes.iter().any(|scope| scope == scope::SCORE));
    let read: ToolRegistration = serde_json::from_str(&body).unwrap();
    assert_eq!(read.tool.domain, "127.0.0.1:9102");
}

#[test]
fn canvas_gives_no_deployment_and_a_refusal_gives_a_word() {
    let check = |status, body: &str, expected: &str| {
        let said = match read_registered(&reply(status, &[], body)) {
            Ok(registered) => format!("{} {:?}", registered.client_id, registered.deployment_id),
            Err(error) => error.to_string(),
        };
        assert!(said.starts_with(expected), "{said}");
    };
    check(
        200,
        r#"{"client_id": "10000000000001"}"#,
        "10000000000001 None",
    );
    check(
        200,
        r#"{"client_id": 10000000000001}"#,
        "10000000000001 None",
    );
    check(400, "token_already_used", "the platform refused with 400");
    check(
        401,
        "missing_registration_token",
        "the platform does not take the token",
    );
    check(200, "{}", "the reply cannot be read: no client_id");
    check(
        200,
        r#"{"client_id": ""}"#,
        "the reply cannot be read: no client_id",
    );
    check(200, "<html>", "the reply cannot be read");
    check(503, "", "the platform is busy");
}

#[test]
fn a_registration_is_read_as_it_was_written() {
    let mut tool = tool();
    tool.tool.messages.push(MessageSupport {
        message_type: "LtiDeepLinkingRequest".to_owned(),
        placements: vec!["ContentArea".to_owned()],
        ..MessageSupport::default()
    });
    assert_eq!(tool.tool.domain, "tool.example:8443");
    let text = serde_json::to_string(&tool).unwrap();
    assert_eq!(
        serde_json::from_str::<ToolRegistration>(&text).unwrap(),
        tool
    );
}

/// A configuration of `issuer` with all addresses on `host`, changed in one place, read from `from`.
fn check(from: &str, issuer: &str, host: &str, changed: Option<(&str, &str)>, expected: &str) {
    let mut configuration = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{host}/auth"),
        "token_endpoint": format!("{host}/token"),
        "jwks_uri": format!("{host}/jwks"),
        "registration_endpoint": format!("{host}/register"),
    });
    if let Some((name, value)) = changed {
        configuration[name] = json!(value);
    }
    let response = reply(200, &[], &configuration.to_string());
    let outcome = Configuration::read(&invitation(from), &response, &HOSTED_CANVAS);
    let said = outcome.map_or_else(|error| error.to_string(), |_| "taken".to_owned());
    assert!(
        said.starts_with(expected),
        "{from} {issuer} {changed:?}: {said}"
    );
}

#[test]
fn nobody_speaks_for_another_platform() {
    const LMS: &str = "https://lms.example";
    const AT: &str = "https://lms.example/config";
    check(AT, LMS, LMS, None, "taken");
    check(AT, "https://lms.example/moodle", LMS, None, "taken");
    check(
        AT,
        "https://other.example",
        LMS,
        None,
        "https://lms.example does not speak for",
    );
    check(
        AT,
        "http://lms.example",
        LMS,
        None,
        "https://lms.example does not speak for",
    );
    check(
        AT,
        "https://lms.example:444",
        LMS,
        None,
        "https://lms.example does not speak for",
    );
    check(
        "https://lms.example.evil.example/",
        LMS,
        LMS,
        None,
        "https://lms.example.evil.example does not",
    );
    for name in [
        "authorization_endpoint",
        "token_endpoint",
        "jwks_uri",
        "registration_endpoint",
    ] {
        for elsewhere in [
            "https://evil.example/x",
            "http://lms.example/x",
            "https://lms.example:8443/x",
        ] {
            let expected = format!("{name} is on another host");
            check(AT, LMS, LMS, Some((name, elsewhere)), &expected);
        }
        check(
            AT,
            LMS,
            LMS,
            Some((name, "javascript:1")),
            "the reply cannot be read",
        );
    }
}

#[test]
fn who_reads_our_assertions_is_an_address_or_the_token_address() {
    let registered = |named: Option<&str>| {
        let mut platform = moodle();
        platform.authorization_server = named.map(str::to_owned);
        let kept = platform.registration(ClientId::parse("c-1").unwrap());
        kept.token_audience
    };
    let token = "http://127.0.0.1:8080/mod/lti/token.php";
    assert_eq!(registered(None), token);
    // As Canvas says it.
    assert_eq!(registered(Some("canvas.instructure.com")), token);
    assert_eq!(registered(Some("javascript:1")), token);
    let address = "https://lms.example/tokens";
    assert_eq!(registered(Some(address)), address);
}

#[test]
fn hosted_canvas_speaks_through_its_schools_and_its_sign_in() {
    const CANVAS: &str = "https://canvas.instructure.com";
    const SCHOOL: &str = "https://school.instructure.com";
    const AT: &str = "https://school.instructure.com/api/lti/security/openid-configuration";
    let sso = Some((
        "jwks_uri",
        "https://sso.canvaslms.com/api/lti/security/jwks",
    ));
    check(AT, CANVAS, SCHOOL, None, "taken");
    check(AT, CANVAS, SCHOOL, sso, "taken");
    let lookalike = Some(("jwks_uri", "https://evilinstructure.com/jwks"));
    check(AT, CANVAS, SCHOOL, lookalike, "jwks_uri is on another host");
    let own_domain = Some((
        "registration_endpoint",
        "https://canvas.school.example/register",
    ));
    check(AT, CANVAS, SCHOOL, own_domain, "taken");
    let plain = Some((
        "registration_endpoint",
        "http://canvas.school.example/register",
    ));
    let expected = "registration_endpoint is on another host";
    check(AT, CANVAS, SCHOOL, plain, expected);
    let plain = Some(("jwks_uri", "http://sso.canvaslms.com/jwks"));
    check(AT, CANVAS, SCHOOL, plain, "jwks_uri is on another host");
    check(
        "https://evil.example/c",
        CANVAS,
        "https://evil.example",
        None,
        "https://evil.example does not speak",
    );
    check(
        "http://school.instructure.com/c",
        CANVAS,
        SCHOOL,
        None,
        "http://school.instructure.com does not speak",
    );
    check(
        AT,
        "https://canvas.test.instructure.com",
        SCHOOL,
        None,
        "https://school.instructure.com does not speak",
    );
}
