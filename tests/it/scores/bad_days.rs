//! Gradebooks that fail for long, may not be read, may not be changed, or belong to two of us.

use std::time::{Duration, Instant};

use api::{
    home::Mark,
    scores::{Row, State},
};
use domain::time::Span;
use http::HeaderMap;
use it::{Tab, World, tab::Answer};
use sandbox::{Fault, Faults, Tool, ToolKeys, visitor::Visitor};
use service::{jobs, setup};
use store::{course, institution};

use super::{
    READY, allow, column, desk, failing_scores, mark, scores, until_at_rest, until_marked,
    until_posts,
};

/// Lets hours go by, and marks be carried every half hour.
pub(crate) async fn hours(world: &World, hours: u32) {
    for _ in 0..2 * hours {
        until_at_rest(world).await;
        world.pass(Span::minutes(30));
        jobs::flush(&world.app).await.unwrap();
    }
    until_at_rest(world).await;
}

/// Expects every mark to stand so, with this code.
async fn expect_all(world: &World, state: State, code: Option<&str>) {
    let rows = scores(&world.open("teacher1").await).await.rows;
    let stands = |row: &&Row| (row.state, row.code.as_deref()) == (state, code);
    assert_eq!(rows.iter().filter(stands).count(), READY, "{rows:?}");
}

