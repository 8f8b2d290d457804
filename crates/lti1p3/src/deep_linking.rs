//! Choosing what is put into a course (LTI Deep Linking 2.0).
//!
//! The platform asks with a launch whose message is [`Message::DeepLinking`](crate::launch::Message).
//! The tool lets the person choose, and answers with a [`Choice`] that the browser posts to
//! [`Settings::return_url`] as the field `JWT`.

mod item;

pub use item::{
    ContentItem, Frame, Html, LineItem, Period, Picture, ResourceLinkItem, WebLink, Window,
};

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use url::{Origin, Url};

use crate::claims::{lenient, name};
use crate::ids::{DeploymentId, Nonce};
use crate::keys::SigningKey;
use crate::registration::Registration;

/// The form field that carries an answer to [`Settings::return_url`] (4.5).
pub const FIELD: &str = "JWT";
/// How long an answer is good: it is posted at once.
pub const LIFE: Duration = Duration::from_mins(5);
/// The most items that are taken from one answer.
pub const MOST_ITEMS: usize = 200;

/// What a platform takes (4.4.1). What it leaves open is taken as its silence allows: several items
/// and columns only where it says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Where the answer is posted to by the person's browser.
    #[serde(
        rename = "deep_link_return_url",
        deserialize_with = "lenient::required_url"
    )]
    pub return_url: Url,
    /// Kinds of items, such as `ltiResourceLink`.
    #[serde(default, deserialize_with = "lenient::texts")]
    pub accept_types: Vec<String>,
    /// Where items may be shown: `iframe`, `window`, `embed`.
    #[serde(
        rename = "accept_presentation_document_targets",
        default,
        deserialize_with = "lenient::texts"
    )]
    pub accept_targets: Vec<String>,
    /// Media types of files, such as `image/*`; none where it does not say.
    #[serde(
        default,
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub accept_media_types: Option<String>,
    /// Whether it takes more than one item.
    #[serde(default, deserialize_with = "lenient::yes_or_no")]
    pub accept_multiple: bool,
    /// Whether it makes a column for a resource link that brings one. None where it does not say:
    /// then nothing can be assumed (4.4.1), and Moodle makes one.
    #[serde(
        rename = "accept_lineitem",
        default,
        deserialize_with = "lenient::yes_or_no_or_silence",
        skip_serializing_if = "Option::is_none"
    )]
    pub accept_line_item: Option<bool>,
    /// Whether it keeps the items without asking the person again.
    #[serde(default, deserialize_with = "lenient::yes_or_no")]
    pub auto_create: bool,
    /// A heading to begin with.
    #[serde(
        default,
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub title: Option<String>,
    /// A description to begin with.
    #[serde(
        default,
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub text: Option<String>,
    /// To be sent back unchanged.
    #[serde(
        default,
        deserialize_with = "lenient::verbatim",
        skip_serializing_if = "Option::is_none"
    )]
    pub data: Option<String>,
}

impl Settings {
    /// Takes everything a resource link can bring, and nothing else.
    pub const fn new(return_url: Url) -> Self {
        Self {
            return_url,
            accept_types: Vec::new(),
            accept_targets: Vec::new(),
            accept_media_types: None,
            accept_multiple: false,
            accept_line_item: None,
            auto_create: false,
            title: None,
            text: None,
            data: None,
        }
    }

    /// The address to post to, if it is at one of these origins, which are the platform's: whatever
    /// is posted there comes from the person's browser, with the tool's signature.
    pub fn return_to(&self, known: &[Origin]) -> Option<&Url> {
        Some(&self.return_url).filter(|url| known.contains(&url.origin()))
    }

    /// Whether it takes items of this kind.
    pub fn accepts(&self, kind: &str) -> bool {
        self.accept_types.iter().any(|accepted| accepted == kind)
    }
}

