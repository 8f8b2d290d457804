//! What parts do that only a browser can tell.

use serde_json::json;

use crate::{
    chromium::{Browser, Screen, Storage},
    demo::Demo,
};

async fn opened(page: &str) -> (Demo, Browser) {
    let demo = Demo::start(40);
    let browser = Browser::start(Screen::Desk, Storage::Untouched).await;
    let url = format!("{}/gallery/{page}", demo.tool_url);
    browser.driver.goto(url).await.unwrap();
    (demo, browser)
}

#[tokio::test]
async fn nothing_moves_when_what_was_waited_for_comes() {
    let (_demo, browser) = opened("parts").await;
    let tall = "const tall = id => [...document.querySelectorAll(`#${id} :is(.as-h1, p:not(.unseen), .card)`)]\
        .map(each => each.getBoundingClientRect().height); return [tall('to-come'), tall('come')]";
    let moves = "return getComputedStyle(document.querySelector('.skeleton > [aria-hidden]')).animationName";
    for width in [360, 1280] {
        browser.is_sized(width, 800).await;
        let tall = browser.run(tall).await;
        assert_eq!(tall[0].as_array().map(Vec::len), Some(6));
        assert_eq!(tall[0], tall[1], "{width}");
    }
    assert_eq!(browser.run(moves).await, "wait");
    browser.prefers(&[]).await;
    assert_eq!(browser.run(moves).await, "none");
}

#[tokio::test]
async fn a_page_with_faults_begins_at_them_and_leads_to_each() {
    let (_demo, browser) = opened("forms").await;
    let begins = "return document.activeElement.id === 'one-fault'";
    browser.until("the page begins at its faults", begins).await;
    let faults = [
        ("where-wrong", "where-wrong"),
        ("way-wrong-place", "way-wrong"),
        ("day-wrong-day", "day-wrong"),
    ];
    for (field, of) in faults {
        let link = format!("#three-faults a[href='#{field}']");
        browser.click(&link).await;
        let is_at = format!("return document.activeElement.id === '{field}'");
        browser.until("the link leads into the field", &is_at).await;
        let is_seen = format!(
            "return ['{field}', '{of}-wrong'].every(id => {{ const box = document.getElementById(id).getBoundingClientRect();\
             return box.top >= 0 && box.bottom <= innerHeight; }})"
        );
        browser
            .until("the field is seen with what is wrong", &is_seen)
            .await;
    }
}

/// What a screen reader says of an element after its name.
async fn description(browser: &Browser, css: &str) -> (String, bool) {
    let root = browser.cdp("DOM.getDocument", &json!({})).await;
    let of = json!({ "nodeId": root["root"]["nodeId"], "selector": css });
    let found = browser.cdp("DOM.querySelector", &of).await;
    let of = json!({ "nodeId": found["nodeId"], "fetchRelatives": false });
    let tree = browser.cdp("Accessibility.getPartialAXTree", &of).await;
    let node = &tree["nodes"][0];
    let properties = node["properties"].as_array().unwrap().iter();
    let invalid = properties
        .filter(|property| property["name"] == "invalid")
        .any(|property| property["value"]["value"] == "true");
    let text = node["description"]["value"].as_str();
    (text.unwrap_or_default().to_owned(), invalid)
}

#[tokio::test]
async fn what_is_wrong_with_a_field_is_said_with_the_field() {
    let (_demo, browser) = opened("forms").await;
    browser.cdp("Accessibility.enable", &json!({})).await;
    let check = async |css: &str, words: &str, is_invalid: bool| {
        let (text, invalid) = description(&browser, css).await;
        assert_eq!((text.as_str(), invalid), (words, is_invalid), "{css}");
    };
    let place = "A place where you can hear each other.";
    let fits = "A place where you can hear each other. 14 more characters fit.";
    let day = "There is no 31 February 2026. Choose a day from 1 to 28.";
    check("#where-empty", place, false).await;
    check("#where-filled", fits, false).await;
    check(
        "#where-wrong",
        &format!("{place} Say where you meet."),
        true,
    )
    .await;
    check("#how-wrong", "Choose how you meet.", true).await;
    check("#day-wrong-day", day, true).await;
    check("#day-wrong-month", "", false).await;
    check(
        "fieldset:has(> legend + #day-wrong-hint)",
        &format!("For example 1 10 2026. {day}"),
        false,
    )
    .await;
    check(
        "fieldset:has(#way-wrong-place)",
        "Choose how you meet.",
        false,
    )
    .await;
    check(
        "#sign-wrong-agree",
        "Tick the box to say that you agree.",
        true,
    )
    .await;
}

#[tokio::test]
async fn everything_in_a_form_is_large_enough_for_a_finger() {
    let (_demo, browser) = opened("forms").await;
    browser.is_sized(360, 800).await;
    let small = "return [...document.querySelectorAll('input[type=text], select, textarea, .choice, .faults a, button, summary')]\
        .map(each => [each.id || each.textContent, Math.round(each.getBoundingClientRect().height * 10) / 10]).filter(([, tall]) => tall < 44)";
    assert_eq!(browser.run(small).await, json!([]));
}
