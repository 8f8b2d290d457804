//! Attacks through the real service, by name: each is refused with a code, leaves nothing of anybody,
//! and is a row that a technologist can read. What the protocol alone decides is tried claim by claim
//! in `lti1p3`; here is what the service makes of it. Launches used twice are in `launch.rs`, the
//! attacker's complete triple in `prove.rs`, choices answered twice or posted elsewhere in
//! `choosing.rs`, forms and tokens in `security/`.

mod flood;
mod index;
mod messages;
mod reach;
mod registering;
mod tokens;

use domain::id::RegistrationId;
use it::{
    World,
    forge::{Begun, signed},
    world::CLIENT_ID,
};
use serde_json::Value;
use service::troubles;
use store::registration;

const LTI: &str = "https://purl.imsglobal.org/spec/lti/claim";

/// Everything a launch or a registration could write.
async fn traces(world: &World) -> [i64; 7] {
    [
        world.rows("select count(*) from session").await,
        world.rows("select count(*) from person").await,
        world.rows("select count(*) from course").await,
        world.rows("select count(*) from enrolment").await,
        world.rows("select count(*) from used_nonce").await,
        world.rows("select count(*) from registration").await,
        world.rows("select count(*) from deployment").await,
    ]
}

/// The registration the tool has by this name.
pub(crate) async fn known_as(world: &World, client_id: &str) -> RegistrationId {
    let all = world.app.store().read(registration::all).await.unwrap();
    let found = all.iter().find(|each| each.client_id == client_id);
    found.unwrap().id
}

/// Fails the test unless there is a row that says this of a registration, or of nobody known.
pub(crate) async fn expect_noted(world: &World, of: Option<RegistrationId>, code: &str) {
    let rows = troubles::lately(&world.app, of).await.unwrap();
    assert!(rows.iter().any(|row| row.code == code), "{code}: {rows:?}");
}

/// Posts a forged answer to a good login.
async fn check(world: &World, forge: impl FnOnce(Value) -> String, status: u16, code: &str) {
    let begun = Begun::new(world).await;
    let token = forge(begun.claims(world));
    let before = traces(world).await;
    begun.post(&token).await.expect_refusal(status, code);
    assert_eq!(traces(world).await, before, "{code} left a trace");
    expect_noted(world, Some(known_as(world, CLIENT_ID).await), code).await;
}

/// The same with one claim bent, under a good signature.
async fn check_claim(world: &World, name: &str, value: Value, status: u16, code: &str) {
    let bend = |mut claims: Value| {
        claims[name] = value;
        signed(&claims)
    };
    check(world, bend, status, code).await;
}
