//! A mark travels.

use domain::{
    Timestamp,
    id::{PersonId, ReadId, RegistrationId, SchemeId, ScoreId},
    score::{LEASE, State},
    time::Span,
};

use super::{MONDAY, Place, a_student, id, told};
use crate::{StoreError, Tx, course, lease, params, registration, roster, score, training};

const COLUMN: &str = "alongside:completion";

/// Completion and its mark, as one transaction records them.
fn complete(tx: &mut Tx<'_>, at: Place, number: u8) -> Result<(PersonId, ScoreId), StoreError> {
    let person = a_student(tx, at, number)?;
    training::complete(tx, at.scheme, person, MONDAY)?;
    let new = id(ScoreId::new, number);
    score::queue(tx, new, at.course, person, COLUMN, MONDAY)?;
    Ok((person, new))
}

fn taken(tx: &mut Tx<'_>, at: Place, now: Timestamp) -> Result<Vec<ScoreId>, StoreError> {
    let mut ids: Vec<ScoreId> = score::take(tx, at.registration, 16, now)?
        .iter()
        .map(|it| it.id)
        .collect();
    ids.sort_unstable();
    Ok(ids)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mark_is_queued_sent_read_back_and_confirmed() {
    told(|tx, at| {
        let (jo, mark) = complete(tx, at, 1)?;
        score::queue(tx, id(ScoreId::new, 9), at.course, jo, COLUMN, MONDAY)?;
        assert_eq!(
            score::counts(tx, at.scheme)?,
            [(State::Queued, 1)],
            "queued once"
        );
        assert_eq!(
            taken(tx, at, MONDAY)?,
            [],
            "the coordinator has not allowed a column"
        );
        assert_eq!(score::due(tx, MONDAY)?, []);
        course::allow_column(tx, at.course)?;
        assert_eq!(score::due(tx, MONDAY)?, [at.registration]);
        let other = id(RegistrationId::new, 9);
        assert_eq!(score::take(tx, other, 16, MONDAY)?, [], "not theirs");

        let ours = score::take(tx, at.registration, 16, MONDAY)?;
        assert_eq!(
            (ours[0].id, ours[0].attempts, ours[0].stamped_at),
            (mark, 0, None)
        );
        assert_eq!(taken(tx, at, MONDAY)?, [], "it is held");
        assert_eq!(score::sending(tx, mark, MONDAY)?, 1);
        let soon = MONDAY + Span::seconds(1);
        score::not_yet(tx, mark, State::Postponed, 0, soon, Some("platform-busy"))?;
        assert_eq!(taken(tx, at, MONDAY)?, [], "the platform takes nothing now");
        let [again] = &score::take(tx, at.registration, 16, soon)?[..] else {
            panic!("then it does");
        };
        assert_eq!((again.attempts, again.tries), (0, 0), "nothing counts");
        assert_eq!(again.stamped_at, Some(MONDAY), "times only grow");
        assert_eq!(score::sending(tx, mark, soon)?, 1);
        score::sent(tx, mark)?;
        assert_eq!(score::of_person(tx, at.scheme, jo)?, Some(State::Sent));
        assert_eq!(
            taken(tx, at, soon + LEASE)?,
            [mark],
            "whoever held it was killed"
        );
        score::rest(tx, mark, State::Confirmed, MONDAY, None, MONDAY)?;
        assert_eq!(taken(tx, at, MONDAY + Span::days(1))?, [], "it has arrived");
        assert_eq!(score::of_person(tx, at.scheme, jo)?, Some(State::Confirmed));
        let [shown] = &score::of_scheme(tx, at.scheme)?[..] else {
            panic!("one mark");
        };
        assert_eq!((shown.completed_at, &shown.name), (MONDAY, &None));
        assert_eq!(shown.score.stamped_at, Some(soon));
        let worked = registration::Worked {
            deployment: "1".to_owned(),
            launched_at: Some(MONDAY),
            roster_at: None,
            mark_at: Some(MONDAY),
        };
        assert_eq!(registration::worked(tx, at.registration)?, [worked]);
        let other = id(RegistrationId::new, 9);
        assert_eq!(registration::worked(tx, other)?, [], "not theirs");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stuck_mark_waits_for_a_person_and_goes_again() {
    told(|tx, at| {
        course::allow_column(tx, at.course)?;
        let ((jo, mark), (_, other)) = (complete(tx, at, 1)?, complete(tx, at, 2)?);
        score::rest(tx, mark, State::Dead, MONDAY, Some("score-refused"), MONDAY)?;
        let later = MONDAY + Span::minutes(5);
        score::rest(tx, other, State::Sending, later, None, MONDAY)?;
        assert_eq!(taken(tx, at, MONDAY)?, [], "one is stuck, one is due later");
        score::rest(tx, other, State::Sent, later, None, MONDAY)?;
        let rows = score::of_scheme(tx, at.scheme)?;
        assert_eq!(
            (rows[0].score.id, rows[1].score.id),
            (mark, other),
            "stuck ones first"
        );
        assert_eq!(
            (rows[0].score.tries, rows[1].score.tries),
            (0, 2),
            "what came to nothing is counted"
        );
        assert_eq!(rows[0].score.code.as_deref(), Some("score-refused"));

        assert!(
            !score::again(tx, id(SchemeId::new, 9), mark, MONDAY)?,
            "not theirs"
        );
        assert!(!score::again(tx, at.scheme, other, MONDAY)?, "not stuck");
        assert!(score::again(tx, at.scheme, mark, MONDAY)?);
        assert_eq!(score::of_person(tx, at.scheme, jo)?, Some(State::Queued));
        assert_eq!(taken(tx, at, MONDAY)?, [mark]);
        score::rest(tx, mark, State::Ungradable, MONDAY, None, MONDAY)?;
        assert_eq!(score::all_due(tx, MONDAY)?, 1, "the one that waits");
        let again = score::take(tx, at.registration, 16, MONDAY)?;
        assert_eq!((again[0].id, again[0].tries), (other, 2));

        course::keep_line_item(tx, at.course, COLUMN, "https://lms/1", MONDAY)?;
        score::all_anew(tx, MONDAY)?;
        assert_eq!(course::line_item(tx, at.course, COLUMN)?, None);
        let mut both = [mark, other];
        both.sort_unstable();
        assert_eq!(taken(tx, at, MONDAY)?, both);
        let rows = score::of_scheme(tx, at.scheme)?;
        assert!(rows.iter().all(|row| row.score.tries == 0), "a new start");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_mark_was_confirmed_at_is_not_forgotten() {
    told(|tx, at| {
        let (_, mark) = complete(tx, at, 1)?;
        score::rest(tx, mark, State::Confirmed, MONDAY, None, MONDAY)?;
        score::all_anew(tx, MONDAY + Span::days(1))?;
        let again = MONDAY + Span::days(2);
        score::rest(tx, mark, State::Confirmed, again, None, again)?;
        let row = tx.query_one("select confirmed_at, code from score", params![])?;
        assert_eq!(
            (row.int("confirmed_at")?, row.opt_text("code")?),
            (MONDAY.0, None)
        );
        assert_eq!(score::of_person(tx, at.scheme, at.teacher)?, None);
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_is_ours_until_somebody_else_takes_it_or_all_is_freed() {
    told(|tx, at| {
        course::allow_column(tx, at.course)?;
        let (_, mark) = complete(tx, at, 1)?;
        let ours = score::take(tx, at.registration, 16, MONDAY)?.remove(0);
        assert!(lease::is_ours(tx, &ours)?);
        let silent = MONDAY + LEASE;
        let theirs = score::take(tx, at.registration, 16, silent)?.remove(0);
        assert!(!lease::is_ours(tx, &ours)? && lease::is_ours(tx, &theirs)?);

        let reading = id(ReadId::new, 1);
        roster::ask(tx, at.course, reading, MONDAY)?;
        roster::take(tx, at.registration, silent)?;
        assert_eq!(lease::free_all(tx)?, 2, "a mark and a reading");
        assert!(!lease::is_ours(tx, &theirs)?);
        assert_eq!(taken(tx, at, silent)?, [mark], "at once");
        assert_eq!(
            roster::take(tx, at.registration, silent)?.map(|read| read.id),
            Some(reading)
        );
        Ok(())
    })
    .await;
}
