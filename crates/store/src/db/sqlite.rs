//! SQLite: one writer thread that commits in groups, and a few readers.

mod errors;
mod names;
pub(crate) mod presence;
mod writer;

use std::collections::HashMap;
use std::fs::OpenOptions;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{CachedStatement, Connection, OpenFlags};

use crate::db::job::Work;
use crate::db::queue::{self, Inbox, Queue};
use crate::db::row::{Answer, Columns, Row};
use crate::db::sql::for_sqlite;
use crate::db::tx::Tx;
use crate::db::value::Value;
use crate::db::{Inner, Kind, StoreConfig, no_thread};
use crate::error::{OpenError, StoreError};
use crate::migrate::{self, Migration};

/// How long a statement waits for another process, such as a backup, to let go of the file.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long an opening waits for another program that migrates the same file.
const MIGRATION_PATIENCE: Duration = Duration::from_mins(1);
/// How long it leaves the file to that program before it asks again.
const PAUSE: Duration = Duration::from_millis(5);
/// More than the statements the crate has, so that each is prepared once for a connection.
const STATEMENTS: usize = 512;
/// A commit is on disk before it is answered; what is deleted is overwritten; a wal that a long read
/// made grow shrinks again.
const SETTINGS: &str = "\
pragma synchronous = full;
pragma foreign_keys = on;
pragma secure_delete = on;
pragma temp_store = memory;
pragma journal_size_limit = 16777216;
pragma trusted_schema = off;
";

/// One connection and what it has learned.
pub(crate) struct Session {
    connection: Connection,
    texts: HashMap<Place, Text>,
    names: names::Constraints,
}

/// Where a constant text lies in memory, cheaper to look up than the text. The same words twice
/// are two entries, which does no harm.
type Place = (usize, usize);

/// A statement as SQLite reads it, and the names of its columns once it has been run.
struct Text {
    sql: Box<str>,
    columns: Option<Columns>,
}

/// Opens the file, migrates it, and starts the threads.
pub(super) fn open(address: &str, config: &StoreConfig) -> Result<Inner, OpenError> {
    let (path, read_only) = match address.split_once('?') {
        None => (address, false),
        Some((path, "mode=ro")) => (path, true),
        Some(_) => {
            return Err(OpenError::Address(
                "sqlite:// takes only ?mode=ro".to_owned(),
            ));
        }
    };
    let mut session = Session::open(Path::new(path), read_only)?;
    session.migrate(config.migrations)?;
    let mut readers = vec![];
    for _ in 0..config.connections.max(1) {
        let reader = Session::open(Path::new(path), false)?;
        reader.be_patient()?;
        reader.batch("pragma query_only = on")?;
        readers.push(move |inbox: &Inbox| reader.serve_reads(inbox));
    }
    let one_writer = vec![move |inbox: &Inbox| writer::serve(session, inbox)];
    let writes = Queue::start("store-write", one_writer).map_err(|error| no_thread(&error))?;
    let reads = Queue::start("store-read", readers).map_err(|error| no_thread(&error))?;
    Ok(Inner {
        kind: Kind::Sqlite,
        presence: presence::Presence::beside(Path::new(path)).map(Arc::new),
        writes: Arc::new(writes),
        reads: Arc::new(reads),
    })
}

