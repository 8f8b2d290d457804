//! Platforms that nobody registered here and that sent somebody all the same.
//!
//! What they say of themselves is nobody's word: it is kept short, each pair once with how often, and
//! the oldest make room.

use domain::Timestamp;

use crate::{Row, StoreError, Tx, ids::count, params};

/// The most rows that are kept.
pub const MOST: u32 = 200;

/// A platform that nobody registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stranger {
    /// The issuer its logins named.
    pub issuer: String,
    /// The client id they named; empty where they named none.
    pub client_id: String,
    /// How often.
    pub times: u32,
    /// When first.
    pub first_at: Timestamp,
    /// When last.
    pub last_at: Timestamp,
}

fn read(row: &Row) -> Result<Stranger, StoreError> {
    Ok(Stranger {
        issuer: row.text("issuer")?.to_owned(),
        client_id: row.text("client_id")?.to_owned(),
        times: count(row, "times")?,
        first_at: Timestamp(row.int("first_at")?),
        last_at: Timestamp(row.int("last_at")?),
    })
}

/// Keeps that one came, with what is known of it already.
pub fn note(tx: &mut Tx<'_>, new: &Stranger) -> Result<(), StoreError> {
    tx.execute(
        "insert into stranger (issuer, client_id, times, first_at, last_at)
         values ($1, $2, $3, $4, $5)
         on conflict (issuer, client_id) do update
         set times = stranger.times + excluded.times, last_at = excluded.last_at",
        params![
            &new.issuer,
            &new.client_id,
            i64::from(new.times),
            new.first_at.0,
            new.last_at.0
        ],
    )?;
    Ok(())
}

/// Makes room: all that are kept, the latest first, are parted into those that stay, the worthiest first,
/// and those that go; of those that stay no more than [`MOST`] do. Whoever knocks chooses what stands here.
pub fn make_room(
    tx: &mut Tx<'_>,
    part: impl FnOnce(Vec<Stranger>) -> (Vec<Stranger>, Vec<Stranger>),
) -> Result<u64, StoreError> {
    let rows = tx.query(
        "select * from stranger order by last_at desc, issuer, client_id",
        params![],
    )?;
    let all = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let (stay, go) = part(all);
    let mut gone = 0;
    for each in stay.iter().skip(MOST as usize).chain(&go) {
        gone += remove(tx, &each.issuer, &each.client_id)?;
    }
    Ok(gone)
}

/// Forgets one of them.
pub fn remove(tx: &mut Tx<'_>, issuer: &str, client_id: &str) -> Result<u64, StoreError> {
    tx.execute(
        "delete from stranger where issuer = $1 and client_id = $2",
        params![issuer, client_id],
    )
}

/// All that are kept, the latest first, and never more than [`MOST`].
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Stranger>, StoreError> {
    let rows = tx.query(
        "select * from stranger order by last_at desc, issuer, client_id limit $1",
        params![i64::from(MOST)],
    )?;
    rows.iter().map(read).collect()
}

/// Forgets who last came before this.
pub fn forget(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, StoreError> {
    tx.execute("delete from stranger where last_at < $1", params![before.0])
}
