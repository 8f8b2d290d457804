//! A window of its own: it goes on with a visit only for whoever holds the visit's page, only in the
//! browser that asked, once, and ends with the visit it came from (decision 2).

use domain::time::Span;
use http::{HeaderMap, HeaderValue};
use it::{Tab, World, tab::Answer};
use reqwest::Method;
use sandbox::visitor::{Visited, Visitor};

/// A browser whose window has none of the cookies of the frame.
fn window() -> Visitor {
    Visitor::new(HeaderMap::new()).unwrap()
}

fn token(tab: &Tab) -> String {
    tab.boot().view.frame.form_token
}

/// What the new window is shown when it was opened from a page of a visit.
async fn opened(window: &Visitor, tab: &Tab, form_token: String) -> Visited {
    let url = format!("{}/hand-over", tab.base()).parse().unwrap();
    let fields = [("form_token".to_owned(), form_token)];
    let led = window.step(Method::POST, url, &fields).await.unwrap();
    if led.status != 303 {
        return led;
    }
    let question = format!("{}/continue", tab.origin());
    window.get(&question).await.unwrap()
}

/// Presses *Yes, continue*.
async fn go_on(window: &Visitor, question: &Visited) -> Visited {
    window.submit(question, "/continue", &[]).await.unwrap()
}

/// The code a question would be answered with, which only its page holds.
fn code(question: &Visited) -> String {
    let forms = question.forms();
    let form = forms.iter().find(|form| form.action.path() == "/continue");
    let fields = &form.unwrap().fields;
    fields
        .iter()
        .find(|(name, _)| name == "code")
        .unwrap()
        .1
        .clone()
}

async fn answer_with(window: &Visitor, tab: &Tab, code: String) -> Answer {
    let url = format!("{}/continue", tab.origin()).parse().unwrap();
    let fields = [("code".to_owned(), code)];
    Answer::of(&window.step(Method::POST, url, &fields).await.unwrap())
}

