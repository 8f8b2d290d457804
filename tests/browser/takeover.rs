//! The moment when the app takes the page over: whatever the reader did while it was on its way is
//! still there, and nothing a screen reader holds on to changes before the reader acts.

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::{
    chromium::{Browser, Screen, Storage},
    demo::Demo,
    journeys::candidate,
    relay::{Line, Relay},
    tree::headings,
};

/// Has the app's wasm wait until the test lets it go, however quick the line is.
const HOLD: &str = "const start = WebAssembly.instantiateStreaming.bind(WebAssembly);\
    const free = new Promise(go => { window.letTheAppGo = go; });\
    WebAssembly.instantiateStreaming = async (...all) => { await free; return start(...all); };";

/// Somebody's tab, on a page below the first, with the app on its way.
async fn waiting_at(demo: &Demo, who: &str, page: &str) -> Browser {
    let browser = Browser::start(Screen::Desk, Storage::Untouched).await;
    browser.open_alone(&demo.course(who)).await;
    browser
        .cdp(
            "Page.addScriptToEvaluateOnNewDocument",
            &json!({ "source": HOLD }),
        )
        .await;
    let here = browser.run("return location.pathname").await;
    let at = format!("{}{}{page}", demo.tool_url, here.as_str().unwrap());
    browser.driver.goto(at).await.unwrap();
    browser.find("main h1").await;
    let app = "return document.documentElement.dataset.app ?? 'on its way'";
    assert_eq!(browser.run(app).await, json!("on its way"));
    browser
}

impl Browser {
    /// The wasm arrives.
    async fn let_the_app_go(&self) {
        self.until(
            "the app asked for its wasm",
            "if (!window.letTheAppGo) return false; window.letTheAppGo(); return true",
        )
        .await;
        self.app_is_ready().await;
    }

