//! A database for one test, on each of the two, thrown away afterwards.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use postgres::{Client, NoTls};
use tempfile::TempDir;

use crate::db::{Store, StoreConfig};
use crate::error::OpenError;
use crate::migrate::Migration;

/// One empty database.
pub(crate) struct Trial {
    /// Its address.
    pub(crate) url: String,
    /// Where a test may put files.
    pub(crate) folder: TempDir,
    /// The server's address and the schema to drop at the end.
    schema: Option<(String, String)>,
}

static COUNT: AtomicU32 = AtomicU32::new(0);

impl Trial {
    /// A file in a folder of its own.
    pub(crate) fn sqlite() -> Self {
        let folder = TempDir::new().unwrap();
        let url = format!("sqlite://{}/trial.sqlite", folder.path().display());
        Self {
            url,
            folder,
            schema: None,
        }
    }

    /// A schema of its own on the server that `TEST_POSTGRES_URL` names.
    pub(crate) fn postgres() -> Option<Self> {
        let Ok(server) = std::env::var("TEST_POSTGRES_URL") else {
            println!("skipped on PostgreSQL: TEST_POSTGRES_URL is not set");
            return None;
        };
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let schema = format!("trial_{}_{number}", std::process::id());
        run(&server, format!("create schema {schema}"));
        let joint = if server.contains('?') { '&' } else { '?' };
        let url = format!("{server}{joint}options=-csearch_path%3D{schema}");
        Some(Self {
            url,
            folder: TempDir::new().unwrap(),
            schema: Some((server, schema)),
        })
    }

    /// SQLite always, PostgreSQL where there is one.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        [Some(Self::sqlite()), Self::postgres()]
            .into_iter()
            .flatten()
    }

    /// Opens the database; further openings meet what the first one left.
    pub(crate) async fn open(&self, migrations: &'static [Migration]) -> Result<Store, OpenError> {
        Store::open(StoreConfig::new(&self.url, migrations)).await
    }
}

impl Drop for Trial {
    fn drop(&mut self) {
        if let Some((server, schema)) = &self.schema {
            run(server, format!("drop schema {schema} cascade"));
        }
    }
}

/// On a thread of its own, because the client may not run inside a test's runtime.
fn run(server: &str, sql: String) {
    let server = server.to_owned();
    let done = thread::spawn(move || {
        let mut client = Client::connect(&server, NoTls).unwrap();
        client.batch_execute(&sql).unwrap();
    });
    done.join().unwrap();
}
