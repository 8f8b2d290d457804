//! Leases: whether what was taken is still ours, and what becomes of what a killed process held.

use crate::{StoreError, Tx, params, score::Score};

/// Whether a mark that was taken is still ours. If not, nothing of it is ours to change.
///
/// The end of the lease tells: whoever takes a mark over sets another.
pub fn is_ours(tx: &mut Tx<'_>, mark: &Score) -> Result<bool, StoreError> {
    let row = tx.query_opt(
        "select id from score where id = $1 and lease_until = $2 /*for update*/",
        params![mark.id, mark.held_until.0],
    )?;
    Ok(row.is_some())
}

/// Frees every mark and every reading that somebody holds, and says how many. Only for who knows
/// that nobody alive holds one.
pub fn free_all(tx: &mut Tx<'_>) -> Result<u64, StoreError> {
    let marks = tx.execute(
        "update score set lease_until = 0 where lease_until > 0",
        params![],
    )?;
    let readings = tx.execute(
        "update roster_read set lease_until = 0 where state = 'reading'",
        params![],
    )?;
    Ok(marks + readings)
}
