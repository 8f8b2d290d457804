//! A teacher chooses what is put into the course (LTI Deep Linking 2.0).

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use it::{
    World,
    forge::{Begun, signed},
    tab::Answer,
};
use reqwest::Method;
use sandbox::visitor::{Visited, Visitor};
use serde_json::{Value, json};

const LTI: &str = "https://purl.imsglobal.org/spec/lti/claim";
const DL: &str = "https://purl.imsglobal.org/spec/lti-dl/claim";

/// What Moodle asks, with these settings in place of its own.
fn asks(world: &World, begun: &Begun, settings: &Value) -> Value {
    let mut claims = begun.claims(world);
    claims[format!("{LTI}/message_type")] = json!("LtiDeepLinkingRequest");
    claims
        .as_object_mut()
        .unwrap()
        .remove(&format!("{LTI}/resource_link"));
    let mut all = json!({
        "accept_types": ["ltiResourceLink"],
        "accept_presentation_document_targets": ["frame", "iframe", "window"],
        "accept_multiple": true,
        "deep_link_return_url": format!("{}/return?course=2&sesskey=abc", world.lms_url),
        "data": "opaque: \u{e9}\"<&",
    });
    for (name, value) in settings.as_object().unwrap() {
        all[name] = value.clone();
    }
    claims[format!("{DL}/deep_linking_settings")] = all;
    claims
}

/// The page that a request opens.
async fn opened(world: &World, settings: &Value) -> (Visitor, Visited) {
    let begun = Begun::new(world).await;
    let claims = asks(world, &begun, settings);
    let tab = begun.enter(&claims).await;
    (tab.visitor, tab.page)
}

/// What the answer says, out of the page that carries it on.
fn answered(page: &Visited) -> (String, Value) {
    assert_eq!(page.status, 200, "{}", page.body);
    let form = page.forms().remove(0);
    let (name, jwt) = form.fields[0].clone();
    assert_eq!(name, "JWT");
    let claims = jwt.split('.').nth(1).unwrap();
    let claims = URL_SAFE_NO_PAD.decode(claims).unwrap();
    let claims = serde_json::from_slice(&claims).unwrap();
    (form.action.to_string(), claims)
}

