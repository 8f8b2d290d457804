//! The pages of the LMS as data that templates draw.

use askama::Template;

use crate::address::{choose, encoded};
use crate::attributes::ComesAs;
use crate::config::{Manners, Tool};
use crate::courses::{Course as Place, Link};
use crate::lms::{Lms, State};
use crate::opening::Placement;
use crate::roster::{Part, Person};
use crate::views::Group;

mod choosing;
mod gradebook;
mod participants;
mod tools;

pub(crate) use choosing::{ChoiceMade, Choosing};
pub(crate) use gradebook::Gradebook;
pub(crate) use participants::{Notice, Participants};
pub(crate) use tools::{Registering, Storage, ToolsPage};

/// The course that a page belongs to.
pub(crate) struct At {
    number: u32,
    label: String,
    title: String,
}

impl At {
    fn of(course: &Place) -> Self {
        Self {
            number: course.number,
            label: course.label.clone(),
            title: course.title.clone(),
        }
    }
}

/// `/`.
#[derive(Template)]
#[template(path = "home.html")]
pub(crate) struct Home {
    title: &'static str,
    courses: Vec<At>,
    people: usize,
    tools: Vec<String>,
}

impl Home {
    pub(crate) fn new(state: &State) -> Self {
        Self {
            title: "My courses",
            courses: state.courses.all().iter().map(At::of).collect(),
            people: state.roster.people.len(),
            tools: state.tools.iter().map(|tool| tool.name.clone()).collect(),
        }
    }
}

/// A tool as links to it need it.
pub(crate) struct ToolLink {
    name: String,
    client_id: String,
    encoded: String,
}

/// The tools that have a place in a course.
fn links(state: &State, course: u32) -> Vec<ToolLink> {
    let tools = state.tools.iter();
    tools
        .filter(|tool| state.courses.own_link(course, &tool.client_id).is_some())
        .map(|tool| ToolLink {
            name: tool.name.clone(),
            client_id: tool.client_id.clone(),
            encoded: encoded(&tool.client_id),
        })
        .collect()
}

/// A person on a page.
pub(crate) struct Row {
    username: String,
    shown: String,
    number: String,
    role: &'static str,
    note: String,
    suspended: bool,
}

impl Row {
    fn of(person: &Person, manners: Manners) -> Self {
        Self {
            username: person.username.clone(),
            shown: person.shown(),
            number: person.number.clone(),
            role: role(person.part, manners),
            note: note(person, manners),
            suspended: person.suspended,
        }
    }
}

fn role(part: Part, manners: Manners) -> &'static str {
    match (part, manners) {
        (Part::Teacher, _) => "Teacher",
        (Part::Assistant, Manners::Moodle) => "Non-editing teacher",
        (Part::Assistant, Manners::Canvas) => "Teaching assistant",
        (Part::Student, _) => "Student",
        (Part::Observer, _) => "Observer",
        (Part::Tester, _) => "Test student",
        (Part::Administrator, _) => "Administrator",
    }
}

fn note(person: &Person, manners: Manners) -> String {
    let word = role(person.part, manners).to_lowercase();
    let number = &person.number;
    let way = way(person).unwrap_or_default();
    let suspended = if person.suspended { ", suspended" } else { "" };
    format!("{word} {number}{way}{suspended}")
}

/// How far a candidate has come who is not ready.
fn way(person: &Person) -> Option<&'static str> {
    let ComesAs::Candidate(way) = &person.attributes.as_ref()?.comes_as else {
        return None;
    };
    match way.days() {
        [_, _, _, _, Some(_)] => None,
        [_, _, Some(_), ..] => Some(", training attended"),
        [_, Some(_), ..] => Some(", training booked"),
        _ => Some(", accepted"),
    }
}

/// Whether a person is meant by what somebody typed into a search box.
fn is_found(person: &Person, find: &str) -> bool {
    let find = find.to_lowercase();
    let places = [&person.shown(), &person.username, &person.number];
    places
        .iter()
        .any(|place| place.to_lowercase().contains(&find))
}

/// `/course/1` without a person: who shall open it?
#[derive(Template)]
#[template(path = "choose.html")]
pub(crate) struct Choose {
    title: String,
    at: At,
    here: &'static str,
    tools: Vec<ToolLink>,
    tool_id: String,
    suffix: String,
    find: String,
    wrong: Option<String>,
    groups: Vec<GroupRow>,
}

/// People under one heading.
pub(crate) struct GroupRow {
    title: &'static str,
    open: bool,
    people: Vec<Row>,
}

impl Choose {
    /// `tool` is the one that will open, if the address named one; `wrong` says why there is no
    /// course page.
    pub(crate) fn new(
        lms: &Lms,
        state: &State,
        course: &Place,
        tool: Option<&std::sync::Arc<Tool>>,
        (find, wrong): (&str, Option<String>),
    ) -> Self {
        let tool_id = tool.map_or(String::new(), |tool| tool.client_id.clone());
        let suffix = match tool {
            Some(tool) => format!("&tool={}", encoded(&tool.client_id)),
            None => String::new(),
        };
        let manners = lms.config().manners;
        let groups = Group::ALL
            .into_iter()
            .map(|group| group_row(group, manners, state, find));
        Self {
            title: course.title.clone(),
            at: At::of(course),
            here: "course",
            tools: links(state, course.number),
            tool_id,
            suffix,
            find: find.to_owned(),
            wrong,
            groups: groups.filter(|group| !group.people.is_empty()).collect(),
        }
    }
}

