//! An institution's host: a data folder that was set up with the binary's own commands, and a
//! sandbox LMS beside it, both on the real time.

use std::{
    collections::BTreeMap, ffi::OsStr, path::PathBuf, process::Command, sync::Arc, time::Duration,
};

use http::HeaderMap;
use sandbox::{Config, Group, Lms, MemberView, Tool, ToolKeys, visitor::Visitor};
use serde_json::Value;
use service::clock::Clock;
use store::{MIGRATIONS, Store, StoreConfig};
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::{
    process::{Ended, Process, alongside, free_port},
    tab::{Answer, Tab},
    world::{CLIENT_ID, World},
};

/// The host.
pub struct Host {
    /// The LMS.
    pub lms: Lms,
    /// Its origin.
    pub lms_url: String,
    /// The service's origin, where it runs.
    pub tool_url: String,
    /// The port in it.
    pub port: u16,
    /// What the service may reach on this machine, as host:port: the LMS, to begin with.
    pub private_hosts: Vec<String>,
    folder: TempDir,
}

impl Host {
    /// An LMS and an empty folder. No command was run yet.
    pub async fn new(change: impl FnOnce(&mut Config)) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let lms_url = format!("http://{}", listener.local_addr().unwrap());
        let port = free_port();
        let tool_url = format!("http://localhost:{port}");
        let mut config = Config::new(&lms_url, Arc::new(|| Clock::System.now().0));
        config.students = 10;
        config.key = Some(World::lms_key());
        config.faults = true;
        config.tools.push(Tool::new(
            CLIENT_ID,
            "Peer mentoring",
            format!("{tool_url}/lti/login"),
            format!("{tool_url}/lti/launch"),
            ToolKeys::At(format!("{tool_url}/lti/jwks.json")),
        ));
        change(&mut config);
        let lms = Lms::new(config).unwrap();
        let serving = lms.clone();
        tokio::spawn(async move { serving.serve(listener, std::future::pending()).await });
        let lms_host = lms_url.trim_start_matches("http://").to_owned();
        Self {
            lms,
            lms_url,
            tool_url,
            port,
            private_hosts: vec![lms_host],
            folder: TempDir::new().unwrap(),
        }
    }

    /// The same with an institution and the LMS registered.
    pub async fn registered(change: impl FnOnce(&mut Config)) -> Self {
        let host = Self::new(change).await;
        host.json([
            "institution",
            "add",
            "--name",
            "Example",
            "--slug",
            "example",
        ])
        .await;
        host.json(host.platform_add()).await;
        host
    }

    /// `platform add` with what the LMS's page would say.
    pub fn platform_add(&self) -> Vec<String> {
        let lms = &self.lms_url;
        let line = format!(
            "platform add --name Sandbox --issuer {lms} --client-id {CLIENT_ID} \
             --auth-url {lms}/lti/auth --token-url {lms}/lti/token --jwks-url {lms}/lti/jwks \
             --deployment-id 1"
        );
        line.split(' ').map(str::to_owned).collect()
    }

    /// A path in the host's own folder; the data folder is `data` there.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A command of the binary with this host's settings.
    pub fn command<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = alongside(arguments);
        command
            .current_dir(self.folder.path())
            .env("ALONGSIDE_DATA", self.path("data"))
            .env("ALONGSIDE_PUBLIC_URL", &self.tool_url)
            .env("ALONGSIDE_LISTEN", format!("127.0.0.1:{}", self.port))
            .env("ALONGSIDE_PRIVATE_HOSTS", self.private_hosts.join(","));
        command
    }

    /// Runs a command to its end.
    pub async fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Ended {
        Process::start(&mut self.command(arguments)).ended().await
    }

    /// Runs a command that must succeed and gives its answer, in JSON.
    pub async fn json<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Value {
        let mut command = self.command(arguments);
        let ended = Process::start(command.arg("--json")).ended().await;
        assert_eq!(ended.code, Some(0), "{ended:?}");
        serde_json::from_str(&ended.out).unwrap_or_else(|error| panic!("{error}: {ended:?}"))
    }

    /// Starts the service and waits until it answers.
    pub async fn serve(&self) -> Process {
        self.serve_halting_at("").await
    }

    /// Starts the service, which will stand still at a named point.
    pub async fn serve_halting_at(&self, point: &str) -> Process {
        let mut command = self.command(["serve"]);
        let mut service = Process::start(command.env("ALONGSIDE_HALT_AT", point));
        service.says("\"serving\"").await;
        service
    }

    /// Opens the tab from the course as somebody, in a browser of their own.
    pub async fn open(&self, who: &str) -> Tab {
        let visitor = Visitor::new(HeaderMap::new()).unwrap();
        let page = visitor.open(&self.lms_url, CLIENT_ID, who).await.unwrap();
        Answer::of(&page).expect_ok();
        Tab { visitor, page }
    }

    /// With the service running: the LMS's teacher claims the scheme and so on. Gives its id.
    pub async fn begin(&self) -> String {
        let teacher = self.open("teacher1").await;
        let (course, scheme) = self.begin_as(&teacher).await;
        self.json(["roster", "sync", &course]).await;
        scheme
    }

    /// A teacher claims the scheme, an operator approves, the teacher says that marks may be
    /// written. Gives the ids of course and scheme.
    pub async fn begin_as(&self, teacher: &Tab) -> (String, String) {
        teacher.act("claim-scheme", &[]).await.expect_ok();
        let schemes = self.json(["scheme", "list"]).await;
        assert_eq!(schemes[0]["state"], "claimed", "{schemes}");
        let id = |value: &Value| value["id"].as_str().unwrap().to_owned();
        let scheme = id(&schemes[0]);
        self.json(["scheme", "approve", &scheme]).await;
        let course = id(&self.json(["course", "list"]).await[0]);
        teacher
            .press("scores", "confirm-gradebook", &[])
            .await
            .expect_ok();
        (course, scheme)
    }

    /// Reads an attribute file into a scheme by the command for it.
    pub async fn read_attributes(&self, scheme: &str, text: &str) -> Value {
        let file = self.path("people.csv");
        std::fs::write(&file, text).unwrap();
        self.json(["attributes", "read", scheme, file.to_str().unwrap()])
            .await
    }

    /// How many rows the database has, by a query that counts. No service may run.
    pub async fn rows(&self, count: &'static str) -> i64 {
        let store = self.store().await;
        let row = store.read(move |tx| tx.query_one(count, &[])).await;
        store.close().await;
        row.unwrap().int(0).unwrap()
    }

    /// Changes the database behind the back of the binary.
    pub async fn meddle(&self, sql: &'static str) {
        let store = self.store().await;
        let done = store.write(move |tx| tx.execute(sql, &[])).await;
        done.unwrap();
        store.close().await;
    }

    async fn store(&self) -> Store {
        let url = format!("sqlite://{}", self.path("data/alongside.db").display());
        Store::open(StoreConfig::new(url, MIGRATIONS))
            .await
            .unwrap()
    }

    /// Every file in the host's folder with what is in it, to see that nothing was written. An empty
    /// write-ahead log and its index say nothing: SQLite makes them to read.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.insert(path.clone(), std::fs::read(path).unwrap());
                }
            }
        }
        let name = |path: &PathBuf| path.to_string_lossy().into_owned();
        found.retain(|path, text| {
            !(name(path).ends_with("-shm") || name(path).ends_with("-wal") && text.is_empty())
        });
        found
    }

    /// Students of the course, in the order of enrolment.
    pub fn students(&self) -> Vec<MemberView> {
        let members = self.lms.members().into_iter();
        members
            .filter(|member| !member.suspended && member.group != Group::Staff)
            .collect()
    }

    /// Waits until something is so, for at most a minute.
    pub async fn until<F: Future<Output = bool>>(&self, what: &str, mut so: impl FnMut() -> F) {
        for _ in 0..2400 {
            if so().await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("a minute went by, and not: {what}");
    }
}
