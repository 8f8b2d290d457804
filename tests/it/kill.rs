//! A power cut at every named point and at fifty others: nothing is lost, and nobody has two marks.
//!
//! The real binary runs beside a sandbox LMS that remembers every post. A debug build stands still
//! at the point named in `ALONGSIDE_HALT_AT`, and is killed there.

use std::time::Duration;

use api::home::Mark;
use it::{Host, candidate};
use sandbox::Faults;
use service::clock;

/// A host with one candidate who has attended, the scheme begun, the service not running.
async fn begun() -> (Host, String) {
    let host = Host::registered(|_| {}).await;
    let service = host.serve().await;
    let scheme = host.begin().await;
    let one = host.students().remove(0);
    let file = candidate::HEADER.to_owned() + &candidate::attended(&one.number);
    host.read_attributes(&scheme, &file).await;
    assert_eq!(service.end().await.code, Some(0));
    (host, one.username)
}

/// Drives the candidate until the service stands still at a point, and kills it there.
async fn kill_at(host: &Host, who: &str, point: &str) {
    let mut service = host.serve_halting_at(point).await;
    let tab = host.open(who).await;
    candidate::sign(&tab).await;
    let handing_in = tokio::spawn(async move { candidate::hand_in(&tab).await });
    let line = service.says("\"halted\"").await;
    assert!(line.contains(&format!("\"{point}\"")), "{line}");
    service.kill();
    let _whatever = handing_in.await;
}

