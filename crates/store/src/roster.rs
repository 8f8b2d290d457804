//! Reading a course's roster: one row a course says what is due, under way or done.

use domain::{
    Timestamp,
    id::{CourseId, ReadId, RegistrationId},
    roster::HOLD,
    standing::CourseRoles,
    time::Span,
};

use crate::{
    Row, StoreError, Tx,
    ids::{count, id, opt_string, wrong},
    lease, params,
};

/// How long a worker may be silent before another takes its reading over: longer than a page takes,
/// which is two requests for a token and two for the page, of 20 s each, and another worker's wait
/// for the same token.
const LEASE: Span = Span::minutes(3);

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
    /// Until when it is held; who took it knows by this that it is still theirs.
    pub held_until: Option<Timestamp>,
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
        held_until: row.opt_int("lease_until")?.map(Timestamp),
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

/// The courses of active schemes whose roster was last read before this time, at most `limit`,
/// the longest unread first. One that waits for a person's answer is left alone, and so is a
/// platform that was switched off.
pub fn unread_since(
    tx: &mut Tx<'_>,
    before: Timestamp,
    limit: u32,
) -> Result<Vec<CourseId>, StoreError> {
    let rows = tx.query(
        "select c.id from course c join scheme s on s.id = c.scheme
         join registration g on g.id = c.registration
         left join roster_read r on r.course = c.id
         where s.state = 'active' and g.state = 'active' and c.roster_url is not null
             and (r.course is null or (r.state in ('done', 'failed') and r.ended_at <= $1))
         order by coalesce(r.ended_at, 0), c.id limit $2",
        params![before.0, limit],
    )?;
    rows.iter().map(|row| id(row, "id")).collect()
}

macro_rules! due_sql {
    ($what:literal, $condition:literal) => {
        concat!(
            "select ",
            $what,
            " from roster_read r join course c on c.id = r.course
             join registration g on g.id = c.registration
             where g.state = 'active' and (r.state = 'due' or (r.state = 'reading' and r.lease_until < $1)) ",
            $condition
        )
    };
}

/// The registrations that have a reading due, or one that a silent worker left.
pub fn due(tx: &mut Tx<'_>, now: Timestamp) -> Result<Vec<RegistrationId>, StoreError> {
    let rows = tx.query(due_sql!("distinct c.registration", ""), params![now.0])?;
    rows.iter().map(|row| id(row, "registration")).collect()
}

/// Takes one reading of a registration that is due, or that a silent worker left. It begins with the
/// first page; who arrived in it before has arrived.
pub fn take(
    tx: &mut Tx<'_>,
    registration: RegistrationId,
    now: Timestamp,
) -> Result<Option<Read>, StoreError> {
    let row = tx.query_opt(
        concat!(
            "update roster_read set state = 'reading', lease_until = $2, done = 0, pages = 0
             where course = (",
            due_sql!(
                "r.course",
                "and c.registration = $3
                 order by r.asked_at limit 1 /*for update of r skip locked*/"
            ),
            ") returning *"
        ),
        params![now.0, (now + LEASE).0, registration],
    )?;
    row.as_ref().map(read).transpose()
}

/// Keeps how far a reading is and holds it for longer; false if it is no longer ours.
pub fn progress(tx: &mut Tx<'_>, read: &mut Read, now: Timestamp) -> Result<bool, StoreError> {
    let until = now + LEASE;
    let ours = lease::is_our_reading(tx, read)?;
    if ours {
        tx.execute(
            "update roster_read set done = $2, pages = $3, arrived = $4, lease_until = $5
             where id = $1",
            params![read.id, read.done, read.pages, read.arrived, until.0],
        )?;
        read.held_until = Some(until);
    }
    Ok(ours)
}

/// Who was enrolled before a reading and is not held: whoever a roster has listed, and learners who
/// launched before it was asked for. Teachers who are on no roster are left alone.
macro_rules! enrolled_before {
    () => {
        "course = $1 and held_since is null and gone_at is null
             and (roster_read is not null or (launch_roles = $3 and launched_at <
                 (select asked_at from roster_read r where r.course = enrolment.course)))"
    };
}

fn learner() -> i64 {
    let only = CourseRoles {
        learner: true,
        ..CourseRoles::default()
    };
    only.bits()
}

/// How many people were enrolled and not held before this reading, and how many of them it did not
/// list. Who arrived in it was not.
pub fn missing(tx: &mut Tx<'_>, reading: &Read) -> Result<(u32, u32), StoreError> {
    let row = tx.query_one(
        concat!(
            "select count(*) as known,
                 count(case when roster_read = $2 then null else 1 end) as missing
             from enrolment where ",
            enrolled_before!()
        ),
        params![reading.course, reading.id, learner()],
    )?;
    let known = count(&row, "known")?.saturating_sub(reading.arrived);
    Ok((known, count(&row, "missing")?))
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
        concat!(
            "update enrolment set held_since = $4
             where (roster_read is null or roster_read <> $2) and ",
            enrolled_before!()
        ),
        params![course, reading, learner(), now.0],
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
        concat!(
            "update enrolment set roster_read = $2 where ",
            enrolled_before!()
        ),
        params![course, reading, learner()],
    )?;
    held(tx, course)
}

/// Ends a reading. A worker asks [`lease::is_our_reading`] first.
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
