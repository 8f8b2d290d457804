//! No answer is lost: reloads, closed tabs, a connection that comes and goes, a page whose app never
//! starts.

use serde_json::json;

use crate::{
    chromium::{Browser, Screen, Storage},
    demo::Demo,
    journeys::answer_rightly,
    relay::{Line, Relay},
};

/// Signs the code and opens the quiz.
pub(crate) async fn at_the_quiz(browser: &Browser, demo: &Demo, who: &str) {
    browser.open(&demo.course(who)).await;
    browser.app_is_ready().await;
    browser.click("main a[href$='/code']").await;
    browser
        .click("form[action$='/sign-code'] input[name='agree']")
        .await;
    browser.click("form[action$='/sign-code'] button").await;
    browser.find("form[action$='/submit-quiz']").await;
}

async fn candidate(demo: &Demo) -> String {
    let members = demo.api("members").await;
    let members = members.as_array().unwrap().clone();
    let mut at_gate = members.iter().filter(|member| member["group"] == "at-gate");
    at_gate.next().unwrap()["username"]
        .as_str()
        .unwrap()
        .to_owned()
}

pub(crate) async fn chosen(browser: &Browser) -> serde_json::Value {
    browser
        .run("return [...document.querySelectorAll('main input:checked')].map(each => each.name + '=' + each.value).sort()")
        .await
}

/// Answers two questions, closes the tab a second later, opens it again.
async fn answers_survive_a_closed_tab(storage: Storage) {
    let demo = Demo::start(40);
    let browser = Browser::start(Screen::Phone, storage).await;
    let who = candidate(&demo).await;
    at_the_quiz(&browser, &demo, &who).await;
    browser.click("input[name='q.exam-notes'][value='a']").await;
    browser
        .click("input[name='q.promise-first'][value='b']")
        .await;
    let before = chosen(&browser).await;
    assert_eq!(before, json!(["q.exam-notes=a", "q.promise-first=b"]));
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    browser.driver.enter_default_frame().await.unwrap();
    browser.driver.goto("about:blank").await.unwrap();
    browser.open(&demo.course(&who)).await;
    browser.app_is_ready().await;
    browser.click("nav a[href$='/quiz']").await;
    browser.find("form[action$='/submit-quiz']").await;
    browser
        .until(
            "the answers are back",
            "return document.querySelectorAll('main input:checked').length === 2",
        )
        .await;
    assert_eq!(chosen(&browser).await, before);
}

#[tokio::test]
async fn answers_survive_a_closed_tab_where_storage_is_refused() {
    answers_survive_a_closed_tab(Storage::Refused).await;
}

#[tokio::test]
async fn answers_survive_a_closed_tab_where_storage_is_allowed() {
    answers_survive_a_closed_tab(Storage::Untouched).await;
}

#[tokio::test]
async fn where_storage_is_allowed_a_draft_stays_on_the_device_and_is_unreadable_there() {
    let demo = Demo::start(40);
    let browser = Browser::start(Screen::Desk, Storage::Untouched).await;
    let who = candidate(&demo).await;
    at_the_quiz(&browser, &demo, &who).await;
    browser.click("input[name='q.exam-notes'][value='a']").await;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    let script = "const done = arguments[arguments.length - 1];\
        indexedDB.databases().then(found => done(found.map(each => each.name)))";
    let databases = browser.driver.execute_async(script, vec![]).await.unwrap();
    assert_ne!(*databases.json(), json!([]), "the device keeps the draft");
    let dump = "const done = arguments[arguments.length - 1];\
        indexedDB.databases().then(([first]) => { const open = indexedDB.open(first.name); open.onsuccess = () => {\
        const db = open.result; const all = [...db.objectStoreNames].map(name => new Promise(ok => {\
        const get = db.transaction(name).objectStore(name).getAll(); get.onsuccess = () => ok(JSON.stringify(get.result,\
        (_, value) => value instanceof ArrayBuffer ? new TextDecoder().decode(value) : ArrayBuffer.isView(value) ? new TextDecoder().decode(value) : value)); }));\
        Promise.all(all).then(texts => done(texts.join(' '))); }; })";
    let kept = browser.driver.execute_async(dump, vec![]).await.unwrap();
    let kept = kept.json().as_str().unwrap().to_owned();
    assert!(!kept.is_empty() && !kept.contains("exam-notes"), "{kept}");
}

#[tokio::test]
async fn a_page_without_the_app_works_by_itself() {
    let demo = Demo::start(40);
    let browser = Browser::start(Screen::Phone, Storage::Refused).await;
    let who = candidate(&demo).await;
    // The app's files are blocked, as a strict network would; the pages are plain HTML.
    browser.cdp("Network.enable", &json!({})).await;
    browser
        .cdp("Network.setBlockedURLs", &json!({ "urls": ["*.wasm*"] }))
        .await;
    browser.open(&demo.course(&who)).await;
    browser.click("main a[href$='/code']").await;
    browser
        .click("form[action$='/sign-code'] input[name='agree']")
        .await;
    browser.click("form[action$='/sign-code'] button").await;
    browser.find("form[action$='/submit-quiz']").await;
    answer_rightly(&browser).await;
    browser.click("form[action$='/submit-quiz'] button[type='submit'], form[action$='/submit-quiz'] button:not([type])").await;
    browser.says("You passed").await;
    let app = browser
        .run("return document.documentElement.dataset.app")
        .await;
    assert_ne!(app, json!("ready"), "the app was kept away");
}

