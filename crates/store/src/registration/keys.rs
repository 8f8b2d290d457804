//! The tool's keys for a platform, which overlap when one takes the place of another (decision 10).

use domain::{Timestamp, id::RegistrationId, time::Span};

use crate::{Row, StoreError, Tx, ids::id, params};

/// How long a key is published before it is signed with, so that platforms that keep our key set for a
/// while know it by then (decision 10).
pub const PUBLISHED_BEFORE_USE: Span = Span::hours(1);

/// How long a key stays published after another took over (decision 10).
pub const KEPT_AFTER_USE: Span = Span::hours(24);

/// A key of the tool, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredKey {
    /// Its id in the key set.
    pub kid: String,
    /// PKCS#8, sealed under the master key and bound to `kid`.
    pub private_sealed: Vec<u8>,
    /// The public half as a JWK, in JSON.
    pub public_jwk: String,
}

fn read_key(row: &Row) -> Result<StoredKey, StoreError> {
    Ok(StoredKey {
        kid: row.text("kid")?.to_owned(),
        private_sealed: row.bytes("private_sealed")?.to_vec(),
        public_jwk: row.text("public_jwk")?.to_owned(),
    })
}

/// Adds the first key of the tool for a registration: published and signed with from now on.
pub fn add_key(
    tx: &mut Tx<'_>,
    registration: RegistrationId,
    key: &StoredKey,
    now: Timestamp,
) -> Result<(), StoreError> {
    insert_key(tx, registration, key, now, now)
}

fn insert_key(
    tx: &mut Tx<'_>,
    registration: RegistrationId,
    key: &StoredKey,
    now: Timestamp,
    used_from: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "insert into registration_key (kid, registration, private_sealed, public_jwk, published_at,
             used_from)
         values ($1, $2, $3, $4, $5, $6)",
        params![
            &key.kid,
            registration,
            &key.private_sealed,
            &key.public_jwk,
            now.0,
            used_from.0
        ],
    )?;
    Ok(())
}

/// Publishes a key that takes over from the one in use; false, and nothing is kept, while another
/// already waits to take over. Keys that retired are destroyed.
pub fn rotate_key(
    tx: &mut Tx<'_>,
    registration: RegistrationId,
    key: &StoredKey,
    now: Timestamp,
) -> Result<bool, StoreError> {
    // Whoever rotates at the same time waits here and then sees what this one did.
    tx.query(
        "select id from registration where id = $1 /*for update*/",
        params![registration],
    )?;
    let last = key_times(tx, registration)?.last().copied();
    if last.is_some_and(|last| last.used_from > now) {
        return Ok(false);
    }
    let used_from = now + PUBLISHED_BEFORE_USE;
    tx.execute(
        "update registration_key set retired_at = $2 where registration = $1 and retired_at is null",
        params![registration, (used_from + KEPT_AFTER_USE).0],
    )?;
    tx.execute(
        "delete from registration_key where registration = $1 and retired_at <= $2",
        params![registration, now.0],
    )?;
    insert_key(tx, registration, key, now, used_from)?;
    Ok(true)
}

/// Platforms in use whose latest key of ours was published before then, the oldest first.
pub fn keyed_before(
    tx: &mut Tx<'_>,
    then: Timestamp,
    most: u32,
) -> Result<Vec<RegistrationId>, StoreError> {
    let rows = tx.query(
        "select r.id from registration r
         join registration_key k on k.registration = r.id
         where r.state = 'active'
         group by r.id having max(k.published_at) < $1
         order by max(k.published_at), r.id limit $2",
        params![then.0, i64::from(most)],
    )?;
    rows.iter().map(|row| id(row, "id")).collect()
}

/// Publishes a key, signs with it from now on and destroys every other of the registration: for when
/// somebody else may have one of them. Says how many are gone.
pub fn replace_keys(
    tx: &mut Tx<'_>,
    registration: RegistrationId,
    key: &StoredKey,
    now: Timestamp,
) -> Result<u64, StoreError> {
    tx.query(
        "select id from registration where id = $1 /*for update*/",
        params![registration],
    )?;
    let gone = tx.execute(
        "delete from registration_key where registration = $1",
        params![registration],
    )?;
    insert_key(tx, registration, key, now, now)?;
    Ok(gone)
}

/// When a key of the tool is published, signed with and taken out of the key set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyTimes {
    /// In the key set from here on.
    pub published_at: Timestamp,
    /// Signed with from here on.
    pub used_from: Timestamp,
    /// No longer in the key set from here on; none while no other took over.
    pub retired_at: Option<Timestamp>,
}

/// The keys of a registration that were not destroyed, in the order of their use.
pub fn key_times(
    tx: &mut Tx<'_>,
    registration: RegistrationId,
) -> Result<Vec<KeyTimes>, StoreError> {
    let rows = tx.query(
        "select published_at, used_from, retired_at from registration_key
         where registration = $1 order by used_from, kid",
        params![registration],
    )?;
    let times = |row: &Row| {
        Ok(KeyTimes {
            published_at: Timestamp(row.int("published_at")?),
            used_from: Timestamp(row.int("used_from")?),
            retired_at: row.opt_int("retired_at")?.map(Timestamp),
        })
    };
    rows.iter().map(times).collect()
}

/// The key the tool signs with for this registration: the newest whose use has begun.
pub fn signing_key(
    tx: &mut Tx<'_>,
    registration: RegistrationId,
    now: Timestamp,
) -> Result<Option<StoredKey>, StoreError> {
    let row = tx.query_opt(
        "select kid, private_sealed, public_jwk from registration_key
         where registration = $1 and used_from <= $2 order by used_from desc, kid limit 1",
        params![registration, now.0],
    )?;
    row.as_ref().map(read_key).transpose()
}

/// The public half of every key that is published, as JWKs in JSON.
pub fn public_jwks(tx: &mut Tx<'_>, now: Timestamp) -> Result<Vec<String>, StoreError> {
    let rows = tx.query(
        "select public_jwk from registration_key
         where published_at <= $1 and (retired_at is null or retired_at > $1)
         order by used_from, kid",
        params![now.0],
    )?;
    rows.iter()
        .map(|row| Ok(row.text("public_jwk")?.to_owned()))
        .collect()
}

/// Destroys keys that retired, and says how many.
pub fn forget_keys(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    tx.execute(
        "delete from registration_key where retired_at <= $1",
        params![now.0],
    )
}
