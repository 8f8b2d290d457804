//! What a reader can do. Each act is one type, decoded alike from a plain form and from JSON.

mod sent;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    Endpoint, Method, Notice, Route,
    training::{Answers, Outcome},
};

pub use sent::{ACT_ID, ACT_LIFE, ActId};

/// Something a reader can do: `POST /api/acts/{NAME}` as JSON, `POST /s/{handle}/acts/{NAME}` as a form.
pub trait Act: Serialize + DeserializeOwned {
    /// Its name in the address.
    const NAME: &'static str;
    /// `/api/acts/{NAME}`.
    const PATH: &'static str;
    /// Whether the app may keep it, encrypted, on the device when it cannot be sent, and send it at a
    /// later visit. An act must ask for this: what is said in confidence or depends on the moment
    /// waits in the page only (decision 17).
    const WAITS: bool = false;

    /// Reads the fields of a plain form. Unknown fields are ignored, as browsers and extensions add some.
    fn from_form(fields: &[(String, String)]) -> Result<Self, BadField>;
}

/// A form field is missing or cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadField(pub &'static str);

/// What an act answers: where to go next and what to say there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Done {
    /// The page to show next.
    pub go: Route,
    /// What to say on top of it.
    pub notice: Option<Notice>,
    /// The marked attempt, after a quiz.
    pub outcome: Option<Outcome>,
}

impl Done {
    /// Goes to a page and says something there.
    pub const fn at(go: Route, notice: Notice) -> Self {
        Self {
            go,
            notice: Some(notice),
            outcome: None,
        }
    }
}

/// Declares an act without fields.
macro_rules! plain_act {
    ($(#[$doc:meta])* $type:ident = $name:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub struct $type {}

        impl Act for $type {
            const NAME: &'static str = $name;
            const PATH: &'static str = concat!("/api/acts/", $name);

            fn from_form(_: &[(String, String)]) -> Result<Self, BadField> {
                Ok(Self {})
            }
        }
    };
}

plain_act! {
    /// Asks to coordinate the scheme (decision 8).
    ClaimScheme = "claim-scheme"
}
plain_act! {
    /// Reads the roster from the LMS.
    SyncRoster = "sync-roster"
}
plain_act! {
    /// Places those who arrived after publishing, moving nobody.
    PlaceLate = "place-late"
}
plain_act! {
    /// Confirms that the gradebook column carries no credit (R7, decision 19).
    ConfirmGradebook = "confirm-gradebook"
}

/// Says that the people who vanished from the roster really left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmRoster {
    /// True: they left. False: keep them, the roster was wrong.
    pub gone: bool,
}

impl Act for ConfirmRoster {
    const NAME: &'static str = "confirm-roster";
    const PATH: &'static str = "/api/acts/confirm-roster";

    fn from_form(fields: &[(String, String)]) -> Result<Self, BadField> {
        Ok(Self {
            gone: yes_no(fields, "gone")?,
        })
    }
}

/// Takes part as a mentee, or does not (R6: one press, reversible, no reason asked).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakePart {
    /// Yes or no.
    pub yes: bool,
}

impl Act for TakePart {
    const NAME: &'static str = "take-part";
    const PATH: &'static str = "/api/acts/take-part";
    const WAITS: bool = true;

    fn from_form(fields: &[(String, String)]) -> Result<Self, BadField> {
        Ok(Self {
            yes: yes_no(fields, "yes")?,
        })
    }
}

/// Signs a version of the code of conduct (R42).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignCode {
    /// The version that was read.
    pub version: u32,
    /// The ticked box.
    pub agree: bool,
}

impl Act for SignCode {
    const NAME: &'static str = "sign-code";
    const PATH: &'static str = "/api/acts/sign-code";
    const WAITS: bool = true;

    fn from_form(fields: &[(String, String)]) -> Result<Self, BadField> {
        Ok(Self {
            version: field(fields, "version")
                .and_then(|text| text.parse().ok())
                .ok_or(BadField("version"))?,
            agree: field(fields, "agree") == Some("yes"),
        })
    }
}

/// Hands in the quiz. Marked on the service only (R31).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmitQuiz {
    /// The quiz that was shown.
    pub quiz: String,
    /// What was chosen.
    pub answers: Answers,
}

