//! Line items: the columns of a gradebook (Assignment and Grade Services 3.2).

use http::{Request, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use url::Url;

use super::{number, write_number};
use crate::call;
use crate::claims::lenient;
use crate::ids::ResourceLinkId;
use crate::link;
use crate::reply::{self, ServiceError};
use crate::token::AccessToken;

/// The media type of one line item (3.2.4).
pub const LINE_ITEM: &str = "application/vnd.ims.lis.v2.lineitem+json";
/// The media type of a list of line items (3.2.4).
pub const LINE_ITEMS: &str = "application/vnd.ims.lis.v2.lineitemcontainer+json";

/// The most line items that are read from one page.
const MOST: usize = 10_000;

/// A column. What is not understood is kept and goes back unchanged (3.2.6).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LineItem {
    /// Its address; the platform gives it. [`score_request`](super::score_request) takes it.
    #[serde(
        deserialize_with = "lenient::url",
        skip_serializing_if = "Option::is_none"
    )]
    pub id: Option<Url>,
    /// The column's heading.
    #[serde(deserialize_with = "heading")]
    pub label: String,
    /// The most points it can give; more than none.
    #[serde(
        deserialize_with = "number",
        serialize_with = "write_number",
        skip_serializing_if = "Option::is_none"
    )]
    pub score_maximum: Option<f64>,
    /// The tool's own name for what is graded (3.2.11).
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub resource_id: Option<String>,
    /// The tool's own word to tell several columns of one resource apart (3.2.12).
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub tag: Option<String>,
    /// The link it belongs to, if any (3.2.10). With it the platform may tie the two for good.
    #[serde(deserialize_with = "link_id", skip_serializing_if = "Option::is_none")]
    pub resource_link_id: Option<ResourceLinkId>,
    /// Everything else, as it came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

impl LineItem {
    /// A new column of its own.
    pub fn new(label: &str, score_maximum: f64, resource_id: &str, tag: &str) -> Self {
        Self {
            label: label.to_owned(),
            score_maximum: Some(score_maximum),
            resource_id: Some(resource_id.to_owned()),
            tag: Some(tag.to_owned()),
            ..Self::default()
        }
    }

    /// Whether this is the column with these two names. Not every platform filters, so look
    /// yourself; and look before making one, or a copied course gets two (3.2.15).
    pub fn is(&self, resource_id: &str, tag: &str) -> bool {
        self.resource_id.as_deref() == Some(resource_id) && self.tag.as_deref() == Some(tag)
    }
}

/// Which line items to ask for (3.2.5). Everything is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineItemFilter {
    /// By the tool's own name.
    pub resource_id: Option<String>,
    /// By the tool's own word.
    pub tag: Option<String>,
    /// By the link they belong to.
    pub resource_link: Option<ResourceLinkId>,
}

impl LineItemFilter {
    /// The address of the first page. No `limit` is ever sent: with it Moodle breaks the headers of
    /// this service.
    pub fn first_page(&self, line_items: &Url) -> Url {
        let mut url = line_items.clone();
        let link = self.resource_link.as_ref().map(ResourceLinkId::as_str);
        for (name, value) in [
            ("resource_id", self.resource_id.as_deref()),
            ("tag", self.tag.as_deref()),
            ("resource_link_id", link),
        ] {
            if let Some(value) = value {
                url.query_pairs_mut().append_pair(name, value);
            }
        }
        url
    }
}

/// One page of line items.
#[derive(Clone, Debug, PartialEq)]
pub struct LineItemPage {
    /// The line items.
    pub items: Vec<LineItem>,
    /// The next page; always of the same origin.
    pub next: Option<Url>,
}

/// Asks for one page of line items.
pub fn list_request(page: &Url, token: &AccessToken) -> Result<Request<Vec<u8>>, ServiceError> {
    call::get(page, LINE_ITEMS, token)
}

/// Reads the reply for `page`.
pub fn read_list(page: &Url, response: &Response<Vec<u8>>) -> Result<LineItemPage, ServiceError> {
    let items: Vec<LineItem> = reply::json(response)?;
    if items.len() > MOST {
        return Err(ServiceError::Unreadable("too many line items".to_owned()));
    }
    let next = link::next(response.headers(), page)?;
    Ok(LineItemPage { items, next })
}

/// Asks for one line item.
pub fn get_request(line_item: &Url, token: &AccessToken) -> Result<Request<Vec<u8>>, ServiceError> {
    call::get(line_item, LINE_ITEM, token)
}

/// Makes a line item; `line_items` is the address from the launch's claim.
pub fn create_request(
    line_items: &Url,
    item: &LineItem,
    token: &AccessToken,
) -> Result<Request<Vec<u8>>, ServiceError> {
    call::send(http::Method::POST, line_items, LINE_ITEM, item, token)
}

/// Replaces a line item by this one, which was read from there and changed: what is not understood
/// is in [`LineItem::other`] and goes back unchanged (3.2.6). Read it right before, or a change that
/// a teacher made meanwhile is undone. The address is the item's own.
pub fn update_request(
    item: &LineItem,
    token: &AccessToken,
) -> Result<Request<Vec<u8>>, ServiceError> {
    let address = item.id.as_ref().ok_or(ServiceError::Unsendable)?;
    call::send(http::Method::PUT, address, LINE_ITEM, item, token)
}

/// Takes a line item away, with every grade in it. Canvas refuses for one that is tied to an
/// assignment.
pub fn delete_request(
    line_item: &Url,
    token: &AccessToken,
) -> Result<Request<Vec<u8>>, ServiceError> {
    call::delete(line_item, token)
}

/// Reads the reply to [`create_request`], [`update_request`] or [`get_request`]. An item without an address is
/// unreadable: nothing could be scored on it.
pub fn read_item(response: &Response<Vec<u8>>) -> Result<LineItem, ServiceError> {
    let item: LineItem = reply::json(response)?;
    match item.id {
        Some(_) => Ok(item),
        None => Err(ServiceError::Unreadable("no id".to_owned())),
    }
}

fn heading<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(lenient::text(from)?.unwrap_or_default())
}

fn link_id<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<ResourceLinkId>, D::Error> {
    let text = lenient::verbatim(from)?;
    Ok(text.and_then(|text| ResourceLinkId::parse(text).ok()))
}
