//! Reads JSON into the wire types.
//!
//! It does what `serde_json::from_str` does for these types and no more: objects into structs and
//! maps, names into enums, no numbers with a fraction, one error without a message. Without the
//! ways these types never take, each of them costs less than half of the bytes in the bundle.

use std::{borrow::Cow, fmt};

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

/// The text is not what was expected. The service and the app disagree, or a proxy answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Damaged;

impl Error for Damaged {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl std::error::Error for Damaged {}

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not the expected JSON")
    }
}

type Result<T> = std::result::Result<T, Damaged>;

/// How deep arrays and objects may nest; the wire types nest eight deep at most.
const DEEPEST: u8 = 32;

/// Reads one value.
pub(crate) fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T> {
    let mut reader = Reader {
        text,
        at: 0,
        depth: 0,
    };
    let value = T::deserialize(&mut reader)?;
    match reader.peek() {
        None => Ok(value),
        Some(_) => Err(Damaged),
    }
}

struct Reader<'de> {
    text: &'de str,
    at: usize,
    depth: u8,
}

impl<'de> Reader<'de> {
    /// The next byte that is no white space, without passing it.
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    /// Passes this byte if it comes next.
    fn take(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, byte: u8) -> Result<()> {
        if self.take(byte) {
            Ok(())
        } else {
            Err(Damaged)
        }
    }

    /// Passes this word if it comes next.
    fn take_word(&mut self, word: &str) -> bool {
        self.peek();
        let is_next = self.text[self.at..].starts_with(word);
        self.at += if is_next { word.len() } else { 0 };
        is_next
    }

    fn open(&mut self, byte: u8) -> Result<()> {
        self.expect(byte)?;
        self.depth += 1;
        if self.depth > DEEPEST {
            Err(Damaged)
        } else {
            Ok(())
        }
    }

    fn close(&mut self, byte: u8) -> Result<()> {
        self.depth -= 1;
        self.expect(byte)
    }

    fn number(&mut self) -> Result<i64> {
        self.peek();
        let rest = &self.text[self.at..];
        let end = rest
            .find(|letter: char| !letter.is_ascii_digit() && letter != '-')
            .unwrap_or(rest.len());
        self.at += end;
        rest[..end].parse().map_err(|_| Damaged)
    }

    fn string(&mut self) -> Result<Cow<'de, str>> {
        self.expect(b'"')?;
        let plain = self.plain()?;
        if self.take_raw(b'"') {
            return Ok(Cow::Borrowed(plain));
        }
        let mut text = plain.to_owned();
        while !self.take_raw(b'"') {
            self.at += 1; // The backslash at which `plain` stopped.
            text.push(self.escaped()?);
            text.push_str(self.plain()?);
        }
        Ok(Cow::Owned(text))
    }

    /// The text up to a quotation mark or backslash.
    fn plain(&mut self) -> Result<&'de str> {
        let rest = &self.text[self.at..];
        let end = rest.find(['"', '\\']).ok_or(Damaged)?;
        self.at += end;
        Ok(&rest[..end])
    }

    fn take_raw(&mut self, byte: u8) -> bool {
        let is_next = self.text.as_bytes().get(self.at) == Some(&byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// The character behind a backslash.
    fn escaped(&mut self) -> Result<char> {
        let letter = *self.text.as_bytes().get(self.at).ok_or(Damaged)?;
        self.at += 1;
        Ok(match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => self.code_point()?,
            _ => return Err(Damaged),
        })
    }

    /// A `\u` escape, of two halves beyond the first plane.
    fn code_point(&mut self) -> Result<char> {
        let first = self.four_digits()?;
        let code = if (0xD800..0xDC00).contains(&first) {
            if !(self.take_raw(b'\\') && self.take_raw(b'u')) {
                return Err(Damaged);
            }
            let second = self.four_digits()?.checked_sub(0xDC00).ok_or(Damaged)?;
            0x1_0000 + ((first - 0xD800) << 10) + second
        } else {
            first
        };
        char::from_u32(code).ok_or(Damaged)
    }

    fn four_digits(&mut self) -> Result<u32> {
        let digits = self.text.get(self.at..self.at + 4).ok_or(Damaged)?;
        self.at += 4;
        u32::from_str_radix(digits, 16).map_err(|_| Damaged)
    }

    /// Passes a value that nobody asked for.
    fn skip(&mut self) -> Result<()> {
        match self.peek().ok_or(Damaged)? {
            b'"' => self.string().map(drop),
            b'[' => self.skip_list(b'[', b']', Reader::skip),
            b'{' => self.skip_list(b'{', b'}', |reader| {
                reader.string()?;
                reader.expect(b':')?;
                reader.skip()
            }),
            _ => self.skip_word(),
        }
    }

    fn skip_list(&mut self, first: u8, last: u8, item: fn(&mut Self) -> Result<()>) -> Result<()> {
        self.open(first)?;
        if self.peek() != Some(last) {
            item(self)?;
            while self.take(b',') {
                item(self)?;
            }
        }
        self.close(last)
    }

    /// Passes a number, `true`, `false` or `null`.
    fn skip_word(&mut self) -> Result<()> {
        let rest = &self.text[self.at..];
        let end = rest
            .find(|letter: char| !letter.is_ascii_alphanumeric() && !"+-.".contains(letter))
            .unwrap_or(rest.len());
        self.at += end;
        if end == 0 { Err(Damaged) } else { Ok(()) }
    }
}

