//! An LMS registers itself, a teacher puts links into the course from inside it, and a browser that
//! keeps no cookie comes in all the same.

use serde_json::json;

use crate::{
    chromium::{Browser, Screen, Storage},
    demo::Demo,
    relay::{Line, Relay},
};

/// The page of an LMS in which a teacher chooses, with the tool in its frame.
fn choice(demo: &Demo, placement: &str) -> String {
    format!(
        "{}/course/1/choose?as=teacher1&tool=alongside&placement={placement}",
        demo.lms_url
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn an_lms_registers_itself_in_its_frame_after_its_address_was_confirmed() {
    let demo = Demo::start(40);
    let browser = Browser::start(Screen::Phone, Storage::Refused).await;
    let tools = format!("{}/admin/tools", demo.lms_url);
    browser.driver.goto(&tools).await.unwrap();
    let address = browser.find("main input[name='address']").await;
    address
        .send_keys(demo.registration_address())
        .await
        .unwrap();
    address
        .send_keys(thirtyfour::Key::Enter + "")
        .await
        .unwrap();
    let frame = browser.find("#registration").await;
    frame.enter_frame().await.unwrap();
    browser
        .says(&format!("Yes, connect {}", demo.lms_url))
        .await;
    browser
        .is_accessible("the address of an LMS, to be confirmed")
        .await;
    browser.fits("the address of an LMS, to be confirmed").await;
    browser.click("button.main").await;
    // The demonstration's LMS is known: what would change is shown first.
    browser.says("This LMS is known here").await;
    browser
        .is_accessible("what changes for an LMS that is known")
        .await;
    browser.fits("what changes for an LMS that is known").await;
    browser.click("button.main").await;
    browser.says("Connected, waiting for approval").await;
    browser.is_accessible("an LMS that is connected").await;
    // The page tells the LMS that it is done, and the LMS goes back to its list.
    browser.driver.enter_default_frame().await.unwrap();
    browser
        .until(
            "the LMS closed it",
            "return location.pathname === '/admin/tools'",
        )
        .await;
    let tools = demo.api("tools").await;
    let waits = tools
        .as_array()
        .unwrap()
        .iter()
        .filter(|tool| tool["isActive"] == false);
    assert_eq!(waits.count(), 1, "{tools}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_teacher_puts_the_code_and_the_quiz_into_moodle_and_each_link_opens_there() {
    let demo = Demo::start(40);
    let browser = Browser::start(Screen::Phone, Storage::Refused).await;
    browser.open(&choice(&demo, "ContentArea")).await;
    browser.says("What would you like to add?").await;
    browser.is_accessible("the page that offers links").await;
    browser.fits("the page that offers links").await;
    browser.click("input[value='tab']").await;
    browser.click("input[value='code']").await;
    browser.click("input[value='quiz']").await;
    browser.click("button.main").await;
    for _ in 0..100 {
        if demo.api("links").await.as_array().unwrap().len() == 3 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let links = demo.api("links").await;
    let chosen = links.as_array().unwrap().iter();
    let chosen: Vec<_> = chosen.filter(|link| link["isChosen"] == true).collect();
    assert_eq!(chosen.len(), 2, "{links}");
    for (link, path) in chosen.into_iter().zip(["/code", "/quiz"]) {
        let id = link["id"].as_str().unwrap();
        let page = format!("{}/course/1?as=teacher1&link={id}", demo.lms_url);
        browser.open(&page).await;
        let at = browser.run("return location.pathname").await;
        assert!(at.as_str().unwrap().ends_with(path), "{at} of {link}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_thing_is_chosen_where_canvas_takes_one_and_it_is_chosen_by_keyboard() {
    let demo = Demo::with_manners(40, "canvas");
    let browser = Browser::start(Screen::Desk, Storage::Untouched).await;
    browser.open(&choice(&demo, "assignment_selection")).await;
    let several = "return document.querySelectorAll('main input[type=checkbox]').length";
    assert_eq!(browser.run(several).await, json!(0));
    let first = browser.find("main input[type=radio]").await;
    first.focus().await.unwrap();
    let keys = thirtyfour::Key::Down + thirtyfour::Key::Down;
    first.send_keys(keys).await.unwrap();
    let chosen = "return document.querySelector('main input:checked').value";
    assert_eq!(browser.run(chosen).await, json!("code"));
    browser.click("button.main").await;
    browser.driver.enter_default_frame().await.unwrap();
    let frame = browser.find("#contentframe").await;
    frame.enter_frame().await.unwrap();
    let title = browser
        .find("input[name='title']")
        .await
        .prop("value")
        .await;
    assert_eq!(
        title.unwrap().as_deref(),
        Some("Mentoring: code of conduct")
    );
}

/// A browser that is given no cookie.
async fn without_cookies(manners: &str, storage: Storage) -> (Demo, Relay, Browser) {
    let demo = Demo::with_manners(40, manners);
    let relay = Relay::to(demo.tool_port).await;
    relay.set(Line::WithoutCookies);
    let browser = Browser::start_behind(&relay, demo.tool_port, storage).await;
    (demo, relay, browser)
}

async fn comes_in_without_a_cookie(manners: &str, storage: Storage) {
    let (demo, _relay, browser) = without_cookies(manners, storage).await;
    browser.open(&demo.course("teacher1")).await;
    browser
        .says("This browser keeps nothing from us here")
        .await;
    browser.app_is_ready().await;
    browser.click("nav a[href$='/people']").await;
    browser.says("People").await;
    let kept = browser.run("return document.cookie").await;
    assert_eq!(kept, json!(""));
    // Loading the page anew ends the visit, with the way back to the course.
    browser.run("location.reload()").await;
    browser.says("session-missing").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_without_cookies_proves_itself_by_what_it_kept_in_the_tab() {
    comes_in_without_a_cookie("moodle", Storage::Untouched).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_without_cookies_and_storage_proves_itself_by_what_canvas_keeps_for_it() {
    comes_in_without_a_cookie("canvas", Storage::Refused).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_cookie_and_storage_it_is_said_what_to_do() {
    let (demo, _relay, browser) = without_cookies("moodle", Storage::Refused).await;
    browser.driver.goto(&demo.course("teacher1")).await.unwrap();
    browser.enter().await;
    browser.says("launch-prove-browser").await;
    browser
        .is_accessible("the page of a browser that could not prove itself")
        .await;
}
