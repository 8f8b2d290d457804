use serde_json::{Value, json};

use super::*;
use crate::reply::RetryAfter;
use crate::testing::{access_token, reply, url, vector};

const HERE: &str = "https://lms.example/members";

fn read_body(body: &str) -> Result<Page, ServiceError> {
    read(&url(HERE), &reply(200, &[], body))
}

fn member(fields: &Value) -> Result<Member, ServiceError> {
    let page = json!({"id": HERE, "context": {"id": "2"}, "members": [fields]});
    Ok(read_body(&page.to_string())?.members.remove(0))
}

#[test]
fn a_request_names_the_one_media_type() {
    let request = request(&url(HERE), &access_token()).unwrap();
    assert_eq!(request.headers()["accept"], MEDIA_TYPE);
    assert_eq!(request.headers()["authorization"], "Bearer abc");
    assert!(request.headers()["authorization"].is_sensitive());
}

#[test]
fn a_filter_becomes_part_of_the_first_address() {
    let filter = Filter {
        role: Some(ContextRole::Learner),
        limit: Some(50),
        resource_link: Some(ResourceLinkId::parse("a b").unwrap()),
    };
    assert_eq!(
        filter
            .first_page(&url("https://lms.example/members?x=1"))
            .as_str(),
        "https://lms.example/members?x=1&role=http%3A%2F%2Fpurl.imsglobal.org%2Fvocab%2Flis%2Fv2\
         %2Fmembership%23Learner&limit=50&rlid=a+b"
    );
    assert_eq!(Filter::default().first_page(&url(HERE)), url(HERE));
}

#[test]
fn a_course_of_moodle_is_read_with_names_in_every_script() {
    let page = read_body(&vector("moodle-members.json")).unwrap();
    assert_eq!(page.course.id.as_str(), "2");
    assert_eq!(page.course.title.as_deref(), Some("Field Botany I"));
    assert_eq!(page.next, None);
    let named = |id: &str| {
        let found = page
            .members
            .iter()
            .find(|member| member.user_id.as_str() == id);
        found.unwrap()
    };
    assert_eq!(named("7").name.as_deref(), Some("Jürgen Großmann"));
    assert_eq!(named("7").lis_person_sourcedid.as_deref(), Some("SIS-S02"));
    assert_eq!(named("6").name.as_deref(), Some("Zoë O'Brien"));
    assert_eq!(named("11").name.as_deref(), Some("محمد الأحمد"));
    assert_eq!(named("9").family_name.as_deref(), Some("小明"));
    assert!(
        named("3").roles.has(ContextRole::Instructor),
        "short names are read"
    );
    assert!(
        named("5").roles.has(ContextRole::Learner),
        "who launches as Instructor"
    );
    assert!(
        page.members
            .iter()
            .all(|member| member.status == Status::Active)
    );
}

#[test]
fn a_list_for_one_link_is_read_too() {
    let page = read_body(&vector("moodle-members-of-link.json")).unwrap();
    assert_eq!(page.members.len(), 3);
}

#[test]
fn who_was_not_asked_for_is_told_apart_by_the_member_alone() {
    let filter = Filter {
        role: Some(ContextRole::Learner),
        ..Filter::default()
    };
    let admits = |roles: Value| {
        let member = member(&json!({"user_id": "7", "roles": roles})).unwrap();
        assert!(Filter::default().admits(&member));
        filter.admits(&member)
    };
    // Moodle and its short names, Canvas and its full ones.
    assert!(admits(json!(["Learner"])));
    assert!(admits(json!([
        "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"
    ])));
    assert!(!admits(json!(["Instructor"])));
    assert!(!admits(json!([
        "http://purl.imsglobal.org/vocab/lis/v2/membership/Learner#Learner"
    ])));
    assert!(!admits(json!([])));
}

#[test]
fn canvas_gives_fewer_than_were_asked_for_and_once_called_them_otherwise() {
    let filter = Filter {
        limit: Some(200),
        ..Filter::default()
    };
    let first = filter.first_page(&url(HERE));
    let members: Vec<Value> = (0..50).map(|n| json!({"user_id": n.to_string()})).collect();
    let body = json!({"context": {"id": "2"}, "members": members}).to_string();
    let older = "application/vnd.ims.lis.v2.membershipcontainer+json; charset=utf-8";
    let links = "<https://lms.example/members?limit=50&page=1>; rel=\"current\",\
                 <https://lms.example/members?limit=50&page=2>; rel=\"next\",\
                 <https://lms.example/members?limit=50&page=1>; rel=\"first\"";
    let reply = reply(200, &[("content-type", older), ("link", links)], &body);
    let page = read(&first, &reply).unwrap();
    let next = url("https://lms.example/members?limit=50&page=2");
    assert_eq!((page.members.len(), page.next), (50, Some(next)));
}

