//! A mentor candidate who signs the code and takes the quiz, and what became of the mark.

use std::time::Duration;

use api::{
    Page,
    home::{Home, Mark},
    training::{Quiz, QuizState},
};
use http::HeaderMap;
use sandbox::{Lms, Receipt, visitor::Visitor};
use serde_json::{Value, json};

use crate::{tab::Tab, world::CLIENT_ID};

/// The line of an attribute file for somebody who has attended and not signed.
pub fn attended(number: &str) -> String {
    format!("{number},candidate,2026-03-02,2026-03-10,2026-05-13,,\n")
}

/// The line for somebody whose training is complete.
pub fn complete(number: &str) -> String {
    format!("{number},candidate,2026-03-02,2026-03-10,2026-05-13,2026-05-14,2026-05-15\n")
}

/// The first line of such a file.
pub const HEADER: &str = "number,part,accepted,booked,attended,code,quiz\n";

/// Signs the code of conduct.
pub async fn sign(tab: &Tab) {
    let body = json!({"version": 1, "agree": true});
    tab.send("sign-code", &body).await.expect_ok();
}

/// Opens the tab, signs and hands in the right answers, with no word about a service that may die
/// at any moment. The status of the last answer; none where it did not come so far.
pub async fn try_to_pass(lms_url: &str, who: &str) -> Option<u16> {
    let visitor = Visitor::new(HeaderMap::new()).ok()?;
    let page = visitor.open(lms_url, CLIENT_ID, who).await.ok()?;
    if page.status != 200 {
        return None;
    }
    let tab = Tab { visitor, page };
    let signature = json!({"version": 1, "agree": true});
    match attempt(&tab, "sign-code", &signature).await? {
        200 => hand_in(&tab).await,
        _ => None,
    }
}

/// The quiz as the tab shows it.
pub async fn quiz(tab: &Tab) -> Quiz {
    match tab.shown("quiz").await {
        Page::Quiz { quiz } => quiz,
        other => panic!("not the quiz: {other:?}"),
    }
}

/// Whether the tab says that the quiz was passed.
pub async fn has_passed(tab: &Tab) -> bool {
    matches!(quiz(tab).await.state, QuizState::Passed { .. })
}

/// Hands in the right answers. The status; none where the service died before it answered.
pub async fn hand_in(tab: &Tab) -> Option<u16> {
    attempt(tab, "submit-quiz", &attempt_with_right_answers()).await
}

/// Does an act of a service that may die at any moment.
async fn attempt(tab: &Tab, act: &str, body: &Value) -> Option<u16> {
    let client = reqwest::Client::builder().timeout(Duration::from_secs(30));
    let request = client
        .build()
        .ok()?
        .post(format!("{}/api/acts/{act}", tab.origin()))
        .header("authorization", format!("Bearer {}", tab.boot().token))
        .header("content-type", "application/json")
        .body(body.to_string());
    let answer = request.send().await.ok()?;
    let status = answer.status().as_u16();
    answer.bytes().await.ok().map(|_| status)
}

/// Where the tab says the mark is.
pub async fn mark(tab: &Tab) -> Mark {
    match tab.shown("").await {
        Page::Home {
            home: Home::Candidate { mark, .. } | Home::Mentor { mark, .. },
        } => mark,
        other => panic!("not a candidate's home: {other:?}"),
    }
}

/// The same option for every question: never enough to pass.
pub fn answers_all(option: &str) -> Value {
    let questions = right_answers();
    let each = questions.as_object().unwrap().keys();
    each.map(|id| (id.clone(), json!([option])))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// The right answers, from the file that ships.
pub fn right_answers() -> Value {
    let text = include_str!("../../www/content/quiz.json");
    let bank: Value = serde_json::from_str(text).unwrap();
    let mut answers = json!({});
    for question in bank["questions"].as_array().unwrap() {
        let options = question["options"].as_array().unwrap().iter();
        let right: Vec<Value> = options
            .filter(|option| option["right"] == true)
            .map(|option| option["id"].clone())
            .collect();
        answers[question["id"].as_str().unwrap()] = right.into();
    }
    answers
}

/// What a browser sends with the right answers.
fn attempt_with_right_answers() -> Value {
    let answers = right_answers();
    let bank: Value = serde_json::from_str(include_str!("../../www/content/quiz.json")).unwrap();
    let quiz = format!("{}-{}", bank["id"].as_str().unwrap(), bank["version"]);
    json!({"quiz": quiz, "answers": answers})
}

/// Every score post about somebody, in the order they came.
pub fn posts(lms: &Lms, username: &str) -> Vec<Receipt> {
    let posts = lms.scores().into_iter();
    posts
        .filter(|post| post.username.as_deref() == Some(username))
        .collect()
}

/// Whether the gradebook shows 1 of 1 for somebody.
pub fn has_whole_mark(lms: &Lms, username: &str) -> bool {
    lms.gradebook().marks.iter().any(|mark| {
        mark.username.as_deref() == Some(username)
            && mark.score == Some(1.0)
            && (mark.score_maximum - 1.0).abs() < f64::EPSILON
    })
}

/// Fails the test unless exactly one post changed somebody's mark, and every post was stamped later
/// than the one before.
pub fn expect_one_effective(lms: &Lms, username: &str) {
    let posts = posts(lms, username);
    let stored = posts.iter().filter(|post| post.stored).count();
    assert_eq!(stored, 1, "{username}: {posts:#?}");
    assert!(has_whole_mark(lms, username), "{username}: {posts:#?}");
    let stamp = |post: &Receipt| post.body["timestamp"].as_str().unwrap().to_owned();
    let rising = posts
        .windows(2)
        .all(|pair| stamp(&pair[0]) < stamp(&pair[1]));
    assert!(rising, "{username}: {posts:#?}");
}
