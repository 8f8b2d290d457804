//! Every language says everything: a message missing in one is found here, not by a reader.

use std::collections::{BTreeMap, BTreeSet};

use super::Source;

const FOLDER: &str = "www/locales/";
/// The language the others are held against.
const FIRST: &str = "en";

/// Messages that one language lacks or has beyond the first, and messages said twice.
pub(super) fn findings(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    let mut languages: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for source in sources {
        let Some((language, _)) = source
            .path
            .strip_prefix(FOLDER)
            .and_then(|path| path.split_once('/'))
        else {
            continue;
        };
        let keys = languages.entry(language).or_default();
        for key in keys_of(&source.text) {
            if let Some(twice) = keys.replace(key) {
                found.push(format!("{}: {twice} is there twice", source.path));
            }
        }
    }
    let first = languages.get(FIRST).cloned().unwrap_or_default();
    for (language, keys) in &languages {
        found.extend(
            first
                .difference(keys)
                .map(|key| format!("{FOLDER}{language}: {key} is missing")),
        );
        found.extend(
            keys.difference(&first)
                .map(|key| format!("{FOLDER}{language}: {key} is not in {FIRST}")),
        );
    }
    found
}

/// The names of messages and their attributes in a Fluent file: a message starts its line, an
/// attribute is indented under it.
fn keys_of(text: &str) -> Vec<String> {
    let mut message = "";
    let mut keys = Vec::new();
    for line in text.lines() {
        let Some((name, _)) = line.split_once('=') else {
            continue;
        };
        match name.trim_start().strip_prefix('.') {
            Some(attribute) if is_name(attribute.trim_end()) => {
                keys.push(format!("{message}.{}", attribute.trim_end()));
            }
            None if is_name(name.trim_end()) => {
                message = name.trim_end();
                keys.push(message.to_owned());
            }
            _ => {}
        }
    }
    keys
}

fn is_name(name: &str) -> bool {
    name.trim_start_matches('-')
        .starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# a comment = not a key\nhello = Hello, { $name }\n    a = b in the text\n-brand = Alongside\n\
                        door = { $count ->\n    [one] One = door\n   *[other] Doors\n }\n    .title = The door\n";

    fn check(files: &[(&str, &str)], expected: &[&str]) {
        let sources: Vec<Source> = files
            .iter()
            .map(|(path, text)| Source {
                path: format!("{FOLDER}{path}"),
                text: (*text).to_owned(),
            })
            .collect();
        assert_eq!(findings(&sources), expected);
    }

    #[test]
    fn keys_are_messages_terms_and_attributes() {
        assert_eq!(keys_of(TEXT), ["hello", "-brand", "door", "door.title"]);
    }

    #[test]
    fn languages_say_the_same_however_they_split_their_files() {
        check(
            &[
                ("en/a.ftl", "one = 1\ntwo = 2\n"),
                ("cy/b.ftl", "two = dau\n"),
                ("cy/c.ftl", "one = un\n"),
            ],
            &[],
        );
        check(
            &[("en/a.ftl", "one = 1\n"), ("cy/a.ftl", "two = dau\n")],
            &[
                "www/locales/cy: one is missing",
                "www/locales/cy: two is not in en",
            ],
        );
    }

    #[test]
    fn a_message_said_twice_is_found() {
        check(
            &[("en/a.ftl", "one = 1\n"), ("en/b.ftl", "one = 1\n")],
            &["www/locales/en/b.ftl: one is there twice"],
        );
    }
}