#[test]
fn canvas_tells_of_older_names_and_of_custom_parameters() {
    let member = member(&json!({
        "user_id": "535fa085-f2b4-4655-849a-cd25a75ef545",
        "lti11_legacy_user_id": "86157096483e6b3a50bfedc6bac902c0b20a824f",
        "roles": ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"],
        "message": [{
            "https://purl.imsglobal.org/spec/lti/claim/message_type": "LtiResourceLinkRequest",
            "https://purl.imsglobal.org/spec/lti/claim/custom": {"group": "B", "due": "$Unknown.variable"},
            "locale": "cy",
        }, 7],
    }))
    .unwrap();
    let legacy = "86157096483e6b3a50bfedc6bac902c0b20a824f";
    assert_eq!(member.legacy_user_id.as_deref(), Some(legacy));
    let [message] = &member.messages[..] else {
        panic!("one message: {:?}", member.messages);
    };
    assert_eq!(message.message_type, "LtiResourceLinkRequest");
    assert_eq!(message.custom.value("group"), Some("B"));
    assert_eq!(message.custom.value("due"), None);
    assert_eq!(message.other["locale"], "cy");
    let launch = crate::testing::launch().with("lti11_legacy_user_id", json!(legacy));
    assert_eq!(launch.accepted().legacy_user_id(), Some(legacy));
}

#[test]
fn a_member_may_be_nothing_but_an_identifier() {
    let member = member(&json!({"user_id": "u-1", "roles": []})).unwrap();
    assert_eq!(
        member,
        Member::new(Subject::parse("u-1").unwrap(), Roles::default())
    );
}

#[test]
fn fields_are_read_as_platforms_send_them() {
    let read = |fields: Value| member(&fields).unwrap();
    assert_eq!(read(json!({"user_id": 7})).user_id.as_str(), "7");
    assert_eq!(
        read(json!({"user_id": "7", "name": null, "email": ""})).name,
        None
    );
    let escaped = read(json!({"user_id": "7", "name": "R&amp;D &lt;x&gt; O&#039;Brien"}));
    assert_eq!(escaped.name.as_deref(), Some("R&D <x> O'Brien"));
    let twice = read(json!({"user_id": "7", "name": "&amp;lt;"}));
    assert_eq!(twice.name.as_deref(), Some("&lt;"));
    for (sent, status) in [
        (json!("Active"), Status::Active),
        (json!("Inactive"), Status::Inactive),
        (json!("Deleted"), Status::Deleted),
        (
            json!("http://purl.imsglobal.org/vocab/lis/v2/status#Inactive"),
            Status::Inactive,
        ),
        (json!("Whatever"), Status::Active),
        (json!(null), Status::Active),
    ] {
        assert_eq!(read(json!({"user_id": "7", "status": sent})).status, status);
    }
}

#[test]
fn names_and_numbers_lose_what_no_database_can_store() {
    let told = json!({
        "user_id": "1", "name": "Ann\u{0}\u{7}", "given_name": "\u{0}", "family_name": "&#0;Lee&#1;",
        "lis_person_sourcedid": "S\u{0}1",
    });
    let ann = member(&told).unwrap();
    assert_eq!(ann.name.as_deref(), Some("Ann"));
    assert_eq!(ann.given_name, None);
    assert!(!ann.family_name.unwrap().contains(char::is_control));
    assert_eq!(ann.lis_person_sourcedid.as_deref(), Some("S1"));
    member(&json!({"user_id": "1\u{0}"})).unwrap_err();
}

#[test]
fn a_page_on_which_nobody_can_be_named_is_unreadable() {
    for bad in [
        json!({}),
        json!({"user_id": ""}),
        json!({"user_id": null}),
        json!({"user_id": "a\n"}),
    ] {
        assert!(
            matches!(member(&bad), Err(ServiceError::Unreadable(_))),
            "{bad}"
        );
    }
}

