//! The built files of the last releases, so that a page that was open before an upgrade goes on
//! working after it, and replicas of two releases can answer for each other.

use domain::Timestamp;

use crate::{StoreError, Tx, params};

/// So many releases are kept: the newest and the two before it.
const KEPT: i64 = 3;

/// Whether this release's files are kept already; it counts as the newest from now on.
pub fn begins(tx: &mut Tx<'_>, release: &str, now: Timestamp) -> Result<bool, StoreError> {
    let known = tx.execute(
        "update asset_release set begun_at = $2 where id = $1",
        params![release, now.0],
    )?;
    Ok(known == 1)
}

/// Keeps a release with its files, by the names they are served under, and forgets the releases
/// before the last two before it. Two replicas may do so at once.
pub fn keep(
    tx: &mut Tx<'_>,
    release: &str,
    files: &[(String, Vec<u8>)],
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "insert into asset_release (id, begun_at) values ($1, $2)
         on conflict (id) do update set begun_at = excluded.begun_at",
        params![release, now.0],
    )?;
    for (name, body) in files {
        tx.execute(
            "insert into asset (release, name, body) values ($1, $2, $3)
             on conflict (release, name) do nothing",
            params![release, name, body.as_slice()],
        )?;
    }
    tx.execute(
        "delete from asset where release not in
             (select id from asset_release order by begun_at desc, id limit $1)",
        params![KEPT],
    )?;
    tx.execute(
        "delete from asset_release where id not in
             (select id from asset_release order by begun_at desc, id limit $1)",
        params![KEPT],
    )?;
    Ok(())
}

/// A file of any release that is kept: the same name has the same content in all of them.
pub fn file(tx: &mut Tx<'_>, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let row = tx.query_opt(
        "select body from asset where name = $1 limit 1",
        params![name],
    )?;
    row.map(|row| Ok(row.bytes("body")?.to_vec())).transpose()
}
