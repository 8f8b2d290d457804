//! Journeys with nothing but a keyboard. At every step the focus can be seen, and after every change
//! of page it is on the new heading.

use std::collections::BTreeSet;

use serde_json::json;
use thirtyfour::Key;

use crate::{
    chromium::{Browser, Screen, Storage},
    demo::Demo,
    journeys::candidate,
};

/// More steps than any page has stops.
const FAR: usize = 120;

/// A reader without a mouse.
struct Keys {
    browser: Browser,
}

impl Keys {
    /// Somebody's tab, with the app there.
    async fn of(demo: &Demo, who: &str) -> Self {
        let browser = Browser::start(Screen::Desk, Storage::Untouched).await;
        browser.open_alone(&demo.course(who)).await;
        browser.app_is_ready().await;
        Self { browser }
    }

    async fn press(&self, key: Key) {
        let chain = self.browser.driver.action_chain();
        let pressing = chain.key_down(key.value()).key_up(key.value());
        pressing.perform().await.unwrap();
    }

    async fn press_with_shift(&self, key: Key) {
        let chain = self.browser.driver.action_chain();
        let shift = Key::Shift.value();
        let pressing = chain.key_down(shift).key_down(key.value());
        let pressing = pressing.key_up(key.value()).key_up(shift);
        pressing.perform().await.unwrap();
    }

    /// Fails unless the focus is somewhere, in the window, and drawn.
    async fn focus_is_seen(&self) {
        let script = "const focus = document.activeElement;\
            if (!focus || focus === document.body) return 'nowhere';\
            const drawn = focus.closest('.choice') ?? focus, style = getComputedStyle(drawn), box = drawn.getBoundingClientRect();\
            if (!focus.matches(':focus-visible')) return 'not shown at ' + focus.outerHTML;\
            if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) return 'no outline at ' + focus.outerHTML;\
            if (box.width < 1 || box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return 'out of sight: ' + focus.outerHTML;\
            return 'seen'";
        let seen = self.browser.run(script).await;
        assert_eq!(seen, json!("seen"), "the focus");
    }

    async fn is_on(&self, css: &str) -> bool {
        let script = format!("return document.activeElement.matches(\"{css}\")");
        self.browser.run(&script).await == json!(true)
    }

    /// Goes on to something, and looks at the focus at each step.
    async fn tab_to(&self, css: &str) {
        for _ in 0..FAR {
            self.press(Key::Tab).await;
            self.focus_is_seen().await;
            if self.is_on(css).await {
                return;
            }
        }
        panic!("the keyboard never reached {css}");
    }

    /// Goes back to something.
    async fn back_to(&self, css: &str) {
        for _ in 0..FAR {
            self.press_with_shift(Key::Tab).await;
            self.focus_is_seen().await;
            if self.is_on(css).await {
                return;
            }
        }
        panic!("the keyboard never came back to {css}");
    }

    /// Goes on to something and presses Enter on it; a new page comes, with the focus on its heading.
    async fn enter(&self, css: &str, new: &str) {
        self.tab_to(css).await;
        self.press(Key::Enter).await;
        self.is_at(new).await;
    }

    async fn is_at(&self, heading: &str) {
        let script = format!(
            "const focus = document.activeElement; return focus.id === 'title' && focus.textContent.includes({heading:?})"
        );
        self.browser
            .until("the focus is on the new heading", &script)
            .await;
    }
}

#[tokio::test]
async fn a_candidate_signs_the_code_and_passes_the_quiz_by_keyboard() {
    let demo = Demo::start(40);
    let who = candidate(&demo).await;
    let keys = Keys::of(&demo, &who).await;
    // The first stop leads past everything that every page has.
    keys.tab_to(".skip").await;
    keys.press(Key::Enter).await;
    keys.browser
        .until(
            "the focus is past the top",
            "return document.activeElement.id === 'main'",
        )
        .await;
    keys.enter("main a[href$='/code']", "Code of conduct").await;
    keys.tab_to("#agree").await;
    keys.press(Key::Space).await;
    keys.enter("form[action$='/sign-code'] button", "Quiz")
        .await;
    answer_rightly(&keys).await;
    keys.enter("form[action$='/submit-quiz'] button.main", "")
        .await;
    keys.browser.says("You passed").await;
}

/// Answers every question rightly: on to a question, then arrows among its radio buttons, or Space on
/// the boxes.
async fn answer_rightly(keys: &Keys) {
    let text = include_str!("../../www/content/quiz.json");
    let bank: serde_json::Value = serde_json::from_str(text).unwrap();
    let mut right = BTreeSet::new();
    for question in bank["questions"].as_array().unwrap() {
        for option in question["options"].as_array().unwrap() {
            if option["right"] == true {
                let name = format!("q.{}", question["id"].as_str().unwrap());
                right.insert((name, option["id"].as_str().unwrap().to_owned()));
            }
        }
    }
    let mut left = right.len();
    while left > 0 {
        keys.tab_to("input[name^='q.']").await;
        for _ in 0..10 {
            let here = keys
                .browser
                .run("const at = document.activeElement; return [at.name, at.value, at.type]")
                .await;
            let at = |index: usize| here[index].as_str().unwrap().to_owned();
            if right.contains(&(at(0), at(1))) {
                keys.press(Key::Space).await;
                left -= 1;
                break;
            }
            if at(2) == "checkbox" {
                break;
            }
            keys.press(Key::Down).await;
            keys.focus_is_seen().await;
        }
    }
    let chosen = keys
        .browser
        .run("return [...document.querySelectorAll('main input:checked')].length")
        .await;
    assert_eq!(chosen, json!(right.len()), "as many as are right");
}

#[tokio::test]
async fn a_coordinator_forms_and_publishes_groups_by_keyboard() {
    let demo = Demo::start(240);
    let keys = Keys::of(&demo, "teacher1").await;
    keys.enter("nav a[href$='/groups']", "groups").await;
    keys.back_to("nav a[href$='/people']").await;
    keys.press(Key::Enter).await;
    keys.is_at("People").await;
    keys.back_to("nav a[href$='/groups']").await;
    keys.press(Key::Enter).await;
    keys.is_at("groups").await;
    keys.enter("form[action$='/form-groups'] button", "not yet published")
        .await;
    keys.enter("form[action$='/publish-groups'] button", "Groups")
        .await;
    keys.browser.says("The groups are published").await;
}

#[tokio::test]
async fn a_mentee_opts_out_and_back_in_by_keyboard() {
    let demo = Demo::start(40);
    let mentee = demo.first_of("mentee").await;
    let keys = Keys::of(&demo, &mentee).await;
    keys.tab_to(".leave summary").await;
    keys.press(Key::Enter).await;
    keys.enter(".leave button", "Hello").await;
    keys.browser.says("You are not taking part").await;
    keys.enter("form[action$='/take-part'] button", "Hello")
        .await;
    keys.browser.says("You are taking part").await;
    keys.browser.find(".leave").await;
}
