//! Claims to coordinate a scheme that wait for somebody's word (decision 8).

use domain::{
    Timestamp,
    id::{PersonId, SchemeId},
};

use crate::{StoreError, Tx, ids::id, params};

/// Who has claimed this scheme and waits, if anybody does.
pub fn pending(tx: &mut Tx<'_>, scheme: SchemeId) -> Result<Option<PersonId>, StoreError> {
    let row = tx.query_opt(
        "select h.person from happening h join scheme s on s.id = h.scheme
         where s.id = $1 and s.state = 'claimed' and h.kind = 'claimed'
         order by h.happened_at desc, h.id desc limit 1",
        params![scheme],
    )?;
    row.map(|row| id(&row, "person")).transpose()
}

/// Approves the claim of a person that is pending: the scheme is active and the person coordinates
/// it.
pub fn approve(
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    person: PersonId,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "update scheme set state = 'active' where id = $1",
        params![scheme],
    )?;
    tx.execute(
        "insert into member (scheme, person, coordinator, joined_at) values ($1, $2, 1, $3)
         on conflict (scheme, person) do update set coordinator = 1",
        params![scheme, person, now.0],
    )?;
    Ok(())
}
