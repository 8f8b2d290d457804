//! A session lives and ends; a nonce is used.

use domain::{
    Timestamp,
    id::{CourseId, PersonId, ReadId, SessionId},
    roster::HOLD,
    standing::Standing,
    time::Span,
};

use super::{LEARNS, MONDAY, Place, a_student, id, told};
use crate::{
    StoreError, Tx, course, institution, person, registration, roster, scheme,
    session::{self, Session},
    visit,
};

fn start(
    tx: &mut Tx<'_>,
    at: Place,
    person: PersonId,
    number: u8,
    started_at: Timestamp,
) -> Result<Session, StoreError> {
    let new = Session {
        id: id(SessionId::new, number),
        browser_hash: vec![number; 32],
        registration: at.registration,
        course: at.course,
        person,
        language: None,
        choosing: None,
        return_url: None,
        started_at,
        used_at: started_at,
        ended_at: None,
    };
    session::start(tx, &new, &[number, 0, 255])?;
    Ok(new)
}

fn ended(tx: &mut Tx<'_>, session: &Session) -> Result<Option<Timestamp>, StoreError> {
    Ok(session::get(tx, session.id)?.expect("kept").ended_at)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_found_by_its_handle_used_spoken_in_and_ended() {
    told(|tx, at| {
        let (ali, bo) = (a_student(tx, at, 1)?, a_student(tx, at, 2)?);
        let (one, two) = (
            start(tx, at, ali, 1, MONDAY)?,
            start(tx, at, ali, 2, MONDAY)?,
        );
        let others = start(tx, at, bo, 3, MONDAY)?;
        assert_eq!(session::by_handle(tx, &[1, 0, 255])?, Some(one.clone()));
        assert_eq!(session::by_handle(tx, &[9])?, None);
        assert_eq!(session::get(tx, id(SessionId::new, 9))?, None);

        let later = MONDAY + Span::minutes(5);
        session::touch(tx, one.id, later)?;
        session::touch(tx, one.id, MONDAY)?;
        session::speak(tx, one.id, "cy")?;
        let used = session::get(tx, one.id)?.expect("kept");
        assert_eq!(
            (used.used_at, used.language.as_deref()),
            (later, Some("cy"))
        );
        let other = session::get(tx, two.id)?.expect("kept");
        assert_eq!(other.language, None, "a session under way stays as it is");
        assert_eq!(
            person::language(tx, ali)?.as_deref(),
            Some("cy"),
            "those to come"
        );
        assert_eq!(person::language(tx, bo)?, None);

        assert_eq!(session::end_of_person(tx, at.course, ali, later)?, 2);
        assert_eq!(
            session::end_of_person(tx, at.course, ali, MONDAY)?,
            0,
            "ended once"
        );
        assert_eq!(
            (ended(tx, &one)?, ended(tx, &two)?),
            (Some(later), Some(later))
        );
        assert_eq!(ended(tx, &others)?, None);
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_around_a_visit_is_read_at_once() {
    told(|tx, at| {
        let ali = a_student(tx, at, 1)?;
        let visit = start(tx, at, ali, 1, MONDAY)?;
        let around = visit::around(tx, &visit)?;
        let registration = registration::get(tx, at.registration)?;
        assert_eq!(Some(around.registration), registration);
        assert_eq!(around.institution, institution::get(tx, at.institution)?);
        assert_eq!(around.course, course::get(tx, at.course)?);
        assert_eq!(around.scheme, Some(scheme::get(tx, at.scheme)?));
        assert_eq!(around.standing, person::standing(tx, at.course, ali)?);
        assert_eq!(around.called, person::name(tx, ali)?);

        let nobody = super::a_person(tx, at, 9)?;
        let alone = course::Launched {
            context: "another",
            ..super::a_launch()
        };
        let course = id(CourseId::new, 9);
        course::launched(tx, course, at.registration, &alone, MONDAY)?;
        let visit = Session {
            course,
            person: nobody,
            ..visit
        };
        let around = visit::around(tx, &visit)?;
        assert_eq!((around.course.id, around.scheme), (course, None));
        assert_eq!(around.standing, Standing::default());
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_of_people_who_are_gone_end() {
    told(|tx, at| {
        let (gone, stays) = (a_student(tx, at, 1)?, a_student(tx, at, 2)?);
        let (old, new) = (id(ReadId::new, 1), id(ReadId::new, 2));
        person::listed(tx, at.course, gone, LEARNS, old)?;
        person::listed(tx, at.course, stays, LEARNS, new)?;
        roster::hold_missing(tx, at.course, new, MONDAY)?;
        let (one, two) = (
            start(tx, at, gone, 1, MONDAY)?,
            start(tx, at, stays, 2, MONDAY)?,
        );
        assert_eq!(
            session::end_of_gone(tx, at.course, MONDAY)?,
            0,
            "held is not gone"
        );
        roster::hold_missing(tx, at.course, new, MONDAY + HOLD)?;
        assert_eq!(session::end_of_gone(tx, at.course, MONDAY + HOLD)?, 1);
        assert_eq!(
            (ended(tx, &one)?, ended(tx, &two)?),
            (Some(MONDAY + HOLD), None)
        );
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nonce_is_used_once_for_as_long_as_a_token_could_carry_it() {
    told(|tx, at| {
        let until = MONDAY + Span::minutes(5);
        assert!(session::use_nonce(tx, "n", until)?);
        assert!(!session::use_nonce(tx, "n", until)?);
        assert!(session::use_nonce(tx, "m", until + Span::minutes(1))?);
        let ali = a_student(tx, at, 1)?;
        let old = start(tx, at, ali, 1, MONDAY - Span::days(2))?;
        let young = start(tx, at, ali, 2, MONDAY)?;
        assert_eq!(session::forget(tx, until, MONDAY)?, 1, "the old session");
        assert!(!session::use_nonce(tx, "n", until)?, "to its last moment");
        assert_eq!(session::get(tx, old.id)?, None);
        assert!(session::get(tx, young.id)?.is_some());
        assert_eq!(
            session::forget(tx, until + Span(1), MONDAY)?,
            1,
            "n, and not m"
        );
        assert!(session::use_nonce(tx, "n", until)?);
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_visit_was_asked_to_choose_is_taken_once_and_ends_it() {
    told(|tx, at| {
        let new = Session {
            choosing: Some("{}".to_owned()),
            ..start(tx, at, at.teacher, 1, MONDAY)?
        };
        let new = Session {
            id: id(SessionId::new, 2),
            ..new
        };
        session::start(tx, &new, &[2])?;
        assert_eq!(session::get(tx, new.id)?, Some(new.clone()));
        assert!(session::chosen(tx, new.id, MONDAY)?);
        assert!(!session::chosen(tx, new.id, MONDAY)?, "a second time");
        let over = session::get(tx, new.id)?.expect("kept");
        assert_eq!((over.choosing, over.ended_at), (None, Some(MONDAY)));
        let ordinary = id(SessionId::new, 1);
        assert!(!session::chosen(tx, ordinary, MONDAY)?);
        let ordinary = session::get(tx, ordinary)?.expect("kept");
        assert_eq!(
            ordinary.ended_at, None,
            "a visit that chooses nothing goes on"
        );
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_visits_through_a_platform_end_when_it_is_switched_off() {
    use crate::registration::{self, State};

    told(|tx, at| {
        let open = start(tx, at, at.teacher, 1, MONDAY)?;
        registration::set_state(tx, at.registration, State::Active, MONDAY)?;
        assert_eq!(ended(tx, &open)?, None);
        registration::set_state(tx, at.registration, State::Disabled, MONDAY)?;
        assert_eq!(ended(tx, &open)?, Some(MONDAY));
        Ok(())
    })
    .await;
}
