//! Pages for people.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::address::encoded;
use crate::config::Tool;
use crate::lms::Lms;
use crate::page::{Choose, Course, Gradebook, Home, Message};

/// Draws a page.
pub(super) fn draw(status: u16, page: &impl Template) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        // The templates write into a string, which takes everything.
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A few sentences with the way back to the course.
pub(super) fn message(status: u16, title: &str, lines: &[&str]) -> Response {
    let page = Message {
        title: title.to_owned(),
        lines: lines.iter().map(|&line| line.to_owned()).collect(),
        back: "/course/1",
    };
    draw(status, &page)
}

pub(super) async fn nothing_here() -> Response {
    message(
        404,
        "There is no such page",
        &["The LMS has one course, with the number 1."],
    )
}

pub(super) async fn home(State(lms): State<Lms>) -> Response {
    let page = Home::new(lms.config(), &lms.state());
    draw(200, &page)
}

/// The query of the course page.
#[derive(Debug, Deserialize)]
pub(super) struct CourseQuery {
    /// Who looks, by user name or id.
    #[serde(rename = "as")]
    who: Option<String>,
    /// Which tool opens, by client id; the first without it.
    tool: Option<String>,
    /// What to look for among the people.
    #[serde(default)]
    find: String,
}

pub(super) async fn course(State(lms): State<Lms>, Query(query): Query<CourseQuery>) -> Response {
    let tool = query.tool.as_deref().and_then(|id| lms.tool(id));
    let Some(who) = &query.who else {
        let page = Choose::new(lms.config(), &lms.state(), tool, &query.find, None);
        return draw(200, &page);
    };
    match open(&lms, tool, who) {
        Ok(page) => draw(200, &page),
        Err((status, wrong)) => {
            let page = Choose::new(lms.config(), &lms.state(), tool, "", Some(wrong));
            draw(status, &page)
        }
    }
}

/// The course page of somebody, or the status and the sentence that say why there is none.
fn open(lms: &Lms, tool: Option<&Tool>, who: &str) -> Result<Course, (u16, String)> {
    let state = lms.state();
    let Some(person) = state.roster.find(who) else {
        return Err((404, format!("Nobody called {who} is in this course.")));
    };
    if person.suspended {
        let name = person.shown();
        return Err((
            403,
            format!("{name} is suspended and cannot open the course."),
        ));
    }
    let Some(tool) = tool.or(lms.config().tools.first()) else {
        return Err((404, "The course has no tool yet.".to_owned()));
    };
    Ok(Course::new(lms.config(), tool, person))
}

/// The query of the gradebook.
#[derive(Debug, Deserialize)]
pub(super) struct GradebookQuery {
    only: Option<String>,
}

pub(super) async fn gradebook(
    State(lms): State<Lms>,
    Query(query): Query<GradebookQuery>,
) -> Response {
    let only = query.only.as_deref() == Some("marked");
    let page = Gradebook::new(lms.config(), &lms.state(), only);
    draw(200, &page)
}

/// What a tool may say when it sends somebody back (Core 5.4.4).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ReturnQuery {
    lti_msg: String,
    lti_errormsg: String,
}

pub(super) async fn came_back(Query(query): Query<ReturnQuery>) -> Response {
    let lines = [query.lti_msg.as_str(), query.lti_errormsg.as_str()];
    let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    message(200, "You have left the tool", &lines)
}

/// The query of Moodle's address of a link.
#[derive(Debug, Deserialize)]
pub(super) struct MoodleLink {
    /// `resource_link.id`.
    l: String,
}

/// A link in a mail leads here: `/mod/lti/view.php?l=…`.
pub(super) async fn moodle_link(
    State(lms): State<Lms>,
    Query(query): Query<MoodleLink>,
) -> Response {
    let config = lms.config();
    let mut tools = config.tools.iter();
    to_course(tools.find(|tool| lms.ids().link(config, tool) == query.l))
}

/// The query of Canvas's address of a tool.
#[derive(Debug, Deserialize)]
pub(super) struct CanvasLink {
    /// An address of the tool.
    url: String,
}

/// A link in a mail leads here: `/courses/1/external_tools/retrieve?url=…`.
pub(super) async fn canvas_link(
    State(lms): State<Lms>,
    Query(query): Query<CanvasLink>,
) -> Response {
    let wanted = crate::page::origin(&query.url);
    let mut tools = lms.config().tools.iter();
    to_course(tools.find(|tool| crate::page::origin(&tool.target_link_uri) == wanted))
}

fn to_course(tool: Option<&Tool>) -> Response {
    match tool {
        Some(tool) => {
            let tool = encoded(&tool.client_id);
            Redirect::to(&format!("/course/1?tool={tool}")).into_response()
        }
        None => message(
            404,
            "There is no such link",
            &["No tool of the course has this address."],
        ),
    }
}

pub(super) async fn asset(Path(name): Path<String>) -> Response {
    let (media_type, body) = match name.as_str() {
        "lms.css" => (
            "text/css; charset=utf-8",
            include_str!("../../assets/lms.css"),
        ),
        "icon.svg" => ("image/svg+xml", include_str!("../../assets/icon.svg")),
        _ => return nothing_here().await,
    };
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, "max-age=300"),
    ];
    (headers, body).into_response()
}
