//! Allocations: sets of groups, proposed, published or replaced.

use domain::{
    Timestamp,
    id::{AllocationId, PersonId, SchemeId},
};

use crate::{Row, StoreError, Tx, ids::id, params};

/// A set of groups with its evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocation {
    /// Its id.
    pub id: AllocationId,
    /// Whether everyone sees it.
    pub published_at: Option<Timestamp>,
    /// When it was formed.
    pub formed_at: Timestamp,
    /// What it costs under the rules it was formed by.
    pub objective: i64,
    /// Whether the independent check agreed that nothing costs less.
    pub proven: bool,
    /// How long solving took, in microseconds.
    pub solve_micros: i64,
    /// How long the check took, in microseconds.
    pub check_micros: i64,
    /// A keyed hash of the people and sizes it was made of: with others it proves nothing.
    pub made_of: Vec<u8>,
}

/// A mentee's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The mentee.
    pub mentee: PersonId,
    /// The mentor.
    pub mentor: PersonId,
    /// When the mentee was placed after publishing.
    pub late_at: Option<Timestamp>,
}

fn read(row: &Row) -> Result<Allocation, StoreError> {
    Ok(Allocation {
        id: id(row, "id")?,
        published_at: row.opt_int("published_at")?.map(Timestamp),
        formed_at: Timestamp(row.int("formed_at")?),
        objective: row.int("objective")?,
        proven: row.flag("proven")?,
        solve_micros: row.int("solve_micros")?,
        check_micros: row.int("check_micros")?,
        made_of: row.bytes("made_of")?.to_vec(),
    })
}

/// Proposes groups in place of the last proposal.
pub fn propose(
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    by: PersonId,
    new: &Allocation,
    seats: &[Seat],
) -> Result<(), StoreError> {
    tx.execute(
        "update allocation set state = 'replaced' where scheme = $1 and state = 'proposed'",
        params![scheme],
    )?;
    tx.execute(
        "insert into allocation (id, scheme, state, formed_by, formed_at, objective, proven,
             solve_micros, check_micros, made_of)
         values ($1, $2, 'proposed', $3, $4, $5, $6, $7, $8, $9)",
        params![
            new.id,
            scheme,
            by,
            new.formed_at.0,
            new.objective,
            new.proven,
            new.solve_micros,
            new.check_micros,
            &new.made_of
        ],
    )?;
    for seat in seats {
        take_seat(tx, new.id, *seat)?;
    }
    Ok(())
}

/// Gives a mentee a place; a mentee has one in an allocation (`seat_pk`).
pub fn take_seat(tx: &mut Tx<'_>, allocation: AllocationId, seat: Seat) -> Result<(), StoreError> {
    tx.execute(
        "insert into seat (allocation, mentee, mentor, late_at) values ($1, $2, $3, $4)",
        params![
            allocation,
            seat.mentee,
            seat.mentor,
            seat.late_at.map(|at| at.0)
        ],
    )?;
    Ok(())
}

/// The allocation people see, else the one proposed. While both exist the published one counts.
pub fn current(tx: &mut Tx<'_>, scheme: SchemeId) -> Result<Option<Allocation>, StoreError> {
    let row = tx.query_opt(
        "select * from allocation where scheme = $1 and state in ('published', 'proposed')
         order by case state when 'published' then 0 else 1 end limit 1",
        params![scheme],
    )?;
    row.as_ref().map(read).transpose()
}

/// The allocation people see, asked for on every page of a student.
pub fn published(tx: &mut Tx<'_>, scheme: SchemeId) -> Result<Option<AllocationId>, StoreError> {
    let row = tx.query_opt(
        "select id from allocation where scheme = $1 and state = 'published'",
        params![scheme],
    )?;
    row.as_ref().map(|row| id(row, "id")).transpose()
}

/// Publishes the proposal with this id; false if it is no longer the proposal, or groups are
/// published already.
pub fn publish(
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    allocation: AllocationId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let found = tx.execute(
        "update allocation set state = 'published', published_at = $3
         where id = $2 and scheme = $1 and state = 'proposed' and not exists (
             select 1 from allocation where scheme = $1 and state = 'published')",
        params![scheme, allocation, now.0],
    )?;
    Ok(found == 1)
}

/// Every place of an allocation, by mentor, then mentee.
pub fn seats(tx: &mut Tx<'_>, allocation: AllocationId) -> Result<Vec<Seat>, StoreError> {
    let rows = tx.query(
        "select mentee, mentor, late_at from seat where allocation = $1 order by mentor, mentee",
        params![allocation],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Seat {
                mentee: id(row, "mentee")?,
                mentor: id(row, "mentor")?,
                late_at: row.opt_int("late_at")?.map(Timestamp),
            })
        })
        .collect()
}

/// The mentor of a mentee, if the mentee has a place.
pub fn mentor_of(
    tx: &mut Tx<'_>,
    allocation: AllocationId,
    mentee: PersonId,
) -> Result<Option<PersonId>, StoreError> {
    let row = tx.query_opt(
        "select mentor from seat where allocation = $1 and mentee = $2",
        params![allocation, mentee],
    )?;
    row.as_ref().map(|row| id(row, "mentor")).transpose()
}

/// The mentees of one mentor, in the order of their ids.
pub fn group(
    tx: &mut Tx<'_>,
    allocation: AllocationId,
    mentor: PersonId,
) -> Result<Vec<PersonId>, StoreError> {
    let rows = tx.query(
        "select mentee from seat where allocation = $1 and mentor = $2 order by mentee",
        params![allocation, mentor],
    )?;
    rows.iter().map(|row| id(row, "mentee")).collect()
}

/// Takes a mentee out of the published groups, because they no longer take part. A proposal they are
/// in is one no more: it was proven for other people.
pub fn leave(tx: &mut Tx<'_>, scheme: SchemeId, mentee: PersonId) -> Result<(), StoreError> {
    tx.execute(
        "update allocation set state = 'replaced' where scheme = $1 and state = 'proposed'
             and exists (select 1 from seat where allocation = allocation.id and mentee = $2)",
        params![scheme, mentee],
    )?;
    tx.execute(
        "delete from seat where mentee = $2
             and allocation in (select id from allocation where scheme = $1 and state = 'published')",
        params![scheme, mentee],
    )?;
    Ok(())
}

/// Frees the published places of mentees who are enrolled in no course of the scheme any more, and
/// those with a mentor who is not, so that whoever is left alone counts as without a place. Says how
/// many places.
pub fn leave_gone(tx: &mut Tx<'_>, scheme: SchemeId) -> Result<u64, StoreError> {
    tx.execute(
        "delete from seat where allocation in (
                 select id from allocation where scheme = $1 and state = 'published')
             and (not exists (
                 select 1 from enrolment e join course c on c.id = e.course
                 where c.scheme = $1 and e.person = seat.mentee and e.gone_at is null)
             or not exists (
                 select 1 from enrolment e join course c on c.id = e.course
                 where c.scheme = $1 and e.person = seat.mentor and e.gone_at is null))",
        params![scheme],
    )
}