#[test]
fn an_entry_that_names_nobody_is_counted_and_takes_nobody_along() {
    let members =
        json!([{"user_id": "1"}, {"name": "Nobody"}, "?", {"user_id": "2", "name": "Ann"}]);
    let body = json!({"context": {"id": "c"}, "members": members});
    let page = read(&url(HERE), &reply(200, &[], &body.to_string())).unwrap();
    let ids: Vec<&str> = page
        .members
        .iter()
        .map(|one| one.user_id.as_str())
        .collect();
    assert_eq!((ids, page.unreadable), (vec!["1", "2"], 2));
}

fn check(status: u16, headers: &[(&str, &str)], body: &str, expected: &ServiceError) {
    let outcome = read(&url(HERE), &reply(status, headers, body));
    assert_eq!(outcome.as_ref(), Err(expected), "{status} {body}");
}

#[test]
fn refusals_say_what_to_do_next() {
    let moodle = "{\n    \"status\": 400,\n    \"reason\": \"No handler found\"}";
    let detail = "{ \"status\": 400, \"reason\": \"No handler found\"}".to_owned();
    check(
        400,
        &[],
        moodle,
        &ServiceError::Refused {
            status: 400,
            detail,
        },
    );
    check(401, &[], "", &ServiceError::Token);
    check(403, &[], "", &ServiceError::Forbidden);
    check(404, &[], "", &ServiceError::NotFound);
    let wait = RetryAfter::Wait(std::time::Duration::from_secs(3));
    check(
        429,
        &[("retry-after", "3")],
        "",
        &ServiceError::Busy(Some(wait)),
    );
    check(500, &[], "<html>", &ServiceError::Down(500));
    check(
        302,
        &[("location", "https://evil.example")],
        "",
        &ServiceError::Refused {
            status: 302,
            detail: String::new(),
        },
    );
}

#[test]
fn where_changes_will_be_told_is_read_on_the_same_server_alone() {
    let body = r#"{"context":{"id":"2"},"members":[{"user_id":"7","status":"Deleted"}]}"#;
    let here = url("https://lms.example/2/members");
    let check = |link: &str, expected: Option<&str>| {
        let page = read(&here, &reply(200, &[("link", link)], body)).unwrap();
        assert_eq!(page.differences, expected.map(url), "{link}");
        assert_eq!(page.members[0].status, Status::Deleted);
        page
    };
    let since = "https://lms.example/2/members?since=5";
    let page = check(&format!("<{since}>; rel=\"differences\""), Some(since));
    let again = read(&here, &page.reply(&here)).unwrap();
    assert_eq!(again, page, "a platform writes what a tool reads");
    check("<https://evil.example/>; rel=\"differences\"", None);
    check("nonsense differences", None);
    check("", None);
}

#[test]
fn a_page_of_html_is_unreadable() {
    for body in [
        "<html>",
        "",
        "[]",
        "{}",
        r#"{"context":{"id":"2"},"members":{}}"#,
    ] {
        assert!(
            matches!(read_body(body), Err(ServiceError::Unreadable(_))),
            "{body}"
        );
    }
}

#[test]
fn pages_lead_on_within_their_own_origin() {
    let body = r#"{"context":{"id":"2"},"members":[]}"#;
    let next = |target: &str| format!("<{target}>; rel=\"next\"");
    let good = reply(
        200,
        &[("link", &next("https://lms.example/members?from=10"))],
        body,
    );
    let page = read(&url(HERE), &good).unwrap();
    assert_eq!(page.next, Some(url("https://lms.example/members?from=10")));
    let foreign = next("https://evil.example/members?from=10");
    check(
        200,
        &[("link", &foreign)],
        body,
        &link::LinkError::Foreign.into(),
    );
}

#[test]
fn what_a_platform_writes_a_tool_reads() {
    let mut member = Member::new(
        Subject::parse("7").unwrap(),
        [ContextRole::Learner].into_iter().collect(),
    );
    member.name = Some("李 小明".to_owned());
    let page = Page {
        course: Course {
            id: ContextId::parse("2").unwrap(),
            label: Some("BOT101".to_owned()),
            title: None,
        },
        members: vec![member],
        unreadable: 0,
        next: Some(url("https://lms.example/members?from=10")),
        differences: None,
    };
    let reply = page.reply(&url(HERE));
    assert_eq!(reply.headers()["content-type"], MEDIA_TYPE);
    assert_eq!(read(&url(HERE), &reply), Ok(page));
}
