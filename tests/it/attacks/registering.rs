//! Platforms that register themselves, and are not what they say.

use http::HeaderMap;
use it::{World, tab::Answer};
use sandbox::{Faults, Hostile, visitor::Visitor};
use service::setup;
use store::{institution, registration};

use super::{expect_noted, known_as, traces};

/// Invites a platform of the first institution, and gives the address the LMS opens.
async fn invited(world: &World) -> String {
    let all = world.app.store().read(institution::all).await.unwrap();
    let address = setup::invite_platform(&world.app, all[0].id, true).await;
    let opened = world.lms.invite_tool(&address.unwrap(), None);
    opened.unwrap()
}

/// Opens an address, confirms its host, and says what came of it.
async fn confirmed(address: &str) -> Answer {
    let visitor = Visitor::new(HeaderMap::new()).unwrap();
    let page = visitor.get(address).await.unwrap();
    Answer::of(&page).expect_ok();
    let mut page = visitor.submit(&page, "/lti/register", &[]).await.unwrap();
    // An issuer that is known is shown with what would change, and confirmed once more.
    let asks = |form: &sandbox::visitor::Form| form.action.path() == "/lti/register";
    if page.status == 200 && page.forms().iter().any(asks) {
        let again = visitor.submit(&page, "/lti/register", &[]).await;
        page = again.unwrap();
    }
    Answer::of(&page)
}

#[tokio::test(flavor = "multi_thread")]
async fn attack_a_configuration_that_lies_registers_nothing() {
    let world = World::new().await;
    let before = traces(&world).await;
    for hostile in [
        Hostile::OtherIssuer,
        Hostile::OtherTokenHost,
        Hostile::InsideAddress,
        Hostile::FileAddress,
        Hostile::NoIssuer,
        Hostile::Nested,
    ] {
        let address = invited(&world).await;
        world.lms.set_faults(Faults {
            hostile_configuration: Some(hostile),
            ..Faults::default()
        });
        let answer = confirmed(&address).await;
        let code = answer.code.clone().unwrap_or_default();
        assert!(answer.status >= 400, "{hostile:?}: {}", answer.body);
        assert!(code.starts_with("register-"), "{hostile:?}: {code}");
        assert_eq!(traces(&world).await, before, "{hostile:?}");
        expect_noted(&world, None, &code).await;
        world.lms.set_faults(Faults::default());
        // The invite was not used up by it.
        let visitor = Visitor::new(HeaderMap::new()).unwrap();
        Answer::of(&visitor.get(&address).await.unwrap()).expect_ok();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn attack_a_registration_without_an_invite_fetches_nothing() {
    let world = World::new().await;
    let (before, asked) = (traces(&world).await, world.app.platform_requests());
    let visitor = Visitor::new(HeaderMap::new()).unwrap();
    let inside = "http://169.254.169.254/latest/meta-data";
    for invite in ["", "guessed", "../../x"] {
        let url = url::Url::parse_with_params(
            &format!("{}/lti/register", world.tool_url),
            [("invite", invite), ("openid_configuration", inside)],
        );
        let page = visitor.get(url.unwrap().as_str()).await.unwrap();
        let answer = Answer::of(&page);
        assert!((400..500).contains(&answer.status), "{}", answer.body);
    }
    assert_eq!(world.app.platform_requests(), asked);
    assert_eq!(traces(&world).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn attack_a_known_issuer_that_registers_with_other_keys() {
    let world = World::new().await;
    let first = known_as(&world, it::world::CLIENT_ID).await;
    let moved = setup::PlatformChange {
        jwks_url: Some("https://true.example/jwks".to_owned()),
        ..setup::PlatformChange::default()
    };
    setup::edit_platform(&world.app, first, moved)
        .await
        .unwrap();
    let address = invited(&world).await;
    let before = traces(&world).await;
    let answer = confirmed(&address).await;
    answer.expect_refusal(409, "register-keys");
    assert_eq!(traces(&world).await, before);
    expect_noted(&world, None, "register-keys").await;
}

/// A registration of one tenant is not taken over through another's invite.
#[tokio::test(flavor = "multi_thread")]
async fn attack_a_renewal_of_another_tenants_registration() {
    let world = World::new().await;
    confirmed(&invited(&world).await).await.expect_ok();
    let tools = world.lms.tools();
    let new = tools.iter().find(|tool| tool.client_id != "alongside");
    let client_id = new.unwrap().client_id.clone();
    let row = known_as(&world, &client_id).await;
    let other = world.another_institution("Other University", "other").await;
    let address = setup::invite_platform(&world.app, other, true).await;
    let opened = world.lms.invite_tool(&address.unwrap(), Some(&client_id));
    let read = move |tx: &mut store::Tx<'_>| registration::get(tx, row);
    let before = (
        traces(&world).await,
        world.app.store().read(read).await.unwrap(),
    );
    let answer = confirmed(&opened.unwrap()).await;
    answer.expect_refusal(409, "register-elsewhere");
    let after = (
        traces(&world).await,
        world.app.store().read(read).await.unwrap(),
    );
    assert_eq!(after, before);
    expect_noted(&world, None, "register-elsewhere").await;
}
