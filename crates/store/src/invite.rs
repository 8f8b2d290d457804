//! Addresses that let a platform register itself, once each (LTI Dynamic Registration).

use domain::{
    Timestamp,
    id::{InstitutionId, RegistrationId},
};

use crate::{Row, StoreError, Tx, ids::id, institution::languages, params};

/// Whom an invite is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// Whose platform.
    pub institution: InstitutionId,
    /// What it is called.
    pub name: String,
    /// The tags of the languages it offers.
    pub languages: Vec<String>,
    /// Whether it may be on a host of `ALONGSIDE_PRIVATE_HOSTS`.
    pub private_hosts: bool,
}

/// Keeps an invite by the hash of its secret.
pub fn add(
    tx: &mut Tx<'_>,
    hash: &[u8],
    institution: InstitutionId,
    private_hosts: bool,
    now: Timestamp,
    until: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "insert into platform_invite (hash, institution, private_hosts, made_at, until)
         values ($1, $2, $3, $4, $5)",
        params![hash, institution, private_hosts, now.0, until.0],
    )?;
    Ok(())
}

/// Whom an invite is for; none if it is unknown, used, or too old.
pub fn open(tx: &mut Tx<'_>, hash: &[u8], now: Timestamp) -> Result<Option<Invited>, StoreError> {
    let row = tx.query_opt(
        "select v.institution, v.private_hosts, i.name, i.languages
         from platform_invite v join institution i on i.id = v.institution
         where v.hash = $1 and v.used_at is null and v.until > $2",
        params![hash, now.0],
    )?;
    row.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<Invited, StoreError> {
    Ok(Invited {
        institution: id(row, "institution")?,
        name: row.text("name")?.to_owned(),
        languages: languages(row)?,
        private_hosts: row.flag("private_hosts")?,
    })
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
