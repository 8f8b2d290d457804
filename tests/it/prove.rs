//! A browser that keeps no cookie in a frame proves itself in another way, and nobody else can
//! (decision 2).

use http::{HeaderMap, HeaderValue};
use it::{
    World,
    forge::{launch_of, signed},
    tab::{Answer, boot},
};
use reqwest::Method;
use sandbox::visitor::Visitor;
use serde_json::{Value, json};
use url::Url;

use crate::attacks::{expect_noted, known_as};

/// A browser inside the LMS's frame.
pub(crate) fn framed() -> Visitor {
    let mut headers = HeaderMap::new();
    headers.insert("sec-fetch-dest", HeaderValue::from_static("iframe"));
    Visitor::new(headers).unwrap()
}

/// What a page gives its script.
pub(crate) fn data(html: &str) -> Value {
    let (_, rest) = html.split_once("id=\"data\">").unwrap();
    let (text, _) = rest.split_once("</template>").unwrap();
    let text = text.replace("&quot;", "\"").replace("&#x27;", "'");
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#x2f;", "/");
    serde_json::from_str(&text.replace("&amp;", "&")).unwrap()
}

/// A login in a frame without a cookie, and the launch that answers it, which the platform signed.
struct Cookieless {
    cookie: String,
    keep: Value,
    state: String,
    id_token: String,
}

impl Cookieless {
    async fn new(world: &World) -> Self {
        let login = Url::parse_with_params(
            &format!("{}/lti/login", world.tool_url),
            [
                ("iss", world.lms_url.as_str()),
                ("client_id", "alongside"),
                ("login_hint", "3"),
                ("target_link_uri", &format!("{}/lti/launch", world.tool_url)),
                ("lti_storage_target", "post_message_forwarding"),
            ],
        );
        let page = framed()
            .step(Method::GET, login.unwrap(), &[])
            .await
            .unwrap();
        assert_eq!(page.status, 200, "{}", page.body);
        let cookie = page.headers["set-cookie"].to_str().unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let keep = data(&page.body)["keep"].take();
        let next = Url::parse(keep["next"].as_str().unwrap()).unwrap();
        let asked = |name: &str| {
            let mut pairs = next.query_pairs();
            pairs.find(|(key, _)| key == name).unwrap().1.into_owned()
        };
        Self {
            id_token: signed(&launch_of(world, &asked("nonce"))),
            state: asked("state"),
            cookie,
            keep,
        }
    }

    /// The launch, posted by a browser that has none of our cookies: what its page shows.
    async fn posted(&self, world: &World) -> Value {
        let fields = [("id_token", &self.id_token), ("state", &self.state)];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.clone()));
        let url = format!("{}/lti/launch", world.tool_url).parse().unwrap();
        let page = framed().step(Method::POST, url, &fields).await.unwrap();
        assert_eq!(page.status, 202, "{}", page.body);
        assert!(!page.body.contains("id=\"boot\""), "nothing to go on with");
        data(&page.body)["show"].take()
    }

    fn shown(show: &Value, secret: &str) -> Value {
        json!({
            "challenge": show["challenge"], "state": show["state"],
            "id_token": show["id_token"], "secret": secret,
        })
    }

    fn secret(&self) -> &str {
        self.keep["secret"].as_str().unwrap()
    }
}

/// Shows something to the service, with these headers.
async fn show(world: &World, body: &str, headers: &[(&str, &str)]) -> (Answer, HeaderMap) {
    let client = reqwest::Client::builder().build().unwrap();
    let mut request = client.post(format!("{}/lti/prove", world.tool_url));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = request.body(body.to_owned()).send().await.unwrap();
    let headers = answer.headers().clone();
    let code = headers.get("alongside-code");
    let answer = Answer {
        status: answer.status().as_u16(),
        code: code.map(|code| code.to_str().unwrap().to_owned()),
        url: answer.url().to_string(),
        body: answer.text().await.unwrap(),
    };
    (answer, headers)
}

const JSON: (&str, &str) = ("content-type", "application/json");

