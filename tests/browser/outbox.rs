//! What somebody did is done once and is not lost: without a connection, with a bad one, after the
//! visit has ended, in a closed tab, in two tabs, under a service that is newer than the page.

use serde_json::json;

use crate::{
    chromium::{Browser, Screen, Storage},
    demo::Demo,
    journeys::answer_rightly,
    relay::{Answer, Line, Relay},
};

/// A proxy on the way says that the service does not answer.
const DOWN: Answer = Answer {
    status: "503 Service Unavailable",
    media: "text/html",
    body: "<h1>503</h1>",
};

/// The service says that the visit has ended.
const ENDED: Answer = Answer {
    status: "401 Unauthorized",
    media: "application/problem+json",
    body: r#"{"type":"about:blank","title":"Ended.","status":401,"code":"session-ended"}"#,
};

/// A service two releases ahead answers in words of its own.
pub(crate) const NEWER: Answer = Answer {
    status: "200 OK",
    media: "application/json",
    body: r#"{"next":{"page":"meetings","as":["sheet"]}}"#,
};

/// A phone on a line that can be as bad as lines are.
pub(crate) struct Phone {
    pub(crate) demo: Demo,
    pub(crate) relay: Relay,
    pub(crate) browser: Browser,
    /// Candidates who have attended, and neither signed the code nor taken the quiz.
    pub(crate) people: Vec<String>,
}

impl Phone {
    pub(crate) async fn with(storage: Storage) -> Self {
        let demo = Demo::start(40);
        let relay = Relay::to(demo.tool_port).await;
        let browser = Browser::start_behind(&relay, demo.tool_port, storage).await;
        let members = demo.api("members").await;
        let members = members.as_array().unwrap().iter();
        let people = members
            .filter(|member| member["group"] == "at-gate")
            .map(|member| member["username"].as_str().unwrap().to_owned())
            .collect();
        Self {
            demo,
            relay,
            browser,
            people,
        }
    }

    pub(crate) async fn open(&self, who: usize) {
        self.browser
            .open(&self.demo.course(&self.people[who]))
            .await;
        self.browser.app_is_ready().await;
    }

    /// Opens the code, over a whole line.
    pub(crate) async fn at_the_code(&self, who: usize) {
        self.open(who).await;
        self.browser.click("nav a[href$='/code']").await;
        self.browser.find("form[action$='/sign-code']").await;
        // By now it is known whether the device keeps anything.
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    }

    pub(crate) async fn sign(&self) {
        let form = "form[action$='/sign-code']";
        self.browser
            .click(&format!("{form} input[name='agree']"))
            .await;
        self.browser.click(&format!("{form} button")).await;
    }

    pub(crate) async fn close(&self) {
        self.browser.driver.enter_default_frame().await.unwrap();
        self.browser.driver.goto("about:blank").await.unwrap();
    }

    /// The code is signed, as the service says.
    pub(crate) async fn is_signed(&self) {
        // By script, because what was sent may have the page drawn anew just now.
        let to_code = "document.querySelector(\"nav a[href$='/code']\").click()";
        self.browser.run(to_code).await;
        self.browser.find("main .signed").await;
    }
}

/// Everything in the browser's database of this frame, as text.
async fn on_the_device(browser: &Browser) -> String {
    let script = "const done = arguments[arguments.length - 1];\
        const open = indexedDB.open('alongside'); open.onerror = () => done('');\
        open.onsuccess = () => { const get = open.result.transaction('kept').objectStore('kept').getAll();\
        get.onsuccess = () => { open.result.close(); done(get.result.join(' ')); }; };";
    let kept = browser.driver.execute_async(script, vec![]).await.unwrap();
    kept.json().as_str().unwrap().to_owned()
}

#[tokio::test]
async fn what_was_done_without_a_connection_is_sent_at_the_next_visit_and_by_nobody_else() {
    let phone = Phone::with(Storage::Untouched).await;
    let browser = &phone.browser;
    phone.at_the_code(0).await;
    phone.relay.set(Line::Cut);
    phone.sign().await;
    browser.says("kept on this device").await;
    let is_seen = "const {top, bottom} = document.querySelector('main .trouble').getBoundingClientRect();\
        return top >= 0 && bottom <= innerHeight";
    browser
        .until("the reader sees it from the far end of the page", is_seen)
        .await;
    browser.picture("outbox-1-kept").await;
    browser
        .is_accessible("an act that waits on the device")
        .await;
    let kept = on_the_device(browser).await;
    assert!(!kept.is_empty() && !kept.contains("sign"), "{kept}");
    phone.close().await;

    // Somebody else, at the same device, in the same browser.
    phone.relay.set(Line::Whole);
    phone.at_the_code(1).await;
    assert!(!browser.text().await.contains("sent now"));
    browser.find("form[action$='/sign-code']").await;
    phone.close().await;

    phone.open(0).await;
    browser.says("has been sent now").await;
    browser.picture("outbox-2-sent").await;
    browser
        .is_accessible("an act that was sent at the next visit")
        .await;
    phone.is_signed().await;
    assert_eq!(on_the_device(browser).await, "", "nothing waits any more");
    phone.close().await;
    phone.open(0).await;
    assert!(
        !browser.text().await.contains("sent now"),
        "it is said once"
    );
}

