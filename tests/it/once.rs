//! An act that comes with an id is done once, however often it is sent.

use api::{Page, act::ACT_ID, training::QuizState};
use domain::time::Span;
use it::{Tab, World, tab::Answer};
use serde_json::{Value, json};

const ONE: &str = "0190a1b2-0000-4000-8000-000000000001";
const TWO: &str = "0190a1b2-0000-4000-8000-000000000002";

/// Sends an act as the app does.
async fn send(tab: &Tab, act: &str, body: &Value, id: &str) -> Answer {
    let client = reqwest::Client::builder().build().unwrap();
    let answer = client
        .post(format!("{}/api/acts/{act}", tab.origin()))
        .header("authorization", format!("Bearer {}", tab.boot().token))
        .header("content-type", "application/json")
        .header(ACT_ID, id)
        .body(body.to_string())
        .send();
    let answer = answer.await.unwrap();
    let code = answer.headers().get("alongside-code");
    Answer {
        status: answer.status().as_u16(),
        code: code.map(|code| code.to_str().unwrap().to_owned()),
        url: answer.url().to_string(),
        body: answer.text().await.unwrap(),
    }
}

async fn at_the_quiz(world: &World) -> (Tab, Value) {
    let tab = world.open(&world.someone("at-gate", 0)).await;
    let sign = json!({"version": 1, "agree": true});
    tab.send("sign-code", &sign).await.expect_ok();
    let Page::Quiz { quiz } = tab.shown("quiz").await else {
        panic!("not the quiz");
    };
    let answers = json!({"quiz": quiz.id, "answers": it::candidate::answers_all("a")});
    (tab, answers)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quiz_that_is_sent_again_much_later_is_the_same_attempt() {
    let world = World::begun().await;
    let (tab, answers) = at_the_quiz(&world).await;
    let first = send(&tab, "submit-quiz", &answers, ONE).await;
    first.expect_ok();
    for _ in 0..4 {
        world.pass(Span::minutes(20));
        let again = send(&tab, "submit-quiz", &answers, ONE).await;
        assert_eq!(again.expect_ok().body, first.body);
    }
    let Page::Quiz { quiz } = tab.shown("quiz").await else {
        panic!("not the quiz");
    };
    assert!(
        matches!(quiz.state, QuizState::Open { last: Some(_) }),
        "one attempt: {:?}",
        quiz.state
    );
    // Another one, of another visit, is another attempt.
    let next = world.open(&world.someone("at-gate", 0)).await;
    let again = send(&next, "submit-quiz", &answers, ONE).await;
    assert_eq!(
        again.expect_ok().body,
        first.body,
        "known at the next visit"
    );
    let other = send(&next, "submit-quiz", &answers, TWO).await;
    assert_ne!(other.expect_ok().body, first.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_that_arrives_again_late_undoes_nothing() {
    let world = World::begun().await;
    let who = world.someone("mentee", 0);
    let tab = world.open(&who).await;
    let home = async || serde_json::to_value(tab.shown("").await).unwrap();
    let (yes, no) = (json!({"yes": true}), json!({"yes": false}));
    send(&tab, "take-part", &yes, ONE).await.expect_ok();
    send(&tab, "take-part", &no, TWO).await.expect_ok();
    let out = home().await;
    send(&tab, "take-part", &yes, ONE).await.expect_ok();
    assert_eq!(home().await, out, "the reader's last word stands");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_stands_for_one_act_of_one_person() {
    let world = World::begun().await;
    let (tab, answers) = at_the_quiz(&world).await;
    send(&tab, "submit-quiz", &answers, ONE).await.expect_ok();
    let sign = json!({"version": 1, "agree": true});
    send(&tab, "sign-code", &sign, ONE)
        .await
        .expect_refusal(409, "act-other");
    let mut changed = answers.clone();
    changed["answers"] = json!({"exam-notes": ["a"]});
    send(&tab, "submit-quiz", &changed, ONE)
        .await
        .expect_refusal(409, "act-other");
    let other = world.open(&world.someone("at-gate", 1)).await;
    send(&other, "sign-code", &sign, ONE).await.expect_ok();
    assert!(other.boot().keeping.owner != tab.boot().keeping.owner);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_that_was_refused_may_come_again_under_its_id() {
    let world = World::begun().await;
    let tab = world.open(&world.someone("at-gate", 0)).await;
    let sign = |agree| json!({"version": 1, "agree": agree});
    send(&tab, "sign-code", &sign(false), ONE)
        .await
        .expect_refusal(422, "code-tick");
    send(&tab, "sign-code", &sign(true), ONE).await.expect_ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_id_is_refused_and_nothing_is_done() {
    let world = World::begun().await;
    let tab = world.open(&world.someone("at-gate", 0)).await;
    let sign = json!({"version": 1, "agree": true});
    for id in [
        "",
        "1",
        "é",
        &ONE[1..],
        &format!("{ONE}0"),
        &"a".repeat(5_000),
    ] {
        let answer = send(&tab, "sign-code", &sign, id).await;
        answer.expect_refusal(400, "act-id");
    }
    let Page::Code { code } = tab.shown("code").await else {
        panic!("not the code");
    };
    assert_eq!(code.signed_at, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_device_keeps_things_with_is_the_persons_own_and_the_same_at_every_visit() {
    let world = World::begun().await;
    let who = world.someone("at-gate", 0);
    let (one, two) = (world.open(&who).await, world.open(&who).await);
    let other = world.open(&world.someone("at-gate", 1)).await;
    let [one, two, other] = [one, two, other].map(|tab| tab.boot().keeping);
    assert_eq!(
        (&one.owner, &one.scheme, &one.key),
        (&two.owner, &two.scheme, &two.key)
    );
    assert!(one.owner != other.owner && one.scheme != other.scheme && one.key != other.key);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_comes_without_the_app_when_it_broke_there() {
    let world = World::begun().await;
    let (tab, answers) = at_the_quiz(&world).await;
    tab.send("keep-draft", &answers).await.expect_ok();
    let page = tab.get("quiz?plain=yes").await;
    let page = &page.expect_ok().body;
    assert!(
        page.contains("submit-quiz") && !page.contains("id=\"boot\"") && !page.contains(".wasm")
    );
}
