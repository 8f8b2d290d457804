//! The running LMS: what it was told, and what has happened since.

mod registering;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lti1p3::{ClientId, DeploymentId, Issuer, SigningKey, Timestamp};
use tokio::sync::watch;

use crate::address::Addresses;
use crate::chance::Chance;
use crate::choices::Choices;
use crate::config::{Config, Tool};
use crate::courses::{ChosenColumn, Courses};
use crate::faults::{Fault, Faults, Service};
use crate::gradebook::Gradebook;
use crate::grants::Grants;
use crate::launches::Launches;
use crate::opening::SCOPES;
use crate::quirks::Quirks;
use crate::roster::{Part, Person, Roster};
use crate::tool_keys::{self, KeyCache};
use crate::tools::Registrations;
use crate::views::{self, CourseView, GradebookView, LineItemView, LinkView, MemberView, Receipt};

/// The most score posts that are remembered; older ones are forgotten first.
const MOST_RECEIPTS: usize = 100_000;
/// The most students, so that a slip in a command does not eat the memory.
const MOST_STUDENTS: usize = 200_000;

/// A small LMS. Clones are the same LMS.
#[derive(Clone, Debug)]
pub struct Lms(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    config: Config,
    issuer: Issuer,
    guid: String,
    keys: Mutex<Vec<SigningKey>>,
    client: reqwest::Client,
    quirks: Mutex<Quirks>,
    state: Mutex<State>,
    ended: watch::Sender<bool>,
}

/// Everything that changes.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) roster: Roster,
    pub(crate) courses: Courses,
    pub(crate) tools: Vec<Arc<Tool>>,
    pub(crate) gradebook: Gradebook,
    pub(crate) choices: Choices,
    pub(crate) registrations: Registrations,
    rate: (i64, u32),
    pub(crate) launches: Launches,
    pub(crate) grants: Grants,
    pub(crate) tool_keys: KeyCache,
    pub(crate) faults: Faults,
    receipts: VecDeque<Receipt>,
}

/// Why a sandbox does not start.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StartError {
    /// The origin is no http or https address without a path.
    #[error("the LMS's address must be an origin such as http://127.0.0.1:8500")]
    Origin,
    /// There are no students, or more than 200,000.
    #[error("the course has 1 to {MOST_STUDENTS} students")]
    Students,
    /// Two tools have one client id.
    #[error("two tools are called {0}")]
    SameClient(String),
    /// A client id or deployment id that no message can carry.
    #[error("the client id or deployment id of {0} cannot be used")]
    BadTool(String),
    /// The signing key cannot be read or made.
    #[error("the LMS's signing key: {0}")]
    Key(#[from] lti1p3::keys::SigningKeyError),
    /// The HTTP client cannot be made.
    #[error("the LMS's HTTP client cannot be made")]
    Client,
}

impl Lms {
    /// Sets up the course. Makes a key where none was given.
    pub fn new(config: Config) -> Result<Self, StartError> {
        let issuer = check(&config)?;
        let key = match &config.key {
            Some(der) => SigningKey::from_pkcs8(der)?,
            None => SigningKey::generate()?,
        };
        let guid = Chance::new(config.seed, "course").uuid().replace('-', "");
        Ok(Self(Arc::new(Inner {
            state: Mutex::new(State::new(&config)),
            quirks: Mutex::new(config.quirks()),
            client: tool_keys::client().map_err(|_| StartError::Client)?,
            issuer,
            guid,
            keys: Mutex::new(vec![key]),
            config,
            ended: watch::Sender::new(false),
        })))
    }

    /// What it was told.
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// Everybody in the course now, in the order of enrolment.
    pub fn people(&self) -> Vec<Person> {
        self.state().roster.people.clone()
    }

    /// `/api/members.json`.
    pub fn members(&self) -> Vec<MemberView> {
        views::members(&self.state().roster)
    }

    /// `/api/gradebook.json`.
    pub fn gradebook(&self) -> GradebookView {
        views::gradebook(&self.state())
    }

