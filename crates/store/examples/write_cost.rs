//! What a write of eight statements costs: `cargo run --release -p store --example write_cost [URL]`.
//!
//! Prints wall and CPU time for each write and the slowest hundredth, at one and at sixteen in
//! flight. CPU time is that of the whole process, kernel included.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use store::{Migration, Store, StoreConfig, StoreError, Tx, params};

const WRITES: u16 = 8000;
const TABLES: &[Migration] = &[(
    1,
    "launch",
    "
    create table nonce (id text primary key, at bigint not null);
    create table person (id text primary key, sub text not null, name text, seen bigint not null,
        constraint person_sub unique (sub));
    create table session (id text primary key, person text not null references person (id),
        secret bytea not null, at bigint not null);
    create index session_person on session (person);
    ",
)];

/// Eight statements much like a launch's: a nonce, a person, a session.
fn launch(tx: &mut Tx<'_>, number: usize) -> Result<(), StoreError> {
    let (id, sub) = (
        format!("{number:032x}"),
        format!("sub-{:028}", number % 500),
    );
    let at = i64::try_from(number).unwrap_or(0);
    let person = "select id, name from person where sub = $1";
    tx.execute(
        "insert into nonce (id, at) values ($1, $2) on conflict do nothing",
        params![&id, at],
    )?;
    tx.query_opt("select at from nonce where id = $1", params![&id])?;
    tx.execute(
        "insert into person (id, sub, name, seen) values ($1, $1, 'A name', $2) \
         on conflict (sub) do update set seen = excluded.seen",
        params![&sub, at],
    )?;
    let row = tx.query_one(person, params![&sub])?;
    tx.query(
        "select id from session where person = $1 order by at desc limit 3",
        params![&sub],
    )?;
    tx.execute(
        "insert into session (id, person, secret, at) values ($1, $2, $3, $4)",
        params![&id, row.text("id")?, &[7_u8; 32], at],
    )?;
    tx.execute(
        "update person set name = $2 where id = $1",
        params![&sub, "Another name"],
    )?;
    tx.execute(
        "delete from session where person = $1 and at < $2",
        params![&sub, at - 5000],
    )?;
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::current_dir()?.join("write-cost.sqlite");
    remove(&path);
    let url = std::env::args()
        .nth(1)
        .unwrap_or_else(|| format!("sqlite://{}", path.display()));
    for (round, flight) in [1, 1, 16, 16].into_iter().enumerate() {
        let store = Store::open(StoreConfig::new(&url, TABLES)).await?;
        let report = measure(&store, round, flight).await?;
        store.close().await;
        writeln(&report);
    }
    remove(&path);
    Ok(())
}

fn remove(path: &Path) {
    for end in ["", "-wal", "-shm"] {
        drop(fs::remove_file(format!("{}{end}", path.display())));
    }
}

async fn measure(store: &Store, round: usize, flight: usize) -> Result<String, StoreError> {
    let (begun, cpu) = (Instant::now(), cpu_time());
    let tasks: Vec<_> = (0..flight)
        .map(|task| {
            tokio::spawn(one_task(
                store.clone(),
                round * usize::from(WRITES) + task,
                flight,
            ))
        })
        .collect();
    let mut times = vec![];
    for task in tasks {
        times.extend(task.await.map_err(|_| StoreError::Panicked)??);
    }
    let (wall, cpu) = (begun.elapsed(), cpu_time().saturating_sub(cpu));
    times.sort_unstable();
    let p99 = times[times.len() * 99 / 100];
    let each = |time: Duration| time.as_secs_f64() * 1e6 / f64::from(WRITES);
    Ok(format!(
        "{flight:2} in flight: wall {:7.1} µs, CPU {:6.1} µs a write; median {:?}, p99 {p99:?}",
        each(wall),
        each(cpu),
        times[times.len() / 2],
    ))
}

async fn one_task(store: Store, from: usize, step: usize) -> Result<Vec<Duration>, StoreError> {
    let (mut times, writes) = (vec![], usize::from(WRITES));
    for number in (from..from / writes * writes + writes).step_by(step) {
        let begun = Instant::now();
        store.write(move |tx| launch(tx, number)).await?;
        times.push(begun.elapsed());
    }
    Ok(times)
}

/// User and system time of this process, from Linux's accounting in hundredths of a second.
fn cpu_time() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace();
    let ticks: u64 = fields
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<u64>().ok())
        .sum();
    Duration::from_millis(ticks * 10)
}

#[expect(clippy::print_stdout, reason = "the report is what the program is for")]
fn writeln(report: &str) {
    println!("{report}");
}
