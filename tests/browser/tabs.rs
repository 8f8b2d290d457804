//! The same quiz in two tabs, or on two devices: what is chosen in one is in the other when the reader
//! comes to it, and it is handed in once.

use serde_json::json;

use crate::{
    chromium::{Browser, Screen, Storage},
    demo::Demo,
    drafts::{at_the_quiz, chosen},
    journeys::{answer_rightly, candidate},
    outbox::marked_once,
};

impl Browser {
    /// Comes to another tab, as a reader does.
    async fn comes_to(&self, tab: &thirtyfour::WindowHandle) {
        self.driver.switch_to_window(tab.clone()).await.unwrap();
        self.cdp("Page.bringToFront", &json!({})).await;
        self.enter().await;
    }

    async fn has_chosen(&self, what: &str, expected: &[&str]) {
        let script = format!(
            "return JSON.stringify([...document.querySelectorAll('main input:checked')]\
             .map(each => each.name + '=' + each.value).sort()) === '{}'",
            json!(expected)
        );
        self.until(what, &script).await;
    }
}

async fn opens_the_quiz(browser: &Browser, demo: &Demo, who: &str) {
    browser.open(&demo.course(who)).await;
    browser.app_is_ready().await;
    browser.click("nav a[href$='/quiz']").await;
    browser.find("form[action$='/submit-quiz']").await;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
}

async fn two_tabs_of_one_quiz(storage: Storage) {
    let demo = Demo::start(40);
    let browser = Browser::start(Screen::Desk, storage).await;
    let who = candidate(&demo).await;
    at_the_quiz(&browser, &demo, &who).await;
    let first = browser.driver.window().await.unwrap();
    let second = browser.driver.new_tab().await.unwrap();
    browser
        .driver
        .switch_to_window(second.clone())
        .await
        .unwrap();
    opens_the_quiz(&browser, &demo, &who).await;

    browser.comes_to(&first).await;
    browser.click("input[name='q.exam-notes'][value='a']").await;
    browser.says("Your choices are kept").await;
    browser.comes_to(&second).await;
    browser
        .has_chosen("what the first tab chose", &["q.exam-notes=a"])
        .await;
    browser
        .click("input[name='q.promise-first'][value='b']")
        .await;
    browser.click("input[name='q.exam-notes'][value='b']").await;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    let both = ["q.exam-notes=b", "q.promise-first=b"];
    browser.comes_to(&first).await;
    // What was chosen here stays as it is, until it is chosen here again.
    let here = ["q.exam-notes=a", "q.promise-first=b"];
    browser.has_chosen("what the second tab added", &here).await;
    browser.click("input[name='q.exam-notes'][value='b']").await;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;

    browser.driver.close_window().await.unwrap();
    browser
        .driver
        .switch_to_window(second.clone())
        .await
        .unwrap();
    browser.driver.goto("about:blank").await.unwrap();
    opens_the_quiz(&browser, &demo, &who).await;
    assert_eq!(chosen(&browser).await, json!(both), "at the next visit");
}

#[tokio::test]
async fn two_tabs_of_one_quiz_lose_nothing_where_storage_is_allowed() {
    two_tabs_of_one_quiz(Storage::Untouched).await;
}

#[tokio::test]
async fn two_tabs_of_one_quiz_lose_nothing_where_storage_is_refused() {
    two_tabs_of_one_quiz(Storage::Refused).await;
}

/// Handed in on the phone while it lies open on the desk.
#[tokio::test]
async fn a_quiz_passed_elsewhere_is_refused_in_words_and_the_keyboard_goes_on_from_the_heading() {
    let demo = Demo::start(40);
    let desk = Browser::start(Screen::Desk, Storage::Refused).await;
    let who = candidate(&demo).await;
    at_the_quiz(&desk, &demo, &who).await;
    let phone = Browser::start(Screen::Phone, Storage::Refused).await;
    opens_the_quiz(&phone, &demo, &who).await;
    answer_rightly(&phone).await;
    let hand_in = "form[action$='/submit-quiz'] button:not([formaction])";
    phone.click(hand_in).await;
    phone.says("You passed").await;

    answer_rightly(&desk).await;
    desk.click("input[name='q.exam-notes'][value='a']").await;
    desk.click(hand_in).await;
    desk.says("You have passed this quiz already.").await;
    desk.says("There is nothing more to do here.").await;
    desk.says("Code: quiz-passed").await;
    desk.until(
        "the page shows what is so",
        "return document.querySelector(\"form[action$='/submit-quiz']\") === null",
    )
    .await;
    desk.until(
        "the focus is on the heading",
        "return document.activeElement.id === 'title'",
    )
    .await;
    desk.picture("refused-in-the-app").await;
    desk.is_accessible("a refusal in the app").await;
    marked_once(&demo, &who).await;
}

/// Half a quiz lies on the device; the rest is done on a page whose app never came.
#[tokio::test]
async fn a_draft_on_the_device_is_not_offered_again_after_a_plain_page_handed_in() {
    let demo = Demo::start(40);
    let browser = Browser::start(Screen::Phone, Storage::Untouched).await;
    let who = candidate(&demo).await;
    at_the_quiz(&browser, &demo, &who).await;
    browser.click("input[name='q.exam-notes'][value='a']").await;
    browser.says("kept on this device").await;
    let here = browser.run("return location.pathname").await;
    let plain = format!("location.assign('{}?plain=yes')", here.as_str().unwrap());
    browser.run(&plain).await;
    browser
        .until(
            "the page comes without the app",
            "return document.readyState === 'complete' && location.search === '?plain=yes'",
        )
        .await;
    let wrongly = "for (const each of document.querySelectorAll('.question')) each.querySelector('input').checked = true;\
        document.querySelector(\"form[action$='/submit-quiz'] button:not([formaction])\").click()";
    browser.run(wrongly).await;
    browser.says("Not quite yet").await;
    opens_the_quiz(&browser, &demo, &who).await;
    assert_eq!(chosen(&browser).await, json!([]), "a new attempt is new");
}
