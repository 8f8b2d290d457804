//! Who is in a course (Names and Role Provisioning Services 2.0), in both directions.

use http::header::{CONTENT_TYPE, LINK};
use http::{Request, Response};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use url::Url;

use crate::call;
use crate::claims::{Custom, lenient};
use crate::escape::unescape;
use crate::ids::{ContextId, ResourceLinkId, Subject};
use crate::link;
use crate::reply::{self, ServiceError};
use crate::role::{ContextRole, Role, Roles};
use crate::token::AccessToken;

/// The one media type of the list (Names and Roles 2.4). Moodle and Open edX refuse
/// `application/json` in `Accept`.
pub const MEDIA_TYPE: &str = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";

/// The most members one page may have.
pub const MOST_MEMBERS: usize = 100_000;

/// Which members to ask for. A platform may ignore any of it: Moodle forgets the role on its own
/// next page, and a role it does not know filters nothing. Check what comes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only people with this role (2.4.1).
    pub role: Option<ContextRole>,
    /// At most so many on a page (2.4.2). Canvas gives 50 at most, Moodle everybody if nothing is
    /// said.
    pub limit: Option<u32>,
    /// Only people who can use this link (3.2). Where names are the teacher's to give, Moodle sends
    /// them only so.
    pub resource_link: Option<ResourceLinkId>,
}

impl Filter {
    /// The address of the first page; `url` is that of the launch's claim.
    pub fn first_page(&self, url: &Url) -> Url {
        let mut url = url.clone();
        let role = self.role.map(|role| Role::from(role).uri().into_owned());
        let limit = self.limit.map(|limit| limit.to_string());
        let link = self.resource_link.as_ref().map(ToString::to_string);
        for (name, value) in [("role", role), ("limit", limit), ("rlid", link)] {
            if let Some(value) = value {
                url.query_pairs_mut().append_pair(name, &value);
            }
        }
        url
    }

    /// Whether this member is one that was asked for, as far as the member alone tells. Moodle
    /// filters by two roles only, gives everybody where it does not know the role, and forgets the
    /// role on its own next page.
    pub fn admits(&self, member: &Member) -> bool {
        self.role.is_none_or(|role| member.roles.has(role))
    }
}

/// One person in a course (Names and Roles 2.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The person: the `sub` of their launches.
    #[serde(deserialize_with = "subject")]
    pub user_id: Subject,
    /// Whether they still take part. Moodle leaves out whoever does not.
    #[serde(default, deserialize_with = "status")]
    pub status: Status,
    /// Their roles. Moodle calls a non-editing teacher Learner here and Instructor at launch.
    #[serde(default, deserialize_with = "roles")]
    pub roles: Roles,
    /// The whole name.
    #[serde(
        default,
        deserialize_with = "plain",
        skip_serializing_if = "Option::is_none"
    )]
    pub name: Option<String>,
    /// Given names.
    #[serde(
        default,
        deserialize_with = "plain",
        skip_serializing_if = "Option::is_none"
    )]
    pub given_name: Option<String>,
    /// Family names.
    #[serde(
        default,
        deserialize_with = "plain",
        skip_serializing_if = "Option::is_none"
    )]
    pub family_name: Option<String>,
    /// An address for mail.
    #[serde(
        default,
        deserialize_with = "plain",
        skip_serializing_if = "Option::is_none"
    )]
    pub email: Option<String>,
    /// The number in a student information system.
    #[serde(
        default,
        deserialize_with = "plain",
        skip_serializing_if = "Option::is_none"
    )]
    pub lis_person_sourcedid: Option<String>,
    /// The address of a picture.
    #[serde(
        default,
        deserialize_with = "lenient::url",
        skip_serializing_if = "Option::is_none"
    )]
    pub picture: Option<Url>,
    /// What LTI 1.1 called them. On Canvas `role_scope_mentor` names people so.
    #[serde(
        rename = "lti11_legacy_user_id",
        default,
        deserialize_with = "plain",
        skip_serializing_if = "Option::is_none"
    )]
    pub legacy_user_id: Option<String>,
    /// What would be in their launches of the link that was asked for (3.2): only there with
    /// [`Filter::resource_link`].
    #[serde(
        rename = "message",
        default,
        deserialize_with = "messages",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub messages: Vec<LinkMessage>,
}

/// What would be in the launch of one link (3.2).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LinkMessage {
    /// Such as `LtiResourceLinkRequest`.
    #[serde(rename = "https://purl.imsglobal.org/spec/lti/claim/message_type")]
    pub message_type: String,
    /// Custom parameters, with this person's values. Moodle sends none.
    #[serde(
        rename = "https://purl.imsglobal.org/spec/lti/claim/custom",
        skip_serializing_if = "Custom::is_empty"
    )]
    pub custom: Custom,
    /// Every other claim, raw.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

impl Member {
    /// A member who takes part and of whom nothing else is said.
    pub fn new(user_id: Subject, roles: Roles) -> Self {
        Self {
            user_id,
            status: Status::Active,
            roles,
            name: None,
            given_name: None,
            family_name: None,
            email: None,
            lis_person_sourcedid: None,
            picture: None,
            legacy_user_id: None,
            messages: Vec::new(),
        }
    }
}

