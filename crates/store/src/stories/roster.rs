//! A roster is read; somebody vanishes, is held, is gone.

use domain::{id::ReadId, roster::HOLD, time::Span};

use super::{LEARNS, MONDAY, Place, a_person, id, told};
use crate::{
    StoreError, Tx, lease, person,
    roster::{self, Outcome, Read, State},
};

/// Asks for a reading and takes it.
fn begin_reading(tx: &mut Tx<'_>, at: Place, number: u8) -> Result<Read, StoreError> {
    let now = MONDAY + Span::minutes(number.into());
    roster::ask(tx, at.course, id(ReadId::new, number), now)?;
    let read = roster::take(tx, at.registration, now)?.expect("one is due");
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
        assert_eq!(roster::take(tx, at.registration, MONDAY)?, None);
        roster::ask(tx, at.course, id(ReadId::new, 1), MONDAY)?;
        roster::ask(tx, at.course, id(ReadId::new, 2), MONDAY)?;
        let due = roster::last(tx, at.course)?.expect("due");
        assert_eq!(
            (due.id, due.state),
            (id(ReadId::new, 1), State::Due),
            "asked for once"
        );

        let read = roster::take(tx, at.registration, MONDAY)?.expect("due");
        roster::ask(tx, at.course, id(ReadId::new, 3), MONDAY)?;
        assert_eq!(
            roster::take(tx, at.registration, MONDAY)?,
            None,
            "it is under way"
        );
        let soon = MONDAY + Span::seconds(30);
        let mut read = Read {
            done: 100,
            pages: 1,
            arrived: 40,
            ..read
        };
        assert!(roster::progress(tx, &mut read, soon)?);
        let far = roster::last(tx, at.course)?.expect("under way");
        assert_eq!((far.done, far.arrived, far.pages), (100, 40, 1));

        roster::end(
            tx,
            read.id,
            &Outcome::Failed {
                code: "roster-loop",
            },
            soon,
        )?;
        let ended = roster::last(tx, at.course)?.expect("ended");
        assert_eq!(
            (ended.state, ended.code.as_deref()),
            (State::Failed, Some("roster-loop"))
        );
        assert_eq!(ended.ended_at, Some(soon));
        assert!(!lease::is_our_reading(tx, &read)?, "it has ended");

        roster::ask(tx, at.course, id(ReadId::new, 4), soon)?;
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
async fn a_reading_that_was_taken_over_is_no_longer_its_first_workers() {
    told(|tx, at| {
        let first = begin_reading(tx, at, 1)?;
        let mut first = Read {
            done: 100,
            arrived: 40,
            ..first
        };
        assert!(roster::progress(tx, &mut first, MONDAY)?);
        let silent = MONDAY + Span::minutes(4);
        assert_eq!(roster::due(tx, MONDAY)?, []);
        assert_eq!(roster::due(tx, silent)?, [at.registration]);
        let second = roster::take(tx, at.registration, silent)?.expect("left");
        assert_eq!((second.id, second.done), (first.id, 0));
        assert_eq!(second.arrived, 40, "who arrived has arrived");
        assert!(!roster::progress(tx, &mut first, silent)?);
        assert!(!lease::is_our_reading(tx, &first)?);
        assert!(lease::is_our_reading(tx, &second)?);
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_vanishes_is_held_and_who_stays_away_is_gone() {
    told(|tx, at| {
        let first = begin_reading(tx, at, 1)?;
        let first = Read {
            arrived: 3,
            ..first
        };
        list(tx, at, &first, &[1, 2, 3])?;
        assert_eq!(roster::missing(tx, &first)?, (0, 0), "nobody was known");
        assert_eq!(roster::hold_missing(tx, at.course, first.id, MONDAY)?, 0);
        roster::end(tx, first.id, &Outcome::Done { held: 0 }, MONDAY)?;

        let second = begin_reading(tx, at, 2)?;
        list(tx, at, &second, &[1])?;
        assert_eq!(roster::missing(tx, &second)?, (3, 2));
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
        assert_eq!(roster::missing(tx, &third)?, (2, 0), "3 was held before");
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

/// Ten who come do not hide three who are missing.
#[tokio::test(flavor = "multi_thread")]
async fn who_is_missing_is_counted_among_those_who_were_known() {
    told(|tx, at| {
        let first = begin_reading(tx, at, 1)?;
        list(tx, at, &first, &[1, 2, 3, 4, 5, 6, 7, 8])?;
        roster::end(tx, first.id, &Outcome::Done { held: 0 }, MONDAY)?;
        let second = begin_reading(tx, at, 2)?;
        let come: Vec<u8> = (6..=40).collect();
        list(tx, at, &second, &come)?;
        let second = Read {
            arrived: 32,
            ..second
        };
        assert_eq!(roster::missing(tx, &second)?, (8, 5));
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_learner_who_launched_and_was_never_listed_is_held_and_a_teacher_is_not() {
    told(|tx, at| {
        let launched = |tx: &mut Tx<'_>, number, minutes| {
            let person = a_person(tx, at, number)?;
            let then = MONDAY + Span::minutes(minutes);
            person::launched(tx, at.course, person, LEARNS, then)
        };
        launched(tx, 1, 1)?;
        let read = begin_reading(tx, at, 2)?;
        launched(tx, 2, 2)?;
        list(tx, at, &read, &[3])?;
        let read = Read { arrived: 1, ..read };
        assert_eq!(roster::missing(tx, &read)?, (1, 1), "2 came too late");
        assert_eq!(roster::hold_missing(tx, at.course, read.id, MONDAY)?, 1);
        roster::end(tx, read.id, &Outcome::Done { held: 1 }, MONDAY)?;
        assert_eq!(
            roster::hold_missing(tx, at.course, read.id, MONDAY + HOLD)?,
            0
        );
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_roster_is_read_again_where_it_was_not_for_long() {
    told(|tx, at| {
        let unread = |tx: &mut Tx<'_>, before| roster::unread_since(tx, before, 9);
        assert_eq!(unread(tx, MONDAY)?, [at.course], "never read");
        assert_eq!(
            roster::unread_since(tx, MONDAY, 0)?,
            [],
            "no more than asked"
        );
        let read = begin_reading(tx, at, 1)?;
        assert_eq!(unread(tx, MONDAY + Span::days(9))?, [], "it is under way");
        let ended = MONDAY + Span::hours(1);
        roster::end(tx, read.id, &Outcome::Done { held: 0 }, ended)?;
        assert_eq!(unread(tx, MONDAY)?, []);
        assert_eq!(unread(tx, ended)?, [at.course]);
        let asking = Outcome::Asking {
            missing: 2,
            known: 2,
        };
        roster::end(tx, read.id, &asking, ended)?;
        assert_eq!(unread(tx, ended)?, [], "it waits for a person");
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
        assert_eq!(roster::missing(tx, &third)?, (2, 0));
        Ok(())
    })
    .await;
}
