//! What an administrator reads before an act that cannot simply be taken back.

use domain::id::{AdministratorId, PasskeyId};
use it::World;
use store::{
    StoreError, Tx,
    admin::{
        Administrator,
        passkey::{self, Passkey},
    },
    registration,
};

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

/// A passkey of this institution's administrators, by which the visits of before began.
async fn came_by_passkey(world: &World, name: &str) -> String {
    let of = the_institution(world).await;
    let (now, name) = (world.now(), name.to_owned());
    let write = move |tx: &mut Tx<'_>| {
        let key = Passkey {
            id: PasskeyId::new(now, [name.len().to_le_bytes()[0]; 10]),
            administrator: Administrator {
                id: AdministratorId::new(now, [5; 10]),
                of: Some(of),
            },
            credential: name.as_bytes().to_vec(),
            name,
            passkey: "{}".to_owned(),
            added_at: now,
            used_at: None,
        };
        passkey::add(tx, &key)?;
        let came = "update admin_session set passkey = $1";
        tx.execute(came, store::params![key.id])?;
        Ok::<_, StoreError>(key.id.to_string())
    };
    world.app.store().write(write).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_by_a_passkey_keeps_its_name_when_it_is_removed() {
    let world = World::new().await;
    let of = the_institution(&world).await;
    let owner = Desk::enter(&world, Some(of)).await;
    let key = came_by_passkey(&world, "Old laptop").await;
    owner
        .post("/admin/departments/add", &[("department", "Biology")])
        .await;
    let other = Desk::enter(&world, Some(of)).await;
    came_by_passkey(&world, "New laptop, of somebody else").await;
    let page = other.get("/admin/access").await.body;
    assert!(page.contains("Passkey Old laptop"), "{page}");
    other
        .post(&format!("/admin/passkeys/{key}/remove"), &[])
        .await;
    assert_eq!(world.rows("select count(*) from admin_passkey").await, 1);
    let page = other.get("/admin/access").await.body;
    assert!(page.contains("Passkey Old laptop"), "{page}");
    assert!(
        page.contains("Passkey New laptop, of somebody else"),
        "who removed it: {page}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_passkey_and_ones_own_are_removed_after_a_question() {
    let world = World::new().await;
    let of = the_institution(&world).await;
    let owner = Desk::enter(&world, Some(of)).await;
    let last = came_by_passkey(&world, "Only key").await;
    let other = Desk::enter(&world, Some(of)).await;
    let remove = format!("/admin/passkeys/{last}/remove");
    let count = "select count(*) from admin_passkey";
    for (desk, says_own) in [(&other, false), (&owner, true)] {
        let page = desk.post(&remove, &[]).await.body;
        assert!(
            page.contains("only somebody at the host can let you in"),
            "{page}"
        );
        assert!(page.contains("Only key is the last passkey."), "{page}");
        assert_eq!(page.contains("signs you out"), says_own, "{page}");
        assert_eq!(world.rows(count).await, 1, "it was only asked");
    }
    let reply = other.post(&remove, &[("confirmed", "yes")]).await;
    assert_eq!(
        reply.header("location"),
        "/admin/access?notice=passkey-removed"
    );
    assert_eq!(world.rows(count).await, 0);
    assert!(!owner.is_in().await && other.is_in().await);
}
