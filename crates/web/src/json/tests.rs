use std::collections::BTreeMap;

use api::{Keeping, Language, View, act::Done, training::Answers};
use proptest::prelude::*;
use serde::Deserialize;
use view::Boot;

use super::*;

#[test]
fn every_view_is_read_as_serde_json_reads_it() {
    for language in Language::ALL {
        for sample in view::samples::all(language) {
            for json in [
                serde_json::to_string(&sample.view).unwrap(),
                serde_json::to_string_pretty(&sample.view).unwrap(),
            ] {
                assert_eq!(
                    read::<View>(&json),
                    Ok(sample.view.clone()),
                    "{}",
                    sample.name
                );
            }
        }
    }
}

#[test]
fn what_the_app_is_started_with_is_read_whole() {
    for sample in view::samples::all(Language::En) {
        let boot = Boot {
            token: "token".to_owned(),
            keeping: Keeping::default(),
            words: vec![(Language::Cy, "/assets/student-cy.json".to_owned())],
            offsets: vec![(1_774_746_000_000, 60), (1_792_890_000_000, -300)],
            view: sample.view,
        };
        let json = serde_json::to_string(&boot).unwrap();
        let read = read::<Boot>(&json).map(|read| serde_json::to_string(&read).unwrap());
        assert_eq!(read, Ok(json), "{}", sample.name);
    }
}

#[derive(Debug, PartialEq, Deserialize)]
struct Small {
    text: String,
    count: u8,
    maybe: Option<bool>,
    #[serde(default)]
    list: Vec<i64>,
}

fn check(json: &str, expected: Result<(&str, u8, Option<bool>, &[i64])>) {
    let expected = expected.map(|(text, count, maybe, list)| Small {
        text: text.to_owned(),
        count,
        maybe,
        list: list.to_vec(),
    });
    assert_eq!(read::<Small>(json), expected, "{json}");
}

#[test]
fn fields_come_in_any_order_and_unknown_ones_are_passed() {
    check(
        r#" { "list" : [ 1 , -2 ] , "count":255, "text" : "a" } "#,
        Ok(("a", 255, None, &[1, -2])),
    );
    check(
        r#"{"x":{"a":[{},[1.5e3,"]}",null]]},"maybe":true,"text":"","y":"\"","count":0}"#,
        Ok(("", 0, Some(true), &[])),
    );
}

#[test]
fn escapes_are_read() {
    check(
        r#"{"count":1,"text":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00é😀"}"#,
        Ok(("\"\\/\u{8}\u{c}\n\r\té😀é😀", 1, None, &[])),
    );
}

#[test]
fn anything_else_is_damaged() {
    for json in [
        "",
        "{",
        "[]",
        "null",
        r#"{"text":"a"}"#,
        r#"{"text":"a","count":256}"#,
        r#"{"text":"a","count":1.5}"#,
        r#"{"text":"a","count":1}}"#,
        r#"{"text":"a","count":1,}"#,
        r#"{"text":"a" "count":1}"#,
        r#"{"text":"a,"count":1}"#,
        r#"{"text":"\ud83d","count":1}"#,
        r#"{"text":"\ud83d\u0041","count":1}"#,
        r#"{"text":"\u00e","count":1}"#,
        r#"{"text":"\uéé","count":1}"#,
        r#"{"text":"\x","count":1}"#,
        r#"{"text":"a\"#,
        "<!doctype html>",
    ] {
        check(json, Err(Damaged));
    }
    assert!(read::<Done>(r#"{"go":"nowhere","notice":null,"outcome":null}"#).is_err());
}

#[test]
fn deep_nesting_ends() {
    let deep = format!(r#"{{"x":{}}}"#, "[".repeat(100_000));
    check(&deep, Err(Damaged));
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in r#"(\PC|[{}\[\]",:\\u0-9 \n]){0,60}"#) {
        let _ = read::<Small>(&text);
        let _ = read::<Answers>(&text);
    }

    #[test]
    fn maps_of_any_strings_come_back(
        map in prop::collection::btree_map(any::<String>(), prop::collection::vec(any::<String>(), 0..3), 0..4)
    ) {
        let map: BTreeMap<String, Vec<String>> = map;
        let json = serde_json::to_string(&map).unwrap();
        prop_assert_eq!(read::<Answers>(&json), Ok(Answers(map)));
    }
}
