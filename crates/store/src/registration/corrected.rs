//! A platform whose names were mistyped.

use domain::id::RegistrationId;

use crate::{StoreError, Tx, params};

/// What a platform is known by: (issuer, `client_id`), unique in the service.
#[derive(Clone, Copy, Debug)]
pub struct Identity<'a> {
    /// `iss`.
    pub issuer: &'a str,
    /// `client_id`.
    pub client_id: &'a str,
}

/// Whether nobody ever came through a registration.
pub fn is_unused(tx: &mut Tx<'_>, id: RegistrationId) -> Result<bool, StoreError> {
    let used = tx.query_opt(
        "select id from course where registration = $1 limit 1",
        params![id],
    )?;
    Ok(used.is_none())
}

/// Knows a platform by another issuer and client id. People are known by the issuer they came from, so
/// only one that [`is_unused`] changes; false, and nothing is changed, for any other. One that another
/// registration has breaks the constraint `registration_client`.
pub fn correct(tx: &mut Tx<'_>, id: RegistrationId, to: &Identity<'_>) -> Result<bool, StoreError> {
    if !is_unused(tx, id)? {
        return Ok(false);
    }
    let known = tx.execute(
        "update registration set issuer = $2, client_id = $3 where id = $1",
        params![id, to.issuer, to.client_id],
    )?;
    Ok(known == 1)
}