/// Why a choice cannot be sent to this platform.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotAccepted {
    /// It takes no items of this kind.
    #[error("the platform takes no {0}")]
    Kind(String),
    /// It takes one item.
    #[error("the platform takes one item, not {0}")]
    Several(usize),
    /// More than [`MOST_ITEMS`].
    #[error("{0} items are too many")]
    TooMany(usize),
    /// A column cannot give nothing, or less.
    #[error("a column must be able to give points")]
    Points,
}

/// What the person chose (4.5), with words for them and for the platform's log.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    /// The items, in the order they are to stand in; none where the person changed their mind.
    pub items: Vec<ContentItem>,
    /// What the platform may tell the person.
    pub message: Option<String>,
    /// The same for something that went wrong.
    pub error_message: Option<String>,
    /// What the platform may write into its log.
    pub log: Option<String>,
    /// The same for something that went wrong.
    pub error_log: Option<String>,
    /// [`Settings::data`], as it came.
    pub data: Option<String>,
}

impl Choice {
    /// A choice of these items, as far as a platform with these settings takes them: an item of a
    /// kind it does not take is refused, a column it would not make is left out (4.4.1).
    pub fn of(
        items: impl IntoIterator<Item = ContentItem>,
        settings: &Settings,
    ) -> Result<Self, NotAccepted> {
        let mut items: Vec<ContentItem> = items.into_iter().collect();
        if items.len() > MOST_ITEMS {
            return Err(NotAccepted::TooMany(items.len()));
        }
        if items.len() > 1 && !settings.accept_multiple {
            return Err(NotAccepted::Several(items.len()));
        }
        for item in &mut items {
            fit(item, settings)?;
        }
        Ok(Self {
            items,
            data: settings.data.clone(),
            ..Self::default()
        })
    }

    /// The value of the form field `JWT`, for the platform that asked with a launch in this
    /// deployment. The nonce is fresh, never that of the launch.
    pub fn sign(
        &self,
        deployment_id: &DeploymentId,
        registration: &Registration,
        nonce: &Nonce,
        now: Timestamp,
        key: &SigningKey,
    ) -> String {
        key.sign(&self.claims(deployment_id, registration, nonce, now))
    }

    fn claims(
        &self,
        deployment_id: &DeploymentId,
        registration: &Registration,
        nonce: &Nonce,
        now: Timestamp,
    ) -> Map<String, Value> {
        let issued = now.as_second();
        let life = i64::try_from(LIFE.as_secs()).unwrap_or(i64::MAX);
        let mut claims = Map::new();
        let mut put = |name: &str, value: Value| {
            if !value.is_null() {
                claims.insert(name.to_owned(), value);
            }
        };
        put("iss", json!(registration.client_id));
        put("aud", json!(registration.issuer));
        put("nonce", json!(nonce));
        put("iat", json!(issued));
        put("exp", json!(issued.saturating_add(life)));
        put(name::VERSION, json!("1.3.0"));
        put(name::MESSAGE_TYPE, json!(RESPONSE));
        put(name::DEPLOYMENT_ID, json!(deployment_id));
        put(name::CONTENT_ITEMS, json!(self.items));
        put(name::DL_DATA, json!(self.data));
        put(name::DL_MSG, json!(self.message));
        put(name::DL_ERROR_MSG, json!(self.error_message));
        put(name::DL_LOG, json!(self.log));
        put(name::DL_ERROR_LOG, json!(self.error_log));
        claims
    }
}

/// The message type of an answer (4.5.2).
pub(crate) const RESPONSE: &str = "LtiDeepLinkingResponse";

/// Makes an item one that these settings take.
fn fit(item: &mut ContentItem, settings: &Settings) -> Result<(), NotAccepted> {
    if !settings.accepts(item.kind()) {
        return Err(NotAccepted::Kind(item.kind().to_owned()));
    }
    if let ContentItem::ResourceLink(link) = item {
        if settings.accept_line_item == Some(false) {
            link.line_item = None;
        }
        let points = link.line_item.as_ref().map(|column| column.score_maximum);
        if points.is_some_and(|points| !(points.is_finite() && points > 0.0)) {
            return Err(NotAccepted::Points);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
