//! The letters of JSON: strings, whole numbers, and what is passed over.

use std::borrow::Cow;

use super::{Damaged, Result};

/// How deep arrays and objects may nest; the wire types nest eight deep at most.
const DEEPEST: u8 = 32;

/// Reads JSON text from its beginning.
pub(super) struct Reader<'de> {
    text: &'de str,
    at: usize,
    depth: u8,
}

impl<'de> Reader<'de> {
    pub(super) const fn new(text: &'de str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
        }
    }

    /// The next byte that is no white space, without passing it.
    pub(super) fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    /// Passes this byte if it comes next.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    pub(super) fn expect(&mut self, byte: u8) -> Result<()> {
        if self.take(byte) {
            Ok(())
        } else {
            Err(Damaged)
        }
    }

    /// Passes this word if it comes next.
    pub(super) fn take_word(&mut self, word: &str) -> bool {
        self.peek();
        let is_next = self.text[self.at..].starts_with(word);
        self.at += if is_next { word.len() } else { 0 };
        is_next
    }

    pub(super) fn open(&mut self, byte: u8) -> Result<()> {
        self.expect(byte)?;
        self.depth += 1;
        if self.depth > DEEPEST {
            Err(Damaged)
        } else {
            Ok(())
        }
    }

    pub(super) fn close(&mut self, byte: u8) -> Result<()> {
        self.depth -= 1;
        self.expect(byte)
    }

    pub(super) fn number(&mut self) -> Result<i64> {
        self.peek();
        let rest = &self.text[self.at..];
        let end = rest
            .find(|letter: char| !letter.is_ascii_digit() && letter != '-')
            .unwrap_or(rest.len());
        self.at += end;
        rest[..end].parse().map_err(|_| Damaged)
    }

    pub(super) fn string(&mut self) -> Result<Cow<'de, str>> {
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
    pub(super) fn skip(&mut self) -> Result<()> {
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
