//! The list of people: found by name, number and course of study, a hundred at a time.

use std::collections::HashSet;

use api::{Page, groups::Groups, list::PAGE, people::People};
use it::{Tab, World};

async fn people(tab: &Tab, search: &str, from: u32) -> People {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([
            ("route", "people"),
            ("search", search),
            ("from", &from.to_string()),
        ])
        .finish();
    match tab.view(&query).await.page {
        Page::People { people } => people,
        other => panic!("not the people: {other:?}"),
    }
}

/// The address behind a link that says this.
fn link(html: &str, says: &str) -> Option<String> {
    let before = html.split(&format!(">{says}</a>")).next()?;
    if before.len() == html.len() {
        return None;
    }
    let (_, href) = before.rsplit_once("href=\"")?;
    Some(href.split('"').next()?.replace("&amp;", "&"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_at_a_time_and_everyone_once() {
    let world = World::with(|config| config.students = 240).await;
    world.begin().await;
    let tab = world.open("teacher1").await;
    let mut numbers = HashSet::new();
    let mut sizes = vec![];
    for (asked, from) in [(0, 0), (1, 1), (2, 2), (3, 2), (u32::MAX, 2)] {
        let page = people(&tab, "", asked).await;
        assert_eq!((page.excerpt.from, page.excerpt.matching), (from, 243));
        sizes.push(page.rows.len());
        numbers.extend(page.rows.into_iter().filter_map(|row| row.number));
    }
    assert_eq!(sizes, [PAGE as usize, PAGE as usize, 43, 43, 43]);
    assert_eq!(numbers.len(), 243);

    let mut page = tab.get("people").await;
    let mut rows = vec![];
    loop {
        rows.push(page.expect_ok().body.matches("role=\"rowheader\"").count());
        let Some(next) = link(&page.body, "Next page") else {
            break;
        };
        let url = format!("{}{next}", tab.origin());
        page = it::tab::Answer::of(&tab.visitor.get(&url).await.unwrap());
    }
    assert_eq!(rows, [100, 100, 43], "{}", page.body);
    assert!(link(&page.body, "Previous page").is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_found_by_what_is_known_of_them() {
    let world = World::begun().await;
    let tab = world.open("teacher1").await;
    for (search, matching) in [
        ("", 83),
        ("  ", 83),
        ("morgan reed", 1),
        ("MORGAN", 1),
        ("Reed & Hart", 1),
        ("s1001", 1),
        ("S10", 80),
        ("nobody at all", 0),
        ("%", 0),
        ("_", 0),
        ("'; drop table person; --", 0),
    ] {
        let found = people(&tab, search, 0).await;
        assert_eq!(found.excerpt.matching, matching, "{search}");
        assert_eq!(found.rows.len(), matching as usize, "{search}");
        assert_eq!(found.counts.mentees, 64, "whatever is searched for");
    }
    let biology = people(&tab, "marine biology", 0).await;
    assert!(biology.excerpt.matching > 0);
    let all = |row: &api::people::Person| row.discipline.as_deref() == Some("Marine Biology");
    assert!(biology.rows.iter().all(all));
    let long = "a".repeat(5_000);
    assert_eq!(people(&tab, &long, 0).await.excerpt.search.len(), 100);
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_are_found_by_whoever_is_in_them() {
    let world = World::begun().await;
    let tab = world.open("teacher1").await;
    tab.press("groups", "form-groups", &[]).await.expect_ok();
    let found = async |search: &str| {
        let query = format!("route=groups&search={search}");
        match tab.view(&query).await.page {
            Page::Groups {
                groups: Groups::Proposed { allocation },
            } => allocation,
            other => panic!("no proposal: {other:?}"),
        }
    };
    let all = found("").await;
    assert_eq!(all.excerpt.matching, all.count);
    let mentee = all.groups[1].mentees[0].name.clone().expect("a name");
    let one = found(&mentee.to_uppercase()).await;
    assert_eq!((one.groups.len(), one.excerpt.matching), (1, 1), "{mentee}");
    assert_eq!(one.groups[0], all.groups[1]);
    assert_eq!(
        (one.count, one.placed),
        (all.count, all.placed),
        "figures stay"
    );
    assert!(found("nobody+at+all").await.groups.is_empty());
    let page = tab.get("groups?search=nobody+at+all").await;
    assert!(
        page.expect_ok().body.contains("“nobody at all”"),
        "{}",
        page.body
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_searched_for_is_shown_as_text() {
    let world = World::begun().await;
    let tab = world.open("teacher1").await;
    let page = tab
        .get("people?search=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
        .await;
    let body = &page.expect_ok().body;
    assert!(!body.contains("<script>"), "{body}");
    super::check(body, "en", "a search");
    let none = tab.get("people?search=nobody").await;
    assert!(none.expect_ok().body.contains("nobody"));
}
