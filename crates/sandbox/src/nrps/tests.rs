use std::sync::Arc;

use super::*;
use crate::config::{Config, Privacy, ToolKeys};

fn tool() -> Tool {
    let keys = ToolKeys::Inline(Value::Null);
    Tool::new("c", "T", "http://t/login", "http://t/launch", keys)
}

/// The roster of a course of 120 students.
fn with<T>(manners: Manners, cap: Option<usize>, read: impl FnOnce(&Roster<'_>) -> T) -> T {
    let config = Config {
        manners,
        students: 120,
        ..Config::new("http://lms", Arc::new(|| 0))
    };
    let people = crate::roster::Roster::seeded(&config).people;
    read(&Roster {
        people: &people,
        tool: &tool(),
        manners,
        quirks: Quirks::of(manners),
        cap,
    })
}

fn asked(query: &str) -> Asked {
    let mut asked = Asked::default();
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        match &*name {
            "limit" => asked.limit = value.parse().ok(),
            "from" => asked.from = value.parse().unwrap(),
            "role" => asked.role = Some(value.into_owned()),
            "rlid" => asked.rlid = Some(value.into_owned()),
            other => panic!("{other}"),
        }
    }
    asked
}

#[test]
fn pages_follow_the_manners_and_the_limit() {
    let check = |manners, cap, query, count: usize, next: Option<&str>| {
        let page = with(manners, cap, |roster| roster.page(&asked(query)));
        assert_eq!(page.members.len(), count, "{query}");
        assert_eq!(page.next.as_deref(), next, "{query}");
    };
    let (moodle, canvas) = (Manners::Moodle, Manners::Canvas);
    check(moodle, None, "", 123, None);
    check(moodle, None, "limit=50", 50, Some("limit=50&from=50"));
    check(moodle, None, "limit=50&from=100", 23, None);
    check(moodle, None, "limit=123", 123, None);
    check(moodle, None, "limit=0", 1, Some("limit=1&from=1"));
    check(moodle, None, "from=500", 0, None);
    check(moodle, Some(100), "", 100, Some("limit=100&from=100"));
    check(moodle, Some(100), "limit=10", 10, Some("limit=10&from=10"));
    check(canvas, None, "", 50, Some("limit=50&from=50"));
    check(canvas, None, "limit=100", 50, Some("limit=50&from=50"));
}

#[test]
fn role_filters_follow_the_manners() {
    let instructor = "http://purl.imsglobal.org/vocab/lis/v2/membership%23Instructor";
    let check = |manners, role: &str, count: usize, next: Option<&str>| {
        let query = format!("limit=40&role={role}");
        let page = with(manners, None, |roster| roster.page(&asked(&query)));
        assert_eq!(page.members.len(), count, "{role}");
        assert_eq!(page.next.as_deref(), next, "{role}");
    };
    check(Manners::Moodle, "Instructor", 2, None);
    check(Manners::Moodle, instructor, 2, None);
    check(Manners::Moodle, "Learner", 40, Some("limit=40&from=40"));
    check(Manners::Moodle, "Mentor", 40, Some("limit=40&from=40"));
    check(Manners::Canvas, instructor, 3, None);
    check(Manners::Canvas, "Mentor", 0, None);
    check(
        Manners::Canvas,
        "Learner",
        40,
        Some("limit=40&from=40&role=Learner"),
    );
}

#[test]
fn the_roster_leaves_out_the_suspended_and_what_lti_does_not_say() {
    let page = with(Manners::Moodle, None, |roster| roster.page(&asked("")));
    let text = serde_json::to_string(&page.members).unwrap();
    assert!(!text.contains("student121"));
    for word in ["Biology", "candidate", "full-time", "2026-"] {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn moodle_writes_short_roles_and_escaped_names() {
    with(Manners::Moodle, None, |roster| {
        let members = roster.page(&asked("")).members;
        let find = |username: &str| {
            let mut members = members.iter();
            members
                .find(|one| one["ext_user_username"] == username)
                .unwrap()
        };
        assert_eq!(find("assistant1")["roles"], json!(["Learner"]));
        assert_eq!(find("teacher1")["roles"], json!(["Instructor"]));
        assert_eq!(find("student004")["family_name"], "Reed &amp; Hart");
        assert_eq!(find("student007").get("name"), None);
        assert_eq!(find("student007")["email"], "student007@example.test");
        assert_eq!(find("student120").get("email"), None);
    });
}

#[test]
fn an_assistant_is_an_instructor_in_canvas() {
    let page = with(Manners::Canvas, None, |roster| roster.page(&asked("")));
    let roles = page.members[2]["roles"].to_string();
    assert!(
        roles.contains("membership/Instructor#TeachingAssistant"),
        "{roles}"
    );
    assert!(roles.contains("membership#Instructor"), "{roles}");
}

#[test]
fn a_tool_without_names_is_told_ids_and_numbers_only() {
    let tool = Tool {
        privacy: Privacy::Anonymous,
        ..tool()
    };
    let member = with(Manners::Moodle, None, |roster| {
        let roster = Roster {
            tool: &tool,
            people: roster.people,
            ..*roster
        };
        roster.page(&asked("limit=1")).members.remove(0)
    });
    let mut fields: Vec<&String> = member.as_object().unwrap().keys().collect();
    fields.sort();
    assert_eq!(
        fields,
        ["lis_person_sourcedid", "roles", "status", "user_id"]
    );
}

#[test]
fn a_roster_by_link_carries_messages_and_keeps_the_link_on_its_next_page() {
    let page = with(Manners::Moodle, None, |roster| {
        roster.page(&asked("limit=1&rlid=1"))
    });
    let message = &page.members[0]["message"][0];
    assert_eq!(
        message["https://purl.imsglobal.org/spec/lti/claim/message_type"],
        "LtiResourceLinkRequest"
    );
    assert_eq!(page.next.as_deref(), Some("limit=1&from=1&rlid=1"));
}
