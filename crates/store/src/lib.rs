//! Rows, on SQLite or PostgreSQL, with one SQL text for both.
//!
//! [`Store`] opens a database, brings its schema up to date and runs closures in transactions; the
//! closures see a [`Tx`]. [`MasterKey`] seals what must not be read from the database alone.

mod db;
mod error;
mod ids;
mod key;
mod migrate;
#[cfg(test)]
mod stories;

pub mod admin;
pub mod again;
pub mod allocation;
pub mod asset;
pub mod claim;
pub mod course;
pub mod done;
pub mod happening;
pub mod impasse;
pub mod institution;
pub mod invite;
pub mod lease;
pub mod person;
pub mod registration;
pub mod roster;
pub mod scheme;
pub mod score;
pub mod session;
pub mod stranger;
pub mod training;
pub mod trouble;
pub mod unit;
pub mod visit;

pub use db::row::{Column, Row};
pub use db::tx::Tx;
pub use db::value::Value;
pub use db::{Kind, Store, StoreConfig};
pub use error::{ConstraintKind, OpenError, StoreError};
pub use key::{KeyError, MasterKey, NONCE_LEN, Nonce, Sealer, Tag, fresh_nonce};
pub use migrate::Migration;

/// The schema, in the order it grew. A released file is never changed.
pub const MIGRATIONS: &[Migration] = &[
    (1, "first", include_str!("../migrations/0001_first.sql")),
    (
        2,
        "strangers",
        include_str!("../migrations/0002_strangers.sql"),
    ),
    (3, "forming", include_str!("../migrations/0003_forming.sql")),
];
