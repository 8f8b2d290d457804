//! What the LMS shows to programs: plain JSON for tests and demonstrations.

mod places;
mod tools;

use serde::Serialize;
use serde_json::Value;

use crate::attributes::ComesAs;
use crate::lms::State;
use crate::roster::{Part, Person, Roster};

/// A person as `/api/members.json` lists them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MemberView {
    /// `sub` and `user_id` in messages to tools.
    pub id: String,
    /// For `/course/1?as=…`.
    pub username: String,
    /// The institution's number.
    pub number: String,
    /// None for the two who share none.
    pub name: Option<String>,
    /// None where it is not shared.
    pub email: Option<String>,
    /// What the person does in the course.
    pub part: Part,
    /// Whether the enrolment is suspended.
    pub suspended: bool,
    /// Under which heading the chooser lists the person.
    pub group: Group,
}

/// The headings of the chooser. A tool learns nothing of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// Teachers and the assistant.
    Staff,
    /// Mentor candidates who are not ready.
    AtGate,
    /// Mentor candidates who are ready.
    Mentor,
    /// New first-year students.
    Mentee,
    /// Students whom the attribute file does not know: late or suspended from the start.
    Other,
}

impl Group {
    /// Every group, in the order of the chooser.
    pub const ALL: [Self; 5] = [
        Self::Staff,
        Self::AtGate,
        Self::Mentor,
        Self::Mentee,
        Self::Other,
    ];

    /// Where a person is listed.
    pub fn of(person: &Person) -> Self {
        match person.part {
            Part::Student => {}
            Part::Observer | Part::Tester => return Self::Other,
            Part::Teacher | Part::Assistant | Part::Administrator => return Self::Staff,
        }
        match person.attributes.as_ref().map(|known| &known.comes_as) {
            Some(ComesAs::Candidate(way)) if way.is_ready() => Self::Mentor,
            Some(ComesAs::Candidate(_)) => Self::AtGate,
            Some(ComesAs::New) => Self::Mentee,
            None => Self::Other,
        }
    }
}

/// `/api/gradebook.json`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GradebookView {
    /// In the order they were made.
    pub columns: Vec<ColumnView>,
    /// By column, then person.
    pub marks: Vec<MarkView>,
}

/// A column of the gradebook.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ColumnView {
    /// The number in its address.
    pub id: u64,
    /// The tool's name for it; empty without one.
    pub resource_id: String,
    /// The tool's tag; empty without one.
    pub tag: String,
    /// What stands above it.
    pub label: String,
    /// The best possible score.
    pub score_maximum: f64,
    /// The link it belongs to.
    pub resource_link_id: Option<String>,
    /// The tool it belongs to.
    pub client_id: String,
    /// The course it stands in, from 1.
    pub course: u32,
}

/// A mark as it is seen.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MarkView {
    /// The column.
    pub column_id: u64,
    /// The column's `resourceId`.
    pub resource_id: String,
    /// The person.
    pub user_id: String,
    /// The person's user name; none once they have left the course.
    pub username: Option<String>,
    /// The score on the column's scale; none where nothing counts.
    pub score: Option<f64>,
    /// The best possible score.
    pub score_maximum: f64,
    /// What the tool gave as time (RFC 3339); none for a teacher's own mark.
    pub timestamp: Option<String>,
    /// What the tool wrote beside it.
    pub comment: Option<String>,
    /// How many posts were accepted.
    pub attempts: u32,
}

/// A score post as `/api/scores.json` lists it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// When it came (RFC 3339, milliseconds).
    pub received_at: String,
    /// The column it was for, by the number in the address.
    pub column_id: u64,
    /// The column's `resourceId`; none when there is no such column.
    pub resource_id: Option<String>,
    /// The tool; none without a good token.
    pub client_id: Option<String>,
    /// `userId` of the body.
    pub user_id: Option<String>,
    /// That person's user name.
    pub username: Option<String>,
    /// `Content-Type` as sent.
    pub content_type: String,
    /// The body: JSON where it is, else text.
    pub body: Value,
    /// The answer; none where the LMS never answered.
    pub answer: Option<Answer>,
    /// Whether the gradebook took it.
    pub stored: bool,
}

/// An answer of the LMS.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: String,
}

pub use places::{CourseView, LineItemView, LinkView};
pub(crate) use places::{courses, line_items, links};
pub use tools::ToolView;
pub(crate) use tools::tools;

pub(crate) fn members(roster: &Roster) -> Vec<MemberView> {
    roster.people.iter().map(member).collect()
}

fn member(person: &Person) -> MemberView {
    MemberView {
        id: person.id.clone(),
        username: person.username.clone(),
        number: person.number.clone(),
        name: person.name.as_ref().map(|name| name.full.clone()),
        email: person.email.clone(),
        part: person.part,
        suspended: person.suspended,
        group: Group::of(person),
    }
}

pub(crate) fn gradebook(state: &State) -> GradebookView {
    let columns: Vec<ColumnView> = state
        .gradebook
        .columns()
        .map(|column| ColumnView {
            id: column.id,
            resource_id: column.resource_id.clone(),
            tag: column.tag.clone(),
            label: column.label.clone(),
            score_maximum: column.maximum,
            resource_link_id: column.link.clone(),
            client_id: column.client_id.clone(),
            course: column.course,
        })
        .collect();
    GradebookView {
        columns,
        marks: marks(state),
    }
}

fn marks(state: &State) -> Vec<MarkView> {
    let marks = state.gradebook.marks().filter_map(|(id, user_id, mark)| {
        let column = state.gradebook.column(id)?;
        Some(MarkView {
            column_id: id,
            resource_id: column.resource_id.clone(),
            user_id: user_id.to_owned(),
            username: username(&state.roster, user_id),
            score: mark.score,
            score_maximum: column.maximum,
            timestamp: mark.at.map(written),
            comment: mark.comment.clone(),
            attempts: mark.attempts,
        })
    });
    marks.collect()
}

pub(crate) fn username(roster: &Roster, user_id: &str) -> Option<String> {
    let mut people = roster.people.iter();
    let person = people.find(|person| person.id == user_id)?;
    Some(person.username.clone())
}

/// A time as RFC 3339 with milliseconds.
pub(crate) fn written(millis: i64) -> String {
    // Both ends are far beyond any clock; what cannot be written is shown as the beginning.
    let time = jiff::Timestamp::from_millisecond(millis).unwrap_or_default();
    format!("{time:.3}")
}