impl Act for SubmitQuiz {
    const NAME: &'static str = "submit-quiz";
    const PATH: &'static str = "/api/acts/submit-quiz";
    const WAITS: bool = true;

    fn from_form(fields: &[(String, String)]) -> Result<Self, BadField> {
        Ok(Self {
            quiz: field(fields, "quiz").ok_or(BadField("quiz"))?.to_owned(),
            answers: Answers::from_form(fields),
        })
    }
}

/// Keeps an unfinished attempt on the service, where the device cannot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepDraft {
    /// The quiz that was shown.
    pub quiz: String,
    /// What is chosen so far; replaces what was kept.
    pub answers: Answers,
}

impl Act for KeepDraft {
    const NAME: &'static str = "keep-draft";
    const PATH: &'static str = "/api/acts/keep-draft";

    fn from_form(fields: &[(String, String)]) -> Result<Self, BadField> {
        SubmitQuiz::from_form(fields).map(|SubmitQuiz { quiz, answers }| Self { quiz, answers })
    }
}

/// Forms groups from who is ready now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormGroups {
    /// Whether the worst-placed come before all together; becomes the scheme's setting. Without it
    /// the setting is as it was.
    #[serde(default)]
    pub fair: Option<bool>,
    /// Where not everybody can be placed, form groups for as many as can be; the others wait.
    #[serde(default)]
    pub wait: bool,
}

impl Act for FormGroups {
    const NAME: &'static str = "form-groups";
    const PATH: &'static str = "/api/acts/form-groups";

    fn from_form(fields: &[(String, String)]) -> Result<Self, BadField> {
        let asked = |name| field(fields, name).map(|_| yes_no(fields, name));
        Ok(Self {
            fair: asked("fair").transpose()?,
            wait: asked("wait").transpose()?.unwrap_or_default(),
        })
    }
}

/// Publishes the proposed groups that were shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishGroups {
    /// The allocation that was reviewed; another one by now is a conflict.
    pub allocation: String,
}

impl Act for PublishGroups {
    const NAME: &'static str = "publish-groups";
    const PATH: &'static str = "/api/acts/publish-groups";

    fn from_form(fields: &[(String, String)]) -> Result<Self, BadField> {
        Ok(Self {
            allocation: field(fields, "allocation")
                .ok_or(BadField("allocation"))?
                .to_owned(),
        })
    }
}

/// Sends a stuck score again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResendScore {
    /// Which.
    pub score: String,
}

impl Act for ResendScore {
    const NAME: &'static str = "resend-score";
    const PATH: &'static str = "/api/acts/resend-score";

    fn from_form(fields: &[(String, String)]) -> Result<Self, BadField> {
        Ok(Self {
            score: field(fields, "score").ok_or(BadField("score"))?.to_owned(),
        })
    }
}

impl Answers {
    /// Collects the fields `q.<question>`; a question may have several.
    pub fn from_form(fields: &[(String, String)]) -> Self {
        let mut answers = Self::default();
        for (name, value) in fields {
            if let Some(question) = name.strip_prefix("q.") {
                let chosen = answers.0.entry(question.to_owned()).or_default();
                if let Err(place) = chosen.binary_search(value) {
                    chosen.insert(place, value.clone());
                }
            }
        }
        answers
    }
}

fn field<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    fields
        .iter()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.as_str())
}

fn yes_no(fields: &[(String, String)], name: &'static str) -> Result<bool, BadField> {
    match field(fields, name) {
        Some("yes") => Ok(true),
        Some("no") => Ok(false),
        _ => Err(BadField(name)),
    }
}

macro_rules! endpoints {
    ($($act:ty),*) => {
        /// The method and path of every act.
        pub(crate) const ACTS: &[(Method, &str)] =
            &[$((Method::Post, <$act as Act>::PATH)),*];

        $(
        impl Endpoint for $act {
            const METHOD: Method = Method::Post;
            const PATH: &'static str = <$act as Act>::PATH;
            type Request = Self;
            type Reply = Done;
        }
    )*};
}

endpoints!(
    ClaimScheme,
    SyncRoster,
    ConfirmRoster,
    ConfirmGradebook,
    TakePart,
    SignCode,
    SubmitQuiz,
    KeepDraft,
    FormGroups,
    PublishGroups,
    PlaceLate,
    ResendScore
);