#[tokio::test]
async fn an_ended_visit_says_that_nothing_is_lost_and_the_next_one_sends_it() {
    let phone = Phone::with(Storage::Untouched).await;
    phone.at_the_code(0).await;
    phone.relay.set(Line::Instead("/api/", ENDED));
    phone.sign().await;
    phone.browser.says("This visit has ended").await;
    phone.browser.says("Nothing is lost").await;
    phone.browser.picture("outbox-3-ended").await;
    phone.relay.set(Line::Whole);
    phone.open(0).await;
    phone.browser.says("has been sent now").await;
    phone.is_signed().await;
}

#[tokio::test]
async fn an_ended_visit_where_storage_is_refused_says_what_to_do_again() {
    let phone = Phone::with(Storage::Refused).await;
    phone.at_the_code(0).await;
    phone.relay.set(Line::Instead("/api/", ENDED));
    phone.sign().await;
    phone.browser.says("do it once more").await;
}

async fn a_service_that_is_down_is_tried_again(storage: Storage, says: &str) {
    let phone = Phone::with(storage).await;
    phone.at_the_code(0).await;
    phone.relay.set(Line::Instead("/api/", DOWN));
    phone.sign().await;
    phone.browser.says(says).await;
    phone.relay.set(Line::Whole);
    // Nobody presses anything.
    phone.browser.says("has been sent now").await;
    phone.browser.find("main .signed").await;
}

#[tokio::test]
async fn a_service_that_is_down_is_tried_again_where_storage_is_allowed() {
    a_service_that_is_down_is_tried_again(Storage::Untouched, "kept on this device").await;
}

#[tokio::test]
async fn a_service_that_is_down_is_tried_again_where_storage_is_refused() {
    a_service_that_is_down_is_tried_again(Storage::Refused, "kept in this page").await;
}

/// Presses *Try again* for as long as the page offers it, until an element is there.
async fn insists(browser: &Browser, css: &str) {
    for _ in 0..200 {
        let script = format!(
            "const again = document.querySelector('[data-again]'); if (again) again.click();\
             return document.querySelector(\"{css}\") !== null"
        );
        if browser.run(&script).await == json!(true) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    }
    panic!("never {css}, but: {}", browser.text().await);
}

