//! What happened and cannot be recovered later (design section 7): appended, never changed.

use domain::{
    Timestamp,
    id::{PersonId, ReadId, SchemeId},
};

use crate::{StoreError, Tx, params};

/// Records that something happened. `kind` is a word such as `opted-out`; `detail` is a figure or a
/// version, never a name and never a sentence.
pub fn record(
    tx: &mut Tx<'_>,
    id: ReadId,
    scheme: SchemeId,
    kind: &'static str,
    person: Option<PersonId>,
    detail: Option<&str>,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "insert into happening (id, scheme, kind, person, detail, happened_at)
         values ($1, $2, $3, $4, $5, $6)",
        params![id, scheme, kind, person, detail, now.0],
    )?;
    Ok(())
}
