//! Who is in the course, and as what.

use api::{home::Home, people::Part};
use it::{Tab, World};
use sandbox::{Manners, Part as As, Privacy};
use serde_json::json;
use store::roster;

use super::{alone, begun, canvas, with};
use crate::{
    roster::{counts, desk, home, number, people, person, read},
    scores::{READY, allow, until_marked},
};

/// Mentors at work, candidates, new students and staff, as they are in the course of 80.
async fn everybody_has_a_part(world: &World) -> Tab {
    let teacher = world.open("teacher1").await;
    let seen = desk(&teacher).await.counts;
    let ready = u32::try_from(READY).unwrap();
    assert_eq!(
        (seen.mentors_ready, seen.mentors_at_gates, seen.mentees),
        (ready, 3, 64),
        "{seen:?}"
    );
    teacher
}

#[tokio::test(flavor = "multi_thread")]
async fn short_words_for_roles_are_the_roles_of_the_course() {
    let world = begun(|quirks| quirks.short_roster_roles = true).await;
    everybody_has_a_part(&world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_non_editing_teacher_listed_as_a_learner_is_never_a_mentee() {
    let world = begun(|quirks| quirks.assistants_listed_as_learners = true).await;
    let teacher = world.open("teacher1").await;
    let listed = person(&teacher, "A1").await.unwrap().part;
    assert_eq!(listed, Part::Asked, "asked, until they come themselves");
    world.open("assistant1").await;
    read(&teacher).await;
    assert_eq!(person(&teacher, "A1").await.unwrap().part, Part::Staff);
    teacher.send("form-groups", &json!({})).await.expect_ok();
    let page = teacher.get("groups").await;
    assert!(!page.expect_ok().body.contains("Lindqvist"));
}

/// Open edX calls students who help in the forum assistants, and no teachers. They are who mentors.
#[tokio::test(flavor = "multi_thread")]
async fn a_student_who_helps_in_the_forum_is_a_student_and_may_become_a_mentor() {
    for manners in [Manners::Moodle, Manners::Canvas] {
        let world = with(
            |quirks| quirks.community_assistants = true,
            |config| config.manners = manners,
        )
        .await;
        world.begin().await;
        everybody_has_a_part(&world).await;
        let who = world.someone("mentor", 0);
        let tab = world.open(&who).await;
        let home = home(&tab).await;
        assert!(matches!(home, Home::Mentor { .. }), "{home:?}");
        for route in ["groups", "people", "scores"] {
            tab.get(route).await.expect_refusal(403, "not-allowed");
        }
    }
    let nobodys = alone(|quirks| quirks.community_assistants = true).await;
    let tab = nobodys.open(&nobodys.someone("mentor", 0)).await;
    let claim = tab.send("claim-scheme", &json!({})).await;
    claim.expect_refusal(403, "claim-not-yours");
}

/// A Moodle that leaves it to each link's teacher whether names are told has none in the list of the
/// course. Who is in the course is still what that list says.
#[tokio::test(flavor = "multi_thread")]
async fn names_that_only_the_list_of_a_link_has_are_read_from_there() {
    let world = begun(|quirks| quirks.names_only_with_link = true).await;
    let teacher = world.open("teacher1").await;
    assert_eq!(counts(&read(&teacher).await), (83, 0, 0));
    let found = people(&teacher, "reed & hart").await;
    assert_eq!(found.rows[0].name.as_deref(), Some("Morgan Reed & Hart"));
    everybody_has_a_part(&world).await;
}

/// Whoever asked for a role would get a second page of everybody, and a page of everybody for a role
/// that the LMS does not know: nobody is taken for what was asked.
#[tokio::test(flavor = "multi_thread")]
async fn next_pages_that_forget_the_role_make_nobody_a_student() {
    let world = with(
        |quirks| {
            quirks.next_forgets_role = true;
            quirks.unknown_role_is_everybody = true;
        },
        |config| config.roster_page = Some(7),
    )
    .await;
    world.begin().await;
    let teacher = everybody_has_a_part(&world).await;
    assert_eq!(counts(&read(&teacher).await), (83, 0, 0));
    assert_eq!(person(&teacher, "A1").await.unwrap().part, Part::Staff);
}

#[tokio::test(flavor = "multi_thread")]
async fn names_escaped_for_a_page_are_unescaped_once_and_escaped_where_they_are_shown() {
    let world = begun(|quirks| quirks.escaped_names = true).await;
    let teacher = world.open("teacher1").await;
    let found = people(&teacher, "reed & hart").await;
    assert_eq!(found.rows[0].name.as_deref(), Some("Morgan Reed & Hart"));
    let page = teacher.get("people?search=reed+%26+hart").await;
    assert!(page.body.contains("Morgan Reed &amp; Hart"));
    assert!(!page.body.contains("&amp;amp;"));
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_fifty_are_read_to_the_end() {
    let world = begun(|quirks| quirks.roster_page = 50).await;
    everybody_has_a_part(&world).await;
    let (course, _) = world.course().await;
    let last = move |tx: &mut store::Tx<'_>| roster::last(tx, course);
    let last = world.app.store().read(last).await.unwrap().unwrap();
    assert_eq!((last.pages, last.done), (2, 83));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_observer_sees_the_page_that_explains_and_nothing_else() {
    let world = canvas(|quirks| quirks.observers_are_mentors = true).await;
    world.begin().await;
    let before = desk(&world.open("teacher1").await).await.counts;
    let who = world.lms.enrol(As::Observer, Some("student001")).unwrap();
    let tab = world.open(&who).await;
    assert_eq!(home(&tab).await, Home::Observer);
    for route in ["code", "quiz", "groups", "people", "scores"] {
        tab.get(route).await.expect_refusal(403, "not-allowed");
    }
    let joins = tab.send("take-part", &json!({"yes": true})).await;
    joins.expect_refusal(403, "not-allowed");
    let teacher = world.open("teacher1").await;
    read(&teacher).await;
    assert_eq!(desk(&teacher).await.counts, before);
    assert_eq!(person(&teacher, &number(&world, &who)).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_test_student_is_in_no_count_no_group_and_no_gradebook() {
    let world = canvas(|quirks| quirks.all_roles = true).await;
    world.begin().await;
    let before = desk(&world.open("teacher1").await).await.counts;
    let who = world.lms.enrol(As::Tester, None).unwrap();
    let tab = world.open(&who).await;
    assert_eq!(home(&tab).await, Home::Observer);
    let joins = tab.send("take-part", &json!({"yes": true})).await;
    joins.expect_refusal(403, "not-allowed");
    let teacher = allow(&world).await;
    read(&teacher).await;
    assert_eq!(desk(&teacher).await.counts, before);
    assert_eq!(person(&teacher, &number(&world, &who)).await, None);
    teacher.send("form-groups", &json!({})).await.expect_ok();
    until_marked(&world, READY).await;
    let members = world.lms.members();
    let tester = members.iter().find(|member| member.username == who);
    let theirs = tester.unwrap().id.as_str();
    let posts = world.lms.scores();
    assert!(
        posts
            .iter()
            .all(|post| post.user_id.as_deref() != Some(theirs))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_names_are_withheld_takes_part_by_number() {
    for privacy in [Privacy::Anonymous, Privacy::EmailOnly] {
        let world = with(|_| {}, |config| config.tools[0].privacy = privacy).await;
        world.begin().await;
        let teacher = everybody_has_a_part(&world).await;
        let everyone = people(&teacher, "").await;
        assert!(everyone.rows.iter().all(|row| row.name.is_none()));
        let mentor = world.someone("mentor", 0);
        let row = person(&teacher, &number(&world, &mentor)).await.unwrap();
        assert_eq!(row.part, Part::Mentor);
        world.open(&mentor).await.get("code").await.expect_ok();
        let page = teacher.get("people").await;
        assert!(page.expect_ok().body.contains(&number(&world, &mentor)));
    }
}

/// A number that was never written is none, or everybody without one would be the same person.
#[tokio::test(flavor = "multi_thread")]
async fn an_empty_number_is_no_number() {
    let world = begun(|quirks| quirks.empty_numbers = true).await;
    let teacher = world.open("teacher1").await;
    world.open("student001").await;
    let everyone = people(&teacher, "").await;
    assert!(!everyone.rows.is_empty());
    assert!(everyone.rows.iter().all(|row| row.number.is_none()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_roster_under_its_media_type_of_before_is_a_roster() {
    let world = begun(|quirks| quirks.old_roster_media_type = true).await;
    everybody_has_a_part(&world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_course_in_either_writing_has_the_same_people() {
    for manners in [Manners::Moodle, Manners::Canvas] {
        let world = with(|_| {}, |config| config.manners = manners).await;
        world.begin().await;
        everybody_has_a_part(&world).await;
    }
    let world = alone(|_| {}).await;
    world.open("student001").await;
}
