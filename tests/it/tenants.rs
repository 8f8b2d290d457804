//! Two institutions that share an issuer, with the same people, deployments, contexts and links by
//! their ids: no endpoint of one answers or changes anything with what belongs to the other. The list
//! is the registry of endpoints; a new one fails here until somebody says what it is asked with. The
//! administrator's pages are in `admin/tenants.rs`.

use api::{Method, Route};
use http::HeaderMap;
use it::{
    Tab, World,
    tab::{Answer, ask},
};
use sandbox::{Tool, ToolKeys, visitor::Visitor};
use serde_json::{Value, json};
use service::setup;
use store::course;

/// The second tenant's name for the tool.
const OTHER: &str = "other";

/// What stands above the other tenant's course and nowhere else.
const SECRET: &str = "Dr Secret Contact";

/// Two tenants, each with a coordinator, groups that were published, and marks on their way.
struct Two {
    world: World,
    mine: Tab,
    theirs: Tab,
}

async fn open_as(world: &World, client_id: &str, who: &str) -> Tab {
    let visitor = Visitor::new(HeaderMap::new()).unwrap();
    let page = visitor.open(&world.lms_url, client_id, who).await.unwrap();
    Answer::of(&page).expect_ok();
    Tab { visitor, page }
}

/// The same tool once more in the same LMS: the same people, course and deployment.
fn once_more(config: &mut sandbox::Config) {
    let mut other = Tool::new(
        OTHER,
        "Peer mentoring elsewhere",
        config.tools[0].login_url.clone(),
        config.tools[0].target_link_uri.clone(),
        ToolKeys::At(config.tools[0].login_url.replace("/login", "/jwks.json")),
    );
    other
        .deployment_id
        .clone_from(&config.tools[0].deployment_id);
    config.tools.push(other);
}

impl Two {
    async fn new() -> Self {
        let world = World::with(once_more).await;
        world.begin().await;
        let (first, _) = world.course().await;
        let institution = world.another_institution("Other University", "other").await;
        world.register_as(institution, OTHER).await;
        let theirs = open_as(&world, OTHER, "teacher1").await;
        theirs.act("claim-scheme", &[]).await.expect_ok();
        let courses = world.app.store().read(course::all).await.unwrap();
        let second = courses.iter().find(|each| each.id != first).unwrap();
        setup::read_roster(&world.app, second.id).await.unwrap();
        let file = sandbox::attribute_file(world.lms.config());
        let scheme = second.scheme.unwrap();
        setup::read_attributes(&world.app, scheme, &file)
            .await
            .unwrap();
        let contact = store::scheme::Contact {
            name: Some(SECRET.to_owned()),
            ..store::scheme::Contact::default()
        };
        setup::set_contact(&world.app, scheme, contact)
            .await
            .unwrap();
        let mine = world.open("teacher1").await;
        for tab in [&mine, &theirs] {
            tab.send("form-groups", &json!({})).await.expect_ok();
        }
        Self {
            world,
            mine,
            theirs,
        }
    }

    /// Everything the other tenant's coordinator can see.
    async fn everything(&self) -> Vec<Value> {
        let mut all = vec![];
        for page in ["groups", "people", "scores"] {
            let path = format!("/api/view?route={page}");
            let answer = self.theirs.ask("GET", &path, None).await;
            assert_eq!(answer.status, 200, "{}", answer.body);
            all.push(answer.json()["page"].clone());
        }
        all
    }

    /// An id of theirs by the name of a field, out of a page of theirs.
    async fn id_of_theirs(&self, page: &str, field: &str) -> String {
        let path = format!("/api/view?route={page}");
        let answer = self.theirs.ask("GET", &path, None).await;
        let text = answer.json()["page"].to_string();
        let (_, rest) = text.split_once(&format!("\"{field}\":\"")).unwrap();
        rest.split('"').next().unwrap().to_owned()
    }

    async fn ask_with(&self, tab: &Tab, method: Method, path: &str, body: &Value) -> Answer {
        match method {
            Method::Get => tab.ask("GET", path, None).await,
            Method::Post => tab.ask("POST", path, Some(body)).await,
        }
    }
}

