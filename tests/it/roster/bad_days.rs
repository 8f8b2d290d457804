//! An LMS that fails, loops, answers HTML or gives no token: what was known before still stands.

use std::sync::atomic::Ordering;

use api::{home::Roster, people::Part};
use domain::time::Span;
use it::{World, forge::Begun, listener::listener};
use sandbox::{Fault, Faults};
use serde_json::json;

use super::{counts, desk, people, read, stranger};

/// Sets the faults, reads, and expects the coordinator to read this code and nothing to be lost.
async fn check(world: &World, faults: Faults, code: &str) {
    let teacher = world.open("teacher1").await;
    let before = people(&teacher, "").await;
    world.lms.set_faults(faults);
    let failed = read(&teacher).await;
    assert!(
        matches!(&failed, Roster::Failed { code: told, .. } if told == code),
        "{code}: {failed:?} {:?}",
        world.lms.faults()
    );
    let page = teacher.get("").await;
    assert!(
        page.expect_ok()
            .body
            .contains(&format!("<code>{code}</code>")),
        "{}",
        page.body
    );
    assert_eq!(people(&teacher, "").await, before, "{code} lost somebody");
    world.lms.set_faults(Faults::default());
    // A token that did not come is not asked for again in the same moment.
    world.pass(Span::seconds(10));
    let pressed = teacher.act("sync-roster", &[]).await;
    pressed.expect_ok();
    world
        .until("the roster is read again", async || {
            matches!(
                desk(&teacher).await.roster,
                Roster::Read { listed, held: 0, .. } if listed == before.excerpt.matching
            )
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_roster_that_cannot_be_read_is_said_in_a_code_and_read_again_later() {
    let world = World::begun().await;
    let roster = |fault| Faults {
        roster: Some(fault),
        ..Faults::default()
    };
    check(&world, roster(Fault::status(1, 500)), "roster-unreachable").await;
    check(&world, roster(Fault::status(1, 503)), "roster-unreachable").await;
    check(&world, roster(Fault::html(1)), "roster-unreadable").await;
    check(&world, roster(Fault::status(2, 403)), "roster-refused").await;
    check(&world, roster(Fault::status(1, 404)), "roster-refused").await;
    check(&world, roster(Fault::status(2, 401)), "token-refused").await;
    let loops = Faults {
        roster_loops: true,
        ..Faults::default()
    };
    check(&world, loops, "roster-loop").await;
    let token = |fault| Faults {
        token: Some(fault),
        ..Faults::default()
    };
    // A token is kept for an hour.
    world.pass(Span::hours(2));
    check(&world, token(Fault::status(1, 401)), "token-refused").await;
    world.pass(Span::hours(2));
    check(&world, token(Fault::status(1, 500)), "roster-unreachable").await;
    world.pass(Span::hours(2));
    check(&world, token(Fault::html(1)), "token-refused").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_last_page_that_leads_back_to_the_first_is_a_loop_too() {
    let world = World::with(|config| config.students = 240).await;
    world.begin().await;
    let loops = Faults {
        roster_loops: true,
        ..Faults::default()
    };
    check(&world, loops, "roster-loop").await;
}

/// One odd entry takes nobody along, and a technologist reads that there is one.
#[tokio::test(flavor = "multi_thread")]
async fn an_entry_that_names_nobody_is_left_out_and_told() {
    let world = World::begun().await;
    let teacher = world.open("teacher1").await;
    let before = people(&teacher, "").await;
    world.lms.set_faults(Faults {
        roster_names_nobody: true,
        ..Faults::default()
    });
    let now = read(&teacher).await;
    assert!(matches!(now, Roster::Read { held: 0, .. }), "{now:?}");
    assert_eq!(people(&teacher, "").await, before);
    let told = "select count(*) from trouble where code = 'roster-names-nobody'";
    service::troubles::lately(&world.app, None).await.unwrap();
    assert_eq!(world.rows(told).await, 1, "a technologist can read it");
}

/// Whoever reads a page elsewhere would be given the LMS's token, and could name anybody.
#[tokio::test(flavor = "multi_thread")]
async fn attack_a_next_page_elsewhere_is_not_asked_for() {
    let world = World::begun().await;
    let (url, came) = listener().await;
    for elsewhere in [
        format!("{url}/members"),
        "http://169.254.169.254/".to_owned(),
    ] {
        let leads = Faults {
            roster_leads_to: Some(elsewhere),
            ..Faults::default()
        };
        check(&world, leads, "roster-unreadable").await;
    }
    assert_eq!(came.load(Ordering::SeqCst), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_not_taken_any_more_is_asked_for_anew() {
    let world = World::begun().await;
    let teacher = world.open("teacher1").await;
    world.lms.set_faults(Faults {
        roster: Some(Fault::status(1, 401)),
        ..Faults::default()
    });
    assert_eq!(counts(&read(&teacher).await), (83, 0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_page_that_fails_leaves_what_the_first_one_brought() {
    let world = World::with(|config| config.students = 240).await;
    let teacher = world.open("teacher1").await;
    teacher.act("claim-scheme", &[]).await.expect_ok();
    world
        .until("the first reading ends", async || {
            matches!(desk(&teacher).await.roster, Roster::Read { .. })
        })
        .await;
    world.lms.enrol_late();
    world.lms.set_faults(Faults {
        delay_ms: 100,
        ..Faults::default()
    });
    teacher.send("sync-roster", &json!({})).await.expect_ok();
    world
        .until("the first page is in", async || {
            matches!(desk(&teacher).await.roster, Roster::Reading { progress } if progress.done > 0)
        })
        .await;
    world.lms.set_faults(Faults {
        roster: Some(Fault::status(1, 502)),
        ..Faults::default()
    });
    world
        .until("the reading fails", async || {
            matches!(desk(&teacher).await.roster, Roster::Failed { .. })
        })
        .await;
    let everyone = people(&teacher, "").await;
    assert_eq!(everyone.excerpt.matching, 243);
    assert!(everyone.rows.iter().all(|row| !row.held));
    assert_eq!(counts(&read(&teacher).await), (244, 1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_course_without_a_roster_says_so() {
    let world = World::new().await;
    let begun = Begun::new(&world).await;
    let claims = begun.claims(&world);
    let teacher = begun.enter(&claims).await;
    teacher.act("claim-scheme", &[]).await.expect_ok();
    world
        .until("the reading fails", async || {
            matches!(desk(&teacher).await.roster, Roster::Failed { code, .. } if code == "roster-not-offered")
        })
        .await;
    let page = teacher.get("").await;
    assert!(
        page.expect_ok()
            .body
            .contains("<code>roster-not-offered</code>")
    );
    let mine = people(&teacher, "").await;
    assert_eq!(
        (mine.excerpt.matching, mine.rows[0].part),
        (1, Part::Coordinator)
    );
}

/// A row that our database refuses today it refuses tomorrow.
#[tokio::test(flavor = "multi_thread")]
async fn a_roster_that_cannot_be_kept_fails_and_says_so() {
    let world = World::begun().await;
    let refuse = |tx: &mut store::Tx<'_>| {
        tx.execute(
            "create trigger refuse before update on enrolment begin select raise(abort, 'no'); end",
            &[],
        )
    };
    let teacher = world.open("teacher1").await;
    world.app.store().write(refuse).await.unwrap();
    let failed = read(&teacher).await;
    assert!(
        matches!(&failed, Roster::Failed { code, .. } if code == "store-failed"),
        "{failed:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_no_database_can_store_is_kept_without_what_cannot_be() {
    let world = World::begun().await;
    let tab = stranger(&world, |claims| {
        claims["name"] = json!("Ann\u{0}e Other\u{7}");
        claims["https://purl.imsglobal.org/spec/lti/claim/lis"] =
            json!({"person_sourcedid": "S\u{0}900"});
    })
    .await;
    let me = tab.boot().view.frame.me;
    assert_eq!(me.as_deref(), Some("Anne Other"));
}

/// A platform that sends pages for ever holds its other courses up for ten minutes and no longer.
#[tokio::test(flavor = "multi_thread")]
async fn a_reading_that_takes_too_long_ends() {
    let world = World::with(|config| config.students = 240).await;
    world.begin().await;
    let teacher = world.open("teacher1").await;
    world.lms.set_faults(Faults {
        delay_ms: 1_000,
        ..Faults::default()
    });
    teacher.send("sync-roster", &json!({})).await.expect_ok();
    world
        .until("the first page is in", async || {
            matches!(desk(&teacher).await.roster, Roster::Reading { progress } if progress.done > 0)
        })
        .await;
    world.pass(Span::minutes(11));
    world
        .until("the reading ends", async || {
            matches!(desk(&teacher).await.roster, Roster::Failed { code, .. } if code == "roster-unreachable")
        })
        .await;
}
