//! What can go wrong with the database, one variant for each thing a caller does differently.
//!
//! No message holds a value from a row: PostgreSQL's error detail, which quotes them, is dropped.

use std::fmt;

use crate::key::KeyError;

/// A statement or a transaction failed. Nothing of the transaction was kept, with the one exception
/// that [`StoreError::Unavailable`] names.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// A constraint refused the row.
    #[error("{kind} constraint {name} refused the row")]
    Constraint {
        /// Which sort of constraint.
        kind: ConstraintKind,
        /// Its name, the same on both databases; see [`ConstraintKind`] for what it looks like.
        name: String,
    },
    /// The database cannot be written: the file, the file system or the server is read-only.
    #[error("the database is read-only")]
    ReadOnly,
    /// There is no room left on the database's disk.
    #[error("the database's disk is full")]
    Full,
    /// Another transaction held a lock for too long, or the statement took too long.
    #[error("the database is busy")]
    Busy,
    /// PostgreSQL ended the transaction to break a deadlock. The same work may be tried again.
    #[error("two transactions collided; try again")]
    Collided,
    /// The connection to PostgreSQL is gone and could not be made again. If it broke while the
    /// transaction was being committed, whether it was kept is not known.
    #[error("the database cannot be reached: {0}")]
    Unavailable(String),
    /// The store was closed before the work began.
    #[error("the store is closed")]
    Closed,
    /// The closure panicked.
    #[error("the work panicked")]
    Panicked,
    /// The closure went on, or returned `Ok`, after one of its statements had failed. PostgreSQL
    /// ends a transaction at its first error, so the store does on both databases.
    #[error("an earlier statement of this transaction failed")]
    Aborted,
    /// A row does not hold what the code expects: a column is missing or of another type.
    #[error("column {column} is not {wanted}")]
    Column {
        /// The column asked for: its name, or its index from 0.
        column: String,
        /// What was expected in it.
        wanted: &'static str,
    },
    /// A query that must find exactly one row found another number.
    #[error("expected one row and found {0}")]
    NotOneRow(usize),
    /// A text parameter holds U+0000, which PostgreSQL cannot store; both databases refuse it.
    #[error("parameter ${0} holds the character U+0000")]
    NulInText(usize),
    /// Anything else, in the database's words.
    #[error("the database failed: {0}")]
    Failed(String),
}

impl StoreError {
    /// The stable code of `crates/api/codes.txt`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::ReadOnly | Self::Full => "store-read-only",
            Self::Busy | Self::Collided | Self::Unavailable(_) => "busy",
            _ => "store-failed",
        }
    }

    /// Whether this is the violation of the unique constraint or index called `name`.
    pub fn is_duplicate(&self, name: &str) -> bool {
        matches!(self, Self::Constraint { kind: ConstraintKind::Unique, name: broken } if broken == name)
    }
}

/// The sort of a constraint, and how its name is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConstraintKind {
    /// `unique`, `primary key` or a unique index. The name given in the SQL, or PostgreSQL's own:
    /// `table_pkey`, `table_column_column_key`. SQLite reports columns; the name is looked up. Two
    /// unique indices over the same columns of one table cannot be told apart there.
    Unique,
    /// `references`. The name is always `foreign key`, because SQLite does not say which.
    ForeignKey,
    /// `check`. The name given in the SQL: a check without one is named differently by each database.
    Check,
    /// `not null`. The name is `table.column`.
    NotNull,
}

impl fmt::Display for ConstraintKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unique => "unique",
            Self::ForeignKey => "foreign key",
            Self::Check => "check",
            Self::NotNull => "not null",
        })
    }
}

/// The database could not be opened. Each variant is something a person can act on.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address is neither `sqlite://…` nor a PostgreSQL address that can be read.
    #[error("the database address is not understood: {0}")]
    Address(String),
    /// The file, its folder or the server is read-only.
    #[error("the database is read-only: make it writable for this user, or free its disk")]
    ReadOnly,
    /// A later version of the program has already changed the schema.
    #[error(
        "the database has schema version {found}, this program knows {known}: run the newer program"
    )]
    Newer {
        /// The version found in the database.
        found: u32,
        /// The last version this program knows.
        known: u32,
    },
    /// A migration that was applied differs from the one in this program, or one is missing.
    #[error("schema version {version} of the database is not the one this program was built with")]
    Different {
        /// The version that differs.
        version: u32,
    },
    /// The master key is missing, unreadable or belongs to another database.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Anything else, in the database's words.
    #[error("the database cannot be opened: {0}")]
    Failed(StoreError),
}

impl OpenError {
    /// The stable code of `crates/api/codes.txt`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::ReadOnly => "store-read-only",
            Self::Newer { .. } => "store-newer",
            Self::Key(key) => key.code(),
            Self::Address(_) | Self::Different { .. } | Self::Failed(_) => "store-failed",
        }
    }
}

impl From<StoreError> for OpenError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::ReadOnly | StoreError::Full => Self::ReadOnly,
            other => Self::Failed(other),
        }
    }
}
