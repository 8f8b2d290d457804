//! The journeys the product is made of, as their people walk them.

use crate::{
    chromium::{Browser, Screen, Storage},
    demo::Demo,
};

/// The candidate who has attended training, and neither signed the code nor taken the quiz.
const CANDIDATE: &str = "student046";

/// Answers every question rightly, by clicking.
pub(crate) async fn answer_rightly(browser: &Browser) {
    let text = include_str!("../../www/content/quiz.json");
    let bank: serde_json::Value = serde_json::from_str(text).unwrap();
    for question in bank["questions"].as_array().unwrap() {
        let id = question["id"].as_str().unwrap();
        for option in question["options"].as_array().unwrap() {
            if option["right"] == true {
                let option = option["id"].as_str().unwrap();
                browser
                    .click(&format!("input[name='q.{id}'][value='{option}']"))
                    .await;
            }
        }
    }
}

async fn completes_training(screen: Screen, storage: Storage, name: &str) {
    let demo = Demo::start(40);
    let browser = Browser::start(screen, storage).await;
    let who = candidate(&demo).await;
    browser.open(&demo.course(&who)).await;
    browser.app_is_ready().await;
    browser.picture(&format!("{name}-1-home")).await;
    browser.is_accessible("a candidate's home").await;
    browser.fits("a candidate's home").await;

    browser.click("main a[href$='/code']").await;
    browser.find("form[action$='/sign-code']").await;
    browser.picture(&format!("{name}-2-code")).await;
    browser.is_accessible("the code of conduct").await;
    browser.fits("the code of conduct").await;
    browser
        .click("form[action$='/sign-code'] input[name='agree']")
        .await;
    browser.click("form[action$='/sign-code'] button").await;

    browser.find("form[action$='/submit-quiz']").await;
    browser.picture(&format!("{name}-3-quiz")).await;
    browser.is_accessible("the quiz").await;
    browser.fits("the quiz").await;
    answer_rightly(&browser).await;
    browser.click("form[action$='/submit-quiz'] button[type='submit'], form[action$='/submit-quiz'] button:not([type])").await;
    browser.says("You passed").await;
    browser.picture(&format!("{name}-4-passed")).await;
    browser.is_accessible("a mentor's home").await;

    for _ in 0..200 {
        if demo.marks_of(&who).await == 1 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(demo.marks_of(&who).await, 1, "the gradebook shows the mark");
    browser
        .driver
        .goto(format!("{}/course/1/gradebook", demo.lms_url))
        .await
        .unwrap();
    browser.says("Peer mentor training").await;
    browser.picture(&format!("{name}-5-gradebook")).await;
}

/// The first candidate at a gate: in a course of 240 this is [`CANDIDATE`].
pub(crate) async fn candidate(demo: &Demo) -> String {
    demo.first_of("at-gate").await
}

#[tokio::test]
async fn a_candidate_completes_training_on_a_phone() {
    completes_training(Screen::Phone, Storage::Refused, "completion-phone").await;
}

#[tokio::test]
async fn a_candidate_completes_training_at_a_desk_where_storage_is_allowed() {
    completes_training(Screen::Desk, Storage::Untouched, "completion-desk").await;
}

#[tokio::test]
async fn a_coordinator_forms_groups_and_everyone_sees_theirs() {
    let demo = Demo::start(240);
    let browser = Browser::start(Screen::Desk, Storage::Refused).await;
    assert_eq!(candidate(&demo).await, CANDIDATE);
    browser.open(&demo.course("teacher1")).await;
    browser.app_is_ready().await;
    browser.picture("forming-1-desk").await;
    browser.is_accessible("a coordinator's desk").await;

    browser.click("nav a[href$='/people']").await;
    browser.find("main table").await;
    browser.picture("forming-2-people").await;
    browser.is_accessible("people").await;
    browser.click("nav a[href$='/scores']").await;
    browser.find("main table").await;
    browser.picture("forming-3-scores").await;
    browser.is_accessible("scores").await;

    browser.click("nav a[href$='/groups']").await;
    browser.click("form[action$='/form-groups'] button").await;
    browser.find("form[action$='/publish-groups']").await;
    browser.picture("forming-4-proposed").await;
    browser.is_accessible("a proposal").await;
    browser
        .click("form[action$='/publish-groups'] button")
        .await;
    browser.says("The groups are published").await;
    browser.picture("forming-5-published").await;

    let phone = Browser::start(Screen::Phone, Storage::Refused).await;
    for (who, name) in [("student049", "mentee"), ("student001", "mentor")] {
        phone.open(&demo.course(who)).await;
        phone.picture(&format!("forming-6-{name}")).await;
        phone.is_accessible(name).await;
        phone.fits(name).await;
    }
}

#[tokio::test]
async fn the_tab_speaks_welsh_throughout() {
    let demo = Demo::start(80);
    let browser = Browser::start(Screen::Phone, Storage::Refused).await;
    browser.open(&demo.course(&candidate(&demo).await)).await;
    browser.app_is_ready().await;
    browser.click("a[hreflang='cy']").await;
    browser
        .until(
            "the page is Welsh",
            "return document.documentElement.lang === 'cy'",
        )
        .await;
    browser.picture("welsh-1-home").await;
    browser.is_accessible("a candidate's home in Welsh").await;
    browser.fits("a candidate's home in Welsh").await;
    browser.click("main a[href$='/code']").await;
    browser.find("form[action$='/sign-code']").await;
    browser.is_accessible("the code in Welsh").await;
    browser.picture("welsh-2-code").await;
}

#[tokio::test]
async fn help_is_there_without_a_launch() {
    let demo = Demo::start(40);
    let browser = Browser::start(Screen::Phone, Storage::Refused).await;
    for lang in ["en", "cy"] {
        browser
            .driver
            .goto(format!("{}/help/sandbox?lang={lang}", demo.tool_url))
            .await
            .unwrap();
        browser.find("main h1").await;
        browser.says("999").await;
        browser.picture(&format!("help-{lang}")).await;
        browser.is_accessible("help").await;
        browser.fits("help").await;
    }
}
