//! The roster: its pages, and people who come and go.

mod bad_days;
mod by_itself;

use std::collections::HashSet;

use api::{
    Page,
    home::{Desk, DeskStep, Home, Roster},
    people::{Part, People, Person},
};
use domain::time::Span;
use it::{Tab, World, forge::Begun, tab::Answer};
use sandbox::{Faults, Manners};
use serde_json::{Value, json};
use service::setup;
use store::roster;

pub(crate) async fn desk(tab: &Tab) -> Desk {
    match tab.shown("").await {
        Page::Home {
            home: Home::Coordinator { desk },
        } => desk,
        other => panic!("not a coordinator's home: {other:?}"),
    }
}

pub(crate) async fn home(tab: &Tab) -> Home {
    match tab.shown("").await {
        Page::Home { home } => home,
        other => panic!("not a home: {other:?}"),
    }
}

pub(crate) async fn people(tab: &Tab, search: &str) -> People {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("route", "people"), ("search", search)])
        .finish();
    match tab.view(&query).await.page {
        Page::People { people } => people,
        other => panic!("not the people: {other:?}"),
    }
}

/// The one person with this number; none if nobody has it.
pub(crate) async fn person(tab: &Tab, number: &str) -> Option<Person> {
    let rows = people(tab, number).await.rows;
    rows.into_iter()
        .find(|row| row.number.as_deref() == Some(number))
}

/// Somebody's institution number.
pub(crate) fn number(world: &World, username: &str) -> String {
    let members = world.lms.members().into_iter();
    let mut numbers = members.filter(|member| member.username == username);
    numbers.next().unwrap().number
}

/// Reads the roster as a coordinator does, and says how it went.
pub(crate) async fn read(tab: &Tab) -> Roster {
    tab.send("sync-roster", &json!({})).await.expect_ok();
    for _ in 0..400 {
        match desk(tab).await.roster {
            Roster::Reading { .. } => {
                tokio::time::sleep(std::time::Duration::from_millis(25)).await;
            }
            ended => return ended,
        }
    }
    panic!("the roster does not come to an end");
}

