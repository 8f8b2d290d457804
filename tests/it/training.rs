//! Journey 3: attended, code signed, quiz passed; the mark reaches the gradebook.

use api::{
    Page,
    home::Mark,
    training::{Quiz, QuizState},
};
use domain::time::Span;
use it::{
    Tab, World,
    candidate::{answers_all, mark, right_answers as right},
};
use serde_json::json;
use service::jobs;

/// The first candidate at a gate has attended and neither signed nor taken the quiz.
async fn candidate(world: &World) -> Tab {
    world.open(&world.someone("at-gate", 0)).await
}

async fn quiz(tab: &Tab) -> Quiz {
    match tab.shown("quiz").await {
        Page::Quiz { quiz } => quiz,
        other => panic!("not the quiz: {other:?}"),
    }
}

fn marks_of(world: &World, username: &str) -> usize {
    let gradebook = serde_json::to_value(world.lms.gradebook()).unwrap();
    let marks = gradebook["marks"].as_array().unwrap().iter();
    marks
        .filter(|mark| mark["username"] == username && mark["score"] == 1.0)
        .count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_candidate_signs_passes_and_the_mark_reaches_the_gradebook() {
    let world = World::begun().await;
    let who = world.someone("at-gate", 0);
    let (tab, teacher) = (world.open(&who).await, world.open("teacher1").await);
    teacher
        .press("scores", "confirm-gradebook", &[])
        .await
        .expect_ok();
    assert_eq!(mark(&tab).await, Mark::NotYet);

    let signed = tab.press("code", "sign-code", &[("agree", "yes")]).await;
    assert!(
        signed
            .expect_ok()
            .url
            .ends_with("/quiz?notice=notice-code-signed"),
        "{}",
        signed.url
    );

    let right = right();
    let answers = right
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(question, chosen)| {
            let chosen = chosen.as_array().unwrap().iter();
            chosen.map(move |option| (format!("q.{question}"), option.as_str().unwrap().to_owned()))
        });
    let answers: Vec<(String, String)> = answers.collect();
    let fields: Vec<(&str, &str)> = answers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let handed_in = tab.press("quiz", "submit-quiz", &fields).await;
    assert!(
        handed_in
            .expect_ok()
            .url
            .ends_with("?notice=notice-quiz-passed"),
        "{}",
        handed_in.url
    );

    world
        .until("the gradebook shows the mark", async || {
            marks_of(&world, &who) == 1
        })
        .await;
    world
        .until("the tab says so", async || {
            mark(&tab).await == Mark::InGradebook
        })
        .await;
    let posts = serde_json::to_value(world.lms.scores()).unwrap();
    let mine = posts
        .as_array()
        .unwrap()
        .iter()
        .filter(|post| post["username"] == who.as_str());
    assert_eq!(mine.count(), 1, "one post and no more");
}

