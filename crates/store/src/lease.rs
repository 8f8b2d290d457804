//! Leases: whether what was taken is still ours, and what becomes of what a killed process held.

use domain::{Timestamp, id::CourseId, score::ARRIVAL};

use crate::{StoreError, Tx, params, roster::Read, score::Score};

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

/// Whether a reading that was taken is still ours, as [`is_ours`] tells of a mark.
pub fn is_our_reading(tx: &mut Tx<'_>, read: &Read) -> Result<bool, StoreError> {
    let row = tx.query_opt(
        "select id from roster_read
         where id = $1 and state = 'reading' and lease_until = $2 /*for update*/",
        params![read.id, read.held_until.map(|until| until.0)],
    )?;
    Ok(row.is_some())
}

/// The right to make a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnRight {
    course: CourseId,
    resource_id: String,
    until: Timestamp,
}

/// Takes the right to make a column; none while somebody else has it. It ends when the column is
/// kept, or when a request that was sent under it can no longer arrive, whatever became of its sender.
pub fn take_column(
    tx: &mut Tx<'_>,
    course: CourseId,
    resource_id: &str,
    now: Timestamp,
) -> Result<Option<ColumnRight>, StoreError> {
    let until = now + ARRIVAL;
    let taken = tx.execute(
        "insert into column_right (course, resource_id, until) values ($1, $2, $3)
         on conflict (course, resource_id) do update set until = excluded.until
         where column_right.until <= $4",
        params![course, resource_id, until.0, now.0],
    )?;
    Ok((taken == 1).then(|| ColumnRight {
        course,
        resource_id: resource_id.to_owned(),
        until,
    }))
}

/// Begins the time of a right anew, right before the column is made; false if it is no longer ours.
pub fn renew_column(
    tx: &mut Tx<'_>,
    right: &mut ColumnRight,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let until = now + ARRIVAL;
    let ours = tx.execute(
        "update column_right set until = $4 where course = $1 and resource_id = $2 and until = $3",
        params![right.course, &right.resource_id, right.until.0, until.0],
    )?;
    if ours == 1 {
        right.until = until;
    }
    Ok(ours == 1)
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
