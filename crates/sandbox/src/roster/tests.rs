use std::sync::Arc;

use super::*;
use crate::attributes::ComesAs;

fn roster(manners: Manners, students: usize) -> Roster {
    Roster::seeded(&Config {
        manners,
        students,
        ..Config::new("http://127.0.0.1:8500", Arc::new(|| 0))
    })
}

#[test]
fn the_course_has_its_staff_its_students_and_one_who_is_suspended() {
    let roster = roster(Manners::Moodle, 240);
    let count = |part| {
        let people = roster.people.iter();
        people.filter(|person| person.part == part).count()
    };
    assert_eq!(count(Part::Teacher), 2);
    assert_eq!(count(Part::Assistant), 1);
    assert_eq!(count(Part::Student), 241);
    let suspended: Vec<_> = roster.people.iter().filter(|one| one.suspended).collect();
    assert_eq!(suspended.len(), 1);
    assert_eq!(suspended[0].username, "student241");
}

#[test]
fn one_mentor_and_one_newcomer_have_no_name() {
    let roster = roster(Manners::Moodle, 240);
    let nameless: Vec<_> = roster
        .people
        .iter()
        .filter(|one| one.name.is_none())
        .collect();
    assert_eq!(nameless.len(), 2);
    let comes_as = |at: usize| &nameless[at].attributes.as_ref().unwrap().comes_as;
    assert!(matches!(comes_as(0), ComesAs::Candidate(way) if way.is_ready()));
    assert_eq!(*comes_as(1), ComesAs::New);
    assert!(nameless[0].email.is_some() && nameless[1].email.is_none());
}

#[test]
fn ids_are_small_numbers_in_moodle_manners_and_uuids_in_canvas_manners() {
    let moodle = roster(Manners::Moodle, 5);
    assert_eq!(moodle.people[0].id, "3");
    assert_eq!(moodle.find("student001").unwrap().id, "6");
    assert_eq!(moodle.find("6").unwrap().number, "S1001");
    let canvas = roster(Manners::Canvas, 5);
    assert!(canvas.people.iter().all(|person| person.id.len() == 36));
}

#[test]
fn the_same_seed_brings_the_same_people() {
    let one = roster(Manners::Canvas, 60).people;
    assert_eq!(one, roster(Manners::Canvas, 60).people);
}

#[test]
fn late_students_come_with_their_own_numbers_and_nothing_known_of_them() {
    let mut roster = roster(Manners::Moodle, 240);
    let first = roster.enrol_late().clone();
    let second = roster.enrol_late().clone();
    assert_eq!(first.username, "student242");
    assert_eq!(second.number, "S1243");
    assert_ne!(first.id, second.id);
    assert_eq!(first.attributes, None);
}

#[test]
fn people_are_suspended_restored_and_taken_out_by_id_or_user_name() {
    let mut roster = roster(Manners::Moodle, 10);
    assert!(roster.suspend("student002", true));
    assert!(roster.find("student002").unwrap().suspended);
    assert!(roster.suspend("student002", false));
    assert!(roster.unenrol("6"));
    assert!(roster.find("student001").is_none());
    assert!(!roster.unenrol("student001"));
    assert!(!roster.suspend("nobody", true));
}
