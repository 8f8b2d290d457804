//! Addresses that lead into our network, to somebody else, or nowhere.

use std::sync::atomic::Ordering;

use it::{
    World,
    forge::{Begun, signed},
    listener::listener,
    tab::Answer,
};
use serde_json::json;
use service::setup;
use store::{institution, registration};

use super::{expect_noted, known_as, traces};

/// A private host opens for the registrations tied to it, and not for another tenant's.
#[tokio::test(flavor = "multi_thread")]
async fn attack_a_private_host_of_another_tenant() {
    let world = World::new().await;
    let other = setup::NewInstitution {
        name: "Other University".to_owned(),
        slug: "other".to_owned(),
        time_zone: "Europe/London".to_owned(),
        languages: vec!["en".to_owned()],
        claims_approved: false,
    };
    let institution = setup::add_institution(&world.app, other).await.unwrap();
    let platform = setup::NewPlatform {
        institution,
        name: "Elsewhere".to_owned(),
        issuer: "https://elsewhere.example".to_owned(),
        client_id: "elsewhere".to_owned(),
        auth_url: "https://elsewhere.example/auth".to_owned(),
        token_url: format!("{}/lti/token", world.lms_url),
        jwks_url: format!("{}/lti/jwks", world.lms_url),
        deployments: vec!["1".to_owned()],
        private_hosts: false,
    };
    let (token, jwks) = (platform.token_url.clone(), platform.jwks_url.clone());
    let refused = setup::add_platform(&world.app, platform.clone()).await;
    assert!(
        matches!(refused, Err(setup::SetupError::Unusable("jwks-url", _))),
        "{refused:?}"
    );
    // However such addresses came to stand there, nothing goes to them.
    let public = setup::NewPlatform {
        token_url: "https://elsewhere.example/token".to_owned(),
        jwks_url: "https://elsewhere.example/jwks".to_owned(),
        ..platform
    };
    let id = setup::add_platform(&world.app, public).await.unwrap();
    let now = world.now();
    let moved = move |tx: &mut store::Tx<'_>| {
        let to = registration::Addresses {
            auth: "https://elsewhere.example/auth",
            token: &token,
            jwks: &jwks,
            audience: None,
        };
        registration::move_to(tx, id, &to, now)
    };
    world.app.store().write(moved).await.unwrap();
    let before = (traces(&world).await, world.app.platform_requests());
    let login = format!(
        "{}/lti/login?iss=https://elsewhere.example&client_id=elsewhere&login_hint=3&target_link_uri={}/lti/launch",
        world.tool_url, world.tool_url
    );
    let begun = Begun::at(&world, login.parse().unwrap()).await;
    let mut claims = begun.claims(&world);
    claims["iss"] = json!("https://elsewhere.example");
    claims["aud"] = json!("elsewhere");
    let answer: Answer = begun.post(&signed(&claims)).await;
    answer.expect_refusal(502, "launch-platform-unreachable");
    let after = (traces(&world).await, world.app.platform_requests());
    assert_eq!(after, before, "nothing was sent, nothing was kept");
    let known = known_as(&world, "elsewhere").await;
    expect_noted(&world, Some(known), "launch-platform-unreachable").await;
}

/// A launch that names services inside our network gets no request there.
#[tokio::test(flavor = "multi_thread")]
async fn attack_services_inside_our_network_are_not_asked() {
    let world = World::begun().await;
    let (url, came) = listener().await;
    let begun = Begun::new(&world).await;
    let mut claims = begun.claims(&world);
    claims["https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"] = json!({
        "context_memberships_url": format!("{url}/members"),
        "service_versions": ["2.0"],
    });
    claims["https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"] = json!({
        "scope": ["https://purl.imsglobal.org/spec/lti-ags/scope/lineitem"],
        "lineitems": format!("{url}/items"),
    });
    let tab = begun.enter(&claims).await;
    // The claim asks the roster who teaches: this one cannot be asked.
    let _claimed = tab.send("claim-scheme", &json!({})).await;
    let _asked = tab.send("sync-roster", &json!({})).await;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    assert_eq!(came.load(Ordering::SeqCst), 0);
}

/// By hand, an issuer that is known is not registered with keys from another place.
#[tokio::test(flavor = "multi_thread")]
async fn attack_a_known_issuer_with_keys_from_another_place() {
    let world = World::new().await;
    let known = world.app.store().read(institution::all).await.unwrap();
    let before = traces(&world).await;
    let platform = setup::NewPlatform {
        institution: known[0].id,
        name: "Not the LMS".to_owned(),
        issuer: world.lms_url.clone(),
        client_id: "another".to_owned(),
        auth_url: "https://evil.example/auth".to_owned(),
        token_url: "https://evil.example/token".to_owned(),
        jwks_url: "https://evil.example/jwks".to_owned(),
        deployments: vec!["1".to_owned()],
        private_hosts: true,
    };
    let refused = setup::add_platform(&world.app, platform).await.unwrap_err();
    assert_eq!(refused, setup::SetupError::OtherKeys(world.lms_url.clone()));
    assert_eq!(traces(&world).await, before);
    // Where its keys really moved, they move for all of this institution.
    let change = setup::PlatformChange {
        jwks_url: Some("https://moved.example/jwks".to_owned()),
        ..setup::PlatformChange::default()
    };
    world.register_as(known[0].id, "second").await;
    let second = known_as(&world, "second").await;
    setup::edit_platform(&world.app, second, change)
        .await
        .unwrap();
    let all = world.app.store().read(registration::all).await.unwrap();
    let moved = |each: &registration::Registration| each.jwks_url == "https://moved.example/jwks";
    assert_eq!(all.len(), 2);
    assert!(all.iter().all(moved), "{all:?}");
}
