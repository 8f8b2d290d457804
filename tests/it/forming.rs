//! Journey 2: from the roster to published groups, and those who come later.

use std::{collections::HashSet, fmt::Write};

use api::{
    Page,
    groups::{Allocation, ByMoving, Conflict, ConflictKind, Groups, Late, StepKind},
    home::{DeskStep, Home, Place},
};
use it::{Tab, World};
use serde_json::{Value, json};
use service::setup;

async fn groups(tab: &Tab) -> Groups {
    match tab.shown("groups").await {
        Page::Groups { groups } => groups,
        other => panic!("not the groups: {other:?}"),
    }
}

async fn proposed(tab: &Tab) -> Allocation {
    tab.send("form-groups", &json!({})).await.expect_ok();
    match groups(tab).await {
        Groups::Proposed { allocation } => allocation,
        other => panic!("no proposal: {other:?}"),
    }
}

async fn place(tab: &Tab) -> Place {
    match tab.shown("").await {
        Page::Home {
            home: Home::Mentee { place, .. },
        } => place,
        other => panic!("not a mentee's home: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_are_formed_proved_published_and_seen() {
    let world = World::begun().await;
    let teacher = world.open("teacher1").await;
    let (mentee, mentor) = (world.someone("mentee", 0), world.someone("mentor", 0));
    let (mentee, mentor) = (world.open(&mentee).await, world.open(&mentor).await);

    let formed = teacher.press("groups", "form-groups", &[]).await;
    assert!(
        formed
            .expect_ok()
            .url
            .ends_with("/groups?notice=notice-formed"),
        "{}",
        formed.url
    );
    let Groups::Proposed { allocation } = groups(&teacher).await else {
        panic!("no proposal");
    };
    assert!(allocation.proven, "the independent check agreed");
    assert_eq!(allocation.placed, 64);
    for group in &allocation.groups {
        assert!((3..=5).contains(&group.mentees.len()), "{group:?}");
        assert!(
            group
                .mentees
                .iter()
                .all(|placed| placed.discipline == group.discipline)
        );
    }
    assert_eq!(
        place(&mentee).await,
        Place::Waiting,
        "a proposal is nobody's business yet"
    );

    teacher
        .press("groups", "publish-groups", &[])
        .await
        .expect_ok();
    let Place::Placed {
        mentor: mine,
        size,
        others,
    } = place(&mentee).await
    else {
        panic!("the mentee has no place");
    };
    assert!(mine.name.is_some() && (3..=5).contains(&size));
    assert_eq!(others.len() + 1, size as usize);
    match mentor.shown("").await {
        Page::Home {
            home:
                Home::Mentor {
                    mentees,
                    published: true,
                    ..
                },
        } => {
            assert!((3..=5).contains(&mentees.len()));
        }
        other => panic!("not a mentor's home: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_people_give_the_same_groups() {
    let world = World::begun().await;
    let teacher = world.open("teacher1").await;
    let (first, second) = (proposed(&teacher).await, proposed(&teacher).await);
    assert_eq!(first.groups, second.groups);
    assert_ne!(first.id, second.id);
    let stale = teacher
        .send("publish-groups", &json!({"allocation": first.id}))
        .await;
    stale.expect_refusal(409, "groups-changed");
}

/// A plain page brings no id by which its form could be known when it comes again.
#[tokio::test(flavor = "multi_thread")]
async fn groups_that_are_published_twice_are_published_once_and_nobody_is_told_off() {
    let world = World::begun().await;
    let teacher = world.open("teacher1").await;
    let publish = json!({"allocation": proposed(&teacher).await.id});
    for _ in 0..2 {
        let answer = teacher.send("publish-groups", &publish).await;
        answer.expect_ok();
        assert_eq!(answer.json()["notice"], "published");
    }
    let published = "select count(*) from happening where kind = 'groups-published'";
    assert_eq!(world.rows(published).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_stands_only_while_its_people_are_the_same() {
    let world = World::begun().await;
    let teacher = world.open("teacher1").await;
    let outdated = async |first: Allocation| {
        let publish = json!({"allocation": first.id});
        let refused = teacher.send("publish-groups", &publish).await;
        refused.expect_refusal(409, "groups-changed");
    };
    let first = proposed(&teacher).await;
    let late = world.lms.enrol_late();
    let late = world.open(&late).await;
    late.act("take-part", &[("yes", "yes")]).await.expect_ok();
    assert!(matches!(groups(&teacher).await, Groups::Outdated { .. }));
    outdated(first).await;

    let second = proposed(&teacher).await;
    assert_eq!(second.placed, 65);
    let gone = world.open(&world.someone("mentee", 0)).await;
    gone.send("take-part", &json!({"yes": false}))
        .await
        .expect_ok();
    assert!(matches!(groups(&teacher).await, Groups::None { .. }));
    outdated(second).await;
    assert_eq!(proposed(&teacher).await.placed, 64);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_late_is_placed_and_nobody_moves() {
    let world = World::begun().await;
    let teacher = world.open("teacher1").await;
    let allocation = proposed(&teacher).await;
    teacher
        .send("publish-groups", &json!({"allocation": allocation.id}))
        .await
        .expect_ok();
    let late = world.lms.enrol_late();
    let tab = world.open(&late).await;
    assert!(
        matches!(tab.shown("").await, Page::Home { home: Home::Asked }),
        "nobody knows they are new"
    );
    tab.act("take-part", &[("yes", "yes")]).await.expect_ok();
    assert_eq!(place(&tab).await, Place::WaitingList);

    teacher.send("place-late", &json!({})).await.expect_ok();
    assert!(matches!(place(&tab).await, Place::Placed { .. }));
    let Groups::Published {
        allocation: after,
        late: Late { count: 0, .. },
        ..
    } = groups(&teacher).await
    else {
        panic!("someone is still late");
    };
    let pairs = |allocation: &Allocation| -> HashSet<(Option<String>, Option<String>)> {
        let groups = allocation.groups.iter();
        let pairs = groups.flat_map(|group| {
            let placed = group.mentees.iter().filter(|placed| !placed.late);
            placed.map(|placed| (group.mentor.clone(), placed.name.clone()))
        });
        pairs.collect()
    };
    assert_eq!(pairs(&allocation), pairs(&after), "nobody moved");
    assert_eq!(after.placed, 65);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_gives_the_place_free_and_can_come_back() {
    let world = World::begun().await;
    let teacher = world.open("teacher1").await;
    let allocation = proposed(&teacher).await;
    let mentee = world.open(&world.someone("mentee", 3)).await;
    teacher
        .send("publish-groups", &json!({"allocation": allocation.id}))
        .await
        .expect_ok();
    mentee.act("take-part", &[("yes", "no")]).await.expect_ok();
    assert!(matches!(
        mentee.shown("").await,
        Page::Home { home: Home::Out }
    ));
    mentee.act("take-part", &[("yes", "yes")]).await.expect_ok();
    assert_eq!(place(&mentee).await, Place::WaitingList);
    teacher.send("place-late", &json!({})).await.expect_ok();
    assert!(matches!(place(&mentee).await, Place::Placed { .. }));
}

async fn next(teacher: &Tab) -> DeskStep {
    match teacher.shown("").await {
        Page::Home {
            home: Home::Coordinator { desk },
        } => desk.next,
        other => panic!("not a coordinator's home: {other:?}"),
    }
}

/// A coordinator whose next step is about groups.
async fn undisturbed(world: &World) -> Tab {
    let teacher = world.open("teacher1").await;
    teacher
        .send("confirm-gradebook", &json!({}))
        .await
        .expect_ok();
    teacher
}

/// So many mentees of a course of study that no mentor has.
async fn alchemists(world: &World, many: usize) {
    let (_, scheme) = world.course().await;
    let mut file = "number,part,discipline\n".to_owned();
    for username in (0..many).map(|place| world.someone("mentee", place)) {
        let members = world.lms.members();
        let mut found = members.iter().filter(|member| member.username == username);
        let number = &found.next().unwrap().number;
        writeln!(file, "{number},new,Alchemy").unwrap();
    }
    setup::read_attributes(&world.app, scheme, &file)
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_in_the_way_is_found_once_and_those_it_is_about_can_wait() {
    let world = World::begun().await;
    alchemists(&world, 2).await;
    let teacher = undisturbed(&world).await;
    assert_eq!(next(&teacher).await, DeskStep::FormGroups);
    assert!(
        matches!(groups(&teacher).await, Groups::None { .. }),
        "nothing was tried"
    );

    let tried = teacher.press("groups", "form-groups", &[]).await;
    assert!(tried.expect_ok().url.ends_with("/groups"), "{}", tried.url);
    assert_eq!(next(&teacher).await, DeskStep::SeeConflict);
    let Groups::Conflict { conflict, .. } = groups(&teacher).await else {
        panic!("there are groups");
    };
    let Conflict {
        kind,
        discipline,
        cures,
        ..
    } = conflict;
    assert_eq!(kind, ConflictKind::TooFewSeats);
    assert_eq!(discipline.as_deref(), Some("Alchemy"));
    let waits = cures
        .iter()
        .flatten()
        .find(|step| step.kind == StepKind::Wait);
    assert_eq!(waits.map(|step| step.people), Some(2));
    let elsewhere = |step: &api::groups::Step| step.kind == StepKind::OtherCourse;
    assert!(cures.iter().flatten().any(elsewhere), "{cures:?}");

    teacher
        .press("groups", "form-groups", &[])
        .await
        .expect_ok();
    let Groups::Proposed { allocation } = groups(&teacher).await else {
        panic!("no proposal");
    };
    assert!(allocation.proven, "also that no more can be placed");
    assert_eq!((allocation.placed, allocation.waiting), (62, 2));
    teacher
        .press("groups", "publish-groups", &[])
        .await
        .expect_ok();
    assert_eq!(
        next(&teacher).await,
        DeskStep::SeeLate,
        "no place is theirs"
    );
    late_are(&teacher, 2, None).await;
    let looked = teacher.press("groups", "place-late", &[]).await;
    let url = &looked.expect_ok().url;
    assert!(url.ends_with("?notice=notice-late-nowhere"), "{url}");
    late_are(&teacher, 2, Some(ByMoving::default())).await;
    assert_eq!(world.rows("select count(*) from impasse").await, 0);

    // Whoever leaves may make room: what was found is no longer known.
    let gone = world.open(&world.someone("mentee", 9)).await;
    gone.send("take-part", &json!({"yes": false}))
        .await
        .expect_ok();
    late_are(&teacher, 2, None).await;
}

async fn late_are(teacher: &Tab, count: u32, by_moving: Option<ByMoving>) {
    let Groups::Published { late, .. } = groups(teacher).await else {
        panic!("not published");
    };
    let expected = Late {
        count,
        fitting: 0,
        by_moving,
    };
    assert_eq!(late, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_worst_placed_come_first_where_that_is_chosen() {
    let world = World::begun().await;
    let teacher = world.open("teacher1").await;
    let formed = async |body: Value| {
        teacher.send("form-groups", &body).await.expect_ok();
        match groups(&teacher).await {
            Groups::Proposed { allocation } => allocation,
            other => panic!("no proposal: {other:?}"),
        }
    };
    let plain = formed(json!({})).await;
    assert!(plain.fairness.is_none() && !plain.fair_first);
    let fair = formed(json!({"fair": true})).await;
    assert!(fair.proven, "the independent check agreed");
    let fairness = fair.fairness.expect("what it takes and gives");
    assert!(fairness.fair.worst >= fairness.best.worst, "{fairness:?}");
    assert!(fairness.fair.mean <= fairness.best.mean, "{fairness:?}");
    let again = formed(json!({})).await;
    assert_eq!(
        (again.fairness, again.groups),
        (Some(fairness), fair.groups)
    );
    let plain_again = formed(json!({"fair": false})).await;
    assert_eq!(plain_again.groups, plain.groups);
    let plain_page = teacher
        .press("groups", "form-groups", &[("fair", "yes")])
        .await;
    plain_page.expect_ok();
    let Groups::Proposed { allocation } = groups(&teacher).await else {
        panic!("no proposal");
    };
    assert!(allocation.fair_first && allocation.fairness.is_some());
}

/// Reading a page solves nothing: what trying came to was kept.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_found_of_other_people_is_not_shown() {
    let world = World::begun().await;
    alchemists(&world, 2).await;
    let teacher = undisturbed(&world).await;
    teacher.send("form-groups", &json!({})).await.expect_ok();
    assert!(matches!(groups(&teacher).await, Groups::Conflict { .. }));
    let gone = world.open(&world.someone("mentee", 9)).await;
    gone.send("take-part", &json!({"yes": false}))
        .await
        .expect_ok();
    assert!(matches!(groups(&teacher).await, Groups::None { .. }));
    assert_eq!(next(&teacher).await, DeskStep::FormGroups);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_coordinator_forms_groups() {
    let world = World::begun().await;
    for who in [
        "teacher2",
        &world.someone("mentor", 0),
        &world.someone("mentee", 0),
    ] {
        let tab = world.open(who).await;
        tab.send("form-groups", &json!({}))
            .await
            .expect_refusal(403, "not-allowed");
        tab.get("groups").await.expect_refusal(403, "not-allowed");
        tab.get("people").await.expect_refusal(403, "not-allowed");
    }
}
