//! The façade: a store is opened once and shared; its closures run on threads of their own.

mod job;
mod postgres;
mod queue;
pub(crate) mod row;
pub(crate) mod sql;
mod sqlite;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) mod trial;
pub(crate) mod tx;
pub(crate) mod value;

use std::path::Path;
use std::sync::Arc;
use std::thread;

use tokio::sync::oneshot;

use crate::db::job::Mode;
use crate::db::queue::Queue;
use crate::db::sqlite::presence::Presence;
use crate::db::tx::Tx;
use crate::error::{OpenError, StoreError};
use crate::key::{KeyError, MasterKey};
use crate::migrate::Migration;
use crate::params;

/// Which database a store uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file, one process.
    Sqlite,
    /// A server, version 15 or later.
    Postgres,
}

/// What a store needs to open. Has no `Debug`: the address may hold a password.
#[derive(Clone)]
pub struct StoreConfig {
    /// `sqlite://path` (an absolute path gives three slashes), or
    /// `postgres://user@host/name` as libpq reads it. `sslmode=require` there means TLS with the
    /// server's certificate checked against the system's roots or against `sslrootcert=FILE`;
    /// without it the connection is plain.
    pub url: String,
    /// The schema, applied at opening.
    pub migrations: &'static [Migration],
    /// Readers on SQLite (one writer is added), connections on PostgreSQL.
    pub connections: usize,
}

impl StoreConfig {
    /// Four readers of a file; eight connections to a server, where each write waits for a disk.
    pub fn new(url: impl Into<String>, migrations: &'static [Migration]) -> Self {
        let url = url.into();
        let connections = if url.starts_with("sqlite:") { 4 } else { 8 };
        Self {
            url,
            migrations,
            connections,
        }
    }
}

/// An open database. Cheap to clone; the threads end when it is closed or the last clone goes.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    kind: Kind,
    presence: Option<Arc<Presence>>,
    writes: Arc<Queue>,
    reads: Arc<Queue>,
}

impl Store {
    /// Connects, migrates and starts the threads.
    pub async fn open(config: StoreConfig) -> Result<Self, OpenError> {
        let (reply, opened) = oneshot::channel();
        // The blocking PostgreSQL client may not run on a thread of the caller's runtime.
        thread::Builder::new()
            .name("store-open".to_owned())
            .spawn(move || drop(reply.send(open(&config))))
            .map_err(|error| OpenError::Failed(StoreError::Failed(error.to_string())))?;
        let inner = opened
            .await
            .map_err(|_| OpenError::Failed(StoreError::Panicked))??;
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    /// Which database this is.
    pub fn kind(&self) -> Kind {
        self.inner.kind
    }

    /// Runs `work` in a transaction that may change rows. `Ok` comes back only once the changes
    /// are on disk; after `Err` or a panic none of them is kept.
    ///
    /// `work` runs at most once, on a thread that may block, and is short: on SQLite it never meets
    /// another writer, so all others wait for it. On PostgreSQL the isolation is read committed, so a
    /// row that is read to be changed is read with `/*for update*/`. A caller that drops the future
    /// cannot know whether the work ran.
    pub async fn write<F, T, E>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.inner.writes.call(Mode::Write, work).await
    }

    /// [`Store::write`], if no other process has this database open; otherwise nothing, and none. A
    /// server always has others.
    ///
    /// What a process that was killed has left behind is tidied up in here, before this process
    /// begins anything of the kind itself.
    pub async fn write_if_alone<F, T, E>(&self, work: F) -> Result<Option<T>, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let Some(presence) = self.inner.presence.clone() else {
            return Ok(None);
        };
        self.write(move |tx| {
            let alone = presence.is_alone();
            alone.then(|| work(tx)).transpose()
        })
        .await
    }

    /// Runs `work` on one unchanging view of the database. A statement that would change a row is
    /// [`StoreError::ReadOnly`].
    pub async fn read<F, T, E>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.inner.reads.call(Mode::Read, work).await
    }

    /// Whether reading and beginning to write both work now.
    pub async fn health(&self) -> Result<(), StoreError> {
        let ask = |tx: &mut Tx<'_>| tx.query_one("select 1 as one", params![]).map(drop);
        self.read(ask).await?;
        self.write(ask).await
    }

    /// Takes no more work, finishes what was taken and closes the connections.
    pub async fn close(&self) {
        self.inner.reads.close().await;
        self.inner.writes.close().await;
    }

    /// Loads the master key from `path`. The key is made when the file is missing and the database
    /// has never had one; any other key than the database's first is refused.
    pub async fn unlock(&self, path: &Path) -> Result<MasterKey, OpenError> {
        let known = self.read(key_tag).await?;
        let key = MasterKey::load_or_create(path, known.is_none())?;
        let tag = key.check_tag();
        let first = match known {
            Some(first) => first,
            None => self.write(move |tx| keep_first_tag(tx, &tag)).await?,
        };
        if key.is_checked_by(&first) {
            Ok(key)
        } else {
            Err(KeyError::Wrong.into())
        }
    }
}

fn key_tag(tx: &mut Tx<'_>) -> Result<Option<Vec<u8>>, StoreError> {
    let row = tx.query_opt("select tag from master_key_check where id = 1", params![])?;
    row.map(|row| row.bytes("tag").map(<[u8]>::to_vec))
        .transpose()
}

/// Another process may have been first: its key stays.
fn keep_first_tag(tx: &mut Tx<'_>, tag: &[u8]) -> Result<Vec<u8>, StoreError> {
    tx.execute(
        "insert into master_key_check (id, tag) values (1, $1) on conflict (id) do nothing",
        params![tag],
    )?;
    key_tag(tx)?.ok_or(StoreError::NotOneRow(0))
}

fn open(config: &StoreConfig) -> Result<Inner, OpenError> {
    let url = &config.url;
    if let Some(address) = url.strip_prefix("sqlite://") {
        sqlite::open(address, config)
    } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        postgres::open(url, config)
    } else {
        Err(OpenError::Address(
            "it begins with neither sqlite:// nor postgres://".to_owned(),
        ))
    }
}

/// A thread that could not be started.
fn no_thread(error: &std::io::Error) -> OpenError {
    OpenError::Failed(StoreError::Failed(error.to_string()))
}
