//! What is put into a course (Deep Linking 3).

use jiff::Timestamp;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use url::Url;

use crate::claims::{Custom, lenient, moment};

/// One thing that the person chose. What a platform does not understand it drops without a word:
/// Moodle keeps the address, texts, custom parameters, icon, frame and column of a resource link.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type")]
#[non_exhaustive]
pub enum ContentItem {
    /// A link that launches the tool (3.1).
    #[serde(rename = "ltiResourceLink")]
    ResourceLink(Box<ResourceLinkItem>),
    /// A link to any page (3.2).
    #[serde(rename = "link")]
    Link(WebLink),
    /// A piece of HTML (3.3).
    #[serde(rename = "html")]
    Html(Html),
    /// An image (3.4).
    #[serde(rename = "image")]
    Image(WebLink),
    /// A file that the platform fetches soon (3.5).
    #[serde(rename = "file")]
    File(WebLink),
    /// An extension: its `type` is a full address.
    #[serde(untagged)]
    Other(Map<String, Value>),
}

impl ContentItem {
    /// Its type, as `accept_types` words it.
    pub fn kind(&self) -> &str {
        match self {
            Self::ResourceLink(_) => "ltiResourceLink",
            Self::Link(_) => "link",
            Self::Html(_) => "html",
            Self::Image(_) => "image",
            Self::File(_) => "file",
            Self::Other(map) => map.get("type").and_then(Value::as_str).unwrap_or_default(),
        }
    }
}

/// An item of a known type must be what that type says; one of another type is kept as it came.
impl<'de> Deserialize<'de> for ContentItem {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut map = Map::deserialize(from)?;
        let Some(Value::String(kind)) = map.remove("type") else {
            return Err(D::Error::missing_field("type"));
        };
        match &*kind {
            "ltiResourceLink" => read(map).map(Self::ResourceLink),
            "link" => read(map).map(Self::Link),
            "html" => read(map).map(Self::Html),
            "image" => read(map).map(Self::Image),
            "file" => read(map).map(Self::File),
            _ => {
                map.insert("type".to_owned(), Value::String(kind));
                Ok(Self::Other(map))
            }
        }
    }
}

fn read<T: DeserializeOwned, E: Error>(map: Map<String, Value>) -> Result<T, E> {
    serde_json::from_value(Value::Object(map)).map_err(E::custom)
}

impl From<ResourceLinkItem> for ContentItem {
    fn from(link: ResourceLinkItem) -> Self {
        Self::ResourceLink(Box::new(link))
    }
}

/// A link that launches the tool (3.1). Everything is optional.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ResourceLinkItem {
    /// Where in the tool it leads; the tool's registered address where absent.
    #[serde(
        deserialize_with = "lenient::url",
        skip_serializing_if = "Option::is_none"
    )]
    pub url: Option<Url>,
    /// Its heading.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub title: Option<String>,
    /// A description, without markup.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub text: Option<String>,
    /// A small picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<Picture>,
    /// A larger picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<Picture>,
    /// In a window of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// In a frame of this size. On Moodle this goes before `window`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iframe: Option<Frame>,
    /// Custom parameters of every launch through it.
    #[serde(skip_serializing_if = "Custom::is_empty")]
    pub custom: Custom,
    /// The column that the platform makes with it, where
    /// [`accept_line_item`](super::Settings::accept_line_item) says that it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_item: Option<LineItem>,
    /// When it can be followed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available: Option<Period>,
    /// When work can be handed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submission: Option<Period>,
    /// Everything else, as it came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// A column that comes with a link (3.1).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LineItem {
    /// Its heading; the link's where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The most points it can give; more than none.
    pub score_maximum: f64,
    /// The tool's own name for what is graded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource_id: Option<String>,
    /// The tool's own word to tell several columns of one resource apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Whether students see their grades at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grades_released: Option<bool>,
}

/// A picture of known size.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Where it is.
    pub url: Url,
    /// Its width in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Its height in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
}

/// A window to open a link in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Window {
    /// Its name: links with the same name share a window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_name: Option<String>,
    /// Its width in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Its height in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
}

/// A frame to show a link in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Frame {
    /// Its width in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Its height in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
}

/// From when until when; either end may be open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Period {
    /// Its begin.
    #[serde(with = "moment::optional", skip_serializing_if = "Option::is_none")]
    pub start_date_time: Option<Timestamp>,
    /// Its end.
    #[serde(with = "moment::optional", skip_serializing_if = "Option::is_none")]
    pub end_date_time: Option<Timestamp>,
}

/// A page, an image or a file by its address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WebLink {
    /// Where it is.
    pub url: Url,
    /// Its heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// A description, without markup.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Everything else, as it came: `iframe`, `embed`, `expiresAt` and so on.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// A piece of HTML.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Html {
    /// The HTML. A platform must clean it before it shows it to anyone.
    pub html: String,
    /// Its heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// A description, without markup.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}
