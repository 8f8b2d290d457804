//! What went wrong between platforms and us, kept so that a technologist can read why.
//!
//! It is collected in memory and written a little later, each thing once with how often it
//! happened: refusing a flood of launches costs no write for each.

mod settled;

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use domain::{Timestamp, id::RegistrationId};
use store::{
    StoreError, Tx,
    registration::{Registration, State},
    trouble::{self, Trouble},
};

pub(crate) use settled::Since;

use crate::{app::App, error::Error};

/// Most things that wait to be written. More than that is a flood, of which enough is known.
const MOST_WAITING: usize = 1_000;

/// Most letters of what is kept of one.
const LONGEST_DETAIL: usize = 200;

/// Whom something went wrong with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Whom {
    /// The registration; none where nobody known came.
    pub(crate) registration: Option<RegistrationId>,
    /// The deployment, where a message that could be believed named one.
    pub(crate) deployment: String,
}

type Waiting = HashMap<(Whom, &'static str), Trouble>;

/// What waits to be written.
#[derive(Default)]
pub(crate) struct Troubles(Mutex<Waiting>);

impl Troubles {
    /// Notes that something went wrong. `detail` is for a technologist and holds nothing of a person.
    pub(crate) fn note(&self, whom: Whom, code: &'static str, detail: &str, now: Timestamp) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (whom, code);
        if waiting.len() >= MOST_WAITING && !waiting.contains_key(&key) {
            return;
        }
        let seen = waiting.entry(key.clone()).or_insert_with(|| Trouble {
            registration: key.0.registration,
            deployment: key.0.deployment,
            code: code.to_owned(),
            detail: String::new(),
            times: 0,
            first_at: now,
            last_at: now,
        });
        seen.times = seen.times.saturating_add(1);
        seen.last_at = now;
        seen.detail = plain(detail);
    }

    /// The same for a request that is refused.
    pub(crate) fn note_error(&self, whom: Whom, error: &Error, now: Timestamp) {
        let detail = error.cause.as_deref().unwrap_or_default();
        self.note(whom, error.code, detail, now);
    }

    fn take(&self) -> Waiting {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What could not be written waits again, with what has come since.
    fn put_back(&self, taken: Waiting) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, before) in taken {
            let since = waiting.entry(key).or_insert_with(|| Trouble {
                times: 0,
                ..before.clone()
            });
            since.times = since.times.saturating_add(before.times);
            since.first_at = before.first_at;
        }
    }
}

/// Text that may come from anywhere, short and without anything that is no letter to look at.
fn plain(detail: &str) -> String {
    let shown = detail.chars().map(|letter| match letter {
        letter if letter.is_control() => ' ',
        letter => letter,
    });
    shown.take(LONGEST_DETAIL).collect()
}

/// Writes what waits.
pub(crate) async fn write(app: &App) -> Result<(), StoreError> {
    let waiting = app.troubles.take();
    if waiting.is_empty() {
        return Ok(());
    }
    let kept: Vec<Trouble> = waiting.values().cloned().collect();
    let note = move |tx: &mut Tx<'_>| kept.iter().try_for_each(|each| trouble::note(tx, each));
    let written = app.store.write(note).await;
    if written.is_err() {
        app.troubles.put_back(waiting);
    }
    written
}

/// Whether the keys of a platform in use could not be read last, by our own check or when somebody came.
pub(crate) fn is_unreached(tx: &mut Tx<'_>, known: &Registration) -> Result<bool, StoreError> {
    let since = Since::of(tx, known)?;
    let all = trouble::of(tx, Some(known.id))?;
    let is_open =
        |each: &Trouble| settled::UNREACHED.contains(&&*each.code) && !since.settles(each);
    Ok(known.state == State::Active && all.iter().any(is_open))
}

/// Whether our own check found it, and nobody who came.
pub(crate) fn is_of_a_check(code: &str) -> bool {
    code.starts_with("check-")
}

/// What went wrong lately with a registration, or with nobody known, up to this moment; the latest
/// first.
pub async fn lately(
    app: &App,
    registration: Option<RegistrationId>,
) -> Result<Vec<Trouble>, StoreError> {
    write(app).await?;
    app.store
        .read(move |tx| trouble::of(tx, registration))
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whom(deployment: &str) -> Whom {
        Whom {
            registration: None,
            deployment: deployment.to_owned(),
        }
    }

    #[test]
    fn the_same_trouble_is_counted_and_the_last_detail_is_kept() {
        let troubles = Troubles::default();
        troubles.note(whom("1"), "launch-target", "first", Timestamp(5));
        troubles.note(whom("1"), "launch-target", "se\ncond", Timestamp(9));
        troubles.note(whom("2"), "launch-target", "", Timestamp(9));
        let taken = troubles.take();
        assert_eq!(taken.len(), 2);
        let twice = &taken[&(whom("1"), "launch-target")];
        assert_eq!((twice.times, &*twice.detail), (2, "se cond"));
        let (first, last) = (twice.first_at, twice.last_at);
        assert_eq!((first, last), (Timestamp(5), Timestamp(9)));
        assert!(troubles.take().is_empty());
        // The database did not take it, and it happened once more meanwhile.
        troubles.note(whom("1"), "launch-target", "third", Timestamp(12));
        troubles.put_back(taken);
        let taken = troubles.take();
        let thrice = &taken[&(whom("1"), "launch-target")];
        assert_eq!((thrice.times, &*thrice.detail), (3, "third"));
        let (first, last) = (thrice.first_at, thrice.last_at);
        assert_eq!((first, last), (Timestamp(5), Timestamp(12)));
        assert_eq!(taken.len(), 2);
    }

    #[test]
    fn a_flood_takes_no_more_room_than_it_may() {
        let troubles = Troubles::default();
        for number in 0..5_000 {
            let detail = "x".repeat(10_000);
            troubles.note(
                whom(&number.to_string()),
                "launch-target",
                &detail,
                Timestamp(0),
            );
        }
        let taken = troubles.take();
        assert_eq!(taken.len(), MOST_WAITING);
        assert!(
            taken
                .values()
                .all(|each| each.detail.len() == LONGEST_DETAIL)
        );
    }
}
