//! JSON from outside, read strictly: a key given twice, deep nesting and long lists are refused.
//!
//! Two readers of one text must never see two meanings, and with a repeated key one takes the first
//! and the other the last.

use std::fmt;

use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// The deepest nesting that is read. The deepest of the captured messages has four levels.
const DEEPEST: usize = 16;
/// The most entries one list or object may have.
const LONGEST: usize = 1_000;

/// Reads one object.
pub(crate) fn object(text: &[u8]) -> Result<Map<String, Value>, serde_json::Error> {
    let mut reader = serde_json::Deserializer::from_slice(text);
    let value = Strict { depth: 0 }.deserialize(&mut reader)?;
    reader.end()?;
    match value {
        Value::Object(map) => Ok(map),
        _ => Err(serde_json::Error::custom("not an object")),
    }
}

#[derive(Clone, Copy)]
struct Strict {
    depth: usize,
}

impl Strict {
    fn deeper<E: Error>(self) -> Result<Self, E> {
        if self.depth == DEEPEST {
            return Err(E::custom("nested too deeply"));
        }
        Ok(Self {
            depth: self.depth + 1,
        })
    }
}

fn too_long<E: Error>() -> E {
    E::custom("too many entries")
}

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let inside = self.deeper()?;
        let mut list = Vec::new();
        while let Some(value) = seq.next_element_seed(inside)? {
            if list.len() == LONGEST {
                return Err(too_long());
            }
            list.push(value);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let inside = self.deeper()?;
        let mut map = Map::new();
        while let Some(key) = from.next_key::<String>()? {
            if map.len() == LONGEST {
                return Err(too_long());
            }
            let value = from.next_value_seed(inside)?;
            if map.insert(key, value).is_some() {
                return Err(A::Error::custom("a key is given twice"));
            }
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let said = match object(text.as_bytes()) {
            Ok(map) => Value::Object(map).to_string(),
            Err(error) => format!("refused: {error}"),
        };
        assert!(said.starts_with(expected), "{text}: {said}");
    }

    #[test]
    fn what_two_readers_could_read_differently_is_refused() {
        check(r#"{"a":1,"b":[true,null,"x",-2,1.5]}"#, r#"{"a":1,"b":"#);
        check(r#"{"a":1,"a":2}"#, "refused: a key is given twice");
        check(r#"{"a":1,"\u0061":2}"#, "refused: a key is given twice");
        check(r#"{"x":[{"a":1,"a":1}]}"#, "refused: a key is given twice");
        check(r#"{"a":1}{"a":2}"#, "refused: trailing");
        check("[1]", "refused: not an object");
        check(r#"{"a":1e999}"#, "refused: number out of range");
        check(r#"{"a":NaN}"#, "refused: expected value");
        check("", "refused: EOF");
    }

    #[test]
    fn nesting_and_lists_are_bounded() {
        let nested =
            |depth: usize| format!("{{\"a\":{}1{}}}", "[".repeat(depth), "]".repeat(depth));
        check(&nested(15), "{");
        check(&nested(16), "refused: nested too deeply");
        check(&nested(100_000), "refused: nested too deeply");
        let long = |n: usize| format!("{{\"a\":[{}]}}", vec!["1"; n].join(","));
        check(&long(1_000), "{");
        check(&long(1_001), "refused: too many entries");
    }

    #[test]
    fn text_that_is_not_utf8_is_refused() {
        assert!(object(b"{\"a\":\"\xff\"}").is_err());
    }
}
