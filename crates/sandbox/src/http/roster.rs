//! `GET /lti/courses/1/memberships` (Names and Roles Provisioning Services 2.0, 2).

use axum::extract::State;
use axum::http::header;
use axum::response::Response;
use serde_json::{Value, json};

use super::answer::{No, json_as, settle, trouble, with_header};
use super::call::Call;
use crate::address::Addresses;
use crate::config::{Manners, Tool};
use crate::course::{LABEL, TITLE};
use crate::faults::Service;
use crate::lms::Lms;
use crate::nrps::{self, Asked, Page};

const MEDIA_TYPE: &str = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";

pub(super) async fn page(State(lms): State<Lms>, call: Call) -> Response {
    settle(send(&lms, &call).await, &lms, &call)
}

async fn send(lms: &Lms, call: &Call) -> Result<Response, No> {
    trouble(lms, Service::Roster).await?;
    if lms.config().manners == Manners::Moodle
        && !call.accepts_anything()
        && !call.accepts(MEDIA_TYPE)
    {
        return Err(No::refused(400, "No handler found for this media type"));
    }
    let tool = call.tool(lms, &[lti1p3::scope::MEMBERSHIP])?;
    let asked = asked(lms, call)?;
    let page = read(lms, tool, &asked);
    let response = json_as(MEDIA_TYPE, 200, &container(lms, &page.members));
    Ok(match next(lms, &asked, page.next) {
        Some(link) => with_header(response, header::LINK, &link),
        None => response,
    })
}

fn asked(lms: &Lms, call: &Call) -> Result<Asked, No> {
    let query = call.query();
    let number = |name| match query.some(name).map(|text| text.parse()) {
        None => Ok(None),
        Some(Ok(number)) => Ok(Some(number)),
        Some(Err(_)) => Err(No::refused(400, "limit and from are numbers")),
    };
    let rlid = query.some("rlid");
    let is_link = |rlid: &String| {
        let mut tools = lms.config().tools.iter();
        tools.any(|tool| lms.ids().link(lms.config(), tool) == *rlid)
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
        cap: lms.config().roster_page,
    };
    roster.page(asked)
}

fn container(lms: &Lms, members: &[Value]) -> Value {
    let title = match lms.config().manners {
        Manners::Moodle => nrps::moodle_text(TITLE),
        Manners::Canvas => TITLE.to_owned(),
    };
    json!({
        "id": Addresses::of(lms.config()).memberships(),
        "context": {"id": lms.ids().context, "label": LABEL, "title": title},
        "members": members
    })
}

/// The `Link` header: the next page, or on a bad day the first one after the last.
fn next(lms: &Lms, asked: &Asked, next: Option<String>) -> Option<String> {
    let first = || match asked.limit {
        Some(limit) => format!("limit={limit}&from=0"),
        None => "from=0".to_owned(),
    };
    let loops = lms.state().faults.roster_loops;
    let query = next.or_else(|| loops.then(first))?;
    let memberships = Addresses::of(lms.config()).memberships();
    Some(format!("<{memberships}?{query}>; rel=\"next\""))
}
