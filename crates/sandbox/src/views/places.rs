//! Courses, links and line items.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::courses::{Courses, Link};
use crate::gradebook::Column;
use crate::lms::{Lms, State};

/// A course as `/api/courses.json` lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CourseView {
    /// As in `/course/1`.
    pub number: u32,
    /// `context.id` in messages.
    pub context_id: String,
    /// Its short name.
    pub label: String,
    /// Its name.
    pub title: String,
    /// The course it was copied from.
    pub copied_from: Option<u32>,
}

/// A link as `/api/links.json` lists it: a tool's own place in a course, or what was chosen in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LinkView {
    /// `resource_link.id` in messages.
    pub id: String,
    /// The course it is in.
    pub course: u32,
    /// That course's `context.id`.
    pub context_id: String,
    /// The tool.
    pub client_id: String,
    /// Its heading.
    pub title: String,
    /// Its description; empty without one.
    pub text: String,
    /// Where it leads; none for the tool's own address.
    pub url: Option<String>,
    /// Its custom parameters, without the tool's.
    pub custom: BTreeMap<String, String>,
    /// Whether it came by deep linking, itself or in the course it was copied from.
    pub is_chosen: bool,
    /// The columns bound to it.
    pub column_ids: Vec<u64>,
    /// The link that this one is a copy of.
    pub copied_from: Option<String>,
}

/// A line item as `/api/line-items.json` lists it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LineItemView {
    /// The address that its tool has of it.
    pub id: String,
    /// The number of the column.
    pub column_id: u64,
    /// The course it stands in.
    pub course: u32,
    /// The tool it belongs to.
    pub client_id: String,
    /// What stands above it.
    pub label: String,
    /// The best possible score.
    pub score_maximum: f64,
    /// The tool's name for it; empty without one.
    pub resource_id: String,
    /// The tool's tag; empty without one.
    pub tag: String,
    /// The link it is bound to.
    pub resource_link_id: Option<String>,
}

pub(crate) fn courses(courses: &Courses) -> Vec<CourseView> {
    let courses = courses.all().iter();
    courses
        .map(|course| CourseView {
            number: course.number,
            context_id: course.context.clone(),
            label: course.label.clone(),
            title: course.title.clone(),
            copied_from: course.copied_from,
        })
        .collect()
}

pub(crate) fn links(lms: &Lms) -> Vec<LinkView> {
    let state = lms.state();
    let links = state.courses.links().iter();
    links.map(|link| link_view(link, &state)).collect()
}

fn link_view(link: &Link, state: &State) -> LinkView {
    let is_bound = |column: &&Column| {
        column.course == link.course
            && column.client_id == link.client_id
            && column.link.as_ref() == Some(&link.id)
    };
    let columns = state.gradebook.columns().filter(is_bound);
    let course = state.courses.course(link.course);
    LinkView {
        id: link.id.clone(),
        course: link.course,
        context_id: course.map_or(String::new(), |course| course.context.clone()),
        client_id: link.client_id.clone(),
        title: link.title.clone(),
        text: link.text.clone(),
        url: link.url.clone(),
        custom: link.custom.clone(),
        is_chosen: link.is_chosen,
        column_ids: columns.map(|column| column.id).collect(),
        copied_from: link.copied_from.clone(),
    }
}

pub(crate) fn line_items(lms: &Lms) -> Vec<LineItemView> {
    let addresses = lms.addresses();
    let state = lms.state();
    let columns = state.gradebook.columns();
    columns
        .filter_map(|column| {
            let tool = state.tool(&column.client_id)?;
            Some(LineItemView {
                id: addresses.line_item(column.course, tool, column.id),
                column_id: column.id,
                course: column.course,
                client_id: column.client_id.clone(),
                label: column.label.clone(),
                score_maximum: column.maximum,
                resource_id: column.resource_id.clone(),
                tag: column.tag.clone(),
                resource_link_id: column.link.clone(),
            })
        })
        .collect()
}
