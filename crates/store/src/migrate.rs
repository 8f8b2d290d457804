//! Brings a database to the schema this program knows, and refuses one that is newer.
//!
//! Applied migrations are recorded in `schema_version` with their name and checksum. Everything
//! happens in one transaction under a lock, so two programs that start at once apply them once.

use std::fmt::Write as _;

use aws_lc_rs::digest::{SHA256, digest};

use crate::db::sql;
use crate::db::tx::Tx;
use crate::error::OpenError;
use crate::params;

/// A numbered SQL file: version (counted from 1, rising), name, text. Each statement ends with `;` at
/// the end of a line. A migration that has been released is never changed.
pub type Migration = (u32, &'static str, &'static str);

/// Every table of this file, and none of the migrations'.
const OWN_TABLES: &str = "\
create table if not exists schema_version (
    version bigint primary key,
    name text not null,
    checksum text not null
);
create table if not exists master_key_check (
    id bigint primary key,
    tag bytea not null
);
";

/// Applies what is missing. The caller holds the lock and commits.
pub(crate) fn run(tx: &mut Tx<'_>, migrations: &[Migration]) -> Result<(), OpenError> {
    apply(tx, OWN_TABLES)?;
    let applied = applied(tx)?;
    refuse_newer(&applied, migrations)?;
    for migration in migrations {
        match applied.iter().find(|(version, _)| *version == migration.0) {
            Some((version, sum)) if *sum != checksum(migration.2) => {
                return Err(OpenError::Different { version: *version });
            }
            Some(_) => {}
            None => apply_and_record(tx, migration)?,
        }
    }
    Ok(())
}

fn applied(tx: &mut Tx<'_>) -> Result<Vec<(u32, String)>, OpenError> {
    let rows = tx.query(
        "select version, checksum from schema_version order by version",
        params![],
    )?;
    rows.iter()
        .map(|row| {
            let version = u32::try_from(row.int("version")?).unwrap_or(u32::MAX);
            Ok((version, row.text("checksum")?.to_owned()))
        })
        .collect()
}

/// A version above all of ours is a newer program's; one among ours that we lack was taken out.
fn refuse_newer(applied: &[(u32, String)], migrations: &[Migration]) -> Result<(), OpenError> {
    let known = migrations
        .iter()
        .map(|migration| migration.0)
        .max()
        .unwrap_or(0);
    let is_known = |version: u32| migrations.iter().any(|migration| migration.0 == version);
    match applied
        .iter()
        .map(|(version, _)| *version)
        .rfind(|version| !is_known(*version))
    {
        Some(found) if found > known => Err(OpenError::Newer { found, known }),
        Some(version) => Err(OpenError::Different { version }),
        None => Ok(()),
    }
}

fn apply_and_record(tx: &mut Tx<'_>, migration: &Migration) -> Result<(), OpenError> {
    let (version, name, text) = *migration;
    apply(tx, text)?;
    tx.execute(
        "insert into schema_version (version, name, checksum) values ($1, $2, $3)",
        params![version, name, checksum(text)],
    )?;
    tracing::info!(version, name, "schema migration applied");
    Ok(())
}

fn apply(tx: &mut Tx<'_>, text: &str) -> Result<(), OpenError> {
    for statement in sql::statements(text) {
        tx.execute_once(&statement)?;
    }
    Ok(())
}

/// SHA-256 of the text, in hexadecimal. Line ends do not count: a checkout may change them.
fn checksum(text: &str) -> String {
    let sum = digest(&SHA256, text.replace("\r\n", "\n").as_bytes());
    sum.as_ref().iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a string does not fail");
        hex
    })
}
