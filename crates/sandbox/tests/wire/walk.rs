//! The whole way of a tool: launch, roster, line item, score, result, gradebook.

use lti1p3::ags::{self, LineItem, Score};
use lti1p3::nrps;
use lti1p3::{ContextRole, Subject};
use serde_json::json;

use crate::world::{ALL_SCOPES, World, canvas, json, text, world};

#[tokio::test]
async fn a_tool_launches_reads_the_roster_and_its_mark_is_in_the_gradebook() {
    walk(&world(|_| {})).await;
    walk(&canvas()).await;
}

async fn walk(world: &World) {
    let launch = world.launch("teacher1").await;
    assert!(launch.roles.has(ContextRole::Instructor));
    assert_eq!(launch.person.name.as_deref(), Some("Ana Reyes"));
    let names = launch.names.unwrap();
    let grades = launch.grades.unwrap();
    let token = world.token(&ALL_SCOPES).await;
    let members = roster(world, &names.url, &token).await;
    assert_eq!(members.len(), 43);

    let line_items = grades.line_items.unwrap();
    let item = LineItem::new("Conduct quiz", 1.0, "alongside:completion", "alongside");
    let request = ags::create_request(&line_items, &item, &token).unwrap();
    let made = ags::read_item(&world.send(request).await)
        .unwrap()
        .id
        .unwrap();
    let found = ags::LineItemFilter {
        resource_id: Some("alongside:completion".to_owned()),
        ..ags::LineItemFilter::default()
    };
    let page = found.first_page(&line_items);
    let found = world.send(ags::list_request(&page, &token).unwrap()).await;
    let found = ags::read_list(&page, &found).unwrap().items;
    assert_eq!(found[0].id.as_ref(), Some(&made));

    let student = members.last().unwrap().clone();
    let score = Score::complete(student.clone(), 1.0, 1.0, world.now());
    let posted = world
        .send(ags::score_request(&made, &score, &token).unwrap())
        .await;
    ags::judge_score(&posted).unwrap();
    let results = ags::results_url(&made, Some(&student));
    let answer = world
        .send(ags::results_request(&results, &token).unwrap())
        .await;
    let results = ags::read_results(&results, &answer).unwrap().results;
    assert_eq!(results[0].share(), Some(1.0), "{}", text(&answer));
    shown(world, &student).await;
}

async fn roster(
    world: &World,
    url: &lti1p3::Url,
    token: &lti1p3::token::AccessToken,
) -> Vec<Subject> {
    let filter = nrps::Filter {
        limit: Some(20),
        ..nrps::Filter::default()
    };
    let mut page = Some(filter.first_page(url));
    let mut members = Vec::new();
    let mut pages = 0;
    while let Some(url) = page {
        let answer = world.send(nrps::request(&url, token).unwrap()).await;
        let read = nrps::read(&url, &answer).unwrap();
        members.extend(read.members.into_iter().map(|member| member.user_id));
        page = read.next;
        pages += 1;
    }
    assert_eq!(pages, 3);
    members
}

/// What the LMS shows of it afterwards.
async fn shown(world: &World, student: &Subject) {
    let gradebook = json(&world.get("/api/gradebook.json").await);
    let column = &gradebook["columns"][0];
    assert_eq!(column["resourceId"], "alongside:completion");
    assert_eq!(column["tag"], "alongside");
    assert_eq!(column["label"], "Conduct quiz");
    let mark = &gradebook["marks"][0];
    assert_eq!(mark["userId"], student.as_str());
    assert_eq!(mark["username"], "student040");
    assert_eq!(mark["score"], 1.0);
    let scores = json(&world.get("/api/scores.json").await);
    let only = &scores[0];
    assert_eq!(scores.as_array().unwrap().len(), 1);
    assert_eq!(only["receivedAt"], "2026-11-21T12:00:00.250Z");
    assert_eq!(only["resourceId"], "alongside:completion");
    assert_eq!(only["username"], "student040");
    assert_eq!(only["clientId"], "us");
    assert_eq!(only["body"]["scoreGiven"], 1);
    assert_eq!(only["answer"]["status"], 200);
    assert_eq!(only["stored"], true);
    let page = world.get("/course/1/gradebook?only=marked").await;
    assert!(text(&page).contains("Conduct quiz"));
    assert!(text(&page).contains("student040"));
}

#[tokio::test]
async fn launches_say_what_a_real_moodle_says() {
    let world = world(|config| {
        let custom = &mut config.tools[0].custom;
        for (name, value) in [
            ("who", "$User.username"),
            ("end", "$ResourceLink.submission.endDateTime"),
        ] {
            custom.insert(name.to_owned(), value.to_owned());
        }
    });
    let launch = world.launch("student001").await;
    assert!(launch.roles.has(ContextRole::Learner));
    assert_eq!(launch.subject.as_str(), "6");
    assert_eq!(launch.deployment_id.as_str(), "1");
    assert_eq!(launch.resource_link().unwrap().id.as_str(), "1");
    assert_eq!(launch.lis.person_sourcedid.as_deref(), Some("S1001"));
    assert_eq!(launch.custom.value("who"), Some("student001"));
    let life = launch.expires_at.as_second() - launch.issued_at.as_second();
    assert_eq!(life, 60);
    let context = launch.context.unwrap();
    assert_eq!(context.types, ["CourseSection"]);
    assert_eq!(
        context.title.as_deref(),
        Some("Peer mentoring in Life Sciences & Ecology")
    );
    let ext = &launch.other["https://purl.imsglobal.org/spec/lti/claim/ext"];
    assert_eq!(
        *ext,
        json!({"user_username": "student001", "lms": "moodle-2"})
    );
}

#[tokio::test]
async fn an_assistant_launches_as_instructor_and_is_listed_as_learner_in_moodle() {
    let world = world(|_| {});
    assert!(
        world
            .launch("assistant1")
            .await
            .roles
            .has(ContextRole::Instructor)
    );
    let members = world.lms.members();
    let assistant = members
        .iter()
        .find(|one| one.username == "assistant1")
        .unwrap();
    let token = world.bearer(&[lti1p3::scope::MEMBERSHIP]).await;
    let media_type = nrps::MEDIA_TYPE;
    let at = "/lti/courses/1/memberships?role=Learner";
    let answer = world
        .call(axum::http::Method::GET, at, &token, (media_type, ""))
        .await;
    let listed = json(&answer);
    let listed = listed["members"].as_array().unwrap();
    assert!(
        listed
            .iter()
            .any(|member| member["user_id"] == *assistant.id)
    );
}

#[tokio::test]
async fn somebody_without_a_name_launches_without_one() {
    let world = world(|_| {});
    for (who, has_email) in [("student007", true), ("student040", false)] {
        let launch = world.launch(who).await;
        assert_eq!(launch.person.name, None);
        assert_eq!(launch.person.email.is_some(), has_email);
    }
}
