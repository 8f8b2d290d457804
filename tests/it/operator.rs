//! What commands on the host tell an operator of the LMS, and of a start that fails.

use it::Host;
use sandbox::{Fault, Faults};
use serde_json::Value;

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_is_tried_when_it_is_added_or_corrected_and_what_came_is_told_and_never_fatal() {
    let host = Host::new(|_| {}).await;
    let add = host.platform_add();
    let added = host.json(&add).await;
    // The service does not answer yet, so the LMS cannot read our keys.
    assert_eq!(added["tried"], "keys", "{added}");
    assert!(
        added["says"].as_str().unwrap().contains("no access"),
        "{added}"
    );
    let service = host.serve().await;
    let id = added["id"].as_str().unwrap().to_owned();
    let tokens = format!("{}/lti/token", host.lms_url);
    let edit = async |more: &[&str]| {
        let all = [&["platform", "edit", &id], more].concat();
        host.json(all).await
    };
    let there = ["--token-url", &*tokens];
    assert_eq!(edit(&there).await["tried"], "well");
    assert_eq!(edit(&["--name", "Our Moodle"]).await["tried"], Value::Null);
    let silent = ["--token-url", &*tokens, "--no-try"];
    assert_eq!(edit(&silent).await["tried"], Value::Null);
    host.lms.set_faults(Faults {
        keys: Some(Fault::html(1)),
        ..Faults::default()
    });
    let unread = edit(&there).await;
    assert_eq!(unread["tried"], "unread", "{unread}");
    assert_eq!(unread["token_url"], *tokens, "it is kept all the same");
    assert_eq!(service.end().await.code, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_answers_in_json_where_it_cannot_begin_too() {
    let host = Host::new(|_| {}).await;
    let check = async |more: &[&str], code: &str, says: &str| {
        let ended = host.run([&["doctor", "--json"], more].concat()).await;
        assert_eq!(ended.code, Some(1), "{ended:?}");
        let found: Value = serde_json::from_str(&ended.out).expect(&ended.out);
        assert_eq!(found.as_array().map(Vec::len), Some(1), "{found}");
        let found = &found[0];
        assert_eq!(
            (&found["health"], &found["code"]),
            (&"ill".into(), &code.into())
        );
        assert!(found["says"].as_str().unwrap().contains(says), "{found}");
        found["do"].as_str().unwrap().to_owned()
    };
    check(&[], "start-no-data", "there is no database").await;
    let no_url = ["--public-url", "mentoring"];
    check(&no_url, "start-public-url", "not a URL").await;
    let inside = ["--key-file", "data/key"];
    check(&inside, "start-key-place", "name a place outside").await;
    host.json(host.platform_add()).await;
    std::fs::write(host.path("data.key"), [7; 32]).unwrap();
    let to_do = check(&[], "store-wrong-key", "is not the one").await;
    assert!(to_do.contains("ALONGSIDE_KEY_FILE"), "{to_do}");
}