    /// Makes the app draw the page that is there: a link is followed without a connection, by a
    /// script that leaves the focus where it is.
    async fn have_it_drawn(&self) {
        self.cdp("Network.enable", &json!({})).await;
        let offline = json!({
            "offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        self.cdp("Network.emulateNetworkConditions", &offline).await;
        self.run("document.querySelector('.pages a:not([aria-current])').click()")
            .await;
        self.is_taken_over().await;
        self.says("We could not reach the service").await;
    }

    async fn is_taken_over(&self) {
        let script = "return document.documentElement.dataset.app === 'drawn' && !document.getElementById('shell')";
        self.until("the app's page is there", script).await;
    }

    /// What the reader did on the page.
    async fn done(&self) -> Value {
        self.run(
            "const focus = document.activeElement; return {\
             focus: focus.id || focus.textContent,\
             selection: focus.selectionStart === undefined ? null : [focus.selectionStart, focus.selectionEnd],\
             values: [...document.querySelectorAll('input:not([type=hidden])')].map(each => each.type === 'search' ? each.value : each.checked),\
             open: [...document.querySelectorAll('details')].map(each => each.open) }",
        )
        .await
    }

    async fn types(&self, keys: &str) {
        let typing = self.driver.action_chain().send_keys(keys);
        typing.perform().await.unwrap();
    }
}

/// Nothing that was done is lost, and the next Tab goes on from where the reader was.
async fn goes_on_after(browser: &Browser, done: &Value) {
    assert_eq!(browser.done().await, *done);
    browser.types(&Key::Tab.value().to_string()).await;
    let next = browser.run("return document.activeElement.name").await;
    assert_ne!(next, json!("q.exam-notes"), "on to the next question");
    assert!(next.as_str().unwrap().starts_with("q."), "{next}");
}

#[tokio::test]
async fn a_search_typed_and_selected_meanwhile_is_still_typed_and_selected() {
    let demo = Demo::start(40);
    let browser = waiting_at(&demo, "teacher1", "/people").await;
    browser.click("#search").await;
    browser.types("Amina").await;
    browser
        .run("document.activeElement.setSelectionRange(1, 4)")
        .await;
    let before = browser.done().await;
    assert_eq!(before["selection"], json!([1, 4]));
    browser.let_the_app_go().await;
    assert_eq!(browser.done().await, before, "when the app is ready");
    browser.have_it_drawn().await;
    assert_eq!(browser.done().await, before, "when the app has drawn");
    // What is typed next replaces what is selected.
    browser.types("ng").await;
    assert_eq!(browser.done().await["values"], json!(["Anga"]));
}

#[tokio::test]
async fn a_ticked_box_and_an_opened_part_stay_so() {
    let demo = Demo::start(40);
    let who = candidate(&demo).await;
    let browser = waiting_at(&demo, &who, "/code").await;
    browser.click("#agree").await;
    let before = browser.done().await;
    assert_eq!(before["values"], json!([true]));
    browser.let_the_app_go().await;
    browser.have_it_drawn().await;
    assert_eq!(browser.done().await, before);

    let mentee = demo.first_of("mentee").await;
    let browser = waiting_at(&demo, &mentee, "").await;
    browser.click(".leave summary").await;
    let before = browser.done().await;
    assert_eq!(before["open"], json!([true]));
    browser.let_the_app_go().await;
    browser.have_it_drawn().await;
    assert_eq!(browser.done().await, before);
}

#[tokio::test]
async fn tabbing_and_answering_go_on_through_the_take_over() {
    let demo = Demo::start(40);
    let who = candidate(&demo).await;
    let browser = Browser::start(Screen::Desk, Storage::Untouched).await;
    browser.open_alone(&demo.course(&who)).await;
    browser.app_is_ready().await;
    browser.click("main a[href$='/code']").await;
    browser.click("#agree").await;
    browser.click("form[action$='/sign-code'] button").await;
    browser.find("form[action$='/submit-quiz']").await;
    drop(browser);

    let browser = waiting_at(&demo, &who, "/quiz").await;
    browser.click("input[name='q.exam-notes'][value='a']").await;
    browser.types(&Key::Down.value().to_string()).await;
    let before = browser.done().await;
    // The app finds an answer it did not see chosen, and takes over to keep it.
    browser.let_the_app_go().await;
    browser.is_taken_over().await;
    goes_on_after(&browser, &before).await;
}

#[tokio::test]
async fn headings_keep_their_accessibility_nodes_until_the_reader_acts() {
    let demo = Demo::start(40);
    let who = candidate(&demo).await;
    let browser = waiting_at(&demo, &who, "").await;
    browser.cdp("Accessibility.enable", &json!({})).await;
    let before = headings(&browser).await;
    assert!(before.len() >= 3, "{before:?}");
    browser.let_the_app_go().await;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    assert_eq!(headings(&browser).await, before, "the app is there");
    browser.click("main a[href$='/code']").await;
    browser.find("form[action$='/sign-code']").await;
    let after = headings(&browser).await;
    assert!(after.iter().all(|each| !before.contains(each)), "{after:?}");
}

/// Somebody's tab where Moodle shows it, in a frame of another site, with the app on its way.
async fn waiting_in_the_frame(demo: &Demo, who: &str, storage: Storage) -> (Relay, Browser) {
    let relay = Relay::to(demo.tool_port).await;
    let browser = Browser::start_behind(&relay, demo.tool_port, storage).await;
    relay.set(Line::WithoutTheApp);
    browser.open(&demo.course(who)).await;
    let app = "return document.documentElement.dataset.app ?? 'on its way'";
    assert_eq!(browser.run(app).await, json!("on its way"));
    (relay, browser)
}

#[tokio::test]
async fn in_the_lmss_frame_too_a_search_is_still_typed_and_selected() {
    let demo = Demo::start(40);
    let (relay, browser) = waiting_in_the_frame(&demo, "teacher1", Storage::Refused).await;
    browser.click("nav a[href$='/people']").await;
    browser.click("#search").await;
    browser.types("Amina").await;
    browser
        .run("document.activeElement.setSelectionRange(1, 4)")
        .await;
    let before = browser.done().await;
    assert_eq!(before["selection"], json!([1, 4]));
    relay.set(Line::Whole);
    browser.app_is_ready().await;
    assert_eq!(browser.done().await, before, "when the app is ready");
    relay.set(Line::Cut);
    browser
        .run("document.querySelector('.pages a:not([aria-current])').click()")
        .await;
    browser.is_taken_over().await;
    browser.says("We could not reach the service").await;
    assert_eq!(browser.done().await, before, "when the app has drawn");
    browser.types("ng").await;
    assert_eq!(browser.done().await["values"], json!(["Anga"]));
}

async fn tabbing_goes_on_in_the_lmss_frame(storage: Storage) {
    let demo = Demo::start(40);
    let who = candidate(&demo).await;
    let (relay, browser) = waiting_in_the_frame(&demo, &who, storage).await;
    browser.click("main a[href$='/code']").await;
    browser.click("#agree").await;
    browser.click("form[action$='/sign-code'] button").await;
    browser.click("input[name='q.exam-notes'][value='a']").await;
    browser.types(&Key::Down.value().to_string()).await;
    let before = browser.done().await;
    relay.set(Line::Whole);
    browser.is_taken_over().await;
    goes_on_after(&browser, &before).await;
}

#[tokio::test]
async fn in_the_lmss_frame_too_tabbing_and_answering_go_on_where_storage_is_refused() {
    tabbing_goes_on_in_the_lmss_frame(Storage::Refused).await;
}

#[tokio::test]
async fn in_the_lmss_frame_too_tabbing_and_answering_go_on_where_storage_is_allowed() {
    tabbing_goes_on_in_the_lmss_frame(Storage::Untouched).await;
}
