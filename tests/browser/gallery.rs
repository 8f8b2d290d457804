//! Every page in every state, as the gallery of a demonstration shows them: in both languages, every
//! theme, on narrow screens and in frames, held against the rules for accessible pages.

mod expected;
mod parts;

use std::{collections::BTreeSet, fmt::Write as _};

use api::{Language, Route, problem::CODES};
use serde_json::json;
use view::samples;

use crate::{
    axe::{self, Rules},
    chromium::{Browser, Screen, Storage},
    demo::Demo,
};
use expected::{PARTS, PLAIN_PAGES, SAMPLES};

/// A page to look at.
struct Shown {
    /// Its address below the tool's origin, without language.
    path: String,
    /// Its heading in English; none where that is the code's business.
    heading: Option<&'static str>,
    /// False where only the words differ from another page that is looked at in every theme.
    is_of_its_own: bool,
    /// False for pages that no LMS frames, which follow the reader's system wherever they are.
    is_framed: bool,
}

/// Everything that the tool shows: samples, parts, pages without a session, refusals.
fn everything() -> Vec<Shown> {
    let shown = |path: String, heading, is_of_its_own| Shown {
        path,
        heading,
        is_of_its_own,
        is_framed: true,
    };
    let samples = SAMPLES.iter().map(|(name, _, heading)| {
        let is_of_its_own = !(name.starts_with("notice-") && *name != "notice-joined");
        shown(format!("/gallery/{name}"), Some(*heading), is_of_its_own)
    });
    let plain = PLAIN_PAGES
        .iter()
        .filter_map(|(_, shown)| *shown)
        .map(|(path, heading)| shown(path.to_owned(), Some(heading), true));
    let refusals = CODES.lines().enumerate().map(|(place, code)| {
        // Refusals differ in their words alone.
        shown(format!("/gallery/refused-{code}"), None, place == 0)
    });
    let administrators = view::admin::samples().into_iter().map(|sample| {
        let path = format!("/gallery/{}", sample.name);
        Shown {
            is_framed: false,
            ..shown(path, Some(sample.heading), true)
        }
    });
    let parts = PARTS.map(|(name, heading)| shown(format!("/gallery/{name}"), Some(heading), true));
    let all = samples.chain(plain).chain(refusals);
    all.chain(administrators).chain(parts).collect()
}

#[test]
fn every_sample_and_every_route_has_an_expectation() {
    let there: BTreeSet<_> = samples::all(Language::En)
        .iter()
        .map(|sample| (sample.name, sample.view.page.route().path()))
        .collect();
    let expected: BTreeSet<_> = SAMPLES
        .iter()
        .map(|(name, route, _)| (*name, *route))
        .collect();
    let differ: Vec<_> = there.symmetric_difference(&expected).collect();
    assert!(differ.is_empty(), "not both there and expected: {differ:?}");
    assert_eq!(there.len(), samples::all(Language::En).len(), "names");
    for route in Route::ALL {
        let shown = SAMPLES.iter().any(|(_, path, _)| *path == route.path());
        assert!(shown, "{route:?} has no sample");
    }
    let router = include_str!("../../crates/service/src/lib.rs");
    let read: BTreeSet<_> = router
        .split(".route(")
        .skip(1)
        .filter_map(|rest| rest.split_once(','))
        .filter(|(_, handler)| handler.trim_start().starts_with("get("))
        .map(|(path, _)| path.trim().trim_matches('"'))
        .collect();
    let expected: BTreeSet<_> = PLAIN_PAGES.iter().map(|(route, _)| *route).collect();
    let differ: Vec<_> = read.symmetric_difference(&expected).collect();
    assert!(differ.is_empty(), "not both read and expected: {differ:?}");
}

/// A desk-sized browser that has axe, or none where axe is not installed.
async fn browser() -> Option<Browser> {
    let axe = axe::source()?;
    let browser = Browser::start(Screen::Desk, Storage::Untouched).await;
    browser.bring_axe(&axe).await;
    browser.prefers(&[]).await;
    Some(browser)
}