/// Sends every mark anew, although its column is known and what it needs for it was long ago.
async fn all_anew(world: &World) {
    world.pass(Span::hours(2));
    let queue = |tx: &mut store::Tx<'_>| {
        tx.execute(
            "update score set state = 'queued', attempts = 0, due_at = 0",
            &[],
        )
    };
    world.app.store().write(queue).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_that_is_down_for_a_day_gets_two_thousand_marks_when_it_is_back() {
    const WAITING: usize = 2_000;
    let world = World::with(|config| config.students = 5 * (WAITING + 3)).await;
    world.begin().await;
    let down = || Some(Fault::status(u32::MAX, 503));
    world.lms.set_faults(Faults {
        line_items: down(),
        scores: down(),
        results: down(),
        ..Faults::default()
    });
    allow(&world).await;
    for hours in [6, 12, 18, 24] {
        until_at_rest(&world).await;
        world.pass(Span::hours(6));
        jobs::flush(&world.app).await.unwrap();
        // The last visit has ended meanwhile.
        let teacher = world.open("teacher1").await;
        let desk = desk(&teacher).await;
        let told = (desk.scores_waiting, desk.scores_stuck);
        assert_eq!(told, (2_000, 0), "after {hours} hours nobody has to press");
        let rows = scores(&teacher).await.rows;
        let is_told = |row: &Row| row.code.as_deref() == Some("score-unreachable");
        assert!(rows.iter().all(is_told), "it is said why");
    }
    world.lms.set_faults(Faults::default());
    world.pass(Span::hours(1));
    jobs::flush(&world.app).await.unwrap();
    until_marked(&world, WAITING).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_back_is_asked_less_and_less_and_comes_to_an_end() {
    let world = World::begun().await;
    world.lms.set_faults(Faults {
        results: Some(Fault::status(u32::MAX, 500)),
        ..Faults::default()
    });
    allow(&world).await;
    until_posts(&world, READY).await;
    let before = world.app.platform_requests();
    hours(&world, 24).await;
    let asked = world.app.platform_requests() - before;
    // Eleven for each mark until they are an hour apart, then hourly, and a token now and then.
    assert!(asked <= 36 * READY as u64 + 24, "{asked} requests in a day");
    assert_eq!(world.lms.scores().len(), READY, "each was sent once");
    expect_all(&world, State::Sent, Some("score-unreachable")).await;
    for _ in 0..7 * 24 {
        until_at_rest(&world).await;
        world.pass(Span::hours(1));
        jobs::flush(&world.app).await.unwrap();
    }
    expect_all(&world, State::Dead, Some("score-unreachable")).await;
    let before = world.app.platform_requests();
    hours(&world, 24).await;
    assert_eq!(world.app.platform_requests(), before, "a person must look");
}

/// A key that may write and not read. Nobody is told that the gradebook refused what it took.
#[tokio::test(flavor = "multi_thread")]
async fn a_gradebook_that_may_not_be_read_is_believed() {
    for status in [401, 403] {
        let world = World::begun().await;
        world.lms.set_faults(Faults {
            results: Some(Fault::status(u32::MAX, status)),
            ..failing_scores(Fault::status(5, 500))
        });
        allow(&world).await;
        until_posts(&world, READY).await;
        until_at_rest(&world).await;
        world.pass(Span::seconds(3));
        until_marked(&world, READY).await;
        assert_eq!(world.lms.scores().len(), READY + 5, "none was sent in vain");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scope_that_was_not_granted_is_not_asked_for_by_every_mark() {
    let withheld = &[lti1p3::scope::RESULT_READ];
    let world = World::with(|config| config.withheld = withheld).await;
    world.begin().await;
    allow(&world).await;
    until_marked(&world, READY).await;
    let who = world.open(&world.someone("mentor", 0)).await;
    assert_eq!(mark(&who).await, Mark::InGradebook);
    all_anew(&world).await;
    world.lms.set_faults(Faults {
        token: Some(Fault::status(u32::MAX, 500)),
        ..Faults::default()
    });
    until_at_rest(&world).await;
    let before = world.app.platform_requests();
    jobs::flush(&world.app).await.unwrap();
    until_at_rest(&world).await;
    let asked = world.app.platform_requests() - before;
    assert!(asked <= 1, "{asked} requests for the same token");
}

/// Whoever is killed while it waits for a token has not begun to send.
#[tokio::test(flavor = "multi_thread")]
async fn a_mark_that_waits_for_a_token_has_not_left() {
    let world = World::begun().await;
    allow(&world).await;
    until_marked(&world, READY).await;
    world.lms.set_faults(Faults {
        delay_ms: 3_000,
        ..Faults::default()
    });
    all_anew(&world).await;
    let carrying = tokio::spawn({
        let app = world.app.clone();
        async move { jobs::flush(&app).await }
    });
    let held = "select count(*) from score where lease_until > 0";
    world
        .until("somebody holds the marks", async || {
            world.rows(held).await > 0
        })
        .await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let leaving = "select count(*) from score where state = 'sending'";
    assert_eq!(world.rows(leaving).await, 0, "the token comes first");
    carrying.await.unwrap().unwrap();
    until_at_rest(&world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_make_one_column() {
    let world = World::with(|config| config.students = 240).await;
    world.begin().await;
    let other = world.another_process().await;
    world.lms.set_faults(Faults {
        delay_ms: 200,
        ..Faults::default()
    });
    allow(&world).await;
    jobs::flush(&other).await.unwrap();
    until_at_rest(&world).await;
    world.lms.set_faults(Faults::default());
    for _ in 0..3 {
        world.pass(Span::seconds(10));
        let (one, two) = tokio::join!(jobs::flush(&world.app), jobs::flush(&other));
        one.and(two).unwrap();
        until_at_rest(&world).await;
    }
    until_marked(&world, 45).await;
    column(&world);
}

/// Moodle's first level of access: scores and results, and columns only to be read.
#[tokio::test(flavor = "multi_thread")]
async fn where_no_column_may_be_made_the_coordinator_is_told_and_nothing_is_tried() {
    let withheld = &[lti1p3::scope::LINE_ITEM];
    let world = World::with(|config| config.withheld = withheld).await;
    world.begin().await;
    allow(&world).await;
    world
        .until("no mark is on its way", async || {
            let waiting = "select count(*) from score where state <> 'dead'";
            world.rows(waiting).await == 0
        })
        .await;
    expect_all(&world, State::Dead, Some("score-not-offered")).await;
    assert!(world.lms.gradebook().columns.is_empty());
    let page = world.open("teacher1").await.get("scores").await;
    assert!(
        page.expect_ok()
            .body
            .contains("<code>score-not-offered</code>")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_course_that_was_deleted_is_asked_less_and_less_and_comes_to_an_end() {
    let world = World::begun().await;
    world.lms.set_faults(Faults {
        line_items: Some(Fault::status(u32::MAX, 404)),
        ..Faults::default()
    });
    let before = world.app.platform_requests();
    allow(&world).await;
    hours(&world, 24).await;
    let asked = world.app.platform_requests() - before;
    assert!(asked <= 20 * READY as u64 + 24, "{asked} requests in a day");
    expect_all(&world, State::Dead, Some("score-refused")).await;
    let before = world.app.platform_requests();
    hours(&world, 24).await;
    assert_eq!(world.app.platform_requests(), before, "a person must look");
}

/// The tool by another name: another platform to us, with a course and a gradebook of its own.
const OTHER: &str = "alongside-too";

/// Begins in the other platform's course, and gives its coordinator.
async fn begin_other(world: &World) -> Tab {
    let known = world.app.store().read(institution::all).await.unwrap();
    world.register_as(known[0].id, OTHER).await;
    let (first, _) = world.course().await;
    let visitor = Visitor::new(HeaderMap::new()).unwrap();
    let page = visitor
        .open(&world.lms_url, OTHER, "teacher1")
        .await
        .unwrap();
    Answer::of(&page).expect_ok();
    let teacher = Tab { visitor, page };
    teacher.act("claim-scheme", &[]).await.expect_ok();
    let courses = world.app.store().read(course::all).await.unwrap();
    let other = courses.iter().find(|course| course.id != first).unwrap();
    let file = sandbox::attribute_file(world.lms.config());
    setup::read_roster(&world.app, other.id).await.unwrap();
    setup::read_attributes(&world.app, other.scheme.unwrap(), &file)
        .await
        .unwrap();
    teacher
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_that_does_not_answer_holds_up_no_other() {
    let world = World::with(|config| {
        let mut other = Tool::new(
            OTHER,
            "The same by another name",
            config.tools[0].login_url.clone(),
            config.tools[0].target_link_uri.clone(),
            ToolKeys::Inline(serde_json::Value::Null),
        );
        other.keys = config.tools[0].keys.clone();
        config.tools.push(other);
    })
    .await;
    world.begin().await;
    let other = begin_other(&world).await;
    let hang_scores = u32::try_from(READY).unwrap();
    world.lms.set_faults(Faults {
        hang_scores,
        ..Faults::default()
    });
    allow(&world).await;
    until_posts(&world, READY).await;
    let began = Instant::now();
    let pressed = other.press("scores", "confirm-gradebook", &[]).await;
    pressed.expect_ok();
    let confirmed = "select count(*) from score where state = 'confirmed'";
    world
        .until("the other platform has its marks", async || {
            usize::try_from(world.rows(confirmed).await) == Ok(READY)
        })
        .await;
    assert!(began.elapsed() < Duration::from_secs(15), "nobody waited");
    assert_eq!(world.lms.scores().len(), 2 * READY);
}
