//! What went wrong lately between platforms and us, so that a technologist can read why.
//!
//! Each thing is one row with how often it happened: a flood of refused launches makes one row
//! longer, not the table.

use domain::{Timestamp, id::RegistrationId};

use crate::{Row, StoreError, Tx, ids::count, ids::opt_id, params};

/// The most rows that are kept of one registration, and of nobody known.
pub const MOST: u32 = 200;

/// Something that went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// With whom; none where nobody known came.
    pub registration: Option<RegistrationId>,
    /// In which deployment; empty where a message that could be believed named none.
    pub deployment: String,
    /// A line of `codes.txt`.
    pub code: String,
    /// What a technologist should know of the last time. Never anything of a person.
    pub detail: String,
    /// How often.
    pub times: u32,
    /// When it happened first.
    pub first_at: Timestamp,
    /// When it happened last.
    pub last_at: Timestamp,
}

fn registration_word(registration: Option<RegistrationId>) -> String {
    registration.map(|id| id.to_string()).unwrap_or_default()
}

fn read(row: &Row) -> Result<Trouble, StoreError> {
    let known = !row.text("registration")?.is_empty();
    Ok(Trouble {
        registration: known
            .then(|| opt_id(row, "registration"))
            .transpose()?
            .flatten(),
        deployment: row.text("deployment")?.to_owned(),
        code: row.text("code")?.to_owned(),
        detail: row.text("detail")?.to_owned(),
        times: count(row, "times")?,
        first_at: Timestamp(row.int("first_at")?),
        last_at: Timestamp(row.int("last_at")?),
    })
}

/// Keeps that something went wrong, with what is known of it already.
pub fn note(tx: &mut Tx<'_>, new: &Trouble) -> Result<(), StoreError> {
    let registration = registration_word(new.registration);
    tx.execute(
        "insert into trouble (registration, deployment, code, detail, times, first_at, last_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (registration, deployment, code) do update
         set detail = excluded.detail, times = trouble.times + excluded.times,
             last_at = excluded.last_at",
        params![
            &registration,
            &new.deployment,
            &new.code,
            &new.detail,
            i64::from(new.times),
            new.first_at.0,
            new.last_at.0
        ],
    )?;
    // The oldest make room: an unknown sender chooses what stands in these rows.
    tx.execute(
        "delete from trouble where registration = $1 and last_at < (
             select min(last_at) from (
                 select last_at from trouble where registration = $1
                 order by last_at desc limit $2
             ) newest
         )",
        params![&registration, i64::from(MOST)],
    )?;
    Ok(())
}

/// What went wrong with a registration, or with nobody known; the latest first.
pub fn of(
    tx: &mut Tx<'_>,
    registration: Option<RegistrationId>,
) -> Result<Vec<Trouble>, StoreError> {
    let rows = tx.query(
        "select * from trouble where registration = $1 order by last_at desc, deployment, code",
        params![&registration_word(registration)],
    )?;
    rows.iter().map(read).collect()
}

/// Forgets what last happened before this.
pub fn forget(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, StoreError> {
    tx.execute("delete from trouble where last_at < $1", params![before.0])
}
