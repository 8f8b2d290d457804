//! What travels between the service and the page: views, acts and problems.
//!
//! A *view* is everything one page shows, as data. The service draws it to HTML with crate `view`
//! for the first paint and for a reader without wasm; the browser asks for it as JSON and draws it
//! with the same components. An *act* is one thing a reader can do. A plain form posts it to
//! `/s/{handle}/acts/{NAME}`, the app posts it as JSON to `/api/acts/{NAME}`; both decode to the
//! same type, so a form and the app cannot disagree.
//!
//! Nothing here is a sentence: the page puts facts into words (`www/locales`).
//!
//! An enum travels as the name of its variant, or as an object of that one name (serde's external
//! tagging). Tags inside the content would have to be buffered before they are known: in the
//! student bundle that costs 16 KB.

pub mod act;
pub mod endpoint;
pub mod frame;
pub mod groups;
pub mod home;
pub mod keeping;
pub mod list;
pub mod people;
pub mod problem;
pub mod scores;
pub mod training;

use serde::{Deserialize, Serialize};

pub use act::Act;
pub use endpoint::{Endpoint, Method, ReadView, endpoints};
pub use frame::{Contact, Frame, Language, Notice};
pub use keeping::Keeping;
pub use problem::Problem;

/// A point in time, in milliseconds since 1970-01-01T00:00:00Z.
pub type Millis = i64;

/// The pages of the tab, by the last part of their address (`/s/{handle}/{name}`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Route {
    /// What happens next for this reader. Its address is `/s/{handle}` alone.
    Home,
    /// The code of conduct.
    Code,
    /// The quiz on the code of conduct.
    Quiz,
    /// Groups, proposed or published (coordinator).
    Groups,
    /// Members of the scheme (coordinator).
    People,
    /// Training completions on their way to the gradebook (coordinator).
    Scores,
}

impl Route {
    /// Every route.
    pub const ALL: [Self; 6] = [
        Self::Home,
        Self::Code,
        Self::Quiz,
        Self::Groups,
        Self::People,
        Self::Scores,
    ];

    /// The last part of the address; empty for home.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Home => "",
            Self::Code => "code",
            Self::Quiz => "quiz",
            Self::Groups => "groups",
            Self::People => "people",
            Self::Scores => "scores",
        }
    }

    /// The route at this last part of an address.
    pub fn from_path(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|route| route.path() == path)
    }
}

/// One page, whole: the frame around it and what it shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// What stands around every page.
    pub frame: Frame,
    /// The page itself.
    pub page: Page,
}

/// What a page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Page {
    /// What happens next.
    Home {
        /// Depends on the reader's part in the scheme.
        home: home::Home,
    },
    /// The code of conduct.
    Code {
        /// Text and signature.
        code: training::Code,
    },
    /// The conduct quiz.
    Quiz {
        /// Questions, the draft, the last result.
        quiz: training::Quiz,
    },
    /// Groups.
    #[cfg(feature = "staff")]
    Groups {
        /// Proposed, published, or why they cannot be formed.
        groups: groups::Groups,
    },
    /// Members.
    #[cfg(feature = "staff")]
    People {
        /// One page of the list.
        people: people::People,
    },
    /// Completions and the gradebook.
    #[cfg(feature = "staff")]
    Scores {
        /// One row a completion.
        scores: scores::Scores,
    },
}

impl Page {
    /// The address this page stands at.
    pub const fn route(&self) -> Route {
        match self {
            Self::Home { .. } => Route::Home,
            Self::Code { .. } => Route::Code,
            Self::Quiz { .. } => Route::Quiz,
            #[cfg(feature = "staff")]
            Self::Groups { .. } => Route::Groups,
            #[cfg(feature = "staff")]
            Self::People { .. } => Route::People,
            #[cfg(feature = "staff")]
            Self::Scores { .. } => Route::Scores,
        }
    }
}
