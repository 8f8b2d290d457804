//! Signatures, attempts, drafts and completions.

use domain::{
    Timestamp,
    id::{AttemptId, PersonId, SchemeId},
};

use crate::{Row, StoreError, Tx, ids::count, params};

/// An attempt at a quiz.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// What was chosen, as the service wrote it.
    pub answers: String,
    /// Questions right.
    pub right: u32,
    /// Questions in all.
    pub of: u32,
    /// Whether it passed.
    pub passed: bool,
    /// When it was handed in.
    pub at: Timestamp,
}

fn read(row: &Row) -> Result<Attempt, StoreError> {
    Ok(Attempt {
        answers: row.text("answers")?.to_owned(),
        right: count(row, "right_count")?,
        of: count(row, "question_count")?,
        passed: row.flag("passed")?,
        at: Timestamp(row.int("handed_in_at")?),
    })
}

/// Keeps a signature under a version of the code, and says whether it is new. The first one stands.
pub fn sign(
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    person: PersonId,
    version: u32,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let new = tx.execute(
        "insert into signature (scheme, person, version, signed_at) values ($1, $2, $3, $4)
         on conflict (scheme, person, version) do nothing",
        params![scheme, person, version, now.0],
    )?;
    Ok(new == 1)
}

/// When a person signed a version.
pub fn signed_at(
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    person: PersonId,
    version: u32,
) -> Result<Option<Timestamp>, StoreError> {
    let row = tx.query_opt(
        "select signed_at from signature where scheme = $1 and person = $2 and version = $3",
        params![scheme, person, version],
    )?;
    row.map(|row| Ok(Timestamp(row.int("signed_at")?)))
        .transpose()
}

/// Keeps an attempt and drops the draft it grew from.
pub fn hand_in(
    tx: &mut Tx<'_>,
    id: AttemptId,
    scheme: SchemeId,
    person: PersonId,
    quiz: &str,
    attempt: &Attempt,
) -> Result<(), StoreError> {
    tx.execute(
        "insert into attempt (id, scheme, person, quiz, answers, right_count, question_count,
             passed, handed_in_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            id,
            scheme,
            person,
            quiz,
            &attempt.answers,
            attempt.right,
            attempt.of,
            attempt.passed,
            attempt.at.0
        ],
    )?;
    tx.execute(
        "delete from draft where scheme = $1 and person = $2 and quiz = $3",
        params![scheme, person, quiz],
    )?;
    Ok(())
}

/// A person's attempts at a quiz, oldest first.
pub fn attempts(
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    person: PersonId,
    quiz: &str,
) -> Result<Vec<Attempt>, StoreError> {
    let rows = tx.query(
        "select answers, right_count, question_count, passed, handed_in_at from attempt
         where scheme = $1 and person = $2 and quiz = $3 order by handed_in_at, id",
        params![scheme, person, quiz],
    )?;
    rows.iter().map(read).collect()
}

/// Keeps an unfinished attempt in place of the one before.
pub fn keep_draft(
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    person: PersonId,
    quiz: &str,
    answers: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "insert into draft (scheme, person, quiz, answers, kept_at) values ($1, $2, $3, $4, $5)
         on conflict (scheme, person, quiz) do update
         set answers = excluded.answers, kept_at = excluded.kept_at",
        params![scheme, person, quiz, answers, now.0],
    )?;
    Ok(())
}

/// The unfinished attempt.
pub fn draft(
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    person: PersonId,
    quiz: &str,
) -> Result<Option<String>, StoreError> {
    let row = tx.query_opt(
        "select answers from draft where scheme = $1 and person = $2 and quiz = $3",
        params![scheme, person, quiz],
    )?;
    row.map(|row| Ok(row.text("answers")?.to_owned()))
        .transpose()
}

/// Forgets drafts older than this.
pub fn forget_drafts(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, StoreError> {
    tx.execute("delete from draft where kept_at < $1", params![before.0])
}

/// Records that training is complete; false if it was recorded before.
pub fn complete(
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    person: PersonId,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let new = tx.execute(
        "insert into completion (scheme, person, completed_at) values ($1, $2, $3)
         on conflict (scheme, person) do nothing",
        params![scheme, person, at.0],
    )?;
    Ok(new == 1)
}
