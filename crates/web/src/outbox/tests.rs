use proptest::prelude::*;

use super::*;

fn post(at: Millis, body: &str) -> Post {
    Post {
        at,
        id: format!("id-{at}"),
        path: "/api/acts/take-part".to_owned(),
        body: body.to_owned(),
    }
}

/// The ids in the order in which they would be sent.
fn sent(mut outbox: Outbox) -> Vec<String> {
    let mut ids = vec![];
    while let Some(post) = outbox.first() {
        outbox.settled(&post.id);
        ids.push(post.id);
    }
    ids
}

#[test]
fn acts_are_sent_in_their_order_and_those_of_an_earlier_visit_first() {
    let mut outbox = Outbox::default();
    outbox.add(post(5, "yes"), true);
    outbox.add(post(6, "no"), true);
    outbox.take_in(vec![post(3, "no"), post(1, "yes"), post(5, "yes")]);
    assert_eq!(sent(outbox), ["id-1", "id-3", "id-5", "id-6"]);
}

#[test]
fn what_is_pressed_twice_is_under_way_once_and_may_be_done_again_later() {
    let mut outbox = Outbox::default();
    outbox.add(post(1, "yes"), true);
    outbox.add(post(2, "yes"), true);
    outbox.add(post(3, "no"), true);
    outbox.add(post(4, "yes"), true);
    outbox.settled("id-1");
    assert_eq!(sent(outbox), ["id-3", "id-4"], "the last wish is yes");
}

#[test]
fn it_says_where_things_wait() {
    let mut outbox = Outbox::default();
    assert_eq!(outbox.waiting(), Waiting::Nothing);
    outbox.add(post(1, "yes"), true);
    outbox.add(post(2, "no"), true);
    assert_eq!(outbox.waiting(), Waiting::Page);
    assert_eq!(outbox.unkept(), [post(1, "yes"), post(2, "no")]);
    outbox.kept("id-1");
    assert_eq!(outbox.waiting(), Waiting::Page, "one of them is not");
    outbox.kept("id-2");
    assert_eq!(outbox.waiting(), Waiting::Device);
    assert_eq!(outbox.unkept(), []);
}

#[test]
fn what_may_not_wait_is_never_kept_and_is_given_up_when_the_reader_walks_on() {
    let mut outbox = Outbox::default();
    outbox.add(post(1, "in confidence"), false);
    assert_eq!(outbox.unkept(), []);
    assert_eq!(outbox.waiting(), Waiting::Page);
    outbox.add(post(2, "yes"), true);
    outbox.walk_on();
    assert_eq!(sent(outbox), ["id-2"]);
}

#[test]
fn the_clock_of_the_device_decides_nothing() {
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("outbox/tests.rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                for clock in ["Date::now", "Date::new_0", "SystemTime", "\"Date\""] {
                    assert!(!text.contains(clock), "{clock} in {}", path.display());
                }
                seen += 1;
            }
        }
    }
    assert!(seen > 10, "the sources are where they were");
}

proptest! {
    #[test]
    fn what_the_device_keeps_is_read_back(at: Millis, id in "[0-9a-f-]{0,36}", path in "/[a-z/-]{0,30}", body: String) {
        let post = Post { at, id, path, body };
        prop_assert_eq!(Post::from_text(&post.to_text()), Some(post));
    }

    #[test]
    fn nothing_on_the_device_can_break_the_app(text: String) {
        if let Some(post) = Post::from_text(&text) {
            prop_assert_eq!(Post::from_text(&post.to_text()), Some(post));
        }
    }
}

#[test]
fn what_was_not_sent_can_be_withdrawn_and_the_rest_stays() {
    let mut outbox = Outbox::default();
    let quiz = |at| Post {
        path: "/api/acts/submit-quiz".to_owned(),
        ..post(at, "a")
    };
    outbox.add(quiz(1), true);
    outbox.add(post(2, "yes"), true);
    outbox.add(quiz(3), true);
    assert_eq!(outbox.withdraw("/api/acts/submit-quiz"), ["id-1", "id-3"]);
    assert!(outbox.withdraw("/api/acts/submit-quiz").is_empty());
    assert_eq!(sent(outbox), ["id-2"]);
}