/// What an endpoint is asked with to reach for something of the other tenant's, and what it says then.
/// None: it names nothing, and does what it does to the asker's own.
fn expected(path: &str, allocation: &str, score: &str) -> (Value, Option<(u16, &'static str)>) {
    match path {
        "/api/view"
        | "/api/acts/claim-scheme"
        | "/api/acts/sync-roster"
        | "/api/acts/confirm-gradebook"
        | "/api/acts/form-groups"
        | "/api/acts/place-late" => (json!({}), None),
        "/api/acts/confirm-roster" => (json!({"gone": true}), None),
        "/api/acts/take-part" => (json!({"yes": false}), None),
        "/api/acts/sign-code" => (json!({"version": 1, "agree": true}), None),
        "/api/acts/submit-quiz" | "/api/acts/keep-draft" => {
            (json!({"quiz": "code-1", "answers": {}}), None)
        }
        "/api/acts/publish-groups" => (
            json!({"allocation": allocation}),
            Some((409, "groups-changed")),
        ),
        "/api/acts/resend-score" => (json!({"score": score}), Some((404, "not-found"))),
        new => panic!("{new}: say what it is asked with and what it answers the other tenant"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_endpoint_of_one_tenant_reaches_what_is_the_others() {
    let two = Two::new().await;
    let allocation = two.id_of_theirs("groups", "id").await;
    let score = two.id_of_theirs("scores", "id").await;
    let before = two.everything().await;
    for (method, path) in api::endpoints() {
        let (body, refused) = expected(path, &allocation, &score);
        let answer = two.ask_with(&two.mine, method, path, &body).await;
        if let Some((status, code)) = refused {
            answer.expect_refusal(status, code);
        }
        for secret in [SECRET, &*allocation, &*score] {
            assert!(!answer.body.contains(secret), "{path}: {}", answer.body);
        }
        assert_eq!(two.everything().await, before, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_endpoint_takes_a_token_made_of_two_visits() {
    let two = Two::new().await;
    let before = two.everything().await;
    let token = |tab: &Tab| tab.boot().token;
    let (mine, theirs) = (token(&two.mine), token(&two.theirs));
    let crossed = [
        (
            mine.split_once('.').unwrap().0,
            theirs.split_once('.').unwrap().1,
        ),
        (
            theirs.split_once('.').unwrap().0,
            mine.split_once('.').unwrap().1,
        ),
    ];
    for (method, path) in api::endpoints() {
        let (body, _) = expected(path, "x", "x");
        for (session, tag) in crossed {
            let bearer = format!("Bearer {session}.{tag}");
            let (method, body) = match method {
                Method::Get => ("GET", None),
                Method::Post => ("POST", Some(&body)),
            };
            let answer = ask(&two.world.tool_url, method, path, body, Some(&bearer)).await;
            answer.expect_refusal(401, "session-missing");
        }
    }
    assert_eq!(two.everything().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_and_no_form_of_one_tenant_opens_to_the_others_browser() {
    let two = Two::new().await;
    let before = two.everything().await;
    let form_token = |tab: &Tab| tab.boot().view.frame.form_token;
    for route in Route::ALL {
        let url = format!("{}/{}", two.theirs.base(), route.path());
        let page = two.mine.visitor.get(url.trim_end_matches('/')).await;
        let answer = Answer::of(&page.unwrap());
        answer.expect_refusal(401, "session-not-yours");
        assert!(!answer.body.contains(SECRET));
    }
    for (method, path) in api::endpoints() {
        if method == Method::Get {
            continue;
        }
        let act = path.rsplit('/').next().unwrap();
        let url: url::Url = format!("{}/acts/{act}", two.theirs.base()).parse().unwrap();
        let fields = |token: String| [("form_token".to_owned(), token)];
        // Their visit and their form token, from my browser.
        let stolen = fields(form_token(&two.theirs));
        let browser = &two.mine.visitor;
        let sent = browser.step(reqwest::Method::POST, url.clone(), &stolen);
        let answer = Answer::of(&sent.await.unwrap());
        answer.expect_refusal(401, "session-not-yours");
        // Their browser, led to their visit with my form token.
        let planted = fields(form_token(&two.mine));
        let browser = &two.theirs.visitor;
        let sent = browser.step(reqwest::Method::POST, url, &planted);
        let answer = Answer::of(&sent.await.unwrap());
        answer.expect_refusal(403, "form-token");
    }
    assert_eq!(two.everything().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_id_is_another_person_at_each_tenant_and_help_is_each_ones_own() {
    let two = Two::new().await;
    let people = "select count(*) from person where subject = '3'";
    assert_eq!(two.world.rows(people).await, 2);
    let page = two
        .mine
        .visitor
        .get(&format!("{}/help/test", two.world.tool_url))
        .await;
    let page = page.unwrap();
    assert!(!page.body.contains(SECRET) && !page.body.contains("Other University"));
}
