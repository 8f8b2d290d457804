//! From the frame into a window of its own, which asks first who goes on.

use serde_json::json;

use crate::{
    chromium::{Browser, Screen, Storage},
    demo::Demo,
};

async fn goes_on_in_a_window_of_its_own(storage: Storage) {
    let demo = Demo::start(40);
    let browser = Browser::start(Screen::Phone, storage).await;
    let who = demo.first_of("mentee").await;
    browser.open(&demo.course(&who)).await;
    browser.app_is_ready().await;
    browser.click("nav a[href$='/code']").await;
    browser
        .until("the page", "return location.pathname.endsWith('/code')")
        .await;
    let frame = browser.driver.window().await.unwrap();
    browser.click("form.own-window button").await;
    let window = loop {
        let windows = browser.driver.windows().await.unwrap();
        if let Some(new) = windows.into_iter().find(|each| *each != frame) {
            break new;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    };
    browser.driver.switch_to_window(window).await.unwrap();
    browser.says("Continue as").await;
    browser.is_accessible("the question of a new window").await;
    browser.fits("the question of a new window").await;
    browser.picture("own-window-question").await;
    browser.click("main form button").await;
    browser.app_is_ready().await;
    browser
        .until(
            "the same page",
            "return location.pathname.endsWith('/code')",
        )
        .await;
    let is_top = "return window.top === window && \
        getComputedStyle(document.querySelector('.own-window')).display === 'none'";
    assert_eq!(browser.run(is_top).await, json!(true));
    // It is a visit like any other.
    browser.run("location.reload()").await;
    browser.app_is_ready().await;
    // Back to the question, which was answered: it is kept by the browser, or it says so; nothing is
    // posted again.
    browser.driver.back().await.unwrap();
    browser
        .until(
            "the question's address",
            "return location.pathname === '/continue' && !!document.querySelector('main h1')",
        )
        .await;
    browser.driver.forward().await.unwrap();
    browser.app_is_ready().await;
    browser.driver.switch_to_window(frame).await.unwrap();
    browser.enter().await;
    browser.click("nav a[href*='/s/']").await;
    browser.find("main h1").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frame_that_keeps_what_it_may_opens_a_window_of_its_own() {
    goes_on_in_a_window_of_its_own(Storage::Untouched).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frame_that_may_keep_nothing_opens_a_window_of_its_own() {
    goes_on_in_a_window_of_its_own(Storage::Refused).await;
}
