//! A teacher chooses in the tool what is put into the course.

use lti1p3::deep_linking::{Choice, ContentItem, LineItem, ResourceLinkItem, Settings};
use lti1p3::launch::Message;
use lti1p3::{Launch, Nonce, Url};
use serde_json::json;

use crate::world::{Answer, World, canvas, form_of, header, json, text, world};

const CHOOSE: &str = "/launch/choose?tool=us&as=teacher1";

fn settings(launch: &Launch) -> &Settings {
    match &launch.message {
        Message::DeepLinking(settings) => settings,
        other => panic!("no choice was asked for: {other:?}"),
    }
}

/// A link to a page of the tool, with a column.
fn link(title: &str, points: Option<f64>) -> ResourceLinkItem {
    ResourceLinkItem {
        title: Some(title.to_owned()),
        custom: serde_json::from_value(json!({"page": title})).unwrap(),
        line_item: points.map(|score_maximum| LineItem {
            label: Some(format!("{title} label")),
            score_maximum,
            resource_id: Some("alongside:completion".to_owned()),
            tag: Some("alongside".to_owned()),
            grades_released: None,
        }),
        ..ResourceLinkItem::default()
    }
}

fn signed(world: &World, launch: &Launch, items: Vec<ContentItem>) -> String {
    let choice = Choice {
        items,
        message: Some("Chosen.".to_owned()),
        ..Choice::default()
    };
    let nonce = Nonce::parse(world.fresh()).unwrap();
    choice.sign(
        &launch.deployment_id,
        &world.registration,
        &nonce,
        world.now(),
        &world.key,
    )
}

async fn send(world: &World, launch: &Launch, field: &str, jwt: &str) -> Answer {
    let address = settings(launch).return_url.clone();
    let at = format!("{}?{}", address.path(), address.query().unwrap());
    let form = url::form_urlencoded::Serializer::new(String::new())
        .append_pair(field, jwt)
        .finish();
    world.post_form(&at, &form).await
}

async fn choose(world: &World, address: &str, items: Vec<ResourceLinkItem>) -> Answer {
    let launch = world.launch_at(address).await;
    let items = items.into_iter().map(ContentItem::from).collect();
    let jwt = signed(world, &launch, items);
    send(world, &launch, "JWT", &jwt).await
}

#[tokio::test]
async fn several_links_are_in_the_course_at_once() {
    let world = world(|_| {});
    let page = choose(&world, CHOOSE, vec![link("A", Some(10.0)), link("B", None)]).await;
    assert_eq!(page.status(), 200, "{}", text(&page));
    assert!(text(&page).contains("2 added"), "{}", text(&page));
    let links = world.api("links").await;
    let made: Vec<_> = links.as_array().unwrap().iter().skip(2).collect();
    assert_eq!(made[0]["id"], "3");
    assert_eq!(made[0]["title"], "A");
    assert_eq!(made[0]["custom"], json!({"page": "A"}));
    assert_eq!(made[0]["url"], json!(null));
    assert_eq!(made[0]["columnIds"], json!([1]));
    assert_eq!(
        (&made[1]["id"], &made[1]["columnIds"]),
        (&json!("4"), &json!([]))
    );
    let items = world.api("line-items").await;
    assert_eq!(
        items,
        json!([{
            "id": "http://127.0.0.1:8500/lti/courses/1/lineitems/1/lineitem?type_id=1",
            "columnId": 1, "course": 1, "clientId": "us", "label": "A", "scoreMaximum": 10.0,
            "resourceId": "alongside:completion", "tag": "alongside", "resourceLinkId": "3"
        }])
    );
}

#[tokio::test]
async fn a_single_link_waits_in_moodle_until_the_teacher_saves_it() {
    let world = world(|config| {
        let custom = &mut config.tools[0].custom;
        custom.insert("a".to_owned(), "1".to_owned());
    });
    let page = choose(&world, CHOOSE, vec![link("A", Some(10.0))]).await;
    assert_eq!(world.api("links").await.as_array().unwrap().len(), 2);
    let (action, form) = form_of(text(&page));
    assert_eq!(action, "/course/1/links/save");
    let form = format!("{form}&title=Renamed");
    let saved = world.post_form(&action, &form).await;
    assert_eq!(header(&saved, "location"), "/course/1?as=teacher1");
    assert_eq!(world.post_form(&action, &form).await.status(), 404);
    let course = world.get("/course/1?as=student001").await;
    assert!(text(&course).contains("link=3"), "{}", text(&course));
    assert!(!text(&course).contains("Delete"));
    let launch = world.launch_at("/launch/start?link=3&as=student001").await;
    let opened = launch.resource_link().unwrap();
    assert_eq!(
        (opened.id.as_str(), opened.title.as_deref()),
        ("3", Some("Renamed"))
    );
    assert_eq!(launch.custom.value("page"), Some("A"));
    assert_eq!(launch.custom.value("a"), Some("1"));
    let own = launch.grades.unwrap().line_item.unwrap();
    assert!(own.path().ends_with("/lineitems/1/lineitem"), "{own}");
    assert_eq!(
        world.api("gradebook").await["columns"][0]["label"],
        "Renamed"
    );
}

