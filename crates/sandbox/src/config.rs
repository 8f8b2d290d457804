//! What a sandbox is told when it starts.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::quirks::Quirks;

/// Reads the time, in milliseconds since 1970-01-01T00:00:00Z. The LMS never reads a clock itself.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// Everything a sandbox LMS is told.
#[derive(Clone)]
pub struct Config {
    /// The address browsers and tools use, without a path: `http://127.0.0.1:8500`. Without
    /// [`issuer`](Self::issuer) it is the issuer too.
    pub origin: String,
    /// Whose habits the LMS has.
    pub manners: Manners,
    /// Its habits one by one, where they are not just those of its manners.
    pub quirks: Option<Quirks>,
    /// The issuer, where it is not the origin: hosted Canvas has one for all schools (read).
    pub issuer: Option<String>,
    /// The origin where logins are answered, where it is another: `https://sso.canvaslms.com` for
    /// hosted Canvas (read). Serve the same router there; it sends browsers on to the origin, and
    /// keeps the frame of platform storage.
    pub sso: Option<String>,
    /// How many students are enrolled, from 1. A fifth, rounded up, are mentor candidates. From 75 on, every
    /// discipline has three to five newcomers for each mentor who is ready.
    pub students: usize,
    /// The same seed makes the same people.
    pub seed: u64,
    /// The most members one roster page holds, whatever the tool asks. Without it, Moodle manners
    /// send everybody at once unless asked for less, and Canvas manners send 50.
    pub roster_page: Option<usize>,
    /// The tools of the course, in the order they are listed; the first one opens by itself.
    pub tools: Vec<Tool>,
    /// The RSA key that signs launches, as PKCS#8 in DER. Without it one is made at the start,
    /// which is slow where optimisation is off.
    pub key: Option<Vec<u8>>,
    /// Scopes that the administrator withholds from every tool; the others are granted.
    pub withheld: &'static [&'static str],
    /// Whether `POST /api/faults` works.
    pub faults: bool,
    /// Where the time comes from.
    pub clock: Clock,
}

impl Config {
    /// A course of 240 students in Moodle manners without tools.
    pub fn new(origin: impl Into<String>, clock: Clock) -> Self {
        Self {
            origin: origin.into(),
            manners: Manners::Moodle,
            quirks: None,
            issuer: None,
            sso: None,
            students: 240,
            seed: 1,
            roster_page: None,
            tools: Vec::new(),
            key: None,
            withheld: &[],
            faults: false,
            clock,
        }
    }

    /// The habits it begins with.
    pub fn quirks(&self) -> Quirks {
        self.quirks.unwrap_or(Quirks::of(self.manners))
    }

    /// Turns single habits of its manners on or off.
    pub fn change(&mut self, change: impl FnOnce(&mut Quirks)) {
        let mut quirks = self.quirks();
        change(&mut quirks);
        self.quirks = Some(quirks);
    }
}

impl fmt::Debug for Config {
    /// Leaves out the key, which is a secret, and the clock, which says nothing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("origin", &self.origin)
            .field("manners", &self.manners)
            .field("quirks", &self.quirks)
            .field("issuer", &self.issuer)
            .field("sso", &self.sso)
            .field("students", &self.students)
            .field("seed", &self.seed)
            .field("roster_page", &self.roster_page)
            .field("tools", &self.tools)
            .field("withheld", &self.withheld)
            .field("faults", &self.faults)
            .finish_non_exhaustive()
    }
}

/// Whose habits the LMS has. Moodle's were seen on a running 4.5, Canvas's read in its source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Manners {
    /// Small decimal ids, short role words in the roster, refusals as `[]`, launches of 60 s.
    #[default]
    Moodle,
    /// Opaque ids, role URIs everywhere, roster pages of 50, launches of an hour.
    Canvas,
}

/// A tool that the administrator of the LMS has registered and put into the course.
#[derive(Clone, Debug)]
pub struct Tool {
    /// The id that names the tool here; `tool=` in addresses of the LMS.
    pub client_id: String,
    /// What the course page calls it.
    pub name: String,
    /// Where a launch begins (`initiate_login_uri`).
    pub login_url: String,
    /// What a launch wants to open.
    pub target_link_uri: String,
    /// Where a teacher's choice begins (Deep Linking), or none where the tool offers none.
    pub choice_uri: Option<String>,
    /// Where launches may be posted; compared as strings.
    pub redirect_uris: Vec<String>,
    /// How the tool's signatures are checked.
    pub keys: ToolKeys,
    /// The deployment in this LMS.
    pub deployment_id: String,
    /// Custom parameters; a known variable such as `$User.username` is replaced.
    pub custom: BTreeMap<String, String>,
    /// Whether names and addresses are told.
    pub privacy: Privacy,
    /// What it may ask tokens for; none for everything the LMS has.
    pub scopes: Option<Vec<String>>,
    /// What it says it is for.
    pub description: String,
    /// The maximum of a column made by the teacher for this link; none when it is not graded.
    pub points: Option<f64>,
}

impl Tool {
    /// A tool with one redirect address, which is also its target, and no custom parameters.
    pub fn new(
        client_id: impl Into<String>,
        name: impl Into<String>,
        login_url: impl Into<String>,
        redirect_uri: impl Into<String>,
        keys: ToolKeys,
    ) -> Self {
        let redirect_uri = redirect_uri.into();
        Self {
            client_id: client_id.into(),
            name: name.into(),
            login_url: login_url.into(),
            target_link_uri: redirect_uri.clone(),
            choice_uri: None,
            redirect_uris: vec![redirect_uri],
            keys,
            deployment_id: "1".to_owned(),
            custom: BTreeMap::new(),
            privacy: Privacy::Named,
            scopes: None,
            description: String::new(),
            points: None,
        }
    }
}

/// Where the keys of a tool come from.
#[derive(Clone, Debug)]
pub enum ToolKeys {
    /// A key set at this address, read while the tool asks for a token. Loopback only.
    At(String),
    /// This key set (RFC 7517).
    Inline(serde_json::Value),
}

/// What the LMS tells a tool about people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Privacy {
    /// Names, addresses and user names.
    #[default]
    Named,
    /// Ids and institution numbers only.
    Anonymous,
    /// Names and no addresses, a level of Canvas.
    NameOnly,
    /// Addresses and no names, a level of Canvas.
    EmailOnly,
}

impl Privacy {
    pub(crate) fn tells_names(self) -> bool {
        matches!(self, Self::Named | Self::NameOnly)
    }

    pub(crate) fn tells_emails(self) -> bool {
        matches!(self, Self::Named | Self::EmailOnly)
    }
}
