//! What a roster brings about without anybody asking, and what it learns late.

use api::home::Roster;
use domain::time::Span;
use it::World;
use serde_json::json;
use service::jobs;

use super::{counts, desk, number, person, read, stranger};

/// Lets days go by, and whatever is done daily be done.
async fn days(world: &World, days: i64) {
    world.pass(Span::days(days));
    jobs::ask_for_rosters(&world.app).await.unwrap();
    let under_way = "select count(*) from roster_read where state in ('due', 'reading')";
    world
        .until("the roster is read", async || {
            world.rows(under_way).await == 0
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_left_is_held_and_gone_although_nobody_asks() {
    let world = World::begun().await;
    let who = world.someone("mentee", 0);
    let number = number(&world, &who);
    world.lms.suspend(&who, true);
    days(&world, 0).await;
    let held = "select count(*) from enrolment where held_since is not null";
    assert_eq!(world.rows(held).await, 0, "read a moment ago");
    days(&world, 1).await;
    assert_eq!(world.rows(held).await, 1);
    for _ in 0..7 {
        let teacher = world.open("teacher1").await;
        assert!(person(&teacher, &number).await.unwrap().held);
        days(&world, 1).await;
    }
    let teacher = world.open("teacher1").await;
    assert_eq!(person(&teacher, &number).await, None);
}

/// The coordinator was asked whether nine people are gone; a new reading would take the question away.
#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_waits_for_an_answer_is_not_asked_anew() {
    let world = World::begun().await;
    for place in 0..9 {
        world.lms.suspend(&world.someone("mentee", place), true);
    }
    days(&world, 1).await;
    let asked = "select asked_at from roster_read where state = 'asking'";
    let at = world.rows(asked).await;
    days(&world, 2).await;
    assert_eq!(world.rows(asked).await, at);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_launched_and_is_on_no_list_is_held_like_anybody() {
    let world = World::begun().await;
    stranger(&world, |claims| {
        let roles = "https://purl.imsglobal.org/spec/lti/claim/roles";
        claims[roles] = json!(["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"]);
    })
    .await;
    world.pass(Span::seconds(1));
    let teacher = world.open("teacher1").await;
    assert_eq!(counts(&read(&teacher).await), (83, 0, 1));
    world.pass(Span::days(7));
    let teacher = world.open("teacher1").await;
    assert_eq!(counts(&read(&teacher).await), (83, 0, 0));
    let gone = "select count(*) from enrolment where gone_at is not null";
    assert_eq!(world.rows(gone).await, 1);
}

/// A number that the LMS tells late names somebody whose file was read long ago.
#[tokio::test(flavor = "multi_thread")]
async fn completion_is_recorded_when_the_roster_says_who_it_is() {
    let world = World::begun().await;
    let complete = "select count(*) from completion";
    let known = world.rows(complete).await;
    let forget = |tx: &mut store::Tx<'_>| {
        tx.execute("delete from score", &[])?;
        tx.execute("delete from completion", &[])?;
        tx.execute("update person set number = null", &[])
    };
    world.app.store().write(forget).await.unwrap();
    read(&world.open("teacher1").await).await;
    assert_eq!((known, world.rows(complete).await), (13, 13));
    assert_eq!(world.rows("select count(*) from score").await, 13);
}

/// Of the 83 who were known nine are more than a tenth; of the 173 with those who came they would not
/// be.
#[tokio::test(flavor = "multi_thread")]
async fn many_who_arrive_do_not_hide_those_who_are_missing() {
    let world = World::begun().await;
    let teacher = world.open("teacher1").await;
    for place in 0..9 {
        world.lms.suspend(&world.someone("mentee", place), true);
    }
    for _ in 0..90 {
        world.lms.enrol_late();
    }
    let asked = read(&teacher).await;
    let expected = matches!(
        asked,
        Roster::TooManyGone {
            gone: 9,
            of: 83,
            ..
        }
    );
    assert!(expected, "{asked:?}");
    assert_eq!(desk(&teacher).await.roster, asked);
}
