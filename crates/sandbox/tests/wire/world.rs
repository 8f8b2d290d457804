//! An LMS with a tool that is registered in it, and a clock that stands still.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, Response, StatusCode, Uri};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use lti1p3::launch::Expected;
use lti1p3::login::LoginAnswer;
use lti1p3::token::{AccessToken, TokenRequest, read_reply};
use lti1p3::{
    ClientId, Issuer, KeySet, Launch, LoginRequest, Nonce, Registration, SigningKey, Timestamp,
    UnverifiedLaunch, Url, scope,
};
use sandbox::{Config, Lms, Manners, Tool, ToolKeys};
use serde_json::Value;
use tower::ServiceExt;

pub(crate) const ORIGIN: &str = "http://127.0.0.1:8500";
pub(crate) const REDIRECT: &str = "http://localhost:8400/lti/launch";
/// 2026-11-21T12:00:00.250Z.
pub(crate) const NOON: i64 = 1_795_262_400_250;

pub(crate) const ALL_SCOPES: [&str; 5] = [
    scope::MEMBERSHIP,
    scope::LINE_ITEM,
    scope::LINE_ITEM_READ,
    scope::RESULT_READ,
    scope::SCORE,
];

/// One key for the LMS and one for the tool, made once for all tests.
static KEYS: LazyLock<[SigningKey; 2]> =
    LazyLock::new(|| [(); 2].map(|()| SigningKey::generate().unwrap()));

pub(crate) struct World {
    pub(crate) lms: Lms,
    pub(crate) registration: Registration,
    pub(crate) key: SigningKey,
    router: Router,
    now: Arc<AtomicI64>,
    made: AtomicI64,
}

/// A course of 40 students in Moodle manners with the tool `us`, and `them` beside it.
pub(crate) fn world(change: impl FnOnce(&mut Config)) -> World {
    let now = Arc::new(AtomicI64::new(NOON));
    let clock = Arc::clone(&now);
    let mut config = Config::new(ORIGIN, Arc::new(move || clock.load(Ordering::SeqCst)));
    config.students = 40;
    config.key = Some(KEYS[0].to_pkcs8());
    config.faults = true;
    let keys = || {
        let set = lti1p3::keys::render([&KEYS[1]]);
        ToolKeys::Inline(serde_json::from_str(&set).unwrap())
    };
    let login = "http://localhost:8400/lti/login";
    config.tools = vec![
        Tool {
            choice_uri: Some(REDIRECT.to_owned()),
            ..Tool::new("us", "Peer mentoring", login, REDIRECT, keys())
        },
        Tool {
            deployment_id: "2".to_owned(),
            ..Tool::new(
                "them",
                "Other tool",
                "http://localhost:9101/login",
                REDIRECT,
                keys(),
            )
        },
    ];
    change(&mut config);
    let lms = Lms::new(config).unwrap();
    World {
        router: lms.router(),
        lms,
        registration: registration("us"),
        key: KEYS[1].clone(),
        now,
        made: AtomicI64::new(0),
    }
}

pub(crate) fn canvas() -> World {
    world(|config| config.manners = Manners::Canvas)
}

fn registration(client_id: &str) -> Registration {
    let at = |path: &str| Url::parse(&format!("{ORIGIN}{path}")).unwrap();
    Registration::new(
        Issuer::parse(ORIGIN).unwrap(),
        ClientId::parse(client_id).unwrap(),
        at("/lti/auth"),
        at("/lti/token"),
        at("/lti/jwks"),
    )
}

/// An answer with its body read.
pub(crate) type Answer = Response<Vec<u8>>;

pub(crate) fn text(answer: &Answer) -> &str {
    std::str::from_utf8(answer.body()).unwrap()
}

pub(crate) fn json(answer: &Answer) -> Value {
    serde_json::from_slice(answer.body()).unwrap()
}

pub(crate) fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    let value = answer.headers().get(name);
    value.map_or("", |value| std::str::from_utf8(value.as_bytes()).unwrap())
}

