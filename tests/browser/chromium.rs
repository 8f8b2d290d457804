//! A Chromium of one's own, driven by ChromeDriver, with a fresh profile.

use std::{
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{
    By, ChromeCapabilities, ChromiumLikeCapabilities, DesiredCapabilities, WebDriver, WebElement,
};

use crate::relay::Relay;

/// How wide the window is, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Screen {
    /// 360 by 800.
    Phone,
    /// 1280 by 900.
    Desk,
}

/// What the profile lets a framed site keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Storage {
    /// As Chromium comes: storage of its own for each pair of site and framing site.
    Untouched,
    /// Cookies and storage of other sites are refused, as a careful person or a managed machine sets
    /// it in browsers that do not part storage. Partitioned cookies still work.
    Refused,
}

/// A Chromium of one's own.
pub(crate) struct Browser {
    pub(crate) driver: WebDriver,
    url: String,
    storage: Storage,
    chromedriver: Child,
    profile: TempDir,
    commands: reqwest::Client,
}

impl Browser {
    /// Starts one.
    pub(crate) async fn start(screen: Screen, storage: Storage) -> Self {
        Self::start_with(screen, storage, &[]).await
    }

    /// Starts one that reaches the tool's port through a relay.
    pub(crate) async fn start_behind(relay: &Relay, tool: u16, storage: Storage) -> Self {
        let rule = format!(
            "--host-resolver-rules=MAP localhost:{tool} 127.0.0.1:{}",
            relay.port
        );
        Self::start_with(Screen::Phone, storage, &[rule]).await
    }

