//! Opening the database and its key, for the service and for commands on the host alike.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use clap::Args;
use ipnet::IpNet;
use service::{
    App,
    clock::Clock,
    config::{Config, public_url},
};
use store::{MIGRATIONS, OpenError, Store, StoreConfig};

/// Where data is; the same for every command.
#[derive(Clone, Debug, Args)]
pub(crate) struct DataArgs {
    /// Folder for the database.
    #[arg(long, env = "ALONGSIDE_DATA", default_value = "data")]
    pub(crate) data: PathBuf,
    /// Address of the database: sqlite://… or postgres://…; a file in the data folder if not given.
    #[arg(long, env = "ALONGSIDE_DATABASE_URL", hide_env_values = true)]
    pub(crate) database_url: Option<String>,
    /// The master key's file; keep it outside the data folder, apart from its backups.
    #[arg(long, env = "ALONGSIDE_KEY_FILE")]
    pub(crate) key_file: Option<PathBuf>,
    /// The origin people reach the service at, such as `https://mentoring.example.ac.uk`
    #[arg(
        long,
        env = "ALONGSIDE_PUBLIC_URL",
        default_value = "http://localhost:8400"
    )]
    pub(crate) public_url: String,
    /// Platforms inside the network that may be reached, as host:port, parted by commas.
    #[arg(long, env = "ALONGSIDE_PRIVATE_HOSTS", value_delimiter = ',')]
    pub(crate) private_hosts: Vec<String>,
}

/// What a command was told, checked before anything is written.
pub(crate) struct Plan {
    url: String,
    data: PathBuf,
    key_file: PathBuf,
    config: Config,
}

impl Plan {
    /// For the service and commands beside it: the key lies outside the database's folder, so that
    /// a copy of the folder does not carry the key along (decision 10).
    pub(crate) fn new(args: &DataArgs) -> Result<Self> {
        let url = match &args.database_url {
            Some(url) => url.clone(),
            None => sqlite_url(&args.data),
        };
        let key_file = match &args.key_file {
            Some(file) => file.clone(),
            None => default_key_file(&args.data)?,
        };
        if let Some(folder) = database_folder(&url) {
            refuse_key_inside(&key_file, folder)?;
        }
        Self::with(url, key_file, args)
    }

    /// For the demonstration: everything in one folder.
    pub(crate) fn in_one_folder(args: &DataArgs) -> Result<Self> {
        Self::with(sqlite_url(&args.data), args.data.join(DEMO_KEY), args)
    }

    fn with(url: String, key_file: PathBuf, args: &DataArgs) -> Result<Self> {
        let public_url = public_url(&args.public_url).context("start-public-url")?;
        Ok(Self {
            url,
            key_file,
            data: args.data.clone(),
            config: Config {
                public_url,
                private_hosts: args.private_hosts.clone(),
                trusted_proxies: vec![],
            },
        })
    }

    /// The same with the proxies that are believed.
    pub(crate) fn behind(mut self, proxies: Vec<IpNet>) -> Self {
        self.config.trusted_proxies = proxies;
        self
    }

    /// The same, where there is a database already.
    pub(crate) async fn open_existing(self) -> Result<App> {
        let file = self.url.strip_prefix("sqlite://");
        let file = file.and_then(|file| file.split('?').next()).map(Path::new);
        if let Some(file) = file.filter(|file| !file.exists()) {
            let words = format!(
                "there is no database at {}: `alongside serve`, `institution add` and `platform add` \
                 make one",
                file.display()
            );
            return Err(anyhow::anyhow!(words).context("start-no-data"));
        }
        self.open().await
    }

    /// Opens the database with its key.
    pub(crate) async fn open(self) -> Result<App> {
        std::fs::create_dir_all(&self.data)
            .with_context(|| format!("the data folder {} cannot be made", self.data.display()))?;
        let store = Store::open(StoreConfig::new(&self.url, MIGRATIONS))
            .await
            .map_err(coded)?;
        match store.unlock(&self.key_file).await {
            Ok(key) => App::new(self.config, store, &key, Clock::System)
                .context("the HTTP client cannot be made"),
            Err(error) => {
                // So that nothing of the attempt is left beside the file.
                store.close().await;
                Err(coded(error))
            }
        }
    }
}

/// The demonstration's key, in its data folder.
pub(crate) const DEMO_KEY: &str = "key";

/// The database file in a data folder.
pub(crate) const DATABASE: &str = "alongside.db";

/// The address of the database file in a folder.
fn sqlite_url(folder: &Path) -> String {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    format!("sqlite://{}", folder.join(DATABASE).display())
}

/// Beside the data folder, never in it.
fn default_key_file(data: &Path) -> Result<PathBuf> {
    let data = std::path::absolute(data).context("the data folder has no address")?;
    let name = data.file_name().context("the data folder has no name")?;
    let mut file = name.to_owned();
    file.push(".key");
    Ok(data.with_file_name(file))
}

/// The folder of a database that is a file.
fn database_folder(url: &str) -> Option<&Path> {
    let file = url.strip_prefix("sqlite://")?;
    Path::new(file.split('?').next()?).parent()
}

fn refuse_key_inside(key_file: &Path, folder: &Path) -> Result<()> {
    if resolved(key_file).starts_with(resolved(folder)) {
        let words = format!(
            "the master key {} would lie in the database's folder, and a copy of the folder would \
             carry it along: name a place outside with --key-file",
            key_file.display()
        );
        return Err(anyhow::anyhow!(words).context("start-key-place"));
    }
    Ok(())
}

/// A path with every link in the part of it that exists followed.
fn resolved(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let known = path
        .ancestors()
        .find_map(|part| Some((part, part.canonicalize().ok()?)));
    match known {
        Some((part, real)) => match path.strip_prefix(part) {
            Ok(rest) if !rest.as_os_str().is_empty() => real.join(rest),
            _ => real,
        },
        None => path,
    }
}

/// An error with its code, for a log or an operator to look up.
fn coded(error: OpenError) -> anyhow::Error {
    let code = error.code();
    anyhow::Error::new(error).context(code)
}

/// Says what went wrong, from the outside in.
#[expect(
    clippy::print_stderr,
    reason = "the last word of a command that failed"
)]
pub(crate) fn complain(error: &anyhow::Error) {
    eprintln!("alongside: {error:#}");
}

/// Prints a line for the person at the terminal. One who has stopped reading is no error.
pub(crate) fn say(line: impl std::fmt::Display) {
    let _closed = writeln!(std::io::stdout(), "{line}");
}

/// Logs to standard error, as JSON lines, at the level of `ALONGSIDE_LOG`.
pub(crate) fn log(level: &str) {
    let filter = tracing_subscriber::EnvFilter::try_new(level)
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .json()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}

/// A runtime for one command.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("no runtime")
}
