//! What holds for every part of the gallery, in every language.

use std::collections::BTreeSet;

use api::{Language, Page, View, home::Home};
use yew::{Html, html, virtual_dom::VTag};

use super::{
    tree::{self, Tree},
    words::Listening,
};
use crate::{
    fluent::sources,
    live::Live,
    pages::pieces::{self, Piece},
    samples,
    sheet::Sheet,
};

/// Both pages of parts, drawn with these words.
fn drawn(words: &Listening) -> [Html; 2] {
    let view = View {
        frame: samples::all(Language::En)[0].view.frame.clone(),
        page: Page::Home { home: Home::Out },
    };
    let sheet = Sheet {
        frame: &view.frame,
        words,
        live: &Live::default(),
    };
    let one = |pieces: Vec<Piece>| html! { <main>{ for pieces.into_iter().map(|piece| piece.drawn) }</main> };
    [one(pieces::all(&sheet)), one(pieces::forms::all(&sheet))]
}

fn every_part(check: impl Fn(&Tree)) {
    for language in Language::ALL {
        for page in drawn(&Listening::new(language)) {
            check(&Tree::new(&page));
        }
    }
}

#[test]
fn every_field_of_a_part_has_a_label_and_what_is_said_of_it_is_there() {
    every_part(|tree| {
        let all: Vec<_> = tree
            .all()
            .filter_map(|tag| tree::attribute(tag, "id"))
            .collect();
        let ids: BTreeSet<_> = all.iter().copied().collect();
        assert_eq!(all.len(), ids.len(), "{all:?}");
        let labelled: BTreeSet<_> = tree
            .named("label")
            .filter_map(|label| tree::attribute(label, "for"))
            .collect();
        for name in ["input", "select", "textarea"] {
            for field in tree.named(name) {
                if tree::attribute(field, "type") != Some("hidden") {
                    let id = tree::attribute(field, "id").expect("a field has an id");
                    assert!(labelled.contains(id), "{id}");
                }
            }
        }
        for name in ["aria-describedby", "aria-labelledby"] {
            let told = tree.all().filter_map(|tag| tree::attribute(tag, name));
            for id in told.flat_map(|ids| ids.split(' ')) {
                assert!(ids.contains(id), "{name} {id}");
            }
        }
    });
}

#[test]
fn what_is_wrong_is_said_of_its_field_and_above_it() {
    every_part(|tree| {
        let of = |name: &'static str| tree.all().filter_map(move |tag| tree::attribute(tag, name));
        let order: Vec<_> = of("id").collect();
        let place = |id: &str| order.iter().position(|each| *each == id);
        let said = of("aria-describedby").flat_map(|ids| ids.split(' '));
        let stems: Vec<_> = said.filter_map(|id| id.strip_suffix("-wrong")).collect();
        let invalid = |tag: &&VTag| tree::attribute(tag, "aria-invalid").is_some();
        for field in tree.all().filter(invalid) {
            let id = tree::attribute(field, "id").expect("a field has an id");
            let stem = stems.iter().find(|stem| id.starts_with(**stem));
            let stem = stem.expect("what is wrong is said of the field or of its list");
            let above = place(&format!("{stem}-wrong"));
            assert!(above < place(id), "{id} is above what is wrong with it");
        }
    });
}

#[test]
fn the_list_of_what_has_to_be_put_right_leads_to_fields() {
    every_part(|tree| {
        let fields: BTreeSet<_> = ["input", "select", "textarea"]
            .iter()
            .flat_map(|name| tree.named(name))
            .filter_map(|tag| tree::attribute(tag, "id"))
            .collect();
        for list in tree
            .all()
            .filter(|tag| tree::attribute(tag, "role") == Some("alert"))
        {
            assert_eq!(tree::attribute(list, "tabindex"), Some("-1"));
            for link in Tree::new_tag(list).named("a") {
                let to = tree::attribute(link, "href").and_then(|href| href.strip_prefix('#'));
                assert!(to.is_some_and(|id| fields.contains(id)), "{to:?}");
            }
        }
    });
}

/// The keys of the files that only parts and the gallery use.
fn keys() -> BTreeSet<String> {
    let files = sources(Language::En);
    let ours = files.iter().filter(|(name, _)| {
        ["parts.ftl", "samples.ftl"]
            .iter()
            .any(|file| name.ends_with(file))
    });
    let begins = |line: &&str| line.starts_with(|letter: char| letter.is_ascii_lowercase());
    ours.flat_map(|(_, text)| text.lines().filter(begins))
        .filter_map(|line| Some(line.split_once(" =")?.0.to_owned()))
        .collect()
}

#[test]
fn every_word_of_the_parts_is_asked_for_and_is_there() {
    let mut asked = BTreeSet::new();
    for language in Language::ALL {
        let words = Listening::new(language);
        let _ = drawn(&words);
        asked.extend(words.asked.take());
        assert_eq!(words.missing.take(), BTreeSet::new(), "{language:?}");
    }
    let unused: Vec<_> = keys().difference(&asked).cloned().collect();
    assert_eq!(unused, Vec::<String>::new());
}