    /// `/api/scores.json`: every score post as received, in order.
    pub fn scores(&self) -> Vec<Receipt> {
        self.state().receipts.iter().cloned().collect()
    }

    /// Enrols one more student and gives the user name.
    pub fn enrol_late(&self) -> String {
        self.state().roster.enrol_late().username.clone()
    }

    /// Suspends or restores somebody, by id or user name; whether there was such a person.
    pub fn suspend(&self, who: &str, suspended: bool) -> bool {
        self.state().roster.suspend(who, suspended)
    }

    /// Takes somebody out of the course, by id or user name; whether there was such a person.
    pub fn unenrol(&self, who: &str) -> bool {
        self.state().roster.unenrol(who)
    }

    /// Forgets every access token it gave, as if it was started again.
    pub fn forget_tokens(&self) {
        self.state().grants.forget_tokens();
    }

    /// Locks or unlocks the mark of a person (by id) in a column, as a teacher can.
    pub fn lock_mark(&self, column: u64, user_id: &str, locked: bool) {
        self.state().gradebook.mark_mut(column, user_id).locked = locked;
    }

    /// Puts a teacher's own value over the mark of a person (by id) in a column.
    pub fn override_mark(&self, column: u64, user_id: &str, score: f64) {
        let mut state = self.state();
        let mark = state.gradebook.mark_mut(column, user_id);
        mark.score = Some(score);
        mark.overridden = true;
    }

    /// Publishes a column that a tool made, as a teacher can; whether there was one.
    pub fn publish_column(&self, column: u64) -> bool {
        self.state().gradebook.publish(column)
    }

    /// Deletes a column with its marks, as a teacher can; whether there was one.
    pub fn delete_column(&self, column: u64) -> bool {
        self.state().gradebook.remove(column)
    }

