//! Addresses that let a platform register itself, once each (LTI Dynamic Registration).

use domain::{
    Timestamp,
    id::{InstitutionId, RegistrationId},
};

use crate::{StoreError, Tx, ids::id, params};

/// Keeps an invite by the hash of its secret.
pub fn add(
    tx: &mut Tx<'_>,
    hash: &[u8],
    institution: InstitutionId,
    now: Timestamp,
    until: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "insert into platform_invite (hash, institution, made_at, until) values ($1, $2, $3, $4)",
        params![hash, institution, now.0, until.0],
    )?;
    Ok(())
}

/// Whose platform an invite is for; none if it is unknown, used, or too old.
pub fn open(
    tx: &mut Tx<'_>,
    hash: &[u8],
    now: Timestamp,
) -> Result<Option<InstitutionId>, StoreError> {
    let row = tx.query_opt(
        "select institution from platform_invite
         where hash = $1 and used_at is null and until > $2",
        params![hash, now.0],
    )?;
    row.as_ref().map(|row| id(row, "institution")).transpose()
}

/// Uses an invite for a registration; false if somebody else just did.
pub fn consume(
    tx: &mut Tx<'_>,
    hash: &[u8],
    registration: RegistrationId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let first = tx.execute(
        "update platform_invite set used_at = $3, registration = $2
         where hash = $1 and used_at is null and until > $3",
        params![hash, registration, now.0],
    )?;
    Ok(first == 1)
}

/// How many invites of an institution still wait for a platform.
pub fn waiting(
    tx: &mut Tx<'_>,
    institution: InstitutionId,
    now: Timestamp,
) -> Result<i64, StoreError> {
    let row = tx.query_opt(
        "select count(*) as waiting from platform_invite
         where institution = $1 and used_at is null and until > $2",
        params![institution, now.0],
    )?;
    row.map_or(Ok(0), |row| row.int("waiting"))
}