async fn sessions(world: &World) -> i64 {
    world.rows("select count(*) from session").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_kept_the_secret_gets_its_page_and_only_once() {
    let world = World::new().await;
    let launch = Cookieless::new(&world).await;
    assert_eq!(launch.keep["storage"]["frame"], "post_message_forwarding");
    assert_eq!(launch.keep["storage"]["origin"], world.lms_url);
    let page = launch.posted(&world).await;
    assert_eq!(page["name"], launch.keep["name"]);
    assert_eq!(
        sessions(&world).await,
        0,
        "nothing exists before it is proved"
    );
    assert_eq!(world.rows("select count(*) from used_nonce").await, 0);
    let body = Cookieless::shown(&page, launch.secret()).to_string();
    let own = [
        JSON,
        ("origin", &*world.tool_url),
        ("sec-fetch-site", "same-origin"),
    ];
    let (answer, headers) = show(&world, &body, &own).await;
    answer.expect_ok();
    let go = headers["alongside-go"].to_str().unwrap();
    assert!(go.starts_with("/s/"), "{go}");
    assert!(
        answer.body.contains("if you load the page anew"),
        "it says what reload does"
    );
    // The page works by its token; its address alone opens nothing.
    let token = format!("Bearer {}", boot(&answer.body).token);
    let view = it::tab::ask(
        &world.tool_url,
        "GET",
        "/api/view?route=",
        None,
        Some(&token),
    )
    .await;
    assert_eq!(view.status, 200, "{}", view.body);
    let reloaded = framed()
        .get(&format!("{}{go}", world.tool_url))
        .await
        .unwrap();
    Answer::of(&reloaded).expect_refusal(401, "session-missing");
    let (again, _) = show(&world, &body, &own).await;
    again.expect_refusal(401, "launch-token-replayed");
    assert_eq!(sessions(&world).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attackers_own_complete_triple_opens_nothing_from_another_origin() {
    let world = World::new().await;
    // The attacker began the login and knows everything of it: state, token, secret.
    let launch = Cookieless::new(&world).await;
    let page = launch.posted(&world).await;
    let body = Cookieless::shown(&page, launch.secret()).to_string();
    let own = &*world.tool_url;
    for headers in [
        &[JSON, ("origin", "https://evil.example")][..],
        &[JSON, ("origin", "null")],
        &[JSON],
        &[JSON, ("origin", own), ("sec-fetch-site", "cross-site")],
        &[JSON, ("origin", own), ("sec-fetch-site", "same-site")],
        // What a form of another page can send.
        &[("content-type", "text/plain"), ("origin", own)],
        &[
            ("content-type", "application/x-www-form-urlencoded"),
            ("origin", own),
        ],
        &[("origin", own)],
    ] {
        let (answer, _) = show(&world, &body, headers).await;
        answer.expect_refusal(403, "form-origin");
    }
    assert_eq!(sessions(&world).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_secret_a_strange_challenge_and_a_slow_page_prove_nothing() {
    let world = World::new().await;
    let (mine, other) = (Cookieless::new(&world).await, Cookieless::new(&world).await);
    let (page, others_page) = (mine.posted(&world).await, other.posted(&world).await);
    let own = [JSON, ("origin", &*world.tool_url)];
    let check = async |body: Value, status, code| {
        let (answer, _) = show(&world, &body.to_string(), &own).await;
        answer.expect_refusal(status, code);
    };
    check(
        Cookieless::shown(&page, other.secret()),
        401,
        "launch-not-this-browser",
    )
    .await;
    // It kept none: a technologist reads that on the page of the platform.
    check(Cookieless::shown(&page, ""), 401, "launch-prove-browser").await;
    let platform = Some(known_as(&world, "alongside").await);
    expect_noted(&world, platform, "launch-prove-browser").await;
    let mut crossed = Cookieless::shown(&page, mine.secret());
    crossed["challenge"] = others_page["challenge"].clone();
    check(crossed, 400, "launch-state-expired").await;
    let mut none = Cookieless::shown(&page, mine.secret());
    none["challenge"] = json!("AAAA");
    check(none, 400, "launch-state-expired").await;
    let mut swapped = Cookieless::shown(&page, mine.secret());
    swapped["id_token"] = json!(other.id_token);
    check(swapped, 401, "launch-token-nonce").await;
    check(json!({ "secret": 1 }), 400, "form-field").await;
    world.pass(domain::time::Span::minutes(3));
    check(
        Cookieless::shown(&page, mine.secret()),
        400,
        "launch-state-expired",
    )
    .await;
    assert_eq!(sessions(&world).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cookie_that_comes_after_all_makes_an_ordinary_visit() {
    let world = World::new().await;
    let launch = Cookieless::new(&world).await;
    let page = launch.posted(&world).await;
    let body = Cookieless::shown(&page, launch.secret()).to_string();
    let own = |cookie| [JSON, ("origin", &*world.tool_url), ("cookie", cookie)];
    let (answer, headers) = show(&world, &body, &own(&launch.cookie)).await;
    assert_eq!(answer.status, 204, "{}", answer.body);
    let go = headers["alongside-go"].to_str().unwrap();
    let with_cookie = HeaderMap::from_iter([(
        http::header::COOKIE,
        HeaderValue::from_str(&launch.cookie).unwrap(),
    )]);
    let browser = Visitor::new(with_cookie).unwrap();
    let page = browser.get(&format!("{}{go}", world.tool_url)).await;
    Answer::of(&page.unwrap()).expect_ok();

    // A cookie of another login counts for nothing.
    let other = Cookieless::new(&world).await;
    let page = other.posted(&world).await;
    let body = Cookieless::shown(&page, other.secret()).to_string();
    let (answer, _) = show(&world, &body, &own(&launch.cookie)).await;
    assert_eq!(answer.status, 200, "by its secret: {}", answer.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_that_offers_a_strange_frame_gets_none() {
    let world = World::new().await;
    for strange in ["\"><script>", "a b", "", &"x".repeat(256)] {
        let login = Url::parse_with_params(
            &format!("{}/lti/login", world.tool_url),
            [
                ("iss", world.lms_url.as_str()),
                ("client_id", "alongside"),
                ("login_hint", "3"),
                ("target_link_uri", &format!("{}/lti/launch", world.tool_url)),
                ("lti_storage_target", strange),
            ],
        );
        let page = framed()
            .step(Method::GET, login.unwrap(), &[])
            .await
            .unwrap();
        assert_eq!(
            data(&page.body)["keep"]["storage"],
            Value::Null,
            "{strange}"
        );
    }
}
