//! Why groups could not be formed, and what would help: what trying came to last.

use domain::{
    Timestamp,
    forming::{Impasse, Shortage, Step, StepKind},
    id::SchemeId,
};

use crate::{
    Row, StoreError, Tx,
    ids::{count, opt_string, wrong},
    params,
};

/// What trying to form groups came to, and for whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// A keyed hash of the people and sizes it was found for: of others it says nothing.
    pub made_of: Vec<u8>,
    /// What was found.
    pub impasse: Impasse,
}

const SHORTAGES: [(Shortage, &str); 2] =
    [(Shortage::Seats, "seats"), (Shortage::Mentees, "mentees")];

const KINDS: [(StepKind, &str); 4] = [
    (StepKind::MoreSeats, "more-seats"),
    (StepKind::LowerMinimum, "lower-minimum"),
    (StepKind::OtherCourse, "other-course"),
    (StepKind::Wait, "wait"),
];

/// The word that is kept for a value.
fn word<T: PartialEq>(words: &[(T, &'static str)], value: &T) -> &'static str {
    let found = words.iter().find(|(of, _)| of == value);
    found.expect("every value has a word").1
}

/// The value a word was kept for.
fn value<T: Copy>(words: &[(T, &str)], row: &Row, column: &'static str) -> Result<T, StoreError> {
    let text = row.text(column)?;
    let found = words.iter().find(|(_, word)| *word == text);
    found
        .map(|(value, _)| *value)
        .ok_or_else(|| wrong(column, "a word of its list"))
}

/// Keeps what trying came to, in place of what it came to before.
pub fn keep(
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    new: &Kept,
    now: Timestamp,
) -> Result<(), StoreError> {
    forget(tx, scheme)?;
    let Kept { made_of, impasse } = new;
    tx.execute(
        "insert into impasse (scheme, found_at, made_of, shortage, mentees, mentors, seats, discipline)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            scheme,
            now.0,
            made_of,
            word(&SHORTAGES, &impasse.shortage),
            impasse.mentees,
            impasse.mentors,
            impasse.seats,
            impasse.discipline.as_deref()
        ],
    )?;
    for (cure, steps) in (0_u32..).zip(&impasse.cures) {
        for (place, step) in (0_u32..).zip(steps) {
            keep_step(tx, scheme, (cure, place), step)?;
        }
    }
    Ok(())
}

fn keep_step(
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    (cure, place): (u32, u32),
    step: &Step,
) -> Result<(), StoreError> {
    tx.execute(
        "insert into cure_step (scheme, cure, step, kind, people, places, discipline)
         values ($1, $2, $3, $4, $5, $6, $7)",
        params![
            scheme,
            cure,
            place,
            word(&KINDS, &step.kind),
            step.people,
            step.places,
            step.discipline.as_deref()
        ],
    )?;
    Ok(())
}

/// Forgets it, because groups were formed.
pub fn forget(tx: &mut Tx<'_>, scheme: SchemeId) -> Result<(), StoreError> {
    tx.execute("delete from cure_step where scheme = $1", params![scheme])?;
    tx.execute("delete from impasse where scheme = $1", params![scheme])?;
    Ok(())
}

/// What trying came to last, if it came to nothing.
pub fn last(tx: &mut Tx<'_>, scheme: SchemeId) -> Result<Option<Kept>, StoreError> {
    let row = tx.query_opt("select * from impasse where scheme = $1", params![scheme])?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Kept {
        made_of: row.bytes("made_of")?.to_vec(),
        impasse: Impasse {
            shortage: value(&SHORTAGES, &row, "shortage")?,
            mentees: count(&row, "mentees")?,
            mentors: count(&row, "mentors")?,
            seats: count(&row, "seats")?,
            discipline: opt_string(&row, "discipline")?,
            cures: cures(tx, scheme)?,
        },
    }))
}

fn cures(tx: &mut Tx<'_>, scheme: SchemeId) -> Result<Vec<Vec<Step>>, StoreError> {
    let rows = tx.query(
        "select * from cure_step where scheme = $1 order by cure, step",
        params![scheme],
    )?;
    let mut steps = Vec::with_capacity(rows.len());
    for row in &rows {
        let step = Step {
            kind: value(&KINDS, row, "kind")?,
            people: count(row, "people")?,
            places: count(row, "places")?,
            discipline: opt_string(row, "discipline")?,
        };
        steps.push((count(row, "cure")?, step));
    }
    let cures = steps.chunk_by(|one, other| one.0 == other.0);
    Ok(cures
        .map(|steps| steps.iter().map(|(_, step)| step.clone()).collect())
        .collect())
}
