//! The same story on both databases.

mod opening;
mod schema;
mod writing;

use crate::db::Store;
use crate::db::trial::Trial;
use crate::error::StoreError;
use crate::migrate::Migration;
use crate::params;

/// A table of every kind of constraint, and one for counting and queueing.
const TABLES: &[Migration] = &[(
    1,
    "tables",
    "
    create table team (
        id text primary key,
        name text not null,
        year bigint,
        badge bytea,
        constraint team_name unique (name, year),
        constraint team_year check (year > 1900)
    );
    create table player (
        id text not null,
        team text not null references team (id) on delete restrict,
        shirt bigint,
        mail text unique,
        constraint player_id primary key (id)
    );
    create unique index player_shirt on player (team, shirt);
    create table job (id bigint primary key, runs bigint not null, done bigint not null);
    create unique index job_distance on job (abs(id));
    ",
)];

async fn open(trial: &Trial) -> Store {
    trial.open(TABLES).await.unwrap()
}

async fn add_team(store: &Store, id: &'static str) -> Result<u64, StoreError> {
    let sql = "insert into team (id, name) values ($1, $1)";
    store.write(move |tx| tx.execute(sql, params![id])).await
}

/// The ids of all teams, in order, with a comma between.
async fn teams(store: &Store) -> String {
    let sql = "select id from team order by id";
    let rows = store
        .read(move |tx| tx.query(sql, params![]))
        .await
        .unwrap();
    let ids: Vec<_> = rows.iter().map(|row| row.text("id").unwrap()).collect();
    ids.join(",")
}
