//! Floods: what they cost, and that others still come in.

use domain::time::Span;
use it::{World, world::CLIENT_ID};
use reqwest::{Client, Response, redirect::Policy};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::{expect_noted, traces};

/// Requests as a proxy on the same machine forwards them.
struct Proxy {
    client: Client,
    tool_url: String,
}

impl Proxy {
    fn new(world: &World) -> Self {
        let client = Client::builder().redirect(Policy::none()).build();
        Self {
            client: client.unwrap(),
            tool_url: world.tool_url.clone(),
        }
    }

    async fn ask(&self, method: &str, path: &str, forwarded: &str) -> Response {
        let url = format!("{}{path}", self.tool_url);
        let request = self.client.request(method.parse().unwrap(), url);
        let request = request.header("x-forwarded-for", forwarded);
        request.send().await.unwrap()
    }
}

fn expect_too_many(answer: &Response) {
    assert_eq!(answer.status(), 429);
    assert_eq!(answer.headers()["alongside-code"], "too-many");
    let wait = answer.headers()["retry-after"].to_str().unwrap();
    assert!((1..=10).contains(&wait.parse::<u64>().unwrap()), "{wait}");
}

#[tokio::test(flavor = "multi_thread")]
async fn attack_a_flood_of_logins_writes_nothing_and_ends_at_the_limit() {
    let world = World::new().await;
    let (proxy, before) = (Proxy::new(&world), traces(&world).await);
    let login = format!(
        "/lti/login?iss={}&client_id={CLIENT_ID}&login_hint=3&target_link_uri={}/lti/launch",
        world.lms_url, world.tool_url
    );
    for number in 0..600 {
        // What the visitor claims is before what the proxy saw.
        let forwarded = format!("10.9.8.{}, 198.51.100.1", number % 250);
        let answer = proxy.ask("GET", &login, &forwarded).await;
        assert_eq!(answer.status(), 302, "{number}");
    }
    expect_too_many(&proxy.ask("GET", &login, "198.51.100.1").await);
    let other = proxy.ask("GET", &login, "198.51.100.2").await;
    assert_eq!(other.status(), 302, "others still come in");
    assert_eq!(traces(&world).await, before, "a login writes no row");
    expect_noted(&world, None, "too-many").await;
    world.pass(Span::seconds(1));
    let answer = proxy.ask("GET", &login, "198.51.100.1").await;
    assert_eq!(answer.status(), 302, "and so does this one, a second later");
}

#[tokio::test(flavor = "multi_thread")]
async fn attack_every_open_door_has_a_limit() {
    let world = World::new().await;
    let proxy = Proxy::new(&world);
    for (method, path, at_once) in [
        ("POST", "/lti/launch", 600),
        ("POST", "/lti/prove", 600),
        ("GET", "/lti/register", 20),
        ("POST", "/admin/enter", 20),
        ("POST", "/admin/sign-in", 20),
    ] {
        for number in 0..at_once {
            // All of one /64.
            let forwarded = format!("2001:db8:7:7::{number:x}");
            let answer = proxy.ask(method, path, &forwarded).await;
            assert!(answer.status().is_client_error(), "{path}");
            assert_ne!(answer.status(), 429, "{path} {number}");
        }
        expect_too_many(&proxy.ask(method, path, "2001:db8:7:7:ffff::1").await);
        let other = proxy.ask(method, path, "2001:db8:7:8::1").await;
        assert_ne!(other.status(), 429, "{path}");
    }
}

/// Connections that never say what they want do not stay.
#[tokio::test(flavor = "multi_thread")]
async fn attack_a_request_that_never_ends_its_first_lines_is_cut() {
    let world = World::new().await;
    let port = world.tool_url.rsplit(':').next().unwrap();
    let mut stream = TcpStream::connect(format!("127.0.0.1:{port}"))
        .await
        .unwrap();
    let start = b"GET /lti/login HTTP/1.1\r\nHost: localhost\r\n";
    stream.write_all(start).await.unwrap();
    let mut rest = vec![];
    let patience = std::time::Duration::from_secs(25);
    let ended = tokio::time::timeout(patience, stream.read_to_end(&mut rest)).await;
    assert!(ended.is_ok(), "the connection stays open");
}
