//! SQLite's errors in the store's words.

use rusqlite::{Error, ErrorCode, ffi};

use crate::db::sqlite::names::Constraints;
use crate::error::{ConstraintKind, OpenError, StoreError};

/// An error while the file is opened. The file exists by then: where SQLite may not open it, or
/// its wal beside it, the file or its folder is closed to this user.
pub(super) fn opening(error: &Error) -> OpenError {
    match error.sqlite_error_code() {
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => OpenError::ReadOnly,
        _ => plain(error).into(),
    }
}

/// Whether another program holds the file.
pub(super) fn is_busy(error: &Error) -> bool {
    plain(error) == StoreError::Busy
}

/// An error where no constraint's name is needed.
pub(super) fn plain(error: &Error) -> StoreError {
    named(error, &Constraints::default())
}

/// An error with the broken constraint looked up in `names`.
pub(super) fn named(error: &Error, names: &Constraints) -> StoreError {
    let Error::SqliteFailure(failure, message) = error else {
        return StoreError::Failed(error.to_string());
    };
    match failure.code {
        ErrorCode::ConstraintViolation => {
            constraint(failure.extended_code, message.as_deref(), names)
        }
        ErrorCode::ReadOnly => StoreError::ReadOnly,
        ErrorCode::DiskFull => StoreError::Full,
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy,
        _ => StoreError::Failed(error.to_string()),
    }
}

/// SQLite writes `UNIQUE constraint failed: table.a, table.b`, and the like for the other kinds.
fn constraint(extended_code: i32, message: Option<&str>, names: &Constraints) -> StoreError {
    let message = message.unwrap_or_default();
    let object = message.split_once(": ").map_or("", |(_, object)| object);
    let (kind, name) = match extended_code {
        ffi::SQLITE_CONSTRAINT_UNIQUE
        | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
        | ffi::SQLITE_CONSTRAINT_ROWID => (ConstraintKind::Unique, names.find(object)),
        ffi::SQLITE_CONSTRAINT_CHECK => (ConstraintKind::Check, object),
        ffi::SQLITE_CONSTRAINT_NOTNULL => (ConstraintKind::NotNull, object),
        // `on delete restrict` comes as a trigger's code.
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY | ffi::SQLITE_CONSTRAINT_TRIGGER => {
            (ConstraintKind::ForeignKey, "foreign key")
        }
        _ => return StoreError::Failed(message.to_owned()),
    };
    StoreError::Constraint {
        kind,
        name: name.to_owned(),
    }
}
