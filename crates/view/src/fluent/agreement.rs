//! The service's words and the app's compiled tables say the same, for every key.

use super::*;
use crate::{
    table::{self, Locale, Table},
    words::DateStyle,
};

/// The compiler of `cargo xtask web`: this crate must not be a dependency of it, nor it of this one.
#[path = "../../../xtask/src/web/words.rs"]
mod words;

/// What `Intl` answers in a browser, for the languages we have.
struct Intl(Language, FluentWords);

impl Locale for Intl {
    fn plural(&self, number: i64) -> String {
        let category = match (self.0, number.abs()) {
            (Language::Cy, 0) => "zero",
            (_, 1) => "one",
            (Language::Cy, 2) => "two",
            (Language::Cy, 3) => "few",
            (Language::Cy, 6) => "many",
            _ => "other",
        };
        category.to_owned()
    }

    fn number(&self, number: i64) -> String {
        self.1.number(number)
    }

    fn civil(&self, at: Millis) -> Civil {
        self.1.civil(at)
    }
}

fn table(language: Language) -> Table<Intl> {
    let patterns = words::compile(&sources(language)).unwrap();
    let locale = Intl(language, FluentWords::new(language, "Europe/London"));
    Table::new(language, locale, patterns.into_iter().collect())
}

#[test]
fn the_marks_are_those_of_the_compiler() {
    let ours = [table::OPEN, table::NEXT, table::CLOSE];
    assert_eq!(ours, [words::OPEN, words::NEXT, words::CLOSE]);
}

#[test]
fn service_and_app_say_the_same_for_every_key() {
    let values = [0, 1, 2, 3, 4, 5, 6, 7, 11, 20, 21, 100, 1234, -1].map(Arg::Number);
    let values = values
        .into_iter()
        .chain(["Jo", "none", "", "{ $x }"].map(Arg::Text));
    for language in Language::ALL {
        let fluent = FluentWords::new(language, "Europe/London");
        let table = table(language);
        let compiled = words::compile(&sources(language)).unwrap();
        for value in values.clone() {
            for (key, pattern) in &compiled {
                let args: Vec<_> = words::variables(pattern)
                    .into_iter()
                    .map(|name| (name, value))
                    .collect();
                let expected = fluent.find(key, &args);
                assert_eq!(
                    table.find(key, &args),
                    expected,
                    "{language:?} {key} {value:?}"
                );
            }
        }
    }
}

#[test]
fn every_language_has_every_key_and_invents_no_variable() {
    let english = words::compile(&sources(Language::En)).unwrap();
    let welsh = words::compile(&sources(Language::Cy)).unwrap();
    let keys = |table: &std::collections::BTreeMap<String, String>| -> Vec<String> {
        table.keys().cloned().collect()
    };
    assert_eq!(keys(&welsh), keys(&english));
    for (key, pattern) in &welsh {
        let known = words::variables(&english[key]);
        let unknown = words::variables(pattern)
            .into_iter()
            .find(|name| !known.contains(name));
        assert_eq!(unknown, None, "{key}");
    }
}

#[test]
fn welsh_is_translated() {
    // Names, and words that both languages share.
    const SHARED: [&str; 9] = [
        "product",
        "count-staff",
        "groups-mentor",
        "part-mentor",
        "part-staff",
        "publish-way",
        "help-shout-word",
        "date-day-time",
        "date-date",
    ];
    let english = words::compile(&sources(Language::En)).unwrap();
    let welsh = words::compile(&sources(Language::Cy)).unwrap();
    let same: Vec<_> = welsh
        .iter()
        .filter(|(key, pattern)| {
            english[*key] == **pattern && pattern.chars().any(char::is_alphabetic)
        })
        .map(|(key, _)| key.as_str())
        .filter(|key| !SHARED.contains(key))
        .collect();
    assert_eq!(same, Vec::<&str>::new(), "equal to English");
}

/// Thursday 1 October 2026, 14:00 in London.
const THURSDAY: Millis = 1_790_859_600_000;

/// A Welsh day that says when something is has the soft mutation; figures show none.
#[test]
fn a_date_has_the_form_its_sentence_wants() {
    let check = |key: &str, name, style, expected: [&str; 2]| {
        for (language, expected) in Language::ALL.into_iter().zip(expected) {
            let fluent = FluentWords::new(language, "Europe/London");
            let table = table(language);
            for words in [&fluent as &dyn Words, &table] {
                let date = words.date(THURSDAY, style);
                let args = [
                    (name, Arg::Text(&date)),
                    ("reason", Arg::Text("")),
                    ("listed", Arg::Number(80)),
                ];
                let said = words.say(key, &args);
                assert!(said.contains(expected), "{key} {language:?}: {said}");
            }
        }
    };
    let near = DateStyle::DayTime;
    let [english, welsh] = [
        "on Thursday 1 October, 14:00",
        "ar ddydd Iau 1 Hydref, 14:00",
    ];
    check("resent", "when", near, [english, welsh]);
    check("resent-refused", "when", near, [english, welsh]);
    check(
        "roster-read",
        "date",
        near,
        ["read Thursday 1 October", "darllenwyd ddydd Iau 1 Hydref"],
    );
    check(
        "published-at",
        "date",
        near,
        ["Published Thursday 1", "Cyhoeddwyd ddydd Iau 1"],
    );
    check(
        "quiz-resting",
        "time",
        near,
        ["again Thursday 1", "Ar agor eto ddydd Iau 1"],
    );
    let record = DateStyle::Date;
    let [english, welsh] = ["on 1 October 2026", "ar 1 Hydref 2026"];
    for key in ["gate-passed-at", "code-signed", "quiz-passed-small"] {
        check(key, "date", record, [english, welsh]);
    }
    check(
        "mentor-ready-since",
        "date",
        record,
        ["since 1 October 2026", "ers 1 Hydref 2026"],
    );
}

/// Where a day has the soft mutation, it cannot be the first word.
#[test]
fn no_sentence_begins_with_a_date() {
    for language in Language::ALL {
        for (key, pattern) in words::compile(&sources(language)).unwrap() {
            for name in ["date", "when", "time"] {
                let begins = pattern.starts_with(&format!("{}{name}", table::OPEN));
                assert!(!begins, "{language:?} {key}");
            }
        }
    }
}
