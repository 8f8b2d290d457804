//! The whole way: a platform asks, the tool reads, the person chooses, the platform reads.

use std::time::Duration;

use serde_json::{Value, json};

use super::*;
use crate::ids::{ClientId, DeploymentId, Issuer};
use crate::launch::Launch;
use crate::launch::Message;
use crate::platform::{ChoiceError, ExpectedChoice};
use crate::testing::{KEY, KEYS, STRANGER, launch, now, registration, url};

fn settings() -> Value {
    json!({
        "deep_link_return_url": "https://lms.example/return?id=4",
        "accept_types": ["ltiResourceLink", "link"],
        "accept_presentation_document_targets": ["iframe", "window"],
        "accept_multiple": true,
        "accept_lineitem": "true",
        "title": "Week 1",
        "data": "what the platform needs, <exactly>",
    })
}

fn asked(settings: Value) -> Launch {
    launch()
        .without("resource_link")
        .with("message_type", json!("LtiDeepLinkingRequest"))
        .with(name::DL_SETTINGS, settings)
        .accepted()
}

fn settings_of(launch: &Launch) -> &Settings {
    match &launch.message {
        Message::DeepLinking(settings) => settings,
        other => panic!("not a request to choose: {other:?}"),
    }
}

fn quiz(points: f64) -> ContentItem {
    let item = ResourceLinkItem {
        url: Some(url("https://tool.example/quiz")),
        title: Some("Quiz on the code of conduct".to_owned()),
        custom: [("place", "quiz")].into_iter().collect(),
        line_item: Some(LineItem {
            label: None,
            score_maximum: points,
            resource_id: Some("training".to_owned()),
            tag: Some("completion".to_owned()),
            grades_released: Some(true),
        }),
        submission: Some(Period {
            start_date_time: None,
            end_date_time: Some(now()),
        }),
        iframe: Some(Frame {
            width: None,
            height: Some(600),
        }),
        ..ResourceLinkItem::default()
    };
    item.into()
}

fn page() -> ContentItem {
    ContentItem::Link(WebLink {
        url: url("https://example.org/"),
        title: None,
        text: Some("A page".to_owned()),
        other: Map::new(),
    })
}

fn nonce() -> Nonce {
    Nonce::parse("fresh").unwrap()
}

fn signed(choice: &Choice, launch: &Launch) -> String {
    let known = registration("https://lms.example", "tool-1");
    choice.sign(&launch.deployment_id, &known, &nonce(), now(), &KEY)
}

/// What the platform makes of an answer that comes so many seconds later.
fn read(jwt: String, data: Option<&str>, seconds: i64) -> Result<Choice, ChoiceError> {
    Choice::read(
        jwt,
        &ExpectedChoice {
            issuer: &Issuer::parse("https://lms.example").unwrap(),
            client_id: &ClientId::parse("tool-1").unwrap(),
            deployment_id: &asked(settings()).deployment_id,
            keys: &KEYS,
            data,
            now: now() + Duration::from_secs(seconds.unsigned_abs()),
            leeway: Duration::ZERO,
        },
    )
}

#[test]
fn what_a_person_chose_arrives_as_it_was_chosen() {
    let launch = asked(settings());
    let settings = settings_of(&launch);
    assert_eq!(settings.return_url, url("https://lms.example/return?id=4"));
    assert!(
        settings.accept_multiple
            && settings.accept_line_item == Some(true)
            && !settings.auto_create
    );
    let mut choice = Choice::of([quiz(1.0), page()], settings).unwrap();
    choice.message = Some("Two things were added".to_owned());
    let data = settings.data.as_deref();
    let arrived = read(signed(&choice, &launch), data, 0).unwrap();
    assert_eq!(arrived, choice);
}

#[test]
fn nothing_chosen_is_an_answer_too() {
    let launch = asked(settings());
    let choice = Choice::of([], settings_of(&launch)).unwrap();
    let data = settings_of(&launch).data.as_deref();
    let arrived = read(signed(&choice, &launch), data, 0).unwrap();
    assert!(arrived.items.is_empty());
}

#[test]
fn an_item_is_written_as_the_specification_shows_it() {
    assert_eq!(
        json!(quiz(1.0)),
        json!({
            "type": "ltiResourceLink",
            "url": "https://tool.example/quiz",
            "title": "Quiz on the code of conduct",
            "custom": {"place": "quiz"},
            "iframe": {"height": 600},
            "lineItem": {
                "scoreMaximum": 1.0,
                "resourceId": "training",
                "tag": "completion",
                "gradesReleased": true,
            },
            "submission": {"endDateTime": "2026-11-21T21:25:10.000Z"},
        })
    );
    let vendor = json!({"type": "https://vendor.example/thing", "a": 1});
    let item: ContentItem = serde_json::from_value(vendor.clone()).unwrap();
    assert_eq!(item.kind(), "https://vendor.example/thing");
    assert_eq!(json!(item), vendor, "extensions go back as they came");
}

