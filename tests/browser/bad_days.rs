//! A device and a line on a bad day: a connection that comes back, a clock that is wrong, storage
//! that gives up half-way, a service that is two releases ahead. Nothing is lost and nothing
//! misdated.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::{
    chromium::{Browser, Screen, Storage},
    demo::Demo,
    drafts::{at_the_quiz, chosen},
    journeys::candidate,
    outbox::{NEWER, Phone},
    relay::Line,
};

/// Has every new page believe that the time is another, by so many hours.
fn off_by(hours: i32) -> Value {
    let source = format!(
        "const Right = Date, off = {hours} * 3600000;\
         Date = class extends Right {{\
         constructor(...at) {{ if (at.length) super(...at); else super(Right.now() + off); }}\
         static now() {{ return Right.now() + off; }} }};\
         window.rightNow = () => Right.now();"
    );
    json!({ "source": source })
}

impl Browser {
    /// Takes the connection away from this window, or gives it back; the browser says so to the page.
    async fn is_offline(&self, offline: bool) {
        self.cdp("Network.enable", &json!({})).await;
        let line = json!({
            "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        self.cdp("Network.emulateNetworkConditions", &line).await;
    }
}

/// Somebody's code of conduct in a window of its own, which one connection serves.
async fn alone_at_the_code(demo: &Demo, browser: &Browser, who: &str) {
    browser.open_alone(&demo.course(who)).await;
    browser.app_is_ready().await;
    browser.click("nav a[href$='/code']").await;
    browser.find("form[action$='/sign-code']").await;
    // By now it is known whether the device keeps anything.
    tokio::time::sleep(Duration::from_millis(500)).await;
}

async fn sign(browser: &Browser) {
    browser
        .click("form[action$='/sign-code'] input[name='agree']")
        .await;
    browser.click("form[action$='/sign-code'] button").await;
}

#[tokio::test]
async fn a_connection_that_comes_back_sends_at_once() {
    let demo = Demo::start(40);
    let browser = Browser::start(Screen::Phone, Storage::Untouched).await;
    let who = candidate(&demo).await;
    alone_at_the_code(&demo, &browser, &who).await;
    browser.is_offline(true).await;
    sign(&browser).await;
    browser.says("kept on this device").await;
    // The second try by itself comes to nothing as well, and the third is ten seconds away.
    tokio::time::sleep(Duration::from_secs(6)).await;
    browser.is_offline(false).await;
    let back = Instant::now();
    browser.says("has been sent now").await;
    assert!(back.elapsed() < Duration::from_secs(5), "nobody waited");
    browser.find("main .signed").await;
}

async fn a_clock_that_is_off_by(hours: i32) {
    let demo = Demo::start(40);
    let browser = Browser::start(Screen::Phone, Storage::Untouched).await;
    let wrong = browser
        .cdp("Page.addScriptToEvaluateOnNewDocument", &off_by(hours))
        .await;
    let who = candidate(&demo).await;
    alone_at_the_code(&demo, &browser, &who).await;
    let off = "return Math.round((Date.now() - rightNow()) / 3600000)";
    assert_eq!(browser.run(off).await, json!(hours), "the clock is wrong");
    browser.is_offline(true).await;
    sign(&browser).await;
    browser.says("kept on this device").await;
    browser.driver.goto("about:blank").await.unwrap();

    // Somebody puts the clock right meanwhile.
    browser
        .cdp("Page.removeScriptToEvaluateOnNewDocument", &wrong)
        .await;
    browser.is_offline(false).await;
    browser.open_alone(&demo.course(&who)).await;
    let day = browser
        .run(
            "const part = Object.fromEntries(new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric',\
             month: 'long', timeZone: 'Europe/London' }).formatToParts(Date.now()).map(each => [each.type, each.value]));\
             return `${part.weekday} ${part.day} ${part.month}`",
        )
        .await;
    let today = format!("What you did on {}", day.as_str().unwrap());
    browser.says(&today).await;
    browser.says("has been sent now").await;
}

#[tokio::test]
async fn a_clock_that_is_a_day_ahead_neither_loses_nor_misdates() {
    a_clock_that_is_off_by(24).await;
}

#[tokio::test]
async fn a_clock_that_is_days_behind_neither_loses_nor_misdates() {
    // Further than things are kept.
    a_clock_that_is_off_by(-24 * 9).await;
}

/// From now on nothing can be written, as on a device that is full.
const FULL: &str = "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }";

#[tokio::test]
async fn answers_go_to_the_service_from_when_the_device_is_full() {
    let demo = Demo::start(40);
    let browser = Browser::start(Screen::Phone, Storage::Untouched).await;
    let who = candidate(&demo).await;
    at_the_quiz(&browser, &demo, &who).await;
    browser.click("input[name='q.exam-notes'][value='a']").await;
    browser.says("kept on this device").await;
    browser.run(FULL).await;
    browser
        .click("input[name='q.promise-first'][value='b']")
        .await;
    browser.says("You can close this page").await;
    is_all_there_at_the_next_visit(&demo, &browser, &who).await;
}

/// The reader clears what sites keep, while the quiz is open.
#[tokio::test]
async fn answers_go_to_the_service_when_the_device_was_cleared() {
    let demo = Demo::start(40);
    let browser = Browser::start(Screen::Phone, Storage::Untouched).await;
    let who = candidate(&demo).await;
    alone_at_the_code(&demo, &browser, &who).await;
    sign(&browser).await;
    browser.find("form[action$='/submit-quiz']").await;
    browser.click("input[name='q.exam-notes'][value='a']").await;
    browser.says("kept on this device").await;
    let all = json!({ "origin": demo.tool_url, "storageTypes": "indexeddb" });
    browser.cdp("Storage.clearDataForOrigin", &all).await;
    browser
        .click("input[name='q.promise-first'][value='b']")
        .await;
    browser.says("You can close this page").await;
    is_all_there_at_the_next_visit(&demo, &browser, &who).await;
}

async fn is_all_there_at_the_next_visit(demo: &Demo, browser: &Browser, who: &str) {
    browser.driver.enter_default_frame().await.unwrap();
    browser.driver.goto("about:blank").await.unwrap();
    browser.open(&demo.course(who)).await;
    browser.app_is_ready().await;
    browser.click("nav a[href$='/quiz']").await;
    browser.find("form[action$='/submit-quiz']").await;
    let both = json!(["q.exam-notes=a", "q.promise-first=b"]);
    assert_eq!(chosen(browser).await, both);
}

#[tokio::test]
async fn what_a_full_device_does_not_take_waits_in_the_page() {
    let phone = Phone::with(Storage::Untouched).await;
    phone.at_the_code(0).await;
    phone.browser.run(FULL).await;
    phone.relay.set(Line::Cut);
    phone.sign().await;
    phone.browser.says("kept in this page").await;
    phone.relay.set(Line::Whole);
    phone.browser.says("has been sent now").await;
    phone.is_signed().await;
}

/// A page of an old release asks a new service for a page, which has kinds that it never heard of.
async fn a_page_nobody_knows_yet_is_loaded(storage: Storage) {
    let phone = Phone::with(storage).await;
    let browser = &phone.browser;
    at_the_quiz(browser, &phone.demo, &phone.people[0]).await;
    browser.click("input[name='q.exam-notes'][value='a']").await;
    browser
        .click("input[name='q.promise-first'][value='b']")
        .await;
    browser.run("window.isOld = true").await;
    phone.relay.set(Line::Instead("/api/view", NEWER));
    browser.click("nav a[href$='/code']").await;
    browser
        .until("the service draws the page", "return !window.isOld")
        .await;
    browser.find("main .signed").await;
    phone.relay.set(Line::Whole);
    browser.app_is_ready().await;
    browser.click("nav a[href$='/quiz']").await;
    browser
        .until(
            "the answers are back",
            "return document.querySelectorAll('main input:checked').length === 2",
        )
        .await;
    let both = json!(["q.exam-notes=a", "q.promise-first=b"]);
    assert_eq!(chosen(browser).await, both);
}

#[tokio::test]
async fn a_page_nobody_knows_yet_is_loaded_and_nothing_is_lost_where_storage_is_allowed() {
    a_page_nobody_knows_yet_is_loaded(Storage::Untouched).await;
}

#[tokio::test]
async fn a_page_nobody_knows_yet_is_loaded_and_nothing_is_lost_where_storage_is_refused() {
    a_page_nobody_knows_yet_is_loaded(Storage::Refused).await;
}
