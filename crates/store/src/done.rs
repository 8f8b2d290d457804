//! Acts that were done, by the id their sender made: one that is sent again is not done again.

use domain::{Timestamp, id::PersonId};

use crate::{StoreError, Tx, params};

/// An act as it was sent.
#[derive(Clone, Copy, Debug)]
pub struct Sent<'a> {
    /// Who sent it.
    pub person: PersonId,
    /// The id the sender made for it.
    pub id: &'a str,
    /// A digest of everything the id stands for: where it was sent, which act, what was in it.
    pub digest: &'a [u8],
}

/// What is known of an act that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Before {
    /// It is new.
    Never,
    /// It was done; this was answered.
    Done(String),
    /// Another act was done under this id.
    Other,
}

/// Whether it was done before.
pub fn before(tx: &mut Tx<'_>, sent: Sent<'_>) -> Result<Before, StoreError> {
    let row = tx.query_opt(
        "select digest, answer from done_act where person = $1 and id = $2",
        params![sent.person, sent.id],
    )?;
    let Some(row) = row else {
        return Ok(Before::Never);
    };
    if row.bytes("digest")? == sent.digest {
        Ok(Before::Done(row.text("answer")?.to_owned()))
    } else {
        Ok(Before::Other)
    }
}

/// Takes the id for this transaction, unless the act was done before. Whoever comes with the same id
/// meanwhile waits until this transaction has ended.
pub fn begin(tx: &mut Tx<'_>, sent: Sent<'_>, now: Timestamp) -> Result<Before, StoreError> {
    let new = tx.execute(
        "insert into done_act (person, id, digest, answer, done_at) values ($1, $2, $3, '', $4)
         on conflict (person, id) do nothing",
        params![sent.person, sent.id, sent.digest, now.0],
    )?;
    if new == 1 {
        Ok(Before::Never)
    } else {
        before(tx, sent)
    }
}

/// Keeps what is answered, in the transaction that [`begin`] was called in.
pub fn end(tx: &mut Tx<'_>, sent: Sent<'_>, answer: &str) -> Result<(), StoreError> {
    tx.execute(
        "update done_act set answer = $3 where person = $1 and id = $2",
        params![sent.person, sent.id, answer],
    )?;
    Ok(())
}

/// Forgets what was done before this.
pub fn forget(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, StoreError> {
    tx.execute("delete from done_act where done_at < $1", params![before.0])
}