    /// Starts one with further arguments.
    pub(crate) async fn start_with(screen: Screen, storage: Storage, more: &[String]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let chromedriver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed: cargo xtask test installs it");
        let profile = TempDir::new().unwrap();
        let capabilities = capabilities(screen, storage, &profile, more);
        let url = format!("http://127.0.0.1:{port}");
        for _ in 0..200 {
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let driver = WebDriver::new(&url, capabilities).await;
        Self {
            driver: driver.unwrap(),
            url,
            storage,
            chromedriver,
            profile,
            commands: reqwest::Client::builder().build().unwrap(),
        }
    }

    /// Opens an LMS's course page and enters the tab's frame, where storage is as was asked for.
    pub(crate) async fn open(&self, course: &str) {
        self.driver.goto(course).await.unwrap();
        self.enter().await;
        // The frame passes pages of the LMS's and of ours on its way; each may have a heading.
        let arrived = "return location.pathname.startsWith('/s/')";
        for _ in 0..100 {
            if self.run(arrived).await == json!(true) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
            self.enter().await;
        }
        let probe = "try { localStorage.setItem('probe', '1'); return 'allowed'; } catch { return 'refused'; }";
        let expected = match self.storage {
            Storage::Untouched => "allowed",
            Storage::Refused => "refused",
        };
        assert_eq!(
            self.run(probe).await,
            json!(expected),
            "storage in the frame"
        );
    }

    /// Opens the tab in a window of its own, as an LMS's app on a phone does.
    pub(crate) async fn open_alone(&self, course: &str) {
        self.driver.goto(course).await.unwrap();
        let launch = self.find("#contentframe").await.prop("src").await.unwrap();
        self.driver.goto(launch.unwrap()).await.unwrap();
        self.find("main h1").await;
    }

    /// Enters the tab's frame, once the tab has a heading.
    pub(crate) async fn enter(&self) {
        self.driver.enter_default_frame().await.unwrap();
        let frame = self.find("#contentframe").await;
        frame.enter_frame().await.unwrap();
        self.find("main h1").await;
    }

    /// Waits until the app has taken over, so that what follows goes through it.
    pub(crate) async fn app_is_ready(&self) {
        self.until(
            "the app took over",
            "return ['ready', 'drawn'].includes(document.documentElement.dataset.app)",
        )
        .await;
    }

    /// Waits for an element.
    pub(crate) async fn find(&self, css: &str) -> WebElement {
        for _ in 0..300 {
            if let Ok(found) = self.driver.find(By::Css(css)).await {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("no {css} on the page: {}", self.text().await);
    }

    /// Clicks what a person would see at the top of the window.
    pub(crate) async fn click(&self, css: &str) {
        let target = self.find(css).await;
        target.scroll_into_view().await.unwrap();
        target.click().await.unwrap();
    }

    /// The text of the page; empty while another page is coming.
    pub(crate) async fn text(&self) -> String {
        match self.driver.find(By::Css("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// Waits until the page says something.
    pub(crate) async fn says(&self, words: &str) {
        for _ in 0..300 {
            if self.text().await.contains(words) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the page never said {words:?} but: {}", self.text().await);
    }

    /// Waits until a script in the page answers true.
    pub(crate) async fn until(&self, what: &str, script: &str) {
        for _ in 0..300 {
            if self.run(script).await == json!(true) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("not: {what}; the page says: {}", self.text().await);
    }

    /// Runs a script in the page; ChromeDriver does so past the page's policy.
    pub(crate) async fn run(&self, script: &str) -> Value {
        let answer = self.driver.execute(script, vec![]).await.unwrap();
        answer.json().clone()
    }

    /// Gives a command of the DevTools protocol.
    pub(crate) async fn cdp(&self, command: &str, parameters: &Value) -> Value {
        let session = self.driver.handle().session_id();
        let url = format!("{}/session/{session}/goog/cdp/execute", self.url);
        let body = json!({ "cmd": command, "params": parameters }).to_string();
        let answer = self.commands.post(url).body(body).send().await.unwrap();
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert!(status.is_success(), "{command}: {text}");
        let answer: Value = serde_json::from_str(&text).unwrap();
        answer["value"].clone()
    }

    /// Takes a picture of the whole window.
    pub(crate) async fn picture(&self, name: &str) {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/pictures");
        std::fs::create_dir_all(&folder).unwrap();
        self.driver
            .screenshot(&folder.join(format!("{name}.png")))
            .await
            .unwrap();
    }

    /// Fails if the page can be scrolled sideways.
    pub(crate) async fn fits(&self, where_: &str) {
        let over = self
            .run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
            .await;
        assert_eq!(over, json!(0), "{where_} is wider than its window");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The session ends with its driver, which the library would otherwise try to reach for minutes.
        let _ = self.driver.clone().leak();
        let _ = self.chromedriver.kill();
        let _ = self.chromedriver.wait();
        // Its Chromium ends with the profile it was given, and nobody else's does.
        let path = self.profile.path().display().to_string();
        let _ = Command::new("pkill")
            .args(["-f", &format!("user-data-dir={path}")])
            .status();
    }
}

fn capabilities(
    screen: Screen,
    storage: Storage,
    profile: &TempDir,
    more: &[String],
) -> ChromeCapabilities {
    let mut capabilities = DesiredCapabilities::chrome();
    let window = match screen {
        Screen::Phone => "--window-size=360,800",
        Screen::Desk => "--window-size=1280,900",
    };
    let data = format!("--user-data-dir={}", profile.path().display());
    for argument in [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=en-GB",
        window,
        &data,
    ] {
        capabilities.add_arg(argument).unwrap();
    }
    for argument in more {
        capabilities.add_arg(argument).unwrap();
    }
    if storage == Storage::Refused {
        let preferences =
            json!({ "profile.cookie_controls_mode": 1, "profile.block_third_party_cookies": true });
        capabilities
            .add_experimental_option("prefs", preferences)
            .unwrap();
        capabilities
            .add_arg("--disable-features=ThirdPartyStoragePartitioning")
            .unwrap();
    }
    if screen == Screen::Phone {
        let phone = json!({ "deviceMetrics": { "width": 360, "height": 800, "pixelRatio": 2.0, "touch": true } });
        capabilities
            .add_experimental_option("mobileEmulation", phone)
            .unwrap();
    }
    capabilities
}
