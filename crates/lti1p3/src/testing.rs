//! What the tests share: two fixed keys, published vectors, and launches bent one claim at a time.

use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use http::Response;
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use url::Url;

use crate::keys::{KeySet, SigningKey, render};
use crate::launch::{Expected, Launch, LaunchError, verify};
use crate::registration::Registration;
use crate::token::{self, AccessToken};
use crate::{ClientId, Issuer, Nonce};

/// Short names of claims, so that tests read like the specification.
pub(crate) fn claim(short: &str) -> String {
    match short {
        "endpoint" => crate::claims::name::AGS.to_owned(),
        "namesroleservice" => crate::claims::name::NRPS.to_owned(),
        "iss" | "aud" | "azp" | "sub" | "exp" | "iat" | "nbf" | "nonce" | "name" | "email"
        | "given_name" | "family_name" | "locale" | "picture" => short.to_owned(),
        full if full.starts_with("http") => full.to_owned(),
        _ => format!("https://purl.imsglobal.org/spec/lti/claim/{short}"),
    }
}

/// A file of published vectors.
pub(crate) fn vector(name: &str) -> String {
    let mut path = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    path.push("tests/data");
    path.push(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn key(name: &str) -> SigningKey {
    let text: String = vector(name).split_whitespace().collect();
    SigningKey::from_pkcs8(&STANDARD.decode(text).unwrap()).unwrap()
}

/// The platform's key.
pub(crate) static KEY: LazyLock<SigningKey> = LazyLock::new(|| key("platform-key.p8.txt"));
/// A key that the platform does not publish.
pub(crate) static STRANGER: LazyLock<SigningKey> = LazyLock::new(|| key("stranger-key.p8.txt"));
/// The platform's published keys.
pub(crate) static KEYS: LazyLock<KeySet> =
    LazyLock::new(|| KeySet::parse(render([&*KEY]).as_bytes()).unwrap());

pub(crate) fn now() -> Timestamp {
    "2026-11-21T21:25:10Z".parse().unwrap()
}

pub(crate) fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

pub(crate) fn registration(issuer: &str, client_id: &str) -> Registration {
    Registration::new(
        Issuer::parse(issuer).unwrap(),
        ClientId::parse(client_id).unwrap(),
        url("https://lms.example/auth"),
        url("https://lms.example/token"),
        url("https://lms.example/jwks"),
    )
}

/// A token for service calls.
pub(crate) fn access_token() -> AccessToken {
    let reply = br#"{"access_token":"abc","token_type":"bearer","expires_in":3600}"#;
    token::read_reply(&Response::new(reply.to_vec()), now()).unwrap()
}

/// A reply with status, headers and body.
pub(crate) fn reply(status: u16, headers: &[(&str, &str)], body: &str) -> Response<Vec<u8>> {
    let mut builder = Response::builder().status(status);
    for (name, value) in headers {
        builder = builder.header(*name, value.as_bytes());
    }
    builder.body(body.as_bytes().to_vec()).unwrap()
}

/// A launch about to be tried, good until something is bent.
#[derive(Clone)]
pub(crate) struct Trial {
    pub(crate) header: Value,
    pub(crate) claims: Map<String, Value>,
    pub(crate) key: SigningKey,
    pub(crate) registration: Registration,
    pub(crate) keys: KeySet,
    pub(crate) nonce: String,
    pub(crate) tool: Url,
    pub(crate) now: Timestamp,
}

/// A good launch of a student.
pub(crate) fn launch() -> Trial {
    let issued = now().as_second();
    let mut trial = Trial {
        header: json!({"typ": "JWT", "alg": "RS256", "kid": KEY.id()}),
        claims: Map::new(),
        key: KEY.clone(),
        registration: registration("https://lms.example", "tool-1"),
        keys: KEYS.clone(),
        nonce: "n-1".to_owned(),
        tool: url("https://tool.example/"),
        now: now(),
    };
    for (name, value) in [
        ("iss", json!("https://lms.example")),
        ("aud", json!("tool-1")),
        ("sub", json!("7")),
        ("nonce", json!("n-1")),
        ("iat", json!(issued)),
        ("exp", json!(issued + 60)),
        ("name", json!("Ada Assist")),
        ("email", json!("ada@example.test")),
        ("version", json!("1.3.0")),
        ("message_type", json!("LtiResourceLinkRequest")),
        ("deployment_id", json!("2")),
        ("target_link_uri", json!("https://tool.example/launch")),
        ("resource_link", json!({"id": "link-1", "title": "Buddies"})),
        (
            "roles",
            json!(["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"]),
        ),
        (
            "context",
            json!({"id": "course-1", "title": "Field Botany I", "type": ["CourseSection"]}),
        ),
    ] {
        trial = trial.with(name, value);
    }
    trial
}

/// A published payload, signed by our key, arriving two seconds after it was made.
pub(crate) fn published(file: &str) -> Trial {
    let claims: Map<String, Value> = serde_json::from_str(&vector(file)).unwrap();
    let text = |name: &str| claims[&claim(name)].as_str().unwrap().to_owned();
    Trial {
        registration: registration(&text("iss"), &text("aud")),
        nonce: text("nonce"),
        tool: url(&text("target_link_uri")),
        now: Timestamp::from_second(claims["iat"].as_i64().unwrap() + 2).unwrap(),
        claims,
        ..launch()
    }
}

impl Trial {
    pub(crate) fn with(mut self, name: &str, value: Value) -> Self {
        self.claims.insert(claim(name), value);
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.claims.remove(&claim(name)).expect("it was there");
        self
    }

    pub(crate) fn header(mut self, name: &str, value: Value) -> Self {
        self.header[name] = value;
        self
    }

    pub(crate) fn signed_by(mut self, key: &SigningKey) -> Self {
        self.key = key.clone();
        self
    }

    /// Seconds after it was made.
    pub(crate) fn arriving_after(mut self, seconds: i64) -> Self {
        self.now = Timestamp::from_second(now().as_second() + seconds).unwrap();
        self
    }

    /// `iat` and `exp`, in seconds from now.
    pub(crate) fn made(self, issued: i64, expires: i64) -> Self {
        let now = self.now.as_second();
        self.with("iat", json!(now + issued))
            .with("exp", json!(now + expires))
    }

    pub(crate) fn token(&self) -> String {
        let signed = self.key.sign(&self.claims);
        let good_header = json!({"typ": "JWT", "alg": "RS256", "kid": self.key.id()});
        if self.header == good_header {
            return signed;
        }
        // Another header, with a signature over exactly that header.
        self.key.sign_with_header(&self.header, &self.claims)
    }

    pub(crate) fn expected(&self) -> Expectation {
        Expectation {
            registration: self.registration.clone(),
            keys: self.keys.clone(),
            nonce: Nonce::parse(self.nonce.clone()).unwrap(),
            tool: self.tool.clone(),
            now: self.now,
        }
    }

    pub(crate) fn verify(&self) -> Result<Launch, LaunchError> {
        self.expected().verify(self.token())
    }

    pub(crate) fn accepted(&self) -> Launch {
        self.verify().unwrap()
    }
}

/// An owned [`Expected`].
pub(crate) struct Expectation {
    pub(crate) registration: Registration,
    pub(crate) keys: KeySet,
    pub(crate) nonce: Nonce,
    pub(crate) tool: Url,
    pub(crate) now: Timestamp,
}

impl Expectation {
    pub(crate) fn verify(&self, token: impl Into<String>) -> Result<Launch, LaunchError> {
        verify(
            token,
            &Expected {
                registration: &self.registration,
                keys: &self.keys,
                nonce: &self.nonce,
                tool: &self.tool,
                now: self.now,
                leeway: Duration::from_mins(1),
            },
        )
    }
}

pub(crate) fn said(outcome: &Result<Launch, LaunchError>) -> String {
    match outcome {
        Ok(_) => "launched".to_owned(),
        Err(error) => format!("refused: {}", error.code()),
    }
}

#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "rows read as one expression")]
pub(crate) fn check(trial: Trial, expected: &str) {
    let outcome = trial.verify();
    assert_eq!(said(&outcome), expected, "{outcome:?}");
}

/// Encodes as the parts of a token are.
pub(crate) fn encode(text: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(text)
}
