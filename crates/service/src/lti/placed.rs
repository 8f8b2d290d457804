//! What a teacher can put into a course, and where each link leads (decision 1: by custom parameter,
//! because a platform compares addresses as strings).

use api::Route;
use lti1p3::{
    claims::Custom,
    deep_linking::{LineItem, ResourceLinkItem},
};
use url::Url;
use view::Words;

use crate::training::{COMPLETION, TAG};

/// The custom parameter that says where a link leads.
const PARAMETER: &str = "alongside";

/// Something that can be put into a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Placed {
    /// The tab.
    Tab,
    /// The tab, with the column for completed training.
    TabWithColumn,
    /// The code of conduct.
    Code,
    /// The quiz on it.
    Quiz,
}

impl Placed {
    /// All of them, in the order they are offered.
    pub(crate) const ALL: [Self; 4] = [Self::Tab, Self::TabWithColumn, Self::Code, Self::Quiz];

    /// The word it is sent as from the page that offers it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Tab => "tab",
            Self::TabWithColumn => "tab-column",
            Self::Code => "code",
            Self::Quiz => "quiz",
        }
    }

    /// Whether it brings a column of the gradebook.
    pub(crate) const fn has_column(self) -> bool {
        matches!(self, Self::TabWithColumn)
    }

    const fn route(self) -> Route {
        match self {
            Self::Tab | Self::TabWithColumn => Route::Home,
            Self::Code => Route::Code,
            Self::Quiz => Route::Quiz,
        }
    }

    /// As the platform is told of it. Moodle wants no line break and no `=` in a custom value.
    pub(crate) fn item(self, launch_url: &Url, words: &impl Words) -> ResourceLinkItem {
        let leads = parameter(self.route());
        ResourceLinkItem {
            url: Some(launch_url.clone()),
            title: Some(words.say(&format!("place-{leads}-title"), &[])),
            text: Some(words.say(&format!("place-{leads}-text"), &[])),
            custom: Custom::from_iter([(PARAMETER, leads)]),
            line_item: self.has_column().then(|| LineItem {
                label: Some(words.say("place-column-name", &[])),
                score_maximum: 1.0,
                resource_id: Some(COMPLETION.to_owned()),
                tag: Some(TAG.to_owned()),
                grades_released: None,
            }),
            ..ResourceLinkItem::default()
        }
    }
}

const fn parameter(route: Route) -> &'static str {
    match route {
        Route::Code => "code",
        Route::Quiz => "quiz",
        _ => "tab",
    }
}

/// The page a launch leads to: by the parameter of its link, the first page where it says nothing
/// that is known.
pub(crate) fn route(custom: &Custom) -> Route {
    let wanted = custom.value(PARAMETER);
    let mut known = [Route::Code, Route::Quiz].into_iter();
    known
        .find(|route| wanted == Some(parameter(*route)))
        .unwrap_or(Route::Home)
}
