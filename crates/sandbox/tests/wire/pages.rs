//! Pages for people.

use axum::http::Request;

use crate::world::{World, header, json, text, world};

async fn check(world: &World, address: &str, status: u16, says: &[&str]) {
    let page = world.get(address).await;
    assert_eq!(page.status(), status, "{address}");
    for word in says {
        assert!(
            text(&page).contains(word),
            "{address}: {word}\n{}",
            text(&page)
        );
    }
}

#[tokio::test]
async fn every_page_says_that_the_people_are_invented() {
    let world = world(|_| {});
    for address in [
        "/",
        "/course/1",
        "/course/1?as=student001",
        "/course/1/participants",
        "/course/1/gradebook",
        "/course/1/return?lti_msg=Bye",
        "/nowhere",
    ] {
        let page = world.get(address).await;
        assert!(text(&page).contains("Sandbox LMS"), "{address}");
        assert!(
            text(&page).contains("Example people are invented"),
            "{address}"
        );
        let policy = header(&page, "content-security-policy");
        assert!(policy.contains("script-src 'sha256-"), "{address}");
    }
}

#[tokio::test]
async fn the_course_is_opened_as_somebody_with_the_tool_in_a_frame() {
    let world = world(|_| {});
    check(
        &world,
        "/course/1?as=teacher1",
        200,
        &[
            "Ana Reyes",
            "src=\"/launch/start?tool=us&amp;as=teacher1\"",
            "title=\"Peer mentoring\"",
        ],
    )
    .await;
    let other = ["src=\"/launch/start?tool=them&amp;as=student001\""];
    check(&world, "/course/1?as=student001&tool=them", 200, &other).await;
    check(&world, "/course/1?as=6", 200, &["as=student001"]).await;
    let nobody = ["Nobody called &#60;nobody&#62;"];
    check(&world, "/course/1?as=%3Cnobody%3E", 404, &nobody).await;
    check(&world, "/course/1?as=student041", 403, &["is suspended"]).await;
    check(
        &world,
        "/launch/start?tool=unknown&as=student001",
        404,
        &["no such tool"],
    )
    .await;
}

#[tokio::test]
async fn people_are_found_by_name_user_name_and_number() {
    let world = world(|_| {});
    check(
        &world,
        "/course/1?find=reyes",
        200,
        &["teacher1", "Ana Reyes"],
    )
    .await;
    check(
        &world,
        "/course/1?find=S1006",
        200,
        &["student S1006, training attended"],
    )
    .await;
    check(&world, "/course/1?find=S1004", 200, &["Reed &#38; Hart"]).await;
    check(
        &world,
        "/course/1?find=student007",
        200,
        &["No name shared"],
    )
    .await;
    check(&world, "/course/1?find=xyzzy", 200, &["Nobody is found"]).await;
    let page = world.get("/course/1?find=teacher").await;
    assert!(!text(&page).contains("student001"));
}

#[tokio::test]
async fn the_buttons_of_the_participants_page_change_the_course() {
    let world = world(|_| {});
    let press = async |address: &str, form: &str| {
        let answer = world.post_form(address, form).await;
        assert_eq!(answer.status(), 303);
        header(&answer, "location").to_owned()
    };
    let to = press("/course/1/participants/late", "").await;
    check(
        &world,
        &to,
        200,
        &["student042 is enrolled", "id=\"student042\""],
    )
    .await;
    let at = "/course/1/participants/change";
    let to = press(at, "who=student001&to=suspend&find=").await;
    check(&world, &to, 200, &["student001 is suspended", "Restore"]).await;
    press(at, "who=student001&to=restore&find=").await;
    let to = press(at, "who=student002&to=unenrol&find=").await;
    let page = world.get(&to).await;
    assert!(!text(&page).contains("id=\"student002\""));
    let to = press(at, "who=student002&to=unenrol&find=").await;
    check(&world, &to, 200, &["was not in the course"]).await;
}

#[tokio::test]
async fn another_site_cannot_press_the_buttons() {
    let world = world(|_| {});
    let request = Request::post("/course/1/participants/late")
        .header("origin", "http://localhost:8400")
        .body(Vec::new());
    let answer = world.send(request.unwrap()).await;
    assert_eq!(answer.status(), 403);
    assert_eq!(world.lms.people().len(), 44);
}

#[tokio::test]
async fn links_from_mails_lead_to_the_course() {
    let world = world(|_| {});
    let leads = async |address: &str| header(&world.get(address).await, "location").to_owned();
    assert_eq!(leads("/mod/lti/view.php?l=2").await, "/course/1?tool=them");
    let canvas = "/courses/1/external_tools/retrieve?url=http%3A%2F%2Flocalhost%3A8400%2Fx";
    assert_eq!(leads(canvas).await, "/course/1?tool=us");
    check(&world, "/mod/lti/view.php?l=9", 404, &["no such link"]).await;
}

#[tokio::test]
async fn members_are_listed_with_the_group_they_are_shown_in() {
    let members = json(&world(|_| {}).get("/api/members.json").await);
    let members = members.as_array().unwrap().clone();
    let count = |group: &str| members.iter().filter(|one| one["group"] == group).count();
    assert_eq!(count("staff"), 3);
    assert_eq!(count("mentor"), 5);
    assert_eq!(count("at-gate"), 3);
    assert_eq!(count("mentee"), 32);
    assert_eq!(count("other"), 1);
    assert_eq!(members[0]["username"], "teacher1");
    assert_eq!(members[0]["part"], "teacher");
}

#[tokio::test]
async fn the_platform_describes_itself() {
    let world = world(|_| {});
    let described = json(&world.get("/.well-known/openid-configuration").await);
    assert_eq!(described["issuer"], "http://127.0.0.1:8500");
    assert_eq!(
        described["token_endpoint"],
        "http://127.0.0.1:8500/lti/token"
    );
}

#[tokio::test]
async fn whoever_comes_by_the_name_of_the_tool_is_led_to_the_lms() {
    let world = world(|_| {});
    let ask = async |host: &str| {
        let request = Request::get("/course/1?as=student001")
            .header("host", host)
            .body(Vec::new());
        let answer = world.send(request.unwrap()).await;
        (
            answer.status().as_u16(),
            header(&answer, "location").to_owned(),
        )
    };
    assert_eq!(ask("127.0.0.1:8500").await.0, 200);
    let own = "http://127.0.0.1:8500/course/1?as=student001".to_owned();
    assert_eq!(ask("localhost:8500").await, (307, own));
}
