//! A launch arrives, and arrives again.

use domain::{
    id::{CourseId, PersonId, SchemeId},
    part::{Brings, Part},
    standing::Standing,
    time::Span,
};

use super::{LEARNS, MONDAY, TEACHES, a_launch, a_person, id, told};
use crate::{
    course::{self, Launched},
    happening, params,
    person::{self, Told},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_second_launch_finds_the_course_and_keeps_what_it_does_not_say() {
    told(|tx, at| {
        let before = course::get(tx, at.course)?;
        let later = Launched {
            title: "Field Botany 2",
            roster_url: None,
            line_items_url: None,
            may_create_items: false,
            link: Some(("8", None)),
            ..a_launch()
        };
        let second = id(CourseId::new, 2);
        let after = course::launched(tx, second, at.registration, &later, MONDAY)?;
        assert_eq!(after.id, at.course, "the same context is the same course");
        assert_eq!(after.title, "Field Botany 2");
        assert_eq!(after.roster_url, before.roster_url);
        assert_eq!(after.line_items_url, before.line_items_url);
        assert!(
            after.may_create_items,
            "said with the address it belongs to"
        );
        let links = tx.query("select link_id from resource_link", params![])?;
        assert_eq!(links.len(), 2);

        let elsewhere = Launched {
            deployment: "2",
            ..a_launch()
        };
        let other = course::launched(tx, second, at.registration, &elsewhere, MONDAY)?;
        assert_eq!(other.id, second, "a context belongs to its deployment");
        let titles: Vec<String> = course::all(tx)?.into_iter().map(|it| it.title).collect();
        assert_eq!(titles, ["Field Botany", "Field Botany 2"]);
        assert_eq!(
            course::of_scheme(tx, at.scheme)?,
            [course::get(tx, at.course)?]
        );
        assert_eq!(course::of_scheme(tx, id(SchemeId::new, 9))?, []);
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_launch_without_a_title_names_a_new_course_and_renames_none() {
    told(|tx, at| {
        let nameless = Launched {
            title: "",
            ..a_launch()
        };
        let second = id(CourseId::new, 2);
        let again = course::launched(tx, second, at.registration, &nameless, MONDAY)?;
        assert_eq!((again.id, &*again.title), (at.course, "Field Botany"));
        let elsewhere = Launched {
            context: "3",
            ..nameless
        };
        let new = course::launched(tx, second, at.registration, &elsewhere, MONDAY)?;
        assert_eq!((new.id, &*new.title), (second, "Moodle"));
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_course_says_whom_it_brings_and_where_its_column_is() {
    told(|tx, at| {
        for brings in [
            Brings::NewStudents,
            Brings::Mentors,
            Brings::Staff,
            Brings::Mixed,
        ] {
            course::set_brings(tx, at.course, brings)?;
            assert_eq!(course::get(tx, at.course)?.brings, brings);
        }
        assert!(!course::get(tx, at.course)?.column_allowed);
        course::allow_column(tx, at.course)?;
        assert!(course::get(tx, at.course)?.column_allowed);

        let known = |tx: &mut crate::Tx<'_>| course::line_item(tx, at.course, "done");
        assert_eq!(known(tx)?, None);
        course::keep_line_item(tx, at.course, "done", "https://lms/1", MONDAY)?;
        course::keep_line_item(tx, at.course, "done", "https://lms/2", MONDAY)?;
        assert_eq!(known(tx)?.as_deref(), Some("https://lms/2"));
        course::forget_line_item(tx, at.course, "done", "https://lms/1")?;
        assert_eq!(
            known(tx)?.as_deref(),
            Some("https://lms/2"),
            "another column was found in the meantime"
        );
        course::forget_line_item(tx, at.course, "done", "https://lms/2")?;
        assert_eq!(known(tx)?, None);
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_stays_one_person_whatever_the_platform_leaves_out() {
    told(|tx, at| {
        let whole = Told {
            institution: at.institution,
            issuer: "https://lms.example",
            subject: "77",
            name: Some("Zoë O’Hara & Sons"),
            given_name: Some("Zoë"),
            number: Some("S77"),
        };
        let bare = Told {
            name: None,
            given_name: None,
            number: None,
            ..whole
        };
        let first = person::told(tx, id(PersonId::new, 1), &whole, MONDAY)?;
        let again = person::told(tx, id(PersonId::new, 2), &bare, MONDAY)?;
        assert_eq!(first, again);
        assert_eq!(person::name(tx, first)?.as_deref(), whole.name);
        let known_as = ("https://lms.example".to_owned(), "77".to_owned());
        assert_eq!(person::subject(tx, first)?, known_as);
        let elsewhere = Told {
            issuer: "https://other.example",
            ..bare
        };
        let other = person::told(tx, id(PersonId::new, 3), &elsewhere, MONDAY)?;
        assert_ne!(other, first, "a subject belongs to its issuer");
        assert_eq!(person::name(tx, other)?, None);
        let given = Told {
            given_name: Some("Zoë"),
            ..elsewhere
        };
        person::told(tx, id(PersonId::new, 4), &given, MONDAY)?;
        assert_eq!(person::name(tx, other)?.as_deref(), Some("Zoë"));
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn launch_and_roster_are_kept_apart() {
    told(|tx, at| {
        let kofi = a_person(tx, at, 5)?;
        assert_eq!(person::standing(tx, at.course, kofi)?, Standing::default());
        assert!(person::listed(
            tx,
            at.course,
            kofi,
            LEARNS,
            id(domain::id::ReadId::new, 1)
        )?);
        person::launched(tx, at.course, kofi, TEACHES, MONDAY)?;
        assert!(!person::listed(
            tx,
            at.course,
            kofi,
            LEARNS,
            id(domain::id::ReadId::new, 2)
        )?);
        let standing = Standing {
            launch: Some(TEACHES),
            roster: Some(LEARNS),
        };
        assert_eq!(person::standing(tx, at.course, kofi)?, standing);
        assert!(person::join(tx, at.scheme, kofi, MONDAY)?);
        assert!(!person::join(tx, at.scheme, kofi, MONDAY)?);
        let facts = person::facts(tx, at.scheme, kofi, 1, "quiz-1")?.expect("a member");
        assert_eq!(
            (facts.part(), facts.known.standing),
            (Part::Staff, standing)
        );
        Ok(())
    })
    .await;
}

/// Two courses of one scheme: nobody is listed twice, and staff in one is staff.
#[tokio::test(flavor = "multi_thread")]
async fn a_person_in_two_courses_of_a_scheme_is_one_member() {
    told(|tx, at| {
        let second = id(CourseId::new, 2);
        let launch = Launched {
            context: "3",
            ..a_launch()
        };
        course::launched(tx, second, at.registration, &launch, MONDAY)?;
        course::join_scheme(tx, second, at.scheme)?;
        let (both, one) = (super::a_student(tx, at, 1)?, super::a_student(tx, at, 2)?);
        person::launched(tx, second, both, TEACHES, MONDAY + Span::days(1))?;
        let everyone = person::all_facts(tx, at.scheme, 1, "quiz-1")?;
        let parts: Vec<_> = everyone.iter().map(|it| (it.person, it.part())).collect();
        assert_eq!(
            parts,
            [
                (both, Part::Staff),
                (one, Part::Mentee),
                (at.teacher, Part::Coordinator)
            ]
        );
        let alone = person::facts(tx, at.scheme, both, 1, "quiz-1")?.expect("a member");
        assert_eq!(alone.part(), Part::Staff);
        assert!(person::facts(tx, id(SchemeId::new, 9), both, 1, "quiz-1")?.is_none());
        let event = id(domain::id::ReadId::new, 1);
        happening::record(
            tx,
            event,
            at.scheme,
            "opted-in",
            Some(one),
            Some("1"),
            MONDAY,
        )?;
        let kept = tx.query_one("select kind, person, detail from happening", params![])?;
        assert_eq!(
            (kept.text("kind")?, kept.text("detail")?),
            ("opted-in", "1")
        );
        Ok(())
    })
    .await;
}