async fn choose(visitor: &Visitor, page: &Visited, items: &[&str]) -> Visited {
    let mut form = page.forms().remove(0);
    form.fields.retain(|(name, _)| name != "item");
    let items = items
        .iter()
        .map(|item| ("item".to_owned(), (*item).to_owned()));
    form.fields.extend(items);
    let sent = visitor.step(Method::POST, form.action, &form.fields).await;
    sent.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn several_things_are_offered_and_what_was_chosen_is_sent_signed() {
    let world = World::new().await;
    let (visitor, page) = opened(&world, &json!({})).await;
    assert!(page.body.contains("Field Botany"), "the course is named");
    for item in ["tab", "tab-column", "code", "quiz"] {
        assert!(page.body.contains(&format!("value=\"{item}\"")), "{item}");
    }
    assert!(page.body.contains("type=\"checkbox\""));
    let sent = choose(&visitor, &page, &["tab-column", "quiz"]).await;
    let policy = sent.headers["content-security-policy"].to_str().unwrap();
    assert!(
        policy.contains(&format!("form-action {};", world.lms_url)),
        "{policy}"
    );
    let (to, claims) = answered(&sent);
    assert_eq!(to, format!("{}/return?course=2&sesskey=abc", world.lms_url));
    assert_eq!(claims["iss"], "alongside");
    assert_eq!(claims["aud"], world.lms_url);
    assert_eq!(
        claims[format!("{LTI}/message_type")],
        "LtiDeepLinkingResponse"
    );
    assert_eq!(claims[format!("{LTI}/deployment_id")], "1");
    assert_eq!(
        claims[format!("{DL}/data")],
        "opaque: \u{e9}\"<&",
        "as it came"
    );
    let items = claims[format!("{DL}/content_items")].as_array().unwrap();
    assert_eq!(items.len(), 2);
    assert_eq!(items[0]["title"], "Peer mentoring");
    assert_eq!(items[0]["url"], format!("{}/lti/launch", world.tool_url));
    assert_eq!(
        items[0]["lineItem"],
        json!({
            "label": "Peer mentor training", "scoreMaximum": 1.0,
            "resourceId": "alongside:completion", "tag": "alongside",
        })
    );
    assert_eq!(items[1]["custom"], json!({ "alongside": "quiz" }));
    assert_eq!(items[1].get("lineItem"), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_platform_does_not_take_is_not_offered() {
    let world = World::new().await;
    let settings = json!({ "accept_multiple": false, "accept_lineitem": false });
    let (visitor, page) = opened(&world, &settings).await;
    assert!(page.body.contains("type=\"radio\"") && !page.body.contains("tab-column"));
    let both = choose(&visitor, &page, &["tab", "quiz"]).await;
    Answer::of(&both).expect_refusal(400, "choosing-not-accepted");
    let sent = choose(&visitor, &page, &["tab-column"]).await;
    let (_, claims) = answered(&sent);
    let item = &claims[format!("{DL}/content_items")][0];
    assert_eq!(item.get("lineItem"), None, "a column it would not make");

    for (settings, said) in [
        (
            json!({ "accept_types": ["html", "file"] }),
            "choosing-not-accepted",
        ),
        (json!({ "accept_types": [] }), "choosing-not-accepted"),
        (
            json!({ "deep_link_return_url": "https://evil.example/x" }),
            "choosing-return",
        ),
        (
            json!({ "deep_link_return_url": "javascript:alert(1)" }),
            "launch-claim-missing",
        ),
        (
            json!({ "deep_link_return_url": null }),
            "launch-claim-missing",
        ),
    ] {
        let begun = Begun::new(&world).await;
        let claims = asks(&world, &begun, &settings);
        begun.post(&signed(&claims)).await.expect_refusal(400, said);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_an_answer_and_an_answer_is_sent_once() {
    let world = World::new().await;
    let (visitor, page) = opened(&world, &json!({})).await;
    let mut form = page.forms().remove(0);
    form.fields.push(("nothing".to_owned(), "1".to_owned()));
    let step = || visitor.step(Method::POST, form.action.clone(), &form.fields);
    let (one, two) = tokio::join!(step(), step());
    let (mut one, mut two) = (one.unwrap(), two.unwrap());
    if one.status != 200 {
        (one, two) = (two, one);
    }
    let (_, claims) = answered(&one);
    assert_eq!(claims[format!("{DL}/content_items")], json!([]));
    Answer::of(&two).expect_refusal(409, "choosing-over");
    let again = visitor.get(page.url.as_str()).await.unwrap();
    Answer::of(&again).expect_refusal(401, "session-ended");
}

/// The tab is offered ticked, once: whoever took the tick away finds it gone.
#[tokio::test(flavor = "multi_thread")]
async fn who_sends_nothing_ticked_finds_nothing_ticked() {
    let world = World::begun().await;
    let (visitor, page) = opened(&world, &json!({})).await;
    assert_eq!(page.body.matches(" checked").count(), 1, "{}", page.body);
    let again = choose(&visitor, &page, &[]).await;
    assert!(
        again.body.contains("Nothing was chosen yet."),
        "{}",
        again.body
    );
    assert!(!again.body.contains(" checked"), "{}", again.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_staff_choose_and_only_from_their_own_page() {
    let world = World::new().await;
    let begun = Begun::new(&world).await;
    let mut claims = asks(&world, &begun, &json!({}));
    claims[format!("{LTI}/roles")] =
        json!(["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"]);
    begun
        .post(&signed(&claims))
        .await
        .expect_refusal(403, "choosing-not-allowed");
    assert_eq!(world.rows("select count(*) from session").await, 0);
    assert_eq!(world.rows("select count(*) from scheme").await, 0);

    let (visitor, page) = opened(&world, &json!({})).await;
    let form = page.forms().remove(0);
    let mut forged = form.fields.clone();
    forged.retain(|(name, _)| name != "token");
    let sent = visitor
        .step(Method::POST, form.action.clone(), &forged)
        .await;
    Answer::of(&sent.unwrap()).expect_refusal(403, "form-token");
    let (_, other) = opened(&world, &json!({})).await;
    let crossed = other.forms().remove(0).fields;
    let sent = visitor.step(Method::POST, form.action, &crossed).await;
    Answer::of(&sent.unwrap()).expect_refusal(403, "form-token");
    let launched = world.open("teacher1").await;
    let act = format!("{}/choose", launched.base());
    let sent = launched
        .visitor
        .step(
            Method::POST,
            act.parse().unwrap(),
            &[("token".into(), launched.boot().token)],
        )
        .await;
    Answer::of(&sent.unwrap()).expect_refusal(409, "choosing-over");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_opens_exactly_what_was_chosen_and_the_first_page_for_whoever_may_not() {
    let world = World::begun().await;
    let members = serde_json::to_value(world.lms.members()).unwrap();
    let coordinator = members.as_array().unwrap().iter();
    let coordinator = coordinator
        .clone()
        .find(|each| each["username"] == "teacher1");
    let coordinator = coordinator.unwrap()["id"].clone();
    let courses = world.app.store().read(store::course::all).await.unwrap();
    let course = &courses[0].context;
    let check = async |custom: Value, role: &str, path: &str| {
        let begun = Begun::new(&world).await;
        let mut claims = begun.claims(&world);
        claims[format!("{LTI}/custom")] = custom.clone();
        claims["sub"] = coordinator.clone();
        claims[format!("{LTI}/context")]["id"] = json!(course);
        if role == "Learner" {
            claims["sub"] = json!("777");
            claims[format!("{LTI}/roles")] =
                json!(["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"]);
        }
        let tab = begun.enter(&claims).await;
        let at = tab.page.url.path().to_owned();
        let (_, page) = at
            .trim_start_matches("/s/")
            .split_once('/')
            .unwrap_or((&at, ""));
        assert_eq!(page, path, "{custom} as {role}");
    };
    check(json!({ "alongside": "quiz" }), "Instructor", "quiz").await;
    check(json!({ "alongside": "code" }), "Instructor", "code").await;
    check(json!({ "alongside": "tab" }), "Instructor", "").await;
    check(json!({ "alongside": "scores" }), "Instructor", "").await;
    check(
        json!({ "alongside": "$Unknown.variable" }),
        "Instructor",
        "",
    )
    .await;
    check(json!({}), "Instructor", "").await;
    check(json!({ "alongside": "quiz" }), "Learner", "").await;
}
