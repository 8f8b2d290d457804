//! Somebody launches again: whether anything is to be kept of it.

use domain::{
    Timestamp,
    id::{CourseId, ReadId},
    roster::HOLD,
    time::Span,
};

use super::{LEARNS, MONDAY, Place, TEACHES, a_launch, a_student, id, told};
use crate::{
    StoreError, Tx,
    again::{self, Said},
    course::{self, Launched},
    params,
    person::{self, Told},
};

type Bend = fn(&mut Said<'_>, &mut Launched<'static>, &mut Told<'static>);

/// A launch of the student with number 1, whom a roster lists, changed by `bend`.
fn look(
    tx: &mut Tx<'_>,
    at: Place,
    now: Timestamp,
    bend: Bend,
) -> Result<Option<again::Place>, StoreError> {
    let (mut course, mut person) = (a_launch(), of(at));
    let mut said = Said {
        registration: at.registration,
        course: &a_launch(),
        person: &of(at),
        roles: LEARNS,
        joins: true,
    };
    bend(&mut said, &mut course, &mut person);
    let said = Said {
        course: &course,
        person: &person,
        ..said
    };
    again::place(tx, &said, now)
}

fn of(at: Place) -> Told<'static> {
    Told {
        institution: at.institution,
        issuer: "https://lms.example",
        subject: "1",
        name: None,
        given_name: None,
        number: Some("S1"),
    }
}

fn listed(tx: &mut Tx<'_>, at: Place) -> Result<domain::id::PersonId, StoreError> {
    let ali = a_student(tx, at, 1)?;
    person::listed(tx, at.course, ali, LEARNS, id(ReadId::new, 1))?;
    Ok(ali)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_launch_that_says_nothing_new_is_known_by_one_look() {
    told(|tx, at| {
        let ali = listed(tx, at)?;
        let known = look(tx, at, MONDAY, |_, _, _| {})?.expect("nothing is new");
        assert_eq!((known.course, known.person), (at.course, ali));
        assert_eq!(known.language, None);
        tx.execute("update person set language = 'cy'", params![])?;
        let silent = look(tx, at, MONDAY, |_, course, person| {
            (course.title, course.code, course.link) = ("", "", None);
            (course.roster_url, course.line_items_url) = (None, None);
            course.may_create_items = false;
            person.number = None;
        })?;
        assert_eq!(silent.expect("known").language.as_deref(), Some("cy"));
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_launch_that_says_something_new_is_to_be_kept() {
    told(|tx, at| {
        listed(tx, at)?;
        let bends: [(&str, Bend); 15] = [
            ("registration", |said, _, _| {
                said.registration = id(domain::id::RegistrationId::new, 9);
            }),
            ("roles", |said, _, _| said.roles = TEACHES),
            ("deployment", |_, course, _| course.deployment = "2"),
            ("context", |_, course, _| course.context = "3"),
            ("title", |_, course, _| course.title = "Botany"),
            ("code", |_, course, _| course.code = "BOT102"),
            ("roster", |_, course, _| course.roster_url = Some("b")),
            ("items", |_, course, _| course.line_items_url = Some("b")),
            ("may", |_, course, _| course.may_create_items = false),
            ("link", |_, course, _| course.link = Some(("8", None))),
            ("issuer", |_, _, person| person.issuer = "https://b.example"),
            ("subject", |_, _, person| person.subject = "2"),
            ("name", |_, _, person| person.name = Some("Ali Green")),
            ("given", |_, _, person| person.given_name = Some("Ali")),
            ("number", |_, _, person| person.number = Some("S2")),
        ];
        for (what, bend) in bends {
            assert_eq!(look(tx, at, MONDAY, bend)?, None, "{what}");
        }
        let later = MONDAY + Span::minutes(1);
        assert_eq!(look(tx, at, later, |_, _, _| {})?, None, "a minute later");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_launch_of_somebody_whose_place_changed_is_to_be_kept() {
    told(|tx, at| {
        let ali = a_student(tx, at, 1)?;
        let plain = |tx: &mut Tx<'_>| look(tx, at, MONDAY, |_, _, _| {});
        assert_eq!(plain(tx)?, None, "no roster lists them");
        person::listed(tx, at.course, ali, LEARNS, id(ReadId::new, 1))?;
        let changes = [
            "update enrolment set held_since = 1",
            "update enrolment set held_since = null, gone_at = 1",
            "update enrolment set gone_at = null, launch_roles = null",
        ];
        for sql in changes {
            tx.execute(sql, params![])?;
            assert_eq!(plain(tx)?, None, "{sql}");
        }
        person::launched(tx, at.course, ali, LEARNS, MONDAY + HOLD)?;
        assert!(plain(tx)?.is_some());
        tx.execute("delete from member where person = $1", params![ali])?;
        assert_eq!(plain(tx)?, None, "no member");
        let outside = look(tx, at, MONDAY, |said, _, _| said.joins = false)?;
        assert!(outside.is_some(), "nobody who would be one");
        tx.execute("update scheme set state = 'claimed'", params![])?;
        assert!(plain(tx)?.is_some(), "nobody is, yet");
        let alone = id(CourseId::new, 2);
        let elsewhere = Launched {
            context: "3",
            ..a_launch()
        };
        course::launched(tx, alone, at.registration, &elsewhere, MONDAY)?;
        person::listed(tx, alone, ali, LEARNS, id(ReadId::new, 1))?;
        person::launched(tx, alone, ali, LEARNS, MONDAY)?;
        let alone = look(tx, at, MONDAY, |_, course, _| course.context = "3")?;
        assert_eq!(alone, None, "a course without a scheme");
        Ok(())
    })
    .await;
}
