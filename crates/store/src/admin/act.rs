//! What administrators did: appended, never changed.

use domain::{
    Timestamp,
    id::{AdminActId, AdministratorId, InstitutionId, PasskeyId},
};

use super::Session;
use crate::{StoreError, Tx, ids::opt_id, params};

/// Something an administrator did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Who; none for whoever typed a command on the host.
    pub administrator: Option<AdministratorId>,
    /// The passkey they came with; none for an invite.
    pub passkey: Option<PasskeyId>,
    /// What that passkey was called then; none for an invite, and where it was not kept.
    pub passkey_name: Option<String>,
    /// What, as a word such as `platform-approved`.
    pub kind: String,
    /// To what: an id or a name that is not a person's; empty where the word says it all.
    pub about: String,
    /// When.
    pub at: Timestamp,
}

/// Records what was done in a visit, with the name of the passkey it began with: whoever removes a
/// passkey records that first.
pub fn record(
    tx: &mut Tx<'_>,
    id: AdminActId,
    by: &Session,
    kind: &'static str,
    about: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "insert into admin_act (id, institution, administrator, passkey, kind, about, done_at,
             passkey_name)
         values ($1, $2, $3, $4, $5, $6, $7, (select name from admin_passkey where id = $4))",
        params![
            id,
            by.works_in,
            by.administrator.id,
            by.passkey,
            kind,
            about,
            now.0
        ],
    )?;
    Ok(())
}

/// Records what was done by a command on the host, which is nobody's visit.
pub fn record_on_host(
    tx: &mut Tx<'_>,
    id: AdminActId,
    institution: InstitutionId,
    (kind, about): (&'static str, &str),
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "insert into admin_act (id, institution, kind, about, done_at) values ($1, $2, $3, $4, $5)",
        params![id, institution, kind, about, now.0],
    )?;
    Ok(())
}

/// What was done in an institution lately, the latest first.
pub fn latest(
    tx: &mut Tx<'_>,
    institution: InstitutionId,
    most: u32,
) -> Result<Vec<Act>, StoreError> {
    let rows = tx.query(
        "select * from admin_act where institution = $1 order by done_at desc, id desc limit $2",
        params![institution, most],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Act {
                administrator: opt_id(row, "administrator")?,
                passkey: opt_id(row, "passkey")?,
                passkey_name: row.opt_text("passkey_name")?.map(str::to_owned),
                kind: row.text("kind")?.to_owned(),
                about: row.text("about")?.to_owned(),
                at: Timestamp(row.int("done_at")?),
            })
        })
        .collect()
}
