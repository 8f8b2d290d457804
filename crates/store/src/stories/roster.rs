//! A roster is read; somebody vanishes, is held, is gone.

use domain::{id::ReadId, roster::HOLD, time::Span};

use super::{LEARNS, MONDAY, Place, a_person, id, told};
use crate::{
    StoreError, Tx, person,
    roster::{self, Outcome, Read, State},
};

/// Asks for a reading and takes it.
fn begin_reading(tx: &mut Tx<'_>, at: Place, number: u8) -> Result<Read, StoreError> {
    let now = MONDAY + Span::minutes(number.into());
    roster::ask(tx, at.course, id(ReadId::new, number), now)?;
    let read = roster::take(tx, now)?.expect("one is due");
    assert_eq!(
        (read.id, read.state),
        (id(ReadId::new, number), State::Reading)
    );
    Ok(read)
}

/// Lists these people in a reading.
fn list(tx: &mut Tx<'_>, at: Place, read: &Read, people: &[u8]) -> Result<(), StoreError> {
    for number in people {
        let person = a_person(tx, at, *number)?;
        person::listed(tx, at.course, person, LEARNS, read.id)?;
        person::join(tx, at.scheme, person, MONDAY)?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_is_asked_for_taken_watched_and_ended() {
    told(|tx, at| {
        assert_eq!(roster::last(tx, at.course)?, None);
        assert_eq!(roster::take(tx, MONDAY)?, None);
        roster::ask(tx, at.course, id(ReadId::new, 1), MONDAY)?;
        roster::ask(tx, at.course, id(ReadId::new, 2), MONDAY)?;
        let due = roster::last(tx, at.course)?.expect("due");
        assert_eq!(
            (due.id, due.state),
            (id(ReadId::new, 1), State::Due),
            "asked for once"
        );

        let read = roster::take(tx, MONDAY)?.expect("due");
        roster::ask(tx, at.course, id(ReadId::new, 3), MONDAY)?;
        assert_eq!(roster::take(tx, MONDAY)?, None, "it is under way");
        let soon = MONDAY + Span::seconds(30);
        assert!(roster::progress(tx, read.id, 100, 40, soon)?);
        assert!(
            !roster::progress(tx, id(ReadId::new, 9), 1, 1, soon)?,
            "not ours"
        );
        let far = roster::last(tx, at.course)?.expect("under way");
        assert_eq!((far.done, far.arrived, far.pages), (100, 40, 1));

        let silent = soon + Span::seconds(61);
        let taken_over = roster::take(tx, silent)?.expect("a silent worker lost it");
        assert_eq!((taken_over.id, taken_over.done), (read.id, 0));
        roster::end(
            tx,
            read.id,
            &Outcome::Failed {
                code: "roster-loop",
            },
            silent,
        )?;
        let ended = roster::last(tx, at.course)?.expect("ended");
        assert_eq!(
            (ended.state, ended.code.as_deref()),
            (State::Failed, Some("roster-loop"))
        );
        assert_eq!(ended.ended_at, Some(silent));
        assert!(
            !roster::progress(tx, read.id, 200, 80, silent)?,
            "it has ended"
        );

        roster::ask(tx, at.course, id(ReadId::new, 4), silent)?;
        let anew = roster::last(tx, at.course)?.expect("due again");
        assert_eq!(
            (anew.id, anew.state, anew.code),
            (id(ReadId::new, 4), State::Due, None)
        );
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_vanishes_is_held_and_who_stays_away_is_gone() {
    told(|tx, at| {
        let first = begin_reading(tx, at, 1)?;
        list(tx, at, &first, &[1, 2, 3])?;
        assert_eq!(roster::missing(tx, at.course, first.id)?, (3, 0));
        assert_eq!(roster::hold_missing(tx, at.course, first.id, MONDAY)?, 0);
        roster::end(tx, first.id, &Outcome::Done { held: 0 }, MONDAY)?;

        let second = begin_reading(tx, at, 2)?;
        list(tx, at, &second, &[1])?;
        assert_eq!(roster::missing(tx, at.course, second.id)?, (3, 2));
        assert_eq!(roster::hold_missing(tx, at.course, second.id, MONDAY)?, 2);
        roster::end(tx, second.id, &Outcome::Done { held: 2 }, MONDAY)?;
        let held = |tx: &mut Tx<'_>| {
            let facts = person::all_facts(tx, at.scheme, 1, "quiz-1")?;
            let held = facts.iter().filter(|facts| facts.held);
            Ok::<_, StoreError>((facts.len(), held.count()))
        };
        assert_eq!(held(tx)?, (4, 2), "held people are still members");

        let third = begin_reading(tx, at, 3)?;
        list(tx, at, &third, &[1, 2])?;
        assert_eq!(
            roster::missing(tx, at.course, third.id)?,
            (2, 0),
            "3 was held before"
        );
        let early = MONDAY + Span::days(6);
        assert_eq!(roster::hold_missing(tx, at.course, third.id, early)?, 1);
        assert_eq!(held(tx)?, (4, 1), "2 came back");
        assert_eq!(
            roster::hold_missing(tx, at.course, third.id, MONDAY + HOLD)?,
            0
        );
        assert_eq!(held(tx)?, (3, 0), "3 is gone");

        let gone = a_person(tx, at, 3)?;
        assert!(person::facts(tx, at.scheme, gone, 1, "quiz-1")?.is_none());
        person::launched(tx, at.course, gone, LEARNS, MONDAY + HOLD)?;
        assert_eq!(held(tx)?, (4, 0), "whoever launches is enrolled");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_roster_that_was_wrong_takes_nobody_away() {
    told(|tx, at| {
        let first = begin_reading(tx, at, 1)?;
        list(tx, at, &first, &[1, 2, 3])?;
        roster::end(tx, first.id, &Outcome::Done { held: 0 }, MONDAY)?;
        let second = begin_reading(tx, at, 2)?;
        list(tx, at, &second, &[1, 2])?;
        roster::hold_missing(tx, at.course, second.id, MONDAY)?;
        roster::end(tx, second.id, &Outcome::Done { held: 1 }, MONDAY)?;

        let third = begin_reading(tx, at, 3)?;
        let asking = Outcome::Asking {
            missing: 2,
            known: 2,
        };
        roster::end(tx, third.id, &asking, MONDAY)?;
        let last = roster::last(tx, at.course)?.expect("asking");
        assert_eq!(
            (last.state, last.missing, last.known),
            (State::Asking, 2, 2)
        );
        let still_held = roster::keep_missing(tx, at.course, third.id)?;
        assert_eq!(still_held, 1, "3 was held before");
        assert_eq!(roster::missing(tx, at.course, third.id)?, (2, 0));
        Ok(())
    })
    .await;
}