#[tokio::test]
async fn a_chosen_address_is_opened_and_otherwise_the_tools_own() {
    let world = world(|_| {});
    let own = ResourceLinkItem {
        url: Url::parse("http://localhost:8400/lti/launch?page=quiz").ok(),
        ..link("Quiz", None)
    };
    choose(&world, CHOOSE, vec![own, link("Other", None)]).await;
    let launch = world.launch_at("/launch/start?link=3&as=student001").await;
    assert!(launch.target_link_uri.as_str().ends_with("?page=quiz"));
    let launch = world.launch_at("/launch/start?link=4&as=student001").await;
    assert!(launch.target_link_uri.as_str().ends_with("/lti/launch"));
}

#[tokio::test]
async fn canvas_asks_by_placement_and_keeps_labels() {
    let world = canvas();
    let ask = async |placement: &str| {
        let address = format!("{CHOOSE}&placement={placement}");
        world.launch_at(&address).await
    };
    let assignment = ask("assignment_selection").await;
    assert!(!settings(&assignment).accept_multiple);
    assert!(
        settings(&assignment)
            .return_url
            .query()
            .unwrap()
            .starts_with("data=ey")
    );
    assert_eq!(settings(&assignment).data, None);
    assert!(assignment.names.is_some());
    let two = [link("A", None), link("B", None)].map(ContentItem::from);
    let jwt = signed(&world, &assignment, two.to_vec());
    assert_eq!(send(&world, &assignment, "JWT", &jwt).await.status(), 400);
    let module = ask("link_selection").await;
    assert!(settings(&module).accept_multiple);
    let jwt = signed(&world, &module, vec![link("A", Some(5.0)).into()]);
    let page = send(&world, &module, "JWT", &jwt).await;
    assert!(text(&page).contains("1 added"), "{}", text(&page));
    assert_eq!(
        world.api("gradebook").await["columns"][0]["label"],
        "A label"
    );
    let nowhere = world.get(&format!("{CHOOSE}&placement=ContentArea")).await;
    assert_eq!(nowhere.status(), 404);
}

#[tokio::test]
async fn an_answer_is_taken_once_and_only_as_it_was_asked() {
    let world = world(|_| {});
    let launch = world.launch_at(CHOOSE).await;
    let jwt = signed(&world, &launch, vec![]);
    assert_eq!(send(&world, &launch, "id_token", &jwt).await.status(), 404);
    let elsewhere = "/mod/lti/contentitem_return.php?course=1&id=1&sesskey=none";
    let form = format!("JWT={jwt}");
    assert_eq!(world.post_form(elsewhere, &form).await.status(), 404);
    assert_eq!(send(&world, &launch, "JWT", "a.b.c").await.status(), 404);
    let taken = send(&world, &launch, "JWT", &jwt).await;
    assert_eq!(taken.status(), 200);
    assert!(text(&taken).contains("Nothing was added"));
    assert_eq!(send(&world, &launch, "JWT", &jwt).await.status(), 404);
    let again = world.launch_at(CHOOSE).await;
    assert_eq!(
        send(&world, &again, "JWT", &jwt).await.status(),
        404,
        "the nonce was used"
    );
}

#[tokio::test]
async fn an_answer_by_another_key_or_too_late_makes_nothing() {
    let world = world(|_| {});
    let launch = world.launch_at(CHOOSE).await;
    let jwt = signed(&world, &launch, vec![link("A", None).into()]);
    let forged = format!("{}AAAA", jwt.trim_end_matches(|_| true));
    assert_eq!(send(&world, &launch, "JWT", &forged).await.status(), 404);
    world.pass(600);
    let page = send(&world, &launch, "JWT", &jwt).await;
    assert_eq!(page.status(), 404);
    assert!(text(&page).contains("wrong time"), "{}", text(&page));
    assert_eq!(world.api("links").await.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn only_teachers_choose_and_only_in_tools_that_offer_it() {
    let world = world(|_| {});
    let check = async |query: &str, status: u16| {
        let page = world.get(&format!("/launch/choose?{query}")).await;
        assert_eq!(page.status(), status, "{query}");
    };
    check("tool=us&as=student001", 403).await;
    check("tool=us&as=assistant1", 403).await;
    check("tool=us&as=nobody", 403).await;
    check("tool=them&as=teacher1", 404).await;
    let page = world.get("/course/1?as=teacher1").await;
    let chooser = "/course/1/choose?as=teacher1&#38;tool=us&#38;placement=ContentArea";
    assert!(text(&page).contains(chooser), "{}", text(&page));
    let page = world
        .get("/course/1/choose?as=teacher1&tool=us&placement=ContentArea")
        .await;
    let frame = "/launch/choose?tool=us&#38;as=teacher1&#38;course=1";
    assert!(text(&page).contains(frame), "{}", text(&page));
}

#[tokio::test]
async fn a_deleted_link_takes_its_column_along_and_a_deleted_column_leaves_an_empty_text() {
    let world = world(|_| {});
    choose(
        &world,
        CHOOSE,
        vec![link("A", Some(1.0)), link("B", Some(1.0))],
    )
    .await;
    assert!(world.lms.delete_column(1));
    let claims = world.claims_at("/launch/start?link=3&as=student001").await;
    let ags = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
    assert_eq!(claims[ags]["lineitem"], "");
    let form = "link=4&as=teacher1";
    let gone = world.post_form("/course/1/links/delete", form).await;
    assert_eq!(gone.status(), 303);
    assert_eq!(world.api("gradebook").await["columns"], json!([]));
    let page = world.get("/launch/start?link=4&as=student001").await;
    assert_eq!(page.status(), 404);
    assert_eq!(
        json(&world.get("/api/links.json").await)
            .as_array()
            .unwrap()
            .len(),
        3
    );
}
