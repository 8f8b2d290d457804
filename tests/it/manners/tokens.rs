//! Access tokens.

use std::time::Duration;

use domain::time::Span;
use it::{World, world::strangers_key};
use sandbox::{Quirks, ToolKeys};
use serde_json::json;
use service::{jobs, setup};

use super::{begun, marked, with};
use crate::scores::{READY, allow, until_at_rest, until_marked};

/// Reading the roster needs a token.
async fn read(world: &World) -> Option<String> {
    let teacher = world.open("teacher1").await;
    teacher.act("claim-scheme", &[]).await.expect_ok();
    read_again(world).await
}

async fn read_again(world: &World) -> Option<String> {
    let (course, _) = world.course().await;
    let read = setup::read_roster(&world.app, course).await.unwrap();
    read.code
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_comes_as_a_page_of_html_is_a_token() {
    begun(|quirks| quirks.html_token_replies = true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_that_is_no_json_is_a_refusal_and_not_a_failure() {
    let world = with(
        |quirks| quirks.broken_token_errors = true,
        |config| {
            let keys = json!({"keys": [strangers_key().public_jwk()]});
            config.tools[0].keys = ToolKeys::Inline(keys);
        },
    )
    .await;
    assert_eq!(read(&world).await.as_deref(), Some("token-refused"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audience_of_an_assertion_has_no_slash_too_many() {
    begun(|quirks| quirks.exact_audience = true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_word_bearer_has_a_capital() {
    begun(|quirks| quirks.capital_bearer = true).await;
}

/// Rosters, marks and the check of a technologist, each for the deployment it is about.
#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_asked_for_in_the_name_of_its_deployment() {
    let world = marked(|quirks| quirks.wants_deployment = true).await;
    let known = world.app.store().read(store::registration::all).await;
    let known = known.unwrap().remove(0).id;
    let reached = setup::try_platform(&world.app, known).await.unwrap();
    assert_eq!(reached, setup::Reached::Well);
}

/// Without this habit every request for a token reads the tool's keys before it is answered.
#[tokio::test(flavor = "multi_thread")]
async fn the_keys_are_read_while_a_token_is_asked_for() {
    marked(|quirks| quirks.keeps_tool_keys = false).await;
}

/// More than any pause of a second and what chance adds to it.
const A_SECOND: Span = Span(1_200);

/// Counts eight requests a second from now on, in the words of this platform, and waits second by
/// second until every mark is in the gradebook. A mark takes two requests that are read, so thirteen
/// take four seconds; three more are for what was turned away.
async fn carried_slowly(words: impl Fn(&mut Quirks)) {
    let world = begun(|_| {}).await;
    world.lms.change_quirks(|quirks| {
        quirks.requests_per_second = 8;
        words(quirks);
    });
    allow(&world).await;
    let left = "select count(*) from score where state <> 'confirmed'";
    let mut seconds = 0;
    loop {
        jobs::flush(&world.app).await.unwrap();
        until_at_rest(&world).await;
        if world.rows(left).await == 0 {
            break;
        }
        let asked = world.app.platform_requests();
        jobs::flush(&world.app).await.unwrap();
        let again = world.app.platform_requests() - asked;
        assert_eq!(again, 0, "it said that it takes none");
        world.pass(A_SECOND);
        seconds += 1;
        assert!(seconds <= 7, "{} marks left", world.rows(left).await);
    }
    until_marked(&world, READY).await;
    let tries = "select coalesce(sum(tries), 0) from score";
    assert_eq!(world.rows(tries).await, 0, "nobody failed");
    let told = "select count(*) from trouble where code = 'platform-busy'";
    service::troubles::lately(&world.app, None).await.unwrap();
    assert_eq!(world.rows(told).await, 1, "a technologist can read it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_that_counts_requests_gets_them_when_it_said() {
    carried_slowly(|_| {}).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_that_forbids_what_is_too_many_is_asked_again() {
    carried_slowly(|quirks| quirks.busy_is_forbidden = true).await;
}

/// Forty-five marks. What one of them was told, all have heard: the others do not ask for themselves.
#[tokio::test(flavor = "multi_thread")]
async fn a_long_queue_goes_at_the_pace_of_its_platform() {
    let world = with(|_| {}, |config| config.students = 240).await;
    world.begin().await;
    world
        .lms
        .change_quirks(|quirks| quirks.requests_per_second = 8);
    let before = world.app.platform_requests();
    allow(&world).await;
    let left = "select count(*) from score where state <> 'confirmed'";
    for _ in 0..20 {
        jobs::flush(&world.app).await.unwrap();
        until_at_rest(&world).await;
        world.pass(A_SECOND);
    }
    assert_eq!(world.rows(left).await, 0);
    until_marked(&world, 45).await;
    let turned_away = world.app.platform_requests() - before - 2 * 45;
    assert!(turned_away < 120, "{turned_away} requests in vain");
}

/// Lets time pass while this is done, twelve times as fast.
async fn meanwhile<T>(world: &World, done: impl Future<Output = T>) -> T {
    let passing = async {
        loop {
            tokio::time::sleep(Duration::from_millis(100)).await;
            world.pass(A_SECOND);
        }
    };
    tokio::select! {
        done = done => done,
        () = passing => unreachable!("time goes on"),
    }
}

/// One request a second: what was learned with the one before is not asked for again, be it that
/// there is no column yet, or that a mark which may have arrived has not.
#[tokio::test(flavor = "multi_thread")]
async fn a_platform_that_takes_one_request_a_second_gets_every_mark() {
    let world = begun(|_| {}).await;
    let posted = "update score set attempts = 1";
    let queue = |tx: &mut store::Tx<'_>| tx.execute(posted, &[]);
    world.app.store().write(queue).await.unwrap();
    world
        .lms
        .change_quirks(|quirks| quirks.requests_per_second = 1);
    allow(&world).await;
    let left = "select count(*) from score where state <> 'confirmed'";
    let began = world.now();
    meanwhile(&world, async {
        while world.rows(left).await > 0 {
            jobs::flush(&world.app).await.unwrap();
            tokio::time::sleep(Duration::from_millis(20)).await;
            assert!(world.now() - began < Span::minutes(5), "it comes to an end");
        }
    })
    .await;
    until_marked(&world, READY).await;
}

/// The roster of a platform that is asked for too much is read to its end all the same.
#[tokio::test(flavor = "multi_thread")]
async fn a_roster_waits_for_a_platform_that_counts_requests() {
    let world = with(|quirks| quirks.roster_page = 10, |_| {}).await;
    world
        .lms
        .change_quirks(|quirks| quirks.requests_per_second = 3);
    let code = meanwhile(&world, read(&world)).await;
    assert_eq!(code, None);
    let (course, _) = world.course().await;
    let last = move |tx: &mut store::Tx<'_>| store::roster::last(tx, course);
    let last = world.app.store().read(last).await.unwrap().unwrap();
    assert_eq!((last.pages, last.done), (9, 83), "once each");
}

/// Open edX says so: a platform was started again, and knows no token of before.
#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_forbidden_is_asked_for_anew() {
    let world = begun(|quirks| quirks.bad_tokens_are_forbidden = true).await;
    world.lms.forget_tokens();
    assert_eq!(read_again(&world).await, None);
    world.lms.forget_tokens();
    allow(&world).await;
    until_marked(&world, READY).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_that_come_as_texts_are_numbers() {
    marked(|quirks| quirks.numbers_as_texts = true).await;
}
