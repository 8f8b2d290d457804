use std::sync::Arc;

use super::*;
use crate::config::ToolKeys;

fn courses(manners: Manners) -> Courses {
    let mut config = Config::new("http://127.0.0.1:8500", Arc::new(|| 0));
    config.manners = manners;
    let tool = |id: &str| {
        let keys = ToolKeys::Inline(serde_json::Value::Null);
        Tool::new(id, id, "http://t/login", "http://t/launch", keys)
    };
    config.tools = vec![tool("us"), tool("them")];
    Courses::new(&config, manners == Manners::Canvas)
}

fn chosen(title: &str) -> Chosen {
    Chosen {
        title: title.to_owned(),
        custom: BTreeMap::from([("page".to_owned(), "groups".to_owned())]),
        ..Chosen::default()
    }
}

#[test]
fn ids_are_small_numbers_in_moodle_and_the_courses_own_in_a_canvas_navigation() {
    let mut moodle = courses(Manners::Moodle);
    assert_eq!(moodle.own_link(1, "them").unwrap().id, "2");
    assert_eq!(moodle.add(1, "us", &chosen("A")).as_deref(), Some("3"));
    assert_eq!(moodle.course(1).unwrap().context, "1");
    let mut canvas = courses(Manners::Canvas);
    let context = canvas.course(1).unwrap().context.clone();
    for tool in ["us", "them"] {
        assert_eq!(canvas.own_link(1, tool).unwrap().id, context);
    }
    assert_ne!(canvas.add(1, "us", &chosen("A")).unwrap(), context);
}

#[test]
fn a_copied_course_has_the_same_links_under_new_ids() {
    for manners in [Manners::Moodle, Manners::Canvas] {
        let mut courses = courses(manners);
        let old = courses.add(1, "us", &chosen("A")).unwrap();
        let copied = courses.copy(1).unwrap();
        assert_eq!(copied.course, 2);
        let new = &copied.ids[&("us".to_owned(), old.clone())];
        assert_ne!(*new, old);
        let link = courses.link(2, "us", new).unwrap();
        assert_eq!(link.custom, chosen("A").custom);
        assert_eq!(link.copied_from.as_deref(), Some(old.as_str()));
        assert_ne!(
            courses.course(1).unwrap().context,
            courses.course(2).unwrap().context
        );
        assert!(courses.own_link(2, "us").unwrap().id != courses.own_link(1, "us").unwrap().id);
    }
}

#[test]
fn only_chosen_links_are_deleted_and_only_from_their_own_course() {
    let mut courses = courses(Manners::Moodle);
    let id = courses.add(1, "us", &chosen("A")).unwrap();
    assert!(!courses.remove(1, "1"));
    assert!(!courses.remove(2, &id));
    assert!(courses.remove(1, &id));
    assert!(!courses.remove(1, &id));
}

#[test]
fn a_loop_of_copies_ends() {
    let mut courses = courses(Manners::Moodle);
    let copies = std::iter::from_fn(|| courses.copy(1)).count();
    assert_eq!(copies, MOST_COURSES - 1);
    assert_eq!(courses.copy(1_000), None);
}

#[test]
fn moodle_keeps_custom_parameters_as_lines() {
    let check = |given: &[(&str, &str)], expected: &[(&str, &str)]| {
        let map = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
            let pairs = pairs.iter();
            pairs
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect()
        };
        assert_eq!(as_lines(&map(given)), map(expected));
    };
    check(&[("a", "1"), ("b", "x=y")], &[("a", "1"), ("b", "x=y")]);
    check(&[("a", "one\ntwo")], &[("a", "one")]);
    check(&[("a", "one\nevil=1")], &[("a", "one"), ("evil", "1")]);
    check(&[("a", "")], &[("a", "")]);
}
