//! What the targets take as given: a platform, a tool, a key of theirs, and a moment.

use std::sync::LazyLock;

use lti1p3::claims::ResourceLink;
use lti1p3::keys::{KeySet, SigningKey, render};
use lti1p3::platform::LaunchMessage;
use lti1p3::{
    ClientId, DeploymentId, Issuer, Nonce, Registration, ResourceLinkId, Subject, Timestamp, Url,
};
use serde_json::{Map, Value};

/// Signs whatever a target makes up: behind the signature is where the parsers are.
pub static KEY: LazyLock<SigningKey> =
    LazyLock::new(|| SigningKey::generate().expect("the system has randomness"));
/// Its public half.
pub static KEYS: LazyLock<KeySet> =
    LazyLock::new(|| KeySet::parse(render([&*KEY]).as_bytes()).expect("a set of our own"));

/// An address that is known to be one.
pub fn url(text: &str) -> Url {
    Url::parse(text).expect("an address")
}

/// The tool at the platform.
pub fn registration() -> Registration {
    Registration::new(
        Issuer::parse("https://lms.example").expect("an issuer"),
        ClientId::parse("tool-1").expect("a client id"),
        url("https://lms.example/auth"),
        url("https://lms.example/token"),
        url("https://lms.example/jwks"),
    )
}

/// The moment of every message.
pub fn now() -> Timestamp {
    Timestamp::from_second(1_795_296_306).expect("a moment")
}

/// The one nonce.
pub fn nonce() -> Nonce {
    Nonce::parse("n-1").expect("a nonce")
}

/// The one deployment.
pub fn deployment() -> DeploymentId {
    DeploymentId::parse("2").expect("a deployment")
}

/// A good launch with these claims in the place of its own.
pub fn signed(claims: Map<String, Value>) -> String {
    let registration = registration();
    let link = ResourceLink {
        id: ResourceLinkId::parse("link-1").expect("a link"),
        title: None,
        description: None,
    };
    let mut message = LaunchMessage::new(
        registration.issuer,
        registration.client_id,
        deployment(),
        Subject::parse("7").expect("a subject"),
        nonce(),
        now(),
        "https://tool.example/launch".to_owned(),
        link,
    );
    message.other = claims;
    message.sign(&KEY)
}
