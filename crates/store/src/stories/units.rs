//! Courses are given to the units of their institution.

use domain::{
    claim::SchemeState,
    id::{CourseId, UnitId},
};

use super::{MONDAY, an_institution, id, told};
use crate::{db::trial::Trial, institution, unit};

#[tokio::test(flavor = "multi_thread")]
async fn a_course_is_given_to_a_unit_of_its_own_institution() {
    told(|tx, at| {
        let north = an_institution("north");
        institution::add(tx, &north, MONDAY)?;
        let (law, biology, theirs) = (id(UnitId::new, 1), id(UnitId::new, 2), id(UnitId::new, 3));
        unit::add(tx, at.institution, law, "Law", MONDAY)?;
        unit::add(tx, at.institution, biology, "biology", MONDAY)?;
        unit::add(tx, north.id, theirs, "Law", MONDAY)?;
        let [course] = &*unit::courses(tx, at.institution)? else {
            panic!("one course");
        };
        assert_eq!((&*course.code, course.unit), ("BOT101", None));
        assert_eq!(course.scheme, Some((at.scheme, SchemeState::Active)));
        assert_eq!(course.launched_at, Some(MONDAY));
        assert_eq!(unit::courses(tx, north.id)?, []);

        assert!(unit::give(tx, at.institution, at.course, Some(biology))?);
        assert!(!unit::give(tx, at.institution, at.course, Some(theirs))?);
        assert!(!unit::give(tx, north.id, at.course, Some(theirs))?);
        assert!(!unit::give(
            tx,
            at.institution,
            id(CourseId::new, 9),
            Some(law)
        )?);
        let names: Vec<_> = unit::all(tx, at.institution)?
            .into_iter()
            .map(|unit| (unit.name, unit.courses))
            .collect();
        assert_eq!(names, [("biology".to_owned(), 1), ("Law".to_owned(), 0)]);

        assert!(unit::rename(tx, at.institution, biology, "Biology")?);
        assert!(!unit::rename(tx, at.institution, theirs, "Ours")?);
        assert!(!unit::remove(tx, north.id, biology)?);
        assert!(unit::courses(tx, at.institution)?[0].unit.is_some());
        assert!(unit::remove(tx, at.institution, biology)?);
        assert_eq!(unit::courses(tx, at.institution)?[0].unit, None);
        assert!(unit::give(tx, at.institution, at.course, Some(law))?);
        assert!(unit::give(tx, at.institution, at.course, None)?);
        assert_eq!(unit::all(tx, north.id)?[0].name, "Law");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_units_of_an_institution_have_two_names_and_the_constraint_says_so() {
    for trial in Trial::all() {
        let (store, at) = super::begin(&trial).await;
        let twice = store.write(move |tx| {
            unit::add(tx, at.institution, id(UnitId::new, 1), "Law", MONDAY)?;
            unit::add(tx, at.institution, id(UnitId::new, 2), "Law", MONDAY)
        });
        assert!(twice.await.unwrap_err().is_duplicate("unit_name"));
    }
}