pub(crate) fn counts(roster: &Roster) -> (u32, u32, u32) {
    match roster {
        Roster::Read {
            listed,
            arrived,
            held,
            ..
        } => (*listed, *arrived, *held),
        other => panic!("not read: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_and_forty_students_are_three_pages_that_are_seen_coming() {
    let world = World::with(|config| config.students = 240).await;
    world.begin().await;
    let (course, _) = world.course().await;
    let store = world.app.store();
    let last = store.read(move |tx| roster::last(tx, course)).await;
    let last = last.unwrap().unwrap();
    assert_eq!((last.pages, last.done, last.arrived), (3, 243, 242));

    let teacher = world.open("teacher1").await;
    world.lms.set_faults(Faults {
        delay_ms: 200,
        ..Faults::default()
    });
    teacher.send("sync-roster", &json!({})).await.expect_ok();
    let mut seen = HashSet::new();
    while let Roster::Reading { progress } = desk(&teacher).await.roster {
        assert_eq!(progress.of, None, "no LMS says how many there will be");
        seen.insert(progress.done);
    }
    assert!(seen.contains(&100) && seen.contains(&200), "{seen:?}");
    assert_eq!(counts(&desk(&teacher).await.roster), (243, 0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_canvas_sends_fifty_at_once_and_calls_an_assistant_so() {
    let world = World::with(|config| config.manners = Manners::Canvas).await;
    world.begin().await;
    let (course, _) = world.course().await;
    let store = world.app.store();
    let last = store.read(move |tx| roster::last(tx, course)).await;
    let last = last.unwrap().unwrap();
    assert_eq!((last.pages, last.done), (2, 83));
    let teacher = world.open("teacher1").await;
    let assistant = person(&teacher, "A1").await.unwrap();
    assert_eq!(assistant.part, Part::Staff);
}

#[tokio::test(flavor = "multi_thread")]
async fn names_come_as_people_write_them_and_nobody_needs_one() {
    let world = World::begun().await;
    let teacher = world.open("teacher1").await;
    let found = people(&teacher, "reed & hart").await;
    assert_eq!(found.rows[0].name.as_deref(), Some("Morgan Reed & Hart"));
    let page = teacher.get("people?search=reed+%26+hart").await;
    assert!(page.body.contains("Morgan Reed &amp; Hart"));
    assert!(!page.body.contains("&amp;amp;"));

    let everyone = people(&teacher, "").await;
    assert_eq!(
        everyone.excerpt.matching, 83,
        "and not the one who is suspended"
    );
    assert_eq!(person(&teacher, "S1081").await, None);
    let nameless: Vec<&Person> = everyone
        .rows
        .iter()
        .filter(|row| row.name.is_none())
        .collect();
    let mut numbers: Vec<&str> = nameless
        .iter()
        .filter_map(|row| row.number.as_deref())
        .collect();
    numbers.sort_unstable();
    assert_eq!(numbers, ["S1007", "S1080"]);
    for who in ["student007", "student080"] {
        let tab = world.open(who).await;
        assert_eq!(tab.boot().view.frame.me, None);
        tab.get("code").await.expect_ok();
        tab.send("sign-code", &json!({"version": 1, "agree": true}))
            .await
            .expect_ok();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_enrolment_arrives_and_is_asked() {
    let world = World::begun().await;
    let teacher = world.open("teacher1").await;
    let before = desk(&teacher).await.counts;
    let late = world.lms.enrol_late();
    assert_eq!(counts(&read(&teacher).await), (84, 1, 0));
    let row = person(&teacher, &number(&world, &late)).await.unwrap();
    assert_eq!((row.part, row.held), (Part::Asked, false));
    let after = desk(&teacher).await.counts;
    assert_eq!(
        (after.asked, after.mentees),
        (before.asked + 1, before.mentees)
    );
    let tab = world.open(&late).await;
    assert_eq!(home(&tab).await, Home::Asked);
    tab.send("take-part", &json!({"yes": false}))
        .await
        .expect_ok();
    let row = person(&teacher, &number(&world, &late)).await.unwrap();
    assert_eq!(row.part, Part::Out);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_vanishes_is_held_and_comes_back_as_they_were() {
    let world = World::begun().await;
    let who = world.someone("mentee", 0);
    let number = number(&world, &who);
    let teacher = world.open("teacher1").await;
    let before = person(&teacher, &number).await.unwrap();
    world.lms.suspend(&who, true);
    assert_eq!(counts(&read(&teacher).await), (82, 0, 1));
    let held = person(&teacher, &number).await.unwrap();
    assert!(held.held);
    assert_eq!(held.part, before.part, "held people still take part");
    let page = teacher.get(&format!("people?search={number}")).await;
    assert!(page.expect_ok().body.contains("Missing from the list"));

    world.pass(Span::days(6));
    world.lms.suspend(&who, false);
    let teacher = world.open("teacher1").await;
    assert_eq!(counts(&read(&teacher).await), (83, 0, 0));
    assert_eq!(person(&teacher, &number).await.unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_stays_away_for_seven_days_is_gone_with_their_place() {
    let world = World::begun().await;
    let who = world.someone("mentee", 0);
    let number = number(&world, &who);
    let teacher = world.open("teacher1").await;
    teacher.send("form-groups", &json!({})).await.expect_ok();
    teacher
        .press("groups", "publish-groups", &[])
        .await
        .expect_ok();
    world.lms.suspend(&who, true);
    assert_eq!(counts(&read(&teacher).await), (82, 0, 1));
    let seats = "select count(*) from seat";
    assert_eq!(world.rows(seats).await, 64, "held, and still in the group");

    world.pass(Span::days(7));
    let teacher = world.open("teacher1").await;
    assert_eq!(counts(&read(&teacher).await), (82, 0, 0));
    assert_eq!(person(&teacher, &number).await, None);
    assert_eq!(world.rows(seats).await, 63, "the place is free");

    world.lms.suspend(&who, false);
    assert_eq!(counts(&read(&teacher).await), (83, 0, 0));
    assert_eq!(person(&teacher, &number).await.unwrap().part, Part::Mentee);
    assert_eq!(desk(&teacher).await.late, 1, "to be placed anew");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_ends_with_the_enrolment() {
    let world = World::begun().await;
    let who = world.someone("mentee", 0);
    let teacher = world.open("teacher1").await;
    world.lms.suspend(&who, true);
    read(&teacher).await;
    world.lms.suspend(&who, false);
    // The clock of the hold is turned back, because no visit lasts seven days.
    let tab = world.open(&who).await;
    let work = |tx: &mut store::Tx<'_>| {
        tx.execute(
            "update enrolment set held_since = 0 where launch_roles = 16",
            &[],
        )
    };
    assert_eq!(world.app.store().write(work).await.unwrap(), 1);
    world.lms.suspend(&who, true);
    read(&teacher).await;
    tab.ask("GET", "/api/view", None)
        .await
        .expect_refusal(401, "session-ended");
    tab.get("").await.expect_refusal(401, "session-ended");
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_a_tenth_gone_at_once_is_asked_about() {
    let world = World::begun().await;
    let teacher = world.open("teacher1").await;
    teacher
        .send("confirm-roster", &json!({"gone": true}))
        .await
        .expect_refusal(409, "conflict");
    for place in 0..9 {
        world.lms.suspend(&world.someone("mentee", place), true);
    }
    let asked = read(&teacher).await;
    assert!(
        matches!(
            asked,
            Roster::TooManyGone {
                gone: 9,
                of: 83,
                ..
            }
        ),
        "{asked:?}"
    );
    assert_eq!(desk(&teacher).await.next, DeskStep::ConfirmRoster);
    let held = "select count(*) from enrolment where held_since is not null";
    assert_eq!(
        world.rows(held).await,
        0,
        "nothing is changed before the answer"
    );

    let answered = teacher.act("confirm-roster", &[]).await;
    let url = &answered.expect_ok().url;
    assert!(url.ends_with("?notice=notice-roster-confirmed"), "{url}");
    assert_eq!(world.rows(held).await, 0, "the first button keeps everyone");
    assert_eq!(counts(&desk(&teacher).await.roster), (74, 0, 0));
    teacher
        .send("confirm-roster", &json!({"gone": true}))
        .await
        .expect_refusal(409, "conflict");

    let asked = read(&teacher).await;
    assert!(
        matches!(asked, Roster::TooManyGone { gone: 9, .. }),
        "{asked:?}"
    );
    teacher
        .send("confirm-roster", &json!({"gone": true}))
        .await
        .expect_ok();
    assert_eq!(counts(&desk(&teacher).await.roster), (74, 0, 9));
    assert_eq!(world.rows(held).await, 9);
    assert_eq!(
        counts(&read(&teacher).await),
        (74, 0, 9),
        "said once, not asked again"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_non_editing_teacher_is_asked_until_they_launch_and_never_a_mentee() {
    let world = World::begun().await;
    let teacher = world.open("teacher1").await;
    let kofi = |row: Option<Person>| row.unwrap().part;
    assert_eq!(
        kofi(person(&teacher, "A1").await),
        Part::Asked,
        "Moodle lists a Learner"
    );
    let before = desk(&teacher).await.counts;
    let tab = world.open("assistant1").await;
    assert!(matches!(home(&tab).await, Home::Staff { .. }));
    tab.send("take-part", &json!({"yes": true}))
        .await
        .expect_refusal(403, "not-allowed");
    assert_eq!(kofi(person(&teacher, "A1").await), Part::Staff);
    read(&teacher).await;
    assert_eq!(
        kofi(person(&teacher, "A1").await),
        Part::Staff,
        "whatever the roster says next"
    );
    let both = "select count(*) from enrolment where launch_roles = 1 and roster_roles = 16";
    assert_eq!(world.rows(both).await, 1, "both roles are kept");
    let after = desk(&teacher).await.counts;
    assert_eq!(
        (after.mentees, after.asked),
        (before.mentees, before.asked - 1)
    );
    teacher.send("form-groups", &json!({})).await.expect_ok();
    let page = teacher.get("groups").await;
    assert!(!page.expect_ok().body.contains("Lindqvist"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_no_file_speaks_of_is_asked_and_never_assumed() {
    let world = World::begun().await;
    let (_, scheme) = world.course().await;
    let teacher = world.open("teacher1").await;
    let counts = desk(&teacher).await.counts;
    assert_eq!(
        counts.asked, 1,
        "the assistant, whom Moodle lists as a Learner"
    );
    let late = world.lms.enrol_late();
    read(&teacher).await;
    assert_eq!(desk(&teacher).await.counts.asked, 2);
    let file = format!(
        "number,part,discipline\n{},new,Biology\n",
        number(&world, &late)
    );
    setup::read_attributes(&world.app, scheme, &file)
        .await
        .unwrap();
    assert_eq!(desk(&teacher).await.counts.asked, 1);
    let row = person(&teacher, &number(&world, &late)).await.unwrap();
    assert_eq!(
        (row.part, row.discipline.as_deref()),
        (Part::Mentee, Some("Biology"))
    );
}

/// A launch into the sandbox's own course by somebody it does not know.
async fn stranger(world: &World, change: impl FnOnce(&mut Value)) -> Tab {
    let begun = Begun::new(world).await;
    let mut claims = begun.claims(world);
    claims["sub"] = json!("900");
    claims["https://purl.imsglobal.org/spec/lti/claim/context"]["id"] = json!("1");
    change(&mut claims);
    begun.enter(&claims).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_observer_gets_one_page_and_nothing_else() {
    let world = World::begun().await;
    let roles = "https://purl.imsglobal.org/spec/lti/claim/roles";
    let tab = stranger(&world, |claims| {
        claims[roles] = json!(["http://purl.imsglobal.org/vocab/lis/v2/membership#Mentor"]);
        claims["https://purl.imsglobal.org/spec/lti/claim/role_scope_mentor"] = json!(["5"]);
    })
    .await;
    assert_eq!(home(&tab).await, Home::Observer);
    for route in ["code", "quiz", "groups", "people", "scores"] {
        tab.get(route).await.expect_refusal(403, "not-allowed");
    }
    let take_part = tab.send("take-part", &json!({"yes": true})).await;
    take_part.expect_refusal(403, "not-allowed");
    let watching = "select count(*) from enrolment where launch_roles = 32";
    assert_eq!(world.rows(watching).await, 1, "recorded, never acted on");
    let teacher = world.open("teacher1").await;
    assert_eq!(people(&teacher, "").await.excerpt.matching, 83, "no member");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_roster_is_the_coordinators_to_read() {
    let world = World::begun().await;
    for who in [
        "teacher2",
        &world.someone("mentor", 0),
        &world.someone("mentee", 0),
    ] {
        let tab = world.open(who).await;
        let answers: [Answer; 2] = [
            tab.send("sync-roster", &json!({})).await,
            tab.send("confirm-roster", &json!({"gone": true})).await,
        ];
        for answer in answers {
            answer.expect_refusal(403, "not-allowed");
        }
    }
}
