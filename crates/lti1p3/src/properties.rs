//! What holds for any input: no parser panics, none reads without bound, and what one side writes
//! the other reads back.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::ags::{self, LineItem, LineItemResult, Score};
use crate::claims::{Context, Custom, ResourceLink, name};
use crate::deep_linking::{Choice, ContentItem, Frame, Html, ResourceLinkItem, WebLink};
use crate::dynamic_registration::{
    Configuration, HOSTED_CANVAS, Invitation, ToolRegistration, read_registered,
};
use crate::ids::{ContextId, DeploymentId, Nonce, ResourceLinkId, Subject};
use crate::keys::KeySet;
use crate::launch::UnverifiedLaunch;
use crate::nrps::{self, Course, Member, Page};
use crate::platform::{ChoiceError, ExpectedChoice, LaunchMessage};
use crate::role::Role;
use crate::testing::{KEY, KEYS, Trial, launch, now, registration, reply, url};

/// Numbers that are the same after every way of writing them: the last digits of others may change
/// as they are read.
fn quarters() -> impl Strategy<Value = f64> {
    any::<i32>().prop_map(|number| f64::from(number) / 4.0)
}

/// Any JSON, a little of everything.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        quarters().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        "https?://[a-z.:@/]{0,12}".prop_map(Value::from),
        Just(json!("https://lms.example/x")),
    ];
    leaf.prop_recursive(3, 24, 4, |inside| {
        prop_oneof![
            vec(inside.clone(), 0..4).prop_map(Value::from),
            vec(("[a-zA-Z_]{1,12}", inside), 0..4)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

/// A good object with any values in the place of a few of its own, and a few more.
fn bent(good: Value, names: Vec<String>) -> impl Strategy<Value = Value> {
    let name = prop_oneof![
        3 => proptest::sample::select(names),
        1 => "[a-z_]{1,8}",
    ];
    vec((name, any_json()), 1..4).prop_map(move |changes| {
        let mut value = good.clone();
        for (name, change) in changes {
            value[name] = change;
        }
        value
    })
}

fn bent_at_its_own_names(good: Value) -> impl Strategy<Value = Value> {
    let names = good.as_object().unwrap().keys().cloned().collect();
    bent(good, names)
}

fn claims_of(trial: &Trial) -> Value {
    Value::Object(trial.claims.clone())
}

fn all_claims() -> Vec<String> {
    let trial = launch();
    let own = trial.claims.keys().cloned();
    let optional = [
        name::LIS,
        name::CUSTOM,
        name::LAUNCH_PRESENTATION,
        name::TOOL_PLATFORM,
        name::ROLE_SCOPE_MENTOR,
        name::AGS,
        name::NRPS,
        name::DL_SETTINGS,
        "nbf",
        "azp",
        "picture",
    ];
    own.chain(optional.map(str::to_owned)).collect()
}

fn word() -> impl Strategy<Value = String> {
    "[^\\p{Cc}]{1,20}"
}

fn perhaps_word() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(word())
}

fn context(id: String, title: Option<String>) -> Context {
    Context {
        id: ContextId::parse(id).unwrap(),
        label: None,
        title,
        types: vec!["CourseSection".to_owned()],
    }
}

/// A platform's message, with texts in every place that a person can fill.
fn message(texts: (String, String, Option<String>, Option<String>, Custom)) -> LaunchMessage {
    let (id, subject, title, person, custom) = texts;
    let trial = launch();
    let mut message = LaunchMessage::new(
        trial.registration.issuer,
        trial.registration.client_id,
        DeploymentId::parse(id.clone()).unwrap(),
        Subject::parse(subject).unwrap(),
        Nonce::parse(trial.nonce).unwrap(),
        now(),
        "https://tool.example/launch".to_owned(),
        ResourceLink {
            id: ResourceLinkId::parse(id.clone()).unwrap(),
            title: title.clone(),
            description: None,
        },
    );
    message.context = Some(context(id, title));
    message.person.name = person;
    message.custom = custom;
    message
}

fn any_message() -> impl Strategy<Value = LaunchMessage> {
    let custom = vec((word(), word()), 0..3).prop_map(|pairs| pairs.into_iter().collect());
    (word(), word(), perhaps_word(), perhaps_word(), custom).prop_map(message)
}

fn any_item() -> impl Strategy<Value = ContentItem> {
    prop_oneof![
        (perhaps_word(), proptest::option::of(any::<u32>())).prop_map(|(title, height)| {
            let frame = |height| Frame {
                width: None,
                height: Some(height),
            };
            ResourceLinkItem {
                url: Some(url("https://tool.example/x")),
                title,
                iframe: height.map(frame),
                ..ResourceLinkItem::default()
            }
            .into()
        }),
        word().prop_map(|text| ContentItem::Link(WebLink {
            url: url("https://example.org/"),
            title: None,
            text: Some(text),
            other: Map::new(),
        })),
        word().prop_map(|html| ContentItem::Html(Html {
            html,
            title: None,
            text: None,
        })),
    ]
}

fn read_choice(jwt: String) -> Result<Choice, ChoiceError> {
    let known = registration("https://lms.example", "tool-1");
    Choice::read(
        jwt,
        &ExpectedChoice {
            issuer: &known.issuer,
            client_id: &known.client_id,
            deployment_id: &DeploymentId::parse("2").unwrap(),
            keys: &KEYS,
            data: None,
            now: now(),
            leeway: std::time::Duration::ZERO,
        },
    )
}

fn signed_choice(items: Vec<ContentItem>, message: Option<String>) -> (Choice, String) {
    let choice = Choice {
        items,
        message,
        ..Choice::default()
    };
    let known = registration("https://lms.example", "tool-1");
    let nonce = Nonce::parse("n").unwrap();
    let jwt = choice.sign(
        &launch().accepted().deployment_id,
        &known,
        &nonce,
        now(),
        &KEY,
    );
    (choice, jwt)
}

/// An answer to a request to choose, as its claims.
fn good_choice() -> Value {
    let issued = now().as_second();
    json!({
        "iss": "tool-1", "aud": "https://lms.example", "nonce": "n",
        "iat": issued, "exp": issued + 60,
        name::VERSION: "1.3.0", name::MESSAGE_TYPE: "LtiDeepLinkingResponse",
        name::DEPLOYMENT_ID: "2",
        name::CONTENT_ITEMS: [{"type": "ltiResourceLink", "title": "Quiz"}],
        name::DL_MSG: "done",
    })
}

fn good_configuration() -> Value {
    json!({
        "issuer": "https://lms.example",
        "authorization_endpoint": "https://lms.example/auth",
        "token_endpoint": "https://lms.example/token",
        "jwks_uri": "https://lms.example/jwks",
        "registration_endpoint": "https://lms.example/register",
        "authorization_server": "https://lms.example",
        "scopes_supported": ["openid"],
        "claims_supported": ["sub"],
        "https://purl.imsglobal.org/spec/lti-platform-configuration": {"variables": ["User.id"]},
    })
}

fn read_configuration(body: &str) -> Option<Configuration> {
    let invitation =
        Invitation::parse(b"openid_configuration=https://lms.example/configuration").unwrap();
    Configuration::read(&invitation, &reply(200, &[], body), &HOSTED_CANVAS).ok()
}

fn tool(name: &str, scope: String) -> ToolRegistration {
    let at = |path: &str| url(&format!("https://tool.example{path}"));
    let mut tool = ToolRegistration::new(name, at("/"), at("/login"), at("/launch"), at("/jwks"));
    tool.scope = scope;
    tool
}

fn any_member() -> impl Strategy<Value = Member> {
    let role = proptest::sample::select(vec!["Learner", "Instructor", "x:y"]);
    (word(), vec(role, 0..3), perhaps_word()).prop_map(|(id, roles, name)| {
        let roles = roles.into_iter().map(Role::parse).collect();
        let mut member = Member::new(Subject::parse(id).unwrap(), roles);
        // Moodle escapes names, so an ampersand is read once unescaped.
        member.name = name.filter(|name| !name.contains('&'));
        member
    })
}

const PAGE: &str = "https://lms.example/members";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_launch_with_any_claims_is_launched_or_refused_in_words(claims in bent(claims_of(&launch()), all_claims())) {
        let Value::Object(claims) = claims else { unreachable!() };
        let trial = Trial { claims, ..launch() };
        match trial.verify() {
            Ok(launch) => {
                prop_assert_eq!(launch.issuer.as_str(), "https://lms.example");
                prop_assert_eq!(launch.target_link_uri.origin(), trial.tool.origin());
                prop_assert!(launch.roles.iter().count() <= 100);
            }
            Err(error) => prop_assert!(!error.to_string().is_empty() && error.code().starts_with("launch-")),
        }
    }

    #[test]
    fn what_a_platform_says_of_a_person_arrives(sent in any_message()) {
        let got = launch().expected().verify(sent.sign(&KEY)).unwrap();
        prop_assert_eq!(got.deployment_id, sent.deployment_id);
        prop_assert_eq!(got.subject, sent.subject);
        prop_assert_eq!(got.context, sent.context);
        prop_assert_eq!(got.person, sent.person);
        prop_assert_eq!(got.custom, sent.custom);
        prop_assert_eq!(got.message, sent.message);
    }

    #[test]
    fn any_choice_arrives_as_it_was_made(items in vec(any_item(), 0..4), words in perhaps_word()) {
        let (choice, jwt) = signed_choice(items, words);
        prop_assert_eq!(read_choice(jwt), Ok(choice));
    }

    #[test]
    fn an_answer_with_any_claims_is_read_or_refused(claims in bent_at_its_own_names(good_choice())) {
        let Value::Object(claims) = claims else { unreachable!() };
        let _ = read_choice(KEY.sign(&claims));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_configuration_is_read_or_refused_and_stays_on_its_host(body in bent_at_its_own_names(good_configuration())) {
        if let Some(read) = read_configuration(&body.to_string()) {
            prop_assert_eq!(read.jwks_uri.origin(), url("https://lms.example").origin());
            prop_assert_eq!(read.token_endpoint.origin(), url("https://lms.example").origin());
            let again = serde_json::to_string(&read).unwrap();
            prop_assert_eq!(read_configuration(&again), Some(read));
        }
    }

    #[test]
    fn any_registration_is_read_as_it_was_written(name in word(), scope in "[a-z/ ]{0,20}") {
        let tool = tool(&name, scope);
        let text = serde_json::to_string(&tool).unwrap();
        prop_assert_eq!(serde_json::from_str::<ToolRegistration>(&text).unwrap(), tool);
    }

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,120}", json in any_json()) {
        let read_json = json.to_string();
        for body in [&text, &read_json] {
            let reply = reply(200, &[("link", &text)], body);
            let page = url(PAGE);
            let _ = nrps::read(&page, &reply);
            let _ = ags::read_list(&page, &reply);
            let _ = ags::read_results(&page, &reply);
            let _ = ags::read_item(&reply);
            let _ = ags::judge_score(&reply);
            let _ = read_registered(&reply);
            let _ = read_configuration(body);
            let _ = crate::token::read_reply(&reply, now());
            let _ = KeySet::parse(body.as_bytes());
            let _ = Invitation::parse(body.as_bytes());
            let _ = UnverifiedLaunch::read(body.clone());
            let _ = read_choice(body.clone());
        }
    }

    #[test]
    fn a_page_of_members_arrives(members in vec(any_member(), 0..5), title in perhaps_word(), more: bool) {
        let page = Page {
            course: Course {
                id: ContextId::parse("2").unwrap(),
                label: None,
                title: title.filter(|title| !title.contains('&')),
            },
            members,
            unreadable: 0,
            next: more.then(|| url("https://lms.example/members?from=10")),
            differences: None,
        };
        prop_assert_eq!(nrps::read(&url(PAGE), &page.reply(&url(PAGE))), Ok(page));
    }

    #[test]
    fn a_page_of_any_members_is_read_or_refused(member in bent_at_its_own_names(json!(Member::new(Subject::parse("7").unwrap(), crate::Roles::default())))) {
        let body = json!({"context": {"id": "2"}, "members": [member]}).to_string();
        if let Ok(page) = nrps::read(&url(PAGE), &reply(200, &[], &body)) {
            prop_assert_eq!(page.members.len(), 1);
        }
    }

    #[test]
    fn a_result_is_read_as_it_was_written(user in word(), points in proptest::option::of(quarters()), comment in perhaps_word()) {
        let result = LineItemResult {
            id: None,
            user_id: Subject::parse(user).unwrap(),
            result_score: points,
            result_maximum: Some(100.0),
            comment,
            score_of: Some(url("https://lms.example/items/3")),
            timestamp: Some(now()),
        };
        let body = json!([result]).to_string();
        let read = ags::read_results(&url(PAGE), &reply(200, &[], &body)).unwrap();
        prop_assert_eq!(read.results, [result]);
    }

    #[test]
    fn a_line_item_keeps_what_is_not_understood(label in word(), tag in perhaps_word(), more in any_json()) {
        let mut sent = json!(LineItem::new(&label, 1.0, "r", "t"));
        sent["tag"] = json!(tag);
        sent["https://vendor.example/x"] = more.clone();
        let read: LineItem = serde_json::from_value(sent).unwrap();
        prop_assert_eq!(&read.label, &label);
        prop_assert_eq!(&read.tag, &tag);
        prop_assert_eq!(&json!(read)["https://vendor.example/x"], &more);
    }

    #[test]
    fn a_score_of_any_points_survives_the_way(points in quarters(), user in word()) {
        let sent = Score::complete(Subject::parse(user).unwrap(), points, 1e12, now());
        let written = serde_json::to_string(&sent).unwrap();
        prop_assert!(!written.contains('\n'));
        prop_assert_eq!(serde_json::from_str::<Score>(&written).unwrap(), sent);
    }

    #[test]
    fn a_link_is_read_as_it_was_written(path in "[a-zA-Z0-9;,=&\"<> é]{1,30}") {
        let here = url(PAGE);
        let mut next = here.clone();
        next.set_query(Some(&path));
        let mut headers = http::HeaderMap::new();
        headers.insert("link", crate::link::render(&next, "next").parse().unwrap());
        prop_assert_eq!(crate::link::next(&headers, &here), Ok(Some(next)));
    }
}
