//! How a launch begins, and what it says.

use api::home::Home;
use domain::time::Span;
use http::HeaderMap;
use it::{World, tab::Answer};
use reqwest::Method;
use sandbox::visitor::Visitor;
use serde_json::Value;
use service::setup;
use tokio::net::TcpListener;

use super::{alone, canvas, with};
use crate::{
    attacks::{expect_noted, known_as},
    prove::{data, framed},
    roster::home,
};

/// What the service answers to a login that the LMS begins.
async fn login(world: &World, visitor: &Visitor, tool: &str) -> sandbox::visitor::Visited {
    let start = format!("{}/launch/start?tool={tool}&as=student001", world.lms_url);
    let page = visitor.step(Method::GET, start.parse().unwrap(), &[]).await;
    let form = page.unwrap().forms().remove(0);
    let answer = visitor.step(Method::POST, form.action, &form.fields).await;
    answer.unwrap()
}

/// What a framed login without a cookie is given to keep.
async fn kept(world: &World, visitor: &Visitor, tool: &str) -> Value {
    let page = login(world, visitor, tool).await;
    assert_eq!(page.status, 200, "{}", page.body);
    data(&page.body)["keep"].take()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_redirect_address_is_the_registered_one_letter_by_letter() {
    alone(|quirks| quirks.exact_redirect_uri = true)
        .await
        .open("student001")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hint_of_json_comes_back_byte_for_byte() {
    alone(|quirks| quirks.json_message_hint = true)
        .await
        .open("student001")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_launch_asked_for_twice_is_refused_in_words_and_the_first_visit_goes_on() {
    let world = alone(|quirks| quirks.single_use_hint = true).await;
    let visitor = Visitor::new(HeaderMap::new()).unwrap();
    let answer = login(&world, &visitor, "alongside").await;
    let asks = answer.headers["location"].to_str().unwrap();
    let first = visitor.get(asks).await.unwrap();
    Answer::of(&first).expect_ok();
    let second = visitor.get(asks).await.unwrap();
    Answer::of(&second).expect_refusal(400, "launch-platform-refused");
    expect_noted(
        &world,
        Some(known_as(&world, "alongside").await),
        "launch-platform-refused",
    )
    .await;
    let again = visitor.get(first.url.as_str()).await.unwrap();
    Answer::of(&again).expect_ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_the_lms_posts_once_more_leads_to_the_tab() {
    let world = alone(|quirks| quirks.repost_page = true).await;
    world.open("student001").await;
    // And somebody who first has to sign in to the LMS may take their time.
    let visitor = Visitor::new(HeaderMap::new()).unwrap();
    let answer = login(&world, &visitor, "alongside").await;
    let asks = answer.headers["location"].to_str().unwrap();
    let once_more = visitor.step(Method::GET, asks.parse().unwrap(), &[]).await;
    world.pass(Span::minutes(5));
    let form = once_more.unwrap().forms().remove(0);
    let token = visitor.step(Method::POST, form.action, &form.fields).await;
    let form = token.unwrap().forms().remove(0);
    let page = visitor.step(Method::POST, form.action, &form.fields).await;
    let page = page.unwrap();
    assert_eq!(page.status, 303, "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frame_that_is_offered_is_named_to_the_script_and_a_cookie_still_does() {
    let world = alone(|quirks| quirks.platform_storage = true).await;
    let visitor = framed();
    let keep = kept(&world, &visitor, "alongside").await;
    assert_eq!(keep["storage"]["frame"], "post_message_forwarding");
    assert_eq!(keep["storage"]["origin"], world.lms_url);
    let page = visitor.get(keep["next"].as_str().unwrap()).await.unwrap();
    Answer::of(&page).expect_ok();
    assert!(page.url.path().starts_with("/s/"), "{}", page.url);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_the_lms_that_keeps_things_itself_is_named_too() {
    let world = alone(|quirks| quirks.storage_in_parent = true).await;
    let keep = kept(&world, &framed(), "alongside").await;
    assert_eq!(keep["storage"]["frame"], "_parent");
    assert_eq!(keep["storage"]["origin"], world.lms_url);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_course_and_a_link_without_titles_are_opened_all_the_same() {
    let world = alone(|quirks| quirks.null_titles = true).await;
    world.begin().await;
    let tab = world.open(&world.someone("mentor", 0)).await;
    let home = home(&tab).await;
    assert!(matches!(home, Home::Mentor { .. }), "{home:?}");
    let called = tab.page.body.contains("Sandbox LMS");
    assert!(called, "as its platform: {}", tab.page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_of_sixty_seconds_is_taken_from_a_clock_that_is_slow() {
    let world = alone(|quirks| quirks.launch_seconds = 60).await;
    world.lms_is_ahead_by(Span::seconds(-90));
    world.open("student001").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_launch_dated_a_minute_ahead_is_taken_and_one_far_ahead_is_told_of_clocks() {
    let world = alone(|quirks| quirks.launches_ahead = 60).await;
    world.open("student001").await;
    world
        .lms
        .change_quirks(|quirks| quirks.launches_ahead = 200);
    let visitor = Visitor::new(HeaderMap::new()).unwrap();
    let opened = visitor.open(&world.lms_url, "alongside", "student001");
    Answer::of(&opened.await.unwrap()).expect_refusal(401, "launch-token-time");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_variable_that_the_lms_does_not_know_leads_to_the_first_page() {
    let world = with(
        |quirks| quirks.unknown_variables_stay = true,
        |config| {
            let custom = &mut config.tools[0].custom;
            custom.insert("alongside".to_owned(), "$Alongside.page".to_owned());
        },
    )
    .await;
    world.begin().await;
    // Somebody who may open every page that a link can lead to.
    let tab = world.open(&world.someone("at-gate", 0)).await;
    tab.get("code").await.expect_ok();
    assert_eq!(tab.base(), tab.page.url.as_str());
    assert!(!tab.page.body.contains("$Alongside"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authorized_party_beside_the_audience_is_taken() {
    alone(|quirks| quirks.authorized_party = true)
        .await
        .open("student001")
        .await;
}

/// A student who teaches in another course of the institution is a student here.
#[tokio::test(flavor = "multi_thread")]
async fn roles_of_elsewhere_count_for_nothing_here() {
    let world = canvas(|quirks| quirks.all_roles = true).await;
    world.begin().await;
    let tab = world.open(&world.someone("mentor", 0)).await;
    let home = home(&tab).await;
    assert!(matches!(home, Home::Mentor { .. }), "{home:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_called_like_its_course_is_a_link_like_any() {
    let world = canvas(|quirks| quirks.navigation_link_is_course = true).await;
    world.begin().await;
    world.open("student001").await;
    let same = "select count(*) from resource_link join course on course.id = course
                where link_id = context_id";
    assert_eq!(world.rows(same).await, 1);
}

/// Registers the tool at a platform with one issuer for all its schools.
async fn register(world: &World, issuer: &str, client_id: &str, sign_in: &str) {
    let institutions = |tx: &mut store::Tx<'_>| store::registration::all(tx);
    let known = world.app.store().read(institutions).await.unwrap();
    let platform = setup::NewPlatform {
        institution: known[0].institution,
        name: client_id.to_owned(),
        issuer: issuer.to_owned(),
        client_id: client_id.to_owned(),
        auth_url: format!("{}/lti/auth", world.lms_url),
        token_url: format!("{}/lti/token", world.lms_url),
        jwks_url: format!("{}/lti/jwks", world.lms_url),
        deployments: vec!["1".to_owned()],
        private_hosts: true,
    };
    let (token, jwks) = (platform.token_url.clone(), platform.jwks_url.clone());
    let id = setup::add_platform(&world.app, platform).await.unwrap();
    // Only browsers go there, and no form lets anybody type the port of another machine's loopback.
    let (auth, now) = (format!("{sign_in}/lti/auth"), world.now());
    let moved = move |tx: &mut store::Tx<'_>| {
        let to = store::registration::Addresses {
            auth: &auth,
            token: &token,
            jwks: &jwks,
            audience: None,
        };
        store::registration::move_to(tx, id, &to, now)
    };
    world.app.store().write(moved).await.unwrap();
}

const SHARED: &str = "https://canvas.instructure.com";

#[tokio::test(flavor = "multi_thread")]
async fn schools_behind_one_issuer_are_told_apart_by_client_id() {
    let world = with(
        |_| {},
        |config| {
            config.issuer = Some(SHARED.to_owned());
            let mut other = config.tools[0].clone();
            other.client_id = "alongside-2".to_owned();
            config.tools.push(other);
        },
    )
    .await;
    for client_id in ["alongside", "alongside-2"] {
        register(&world, SHARED, client_id, &world.lms_url).await;
    }
    for client_id in ["alongside", "alongside-2"] {
        let visitor = Visitor::new(HeaderMap::new()).unwrap();
        let page = visitor.open(&world.lms_url, client_id, "teacher1").await;
        Answer::of(&page.unwrap()).expect_ok();
    }
    let apart = "select count(distinct registration) from course";
    assert_eq!(world.rows(apart).await, 2, "a course of each");
}

#[tokio::test(flavor = "multi_thread")]
async fn logins_are_answered_at_another_host_and_its_frame_is_trusted() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let sign_in = format!("http://{}", listener.local_addr().unwrap());
    let world = with(
        |quirks| quirks.platform_storage = true,
        |config| {
            config.issuer = Some(SHARED.to_owned());
            config.sso = Some(sign_in.clone());
        },
    )
    .await;
    let lms = world.lms.clone();
    tokio::spawn(async move { lms.serve(listener, std::future::pending()).await });
    register(&world, SHARED, "alongside", &sign_in).await;
    world.open("student001").await;
    let keep = kept(&world, &framed(), "alongside").await;
    assert_eq!(keep["storage"]["origin"], sign_in);
    assert!(keep["next"].as_str().unwrap().starts_with(&sign_in));
}
