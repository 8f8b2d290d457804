//! Too little room, or too long a name: nothing is wider than its window, nothing is cut off.

use api::Language;
use serde_json::{Value, json};
use view::samples;

use crate::{
    chromium::{Browser, Screen, Storage},
    demo::Demo,
    journeys::{answer_rightly, candidate},
};

/// 200 letters in four scripts, in words too long for any line.
fn long_name() -> String {
    let scripts = [
        "abcdefghijklmnopqrstuvwxyz",
        "абвгдежзиклмнопрстуфхцчшэюя",
        "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
        "कखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह",
    ];
    let word = |letters: &str| letters.chars().cycle().take(49).collect::<String>();
    let mut name = scripts.map(word).join(" ");
    name.push('क');
    assert_eq!(name.chars().count(), 200);
    name
}

/// Every name in a view: of people, of the scheme, of the course.
fn names_in(view: &Value, names: &mut Vec<String>) {
    const NAMED: [&str; 5] = ["name", "me", "mentor", "scheme", "course"];
    match view {
        Value::Object(fields) => {
            for (key, value) in fields {
                match value.as_str() {
                    // A gate's name is a word of ours.
                    Some(text) if NAMED.contains(&&**key) && text != text.to_lowercase() => {
                        names.push(text.to_owned());
                    }
                    _ => names_in(value, names),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| names_in(item, names)),
        _ => {}
    }
}

#[tokio::test]
async fn a_name_of_two_hundred_letters_fits_on_every_page_that_shows_names() {
    let demo = Demo::start(40);
    let browser = Browser::start(Screen::Desk, Storage::Untouched).await;
    browser.is_sized(320, 640).await;
    let mut wrong = vec![];
    for sample in samples::all(Language::En) {
        let mut names = vec![];
        names_in(&serde_json::to_value(&sample.view).unwrap(), &mut names);
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let url = format!("{}/gallery/{}", demo.tool_url, sample.name);
        browser.driver.goto(url).await.unwrap();
        let script = format!(
            "const names = {}, long = {}; let count = 0;\
             const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);\
             while (texts.nextNode()) for (const name of names) {{\
             const parts = texts.currentNode.data.split(name);\
             if (parts.length > 1) {{ count += parts.length - 1; texts.currentNode.data = parts.join(long); break; }} }}\
             const page = document.documentElement;\
             const wide = [...document.querySelectorAll('body *')].filter(each => each.getBoundingClientRect().right > page.clientWidth + 1);\
             return [count, page.scrollWidth - page.clientWidth, wide.slice(-2).map(each => each.outerHTML.slice(0, 120)).join(' | ')]",
            json!(names),
            json!(long_name()),
        );
        let found = browser.run(&script).await;
        assert!(found[0].as_u64() >= Some(2), "{}: {found}", sample.name);
        if found[1] != json!(0) {
            wrong.push(format!("{}: {found}", sample.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

impl Browser {
    /// Has the LMS give the tab this little room.
    async fn has_a_frame_of(&self, width: u32, height: u32) {
        self.driver.enter_default_frame().await.unwrap();
        let script = format!(
            "const style = document.getElementById('contentframe').style;\
             style.border = '0'; style.width = style.minWidth = '{width}px'; style.height = style.minHeight = '{height}px'"
        );
        self.run(&script).await;
        self.enter().await;
        let room = self.run("return [innerWidth, innerHeight]").await;
        assert_eq!(room, json!([width, height]), "the room there is");
    }

    /// The page is no wider than its frame, and *Get help* is whole in it.
    async fn is_whole(&self, where_: &str) {
        self.fits(where_).await;
        let help = "const box = document.querySelector('.top .help').getBoundingClientRect();\
            return box.width > 0 && box.left >= 0 && box.right <= innerWidth";
        assert_eq!(self.run(help).await, json!(true), "{where_}: Get help");
    }
}

/// Within 200 by 200 pixels somebody still becomes a mentor.
#[tokio::test]
async fn a_frame_of_two_hundred_pixels_is_enough() {
    let demo = Demo::start(40);
    let browser = Browser::start(Screen::Desk, Storage::Refused).await;
    browser.open(&demo.course(&candidate(&demo).await)).await;
    browser.has_a_frame_of(200, 200).await;
    browser.app_is_ready().await;
    browser.is_whole("a candidate's home").await;
    browser.picture("tight-1-home").await;
    browser.click("main a[href$='/code']").await;
    browser.find("form[action$='/sign-code']").await;
    browser.is_whole("the code").await;
    browser
        .click("form[action$='/sign-code'] input[name='agree']")
        .await;
    browser.click("form[action$='/sign-code'] button").await;
    browser.find("form[action$='/submit-quiz']").await;
    browser.is_whole("the quiz").await;
    browser.picture("tight-2-quiz").await;
    answer_rightly(&browser).await;
    browser
        .click("form[action$='/submit-quiz'] button:not([formaction])")
        .await;
    browser.says("You passed").await;
    browser.is_whole("a mentor's home").await;
    browser.click(".top .help").await;
    browser.says("Back to where you were").await;
    browser.is_whole("Get help").await;
    browser.picture("tight-3-help").await;
    browser.click(".scheme a").await;
    browser.says("You are ready").await;
}
