//! Reading a course's roster: one row a course says what is due, under way or done.

use domain::{
    Timestamp,
    id::{CourseId, ReadId},
    roster::HOLD,
    time::Span,
};

use crate::{
    Row, StoreError, Tx,
    ids::{count, id, opt_string, wrong},
    params,
};

/// How long a worker may be silent before another takes its reading over.
const LEASE: Span = Span::seconds(60);

/// The last reading of a course's roster, or the one that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// Which.
    pub id: ReadId,
    /// The course.
    pub course: CourseId,
    /// Where it stands.
    pub state: State,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// Members read.
    pub done: u32,
    /// Pages read.
    pub pages: u32,
    /// Of whom new here.
    pub arrived: u32,
    /// Of those enrolled before, how many are now held.
    pub held: u32,
    /// How many it did not list.
    pub missing: u32,
    /// Out of how many.
    pub known: u32,
    /// Why it failed: a code of `codes.txt`.
    pub code: Option<String>,
}

/// Where a reading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Asked for.
    Due,
    /// Under way.
    Reading,
    /// Done.
    Done,
    /// Stopped: too many vanished at once; a person is asked.
    Asking,
    /// Failed.
    Failed,
}

fn state(row: &Row) -> Result<State, StoreError> {
    match row.text("state")? {
        "due" => Ok(State::Due),
        "reading" => Ok(State::Reading),
        "done" => Ok(State::Done),
        "asking" => Ok(State::Asking),
        "failed" => Ok(State::Failed),
        _ => Err(wrong("state", "the state of a reading")),
    }
}

fn read(row: &Row) -> Result<Read, StoreError> {
    Ok(Read {
        id: id(row, "id")?,
        course: id(row, "course")?,
        state: state(row)?,
        asked_at: Timestamp(row.int("asked_at")?),
        ended_at: row.opt_int("ended_at")?.map(Timestamp),
        done: count(row, "done")?,
        pages: count(row, "pages")?,
        arrived: count(row, "arrived")?,
        held: count(row, "held")?,
        missing: count(row, "missing")?,
        known: count(row, "known")?,
        code: opt_string(row, "code")?,
    })
}

/// The last reading of a course, or the one that is due.
pub fn last(tx: &mut Tx<'_>, course: CourseId) -> Result<Option<Read>, StoreError> {
    let row = tx.query_opt(
        "select * from roster_read where course = $1",
        params![course],
    )?;
    row.as_ref().map(read).transpose()
}

/// Asks for a reading, unless one is due or under way.
pub fn ask(
    tx: &mut Tx<'_>,
    course: CourseId,
    new: ReadId,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "insert into roster_read (course, id, state, asked_at, done, pages, arrived, held, missing, known)
         values ($1, $2, 'due', $3, 0, 0, 0, 0, 0, 0)
         on conflict (course) do update set id = excluded.id, state = 'due',
             asked_at = excluded.asked_at, ended_at = null, lease_until = null, done = 0, pages = 0,
             arrived = 0, held = 0, missing = 0, known = 0, code = null
         where roster_read.state not in ('due', 'reading')",
        params![course, new, now.0],
    )?;
    Ok(())
}

/// Takes one reading that is due, or that a silent worker left.
pub fn take(tx: &mut Tx<'_>, now: Timestamp) -> Result<Option<Read>, StoreError> {
    let row = tx.query_opt(
        "update roster_read set state = 'reading', lease_until = $2, done = 0, pages = 0, arrived = 0
         where course = (
             select course from roster_read
             where state = 'due' or (state = 'reading' and lease_until < $1)
             order by asked_at limit 1 /*for update skip locked*/)
         returning *",
        params![now.0, (now + LEASE).0],
    )?;
    row.as_ref().map(read).transpose()
}

/// Keeps how far a reading is and holds it for longer; false if it is no longer ours.
pub fn progress(
    tx: &mut Tx<'_>,
    reading: ReadId,
    done: u32,
    arrived: u32,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let ours = tx.execute(
        "update roster_read set done = $2, arrived = $3, lease_until = $4, pages = pages + 1
         where id = $1 and state = 'reading'",
        params![reading, done, arrived, (now + LEASE).0],
    )?;
    Ok(ours == 1)
}

/// How many people were enrolled by roster and not held before this reading, and how many of them
/// it did not list.
pub fn missing(
    tx: &mut Tx<'_>,
    course: CourseId,
    reading: ReadId,
) -> Result<(u32, u32), StoreError> {
    let row = tx.query_one(
        "select count(*) as known, count(case when roster_read <> $2 then 1 end) as missing
         from enrolment where course = $1 and roster_read is not null
             and held_since is null and gone_at is null",
        params![course, reading],
    )?;
    Ok((count(&row, "known")?, count(&row, "missing")?))
}

/// Holds those a reading did not list, and lets go of those held for [`HOLD`].
/// Says how many are held now.
pub fn hold_missing(
    tx: &mut Tx<'_>,
    course: CourseId,
    reading: ReadId,
    now: Timestamp,
) -> Result<u32, StoreError> {
    tx.execute(
        "update enrolment set gone_at = $2 where course = $1 and gone_at is null
             and held_since is not null and held_since <= $3",
        params![course, now.0, (now - HOLD).0],
    )?;
    tx.execute(
        "update enrolment set held_since = $3 where course = $1 and roster_read is not null
             and roster_read <> $2 and held_since is null and gone_at is null",
        params![course, reading, now.0],
    )?;
    held(tx, course)
}

fn held(tx: &mut Tx<'_>, course: CourseId) -> Result<u32, StoreError> {
    let row = tx.query_one(
        "select count(*) as held from enrolment
         where course = $1 and held_since is not null and gone_at is null",
        params![course],
    )?;
    count(&row, "held")
}

/// Says that those a reading did not list are enrolled all the same.
/// Says how many are held now, from earlier readings.
pub fn keep_missing(tx: &mut Tx<'_>, course: CourseId, reading: ReadId) -> Result<u32, StoreError> {
    tx.execute(
        "update enrolment set roster_read = $2 where course = $1 and roster_read is not null
             and held_since is null and gone_at is null",
        params![course, reading],
    )?;
    held(tx, course)
}

/// Ends a reading.
pub fn end(
    tx: &mut Tx<'_>,
    reading: ReadId,
    outcome: &Outcome<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (state, held, missing, known, code) = match *outcome {
        Outcome::Done { held } => ("done", held, 0, 0, None),
        Outcome::Asking { missing, known } => ("asking", 0, missing, known, None),
        Outcome::Failed { code } => ("failed", 0, 0, 0, Some(code)),
    };
    tx.execute(
        "update roster_read set state = $2, ended_at = $3, lease_until = null, held = $4,
             missing = $5, known = $6, code = $7 where id = $1",
        params![reading, state, now.0, held, missing, known, code],
    )?;
    Ok(())
}

/// How a reading ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// Done.
    Done {
        /// How many are held now.
        held: u32,
    },
    /// Too many vanished at once.
    Asking {
        /// How many it did not list.
        missing: u32,
        /// Out of how many.
        known: u32,
    },
    /// Failed.
    Failed {
        /// A code of `codes.txt`.
        code: &'a str,
    },
}
