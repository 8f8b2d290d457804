//! Messages taken for others, claims that claim too much, logins that were tampered with, and logins of
//! one registration answered with another's.

use api::{Page, home::Home};
use http::HeaderMap;
use it::{
    World,
    forge::{Begun, launch_of, signed},
    tab::Answer,
    world::CLIENT_ID,
};
use sandbox::visitor::Visitor;
use serde_json::{Value, json};
use store::institution;
use url::Url;

use super::{LTI, check, check_claim, expect_noted, known_as, traces};

const ROLE: &str = "http://purl.imsglobal.org/vocab/lis/v2";

#[tokio::test(flavor = "multi_thread")]
async fn attack_texts_that_are_huge_nested_double_or_no_text() {
    let world = World::new().await;
    let roles = format!("{LTI}/roles");
    let many = json!(vec![""; 10_000]);
    check_claim(&world, &roles, many, 400, "launch-token-unreadable").await;
    let mut deep = json!(1);
    for _ in 0..200 {
        deep = json!([deep]);
    }
    check_claim(&world, "deep", deep, 400, "launch-token-unreadable").await;
    for text in ["a.b", "not.a.token", "....", "\u{0}\u{0}.\u{0}.\u{0}"] {
        let forge = |_| text.to_owned();
        check(&world, forge, 400, "launch-token-unreadable").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn attack_messages_of_one_kind_as_another() {
    let world = World::new().await;
    let kind = format!("{LTI}/message_type");
    for other in [
        "LtiContextCopyNotice",
        "LtiDeepLinkingResponse",
        "LtiStartProctoring",
    ] {
        check_claim(&world, &kind, json!(other), 400, "launch-message-type").await;
    }
    // A launch under the name of a choice brings no settings to choose by.
    let choice = json!("LtiDeepLinkingRequest");
    check_claim(&world, &kind, choice, 400, "launch-claim-missing").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn attack_a_launch_that_leads_out_of_the_tool() {
    let world = World::new().await;
    let target = format!("{LTI}/target_link_uri");
    for out in ["https://evil.example/", "//evil.example", "javascript:x"] {
        let begun = Begun::new(&world).await;
        let mut claims = begun.claims(&world);
        claims[&target] = json!(out);
        let before = traces(&world).await;
        let answer = begun.post(&signed(&claims)).await;
        assert_eq!(answer.status, 400, "{out}: {}", answer.body);
        assert_eq!(traces(&world).await, before, "{out}");
    }
    let known = known_as(&world, CLIENT_ID).await;
    expect_noted(&world, Some(known), "launch-target").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn attack_a_tampered_login_leads_to_the_registered_platform_alone() {
    let world = World::new().await;
    let visitor = Visitor::new(HeaderMap::new()).unwrap();
    let login = async |issuer: &str, hint: &str, target: &str| {
        let parameters = [
            ("iss", issuer),
            ("client_id", CLIENT_ID),
            ("login_hint", hint),
            ("lti_message_hint", hint),
            ("target_link_uri", target),
        ];
        let url = format!("{}/lti/login", world.tool_url);
        let url = Url::parse_with_params(&url, parameters).unwrap();
        visitor.step(reqwest::Method::GET, url, &[]).await.unwrap()
    };
    for hint in [
        "\r\nSet-Cookie: a=b",
        "\"><script>alert(1)</script>",
        "&state=x",
    ] {
        let answer = login(&world.lms_url, hint, "https://evil.example/").await;
        assert_eq!(answer.status, 302, "{hint:?}: {}", answer.body);
        let next = answer.headers["location"].to_str().unwrap();
        assert!(next.starts_with(&format!("{}/lti/auth?", world.lms_url)));
        let next = Url::parse(next).unwrap();
        let states = next.query_pairs().filter(|(name, _)| name == "state");
        assert_eq!(states.count(), 1, "{hint:?}");
        assert!(!next.as_str().contains("<script"));
    }
    let answer = login("https://evil.example", "1", &world.tool_url).await;
    Answer::of(&answer).expect_refusal(400, "launch-unknown-platform");
    expect_noted(&world, None, "launch-unknown-platform").await;
    assert_eq!(traces(&world).await[..5], [0; 5]);
    // A client id that is wrong stands on the page of the only school that has this issuer.
    let mistyped = format!(
        "{}/lti/login?iss={}&client_id=alongsied&login_hint=3&target_link_uri={}/",
        world.tool_url, world.lms_url, world.tool_url
    );
    let answer = Answer::of(&visitor.get(&mistyped).await.unwrap());
    answer.expect_refusal(400, "launch-unknown-platform");
    let known = known_as(&world, CLIENT_ID).await;
    expect_noted(&world, Some(known), "launch-unknown-platform").await;
}

/// Two names of the tool under one issuer, as on hosted Canvas: another tenant's true token, or its
/// login, is nothing here.
#[tokio::test(flavor = "multi_thread")]
async fn attack_a_login_at_one_registration_answered_by_another() {
    let world = World::new().await;
    let known = world.app.store().read(institution::all).await.unwrap();
    world.register_as(known[0].id, "neighbour").await;
    let before = traces(&world).await;
    let ours = Begun::new(&world).await;
    let mut theirs = launch_of(&world, &ours.nonce);
    theirs["aud"] = json!("neighbour");
    let answer = ours.post(&signed(&theirs)).await;
    answer.expect_refusal(401, "launch-token-audience");
    // The other way: our state with a login of theirs.
    let begun = Begun::of(&world, "neighbour").await;
    let answer = begun.post(&signed(&begun.claims(&world))).await;
    answer.expect_refusal(401, "launch-token-audience");
    // Their browser, their nonce, our state.
    let answer = begun.post_state(&signed(&theirs), &ours.state).await;
    answer.expect_refusal(401, "launch-not-this-browser");
    // A true token of another issuer.
    theirs["aud"] = json!(CLIENT_ID);
    theirs["iss"] = json!("https://other.example");
    let answer = ours.post(&signed(&theirs)).await;
    answer.expect_refusal(401, "launch-token-issuer");
    assert_eq!(traces(&world).await, before);
    for name in [CLIENT_ID, "neighbour"] {
        let known = known_as(&world, name).await;
        expect_noted(&world, Some(known), "launch-token-audience").await;
    }
    // Without a client id nobody can tell which is meant, and none is guessed.
    let visitor = Visitor::new(HeaderMap::new()).unwrap();
    let login = format!(
        "{}/lti/login?iss={}&login_hint=3&target_link_uri={}/",
        world.tool_url, world.lms_url, world.tool_url
    );
    let answer = Answer::of(&visitor.get(&login).await.unwrap());
    answer.expect_refusal(400, "launch-unknown-platform");
}

/// Roles that say something of somebody elsewhere, or nothing: each gets a page that shows nobody.
#[tokio::test(flavor = "multi_thread")]
async fn attack_roles_that_confer_nothing_open_nothing() {
    let world = World::begun().await;
    for role in [
        format!("{ROLE}/membership#Mentor"),
        format!("{ROLE}/membership/Learner#Instructor"),
        format!("{ROLE}/institution/person#Instructor"),
        format!("{ROLE}/system/person#Administrator"),
        "http://evil.example/membership#Instructor".to_owned(),
    ] {
        let begun = Begun::new(&world).await;
        let mut claims = begun.claims(&world);
        claims["sub"] = json!("70001");
        claims[format!("{LTI}/context")]["id"] = json!("1");
        claims[format!("{LTI}/roles")] = json!([role]);
        claims[format!("{LTI}/role_scope_mentor")] = json!(["3", "4"]);
        let tab = begun.enter(&claims).await;
        for page in ["people", "groups", "scores"] {
            tab.get(page).await.expect_refusal(403, "not-allowed");
        }
        let page = tab.shown("").await;
        let is_staff = matches!(
            page,
            Page::Home {
                home: Home::Staff { .. } | Home::Coordinator { .. }
            }
        );
        assert!(!is_staff, "{role}: {page:?}");
        let refused = tab.send("claim-scheme", &json!({})).await;
        refused.expect_refusal(409, "claim-taken");
        // Nor is a course that nobody looks after theirs to take.
        claims[format!("{LTI}/context")]["id"] = json!("nobodys");
        let begun = Begun::new(&world).await;
        claims["nonce"] = json!(begun.nonce);
        let tab = begun.enter(&claims).await;
        let refused = tab.send("claim-scheme", &json!({})).await;
        refused.expect_refusal(403, "claim-not-yours");
    }
}

/// Nobody says whose mark, how much or in which column: an act has no such fields.
#[tokio::test(flavor = "multi_thread")]
async fn attack_a_score_by_the_api_is_nobodys() {
    let world = World::begun().await;
    let tab = world.open(&world.someone("at-gate", 0)).await;
    let forged = json!({
        "quiz": "code-1", "answers": {}, "score": 1.0, "passed": true,
        "person": "student001", "line_item": format!("{}/x", world.lms_url),
    });
    let before = world.rows("select count(*) from score").await;
    for act in ["submit-quiz", "resend-score", "confirm-gradebook"] {
        let mut body: Value = forged.clone();
        body["score"] = json!("00000000-0000-7000-8000-000000000000");
        let answer = tab.send(act, &body).await;
        assert!(
            (400..500).contains(&answer.status),
            "{act}: {}",
            answer.body
        );
        assert!(answer.code.is_some(), "{act}");
    }
    assert_eq!(world.rows("select count(*) from score").await, before);
    assert!(world.lms.scores().is_empty());
}
