//! A platform is registered by hand: what cannot be right is refused, and what was saved is tried.

use it::{World, world::CLIENT_ID};
use sandbox::{Fault, Faults};

use super::{Desk, Reply, done, the_institution};

const NEW: &str = "/admin/platforms/new";

/// The form as a person fills it in who makes no mistake, for the LMS of this world.
fn right(world: &World) -> Vec<(&'static str, String)> {
    let lms = &world.lms_url;
    vec![
        ("name", "Our  Moodle".to_owned()),
        ("issuer", lms.clone()),
        ("client_id", "second".to_owned()),
        ("deployment_id", String::new()),
        ("jwks_url", format!("{lms}/lti/jwks")),
        ("token_url", format!("{lms}/lti/token")),
        ("auth_url", format!("{lms}/lti/auth")),
    ]
}

/// Sends the form with one value changed.
async fn send(world: &World, desk: &Desk, field: &str, value: &str) -> Reply {
    let mut fields = right(world);
    if let Some(found) = fields.iter_mut().find(|(name, _)| *name == field) {
        value.clone_into(&mut found.1);
    }
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (*name, &**value))
        .collect();
    desk.post(NEW, &fields).await
}

/// The page says beside this field what to do, and nothing was kept.
async fn check(world: &World, desk: &Desk, field: &str, value: &str, said: &str) {
    let reply = send(world, desk, field, value).await;
    assert_eq!(reply.status, 200, "{field} {value}");
    let wrong = format!("id=\"{field}-wrong\"");
    let (_, beside) = reply
        .body
        .split_once(&wrong)
        .unwrap_or_else(|| panic!("{field} {value}: {}", reply.body));
    let beside = beside.split("</p>").next().unwrap();
    assert!(beside.contains(said), "{field} {value}: {beside}");
    assert!(
        field == "client_id" || reply.body.contains("value=\"second\""),
        "what was typed stays"
    );
    assert_eq!(world.rows("select count(*) from registration").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_right_is_refused_beside_its_field_with_what_to_paste_instead() {
    let world = World::new().await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    let check = async |field, value: &str, said| check(&world, &desk, field, value, said).await;
    check("name", "", "Type a name").await;
    check("issuer", "", "a whole address").await;
    check("issuer", "banana", "a whole address").await;
    check("issuer", "moodle.example.ac.uk", "a whole address").await;
    check(
        "issuer",
        "http://moodle.example.ac.uk",
        "begins with https://",
    )
    .await;
    check("issuer", "https://moodle.example.ac.uk?a=b", "without ?").await;
    check("issuer", "https://moodle.example.ac.uk#a", "without #").await;
    check("issuer", "https://ana@moodle.example.ac.uk", "before an @").await;
    check("issuer", &world.tool_url, "address of Alongside").await;
    check("client_id", "", "client ID alone").await;
    check("client_id", "Client ID: 12", "client ID alone").await;
    check("deployment_id", "1 and 2", "deployment ID alone").await;
    for field in ["jwks_url", "token_url", "auth_url"] {
        let lms = "https://moodle.example.ac.uk";
        check(field, "", "the whole address").await;
        check(field, "banana", "the whole address").await;
        check(field, "ftp://moodle.example.ac.uk/x", "the whole address").await;
        check(
            field,
            "http://moodle.example.ac.uk/x",
            "begins with https://",
        )
        .await;
        check(field, &format!("{lms}/x#y"), "without #").await;
        check(field, &format!("{lms}/ x"), "the whole address").await;
        check(field, "https://a:b@moodle.example.ac.uk/x", "before an @").await;
        check(field, "https://10.0.0.7/x", "inside a network").await;
        check(field, "https://moodle/x", "inside a network").await;
        check(field, "http://127.0.0.1:9/x", "inside a network").await;
        check(
            field,
            &format!("{}/lti/jwks.json", world.tool_url),
            "address of Alongside",
        )
        .await;
        check(
            field,
            &format!("{lms}/{}", "x".repeat(2_000)),
            "the whole address",
        )
        .await;
    }
    let keys = format!("{}/lti/jwks", world.lms_url);
    check("token_url", &keys, "in another field").await;
    check("auth_url", &keys, "in another field").await;
    let elsewhere = "https://moodle.example.ac.uk/certs.php";
    check("jwks_url", elsewhere, "keys from another place").await;
    check("client_id", CLIENT_ID, "registered already").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_saved_is_tried_and_the_page_says_how_far_it_was_reached() {
    let world = World::new().await;
    let of = the_institution(&world).await;
    let desk = Desk::enter(&world, Some(of)).await;
    let known = super::platforms::page_of(&world).await;
    // The LMS has no such client, and says so.
    let reply = send(&world, &desk, "name", "Our  Moodle").await;
    let made = reply.header("location").to_owned();
    assert!(made.ends_with("?notice=saved-keys"), "{made}");
    let page = desk.get(&made).await.body;
    assert!(page.contains(">Our Moodle</h1>"), "{page}");
    for said in [
        "Saved, and the platform’s keys were read.",
        "Our check was given no access to the services of Our Moodle",
        "check-token",
        "Its keys were read on",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    for early in ["connected", "People can open the tab"] {
        assert!(!page.contains(early), "nobody came yet: {page}");
    }
    assert!(
        page.contains("Nobody has opened the tab from it yet."),
        "{page}"
    );
    let reply = desk.post(&format!("{known}/try"), &[]).await;
    assert!(reply.header("location").ends_with("?notice=tried-well"));
    let kinds = ["entered", "platform-added"];
    assert_eq!(done(&world, of).await, kinds, "trying changes nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_cannot_be_read_are_said_and_are_mended_by_a_later_success() {
    let world = World::new().await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    world.lms.set_faults(Faults {
        keys: Some(Fault::html(1)),
        ..Faults::default()
    });
    let reply = send(&world, &desk, "client_id", "third").await;
    let made = reply.header("location").to_owned();
    assert!(made.ends_with("?notice=saved-unread"), "{made}");
    let page = desk.get(&made).await.body;
    for said in [
        "could not be read, so nobody can come in yet",
        "Our check could not read the keys of Our Moodle",
        "check-keys",
        "ALONGSIDE_PRIVATE_HOSTS",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    for never in [
        "put right since",
        "Somebody could not",
        "What the reader saw",
    ] {
        assert!(!page.contains(never), "{never}: {page}");
    }
    let found = service::doctor::examine(&world.app).await.unwrap();
    assert!(
        found.iter().all(|each| each.about != "launches"),
        "nobody came: {found:?}"
    );
    assert!(page.contains("<p class=\"trouble\">Saved, but"), "{page}");
    let waits = "The keys of Our Moodle could not be read";
    for page in [&page, &desk.get("/admin").await.body] {
        assert!(page.contains("Not reached"), "{page}");
    }
    let page = desk.get("/admin").await.body;
    assert!(page.contains(waits), "{page}");
    assert!(!page.contains("Nothing waits for you"), "{page}");
    let made = made.split('?').next().unwrap();
    let reply = desk.post(&format!("{made}/try"), &[]).await;
    assert!(reply.header("location").ends_with("?notice=tried-keys"));
    let page = desk.get("/admin").await.body;
    assert!(
        !page.contains(waits) && !page.contains("Not reached"),
        "{page}"
    );
    let page = desk.get(made).await.body;
    let (_, settled) = page.split_once("put right since").expect(&page);
    assert!(settled.contains("check-keys"), "{page}");
}

/// One tenant among several must not reach into the network, and the form says who can.
#[tokio::test(flavor = "multi_thread")]
async fn a_private_host_is_refused_to_who_does_not_answer_for_the_host() {
    let world = World::new().await;
    super::tenants::a_second_tenant(&world).await;
    let mine = Desk::enter(&world, Some(the_institution(&world).await)).await;
    let before = world.app.platform_requests();
    let reply = send(&world, &mine, "name", "Our Moodle").await;
    assert!(reply.body.contains("only they can add a platform there"));
    assert_eq!(world.app.platform_requests(), before, "nothing was asked");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_has_everything_that_canvas_asks_for_and_fills_the_form_in() {
    let world = World::new().await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    let page = desk.get(NEW).await.body.replace("&#x2f;", "/");
    let tool = &world.tool_url;
    for given in [
        &format!("value=\"{tool}/lti/canvas.json\""),
        &format!("value=\"{tool}/lti/launch\""),
        "value=\"https://canvas.instructure.com\"",
        "value=\"https://sso.canvaslms.com/api/lti/authorize_redirect\"",
        "value=\"https://sso.canvaslms.com/login/oauth2/token\"",
        "value=\"https://sso.canvaslms.com/api/lti/security/jwks\"",
        "course_navigation",
        "drag Peer mentoring to the visible items",
    ] {
        assert!(page.contains(given), "{given}: {page}");
    }
    let fill = async |which: &str, host: &str| {
        let fields = [("canvas", which), ("canvas-host", host)];
        let reply = desk.post("/admin/platforms/canvas", &fields).await;
        if reply.status == 200 {
            return reply.body;
        }
        // The page stands at the form then, whatever its own form named.
        let at = reply.header("location").strip_suffix("#by-hand").unwrap();
        desk.get(at).await.body
    };
    let has = |page: &str, field: &str, value: &str| {
        let (_, rest) = page.split_once(&format!("name=\"{field}\"")).expect(page);
        let (_, rest) = rest.split_once(" value=\"").expect(page);
        assert_eq!(rest.split('"').next(), Some(value), "{field}");
    };
    let page = fill("beta", "").await;
    has(&page, "issuer", "https://canvas.beta.instructure.com");
    has(
        &page,
        "token_url",
        "https://sso.beta.canvaslms.com/login/oauth2/token",
    );
    assert!(page.contains("Filled in for Canvas."), "{page}");
    assert!(
        page.contains("it ends in /api/lti/security/jwks."),
        "{page}"
    );
    assert!(!page.contains("In Moodle it ends in"), "{page}");
    for host in ["canvas.example.ac.uk", "https://canvas.example.ac.uk/login"] {
        let page = fill("own", host).await;
        has(&page, "issuer", "https://canvas.instructure.com");
        has(
            &page,
            "jwks_url",
            "https://canvas.example.ac.uk/api/lti/security/jwks",
        );
    }
    for host in ["", "canvas", "a b"] {
        assert!(
            fill("own", host).await.contains("id=\"canvas-host-wrong\""),
            "{host}"
        );
    }
    let page = fill("", "").await;
    assert!(page.contains("id=\"canvas-wrong\""), "{page}");
    let form = "action=\"/admin/platforms/canvas#canvas\"";
    assert!(page.contains(form), "and the page stands there: {page}");
    for nonsense in ["?canvas=x", "?canvas=own&canvas-host=%20", "?canvas="] {
        let page = desk.get(&format!("{NEW}{nonsense}")).await;
        assert_eq!(page.status, 200, "{nonsense}");
        assert!(!page.body.contains("Filled in for"), "{nonsense}");
    }
    assert_eq!(world.rows("select count(*) from registration").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_issuer_that_is_nearly_a_known_one_and_a_doubled_slash_are_kept_after_a_question() {
    let world = World::new().await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    let slash = format!("{}/", world.lms_url);
    let count = "select count(*) from registration";
    for (field, value, said) in [
        ("issuer", &slash, "nearly that of Sandbox LMS"),
        (
            "issuer",
            &slash,
            "One issuer ends with a slash, the other does not.",
        ),
        (
            "auth_url",
            &format!("{}/lti//auth", world.lms_url),
            "two slashes in a row",
        ),
    ] {
        let page = send(&world, &desk, field, value).await.body;
        assert!(page.contains("Nothing has changed yet."), "{page}");
        assert!(page.contains(said), "{said}: {page}");
        assert_eq!(world.rows(count).await, 1, "it was only asked");
    }
    let mut fields = right(&world);
    fields[1].1 = slash.clone();
    let typed: Vec<_> = fields
        .iter()
        .map(|(name, value)| (*name, &**value))
        .chain([("again", "yes")])
        .collect();
    let page = desk.post(NEW, &typed).await.body.replace("&#x2f;", "/");
    assert!(page.contains("id=\"by-hand\" open"), "{page}");
    for kept in [&*slash, "Our  Moodle", "second"] {
        let kept = format!("value=\"{kept}\"");
        assert!(page.contains(&kept), "going back keeps {kept}: {page}");
    }
    assert_eq!(world.rows(count).await, 1);
    fields.push(("confirmed", "yes".to_owned()));
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (*name, &**value))
        .collect();
    assert_eq!(desk.post(NEW, &fields).await.status, 303);
    assert_eq!(world.rows(count).await, 2);
}