async fn sessions(world: &World) -> i64 {
    world.rows("select count(*) from session").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_of_its_own_asks_who_goes_on_and_shows_the_page_it_came_from() {
    let world = World::begun().await;
    let tab = world.open(&world.someone("mentee", 0)).await;
    let window = window();
    let page = tab
        .visitor
        .get(&format!("{}/code", tab.base()))
        .await
        .unwrap();
    let question = window.submit(&page, "/hand-over", &[]).await.unwrap();
    let me = tab.boot().view.frame.me.unwrap();
    let course = tab.boot().view.frame.course;
    assert_eq!(question.status, 200, "{}", question.body);
    let asked = format!("Continue as {me} in {course}?").replace('&', "&amp;");
    assert!(question.body.contains(&asked), "{asked} {}", question.body);
    let policy = question.headers["content-security-policy"]
        .to_str()
        .unwrap();
    assert!(policy.contains("frame-ancestors 'none'"));
    let page = go_on(&window, &question).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.url.path().ends_with("/code"), "{}", page.url);
    assert!(
        !page.url.path().starts_with(&tab.base()),
        "a visit of its own"
    );
    let own = Tab {
        visitor: window,
        page,
    };
    assert_eq!(own.boot().view.frame.me.unwrap(), me);
    own.get("").await.expect_ok();
    // The frame stays open too.
    tab.get("").await.expect_ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_question_is_asked_in_the_language_that_is_chosen_and_so_is_what_follows() {
    let world = World::begun().await;
    let tab = world.open(&world.someone("mentee", 0)).await;
    let window = window();
    let question = opened(&window, &tab, token(&tab)).await;
    assert!(question.body.contains("lang=cy"), "{}", question.body);
    let welsh = format!("{}/continue?lang=cy", tab.origin());
    let question = window.get(&welsh).await.unwrap();
    assert!(question.body.contains("Ie, parhau"), "{}", question.body);
    let page = go_on(&window, &question).await;
    assert!(page.body.contains("<html lang=\"cy\""), "{}", page.body);
    let before = tab.get("").await;
    assert!(
        before.body.contains("<html lang=\"en\""),
        "the frame stays as it was"
    );

    world
        .change("update institution set languages = 'en'")
        .await;
    let question = opened(&window, &tab, token(&tab)).await;
    assert!(!question.body.contains("lang=cy"), "{}", question.body);
    let question = window.get(&welsh).await.unwrap();
    assert!(question.body.contains("Yes, continue"), "{}", question.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn attack_a_hand_over_to_another_person() {
    let world = World::begun().await;
    let attacker = world.open(&world.someone("mentee", 0)).await;
    let victim = world.open(&world.someone("mentee", 1)).await;
    let before = sessions(&world).await;
    // The attacker's own code, planted into the victim's browser: it is another browser.
    let question = opened(&window(), &attacker, token(&attacker)).await;
    let planted = answer_with(&victim.visitor, &attacker, code(&question)).await;
    planted.expect_refusal(401, "hand-over-over");
    // From a page of another site, even the question is not shown.
    for origin in ["https://evil.example", "null"] {
        let mut headers = HeaderMap::new();
        headers.insert("origin", HeaderValue::from_static(origin));
        let elsewhere = Visitor::new(headers).unwrap();
        let page = opened(&elsewhere, &attacker, token(&attacker)).await;
        Answer::of(&page).expect_refusal(403, "form-origin");
        let sent = answer_with(&elsewhere, &attacker, code(&question)).await;
        sent.expect_refusal(403, "form-origin");
    }
    // Another visit's token says nothing of this visit.
    let page = opened(&window(), &victim, token(&attacker)).await;
    Answer::of(&page).expect_refusal(403, "form-token");
    assert_eq!(sessions(&world).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_begins_one_visit_within_a_minute_and_only_as_it_was_made() {
    let world = World::begun().await;
    let tab = world.open(&world.someone("mentee", 0)).await;
    let window = window();
    let question = opened(&window, &tab, token(&tab)).await;
    let code = code(&question);
    let (rest, last) = code.split_at(code.len() - 1);
    let bent = format!("{rest}{}", if last == "A" { "B" } else { "A" });
    for other in [String::new(), bent, "x".repeat(60_000)] {
        let answer = answer_with(&window, &tab, other).await;
        answer.expect_refusal(401, "hand-over-over");
    }
    let page = go_on(&window, &question).await;
    Answer::of(&page).expect_ok();
    let before = sessions(&world).await;
    // *Back* finds a page that says what to do, and posts nothing again.
    let back = window
        .get(&format!("{}/continue", tab.origin()))
        .await
        .unwrap();
    Answer::of(&back).expect_refusal(401, "hand-over-over");
    // A button that is pressed twice leads to the same visit; elsewhere it leads nowhere.
    assert_eq!(go_on(&window, &question).await.url, page.url);
    let elsewhere = answer_with(&self::window(), &tab, code).await;
    elsewhere.expect_refusal(401, "hand-over-over");
    let late = opened(&window, &tab, token(&tab)).await;
    world.pass(Span::seconds(61));
    let again = go_on(&window, &late).await;
    assert!(
        again.body.contains("took longer than a minute"),
        "{}",
        again.body
    );
    assert_eq!(sessions(&world).await, before);
    // What was too late once begins nothing more, and neither does what is much too late.
    Answer::of(&go_on(&window, &late).await).expect_refusal(401, "hand-over-over");
    let page = go_on(&window, &again).await;
    Answer::of(&page).expect_ok();
    assert_eq!(sessions(&world).await, before + 1);
    let late = opened(&window, &tab, token(&tab)).await;
    world.pass(Span::minutes(17));
    Answer::of(&go_on(&window, &late).await).expect_refusal(401, "hand-over-over");
    assert_eq!(sessions(&world).await, before + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_ends_when_the_visit_it_came_from_would() {
    let world = World::begun().await;
    let tab = world.open(&world.someone("mentee", 0)).await;
    for _ in 0..23 {
        world.pass(Span::minutes(30));
        tab.get("").await.expect_ok();
    }
    let window = window();
    let question = opened(&window, &tab, token(&tab)).await;
    let page = go_on(&window, &question).await;
    let own = Tab {
        visitor: window,
        page,
    };
    own.get("").await.expect_ok();
    world.pass(Span::minutes(31));
    own.get("").await.expect_refusal(401, "session-ended");
    // Nor does one begin from a visit that has ended.
    let page = opened(&own.visitor, &tab, token(&tab)).await;
    Answer::of(&page).expect_refusal(401, "session-ended");
}
