//! What the administrator's pages show, as the service tells it.

use api::Millis;

/// A page.
#[derive(Clone, Debug)]
pub enum Page {
    /// Somebody followed a link that lets an administrator in; a button uses it.
    Enter(Enter),
    /// Nobody is signed in. A passkey is asked for; none where this address can have none.
    SignIn(Option<Ceremony>),
    /// An administrator of the whole host says in which institution to go on.
    Choose(Vec<Institution>),
    /// What waits, then everything.
    Home(Home),
    /// A platform.
    Platform(Box<Platform>),
    /// What correcting a platform would change.
    Correction(Correction),
    /// What is asked before an act that does harm.
    Question(super::Question),
    /// The ways to add one.
    NewPlatform(Box<NewPlatform>),
    /// Departments and courses.
    Departments(Departments),
    /// What giving courses to departments would change.
    Plan(Plan),
    /// Who waits to coordinate a scheme.
    Claims(Vec<Claim>),
    /// Passkeys, and what was done.
    Access(Access),
}

/// A link that was followed.
#[derive(Clone, Debug)]
pub struct Enter {
    /// Its secret; none where it lets nobody in any more.
    pub invite: Option<String>,
}

/// What a browser is asked to do with a passkey, and the sealed half the service wants back.
#[derive(Clone, Debug)]
pub struct Ceremony {
    /// For `navigator.credentials`, as JSON.
    pub options: String,
    /// Sent back as it is.
    pub sealed: String,
}

/// An institution to choose.
#[derive(Clone, Debug)]
pub struct Institution {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// What waits, then everything.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// What waits for a decision.
    pub waiting: Vec<Waiting>,
    /// Every platform.
    pub platforms: Vec<PlatformRow>,
    /// How many departments there are.
    pub units: u32,
    /// How many courses there are.
    pub courses: u32,
    /// Whether the reader has a way back without a link from the host.
    pub has_passkey: bool,
    /// Logins of platforms that are not registered, the latest first.
    pub strangers: Vec<Stranger>,
}

/// A platform that nobody registered, and that sent somebody all the same. What it says of itself is
/// nobody's word.
#[derive(Clone, Debug)]
pub struct Stranger {
    /// The issuer as it came, cut short where it is long.
    pub issuer: String,
    /// The client id as it came; empty where none did.
    pub client_id: String,
    /// How often.
    pub times: u32,
    /// When last.
    pub last_at: Millis,
    /// The platforms of this institution that it nearly is.
    pub near: Vec<Near>,
}

/// A platform that a stranger nearly is.
#[derive(Clone, Debug)]
pub struct Near {
    /// Its id.
    pub platform: String,
    /// Its name.
    pub name: String,
    /// Its issuer.
    pub issuer: String,
    /// Its client id.
    pub client_id: String,
    /// Everything in which they differ.
    pub differences: Vec<Difference>,
}

/// In what a stranger differs from a platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A slash at the end of the issuer.
    Slash,
    /// `http` and `https`.
    Scheme,
    /// `www.` at the beginning of the host.
    Www,
    /// Small and capital letters.
    Case,
    /// The client id.
    Client,
    /// No client id came, and more than one is registered.
    NoClient,
}

/// Something that waits for a decision.
#[derive(Clone, Debug)]
pub enum Waiting {
    /// A platform registered itself.
    Platform {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
    },
    /// A platform was opened through a deployment nobody approved.
    Deployment {
        /// The platform's id.
        platform: String,
        /// The platform's name.
        name: String,
        /// The deployment.
        deployment: String,
    },
    /// A platform's keys could not be read.
    Unreached {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
    },
    /// So many strangers are nearly a platform that is registered.
    Strangers(u32),
    /// So many courses belong to no department.
    Courses(u32),
    /// So many people wait to coordinate a scheme.
    Claims(u32),
}

/// Whether a platform is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It waits for an administrator.
    Pending,
    /// Launches are taken.
    Active,
    /// It is switched off.
    Disabled,
}

/// A platform in a list.
#[derive(Clone, Debug)]
pub struct PlatformRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its issuer.
    pub issuer: String,
    /// Whether it is in use.
    pub state: State,
    /// Whether its keys could not be read last.
    pub is_unreached: bool,
    /// When somebody last came through it.
    pub launched_at: Option<Millis>,
}

