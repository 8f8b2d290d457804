//! What an administrator reads before an act that cannot simply be taken back.

use it::World;
use store::registration;

use super::{Desk, the_institution};

/// The address of the page of the platform with this client id.
async fn page_of(world: &World, client_id: &str) -> String {
    let all = world.app.store().read(registration::all).await.unwrap();
    let known = all.iter().find(|each| each.client_id == client_id);
    format!("/admin/platforms/{}", known.unwrap().id)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_registration_of_a_known_lms_is_named_before_it_is_approved() {
    let world = World::new().await;
    let of = the_institution(&world).await;
    let desk = Desk::enter(&world, Some(of)).await;
    world.register_as(of, "again").await;
    world
        .change(
            "update registration set state = 'pending', name = 'Canvas' where client_id = 'again'",
        )
        .await;
    let first = page_of(&world, it::world::CLIENT_ID).await;
    let again = page_of(&world, "again").await;
    let said = "You already have this LMS as Sandbox LMS.";
    let page = desk.get(&again).await.body.replace("&#x2f;", "/");
    assert!(page.contains(said), "{page}");
    assert!(page.contains(&format!("href=\"{first}\"")), "{page}");
    let page = desk.get(&first).await.body;
    assert!(
        !page.contains("You already have"),
        "what waits is not had: {page}"
    );
    let elsewhere =
        "update registration set issuer = 'https://other.example' where client_id = 'again'";
    world.change(elsewhere).await;
    let page = desk.get(&again).await.body;
    assert!(!page.contains("You already have"), "{page}");
}