/// Whether somebody takes part (Names and Roles 2.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub enum Status {
    /// Yes. Also when nothing is said.
    #[default]
    Active,
    /// Not at the moment.
    Inactive,
    /// No longer; only in answers that list changes.
    Deleted,
}

/// The course of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// Its identifier, `context.id` of launches.
    pub id: ContextId,
    /// Its short name.
    #[serde(
        default,
        deserialize_with = "plain",
        skip_serializing_if = "Option::is_none"
    )]
    pub label: Option<String>,
    /// Its full name.
    #[serde(
        default,
        deserialize_with = "plain",
        skip_serializing_if = "Option::is_none"
    )]
    pub title: Option<String>,
}

/// One page of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The course.
    pub course: Course,
    /// Its members on this page. The same person may be on two pages when the list changes between.
    pub members: Vec<Member>,
    /// How many entries name nobody: without a usable `user_id`. The others are no less good.
    pub unreadable: usize,
    /// The next page; always of the same origin.
    pub next: Option<Url>,
    /// Where changes since now will be told, in a list of the same kind; of the same origin. It
    /// stands on the last page. Moodle and Canvas offer none.
    pub differences: Option<Url>,
}

#[derive(Deserialize)]
struct Container<M> {
    context: Course,
    members: Vec<M>,
}

/// Asks for one page.
pub fn request(page: &Url, token: &AccessToken) -> Result<Request<Vec<u8>>, ServiceError> {
    call::get(page, MEDIA_TYPE, token)
}

/// Reads the reply for `page`. Names are unescaped once, because Moodle escapes them for HTML. Entries
/// that name nobody are counted and left out, unless all are like that.
pub fn read(page: &Url, response: &Response<Vec<u8>>) -> Result<Page, ServiceError> {
    let (Container { context, members }, unreadable) = match reply::json(response) {
        Ok(container) => (container, 0),
        Err(error) => readable(response, error)?,
    };
    if members.len() > MOST_MEMBERS {
        return Err(ServiceError::Unreadable("too many members".to_owned()));
    }
    Ok(Page {
        course: context,
        members,
        unreadable,
        next: link::next(response.headers(), page)?,
        differences: link::differences(response.headers(), page),
    })
}

/// What can be read of a page that cannot be read as a whole, and how many entries cannot; `error`
/// where that is nothing.
fn readable(
    response: &Response<Vec<u8>>,
    error: ServiceError,
) -> Result<(Container<Member>, usize), ServiceError> {
    let Ok(Container { context, members }) = reply::json::<Container<Value>>(response) else {
        return Err(error);
    };
    let all = members.len();
    let read = members.into_iter().map(serde_json::from_value);
    let members: Vec<Member> = read.filter_map(Result::ok).collect();
    let unreadable = all - members.len();
    if members.is_empty() {
        return Err(error);
    }
    Ok((Container { context, members }, unreadable))
}

impl Page {
    /// The reply a platform sends; `id` is the address that was asked for.
    pub fn reply(&self, id: &Url) -> Response<Vec<u8>> {
        let body = serde_json::json!({
            "id": id, "context": self.course, "members": self.members,
        });
        let mut response = Response::new(body.to_string().into_bytes());
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, http::HeaderValue::from_static(MEDIA_TYPE));
        for (url, relation) in [(&self.next, "next"), (&self.differences, "differences")] {
            let link = url.as_ref().map(|url| link::render(url, relation));
            if let Some(link) = link.and_then(|link| link.try_into().ok()) {
                headers.append(LINK, link);
            }
        }
        response
    }
}

fn plain<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let text = lenient::verbatim(from)?.map(|text| unescape(&text));
    Ok(text.and_then(|text| lenient::without_controls(&text)))
}

fn subject<'de, D: Deserializer<'de>>(from: D) -> Result<Subject, D::Error> {
    let text = lenient::verbatim(from)?.unwrap_or_default();
    Subject::parse(text).map_err(serde::de::Error::custom)
}

/// A platform may send one message instead of a list; what cannot be read is left out.
fn messages<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<LinkMessage>, D::Error> {
    let list = match Value::deserialize(from)? {
        Value::Array(list) => list,
        Value::Null => Vec::new(),
        single => vec![single],
    };
    let read = list.into_iter().map(serde_json::from_value);
    Ok(read.filter_map(Result::ok).collect())
}

fn roles<'de, D: Deserializer<'de>>(from: D) -> Result<Roles, D::Error> {
    let texts = lenient::texts(from)?;
    Ok(texts.iter().map(|text| Role::parse(text)).collect())
}

/// Names and Roles 2.3 wants a plain word; older platforms send an address that ends in it.
fn status<'de, D: Deserializer<'de>>(from: D) -> Result<Status, D::Error> {
    let Value::String(text) = Value::deserialize(from)? else {
        return Ok(Status::Active);
    };
    Ok(match text.rsplit(['#', '/']).next() {
        Some("Inactive") => Status::Inactive,
        Some("Deleted") => Status::Deleted,
        _ => Status::Active,
    })
}

#[cfg(test)]
mod tests;