impl Browser {
    /// Asks for a theme as a reader's system would.
    pub(crate) async fn prefers(&self, features: &[(&str, &str)]) {
        // A colour on its way to another is neither.
        let features: Vec<_> = [("prefers-reduced-motion", "reduce")]
            .iter()
            .chain(features)
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        let media = json!({ "features": features });
        self.cdp("Emulation.setEmulatedMedia", &media).await;
    }

    /// Makes the window this large, in CSS pixels.
    pub(crate) async fn is_sized(&self, width: u32, height: u32) {
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.cdp("Emulation.setDeviceMetricsOverride", &size).await;
    }

    /// How far a window can be scrolled sideways, as a finding.
    async fn sideways(&self, window: &str) -> Option<String> {
        let script = format!(
            "const page = {window}.document.documentElement;\
             if (page.scrollWidth <= page.clientWidth) return null;\
             const wide = [...page.querySelectorAll('body *')].filter(each => each.getBoundingClientRect().right > page.clientWidth + 1);\
             return `scrolls sideways by ${{page.scrollWidth - page.clientWidth}}: ${{wide.slice(-3).map(each => each.outerHTML.slice(0, 90)).join(' | ')}}`"
        );
        self.run(&script).await.as_str().map(str::to_owned)
    }
}

/// What a reader's system may ask for, beside a light desk.
const THEMES: [(&str, &[(&str, &str)]); 3] = [
    ("dark", &[("prefers-color-scheme", "dark")]),
    ("high contrast", &[("prefers-contrast", "more")]),
    ("forced colours", &[("forced-colors", "active")]),
];

/// Sizes of windows that nothing may be too wide for. The last is a frame of 450 by 600 at a zoom of
/// 400 %.
const NARROW: [(u32, u32); 2] = [(320, 256), (112, 150)];

/// In which language a page is looked at in a theme. The colours of a page are the same in both, so
/// each pair of page and theme is looked at in one, and each page in both.
fn language_of(page: usize, theme: usize) -> Language {
    Language::ALL[(page + theme) % Language::ALL.len()]
}

/// The themes in which a page is looked at in a language. Where only the words differ from another
/// page, forced colours leave nothing to differ in.
fn themes(
    place: usize,
    page: &Shown,
    language: Language,
) -> impl Iterator<Item = (&'static str, &'static [(&'static str, &'static str)])> {
    let count = if page.is_of_its_own { 3 } else { 2 };
    let all = THEMES.into_iter().enumerate().take(count);
    all.filter(move |(theme, _)| language_of(place, *theme) == language)
        .map(|(_, theme)| theme)
}

#[test]
fn every_page_meets_every_theme_and_both_languages() {
    for (place, page) in everything().iter().enumerate() {
        let of = |language| themes(place, page, language).map(|(name, _)| name);
        let met: Vec<_> = Language::ALL.map(|language| of(language).count()).into();
        assert!(met.iter().all(|count| *count > 0), "{} {met:?}", page.path);
        let names: BTreeSet<_> = Language::ALL.into_iter().flat_map(of).collect();
        assert!(names.is_superset(&BTreeSet::from(["dark", "high contrast"])));
        assert_eq!(names.len(), met.iter().sum::<usize>(), "{}", page.path);
    }
}

/// Looks at a page in a language: first as it comes, then in the themes that are this language's.
async fn look_at(browser: &Browser, place: usize, page: &Shown, language: Language) -> Vec<String> {
    // With other words in the same places, the colours of a light page are those of the English one.
    let rules = match language {
        Language::En => Rules::All,
        Language::Cy => Rules::Shape,
    };
    let mut found = browser.findings("window", rules).await;
    for (name, theme) in themes(place, page, language) {
        browser.prefers(theme).await;
        let colours = browser.findings("window", Rules::Colours).await;
        found.extend(colours.iter().map(|finding| format!("{name}: {finding}")));
    }
    browser.prefers(&[]).await;
    found
}

