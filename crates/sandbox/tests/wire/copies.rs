//! A course that is copied for the next year.

use axum::http::{Method, Request};
use lti1p3::ags::LINE_ITEMS;
use lti1p3::deep_linking::{Choice, LineItem, ResourceLinkItem};
use lti1p3::launch::Message;
use lti1p3::{Nonce, scope};
use serde_json::json;

use crate::world::{ALL_SCOPES, World, canvas, header, json, text, world};

/// Puts a link with a column into the first course, through the whole way.
async fn with_link(world: &World, placement: &str) {
    let at = format!("/launch/choose?tool=us&as=teacher1&placement={placement}");
    let launch = world.launch_at(&at).await;
    let Message::DeepLinking(settings) = &launch.message else {
        panic!("a link was followed")
    };
    let quiz = || ResourceLinkItem {
        title: Some("Quiz".to_owned()),
        custom: serde_json::from_value(json!({"page": "quiz"})).unwrap(),
        line_item: Some(LineItem {
            label: None,
            score_maximum: 1.0,
            resource_id: Some("alongside:quiz:1".to_owned()),
            tag: Some("alongside".to_owned()),
            grades_released: None,
        }),
        ..ResourceLinkItem::default()
    };
    let choice = Choice {
        items: vec![quiz().into(), quiz().into()],
        ..Choice::default()
    };
    let nonce = Nonce::parse("dl").unwrap();
    let jwt = choice.sign(
        &launch.deployment_id,
        &world.registration,
        &nonce,
        world.now(),
        &world.key,
    );
    let url = &settings.return_url;
    let at = format!("{}?{}", url.path(), url.query().unwrap());
    let page = world.post_form(&at, &format!("JWT={jwt}")).await;
    assert_eq!(page.status(), 200, "{}", text(&page));
}

async fn copy(world: &World, body: &str) -> crate::world::Answer {
    let request = Request::post("/api/copy-course").body(body.as_bytes().to_vec());
    world.send(request.unwrap()).await
}

async fn check(world: World, placement: &str) {
    with_link(&world, placement).await;
    let copied = json(&copy(&world, "").await);
    assert_eq!(
        (&copied["number"], &copied["copiedFrom"]),
        (&json!(2), &json!(1))
    );
    let courses = world.api("courses").await;
    assert_ne!(courses[0]["contextId"], courses[1]["contextId"]);
    let links = world.api("links").await;
    let of = |course: u64| {
        let links = links.as_array().unwrap().clone();
        let links = links
            .into_iter()
            .filter(move |link| link["course"] == course);
        links
            .filter(|link| link["isChosen"] == true)
            .collect::<Vec<_>>()
    };
    let (old, new) = (of(1), of(2));
    assert_eq!((old.len(), new.len()), (2, 2));
    assert_ne!(old[0]["id"], new[0]["id"]);
    assert_eq!(new[0]["copiedFrom"], old[0]["id"]);
    assert_eq!(new[0]["custom"], json!({"page": "quiz"}));
    let id = new[0]["id"].as_str().unwrap();
    let launch = world
        .launch_at(&format!("/launch/start?link={id}&as=student001"))
        .await;
    let context = launch.context.clone().unwrap();
    assert_eq!(
        context.id.as_str(),
        courses[1]["contextId"].as_str().unwrap()
    );
    let item = launch.grades.unwrap().line_item.unwrap();
    let items = world.api("line-items").await;
    let item = items
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["id"] == item.as_str());
    let item = item.unwrap();
    assert_eq!(item["resourceId"], "alongside:quiz:1");
    assert_eq!(item["tag"], "alongside");
    assert_eq!(item["course"], 2);
    let token = world.bearer(&ALL_SCOPES).await;
    let list = launch_list(&world, id).await;
    let listed = world
        .call(Method::GET, &list, &token, (LINE_ITEMS, ""))
        .await;
    assert_eq!(
        json(&listed).as_array().unwrap().len(),
        2,
        "{}",
        text(&listed)
    );
}

async fn launch_list(world: &World, id: &str) -> String {
    let launch = world
        .launch_at(&format!("/launch/start?link={id}&as=student001"))
        .await;
    launch.grades.unwrap().line_items.unwrap().to_string()
}

#[tokio::test]
async fn a_copy_has_the_links_under_new_ids_and_the_columns_under_their_names() {
    check(world(|_| {}), "ContentArea").await;
    check(canvas(), "link_selection").await;
}

#[tokio::test]
async fn everybody_is_in_the_copy_and_its_pages_are_its_own() {
    let world = world(|_| {});
    let pressed = world.post_form("/course/1/copy", "").await;
    assert_eq!(header(&pressed, "location"), "/course/2");
    for (address, says) in [
        ("/", "/course/2"),
        ("/course/2", "(copy 2)"),
        (
            "/course/2?as=student001",
            "tool=us&amp;as=student001&amp;course=2",
        ),
        ("/course/2/participants", "/course/2/participants/change"),
        ("/course/2/gradebook", "No columns yet"),
    ] {
        let page = world.get(address).await;
        assert!(text(&page).contains(says), "{address}: {}", text(&page));
    }
    let launch = world
        .launch_at("/launch/start?tool=us&as=student001&course=2")
        .await;
    assert_eq!(launch.context.unwrap().id.as_str(), "2");
    assert_eq!(launch.subject.as_str(), "6");
    let token = world.bearer(&[scope::MEMBERSHIP]).await;
    let roster = launch.names.unwrap().url;
    let listed = world
        .call(Method::GET, roster.as_str(), &token, ("*/*", ""))
        .await;
    let listed = json(&listed);
    assert_eq!(listed["context"]["id"], "2");
    assert_eq!(listed["members"].as_array().unwrap().len(), 43);
}

#[tokio::test]
async fn what_is_not_there_is_not_copied() {
    let world = world(|_| {});
    assert_eq!(copy(&world, r#"{"course": 7}"#).await.status(), 404);
    for address in ["/course/7", "/course/7/gradebook", "/course/7/participants"] {
        assert_eq!(world.get(address).await.status(), 404, "{address}");
    }
    let token = world.bearer(&ALL_SCOPES).await;
    let at = "/lti/courses/7/lineitems";
    let listed = world.call(Method::GET, at, &token, (LINE_ITEMS, "")).await;
    assert_eq!(listed.status(), 404);
}
