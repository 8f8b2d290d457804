//! The outbox of completion marks (decision 6).

use domain::{
    Timestamp,
    id::{CourseId, PersonId, RegistrationId, SchemeId, ScoreId},
    score::{LEASE, State, Tried},
};

use crate::{
    Row, StoreError, Tx,
    ids::{count, id, opt_string, wrong},
    params,
};

/// A mark on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// Its id.
    pub id: ScoreId,
    /// In which course.
    pub course: CourseId,
    /// Whose.
    pub person: PersonId,
    /// In which column, by `resourceId`.
    pub resource_id: String,
    /// Where it stands.
    pub state: State,
    /// How often it was sent.
    pub attempts: u32,
    /// How many steps came to nothing.
    pub tries: u32,
    /// The timestamp of the last post.
    pub stamped_at: Option<Timestamp>,
    /// Why it is stuck: a code of `codes.txt`.
    pub code: Option<String>,
    /// When it was queued.
    pub queued_at: Timestamp,
    /// Until when it is held; who took it knows by this that it is still theirs.
    pub held_until: Timestamp,
}

impl Score {
    /// What was done for it so far.
    pub const fn tried(&self) -> Tried {
        Tried {
            state: self.state,
            posts: self.attempts,
            tries: self.tries,
            stamped_at: self.stamped_at,
        }
    }
}

fn state(row: &Row) -> Result<State, StoreError> {
    State::from_word(row.text("state")?).ok_or_else(|| wrong("state", "the state of a score"))
}

fn read(row: &Row) -> Result<Score, StoreError> {
    Ok(Score {
        id: id(row, "id")?,
        course: id(row, "course")?,
        person: id(row, "person")?,
        resource_id: row.text("resource_id")?.to_owned(),
        state: state(row)?,
        attempts: count(row, "attempts")?,
        tries: count(row, "tries")?,
        stamped_at: row.opt_int("stamped_at")?.map(Timestamp),
        code: opt_string(row, "code")?,
        queued_at: Timestamp(row.int("queued_at")?),
        held_until: Timestamp(row.int("lease_until")?),
    })
}

/// Queues a mark; one of the same person in the same column stands as it is.
pub fn queue(
    tx: &mut Tx<'_>,
    new: ScoreId,
    course: CourseId,
    person: PersonId,
    resource_id: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "insert into score (id, course, person, resource_id, state, attempts, tries, due_at,
             lease_until, queued_at)
         values ($1, $2, $3, $4, 'queued', 0, 0, $5, 0, $5)
         on conflict (course, person, resource_id) do nothing",
        params![new, course, person, resource_id, now.0],
    )?;
    Ok(())
}

macro_rules! due_sql {
    ($what:literal, $condition:literal) => {
        concat!(
            "select ",
            $what,
            " from score s join course c on c.id = s.course
             where s.state in ('queued', 'postponed', 'sending', 'sent') and s.due_at <= $1
                 and s.lease_until <= $1 and c.column_allowed = 1 and c.line_items_url is not null ",
            $condition
        )
    };
}

/// The registrations that have marks due, in courses whose gradebook may be written.
pub fn due(tx: &mut Tx<'_>, now: Timestamp) -> Result<Vec<RegistrationId>, StoreError> {
    let rows = tx.query(due_sql!("distinct c.registration", ""), params![now.0])?;
    rows.iter().map(|row| id(row, "registration")).collect()
}

/// Takes up to `limit` marks of one registration that are due. A mark that is taken stays ours for
/// [`LEASE`].
pub fn take(
    tx: &mut Tx<'_>,
    registration: RegistrationId,
    limit: u32,
    now: Timestamp,
) -> Result<Vec<Score>, StoreError> {
    // A sub-select in its place could be run once for each row by PostgreSQL, and take too many.
    let rows = tx.query(
        concat!(
            "with due as materialized (",
            due_sql!(
                "s.id",
                "and c.registration = $4
                 order by s.due_at, s.id limit $3 /*for update of s skip locked*/"
            ),
            ") update score set lease_until = $2 where id in (select id from due) returning *"
        ),
        params![now.0, (now + LEASE).0, limit, registration],
    )?;
    rows.iter().map(read).collect()
}

/// Keeps, before a post leaves, that it leaves: the attempt is counted and its timestamp fixed. The
/// mark stays ours for [`LEASE`] from then on.
pub fn sending(tx: &mut Tx<'_>, score: ScoreId, stamp: Timestamp) -> Result<u32, StoreError> {
    let row = tx.query_one(
        "update score set state = 'sending', attempts = attempts + 1, stamped_at = $2,
             lease_until = $3
         where id = $1 returning attempts",
        params![score, stamp.0, (stamp + LEASE).0],
    )?;
    count(&row, "attempts")
}

