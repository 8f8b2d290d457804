//! What went wrong lately: in an administrator's words, with the button that mends it, and settled when it
//! was mended.

use domain::time::Span;
use it::World;

use super::{
    Desk,
    platforms::{launch, page_of},
    the_institution,
};

/// What stands among the troubles that are open, and among those that were put right.
fn parted(page: &str) -> (String, String) {
    let (_, troubles) = page.split_once(">What went wrong lately</h2>").expect(page);
    let troubles = troubles.split("id=\"deployments\"").next().unwrap();
    let (open, settled) = troubles
        .split_once("put right since")
        .unwrap_or((troubles, ""));
    (open.to_owned(), settled.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deployment_is_approved_beside_what_it_caused_and_that_is_settled() {
    let world = World::new().await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    let path = page_of(&world).await;
    let (refuse, approve) = (
        format!("{path}/deployments/refuse"),
        format!("{path}/deployments/approve"),
    );
    desk.post(&refuse, &[("deployment", "1")]).await;
    launch(&world, "teacher1")
        .await
        .expect_refusal(403, "launch-deployment-pending");
    let (open, settled) = parted(&desk.get(&path).await.body);
    for said in [
        "Somebody could not open the tab",
        "waits for your approval",
        "Approve this deployment",
        &approve,
        "What the reader saw:",
        "The mentoring tab is waiting to be switched on here.",
    ] {
        assert!(open.contains(said), "{said}: {open}");
    }
    assert!(!open.contains("sudo"), "the button is here: {open}");
    assert_eq!(settled, "");
    desk.post(&approve, &[("deployment", "1")]).await;
    let (open, settled) = parted(&desk.get(&path).await.body);
    assert!(open.contains("Nothing that is not put right."), "{open}");
    assert!(settled.contains("launch-deployment-pending"), "{settled}");
    assert!(!settled.contains("Approve this deployment"), "{settled}");
    let found = service::doctor::examine(&world.app).await.unwrap();
    assert!(
        found.iter().all(|each| each.about != "launches"),
        "{found:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_launch_while_the_platform_is_switched_off_is_listed_until_it_is_on_again() {
    let world = World::new().await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    let path = page_of(&world).await;
    desk.post(&format!("{path}/disable"), &[]).await;
    launch(&world, "teacher1")
        .await
        .expect_refusal(403, "launch-platform-disabled");
    let (open, _) = parted(&desk.get(&path).await.body);
    assert!(open.contains("launch-platform-disabled") && open.contains("Switch it on above"));
    let found = service::doctor::examine(&world.app).await.unwrap();
    let code = Some("launch-platform-disabled");
    assert!(
        found.iter().any(|each| each.code.as_deref() == code),
        "{found:?}"
    );
    desk.post(&format!("{path}/enable"), &[]).await;
    let (_, settled) = parted(&desk.get(&path).await.body);
    assert!(settled.contains("launch-platform-disabled"), "{settled}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_success_of_the_same_kind_settles_and_a_new_failure_opens_again() {
    let world = World::new().await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    let path = page_of(&world).await;
    let ahead = Span::minutes(5);
    world.lms_is_ahead_by(ahead);
    launch(&world, "teacher1")
        .await
        .expect_refusal(401, "launch-token-time");
    let (open, settled) = parted(&desk.get(&path).await.body);
    assert!(
        open.contains("launch-token-time") && settled.is_empty(),
        "{open}"
    );
    world.lms_is_ahead_by(Span(-ahead.0));
    world.pass(Span::minutes(2));
    launch(&world, "teacher1").await.expect_ok();
    let (open, settled) = parted(&desk.get(&path).await.body);
    assert!(!open.contains("launch-token-time"), "{open}");
    assert!(settled.contains("launch-token-time"), "{settled}");
    world.pass(Span::minutes(2));
    world.lms_is_ahead_by(ahead);
    launch(&world, "teacher1")
        .await
        .expect_refusal(401, "launch-token-time");
    let (open, _) = parted(&desk.get(&path).await.body);
    assert!(
        open.contains("launch-token-time") && open.contains("2 times"),
        "{open}"
    );
}
