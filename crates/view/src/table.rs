//! Compiled words: one flat table a language, read by the app in the browser.
//!
//! `cargo xtask web` compiles the Fluent files of `www/locales` to a JSON object from keys to
//! patterns. A pattern is the sentence itself, with three marks from Unicode's private use area
//! where something varies:
//!
//! * `OPEN name CLOSE`: the value of a variable;
//! * `OPEN name (NEXT key NEXT pattern)… CLOSE`: the pattern whose key equals the value or is its
//!   plural category; a key that begins with `*` is the default and comes last.
//!
//! Patterns nest. Nothing else of Fluent is supported, and the compiler says so.

use std::fmt;

use api::{Language, Millis};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use crate::words::{Arg, Args, Civil, Words};

/// Opens a place where something varies.
pub const OPEN: char = '\u{E000}';
/// Stands before each key and each pattern of a choice.
pub const NEXT: char = '\u{E001}';
/// Closes the place.
pub const CLOSE: char = '\u{E002}';

/// What a language needs that is not in a table: the browser's `Intl`, or its equal in tests.
pub trait Locale {
    /// The CLDR plural category of a whole number: `one`, `few`, `other`…
    fn plural(&self, number: i64) -> String;
    /// A whole number with grouping.
    fn number(&self, number: i64) -> String;
    /// The institution's wall-clock time at this instant.
    fn civil(&self, at: Millis) -> Civil;
}

/// The words of one language.
pub struct Table<L> {
    language: Language,
    locale: L,
    patterns: Patterns,
}

/// Compiled patterns by key, read from a JSON object whose keys are in order.
#[derive(Clone, Debug, Default)]
pub struct Patterns(Vec<(String, String)>);

impl Patterns {
    fn get(&self, key: &str) -> Option<&str> {
        let place = self
            .0
            .binary_search_by(|(each, _)| each.as_str().cmp(key))
            .ok()?;
        Some(&self.0[place].1)
    }
}

impl FromIterator<(String, String)> for Patterns {
    /// The keys must come in order.
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

impl<'de> Deserialize<'de> for Patterns {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PatternsVisitor)
    }
}

/// Reads an object without a map, whose code would weigh more than all the words.
struct PatternsVisitor;

impl<'de> Visitor<'de> for PatternsVisitor {
    type Value = Patterns;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of strings")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Patterns, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Patterns(pairs))
    }
}

impl<L: Locale> Table<L> {
    /// A language's words from its compiled patterns.
    pub const fn new(language: Language, locale: L, patterns: Patterns) -> Self {
        Self {
            language,
            locale,
            patterns,
        }
    }

    /// Writes a pattern with its variables filled in. A variable without a value writes its name,
    /// as Fluent does.
    fn fill(&self, out: &mut String, pattern: &str, args: Args<'_>) {
        let mut rest = pattern;
        while let Some(start) = rest.find(OPEN) {
            out.push_str(&rest[..start]);
            let (place, after) = split_place(&rest[start + OPEN.len_utf8()..]);
            self.fill_place(out, place, args);
            rest = after;
        }
        out.push_str(rest);
    }

    fn fill_place(&self, out: &mut String, place: &str, args: Args<'_>) {
        let mut parts = split_parts(place);
        let name = parts.first().copied().unwrap_or_default();
        let value = args
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, arg)| *arg);
        if parts.len() > 1 {
            let choices = parts.split_off(1);
            self.fill(out, self.choose(&choices, value), args);
            return;
        }
        match value {
            Some(Arg::Text(text)) => out.push_str(text),
            Some(Arg::Number(number)) => out.push_str(&self.locale.number(number)),
            None => {
                out.push('$');
                out.push_str(name);
            }
        }
    }

    /// The pattern of the first key that fits, else the default's.
    fn choose<'p>(&self, choices: &[&'p str], value: Option<Arg<'_>>) -> &'p str {
        let fits = |key: &str| match value {
            Some(Arg::Text(text)) => key == text,
            Some(Arg::Number(number)) => {
                key == number.to_string() || key == self.locale.plural(number)
            }
            None => false,
        };
        choices
            .chunks_exact(2)
            .find(|choice| fits(choice[0].trim_start_matches('*')))
            .or_else(|| {
                choices
                    .chunks_exact(2)
                    .find(|choice| choice[0].starts_with('*'))
            })
            .map(|choice| choice[1])
            .unwrap_or_default()
    }
}

impl<L: Locale> Words for Table<L> {
    fn language(&self) -> Language {
        self.language
    }

    fn find(&self, key: &str, args: Args<'_>) -> Option<String> {
        let pattern = self.patterns.get(key)?;
        let mut out = String::with_capacity(pattern.len());
        self.fill(&mut out, pattern, args);
        Some(out)
    }

    fn number(&self, number: i64) -> String {
        self.locale.number(number)
    }

    fn civil(&self, at: Millis) -> Civil {
        self.locale.civil(at)
    }
}

/// The inside of a place that was just opened, and what follows it.
fn split_place(text: &str) -> (&str, &str) {
    let mut depth = 1;
    for (index, letter) in text.char_indices() {
        match letter {
            OPEN => depth += 1,
            CLOSE => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (&text[..index], &text[index + CLOSE.len_utf8()..]);
        }
    }
    (text, "")
}

/// The parts of a place between the [`NEXT`] marks of its own level.
fn split_parts(place: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut from) = (0, 0);
    for (index, letter) in place.char_indices() {
        match letter {
            OPEN => depth += 1,
            CLOSE => depth -= 1,
            NEXT if depth == 0 => {
                parts.push(&place[from..index]);
                from = index + NEXT.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&place[from..]);
    parts
}

#[cfg(test)]
mod tests;
