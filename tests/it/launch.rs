//! Launches: good ones open a session, bad ones say why and leave nothing behind.

use api::{
    Page,
    home::{Claim, Home},
};
use domain::time::Span;
use it::{
    World,
    forge::{Begun, signed, signed_as, signed_by},
    world::strangers_key,
};
use serde_json::{Value, json};

const LTI: &str = "https://purl.imsglobal.org/spec/lti/claim";

/// Everything a launch may write.
async fn traces(world: &World) -> [i64; 5] {
    [
        world.rows("select count(*) from session").await,
        world.rows("select count(*) from person").await,
        world.rows("select count(*) from course").await,
        world.rows("select count(*) from enrolment").await,
        world.rows("select count(*) from used_nonce").await,
    ]
}

/// Bends a good launch and says how it must be refused.
async fn check(world: &World, bend: impl FnOnce(&mut Value), status: u16, code: &str) {
    let begun = Begun::new(world).await;
    let mut claims = begun.claims(world);
    bend(&mut claims);
    let before = traces(world).await;
    begun
        .post(&signed(&claims))
        .await
        .expect_refusal(status, code);
    assert_eq!(traces(world).await, before, "{code} left a trace");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_good_launch_opens_a_session_at_a_handle() {
    let world = World::new().await;
    let begun = Begun::new(&world).await;
    let answer = begun.post(&signed(&begun.claims(&world))).await;
    assert_eq!(answer.status, 303);
    assert_eq!(traces(&world).await, [1, 1, 1, 1, 1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bent_launch_is_refused_and_leaves_nothing() {
    let world = World::new().await;
    let world = &world;
    let now = world.now().seconds();
    check(
        world,
        |claims| claims["aud"] = json!("somebody-else"),
        401,
        "launch-token-audience",
    )
    .await;
    check(
        world,
        |claims| claims["iss"] = json!("https://other.example"),
        401,
        "launch-token-issuer",
    )
    .await;
    check(
        world,
        |claims| claims["exp"] = json!(now - 120),
        401,
        "launch-token-expired",
    )
    .await;
    check(
        world,
        |claims| claims["iat"] = json!(now - 3600),
        401,
        "launch-token-time",
    )
    .await;
    check(
        world,
        |claims| claims["nonce"] = json!("another"),
        401,
        "launch-token-nonce",
    )
    .await;
    check(
        world,
        |claims| drop(claims.as_object_mut().unwrap().remove("nonce")),
        401,
        "launch-token-nonce",
    )
    .await;
    check(
        world,
        |claims| claims[format!("{LTI}/version")] = json!("1.1"),
        400,
        "launch-version",
    )
    .await;
    check(
        world,
        |claims| claims[format!("{LTI}/message_type")] = json!("LtiSubmissionReviewRequest"),
        400,
        "launch-message-type",
    )
    .await;
    check(
        world,
        |claims| claims[format!("{LTI}/target_link_uri")] = json!("https://evil.example/"),
        400,
        "launch-target",
    )
    .await;
    check(
        world,
        |claims| drop(claims.as_object_mut().unwrap().remove("sub")),
        400,
        "launch-claim-missing",
    )
    .await;
    check(
        world,
        |claims| {
            drop(
                claims
                    .as_object_mut()
                    .unwrap()
                    .remove(&format!("{LTI}/context")),
            );
        },
        400,
        "launch-claim-missing",
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_deployment_waits_for_approval() {
    let world = World::new().await;
    for code in ["launch-deployment-unknown", "launch-deployment-pending"] {
        let begun = Begun::new(&world).await;
        let mut claims = begun.claims(&world);
        claims[format!("{LTI}/deployment_id")] = json!("99");
        begun.post(&signed(&claims)).await.expect_refusal(403, code);
    }
    assert_eq!(world.rows("select count(*) from session").await, 0);
    assert_eq!(
        world
            .rows("select count(*) from deployment where approved = 0")
            .await,
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_launch_signed_by_somebody_else_is_refused() {
    let world = World::new().await;
    let stranger = strangers_key();
    let lms = lti1p3::SigningKey::from_pkcs8(&World::lms_key()).unwrap();
    let begun = Begun::new(&world).await;
    let claims = begun.claims(&world);
    let token = signed_by(&stranger, &claims);
    begun
        .post(&token)
        .await
        .expect_refusal(401, "launch-token-key");
    let token = signed_as(lms.id().as_str(), &stranger, &claims);
    begun
        .post(&token)
        .await
        .expect_refusal(401, "launch-token-signature");
    begun
        .post("not.a.token")
        .await
        .expect_refusal(400, "launch-token-unreadable");
    assert_eq!(traces(&world).await, [0; 5]);
}

/// Another process changes the row, as a command on the host does; the service is told nothing, and
/// remembers the row by which it took a launch before. What was changed holds at once.
async fn change_elsewhere(sql: &'static str, refused: Option<(u16, &str)>) {
    let world = World::new().await;
    let begun = [Begun::new(&world).await, Begun::new(&world).await];
    let [before, after] = begun.each_ref().map(|begun| signed(&begun.claims(&world)));
    assert_eq!(begun[0].post(&before).await.status, 303);
    world.change(sql).await;
    let traced = traces(&world).await;
    let Some((status, code)) = refused else {
        assert_eq!(begun[1].post(&after).await.status, 303, "{sql}");
        return;
    };
    for _ in 0..2 {
        let answer = begun[1].post(&after).await;
        answer.expect_refusal(status, code);
    }
    assert_eq!(traces(&world).await, traced, "{sql}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_that_was_changed_elsewhere_is_believed_by_its_row_alone() {
    let disabled = "update registration set state = 'disabled'";
    change_elsewhere(disabled, Some((403, "launch-platform-disabled"))).await;
    let client = "update registration set client_id = 'another'";
    change_elsewhere(client, Some((401, "launch-token-audience"))).await;
    let keys = "update registration set jwks_url = replace(jwks_url, 'jwks', 'gone')";
    change_elsewhere(keys, Some((502, "launch-platform-unreachable"))).await;
    change_elsewhere("update registration set name = 'Another'", None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_that_was_switched_on_again_elsewhere_is_taken_at_once() {
    let world = World::new().await;
    let begun = Begun::new(&world).await;
    let token = signed(&begun.claims(&world));
    world
        .change("update registration set state = 'disabled'")
        .await;
    begun
        .post(&token)
        .await
        .expect_refusal(403, "launch-platform-disabled");
    world
        .change("update registration set state = 'active'")
        .await;
    assert_eq!(begun.post(&token).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_launch_is_used_once() {
    let world = World::new().await;
    let begun = Begun::new(&world).await;
    let token = signed(&begun.claims(&world));
    assert_eq!(begun.post(&token).await.status, 303);
    begun
        .post(&token)
        .await
        .expect_refusal(401, "launch-token-replayed");
    let fresh = Begun::new(&world).await;
    fresh
        .post(&token)
        .await
        .expect_refusal(401, "launch-token-nonce");
    assert_eq!(world.rows("select count(*) from session").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_posts_of_one_launch_at_once_open_one_session() {
    let world = World::new().await;
    let begun = Begun::new(&world).await;
    let token = signed(&begun.claims(&world));
    let (one, two) = tokio::join!(begun.post(&token), begun.post(&token));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 401]);
    assert_eq!(world.rows("select count(*) from session").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_state_that_is_not_ours_or_too_old_is_refused() {
    let world = World::new().await;
    let begun = Begun::new(&world).await;
    let token = signed(&begun.claims(&world));
    let mut bent = begun.state.clone();
    bent.replace_range(20..21, if &bent[20..21] == "A" { "B" } else { "A" });
    begun
        .post_state(&token, &bent)
        .await
        .expect_refusal(400, "launch-state-tampered");
    begun
        .post_state(&token, "")
        .await
        .expect_refusal(400, "launch-state-missing");
    world.pass(Span::minutes(11));
    begun
        .post(&token)
        .await
        .expect_refusal(400, "launch-state-expired");
    assert_eq!(traces(&world).await, [0; 5]);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_browser_cannot_finish_a_launch() {
    let world = World::new().await;
    let (mine, theirs) = (Begun::new(&world).await, Begun::new(&world).await);
    let token = signed(&mine.claims(&world));
    theirs
        .post_state(&token, &mine.state)
        .await
        .expect_refusal(401, "launch-not-this-browser");
    assert_eq!(traces(&world).await, [0; 5]);
    assert_eq!(
        mine.post(&token).await.status,
        303,
        "the browser that began it still can"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_launch_without_the_cookie_is_202_and_no_session() {
    let world = World::new().await;
    let begun = Begun::new(&world).await;
    begun.visitor.forget_cookies();
    let token = signed(&begun.claims(&world));
    let answer = begun.post(&token).await;
    assert_eq!(answer.status, 202);
    assert!(
        !answer.body.contains("id=\"boot\""),
        "nothing to go on with"
    );
    assert_eq!(world.rows("select count(*) from session").await, 0);
    assert_eq!(world.rows("select count(*) from person").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_unknown_platform_sends_is_refused_in_words() {
    let world = World::new().await;
    let tool = &world.tool_url;
    let visitor = sandbox::visitor::Visitor::new(http::HeaderMap::new()).unwrap();
    let login =
        format!("{tool}/lti/login?iss=https://nobody.example&login_hint=1&target_link_uri={tool}/");
    let page = visitor.get(&login).await.unwrap();
    it::tab::Answer::of(&page).expect_refusal(400, "launch-unknown-platform");
    assert!(page.body.contains("launch-unknown-platform") && page.body.contains("<h1"));
    let page = visitor
        .get(&format!("{tool}/lti/login?iss=x"))
        .await
        .unwrap();
    it::tab::Answer::of(&page).expect_refusal(400, "launch-login-incomplete");
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_megabytes_are_not_read() {
    let world = World::new().await;
    for path in ["/lti/launch", "/lti/login"] {
        let body = format!("id_token={}", "a".repeat(10 * 1024 * 1024));
        let client = reqwest::Client::builder().build().unwrap();
        let answer = client
            .post(format!("{}{path}", world.tool_url))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body)
            .send()
            .await;
        // The service may close the connection before it has been told everything.
        if let Ok(answer) = answer {
            assert_eq!(answer.status(), 413, "{path}");
            assert_eq!(answer.headers()["alongside-code"], "too-large");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_scheme_is_claimed_by_its_teacher_alone() {
    let world = World::new().await;
    let student = world.open("student001").await;
    assert!(matches!(
        student.shown("").await,
        Page::Home {
            home: Home::NotOpen
        }
    ));
    let assistant = world.open("assistant1").await;
    let claim = |page| match page {
        Page::Home {
            home: Home::Staff { claim },
        } => claim,
        other => panic!("not staff: {other:?}"),
    };
    // A non-editing teacher is Instructor at launch; the roster knows better, and is asked.
    assistant
        .send("claim-scheme", &json!({}))
        .await
        .expect_refusal(403, "claim-not-yours");
    let teacher = world.open("teacher1").await;
    assert_eq!(claim(teacher.shown("").await), Claim::Open);
    teacher.act("claim-scheme", &[]).await.expect_ok();
    assert!(matches!(
        teacher.shown("").await,
        Page::Home {
            home: Home::Coordinator { .. }
        }
    ));
    let other = world.open("teacher2").await;
    assert_eq!(claim(other.shown("").await), Claim::Taken);
    other
        .send("claim-scheme", &json!({}))
        .await
        .expect_refusal(409, "claim-taken");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_back_of_one_person_is_never_shown_to_another() {
    let world = World::new().await;
    let enter = async |sub: &str, key: &str| {
        let begun = Begun::new(&world).await;
        let mut claims = begun.claims(&world);
        claims["sub"] = json!(sub);
        let back = format!("{}/return?sesskey={key}", world.lms_url);
        claims[format!("{LTI}/launch_presentation")] = json!({ "return_url": back });
        begun.enter(&claims).await
    };
    let first = enter("3", "key-of-the-first").await;
    let second = enter("4", "key-of-the-second").await;
    let page = first.get("").await.body;
    assert!(page.contains("key-of-the-first") && !page.contains("key-of-the-second"));
    let page = second.get("").await.body;
    assert!(page.contains("key-of-the-second") && !page.contains("key-of-the-first"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_deployment_is_taken_where_that_is_the_rule() {
    use store::registration::{self, NewDeployments};

    let world = World::new().await;
    let accept = |tx: &mut store::Tx<'_>| {
        let known = registration::all(tx)?.remove(0);
        registration::set_new_deployments(tx, known.id, NewDeployments::Accept)
    };
    world.app.store().write(accept).await.unwrap();
    let begun = Begun::new(&world).await;
    let mut claims = begun.claims(&world);
    claims[format!("{LTI}/deployment_id")] = json!("99");
    begun.enter(&claims).await;
}
