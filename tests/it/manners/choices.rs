//! Links that a teacher chose, their columns, and courses that were copied.

use http::HeaderMap;
use it::{Tab, World, tab::Answer};
use reqwest::Method;
use sandbox::{
    Config, Quirks,
    visitor::{Visited, Visitor},
};
use service::setup;

use super::with;
use crate::scores::{READY, allow, until_marked};

/// A tool that offers a choice, in an LMS with this habit alone.
async fn offered(habit: impl FnOnce(&mut Quirks)) -> World {
    with(habit, offers).await
}

fn offers(config: &mut Config) {
    let tool = &mut config.tools[0];
    tool.choice_uri = Some(tool.target_link_uri.clone());
}

/// The teacher chooses the tab with its column; what the LMS says to that.
async fn choose(world: &World) -> (Visitor, Visited) {
    let visitor = Visitor::new(HeaderMap::new()).unwrap();
    let lms = &world.lms_url;
    let begin = format!("{lms}/launch/choose?tool=alongside&as=teacher1");
    let page = visitor.get(&begin).await.unwrap();
    Answer::of(&page).expect_ok();
    let mut form = page.forms().remove(0);
    form.fields.retain(|(name, _)| name != "item");
    form.fields
        .push(("item".to_owned(), "tab-column".to_owned()));
    let sent = visitor.step(Method::POST, form.action, &form.fields).await;
    let answer = sent.unwrap().forms().remove(0);
    let said = visitor
        .step(Method::POST, answer.action, &answer.fields)
        .await;
    let said = said.unwrap();
    assert_eq!(said.status, 200, "{}", said.body);
    (visitor, said)
}

fn columns(world: &World, course: u32) -> usize {
    let columns = world.lms.gradebook().columns.into_iter();
    columns.filter(|column| column.course == course).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_goes_back_to_the_whole_address_it_came_from() {
    let world = offered(|quirks| quirks.choice_data_in_address = true).await;
    choose(&world).await;
    assert_eq!(columns(&world, 1), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_single_choice_waits_for_the_teacher_and_is_there_then() {
    let world = offered(|quirks| quirks.single_choice_is_a_form = true).await;
    let (visitor, page) = choose(&world).await;
    assert_eq!(columns(&world, 1), 0);
    visitor.submit(&page, "/links/save", &[]).await.unwrap();
    assert_eq!(columns(&world, 1), 1);
    let chosen = world.lms.links().into_iter().filter(|link| link.is_chosen);
    assert_eq!(chosen.count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_is_known_by_its_names_and_not_by_what_stands_above_it() {
    let world = offered(|quirks| quirks.drops_column_labels = true).await;
    choose(&world).await;
    world.begin().await;
    allow(&world).await;
    until_marked(&world, READY).await;
    assert_eq!(columns(&world, 1), 1, "{:?}", world.lms.gradebook().columns);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_columns_may_only_be_used_the_teachers_own_is_found() {
    let world = offered(|quirks| quirks.no_column_management = true).await;
    choose(&world).await;
    world.begin().await;
    allow(&world).await;
    until_marked(&world, READY).await;
    assert_eq!(columns(&world, 1), 1);
}

/// One column on a page, and the one looked for is on the second: the first is the teacher's own.
#[tokio::test(flavor = "multi_thread")]
async fn curly_quotes_around_the_next_page_hide_no_column() {
    let world = with(
        |quirks| {
            quirks.broken_paging_links = true;
            quirks.type_id_query = true;
            quirks.list_page = 1;
            quirks.ignores_filters = true;
        },
        |config| {
            offers(config);
            config.tools[0].points = Some(10.0);
        },
    )
    .await;
    assert_eq!(columns(&world, 1), 1, "of the tool's own place");
    choose(&world).await;
    world.begin().await;
    allow(&world).await;
    until_marked(&world, READY).await;
    assert_eq!(columns(&world, 1), 2, "none was made beside them");
}

/// Opens the tool in another course as a teacher.
async fn open_in(world: &World, course: u32) -> Tab {
    let visitor = Visitor::new(HeaderMap::new()).unwrap();
    let lms = &world.lms_url;
    let start = format!("{lms}/launch/start?tool=alongside&as=teacher1&course={course}");
    let page = visitor.get(&start).await.unwrap();
    Answer::of(&page).expect_ok();
    Tab { visitor, page }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copied_course_has_its_column_already_and_gets_no_second_one() {
    let world = offered(|_| {}).await;
    choose(&world).await;
    world.begin().await;
    allow(&world).await;
    until_marked(&world, READY).await;
    let (first, _) = world.course().await;
    let copy = world.lms.copy_course(1).unwrap();
    assert_eq!(columns(&world, copy.number), 1, "copied along");

    let teacher = open_in(&world, copy.number).await;
    teacher.act("claim-scheme", &[]).await.expect_ok();
    let courses = world.app.store().read(store::course::all).await.unwrap();
    let course = courses
        .into_iter()
        .find(|course| course.id != first)
        .unwrap();
    let read = setup::read_roster(&world.app, course.id).await.unwrap();
    assert_eq!(read.code, None);
    let file = sandbox::attribute_file(world.lms.config());
    setup::read_attributes(&world.app, course.scheme.unwrap(), &file)
        .await
        .unwrap();
    let pressed = teacher.press("scores", "confirm-gradebook", &[]).await;
    pressed.expect_ok();
    let confirmed = "select count(*) from score where state = 'confirmed'";
    let all = i64::try_from(2 * READY).unwrap();
    world
        .until("the copy has its marks", async || {
            world.rows(confirmed).await == all
        })
        .await;
    assert_eq!((columns(&world, 1), columns(&world, copy.number)), (1, 1));
}
