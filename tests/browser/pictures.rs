//! Pictures of the gallery, compared with those kept in `tests/pictures`: what changes how a page
//! looks shows in the change itself. `UPDATE=1` keeps new ones.
//!
//! A font of the tests' own and half the size make pictures of different machines alike; what is left
//! of the difference is taken up by comparing small squares rather than points.

use std::{collections::BTreeSet, fs, path::PathBuf};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use crate::{
    chromium::{Browser, Screen, Storage},
    demo::Demo,
};

/// Samples that between them show every page.
const SAMPLES: [&str; 20] = [
    "home-asked",
    "home-observer",
    "candidate-code",
    "mentor-group",
    "mentee-placed",
    "mentee-waiting",
    "code-to-sign",
    "quiz-draft",
    "quiz-resting",
    "claim-open",
    "desk-wait",
    "desk-confirm",
    "groups-proposed",
    "conflict-seats",
    "people",
    "people-nobody",
    "scores",
    "notice-joined",
    "trouble-offline",
    "refused-session-missing",
];

/// Widths of windows: a phone and a desk, in CSS pixels.
const WIDTHS: [u32; 2] = [360, 1280];

/// What the reader's system asks for.
const THEMES: [(&str, &[(&str, &str)]); 3] = [
    ("light", &[]),
    ("dark", &[("prefers-color-scheme", "dark")]),
    ("forced", &[("forced-colors", "active")]),
];

/// Puts the tests' font in the place of the system's, and a Latin letter in the place of names that
/// this font cannot write.
const DRESS: &str = "const [regular, bold, done] = arguments;\
    const bytes = text => Uint8Array.from(atob(text), each => each.charCodeAt(0));\
    const faces = [[regular, '400'], [bold, '700']].map(([text, weight]) => new FontFace('Pictures', bytes(text), { weight }));\
    document.documentElement.style.setProperty('--type', 'Pictures');\
    const strange = /[^\\u0000-\\u00ff\\u2000-\\u206f]/;\
    for (const each of document.querySelectorAll('bdi, .initials, td')) {\
      if (!each.firstElementChild && strange.test(each.textContent)) each.textContent = 'N'; }\
    Promise.all(faces.map(face => face.load())).then(all => { all.forEach(face => document.fonts.add(face));\
      return document.fonts.ready; }).then(() => requestAnimationFrame(() => requestAnimationFrame(() =>\
      done(document.documentElement.scrollHeight))))";

/// Compares two pictures by the mean colour of squares of eight points. Answers how many squares
/// differ, and a picture of the second with those in red.
const COMPARE: &str = "const [kept, actual, done] = arguments, SIDE = 8, MOST = 20;\
    const read = async text => { const image = new Image(); image.src = 'data:image/png;base64,' + text; await image.decode();\
      const canvas = document.createElement('canvas'); canvas.width = image.width; canvas.height = image.height;\
      const context = canvas.getContext('2d', { willReadFrequently: true }); context.drawImage(image, 0, 0);\
      return { canvas, context, data: context.getImageData(0, 0, image.width, image.height).data }; };\
    const mean = ({ canvas, data }, left, top) => { const sum = [0, 0, 0]; let count = 0;\
      for (let y = top; y < Math.min(top + SIDE, canvas.height); y += 1) for (let x = left; x < Math.min(left + SIDE, canvas.width); x += 1) {\
        const at = 4 * (y * canvas.width + x); count += 1; for (let c = 0; c < 3; c += 1) sum[c] += data[at + c]; }\
      return sum.map(each => each / Math.max(count, 1)); };\
    Promise.all([read(kept), read(actual)]).then(([one, two]) => { let differ = 0;\
      const taller = Math.abs(one.canvas.height - two.canvas.height), wider = Math.abs(one.canvas.width - two.canvas.width);\
      const height = Math.min(one.canvas.height, two.canvas.height), marks = [];\
      for (let top = 0; top < height; top += SIDE) for (let left = 0; left < two.canvas.width; left += SIDE) {\
        const before = mean(one, left, top), after = mean(two, left, top);\
        if (before.some((each, c) => Math.abs(each - after[c]) > MOST)) { differ += 1; marks.push([left, top]); } }\
      two.context.fillStyle = 'rgb(255 0 0 / 50%)'; marks.forEach(([left, top]) => two.context.fillRect(left, top, SIDE, SIDE));\
      done({ differ, taller, wider, picture: two.canvas.toDataURL('image/png').split(',')[1] }); })";