/// A candidate at the quiz, on a phone whose line can be cut.
async fn at_the_quiz_on_a_line(storage: Storage) -> (Demo, Relay, Browser, String) {
    let demo = Demo::start(40);
    let relay = Relay::to(demo.tool_port).await;
    let browser = Browser::start_behind(&relay, demo.tool_port, storage).await;
    let who = candidate(&demo).await;
    at_the_quiz(&browser, &demo, &who).await;
    (demo, relay, browser, who)
}

#[tokio::test]
async fn a_lost_connection_loses_no_answer_and_says_where_they_are() {
    let (_demo, relay, browser, _) = at_the_quiz_on_a_line(Storage::Refused).await;
    browser.click("input[name='q.exam-notes'][value='a']").await;
    browser.says("Your choices are kept").await;
    relay.set(Line::Cut);
    browser
        .click("input[name='q.promise-first'][value='b']")
        .await;
    browser.says("in this page only").await;
    // Whoever walks on without a connection stays where they are, and nothing is gone.
    browser.click("nav a[href$='/code']").await;
    browser.says("We could not reach the service").await;
    browser.picture("offline-phone").await;
    browser.is_accessible("a page without a connection").await;
    browser.fits("a page without a connection").await;
    let both = json!(["q.exam-notes=a", "q.promise-first=b"]);
    assert_eq!(chosen(&browser).await, both);

    relay.set(Line::Whole);
    browser.click("[data-again]").await;
    browser
        .find("form[action$='/sign-code'], main .signed")
        .await;
    browser.click("nav a[href$='/quiz']").await;
    browser.find("form[action$='/submit-quiz']").await;
    browser
        .until(
            "the answers are back",
            "return document.querySelectorAll('main input:checked').length === 2",
        )
        .await;
    assert_eq!(chosen(&browser).await, both);
}

#[tokio::test]
async fn where_storage_is_allowed_answers_survive_a_tab_closed_without_a_connection() {
    let (demo, relay, browser, who) = at_the_quiz_on_a_line(Storage::Untouched).await;
    relay.set(Line::Cut);
    browser.click("input[name='q.exam-notes'][value='a']").await;
    browser.says("kept on this device").await;
    browser.driver.enter_default_frame().await.unwrap();
    browser.driver.goto("about:blank").await.unwrap();
    relay.set(Line::Whole);
    browser.open(&demo.course(&who)).await;
    browser.app_is_ready().await;
    browser.click("nav a[href$='/quiz']").await;
    browser
        .until(
            "the answer is back",
            "return document.querySelectorAll('main input:checked').length === 1",
        )
        .await;
    assert_eq!(chosen(&browser).await, json!(["q.exam-notes=a"]));
}

#[tokio::test]
async fn a_quiz_whose_answer_got_lost_is_handed_in_once() {
    let (demo, relay, browser, who) = at_the_quiz_on_a_line(Storage::Refused).await;
    answer_rightly(&browser).await;
    browser.says("Your choices are kept").await;
    relay.set(Line::OneWay);
    browser
        .click("form[action$='/submit-quiz'] button:not([formaction])")
        .await;
    for _ in 0..200 {
        if demo.marks_of(&who).await == 1 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(demo.marks_of(&who).await, 1, "it did arrive");
    relay.set(Line::Cut);
    browser.says("we cannot tell whether it arrived").await;
    relay.set(Line::Whole);
    browser.click("[data-again]").await;
    browser.says("You passed").await;
    let posts = demo.api("scores").await;
    let posts = posts.as_array().unwrap().iter();
    let mine = posts.filter(|post| post["username"] == who.as_str());
    assert_eq!(mine.count(), 1, "one mark and no more");
}

/// The way to what was overlooked is where the keyboard goes on, and it costs no attempt.
#[tokio::test]
async fn an_overlooked_question_is_asked_for_again_and_what_was_chosen_stays() {
    let demo = Demo::start(40);
    let browser = Browser::start(Screen::Phone, Storage::Untouched).await;
    let who = candidate(&demo).await;
    at_the_quiz(&browser, &demo, &who).await;
    browser.click("input[name='q.exam-notes'][value='a']").await;
    browser
        .click("form[action$='/submit-quiz'] button:not([formaction])")
        .await;
    browser.says("9 things to put right").await;
    let state =
        "return [document.activeElement.id, document.querySelectorAll('input:checked').length]";
    assert_eq!(browser.run(state).await, json!(["quiz-faults", 1]));
}
