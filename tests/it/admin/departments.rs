//! Courses are given to departments: ticked, by a pattern, by a list; and who coordinates is approved.

use it::World;
use store::{StoreError, course, registration, scheme, unit};

use super::{Desk, done, the_institution};

/// Courses with these codes, as launches would have brought them.
async fn courses(world: &World, codes: &'static [&'static str]) {
    let now = world.now();
    let app = world.app.clone();
    let write = move |tx: &mut store::Tx<'_>| {
        let platform = registration::all(tx)?[0].id;
        for (place, code) in codes.iter().enumerate() {
            let id = domain::id::CourseId::new(now, [u8::try_from(place).unwrap(); 10]);
            let launch = course::Launched {
                deployment: "1",
                context: code,
                title: code,
                code,
                ..course::Launched::default()
            };
            course::launched(tx, id, platform, &launch, now)?;
        }
        Ok::<_, StoreError>(())
    };
    app.store().write(write).await.unwrap();
}

/// The codes of courses, each with its department.
async fn given(world: &World) -> Vec<(String, Option<String>)> {
    let of = the_institution(world).await;
    let read = move |tx: &mut store::Tx<'_>| {
        let units = unit::all(tx, of)?;
        let name = |id| {
            units
                .iter()
                .find(|unit| Some(unit.id) == id)
                .map(|unit| unit.name.clone())
        };
        let courses = unit::courses(tx, of)?;
        Ok::<_, StoreError>(
            courses
                .into_iter()
                .map(|each| (each.code, name(each.unit)))
                .collect(),
        )
    };
    world.app.store().read(read).await.unwrap()
}

async fn unit_id(world: &World, name: &str) -> String {
    let of = the_institution(world).await;
    let all = world
        .app
        .store()
        .read(move |tx| unit::all(tx, of))
        .await
        .unwrap();
    all.iter()
        .find(|unit| unit.name == name)
        .unwrap()
        .id
        .to_string()
}

