use std::time::Duration;

use http::Request;
use serde_json::{Map, Value, json};

use super::*;
use crate::claims::{Context, GradeService, NamesService, ResourceLink};
use crate::keys::SigningKey;
use crate::login::{LoginAnswer, LoginRequest};
use crate::testing::{KEY, KEYS, STRANGER, now, registration, url};
use crate::token::TokenRequest;
use crate::{
    ClientId, ContextId, ContextRole, DeploymentId, Expected, Issuer, Launch, LaunchError, Nonce,
    ResourceLinkId, Subject, UnverifiedLaunch, scope,
};

const REDIRECT: &str = "https://tool.example/launch";

fn form(pairs: &[(&str, String)]) -> Vec<u8> {
    url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
        .into_bytes()
}

fn message(nonce: Nonce) -> LaunchMessage {
    let link = ResourceLink {
        id: ResourceLinkId::parse("link-1").unwrap(),
        title: Some("Buddies".to_owned()),
        description: None,
    };
    let mut message = LaunchMessage::new(
        Issuer::parse("https://lms.example").unwrap(),
        ClientId::parse("tool-1").unwrap(),
        DeploymentId::parse("2").unwrap(),
        Subject::parse("7").unwrap(),
        nonce,
        now(),
        "https://tool.example/somewhere".to_owned(),
        link,
    );
    message.roles = [ContextRole::Learner].into_iter().collect();
    message.person.name = Some("李 小明".to_owned());
    message
}

fn verify(id_token: String, nonce: &Nonce) -> Result<Launch, LaunchError> {
    UnverifiedLaunch::read(id_token)?.verify(&Expected {
        registration: &registration("https://lms.example", "tool-1"),
        keys: &KEYS,
        nonce,
        tool: &url(REDIRECT),
        now: now(),
        leeway: Duration::ZERO,
    })
}

/// The whole way: both sides of this crate, with only encoded texts between them.
#[test]
fn a_launch_goes_from_platform_to_tool_and_back_and_forth() {
    let start = LoginInitiation {
        issuer: Issuer::parse("https://lms.example").unwrap(),
        login_hint: "7".to_owned(),
        target_link_uri: "https://tool.example/somewhere".to_owned(),
        message_hint: Some("{\"cmid\":4}".to_owned()),
        client_id: ClientId::parse("tool-1").ok(),
        deployment_id: DeploymentId::parse("2").ok(),
        storage_target: None,
    };
    let login = LoginRequest::parse(&form(&start.parameters())).unwrap();
    let known = registration("https://lms.example", "tool-1");
    let nonce = Nonce::parse("n-1").unwrap();
    let address = login.authentication_url(&known, REDIRECT, "s-1", &nonce);

    let asked = AuthenticationRequest::parse(address.query().unwrap().as_bytes()).unwrap();
    assert_eq!(asked.message_hint.as_deref(), Some("{\"cmid\":4}"));
    let given = asked
        .check(&known.client_id, &[REDIRECT.to_owned()])
        .unwrap();
    let id_token = message(given).sign(&KEY);
    let post = form(&post_back(id_token, asked.state.as_deref()));

    let Ok(LoginAnswer::Launch {
        id_token, state, ..
    }) = LoginAnswer::parse(&post)
    else {
        panic!("a launch");
    };
    assert_eq!(state, "s-1");
    let launch = verify(id_token, &nonce).unwrap();
    assert_eq!(launch.person.name.as_deref(), Some("李 小明"));
    assert!(launch.roles.has(ContextRole::Learner));
}

#[test]
fn every_part_of_a_message_arrives() {
    let nonce = Nonce::parse("n-1").unwrap();
    let mut sent = message(nonce.clone());
    sent.context = Some(Context {
        id: ContextId::parse("course-1").unwrap(),
        label: Some("BOT101".to_owned()),
        title: None,
        types: vec!["CourseSection".to_owned()],
    });
    sent.grades = Some(GradeService {
        scopes: vec![scope::SCORE.to_owned()],
        line_items: Some(url("https://lms.example/items")),
        line_item: None,
    });
    sent.names = Some(NamesService {
        url: url("https://lms.example/members"),
        versions: vec!["2.0".to_owned()],
    });
    sent.lis.person_sourcedid = Some("SIS-7".to_owned());
    sent.custom = [("a", "1")].into_iter().collect();
    sent.presentation.locale = Some("cy".to_owned());
    sent.tool_platform.guid = Some("g".to_owned());
    let got = verify(sent.sign(&KEY), &nonce).unwrap();
    assert_eq!(got.context, sent.context);
    assert_eq!(got.grades, sent.grades);
    assert_eq!(got.names, sent.names);
    assert_eq!(got.lis, sent.lis);
    assert_eq!(got.custom, sent.custom);
    assert_eq!(got.presentation, sent.presentation);
    assert_eq!(got.tool_platform, sent.tool_platform);
    assert_eq!(got.person, sent.person);
    assert_eq!(got.other, Map::new());
}

