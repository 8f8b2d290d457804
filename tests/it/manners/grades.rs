//! Columns, scores and what the gradebook makes of them.

use api::{home::Mark, scores::State};
use domain::time::Span;
use it::World;
use sandbox::Fault;

use super::{begun, canvas, marked, with};
use crate::scores::{
    READY, allow, bad_days::hours, by_person, column, failing_scores, mark, pass, scores,
    until_at_rest, until_marked, until_posts,
};

#[tokio::test(flavor = "multi_thread")]
async fn media_types_are_named_exactly() {
    marked(|quirks| quirks.exact_media_types = true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn scores_and_results_are_below_a_column_and_before_its_query() {
    let world = marked(|quirks| quirks.type_id_query = true).await;
    let items = world.lms.line_items();
    assert!(items[0].id.contains("?type_id="), "{}", items[0].id);
}

/// The habit shows with a `type_id` in the address only.
#[tokio::test(flavor = "multi_thread")]
async fn results_are_asked_for_without_a_limit() {
    marked(|quirks| {
        quirks.type_id_query = true;
        quirks.results_limit_fails = true;
    })
    .await;
}

/// A graded link whose column a teacher deleted.
#[tokio::test(flavor = "multi_thread")]
async fn an_empty_address_of_a_column_is_none_and_the_gradebook_is_offered_still() {
    let world = with(
        |quirks| quirks.empty_line_item = true,
        |config| config.tools[0].points = Some(10.0),
    )
    .await;
    let columns = world.lms.gradebook().columns;
    for column in &columns {
        world.lms.delete_column(column.id);
    }
    world.begin().await;
    allow(&world).await;
    until_marked(&world, READY).await;
    column(&world);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_columns_may_not_be_made_the_coordinator_reads_so() {
    let world = begun(|quirks| quirks.no_column_management = true).await;
    let teacher = allow(&world).await;
    world
        .until("the page says so", async || {
            let rows = scores(&teacher).await.rows;
            rows.iter()
                .all(|row| row.code.as_deref() == Some("score-not-offered"))
        })
        .await;
    assert!(world.lms.gradebook().columns.is_empty());
}

/// Somebody whose mark is on its way leaves the course.
async fn is_kept_here(world: &World) {
    let who = world.someone("mentor", 0);
    let tab = world.open(&who).await;
    world.lms.unenrol(&who);
    allow(world).await;
    world
        .until("the tab says so", async || {
            mark(&tab).await == Mark::KeptHere
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_without_a_reason_in_its_body_is_understood() {
    is_kept_here(&begun(|quirks| quirks.refusals_in_status_line = true).await).await;
}

/// As the status line of a Moodle that fell apart.
#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_that_looks_like_a_success_is_a_refusal() {
    let world = begun(|quirks| quirks.refusals_in_status_line = true).await;
    world
        .lms
        .set_faults(failing_scores(Fault::saying(1, 200, "[]")));
    let teacher = allow(&world).await;
    until_posts(&world, READY).await;
    until_at_rest(&world).await;
    let rows = scores(&teacher).await.rows;
    let dead: Vec<_> = rows.iter().filter(|row| row.state == State::Dead).collect();
    assert_eq!(dead.len(), 1, "{rows:?}");
    assert_eq!(dead[0].code.as_deref(), Some("score-refused"));
}

/// As after a restore from before a post left, within the same second.
#[tokio::test(flavor = "multi_thread")]
async fn a_second_score_within_a_second_is_no_harm() {
    let world = marked(|quirks| quirks.one_score_a_second = true).await;
    let forget = |tx: &mut store::Tx<'_>| {
        let again = "update score set state = 'queued', attempts = 0, tries = 0, due_at = 0,
                     stamped_at = null, confirmed_at = null";
        tx.execute(again, &[])
    };
    world.app.store().write(forget).await.unwrap();
    service::jobs::flush(&world.app).await.unwrap();
    until_posts(&world, 2 * READY).await;
    until_at_rest(&world).await;
    let refused = world.lms.scores().into_iter().filter(|post| !post.stored);
    assert_eq!(refused.count(), READY, "the platform takes no two");
    world.pass(Span::seconds(3));
    service::jobs::flush(&world.app).await.unwrap();
    let confirmed = "select count(*) from score where state = 'confirmed'";
    let all = i64::try_from(READY).unwrap();
    world
        .until("every mark is confirmed", async || {
            world.rows(confirmed).await == all
        })
        .await;
    assert_eq!(
        world.lms.scores().len(),
        2 * READY,
        "what stands there is read"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_score_is_fully_graded_or_it_would_count_for_nothing() {
    marked(|quirks| quirks.only_fully_graded = true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_answer_and_the_address_of_a_result_both_mean_yes() {
    for answers in [false, true] {
        marked(|quirks| quirks.answers_result_url = answers).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_score_counts_as_an_attempt() {
    let world = marked(|quirks| quirks.counts_attempts = true).await;
    let marks = world.lms.gradebook().marks;
    assert!(marks.iter().all(|mark| mark.attempts == 0), "{marks:?}");
}

/// The id of the first candidate at a gate, whose mark nobody has sent yet.
fn candidate(world: &World) -> String {
    let who = world.someone("at-gate", 0);
    let members = world.lms.members();
    let member = members.iter().find(|member| member.username == who);
    member.unwrap().id.clone()
}

/// How often the mark of this person was posted.
fn posts(world: &World, id: &str) -> usize {
    by_person(&world.lms.scores()).get(id).map_or(0, Vec::len)
}

/// A Moodle shows a teacher's zero as a result without a score. It is something that stands there, and
/// neither what was sent nor an answer that cannot be read.
#[tokio::test(flavor = "multi_thread")]
async fn a_zero_that_comes_back_as_nothing_is_a_teachers_word_all_the_same() {
    let world = marked(|quirks| quirks.silent_zeros = true).await;
    let id = candidate(&world);
    world.lms.override_mark(column(&world), &id, 0.0);
    pass(&world).await;
    world
        .until("the mark is sent", async || posts(&world, &id) == 1)
        .await;
    until_at_rest(&world).await;
    let teacher = world.open("teacher1").await;
    let first = &scores(&teacher).await.rows[0];
    assert_eq!(first.code.as_deref(), Some("score-conflict"));
    hours(&world, 30).await;
    let teacher = world.open("teacher1").await;
    let first = &scores(&teacher).await.rows[0];
    let stands = (first.state, first.code.as_deref());
    assert_eq!(stands, (State::Dead, Some("score-conflict")));
    assert!(posts(&world, &id) <= 3, "a teacher is not fought over");
}

/// One locked grade keeps nobody else waiting, and is a person's to unlock.
#[tokio::test(flavor = "multi_thread")]
async fn a_locked_grade_is_said_to_be_one_and_is_sent_again_when_asked() {
    let world = marked(|quirks| quirks.locked_marks_fail = true).await;
    let (id, at) = (candidate(&world), column(&world));
    world.lms.lock_mark(at, &id, true);
    pass(&world).await;
    world
        .until("the mark is sent", async || posts(&world, &id) == 1)
        .await;
    until_at_rest(&world).await;
    let teacher = world.open("teacher1").await;
    let page = teacher.get("scores").await;
    assert!(page.expect_ok().body.contains("<code>score-failed</code>"));
    hours(&world, 24).await;
    let teacher = world.open("teacher1").await;
    let first = &scores(&teacher).await.rows[0];
    let stands = (first.state, first.code.as_deref());
    assert_eq!(stands, (State::Dead, Some("score-failed")), "after a night");
    assert!(posts(&world, &id) <= 20, "{} posts", posts(&world, &id));
    world.lms.lock_mark(at, &id, false);
    let pressed = teacher.press("scores", "resend-score", &[]).await;
    pressed.expect_ok();
    until_in_gradebook(&world, &id).await;
}

async fn until_in_gradebook(world: &World, id: &str) {
    world
        .until("the mark is in the gradebook", async || {
            let marks = world.lms.gradebook().marks.into_iter();
            let theirs = marks.filter(|mark| mark.user_id == id);
            theirs.filter(|mark| mark.score == Some(1.0)).count() == 1
        })
        .await;
}

/// Nobody is "recorded here only" because somebody forgot to publish an assignment.
#[tokio::test(flavor = "multi_thread")]
async fn a_column_that_is_not_published_is_waited_for_and_the_coordinator_reads_so() {
    let world = canvas(|quirks| quirks.unpublished_columns = true).await;
    world.begin().await;
    let teacher = allow(&world).await;
    until_posts(&world, READY).await;
    until_at_rest(&world).await;
    let rows = scores(&teacher).await.rows;
    let waits = |row: &api::scores::Row| {
        (row.state, row.code.as_deref()) == (State::Queued, Some("score-closed"))
    };
    assert!(rows.iter().all(waits), "{rows:?}");
    let read = world.app.platform_requests();
    hours(&world, 3 * 24).await;
    let asked = world.app.platform_requests() - read;
    assert!(
        asked <= 90 * READY as u64 + 72,
        "{asked} requests in three days"
    );
    assert!(world.lms.publish_column(column(&world)));
    hours(&world, 2).await;
    until_marked(&world, READY).await;
}
