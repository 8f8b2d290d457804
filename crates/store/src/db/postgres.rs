//! PostgreSQL: a few threads, each with a connection that is made again when it breaks.

mod errors;
mod tls;
mod values;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use postgres::{Client, Config, Statement};

use crate::db::job::{Mode, Work};
use crate::db::queue::{self, Inbox, Queue};
use crate::db::row::{Answer, Columns, Row};
use crate::db::sql::for_postgres;
use crate::db::tx::Tx;
use crate::db::value::Value;
use crate::db::{Inner, Kind, StoreConfig, no_thread};
use crate::error::{OpenError, StoreError};
use crate::migrate;

/// How long a connection may take to be made.
const PATIENCE: Duration = Duration::from_secs(5);
/// A lock is waited for as long as on SQLite; a statement that takes longer is a fault; a closure
/// never leaves a transaction idle for long.
const SETTINGS: &str = "\
set lock_timeout = '5s';
set statement_timeout = '30s';
set idle_in_transaction_session_timeout = '60s';
set client_min_messages = warning;
";
/// The lock is any constant number, the same in every version of the program. A migration may take
/// long, and another program's is waited for.
const MIGRATION_LOCK: &str = "\
begin;
set local lock_timeout = '60s';
set local statement_timeout = 0;
select pg_advisory_xact_lock(7031402285);
";

/// How to make a connection.
#[derive(Clone)]
struct Address {
    config: Config,
    tls: Option<tokio_postgres_rustls::MakeRustlsConnect>,
}

/// One connection and the statements prepared on it.
pub(crate) struct Session {
    client: Client,
    statements: HashMap<(usize, usize), (Statement, Columns)>,
}

/// Connects, migrates, and starts the threads.
pub(super) fn open(url: &str, config: &StoreConfig) -> Result<Inner, OpenError> {
    let address = Address::read(url)?;
    let mut first = Some(address.connect()?);
    if let Some(session) = &mut first {
        session.migrate(config)?;
    }
    let workers = (0..config.connections.max(1)).map(|_| {
        let mut worker = Worker {
            address: address.clone(),
            session: first.take(),
        };
        move |inbox: &Inbox| worker.serve(inbox)
    });
    let queue =
        Queue::start("store-postgres", workers.collect()).map_err(|error| no_thread(&error))?;
    let queue = Arc::new(queue);
    Ok(Inner {
        kind: Kind::Postgres,
        presence: None,
        writes: Arc::clone(&queue),
        reads: queue,
    })
}

impl Address {
    fn read(url: &str) -> Result<Self, OpenError> {
        let (url, tls) = tls::split(url)?;
        let parsed = url.parse::<Config>();
        // The driver's message names the part that is wrong and never its value.
        let mut config = parsed.map_err(|error| OpenError::Address(error.to_string()))?;
        config
            .connect_timeout(PATIENCE)
            .application_name("alongside");
        Ok(Self { config, tls })
    }

    fn connect(&self) -> Result<Session, StoreError> {
        let client = match &self.tls {
            Some(tls) => self.config.connect(tls.clone()),
            None => self.config.connect(postgres::NoTls),
        };
        let mut client = client.map_err(|error| errors::connecting(&error))?;
        client
            .batch_execute(SETTINGS)
            .map_err(|error| errors::connecting(&error))?;
        Ok(Session {
            client,
            statements: HashMap::new(),
        })
    }
}

struct Worker {
    address: Address,
    session: Option<Session>,
}

impl Worker {
    fn serve(&mut self, inbox: &Inbox) {
        while let Some(work) = queue::next(inbox) {
            if work.job.is_wanted() {
                self.run(work);
            }
        }
    }

    fn run(&mut self, Work { mode, mut job }: Work) {
        let end = self.begin(mode).and_then(|session| {
            let keep = job.run(&mut Tx::postgres(session));
            session.batch(if keep { "commit" } else { "rollback" })
        });
        if end.is_err() {
            // Whatever state the connection is in, the next transaction starts on a new one.
            self.session = None;
        }
        job.answer(end);
    }

    /// Begins on the connection there is, or on a new one where that has gone stale.
    fn begin(&mut self, mode: Mode) -> Result<&mut Session, StoreError> {
        let begin = match mode {
            Mode::Read => "begin isolation level repeatable read, read only",
            Mode::Write => "begin isolation level read committed, read write",
        };
        let stale = self
            .session
            .as_mut()
            .is_none_or(|session| session.batch(begin).is_err());
        if stale {
            self.session = None;
            let mut fresh = self.address.connect()?;
            fresh.batch(begin)?;
            self.session = Some(fresh);
        }
        self.session.as_mut().ok_or(StoreError::Closed)
    }
}

impl Session {
    fn migrate(&mut self, config: &StoreConfig) -> Result<(), OpenError> {
        self.batch(MIGRATION_LOCK)?;
        let done = migrate::run(&mut Tx::postgres(self), config.migrations);
        if let Err(error) = done {
            drop(self.batch("rollback"));
            return Err(error);
        }
        Ok(self.batch("commit")?)
    }

    pub(crate) fn execute(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
    ) -> Result<u64, StoreError> {
        let (statement, _) = self.prepare(sql, params)?;
        let changed = self.client.execute(&statement, &values::borrowed(params));
        changed.map_err(|error| self.explain(&error))
    }

    pub(crate) fn query(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
    ) -> Result<Vec<Row>, StoreError> {
        let (statement, columns) = self.prepare(sql, params)?;
        let rows = self.client.query(&statement, &values::borrowed(params));
        let rows = rows.map_err(|error| self.explain(&error))?;
        let mut answer = Answer::new(columns);
        for row in &rows {
            values::add(&mut answer, row)?;
        }
        Ok(answer.into_rows())
    }

    pub(crate) fn execute_once(&mut self, sql: &str) -> Result<(), StoreError> {
        let sql = for_postgres(sql);
        let done = self.client.execute(sql.as_str(), &[]);
        done.map(drop).map_err(|error| self.explain(&error))
    }

    /// Runs a statement of the store's own, such as `commit`.
    fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        let done = self.client.batch_execute(sql);
        done.map_err(|error| self.explain(&error))
    }

    fn prepare(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
    ) -> Result<(Statement, Columns), StoreError> {
        let place = (sql.as_ptr().addr(), sql.len());
        if !self.statements.contains_key(&place) {
            let prepared = self.client.prepare(&for_postgres(sql));
            let statement = prepared.map_err(|error| self.explain(&error))?;
            let columns = statement
                .columns()
                .iter()
                .map(|column| column.name().into())
                .collect();
            self.statements.insert(place, (statement, columns));
        }
        let (statement, columns) = &self.statements[&place];
        let expected = statement.params().len();
        if expected != params.len() {
            let message = format!("{} parameters given, {expected} expected", params.len());
            return Err(StoreError::Failed(message));
        }
        Ok((statement.clone(), Columns::clone(columns)))
    }

    /// The error in the store's words. Statements that no longer fit the schema are forgotten, so
    /// that the next transaction prepares them again.
    fn explain(&mut self, error: &postgres::Error) -> StoreError {
        if errors::is_outdated(error) {
            self.statements.clear();
        }
        errors::explain(error)
    }
}
