//! Rows as the callers read them, the same from both databases.

use std::sync::Arc;

use crate::db::value::Value;
use crate::error::StoreError;

/// The names of a query's columns, shared by its rows.
pub(crate) type Columns = Arc<[Box<str>]>;

/// One row of a query's answer.
#[derive(Clone, Debug)]
pub struct Row {
    columns: Columns,
    values: Vec<Value<'static>>,
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
    pub(crate) const fn new(columns: Columns, values: Vec<Value<'static>>) -> Self {
        Self { columns, values }
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
            Value::Int(value) => Ok(Some(*value)),
            _ => Err(wrong(column, "a number")),
        }
    }

    /// A `text` or null.
    pub fn opt_text(&self, column: impl Column) -> Result<Option<&str>, StoreError> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Text(value) => Ok(Some(value)),
            _ => Err(wrong(column, "text")),
        }
    }

    /// A `bytea` or null.
    pub fn opt_bytes(&self, column: impl Column) -> Result<Option<&[u8]>, StoreError> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Bytes(value) => Ok(Some(value)),
            _ => Err(wrong(column, "bytes")),
        }
    }

    /// Whatever stands in the column.
    pub fn value(&self, column: impl Column) -> Result<&Value<'static>, StoreError> {
        let index = column.find(&self.columns);
        index
            .and_then(|index| self.values.get(index))
            .ok_or_else(|| wrong(column, "in the answer"))
    }
}

fn wrong(column: impl Column, wanted: &'static str) -> StoreError {
    StoreError::Column {
        column: column.describe(),
        wanted,
    }
}
