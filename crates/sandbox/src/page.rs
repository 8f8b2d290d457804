//! The pages of the LMS as data that templates draw.

use askama::Template;

use crate::address::encoded;
use crate::attributes::ComesAs;
use crate::config::{Config, Manners, Tool};
use crate::course::{LABEL, TITLE};
use crate::lms::State;
use crate::roster::{Part, Person};
use crate::views::Group;

mod gradebook;
mod participants;

pub(crate) use gradebook::Gradebook;
pub(crate) use participants::{Notice, Participants};

/// `/`.
#[derive(Template)]
#[template(path = "home.html")]
pub(crate) struct Home {
    title: &'static str,
    label: &'static str,
    course: &'static str,
    people: usize,
    tools: Vec<String>,
}

impl Home {
    pub(crate) fn new(config: &Config, state: &State) -> Self {
        Self {
            title: "My courses",
            label: LABEL,
            course: TITLE,
            people: state.roster.people.len(),
            tools: config.tools.iter().map(|tool| tool.name.clone()).collect(),
        }
    }
}

/// A tool as links to it need it.
pub(crate) struct ToolLink {
    name: String,
    client_id: String,
    encoded: String,
}

fn links(config: &Config) -> Vec<ToolLink> {
    let tools = config.tools.iter();
    tools
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
    title: &'static str,
    label: &'static str,
    course: &'static str,
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
        config: &Config,
        state: &State,
        tool: Option<&Tool>,
        find: &str,
        wrong: Option<String>,
    ) -> Self {
        let tool_id = tool.map_or(String::new(), |tool| tool.client_id.clone());
        let suffix = match tool {
            Some(tool) => format!("&tool={}", encoded(&tool.client_id)),
            None => String::new(),
        };
        let groups = Group::ALL
            .into_iter()
            .map(|group| group_row(group, config, state, find));
        Self {
            title: TITLE,
            label: LABEL,
            course: TITLE,
            here: "course",
            tools: links(config),
            tool_id,
            suffix,
            find: find.to_owned(),
            wrong,
            groups: groups.filter(|group| !group.people.is_empty()).collect(),
        }
    }
}

fn group_row(group: Group, config: &Config, state: &State, find: &str) -> GroupRow {
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
            .map(|person| Row::of(person, config.manners))
            .collect(),
    }
}

/// `/course/1?as=…`: the course with the tool in a frame.
#[derive(Template)]
#[template(path = "course.html")]
pub(crate) struct Course {
    title: String,
    label: &'static str,
    heading: &'static str,
    here: &'static str,
    tools: Vec<ToolLink>,
    tool_id: String,
    tool_name: String,
    tool_encoded: String,
    tool_origin: String,
    shown: String,
    username: String,
    note: String,
    script: Option<&'static str>,
}

impl Course {
    pub(crate) fn new(config: &Config, tool: &Tool, person: &Person) -> Self {
        Self {
            title: format!("{TITLE}: {}", tool.name),
            label: LABEL,
            heading: TITLE,
            here: "course",
            tools: links(config),
            tool_id: tool.client_id.clone(),
            tool_name: tool.name.clone(),
            tool_encoded: encoded(&tool.client_id),
            tool_origin: origin(&tool.target_link_uri),
            shown: person.shown(),
            username: person.username.clone(),
            note: note(person, config.manners),
            script: (config.manners == Manners::Canvas).then_some(GROW),
        }
    }
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

/// The script of a page that sends a form on. Nothing of it comes from outside.
pub(crate) const SUBMIT: &str = "document.getElementById(\"onward\").submit()";

/// A form that sends itself to the tool.
#[derive(Template)]
#[template(path = "post.html")]
pub(crate) struct Post {
    title: &'static str,
    action: String,
    fields: Vec<(&'static str, String)>,
    script: &'static str,
}

impl Post {
    pub(crate) fn new(action: String, fields: Vec<(&'static str, String)>) -> Self {
        Self {
            title: "Opening the tool",
            action,
            fields,
            script: SUBMIT,
        }
    }
}
