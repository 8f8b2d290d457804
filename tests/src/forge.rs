//! Launches as a platform would not send them: every claim can be bent, and signed all the same.

use http::HeaderMap;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use lti1p3::SigningKey;
use reqwest::Method;
use sandbox::visitor::Visitor;
use serde_json::{Value, json};
use url::Url;

use crate::{
    tab::{Answer, Tab},
    world::{CLIENT_ID, World},
};

/// A login that was begun at the service: what the platform would answer.
pub struct Begun {
    /// The browser that began it.
    pub visitor: Visitor,
    /// `state`.
    pub state: String,
    /// `nonce`.
    pub nonce: String,
    launch_url: Url,
}

impl Begun {
    /// Begins a login, as a platform sends a browser to do.
    pub async fn new(world: &World) -> Self {
        Self::of(world, CLIENT_ID).await
    }

    /// The same for the tool by another name.
    pub async fn of(world: &World, client_id: &str) -> Self {
        let login = Url::parse_with_params(
            &format!("{}/lti/login", world.tool_url),
            [
                ("iss", world.lms_url.as_str()),
                ("client_id", client_id),
                ("login_hint", "3"),
                ("target_link_uri", &format!("{}/lti/launch", world.tool_url)),
            ],
        );
        Self::at(world, login.unwrap()).await
    }

    /// Begins a login at any address of the service's login.
    pub async fn at(world: &World, login: Url) -> Self {
        let visitor = Visitor::new(HeaderMap::new()).unwrap();
        let answer = visitor.step(Method::GET, login, &[]).await.unwrap();
        assert_eq!(answer.status, 302, "{}", answer.body);
        let next = Url::parse(answer.headers["location"].to_str().unwrap()).unwrap();
        let asked = |name: &str| {
            let mut pairs = next.query_pairs();
            pairs.find(|(key, _)| key == name).unwrap().1.into_owned()
        };
        Self {
            state: asked("state"),
            nonce: asked("nonce"),
            visitor,
            launch_url: format!("{}/lti/launch", world.tool_url).parse().unwrap(),
        }
    }

    /// The claims of a good launch of `teacher1` for this login.
    pub fn claims(&self, world: &World) -> Value {
        launch_of(world, &self.nonce)
    }

    /// Posts a launch to the service.
    pub async fn post(&self, id_token: &str) -> Answer {
        self.post_state(id_token, &self.state).await
    }

    /// Posts a launch that is accepted, and opens the tab it leads to.
    pub async fn enter(self, claims: &Value) -> Tab {
        let fields = [("id_token", signed(claims)), ("state", self.state.clone())];
        let fields = fields.map(|(name, value)| (name.to_owned(), value));
        let url = self.launch_url.clone();
        let answer = self.visitor.step(Method::POST, url, &fields).await.unwrap();
        assert_eq!(answer.status, 303, "{}", answer.body);
        let place = answer.headers["location"].to_str().unwrap();
        let place = self.launch_url.join(place).unwrap();
        let page = self.visitor.get(place.as_str()).await.unwrap();
        Answer::of(&page).expect_ok();
        Tab {
            visitor: self.visitor,
            page,
        }
    }

    /// Posts a launch with another state.
    pub async fn post_state(&self, id_token: &str, state: &str) -> Answer {
        let fields = [("id_token", id_token), ("state", state)];
        let fields: Vec<(String, String)> = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let page = self
            .visitor
            .step(Method::POST, self.launch_url.clone(), &fields)
            .await;
        Answer::of(&page.unwrap())
    }
}

/// The claims of a good launch of `teacher1` with this nonce.
pub fn launch_of(world: &World, nonce: &str) -> Value {
    let now = world.now().seconds();
    let lti = "https://purl.imsglobal.org/spec/lti/claim";
    json!({
        "iss": world.lms_url,
        "aud": CLIENT_ID,
        "sub": "3",
        "exp": now + 60,
        "iat": now,
        "nonce": nonce,
        "name": "Ana Reyes",
        format!("{lti}/version"): "1.3.0",
        format!("{lti}/message_type"): "LtiResourceLinkRequest",
        format!("{lti}/deployment_id"): "1",
        format!("{lti}/target_link_uri"): format!("{}/lti/launch", world.tool_url),
        format!("{lti}/roles"): ["http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"],
        format!("{lti}/context"): {"id": "2", "title": "Field Botany", "type": ["CourseSection"]},
        format!("{lti}/resource_link"): {"id": "7", "title": "Mentoring"},
    })
}

/// Signs claims as the LMS would.
pub fn signed(claims: &Value) -> String {
    signed_by(&SigningKey::from_pkcs8(&World::lms_key()).unwrap(), claims)
}

/// Signs claims with any key, under that key's own id.
pub fn signed_by(key: &SigningKey, claims: &Value) -> String {
    signed_as(key.id().as_str(), key, claims)
}

/// Signs claims with any key, under any id.
pub fn signed_as(kid: &str, key: &SigningKey, claims: &Value) -> String {
    let mut header = Header::new(Algorithm::RS256);
    header.kid = Some(kid.to_owned());
    signed_with(&header, key, claims)
}

/// Signs claims with any key, under any header.
pub fn signed_with(header: &Header, key: &SigningKey, claims: &Value) -> String {
    let der = EncodingKey::from_rsa_der(&pkcs1(&key.to_pkcs8()));
    jsonwebtoken::encode(header, claims, &der).unwrap()
}

/// The RSA key inside a PKCS#8 wrapping (RFC 5208): the last octet string.
fn pkcs1(pkcs8: &[u8]) -> Vec<u8> {
    let start = pkcs8
        .windows(2)
        .skip(4)
        .position(|pair| pair == [0x30, 0x82])
        .unwrap()
        + 4;
    pkcs8[start..].to_vec()
}
