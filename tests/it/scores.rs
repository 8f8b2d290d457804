//! Marks on their way to the gradebook, and every way a platform has of losing them.

pub(crate) mod bad_days;

use std::{collections::HashMap, time::Duration};

use api::{
    Page,
    home::{Desk, DeskStep, Home, Mark},
    scores::{Gradebook, Scores, State},
};
use domain::time::Span;
use it::{Tab, World, tab::Answer};
use sandbox::{Fault, Faults, Manners, Receipt};
use serde_json::{Value, json};
use service::{jobs, setup};

/// Mentors whose training is complete from the start: a fifth of 80, less three at gates.
pub(crate) const READY: usize = 13;

pub(crate) async fn scores(tab: &Tab) -> Scores {
    match tab.shown("scores").await {
        Page::Scores { scores } => scores,
        other => panic!("not the scores: {other:?}"),
    }
}

async fn desk(tab: &Tab) -> Desk {
    match tab.shown("").await {
        Page::Home {
            home: Home::Coordinator { desk },
        } => desk,
        other => panic!("not a coordinator's home: {other:?}"),
    }
}

pub(crate) async fn mark(tab: &Tab) -> Mark {
    match tab.shown("").await {
        Page::Home {
            home: Home::Candidate { mark, .. } | Home::Mentor { mark, .. },
        } => mark,
        other => panic!("not a candidate's home: {other:?}"),
    }
}

/// Lets marks be written, from now on.
pub(crate) async fn allow(world: &World) -> Tab {
    let teacher = world.open("teacher1").await;
    let pressed = teacher.press("scores", "confirm-gradebook", &[]).await;
    pressed.expect_ok();
    teacher
}

/// Waits until so many people have the whole mark in the gradebook and nobody more than one post
/// that changed it.
pub(crate) async fn until_marked(world: &World, count: usize) {
    world
        .until("every mark is in the gradebook", async || {
            let marks = world.lms.gradebook().marks.into_iter();
            marks.filter(|mark| mark.score == Some(1.0)).count() == count
        })
        .await;
    world
        .until("every mark is confirmed", async || {
            let confirmed = "select count(*) from score where state = 'confirmed'";
            usize::try_from(world.rows(confirmed).await) == Ok(count)
        })
        .await;
    for (who, posts) in by_person(&world.lms.scores()) {
        let stored = posts.iter().filter(|post| post.stored).count();
        assert_eq!(stored, 1, "{who}: {posts:#?}");
        let stamps: Vec<&str> = posts
            .iter()
            .map(|post| post.body["timestamp"].as_str().unwrap())
            .collect();
        assert!(stamps.is_sorted_by(|one, next| one < next), "{stamps:?}");
    }
}

pub(crate) fn by_person(posts: &[Receipt]) -> HashMap<String, Vec<Receipt>> {
    let mut people: HashMap<String, Vec<Receipt>> = HashMap::new();
    for post in posts {
        let who = post.user_id.clone().unwrap();
        people.entry(who).or_default().push(post.clone());
    }
    people
}

/// Waits until this many posts have come, whatever became of them.
pub(crate) async fn until_posts(world: &World, count: usize) {
    world
        .until("the posts have come", async || {
            world.lms.scores().len() == count
        })
        .await;
}

/// Waits until nobody holds a mark.
pub(crate) async fn until_at_rest(world: &World) {
    world
        .until("nobody holds a mark", async || {
            let held = "select count(*) from score where lease_until > 0";
            world.rows(held).await == 0
        })
        .await;
}

