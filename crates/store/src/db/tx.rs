//! One transaction, the same for both databases.

use crate::db::row::Row;
use crate::db::value::{Value, check_params};
use crate::db::{postgres, sqlite};
use crate::error::StoreError;

/// A transaction as the closures see it. It ends with the closure: `Ok` keeps its changes, `Err`
/// or a panic drops them.
///
/// SQL is a constant text written once, in the words both databases share: parameters `$1, $2`,
/// types `bigint`, `text`, `bytea`, `returning`, `on conflict`. A row lock is written as a comment:
/// `/*for update skip locked*/` is code on PostgreSQL and stays a comment on SQLite, where the one
/// writer makes it needless. `sum(x)` is a wider type on PostgreSQL: write `cast(sum(x) as bigint)`.
///
/// After a statement fails the transaction is lost: every later one is [`StoreError::Aborted`], as
/// is an `Ok` from the closure. A row that may already exist is written with `on conflict`.
pub struct Tx<'a> {
    backend: Backend<'a>,
    failure: Option<StoreError>,
}

enum Backend<'a> {
    Sqlite(&'a mut sqlite::Session),
    Postgres(&'a mut postgres::Session),
}

impl<'a> Tx<'a> {
    pub(crate) const fn sqlite(session: &'a mut sqlite::Session) -> Self {
        Self {
            backend: Backend::Sqlite(session),
            failure: None,
        }
    }

    pub(crate) const fn postgres(session: &'a mut postgres::Session) -> Self {
        Self {
            backend: Backend::Postgres(session),
            failure: None,
        }
    }

    /// Runs a statement that returns no rows; says how many it changed.
    pub fn execute(&mut self, sql: &'static str, params: &[Value<'_>]) -> Result<u64, StoreError> {
        self.intact()?;
        let done = check_params(params).and_then(|()| match &mut self.backend {
            Backend::Sqlite(session) => session.execute(sql, params),
            Backend::Postgres(session) => session.execute(sql, params),
        });
        self.note(done)
    }

    /// Runs a statement that returns rows, all of them read into memory.
    pub fn query(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
    ) -> Result<Vec<Row>, StoreError> {
        self.intact()?;
        let rows = check_params(params).and_then(|()| match &mut self.backend {
            Backend::Sqlite(session) => session.query(sql, params),
            Backend::Postgres(session) => session.query(sql, params),
        });
        self.note(rows)
    }

    /// The one row of the answer, or none. More than one is an error.
    pub fn query_opt(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
    ) -> Result<Option<Row>, StoreError> {
        let mut rows = self.query(sql, params)?;
        if rows.len() > 1 {
            return Err(StoreError::NotOneRow(rows.len()));
        }
        Ok(rows.pop())
    }

    /// The one row of the answer. None, or more than one, is an error.
    pub fn query_one(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
    ) -> Result<Row, StoreError> {
        self.query_opt(sql, params)?.ok_or(StoreError::NotOneRow(0))
    }

    /// Runs a statement once, without keeping it prepared: for migrations.
    pub(crate) fn execute_once(&mut self, sql: &str) -> Result<(), StoreError> {
        self.intact()?;
        let done = match &mut self.backend {
            Backend::Sqlite(session) => session.execute_once(sql),
            Backend::Postgres(session) => session.execute_once(sql),
        };
        self.note(done)
    }

    /// Refuses to go on after a failure.
    pub(crate) fn intact(&self) -> Result<(), StoreError> {
        self.failure
            .as_ref()
            .map_or(Ok(()), |_| Err(StoreError::Aborted))
    }

    /// The first failure, if there was one.
    pub(crate) fn into_failure(self) -> Option<StoreError> {
        self.failure
    }

    fn note<T>(&mut self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        result.inspect_err(|error| self.failure = Some(error.clone()))
    }
}