impl Session {
    fn open(path: &Path, read_only: bool) -> Result<Self, OpenError> {
        let access = if read_only {
            OpenFlags::SQLITE_OPEN_READ_ONLY
        } else {
            create_private(path).map_err(|error| cannot_create(&error))?;
            OpenFlags::SQLITE_OPEN_READ_WRITE
        };
        let opened = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX);
        let connection = opened.map_err(|error| errors::opening(&error))?;
        let session = Self {
            connection,
            texts: HashMap::new(),
            names: names::Constraints::default(),
        };
        session.prepare().map_err(|error| errors::opening(&error))?;
        if session.is_read_only()? {
            Err(OpenError::ReadOnly)
        } else {
            Ok(session)
        }
    }

    fn prepare(&self) -> rusqlite::Result<()> {
        self.connection.busy_timeout(MIGRATION_PATIENCE)?;
        self.connection
            .set_prepared_statement_cache_capacity(STATEMENTS);
        // A plan that does not depend on the values: else each new value prepares the statement again.
        self.connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        self.write_ahead()?;
        self.connection.execute_batch(SETTINGS)
    }

    /// Makes the file one that is written ahead, which it then stays. That needs a file that nobody
    /// else is about to write, and there SQLite gives up at once whatever patience it was given: two
    /// programs that start on a new file would be in each other's way.
    fn write_ahead(&self) -> rusqlite::Result<()> {
        let until = Instant::now() + MIGRATION_PATIENCE;
        loop {
            let done = self.connection.pragma_update(None, "journal_mode", "wal");
            match done {
                Err(error) if errors::is_busy(&error) && Instant::now() < until => {
                    thread::sleep(PAUSE);
                }
                done => return done,
            }
        }
    }

    fn is_read_only(&self) -> Result<bool, StoreError> {
        self.connection
            .is_readonly("main")
            .map_err(|error| errors::plain(&error))
    }

    fn migrate(&mut self, migrations: &[Migration]) -> Result<(), OpenError> {
        self.batch("begin immediate")?;
        self.be_patient()?;
        let done = migrate::run(&mut Tx::sqlite(self), migrations);
        if let Err(error) = done {
            drop(self.batch("rollback"));
            return Err(error);
        }
        self.batch("commit")?;
        self.names =
            names::Constraints::read(&self.connection).map_err(|error| errors::plain(&error))?;
        Ok(())
    }

    /// From here on another program holds the file for a moment only.
    fn be_patient(&self) -> Result<(), StoreError> {
        self.connection
            .busy_timeout(PATIENCE)
            .map_err(|error| errors::plain(&error))
    }

    fn serve_reads(mut self, inbox: &Inbox) {
        while let Some(Work { mut job, .. }) = queue::next(inbox) {
            if !job.is_wanted() {
                continue;
            }
            let begun = self.batch("begin deferred");
            if begun.is_ok() {
                job.run(&mut Tx::sqlite(&mut self));
            }
            let ended = self.batch("rollback");
            job.answer(begun.and(ended));
        }
    }

    pub(crate) fn execute(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
    ) -> Result<u64, StoreError> {
        let text = text_of(&mut self.texts, sql);
        let changed = prepare(&self.connection, &text.sql, params)
            .and_then(|mut statement| statement.raw_execute());
        changed
            .map(|rows| rows as u64)
            .map_err(|error| errors::named(&error, &self.names))
    }

    pub(crate) fn query(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
    ) -> Result<Vec<Row>, StoreError> {
        let text = text_of(&mut self.texts, sql);
        let rows = prepare(&self.connection, &text.sql, params)
            .and_then(|mut statement| read(&mut statement, &mut text.columns));
        rows.map_err(|error| errors::named(&error, &self.names))
    }

    pub(crate) fn execute_once(&self, sql: &str) -> Result<(), StoreError> {
        let done = self.connection.execute(sql, []);
        done.map(drop)
            .map_err(|error| errors::named(&error, &self.names))
    }

    /// Runs a statement of the store's own, such as `commit`.
    fn batch(&self, sql: &str) -> Result<(), StoreError> {
        let done = self
            .connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.raw_execute());
        done.map(drop).map_err(|error| errors::plain(&error))
    }

    /// Whether a transaction is open. SQLite itself ends one after a full disk and the like.
    fn is_in_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }
}

/// A new database file is for its owner alone; its wal and index take the same permissions.
fn create_private(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

fn cannot_create(error: &io::Error) -> OpenError {
    match error.kind() {
        io::ErrorKind::PermissionDenied
        | io::ErrorKind::ReadOnlyFilesystem
        | io::ErrorKind::StorageFull => OpenError::ReadOnly,
        _ => OpenError::Failed(StoreError::Failed(format!(
            "the file cannot be made: {error}"
        ))),
    }
}

fn text_of<'a>(texts: &'a mut HashMap<Place, Text>, sql: &'static str) -> &'a mut Text {
    texts
        .entry((sql.as_ptr().addr(), sql.len()))
        .or_insert_with(|| Text {
            sql: for_sqlite(sql).into(),
            columns: None,
        })
}

fn prepare<'a>(
    connection: &'a Connection,
    sql: &str,
    params: &[Value<'_>],
) -> rusqlite::Result<CachedStatement<'a>> {
    let mut statement = connection.prepare_cached(sql)?;
    if statement.parameter_count() != params.len() {
        let expected = statement.parameter_count();
        return Err(rusqlite::Error::InvalidParameterCount(
            params.len(),
            expected,
        ));
    }
    for (index, value) in params.iter().enumerate() {
        match value {
            Value::Null => statement.raw_bind_parameter(index + 1, rusqlite::types::Null)?,
            Value::Int(value) => statement.raw_bind_parameter(index + 1, value)?,
            Value::Text(value) => statement.raw_bind_parameter(index + 1, value.as_ref())?,
            Value::Bytes(value) => statement.raw_bind_parameter(index + 1, value.as_ref())?,
        }
    }
    Ok(statement)
}

fn read(
    statement: &mut CachedStatement<'_>,
    columns: &mut Option<Columns>,
) -> rusqlite::Result<Vec<Row>> {
    let columns = Columns::clone(
        columns.get_or_insert_with(|| statement.column_names().map(Box::from).collect()),
    );
    let mut answer = Answer::new(Columns::clone(&columns));
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        for index in 0..columns.len() {
            answer.add(&borrowed(index, row.get_ref(index)?)?);
        }
    }
    Ok(answer.into_rows())
}

fn borrowed(index: usize, value: ValueRef<'_>) -> rusqlite::Result<Value<'_>> {
    match value {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(value) => Ok(Value::Int(value)),
        ValueRef::Text(value) => match str::from_utf8(value) {
            Ok(text) => Ok(Value::from(text)),
            Err(error) => Err(rusqlite::Error::Utf8Error(index, error)),
        },
        ValueRef::Blob(value) => Ok(Value::from(value)),
        ValueRef::Real(_) => {
            let kind = rusqlite::types::Type::Real;
            Err(rusqlite::Error::InvalidColumnType(
                index,
                "a column".to_owned(),
                kind,
            ))
        }
    }
}
