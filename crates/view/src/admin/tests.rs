//! What holds for every one of these pages.

use std::{cell::RefCell, collections::BTreeSet};

use api::{Language, Millis};

use super::*;
use crate::{
    fluent::{FluentWords, sources},
    words::{Args, Civil},
};

/// Words that remember what was asked of them.
struct Listening {
    words: FluentWords,
    asked: RefCell<BTreeSet<String>>,
}

impl Words for Listening {
    fn language(&self) -> Language {
        self.words.language()
    }

    fn find(&self, key: &str, args: Args<'_>) -> Option<String> {
        let found = self.words.find(key, args);
        self.asked.borrow_mut().insert(key.to_owned());
        if let Some(text) = &found {
            assert!(!text.contains(['$', '{', '}']), "{key}: {text}");
        }
        found
    }

    fn say(&self, key: &str, args: Args<'_>) -> String {
        let found = self.find(key, args);
        found.unwrap_or_else(|| panic!("nobody says {key} in {:?}", self.language()))
    }

    fn number(&self, number: i64) -> String {
        self.words.number(number)
    }

    fn civil(&self, at: Millis) -> Civil {
        self.words.civil(at)
    }
}

/// Draws everything in a language; what was asked for, and the pages.
fn drawn(language: Language) -> (BTreeSet<String>, Vec<(&'static str, String)>) {
    let words = Listening {
        words: FluentWords::new(language, "Europe/London"),
        asked: RefCell::default(),
    };
    let assets = Assets::default();
    let draw = |sample: &Sample| {
        document(&Document {
            words: &words,
            assets: &assets,
            visit: sample.visit.as_ref(),
            page: &sample.page,
            here: BASE,
            notice: sample.notice,
        })
    };
    let pages = samples()
        .iter()
        .map(|each| (each.name, draw(each)))
        .collect();
    (words.asked.take(), pages)
}

/// The keys of this part's own file.
fn keys() -> BTreeSet<String> {
    let files = sources(Language::En);
    let (_, text) = files
        .iter()
        .find(|(name, _)| name.ends_with("/admin.ftl"))
        .expect("the file is there");
    text.lines()
        .filter(|line| line.starts_with("admin-"))
        .filter_map(|line| Some(line.split_once(" =")?.0.to_owned()))
        .collect()
}

#[test]
fn every_word_of_these_pages_is_there_and_asked_for() {
    let mut asked = BTreeSet::new();
    for language in Language::ALL {
        asked.extend(drawn(language).0);
    }
    // Said by the service, by what was done.
    let elsewhere = [
        "admin-did-",
        "admin-act-",
        "admin-back",
        "admin-passkey-unnamed",
    ];
    let unused: Vec<_> = keys()
        .into_iter()
        .filter(|key| !asked.contains(key))
        .filter(|key| !elsewhere.iter().any(|start| key.starts_with(start)))
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn every_page_has_its_heading_once_and_nothing_inline() {
    let (_, pages) = drawn(Language::En);
    for ((name, html), sample) in pages.iter().zip(samples()) {
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
        let heading = format!(">{}</h1>", sample.heading);
        assert!(html.contains(&heading), "{name}: {heading}");
        for inline in ["<style", " style=\"", " onclick", "javascript:"] {
            assert!(!html.contains(inline), "{name} {inline}");
        }
    }
}

#[test]
fn every_form_that_is_posted_inside_carries_the_token_and_every_name_stands_once() {
    for ((name, html), sample) in drawn(Language::En).1.iter().zip(samples()) {
        for form in html
            .split("<form")
            .skip(1)
            .filter(|_| sample.visit.is_some())
        {
            let form = form.split("</form>").next().unwrap_or_default();
            let token = "name=\"form_token\" value=\"token-of-the-form\"";
            assert!(form.contains(token), "{name}: {form}");
        }
        let ids: Vec<_> = html
            .split(" id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        let once: BTreeSet<_> = ids.iter().collect();
        assert_eq!(once.len(), ids.len(), "{name}: {ids:?}");
    }
}