fn group_row(group: Group, manners: Manners, state: &State, find: &str) -> GroupRow {
    let (title, open) = match group {
        Group::Staff => ("Staff", true),
        Group::AtGate => ("Mentor candidates on their way", true),
        Group::Mentor => ("Mentors who are ready", false),
        Group::Mentee => ("New students", false),
        Group::Other => ("Late and suspended students", true),
    };
    let people = state.roster.people.iter();
    GroupRow {
        title,
        open: open || !find.is_empty(),
        people: people
            .filter(|person| Group::of(person) == group && is_found(person, find))
            .map(|person| Row::of(person, manners))
            .collect(),
    }
}

/// `/course/1?as=…`: the course with the tool in a frame.
#[derive(Template)]
#[template(path = "course.html")]
pub(crate) struct Course {
    title: String,
    at: At,
    here: &'static str,
    tools: Vec<ToolLink>,
    tool_id: String,
    /// Heading of the frame: the tool's name or the link's.
    name: String,
    /// What the launch in the frame names.
    start: (&'static str, String),
    tool_origin: String,
    shown: String,
    username: String,
    note: String,
    activities: Vec<Activity>,
    /// Whether the person edits the course.
    edits: bool,
    choosers: Vec<Chooser>,
    /// The address of the frame that keeps things for tools.
    storage: Option<String>,
    script: Option<&'static str>,
}

/// A link that was chosen, as the course lists it.
struct Activity {
    id: String,
    title: String,
    text: String,
    is_open: bool,
}

/// A way to ask a tool for something.
struct Chooser {
    name: String,
    what: &'static str,
    address: String,
}

impl Course {
    pub(crate) fn new(
        lms: &Lms,
        state: &State,
        course: &Place,
        (tool, link): (&Tool, &Link),
        person: &Person,
    ) -> Self {
        let manners = lms.config().manners;
        let edits = person.part == Part::Teacher;
        Self {
            title: format!("{}: {}", course.title, link.title),
            at: At::of(course),
            here: "course",
            tools: links(state, course.number),
            tool_id: if link.is_chosen {
                String::new()
            } else {
                tool.client_id.clone()
            },
            name: link.title.clone(),
            start: start(link),
            tool_origin: origin(&tool.target_link_uri),
            shown: person.shown(),
            username: person.username.clone(),
            note: note(person, manners),
            activities: activities(state, course.number, link),
            edits,
            choosers: if edits {
                choosers(state, manners, course.number, &person.username)
            } else {
                Vec::new()
            },
            storage: lms
                .quirks()
                .platform_storage
                .then(|| lms.addresses().storage()),
            script: (manners == Manners::Canvas).then_some(GROW),
        }
    }
}

/// What a launch of this link names, as it stands in an address: the link, or the tool whose place it
/// is.
fn start(link: &Link) -> (&'static str, String) {
    if link.is_chosen {
        ("link", encoded(&link.id))
    } else {
        ("tool", encoded(&link.client_id))
    }
}

fn activities(state: &State, course: u32, open: &Link) -> Vec<Activity> {
    let chosen = state.courses.chosen(course);
    chosen
        .map(|link| Activity {
            id: link.id.clone(),
            title: link.title.clone(),
            text: link.text.clone(),
            is_open: link.id == open.id && open.is_chosen,
        })
        .collect()
}

fn choosers(state: &State, manners: Manners, course: u32, who: &str) -> Vec<Chooser> {
    let tools = state.tools.iter().filter(|tool| tool.choice_uri.is_some());
    let mut choosers = Vec::new();
    for tool in tools {
        for (place, what) in Placement::of(manners) {
            choosers.push(Chooser {
                name: tool.name.clone(),
                what,
                address: choose(course, who, tool, *place),
            });
        }
    }
    choosers
}

/// The origin of an address, for a frame's permissions; `'none'` where it has no proper one.
pub(crate) fn origin(address: &str) -> String {
    match url::Url::parse(address) {
        Ok(url) if url.has_host() => url.origin().ascii_serialization(),
        _ => "'none'".to_owned(),
    }
}

/// A few sentences and the way back.
#[derive(Template)]
#[template(path = "message.html")]
pub(crate) struct Message {
    pub(crate) title: String,
    pub(crate) lines: Vec<String>,
    pub(crate) back: &'static str,
}

/// The script of the course's page where it has Canvas's manners: it makes the frame as tall as the
/// tool asks. Moodle knows no such message.
pub(crate) const GROW: &str = include_str!("../assets/canvas.js");

/// The script of the page on which a tool registers.
pub(crate) const CLOSE: &str = include_str!("../assets/close.js");

/// The script of the frame that keeps things for tools.
pub(crate) const KEEP: &str = include_str!("../assets/storage.js");

/// The script of a page that sends a form on. Nothing of it comes from outside.
pub(crate) const SUBMIT: &str = "document.getElementById(\"onward\").submit()";

/// A form that sends itself to the tool.
#[derive(Template)]
#[template(path = "post.html")]
pub(crate) struct Post {
    title: &'static str,
    action: String,
    fields: Vec<(String, String)>,
    script: &'static str,
}

impl Post {
    pub(crate) fn new(action: String, fields: Vec<(&'static str, String)>) -> Self {
        let fields = fields.into_iter();
        let fields = fields.map(|(name, value)| (name.to_owned(), value));
        Self::again(action, fields.collect())
    }

    /// The same of fields that came from somebody.
    pub(crate) fn again(action: String, fields: Vec<(String, String)>) -> Self {
        Self {
            title: "Opening the tool",
            action,
            fields,
            script: SUBMIT,
        }
    }
}
