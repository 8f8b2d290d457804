//! Refusals and *Get help*: in the reader's language, and about nobody.

use domain::time::Span;
use it::World;
use service::setup;

use super::{MINE, Reply, THEIRS, ask, cookie, handle, open_in};

async fn in_welsh(url: &str) -> Reply {
    let headers = [
        ("accept-language", "cy-GB, en;q=0.5"),
        ("cookie", &cookie(MINE)),
    ];
    ask("GET", url, &headers, "").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_speaks_the_language_of_the_browser() {
    let world = World::begun().await;
    let tool = &world.tool_url;
    for (url, said) in [
        (format!("{tool}/nothing"), "Nid oes tudalen yma."),
        (
            format!("{tool}/s/unknown"),
            "Nid ydych wedi mewngofnodi yma.",
        ),
        (format!("{tool}/lti/login?iss=x"), "Roedd rhywbeth ar goll"),
    ] {
        let reply = in_welsh(&url).await;
        assert!(reply.status >= 400);
        assert!(reply.body.contains("lang=\"cy\""), "{url}");
        assert!(reply.body.contains(said), "{said} in {}", reply.body);
        let english = ask("GET", &url, &[("cookie", &cookie(MINE))], "").await;
        assert!(english.body.contains("lang=\"en\""), "{url}");
        assert!(!english.body.contains(said), "{url}");
    }
    let problem = in_welsh(&format!("{tool}/api/view")).await;
    problem.expect_refusal(401, "session-missing");
    let problem = problem.answer().json();
    assert_eq!(problem["title"], "Nid ydych wedi mewngofnodi yma.");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_within_a_visit_speaks_the_language_of_the_visit() {
    let world = World::begun().await;
    let tab = open_in(&world, &world.someone("mentee", 0), MINE).await;
    let english = [("accept-language", "en"), ("cookie", &*cookie(MINE))];
    let groups = format!("{}/groups", tab.base());
    assert!(
        in_welsh(&groups)
            .await
            .body
            .contains("This page is not part"),
        "as it was launched"
    );
    ask("GET", &format!("{}?lang=cy", tab.base()), &english, "").await;
    let page = ask("GET", &groups, &english, "").await;
    assert!(page.body.contains("Nid yw’r dudalen hon"), "{}", page.body);
    let refused = tab
        .send("publish-groups", &serde_json::json!({"allocation": "x"}))
        .await;
    let problem = refused.json();
    assert!(
        problem["title"]
            .as_str()
            .unwrap()
            .starts_with("Nid yw’r dudalen hon"),
        "{problem}"
    );
    assert!(
        problem["detail"].is_string(),
        "and says what to do: {problem}"
    );
}

/// The address of the same page in another language, and how the page speaks there.
async fn other(reply: &Reply, here: &str, lang: &str) -> Option<Reply> {
    let here: url::Url = here.parse().unwrap();
    let start = format!("<a lang=\"{lang}\" hreflang=\"{lang}\" href=\"");
    let (_, rest) = reply.body.split_once(&start)?;
    let href = rest.split('"').next()?.replace("&#x2f;", "/");
    let to = here.join(&href.replace("&amp;", "&")).unwrap();
    assert_eq!(to.origin(), here.origin(), "{href}");
    Some(ask("GET", to.as_str(), &[("cookie", &cookie(MINE))], "").await)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_leads_to_itself_in_the_other_language_where_that_is_offered() {
    let world = World::begun().await;
    let tool = &world.tool_url;
    let tab = open_in(&world, &world.someone("mentee", 0), MINE).await;
    let groups = format!("{}/groups", tab.base());
    for (method, url, said) in [
        ("GET", format!("{tool}/nothing"), "Nid oes tudalen yma."),
        (
            "GET",
            format!("{tool}//evil.example/x"),
            "Nid oes tudalen yma.",
        ),
        (
            "GET",
            format!("{tool}/lti/login?iss=x"),
            "Roedd rhywbeth ar goll",
        ),
        ("GET", format!("{tool}/continue"), "unwaith"),
        ("GET", groups.clone(), "Nid yw’r dudalen hon"),
        (
            "GET",
            format!("{tool}/admin/nothing"),
            "Nid oes tudalen yma.",
        ),
        ("POST", format!("{tool}/lti/launch"), "ch mewngofnodi"),
        (
            "POST",
            format!("{tool}/admin/leave"),
            "Nid ydych wedi mewngofnodi",
        ),
    ] {
        let form = ("content-type", "application/x-www-form-urlencoded");
        let mine = cookie(MINE);
        let refused = ask(method, &url, &[("cookie", &mine), form], "").await;
        assert!(refused.status >= 400, "{url}");
        let welsh = other(&refused, &url, "cy").await;
        let welsh = welsh.unwrap_or_else(|| panic!("{url}: {}", refused.body));
        assert!(
            welsh.body.contains("<html lang=\"cy\""),
            "{url}: {}",
            welsh.body
        );
        assert!(welsh.body.contains(said), "{url}: {}", welsh.body);
        assert!(other(&welsh, &url, "en").await.is_some(), "and back: {url}");
    }
    world
        .change("update institution set languages = 'en'")
        .await;
    let refused = super::get(&groups, MINE).await;
    assert!(
        other(&refused, &groups, "cy").await.is_none(),
        "nobody offers it there"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_address_itself_and_every_code_have_a_page_in_both_languages() {
    let world = World::new().await;
    let tool = &world.tool_url;
    for (path, english, welsh) in [
        (
            "/",
            "<h1>Peer mentoring</h1>",
            "<h1>Mentora cymheiriaid</h1>",
        ),
        (
            "/refused/not-found",
            "There is no page here.",
            "Nid oes tudalen yma.",
        ),
        (
            "/refused/admin-invite",
            "href=\"/admin\"",
            "href=\"/admin\"",
        ),
    ] {
        for (lang, said) in [("en", english), ("cy", welsh)] {
            let page = ask("GET", &format!("{tool}{path}?lang={lang}"), &[], "").await;
            let body = page.body.replace("&#x2f;", "/");
            assert_eq!(page.status, 200, "{path}");
            assert_eq!(page.header("alongside-code"), None, "{path}");
            assert!(body.contains(said), "{path} {lang}: {body}");
            assert!(body.contains("class=\"help\""), "{path}: {body}");
        }
    }
    let page = ask("GET", &format!("{tool}/"), &[], "").await;
    assert!(page.body.replace("&#x2f;", "/").contains("href=\"/admin\""));
    let unknown = ask("GET", &format!("{tool}/refused/x"), &[], "").await;
    unknown.expect_refusal(404, "not-found");
}

#[tokio::test(flavor = "multi_thread")]
async fn help_needs_no_launch_sets_no_cookie_and_speaks_both_languages() {
    let world = World::new().await;
    for path in ["/help", "/help/test", "/help/nobody-knows", "/help/%00"] {
        let url = format!("{}{path}", world.tool_url);
        for (query, lang, said) in [
            ("", "en", "Get help"),
            ("?lang=en", "en", "Get help"),
            ("?lang=cy", "cy", "Cael help"),
            ("?lang=xx", "en", "Get help"),
        ] {
            let reply = ask("GET", &format!("{url}{query}"), &[], "").await;
            assert_eq!(reply.status, 200, "{path}{query}");
            assert_eq!(reply.header("set-cookie"), None, "{path}{query}");
            assert!(
                reply.body.contains(&format!("lang=\"{lang}\"")),
                "{path}{query}"
            );
            assert!(
                reply.body.contains(&format!("<h1>{said}</h1>")),
                "{path}{query}"
            );
            assert!(reply.body.contains("tel:999"), "{path}{query}");
            assert_eq!(reply.body.matches("<h1").count(), 1);
            assert!(!reply.body.contains("<form"), "nothing is asked");
        }
        let welsh = in_welsh(&url).await;
        assert!(welsh.body.contains("Cael help"), "{path}");
        let english = ask(
            "GET",
            &format!("{url}?lang=en"),
            &[("accept-language", "cy")],
            "",
        )
        .await;
        assert!(
            english.body.contains("Get help"),
            "the address has the last word"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_institution_adds_its_own_services_to_help_or_is_told_what_is_wrong_with_them() {
    let world = World::new().await;
    let app = &world.app;
    let file = r#"[{"name": {"en": "Night line", "cy": "Llinell nos"}, "phone": "01632 960 200",
        "when": {"en": "Every night.", "cy": "Bob nos."}}]"#;
    assert_eq!(setup::read_services(app, "test", file).await, Ok(1));
    let url = format!("{}/help/test?lang=cy", world.tool_url);
    let page = ask("GET", &url, &[], "").await.body;
    assert!(page.contains("Llinell nos") && page.contains("tel:01632960200"));
    let emergency = page.find("tel:999").unwrap();
    assert!(
        emergency < page.find("tel:01632960200").unwrap(),
        "999 first"
    );

    let wrong = setup::read_services(app, "test", &file.replace("cy", "fr")).await;
    assert!(wrong.unwrap_err().to_string().contains("service 1"));
    let strange = setup::read_services(app, "nobody", file).await;
    assert!(strange.unwrap_err().to_string().contains("institution"));
    let page = ask("GET", &url, &[], "").await.body;
    assert!(page.contains("Llinell nos"), "a bad file changes nothing");
}

/// Somebody with a name is refused in every way; no page says who, by what address or with what.
#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_says_nothing_about_anybody() {
    let world = World::begun().await;
    let tab = open_in(&world, "teacher2", MINE).await;
    let form_token = tab.boot().view.frame.form_token;
    let token = tab.boot().token;
    let base = tab.base();
    let bearer = format!("Bearer {token}");
    let mut replies = vec![
        super::get(&format!("{base}/groups"), MINE).await,
        super::get(&format!("{base}/nothing?search=Penrhyn"), MINE).await,
        super::get(&base, THEIRS).await,
        super::post(
            &format!("{base}/acts/form-groups"),
            MINE,
            &[],
            &format!("form_token={form_token}"),
        )
        .await,
        super::post(
            &format!("{base}/acts/take-part"),
            MINE,
            &[],
            &format!("form_token={form_token}&yes=Penrhyn"),
        )
        .await,
        ask(
            "GET",
            &format!("{}/api/view?route=people", world.tool_url),
            &[("authorization", &bearer)],
            "",
        )
        .await,
    ];
    world.pass(Span::hours(2));
    replies.push(super::get(&base, MINE).await);
    for reply in replies {
        let code = reply.header("alongside-code").unwrap().to_owned();
        for secret in [
            "Penrhyn",
            "Iolo",
            "T2",
            &handle(&tab),
            &form_token,
            &token,
            MINE,
        ] {
            assert!(
                !reply.body.contains(secret),
                "{code}: {secret} in {}",
                reply.body
            );
        }
    }
}
