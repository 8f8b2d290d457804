//! The administrator: a link from the host, a visit that is never framed, one institution at a time.

mod by_hand;
mod correction;
mod departments;
mod mended;
mod platforms;
mod second_thoughts;
mod small;
mod strangers;
mod tenants;

use domain::{id::InstitutionId, time::Span};
use http::HeaderMap;
use it::{World, tab::Answer};
use reqwest::redirect::Policy;
use store::{admin::act, institution};

/// An administrator's browser.
struct Desk {
    tool: String,
    cookie: String,
}

/// What came back, to the last header.
struct Reply {
    status: u16,
    headers: HeaderMap,
    body: String,
}

impl Reply {
    fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    fn expect_refusal(&self, status: u16, code: &str) {
        let answer = Answer {
            status: self.status,
            code: self
                .headers
                .get("alongside-code")
                .map(|code| code.to_str().unwrap().to_owned()),
            body: self.body.clone(),
            url: String::new(),
        };
        answer.expect_refusal(status, code);
    }

    /// Where a form posts to, and its token.
    fn token(&self) -> String {
        let (_, rest) = self
            .body
            .split_once("name=\"form_token\" value=\"")
            .unwrap();
        rest.split('"').next().unwrap().to_owned()
    }
}

/// One request. Redirects are not followed.
async fn ask(method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> Reply {
    let client = reqwest::Client::builder()
        .redirect(Policy::none())
        .build()
        .unwrap();
    let mut request = client
        .request(method.parse().unwrap(), url)
        .body(body.to_owned());
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = request.send().await.unwrap();
    Reply {
        status: answer.status().as_u16(),
        headers: answer.headers().clone(),
        body: answer.text().await.unwrap(),
    }
}

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

/// The fields of a form as they are sent.
fn form(fields: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}

impl Desk {
    /// Enters by a link of this scope.
    async fn enter(world: &World, of: Option<InstitutionId>) -> Self {
        let link = service::admin::invite(&world.app, of).await.unwrap();
        let reply = use_link(world, &link, &[]).await;
        assert_eq!((reply.status, reply.header("location")), (303, "/admin"));
        let cookie = reply.header("set-cookie").split(';').next().unwrap();
        Self {
            tool: world.tool_url.clone(),
            cookie: cookie.to_owned(),
        }
    }

    async fn get(&self, path: &str) -> Reply {
        let url = format!("{}{path}", self.tool);
        ask("GET", &url, &[("cookie", &self.cookie)], "").await
    }

    /// Posts a form with the token of this visit and these fields.
    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let token = self.token().await;
        let mut all = vec![("form_token", &*token)];
        all.extend(fields);
        self.send(path, &[], &form(&all)).await
    }

    async fn send(&self, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        let mut all = vec![FORM, ("cookie", &*self.cookie)];
        all.extend(headers);
        ask("POST", &format!("{}{path}", self.tool), &all, body).await
    }

    async fn token(&self) -> String {
        let page = self.get("/admin/institution").await;
        if page.status == 200 {
            return page.token();
        }
        self.get("/admin").await.token()
    }

    async fn is_in(&self) -> bool {
        self.get("/admin").await.body.contains("Sign out")
    }
}

/// Presses the button of the page that a link leads to.
async fn use_link(world: &World, link: &str, headers: &[(&str, &str)]) -> Reply {
    let (_, secret) = link.split_once("?invite=").unwrap();
    let mut all = vec![FORM];
    all.extend(headers);
    let url = format!("{}/admin/enter", world.tool_url);
    ask("POST", &url, &all, &form(&[("invite", secret)])).await
}

/// The institution that a world begins with.
async fn the_institution(world: &World) -> InstitutionId {
    let all = world.app.store().read(institution::all).await.unwrap();
    all.iter().find(|each| each.slug == "test").unwrap().id
}

