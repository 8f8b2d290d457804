//! What `doctor` finds: well where it is well, and what to do where it is not.

use domain::time::Span;
use it::World;
use sandbox::{Fault, Faults};
use service::doctor::{Finding, Health, examine};

async fn finding(world: &World, about: &str) -> Finding {
    let found = examine(&world.app).await.unwrap();
    let wanted = found.iter().find(|each| each.about == about);
    wanted
        .unwrap_or_else(|| panic!("{about} in {found:?}"))
        .clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_that_gives_access_is_well_and_a_clock_that_differs_is_told() {
    let world = World::new().await;
    let found = finding(&world, "services").await;
    assert_eq!(
        (found.health, &*found.to_do),
        (Health::Well, ""),
        "{found:?}"
    );
    // Its answers carry the real time, and ours stands still in September.
    let found = finding(&world, "clock").await;
    assert_eq!(found.health, Health::Ill);
    assert!(found.to_do.contains("time server"), "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_cannot_be_read_a_refused_token_and_a_wrong_clock_are_told_with_what_to_do() {
    let world = World::new().await;
    world.lms.set_faults(Faults {
        keys: Some(Fault::html(1)),
        token: Some(Fault::status(1, 400)),
        ..Faults::default()
    });
    let found = examine(&world.app).await.unwrap();
    for (about, code) in [
        ("keys", "launch-platform-unreachable"),
        ("services", "token-refused"),
    ] {
        let ill = found.iter().find(|each| each.about == about).unwrap();
        assert_eq!((ill.health, ill.code.as_deref()), (Health::Ill, Some(code)));
        assert!(
            ill.says.contains("Sandbox LMS") && !ill.to_do.is_empty(),
            "{ill:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_went_wrong_lately_is_told_in_the_words_of_its_page() {
    let world = World::new().await;
    world.lms_is_ahead_by(Span::minutes(5));
    let tab = sandbox::visitor::Visitor::new(http::HeaderMap::new()).unwrap();
    let page = tab
        .open(&world.lms_url, "alongside", "teacher1")
        .await
        .unwrap();
    it::tab::Answer::of(&page).expect_refusal(401, "launch-token-time");
    let found = finding(&world, "launches").await;
    assert_eq!(found.code.as_deref(), Some("launch-token-time"));
    assert!(
        found.says.contains("clock") && found.to_do.contains("time server"),
        "{found:?}"
    );
}
