//! Opening the database and its key, for the service and for commands on the host alike.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use service::{App, clock::Clock, config::{Config, public_url}};
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
    /// The origin people reach the service at, such as https://mentoring.example.ac.uk
    #[arg(long, env = "ALONGSIDE_PUBLIC_URL", default_value = "http://localhost:8400")]
    pub(crate) public_url: String,
    /// Platforms inside the network that may be reached, as host:port, parted by commas.
    #[arg(long, env = "ALONGSIDE_PRIVATE_HOSTS", value_delimiter = ',')]
    pub(crate) private_hosts: Vec<String>,
}

/// Opens everything a command needs.
pub(crate) async fn app(args: &DataArgs) -> Result<App> {
    std::fs::create_dir_all(&args.data)
        .with_context(|| format!("the data folder {} cannot be made", args.data.display()))?;
    let url = args.database_url.clone().unwrap_or_else(|| sqlite_url(&args.data));
    let key_file = match &args.key_file {
        Some(file) => file.clone(),
        None => default_key_file(&args.data)?,
    };
    with(&url, &key_file, args).await
}

/// Opens a database with its key.
pub(crate) async fn with(url: &str, key_file: &Path, args: &DataArgs) -> Result<App> {
    let config = Config {
        public_url: public_url(&args.public_url)?,
        private_hosts: args.private_hosts.clone(),
    };
    let store = Store::open(StoreConfig::new(url, MIGRATIONS))
        .await
        .map_err(coded)?;
    let key = store.unlock(key_file).await.map_err(coded)?;
    App::new(config, store, &key, Clock::System).context("the HTTP client cannot be made")
}

/// The address of the database file in a folder.
pub(crate) fn sqlite_url(folder: &Path) -> String {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    format!("sqlite://{}", folder.join("alongside.db").display())
}

/// Beside the data folder, never in it: a copy of the folder must not carry the key along.
fn default_key_file(data: &Path) -> Result<PathBuf> {
    let data = std::path::absolute(data).context("the data folder has no address")?;
    let name = data.file_name().context("the data folder has no name")?;
    let mut file = name.to_owned();
    file.push(".key");
    Ok(data.with_file_name(file))
}

/// An error with its code, for a log or an operator to look up.
fn coded(error: OpenError) -> anyhow::Error {
    let code = error.code();
    anyhow::Error::new(error).context(code)
}

/// Says what went wrong, from the outside in.
#[expect(clippy::print_stderr, reason = "the last word of a command that failed")]
pub(crate) fn complain(error: &anyhow::Error) {
    eprintln!("alongside: {error:#}");
}

/// Prints a line for the person at the terminal.
#[expect(clippy::print_stdout, reason = "what a command was asked for")]
pub(crate) fn say(line: impl std::fmt::Display) {
    println!("{line}");
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