#[test]
fn what_a_platform_adds_replaces_what_it_had() {
    let nonce = Nonce::parse("n-1").unwrap();
    let mut sent = message(nonce.clone());
    sent.other
        .insert("aud".to_owned(), json!(["tool-1", "other"]));
    assert_eq!(verify(sent.sign(&KEY), &nonce), Err(LaunchError::Audience));
}

fn asked(bent: &[(&'static str, &str)]) -> AuthenticationRequest {
    let mut pairs = vec![
        ("scope", "openid"),
        ("response_type", "id_token"),
        ("response_mode", "form_post"),
        ("prompt", "none"),
        ("client_id", "tool-1"),
        ("redirect_uri", REDIRECT),
        ("login_hint", "7"),
        ("nonce", "n-1"),
    ];
    for (name, value) in bent {
        pairs.retain(|(known, _)| known != name);
        pairs.push((name, value));
    }
    let pairs: Vec<_> = pairs.into_iter().map(|(n, v)| (n, v.to_owned())).collect();
    AuthenticationRequest::parse(&form(&pairs)).unwrap()
}

#[track_caller]
fn check_asked(bent: &[(&'static str, &str)], expected: &str) {
    let client_id = ClientId::parse("tool-1").unwrap();
    let said = match asked(bent).check(&client_id, &[REDIRECT.to_owned()]) {
        Ok(nonce) => format!("nonce {nonce}"),
        Err(AuthenticationError::Redirect) => "nowhere to answer".to_owned(),
        Err(AuthenticationError::Answer { error, .. }) => error.to_owned(),
    };
    assert_eq!(said, expected, "{bent:?}");
}

#[test]
fn an_authentication_request_is_answered_only_where_it_may_be() {
    check_asked(&[], "nonce n-1");
    check_asked(
        &[("redirect_uri", "https://tool.example/launch/")],
        "nowhere to answer",
    );
    check_asked(
        &[("redirect_uri", "https://tool.example/launch?x")],
        "nowhere to answer",
    );
    check_asked(
        &[("redirect_uri", "https://evil.example/launch")],
        "nowhere to answer",
    );
    check_asked(&[("redirect_uri", "")], "nowhere to answer");
    check_asked(&[("client_id", "tool-2")], "unauthorized_client");
    check_asked(&[("scope", "openid email")], "invalid_scope");
    check_asked(&[("response_type", "code")], "unsupported_response_type");
    check_asked(&[("response_mode", "query")], "invalid_request");
    check_asked(&[("prompt", "login")], "invalid_request");
    check_asked(&[("login_hint", "")], "invalid_request");
    check_asked(&[("nonce", "")], "invalid_request");
}

/// A token request whose assertion is bent.
struct Asked {
    claims: Map<String, Value>,
    header: Value,
    key: SigningKey,
}

fn assertion() -> Asked {
    let issued = now().as_second();
    let claims = json!({
        "iss": "tool-1", "sub": "tool-1", "aud": "https://lms.example/token",
        "iat": issued, "exp": issued + 300, "jti": "j-1",
    });
    Asked {
        claims: claims.as_object().unwrap().clone(),
        header: json!({"alg": "RS256", "kid": KEY.id()}),
        key: KEY.clone(),
    }
}

impl Asked {
    fn with(mut self, claim: &str, value: Value) -> Self {
        self.claims.insert(claim.to_owned(), value);
        self
    }

    fn header(mut self, name: &str, value: Value) -> Self {
        self.header[name] = value;
        self
    }

    #[track_caller]
    fn check(self, expected: &str) {
        let token = self.key.sign_with_header(&self.header, &self.claims);
        let body = form(&[
            ("grant_type", "client_credentials".to_owned()),
            (
                "client_assertion_type",
                crate::token::ASSERTION_TYPE.to_owned(),
            ),
            ("client_assertion", token),
        ]);
        let said = match AssertionRequest::parse(&body).and_then(|asked| {
            asked.verify(&ExpectedAssertion {
                client_id: &ClientId::parse("tool-1").unwrap(),
                audiences: &["https://lms.example/token", "https://lms.example"],
                keys: &KEYS,
                now: now(),
                leeway: Duration::from_mins(1),
            })
        }) {
            Ok(assertion) => format!("good: {}", assertion.jti),
            Err(refusal) => refusal.to_string(),
        };
        assert_eq!(said, expected);
    }
}

#[test]
fn an_assertion_is_checked_claim_by_claim() {
    let past = now().as_second() - 1_000;
    assertion().check("good: j-1");
    assertion()
        .with("aud", json!(["x", "https://lms.example"]))
        .check("good: j-1");
    let parties = "invalid_client: iss and sub must be the client_id";
    assertion().with("iss", json!("tool-2")).check(parties);
    assertion().with("sub", json!("tool-2")).check(parties);
    assertion().with("sub", Value::Null).check(parties);
    let aud = "invalid_client: aud is not this platform";
    assertion()
        .with("aud", json!("https://lms.example/token/"))
        .check(aud);
    assertion().with("aud", Value::Null).check(aud);
    assertion().with("aud", json!([])).check(aud);
    let expired = "invalid_client: the assertion has expired";
    assertion()
        .with("iat", json!(past))
        .with("exp", json!(past + 300))
        .check(expired);
    assertion()
        .with("iat", json!(past + 2_000))
        .with("exp", json!(past + 2_100))
        .check("invalid_client: the assertion is from the future");
    assertion()
        .with("exp", json!(past + 10_000))
        .check("invalid_client: the assertion lives longer than five minutes");
    assertion()
        .with("exp", json!("soon"))
        .check("invalid_client: iat or exp is missing");
    assertion()
        .with("exp", json!(i64::MAX))
        .with("iat", json!(i64::MIN))
        .check("invalid_client: the assertion lives longer than five minutes");
    assertion()
        .with("jti", json!(""))
        .check("invalid_client: jti is missing");
    assertion()
        .with("jti", Value::Null)
        .check("invalid_client: jti is missing");
    let signature = "invalid_client: the signature is not by a key of this tool";
    Asked {
        key: STRANGER.clone(),
        ..assertion()
    }
    .check(signature);
    assertion().header("kid", json!("other")).check(signature);
    assertion()
        .header("kid", Value::Null)
        .check("invalid_client: kid is missing");
    assertion()
        .header("alg", json!("none"))
        .check("invalid_client: alg must be RS256");
}

#[test]
fn a_request_that_is_no_client_credentials_grant_is_refused() {
    let check = |body: &str, expected: &str| {
        let refusal = AssertionRequest::parse(body.as_bytes()).unwrap_err();
        assert_eq!(refusal.to_string(), expected, "{body}");
    };
    let kind =
        "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer";
    check(
        "",
        "unsupported_grant_type: grant_type must be client_credentials",
    );
    check(
        "{\"grant_type\":\"client_credentials\"}",
        "unsupported_grant_type: grant_type must be client_credentials",
    );
    check(
        "grant_type=client_credentials",
        "invalid_request: unknown client_assertion_type",
    );
    check(
        &format!("grant_type=client_credentials&{kind}"),
        "invalid_request: client_assertion is missing",
    );
    check(
        &format!("grant_type=client_credentials&{kind}&client_assertion=x"),
        "invalid_client: unreadable client_assertion",
    );
    check(
        "grant_type=a&grant_type=b",
        "invalid_request: unreadable form",
    );
}

#[test]
fn a_grant_is_what_the_tool_side_reads() {
    let grant = Grant {
        access_token: "secret-1".to_owned(),
        expires_in: 3_600,
        scopes: vec![scope::SCORE.to_owned()],
    };
    assert!(!format!("{grant:?}").contains("secret-1"));
    let token = crate::token::read_reply(&grant.reply(), now()).unwrap();
    assert!(token.allows(scope::SCORE) && !token.allows(scope::MEMBERSHIP));
    let refused = TokenRefusal::new("invalid_scope", "none of them").reply();
    let said = crate::token::read_reply(&refused, now()).unwrap_err();
    assert_eq!(
        said.to_string(),
        "the platform gives no token: invalid_scope"
    );
}

#[test]
fn a_refusal_of_the_platform_reaches_the_tool() {
    let body = form(&post_error(
        "access_denied",
        "somebody else is signed in",
        Some("s"),
    ));
    let Ok(LoginAnswer::Refused(refusal)) = LoginAnswer::parse(&body) else {
        panic!("a refusal");
    };
    assert_eq!(refusal.error, "access_denied");
    assert_eq!(refusal.state.as_deref(), Some("s"));
}

#[test]
fn the_tool_names_the_platforms_own_idea_of_its_address() {
    let mut registration = registration("https://lms.example", "tool-1");
    registration.token_audience = "https://lms.example".to_owned();
    let request: Request<Vec<u8>> = TokenRequest {
        registration: &registration,
        key: &KEY,
        scopes: &[scope::SCORE],
        deployment_id: None,
        jti: "j",
        now: now(),
    }
    .build()
    .unwrap();
    let asked = AssertionRequest::parse(request.body()).unwrap();
    let verify = |audience: &str| {
        asked.verify(&ExpectedAssertion {
            client_id: &registration.client_id,
            audiences: &[audience],
            keys: &KEYS,
            now: now(),
            leeway: Duration::ZERO,
        })
    };
    assert!(verify("https://lms.example").is_ok());
    assert!(verify("https://lms.example/").is_err());
}
