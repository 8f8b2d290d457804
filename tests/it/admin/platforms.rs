//! What an administrator does to a platform, and what becomes of the people who came through it.

use domain::time::Span;
use it::{World, tab::Answer, world::CLIENT_ID};
use sandbox::visitor::Visitor;
use store::registration;

use super::{Desk, done, the_institution};

/// The address of the page of the only platform.
pub(super) async fn page_of(world: &World) -> String {
    let all = world.app.store().read(registration::all).await.unwrap();
    format!("/admin/platforms/{}", all[0].id)
}

pub(super) async fn launch(world: &World, who: &str) -> Answer {
    let visitor = Visitor::new(http::HeaderMap::new()).unwrap();
    let page = visitor.open(&world.lms_url, CLIENT_ID, who).await.unwrap();
    Answer::of(&page)
}

#[tokio::test(flavor = "multi_thread")]
async fn switching_a_platform_off_ends_its_visits_and_refuses_launches_until_it_is_on_again() {
    let world = World::new().await;
    let of = the_institution(&world).await;
    let desk = Desk::enter(&world, Some(of)).await;
    let (path, tab) = (page_of(&world).await, world.open("teacher1").await);
    tab.get("").await.expect_ok();
    let disable = format!("{path}/disable");
    let page = desk.post(&disable, &[]).await.body;
    for said in [
        "everybody who came from it is signed out at once",
        "One course came from it.",
        "Nothing has changed yet.",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    tab.get("").await.expect_ok();
    let reply = desk.post(&disable, &[("confirmed", "yes")]).await;
    assert_eq!(
        reply.header("location"),
        format!("{path}?notice=platform-disabled")
    );
    tab.get("").await.expect_refusal(401, "session-ended");
    launch(&world, "teacher1")
        .await
        .expect_refusal(403, "launch-platform-disabled");
    let page = desk.get(&format!("{path}?notice=platform-disabled")).await;
    assert!(page.body.contains("signed out") && page.body.contains("Switched off"));
    desk.post(&format!("{path}/enable"), &[]).await;
    launch(&world, "teacher1").await.expect_ok();
    let kinds = ["entered", "platform-disabled", "platform-enabled"];
    assert_eq!(done(&world, of).await, kinds);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deployment_waits_is_approved_and_is_taken_back_with_its_visits() {
    let world = World::new().await;
    let of = the_institution(&world).await;
    let desk = Desk::enter(&world, Some(of)).await;
    let path = page_of(&world).await;
    let (refuse, approve) = (
        format!("{path}/deployments/refuse"),
        format!("{path}/deployments/approve"),
    );
    let tab = world.open("teacher1").await;
    let page = desk.post(&refuse, &[("deployment", "1")]).await.body;
    assert!(page.contains("through the deployment 1 until"), "{page}");
    tab.get("").await.expect_ok();
    desk.post(&refuse, &[("deployment", "1"), ("confirmed", "yes")])
        .await;
    tab.get("").await.expect_refusal(401, "session-ended");
    launch(&world, "teacher1")
        .await
        .expect_refusal(403, "launch-deployment-pending");
    let home = desk.get("/admin").await;
    assert!(
        home.body
            .contains("a deployment that nobody has approved: 1"),
        "{}",
        home.body
    );
    let reply = desk.post(&approve, &[("deployment", "unheard-of")]).await;
    reply.expect_refusal(404, "not-found");
    desk.post(&approve, &[("deployment", "1")]).await;
    launch(&world, "teacher1").await.expect_ok();
    let page = desk.get(&path).await;
    assert!(
        page.body.contains("The last launch that arrived"),
        "{}",
        page.body
    );
}

/// Canvas names no deployment when it registers itself, and Moodle does.
#[tokio::test(flavor = "multi_thread")]
async fn a_platform_is_approved_with_its_deployment_named_or_first_and_the_next_one_waits() {
    let world = World::new().await;
    let of = the_institution(&world).await;
    let desk = Desk::enter(&world, Some(of)).await;
    let path = page_of(&world).await;
    let approve = async |says: &str| {
        world
            .change("update registration set state = 'pending'")
            .await;
        let page = desk.get(&path).await.body;
        assert!(page.contains(says), "{says}: {page}");
        let reply = desk.post(&format!("{path}/approve"), &[]).await;
        let at = format!("{path}?notice=platform-approved");
        assert_eq!(reply.header("location"), at);
        desk.get(&at).await.body
    };
    world.change("update deployment set approved = 0").await;
    let page = approve("The deployment that it named is approved with it").await;
    assert!(
        page.contains("Now open the tab from a course once"),
        "{page}"
    );
    launch(&world, "teacher1").await.expect_ok();

    world.change("delete from deployment").await;
    let page = approve("The first one that somebody opens the tab through").await;
    assert!(page.contains("is approved with the platform"), "{page}");
    launch(&world, "teacher1").await.expect_ok();
    let begun = it::forge::Begun::new(&world).await;
    let mut claims = begun.claims(&world);
    claims["https://purl.imsglobal.org/spec/lti/claim/deployment_id"] = "99".into();
    let second = begun.post(&it::forge::signed(&claims)).await;
    second.expect_refusal(403, "launch-deployment-unknown");
    let page = desk.get(&path).await.body;
    assert!(page.contains("A new deployment waits here"), "{page}");
    let both = "select count(*) from deployment";
    assert_eq!(world.rows(both).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_key_is_published_an_hour_before_it_signs_and_the_old_one_stays_for_a_day() {
    let world = World::begun().await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    let path = format!("{}/rotate", page_of(&world).await);
    let published = async || {
        let url = format!("{}/lti/jwks.json", world.tool_url);
        super::ask("GET", &url, &[], "")
            .await
            .body
            .matches("\"kid\"")
            .count()
    };
    assert_eq!(published().await, 1);
    assert_eq!(desk.post(&path, &[]).await.status, 303);
    assert_eq!(published().await, 2, "at once");
    desk.post(&path, &[])
        .await
        .expect_refusal(409, "admin-rotating");
    let (course, _) = world.course().await;
    for (pass, keys) in [(61, 2), (23 * 60, 2), (2 * 60, 1)] {
        world.pass(Span::minutes(pass));
        let read = service::setup::read_roster(&world.app, course)
            .await
            .unwrap();
        assert_eq!(
            read.code, None,
            "the platform takes what the key in use signs"
        );
        assert_eq!(published().await, keys, "{pass}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_is_a_year_old_is_followed_by_another_without_anybody() {
    let world = World::begun().await;
    let (course, _) = world.course().await;
    for (pass, keys) in [
        (Span::days(364), 1),
        (Span::days(2), 2),
        (Span::minutes(59), 2),
        (Span::minutes(2), 2),
        (Span::days(2), 1),
    ] {
        world.pass(pass);
        service::jobs::renew_keys(&world.app).await.unwrap();
        let url = format!("{}/lti/jwks.json", world.tool_url);
        let published = super::ask("GET", &url, &[], "").await.body;
        assert_eq!(published.matches("\"kid\"").count(), keys, "{pass:?}");
        let read = service::setup::read_roster(&world.app, course).await;
        assert_eq!(read.unwrap().code, None, "{pass:?}");
    }
}

/// Somebody may have read the key: it is withdrawn before the next minute, by whoever is sure.
#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_leaked_is_withdrawn_at_once_and_the_platform_takes_the_new_one() {
    let world = World::begun().await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    let place = page_of(&world).await;
    let path = format!("{place}/replace-key");
    let published = async || {
        let url = format!("{}/lti/jwks.json", world.tool_url);
        let keys = super::ask("GET", &url, &[], "").await.body;
        let keys: serde_json::Value = serde_json::from_str(&keys).unwrap();
        let keys = keys["keys"].as_array().unwrap().clone();
        let ids: Vec<_> = keys.iter().map(|key| key["kid"].clone()).collect();
        ids
    };
    let leaked = published().await;
    let asks = desk.post(&path, &[]).await;
    assert!(
        asks.body.contains("every older one is destroyed"),
        "{}",
        asks.body
    );
    assert_eq!(published().await, leaked, "asked first");
    assert_eq!(desk.post(&format!("{place}/rotate"), &[]).await.status, 303);
    let done = desk.post(&path, &[("confirmed", "yes")]).await;
    let to = done.header("location").to_owned();
    assert!(to.ends_with("notice=key-replaced-well"), "{to}");
    let now = published().await;
    assert_eq!(now.len(), 1);
    assert!(!leaked.contains(&now[0]));
    assert_eq!(world.rows("select count(*) from registration_key").await, 1);
    let (course, _) = world.course().await;
    let read = service::setup::read_roster(&world.app, course).await;
    assert_eq!(read.unwrap().code, None);
    let page = desk.get("/admin/access").await;
    assert!(page.body.contains("Withdrew a key and made a new one"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_is_renamed_told_what_to_take_and_removed_while_nobody_came() {
    let world = World::new().await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    let made = page_of(&world).await;
    let rename = format!("{made}/rename");
    desk.post(&rename, &[("name", " Library  Moodle ")]).await;
    assert!(desk.get(&made).await.body.contains(">Library Moodle</h1>"));
    let page = desk.post(&rename, &[("name", "\u{7}")]).await;
    assert!(page.body.contains("class=\"wrong\""), "{}", page.body);
    let policy = format!("{made}/policy");
    desk.post(&policy, &[("policy", "accept")]).await;
    assert!(desk.get(&made).await.body.contains("taken without asking"));
    let reply = desk.post(&policy, &[("policy", "x")]).await;
    reply.expect_refusal(400, "form-field");
    world.open("teacher1").await;
    let reply = desk.post(&format!("{made}/remove"), &[]).await;
    reply.expect_refusal(409, "admin-platform-used");
    let other = world.register_as(the_institution(&world).await, "unused");
    other.await;
    let all = world.app.store().read(registration::all).await.unwrap();
    let unused = all.iter().find(|each| each.client_id == "unused").unwrap();
    let unused = format!("/admin/platforms/{}", unused.id);
    let reply = desk.post(&format!("{unused}/remove"), &[]).await;
    assert_eq!(reply.header("location"), "/admin?notice=platform-removed");
    desk.get(&unused).await.expect_refusal(404, "not-found");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_launch_stands_on_the_platforms_page_with_what_to_change() {
    let world = World::new().await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    let path = page_of(&world).await;
    desk.post(
        &format!("{path}/deployments/refuse"),
        &[("deployment", "1")],
    )
    .await;
    launch(&world, "teacher1")
        .await
        .expect_refusal(403, "launch-deployment-pending");
    world
        .until("the refusal stands there", async || {
            desk.get(&path)
                .await
                .body
                .contains("launch-deployment-pending")
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_worked_last_stands_beside_its_deployment() {
    let world = World::new().await;
    let of = the_institution(&world).await;
    let desk = Desk::enter(&world, Some(of)).await;
    let path = page_of(&world).await;
    let body = desk.get(&path).await.body;
    assert!(body.contains("Nothing yet"), "{body}");
    world.begin().await;
    let body = desk.get(&path).await.body;
    assert!(!body.contains("Nothing yet"), "{body}");
    for worked in ["Opened on ", "Enrolments read on "] {
        assert!(body.contains(worked), "{body}");
    }
    assert!(!body.contains("Mark in the gradebook on "), "{body}");
}

/// The LMS of a small host is often inside the same network, and its administrator answers for both.
#[tokio::test(flavor = "multi_thread")]
async fn an_address_made_on_the_pages_serves_an_lms_inside_the_network() {
    let world = World::new().await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    let body = desk.post("/admin/platforms/invite", &[]).await.body;
    let body = body.replace("&#x2f;", "/").replace("&#x3d;", "=");
    let (_, rest) = body.split_once("/lti/register?invite=").expect(&body);
    let secret: String = rest.chars().take_while(|letter| *letter != '"').collect();
    let address = format!("{}/lti/register?invite={secret}", world.tool_url);
    let opened = world.lms.invite_tool(&address, None).unwrap();
    let visitor = Visitor::new(http::HeaderMap::new()).unwrap();
    let page = visitor.get(&opened).await.unwrap();
    let mut page = visitor.submit(&page, "/lti/register", &[]).await.unwrap();
    if !page.forms().is_empty() {
        // It is known already, and what would change is confirmed once more.
        page = visitor.submit(&page, "/lti/register", &[]).await.unwrap();
    }
    Answer::of(&page).expect_ok();
    let pending = "select count(*) from registration where state = 'pending'";
    assert_eq!(world.rows(pending).await, 1, "{}", page.body);
}
