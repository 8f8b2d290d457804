//! `GET /lti/courses/1/memberships` (Names and Roles Provisioning Services 2.0, 2).

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::Response;
use serde_json::{Value, json};

use super::answer::{No, json_as, settle, trouble, with_header};
use super::call::Call;
use crate::config::Tool;
use crate::courses::Course;
use crate::faults::Service;
use crate::lms::Lms;
use crate::nrps::{self, Asked, Page};

const MEDIA_TYPE: &str = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";
const OLD_MEDIA_TYPE: &str = "application/vnd.ims.lis.v2.membershipcontainer+json";

pub(super) async fn page(State(lms): State<Lms>, Path(course): Path<u32>, call: Call) -> Response {
    settle(send(&lms, &call, course).await, &lms, &call)
}

async fn send(lms: &Lms, call: &Call, course: u32) -> Result<Response, No> {
    trouble(lms, Service::Roster).await?;
    if lms.quirks().exact_media_types && !call.accepts_anything() && !call.accepts(MEDIA_TYPE) {
        return Err(No::refused(400, "No handler found for this media type"));
    }
    let tool = call.tool(lms, &[lti1p3::scope::MEMBERSHIP])?;
    let course = lms.state().courses.course(course).cloned();
    let course = course.ok_or(No::Refused(404, "There is no such course".into()))?;
    let asked = asked(lms, call, &course)?;
    let mut page = read(lms, &tool, &asked);
    if lms.state().faults.roster_names_nobody {
        page.members.insert(0, json!({"name": "Nobody"}));
    }
    let media_type = if lms.quirks().old_roster_media_type {
        OLD_MEDIA_TYPE
    } else {
        MEDIA_TYPE
    };
    let response = json_as(media_type, 200, &container(lms, &course, &page.members));
    Ok(match next(lms, &course, &asked, page.next) {
        Some(link) => with_header(response, header::LINK, &link),
        None => response,
    })
}

fn asked(lms: &Lms, call: &Call, course: &Course) -> Result<Asked, No> {
    let query = call.query();
    let number = |name| match query.some(name).map(|text| text.parse()) {
        None => Ok(None),
        Some(Ok(number)) => Ok(Some(number)),
        Some(Err(_)) => Err(No::refused(400, "limit and from are numbers")),
    };
    let rlid = query.some("rlid");
    // A link of another tool will do, as was seen.
    let is_link = |rlid: &String| {
        let state = lms.state();
        let mut links = state.courses.links().iter();
        links.any(|link| link.course == course.number && link.id == *rlid)
    };
    if !rlid.as_ref().is_none_or(is_link) {
        return Err(No::refused(404, "There is no such link"));
    }
    Ok(Asked {
        // Moodle takes no limit of nothing for no limit.
        limit: number("limit")?.filter(|limit| *limit > 0),
        from: number("from")?.unwrap_or(0),
        role: query.some("role"),
        rlid,
    })
}

fn read(lms: &Lms, tool: &Tool, asked: &Asked) -> Page {
    let state = lms.state();
    let roster = nrps::Roster {
        people: &state.roster.people,
        tool,
        manners: lms.config().manners,
        quirks: lms.quirks(),
        cap: lms.config().roster_page,
    };
    roster.page(asked)
}

fn container(lms: &Lms, course: &Course, members: &[Value]) -> Value {
    let quirks = lms.quirks();
    let title = if quirks.escaped_names {
        nrps::moodle_text(&course.title)
    } else {
        course.title.clone()
    };
    let is_told = !quirks.null_titles;
    let (title, label) = (is_told.then_some(title), is_told.then_some(&course.label));
    json!({
        "id": lms.addresses().memberships(course.number),
        "context": {"id": course.context, "label": label, "title": title},
        "members": members
    })
}

/// The `Link` header: the next page, or on a bad day the first one or one elsewhere after the last.
fn next(lms: &Lms, course: &Course, asked: &Asked, next: Option<String>) -> Option<String> {
    let first = || match asked.limit {
        Some(limit) => format!("limit={limit}&from=0"),
        None => "from=0".to_owned(),
    };
    let (loops, leads_to) = {
        let faults = &lms.state().faults;
        (faults.roster_loops, faults.roster_leads_to.clone())
    };
    let memberships = lms.addresses().memberships(course.number);
    let query = next.or_else(|| loops.then(first));
    let own = query.map(|query| format!("{memberships}?{query}"));
    own.or(leads_to).map(|url| format!("<{url}>; rel=\"next\""))
}