/// Kills at a point and expects so many posts to have been taken by then; after the next start the
/// mark arrives, once.
async fn check(point: &str, completion_survives: bool, taken: usize) {
    let (host, who) = begun().await;
    kill_at(&host, &who, point).await;
    assert_eq!(candidate::posts(&host.lms, &who).len(), taken, "{point}");
    let service = host.serve().await;
    let tab = host.open(&who).await;
    assert_eq!(candidate::has_passed(&tab).await, completion_survives);
    if !completion_survives {
        assert_eq!(candidate::mark(&tab).await, Mark::NotYet);
        assert_eq!(candidate::hand_in(&tab).await, Some(200));
    }
    host.until("the mark is in the gradebook", async || {
        candidate::mark(&tab).await == Mark::InGradebook
    })
    .await;
    assert_eq!(
        candidate::hand_in(&tab).await,
        Some(200),
        "the same answers again are the same attempt"
    );
    candidate::expect_one_effective(&host.lms, &who);
    assert_eq!(service.end().await.code, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn before_the_commit_nothing_was_passed_and_it_can_be_passed_again() {
    check("completion-before-commit", false, 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_commit_the_completion_stands_and_its_mark_is_sent() {
    check("completion-after-commit", true, 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mark_that_was_about_to_leave_is_sent_when_nothing_can_be_on_its_way() {
    check("score-before-send", true, 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mark_that_arrived_and_whose_answer_was_lost_is_found() {
    check("score-after-send", true, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mark_that_was_accepted_and_not_written_down_is_found() {
    check("score-before-marking", true, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mark_that_was_written_down_and_not_read_back_is_read_back() {
    check("score-before-read-back", true, 1).await;
}

/// How often the service is killed at a random instant.
const KILLS: usize = 50;

/// Marks for each life of the service: about what it carries before it is killed.
const MARKS_A_LIFE: usize = 15;

/// How long the LMS thinks about each request.
const QUICK: Duration = Duration::from_millis(30);

/// How long it thinks in the last moments before a kill: so long that a post arrives when its sender
/// is dead, and the next life has looked for it in vain.
const SLOW: Duration = Duration::from_millis(900);

#[tokio::test(flavor = "multi_thread")]
async fn fifty_kills_at_random_instants_lose_nothing_and_double_nothing() {
    let host = Host::registered(|config| config.students = KILLS * (MARKS_A_LIFE + 1) + 10).await;
    let mut chance = Chance::new();
    let service = host.serve().await;
    let scheme = host.begin().await;
    let people = host.students();
    let (handing_in, waiting) = people[..KILLS * (MARKS_A_LIFE + 1)].split_at(KILLS);
    assert_eq!(service.end().await.code, Some(0));
    let rows = handing_in
        .iter()
        .map(|one| candidate::attended(&one.number));
    let rows = rows.chain(waiting.iter().map(|one| candidate::complete(&one.number)));
    let file = candidate::HEADER.to_owned() + &rows.collect::<String>();
    host.read_attributes(&scheme, &file).await;
    let mut told = vec![];
    for one in handing_in {
        told.push(one_life(&host, &one.username, &mut chance).await);
    }
    think(&host, QUICK);
    let service = host.serve().await;
    for (one, told) in handing_in.iter().zip(told) {
        pass_if_not_yet(&host, &one.username, told).await;
    }
    confirmed(&host).await;
    for one in handing_in.iter().chain(waiting) {
        candidate::expect_one_effective(&host.lms, &one.username);
    }
    let posts = host.lms.scores().len();
    println!(
        "{posts} posts for {} people",
        handing_in.len() + waiting.len()
    );
    assert_eq!(service.end().await.code, Some(0));
}

/// Starts the service, lets somebody go as far as time allows, and kills it: in two lives of three
/// while marks are in flight, in the third at any instant. Whether they were told that they had
/// passed.
async fn one_life(host: &Host, who: &str, chance: &mut Chance) -> bool {
    let before = host.lms.scores().len();
    think(host, QUICK);
    let service = host.serve().await;
    let (lms, who) = (host.lms_url.clone(), who.to_owned());
    let visit = tokio::spawn(async move { candidate::try_to_pass(&lms, &who).await });
    let wait = if chance.below(3) == 0 {
        Duration::from_millis(chance.below(450))
    } else {
        first_post(host, before).await;
        Duration::from_millis(chance.below(100))
    };
    let last = Duration::from_millis(chance.below(60));
    tokio::time::sleep(wait).await;
    think(host, SLOW);
    tokio::time::sleep(last).await;
    service.kill();
    let told = visit.await.unwrap() == Some(200);
    let posts = host.lms.scores().len() - before;
    println!("killed after {wait:?} + {last:?}: {posts} posts, passed: {told}");
    told
}

/// Waits for the first post of this life, a second at most: there may be no mark to send now.
async fn first_post(host: &Host, before: usize) {
    for _ in 0..200 {
        if host.lms.scores().len() > before {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

fn think(host: &Host, time: Duration) {
    host.lms.set_faults(Faults {
        delay_ms: u64::try_from(time.as_millis()).unwrap(),
        ..Faults::default()
    });
}

async fn pass_if_not_yet(host: &Host, who: &str, told: bool) {
    let tab = host.open(who).await;
    let passed = candidate::has_passed(&tab).await;
    assert!(passed || !told, "{who} was told and it is lost");
    if !passed {
        candidate::sign(&tab).await;
        assert_eq!(candidate::hand_in(&tab).await, Some(200));
    }
}

/// Waits until the coordinator's page has nothing but confirmed marks; it lists others first.
async fn confirmed(host: &Host) {
    let teacher = host.open("teacher1").await;
    host.until("every mark is confirmed", async || {
        let api::Page::Scores { scores } = teacher.shown("scores").await else {
            panic!("not the marks");
        };
        let confirmed = |row: &api::scores::Row| row.state == api::scores::State::Confirmed;
        !scores.rows.is_empty() && scores.rows.iter().all(confirmed)
    })
    .await;
}

/// Delays from a seed, which is printed so that a failure can be repeated with `TEST_SEED`.
struct Chance(u64);

impl Chance {
    fn new() -> Self {
        let told = std::env::var("TEST_SEED").ok();
        let seed = told.map_or_else(
            || u64::from_le_bytes(clock::random()),
            |told| told.parse().unwrap(),
        );
        println!("TEST_SEED={seed}");
        Self(seed)
    }

    /// A number below this one (splitmix64).
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}