pub(crate) fn failing_scores(fault: Fault) -> Faults {
    Faults {
        scores: Some(fault),
        ..Faults::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_that_fails_gets_every_mark_a_little_later() {
    let world = World::begun().await;
    world.lms.set_faults(failing_scores(Fault::status(5, 502)));
    let teacher = allow(&world).await;
    until_posts(&world, READY).await;
    until_at_rest(&world).await;
    let waiting = desk(&teacher).await.scores_waiting;
    assert_eq!(waiting, 5);
    let told: Vec<_> = scores(&teacher).await.rows;
    let told = told.iter().filter(|row| row.state == State::Queued);
    assert!(told.clone().count() == 5);
    assert!(
        told.clone()
            .all(|row| row.code.as_deref() == Some("score-unreachable"))
    );
    assert_eq!(jobs::flush(&world.app).await.unwrap(), 0, "not at once");
    world.pass(Span::seconds(3));
    until_marked(&world, READY).await;
    assert_eq!(world.lms.scores().len(), READY + 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_that_asks_for_patience_gets_it() {
    let world = World::begun().await;
    let busy = Fault {
        retry_after: Some(120),
        ..Fault::status(13, 503)
    };
    world.lms.set_faults(failing_scores(busy));
    allow(&world).await;
    until_posts(&world, READY).await;
    until_at_rest(&world).await;
    world.pass(Span::seconds(119));
    assert_eq!(jobs::flush(&world.app).await.unwrap(), 0);
    assert_eq!(world.lms.scores().len(), READY);
    world.pass(Span::seconds(1));
    until_marked(&world, READY).await;
    assert_eq!(world.lms.scores().len(), 2 * READY);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_token_marks_wait_and_the_coordinator_reads_why() {
    let world = World::begun().await;
    world.lms.set_faults(Faults {
        token: Some(Fault::status(u32::MAX, 401)),
        ..Faults::default()
    });
    let teacher = allow(&world).await;
    world
        .until("the marks wait for a token", async || {
            let rows = scores(&teacher).await.rows;
            rows.iter()
                .all(|row| row.code.as_deref() == Some("token-refused"))
        })
        .await;
    let page = teacher.get("scores").await;
    assert!(page.expect_ok().body.contains("<code>token-refused</code>"));
    assert!(world.lms.scores().is_empty());
    world.lms.set_faults(Faults::default());
    world.pass(Span::minutes(1));
    until_marked(&world, READY).await;
}

/// 45 marks: sixteen are stored and never answered, the others wait for them.
#[tokio::test(flavor = "multi_thread")]
async fn sixteen_are_in_flight_and_one_that_was_not_answered_is_read_back_and_not_sent_twice() {
    let world = World::with(|config| config.students = 240).await;
    world.begin().await;
    world.lms.set_faults(Faults {
        hang_scores: 45,
        ..Faults::default()
    });
    allow(&world).await;
    until_posts(&world, 16).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(world.lms.scores().len(), 16, "no more at once");
    world.lms.set_faults(Faults::default());
    // The service's patience with a request is twenty seconds of real time.
    tokio::time::sleep(Duration::from_secs(20)).await;
    until_posts(&world, 45).await;
    until_at_rest(&world).await;
    world.pass(Span::seconds(3));
    until_marked(&world, 45).await;
    assert_eq!(world.lms.scores().len(), 45, "each was sent once");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_cannot_be_graded_is_told_that_the_record_is_kept_here() {
    for manners in [Manners::Moodle, Manners::Canvas] {
        let world = World::with(|config| config.manners = manners).await;
        world.begin().await;
        let who = world.someone("mentor", 0);
        let tab = world.open(&who).await;
        assert_eq!(mark(&tab).await, Mark::OnItsWay);
        world.lms.unenrol(&who);
        let teacher = allow(&world).await;
        world
            .until("the tab says so", async || {
                mark(&tab).await == Mark::KeptHere
            })
            .await;
        until_at_rest(&world).await;
        let rows = scores(&teacher).await.rows;
        let kept = rows.iter().filter(|row| row.state == State::Ungradable);
        assert_eq!(kept.count(), 1, "{manners:?}");
        let desk = desk(&teacher).await;
        assert_eq!((desk.scores_stuck, desk.scores_confirmed), (0, 12));
    }
}

/// The number of the only column.
pub(crate) fn column(world: &World) -> u64 {
    let columns = world.lms.gradebook().columns;
    assert_eq!(columns.len(), 1, "{columns:?}");
    assert_eq!(columns[0].resource_id, "alongside:completion");
    assert_eq!(columns[0].tag, "alongside");
    columns[0].id
}

/// Signs and passes, as the first candidate at a gate; the tab it was done in.
pub(crate) async fn pass(world: &World) -> Tab {
    let tab = world.open(&world.someone("at-gate", 0)).await;
    let signed = json!({"version": 1, "agree": true});
    tab.send("sign-code", &signed).await.expect_ok();
    hand_in(&tab).await.expect_ok();
    tab
}

/// The right answers, from the file that ships.
fn right_answers() -> Value {
    let text = include_str!("../../www/content/quiz.json");
    let bank: Value = serde_json::from_str(text).unwrap();
    let mut answers = json!({});
    for question in bank["questions"].as_array().unwrap() {
        let options = question["options"].as_array().unwrap().iter();
        let right = options.filter(|option| option["right"] == true);
        let right: Vec<&Value> = right.map(|option| &option["id"]).collect();
        answers[question["id"].as_str().unwrap()] = json!(right);
    }
    answers
}

async fn hand_in(tab: &Tab) -> Answer {
    let quiz = match tab.shown("quiz").await {
        Page::Quiz { quiz } => quiz.id,
        other => panic!("not the quiz: {other:?}"),
    };
    let answers = json!({"quiz": quiz, "answers": right_answers()});
    tab.send("submit-quiz", &answers).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_that_was_deleted_is_made_again() {
    let world = World::begun().await;
    allow(&world).await;
    until_marked(&world, READY).await;
    let first = column(&world);
    assert!(world.lms.delete_column(first));
    let tab = pass(&world).await;
    world
        .until(
            "the platform said that there is no such column",
            async || world.lms.scores().len() == READY + 1,
        )
        .await;
    until_at_rest(&world).await;
    world.pass(Span::seconds(3));
    world
        .until("the mark is in the gradebook", async || {
            mark(&tab).await == Mark::InGradebook
        })
        .await;
    assert_ne!(column(&world), first);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_marks_that_meet_a_deleted_column_make_one() {
    let world = World::begun().await;
    world.lms.set_faults(failing_scores(Fault::status(13, 500)));
    allow(&world).await;
    until_posts(&world, READY).await;
    until_at_rest(&world).await;
    assert!(world.lms.delete_column(column(&world)));
    for _ in 0..3 {
        world.pass(Span::seconds(10));
        jobs::flush(&world.app).await.unwrap();
        until_at_rest(&world).await;
    }
    until_marked(&world, READY).await;
    column(&world);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_that_stands_there_already_is_found_and_not_doubled() {
    let world = World::begun().await;
    allow(&world).await;
    until_marked(&world, READY).await;
    let first = column(&world);
    // As after a restore from before the column was made.
    let forget = |tx: &mut store::Tx<'_>| tx.execute("delete from line_item", &[]);
    assert_eq!(world.app.store().write(forget).await.unwrap(), 1);
    pass(&world).await;
    until_marked(&world, READY + 1).await;
    assert_eq!(column(&world), first);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mark_that_was_refused_is_seen_by_the_coordinator_and_sent_again() {
    let world = World::begun().await;
    world.lms.set_faults(failing_scores(Fault::status(1, 400)));
    let teacher = allow(&world).await;
    until_posts(&world, READY).await;
    until_at_rest(&world).await;
    let before = desk(&teacher).await;
    assert_eq!(
        (before.scores_stuck, before.next),
        (1, DeskStep::LookAtScores)
    );
    let rows = scores(&teacher).await.rows;
    assert_eq!(
        (rows[0].state, rows[0].code.as_deref()),
        (State::Dead, Some("score-refused"))
    );
    world.pass(Span::hours(1));
    assert_eq!(
        jobs::flush(&world.app).await.unwrap(),
        0,
        "it waits for a person"
    );
    let whose = by_person(&world.lms.scores())
        .into_iter()
        .find(|(_, posts)| !posts[0].stored)
        .map(|(id, _)| id);
    let members = world.lms.members();
    let member = members
        .iter()
        .find(|member| Some(&member.id) == whose.as_ref());
    let tab = world.open(&member.unwrap().username).await;
    assert_eq!(mark(&tab).await, Mark::Delayed);

    let teacher = world.open("teacher1").await;
    let pressed = teacher.press("scores", "resend-score", &[]).await;
    let url = &pressed.expect_ok().url;
    assert!(url.ends_with("/scores?notice=notice-resending"), "{url}");
    until_marked(&world, READY).await;
    assert_eq!(desk(&teacher).await.next, DeskStep::FormGroups);
    teacher
        .send("resend-score", &json!({"score": rows[0].id}))
        .await
        .expect_refusal(404, "not-found");
    teacher
        .send("resend-score", &json!({"score": "x"}))
        .await
        .expect_refusal(404, "not-found");
}

/// The clock stands still, and Moodle takes no two posts of one second.
#[tokio::test(flavor = "multi_thread")]
async fn posts_for_one_person_are_a_second_apart_whatever_the_clock_says() {
    let world = World::begun().await;
    world.lms.set_faults(failing_scores(Fault::status(39, 400)));
    let teacher = allow(&world).await;
    for round in 1..=3 {
        until_posts(&world, round * READY).await;
        until_at_rest(&world).await;
        for row in scores(&teacher).await.rows {
            let again = json!({"score": row.id});
            teacher.send("resend-score", &again).await.expect_ok();
        }
    }
    until_marked(&world, READY).await;
    for posts in by_person(&world.lms.scores()).values() {
        assert_eq!(posts.len(), 4);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mark_that_a_teacher_overruled_is_not_fought_over() {
    let world = World::begun().await;
    allow(&world).await;
    until_marked(&world, READY).await;
    let column = column(&world);
    let who = world.someone("at-gate", 0);
    let members = world.lms.members();
    let member = members.iter().find(|member| member.username == who);
    let id = &member.unwrap().id;
    world.lms.override_mark(column, id, 0.5);
    pass(&world).await;
    let posts = || {
        let all = by_person(&world.lms.scores());
        all.get(id).map_or(0, Vec::len)
    };
    world.until("the mark is sent", async || posts() == 1).await;
    until_at_rest(&world).await;
    for _ in 0..5 {
        world.pass(Span::seconds(1));
        jobs::flush(&world.app).await.unwrap();
    }
    assert!(posts() <= 2, "{} posts within seconds", posts());
    for _ in 0..40 {
        world.pass(Span::hours(1));
        jobs::flush(&world.app).await.unwrap();
        until_at_rest(&world).await;
    }
    let teacher = world.open("teacher1").await;
    let rows = scores(&teacher).await.rows;
    assert_eq!(
        (rows[0].state, rows[0].code.as_deref()),
        (State::Dead, Some("score-conflict"))
    );
    assert!(posts() <= 3, "{} posts against a teacher", posts());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_completion_is_recorded_once_however_often_it_is_reached() {
    let world = World::begun().await;
    let tab = world.open(&world.someone("at-gate", 0)).await;
    let signed = json!({"version": 1, "agree": true});
    tab.send("sign-code", &signed).await.expect_ok();
    let (one, two) = tokio::join!(hand_in(&tab), hand_in(&tab));
    assert_eq!([one.status, two.status], [200, 200], "one attempt");
    tab.send("sign-code", &signed).await.expect_ok();
    let (course, scheme) = world.course().await;
    let file = sandbox::attribute_file(world.lms.config());
    setup::read_attributes(&world.app, scheme, &file)
        .await
        .unwrap();
    setup::read_roster(&world.app, course).await.unwrap();
    allow(&world).await;
    until_marked(&world, READY + 1).await;
    let complete = i64::try_from(READY + 1).unwrap();
    for table in [
        "select count(*) from completion",
        "select count(*) from score",
        "select count(*) from happening where kind = 'training-complete'",
    ] {
        assert_eq!(world.rows(table).await, complete, "{table}");
    }
    assert_eq!(world.lms.scores().len(), READY + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_course_without_a_gradebook_says_so_and_keeps_the_record() {
    let world = World::new().await;
    let begun = it::forge::Begun::new(&world).await;
    let claims = begun.claims(&world);
    let teacher = begun.enter(&claims).await;
    teacher.act("claim-scheme", &[]).await.expect_ok();
    let scores = scores(&teacher).await;
    assert_eq!(
        (scores.gradebook, scores.rows.len()),
        (Gradebook::NotOffered, 0)
    );
}
