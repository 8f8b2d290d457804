//! PostgreSQL's errors in the store's words.

use std::error::Error as _;

use postgres::Error;
use postgres::error::{DbError, SqlState};

use crate::error::{ConstraintKind, StoreError};

/// An error of an open connection.
pub(super) fn explain(error: &Error) -> StoreError {
    let Some(db) = error.as_db_error() else {
        return without_answer(error);
    };
    match *db.code() {
        SqlState::UNIQUE_VIOLATION => constraint(ConstraintKind::Unique, db.constraint()),
        SqlState::CHECK_VIOLATION => constraint(ConstraintKind::Check, db.constraint()),
        SqlState::FOREIGN_KEY_VIOLATION | SqlState::RESTRICT_VIOLATION => {
            tracing::debug!(
                constraint = db.constraint(),
                "a foreign key refused the row"
            );
            constraint(ConstraintKind::ForeignKey, Some("foreign key"))
        }
        SqlState::NOT_NULL_VIOLATION => {
            let name = [
                db.table().unwrap_or_default(),
                db.column().unwrap_or_default(),
            ]
            .join(".");
            constraint(ConstraintKind::NotNull, Some(&name))
        }
        SqlState::READ_ONLY_SQL_TRANSACTION => StoreError::ReadOnly,
        SqlState::DISK_FULL => StoreError::Full,
        SqlState::LOCK_NOT_AVAILABLE | SqlState::QUERY_CANCELED => StoreError::Busy,
        SqlState::T_R_SERIALIZATION_FAILURE | SqlState::T_R_DEADLOCK_DETECTED => {
            StoreError::Collided
        }
        _ => other(db),
    }
}

/// An error while a connection is made: whatever it is, the database is not there for us.
pub(super) fn connecting(error: &Error) -> StoreError {
    match error.as_db_error() {
        Some(db) => StoreError::Unavailable(described(db)),
        None => without_answer(error),
    }
}

/// Whether prepared statements no longer fit the schema: another program has migrated it.
pub(super) fn is_outdated(error: &Error) -> bool {
    [
        SqlState::FEATURE_NOT_SUPPORTED,
        SqlState::INVALID_SQL_STATEMENT_NAME,
    ]
    .iter()
    .any(|code| error.code() == Some(code))
}

fn constraint(kind: ConstraintKind, name: Option<&str>) -> StoreError {
    StoreError::Constraint {
        kind,
        name: name.unwrap_or_default().to_owned(),
    }
}

/// Class 08 is the connection, 57P a server that stops or starts, 53 one that is short of something.
fn other(db: &DbError) -> StoreError {
    let code = db.code().code();
    if ["08", "53", "57P"]
        .iter()
        .any(|class| code.starts_with(class))
    {
        StoreError::Unavailable(described(db))
    } else {
        StoreError::Failed(described(db))
    }
}

/// Code and message, never the detail. The messages of class 22 quote values and are left out too.
fn described(db: &DbError) -> String {
    let code = db.code().code();
    if code.starts_with("22") {
        code.to_owned()
    } else {
        format!("{code} {}", db.message())
    }
}

/// The server did not say what is wrong: the connection broke, or a parameter does not fit.
fn without_answer(error: &Error) -> StoreError {
    let cause = error
        .source()
        .map(|cause| format!(": {cause}"))
        .unwrap_or_default();
    let is_io = error
        .source()
        .and_then(|cause| cause.downcast_ref::<std::io::Error>())
        .is_some();
    let message = format!("{error}{cause}");
    if is_io || error.is_closed() {
        StoreError::Unavailable(message)
    } else {
        StoreError::Failed(message)
    }
}
