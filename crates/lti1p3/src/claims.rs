//! The parts of a message, in both directions: a tool reads them, a platform writes them.
//!
//! Reading is tolerant where the specification lets a part be absent: an empty text, `null`, or a
//! value of another kind counts as absent, because platforms send all three.

mod custom;
pub(crate) mod lenient;
pub(crate) mod moment;

use serde::{Deserialize, Serialize};
use url::Url;

pub use custom::{Custom, CustomValue};

use crate::ids::{ContextId, ResourceLinkId};

/// Names of claims (Core 5.3, 5.4).
pub(crate) mod name {
    macro_rules! names {
        ($($name:ident $last:literal)*) => {
            $(pub(crate) const $name: &str =
                concat!("https://purl.imsglobal.org/spec/lti/claim/", $last);)*
        };
    }
    names! {
        MESSAGE_TYPE "message_type"
        VERSION "version"
        DEPLOYMENT_ID "deployment_id"
        TARGET_LINK_URI "target_link_uri"
        RESOURCE_LINK "resource_link"
        ROLES "roles"
        CONTEXT "context"
        LIS "lis"
        CUSTOM "custom"
        LAUNCH_PRESENTATION "launch_presentation"
        TOOL_PLATFORM "tool_platform"
        ROLE_SCOPE_MENTOR "role_scope_mentor"
        LEGACY_USER_ID "lti11_legacy_user_id"
    }
    pub(crate) const AGS: &str = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
    pub(crate) const NRPS: &str = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice";

    macro_rules! deep_linking {
        ($($name:ident $last:literal)*) => {
            $(pub(crate) const $name: &str =
                concat!("https://purl.imsglobal.org/spec/lti-dl/claim/", $last);)*
        };
    }
    deep_linking! {
        DL_SETTINGS "deep_linking_settings"
        CONTENT_ITEMS "content_items"
        DL_DATA "data"
        DL_MSG "msg"
        DL_ERROR_MSG "errormsg"
        DL_LOG "log"
        DL_ERROR_LOG "errorlog"
    }
}

/// The course, group or the like that the message comes from (Core 5.4.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// Its identifier, unique within issuer, client and deployment.
    pub id: ContextId,
    /// Its short name, such as a course code.
    #[serde(
        default,
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub label: Option<String>,
    /// Its full name.
    #[serde(
        default,
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub title: Option<String>,
    /// What it is, as the platform words it: Moodle says `CourseSection`, Canvas a full address.
    #[serde(
        default,
        rename = "type",
        deserialize_with = "lenient::texts",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub types: Vec<String>,
}

/// The placed link that was followed (Core 5.3.5). A Canvas course navigation launch has the
/// context's own id here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceLink {
    /// Its identifier.
    pub id: ResourceLinkId,
    /// What the teacher called it.
    #[serde(
        default,
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub title: Option<String>,
    /// A longer description.
    #[serde(
        default,
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub description: Option<String>,
}

/// Who the person is, as far as the platform says (Core 5.3.6). Any of it may be withheld, and none
/// of it identifies anybody: only issuer and subject do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// The whole name, for display.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub name: Option<String>,
    /// Given names.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub given_name: Option<String>,
    /// Family names.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub family_name: Option<String>,
    /// An address for mail.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub email: Option<String>,
    /// The person's language, a BCP 47 tag.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub locale: Option<String>,
    /// The address of a picture.
    #[serde(
        deserialize_with = "lenient::url",
        skip_serializing_if = "Option::is_none"
    )]
    pub picture: Option<Url>,
}

/// Identifiers of a student information system (Core 5.4.5).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Lis {
    /// The person's number. Moodle sends it even where names are withheld.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub person_sourcedid: Option<String>,
    /// The course section's.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub course_section_sourcedid: Option<String>,
    /// The course offering's.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub course_offering_sourcedid: Option<String>,
}

/// How the platform shows the tool (Core 5.4.4). Everything is optional; Open edX sends no locale.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Presentation {
    /// `frame`, `iframe` or `window`.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub document_target: Option<String>,
    /// Where to send the person when they are done. Follow it only through
    /// [`return_to`](Self::return_to) or, with words for the platform, [`leave`](Self::leave).
    #[serde(
        deserialize_with = "lenient::url",
        skip_serializing_if = "Option::is_none"
    )]
    pub return_url: Option<Url>,
    /// The language of the page around the tool, a BCP 47 tag.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub locale: Option<String>,
    /// The frame's width in pixels.
    #[serde(
        deserialize_with = "lenient::number",
        skip_serializing_if = "Option::is_none"
    )]
    pub width: Option<u32>,
    /// The frame's height in pixels.
    #[serde(
        deserialize_with = "lenient::number",
        skip_serializing_if = "Option::is_none"
    )]
    pub height: Option<u32>,
}

impl Presentation {
    /// The return address: over https anywhere, since a platform's pages and its sign-in may live on
    /// different hosts (hosted Canvas); over plain http only at one of these origins.
    pub fn return_to(&self, plain: &[url::Origin]) -> Option<&Url> {
        self.return_url
            .as_ref()
            .filter(|url| url.scheme() == "https" || plain.contains(&url.origin()))
    }
}

/// The platform as a product and as an installation (Core 5.4.2).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ToolPlatform {
    /// Identifies the installation where many share an issuer.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub guid: Option<String>,
    /// The installation's name.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub name: Option<String>,
    /// Its description.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub description: Option<String>,
    /// Its address.
    #[serde(
        deserialize_with = "lenient::url",
        skip_serializing_if = "Option::is_none"
    )]
    pub url: Option<Url>,
    /// `moodle`, `canvas` and so on.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub product_family_code: Option<String>,
    /// The product's version.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub version: Option<String>,
}

/// Where grades are written (Assignment and Grade Services 3.1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GradeService {
    /// What the tool may ask a token for; see [`scope`](crate::scope). Never assume more.
    #[serde(rename = "scope", deserialize_with = "lenient::texts")]
    pub scopes: Vec<String>,
    /// The list of line items of this context.
    #[serde(
        rename = "lineitems",
        deserialize_with = "lenient::url",
        skip_serializing_if = "Option::is_none"
    )]
    pub line_items: Option<Url>,
    /// The one line item of this link, where there is exactly one. Moodle sends an empty text after
    /// a column was deleted; that reads as none.
    #[serde(
        rename = "lineitem",
        deserialize_with = "lenient::url",
        skip_serializing_if = "Option::is_none"
    )]
    pub line_item: Option<Url>,
}

impl GradeService {
    /// Whether a token for this scope may be asked for.
    pub fn allows(&self, scope: &str) -> bool {
        self.scopes.iter().any(|allowed| allowed == scope)
    }
}

/// Where the members of the context are read (Names and Roles 2.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamesService {
    /// The first page of the list.
    #[serde(
        rename = "context_memberships_url",
        deserialize_with = "lenient::required_url"
    )]
    pub url: Url,
    /// The versions spoken, such as `2.0`.
    #[serde(
        default,
        rename = "service_versions",
        deserialize_with = "lenient::texts"
    )]
    pub versions: Vec<String>,
}
