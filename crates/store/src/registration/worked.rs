//! When things last worked between an LMS and us.

use domain::{Timestamp, id::RegistrationId};

use crate::{Row, StoreError, Tx, params};

/// When something last worked with the LMS, by deployment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Worked {
    /// The deployment.
    pub deployment: String,
    /// When somebody last opened a course, to the minute.
    pub launched_at: Option<Timestamp>,
    /// When a roster was last read to its end.
    pub roster_at: Option<Timestamp>,
    /// When the gradebook last said that it has a mark.
    pub mark_at: Option<Timestamp>,
}

/// What last worked with the courses of each deployment.
pub fn worked(tx: &mut Tx<'_>, registration: RegistrationId) -> Result<Vec<Worked>, StoreError> {
    let rows = tx.query(
        "select c.deployment_id, max(c.launched_at) as launched_at, max(r.ended_at) as roster_at,
             max((select max(s.confirmed_at) from score s where s.course = c.id)) as mark_at
         from course c
         left join roster_read r on r.course = c.id and r.state = 'done'
         where c.registration = $1 group by c.deployment_id order by c.deployment_id",
        params![registration],
    )?;
    let read = |row: &Row| {
        let at = |name| Ok::<_, StoreError>(row.opt_int(name)?.map(Timestamp));
        Ok(Worked {
            deployment: row.text("deployment_id")?.to_owned(),
            launched_at: at("launched_at")?,
            roster_at: at("roster_at")?,
            mark_at: at("mark_at")?,
        })
    };
    rows.iter().map(read).collect()
}

/// When a platform was last dealt with by an administrator, and what answered then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tried {
    /// When its addresses were last corrected.
    pub moved_at: Option<Timestamp>,
    /// When an administrator last had its keys read, and they could be.
    pub keys_at: Option<Timestamp>,
    /// When an administrator last had a token asked for, and it was given.
    pub token_at: Option<Timestamp>,
}

/// What is kept of trying a registration.
pub fn tried(tx: &mut Tx<'_>, registration: RegistrationId) -> Result<Tried, StoreError> {
    let row = tx.query_one(
        "select moved_at, keys_at, token_at from registration where id = $1",
        params![registration],
    )?;
    let at = |name| Ok::<_, StoreError>(row.opt_int(name)?.map(Timestamp));
    Ok(Tried {
        moved_at: at("moved_at")?,
        keys_at: at("keys_at")?,
        token_at: at("token_at")?,
    })
}

/// Keeps that its keys could be read.
pub fn keys_were_read(
    tx: &mut Tx<'_>,
    registration: RegistrationId,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "update registration set keys_at = $2 where id = $1",
        params![registration, now.0],
    )?;
    Ok(())
}

/// Keeps that it gave a token.
pub fn token_was_given(
    tx: &mut Tx<'_>,
    registration: RegistrationId,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "update registration set token_at = $2 where id = $1",
        params![registration, now.0],
    )?;
    Ok(())
}
