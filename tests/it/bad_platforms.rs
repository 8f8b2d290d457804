//! Platforms on bad days, as far as launches go: their keys come late, too long, or change all the
//! time. Marks and rosters on such days are in `scores/` and `roster/`.

use std::time::{Duration, Instant};

use domain::time::Span;
use http::HeaderMap;
use it::{
    World,
    forge::{Begun, signed},
    tab::Answer,
    world::CLIENT_ID,
};
use sandbox::{Fault, Faults, visitor::Visitor};

async fn launch(world: &World) -> Answer {
    let visitor = Visitor::new(HeaderMap::new()).unwrap();
    let page = visitor.open(&world.lms_url, CLIENT_ID, "teacher1").await;
    Answer::of(&page.unwrap())
}

fn keys(fault: Fault) -> Faults {
    Faults {
        keys: Some(fault),
        ..Faults::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_change_every_hour_for_a_day_stop_no_launch() {
    let world = World::new().await;
    for hour in 0..24 {
        let answer = launch(&world).await;
        assert_eq!(answer.status, 200, "{hour}: {}", answer.body);
        world.lms.rotate_key().unwrap();
        world.pass(Span::minutes(1));
        let answer = launch(&world).await;
        assert_eq!(answer.status, 200, "{hour}, new key: {}", answer.body);
        world.pass(Span::hours(1));
    }
    assert!(world.app.platform_requests() <= 48);
}

#[tokio::test(flavor = "multi_thread")]
async fn five_megabytes_of_keys_are_refused_in_words_and_the_next_answer_is_taken() {
    let world = World::new().await;
    world.lms.set_faults(keys(Fault::flood(1, 5 * 1024)));
    let answer = launch(&world).await;
    answer.expect_refusal(502, "launch-platform-unreachable");
    // Whoever comes in the same moment does not make us ask again.
    let asked = world.app.platform_requests();
    let answer = launch(&world).await;
    answer.expect_refusal(502, "launch-platform-unreachable");
    assert_eq!(world.app.platform_requests(), asked);
    world.pass(Span::seconds(11));
    launch(&world).await.expect_ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_were_known_serve_while_the_platform_is_down() {
    let world = World::new().await;
    launch(&world).await.expect_ok();
    world.lms.set_faults(keys(Fault::status(u32::MAX, 503)));
    world.pass(Span::hours(20));
    launch(&world).await.expect_ok();
    world.pass(Span::hours(10));
    let answer = launch(&world).await;
    answer.expect_refusal(502, "launch-platform-unreachable");
}

/// Many wait for a platform that never answers: each is told after twenty seconds, and other
/// requests are answered meanwhile.
#[tokio::test(flavor = "multi_thread")]
async fn a_platform_that_never_answers_holds_nobody_else_up() {
    let world = World::new().await;
    world.lms.set_faults(keys(Fault::hang(1)));
    let begun = Begun::new(&world).await;
    let token = signed(&begun.claims(&world));
    let start = Instant::now();
    let waiting = async {
        let answer = begun.post(&token).await;
        answer.expect_refusal(502, "launch-platform-unreachable");
        start.elapsed()
    };
    let meanwhile = async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let page = reqwest::get(format!("{}/help", world.tool_url)).await;
        assert_eq!(page.unwrap().status(), 200);
        start.elapsed()
    };
    let (waited, answered) = tokio::join!(waiting, meanwhile);
    assert!(waited <= Duration::from_secs(25), "{waited:?}");
    assert!(answered <= Duration::from_secs(5), "{answered:?}");
}
