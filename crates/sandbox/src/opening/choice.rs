//! What a platform says of the choice it wants (Deep Linking 2.0, 4.4.1).

use lti1p3::Url;
use lti1p3::deep_linking::Settings;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::config::Manners;

pub(super) const CLAIM: &str = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings";

/// Where in the platform a teacher asks a tool for something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Placement {
    /// Moodle's activity chooser, the one place it has.
    #[default]
    #[serde(rename = "ContentArea")]
    ContentArea,
    /// Canvas: what an assignment is to show; one link.
    AssignmentSelection,
    /// Canvas: what a module is to hold; any number of links.
    LinkSelection,
}

impl Placement {
    /// The places of a platform, with what its pages call them.
    pub(crate) fn of(manners: Manners) -> &'static [(Self, &'static str)] {
        match manners {
            Manners::Moodle => &[(Self::ContentArea, "activity")],
            Manners::Canvas => &[
                (Self::AssignmentSelection, "assignment"),
                (Self::LinkSelection, "module items"),
            ],
        }
    }

    /// As it stands in addresses and claims.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::ContentArea => "ContentArea",
            Self::AssignmentSelection => "assignment_selection",
            Self::LinkSelection => "link_selection",
        }
    }
}

/// Whether a choice may have several items.
pub(crate) fn takes_several(placement: Placement) -> bool {
    placement != Placement::AssignmentSelection
}

/// Settings with nothing but the way back. What is sent is [`settings`], which replaces them.
pub(super) fn bare(return_url: &str) -> Settings {
    // The address is made here, of an origin that was checked at the start.
    let url = Url::parse(return_url).expect("our own addresses are addresses");
    Settings::new(url)
}

/// The settings as they were seen (Moodle) and read (Canvas): neither says `accept_lineitem`, and
/// both make columns; neither sends `data`.
pub(super) fn settings(
    manners: Manners,
    placement: Placement,
    return_url: &str,
    tool_name: &str,
) -> Value {
    match manners {
        Manners::Moodle => json!({
            "accept_types": ["ltiResourceLink"],
            "accept_presentation_document_targets": ["frame", "iframe", "window"],
            "accept_copy_advice": false,
            "accept_multiple": true,
            "accept_unsigned": false,
            "auto_create": false,
            "can_confirm": false,
            "deep_link_return_url": return_url,
            "title": tool_name,
            "text": "",
        }),
        Manners::Canvas => json!({
            "accept_types": ["ltiResourceLink"],
            "accept_presentation_document_targets": ["iframe", "window"],
            "accept_media_types": "application/vnd.ims.lti.v1.ltilink",
            "accept_multiple": takes_several(placement),
            "auto_create": false,
            "deep_link_return_url": return_url,
        }),
    }
}
