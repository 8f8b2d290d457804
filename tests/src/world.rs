//! The service on a loopback port beside a sandbox LMS, with a clock that stands still.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use domain::{
    Timestamp,
    id::{CourseId, InstitutionId, SchemeId},
    time::Span,
};
use lti1p3::SigningKey;
use sandbox::{Config, Lms, Tool, ToolKeys};
use service::{App, clock::Clock, setup};
use store::{MIGRATIONS, Store, StoreConfig, course};
use tempfile::TempDir;
use tokio::{net::TcpListener, sync::watch};

use crate::tab::Tab;

/// 2026-09-28T09:00:00Z, a Monday in welcome week.
pub const MONDAY: Timestamp = Timestamp(1_790_586_000_000);

/// What the tool is called in the LMS.
pub const CLIENT_ID: &str = "alongside";

/// The key the LMS signs launches with, so that a test can sign what the LMS would not.
const LMS_KEY: &str = include_str!("../data/lti/platform-key.p8.txt");

/// A running service and a running LMS.
pub struct World {
    /// The LMS.
    pub lms: Lms,
    /// The LMS's origin.
    pub lms_url: String,
    /// The service.
    pub app: App,
    /// The service's origin.
    pub tool_url: String,
    clock: Clock,
    lms_clock: Arc<AtomicI64>,
    stop: watch::Sender<bool>,
    folder: TempDir,
}

impl World {
    /// A course of 80 students, the tool registered, nothing opened yet.
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// The same with a change to the LMS.
    pub async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let (lms_listener, lms_url) = listen("127.0.0.1").await;
        let (listener, tool_url) = listen("localhost").await;
        let lms_clock = Arc::new(AtomicI64::new(MONDAY.0));
        let mut config = lms_config(&lms_url, &tool_url, lms_clock.clone());
        change(&mut config);
        let lms = Lms::new(config).unwrap();
        let serving = lms.clone();
        tokio::spawn(async move { serving.serve(lms_listener, std::future::pending()).await });
        let folder = TempDir::new().unwrap();
        let clock = Clock::standing_at(MONDAY);
        let app = start(&folder, &tool_url, &lms_url, clock.clone()).await;
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(service::jobs::run(app.clone(), stopped));
        tokio::spawn(service::serve(
            service::router(app.clone()),
            listener,
            std::future::pending(),
        ));
        let world = Self {
            lms,
            lms_url,
            app,
            tool_url,
            clock,
            lms_clock,
            stop,
            folder,
        };
        world.register().await;
        world
    }

    /// The same with a scheme that `teacher1` coordinates, its roster read, and the attribute file.
    pub async fn begun() -> Self {
        let world = Self::new().await;
        world.begin().await;
        world
    }

    async fn register(&self) {
        let institution = setup::NewInstitution {
            name: "Test University".to_owned(),
            slug: "test".to_owned(),
            time_zone: "Europe/London".to_owned(),
            languages: vec!["en".to_owned(), "cy".to_owned()],
            claims_approved: true,
        };
        let institution = setup::add_institution(&self.app, institution)
            .await
            .unwrap();
        self.register_as(institution, CLIENT_ID).await;
    }

    /// Another institution on the same service, which has no platform yet.
    pub async fn another_institution(&self, name: &str, slug: &str) -> InstitutionId {
        let institution = setup::NewInstitution {
            name: name.to_owned(),
            slug: slug.to_owned(),
            time_zone: "Europe/London".to_owned(),
            languages: vec!["en".to_owned()],
            claims_approved: true,
        };
        let added = setup::add_institution(&self.app, institution).await;
        added.unwrap()
    }

    /// Registers the tool once more, by another name that the LMS has for it.
    pub async fn register_as(&self, institution: InstitutionId, client_id: &str) {
        let platform = setup::NewPlatform {
            institution,
            name: "Sandbox LMS".to_owned(),
            issuer: self.lms_url.clone(),
            client_id: client_id.to_owned(),
            auth_url: format!("{}/lti/auth", self.lms_url),
            token_url: format!("{}/lti/token", self.lms_url),
            jwks_url: format!("{}/lti/jwks", self.lms_url),
            deployments: vec!["1".to_owned()],
            private_hosts: true,
        };
        setup::add_platform(&self.app, platform).await.unwrap();
    }

    /// The teacher claims the scheme, the roster is read, a file says who is new.
    pub async fn begin(&self) {
        let teacher = self.open("teacher1").await;
        teacher.act("claim-scheme", &[]).await.expect_ok();
        let (course, scheme) = self.course().await;
        let read = setup::read_roster(&self.app, course).await.unwrap();
        assert_eq!(read.code, None, "the roster was read");
        let file = sandbox::attribute_file(self.lms.config());
        setup::read_attributes(&self.app, scheme, &file)
            .await
            .unwrap();
    }

    /// What another process has that opens the same database at the same time.
    pub async fn another_process(&self) -> App {
        start(
            &self.folder,
            &self.tool_url,
            &self.lms_url,
            self.clock.clone(),
        )
        .await
    }

    /// The only course and its scheme.
    pub async fn course(&self) -> (CourseId, SchemeId) {
        let courses = self.app.store().read(course::all).await.unwrap();
        let [course] = &*courses else {
            panic!("one course, not {}", courses.len());
        };
        (course.id, course.scheme.unwrap())
    }

    /// Opens the tab from the course as somebody, in a browser of their own.
    pub async fn open(&self, who: &str) -> Tab {
        Tab::open(self, who).await
    }

    /// The time now, on both clocks.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Moves both clocks.
    pub fn pass(&self, span: Span) {
        self.clock.advance(span);
        self.lms_clock.fetch_add(span.0, Ordering::SeqCst);
    }

    /// Moves the LMS's clock alone.
    pub fn lms_is_ahead_by(&self, span: Span) {
        self.lms_clock.fetch_add(span.0, Ordering::SeqCst);
    }

    /// The key that the LMS signs with.
    pub fn lms_key() -> Vec<u8> {
        use base64::{Engine as _, engine::general_purpose::STANDARD};
        STANDARD
            .decode(LMS_KEY.split_whitespace().collect::<String>())
            .unwrap()
    }

    /// Somebody's user name by what they are in the LMS: `at-gate`, `mentor`, `mentee`.
    pub fn someone(&self, group: &str, number: usize) -> String {
        let members = self.lms.members();
        let members = members
            .iter()
            .map(|member| serde_json::to_value(member).unwrap());
        let mut names = members
            .filter(|member| member["group"] == group)
            .map(|member| member["username"].clone());
        names.nth(number).unwrap().as_str().unwrap().to_owned()
    }

    /// Waits until something is so, for at most ten seconds of real time.
    pub async fn until<F: Future<Output = bool>>(&self, what: &str, mut so: impl FnMut() -> F) {
        for _ in 0..400 {
            if so().await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("ten seconds went by, and not: {what}");
    }

    /// Every byte of the database's files.
    pub fn database(&self) -> Vec<u8> {
        let files = std::fs::read_dir(self.folder.path()).unwrap();
        let files = files.map(|file| std::fs::read(file.unwrap().path()).unwrap());
        files.flatten().collect()
    }

    /// How many rows a table has.
    pub async fn rows(&self, count: &'static str) -> i64 {
        let answer = self
            .app
            .store()
            .read(move |tx| tx.query_one(count, &[]))
            .await;
        answer.unwrap().int(0).unwrap()
    }

    /// Changes rows as another process does: the service is told nothing.
    pub async fn change(&self, sql: &'static str) {
        let store = self.app.store();
        store.write(move |tx| tx.execute(sql, &[])).await.unwrap();
    }
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = self.stop.send(true);
    }
}

