//! Somebody who presses everything twice, in the mentee's and the coordinator's journeys, with the app
//! and without it: each thing is done once, and nobody is told off. (A candidate's is in `outbox`.)
//! In windows of their own: ChromeDriver cannot double-click into a frame of another site.

use serde_json::json;

use crate::{
    chromium::{Browser, Screen, Storage},
    demo::Demo,
};

impl Browser {
    /// A double click, as a hand makes it.
    async fn presses_twice(&self, css: &str) {
        // A plain page that was asked for twice comes twice.
        for _ in 0..20 {
            let target = self.find(css).await;
            if target.scroll_into_view().await.is_ok() {
                let chain = self.driver.action_chain();
                if chain.double_click_element(&target).perform().await.is_ok() {
                    return;
                }
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        panic!("{css} does not stay long enough to be pressed");
    }

    /// What the app has sent since the page came, in its order.
    async fn has_sent(&self, expected: &[&str]) {
        // Whatever a second press may have begun has been sent by then.
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        let sent = self
            .run(
                "return performance.getEntriesByType('resource').map(each => each.name.split('/api/acts/')[1]).filter(Boolean)",
            )
            .await;
        assert_eq!(sent, json!(expected), "sent to the service");
    }

    /// From now on no page of this window has the app.
    async fn has_no_app(&self) {
        self.cdp("Network.enable", &json!({})).await;
        let wasm = json!({ "urls": ["*.wasm*"] });
        self.cdp("Network.setBlockedURLs", &wasm).await;
    }

    async fn is_without_the_app(&self) {
        let app = "return document.documentElement.dataset.app === 'missing'";
        self.until("the app is kept away", app).await;
    }
}

/// Out and in again.
async fn a_mentee_presses_twice(browser: &Browser) {
    browser.click(".leave summary").await;
    browser.presses_twice(".leave button").await;
    browser.says("You are not taking part").await;
    browser
        .presses_twice("form[action$='/take-part'] button")
        .await;
    browser.says("You are taking part").await;
    browser.find(".leave").await;
}

/// Reads, forms, publishes, searches.
async fn a_coordinator_presses_twice(browser: &Browser) {
    browser
        .presses_twice("form[action$='/sync-roster'] button")
        .await;
    browser.says("The enrolments are being read").await;
    browser.presses_twice("nav a[href$='/groups']").await;
    browser
        .presses_twice("form[action$='/form-groups'] button")
        .await;
    browser.says("Groups, not yet published").await;
    browser
        .presses_twice("form[action$='/publish-groups'] button")
        .await;
    browser.says("The groups are published").await;
    browser.presses_twice("nav a[href$='/people']").await;
    let search = browser.find("form[action$='/people'] #search").await;
    search.send_keys("a").await.unwrap();
    browser
        .presses_twice("form[action$='/people'] button")
        .await;
    browser
        .until(
            "it was searched for",
            "return location.search === '?search=a' && document.querySelector('main table') !== null",
        )
        .await;
}

#[tokio::test]
async fn a_mentee_who_presses_everything_twice_leaves_once_and_comes_back_once() {
    let demo = Demo::start(40);
    let browser = Browser::start(Screen::Phone, Storage::Refused).await;
    browser
        .open_alone(&demo.course(&demo.first_of("mentee").await))
        .await;
    browser.app_is_ready().await;
    a_mentee_presses_twice(&browser).await;
    browser.has_sent(&["take-part", "take-part"]).await;
}

#[tokio::test]
async fn a_coordinator_who_presses_everything_twice_does_it_once() {
    let demo = Demo::start(240);
    let browser = Browser::start(Screen::Desk, Storage::Refused).await;
    browser.open_alone(&demo.course("teacher1")).await;
    browser.app_is_ready().await;
    a_coordinator_presses_twice(&browser).await;
    let once = ["sync-roster", "form-groups", "publish-groups"];
    browser.has_sent(&once).await;
}

#[tokio::test]
async fn whoever_presses_everything_twice_on_plain_pages_is_not_told_off() {
    let demo = Demo::start(240);
    let browser = Browser::start(Screen::Desk, Storage::Untouched).await;
    browser.has_no_app().await;
    let mentee = demo.first_of("mentee").await;
    browser.open_alone(&demo.course(&mentee)).await;
    browser.is_without_the_app().await;
    a_mentee_presses_twice(&browser).await;
    browser.open_alone(&demo.course("teacher1")).await;
    browser.is_without_the_app().await;
    a_coordinator_presses_twice(&browser).await;
}
