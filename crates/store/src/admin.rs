//! Administrators: the links that let them in, and their visits (decision 9). Only hashes of what a
//! browser or a terminal holds are kept.

pub mod act;
pub mod passkey;

use domain::{
    Timestamp,
    id::{AdministratorId, InstitutionId, PasskeyId, SessionId},
};

use crate::{
    Row, StoreError, Tx,
    ids::{id, opt_id, opt_string},
    params,
};

/// Who somebody is as an administrator, and of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Administrator {
    /// Who: the same at every return with a passkey they added.
    pub id: AdministratorId,
    /// Of which institution; none for the whole host.
    pub of: Option<InstitutionId>,
}

/// A visit of an administrator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Whose.
    pub administrator: Administrator,
    /// The passkey it was begun with; none for an invite.
    pub passkey: Option<PasskeyId>,
    /// The institution it works in now; none until an administrator of the whole host chose one.
    pub works_in: Option<InstitutionId>,
    /// The language chosen in it, as a tag.
    pub language: Option<String>,
    /// When it began.
    pub started_at: Timestamp,
    /// When it was used last, to the minute.
    pub used_at: Timestamp,
    /// When it was ended.
    pub ended_at: Option<Timestamp>,
}

fn administrator(row: &Row) -> Result<Administrator, StoreError> {
    Ok(Administrator {
        id: id(row, "administrator")?,
        of: opt_id(row, "institution")?,
    })
}

fn read(row: &Row) -> Result<Session, StoreError> {
    Ok(Session {
        id: id(row, "id")?,
        administrator: administrator(row)?,
        passkey: opt_id(row, "passkey")?,
        works_in: opt_id(row, "works_in")?,
        language: opt_string(row, "language")?,
        started_at: Timestamp(row.int("started_at")?),
        used_at: Timestamp(row.int("used_at")?),
        ended_at: row.opt_int("ended_at")?.map(Timestamp),
    })
}

/// Keeps a link for a new administrator by the hash of its secret.
pub fn invite(
    tx: &mut Tx<'_>,
    hash: &[u8],
    new: Administrator,
    now: Timestamp,
    until: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "insert into admin_invite (hash, administrator, institution, made_at, until)
         values ($1, $2, $3, $4, $5)",
        params![hash, new.id, new.of, now.0, until.0],
    )?;
    Ok(())
}

/// Whether a link would let somebody in now. Asking does not use it.
pub fn is_open(tx: &mut Tx<'_>, hash: &[u8], now: Timestamp) -> Result<bool, StoreError> {
    let row = tx.query_opt(
        "select administrator from admin_invite
         where hash = $1 and used_at is null and until > $2",
        params![hash, now.0],
    )?;
    Ok(row.is_some())
}

/// Uses a link, once; none if it is unknown, was used, or is too old.
pub fn enter(
    tx: &mut Tx<'_>,
    hash: &[u8],
    now: Timestamp,
) -> Result<Option<Administrator>, StoreError> {
    let row = tx.query_opt(
        "update admin_invite set used_at = $2
         where hash = $1 and used_at is null and until > $2
         returning administrator, institution",
        params![hash, now.0],
    )?;
    row.as_ref().map(administrator).transpose()
}

/// Begins a visit, found again by the hash of its cookie.
pub fn start(tx: &mut Tx<'_>, new: &Session, hash: &[u8]) -> Result<(), StoreError> {
    tx.execute(
        "insert into admin_session (id, hash, administrator, passkey, institution, works_in,
             language, started_at, used_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            new.id,
            hash,
            new.administrator.id,
            new.passkey,
            new.administrator.of,
            new.works_in,
            new.language.as_deref(),
            new.started_at.0,
            new.used_at.0
        ],
    )?;
    Ok(())
}

/// The visit of a cookie.
pub fn by_hash(tx: &mut Tx<'_>, hash: &[u8]) -> Result<Option<Session>, StoreError> {
    let row = tx.query_opt("select * from admin_session where hash = $1", params![hash])?;
    row.as_ref().map(read).transpose()
}

/// Keeps that a visit is in use.
pub fn touch(tx: &mut Tx<'_>, id: SessionId, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "update admin_session set used_at = $2 where id = $1 and used_at < $2",
        params![id, now.0],
    )?;
    Ok(())
}

/// Ends a visit.
pub fn end(tx: &mut Tx<'_>, id: SessionId, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "update admin_session set ended_at = $2 where id = $1 and ended_at is null",
        params![id, now.0],
    )?;
    Ok(())
}

/// Has an administrator of the whole host work in this institution from now on; nobody else's visit
/// changes.
pub fn work_in(
    tx: &mut Tx<'_>,
    id: SessionId,
    institution: InstitutionId,
) -> Result<(), StoreError> {
    tx.execute(
        "update admin_session set works_in = $2 where id = $1 and institution is null",
        params![id, institution],
    )?;
    Ok(())
}

/// Keeps the language chosen in a visit.
pub fn speak(tx: &mut Tx<'_>, id: SessionId, language: &str) -> Result<(), StoreError> {
    tx.execute(
        "update admin_session set language = $2 where id = $1",
        params![id, language],
    )?;
    Ok(())
}

/// Forgets visits that began before this, and links that could be used until then.
pub fn forget(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, StoreError> {
    let visits = tx.execute(
        "delete from admin_session where started_at < $1",
        params![before.0],
    )?;
    let links = tx.execute(
        "delete from admin_invite where until < $1",
        params![before.0],
    )?;
    Ok(visits + links)
}
