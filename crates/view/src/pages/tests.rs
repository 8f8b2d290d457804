//! What holds for every page in every state and language.

mod parts;
mod tree;
mod words;

use std::collections::BTreeSet;

use api::{Act, Language, act};
use tree::Tree;

use super::*;
use crate::{
    fluent::FluentWords,
    samples::{self, Sample},
};

fn every_page(check: impl Fn(&Sample, &Tree)) {
    for language in Language::ALL {
        let words = FluentWords::new(language, "Europe/London");
        for sample in samples::all(language) {
            let page = draw(&sample.view, &words, &sample.live);
            check(&sample, &Tree::new(&page));
        }
    }
}

#[test]
fn every_page_has_one_heading_of_the_first_level_and_skips_none() {
    every_page(|sample, tree| {
        let levels: Vec<_> = tree
            .all()
            .filter_map(|tag| tag.tag().strip_prefix('h')?.parse::<u32>().ok())
            .collect();
        let firsts = levels.iter().filter(|level| **level == 1).count();
        assert_eq!(firsts, 1, "{}", sample.name);
        let skips = levels.windows(2).any(|pair| pair[1] > pair[0] + 1);
        assert!(!skips && levels[0] == 1, "{} {levels:?}", sample.name);
    });
}

#[test]
fn every_page_has_its_landmarks_and_get_help_in_the_header() {
    every_page(|sample, tree| {
        for name in ["header", "main", "footer"] {
            assert_eq!(tree.named(name).count(), 1, "{} {name}", sample.name);
        }
        let skip = tree.all().next().expect("a page has elements");
        assert_eq!(
            tree::attribute(skip, "href"),
            Some("#main"),
            "{}",
            sample.name
        );
        let help = tree
            .named("a")
            .find(|link| tree::attribute(link, "class") == Some("help"))
            .expect("get help");
        assert_eq!(tree::attribute(help, "href"), Some("/help/example"));
    });
}

#[test]
fn every_field_has_a_label_and_every_id_is_its_own() {
    every_page(|sample, tree| {
        let ids: Vec<_> = tree
            .all()
            .filter_map(|tag| tree::attribute(tag, "id"))
            .collect();
        let distinct: BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), distinct.len(), "{}", sample.name);
        let labelled: BTreeSet<_> = tree
            .named("label")
            .filter_map(|label| tree::attribute(label, "for"))
            .collect();
        for field in tree.named("input") {
            if tree::attribute(field, "type") != Some("hidden") {
                let id = tree::attribute(field, "id").expect("a field has an id");
                assert!(labelled.contains(id), "{} {id}", sample.name);
            }
        }
        for label in tree
            .all()
            .filter_map(|tag| tree::attribute(tag, "aria-labelledby"))
        {
            assert!(distinct.contains(&label), "{} {label}", sample.name);
        }
    });
}

#[test]
fn every_link_and_button_says_something() {
    every_page(|sample, tree| {
        for tag in tree
            .all()
            .filter(|tag| ["a", "button", "summary"].contains(&tag.tag()))
        {
            assert!(
                !tree::text(tag).trim().is_empty(),
                "{} {tag:?}",
                sample.name
            );
        }
    });
}

#[test]
fn nothing_is_inline_that_the_content_policy_forbids() {
    every_page(|sample, tree| {
        for tag in tree.all() {
            let inline = tag.attributes.iter().find(|(name, value)| {
                *name == "style" || name.starts_with("on") || value.starts_with("javascript:")
            });
            assert!(inline.is_none(), "{} {inline:?}", sample.name);
            assert!(!["script", "style"].contains(&tag.tag()), "{}", sample.name);
        }
    });
}

#[test]
fn every_form_that_posts_carries_the_token_and_decodes_to_its_act() {
    every_page(|sample, tree| {
        for form in tree.named("form") {
            if tree::attribute(form, "method") == Some("get") {
                continue;
            }
            let fields = tree::fields(form);
            let token = ("form_token".to_owned(), "token-of-the-form".to_owned());
            assert!(fields.contains(&token), "{}", sample.name);
            let action = tree::attribute(form, "action").expect("a form has an action");
            if action == "/s/sample/hand-over" {
                assert_eq!(tree::attribute(form, "target"), Some("_blank"));
                continue;
            }
            let name = action.strip_prefix("/s/sample/acts/").expect("an act");
            assert!(decodes(name, &fields), "{} {name} {fields:?}", sample.name);
        }
    });
}

/// Whether the act of this name reads these fields.
fn decodes(name: &str, fields: &[(String, String)]) -> bool {
    fn is<A: Act>(name: &str, fields: &[(String, String)]) -> bool {
        name == A::NAME && A::from_form(fields).is_ok()
    }
    is::<act::ClaimScheme>(name, fields)
        || is::<act::SyncRoster>(name, fields)
        || is::<act::ConfirmRoster>(name, fields)
        || is::<act::ConfirmGradebook>(name, fields)
        || is::<act::TakePart>(name, fields)
        || is::<act::SignCode>(name, fields)
        || is::<act::SubmitQuiz>(name, fields)
        || is::<act::FormGroups>(name, fields)
        || is::<act::PublishGroups>(name, fields)
        || is::<act::PlaceLate>(name, fields)
        || is::<act::ResendScore>(name, fields)
}

#[test]
fn no_more_than_a_hundred_rows_are_drawn() {
    every_page(|sample, tree| {
        let rows = tree
            .named("tbody")
            .map(|body| Tree::new_tag(body).named("tr").count());
        assert!(rows.sum::<usize>() <= 100, "{}", sample.name);
    });
}

#[test]
fn a_draft_fills_the_quiz_in() {
    let words = FluentWords::new(Language::En, "Europe/London");
    let samples = samples::all(Language::En);
    let checked = |name: &str| {
        let sample = samples
            .iter()
            .find(|sample| sample.name == name)
            .expect("a sample");
        let page = draw(&sample.view, &words, &Live::default());
        let tree = Tree::new(&page);
        let ids = tree
            .named("input")
            .filter(|field| field.checked() == Some(true));
        ids.filter_map(|field| tree::attribute(field, "id").map(str::to_owned))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        checked("quiz-draft"),
        ["q-exam-notes-c", "q-danger-a", "q-danger-c"]
    );
    assert_eq!(checked("quiz-open"), Vec::<String>::new());
}

#[test]
fn a_search_is_kept_in_the_links_to_other_pages() {
    let words = FluentWords::new(Language::En, "Europe/London");
    let samples = samples::all(Language::En);
    let sample = samples
        .iter()
        .find(|sample| sample.name == "people-found")
        .expect("a sample");
    let html = crate::html::write(&draw(&sample.view, &words, &Live::default()));
    assert!(
        html.contains("/s/sample/people?search=am%20%26%20co&amp;from=1"),
        "{html}"
    );
}
