//! The tools that are measured, and how each is started.

use std::{
    fs,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};
use serde_json::json;
use tokio::time::sleep;

use crate::{
    Arguments,
    launch::{self, CLIENT, DEPLOYMENT, Who},
    platform::Platform,
    process::Process,
    wire::Connection,
};

/// How long a tool may take before it answers; one makes a key of 4096 bits at its first start.
const PATIENCE: Duration = Duration::from_mins(1);

/// Which tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Ours,
    Atomic,
    Pylti,
    Ltijs,
}

impl Kind {
    /// All of them, ours first.
    pub(crate) const ALL: [Self; 4] = [Self::Ours, Self::Atomic, Self::Pylti, Self::Ltijs];

    /// Its name in the figures.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Atomic => "atomic-lti",
            Self::Pylti => "pylti1p3next",
            Self::Ltijs => "ltijs",
        }
    }

    /// Launches timed at once, so that every cell takes some seconds: the work of each is the same.
    pub(crate) const fn launches(self) -> usize {
        match self {
            Self::Ours | Self::Atomic => 2_000,
            Self::Pylti => 600,
            Self::Ltijs => 300,
        }
    }
}

/// A tool at an address of its own, running or not.
pub(crate) struct Tool {
    pub(crate) kind: Kind,
    pub(crate) name: &'static str,
    pub(crate) login_path: &'static str,
    pub(crate) launch_path: &'static str,
    pub(crate) address: SocketAddr,
    /// Where what it keeps and says is.
    pub(crate) folder: PathBuf,
    /// Where launches and people reach it.
    origin: String,
    process: Option<Process>,
}

/// One start: how long until the first answer, and the memory a second later.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Start {
    pub(crate) seconds: f64,
    pub(crate) idle: u64,
}

impl Tool {
    /// A tool with a fresh folder, not started yet.
    pub(crate) fn new(kind: Kind, data: &Path) -> Result<Self> {
        let folder = data.join(kind.name());
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let (login_path, launch_path) = match kind {
            Kind::Ours => ("/lti/login", "/lti/launch"),
            _ => ("/login", "/launch"),
        };
        // Ours keeps its cookie to a secure origin, which localhost is.
        let host = match kind {
            Kind::Ours => "localhost",
            _ => "127.0.0.1",
        };
        Ok(Self {
            kind,
            name: kind.name(),
            login_path,
            launch_path,
            address,
            folder,
            origin: format!("http://{host}:{}", address.port()),
            process: None,
        })
    }

    /// Where launches go, as the platform has it registered.
    pub(crate) fn launch_url(&self) -> String {
        format!("{}{}", self.origin, self.launch_path)
    }

    /// A new connection to it.
    pub(crate) fn connection(&self) -> Connection {
        let host = self.origin.trim_start_matches("http://").to_owned();
        Connection::new(self.address, host)
    }

    /// Starts it, and waits until it answers a login.
    pub(crate) async fn start(&mut self, with: &Arguments, platform: &Platform) -> Result<Start> {
        self.end();
        let log = self.folder.join("log");
        let mut command = self.command(with, platform)?;
        let began = Instant::now();
        let process = self.process.insert(Process::start(&mut command, &log)?);
        while tokio::net::TcpStream::connect(self.address).await.is_err() {
            if !process.runs() || began.elapsed() > PATIENCE {
                let said = fs::read_to_string(&log).unwrap_or_default();
                bail!("{} did not start\n{said}", self.name);
            }
            sleep(Duration::from_millis(1)).await;
        }
        self.first_login(platform, began).await?;
        let seconds = began.elapsed().as_secs_f64();
        sleep(Duration::from_secs(1)).await;
        Ok(Start {
            seconds,
            idle: self.process().memory(),
        })
    }

    /// Some listen before they know their platforms: asks until a login is answered.
    async fn first_login(&self, platform: &Platform, began: Instant) -> Result<()> {
        let who = Who {
            course: "launches".to_owned(),
            student: Some(0),
        };
        loop {
            let mut connection = self.connection();
            let answer = launch::login(&mut connection, self, platform, who.clone()).await;
            match answer {
                Ok(_) => return Ok(()),
                Err(error) if began.elapsed() > PATIENCE => return Err(error),
                Err(_) => sleep(Duration::from_millis(2)).await,
            }
        }
    }

    /// The running process.
    ///
    /// # Panics
    /// Where it was not started: whoever measures starts first.
    pub(crate) fn process(&self) -> &Process {
        self.process.as_ref().expect("it was started before")
    }

    /// Ends it, if it runs.
    pub(crate) fn end(&mut self) {
        self.process = None;
    }

    fn command(&self, with: &Arguments, platform: &Platform) -> Result<Command> {
        let port = self.address.port().to_string();
        let mut command = match self.kind {
            Kind::Ours => return Ok(self.serve(with, platform)),
            Kind::Atomic => Command::new(&with.atomic),
            Kind::Ltijs => {
                let mut node = Command::new("node");
                node.arg(with.tools.join("ltijs/tool.cjs"))
                    .env("NODE_MODULES", &with.node_modules);
                node
            }
            Kind::Pylti => {
                let mut python = Command::new(&with.python);
                python
                    .arg("-m")
                    .args(["gunicorn", "--config"])
                    .arg(with.tools.join("pylti/gunicorn.conf.py"))
                    .arg("--chdir")
                    .arg(with.tools.join("pylti"))
                    .arg("tool:app")
                    .env("PYTHONDONTWRITEBYTECODE", "1");
                python
            }
        };
        let file = self.folder.join("registration.json");
        fs::write(&file, registration(platform).to_string())?;
        command
            .env("REGISTRATION", file)
            .env("PORT", port)
            .env("DATA", &self.folder);
        Ok(command)
    }

    /// `alongside serve` with what is usual, told of its one platform.
    fn serve(&self, with: &Arguments, platform: &Platform) -> Command {
        let mut serve = self.ours(with, platform, &["serve"]);
        serve.args(["--listen", &self.address.to_string()]);
        serve
    }

    /// A command of `alongside` on this tool's data.
    pub(crate) fn ours(&self, with: &Arguments, platform: &Platform, words: &[&str]) -> Command {
        let mut command = Command::new(&with.alongside);
        let host = platform.origin().trim_start_matches("http://");
        command
            .args(words)
            .arg("--data")
            .arg(self.folder.join("data"))
            .args(["--public-url", &self.origin, "--private-hosts", host]);
        command
    }
}

/// What a rival is told of the platform.
fn registration(platform: &Platform) -> serde_json::Value {
    let origin = platform.origin();
    json!({
        "iss": origin,
        "client_id": CLIENT,
        "deployment_id": DEPLOYMENT,
        "auth_url": format!("{origin}/auth"),
        "token_url": format!("{origin}/token"),
        "jwks_url": format!("{origin}/jwks"),
        "jwk": platform.key().public_jwk(),
    })
}
