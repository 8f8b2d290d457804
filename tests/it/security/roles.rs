//! Every part of a scheme against every page and every act.

use api::Route;
use it::{Tab, World, forge::Begun};
use serde_json::{Value, json};

use super::ask;

const STUDENT: &[Route] = &[Route::Home, Route::Code];
const TRAINEE: &[Route] = &[Route::Home, Route::Code, Route::Quiz];

/// Somebody of each part but the coordinator, with the pages they may open.
async fn everyone(world: &World) -> Vec<(&'static str, Tab, &'static [Route])> {
    let someone = |group, number| world.someone(group, number);
    let out = world.open(&someone("mentee", 1)).await;
    out.act("take-part", &[("yes", "no")]).await.expect_ok();
    let late = world.lms.enrol_late();
    vec![
        ("staff", world.open("teacher2").await, STUDENT),
        ("assistant", world.open("assistant1").await, STUDENT),
        ("mentor", world.open(&someone("mentor", 0)).await, TRAINEE),
        (
            "candidate",
            world.open(&someone("at-gate", 0)).await,
            TRAINEE,
        ),
        ("mentee", world.open(&someone("mentee", 0)).await, STUDENT),
        ("asked", world.open(&late).await, STUDENT),
        ("out", out, STUDENT),
        ("observer", observer(world).await, &[Route::Home]),
    ]
}

