//! Sessions: by cookie and handle together, by bearer token alone, and for no longer than they last.

use api::{
    Page,
    home::{Claim, Home},
};
use domain::time::Span;
use it::{Tab, World, forge::Begun, tab};
use serde_json::{Value, json};

use super::{MINE, THEIRS, ask, get, handle, open_in};

const LTI: &str = "https://purl.imsglobal.org/spec/lti/claim";
const ROLE: &str = "http://purl.imsglobal.org/vocab/lis/v2/membership#";

#[tokio::test(flavor = "multi_thread")]
async fn neither_the_cookie_nor_the_handle_opens_a_page_alone() {
    let world = World::begun().await;
    let mine = open_in(&world, &world.someone("mentee", 0), MINE).await;
    let theirs = open_in(&world, &world.someone("mentee", 1), THEIRS).await;
    let missing = format!("{}/s/{}", world.tool_url, "A".repeat(22));
    for page in ["", "/code", "/groups", "/nothing"] {
        let (mine, theirs) = (mine.base() + page, theirs.base() + page);
        get(&mine, THEIRS)
            .await
            .expect_refusal(401, "session-not-yours");
        get(&theirs, MINE)
            .await
            .expect_refusal(401, "session-not-yours");
        get(&mine, "short")
            .await
            .expect_refusal(401, "session-missing");
        let bare = ask("GET", &mine, &[], "").await;
        bare.expect_refusal(401, "session-missing");
        let unknown = get(&(missing.clone() + page), MINE).await;
        unknown.expect_refusal(401, "session-missing");
    }
    assert_eq!(get(&mine.base(), MINE).await.status, 200);
    assert_eq!(get(&theirs.base(), THEIRS).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_takes_a_bearer_token_of_ours_and_nothing_else() {
    let world = World::begun().await;
    let mine = open_in(&world, &world.someone("mentee", 0), MINE).await;
    let theirs = open_in(&world, &world.someone("mentee", 1), THEIRS).await;
    let (one, two) = (mine.boot().token, theirs.boot().token);
    let ((session, tag), (_, other_tag)) =
        (one.split_once('.').unwrap(), two.split_once('.').unwrap());
    let url = format!("{}/api/view", world.tool_url);
    let mut wrong = vec![
        String::new(),
        "Bearer".to_owned(),
        "Bearer ".to_owned(),
        "Bearer x".to_owned(),
        "Bearer .".to_owned(),
        format!("Bearer {session}"),
        format!("Bearer {session}."),
        format!("Bearer {session}.AAAA"),
        format!("Bearer {session}.{other_tag}"),
        format!("Bearer {session}.{tag}A"),
        format!("Bearer {tag}.{session}"),
        format!("Basic {one}"),
        format!("bearer {session}.{}", tag.to_lowercase()),
        one.clone(),
        format!("Bearer {}", handle(&mine)),
        format!("Bearer {}", mine.boot().view.frame.form_token),
    ];
    wrong.push(format!("Bearer {}", "a".repeat(10_000)));
    for authorization in wrong {
        let reply = ask("GET", &url, &[("authorization", &authorization)], "").await;
        reply.expect_refusal(401, "session-missing");
        assert_eq!(
            reply.header("content-type"),
            Some("application/problem+json")
        );
    }
    get(&url, MINE).await.expect_refusal(401, "session-missing");
    let good = format!("Bearer {one}");
    assert_eq!(
        ask("GET", &url, &[("authorization", &good)], "")
            .await
            .status,
        200
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_without_use_ends_after_an_hour() {
    let world = World::begun().await;
    let tab = open_in(&world, &world.someone("mentee", 0), MINE).await;
    for _ in 0..3 {
        world.pass(Span::minutes(59));
        tab.get("").await.expect_ok();
        world.pass(Span::minutes(59));
        tab.view("").await;
    }
    world.pass(Span::minutes(60));
    let page = tab.get("").await;
    page.expect_refusal(401, "session-ended");
    let back = format!("href=\"{}/course/1/return?lti_log=", world.lms_url);
    assert!(
        page.body.contains(&back),
        "a way back to the course: {}",
        page.body
    );
    expect_ended(&tab).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_ends_after_twelve_hours_however_busy() {
    let world = World::begun().await;
    let tab = open_in(&world, &world.someone("mentee", 0), MINE).await;
    for _ in 0..23 {
        world.pass(Span::minutes(30));
        tab.get("").await.expect_ok();
    }
    world.pass(Span::minutes(29));
    tab.view("").await;
    world.pass(Span::minutes(1));
    tab.get("").await.expect_refusal(401, "session-ended");
    expect_ended(&tab).await;
}

async fn expect_ended(tab: &Tab) {
    let answer = tab.ask("GET", "/api/view", None).await;
    answer.expect_refusal(401, "session-ended");
    let act = tab.send("take-part", &json!({"yes": false})).await;
    act.expect_refusal(401, "session-ended");
}

/// A launch of one person with these roles into the sandbox's own course.
async fn launch(world: &World, role: &str, change: impl FnOnce(&mut Value)) -> Tab {
    let begun = Begun::new(world).await;
    let mut claims = begun.claims(world);
    claims["sub"] = json!("900");
    claims["name"] = json!("Nia Example");
    claims[format!("{LTI}/context")]["id"] = json!("1");
    claims[format!("{LTI}/roles")] = json!([format!("{ROLE}{role}")]);
    change(&mut claims);
    begun.enter(&claims).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_role_ends_the_visits_before_it() {
    let world = World::begun().await;
    let student = launch(&world, "Learner", |_| {}).await;
    let again = launch(&world, "Learner", |_| {}).await;
    student.get("").await.expect_ok();
    let teacher = launch(&world, "Instructor", |_| {}).await;
    for old in [&student, &again] {
        old.get("").await.expect_refusal(401, "session-ended");
        expect_ended(old).await;
    }
    teacher.get("").await.expect_ok();
    let student = launch(&world, "Learner", |_| {}).await;
    teacher.get("").await.expect_refusal(401, "session-ended");
    student.get("").await.expect_ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_in_one_browser_stay_apart() {
    let world = World::begun().await;
    let (one, two) = (world.someone("mentee", 0), world.someone("mentee", 2));
    let first = open_in(&world, &one, MINE).await;
    let second = open_in(&world, &two, MINE).await;
    assert_ne!(handle(&first), handle(&second));
    let name = |tab: &Tab| tab.boot().view.frame.me;
    assert_ne!(name(&first), name(&second));
    first.act("take-part", &[("yes", "no")]).await.expect_ok();
    let page = get(&first.base(), MINE).await;
    assert_eq!(
        tab::boot(&page.body).view.frame.me,
        name(&first),
        "not taken over by the second"
    );
    let out = |page| matches!(page, Page::Home { home: Home::Out });
    assert!(out(first.shown("").await) && !out(second.shown("").await));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_of_one_person_stay_apart() {
    let world = World::begun().await;
    let who = world.someone("mentee", 0);
    let first = open_in(&world, &who, MINE).await;
    let second = open_in(&world, &who, MINE).await;
    assert_ne!(handle(&first), handle(&second));
    assert_ne!(first.boot().token, second.boot().token);
    let welsh = get(&format!("{}?lang=cy", first.base()), MINE).await;
    assert_eq!(welsh.status, 200);
    let speaks = async |tab: &Tab| tab.view("").await.frame.language.tag();
    assert_eq!((speaks(&first).await, speaks(&second).await), ("cy", "en"));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_courses_stay_apart() {
    let world = World::begun().await;
    let here = world.open("teacher1").await;
    let begun = Begun::new(&world).await;
    let claims = begun.claims(&world);
    let there = begun.enter(&claims).await;
    let frame = |tab: &Tab| tab.boot().view.frame;
    assert_eq!(frame(&there).course, "Field Botany");
    assert_ne!(frame(&here).course, frame(&there).course);
    assert_eq!(frame(&here).me, frame(&there).me, "one person");
    let staff = |page| match page {
        Page::Home {
            home: Home::Staff { claim },
        } => claim,
        other => panic!("not staff: {other:?}"),
    };
    assert_eq!(
        staff(there.shown("").await),
        Claim::Open,
        "coordinates the other one only"
    );
    there.get("people").await.expect_refusal(403, "not-allowed");
    here.get("people").await.expect_ok();
}
