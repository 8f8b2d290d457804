//! Reading optional values as platforms really send them.

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use url::Url;

/// The longest address that is taken, in bytes.
const LONGEST_URL: usize = 4_096;

/// A text that is not empty, without control characters, which no name needs and some databases
/// cannot store. Numbers are written out; anything else is absent.
pub(crate) fn text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(text_of(Value::deserialize(from)?).and_then(|text| without_controls(&text)))
}

/// A text without its control characters but tabs and line breaks, if anything is left of it.
pub(crate) fn without_controls(text: &str) -> Option<String> {
    let stays = |char: &char| !char.is_control() || matches!(char, '\t' | '\n' | '\r');
    let rest: String = text.chars().filter(stays).collect();
    (!rest.is_empty()).then_some(rest)
}

/// A text as it came, for identifiers: they say themselves what they take.
pub(crate) fn verbatim<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(text_of(Value::deserialize(from)?))
}

pub(crate) fn text_of(value: Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A list of texts, or one text alone.
pub(crate) fn texts<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::Array(values) => values.into_iter().filter_map(text_of).collect(),
        single => text_of(single).into_iter().collect(),
    })
}

/// A whole number, also one written as text.
pub(crate) fn number<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    Ok(text_of(Value::deserialize(from)?).and_then(|text| text.parse().ok()))
}

/// Yes where it says so, as a truth value or as a text; no otherwise.
pub(crate) fn yes_or_no<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    Ok(yes_or_no_or_silence(from)?.unwrap_or_default())
}

/// Yes or no where it says so, as a truth value or as a text.
pub(crate) fn yes_or_no_or_silence<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<bool>, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::Bool(yes) => Some(yes),
        Value::String(text) => Some(text.eq_ignore_ascii_case("true")),
        _ => None,
    })
}

/// An absolute address of http or https without a user's name in it.
pub(crate) fn url<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Url>, D::Error> {
    Ok(text_of(Value::deserialize(from)?).and_then(|text| web_address(&text)))
}

pub(crate) fn web_address(text: &str) -> Option<Url> {
    if text.len() > LONGEST_URL {
        return None;
    }
    Url::parse(text).ok().filter(is_web)
}

fn is_web(url: &Url) -> bool {
    let is_plain = url.username().is_empty() && url.password().is_none();
    matches!(url.scheme(), "http" | "https") && is_plain && url.has_host()
}

/// As [`url()`], where there must be one.
pub(crate) fn required_url<'de, D: Deserializer<'de>>(from: D) -> Result<Url, D::Error> {
    url(from)?.ok_or_else(|| serde::de::Error::custom("not a web address"))
}
