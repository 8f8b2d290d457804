//! The tool of the README is a whole one: it is launched here, over HTTP, by this crate's own
//! platform side.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use lti1p3::claims::ResourceLink;
use lti1p3::keys::{SigningKey, render};
use lti1p3::platform::{AuthenticationRequest, LaunchMessage, LoginInitiation, post_back};
use lti1p3::{ClientId, DeploymentId, Issuer, Registration, ResourceLinkId, Subject, Timestamp};
use lti1p3::{Nonce, Url};
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Client, Response, StatusCode, redirect};
use tokio::net::TcpListener;

#[path = "../examples/tool.rs"]
#[expect(dead_code, reason = "here the test is the main function")]
pub mod tool;

const README: &str = include_str!("../README.md");
const EXAMPLE: &str = include_str!("../examples/tool.rs");

#[test]
fn the_readme_shows_the_example_and_it_is_short() {
    assert!(
        README.contains(&format!("```no_run\n{EXAMPLE}```\n")),
        "copy examples/tool.rs into README.md"
    );
    assert!(EXAMPLE.lines().count() < 60);
}

/// A platform with one person in it, and the tool, both on this machine.
struct Course {
    key: SigningKey,
    platform: Registration,
    tool: Url,
    browser: Client,
}

async fn listen(app: Router) -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, app).await.unwrap() });
    Url::parse(&address).unwrap()
}

async fn course() -> Course {
    let key = SigningKey::generate().unwrap();
    let keys = render([&key]);
    let lms = listen(Router::new().route("/keys", get(async || keys))).await;
    let at = |path: &str| lms.join(path).unwrap();
    let platform = Registration::new(
        Issuer::parse("https://lms.example").unwrap(),
        ClientId::parse("tool-1").unwrap(),
        at("/auth"),
        at("/token"),
        at("/keys"),
    );
    let here = Url::parse("https://tool.example/launch").unwrap();
    let state = Arc::new((platform.clone(), here, tokio::sync::Mutex::default()));
    let tool = listen(Router::new().fallback(tool::serve).with_state(state)).await;
    let no_redirect = Client::builder().redirect(redirect::Policy::none());
    Course {
        key,
        platform,
        tool,
        browser: no_redirect.build().unwrap(),
    }
}

fn form(pairs: &[(&str, String)]) -> String {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(pairs).finish()
}

impl Course {
    /// The login: what the tool asks the platform, and the cookie it leaves in the browser.
    async fn login(&self) -> (AuthenticationRequest, String) {
        let start = LoginInitiation {
            issuer: self.platform.issuer.clone(),
            login_hint: "7".to_owned(),
            target_link_uri: "https://tool.example/launch".to_owned(),
            message_hint: None,
            client_id: None,
            deployment_id: None,
            storage_target: None,
        };
        let mut address = self.tool.join("/login").unwrap();
        address.set_query(Some(&form(&start.parameters())));
        let reply = self.browser.get(address).send().await.unwrap();
        assert_eq!(reply.status(), StatusCode::SEE_OTHER);
        let to = Url::parse(reply.headers()[LOCATION].to_str().unwrap()).unwrap();
        assert!(to.as_str().starts_with(self.platform.auth_url.as_str()));
        let asked = AuthenticationRequest::parse(to.query().unwrap().as_bytes()).unwrap();
        let cookie = reply.headers()[SET_COOKIE].to_str().unwrap();
        (asked, cookie.split(';').next().unwrap().to_owned())
    }

    fn id_token(&self, nonce: Nonce) -> String {
        let link = ResourceLink {
            id: ResourceLinkId::parse("link-1").unwrap(),
            title: None,
            description: None,
        };
        let mut message = LaunchMessage::new(
            self.platform.issuer.clone(),
            self.platform.client_id.clone(),
            DeploymentId::parse("2").unwrap(),
            Subject::parse("7").unwrap(),
            nonce,
            Timestamp::now(),
            "https://tool.example/launch".to_owned(),
            link,
        );
        message.person.name = Some("Ada Assist".to_owned());
        message.sign(&self.key)
    }

    async fn post(&self, id_token: &str, state: Option<&str>, cookie: &str) -> Response {
        let body = form(&post_back(id_token.to_owned(), state));
        let post = self.browser.post(self.tool.join("/launch").unwrap());
        post.header(COOKIE, cookie)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body)
            .send()
            .await
            .unwrap()
    }
}

async fn check(reply: Response, status: StatusCode, words: &str) {
    assert_eq!(reply.status(), status);
    assert_eq!(reply.text().await.unwrap(), words);
}

#[tokio::test]
async fn a_person_who_followed_a_link_is_greeted_once() {
    let course = course().await;
    let (asked, cookie) = course.login().await;
    let redirect = ["https://tool.example/launch".to_owned()];
    let nonce = asked.check(&course.platform.client_id, &redirect).unwrap();
    let id_token = course.id_token(nonce);
    let state = asked.state.as_deref();

    let elsewhere = "this browser did not begin this login, or keeps no cookies";
    for (cookie, status, words) in [
        ("", StatusCode::BAD_REQUEST, elsewhere),
        (&*cookie, StatusCode::OK, "Hello, Ada Assist!"),
        (&*cookie, StatusCode::BAD_REQUEST, "used before"),
    ] {
        check(course.post(&id_token, state, cookie).await, status, words).await;
    }
}

#[tokio::test]
async fn a_launch_of_another_login_is_refused_in_words() {
    let course = course().await;
    let (other, _) = course.login().await;
    let (asked, cookie) = course.login().await;
    let id_token = course.id_token(Nonce::parse(other.nonce).unwrap());
    let reply = course
        .post(&id_token, asked.state.as_deref(), &cookie)
        .await;
    let words = "the token belongs to another login";
    check(reply, StatusCode::BAD_REQUEST, words).await;
}
