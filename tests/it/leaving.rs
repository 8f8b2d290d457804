//! The way back to the course, and what the LMS is told on it (Core 5.4.4).

use domain::time::Span;
use it::{
    Tab, World,
    forge::{Begun, signed},
    tab::Answer,
};
use sandbox::Part as As;
use serde_json::{Value, json};
use url::Url;

const LTI: &str = "https://purl.imsglobal.org/spec/lti/claim";

/// Claims of a launch that leads back to here.
fn leading_to(world: &World, begun: &Begun, back: &str) -> Value {
    let mut claims = begun.claims(world);
    claims[format!("{LTI}/launch_presentation")] = json!({"return_url": back, "locale": "en"});
    claims
}

/// A launch by a deployment that nobody approved.
async fn refused(world: &World, back: &str) -> Answer {
    let begun = Begun::new(world).await;
    let mut claims = leading_to(world, &begun, back);
    claims[format!("{LTI}/deployment_id")] = json!("nobody approved");
    let answer = begun.post(&signed(&claims)).await;
    assert_eq!(answer.status, 403, "{}", answer.body);
    answer
}

/// The address on a page that leads to this place.
fn link(page: &str, place: &str) -> Option<Url> {
    let start = page.find(&format!("href=\"{place}"))?;
    let href = page[start..].split('"').nth(1)?;
    Url::parse(&href.replace("&amp;", "&")).ok()
}

fn said(url: &Url, name: &str) -> Option<String> {
    let mut pairs = url.query_pairs();
    let found = pairs.find(|(key, _)| key == name);
    found.map(|(_, value)| value.into_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_visit_leads_back_and_tells_the_lms_why_in_words_and_by_code() {
    let world = World::new().await;
    let place = format!("{}/course/1/return", world.lms_url);
    let page = refused(&world, &format!("{place}?key=8s%2BY")).await;
    let back = link(&page.body, &place).unwrap();
    assert_eq!(said(&back, "key").as_deref(), Some("8s+Y"), "as it came");
    let told = said(&back, "lti_errormsg").unwrap();
    assert!(
        page.body.contains(&told),
        "the words of our own page: {told}"
    );
    let code = said(&back, "lti_errorlog");
    assert_eq!(code.as_deref(), Some("launch-deployment-unknown"));
    let begun = Begun::new(&world).await;
    let shown = begun.visitor.get(back.as_str()).await.unwrap();
    assert!(shown.body.contains(&told), "{}", shown.body);
    for name in ["Ana", "Reyes"] {
        assert!(!back.as_str().contains(name), "nobody is named: {back}");
    }
}

/// The attack: a way back that leads people to another site, or runs a script.
#[tokio::test(flavor = "multi_thread")]
async fn attack_a_refused_visit_leads_nowhere_but_to_the_platform() {
    let world = World::new().await;
    let at_lms = world.lms_url.replace("http://", "http://user:secret@");
    for bad in [
        "http://evil.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example/",
        &at_lms,
    ] {
        let page = refused(&world, bad).await;
        assert!(!page.body.contains("lti_errormsg"), "{bad}: {}", page.body);
        assert_eq!(link(&page.body, bad), None, "{bad}");
    }
    // Nor does a launch that nobody signed.
    let begun = Begun::new(&world).await;
    let place = format!("{}/course/1/return", world.lms_url);
    let token = signed(&leading_to(&world, &begun, &place));
    let forged = begun.post(&format!("{token}x")).await;
    assert_eq!(forged.status, 401);
    assert_eq!(link(&forged.body, &place), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_that_ended_leads_straight_to_the_course_and_the_lms_may_log_why() {
    let world = World::begun().await;
    let tab: Tab = world.open("student001").await;
    world.pass(Span::hours(13));
    let page = tab.get("").await;
    page.expect_refusal(401, "session-ended");
    let back = link(&page.body, &format!("{}/course/1", world.lms_url)).unwrap();
    assert_eq!(said(&back, "lti_log").as_deref(), Some("session-ended"));
    for words in ["lti_msg", "lti_errormsg", "lti_errorlog"] {
        assert_eq!(said(&back, words), None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_without_a_part_finds_the_way_back_in_the_text() {
    let world = World::with(|config| config.manners = sandbox::Manners::Canvas).await;
    world.begin().await;
    let who = world.lms.enrol(As::Observer, Some("student001")).unwrap();
    let tab = world.open(&who).await;
    let page = &tab.page.body;
    let (_, text) = page.split_once("class=\"lead\"").unwrap();
    let place = format!("{}/course/1", world.lms_url);
    let button = text.find("class=\"button\"").unwrap();
    assert!(text[button..].contains(&place), "{text}");
}
