//! Platform registrations, their deployments and the tool's keys for them.

mod corrected;
mod keys;
mod worked;

use domain::{
    Timestamp,
    id::{InstitutionId, RegistrationId},
};

use crate::{
    Row, StoreError, Tx,
    ids::{id, opt_string, wrong},
    params,
};

pub use corrected::{Identity, correct, is_unused};
pub use keys::{
    KEPT_AFTER_USE, KeyTimes, PUBLISHED_BEFORE_USE, StoredKey, add_key, forget_keys, key_times,
    keyed_before, public_jwks, replace_keys, rotate_key, signing_key,
};
pub use worked::{Tried, Worked, keys_were_read, token_was_given, tried, worked};

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
    /// Whom requests for tokens name as their reader (`authorization_server`), where that is not the
    /// token address.
    pub token_audience: Option<String>,
    /// The signatures taken on its launches: names as in `alg`, with spaces between.
    pub algorithms: String,
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
    /// The first of all is taken, as part of the platform that was approved; any other waits.
    First,
    /// It is taken: for platforms that make one for every course.
    Accept,
}

impl NewDeployments {
    const ALL: [Self; 3] = [Self::Ask, Self::First, Self::Accept];

    /// The word it is kept as.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::First => "first",
            Self::Accept => "accept",
        }
    }
}

pub(crate) fn read(row: &Row) -> Result<Registration, StoreError> {
    Ok(Registration {
        id: id(row, "id")?,
        institution: id(row, "institution")?,
        name: row.text("name")?.to_owned(),
        issuer: row.text("issuer")?.to_owned(),
        client_id: row.text("client_id")?.to_owned(),
        auth_url: row.text("auth_url")?.to_owned(),
        token_url: row.text("token_url")?.to_owned(),
        jwks_url: row.text("jwks_url")?.to_owned(),
        token_audience: opt_string(row, "token_audience")?,
        algorithms: row.text("algorithms")?.to_owned(),
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

/// Adds a registration; one that exists breaks the constraint `registration_client`.
pub fn add(tx: &mut Tx<'_>, new: &Registration, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "insert into registration (id, institution, name, issuer, client_id, auth_url, token_url,
             jwks_url, token_audience, algorithms, private_hosts, state, new_deployments, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        params![
            new.id,
            new.institution,
            &new.name,
            &new.issuer,
            &new.client_id,
            &new.auth_url,
            &new.token_url,
            &new.jwks_url,
            new.token_audience.as_deref(),
            &new.algorithms,
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

/// The registrations of one institution, by name.
pub fn of_institution(
    tx: &mut Tx<'_>,
    institution: InstitutionId,
) -> Result<Vec<Registration>, StoreError> {
    let rows = tx.query(
        "select * from registration where institution = $1 order by name, id",
        params![institution],
    )?;
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

/// The same, with whether one of its deployments is approved: none if that was never seen. It then stays
/// as it is until the transaction ends: whoever switches it off waits, and ends the visits that began
/// meanwhile.
pub fn hold(
    tx: &mut Tx<'_>,
    registration: RegistrationId,
    deployment: &str,
) -> Result<Option<(Registration, Option<bool>)>, StoreError> {
    let row = tx.query_opt(
        "select r.*, d.approved from registration r
         left join deployment d on d.registration = r.id and d.deployment_id = $2
         where r.id = $1 /*for share of r*/",
        params![registration, deployment],
    )?;
    row.map(|row| {
        let approved = row.opt_int("approved")?.map(|approved| approved != 0);
        Ok((read(&row)?, approved))
    })
    .transpose()
}

/// Changes the signatures that are taken on launches, and says whether there is such a one.
pub fn set_algorithms(
    tx: &mut Tx<'_>,
    id: RegistrationId,
    algorithms: &str,
) -> Result<bool, StoreError> {
    let known = tx.execute(
        "update registration set algorithms = $2 where id = $1",
        params![id, algorithms],
    )?;
    Ok(known == 1)
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

/// Takes launches from now on, and says whether there is such a one. A deployment that a platform named
/// when it registered itself is approved with it, and where it named none, the first that somebody comes
/// through; one that an administrator refused stays refused.
pub fn approve(tx: &mut Tx<'_>, id: RegistrationId, now: Timestamp) -> Result<bool, StoreError> {
    let pending = get(tx, id)?.filter(|known| known.state == State::Pending);
    if let Some(known) = pending {
        if known.new_deployments == NewDeployments::Ask && deployments(tx, id)?.is_empty() {
            set_new_deployments(tx, id, NewDeployments::First)?;
        }
        tx.execute(
            "update deployment set approved = 1 where registration = $1",
            params![id],
        )?;
    }
    set_state(tx, id, State::Active, now)
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
pub fn move_to(
    tx: &mut Tx<'_>,
    id: RegistrationId,
    to: &Addresses<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "update registration set auth_url = $2, token_url = $3, jwks_url = $4, token_audience = $5,
             moved_at = $6
         where id = $1",
        params![id, to.auth, to.token, to.jwks, to.audience, now.0],
    )?;
    Ok(())
}

/// Takes over where an issuer's keys are, for all its registrations of an institution.
pub fn move_keys(
    tx: &mut Tx<'_>,
    institution: InstitutionId,
    issuer: &str,
    jwks: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "update registration set jwks_url = $3 where institution = $1 and issuer = $2",
        params![institution, issuer, jwks],
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
    /// Whom requests for tokens name as their reader, where it is not the token address.
    pub audience: Option<&'a str>,
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

/// Takes the approval of a deployment away, and ends the visits through it.
pub fn refuse_deployment(
    tx: &mut Tx<'_>,
    registration: RegistrationId,
    deployment: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "update deployment set approved = 0 where registration = $1 and deployment_id = $2",
        params![registration, deployment],
    )?;
    tx.execute(
        "update session set ended_at = $3 where ended_at is null and course in
             (select id from course where registration = $1 and deployment_id = $2)",
        params![registration, deployment, now.0],
    )?;
    Ok(())
}

/// Calls a platform by another name.
pub fn rename(tx: &mut Tx<'_>, id: RegistrationId, name: &str) -> Result<(), StoreError> {
    tx.execute(
        "update registration set name = $2 where id = $1",
        params![id, name],
    )?;
    Ok(())
}

/// Removes a registration with its deployments and keys, if nobody ever came through it; false, and
/// nothing is removed, if somebody did.
pub fn remove_unused(tx: &mut Tx<'_>, id: RegistrationId) -> Result<bool, StoreError> {
    if !is_unused(tx, id)? {
        return Ok(false);
    }
    tx.execute(
        "delete from deployment where registration = $1",
        params![id],
    )?;
    tx.execute(
        "delete from registration_key where registration = $1",
        params![id],
    )?;
    let removed = tx.execute("delete from registration where id = $1", params![id])?;
    Ok(removed == 1)
}
