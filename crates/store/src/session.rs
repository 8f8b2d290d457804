//! Sessions and nonces. Only hashes of what a browser holds are kept.

use domain::{
    Timestamp,
    id::{CourseId, PersonId, RegistrationId, SessionId},
};

use crate::{
    Row, StoreError, Tx,
    ids::{id, opt_string},
    params,
};

/// A session: one launch of one person into one course, in one browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Hash of the browser's cookie.
    pub browser_hash: Vec<u8>,
    /// Through which registration.
    pub registration: RegistrationId,
    /// Into which course.
    pub course: CourseId,
    /// Whose.
    pub person: PersonId,
    /// The language it is in, as a tag; none for the institution's first.
    pub language: Option<String>,
    /// What is asked for in a visit that chooses content for the course, in JSON; none in any other,
    /// and none once the choice was sent.
    pub choosing: Option<String>,
    /// The way back to the course, for this visit alone: Moodle puts a key of the person's own into it.
    pub return_url: Option<String>,
    /// When it began.
    pub started_at: Timestamp,
    /// When it was used last, to the minute.
    pub used_at: Timestamp,
    /// When it was ended.
    pub ended_at: Option<Timestamp>,
}

fn read(row: &Row) -> Result<Session, StoreError> {
    Ok(Session {
        id: id(row, "id")?,
        browser_hash: row.bytes("browser_hash")?.to_vec(),
        registration: id(row, "registration")?,
        course: id(row, "course")?,
        person: id(row, "person")?,
        language: opt_string(row, "language")?,
        choosing: opt_string(row, "choosing")?,
        return_url: opt_string(row, "return_url")?,
        started_at: Timestamp(row.int("started_at")?),
        used_at: Timestamp(row.int("used_at")?),
        ended_at: row.opt_int("ended_at")?.map(Timestamp),
    })
}

/// Uses a nonce; false if it was used before. It is kept until then.
pub fn use_nonce(tx: &mut Tx<'_>, nonce: &str, until: Timestamp) -> Result<bool, StoreError> {
    let new = tx.execute(
        "insert into used_nonce (nonce, until) values ($1, $2) on conflict (nonce) do nothing",
        params![nonce, until.0],
    )?;
    Ok(new == 1)
}

/// Forgets nonces no token could carry any more, and sessions that ended before.
pub fn forget(tx: &mut Tx<'_>, now: Timestamp, sessions: Timestamp) -> Result<u64, StoreError> {
    let nonces = tx.execute("delete from used_nonce where until < $1", params![now.0])?;
    let sessions = tx.execute(
        "delete from session where started_at < $1",
        params![sessions.0],
    )?;
    Ok(nonces + sessions)
}

/// Begins a session.
pub fn start(tx: &mut Tx<'_>, new: &Session, handle_hash: &[u8]) -> Result<(), StoreError> {
    tx.execute(
        "insert into session (id, handle_hash, browser_hash, registration, course, person,
             language, choosing, return_url, started_at, used_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            new.id,
            handle_hash,
            &new.browser_hash,
            new.registration,
            new.course,
            new.person,
            new.language.as_deref(),
            new.choosing.as_deref(),
            new.return_url.as_deref(),
            new.started_at.0,
            new.used_at.0
        ],
    )?;
    Ok(())
}

/// The session a handle selects.
pub fn by_handle(tx: &mut Tx<'_>, handle_hash: &[u8]) -> Result<Option<Session>, StoreError> {
    let row = tx.query_opt(
        "select * from session where handle_hash = $1",
        params![handle_hash],
    )?;
    row.as_ref().map(read).transpose()
}

/// The session with this id.
pub fn get(tx: &mut Tx<'_>, id: SessionId) -> Result<Option<Session>, StoreError> {
    let row = tx.query_opt("select * from session where id = $1", params![id])?;
    row.as_ref().map(read).transpose()
}

/// Keeps that a session is in use.
pub fn touch(tx: &mut Tx<'_>, id: SessionId, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "update session set used_at = $2 where id = $1 and used_at < $2",
        params![id, now.0],
    )?;
    Ok(())
}

/// Keeps the language chosen in a session, for this one and for those its person begins later.
pub fn speak(tx: &mut Tx<'_>, id: SessionId, language: &str) -> Result<(), StoreError> {
    tx.execute(
        "update session set language = $2 where id = $1",
        params![id, language],
    )?;
    tx.execute(
        "update person set language = $2 where id = (select person from session where id = $1)",
        params![id, language],
    )?;
    Ok(())
}

/// Takes what a visit was asked to choose, once: whoever comes second gets false.
pub fn chosen(tx: &mut Tx<'_>, id: SessionId, now: Timestamp) -> Result<bool, StoreError> {
    let first = tx.execute(
        "update session set choosing = null, ended_at = $2 where id = $1 and choosing is not null",
        params![id, now.0],
    )?;
    Ok(first == 1)
}

/// Ends all of a person's sessions in a course, because their roles there changed.
pub fn end_of_person(
    tx: &mut Tx<'_>,
    course: CourseId,
    person: PersonId,
    now: Timestamp,
) -> Result<u64, StoreError> {
    tx.execute(
        "update session set ended_at = $3 where course = $1 and person = $2 and ended_at is null",
        params![course, person, now.0],
    )
}

/// Ends the sessions of people who are no longer enrolled in a course.
pub fn end_of_gone(tx: &mut Tx<'_>, course: CourseId, now: Timestamp) -> Result<u64, StoreError> {
    tx.execute(
        "update session set ended_at = $2 where course = $1 and ended_at is null
             and person in (select person from enrolment where course = $1 and gone_at is not null)",
        params![course, now.0],
    )
}
