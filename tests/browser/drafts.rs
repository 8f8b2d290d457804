//! No answer is lost: reloads, closed tabs, a connection that comes and goes, a page whose app never
//! starts.

use serde_json::json;

use crate::{
    chromium::{Browser, Screen, Storage},
    demo::Demo,
};

/// Signs the code and opens the quiz.
async fn at_the_quiz(browser: &Browser, demo: &Demo, who: &str) {
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

async fn chosen(browser: &Browser) -> serde_json::Value {
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
    answers_survive_a_closed_tab(Storage::Untouched).await;
}

#[tokio::test]
async fn answers_survive_a_closed_tab_where_storage_is_allowed() {
    answers_survive_a_closed_tab(Storage::Allowed).await;
}

#[tokio::test]
async fn where_storage_is_allowed_a_draft_stays_on_the_device_and_is_unreadable_there() {
    let demo = Demo::start(40);
    let browser = Browser::start(Screen::Desk, Storage::Allowed).await;
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
    let browser = Browser::start(Screen::Phone, Storage::Untouched).await;
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
    crate::journeys::answer_rightly(&browser).await;
    browser.click("form[action$='/submit-quiz'] button[type='submit'], form[action$='/submit-quiz'] button:not([type])").await;
    browser.says("You passed").await;
}
