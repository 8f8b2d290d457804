//! Reads tables from CSV text, a line at a time.
//!
//! Columns are found by the name in the header; others are ignored. Fields may be quoted, with a
//! quote inside doubled, and may then hold line breaks. Lines end in LF or CR LF.

use std::io::{self, BufRead, Read};

use thiserror::Error;

/// Why a table cannot be read. Lines count from 1, the header included.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The file could not be read.
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
    /// The header lacks a column.
    #[error("has no column {0}")]
    NoColumn(&'static str),
    /// A row is too short.
    #[error("line {line}: has no {column}")]
    NoField {
        /// The line.
        line: u64,
        /// The column missing.
        column: &'static str,
    },
    /// A quote is not closed, or stands inside a field without quotes around it.
    #[error("line {line}: has a stray quote")]
    StrayQuote {
        /// The line.
        line: u64,
    },
    /// A row is longer than a mebibyte.
    #[error("line {line}: is too long")]
    TooLong {
        /// The line.
        line: u64,
    },
    /// A number is not a whole number of the range expected.
    #[error("line {line}: {column} is not a number in range")]
    BadNumber {
        /// The line.
        line: u64,
        /// The column.
        column: &'static str,
    },
    /// A lower quota is above the upper one.
    #[error("line {line}: lo is above hi")]
    QuotaReversed {
        /// The line.
        line: u64,
    },
    /// A person stands twice.
    #[error("line {line}: {id} is given twice")]
    Twice {
        /// The line.
        line: u64,
        /// The person.
        id: String,
    },
    /// A person is not in the scheme.
    #[error("line {line}: {id} is not in the scheme")]
    Unknown {
        /// The line.
        line: u64,
        /// The person.
        id: String,
    },
    /// A person is missing.
    #[error("{id} is missing")]
    Missing {
        /// The person.
        id: String,
    },
    /// Neither `mentee` nor `mentor`, with or without a band.
    #[error("line {line}: kind is neither mentee nor mentor, nor one of these with a band")]
    BadKind {
        /// The line.
        line: u64,
    },
}

/// The line at which a row begins, and its wanted fields.
pub(crate) type Row<'t, const N: usize> = (u64, [&'t [u8]; N]);

/// The longest row that is read, in bytes.
const LONGEST_ROW: u64 = 1 << 20;

/// A table being read; `N` columns of it are wanted.
pub(crate) struct Table<R, const N: usize> {
    source: R,
    names: [&'static str; N],
    at: [usize; N],
    text: Vec<u8>,
    fields: Vec<Vec<u8>>,
    /// The line at which the present row begins.
    line: u64,
    next_line: u64,
}

impl<R: BufRead, const N: usize> Table<R, N> {
    /// Reads the header.
    pub(crate) fn open(source: R, names: [&'static str; N]) -> Result<Self, ReadError> {
        let (text, fields) = (Vec::new(), Vec::new());
        let mut table = Self {
            source,
            names,
            at: [0; N],
            text,
            fields,
            line: 1,
            next_line: 1,
        };
        table.read_row()?;
        if let Some(first) = table.fields.first_mut()
            && first.starts_with(b"\xEF\xBB\xBF")
        {
            first.drain(..3);
        }
        for (at, name) in table.at.iter_mut().zip(names) {
            let column = table
                .fields
                .iter()
                .position(|field| field == name.as_bytes());
            *at = column.ok_or(ReadError::NoColumn(name))?;
        }
        Ok(table)
    }

    /// The line and the wanted fields of the next row that is not empty.
    pub(crate) fn next_row(&mut self) -> Result<Option<Row<'_, N>>, ReadError> {
        if !self.read_row()? {
            return Ok(None);
        }
        let mut row = [&[] as &[u8]; N];
        for ((field, &at), column) in row.iter_mut().zip(&self.at).zip(self.names) {
            let known = self.fields.get(at);
            *field = known.ok_or(ReadError::NoField {
                line: self.line,
                column,
            })?;
        }
        Ok(Some((self.line, row)))
    }

    /// Reads lines until the fields of one row are complete; false at the end.
    fn read_row(&mut self) -> Result<bool, ReadError> {
        loop {
            self.text.clear();
            self.line = self.next_line;
            while self.read_line()? {
                let flip = |open, &byte: &u8| open ^ (byte == b'"');
                let is_open = self.text.iter().fold(false, flip);
                if !is_open {
                    break;
                }
            }
            if self.text.is_empty() {
                return Ok(false);
            }
            if !matches!(&self.text[..], b"\n" | b"\r\n") {
                self.split()?;
                return Ok(true);
            }
        }
    }

