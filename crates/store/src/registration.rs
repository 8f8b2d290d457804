//! Platform registrations, their deployments and the tool's keys for them.

use domain::{
    Timestamp,
    id::{InstitutionId, RegistrationId},
};

use crate::{
    Row, StoreError, Tx,
    ids::{id, wrong},
    params,
};

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
    /// Whether it is in use.
    pub state: State,
    /// What becomes of a deployment nobody approved yet, when a launch names it.
    pub new_deployments: NewDeployments,
}

/// Whether a registration is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It registered itself and waits for an administrator. Launches are refused.
    Pending,
    /// Launches are taken.
    Active,
    /// An administrator switched it off. Launches are refused.
    Disabled,
}

impl State {
    const ALL: [Self; 3] = [Self::Pending, Self::Active, Self::Disabled];

    /// The word it is kept as.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Active => "active",
            Self::Disabled => "disabled",
        }
    }
}

/// What becomes of a deployment at its first launch (Core 3.1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewDeployments {
    /// It waits for an administrator.
    Ask,
    /// It is taken: for platforms that make one for every course.
    Accept,
}

impl NewDeployments {
    const ALL: [Self; 2] = [Self::Ask, Self::Accept];

    /// The word it is kept as.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Accept => "accept",
        }
    }
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
        state: word_of(row, "state", &State::ALL, State::word)?,
        new_deployments: word_of(
            row,
            "new_deployments",
            &NewDeployments::ALL,
            NewDeployments::word,
        )?,
    })
}

/// The one of these values whose word a column holds.
fn word_of<T: Copy>(
    row: &Row,
    column: &'static str,
    all: &[T],
    word: impl Fn(T) -> &'static str,
) -> Result<T, StoreError> {
    let kept = row.text(column)?;
    let found = all.iter().copied().find(|each| word(*each) == kept);
    found.ok_or_else(|| wrong(column, "a word it may hold"))
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
             jwks_url, private_hosts, state, new_deployments, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
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
            new.state.word(),
            new.new_deployments.word(),
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

/// Changes whether it is in use, and says whether there is such a one. Visits through one that is no
/// longer in use end.
pub fn set_state(
    tx: &mut Tx<'_>,
    id: RegistrationId,
    state: State,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let known = tx.execute(
        "update registration set state = $2 where id = $1",
        params![id, state.word()],
    )?;
    if state != State::Active {
        tx.execute(
            "update session set ended_at = $2 where registration = $1 and ended_at is null",
            params![id, now.0],
        )?;
    }
    Ok(known == 1)
}

/// Changes what becomes of deployments that are new.
pub fn set_new_deployments(
    tx: &mut Tx<'_>,
    id: RegistrationId,
    policy: NewDeployments,
) -> Result<(), StoreError> {
    tx.execute(
        "update registration set new_deployments = $2 where id = $1",
        params![id, policy.word()],
    )?;
    Ok(())
}

/// Takes over the addresses of a platform that registered anew. Nothing else of it changes.
pub fn move_to(tx: &mut Tx<'_>, id: RegistrationId, to: &Addresses<'_>) -> Result<(), StoreError> {
    tx.execute(
        "update registration set auth_url = $2, token_url = $3, jwks_url = $4 where id = $1",
        params![id, to.auth, to.token, to.jwks],
    )?;
    Ok(())
}

/// Where a platform is reached.
#[derive(Clone, Copy, Debug)]
pub struct Addresses<'a> {
    /// Where authentication requests go.
    pub auth: &'a str,
    /// Where access tokens are asked for.
    pub token: &'a str,
    /// Where its keys are.
    pub jwks: &'a str,
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
