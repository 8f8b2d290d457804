//! What stands around every page.

use serde::{Deserialize, Serialize};

use crate::Route;

/// A language the product speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Welsh.
    Cy,
}

impl Language {
    /// Every language, in the order a chooser shows them.
    pub const ALL: [Self; 2] = [Self::En, Self::Cy];

    /// BCP 47 tag, as in `lang="…"` and as the folder in `www/locales`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Cy => "cy",
        }
    }

    /// The language's own name.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Cy => "Cymraeg",
        }
    }

    /// The language of a BCP 47 tag such as `cy-GB`, if we speak it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }
}

/// What stands around every page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// `/s/{handle}`: pages and plain forms of this session live under it.
    pub base: String,
    /// Goes into every plain form as the hidden field `form_token`.
    pub form_token: String,
    /// The language of this page.
    pub language: Language,
    /// The languages the institution offers; a chooser is shown when there are two.
    pub languages: Vec<Language>,
    /// IANA name of the institution's time zone, such as `Europe/London`.
    pub time_zone: String,
    /// Name of the scheme.
    pub scheme: String,
    /// Title of the LMS course the reader came from.
    pub course: String,
    /// Leads back to the course, where the LMS gave an address.
    pub course_url: Option<String>,
    /// The reader's own name, where the LMS gave one.
    pub me: Option<String>,
    /// True on a coordinator's or another member of staff's pages: selects the staff bundle.
    pub staff: bool,
    /// The pages this reader may open, in order; home first.
    pub nav: Vec<Route>,
    /// Who looks after the scheme; on every page (R9, R10).
    pub contact: Contact,
    /// Address of the page *Get help*, which needs no launch.
    pub help: String,
    /// Something that just happened, said once at the top of the page.
    pub notice: Option<Notice>,
}

/// The person responsible for the scheme and how to reach them (R9, R10).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Name, or none while nobody has been named.
    pub name: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// Room.
    pub room: Option<String>,
}

/// Something that just happened. The page looks up `notice-<kebab-case name>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Notice {
    /// The reader asked to coordinate the scheme; an approval is pending.
    ClaimPending,
    /// The reader now coordinates the scheme.
    Claimed,
    /// The roster is being read.
    RosterStarted,
    /// The reader signed the code of conduct.
    CodeSigned,
    /// The quiz was passed.
    QuizPassed,
    /// The quiz was not passed yet.
    QuizNotYet,
    /// The quiz was not marked, because questions have no answer.
    QuizUnanswered,
    /// The browser keeps no cookie here: the visit ends when the page is loaded anew.
    NoCookie,
    /// The reader takes part as a mentee.
    Joined,
    /// The reader does not take part.
    Left,
    /// Groups were formed.
    Formed,
    /// Groups were published.
    Published,
    /// Late arrivals were placed.
    LatePlaced,
    /// Nobody could be placed without moving somebody.
    LateNowhere,
    /// A score will be sent again.
    Resending,
    /// Draft kept on the service.
    DraftKept,
    /// Marks will be written to the gradebook.
    GradebookConfirmed,
    /// The coordinator's answer about the roster is kept.
    RosterConfirmed,
}

impl Notice {
    /// Every notice.
    pub const ALL: [Self; 18] = [
        Self::ClaimPending,
        Self::Claimed,
        Self::RosterStarted,
        Self::CodeSigned,
        Self::QuizPassed,
        Self::QuizNotYet,
        Self::QuizUnanswered,
        Self::NoCookie,
        Self::Joined,
        Self::Left,
        Self::Formed,
        Self::Published,
        Self::LatePlaced,
        Self::LateNowhere,
        Self::Resending,
        Self::DraftKept,
        Self::GradebookConfirmed,
        Self::RosterConfirmed,
    ];

    /// The key of its sentence in `www/locales`, also its value in an address (`?notice=…`).
    pub const fn key(self) -> &'static str {
        match self {
            Self::ClaimPending => "notice-claim-pending",
            Self::Claimed => "notice-claimed",
            Self::RosterStarted => "notice-roster-started",
            Self::CodeSigned => "notice-code-signed",
            Self::QuizPassed => "notice-quiz-passed",
            Self::QuizNotYet => "notice-quiz-not-yet",
            Self::QuizUnanswered => "notice-quiz-unanswered",
            Self::NoCookie => "notice-no-cookie",
            Self::Joined => "notice-joined",
            Self::Left => "notice-left",
            Self::Formed => "notice-formed",
            Self::Published => "notice-published",
            Self::LatePlaced => "notice-late-placed",
            Self::LateNowhere => "notice-late-nowhere",
            Self::Resending => "notice-resending",
            Self::DraftKept => "notice-draft-kept",
            Self::GradebookConfirmed => "notice-gradebook-confirmed",
            Self::RosterConfirmed => "notice-roster-confirmed",
        }
    }

    /// The notice with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.key() == key)
    }
}
