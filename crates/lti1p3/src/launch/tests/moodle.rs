//! Messages as a running Moodle 4.5 made them, signed again by the test key.

use crate::claims::CustomValue;
use crate::launch::LaunchError;
use crate::role::ContextRole;
use crate::scope;
use crate::testing::{check, published, url};

#[test]
fn a_student_of_moodle_launches_with_everything() {
    let launch = published("moodle-launch-student.json").accepted();
    assert_eq!(launch.issuer.as_str(), "http://127.0.0.1:8080");
    assert_eq!(launch.client_id.as_str(), "KAZjNrbCHH1ImFF");
    assert_eq!(launch.deployment_id.as_str(), "2");
    assert_eq!(launch.subject.as_str(), "7");
    assert_eq!(launch.person.name.as_deref(), Some("Jürgen Großmann"));
    assert_eq!(
        launch.person.email.as_deref(),
        Some("student02@example.test")
    );
    assert!(launch.roles.has(ContextRole::Learner));
    let link = launch.resource_link().unwrap();
    assert_eq!(link.id.as_str(), "2");
    assert_eq!(link.title.as_deref(), Some("py quiz 1"));
    assert_eq!(link.description, None, "an empty description is none");
    let course = launch.context.as_ref().unwrap();
    assert_eq!(course.id.as_str(), "2");
    assert_eq!(course.label.as_deref(), Some("BOT101"));
    assert_eq!(course.types, ["CourseSection"]);
    assert_eq!(launch.lis.person_sourcedid.as_deref(), Some("SIS-S02"));
    assert_eq!(launch.custom.value("quiz"), Some("1"));
    assert_eq!(launch.presentation.locale.as_deref(), Some("en"));
    assert_eq!(
        launch.tool_platform.product_family_code.as_deref(),
        Some("moodle")
    );
    assert_eq!(
        launch.tool_platform.guid.as_deref(),
        Some("ea2e45fc8ab18f367d50dda6ac607c6a")
    );
    assert!(
        launch
            .other
            .contains_key("https://purl.imsglobal.org/spec/lti/claim/ext")
    );
}

#[test]
fn its_services_are_read() {
    let launch = published("moodle-launch-student.json").accepted();
    let grades = launch.grades.unwrap();
    assert!(grades.allows(scope::LINE_ITEM) && grades.allows(scope::SCORE));
    assert!(!grades.allows(scope::MEMBERSHIP));
    let services = "http://127.0.0.1:8080/mod/lti/services.php";
    let items = format!("{services}/2/lineitems?type_id=2");
    assert_eq!(grades.line_items, Some(url(&items)));
    let item = format!("{services}/2/lineitems/3/lineitem?type_id=2");
    assert_eq!(grades.line_item, Some(url(&item)));
    let names = launch.names.unwrap();
    let members = format!("{services}/CourseSection/2/bindings/2/memberships");
    assert_eq!(names.url, url(&members));
    assert_eq!(names.versions, ["1.0", "2.0"]);
}

#[test]
fn a_deleted_column_leaves_no_line_item() {
    let mut trial = published("moodle-launch-student.json");
    let name = crate::testing::claim("endpoint");
    trial.claims[&name]["lineitem"] = "".into();
    let grades = trial.accepted().grades.unwrap();
    assert_eq!(grades.line_item, None);
    assert!(grades.line_items.is_some());
}

#[test]
fn teachers_with_and_without_editing_look_the_same_at_launch() {
    for file in [
        "moodle-launch-teacher.json",
        "moodle-launch-non-editing-teacher.json",
    ] {
        let roles = published(file).accepted().roles;
        assert!(roles.has(ContextRole::Instructor), "{file}");
        assert!(
            !roles.is_teaching_assistant() && !roles.is_administrator(),
            "{file}"
        );
    }
}

#[test]
fn an_administrator_is_one_beside_being_an_instructor() {
    let launch = published("moodle-launch-administrator.json").accepted();
    assert!(launch.roles.is_administrator() && launch.roles.has(ContextRole::Instructor));
    assert_eq!(launch.lis.person_sourcedid, None, "an empty number is none");
}

#[test]
fn a_platform_that_shares_no_names_launches_all_the_same() {
    let launch = published("moodle-launch-privacy-off.json").accepted();
    assert_eq!(launch.person, crate::claims::Person::default());
    assert_eq!(launch.lis.person_sourcedid.as_deref(), Some("SIS-S02"));
    let custom = &launch.custom;
    assert_eq!(custom.get("groups"), CustomValue::Value("1"));
    assert_eq!(custom.get("hist"), CustomValue::Empty);
    let end = "$ResourceLink.submission.endDateTime";
    assert_eq!(custom.get("end"), CustomValue::Unresolved(end));
    assert_eq!(custom.get("nothing"), CustomValue::Unset);
}

#[test]
fn a_submission_review_is_refused_by_name() {
    let outcome = published("moodle-submission-review.json").verify();
    let name = "LtiSubmissionReviewRequest".to_owned();
    assert_eq!(outcome, Err(LaunchError::MessageType(name)));
}

#[test]
fn a_published_launch_is_refused_after_two_minutes_and_with_another_nonce() {
    let mut late = published("moodle-launch-student.json");
    late.now = late
        .now
        .checked_add(jiff::SignedDuration::from_secs(118))
        .unwrap();
    check(late, "refused: launch-token-expired");
    let mut other = published("moodle-launch-student.json");
    other.nonce = published("moodle-launch-teacher.json").nonce;
    check(other, "refused: launch-token-nonce");
}
