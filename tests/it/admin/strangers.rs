//! Platforms that nobody registered: who sees them, and what is said of them.

use http::HeaderMap;
use it::World;
use sandbox::visitor::{Visited, Visitor};

use super::{Desk, the_institution};

/// A login of whoever this is.
async fn login(world: &World, issuer: &str, client_id: &str) -> Visited {
    let visitor = Visitor::new(HeaderMap::new()).unwrap();
    login_by(&visitor, world, issuer, client_id).await
}

async fn login_by(visitor: &Visitor, world: &World, issuer: &str, client_id: &str) -> Visited {
    let mut url: url::Url = format!("{}/lti/login", world.tool_url).parse().unwrap();
    url.query_pairs_mut()
        .append_pair("iss", issuer)
        .append_pair("client_id", client_id)
        .append_pair("login_hint", "a-person-in-the-lms")
        .append_pair("target_link_uri", "https://tool.example/lti/launch");
    if client_id.is_empty() {
        let query = url.query().unwrap().replace("client_id=&", "");
        url.set_query(Some(&query));
    }
    visitor.get(url.as_str()).await.unwrap()
}

fn plain(body: &str) -> String {
    body.replace("&#x2f;", "/").replace("&#x27;", "'")
}

const HEADING: &str = "from an LMS that is not registered here";

