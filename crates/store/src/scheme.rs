//! Schemes: one mentoring programme each.

use domain::{
    Timestamp,
    claim::SchemeState,
    id::{InstitutionId, PersonId, SchemeId},
};

use crate::{
    Row, StoreError, Tx,
    ids::{count, id, opt_string, wrong},
    params,
};

/// A scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Its id.
    pub id: SchemeId,
    /// Whose it is.
    pub institution: InstitutionId,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub state: SchemeState,
    /// Fewest mentees of a mentor (R65).
    pub lower: u32,
    /// Most mentees of a mentor (R65).
    pub upper: u32,
    /// Whether the worst-placed come before all together when groups are formed.
    pub fair_first: bool,
    /// Who is responsible (R9).
    pub contact: Contact,
}

/// Who is responsible for a scheme and how to reach them (R9).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// Name.
    pub name: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Room.
    pub room: Option<String>,
}

const fn word(state: SchemeState) -> &'static str {
    match state {
        SchemeState::Draft => "draft",
        SchemeState::Claimed => "claimed",
        SchemeState::Active => "active",
    }
}

pub(crate) fn state(row: &Row) -> Result<SchemeState, StoreError> {
    match row.text("state")? {
        "draft" => Ok(SchemeState::Draft),
        "claimed" => Ok(SchemeState::Claimed),
        "active" => Ok(SchemeState::Active),
        _ => Err(wrong("state", "the state of a scheme")),
    }
}

pub(crate) fn read(row: &Row) -> Result<Scheme, StoreError> {
    Ok(Scheme {
        id: id(row, "id")?,
        institution: id(row, "institution")?,
        name: row.text("name")?.to_owned(),
        state: state(row)?,
        lower: count(row, "lower_size")?,
        upper: count(row, "upper_size")?,
        fair_first: row.flag("fair_first")?,
        contact: Contact {
            name: opt_string(row, "contact_name")?,
            phone: opt_string(row, "contact_phone")?,
            room: opt_string(row, "contact_room")?,
        },
    })
}

/// Adds a scheme.
pub fn add(tx: &mut Tx<'_>, new: &Scheme, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "insert into scheme (id, institution, name, state, lower_size, upper_size, fair_first,
             created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            new.id,
            new.institution,
            &new.name,
            word(new.state),
            new.lower,
            new.upper,
            new.fair_first,
            now.0
        ],
    )?;
    set_contact(tx, new.id, &new.contact)
}

/// The scheme with this id.
pub fn get(tx: &mut Tx<'_>, id: SchemeId) -> Result<Scheme, StoreError> {
    read(&tx.query_one("select * from scheme where id = $1", params![id])?)
}

/// Makes whoever else changes this scheme's groups wait until this transaction ends, so that what
/// was read of them stays so.
pub fn lock(tx: &mut Tx<'_>, id: SchemeId) -> Result<(), StoreError> {
    tx.query_one(
        "select id from scheme where id = $1 /*for no key update*/",
        params![id],
    )?;
    Ok(())
}

/// Whether there is a scheme with this id.
pub fn exists(tx: &mut Tx<'_>, id: SchemeId) -> Result<bool, StoreError> {
    let row = tx.query_opt("select id from scheme where id = $1", params![id])?;
    Ok(row.is_some())
}

/// Every scheme of an institution, the oldest first.
pub fn of_institution(
    tx: &mut Tx<'_>,
    institution: InstitutionId,
) -> Result<Vec<Scheme>, StoreError> {
    let rows = tx.query(
        "select * from scheme where institution = $1 order by created_at, id",
        params![institution],
    )?;
    rows.iter().map(read).collect()
}

/// Names who is responsible.
pub fn set_contact(tx: &mut Tx<'_>, scheme: SchemeId, contact: &Contact) -> Result<(), StoreError> {
    tx.execute(
        "update scheme set contact_name = $2, contact_phone = $3, contact_room = $4 where id = $1",
        params![
            scheme,
            contact.name.as_deref(),
            contact.phone.as_deref(),
            contact.room.as_deref()
        ],
    )?;
    Ok(())
}

/// Says whether the worst-placed come first when groups are formed.
pub fn set_fair_first(tx: &mut Tx<'_>, scheme: SchemeId, fair: bool) -> Result<(), StoreError> {
    tx.execute(
        "update scheme set fair_first = $2 where id = $1",
        params![scheme, fair],
    )?;
    Ok(())
}

/// Takes a draft scheme for `person`; false if someone else was first. With `approved` it is active
/// at once and the person coordinates it, else the claim waits.
pub fn claim(
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    person: PersonId,
    approved: bool,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let state = if approved {
        SchemeState::Active
    } else {
        SchemeState::Claimed
    };
    let taken = tx.execute(
        "update scheme set state = $2, claimed_at = $3 where id = $1 and state = 'draft'",
        params![scheme, word(state), now.0],
    )?;
    if taken == 1 {
        tx.execute(
            "insert into member (scheme, person, coordinator, joined_at) values ($1, $2, $3, $4)
             on conflict (scheme, person) do update set coordinator = excluded.coordinator",
            params![scheme, person, approved, now.0],
        )?;
    }
    Ok(taken == 1)
}
