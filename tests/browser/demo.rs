//! The real binary as `alongside demo`, on free ports with data of its own.

use std::{
    io::{BufRead as _, BufReader},
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

/// A running demonstration.
pub(crate) struct Demo {
    pub(crate) lms_url: String,
    pub(crate) tool_url: String,
    pub(crate) tool_port: u16,
    child: Child,
    data: TempDir,
}

impl Demo {
    /// Starts one and waits until it is ready.
    pub(crate) fn start(students: usize) -> Self {
        Self::with_manners(students, "moodle")
    }

    /// The same in an LMS with Moodle's or Canvas's manners.
    pub(crate) fn with_manners(students: usize, manners: &str) -> Self {
        let data = TempDir::new().unwrap();
        let [port, lms_port] = free_ports();
        let mut child = Command::new(binary())
            .args(["demo", "--headless", "--reset", "--data"])
            .arg(data.path())
            .args([
                "--port",
                &port.to_string(),
                "--lms-port",
                &lms_port.to_string(),
            ])
            .args(["--students", &students.to_string(), "--manners", manners])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the binary is built: cargo build -p alongside");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let ready = lines.find(|line| line.as_ref().is_ok_and(|line| line.starts_with("ready: ")));
        assert!(ready.is_some(), "the demonstration became ready");
        Self {
            lms_url: format!("http://127.0.0.1:{lms_port}"),
            tool_url: format!("http://localhost:{port}"),
            tool_port: port,
            child,
            data,
        }
    }

    /// A link that lets an administrator in, made as on the host.
    pub(crate) fn admin_link(&self) -> String {
        self.on_the_host(&["admin", "invite"], "link")
    }

    /// An address that lets an LMS of this machine register itself.
    pub(crate) fn registration_address(&self) -> String {
        self.on_the_host(&["platform", "invite", "--private"], "address")
    }

    /// What a command of the host answers under a name. The demonstration keeps its key beside its
    /// data, which these commands refuse, so they are given a copy of it.
    fn on_the_host(&self, command: &[&str], wanted: &str) -> String {
        let elsewhere = TempDir::new().unwrap();
        let key = elsewhere.path().join("key");
        std::fs::copy(self.data.path().join("key"), &key).unwrap();
        let made = Command::new(binary())
            .args(command)
            .args(["--json", "--public-url", &self.tool_url, "--data"])
            .arg(self.data.path())
            .arg("--key-file")
            .arg(&key)
            .output()
            .unwrap();
        assert!(made.status.success(), "{made:?}");
        let made: Value = serde_json::from_slice(&made.stdout).unwrap();
        made[wanted].as_str().unwrap().to_owned()
    }

    /// The course as somebody sees it, with the tab in its frame.
    pub(crate) fn course(&self, who: &str) -> String {
        format!("{}/course/1?as={who}", self.lms_url)
    }

    /// One of the LMS's plain JSON addresses.
    pub(crate) async fn api(&self, name: &str) -> Value {
        let url = format!("{}/api/{name}.json", self.lms_url);
        let answer = reqwest::get(&url).await.unwrap().text().await.unwrap();
        serde_json::from_str(&answer).unwrap()
    }

    /// The first person of a kind, such as `mentee`: their name in the LMS.
    pub(crate) async fn first_of(&self, group: &str) -> String {
        let members = self.api("members").await;
        let mut members = members.as_array().unwrap().iter();
        let first = members.find(|member| member["group"] == group).unwrap();
        first["username"].as_str().unwrap().to_owned()
    }

    /// The marks of somebody in the LMS's gradebook.
    pub(crate) async fn marks_of(&self, username: &str) -> usize {
        let gradebook = self.api("gradebook").await;
        let marks = gradebook["marks"].as_array().unwrap().iter();
        marks
            .filter(|mark| mark["username"] == username && mark["score"] == 1.0)
            .count()
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The binary that `cargo xtask test` built, or the one beside this test.
fn binary() -> PathBuf {
    if let Some(path) = std::env::var_os("TEST_ALONGSIDE") {
        return path.into();
    }
    let here = std::env::current_exe().unwrap();
    here.ancestors().nth(2).unwrap().join("alongside")
}

/// Ports nobody listens on. Both are held until both are known.
fn free_ports() -> [u16; 2] {
    let held = [(); 2].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    held.map(|listener| listener.local_addr().unwrap().port())
}
