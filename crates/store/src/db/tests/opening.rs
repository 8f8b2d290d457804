//! Databases that cannot be opened, and the key that opens what is sealed.

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use super::{TABLES, add_team, open};
use crate::db::trial::Trial;
use crate::db::{Kind, Store, StoreConfig};
use crate::error::OpenError;
use crate::key::KeyError;

#[tokio::test(flavor = "multi_thread")]
async fn an_open_store_is_healthy_and_knows_its_kind() {
    for trial in Trial::all() {
        let store = open(&trial).await;
        assert_eq!(store.health().await, Ok(()));
        let kind = if trial.url.starts_with("sqlite") {
            Kind::Sqlite
        } else {
            Kind::Postgres
        };
        assert_eq!(store.kind(), kind);
    }
}

async fn refusal(url: String) -> OpenError {
    Store::open(StoreConfig::new(url, TABLES))
        .await
        .err()
        .unwrap()
}

/// SQLite waits for other programs, but not for one that is about to write while it makes a new file one
/// that is written ahead.
#[tokio::test(flavor = "multi_thread")]
async fn a_new_file_that_another_program_writes_just_now_is_waited_for() {
    let trial = Trial::sqlite();
    let file = trial.folder.path().join("trial.sqlite");
    let other = rusqlite::Connection::open(file).unwrap();
    other.execute_batch("begin immediate").unwrap();
    let goes_on = thread::spawn(move || {
        thread::sleep(Duration::from_millis(200));
        other.execute_batch("rollback").unwrap();
    });
    let store = open(&trial).await;
    goes_on.join().unwrap();
    add_team(&store, "a").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_means_nothing_is_refused() {
    let check = async |url: &str, code| {
        let error = refusal(url.to_owned()).await;
        assert_eq!(error.code(), code, "{error}");
        assert!(!error.to_string().contains("secret"), "{error}");
    };
    check("mysql://root:secret@localhost/x", "store-failed").await;
    check("sqlite://x?cache=shared", "store-failed").await;
    check("sqlite:///nonexistent/folder/x.sqlite", "store-failed").await;
    check("postgres://root:secret@127.0.0.1:1/x", "store-failed").await;
    check(
        "postgres://root:secret@127.0.0.1:x/x?nonsense=1",
        "store-failed",
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_database_is_refused() {
    let trial = Trial::sqlite();
    fs::write(
        trial.folder.path().join("trial.sqlite"),
        "not a database, ".repeat(100),
    )
    .unwrap();
    let error = refusal(trial.url.clone()).await;
    assert_eq!(error.code(), "store-failed", "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_only_database_is_refused() {
    let trial = Trial::sqlite();
    open(&trial).await.close().await;
    let error = refusal(format!("{}?mode=ro", trial.url)).await;
    assert_eq!(error.code(), "store-read-only", "{error}");
    let Some(trial) = Trial::postgres() else {
        return;
    };
    open(&trial).await.close().await;
    let read_only = format!("{}%20-cdefault_transaction_read_only%3Don", trial.url);
    let error = refusal(read_only).await;
    assert_eq!(error.code(), "store-read-only", "{error}");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_read_only_file_or_folder_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let trial = Trial::sqlite();
    open(&trial).await.close().await;
    let file = trial.folder.path().join("trial.sqlite");
    assert_eq!(
        fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o600
    );
    fs::set_permissions(&file, fs::Permissions::from_mode(0o400)).unwrap();
    if fs::OpenOptions::new().write(true).open(&file).is_ok() {
        println!("skipped: this user may write read-only files");
        return;
    }
    assert_eq!(refusal(trial.url.clone()).await.code(), "store-read-only");
    let folder = trial.folder.path();
    let mode = |mode| fs::Permissions::from_mode(mode);
    for file_is_left in [true, false] {
        fs::set_permissions(&file, mode(0o600)).unwrap();
        if !file_is_left {
            fs::remove_file(&file).unwrap();
        }
        fs::set_permissions(folder, mode(0o500)).unwrap();
        let error = refusal(trial.url.clone()).await;
        fs::set_permissions(folder, mode(0o700)).unwrap();
        assert_eq!(error.code(), "store-read-only", "{error}");
    }
}

fn key_file(trial: &Trial, name: &str) -> PathBuf {
    trial.folder.path().join(name)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_made_with_an_empty_database_and_found_again() {
    for trial in Trial::all() {
        let path = key_file(&trial, "key");
        let store = open(&trial).await;
        let first = store.unlock(&path).await.unwrap();
        store.close().await;
        let again = open(&trial).await.unlock(&path).await.unwrap();
        assert_eq!(first.fingerprint(), again.fingerprint());
        assert_eq!(fs::read(&path).unwrap().len(), 32);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_key_or_none_is_refused_and_none_is_made() {
    for trial in Trial::all() {
        let (right, other) = (key_file(&trial, "right"), key_file(&trial, "other"));
        let store = open(&trial).await;
        store.unlock(&right).await.unwrap();
        let missing = store.unlock(&other).await.unwrap_err();
        assert!(
            matches!(missing, OpenError::Key(KeyError::Missing(_))),
            "{missing}"
        );
        assert!(!other.exists());
        fs::write(&other, [7; 32]).unwrap();
        let wrong = store.unlock(&other).await.unwrap_err();
        assert!(matches!(wrong, OpenError::Key(KeyError::Wrong)), "{wrong}");
        assert_eq!(
            (missing.code(), wrong.code()),
            ("store-wrong-key", "store-wrong-key")
        );
        add_team(&store, "a").await.unwrap();
        store.unlock(&right).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_that_start_at_once_agree_on_one_key() {
    for trial in Trial::all() {
        let path = key_file(&trial, "key");
        let (a, b) = (open(&trial).await, open(&trial).await);
        let (a, b) = tokio::join!(a.unlock(&path), b.unlock(&path));
        assert_eq!(a.unwrap().fingerprint(), b.unwrap().fingerprint());
    }
}