async fn listen(name: &str) -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, format!("http://{name}:{port}"))
}

fn lms_config(lms_url: &str, tool_url: &str, clock: Arc<AtomicI64>) -> Config {
    let mut config = Config::new(lms_url, Arc::new(move || clock.load(Ordering::SeqCst)));
    config.students = 80;
    config.key = Some(World::lms_key());
    config.faults = true;
    config.tools.push(Tool::new(
        CLIENT_ID,
        "Peer mentoring",
        format!("{tool_url}/lti/login"),
        format!("{tool_url}/lti/launch"),
        ToolKeys::At(format!("{tool_url}/lti/jwks.json")),
    ));
    config
}

async fn start(folder: &TempDir, tool_url: &str, lms_url: &str, clock: Clock) -> App {
    let url = format!("sqlite://{}", folder.path().join("alongside.db").display());
    let store = Store::open(StoreConfig::new(url, MIGRATIONS))
        .await
        .unwrap();
    let key = store.unlock(&folder.path().join("key")).await.unwrap();
    let config = service::config::Config {
        public_url: tool_url.parse().unwrap(),
        private_hosts: vec![lms_url.trim_start_matches("http://").to_owned()],
        // As `serve` has it: a proxy on the same machine is believed.
        trusted_proxies: vec![service::config::network("127.0.0.0/8").unwrap()],
    };
    App::new(config, store, &key, clock).unwrap()
}

/// A fresh signing key, for a stranger.
pub fn strangers_key() -> SigningKey {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    let text = include_str!("../data/lti/stranger-key.p8.txt");
    let der = STANDARD
        .decode(text.split_whitespace().collect::<String>())
        .unwrap();
    SigningKey::from_pkcs8(&der).unwrap()
}
