//! `/course/1/gradebook`.

use askama::Template;

use super::At;
use crate::courses::Course;
use crate::lms::State;
use crate::roster::Person;

/// Students down, columns across.
#[derive(Template)]
#[template(path = "gradebook.html")]
pub(crate) struct Gradebook {
    title: &'static str,
    at: At,
    here: &'static str,
    /// Whether students without a mark are left out.
    only: bool,
    marked: usize,
    columns: Vec<ColumnHead>,
    rows: Vec<MarkRow>,
}

/// What stands above a column.
struct ColumnHead {
    id: u64,
    label: String,
    maximum: f64,
    tool: String,
}

/// One student's marks, in the order of the columns.
struct MarkRow {
    shown: String,
    username: String,
    has_mark: bool,
    marks: Vec<String>,
}

impl Gradebook {
    pub(crate) fn new(state: &State, course: &Course, only: bool) -> Self {
        let columns: Vec<ColumnHead> = state
            .gradebook
            .columns()
            .filter(|column| column.course == course.number)
            .map(|column| {
                let tool = state.tool(&column.client_id);
                ColumnHead {
                    id: column.id,
                    label: column.label.clone(),
                    maximum: column.maximum,
                    tool: tool.map_or(String::new(), |tool| tool.name.clone()),
                }
            })
            .collect();
        let people = state.roster.people.iter();
        let rows: Vec<MarkRow> = people
            .filter(|person| person.is_gradable())
            .map(|person| row(person, &columns, state))
            .collect();
        Self {
            title: "Gradebook",
            at: At::of(course),
            here: "gradebook",
            only,
            marked: rows.iter().filter(|row| row.has_mark).count(),
            columns,
            rows,
        }
    }
}

fn row(person: &Person, columns: &[ColumnHead], state: &State) -> MarkRow {
    let marks: Vec<Option<f64>> = columns
        .iter()
        .map(|column| state.gradebook.mark(column.id, &person.id)?.score)
        .collect();
    MarkRow {
        shown: person.shown(),
        username: person.username.clone(),
        has_mark: marks.iter().any(Option::is_some),
        marks: marks.into_iter().map(written).collect(),
    }
}

fn written(mark: Option<f64>) -> String {
    mark.map_or("–".to_owned(), |mark| mark.to_string())
}
