//! The one writer. It commits the closures that wait as one transaction, so that they share one
//! fsync; savepoints keep them apart.

use crate::db::job::Job;
use crate::db::queue::{self, Inbox};
use crate::db::sqlite::Session;
use crate::db::tx::Tx;
use crate::error::StoreError;

/// How many closures share a commit at most: bounds how long the first of them waits.
const GROUP: usize = 64;

/// Serves writes until the queue is closed, then folds the wal back into the file.
pub(super) fn serve(mut session: Session, inbox: &Inbox) {
    while let Some(work) = queue::next(inbox) {
        group(&mut session, work.job, inbox);
    }
    // Without it the next opening reads the wal, which is only slower.
    drop(session.batch("pragma optimize"));
    drop(
        session
            .connection
            .execute_batch("pragma wal_checkpoint(truncate)"),
    );
}

fn group(session: &mut Session, first: Box<dyn Job>, inbox: &Inbox) {
    let mut done = vec![];
    let end = run_group(session, first, inbox, &mut done);
    if session.is_in_transaction()
        && let Err(error) = session.batch("rollback")
    {
        tracing::error!(%error, "a failed transaction could not be rolled back");
    }
    for job in done {
        job.answer(end.clone());
    }
}

fn run_group(
    session: &mut Session,
    first: Box<dyn Job>,
    inbox: &Inbox,
    done: &mut Vec<Box<dyn Job>>,
) -> Result<(), StoreError> {
    let mut next = Some(first);
    let mut begun = session.batch("begin immediate");
    let mut is_empty = true;
    while let Some(mut job) = next {
        if begun.is_ok() && job.is_wanted() {
            let kept = if is_empty {
                run_first(session, job.as_mut())
            } else {
                run_apart(session, job.as_mut())
            };
            is_empty &= kept == Ok(false);
            begun = kept.map(drop);
        }
        done.push(job);
        let more = begun.is_ok() && done.len() < GROUP;
        next = if more {
            queue::next_waiting(inbox).map(|work| work.job)
        } else {
            None
        };
    }
    begun.and_then(|()| session.batch("commit"))
}

/// Runs one closure in a transaction that has nothing of another yet: whoever writes alone needs no
/// savepoint. Says whether its changes are kept. An error here is the whole group's.
fn run_first(session: &mut Session, job: &mut dyn Job) -> Result<bool, StoreError> {
    let keep = run(session, job)?;
    if !keep {
        session.batch("rollback")?;
        session.batch("begin immediate")?;
    }
    Ok(keep)
}

/// Runs one closure in a savepoint, after others. An error here is the whole group's.
fn run_apart(session: &mut Session, job: &mut dyn Job) -> Result<bool, StoreError> {
    session.batch("savepoint one")?;
    let keep = run(session, job)?;
    if !keep {
        session.batch("rollback to one")?;
    }
    session.batch("release one")?;
    Ok(keep)
}

/// Runs one closure and says whether its changes are to be kept. Where SQLite has ended the
/// transaction, that is an error.
fn run(session: &mut Session, job: &mut dyn Job) -> Result<bool, StoreError> {
    let mut tx = Tx::sqlite(session);
    let keep = job.run(&mut tx);
    let failure = tx.into_failure();
    if session.is_in_transaction() {
        Ok(keep)
    } else {
        Err(failure.unwrap_or(StoreError::Aborted))
    }
}
