//! Reads tables from CSV files, fast enough for millions of rows.
//!
//! Columns are found by the name in the header; others are ignored. Fields may be quoted, with a
//! quote inside doubled, and may then hold line breaks. Lines end in LF or CR LF, and empty ones
//! are passed over. No row makes an allocation unless it has a quote in it.

use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;

use memchr::memchr;
use thiserror::Error;

/// How much is read at a time.
const BLOCK: usize = 1 << 18;

/// The longest row that is read, in bytes.
const LONGEST_ROW: usize = 1 << 20;

/// Why a table cannot be read, and where.
#[derive(Debug, Error)]
#[error("{file}{}: {reason}", line.map(|line| format!(":{line}")).unwrap_or_default())]
pub(crate) struct CsvError {
    /// The file's name.
    pub(crate) file: String,
    /// The line, from 1 with the header, where there is one to point at.
    pub(crate) line: Option<u64>,
    pub(crate) reason: Reason,
}

/// What is wrong.
#[derive(Debug, Error)]
pub(crate) enum Reason {
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error("there is no column {0}")]
    NoColumn(&'static str),
    #[error("there is no field {0}")]
    NoField(&'static str),
    #[error("a quote is not closed, or stands inside a field that does not begin with one")]
    StrayQuote,
    #[error("the row is longer than {LONGEST_ROW} bytes")]
    TooLong,
    #[error("an id is empty or not UTF-8")]
    BadId,
    #[error("{column} is not a whole number from 0 to {most}")]
    BadNumber { column: &'static str, most: u32 },
    #[error("lo is above hi")]
    QuotaReversed,
    #[error("{0} is given twice")]
    Twice(String),
    #[error("{0} is not in the list of people")]
    Unknown(String),
    #[error("{0}")]
    TooMuch(matching::BuildError),
}

/// A table being read, of which `N` columns are wanted.
pub(crate) struct Table<const N: usize> {
    file: String,
    source: File,
    names: [&'static str; N],
    /// For each column, which of those wanted it is.
    wanted: Vec<Option<usize>>,
    buffer: Vec<u8>,
    /// The part of the buffer not yet read as rows.
    unread: Range<usize>,
    at_end: bool,
    has_quotes: bool,
    /// A row with quotes, taken out of them, and where its fields lie in it.
    plain: Vec<u8>,
    fields: Vec<Range<usize>>,
    line: u64,
    next_line: u64,
}

impl<const N: usize> Table<N> {
    /// Opens a file and reads its header.
    pub(crate) fn open(path: &Path, names: [&'static str; N]) -> Result<Self, CsvError> {
        let file = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let source = File::open(path).map_err(|error| CsvError {
            file: path.display().to_string(),
            line: None,
            reason: error.into(),
        })?;
        let mut table = Self {
            file,
            source,
            names,
            wanted: Vec::new(),
            buffer: vec![0; BLOCK],
            unread: 0..0,
            at_end: false,
            has_quotes: false,
            plain: Vec::new(),
            fields: Vec::new(),
            line: 1,
            next_line: 1,
        };
        table.read_header()?;
        Ok(table)
    }

    fn read_header(&mut self) -> Result<(), CsvError> {
        let mut row = self.find_row()?.unwrap_or(0..0);
        if self.buffer[row.clone()].starts_with(b"\xEF\xBB\xBF") {
            row.start += 3;
        }
        self.split_carefully(row)?;
        let mut found = [false; N];
        for field in &self.fields {
            let name = &self.plain[field.clone()];
            let is_wanted = |&at: &usize| !found[at] && self.names[at].as_bytes() == name;
            let at = (0..N).find(is_wanted);
            self.wanted.push(at);
            if let Some(at) = at {
                found[at] = true;
            }
        }
        match found.iter().position(|found| !found) {
            Some(at) => Err(self.error(Reason::NoColumn(self.names[at]))),
            None => Ok(()),
        }
    }

    /// The wanted fields of the next row.
    #[inline]
    pub(crate) fn next_row(&mut self) -> Result<Option<[&[u8]; N]>, CsvError> {
        let Some(row) = self.find_row()? else {
            return Ok(None);
        };
        let mut fields = [&[] as &[u8]; N];
        let mut found = 0;
        if self.has_quotes && memchr(b'"', &self.buffer[row.clone()]).is_some() {
            self.split_carefully(row)?;
            for (field, wanted) in self.fields.iter().zip(&self.wanted) {
                if let Some(at) = wanted {
                    fields[*at] = &self.plain[field.clone()];
                    found += 1;
                }
            }
        } else {
            let mut rest = &self.buffer[row];
            for wanted in &self.wanted {
                let end = rest.iter().position(|&byte| byte == b',');
                if let Some(at) = wanted {
                    fields[*at] = &rest[..end.unwrap_or(rest.len())];
                    found += 1;
                }
                if found == N {
                    break;
                }
                let Some(end) = end else { break };
                rest = &rest[end + 1..];
            }
        }
        if found < N {
            Err(self.missing_field(found))
        } else {
            Ok(Some(fields))
        }
    }

    #[cold]
    fn missing_field(&self, found: usize) -> CsvError {
        let in_order = self.wanted.iter().flatten();
        let name = in_order.copied().nth(found).map_or("", |at| self.names[at]);
        self.error(Reason::NoField(name))
    }

    /// Where in the buffer the next row lies that is not empty, without its line end.
    #[inline]
    fn find_row(&mut self) -> Result<Option<Range<usize>>, CsvError> {
        loop {
            self.line = self.next_line;
            let Some(end) = self.find_line_end(0)? else {
                return Ok(None);
            };
            let start = self.unread.start;
            let mut end = start + end;
            if self.has_quotes {
                end = self.close_quotes(end - start)?;
            }
            let start = self.unread.start;
            self.unread.start = (end + 1).min(self.unread.end);
            self.next_line += 1;
            if end > start && self.buffer[end - 1] == b'\r' {
                end -= 1;
            }
            if end > start {
                return Ok(Some(start..end));
            }
        }
    }

    /// How far from the start of the unread part the first line end after `from` is; the end of
    /// the file counts as one. None when nothing is left.
    #[inline]
    fn find_line_end(&mut self, from: usize) -> Result<Option<usize>, CsvError> {
        let mut seen = from;
        loop {
            let unread = &self.buffer[self.unread.clone()];
            if let Some(end) = memchr(b'\n', &unread[seen..]) {
                return Ok(Some(seen + end));
            }
            seen = unread.len();
            if self.at_end {
                return Ok((seen > 0).then_some(seen));
            }
            self.fill()?;
        }
    }

    /// Where a row really ends whose first line ends `length` after its start: line ends within
    /// quotes do not count.
    fn close_quotes(&mut self, mut length: usize) -> Result<usize, CsvError> {
        let mut counted = 0;
        let mut is_open = false;
        loop {
            let start = self.unread.start;
            let line = &self.buffer[start + counted..start + length];
            is_open ^= memchr::memchr_iter(b'"', line).count() % 2 == 1;
            if !is_open {
                return Ok(start + length);
            }
            counted = length;
            if self.at_end && start + length >= self.unread.end {
                return Err(self.error(Reason::StrayQuote));
            }
            self.next_line += 1;
            length = self.find_line_end(length + 1)?.unwrap_or(length);
        }
    }

    /// Reads on, keeping what is unread.
    #[cold]
    fn fill(&mut self) -> Result<(), CsvError> {
        self.buffer.copy_within(self.unread.clone(), 0);
        self.unread = 0..self.unread.len();
        if self.unread.end > LONGEST_ROW {
            return Err(self.error(Reason::TooLong));
        }
        if self.buffer.len() < self.unread.end + BLOCK / 2 {
            self.buffer.resize(self.unread.end + BLOCK, 0);
        }
        let free = &mut self.buffer[self.unread.end..];
        match self.source.read(free) {
            Ok(0) => self.at_end = true,
            Ok(read) => {
                self.has_quotes |= memchr(b'"', &free[..read]).is_some();
                self.unread.end += read;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(self.error(error.into())),
        }
        Ok(())
    }

    /// Splits a row that may have quotes.
    fn split_carefully(&mut self, row: Range<usize>) -> Result<(), CsvError> {
        self.plain.clear();
        self.fields.clear();
        let mut rest = &self.buffer[row];
        loop {
            let start = self.plain.len();
            let Some(after) = take_field(rest, &mut self.plain) else {
                return Err(self.error(Reason::StrayQuote));
            };
            self.fields.push(start..self.plain.len());
            match after {
                [] => return Ok(()),
                [_, tail @ ..] => rest = tail,
            }
        }
    }

    /// The line at which the present row begins.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// Something wrong in the present row.
    #[cold]
    pub(crate) fn error(&self, reason: Reason) -> CsvError {
        CsvError {
            file: self.file.clone(),
            line: Some(self.line),
            reason,
        }
    }
}

/// Copies one field out of its quotes, if it has any; returns the text from the comma after it, or
/// none where a quote is astray.
fn take_field<'t>(text: &'t [u8], plain: &mut Vec<u8>) -> Option<&'t [u8]> {
    let Some(mut rest) = text.strip_prefix(b"\"") else {
        let (field, after) = text.split_at(memchr(b',', text).unwrap_or(text.len()));
        plain.extend_from_slice(field);
        return memchr(b'"', field).is_none().then_some(after);
    };
    loop {
        let (part, after) = rest.split_at(memchr(b'"', rest)?);
        plain.extend_from_slice(part);
        match after {
            [b'"', b'"', tail @ ..] => {
                plain.push(b'"');
                rest = tail;
            }
            [b'"'] | [b'"', b',', ..] => return Some(&after[1..]),
            _ => return None,
        }
    }
}

/// A whole number from 0 to `most`, in digits alone.
#[inline]
pub(crate) fn number(field: &[u8], most: u32) -> Option<u32> {
    if field.is_empty() {
        return None;
    }
    let mut value = 0_u64;
    for byte in field {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + u64::from(digit);
        if value > u64::from(most) {
            return None;
        }
    }
    u32::try_from(value).ok()
}

#[cfg(test)]
mod tests;
