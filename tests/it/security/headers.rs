//! What stands above every answer.

use api::Route;
use it::World;
use serde_json::json;

use super::{MINE, Reply, ask, get, open_in, post};

/// The policy of a page: nothing inline, nothing from elsewhere.
fn check(reply: &Reply, what: &str, ancestors: &str) {
    let policy = reply.header("content-security-policy").unwrap_or_default();
    for part in [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        &format!("frame-ancestors {ancestors}"),
    ] {
        assert!(
            policy.split("; ").any(|it| it == part),
            "{what}: {part} in {policy}"
        );
    }
    assert!(!policy.contains("unsafe-inline"), "{what}");
    check_not_kept(reply, what);
    for inline in ["<style", "style=\"", "onclick", "onload", "javascript:"] {
        assert!(!reply.body.contains(inline), "{what}: {inline}");
    }
    for script in reply.body.split("<script").skip(1) {
        let (tag, rest) = script.split_once('>').unwrap();
        assert!(
            tag.contains(" src=\"") && rest.starts_with("</script"),
            "{what}: {tag}"
        );
    }
}

fn check_not_kept(reply: &Reply, what: &str) {
    assert_eq!(reply.header("cache-control"), Some("no-store"), "{what}");
    assert_eq!(
        reply.header("x-content-type-options"),
        Some("nosniff"),
        "{what}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_guarded_and_framed_by_its_lms_alone() {
    let world = World::begun().await;
    for who in [
        "teacher1",
        "teacher2",
        &world.someone("mentor", 0),
        &world.someone("mentee", 0),
    ] {
        let tab = open_in(&world, who, MINE).await;
        for route in tab.boot().view.frame.nav {
            let url = match route {
                Route::Home => tab.base(),
                other => format!("{}/{}", tab.base(), other.path()),
            };
            let page = get(&url, MINE).await;
            assert_eq!(page.status, 200);
            check(&page, &format!("{who} {route:?}"), &world.lms_url);
            assert_eq!(page.header("referrer-policy"), Some("same-origin"));
            assert_eq!(page.header("set-cookie"), None);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_refusal_is_guarded_too() {
    let world = World::begun().await;
    let tool = &world.tool_url;
    let tab = open_in(&world, &world.someone("mentee", 0), MINE).await;
    let refused = [
        get(&format!("{}/groups", tab.base()), MINE).await,
        get(&format!("{tool}/s/unknown"), MINE).await,
        get(&format!("{tool}/nothing"), MINE).await,
        ask("DELETE", &format!("{tool}/help"), &[], "").await,
        get(&format!("{tool}/lti/login?iss=x"), MINE).await,
        post(
            &format!("{tool}/lti/launch"),
            MINE,
            &[],
            "state=x&id_token=y",
        )
        .await,
        post(
            &format!("{}/acts/take-part", tab.base()),
            MINE,
            &[],
            "yes=no",
        )
        .await,
        post(
            &format!("{}/acts/take-part", tab.base()),
            MINE,
            &[],
            &"a".repeat(100_000),
        )
        .await,
    ];
    for reply in refused {
        let code = reply.header("alongside-code").unwrap().to_owned();
        // Whatever LMS it was, its reader must be able to read why.
        check(&reply, &code, "http: https:");
        assert!(reply.body.contains(&code), "the page shows its code");
        assert_eq!(reply.header("set-cookie"), None, "{code}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_api_says_is_kept_nowhere() {
    let world = World::begun().await;
    let tab = open_in(&world, "teacher1", MINE).await;
    let bearer = format!("Bearer {}", tab.boot().token);
    let url = |path: &str| format!("{}/api/{path}", world.tool_url);
    let headers = [
        ("authorization", &*bearer),
        ("content-type", "application/json"),
    ];
    for route in Route::ALL {
        let reply = ask(
            "GET",
            &url(&format!("view?route={}", route.path())),
            &headers,
            "",
        )
        .await;
        assert_eq!(reply.status, 200);
        check_not_kept(&reply, "a view");
    }
    let done = ask("POST", &url("acts/sync-roster"), &headers, "{}").await;
    assert_eq!(done.status, 200);
    check_not_kept(&done, "an act");
    let refused = ask("POST", &url("acts/form-groups"), &headers, "nonsense").await;
    refused.expect_refusal(400, "form-field");
    check_not_kept(&refused, "a refusal");
    tab.send("sync-roster", &json!({})).await.expect_ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_anybody_may_read_says_nothing_of_anybody() {
    let world = World::begun().await;
    let tool = &world.tool_url;
    for path in [
        "/lti/jwks.json",
        "/lti/canvas.json",
        "/health/live",
        "/health/ready",
    ] {
        let reply = ask("GET", &format!("{tool}{path}"), &[], "").await;
        assert_eq!(reply.status, 200, "{path}");
        assert_eq!(
            reply.header("x-content-type-options"),
            Some("nosniff"),
            "{path}"
        );
        assert_eq!(reply.header("set-cookie"), None, "{path}");
        assert!(
            !reply.body.contains("\"d\":"),
            "{path} gives a private key away"
        );
    }
}