    /// The habits it has now.
    pub fn quirks(&self) -> Quirks {
        *self.0.quirks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Turns habits on or off, from the next request on.
    pub fn change_quirks(&self, change: impl FnOnce(&mut Quirks)) {
        change(&mut self.0.quirks.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// `/api/courses.json`: every course, in the order they were made.
    pub fn courses(&self) -> Vec<CourseView> {
        views::courses(&self.state().courses)
    }

    /// `/api/links.json`: every link of every course, in the order they were made.
    pub fn links(&self) -> Vec<LinkView> {
        views::links(self)
    }

    /// `/api/line-items.json`: every column of every course with the address tools have of it.
    pub fn line_items(&self) -> Vec<LineItemView> {
        views::line_items(self)
    }

    /// Copies a course for the next year: the same people, the same links under new ids, the same
    /// columns without marks. None when there is no such course, or a hundred already.
    pub fn copy_course(&self, number: u32) -> Option<CourseView> {
        let mut state = self.state();
        let copied = state.courses.copy(number)?;
        state.gradebook.copy(number, &copied);
        let courses = views::courses(&state.courses);
        courses.into_iter().last()
    }

    /// Deletes a link that was chosen, with its column; whether there was one.
    pub fn delete_link(&self, course: u32, id: &str) -> bool {
        let mut state = self.state();
        let client_id = state.courses.by_id(id).map(|link| link.client_id.clone());
        let is_gone = state.courses.remove(course, id);
        if let Some(client_id) = client_id.filter(|_| is_gone) {
            state.gradebook.remove_link(course, &client_id, id);
        }
        is_gone
    }

    /// Signs with a new key from now on and gives its id. The one before stays published, older ones
    /// do not. A platform may do this every hour.
    pub fn rotate_key(&self) -> Result<String, StartError> {
        let key = SigningKey::generate()?;
        let id = key.id().to_string();
        let mut keys = self.0.keys.lock().unwrap_or_else(PoisonError::into_inner);
        keys.push(key);
        let old = keys.len().saturating_sub(2);
        keys.drain(..old);
        Ok(id)
    }

    /// Enrols somebody of another kind, and gives the user name: an observer of a student, the
    /// student view's test student, or an administrator who is on no roster. None when there is no
    /// such student to observe.
    pub fn enrol(&self, part: Part, observes: Option<&str>) -> Option<String> {
        self.state().roster.enrol(part, observes)
    }

    /// What goes wrong from now on; replaces what was set before.
    pub fn set_faults(&self, faults: Faults) {
        self.state().faults = faults;
    }

    /// The faults that are left.
    pub fn faults(&self) -> Faults {
        self.state().faults.clone()
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere leaves example data at worst half changed.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `tool_platform.guid`.
    pub(crate) fn guid(&self) -> &str {
        &self.0.guid
    }

    pub(crate) fn addresses(&self) -> Addresses<'_> {
        Addresses::of(self.config(), &self.quirks())
    }

    /// The scopes that one tool is granted.
    pub(crate) fn scopes_of(&self, tool: &Tool) -> Vec<&'static str> {
        let asked = |scope: &&str| {
            let registered = tool.scopes.as_ref();
            registered.is_none_or(|scopes| scopes.iter().any(|one| one == scope))
        };
        self.scopes().into_iter().filter(asked).collect()
    }

    /// The scopes that tools are granted, the roster's first.
    pub(crate) fn scopes(&self) -> Vec<&'static str> {
        let quirks = self.quirks();
        let is_granted = |scope: &&str| {
            let is_managing = *scope == lti1p3::scope::LINE_ITEM;
            let withheld = self.config().withheld.contains(scope);
            !(withheld || is_managing && quirks.no_column_management)
        };
        SCOPES.into_iter().filter(is_granted).collect()
    }

    /// The key that signs now.
    pub(crate) fn key(&self) -> SigningKey {
        let keys = self.keys();
        keys.last().expect("there is always one").clone()
    }

    /// The keys that are published: the last one signs, the one before it stays a while.
    pub(crate) fn keys(&self) -> Vec<SigningKey> {
        let keys = self.0.keys.lock().unwrap_or_else(PoisonError::into_inner);
        keys.clone()
    }

    pub(crate) fn client(&self) -> &reqwest::Client {
        &self.0.client
    }

    pub(crate) fn issuer(&self) -> &Issuer {
        &self.0.issuer
    }

    /// The time as the protocol has it.
    pub(crate) fn timestamp(&self) -> Timestamp {
        // A clock that is off by ten thousand years is taken for one that stands at its beginning.
        Timestamp::from_millisecond(self.now()).unwrap_or_default()
    }

    /// Milliseconds since 1970.
    pub(crate) fn now(&self) -> i64 {
        (self.0.config.clock)()
    }

    /// A tool by its client id. Takes the state for a moment.
    pub(crate) fn tool(&self, client_id: &str) -> Option<Arc<Tool>> {
        self.state().tool(client_id).cloned()
    }

    pub(crate) fn record(&self, receipt: Receipt) {
        let receipts = &mut self.state().receipts;
        if receipts.len() == MOST_RECEIPTS {
            receipts.pop_front();
        }
        receipts.push_back(receipt);
    }

    /// Waits as told, then says what goes wrong with this request.
    pub(crate) async fn trouble(&self, service: Service) -> Option<Fault> {
        let delay = self.state().faults.delay();
        if !delay.is_zero() {
            tokio::time::sleep(delay).await;
        }
        if self.is_busy(service) {
            return Some(Fault::busy(self.quirks().busy_is_forbidden));
        }
        let fault = self.state().faults.take(service)?;
        if fault.hangs {
            self.ended().await;
        }
        tokio::time::sleep(fault.wait()).await;
        Some(fault)
    }

    /// Counts a request, and says whether it is one too many in this second.
    fn is_busy(&self, service: Service) -> bool {
        let most = self.quirks().requests_per_second;
        if most == 0 || service == Service::Keys {
            return false;
        }
        let second = self.now().div_euclid(1000);
        let rate = &mut self.state().rate;
        if rate.0 != second {
            *rate = (second, 0);
        }
        rate.1 = rate.1.saturating_add(1);
        rate.1 > most
    }

    /// Ends requests that would never be answered.
    pub(crate) fn end(&self) {
        self.0.ended.send_replace(true);
    }

    /// Resolves when the LMS ends.
    pub(crate) async fn ended(&self) {
        let mut ended = self.0.ended.subscribe();
        // The sender lives as long as this LMS does.
        let _ = ended.wait_for(|ended| *ended).await;
    }
}

impl State {
    pub(crate) fn tool(&self, client_id: &str) -> Option<&Arc<Tool>> {
        let mut tools = self.tools.iter();
        tools.find(|tool| tool.client_id == client_id)
    }