#[test]
fn what_the_platform_does_not_take_is_not_sent() {
    let check = |changes: &[(&str, Value)], items: Vec<ContentItem>| {
        let mut settings = settings();
        for (name, value) in changes {
            settings[*name] = value.clone();
        }
        Choice::of(items, settings_of(&asked(settings))).map(|choice| choice.items)
    };
    let no = Value::Null;
    assert_eq!(
        check(&[("accept_multiple", no.clone())], vec![quiz(1.0), page()]),
        Err(NotAccepted::Several(2))
    );
    assert_eq!(
        check(&[("accept_types", json!(["html"]))], vec![page()]),
        Err(NotAccepted::Kind("link".to_owned()))
    );
    assert_eq!(check(&[], vec![quiz(0.0)]), Err(NotAccepted::Points));
    assert_eq!(check(&[], vec![quiz(f64::NAN)]), Err(NotAccepted::Points));
    assert_eq!(
        check(&[], vec![page(); 201]),
        Err(NotAccepted::TooMany(201))
    );
    let without = check(&[("accept_lineitem", json!(false))], vec![quiz(0.0)]).unwrap();
    let ContentItem::ResourceLink(link) = &without[0] else {
        panic!("a link");
    };
    assert_eq!(link.line_item, None, "a column it would not make");
}

#[test]
fn a_request_without_a_way_back_is_refused() {
    for wrong in [
        json!(null),
        json!({}),
        json!({"deep_link_return_url": ""}),
        json!({"deep_link_return_url": "javascript:alert(1)"}),
        json!({"deep_link_return_url": "https://user@lms.example/"}),
        json!([]),
    ] {
        let outcome = launch()
            .with("message_type", json!("LtiDeepLinkingRequest"))
            .with(name::DL_SETTINGS, wrong.clone())
            .verify();
        assert_eq!(
            outcome.map(drop),
            Err(crate::LaunchError::Claim("deep_link_return_url")),
            "{wrong}"
        );
    }
}

#[test]
fn an_answer_to_somebody_else_or_from_somebody_else_is_refused() {
    let launch = asked(settings());
    let choice = Choice::of([quiz(1.0)], settings_of(&launch)).unwrap();
    let data = choice.data.as_deref();
    let known = registration("https://lms.example", "tool-1");
    let by = |registration: &Registration, key: &SigningKey| {
        choice.sign(&launch.deployment_id, registration, &nonce(), now(), key)
    };
    let check = |jwt: String, data: Option<&str>, seconds, expected: ChoiceError| {
        assert_eq!(read(jwt, data, seconds).map(drop), Err(expected));
    };
    check(by(&known, &STRANGER), data, 0, ChoiceError::Signature);
    let neighbour = registration("https://lms.example", "tool-2");
    check(by(&neighbour, &KEY), data, 0, ChoiceError::Parties);
    let elsewhere = registration("https://other.example", "tool-1");
    check(by(&elsewhere, &KEY), data, 0, ChoiceError::Parties);
    check(by(&known, &KEY), Some("other"), 0, ChoiceError::Question);
    check(by(&known, &KEY), None, 0, ChoiceError::Question);
    check(by(&known, &KEY), data, 300, ChoiceError::Time);
    let mut other = launch.clone();
    other.deployment_id = DeploymentId::parse("another").unwrap();
    check(signed(&choice, &other), data, 0, ChoiceError::Parties);
    let mut claims = choice.claims(&launch.deployment_id, &known, &nonce(), now());
    claims.insert(name::CONTENT_ITEMS.to_owned(), json!([{"type": "link"}]));
    check(KEY.sign(&claims), data, 0, ChoiceError::Items);
    claims.insert(
        name::MESSAGE_TYPE.to_owned(),
        json!("LtiResourceLinkRequest"),
    );
    check(KEY.sign(&claims), data, 0, ChoiceError::Question);
    check(
        "a.b".to_owned(),
        data,
        0,
        ChoiceError::Unreadable(crate::launch::Malformed::Shape),
    );
}

#[test]
fn a_column_is_sent_where_the_platform_does_not_say_whether_it_makes_one() {
    let mut asked = settings();
    asked.as_object_mut().unwrap().remove("accept_lineitem");
    let settings: Settings = serde_json::from_value(asked).unwrap();
    assert_eq!(settings.accept_line_item, None);
    let choice = Choice::of([quiz(1.0)], &settings).unwrap();
    let ContentItem::ResourceLink(link) = &choice.items[0] else {
        panic!("a link");
    };
    assert!(link.line_item.is_some());
}