#[tokio::test(flavor = "multi_thread")]
async fn who_nearly_is_a_platform_stands_on_the_first_page_with_the_exact_difference() {
    let world = World::new().await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    assert!(!desk.get("/admin").await.body.contains(HEADING));
    let slash = format!("{}/", world.lms_url);
    let refused = login(&world, &slash, "alongside").await;
    it::tab::Answer::of(&refused).expect_refusal(400, "launch-unknown-platform");
    assert!(
        plain(&refused.body).contains(&format!("<code>{slash}</code>")),
        "{}",
        refused.body
    );
    login(&world, &slash, "alongside").await;
    login(&world, &world.lms_url.to_uppercase(), "alongside").await;
    login(&world, &world.lms_url.replace("http", "https"), "alongside").await;
    login(&world, &world.lms_url, "mistyped").await;
    let page = plain(&desk.get("/admin").await.body);
    for said in [
        HEADING,
        &format!(">{slash}</code>"),
        "2 times, the last on",
        "One issuer ends with a slash, the other does not.",
        "Small and capital letters differ.",
        "One issuer begins with https://, the other does not.",
        "The client IDs differ.",
        ">mistyped</code>",
        "It is nearly Sandbox LMS",
        "Make the two the same",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("a-person-in-the-lms"), "nothing of a person");
    world
        .register_as(the_institution(&world).await, "mistyped")
        .await;
    let page = desk.get("/admin").await.body;
    assert!(!page.contains(">mistyped</code>"), "it is registered now");
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_names_are_shown_short_and_as_what_they_are() {
    let world = World::new().await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    let long = format!("https://long.example/{}", "x".repeat(200));
    let hostile = [
        "<script>alert(1)</script>",
        "https://ana:secret@lms.example",
        "https://lms.example?mail=ana@example.org",
        "https://lms.ex\u{430}mple",
        "\u{202e}https://evil.example",
        &long,
    ];
    for issuer in hostile {
        let refused = login(&world, issuer, "").await;
        assert!(!refused.body.contains("<script>alert"), "{}", refused.body);
        assert!(!refused.body.contains("secret"), "{}", refused.body);
    }
    let page = plain(&desk.get("/admin").await.body);
    for never in [
        "<script>alert",
        "secret",
        "ana@example",
        "\u{202e}",
        "\u{430}",
        &long,
    ] {
        assert!(!page.contains(never), "{never}: {page}");
    }
    for shown in [
        "https://…@lms.example",
        "https://lms.example…",
        "lms.ex\\u{430}mple",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_of_strangers_is_kept_within_bounds() {
    let world = World::new().await;
    let visitor = Visitor::new(HeaderMap::new()).unwrap();
    let slash = format!("{}/", world.lms_url);
    login(&world, &slash, "alongside").await;
    let early = Desk::enter(&world, Some(the_institution(&world).await)).await;
    early.get("/admin").await;
    for number in 0..260 {
        login_by(&visitor, &world, &format!("https://{number}.example"), "").await;
    }
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    let page = desk.get("/admin").await.body;
    assert!(page.matches("It is like nothing").count() <= 20);
    let (open, folded) = page.split_once("more</summary>").expect(&page);
    assert!(open.contains("It is nearly Sandbox LMS"), "{page}");
    assert_eq!(open.matches("Take this off the list</button>").count(), 5);
    assert_eq!(
        folded.matches("Take this off the list</button>").count(),
        15
    );
    let kept = world.rows("select count(*) from stranger").await;
    assert!((1..=200).contains(&kept), "{kept}");
}

#[tokio::test(flavor = "multi_thread")]
async fn invented_client_ids_of_a_known_issuer_do_not_hide_a_slip() {
    let world = World::new().await;
    let visitor = Visitor::new(HeaderMap::new()).unwrap();
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    let slash = format!("{}/", world.lms_url);
    login(&world, &slash, "alongside").await;
    for _ in 0..3 {
        login(&world, &world.lms_url, "mistyped").await;
    }
    for round in 0..3 {
        desk.get("/admin").await;
        for number in 0..40 {
            let invented = format!("invented-{round}-{number}");
            login_by(&visitor, &world, &world.lms_url, &invented).await;
        }
    }
    let page = plain(&desk.get("/admin").await.body);
    let (open, _) = page.split_once("more</summary>").expect(&page);
    for slip in [&*format!(">{slash}</code>"), ">mistyped</code>"] {
        assert!(open.contains(slip), "{slip}: {page}");
    }
    let invented = "select count(*) from stranger where client_id like 'invented%'";
    assert_eq!(
        world.rows(invented).await,
        9,
        "ten of a kind, with the slip"
    );
}

/// An unknown issuer belongs to no institution: one among several sees what can only be a slip about a
/// platform of its own.
#[tokio::test(flavor = "multi_thread")]
async fn one_tenant_among_several_sees_slips_about_its_own_platforms_and_nothing_else() {
    let world = World::new().await;
    let of = the_institution(&world).await;
    super::tenants::a_second_tenant(&world).await;
    let slash = format!("{}/", world.lms_url);
    login(&world, &slash, "alongside").await;
    login(&world, "https://secret.example/", "secret").await;
    login(&world, "https://secret.example", "secret-slip").await;
    login(&world, "https://nobody.example", "nobody").await;
    login(&world, "https://canvas.instructure.com", "10000000000042").await;
    let mine = Desk::enter(&world, Some(of)).await;
    let page = plain(&mine.get("/admin").await.body);
    assert!(page.contains(&slash), "{page}");
    for never in [
        "secret",
        "nobody.example",
        "canvas.instructure",
        "10000000000042",
    ] {
        assert!(!page.contains(never), "{never}: {page}");
    }
    let theirs = [
        ("issuer", "https://nobody.example"),
        ("client_id", "nobody"),
    ];
    let reply = mine.post("/admin/strangers/dismiss", &theirs).await;
    reply.expect_refusal(404, "not-found");
    let host = Desk::enter(&world, None).await;
    let of = of.to_string();
    host.post("/admin/institution", &[("institution", &of)])
        .await;
    let page = plain(&host.get("/admin").await.body);
    for seen in [&*slash, "nobody.example", "secret-slip", "10000000000042"] {
        assert!(page.contains(seen), "{seen}: {page}");
    }
    assert!(
        !page.contains("Secret platform"),
        "its name is its own: {page}"
    );
}

/// What hosted Canvas sends may be any school's, registered or about to be.
#[tokio::test(flavor = "multi_thread")]
async fn another_school_behind_a_shared_issuer_is_not_shown_to_the_first() {
    let world = World::new().await;
    let of = the_institution(&world).await;
    super::tenants::a_second_tenant(&world).await;
    let canvas = "https://sso.canvaslms.com";
    let platform = service::setup::NewPlatform {
        institution: of,
        name: "Our Canvas".to_owned(),
        issuer: "https://canvas.instructure.com".to_owned(),
        client_id: "1".to_owned(),
        auth_url: format!("{canvas}/auth"),
        token_url: format!("{canvas}/token"),
        jwks_url: format!("{canvas}/jwks"),
        deployments: vec![],
        private_hosts: false,
    };
    let id = service::setup::add_platform(&world.app, platform)
        .await
        .unwrap();
    login(&world, "https://canvas.instructure.com", "another-school").await;
    let mine = Desk::enter(&world, Some(of)).await;
    for path in ["/admin", &format!("/admin/platforms/{id}")] {
        let page = mine.get(path).await.body;
        assert!(!page.contains("another-school"), "{path}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_says_the_same() {
    let world = World::new().await;
    login(&world, &format!("{}/", world.lms_url), "alongside").await;
    login(&world, "https://nobody.example", "nobody").await;
    let found = service::doctor::examine(&world.app).await.unwrap();
    let of = |issuer: &str| {
        let mut all = found.iter();
        let found = all.find(|each| each.says.contains(&format!("Issuer: {issuer}.")));
        found
            .unwrap_or_else(|| panic!("{issuer} in {found:?}"))
            .clone()
    };
    let near = of(&format!("{}/", world.lms_url));
    assert!(
        near.to_do.contains("nearly Sandbox LMS") && near.to_do.contains("a slash"),
        "{near:?}"
    );
    assert!(of("https://nobody.example").to_do.contains("register it"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_leads_to_the_form_filled_in_and_to_the_open_correction_and_is_taken_off() {
    let world = World::new().await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    let slash = format!("{}/", world.lms_url);
    login(&world, "https://new.example/\"><b>&lang=cy", "a&b").await;
    login(&world, &slash, "alongside").await;
    let page = plain(&desk.get("/admin").await.body)
        .replace("&amp;", "&")
        .replace("&#x3d;", "=");
    let link = "/admin/platforms/new?issuer=https%3A%2F%2Fnew%2Eexample%2F%22%3E%3Cb%3E%26lang%3Dcy&client_id=a%26b#by-hand";
    assert!(page.contains(link), "{page}");
    assert!(page.contains("?show=correct#correct"), "{page}");
    let form = desk.get(link.split('#').next().unwrap()).await.body;
    assert!(
        !form.contains("<b>") && form.contains("lang=\"en\""),
        "{form}"
    );
    assert!(form.contains("value=\"a&amp;b\""), "{form}");
    assert!(form.contains("id=\"by-hand\" open"), "{form}");
    let form = desk
        .get("/admin/platforms/new?issuer=%0a%E2%80%AEx")
        .await
        .body;
    assert!(!form.contains("id=\"by-hand\" open"), "{form}");
    let platform = super::platforms::page_of(&world).await;
    let open = "id=\"correct\" open";
    assert!(!desk.get(&platform).await.body.contains(open));
    let corrected = desk.get(&format!("{platform}?show=correct")).await.body;
    assert!(corrected.contains(open), "{corrected}");

    let gone = [("issuer", &*slash), ("client_id", "alongside")];
    let reply = desk.post("/admin/strangers/dismiss", &gone).await;
    assert_eq!(reply.header("location"), "/admin?notice=stranger");
    let page = desk.get("/admin").await.body;
    assert!(!page.contains("It is nearly") && page.contains("It is like nothing"));
    let reply = desk.post("/admin/strangers/dismiss", &gone).await;
    reply.expect_refusal(404, "not-found");
    login(&world, &slash, "alongside").await;
    let page = desk.get("/admin").await.body;
    assert!(page.contains("It is nearly"), "it came again: {page}");
}