/// A platform.
#[derive(Clone, Debug)]
pub struct Platform {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it is in use.
    pub state: State,
    /// Whether its keys could not be read last.
    pub is_unreached: bool,
    /// Other platforms that are the same LMS: id and name.
    pub same: Vec<(String, String)>,
    /// What the LMS told us, by the part of a key that names it.
    pub theirs: Vec<(&'static str, String)>,
    /// What to paste into the LMS, by the part of a key that names it.
    pub ours: Vec<(&'static str, String)>,
    /// What becomes of deployments that nobody has approved.
    pub newcomers: super::Newcomers,
    /// Its deployments.
    pub deployments: Vec<Deployment>,
    /// The tool's keys for it, in the order of their use.
    pub keys: Vec<Key>,
    /// The last launch that arrived: from which course, and when.
    pub last_launch: Option<(String, Millis)>,
    /// What went wrong lately, the latest first.
    pub troubles: Vec<Trouble>,
    /// Whether nobody ever came through it, so that it can be removed.
    pub is_unused: bool,
    /// What answered when it was last tried from here, and when.
    pub answered: Vec<(Answered, Millis)>,
    /// Whether somebody came to correct its values.
    pub is_correcting: bool,
    /// What was typed, by field.
    pub typed: Vec<(String, String)>,
    /// What has to be put right.
    pub faults: Vec<Fault>,
}

/// Something that a platform answers when it is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// Its keys could be read.
    Keys,
    /// It gave a token for its services.
    Token,
}

/// What correcting a platform would change.
#[derive(Clone, Debug, Default)]
pub struct Correction {
    /// The platform's id.
    pub platform: String,
    /// The platform's name.
    pub name: String,
    /// What becomes different: the field, before, after.
    pub changes: Vec<(&'static str, String, String)>,
    /// What is likely a slip: keys of sentences, each with the name that it is about.
    pub slips: Vec<(&'static str, String)>,
    /// The names of other platforms whose keys move with it.
    pub others: Vec<String>,
    /// What is posted with a confirmation.
    pub fields: Vec<(String, String)>,
}

/// A deployment.
#[derive(Clone, Debug)]
pub struct Deployment {
    /// Its id.
    pub id: String,
    /// Whether launches through it are taken.
    pub is_approved: bool,
    /// What last worked in its courses, and when.
    pub worked: Vec<(Worked, Millis)>,
}

/// Something that works when platform and tool understand each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worked {
    /// Somebody opened a course.
    Launch,
    /// A roster was read to its end.
    Roster,
    /// The gradebook said that it has a mark.
    Mark,
}

/// A key of the tool.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// When it is signed with.
    pub used_from: Millis,
    /// Whether that is still to come.
    pub is_to_come: bool,
    /// When it leaves the key set; none while no other takes over.
    pub retired_at: Option<Millis>,
}

/// Something that went wrong.
#[derive(Clone, Debug)]
pub struct Trouble {
    /// A line of `codes.txt`.
    pub code: String,
    /// In which deployment; empty where none is known.
    pub deployment: String,
    /// What is known of the last time, as the service logged it; empty where nothing is.
    pub detail: String,
    /// How often.
    pub times: u32,
    /// When last.
    pub last_at: Millis,
    /// Whether what caused it was put right since, as far as can be told.
    pub is_settled: bool,
    /// Whether it is about a deployment that an administrator can approve here.
    pub waits_for_approval: bool,
}

/// A field that has to be put right: the end of the key that says how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The name of the field.
    pub field: &'static str,
    /// The key of the sentence.
    pub key: &'static str,
}