    /// Appends a line; false at the end.
    fn read_line(&mut self) -> Result<bool, ReadError> {
        let left = LONGEST_ROW - self.text.len() as u64;
        let read = self
            .source
            .by_ref()
            .take(left)
            .read_until(b'\n', &mut self.text)?;
        if self.text.len() as u64 == LONGEST_ROW {
            return Err(ReadError::TooLong { line: self.line });
        }
        self.next_line += 1;
        Ok(read > 0)
    }

    fn split(&mut self) -> Result<(), ReadError> {
        let text = self.text.strip_suffix(b"\n").unwrap_or(&self.text);
        let mut rest = text.strip_suffix(b"\r").unwrap_or(text);
        let stray = ReadError::StrayQuote { line: self.line };
        let mut count = 0;
        loop {
            if self.fields.len() == count {
                self.fields.push(Vec::new());
            }
            let field = &mut self.fields[count];
            field.clear();
            count += 1;
            let Some(after) = take_field(rest, field) else {
                return Err(stray);
            };
            match after {
                [] => break,
                [_comma, tail @ ..] => rest = tail,
            }
        }
        self.fields.truncate(count);
        Ok(())
    }
}

/// Copies one field and returns the text from the comma after it; none when quotes are astray.
fn take_field<'a>(text: &'a [u8], field: &mut Vec<u8>) -> Option<&'a [u8]> {
    let Some(mut rest) = text.strip_prefix(b"\"") else {
        let end = text
            .iter()
            .position(|&byte| byte == b',')
            .unwrap_or(text.len());
        field.extend_from_slice(&text[..end]);
        return (!field.contains(&b'"')).then_some(&text[end..]);
    };
    loop {
        let end = rest.iter().position(|&byte| byte == b'"')?;
        field.extend_from_slice(&rest[..end]);
        rest = &rest[end + 1..];
        match rest {
            [b'"', tail @ ..] => {
                field.push(b'"');
                rest = tail;
            }
            [] | [b',', ..] => return Some(rest),
            _ => return None,
        }
    }
}

/// A whole number without sign (unless `T` has one), spaces or plus.
pub(crate) fn number<T: std::str::FromStr>(field: &[u8]) -> Option<T> {
    if field.first() == Some(&b'+') {
        return None;
    }
    std::str::from_utf8(field).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Result<Vec<(u64, String, String)>, ReadError> {
        let mut table = Table::open(text.as_bytes(), ["a", "b"])?;
        let mut rows = Vec::new();
        let words = |field: &[u8]| String::from_utf8(field.to_vec()).unwrap();
        while let Some((line, [a, b])) = table.next_row()? {
            rows.push((line, words(a), words(b)));
        }
        Ok(rows)
    }

    fn check(text: &str, expected: &[(u64, &str, &str)]) {
        let rows = rows(text).unwrap();
        let rows: Vec<_> = rows
            .iter()
            .map(|(line, a, b)| (*line, &a[..], &b[..]))
            .collect();
        assert_eq!(rows, expected, "{text:?}");
    }

    fn check_refused(text: &str, expected: &str) {
        assert_eq!(rows(text).unwrap_err().to_string(), expected, "{text:?}");
    }

    #[test]
    fn columns_are_found_by_name_and_lines_counted() {
        check("a,b\n1,2\n3,4", &[(2, "1", "2"), (3, "3", "4")]);
        check(
            "\u{feff}x,b,a\r\n0,2,1,9\r\n\r\n0,4,3\r\n",
            &[(2, "1", "2"), (4, "3", "4")],
        );
        check(
            "a,b\n\"x\"\"\n,y\",\n,z\n",
            &[(2, "x\"\n,y", ""), (4, "", "z")],
        );
        check("\"a\",b\n", &[]);
    }

    #[test]
    fn what_is_no_table_is_refused_with_its_line() {
        check_refused("", "has no column a");
        check_refused("a,c\n", "has no column b");
        check_refused("a,b\n1,2\n3\n", "line 3: has no b");
        check_refused("a,b\n1,2\n\n3,\"4\n", "line 4: has a stray quote");
        check_refused("a,b\n1,2\"\"\n", "line 2: has a stray quote");
        check_refused("a,b\n\"1\"x,2\n", "line 2: has a stray quote");
        let long = format!("a,b\n1,{}", "2".repeat(1 << 20));
        check_refused(&long, "line 2: is too long");
    }

    #[test]
    fn numbers_have_no_sign_or_space_that_they_do_not_need() {
        assert_eq!(number::<u32>(b"007"), Some(7));
        assert_eq!(number::<i64>(b"-7"), Some(-7));
        for wrong in ["", "+7", " 7", "-7", "4294967296", "7.0"] {
            assert_eq!(number::<u32>(wrong.as_bytes()), None, "{wrong:?}");
        }
    }
}
