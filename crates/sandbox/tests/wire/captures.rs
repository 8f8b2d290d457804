//! Messages and answers beside what a real platform sent.

use serde_json::{Map, Value};

use crate::world::world;

/// A message or an answer as it was captured.
pub(crate) fn capture(name: &str) -> Value {
    let file = format!("{}/../../tests/data/lti/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

/// Names and kinds of everything inside; of lists the first item, of texts nothing. Custom
/// parameters are a tool's own.
pub(crate) fn shape(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut shapes: Map<String, Value> = Map::new();
            for (name, value) in map {
                if !name.ends_with("/custom") {
                    shapes.insert(name.clone(), shape(value));
                }
            }
            Value::Object(shapes)
        }
        Value::Array(list) => Value::Array(list.iter().take(1).map(shape).collect()),
        Value::String(_) => "text".into(),
        Value::Number(_) => "number".into(),
        other => other.clone(),
    }
}

#[tokio::test]
async fn launches_have_the_shape_that_a_moodle_sent() {
    let world = world(|config| config.tools[0].points = Some(50.0));
    let check = async |who: &str, name: &str| {
        let ours = world
            .claims_at(&format!("/launch/start?tool=us&as={who}"))
            .await;
        let theirs = capture(name);
        let mut theirs = shape(&theirs);
        let claims = theirs.as_object_mut().unwrap();
        // The captured teachers' links had several columns or none.
        let ours = shape(&ours);
        let ags = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
        claims[ags]["lineitem"] = "text".into();
        assert_eq!(ours, theirs, "{name}");
    };
    check("student001", "moodle-launch-student.json").await;
    check("teacher1", "moodle-launch-teacher.json").await;
    check("assistant1", "moodle-launch-non-editing-teacher.json").await;
}

#[tokio::test]
async fn a_launch_without_names_has_the_shape_that_a_moodle_sent() {
    let world = world(|config| {
        config.tools[0].points = Some(50.0);
        config.tools[0].privacy = sandbox::Privacy::Anonymous;
    });
    let ours = world.claims_at("/launch/start?tool=us&as=student001").await;
    let theirs = capture("moodle-launch-privacy-off.json");
    assert_eq!(shape(&ours), shape(&theirs));
}

#[tokio::test]
async fn the_question_for_a_choice_is_the_one_that_a_moodle_asked() {
    let world = world(|_| {});
    let ours = world.claims_at("/launch/choose?tool=us&as=teacher1").await;
    let theirs = capture("moodle-deep-linking-request.json");
    assert_eq!(shape(&ours), shape(&theirs));
    let claim = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings";
    for (name, value) in theirs[claim].as_object().unwrap() {
        let own_text = ["title", "deep_link_return_url"].contains(&name.as_str());
        assert!(own_text || ours[claim][name] == *value, "{name}");
    }
}