async fn observer(world: &World) -> Tab {
    let begun = Begun::new(world).await;
    let mut claims = begun.claims(world);
    let claim = |name| format!("https://purl.imsglobal.org/spec/lti/claim/{name}");
    claims["sub"] = json!("900");
    claims[claim("context")]["id"] = json!("1");
    claims[claim("roles")] = json!(["http://purl.imsglobal.org/vocab/lis/v2/membership#Mentor"]);
    begun.enter(&claims).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_not_ones_own_is_refused_by_address_and_by_api() {
    let world = World::begun().await;
    for (part, tab, may) in everyone(&world).await {
        for route in Route::ALL {
            let path = route.path();
            let asked = tab
                .ask("GET", &format!("/api/view?route={path}"), None)
                .await;
            let page = tab.get(path).await;
            if may.contains(&route) {
                assert_eq!((asked.status, page.status), (200, 200), "{part} {route:?}");
            } else {
                asked.expect_refusal(403, "not-allowed");
                page.expect_refusal(403, "not-allowed");
            }
            let nav = tab.boot().view.frame.nav;
            assert_eq!(
                nav.contains(&route),
                may.contains(&route),
                "{part} {route:?}"
            );
        }
    }
    let teacher = world.open("teacher1").await;
    for route in Route::ALL {
        teacher.get(route.path()).await.expect_ok();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_that_is_not_ones_own_is_refused() {
    let world = World::begun().await;
    let coordinators: [(&str, Value); 7] = [
        ("sync-roster", json!({})),
        ("confirm-roster", json!({"gone": true})),
        ("confirm-gradebook", json!({})),
        ("form-groups", json!({})),
        ("publish-groups", json!({"allocation": "x"})),
        ("place-late", json!({})),
        ("resend-score", json!({"score": "x"})),
    ];
    let sign = ("sign-code", json!({"version": 1, "agree": true}));
    let quiz = ("submit-quiz", json!({"quiz": "x", "answers": {}}));
    let draft = ("keep-draft", json!({"quiz": "x", "answers": {}}));
    let choose = ("take-part", json!({"yes": true}));
    for (part, tab, _) in everyone(&world).await {
        let mut refused: Vec<&(&str, Value)> = coordinators.iter().collect();
        match part {
            "mentor" | "candidate" => refused.push(&choose),
            "mentee" => refused.extend([&quiz, &draft]),
            "asked" | "out" => refused.extend([&quiz, &draft, &sign]),
            _ => refused.extend([&quiz, &draft, &sign, &choose]),
        }
        for (act, body) in refused {
            let answer = tab.send(act, body).await;
            assert_eq!(
                answer.code.as_deref(),
                Some("not-allowed"),
                "{part} {act} {answer:?}"
            );
        }
        let claim = tab.send("claim-scheme", &json!({})).await;
        assert!(
            claim.status == 403 || claim.status == 409,
            "{part} {claim:?}"
        );
    }
    for table in [
        "select count(*) from allocation",
        "select count(*) from attempt",
        "select count(*) from signature",
        "select count(*) from course where column_allowed = 1",
    ] {
        assert_eq!(world.rows(table).await, 0, "{table}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn before_a_scheme_is_claimed_nobody_sees_or_does_anything() {
    let world = World::new().await;
    for who in ["teacher1", "assistant1", "student001"] {
        let tab = world.open(who).await;
        tab.get("").await.expect_ok();
        for route in ["code", "quiz", "groups", "people", "scores"] {
            tab.get(route).await.expect_refusal(403, "not-allowed");
        }
        let choose = tab.send("take-part", &json!({"yes": true})).await;
        choose.expect_refusal(403, "not-allowed");
        let form = tab.send("form-groups", &json!({})).await;
        form.expect_refusal(403, "not-allowed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_peer_sees_of_others_is_a_given_name_a_course_and_a_year() {
    let world = World::begun().await;
    let teacher = world.open("teacher1").await;
    teacher.send("form-groups", &json!({})).await.expect_ok();
    teacher
        .press("groups", "publish-groups", &[])
        .await
        .expect_ok();
    let members = world.lms.members();
    for group in ["mentee", "mentor"] {
        let who = world.someone(group, 0);
        let tab = world.open(&who).await;
        // What the page is drawn from; the HTML also holds tokens, in which anything may stand.
        let body = serde_json::to_string(&tab.shown("").await).unwrap();
        for member in members.iter().filter(|member| member.username != who) {
            assert!(
                !body.contains(&member.number),
                "{who} sees {}",
                member.number
            );
            // Names of one word are given names, and families share theirs.
            let name = member.name.as_deref().unwrap_or_default();
            let whole = name.split(' ').count() > 1;
            let own = tab.boot().view.frame.me;
            if whole && own.as_deref() != Some(name) {
                assert!(!body.contains(name), "{who} sees {name}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_that_nobody_answers_and_methods_nobody_takes_have_a_code() {
    let world = World::new().await;
    let tool = &world.tool_url;
    let check = async |method: &str, path: &str, status: u16, code: &str| {
        let reply = ask(method, &format!("{tool}{path}"), &[], "").await;
        assert_eq!(
            (reply.status, reply.header("alongside-code")),
            (status, Some(code)),
            "{method} {path}"
        );
        let is_problem = reply.header("content-type") == Some("application/problem+json");
        assert_eq!(is_problem, path.starts_with("/api/"), "{method} {path}");
        assert_eq!(reply.body.contains("<h1"), !is_problem, "{method} {path}");
    };
    for path in [
        "/nothing",
        "/s",
        "/s/a/b/c",
        "/s/a/acts/nothing",
        "/lti",
        "/assets/x.js",
        "/assets/..%2f..%2fCargo.toml",
    ] {
        check("GET", path, 404, "not-found").await;
    }
    for path in ["/api/nothing", "/api/acts/nothing", "/api/view/more"] {
        check("GET", path, 404, "not-found").await;
        check("POST", path, 404, "not-found").await;
    }
    for (method, path) in [
        ("POST", "/help"),
        ("DELETE", "/help/test"),
        ("PUT", "/lti/login"),
        ("GET", "/lti/launch"),
        ("GET", "/s/a/acts/take-part"),
        ("POST", "/api/view"),
        ("GET", "/api/acts/take-part"),
    ] {
        check(method, path, 405, "method-not-allowed").await;
    }
}