#[tokio::test]
async fn a_network_that_answers_every_third_request_loses_nothing() {
    let phone = Phone::with(Storage::Refused).await;
    let browser = &phone.browser;
    phone.at_the_code(0).await;
    phone.relay.set(Line::EveryThird);
    phone.sign().await;
    insists(browser, "form[action$='/submit-quiz']").await;
    answer_rightly(browser).await;
    browser
        .click("form[action$='/submit-quiz'] button:not([formaction])")
        .await;
    for _ in 0..200 {
        insists(browser, "main").await;
        if browser.text().await.contains("You passed") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    browser.says("You passed").await;
    phone.relay.set(Line::Whole);
    marked_once(&phone.demo, &phone.people[0]).await;
}

/// The gradebook was told once that training is complete.
pub(crate) async fn marked_once(demo: &Demo, who: &str) {
    for _ in 0..200 {
        if demo.marks_of(who).await == 1 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let posts = demo.api("scores").await;
    let posts = posts.as_array().unwrap().iter();
    let mine = posts.filter(|post| post["username"] == who);
    assert_eq!(mine.count(), 1, "one mark and no more");
}

#[tokio::test]
async fn an_answer_that_the_page_cannot_read_has_a_newer_page_loaded_and_nothing_is_lost() {
    let phone = Phone::with(Storage::Untouched).await;
    phone.at_the_code(0).await;
    phone.browser.run("window.isOld = true").await;
    phone.relay.set(Line::Instead("/api/", NEWER));
    phone.sign().await;
    phone
        .browser
        .until("the service draws the page", "return !window.isOld")
        .await;
    phone.browser.app_is_ready().await;
    phone.relay.set(Line::Whole);
    phone.open(0).await;
    phone.is_signed().await;
}

#[tokio::test]
async fn a_tab_closed_at_once_where_storage_is_refused_still_sends() {
    let phone = Phone::with(Storage::Refused).await;
    phone.at_the_code(0).await;
    phone.relay.set(Line::OneWay);
    phone.sign().await;
    phone.close().await;
    phone.relay.set(Line::Whole);
    phone.open(0).await;
    phone.is_signed().await;
}

#[tokio::test]
async fn two_tabs_with_the_same_act_do_it_once_and_neither_complains() {
    let phone = Phone::with(Storage::Untouched).await;
    let browser = &phone.browser;
    phone.at_the_code(0).await;
    phone.relay.set(Line::Cut);
    phone.sign().await;
    browser.says("kept on this device").await;
    let first = browser.driver.window().await.unwrap();
    let second = browser.driver.new_tab().await.unwrap();
    phone.relay.set(Line::Whole);
    browser.driver.switch_to_window(second).await.unwrap();
    phone.open(0).await;
    browser.says("has been sent now").await;
    browser.driver.switch_to_window(first).await.unwrap();
    browser.driver.enter_default_frame().await.unwrap();
    browser.enter().await;
    // It goes on by itself or when asked, and hears what the other tab heard.
    browser
        .run("document.querySelector('[data-again]')?.click()")
        .await;
    browser
        .until(
            "no trouble is left",
            "return document.querySelector('main .trouble') === null",
        )
        .await;
    phone.is_signed().await;
}

/// Twice before anything else can happen, and once more as the second half of a double click.
async fn presses_twice(browser: &Browser, css: &str) {
    browser.find(css).await;
    let script = format!(
        "const it = document.querySelector(\"{css}\"); it.click(); it.click();\
         it.dispatchEvent(new MouseEvent('click', {{bubbles: true, cancelable: true, detail: 2}}))"
    );
    browser.run(&script).await;
}

#[tokio::test]
async fn somebody_who_presses_everything_twice_does_it_once() {
    let demo = Demo::start(40);
    let browser = Browser::start(Screen::Desk, Storage::Refused).await;
    let members = demo.api("members").await;
    let mut members = members.as_array().unwrap().iter();
    let who = members.find(|member| member["group"] == "at-gate").unwrap()["username"].clone();
    let who = who.as_str().unwrap();
    browser.open(&demo.course(who)).await;
    browser.app_is_ready().await;
    presses_twice(&browser, "nav a[href$='/code']").await;
    let form = "form[action$='/sign-code']";
    browser.click(&format!("{form} input[name='agree']")).await;
    presses_twice(&browser, &format!("{form} button")).await;
    browser.find("form[action$='/submit-quiz']").await;
    // The second half of a double click meets another page than the first.
    let late = "document.querySelector(\"nav a[href$='/code']\")\
        .dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true, detail: 2}))";
    browser.run(late).await;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    answer_rightly(&browser).await;
    presses_twice(
        &browser,
        "form[action$='/submit-quiz'] button:not([formaction])",
    )
    .await;
    browser.says("You passed").await;
    assert!(
        !browser.text().await.contains("already"),
        "and is told of it once"
    );
    marked_once(&demo, who).await;
}

async fn a_broken_app_leaves_a_page_that_works(storage: Storage) {
    let phone = Phone::with(storage).await;
    let browser = &phone.browser;
    phone.at_the_code(0).await;
    phone.sign().await;
    browser.find("form[action$='/submit-quiz']").await;
    browser.click("input[name='q.exam-notes'][value='a']").await;
    browser
        .click("input[name='q.promise-first'][value='b']")
        .await;
    // A module whose only function is a trap: what a panic in the app is to the page.
    let trap = "setTimeout(() => new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(\
        [0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,5,1,3,0,0,11]))).exports.f())";
    browser.run(trap).await;
    browser.find("main > #app-broken:not([hidden])").await;
    browser.says("Something in this page broke").await;
    browser.picture("outbox-4-broken").await;
    browser.click("#app-broken a").await;
    browser
        .until(
            "the page comes without the app",
            "return location.search === '?plain=yes' && document.getElementById('boot') === null",
        )
        .await;
    browser.find("form[action$='/submit-quiz']").await;
    let chosen = browser
        .run("return [...document.querySelectorAll('main input:checked')].map(each => each.name + '=' + each.value).sort()")
        .await;
    assert_eq!(chosen, json!(["q.exam-notes=a", "q.promise-first=b"]));
    answer_rightly(browser).await;
    browser
        .click("form[action$='/submit-quiz'] button:not([formaction])")
        .await;
    browser.find("main .notice").await;
    browser.says("You passed").await;
}

#[tokio::test]
async fn a_broken_app_leaves_a_page_that_works_where_storage_is_refused() {
    a_broken_app_leaves_a_page_that_works(Storage::Refused).await;
}

#[tokio::test]
async fn a_broken_app_leaves_a_page_that_works_where_storage_is_allowed() {
    a_broken_app_leaves_a_page_that_works(Storage::Untouched).await;
}
