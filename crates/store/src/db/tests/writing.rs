//! Transactions: what is kept, what is seen, and what runs at the same time.

use std::sync::mpsc;
use std::time::Duration;

use super::{TABLES, add_team, open, teams};
use crate::db::trial::Trial;
use crate::db::tx::Tx;
use crate::db::value::Value;
use crate::db::{Store, StoreConfig};
use crate::error::StoreError;
use crate::params;

#[tokio::test(flavor = "multi_thread")]
async fn values_come_back_as_they_went_in() {
    let check = |tx: &mut Tx<'_>, year: Value<'static>, name: &str, badge: Value<'static>| {
        tx.execute("delete from team", params![])?;
        let sql = "insert into team (id, name, year, badge) values ('x', $3, $1, $2) \
                   returning year, badge, name";
        let row = tx.query_one(sql, params![year.clone(), badge.clone(), name])?;
        assert_eq!((row.value("year")?, row.value(1)?), (year, badge));
        assert_eq!(row.text("name")?, name);
        Ok::<_, StoreError>(())
    };
    for trial in Trial::all() {
        let store = open(&trial).await;
        let work = move |tx: &mut Tx<'_>| {
            check(tx, Value::from(i64::MAX), "", Value::from(vec![0, 255, 0]))?;
            check(
                tx,
                Value::Null,
                "Łukasz 王 👩🏽‍🎓 \u{202e}x",
                Value::from(vec![]),
            )?;
            check(tx, Value::from(1901), "it's \"$1\" ?1 \\", Value::Null)
        };
        store.write(work).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn expressions_give_numbers_on_both_databases() {
    for trial in Trial::all() {
        let store = open(&trial).await;
        add_team(&store, "a").await.unwrap();
        let sql = "select count(*) as n, exists (select 1 from team) as some, 1 as one, \
                   cast(sum(length(id)) as bigint) as total, year from team group by year";
        let row = store
            .read(move |tx| tx.query_one(sql, params![]))
            .await
            .unwrap();
        assert_eq!(
            (row.int("n"), row.flag("some"), row.int("one")),
            (Ok(1), Ok(true), Ok(1))
        );
        assert_eq!((row.int("total"), row.opt_int("year")), (Ok(1), Ok(None)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_side_by_side_are_told_apart() {
    for trial in Trial::all() {
        let store = open(&trial).await;
        let sql = "select 'a' as id, 1 as of_b, 'b' as id, 1 as of_c, 'c' as id";
        let row = store
            .read(move |tx| tx.query_one(sql, params![]))
            .await
            .unwrap();
        let of_c = row.after("of_b").unwrap().after("of_c").unwrap();
        assert_eq!(row.text("id"), Ok("a"));
        assert_eq!(row.after("of_b").unwrap().text("id"), Ok("b"));
        assert_eq!((of_c.text("id"), of_c.text(0)), (Ok("c"), Ok("c")));
        assert!(of_c.after("of_b").is_err(), "it stands before");
        assert!(of_c.text("of_c").is_err(), "it stands before");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unexpected_column_is_named_by_its_error() {
    for trial in Trial::all() {
        let store = open(&trial).await;
        let sql = "select 'a' as letter, cast(null as bigint) as empty, 2 as two";
        let row = store
            .read(move |tx| tx.query_one(sql, params![]))
            .await
            .unwrap();
        let check = |found: Result<i64, StoreError>, column: &str, wanted| {
            let column = column.to_owned();
            assert_eq!(found, Err(StoreError::Column { column, wanted }));
        };
        check(row.int("letter"), "letter", "a number");
        check(row.int("empty"), "empty", "a number");
        check(row.int("missing"), "missing", "in the answer");
        check(row.int(7), "7", "in the answer");
        check(row.flag("two").map(i64::from), "two", "0 or 1");
        check(row.text("two").map(|_| 0), "two", "text");
        check(row.bytes("letter").map(|_| 0), "letter", "bytes");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_visible_before_the_commit() {
    for trial in Trial::all() {
        let store = open(&trial).await;
        let (inside, is_inside) = mpsc::channel();
        let (go_on, may_go_on) = mpsc::channel();
        let writer = store.clone();
        let write = tokio::spawn(async move {
            let work = move |tx: &mut Tx<'_>| {
                let done = tx.execute("insert into team (id, name) values ('a', 'a')", params![]);
                inside.send(()).unwrap();
                may_go_on.recv().unwrap();
                done
            };
            writer.write(work).await
        });
        is_inside.recv().unwrap();
        assert_eq!(teams(&store).await, "");
        go_on.send(()).unwrap();
        write.await.unwrap().unwrap();
        assert_eq!(teams(&store).await, "a");
    }
}

/// The first write holds the writer until the others wait, so that SQLite commits all five at once.
#[tokio::test(flavor = "multi_thread")]
async fn a_failing_or_panicking_write_leaves_its_neighbours_alone() {
    for trial in Trial::all() {
        let store = open(&trial).await;
        let (go_on, may_go_on) = mpsc::channel();
        let first = store.write(move |tx| {
            may_go_on.recv().unwrap();
            tx.execute("insert into team (id, name) values ('a', 'a')", params![])
        });
        let refused = store.write(|tx| {
            tx.execute("insert into team (id, name) values ('b', 'b')", params![])?;
            Err::<(), _>(StoreError::Busy)
        });
        let panicking = store.write(|tx| -> Result<(), StoreError> {
            tx.execute("insert into team (id, name) values ('c', 'c')", params![])?;
            panic!("on purpose");
        });
        let release = async { go_on.send(()).unwrap() };
        let (second, last) = (add_team(&store, "d"), add_team(&store, "e"));
        let all = tokio::join!(first, refused, panicking, second, last, release);
        assert_eq!(
            all,
            (
                Ok(1),
                Err(StoreError::Busy),
                Err(StoreError::Panicked),
                Ok(1),
                Ok(1),
                ()
            )
        );
        assert_eq!(teams(&store).await, "a,d,e");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_failed_statement_the_transaction_is_lost_on_both_databases() {
    for trial in Trial::all() {
        let store = open(&trial).await;
        let work = |tx: &mut Tx<'_>| {
            tx.execute("insert into team (id, name) values ('a', 'a')", params![])?;
            drop(tx.execute("insert into team (id, name) values ('a', 'b')", params![]));
            assert_eq!(
                tx.query("select 1", params![]).unwrap_err(),
                StoreError::Aborted
            );
            Ok::<_, StoreError>(())
        };
        assert_eq!(store.write(work).await, Err(StoreError::Aborted));
        assert_eq!(teams(&store).await, "");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_parameters_are_errors_and_not_panics() {
    for trial in Trial::all() {
        let store = open(&trial).await;
        let sql = "select id from team where name = $1 and year = $2";
        let few = store
            .read(move |tx| tx.query(sql, params!["a"]))
            .await
            .unwrap_err();
        let many = store
            .read(move |tx| tx.query(sql, params!["a", 1, 2]))
            .await
            .unwrap_err();
        assert!(matches!(
            (few, many),
            (StoreError::Failed(_), StoreError::Failed(_))
        ));
        let nul = store
            .read(move |tx| tx.query(sql, params!["a\0b", 1]))
            .await
            .unwrap_err();
        assert_eq!(nul, StoreError::NulInText(1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_for_one_row_refuses_none_and_many() {
    for trial in Trial::all() {
        let store = open(&trial).await;
        add_team(&store, "a").await.unwrap();
        add_team(&store, "b").await.unwrap();
        let work = |tx: &mut Tx<'_>| {
            let many = tx.query_opt("select id from team", params![]).unwrap_err();
            let none = tx
                .query_one("select id from team where id = 'z'", params![])
                .unwrap_err();
            Ok::<_, StoreError>((many, none))
        };
        let expected = (StoreError::NotOneRow(2), StoreError::NotOneRow(0));
        assert_eq!(store.read(work).await, Ok(expected));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_increment_is_lost_among_four_tasks() {
    let increment = |tx: &mut Tx<'_>| {
        let sql = "select runs from job where id = 1 /*for update*/";
        let runs = tx.query_one(sql, params![])?.int("runs")?;
        tx.execute("update job set runs = $1 where id = 1", params![runs + 1])
    };
    for trial in Trial::all() {
        let store = open(&trial).await;
        let seed = "insert into job (id, runs, done) values (1, 0, 0)";
        store
            .write(move |tx| tx.execute(seed, params![]))
            .await
            .unwrap();
        let tasks = [(); 4].map(|()| {
            let store = store.clone();
            tokio::spawn(async move {
                for _ in 0..50 {
                    store.write(increment).await.unwrap();
                }
            })
        });
        for task in tasks {
            task.await.unwrap();
        }
        let sql = "select runs from job where id = 1";
        let runs = store
            .read(move |tx| tx.query_one(sql, params![])?.int(0))
            .await;
        assert_eq!(runs, Ok::<_, StoreError>(200));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_is_claimed_once_among_four_tasks() {
    let claim = |tx: &mut Tx<'_>| {
        let sql = "update job set done = 1, runs = runs + 1 where id = (select id from job \
                   where done = 0 order by id limit 1 /*for update skip locked*/) returning id";
        Ok::<_, StoreError>(tx.query_opt(sql, params![])?.is_some())
    };
    for trial in Trial::all() {
        let store = open(&trial).await;
        let seed = |tx: &mut Tx<'_>| {
            let sql = "insert into job (id, runs, done) values ($1, 0, 0)";
            (0..40).try_for_each(|id| tx.execute(sql, params![id]).map(drop))
        };
        store.write(seed).await.unwrap();
        let tasks = [(); 4].map(|()| {
            let store = store.clone();
            tokio::spawn(async move { while store.write(claim).await.unwrap() {} })
        });
        for task in tasks {
            task.await.unwrap();
        }
        let sql = "select count(*) as n from job where runs = 1 and done = 1";
        let runs = store
            .read(move |tx| tx.query_one(sql, params![])?.int("n"))
            .await;
        assert_eq!(runs, Ok::<_, StoreError>(40));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_changes_nothing() {
    for trial in Trial::all() {
        let store = open(&trial).await;
        let sql = "insert into team (id, name) values ('a', 'a')";
        let refused = store.read(move |tx| tx.execute(sql, params![])).await;
        assert_eq!(refused, Err(StoreError::ReadOnly));
        assert_eq!(teams(&store).await, "");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_finishes_what_was_taken_and_takes_no_more() {
    for trial in Trial::all() {
        let store = open(&trial).await;
        let (go_on, may_go_on) = mpsc::channel();
        let slow = store.write(move |tx| {
            may_go_on.recv().unwrap();
            tx.execute("insert into team (id, name) values ('a', 'a')", params![])
        });
        let close = async {
            go_on.send(()).unwrap();
            store.close().await;
        };
        let (slow, waiting, ()) = tokio::join!(slow, add_team(&store, "b"), close);
        assert_eq!((slow, waiting), (Ok(1), Ok(1)));
        assert_eq!(add_team(&store, "c").await, Err(StoreError::Closed));
        assert_eq!(store.health().await, Err(StoreError::Closed));
        assert_eq!(teams(&open(&trial).await).await, "a,b");
    }
}

/// The one thread is held while a second caller comes and gives up.
#[tokio::test(flavor = "multi_thread")]
async fn work_that_nobody_waits_for_is_not_begun() {
    for trial in Trial::all() {
        let config = StoreConfig {
            connections: 1,
            ..StoreConfig::new(&trial.url, TABLES)
        };
        let store = Store::open(config).await.unwrap();
        let (inside, is_inside) = mpsc::channel();
        let (go_on, may_go_on) = mpsc::channel();
        let holder = store.clone();
        let holding = tokio::spawn(async move {
            let wait = move |_: &mut Tx<'_>| {
                inside.send(()).unwrap();
                may_go_on.recv().unwrap();
                Ok::<_, StoreError>(())
            };
            holder.write(wait).await
        });
        is_inside.recv().unwrap();
        let patience = Duration::from_millis(50);
        assert!(
            tokio::time::timeout(patience, add_team(&store, "a"))
                .await
                .is_err()
        );
        go_on.send(()).unwrap();
        holding.await.unwrap().unwrap();
        add_team(&store, "b").await.unwrap();
        assert_eq!(teams(&store).await, "b");
    }
}

/// The first of a group of writes fails while the second waits for it.
#[tokio::test(flavor = "multi_thread")]
async fn a_write_that_fails_takes_nobody_along() {
    for trial in Trial::all() {
        let store = open(&trial).await;
        let (go_on, may_go_on) = mpsc::channel();
        let fails = store.write(move |tx| {
            tx.execute("insert into team (id, name) values ('a', 'a')", params![])?;
            may_go_on.recv().unwrap();
            Err::<(), _>(StoreError::NotOneRow(7))
        });
        let go = async { go_on.send(()).unwrap() };
        let (failed, waited, after, ()) =
            tokio::join!(fails, add_team(&store, "b"), add_team(&store, "c"), go);
        assert_eq!(failed, Err(StoreError::NotOneRow(7)));
        assert_eq!((waited, after), (Ok(1), Ok(1)));
        assert_eq!(teams(&store).await, "b,c");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_told_and_survived() {
    let store = open(&Trial::sqlite()).await;
    let limit = |tx: &mut Tx<'_>| tx.query("pragma max_page_count = 40", params![]);
    store.write(limit).await.unwrap();
    let fill = |tx: &mut Tx<'_>| {
        let sql = "insert into team (id, name, badge) values ('big', 'big', $1)";
        tx.execute(sql, params![vec![7; 1_000_000]])
    };
    let neighbours = tokio::join!(add_team(&store, "a"), store.write(fill));
    assert_eq!(neighbours.1, Err(StoreError::Full));
    add_team(&store, "b").await.unwrap();
    let kept = if neighbours.0.is_ok() { "a,b" } else { "b" };
    assert_eq!(teams(&store).await, kept);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_connection_is_told_and_made_again() {
    let Some(trial) = Trial::postgres() else {
        return;
    };
    let store = open(&trial).await;
    let sql = "select pg_terminate_backend(pg_backend_pid()) as gone";
    for _ in 0..8 {
        let lost = store
            .write(move |tx| tx.query(sql, params![]))
            .await
            .unwrap_err();
        assert!(matches!(lost, StoreError::Unavailable(_)), "{lost}");
    }
    add_team(&store, "a").await.unwrap();
    assert_eq!(teams(&store).await, "a");
}
