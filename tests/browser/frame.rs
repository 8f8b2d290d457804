//! The frame: as tall as the page where the LMS can make it so, and filled where it cannot. Either
//! way what the reader must see comes into view.

use serde_json::json;

use crate::{
    chromium::{Browser, Screen, Storage},
    demo::Demo,
};

/// How the frame and its page stand to each other.
const HIDDEN_BELOW: &str = "return document.documentElement.scrollHeight - window.innerHeight";
const ALL_IS_SEEN: &str = "return document.documentElement.scrollHeight - window.innerHeight <= 0";

/// Where an element of the tab's page stands in the LMS's window, in CSS pixels from its top, and how
/// tall that window is.
async fn place_of(browser: &Browser, css: &str) -> (i64, i64) {
    let script =
        format!("return Math.round(document.querySelector('{css}').getBoundingClientRect().top)");
    let inside = browser.run(&script).await.as_i64().unwrap();
    browser.driver.enter_default_frame().await.unwrap();
    let outside = browser
        .run("return [Math.round(document.getElementById('contentframe').getBoundingClientRect().top), window.innerHeight]")
        .await;
    browser.enter().await;
    (
        inside + outside[0].as_i64().unwrap(),
        outside[1].as_i64().unwrap(),
    )
}

/// Waits until an element of the tab's page is in the LMS's window.
async fn comes_into_view(browser: &Browser, css: &str) {
    let mut place = (0, 0);
    for _ in 0..100 {
        place = place_of(browser, css).await;
        if (0..place.1).contains(&place.0) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("{css} is at {} in a window of {}", place.0, place.1);
}

async fn scroll_the_lms_down(browser: &Browser) {
    browser.driver.enter_default_frame().await.unwrap();
    browser.run("window.scrollTo(0, 1e6)").await;
    browser.enter().await;
}

#[tokio::test]
async fn where_the_lms_can_the_frame_grows_with_the_page_and_hides_nothing() {
    let demo = Demo::with_manners(240, "canvas");
    let browser = Browser::start(Screen::Desk, Storage::Refused).await;
    browser.open(&demo.course("teacher1")).await;
    browser.app_is_ready().await;
    browser.until("the home is seen whole", ALL_IS_SEEN).await;
    assert_eq!(
        browser
            .run("return document.documentElement.dataset.frame")
            .await,
        json!("grow")
    );
    browser.click("nav a[href$='/people']").await;
    browser.find("main table").await;
    browser
        .until("the long page is seen whole", ALL_IS_SEEN)
        .await;
    let tall = browser.run("return window.innerHeight").await;
    assert!(tall.as_i64().unwrap() > 2_000, "a page of people: {tall}");

    // Whoever turns a page from far below, or goes on by keyboard, is taken along.
    scroll_the_lms_down(&browser).await;
    browser.run("document.querySelector('.skip').focus()").await;
    comes_into_view(&browser, ".skip").await;
    scroll_the_lms_down(&browser).await;
    browser
        .run("document.querySelector(\"nav a[href$='/code']\").click()")
        .await;
    browser
        .until(
            "the code is shown",
            "return document.querySelector('.prose') !== null",
        )
        .await;
    comes_into_view(&browser, "#title").await;
    // And so is whoever something goes wrong for.
    scroll_the_lms_down(&browser).await;
    browser
        .run("document.querySelector('main > [role=alert]').textContent = 'We could not reach the service just now.'")
        .await;
    comes_into_view(&browser, "main > [role=alert]").await;
    browser.picture("frame-grown").await;

    browser.click("nav a[href$='/scores']").await;
    browser
        .until(
            "a shorter page makes it shorter",
            &format!("return window.innerHeight < {tall}"),
        )
        .await;
}

#[tokio::test]
async fn where_the_lms_cannot_the_page_fills_the_frame_and_scrolls_in_it() {
    let demo = Demo::start(240);
    let browser = Browser::start(Screen::Desk, Storage::Refused).await;
    browser.open(&demo.course("teacher1")).await;
    browser.app_is_ready().await;
    let before = browser.run("return window.innerHeight").await;
    browser.click("nav a[href$='/people']").await;
    browser.find("main table").await;
    let below = browser.run(HIDDEN_BELOW).await.as_i64().unwrap();
    assert!(below > 500, "there is more than the frame shows: {below}");
    assert_eq!(browser.run("return window.innerHeight").await, before);
    assert_eq!(
        browser
            .run("return document.documentElement.dataset.frame")
            .await,
        json!("fill")
    );
    browser.run("window.scrollTo(0, 1e6)").await;
    browser
        .run("document.querySelector(\"nav a[href$='/code']\").click()")
        .await;
    browser
        .until(
            "the code is shown",
            "return document.querySelector('.prose') !== null",
        )
        .await;
    comes_into_view(&browser, "#title").await;
}