impl World {
    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.now.load(Ordering::SeqCst)).unwrap()
    }

    pub(crate) fn pass(&self, seconds: i64) {
        self.now.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    /// A value that has not been used before.
    pub(crate) fn fresh(&self) -> String {
        format!("fresh-{}", self.made.fetch_add(1, Ordering::SeqCst))
    }

    pub(crate) async fn send(&self, request: Request<Vec<u8>>) -> Answer {
        let request = request.map(Body::from);
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Response::from_parts(parts, body.to_vec())
    }

    pub(crate) async fn get(&self, address: &str) -> Answer {
        let address: Uri = address.parse().unwrap();
        self.send(Request::get(address).body(Vec::new()).unwrap())
            .await
    }

    pub(crate) async fn post_form(&self, address: &str, form: &str) -> Answer {
        let request = Request::post(address)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form.as_bytes().to_vec());
        self.send(request.unwrap()).await
    }

    /// A request with a token in the header and nothing else right about it.
    pub(crate) async fn call(
        &self,
        method: Method,
        address: &str,
        token: &str,
        (media_type, body): (&str, &str),
    ) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(address)
            .header("authorization", format!("Bearer {token}"))
            .header("accept", media_type)
            .header("content-type", media_type)
            .body(body.as_bytes().to_vec());
        self.send(request.unwrap()).await
    }

    /// Opens the tool as somebody and gives what the form would post to the tool.
    pub(crate) async fn begin(&self, who: &str) -> LoginRequest {
        self.begin_at(&format!("/launch/start?tool=us&as={who}"))
            .await
    }

    /// The same from any address that begins something.
    pub(crate) async fn begin_at(&self, address: &str) -> LoginRequest {
        let page = self.get(address).await;
        assert_eq!(page.status(), StatusCode::OK, "{}", text(&page));
        LoginRequest::parse(form_of(text(&page)).1.as_bytes()).unwrap()
    }

    /// Answers the authentication request and gives the form: its action and what it posts.
    pub(crate) async fn authenticate(&self, login: &LoginRequest) -> (String, LoginAnswer) {
        let nonce = Nonce::parse("n1").unwrap();
        let address = login.authentication_url(&self.registration, REDIRECT, "s1", &nonce);
        let page = self.get(address.as_str()).await;
        assert_eq!(page.status(), StatusCode::OK, "{}", text(&page));
        let (action, form) = form_of(text(&page));
        (action, LoginAnswer::parse(form.as_bytes()).unwrap())
    }

    /// A whole launch of somebody, verified.
    pub(crate) async fn launch(&self, who: &str) -> Launch {
        self.launch_at(&format!("/launch/start?tool=us&as={who}"))
            .await
    }

    /// The claims of what an address launches, unverified.
    pub(crate) async fn claims_at(&self, address: &str) -> Value {
        let login = self.begin_at(address).await;
        let (_, answer) = self.authenticate(&login).await;
        let LoginAnswer::Launch { id_token, .. } = answer else {
            panic!("refused: {answer:?}")
        };
        let claims = id_token.split('.').nth(1).unwrap();
        let claims = URL_SAFE_NO_PAD.decode(claims).unwrap();
        serde_json::from_slice(&claims).unwrap()
    }

    /// A whole launch from any address that begins one, verified.
    pub(crate) async fn launch_at(&self, address: &str) -> Launch {
        let login = self.begin_at(address).await;
        let (action, answer) = self.authenticate(&login).await;
        assert_eq!(action, REDIRECT);
        let LoginAnswer::Launch {
            id_token, state, ..
        } = answer
        else {
            panic!("refused: {answer:?}")
        };
        assert_eq!(state, "s1");
        let keys = self.get("/lti/jwks").await;
        let keys = KeySet::parse(keys.body()).unwrap();
        let unverified = UnverifiedLaunch::read(id_token).unwrap();
        let launch = unverified.verify(&Expected {
            registration: &self.registration,
            keys: &keys,
            nonce: &Nonce::parse("n1").unwrap(),
            tool: &Url::parse(REDIRECT).unwrap(),
            now: self.now(),
            leeway: std::time::Duration::ZERO,
        });
        launch.unwrap()
    }

    /// Asks for a token; the answer as it comes.
    pub(crate) async fn ask_token(&self, scopes: &[&str], jti: &str) -> Answer {
        let request = TokenRequest {
            registration: &self.registration,
            key: &self.key,
            scopes,
            deployment_id: None,
            jti,
            now: self.now(),
        };
        self.send(request.build().unwrap()).await
    }

    pub(crate) async fn token(&self, scopes: &[&str]) -> AccessToken {
        let answer = self.ask_token(scopes, &self.fresh()).await;
        read_reply(&answer, self.now()).unwrap()
    }

    /// The token as a text.
    pub(crate) async fn bearer(&self, scopes: &[&str]) -> String {
        let answer = self.ask_token(scopes, &self.fresh()).await;
        json(&answer)["access_token"].as_str().unwrap().to_owned()
    }
}

/// What the gradebook and the courses say.
impl World {
    pub(crate) async fn api(&self, name: &str) -> Value {
        json(&self.get(&format!("/api/{name}.json")).await)
    }

    /// The same where the address has no ending.
    pub(crate) async fn api_text(&self, name: &str) -> Value {
        json(&self.get(&format!("/api/{name}")).await)
    }
}

/// The action of the form on a page, and its hidden fields as a browser would post them.
pub(crate) fn form_of(page: &str) -> (String, String) {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    for input in page.split("<input type=\"hidden\" ").skip(1) {
        form.append_pair(&attribute(input, "name"), &attribute(input, "value"));
    }
    (attribute(page, "action"), form.finish())
}

fn attribute(html: &str, name: &str) -> String {
    let (_, rest) = html.split_once(&format!("{name}=\"")).unwrap();
    let (value, _) = rest.split_once('"').unwrap();
    let escapes = [
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#38;", "&"),
    ];
    escapes
        .iter()
        .fold(value.to_owned(), |text, (from, to)| text.replace(from, to))
}