/// Squares that may differ, and points of height (at half the size): a native tick box of another
/// Chromium, a line that is rounded otherwise.
const SQUARES: i64 = 6;
const HEIGHT: i64 = 3;

fn kept_at(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("pictures/{name}.png"))
}

/// Takes a picture of a whole page, at half its size, as base64.
async fn picture(browser: &Browser, width: u32) -> String {
    let font = |weight: &str| {
        let path =
            PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("pictures/font/{weight}.woff2"));
        json!(STANDARD.encode(fs::read(path).unwrap()))
    };
    let dressed = browser
        .driver
        .execute_async(DRESS, vec![font("400"), font("700")]);
    let height = dressed.await.unwrap().json().clone();
    let clip = json!({ "x": 0, "y": 0, "width": width, "height": height, "scale": 0.5 });
    let shot = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
    let answer = browser.cdp("Page.captureScreenshot", &shot).await;
    answer["data"].as_str().unwrap().to_owned()
}

/// Every picture, by name.
async fn pictures(browser: &Browser, demo: &Demo) -> Vec<(String, String)> {
    let samples = SAMPLES.iter().map(|name| (*name, &THEMES[..1]));
    let mut taken = vec![];
    let parts = ["parts", "forms"].map(|name| (name, &THEMES[..]));
    for (name, themes) in samples.chain(parts) {
        let url = format!("{}/gallery/{name}?lang=en", demo.tool_url);
        browser.driver.goto(url).await.unwrap();
        for (theme, features) in themes {
            browser.prefers(features).await;
            for width in WIDTHS {
                browser.is_sized(width, 800).await;
                let picture = picture(browser, width).await;
                taken.push((format!("{name}-{width}-{theme}"), picture));
            }
        }
    }
    taken
}

/// What is different in a picture; the actual and the difference are left beside the others.
async fn difference(browser: &Browser, name: &str, actual: &str) -> Option<String> {
    let Ok(kept) = fs::read(kept_at(name)) else {
        return Some(format!("{name}: there is no picture of it yet"));
    };
    let kept = STANDARD.encode(kept);
    let compared = browser
        .driver
        .execute_async(COMPARE, vec![json!(kept), json!(actual)])
        .await
        .unwrap();
    let compared: &Value = compared.json();
    let number = |name: &str| compared[name].as_i64().unwrap();
    let (differ, taller, wider) = (number("differ"), number("taller"), number("wider"));
    if differ <= SQUARES && taller <= HEIGHT && wider == 0 {
        return None;
    }
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/pictures/compared");
    fs::create_dir_all(&folder).unwrap();
    let marked = compared["picture"].as_str().unwrap();
    for (what, data) in [("actual", actual), ("difference", marked)] {
        let path = folder.join(format!("{name}-{what}.png"));
        fs::write(path, STANDARD.decode(data).unwrap()).unwrap();
    }
    Some(format!(
        "{name}: {differ} squares differ, the height by {taller}; see {}/{name}-difference.png",
        folder.display()
    ))
}

#[tokio::test]
async fn the_gallery_looks_as_it_did() {
    let demo = Demo::start(40);
    let same = ["--font-render-hinting=none", "--force-color-profile=srgb"];
    let same = same.map(str::to_owned);
    let browser = Browser::start_with(Screen::Desk, Storage::Untouched, &same).await;
    let taken = pictures(&browser, &demo).await;
    if std::env::var_os("UPDATE").is_some() {
        for (name, picture) in &taken {
            fs::write(kept_at(name), STANDARD.decode(picture).unwrap()).unwrap();
        }
    }
    browser.driver.goto("about:blank").await.unwrap();
    let mut found = vec![];
    for (name, picture) in &taken {
        found.extend(difference(&browser, name, picture).await);
    }
    let names: BTreeSet<_> = taken
        .iter()
        .map(|(name, _)| format!("{name}.png"))
        .collect();
    for entry in fs::read_dir(kept_at("any").parent().unwrap()).unwrap() {
        let path = entry.unwrap().path();
        let is_picture = path.extension().is_some_and(|end| end == "png");
        let file = path.file_name().unwrap().to_str().unwrap();
        if is_picture && !names.contains(file) {
            found.push(format!("{file}: nothing looks like this any more"));
        }
    }
    assert!(
        found.is_empty(),
        "UPDATE=1 keeps what is so now:\n{}",
        found.join("\n")
    );
}