/// What was done in it, in the order of the words: the clock stands still.
async fn done(world: &World, of: InstitutionId) -> Vec<String> {
    let acts = world.app.store().read(move |tx| act::latest(tx, of, 50));
    let mut kinds: Vec<_> = acts
        .await
        .unwrap()
        .into_iter()
        .map(|act| act.kind)
        .collect();
    kinds.sort();
    kinds
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_used_by_its_button_once_within_fifteen_minutes() {
    let world = World::new().await;
    let of = the_institution(&world).await;
    let link = service::admin::invite(&world.app, Some(of)).await.unwrap();
    let (_, secret) = link.split_once("?invite=").unwrap();
    for _ in 0..3 {
        let page = ask("GET", &link, &[], "").await;
        assert_eq!((page.status, page.header("set-cookie")), (200, ""));
        assert!(page.body.contains(secret), "looking at it uses nothing up");
        assert_eq!(page.header("referrer-policy"), "same-origin");
        assert_eq!(page.header("cache-control"), "no-store");
    }
    let reply = use_link(&world, &link, &[("origin", &world.tool_url)]).await;
    assert_eq!(reply.status, 303);
    let cookie = reply.header("set-cookie");
    for part in [
        "__Host-alongside-admin=",
        "; HttpOnly",
        "; SameSite=Strict",
        "; Secure",
        "; Path=/",
    ] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
    assert!(
        !cookie.contains("Domain") && !cookie.contains("Max-Age"),
        "{cookie}"
    );
    use_link(&world, &link, &[])
        .await
        .expect_refusal(403, "admin-invite");
    let page = ask("GET", &link, &[], "").await;
    assert!(!page.body.contains(secret) && page.body.contains("has been used"));

    let late = service::admin::invite(&world.app, Some(of)).await.unwrap();
    world.pass(Span::minutes(15));
    use_link(&world, &late, &[])
        .await
        .expect_refusal(403, "admin-invite");
    for from in ["https://evil.example", "null", &world.lms_url] {
        let fresh = service::admin::invite(&world.app, Some(of)).await.unwrap();
        let reply = use_link(&world, &fresh, &[("origin", from)]).await;
        reply.expect_refusal(403, "form-origin");
    }
    assert_eq!(done(&world, of).await, ["entered"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_the_secret_of_a_link_nor_a_cookie_is_kept() {
    let world = World::new().await;
    let of = the_institution(&world).await;
    let link = service::admin::invite(&world.app, Some(of)).await.unwrap();
    let (_, secret) = link.split_once("?invite=").unwrap();
    let desk = Desk::enter(&world, Some(of)).await;
    let cookie = desk.cookie.split_once('=').unwrap().1;
    for table in [
        "select hash from admin_invite",
        "select hash from admin_session",
    ] {
        let rows = world
            .app
            .store()
            .read(move |tx| tx.query(table, &[]))
            .await
            .unwrap();
        assert!(!rows.is_empty());
        for row in rows {
            let hash = row.bytes(0).unwrap();
            assert_eq!(hash.len(), 32);
            assert!(hash != secret.as_bytes() && hash != cookie.as_bytes());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_ends_when_it_is_not_used_when_it_is_long_and_when_its_owner_leaves() {
    let world = World::new().await;
    let of = the_institution(&world).await;
    let idle = Desk::enter(&world, Some(of)).await;
    world.pass(Span::minutes(29));
    assert!(idle.is_in().await);
    world.pass(Span::minutes(29));
    assert!(idle.is_in().await, "it was used in between");
    world.pass(Span::minutes(30));
    assert!(!idle.is_in().await);
    let reply = idle.send("/admin/departments/add", &[], "").await;
    reply.expect_refusal(401, "admin-signed-out");
    let page = idle.get("/admin").await.body;
    assert!(page.contains("Your visit has ended"), "{page}");
    let page = ask("GET", &format!("{}/admin", world.tool_url), &[], "").await;
    assert!(!page.body.contains("Your visit has ended"), "they had none");

    let long = Desk::enter(&world, Some(of)).await;
    for _ in 0..19 {
        world.pass(Span::minutes(25));
        assert!(long.is_in().await);
    }
    world.pass(Span::minutes(5));
    assert!(!long.is_in().await, "eight hours");

    let leaver = Desk::enter(&world, Some(of)).await;
    let reply = leaver.post("/admin/leave", &[]).await;
    assert_eq!(reply.status, 303);
    assert!(reply.header("set-cookie").contains("Max-Age=0"));
    assert!(
        !leaver.is_in().await,
        "the cookie alone opens nothing any more"
    );
}

/// Every way in with ids that are there: what is asked of each of them.
#[tokio::test(flavor = "multi_thread")]
async fn every_answer_is_never_framed_never_kept_and_refers_nobody() {
    let world = World::new().await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    let names = tenants::names(&world, the_institution(&world).await).await;
    for endpoint in service::admin::endpoints() {
        let path = names.fill(endpoint.path);
        let url = format!("{}{path}", desk.tool);
        let bare: [(&str, &str); 1] = [FORM];
        let inside = [FORM, ("cookie", &desk.cookie)];
        for headers in [&bare[..], &inside[..]] {
            let reply = ask(endpoint.method, &url, headers, "").await;
            let policy = reply.header("content-security-policy");
            assert!(
                policy.contains("frame-ancestors 'none'"),
                "{path}: {policy}"
            );
            assert!(!policy.contains("unsafe-inline"), "{path}");
            assert_eq!(reply.header("x-frame-options"), "DENY", "{path}");
            assert_eq!(reply.header("cache-control"), "no-store", "{path}");
            assert_eq!(reply.header("referrer-policy"), "same-origin", "{path}");
        }
    }
    let reply = desk.get("/admin/nothing").await;
    assert_eq!(reply.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_comes_in_without_a_visit_and_no_act_is_done_without_its_token_and_origin() {
    let world = World::new().await;
    let of = the_institution(&world).await;
    let desk = Desk::enter(&world, Some(of)).await;
    let other = Desk::enter(&world, Some(of)).await;
    let (own, others) = (desk.token().await, other.token().await);
    let names = tenants::names(&world, of).await;
    for endpoint in service::admin::endpoints().filter(|endpoint| !endpoint.is_open) {
        let path = names.fill(endpoint.path);
        let url = format!("{}{path}", desk.tool);
        let reply = ask(endpoint.method, &url, &[FORM], "").await;
        if endpoint.method == "GET" {
            assert_eq!(
                (reply.status, reply.header("location")),
                (303, "/admin"),
                "{path}"
            );
            continue;
        }
        reply.expect_refusal(401, "admin-signed-out");
        for token in ["", "x", &others] {
            let reply = desk.send(&path, &[], &form(&[("form_token", token)])).await;
            reply.expect_refusal(403, "form-token");
        }
        let good = form(&[("form_token", &own)]);
        for from in ["https://evil.example", "null", &world.lms_url] {
            let reply = desk.send(&path, &[("origin", from)], &good).await;
            reply.expect_refusal(403, "form-origin");
        }
        let reply = desk
            .send(&path, &[("sec-fetch-site", "cross-site")], &good)
            .await;
        reply.expect_refusal(403, "form-origin");
    }
    assert_eq!(
        done(&world, of).await,
        ["entered", "entered"],
        "nothing was done"
    );
    assert!(desk.is_in().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_passkey_opens_nothing_and_a_question_is_answered_once() {
    let world = World::new().await;
    let of = the_institution(&world).await;
    let page = ask("GET", &format!("{}/admin", world.tool_url), &[], "").await;
    let (_, rest) = page.body.split_once("name=\"ceremony\" value=\"").unwrap();
    let ceremony = rest.split('"').next().unwrap();
    let url = format!("{}/admin/sign-in", world.tool_url);
    let credential = r#"{"id":"AAAA","rawId":"AAAA","type":"public-key","clientExtensionResults":{},
        "response":{"clientDataJSON":"e30","authenticatorData":"AAAA","signature":"AAAA",
        "userHandle":"AAAAAAAAAAAAAAAAAAAAAA"}}"#;
    let send = async |ceremony: &str, credential: &str| {
        let body = form(&[("ceremony", ceremony), ("credential", credential)]);
        ask("POST", &url, &[FORM], &body).await
    };
    send(ceremony, "")
        .await
        .expect_refusal(403, "admin-passkey");
    send(ceremony, "{}")
        .await
        .expect_refusal(403, "admin-passkey");
    send("", credential)
        .await
        .expect_refusal(403, "admin-passkey-over");
    send("AAAA", credential)
        .await
        .expect_refusal(403, "admin-passkey-over");
    send(ceremony, credential)
        .await
        .expect_refusal(403, "admin-passkey-unknown");
    world.pass(Span::minutes(5));
    send(ceremony, credential)
        .await
        .expect_refusal(403, "admin-passkey-over");
    let reply = ask(
        "POST",
        &url,
        &[FORM, ("origin", "https://evil.example")],
        "",
    )
    .await;
    reply.expect_refusal(403, "form-origin");
    assert_eq!(done(&world, of).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_speak_both_languages_and_keep_the_one_chosen() {
    let world = World::new().await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    assert!(desk.get("/admin").await.body.contains("Waiting for you"));
    let welsh = desk.get("/admin?lang=cy").await;
    assert!(welsh.body.contains("lang=\"cy\"") && welsh.body.contains("Yn aros amdanoch"));
    assert!(desk.get("/admin/claims").await.body.contains("Cydlynwyr"));
    let told = desk.get("/admin?notice=platform-removed&lang=en").await;
    assert!(told.body.contains("The platform has been removed."));
    for strange in ["nothing", "%3Cscript%3E", "../x"] {
        let page = desk.get(&format!("/admin?notice={strange}")).await;
        assert!(!page.body.contains("class=\"notice\""), "{strange}");
    }
}