/// What the wire types never ask for.
macro_rules! never {
    ($($method:ident($($argument:ty),*))*) => {$(
        fn $method<V: Visitor<'de>>(self, $(_: $argument,)* _: V) -> Result<V::Value> {
            Err(Damaged)
        }
    )*};
}

/// Whole numbers: the visitor refuses one that does not fit.
macro_rules! numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
            visitor.visit_i64(self.number()?)
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Damaged;

    numbers! { deserialize_i64 deserialize_u64 deserialize_u32 deserialize_u16 deserialize_u8 }

    never! {
        deserialize_any() deserialize_i8() deserialize_i16() deserialize_i32() deserialize_f32()
        deserialize_f64() deserialize_char() deserialize_bytes() deserialize_byte_buf()
        deserialize_unit() deserialize_unit_struct(&'static str) deserialize_tuple_struct(&'static str, usize)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        if self.take_word("true") {
            visitor.visit_bool(true)
        } else if self.take_word("false") {
            visitor.visit_bool(false)
        } else {
            Err(Damaged)
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.string()? {
            Cow::Borrowed(text) => visitor.visit_str(text),
            Cow::Owned(text) => visitor.visit_str(&text),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        if self.take_word("null") {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.open(b'[')?;
        let value = visitor.visit_seq(Items {
            reader: self,
            is_first: true,
        })?;
        self.close(b']')?;
        Ok(value)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.open(b'{')?;
        let value = visitor.visit_map(Items {
            reader: self,
            is_first: true,
        })?;
        self.close(b'}')?;
        Ok(value)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        if self.peek() == Some(b'"') {
            return visitor.visit_enum(Variant {
                reader: self,
                has_content: false,
            });
        }
        self.open(b'{')?;
        let value = visitor.visit_enum(Variant {
            reader: self,
            has_content: true,
        })?;
        self.close(b'}')?;
        Ok(value)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.skip()?;
        visitor.visit_unit()
    }
}

/// The inside of an array or object.
struct Items<'a, 'de> {
    reader: &'a mut Reader<'de>,
    is_first: bool,
}

impl Items<'_, '_> {
    /// Whether another item comes, past the comma before it.
    fn has_next(&mut self) -> Result<bool> {
        if matches!(self.reader.peek(), None | Some(b']' | b'}')) {
            return Ok(false);
        }
        if !std::mem::take(&mut self.is_first) {
            self.reader.expect(b',')?;
        }
        Ok(true)
    }
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Damaged;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        if self.has_next()? {
            seed.deserialize(&mut *self.reader).map(Some)
        } else {
            Ok(None)
        }
    }
}

impl<'de> MapAccess<'de> for Items<'_, 'de> {
    type Error = Damaged;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        if self.has_next()? {
            seed.deserialize(&mut *self.reader).map(Some)
        } else {
            Ok(None)
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value> {
        self.reader.expect(b':')?;
        seed.deserialize(&mut *self.reader)
    }
}

/// A name alone, or an object of one name and its content.
struct Variant<'a, 'de> {
    reader: &'a mut Reader<'de>,
    has_content: bool,
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Damaged;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self)> {
        let name = seed.deserialize(&mut *self.reader)?;
        if self.has_content {
            self.reader.expect(b':')?;
        }
        Ok((name, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Damaged;

    fn unit_variant(self) -> Result<()> {
        if self.has_content {
            Err(Damaged)
        } else {
            Ok(())
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value> {
        if self.has_content {
            seed.deserialize(self.reader)
        } else {
            Err(Damaged)
        }
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value> {
        Err(Damaged)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        if self.has_content {
            self.reader.deserialize_map(visitor)
        } else {
            Err(Damaged)
        }
    }
}

#[cfg(test)]
mod tests;
