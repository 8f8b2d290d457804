//! Passkeys, by which administrators return.

use domain::{
    Timestamp,
    id::{InstitutionId, PasskeyId},
};

use super::{Administrator, administrator};
use crate::{Row, StoreError, Tx, ids::id, params};

/// A passkey: the public half of a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// Its id.
    pub id: PasskeyId,
    /// Whose.
    pub administrator: Administrator,
    /// The id its authenticator knows it by.
    pub credential: Vec<u8>,
    /// What its owner calls it.
    pub name: String,
    /// The credential, as JSON that the service wrote.
    pub passkey: String,
    /// When it was added.
    pub added_at: Timestamp,
    /// When somebody last returned with it.
    pub used_at: Option<Timestamp>,
}

fn read(row: &Row) -> Result<Passkey, StoreError> {
    Ok(Passkey {
        id: id(row, "id")?,
        administrator: administrator(row)?,
        credential: row.bytes("credential")?.to_vec(),
        name: row.text("name")?.to_owned(),
        passkey: row.text("passkey")?.to_owned(),
        added_at: Timestamp(row.int("added_at")?),
        used_at: row.opt_int("used_at")?.map(Timestamp),
    })
}

/// Adds a passkey; a credential that is there breaks the constraint `admin_passkey_credential`.
pub fn add(tx: &mut Tx<'_>, new: &Passkey) -> Result<(), StoreError> {
    tx.execute(
        "insert into admin_passkey (id, administrator, institution, credential, name, passkey,
             added_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        params![
            new.id,
            new.administrator.id,
            new.administrator.of,
            &new.credential,
            &new.name,
            &new.passkey,
            new.added_at.0
        ],
    )?;
    Ok(())
}

/// The passkey of a credential.
pub fn of_credential(tx: &mut Tx<'_>, credential: &[u8]) -> Result<Option<Passkey>, StoreError> {
    let row = tx.query_opt(
        "select * from admin_passkey where credential = $1 /*for update*/",
        params![credential],
    )?;
    row.as_ref().map(read).transpose()
}

/// The passkeys that an administrator of `of` looks after: those of the institution, or of everybody
/// where it is none; the oldest first.
pub fn all(tx: &mut Tx<'_>, of: Option<InstitutionId>) -> Result<Vec<Passkey>, StoreError> {
    let rows = tx.query(
        "select * from admin_passkey where cast($1 as text) is null or institution = $1
         order by added_at, id",
        params![of],
    )?;
    rows.iter().map(read).collect()
}

/// Keeps that somebody returned with a passkey, and what its authenticator counts.
pub fn used(
    tx: &mut Tx<'_>,
    id: PasskeyId,
    passkey: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "update admin_passkey set passkey = $2, used_at = $3 where id = $1",
        params![id, passkey, now.0],
    )?;
    Ok(())
}

/// Removes a passkey that an administrator of `of` looks after, and ends the visits it began; false if
/// there is none of this id.
pub fn remove(
    tx: &mut Tx<'_>,
    passkey: PasskeyId,
    of: Option<InstitutionId>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let removed = tx.execute(
        "delete from admin_passkey
         where id = $1 and (cast($2 as text) is null or institution = $2)",
        params![passkey, of],
    )?;
    if removed == 1 {
        tx.execute(
            "update admin_session set ended_at = $2 where passkey = $1 and ended_at is null",
            params![passkey, now.0],
        )?;
    }
    Ok(removed == 1)
}
