//! Pages for people.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::address::encoded;
use crate::courses::Course as Place;
use crate::lms::{Lms, State as Happened};
use crate::opening::Placement;
use crate::page::{Choose, Choosing, Course, Gradebook, Home, KEEP, Message, Storage};
use crate::roster::Person;

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
        &["The LMS's courses are listed on its first page."],
    )
}

pub(super) async fn home(State(lms): State<Lms>) -> Response {
    let page = Home::new(&lms.state());
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
    /// Which link opens instead of a tool.
    link: Option<String>,
    /// What to look for among the people.
    #[serde(default)]
    find: String,
}

pub(super) async fn course(
    State(lms): State<Lms>,
    Path(number): Path<u32>,
    Query(query): Query<CourseQuery>,
) -> Response {
    let state = lms.state();
    let Some(course) = state.courses.course(number) else {
        return no_course();
    };
    let tool = query.tool.as_deref().and_then(|id| state.tool(id));
    let Some(who) = &query.who else {
        let page = Choose::new(&lms, &state, course, tool, (&query.find, None));
        return draw(200, &page);
    };
    match open(&lms, &state, course, &query, who) {
        Ok(page) => draw(200, &page),
        Err((status, wrong)) => {
            let page = Choose::new(&lms, &state, course, tool, ("", Some(wrong)));
            draw(status, &page)
        }
    }
}

/// The course page of somebody, or the status and the sentence that say why there is none.
fn open(
    lms: &Lms,
    state: &Happened,
    course: &Place,
    query: &CourseQuery,
    who: &str,
) -> Result<Course, (u16, String)> {
    let person = somebody(state, who)?;
    let link = match (&query.link, &query.tool) {
        (Some(id), _) => state
            .courses
            .by_id(id)
            .filter(|link| link.course == course.number)
            .ok_or((404, "The link is not in this course.".to_owned()))?,
        (None, tool) => {
            let tool = tool.as_deref().and_then(|id| state.tool(id));
            let tool = tool.or(state.tools.first());
            tool.and_then(|tool| state.courses.own_link(course.number, &tool.client_id))
                .ok_or((404, "The course has no tool yet.".to_owned()))?
        }
    };
    let tool = state.tool(&link.client_id);
    let tool = tool.ok_or((
        404,
        "The link's tool is not registered any more.".to_owned(),
    ))?;
    Ok(Course::new(lms, state, course, (tool, link), person))
}

/// Somebody who may open the course.
fn somebody<'a>(state: &'a Happened, who: &str) -> Result<&'a Person, (u16, String)> {
    let person = state.roster.find(who);
    let person = person.ok_or((404, format!("Nobody called {who} is in this course.")))?;
    if person.suspended {
        let name = person.shown();
        let wrong = format!("{name} is suspended and cannot open the course.");
        return Err((403, wrong));
    }
    Ok(person)
}

/// The query of the page on which a teacher chooses in a tool.
#[derive(Debug, Deserialize)]
pub(super) struct ChooseQuery {
    #[serde(rename = "as")]
    who: String,
    tool: String,
    placement: Placement,
}

/// The tool in a frame, asked for a choice.
pub(super) async fn choose(
    State(lms): State<Lms>,
    Path(number): Path<u32>,
    Query(query): Query<ChooseQuery>,
) -> Response {
    let state = lms.state();
    let (Some(course), Some(tool)) = (state.courses.course(number), state.tool(&query.tool)) else {
        return no_course();
    };
    match somebody(&state, &query.who) {
        Ok(person) => draw(
            200,
            &Choosing::new(&lms, course, tool, person, query.placement),
        ),
        Err((status, wrong)) => message(status, "This cannot be opened", &[&wrong]),
    }
}

pub(super) fn no_course() -> Response {
    message(
        404,
        "There is no such page",
        &["The LMS has no such course."],
    )
}

/// The query of the gradebook.
#[derive(Debug, Deserialize)]
pub(super) struct GradebookQuery {
    only: Option<String>,
}

pub(super) async fn gradebook(
    State(lms): State<Lms>,
    Path(number): Path<u32>,
    Query(query): Query<GradebookQuery>,
) -> Response {
    let only = query.only.as_deref() == Some("marked");
    let state = lms.state();
    match state.courses.course(number) {
        Some(course) => draw(200, &Gradebook::new(&state, course, only)),
        None => no_course(),
    }
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
    let state = lms.state();
    let link = state.courses.by_id(&query.l);
    to_course(link.map(|link| {
        if link.is_chosen {
            (link.course, format!("link={}", encoded(&link.id)))
        } else {
            (link.course, format!("tool={}", encoded(&link.client_id)))
        }
    }))
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
    Path(course): Path<u32>,
    Query(query): Query<CanvasLink>,
) -> Response {
    let wanted = crate::page::origin(&query.url);
    let state = lms.state();
    let mut tools = state.tools.iter();
    let tool = tools.find(|tool| crate::page::origin(&tool.target_link_uri) == wanted);
    to_course(tool.map(|tool| (course, format!("tool={}", encoded(&tool.client_id)))))
}

fn to_course(place: Option<(u32, String)>) -> Response {
    match place {
        Some((course, what)) => Redirect::to(&format!("/course/{course}?{what}")).into_response(),
        None => message(
            404,
            "There is no such link",
            &["No tool of the course has this address."],
        ),
    }
}

/// The frame that keeps things for tools, where the LMS offers one.
pub(super) async fn storage(State(lms): State<Lms>) -> Response {
    let quirks = lms.quirks();
    if !quirks.platform_storage || quirks.storage_in_parent {
        return nothing_here().await;
    }
    let mut response = draw(200, &Storage { script: KEEP });
    let policy = super::storage_policy(lms.addresses().origin());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    response
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