/// Keeps where a mark stands, and lets it go until it is due. If it is not at its end, the step that
/// led here came to nothing and is counted.
pub fn rest(
    tx: &mut Tx<'_>,
    score: ScoreId,
    state: State,
    due: Timestamp,
    code: Option<&str>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let confirmed = (state == State::Confirmed).then_some(now.0);
    tx.execute(
        "update score set state = $2, due_at = $3, lease_until = 0, code = $4,
             confirmed_at = coalesce(confirmed_at, $5), tries = tries + $6 where id = $1",
        params![score, state.word(), due.0, code, confirmed, !state.rests()],
    )?;
    Ok(())
}

/// Lets a mark go until its platform takes requests again, with its posts counted anew. No step came
/// to nothing.
pub fn not_yet(
    tx: &mut Tx<'_>,
    score: ScoreId,
    state: State,
    posts: u32,
    until: Timestamp,
    code: Option<&str>,
) -> Result<(), StoreError> {
    tx.execute(
        "update score set state = $2, attempts = $3, due_at = $4, lease_until = 0, code = $5
         where id = $1",
        params![score, state.word(), posts, until.0, code],
    )?;
    Ok(())
}

/// Keeps that a post was accepted; the mark stays ours for the read-back.
pub fn sent(tx: &mut Tx<'_>, score: ScoreId) -> Result<(), StoreError> {
    tx.execute(
        "update score set state = 'sent', code = null where id = $1",
        params![score],
    )?;
    Ok(())
}

/// Puts a stuck mark of this scheme back into the queue; false if there is no such mark.
pub fn again(
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    score: ScoreId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let found = tx.execute(
        "update score set state = 'queued', attempts = 1, tries = 0, due_at = $3, lease_until = 0
         where id = $2 and state in ('dead', 'ungradable')
             and course in (select id from course where scheme = $1)",
        params![scheme, score, now.0],
    )?;
    Ok(found == 1)
}

/// Makes every waiting mark due now and says how many there are.
pub fn all_due(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    tx.execute(
        "update score set due_at = $1 where state in ('queued', 'postponed', 'sending', 'sent')",
        params![now.0],
    )
}

/// Forgets every column and puts every mark back to the start of its way.
pub fn all_anew(tx: &mut Tx<'_>, now: Timestamp) -> Result<(), StoreError> {
    tx.execute("delete from line_item", params![])?;
    tx.execute(
        "update score set state = 'queued', attempts = 0, tries = 0, due_at = $1, lease_until = 0,
             code = null",
        params![now.0],
    )?;
    Ok(())
}

/// A mark with its owner's name, for the coordinator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The mark.
    pub score: Score,
    /// The owner's name.
    pub name: Option<String>,
    /// When training was complete.
    pub completed_at: Timestamp,
}

/// The marks of a scheme: those that need a person first, then the newest.
pub fn of_scheme(tx: &mut Tx<'_>, scheme: SchemeId) -> Result<Vec<Listed>, StoreError> {
    let rows = tx.query(
        "select s.*, p.name, coalesce(k.completed_at, s.queued_at) as completed_at
         from score s join course c on c.id = s.course join person p on p.id = s.person
         left join completion k on k.scheme = c.scheme and k.person = s.person
         where c.scheme = $1
         order by case s.state when 'dead' then 0 when 'confirmed' then 2 else 1 end,
             completed_at desc, s.id",
        params![scheme],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Listed {
                score: read(row)?,
                name: opt_string(row, "name")?,
                completed_at: Timestamp(row.int("completed_at")?),
            })
        })
        .collect()
}

/// How many marks of a scheme stand where.
pub fn counts(tx: &mut Tx<'_>, scheme: SchemeId) -> Result<Vec<(State, u32)>, StoreError> {
    let rows = tx.query(
        "select s.state, count(*) as number from score s join course c on c.id = s.course
         where c.scheme = $1 group by s.state",
        params![scheme],
    )?;
    rows.iter()
        .map(|row| Ok((state(row)?, count(row, "number")?)))
        .collect()
}

/// How many marks were given up and wait for a person.
pub fn stuck(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    let row = tx.query_one(
        "select count(*) as stuck from score where state = 'dead'",
        params![],
    )?;
    row.int("stuck")
}

/// Where a person's mark in this scheme stands.
pub fn of_person(
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    person: PersonId,
) -> Result<Option<State>, StoreError> {
    let row = tx.query_opt(
        "select s.state from score s join course c on c.id = s.course
         where c.scheme = $1 and s.person = $2 order by s.queued_at limit 1",
        params![scheme, person],
    )?;
    row.as_ref().map(state).transpose()
}
