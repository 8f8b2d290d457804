//! Pages as a screen reader gets them: the accessibility tree, asked of the browser itself.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::{
    chromium::{Browser, Screen, Storage},
    demo::Demo,
};

/// A node that says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    role: String,
    name: String,
    level: Option<i64>,
    /// The browser's own numbers of it: of the node, and of the element behind it.
    ids: (String, i64),
}

/// The page's nodes in reading order, without those that are ignored.
async fn nodes(browser: &Browser) -> Vec<Node> {
    let answer = browser.cdp("Accessibility.getFullAXTree", &json!({})).await;
    let all = answer["nodes"].as_array().unwrap();
    let by_id: HashMap<&str, &Value> = all
        .iter()
        .map(|node| (node["nodeId"].as_str().unwrap(), node))
        .collect();
    let mut found = vec![];
    let mut open = vec![&all[0]];
    while let Some(node) = open.pop() {
        if node["ignored"] == json!(false) {
            found.push(read(node));
        }
        let children = node["childIds"].as_array().into_iter().flatten().rev();
        open.extend(children.filter_map(|id| by_id.get(id.as_str()?).copied()));
    }
    found
}

fn read(node: &Value) -> Node {
    let text = |name: &str| node[name]["value"].as_str().unwrap_or_default().to_owned();
    let properties = node["properties"].as_array().into_iter().flatten();
    let level = properties
        .filter(|property| property["name"] == "level")
        .find_map(|property| property["value"]["value"].as_i64());
    Node {
        role: text("role"),
        name: text("name"),
        level,
        ids: (
            node["nodeId"].as_str().unwrap_or_default().to_owned(),
            node["backendDOMNodeId"].as_i64().unwrap_or_default(),
        ),
    }
}

/// The headings of a page.
pub(crate) async fn headings(browser: &Browser) -> Vec<Node> {
    let mut nodes = nodes(browser).await;
    nodes.retain(|node| node.role == "heading");
    nodes
}

/// What a reader operates.
const CONTROLS: [&str; 8] = [
    "button",
    "link",
    "checkbox",
    "radio",
    "searchbox",
    "textbox",
    "DisclosureTriangle",
    "progressbar",
];

/// The parts of a page, in their order. Only a reader with several pages has a list of them.
const LANDMARKS: [&str; 4] = ["banner", "navigation", "main", "contentinfo"];

/// What is wrong with a page's names and order.
fn faults(nodes: &[Node]) -> Vec<String> {
    let mut found = vec![];
    let nameless = nodes
        .iter()
        .filter(|node| CONTROLS.contains(&&*node.role) && node.name.trim().is_empty());
    found.extend(nameless.map(|node| format!("no name: {node:?}")));
    let levels: Vec<_> = nodes
        .iter()
        .filter(|node| node.role == "heading")
        .filter_map(|node| node.level)
        .collect();
    let first = levels.iter().filter(|level| **level == 1).count();
    if first != 1 || levels.first() != Some(&1) {
        found.push(format!("the heading of the page: {levels:?}"));
    }
    if levels.windows(2).any(|pair| pair[1] > pair[0] + 1) {
        found.push(format!("a level is left out: {levels:?}"));
    }
    let landmarks: Vec<_> = nodes
        .iter()
        .map(|node| &*node.role)
        .filter(|role| LANDMARKS.contains(role))
        .collect();
    // Paging is a second list of links, inside the main part.
    let (paging, outer): (Vec<_>, Vec<_>) = landmarks
        .iter()
        .enumerate()
        .partition(|(place, role)| **role == "navigation" && landmarks[..*place].contains(&"main"));
    let outer: Vec<_> = outer.iter().map(|(_, role)| **role).collect();
    let expected = LANDMARKS.iter().filter(|each| outer.contains(*each));
    let is_whole = ["banner", "main", "contentinfo"]
        .iter()
        .all(|each| outer.contains(each));
    if !is_whole || !expected.eq(outer.iter()) || paging.len() > 1 {
        found.push(format!("landmarks: {landmarks:?}"));
    }
    let parts = nodes.iter().filter(|node| node.role == "navigation");
    found.extend(
        parts
            .filter(|node| node.name.is_empty())
            .map(|node| format!("no name: {node:?}")),
    );
    found
}

/// Pages that between them have every part.
const PAGES: [&str; 22] = [
    "/gallery/home-asked",
    "/gallery/home-observer",
    "/gallery/candidate-code",
    "/gallery/mentor-group",
    "/gallery/mentee-placed",
    "/gallery/mentee-placed-nameless",
    "/gallery/code-to-sign",
    "/gallery/quiz-open",
    "/gallery/quiz-resting",
    "/gallery/quiz-passed",
    "/gallery/desk-wait",
    "/gallery/desk-confirm",
    "/gallery/groups-proposed",
    "/gallery/conflict-seats",
    "/gallery/people-found",
    "/gallery/people-nobody",
    "/gallery/scores",
    "/gallery/trouble-offline",
    "/gallery/trouble-ended",
    "/gallery/refused-session-missing",
    "/help/sandbox",
    "/accessibility",
];

#[tokio::test]
async fn everything_has_a_name_and_the_order_is_that_of_the_page() {
    let demo = Demo::start(40);
    let browser = Browser::start(Screen::Desk, Storage::Untouched).await;
    browser.cdp("Accessibility.enable", &json!({})).await;
    let mut found = vec![];
    for page in PAGES {
        for language in ["en", "cy"] {
            let url = format!("{}{page}?lang={language}", demo.tool_url);
            browser.driver.goto(url).await.unwrap();
            let faults = faults(&nodes(&browser).await);
            found.extend(
                faults
                    .iter()
                    .map(|fault| format!("{page} {language}: {fault}")),
            );
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_fault_is_found() {
    let node = |role: &str, name: &str, level| Node {
        role: role.to_owned(),
        name: name.to_owned(),
        level,
        ids: (String::new(), 0),
    };
    let whole = [
        node("banner", "", None),
        node("link", "Get help", None),
        node("main", "", None),
        node("heading", "Hello", Some(1)),
        node("heading", "Next", Some(2)),
        node("contentinfo", "", None),
    ];
    let check = |change: fn(&mut Vec<Node>), expected: &[&str]| {
        let mut nodes = whole.to_vec();
        change(&mut nodes);
        let found = faults(&nodes);
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.starts_with(expected), "{found}");
        }
    };
    check(|_| {}, &[]);
    check(|nodes| nodes[1].name.clear(), &["no name"]);
    check(|nodes| nodes[4].level = Some(3), &["a level is left out"]);
    check(
        |nodes| nodes[4].level = Some(1),
        &["the heading of the page"],
    );
    check(|nodes| drop(nodes.remove(0)), &["landmarks"]);
    check(|nodes| nodes.swap(0, 2), &["landmarks"]);
    check(|nodes| nodes.push(nodes[2].clone()), &["landmarks"]);
}
