//! Allocations: sets of groups, proposed, published or replaced.

use domain::{
    Timestamp,
    forming::{ByMoving, Compared, Spread},
    id::{AllocationId, PersonId, SchemeId},
};

use crate::{
    Row, StoreError, Tx,
    ids::{count, id},
    params,
};

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
    /// How many waited when it was formed, because there were too few places.
    pub waiting: u32,
    /// How many places of the smallest groups were empty when it was formed.
    pub lacking: u32,
    /// Where the worst-placed came first: what that takes and gives.
    pub compared: Option<Compared>,
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
        waiting: count(row, "waiting")?,
        lacking: count(row, "lacking")?,
        compared: match row.opt_int("total")? {
            Some(total) => Some(read_compared(row, total)?),
            None => None,
        },
    })
}

fn read_compared(row: &Row, total: i64) -> Result<Compared, StoreError> {
    Ok(Compared {
        fair: Spread {
            total,
            worst: count(row, "worst")?,
            as_bad: count(row, "as_bad")?,
        },
        cheapest: Spread {
            total: row.int("cheapest_total")?,
            worst: count(row, "cheapest_worst")?,
            as_bad: count(row, "cheapest_as_bad")?,
        },
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
    withdraw(tx, scheme)?;
    tx.execute(
        "insert into allocation (id, scheme, state, formed_by, formed_at, objective, proven,
             solve_micros, check_micros, made_of, waiting, lacking)
         values ($1, $2, 'proposed', $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            new.id,
            scheme,
            by,
            new.formed_at.0,
            new.objective,
            new.proven,
            new.solve_micros,
            new.check_micros,
            &new.made_of,
            new.waiting,
            new.lacking
        ],
    )?;
    if let Some(compared) = &new.compared {
        keep_compared(tx, new.id, compared)?;
    }
    for seat in seats {
        take_seat(tx, new.id, *seat)?;
    }
    Ok(())
}

/// Takes a proposal back: what was tried after it came to something else.
pub fn withdraw(tx: &mut Tx<'_>, scheme: SchemeId) -> Result<(), StoreError> {
    tx.execute(
        "update allocation set state = 'replaced' where scheme = $1 and state = 'proposed'",
        params![scheme],
    )?;
    Ok(())
}

fn keep_compared(tx: &mut Tx<'_>, of: AllocationId, new: &Compared) -> Result<(), StoreError> {
    tx.execute(
        "insert into fairness (allocation, total, worst, as_bad,
             cheapest_total, cheapest_worst, cheapest_as_bad)
         values ($1, $2, $3, $4, $5, $6, $7)",
        params![
            of,
            new.fair.total,
            new.fair.worst,
            new.fair.as_bad,
            new.cheapest.total,
            new.cheapest.worst,
            new.cheapest.as_bad
        ],
    )?;
    Ok(())
}

/// Keeps what moving people would do for those without a place, in place of what was kept before.
/// `made_of` is a keyed hash of the people, sizes and places it was found for.
pub fn keep_by_moving(
    tx: &mut Tx<'_>,
    of: AllocationId,
    made_of: &[u8],
    found: ByMoving,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "insert into by_moving (allocation, found_at, made_of, placed, moved)
         values ($1, $2, $3, $4, $5)
         on conflict (allocation) do update set found_at = excluded.found_at,
             made_of = excluded.made_of, placed = excluded.placed, moved = excluded.moved",
        params![of, now.0, made_of, found.placed, found.moved],
    )?;
    Ok(())
}

/// What moving people would do, if that was looked for, with the hash of what it was found for.
pub fn by_moving(
    tx: &mut Tx<'_>,
    of: AllocationId,
) -> Result<Option<(Vec<u8>, ByMoving)>, StoreError> {
    let row = tx.query_opt("select * from by_moving where allocation = $1", params![of])?;
    let Some(row) = row else { return Ok(None) };
    let found = ByMoving {
        placed: count(&row, "placed")?,
        moved: count(&row, "moved")?,
    };
    Ok(Some((row.bytes("made_of")?.to_vec(), found)))
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
        "select * from allocation left join fairness on fairness.allocation = allocation.id
         where scheme = $1 and state in ('published', 'proposed')
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
