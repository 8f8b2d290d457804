//! Constraint names and migrations.

use super::{TABLES, add_team, open};
use crate::db::trial::Trial;
use crate::db::tx::Tx;
use crate::error::{ConstraintKind, OpenError, StoreError};
use crate::migrate::Migration;
use crate::params;

/// A statement, and the constraint that refuses it.
const BROKEN: &[(&str, ConstraintKind, &str)] = &[
    (
        "insert into team (id, name, year) values ('x', 'Y', 2020)",
        ConstraintKind::Unique,
        "team_pkey",
    ),
    (
        "insert into team (id, name, year) values ('y', 'X', 2020)",
        ConstraintKind::Unique,
        "team_name",
    ),
    (
        "insert into team (id, name, year) values ('y', 'Y', 1066)",
        ConstraintKind::Check,
        "team_year",
    ),
    (
        "insert into team (id) values ('y')",
        ConstraintKind::NotNull,
        "team.name",
    ),
    (
        "update team set name = null",
        ConstraintKind::NotNull,
        "team.name",
    ),
    (
        "insert into player (id, team) values ('p', 'x')",
        ConstraintKind::Unique,
        "player_id",
    ),
    (
        "insert into player (id, team, shirt) values ('q', 'x', 9)",
        ConstraintKind::Unique,
        "player_shirt",
    ),
    (
        "insert into player (id, team, mail) values ('q', 'x', 'C@d')",
        ConstraintKind::Unique,
        "player_mail_key",
    ),
    (
        "insert into job (id, runs, done) values (-1, 0, 0)",
        ConstraintKind::Unique,
        "job_distance",
    ),
    (
        "insert into player (id, team) values ('q', 'none')",
        ConstraintKind::ForeignKey,
        "foreign key",
    ),
    (
        "delete from team where id = 'x'",
        ConstraintKind::ForeignKey,
        "foreign key",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_constraint_has_the_same_name_on_both_databases() {
    for trial in Trial::all() {
        let store = open(&trial).await;
        let seed = |tx: &mut Tx<'_>| {
            let team = "insert into team (id, name, year) values ('x', 'X', 2020)";
            tx.execute(team, params![])?;
            let player = "insert into player (id, team, shirt, mail) values ('p', 'x', 9, 'C@d')";
            tx.execute(player, params![])?;
            tx.execute(
                "insert into job (id, runs, done) values (1, 0, 0)",
                params![],
            )
        };
        store.write(seed).await.unwrap();
        for &(sql, kind, name) in BROKEN {
            let found = store.write(move |tx| tx.execute(sql, params![])).await;
            let name = name.to_owned();
            assert_eq!(
                found,
                Err(StoreError::Constraint { kind, name }),
                "{sql} on {}",
                trial.url
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn opening_again_keeps_the_rows_and_applies_only_what_is_new() {
    const MORE: &[Migration] = &[
        TABLES[0],
        (2, "colour", "alter table team add column colour text;\n"),
    ];
    for trial in Trial::all() {
        let store = open(&trial).await;
        add_team(&store, "a").await.unwrap();
        store.close().await;
        let store = trial.open(MORE).await.unwrap();
        let sql = "select id, colour from team";
        let row = store
            .read(move |tx| tx.query_one(sql, params![]))
            .await
            .unwrap();
        assert_eq!(
            (row.text("id"), row.opt_text("colour")),
            (Ok("a"), Ok(None))
        );
        store.close().await;
        trial.open(MORE).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_migration_leaves_nothing_behind() {
    const FAULTY: &[Migration] = &[
        TABLES[0],
        (
            2,
            "broken",
            "create table extra (id text);\ninsert into nowhere values (1);\n",
        ),
    ];
    const TWO_AT_ONCE: &[Migration] = &[(1, "two", "select 1; select 2;\n")];
    for trial in Trial::all() {
        assert!(matches!(
            trial.open(FAULTY).await,
            Err(OpenError::Failed(_))
        ));
        assert!(matches!(
            trial.open(TWO_AT_ONCE).await,
            Err(OpenError::Failed(_))
        ));
        let store = trial.open(&[]).await.unwrap();
        let sql = "select version from schema_version";
        assert!(
            store
                .read(move |tx| tx.query(sql, params![]))
                .await
                .unwrap()
                .is_empty()
        );
        assert!(add_team(&store, "a").await.is_err());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_that_start_at_once_migrate_once() {
    for trial in Trial::all() {
        let open = || trial.open(TABLES);
        let (a, b, c) = tokio::join!(open(), open(), open());
        let (a, b) = (a.unwrap(), b.unwrap());
        c.unwrap();
        add_team(&a, "a").await.unwrap();
        assert_eq!(super::teams(&b).await, "a");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_schema_that_is_newer_or_different_is_refused() {
    const CHANGED: &[Migration] = &[(1, "tables", "create table other (id text);\n")];
    const LATER: &[Migration] = &[TABLES[0], (9, "later", "create table later (id text);\n")];
    const OTHER_PATH: &[Migration] = &[TABLES[0], (10, "ten", "create table ten (id text);\n")];
    for trial in Trial::all() {
        trial.open(LATER).await.unwrap();
        let check = async |migrations, code, expected: &str| {
            let error = trial.open(migrations).await.err().unwrap();
            assert_eq!(error.code(), code);
            assert!(error.to_string().contains(expected), "{error}");
        };
        check(TABLES, "store-newer", "version 9, this program knows 1").await;
        check(&[], "store-newer", "version 9, this program knows 0").await;
        check(CHANGED, "store-newer", "version 9").await;
        check(OTHER_PATH, "store-failed", "version 9").await;
    }
    for trial in Trial::all() {
        open(&trial).await;
        let error = trial.open(CHANGED).await.err().unwrap();
        assert!(matches!(error, OpenError::Different { version: 1 }));
    }
}