/// The ways to add a platform.
#[derive(Clone, Debug, Default)]
pub struct NewPlatform {
    /// What was typed, by field.
    pub typed: Vec<(String, String)>,
    /// What has to be put right.
    pub faults: Vec<Fault>,
    /// An address that lets a platform register itself, right after it was made.
    pub invite: Option<String>,
    /// What to type into Moodle: field and value.
    pub moodle: Vec<(&'static str, String)>,
    /// What to do in Canvas.
    pub canvas: Canvas,
    /// Whether the form was filled in for a Canvas just now.
    pub is_filled: bool,
}

/// What to do in Canvas with a developer key.
#[derive(Clone, Debug, Default)]
pub struct Canvas {
    /// Where Canvas finds the tool's configuration.
    pub configuration: String,
    /// The same as JSON, where Canvas cannot reach it.
    pub json: String,
    /// Where launches are posted.
    pub redirect: String,
    /// What the tool is called in a course's navigation.
    pub tool: &'static str,
    /// The addresses of hosted Canvas, by the part of a key that names each.
    pub hosted: Vec<(&'static str, String)>,
    /// Which sites Instructure hosts, as words.
    pub sites: Vec<&'static str>,
}

/// Departments and courses.
#[derive(Clone, Debug, Default)]
pub struct Departments {
    /// How many were added just now, and how many were there already.
    pub added: Option<(u32, u32)>,
    /// The departments, by name.
    pub units: Vec<Unit>,
    /// The courses that are shown.
    pub courses: Vec<Course>,
    /// How many courses there are.
    pub all: u32,
    /// How many of them belong to no department.
    pub left: u32,
    /// Whether only those are shown.
    pub only_left: bool,
    /// What was typed, by field.
    pub typed: Vec<(String, String)>,
    /// What has to be put right.
    pub faults: Vec<Fault>,
    /// The line of a list that cannot be read.
    pub line: u32,
}

/// A department.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many courses it has.
    pub courses: u32,
}

/// A course.
#[derive(Clone, Debug)]
pub struct Course {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its short name; empty where its LMS gives none.
    pub code: String,
    /// The name of its platform.
    pub platform: String,
    /// The name of its department.
    pub unit: Option<String>,
    /// Whether it was ticked before something had to be put right.
    pub is_ticked: bool,
}

/// What giving courses to departments would change.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// What would be given.
    pub given: Vec<Given>,
    /// Departments that would be added.
    pub new_units: Vec<String>,
    /// Lines that fit no course: their number and code.
    pub unknown: Vec<(u32, String)>,
    /// Lines whose courses another line has: number, code, and the number of that line.
    pub taken: Vec<(u32, String, u32)>,
    /// How many courses would belong to no department then.
    pub left: u32,
    /// Where a confirmation is posted.
    pub action: &'static str,
    /// What is posted with it.
    pub fields: Vec<(String, String)>,
}

/// A course that would be given.
#[derive(Clone, Debug)]
pub struct Given {
    /// Its title.
    pub title: String,
    /// Its short name.
    pub code: String,
    /// The department it would belong to.
    pub to: String,
    /// The department it belongs to now.
    pub from: Option<String>,
}

/// Somebody who waits to coordinate a scheme.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The scheme's id.
    pub scheme: String,
    /// The scheme's name.
    pub name: String,
    /// Who, where their LMS gives a name.
    pub person: Option<String>,
    /// The courses of the scheme.
    pub courses: Vec<String>,
}

/// Passkeys, and what was done.
#[derive(Clone, Debug, Default)]
pub struct Access {
    /// The passkeys that the reader looks after.
    pub passkeys: Vec<Passkey>,
    /// For adding one; none where this address can have none.
    pub ceremony: Option<Ceremony>,
    /// What was done lately, the latest first.
    pub done: Vec<Done>,
}

/// A passkey.
#[derive(Clone, Debug)]
pub struct Passkey {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When it was added.
    pub added_at: Millis,
    /// When somebody last returned with it.
    pub used_at: Option<Millis>,
}

/// Something that was done.
#[derive(Clone, Debug)]
pub struct Done {
    /// What, as a word.
    pub kind: String,
    /// To what.
    pub about: String,
    /// The name of the passkey, or the beginning of an invite's id.
    pub by: By,
    /// When.
    pub at: Millis,
}

/// Who did something.
#[derive(Clone, Debug)]
pub enum By {
    /// Whoever has the passkey of this name.
    Passkey(String),
    /// Whoever entered by this invite.
    Invite(String),
    /// Whoever typed a command on the host.
    Host,
}
