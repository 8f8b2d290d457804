//! Small things that stand in the way of somebody who sees the pages for the first time.

use it::World;
use store::registration;

use super::{Desk, ask, done, platforms::page_of, the_institution};

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_asked_where_to_work_while_there_is_one_institution() {
    let world = World::new().await;
    let host = Desk::enter(&world, None).await;
    let page = host.get("/admin").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Test University") && page.body.contains("Waiting for you"));
    assert!(!page.body.contains("Another institution"), "{}", page.body);
    let page = host.get("/admin/institution").await;
    assert_eq!(page.header("location"), "/admin");
    super::tenants::a_second_tenant(&world).await;
    let page = host.get("/admin").await;
    assert!(
        page.body.contains("Another institution"),
        "there is a choice now"
    );
    let fresh = Desk::enter(&world, None).await;
    let page = fresh.get("/admin").await;
    assert_eq!(page.header("location"), "/admin/institution");
}

/// Loading the answer to a form again, or typing its address, leads to the page it belongs to.
#[tokio::test(flavor = "multi_thread")]
async fn the_address_of_an_act_leads_to_its_page() {
    let world = World::new().await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    let platform = page_of(&world).await;
    let check = async |path: &str, to: &str| {
        let reply = desk.get(path).await;
        assert_eq!(
            (reply.status, reply.header("location")),
            (303, to),
            "{path}"
        );
        if to != "/admin/access" {
            assert_eq!(desk.get(to).await.status, 200, "{to}");
        }
    };
    check("/admin/platforms/invite", "/admin/platforms/new").await;
    check("/admin/platforms/canvas", "/admin/platforms/new").await;
    check(&format!("{platform}/correct"), &platform).await;
    check(&format!("{platform}/deployments/approve"), &platform).await;
    check("/admin/departments/add", "/admin/departments").await;
    check("/admin/courses/list", "/admin/departments").await;
    check("/admin/claims/x/approve", "/admin/claims").await;
    check("/admin/passkeys", "/admin/access").await;
    check("/admin/leave", "/admin").await;
    let outside = format!("{}/admin/platforms/invite", world.tool_url);
    let reply = ask("GET", &outside, &[], "").await;
    assert_eq!(reply.status, 303, "it shows nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_that_nobody_approved_is_refused_and_nobody_is_signed_out() {
    let world = World::new().await;
    let of = the_institution(&world).await;
    let desk = Desk::enter(&world, Some(of)).await;
    let path = page_of(&world).await;
    world
        .change("update registration set state = 'pending'")
        .await;
    let reply = desk.post(&format!("{path}/disable"), &[]).await;
    let page = desk.get(reply.header("location")).await.body;
    assert!(page.contains("The platform is refused"), "{page}");
    assert!(!page.contains("signed out"), "{page}");
    assert_eq!(done(&world, of).await, ["entered", "platform-refused"]);
    let all = world.app.store().read(registration::all).await.unwrap();
    assert_eq!(all[0].state, registration::State::Disabled);
}

/// Whoever is refused may be the teacher.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_who_is_refused_is_sent_to_the_teacher() {
    let words = include_str!("../../../www/locales/en/errors.ftl");
    let advice = words
        .lines()
        .filter(|line| line.starts_with("error-launch-") && line.contains("-do = "));
    let mut count = 0;
    for line in advice {
        assert!(!line.contains("teaches"), "{line}");
        count += 1;
    }
    assert!(count > 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn departments_are_added_by_a_list_of_names() {
    let world = World::new().await;
    let of = the_institution(&world).await;
    let desk = Desk::enter(&world, Some(of)).await;
    let add = async |names: &str| {
        desk.post("/admin/departments/add", &[("department", names)])
            .await
    };
    let reply = add("Biology\nLaw, School of\r\n\nbiology\n").await;
    assert_eq!(
        reply.header("location"),
        "/admin/departments?added=2&there=0"
    );
    let page = desk.get(reply.header("location")).await.body;
    assert!(page.contains("2 departments were added."), "{page}");
    assert!(!page.contains("there already"), "{page}");
    let reply = add("Physics\nLAW, School of").await;
    assert_eq!(reply.status, 303, "what is there stays");
    let page = desk.get(reply.header("location")).await.body;
    for said in ["One department was added.", "One was there already."] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert_eq!(world.rows("select count(*) from unit").await, 3);
    let page = add("biology").await.body;
    assert!(
        page.contains("There is a department of this name."),
        "{page}"
    );
    let page = add(&format!("Chemistry\n{}", "x".repeat(121))).await.body;
    assert!(
        page.contains("Put line 2 right") && page.contains("Chemistry"),
        "{page}"
    );
    assert_eq!(
        world.rows("select count(*) from unit").await,
        3,
        "all or nothing"
    );
    let added = done(&world, of).await;
    assert_eq!(
        added,
        [
            "department-added",
            "department-added",
            "department-added",
            "entered"
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_to_be_put_right_stands_in_the_list_it_was_sent_from() {
    let world = World::new().await;
    world.begin().await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    for (list, heading) in [("left", "Still to do"), ("all", "Every course")] {
        let fields = [("show", list), ("unit", "none")];
        let page = desk.post("/admin/courses/give", &fields).await.body;
        assert!(page.contains("Tick at least one course."), "{page}");
        assert!(page.contains(&format!(">{heading}</h2>")), "{list}: {page}");
    }
}
