//! Custom parameters and their substitution (Core 5.4.6, appendix B).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Custom parameters: names and texts that a tool asked the platform to send back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Map<String, Value>", into = "BTreeMap<String, String>")]
pub struct Custom(BTreeMap<String, String>);

/// What came for one custom parameter. The four cases call for different things: `Empty` means the
/// platform knows the variable and has no value, `Unresolved` that it does not know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CustomValue<'a> {
    /// No such parameter.
    Unset,
    /// An empty text.
    Empty,
    /// A variable that was not replaced, such as `$ResourceLink.submission.endDateTime`.
    Unresolved(&'a str),
    /// A value.
    Value(&'a str),
}

impl Custom {
    /// What came under this name.
    pub fn get(&self, name: &str) -> CustomValue<'_> {
        match self.0.get(name).map(String::as_str) {
            None => CustomValue::Unset,
            Some("") => CustomValue::Empty,
            Some(text) if is_variable(text) => CustomValue::Unresolved(text),
            Some(text) => CustomValue::Value(text),
        }
    }

    /// The value under this name, if it is one.
    pub fn value(&self, name: &str) -> Option<&str> {
        match self.get(name) {
            CustomValue::Value(text) => Some(text),
            _ => None,
        }
    }

    /// All parameters as they came.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (&**name, &**text))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// `$` and a dotted name that begins with a letter: a price such as `$5.00` is a value.
fn is_variable(text: &str) -> bool {
    text.strip_prefix('$').is_some_and(|name| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
    })
}

/// Values must be texts, but numbers and yes-or-no values are sent too; they are written out.
fn written(value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

impl From<Map<String, Value>> for Custom {
    fn from(map: Map<String, Value>) -> Self {
        Self(map.into_iter().map(|(k, v)| (k, written(v))).collect())
    }
}

impl From<Custom> for BTreeMap<String, String> {
    fn from(custom: Custom) -> Self {
        custom.0
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for Custom {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let pairs = pairs.into_iter();
        Self(pairs.map(|(k, v)| (k.into(), v.into())).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(sent: impl Into<Value>, expected: CustomValue<'_>) {
        let custom: Custom = serde_json::from_value(json!({ "x": sent.into() })).unwrap();
        assert_eq!(custom.get("x"), expected);
    }

    #[test]
    fn four_cases_are_told_apart() {
        check(json!("abc"), CustomValue::Value("abc"));
        check(json!(""), CustomValue::Empty);
        check(json!(null), CustomValue::Empty);
        check(
            json!("$ResourceLink.submission.endDateTime"),
            CustomValue::Unresolved("$ResourceLink.submission.endDateTime"),
        );
        check(json!("$User.id"), CustomValue::Unresolved("$User.id"));
        check(json!("$5.00"), CustomValue::Value("$5.00"));
        check(json!("$"), CustomValue::Value("$"));
        check(json!("$a b"), CustomValue::Value("$a b"));
        check(json!("costs $User"), CustomValue::Value("costs $User"));
        check(json!(7), CustomValue::Value("7"));
        check(json!(true), CustomValue::Value("true"));
        assert_eq!(Custom::default().get("x"), CustomValue::Unset);
    }
}