    fn new(config: &Config) -> Self {
        let courses = Courses::new(config, config.quirks().navigation_link_is_course);
        let mut gradebook = Gradebook::default();
        for tool in &config.tools {
            if let Some(points) = tool.points {
                let link = courses.own_link(1, &tool.client_id);
                let link = link.map_or(String::new(), |link| link.id.clone());
                gradebook.add_for_link((1, &tool.client_id, &link), made_by_teacher(tool, points));
            }
        }
        Self {
            roster: Roster::seeded(config),
            courses,
            tools: config.tools.iter().cloned().map(Arc::new).collect(),
            gradebook,
            choices: Choices::default(),
            registrations: Registrations::default(),
            rate: (0, 0),
            launches: Launches::default(),
            grants: Grants::default(),
            tool_keys: KeyCache::default(),
            faults: Faults::default(),
            receipts: VecDeque::new(),
        }
    }
}

/// The column of a tool's own place in the course.
fn made_by_teacher(tool: &Tool, maximum: f64) -> ChosenColumn {
    ChosenColumn {
        label: tool.name.clone(),
        maximum,
        resource_id: String::new(),
        tag: String::new(),
    }
}

/// Checks what it is told and gives the issuer.
fn check(config: &Config) -> Result<Issuer, StartError> {
    let origin = url::Url::parse(&config.origin).map_err(|_| StartError::Origin)?;
    if !["http", "https"].contains(&origin.scheme()) || origin.path() != "/" {
        return Err(StartError::Origin);
    }
    if !(1..=MOST_STUDENTS).contains(&config.students) {
        return Err(StartError::Students);
    }
    for (place, tool) in config.tools.iter().enumerate() {
        let same = |other: &Tool| other.client_id == tool.client_id;
        if config.tools[..place].iter().any(same) {
            return Err(StartError::SameClient(tool.client_id.clone()));
        }
        let is_deployment = DeploymentId::parse(tool.deployment_id.as_str()).is_ok();
        if ClientId::parse(tool.client_id.as_str()).is_err() || !is_deployment {
            return Err(StartError::BadTool(tool.name.clone()));
        }
    }
    let issuer = config.issuer.as_deref();
    Issuer::parse(issuer.unwrap_or(config.origin.trim_end_matches('/')))
        .map_err(|_| StartError::Origin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ToolKeys;

    #[test]
    fn a_slip_in_the_configuration_is_told() {
        let check = |change: fn(&mut Config), expected: &str| {
            let mut config = Config::new("http://127.0.0.1:8500", Arc::new(|| 0));
            change(&mut config);
            assert_eq!(Lms::new(config).unwrap_err().to_string(), expected);
        };
        let origin = "the LMS's address must be an origin such as http://127.0.0.1:8500";
        check(|config| config.origin = "127.0.0.1:8500".to_owned(), origin);
        check(
            |config| config.origin = "http://host/lms".to_owned(),
            origin,
        );
        check(
            |config| config.students = 0,
            "the course has 1 to 200000 students",
        );
        check(
            |config| {
                let keys = ToolKeys::Inline(serde_json::Value::Null);
                let tool = Tool::new("c", "T", "http://t/login", "http://t/launch", keys);
                config.tools = vec![tool.clone(), tool];
            },
            "two tools are called c",
        );
        check(
            |config| config.key = Some(vec![1, 2, 3]),
            "the LMS's signing key: not an RSA key in PKCS#8",
        );
    }
}