/// Whether the page has the heading that is expected of it in English.
async fn headed(browser: &Browser, page: &Shown) -> Option<String> {
    let expected = page.heading?;
    let heading = "return document.querySelector('h1')?.textContent";
    let heading = browser.run(heading).await;
    (heading != expected).then(|| format!("the heading is {heading} and not {expected:?}"))
}

/// Nothing is wider than a narrow window, and what changes there is in order.
async fn narrow(browser: &Browser, with_rules: bool) -> Vec<String> {
    let mut found = vec![];
    for (width, height) in NARROW {
        browser.is_sized(width, height).await;
        found.extend(browser.sideways("window").await);
        if with_rules && width == 320 {
            found.extend(browser.findings("window", Rules::Shape).await);
        }
    }
    browser.is_sized(1280, 900).await;
    found
        .iter()
        .map(|finding| format!("narrow: {finding}"))
        .collect()
}

/// What was found, by page; empty when all is well.
fn report(all: &[(String, Vec<String>)]) -> String {
    let mut text = String::new();
    for (path, found) in all {
        for finding in found {
            let _ = writeln!(text, "{path}: {finding}");
        }
    }
    text
}

/// Opens every page in a language and says what is wrong with it.
async fn look_at_everything(
    language: Language,
    look: impl AsyncFn(&Browser, usize, &Shown) -> Vec<String>,
) {
    let Some(browser) = browser().await else {
        return;
    };
    let demo = Demo::start(40);
    let mut all = vec![];
    for (place, page) in everything().into_iter().enumerate() {
        let url = format!("{}{}?lang={}", demo.tool_url, page.path, language.tag());
        browser.driver.goto(url).await.unwrap();
        let found = look(&browser, place, &page).await;
        all.push((page.path, found));
    }
    let report = report(&all);
    assert!(report.is_empty(), "{report}");
}

#[tokio::test]
async fn every_page_is_accessible_in_english_and_in_its_themes() {
    look_at_everything(Language::En, async |browser, place, page| {
        let mut found = look_at(browser, place, page, Language::En).await;
        found.extend(headed(browser, page).await);
        found
    })
    .await;
}

#[tokio::test]
async fn every_page_is_accessible_and_fits_where_it_is_narrow() {
    look_at_everything(Language::En, async |browser, _, page| {
        narrow(browser, page.is_of_its_own).await
    })
    .await;
}

#[tokio::test]
async fn every_page_is_accessible_in_welsh_and_in_its_themes() {
    look_at_everything(Language::Cy, async |browser, place, page| {
        let mut found = look_at(browser, place, page, Language::Cy).await;
        found.extend(narrow(browser, false).await);
        found
    })
    .await;
}

/// A frame of 450 by 600 on a page of the same site, so that one script sees into it. What is in it
/// is sent as to any frame; and there the page stays light, whatever the system says.
#[tokio::test]
async fn every_page_is_accessible_in_a_small_frame_on_a_dark_system() {
    let Some(browser) = browser().await else {
        return;
    };
    let demo = Demo::start(40);
    let host = format!("{}/health/live", demo.tool_url);
    browser.driver.goto(host).await.unwrap();
    browser.prefers(&[("prefers-color-scheme", "dark")]).await;
    let frame = "document.body.innerHTML = '<iframe width=450 height=600 title=Tab></iframe>'";
    browser.run(frame).await;
    let mut all = vec![];
    let of_their_own = |page: &&Shown| page.is_of_its_own && page.is_framed;
    for page in everything().iter().filter(of_their_own) {
        let load = format!(
            "const done = arguments[arguments.length - 1], frame = document.querySelector('iframe');\
             frame.onload = () => done(getComputedStyle(frame.contentDocument.documentElement).colorScheme);\
             frame.src = '{}'",
            page.path
        );
        let scheme = browser.driver.execute_async(load, vec![]).await.unwrap();
        assert_eq!(*scheme.json(), json!("light"), "{}", page.path);
        let mut found = browser.findings("frames[0]", Rules::All).await;
        found.extend(browser.sideways("frames[0]").await);
        all.push((page.path.clone(), found));
    }
    let report = report(&all);
    assert!(report.is_empty(), "{report}");
}