fn check(found: &[(String, Option<String>)], expected: &[(&str, Option<&str>)]) {
    let found: Vec<_> = found
        .iter()
        .map(|(code, unit)| (&**code, unit.as_deref()))
        .collect();
    assert_eq!(found, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_department_gets_another_name_and_keeps_its_courses() {
    let world = World::new().await;
    courses(&world, &["BOT101"]).await;
    let of = the_institution(&world).await;
    let desk = Desk::enter(&world, Some(of)).await;
    let add = [("department", "Biology\nLaw")];
    desk.post("/admin/departments/add", &add).await;
    let list = [("list", "BOT101,Biology"), ("confirmed", "yes")];
    desk.post("/admin/courses/list", &list).await;
    let id = unit_id(&world, "Biology").await;
    let rename = async |id: &str, name: &str| {
        let fields = [("rename-unit", id), ("new-name", name)];
        desk.post("/admin/departments/rename", &fields).await
    };
    for (id, name, field) in [
        ("", "Life Sciences", "rename-unit"),
        (&*id, " ", "new-name"),
        (&id, &"x".repeat(121), "new-name"),
        (&id, "LAW", "new-name"),
    ] {
        let page = rename(id, name).await.body;
        assert!(page.contains(&format!("id=\"{field}-wrong\"")), "{page}");
        check(&given(&world).await, &[("BOT101", Some("Biology"))]);
    }
    rename("x", "Life").await.expect_refusal(404, "not-found");
    let reply = rename(&id, " Life  Sciences ").await;
    let at = "/admin/departments?notice=department-renamed";
    assert_eq!(reply.header("location"), at);
    check(&given(&world).await, &[("BOT101", Some("Life Sciences"))]);
    assert_eq!(rename(&id, "life sciences").await.status, 303, "its own");
    let page = desk.get("/admin/access").await.body;
    assert!(page.contains("Biology → Life Sciences"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_stays_when_somebody_goes_back_from_what_would_change() {
    let world = World::new().await;
    courses(&world, &["BOT101"]).await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    desk.post("/admin/departments/add", &[("department", "Biology")])
        .await;
    let unit = unit_id(&world, "Biology").await;
    for (path, typed, kept) in [
        (
            "list",
            vec![("list", "BOT101,Botany")],
            "BOT101,Botany</textarea>",
        ),
        (
            "pattern",
            vec![("pattern", "BOT*"), ("pattern-unit", &unit)],
            "value=\"BOT*\"",
        ),
    ] {
        let path = format!("/admin/courses/{path}");
        let plan = desk.post(&path, &typed).await.body;
        assert!(plan.contains("name=\"again\""), "{plan}");
        let mut back = typed.clone();
        back.push(("again", "yes"));
        let page = desk.post(&path, &back).await.body;
        assert!(page.contains(kept), "{page}");
    }
    check(&given(&world).await, &[("BOT101", None)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_shown_before_it_changes_anything_and_adds_what_is_missing() {
    let world = World::new().await;
    courses(&world, &["BOT101", "BOT102", "LAW1", "X"]).await;
    let of = the_institution(&world).await;
    let desk = Desk::enter(&world, Some(of)).await;
    let list = "Code,Department\nBOT*,Biology\nLAW1\tLaw, School of\nPHY1,Physics";
    let path = "/admin/courses/list";
    let page = desk.post(path, &[("list", list)]).await;
    for said in [
        "BOT101",
        "Law, School of",
        "Physics",
        "Line 4: PHY1",
        "one course belongs to no",
    ] {
        assert!(page.body.contains(said), "{said} in {}", page.body);
    }
    let none = [
        ("BOT101", None),
        ("BOT102", None),
        ("LAW1", None),
        ("X", None),
    ];
    check(&given(&world).await, &none);
    let reply = desk
        .post(path, &[("list", list), ("confirmed", "yes")])
        .await;
    assert_eq!(
        reply.header("location"),
        "/admin/departments?notice=planned"
    );
    let biology = Some("Biology");
    let law = Some("Law, School of");
    let all = [
        ("BOT101", biology),
        ("BOT102", biology),
        ("LAW1", law),
        ("X", None),
    ];
    check(&given(&world).await, &all);
    let home = desk.get("/admin").await;
    assert!(home.body.contains("One course belongs to no department."));
    let page = desk.get("/admin/departments").await;
    assert!(page.body.contains("Still to do") && !page.body.contains(">BOT101<"));
    assert!(
        desk.get("/admin/departments?show=all")
            .await
            .body
            .contains(">BOT101<")
    );
    let both = "BOT101,Biology\nBOT102,Biology\nBOT*,Law\nPHY*,Physics";
    let page = desk.post(path, &[("list", both)]).await.body;
    let (unknown, taken) = page
        .split_once("Other lines have the courses of these")
        .expect(&page);
    assert!(
        unknown.contains("Line 4: PHY*") && !unknown.contains("BOT*</li>"),
        "{page}"
    );
    assert!(taken.contains("Line 3: BOT*, after line 1"), "{page}");
    let page = desk.post(path, &[("list", "BOT101\n")]).await;
    assert!(page.body.contains("Put line 1 right"), "{}", page.body);
    assert!(done(&world, of).await.contains(&"courses-given".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn courses_are_given_by_ticks_and_by_a_pattern() {
    let world = World::new().await;
    courses(&world, &["BOT101", "BOT102", "LAW1"]).await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    for name in ["Biology", "Law"] {
        desk.post("/admin/departments/add", &[("department", name)])
            .await;
    }
    let again = desk
        .post("/admin/departments/add", &[("department", "LAW")])
        .await;
    assert!(again.body.contains("There is a department of this name."));
    let (biology, law) = (
        unit_id(&world, "Biology").await,
        unit_id(&world, "Law").await,
    );
    let pattern = [("pattern", "bot*"), ("pattern-unit", &*biology)];
    let page = desk.post("/admin/courses/pattern", &pattern).await;
    assert!(
        page.body.contains("BOT101") && !page.body.contains("LAW1"),
        "{}",
        page.body
    );
    let confirmed = [pattern[0], pattern[1], ("confirmed", "yes")];
    desk.post("/admin/courses/pattern", &confirmed).await;
    let all = world.app.store().read(course::all).await.unwrap();
    let id = |code: &str| {
        all.iter()
            .find(|each| each.code == code)
            .unwrap()
            .id
            .to_string()
    };
    let (one, two) = (id("LAW1"), id("BOT102"));
    let ticked = [("course", &*one), ("course", &*two), ("unit", &*law)];
    desk.post("/admin/courses/give", &ticked).await;
    let all = [
        ("BOT101", Some("Biology")),
        ("BOT102", Some("Law")),
        ("LAW1", Some("Law")),
    ];
    check(&given(&world).await, &all);
    desk.post("/admin/courses/give", &[("course", &two), ("unit", "none")])
        .await;
    let remove = format!("/admin/departments/{biology}/remove");
    let page = desk.post(&remove, &[]).await.body;
    assert!(page.contains("Biology has one course."), "{page}");
    assert_eq!(world.rows("select count(*) from unit").await, 2);
    desk.post(&remove, &[("confirmed", "yes")]).await;
    let all = [("BOT101", None), ("BOT102", None), ("LAW1", Some("Law"))];
    check(&given(&world).await, &all);
    for (fields, said) in [
        (vec![("unit", &*law)], "Tick at least one course."),
        (vec![("course", &*one)], "Choose a department."),
    ] {
        let page = desk.post("/admin/courses/give", &fields).await;
        assert!(page.body.contains(said), "{said}");
    }
    let page = desk
        .post("/admin/courses/pattern", &[("pattern", "*")])
        .await;
    assert!(page.body.contains("names something"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asked_to_coordinate_does_once_an_administrator_says_so() {
    let world = World::new().await;
    let change =
        |tx: &mut store::Tx<'_>| tx.execute("update institution set claims_approved = 0", &[]);
    world.app.store().write(change).await.unwrap();
    let of = the_institution(&world).await;
    let desk = Desk::enter(&world, Some(of)).await;
    let teacher = world.open("teacher1").await;
    teacher.act("claim-scheme", &[]).await.expect_ok();
    assert!(
        desk.get("/admin")
            .await
            .body
            .contains("One person waits to coordinate")
    );
    let page = desk.get("/admin/claims").await;
    assert!(page.body.contains("Ana Reyes"), "{}", page.body);
    let (_, scheme) = world.course().await;
    let path = format!("/admin/claims/{scheme}/approve");
    let reply = desk.post(&path, &[]).await;
    assert_eq!(reply.header("location"), "/admin/claims?notice=claim");
    let found = world
        .app
        .store()
        .read(move |tx| scheme::get(tx, scheme))
        .await
        .unwrap();
    assert_eq!(found.state, domain::claim::SchemeState::Active);
    desk.post(&path, &[]).await.expect_refusal(409, "conflict");
    assert_eq!(done(&world, of).await, ["claim-approved", "entered"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_ticked_is_still_ticked_when_its_department_was_forgotten() {
    let world = World::begun().await;
    let desk = Desk::enter(&world, Some(the_institution(&world).await)).await;
    let all = "select id from course";
    let read = move |tx: &mut store::Tx<'_>| {
        let row = tx.query_one(all, &[])?;
        Ok::<_, StoreError>(row.text("id")?.to_owned())
    };
    let course = world.app.store().read(read).await.unwrap();
    let ticked = [("course", &*course), ("unit", "")];
    let reply = desk.post("/admin/courses/give", &ticked).await;
    assert_eq!(reply.status, 200, "{:?} {}", reply.headers, reply.body);
    let body = reply.body;
    let box_of = format!("checked value=\"{course}\"");
    assert!(body.contains(&box_of), "{body}");
    assert!(
        body.contains("id=\"unit\""),
        "and there is what it leads to"
    );
}