#[tokio::test(flavor = "multi_thread")]
async fn marks_wait_until_the_coordinator_says_that_they_carry_no_credit() {
    let world = World::begun().await;
    let queued = "select count(*) from score where state = 'queued'";
    assert_eq!(world.rows(queued).await, 13);
    world.pass(Span::minutes(5));
    assert_eq!(jobs::flush(&world.app).await.unwrap(), 0, "none may go");
    assert!(world.lms.scores().is_empty());
    let teacher = world.open("teacher1").await;
    teacher
        .press("scores", "confirm-gradebook", &[])
        .await
        .expect_ok();
    world
        .until("every ready mentor has a mark", async || {
            world.lms.scores().len() == 13
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quiz_that_is_not_passed_teaches_and_is_taken_again() {
    let world = World::begun().await;
    let tab = candidate(&world).await;
    tab.send("sign-code", &json!({"version": 1, "agree": true}))
        .await
        .expect_ok();
    let id = quiz(&tab).await.id;
    let mut wrong = right();
    wrong["promise-first"] = json!(["a", "b", "c", "d"]);
    let done = tab
        .send("submit-quiz", &json!({"quiz": id, "answers": wrong}))
        .await;
    let outcome = &done.expect_ok().json()["outcome"];
    assert_eq!(outcome["passed"], false, "a critical question was wrong");
    assert_eq!(outcome["right"], 9);
    assert!(matches!(
        quiz(&tab).await.state,
        QuizState::Open { last: Some(_) }
    ));

    let done = tab
        .send("submit-quiz", &json!({"quiz": id, "answers": right()}))
        .await;
    assert_eq!(done.expect_ok().json()["outcome"]["passed"], true);
    world.pass(Span::minutes(10));
    let again = tab
        .send("submit-quiz", &json!({"quiz": id, "answers": right()}))
        .await;
    again.expect_refusal(409, "quiz-passed");
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_sent_twice_because_the_connection_failed_are_one_attempt() {
    let world = World::begun().await;
    let tab = candidate(&world).await;
    tab.send("sign-code", &json!({"version": 1, "agree": true}))
        .await
        .expect_ok();
    let id = quiz(&tab).await.id;
    for answers in [answers_all("a"), right()] {
        let body = json!({"quiz": id, "answers": answers});
        let first = tab.send("submit-quiz", &body).await.expect_ok().json();
        for _ in 0..5 {
            let again = tab.send("submit-quiz", &body).await.expect_ok().json();
            assert_eq!(again, first, "neither a rest nor a refusal");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_was_overlooked_costs_no_attempt() {
    let world = World::begun().await;
    let tab = candidate(&world).await;
    tab.send("sign-code", &json!({"version": 1, "agree": true}))
        .await
        .expect_ok();
    let fields = [("q.exam-notes", "a"), ("q.promise-first", "a")];
    let page = tab.press("quiz", "submit-quiz", &fields).await;
    let page = page.expect_ok();
    assert!(
        page.url.ends_with("/quiz?notice=notice-quiz-unanswered"),
        "{}",
        page.url
    );
    let asked = page.body.matches("Choose an answer to question").count();
    let shown = quiz(&tab).await;
    assert_eq!(asked, shown.questions.len() - 2, "each that has none");
    assert_eq!(shown.draft.0.len(), 2, "what was chosen is kept");
    assert_eq!(shown.state, QuizState::Open { last: None });
}

#[tokio::test(flavor = "multi_thread")]
async fn the_quiz_rests_an_hour_after_three_attempts() {
    let world = World::begun().await;
    let tab = candidate(&world).await;
    tab.send("sign-code", &json!({"version": 1, "agree": true}))
        .await
        .expect_ok();
    let id = quiz(&tab).await.id;
    for option in ["a", "b", "c"] {
        let body = json!({"quiz": id, "answers": answers_all(option)});
        tab.send("submit-quiz", &body).await.expect_ok();
    }
    let body = json!({"quiz": id, "answers": right()});
    tab.send("submit-quiz", &body)
        .await
        .expect_refusal(409, "quiz-resting");
    assert!(matches!(quiz(&tab).await.state, QuizState::Resting { .. }));
    world.pass(Span::minutes(59));
    tab.send("submit-quiz", &body)
        .await
        .expect_refusal(409, "quiz-resting");
    world.pass(Span::minutes(1));
    let tab = candidate(&world).await;
    tab.send("submit-quiz", &body).await.expect_ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn no_gate_is_passed_by_address_or_by_api() {
    let world = World::begun().await;
    let tab = candidate(&world).await;
    let id = quiz(&tab).await.id;
    let attempt = json!({"quiz": id, "answers": right()});
    tab.send("submit-quiz", &attempt)
        .await
        .expect_refusal(403, "quiz-code-first");
    tab.send("sign-code", &json!({"version": 1, "agree": false}))
        .await
        .expect_refusal(422, "code-tick");
    tab.send("sign-code", &json!({"version": 2, "agree": true}))
        .await
        .expect_refusal(409, "code-changed");
    tab.get("groups").await.expect_refusal(403, "not-allowed");
    tab.send("publish-groups", &json!({"allocation": "x"}))
        .await
        .expect_refusal(403, "not-allowed");

    let mentee = world.open(&world.someone("mentee", 0)).await;
    mentee.get("quiz").await.expect_refusal(403, "not-allowed");
    mentee
        .send("submit-quiz", &attempt)
        .await
        .expect_refusal(403, "not-allowed");
    let page = tab.get("quiz").await;
    assert!(
        !page.body.contains("explanation") && !page.body.contains("\"right\""),
        "answers stay on the service"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unfinished_attempt_is_kept_on_the_service() {
    let world = World::begun().await;
    let tab = candidate(&world).await;
    tab.send("sign-code", &json!({"version": 1, "agree": true}))
        .await
        .expect_ok();
    let id = quiz(&tab).await.id;
    let draft = json!({"quiz": id, "answers": {"exam-notes": ["a"]}});
    tab.send("keep-draft", &draft).await.expect_ok();
    let later = candidate(&world).await;
    assert_eq!(
        serde_json::to_value(quiz(&later).await.draft).unwrap(),
        draft["answers"]
    );
    let strange = json!({"quiz": id, "answers": {"no-such-question": ["a"]}});
    tab.send("keep-draft", &strange)
        .await
        .expect_refusal(409, "quiz-changed");
}
