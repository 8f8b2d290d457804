//! Rows as the callers read them, the same from both databases.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::db::value::Value;
use crate::error::StoreError;

/// The names of a query's columns, shared by its rows.
pub(crate) type Columns = Arc<[Box<str>]>;

/// One row of a query's answer.
#[derive(Clone, Debug)]
pub struct Row {
    answer: Arc<Answer>,
    /// Where its first cell is.
    start: usize,
    /// The first of its columns that is looked at.
    from: usize,
}

/// Every row of an answer. All texts stand in one buffer: a page that reads a whole course would
/// else spend most of its time on making room for one name after another.
#[derive(Debug)]
pub(crate) struct Answer {
    columns: Columns,
    cells: Vec<Cell>,
    text: String,
    bytes: Vec<u8>,
}

#[derive(Debug)]
enum Cell {
    Null,
    Int(i64),
    Text(Range<usize>),
    Bytes(Range<usize>),
}

impl Answer {
    /// Room for one row of the usual size: most answers have no more.
    pub(crate) fn new(columns: Columns) -> Self {
        Self {
            cells: Vec::with_capacity(columns.len()),
            columns,
            text: String::with_capacity(256),
            bytes: vec![],
        }
    }

    /// Adds the next cell, row after row.
    pub(crate) fn add(&mut self, value: &Value<'_>) {
        let (text, bytes) = (self.text.len(), self.bytes.len());
        self.cells.push(match value {
            Value::Null => Cell::Null,
            Value::Int(value) => Cell::Int(*value),
            Value::Text(value) => {
                self.text.push_str(value);
                Cell::Text(text..self.text.len())
            }
            Value::Bytes(value) => {
                self.bytes.extend_from_slice(value);
                Cell::Bytes(bytes..self.bytes.len())
            }
        });
    }

    /// The rows: as many as the cells fill.
    pub(crate) fn into_rows(self) -> Vec<Row> {
        let width = self.columns.len().max(1);
        let count = self.cells.len() / width;
        let answer = Arc::new(self);
        let row = |index| Row {
            answer: Arc::clone(&answer),
            start: index * width,
            from: 0,
        };
        (0..count).map(row).collect()
    }
}

/// Says which column is meant: an index from 0, or a name.
pub trait Column: Copy {
    /// Where the column stands, if the query has it.
    fn find(self, names: &[Box<str>]) -> Option<usize>;
    /// How an error names the column.
    fn describe(self) -> String;
}

impl Column for usize {
    fn find(self, names: &[Box<str>]) -> Option<usize> {
        (self < names.len()).then_some(self)
    }

    fn describe(self) -> String {
        self.to_string()
    }
}

impl Column for &str {
    fn find(self, names: &[Box<str>]) -> Option<usize> {
        names.iter().position(|name| **name == *self)
    }

    fn describe(self) -> String {
        self.to_owned()
    }
}

impl Row {
    /// The same row from this column on. Where an answer joins several tables, a column of its own
    /// stands before those of each, so that `id` is the right one's.
    pub(crate) fn after(&self, column: &'static str) -> Result<Self, StoreError> {
        let index = Column::find(column, self.columns());
        Ok(Self {
            from: self.from + index.ok_or_else(|| wrong(column, "in the answer"))? + 1,
            ..self.clone()
        })
    }

    fn columns(&self) -> &[Box<str>] {
        self.answer.columns.get(self.from..).unwrap_or_default()
    }

    /// A `bigint` that is not null.
    pub fn int(&self, column: impl Column) -> Result<i64, StoreError> {
        self.opt_int(column)?
            .ok_or_else(|| wrong(column, "a number"))
    }

    /// A `bigint` that is 0 or 1.
    pub fn flag(&self, column: impl Column) -> Result<bool, StoreError> {
        match self.int(column)? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(wrong(column, "0 or 1")),
        }
    }

    /// A `text` that is not null.
    pub fn text(&self, column: impl Column) -> Result<&str, StoreError> {
        self.opt_text(column)?.ok_or_else(|| wrong(column, "text"))
    }

    /// A `bytea` that is not null.
    pub fn bytes(&self, column: impl Column) -> Result<&[u8], StoreError> {
        self.opt_bytes(column)?
            .ok_or_else(|| wrong(column, "bytes"))
    }

    /// A `bigint` or null.
    pub fn opt_int(&self, column: impl Column) -> Result<Option<i64>, StoreError> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Int(value) => Ok(Some(value)),
            _ => Err(wrong(column, "a number")),
        }
    }

    /// A `text` or null.
    pub fn opt_text(&self, column: impl Column) -> Result<Option<&str>, StoreError> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Text(Cow::Borrowed(value)) => Ok(Some(value)),
            _ => Err(wrong(column, "text")),
        }
    }

    /// A `bytea` or null.
    pub fn opt_bytes(&self, column: impl Column) -> Result<Option<&[u8]>, StoreError> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Bytes(Cow::Borrowed(value)) => Ok(Some(value)),
            _ => Err(wrong(column, "bytes")),
        }
    }

    /// Whatever stands in the column.
    pub fn value(&self, column: impl Column) -> Result<Value<'_>, StoreError> {
        let answer = &*self.answer;
        let index = column.find(self.columns());
        let cell = index.and_then(|index| answer.cells.get(self.start + self.from + index));
        Ok(match cell.ok_or_else(|| wrong(column, "in the answer"))? {
            Cell::Null => Value::Null,
            Cell::Int(value) => Value::Int(*value),
            Cell::Text(place) => Value::from(&answer.text[place.clone()]),
            Cell::Bytes(place) => Value::from(&answer.bytes[place.clone()]),
        })
    }
}

fn wrong(column: impl Column, wanted: &'static str) -> StoreError {
    StoreError::Column {
        column: column.describe(),
        wanted,
    }
}
