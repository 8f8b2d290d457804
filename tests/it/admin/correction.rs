//! A platform's names and addresses are corrected on its page.

use it::World;
use store::{StoreError, Tx, admin::act, institution, registration};

use super::{Desk, Reply, done, platforms, the_institution};

/// The only platform's values, as the form has them.
async fn fields(world: &World) -> Vec<(&'static str, String)> {
    let all = world.app.store().read(registration::all).await.unwrap();
    let known = &all[0];
    vec![
        ("jwks_url", known.jwks_url.clone()),
        ("token_url", known.token_url.clone()),
        ("auth_url", known.auth_url.clone()),
    ]
}

async fn send(desk: &Desk, path: &str, fields: &[(&str, String)]) -> Reply {
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (*name, &**value))
        .collect();
    desk.post(&format!("{path}/correct"), &fields).await
}

/// The fields of the confirmation that a page offers.
fn offered(page: &str) -> Vec<(&'static str, String)> {
    [
        "issuer",
        "client_id",
        "jwks_url",
        "token_url",
        "auth_url",
        "seen",
        "confirmed",
    ]
    .into_iter()
    .filter_map(|name| {
        let start = format!("name=\"{name}\" value=\"");
        let (_, rest) = page.split_once(&start)?;
        let value = rest.split('"').next()?;
        let value = value
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
            .replace("&#x2f;", "/");
        Some((name, value))
    })
    .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_corrected_after_the_difference_was_shown_and_is_tried_and_recorded() {
    let world = World::new().await;
    let of = the_institution(&world).await;
    let desk = Desk::enter(&world, Some(of)).await;
    let path = platforms::page_of(&world).await;
    let right = fields(&world).await;
    let mut wrong = right.clone();
    wrong[1].1 = format!("{}/lti/tokens", world.lms_url);
    let page = send(&desk, &path, &wrong).await.body;
    assert!(page.contains("Nothing has changed yet.") && page.contains("/lti/tokens"));
    assert_eq!(fields(&world).await, right, "it was only shown");
    let mut forged = wrong.clone();
    forged.push(("confirmed", "yes".to_owned()));
    let page = send(&desk, &path, &forged).await.body;
    assert!(page.contains("Nothing has changed yet."), "unseen: {page}");
    assert_eq!(fields(&world).await, right);

    let reply = send(&desk, &path, &offered(&page)).await;
    assert!(reply.header("location").ends_with("?notice=saved-keys"));
    assert_eq!(fields(&world).await, wrong);
    let page = desk.get(&path).await.body;
    assert!(page.contains("check-token"), "{page}");
    let page = send(&desk, &path, &right).await.body;
    let reply = send(&desk, &path, &offered(&page)).await;
    assert!(reply.header("location").ends_with("?notice=saved-well"));
    let page = desk.get(&path).await.body;
    let (_, settled) = page.split_once("put right since").expect(&page);
    assert!(settled.contains("check-token"), "{page}");
    let kinds = ["entered", "platform-corrected", "platform-corrected"];
    assert_eq!(done(&world, of).await, kinds);
    let acts = world.app.store().read(move |tx| act::latest(tx, of, 9));
    let acts = acts.await.unwrap();
    assert!(
        acts.iter().any(|act| act.about.contains("/lti/tokens")),
        "{acts:?}"
    );
    let page = send(&desk, &path, &right).await.body;
    assert!(page.contains("Nothing would change."), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_address_is_refused_beside_its_field_and_what_was_typed_stays() {
    let world = World::new().await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    let path = platforms::page_of(&world).await;
    let mut wrong = fields(&world).await;
    wrong[0].1 = "http://lms.example.ac.uk/jwks".to_owned();
    let page = send(&desk, &path, &wrong).await.body;
    for said in [
        "id=\"jwks_url-wrong\"",
        "begins with https://",
        "http://lms.example.ac.uk/jwks",
    ] {
        assert!(page.replace("&#x2f;", "/").contains(said), "{said}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_issuer_is_corrected_until_somebody_came_by_it() {
    let world = World::new().await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    let path = platforms::page_of(&world).await;
    let mut renamed = fields(&world).await;
    renamed.push(("issuer", format!("{}/", world.lms_url)));
    renamed.push(("client_id", "other".to_owned()));
    let page = send(&desk, &path, &renamed).await.body;
    assert!(!page.contains("is nearly that of"), "it is itself: {page}");
    send(&desk, &path, &offered(&page)).await;
    let all = world.app.store().read(registration::all).await.unwrap();
    assert_eq!(
        (&*all[0].client_id, &*all[0].issuer),
        ("other", &*renamed[3].1)
    );

    let world = World::new().await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    let path = platforms::page_of(&world).await;
    assert!(desk.get(&path).await.body.contains("name=\"issuer\""));
    world.open("teacher1").await;
    let page = desk.get(&path).await.body;
    assert!(!page.contains("name=\"issuer\"") && page.contains("known by its issuer"));
    let reply = send(&desk, &path, &[("client_id", "other".to_owned())]).await;
    reply.expect_refusal(409, "admin-platform-used");
}

/// Keys from another place could speak for everybody who came: only who answers for the host says that
/// they moved.
#[tokio::test(flavor = "multi_thread")]
async fn keys_move_elsewhere_only_by_who_answers_for_the_host() {
    let world = World::new().await;
    let of = the_institution(&world).await;
    super::tenants::a_second_tenant(&world).await;
    let path = {
        let read = move |tx: &mut Tx<'_>| {
            let known = registration::of_institution(tx, of)?;
            Ok::<_, StoreError>(format!("/admin/platforms/{}", known[0].id))
        };
        world.app.store().read(read).await.unwrap()
    };
    world.register_as(of, "second").await;
    let elsewhere = [("jwks_url", "https://elsewhere.example/jwks".to_owned())];
    let mine = Desk::enter(&world, Some(of)).await;
    let page = send(&mine, &path, &elsewhere).await.body;
    assert!(
        page.contains("Nothing has changed yet."),
        "nobody came: {page}"
    );
    assert!(
        page.contains("Sandbox LMS"),
        "the other one moves too: {page}"
    );
    world.open("teacher1").await;
    let page = send(&mine, &path, &elsewhere).await.body;
    assert!(page.contains("could speak for all of them"), "{page}");
    let host = Desk::enter(&world, None).await;
    let all = world.app.store().read(institution::all).await.unwrap();
    let test = all
        .iter()
        .find(|each| each.id == of)
        .unwrap()
        .id
        .to_string();
    host.post("/admin/institution", &[("institution", &test)])
        .await;
    let page = send(&host, &path, &elsewhere).await.body;
    assert!(page.contains("Nothing has changed yet."), "{page}");
    send(&host, &path, &offered(&page)).await;
    let moved =
        "select count(*) from registration where jwks_url = 'https://elsewhere.example/jwks'";
    assert_eq!(
        world.rows(moved).await,
        2,
        "both, and not the other tenant's"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_that_looks_like_a_slip_says_so_before_it_is_made() {
    let world = World::new().await;
    let of = the_institution(&world).await;
    let desk = Desk::enter(&world, Some(of)).await;
    let path = platforms::page_of(&world).await;
    world.register_as(of, "second").await;
    let slips = [
        ("issuer", format!("{}/", world.lms_url)),
        ("token_url", format!("{}/lti//token", world.lms_url)),
    ];
    let page = send(&desk, &path, &slips).await.body;
    for said in [
        "is nearly that of Sandbox LMS",
        "One issuer ends with a slash",
        "two slashes in a row",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let page = send(&desk, &path, &slips[..0]).await.body;
    assert!(!page.contains("two slashes"), "{page}");
}
