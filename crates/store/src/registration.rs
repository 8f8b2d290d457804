//! Platform registrations, their deployments and the tool's keys for them.

use domain::{
    Timestamp,
    id::{InstitutionId, RegistrationId},
};

use crate::{Row, StoreError, Tx, ids::id, params};

/// A platform registration: (issuer, `client_id`), unique in the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// Its id.
    pub id: RegistrationId,
    /// Whose it is.
    pub institution: InstitutionId,
    /// What people call this LMS.
    pub name: String,
    /// `iss`.
    pub issuer: String,
    /// `client_id`.
    pub client_id: String,
    /// Where authentication requests go.
    pub auth_url: String,
    /// Where access tokens are asked for.
    pub token_url: String,
    /// Where the platform's keys are.
    pub jwks_url: String,
    /// Whether it may use the hosts of `ALONGSIDE_PRIVATE_HOSTS` (decision 12).
    pub private_hosts: bool,
    /// Whether launches are refused.
    pub disabled: bool,
}

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

fn read(row: &Row) -> Result<Registration, StoreError> {
    Ok(Registration {
        id: id(row, "id")?,
        institution: id(row, "institution")?,
        name: row.text("name")?.to_owned(),
        issuer: row.text("issuer")?.to_owned(),
        client_id: row.text("client_id")?.to_owned(),
        auth_url: row.text("auth_url")?.to_owned(),
        token_url: row.text("token_url")?.to_owned(),
        jwks_url: row.text("jwks_url")?.to_owned(),
        private_hosts: row.flag("private_hosts")?,
        disabled: row.flag("disabled")?,
    })
}

fn read_key(row: &Row) -> Result<StoredKey, StoreError> {
    Ok(StoredKey {
        kid: row.text("kid")?.to_owned(),
        private_sealed: row.bytes("private_sealed")?.to_vec(),
        public_jwk: row.text("public_jwk")?.to_owned(),
    })
}

/// Adds a registration; one that exists breaks the constraint `registration_client`.
pub fn add(tx: &mut Tx<'_>, new: &Registration, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "insert into registration (id, institution, name, issuer, client_id, auth_url, token_url,
             jwks_url, private_hosts, disabled, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            new.id,
            new.institution,
            &new.name,
            &new.issuer,
            &new.client_id,
            &new.auth_url,
            &new.token_url,
            &new.jwks_url,
            new.private_hosts,
            new.disabled,
            now.0
        ],
    )?;
    Ok(())
}

/// Every registration, by name.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Registration>, StoreError> {
    let rows = tx.query("select * from registration order by name, id", params![])?;
    rows.iter().map(read).collect()
}

/// The registrations of one issuer; several clients may share it, as all Canvas schools do.
pub fn of_issuer(tx: &mut Tx<'_>, issuer: &str) -> Result<Vec<Registration>, StoreError> {
    let rows = tx.query(
        "select * from registration where issuer = $1 order by id",
        params![issuer],
    )?;
    rows.iter().map(read).collect()
}

/// The registration with this id.
pub fn get(tx: &mut Tx<'_>, id: RegistrationId) -> Result<Option<Registration>, StoreError> {
    let row = tx.query_opt("select * from registration where id = $1", params![id])?;
    row.as_ref().map(read).transpose()
}

/// Refuses launches from now on, or accepts them again, and says whether there is such a one.
pub fn disable(tx: &mut Tx<'_>, id: RegistrationId, disabled: bool) -> Result<bool, StoreError> {
    let known = tx.execute(
        "update registration set disabled = $2 where id = $1",
        params![id, disabled],
    )?;
    Ok(known == 1)
}

/// Whether a deployment is approved; none if it was never seen.
pub fn deployment(
    tx: &mut Tx<'_>,
    registration: RegistrationId,
    deployment: &str,
) -> Result<Option<bool>, StoreError> {
    let row = tx.query_opt(
        "select approved from deployment where registration = $1 and deployment_id = $2",
        params![registration, deployment],
    )?;
    row.map(|row| row.flag("approved")).transpose()
}

/// The deployments of a registration, with whether each is approved.
pub fn deployments(
    tx: &mut Tx<'_>,
    registration: RegistrationId,
) -> Result<Vec<(String, bool)>, StoreError> {
    let rows = tx.query(
        "select deployment_id, approved from deployment where registration = $1 order by deployment_id",
        params![registration],
    )?;
    rows.iter()
        .map(|row| Ok((row.text("deployment_id")?.to_owned(), row.flag("approved")?)))
        .collect()
}

/// Keeps a deployment, or approves one that is pending. Approval is never taken away here.
pub fn keep_deployment(
    tx: &mut Tx<'_>,
    registration: RegistrationId,
    deployment: &str,
    approved: bool,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "insert into deployment (registration, deployment_id, approved, first_seen_at)
         values ($1, $2, $3, $4)
         on conflict (registration, deployment_id) do update
         set approved = case when excluded.approved = 1 then 1 else deployment.approved end",
        params![registration, deployment, approved, now.0],
    )?;
    Ok(())
}

/// Adds a key of the tool.
pub fn add_key(
    tx: &mut Tx<'_>,
    registration: RegistrationId,
    key: &StoredKey,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "insert into registration_key (kid, registration, private_sealed, public_jwk, created_at)
         values ($1, $2, $3, $4, $5)",
        params![
            &key.kid,
            registration,
            &key.private_sealed,
            &key.public_jwk,
            now.0
        ],
    )?;
    Ok(())
}

/// The key the tool signs with for this registration: the newest.
pub fn signing_key(
    tx: &mut Tx<'_>,
    registration: RegistrationId,
) -> Result<Option<StoredKey>, StoreError> {
    let row = tx.query_opt(
        "select kid, private_sealed, public_jwk from registration_key
         where registration = $1 order by created_at desc, kid limit 1",
        params![registration],
    )?;
    row.as_ref().map(read_key).transpose()
}

/// The public half of every key, as JWKs in JSON.
pub fn public_jwks(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreError> {
    let rows = tx.query(
        "select public_jwk from registration_key order by created_at, kid",
        params![],
    )?;
    rows.iter()
        .map(|row| Ok(row.text("public_jwk")?.to_owned()))
        .collect()
}
