//! What an operator does on the host: tenants, platforms, files. The binary calls it.

mod same_keys;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    attribute,
    id::{CourseId, InstitutionId, ReadId, RegistrationId, SchemeId},
    part::Brings,
    time::Span,
};
use store::{
    StoreError, claim, course, happening,
    institution::{self, Institution},
    invite, person,
    registration::{self, Registration},
    roster::{self, State},
    scheme,
};
use url::Url;

use crate::{
    app::App,
    clock,
    error::{Error, Result},
    help::services,
    lti::{keys, register::REGISTER_PATH},
    reader::offered,
    secrets::Secrets,
};
use same_keys::{Refused, same_keys};

/// A new tenant.
#[derive(Clone, Debug)]
pub struct NewInstitution {
    /// Its name.
    pub name: String,
    /// Its part of an address: lower-case letters, digits and hyphens.
    pub slug: String,
    /// IANA time zone.
    pub time_zone: String,
    /// Language tags, the default first.
    pub languages: Vec<String>,
    /// Whether claims to coordinate need no approval. For demos only.
    pub claims_approved: bool,
}

/// A platform to register by hand.
#[derive(Clone, Debug)]
pub struct NewPlatform {
    /// Whose it is.
    pub institution: InstitutionId,
    /// What people call it.
    pub name: String,
    /// `iss`.
    pub issuer: String,
    /// `client_id`.
    pub client_id: String,
    /// Where authentication requests go.
    pub auth_url: String,
    /// Where access tokens are asked for.
    pub token_url: String,
    /// Where its keys are.
    pub jwks_url: String,
    /// Deployments to approve at once.
    pub deployments: Vec<String>,
    /// Whether it may use the private hosts.
    pub private_hosts: bool,
}

impl NewPlatform {
    /// What cannot be used, by the names of the flags of `alongside platform add`.
    pub fn faults(&self) -> Vec<&'static str> {
        let is_long = |id: &String| id.is_empty() || id.len() > 255;
        let all = [
            ("name", platform_name(&self.name).is_none()),
            ("issuer", is_long(&self.issuer)),
            ("client-id", is_long(&self.client_id)),
            ("deployment-id", self.deployments.iter().any(is_long)),
            ("jwks-url", !is_address(&self.jwks_url)),
            ("token-url", !is_address(&self.token_url)),
            ("auth-url", !is_address(&self.auth_url)),
        ];
        let wrong = all.into_iter().filter(|(_, is_wrong)| *is_wrong);
        wrong.map(|(name, _)| name).collect()
    }

    fn value(&self, name: &str) -> &str {
        match name {
            "name" => &self.name,
            "issuer" => &self.issuer,
            "client-id" => &self.client_id,
            "jwks-url" => &self.jwks_url,
            "token-url" => &self.token_url,
            "auth-url" => &self.auth_url,
            _ => "",
        }
    }
}

/// Whether a platform may be reached there at all; who may reach into a network is asked when it is.
fn is_address(text: &str) -> bool {
    let is_web = |url: Url| matches!(url.scheme(), "http" | "https") && url.host_str().is_some();
    text.len() <= 2_000 && Url::parse(text).is_ok_and(is_web)
}

/// The name of a platform as it is kept; none where it is empty, too long or has letters no one can see.
pub fn platform_name(text: &str) -> Option<String> {
    domain::unit::unit_name(text)
}

/// Why something could not be set up.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SetupError {
    /// It exists.
    #[error("{0} exists already")]
    Exists(&'static str),
    /// A value cannot be used.
    #[error("{0} cannot be used: {1}")]
    Unusable(&'static str, String),
    /// Its issuer is known here with keys from another place: whoever has those keys could speak as
    /// everybody who came through it (decision 10).
    #[error("this issuer is registered here with keys from {0}")]
    OtherKeys(String),
    /// Somebody came through it, or there is none.
    #[error("there is no such platform, or people have come through it: then it can be disabled")]
    InUse,
    /// Nobody waits for this.
    #[error("nobody's claim to this scheme is pending")]
    NoClaim,
    /// The store or a key failed.
    #[error("{code}: {cause}")]
    Failed {
        /// A line of `codes.txt`.
        code: &'static str,
        /// What happened.
        cause: String,
    },
}

impl From<Error> for SetupError {
    fn from(error: Error) -> Self {
        Self::Failed {
            code: error.code,
            cause: error.cause.unwrap_or_default(),
        }
    }
}

impl From<StoreError> for SetupError {
    fn from(error: StoreError) -> Self {
        Self::from(Error::from(error))
    }
}

/// Adds a tenant.
pub async fn add_institution(app: &App, new: NewInstitution) -> Result<InstitutionId, SetupError> {
    let slug_letters =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if new.slug.is_empty() || new.slug.len() > 60 || !new.slug.chars().all(slug_letters) {
        return Err(SetupError::Unusable("slug", new.slug));
    }
    if new.name.trim().is_empty() || new.name.chars().count() > 200 {
        return Err(SetupError::Unusable("name", new.name));
    }
    let said: std::collections::BTreeSet<&String> = new.languages.iter().collect();
    if said.is_empty() || said.len() < new.languages.len() {
        return Err(SetupError::Unusable("languages", new.languages.join(",")));
    }
    if jiff::tz::TimeZone::get(&new.time_zone).is_err() {
        return Err(SetupError::Unusable("time zone", new.time_zone));
    }
    let unknown = new
        .languages
        .iter()
        .find(|tag| api::Language::from_tag(tag).is_none());
    if let Some(tag) = unknown {
        return Err(SetupError::Unusable("language", tag.clone()));
    }
    let row = Institution {
        id: app.id(InstitutionId::new),
        slug: new.slug,
        name: new.name,
        time_zone: new.time_zone,
        languages: new.languages,
        claims_approved: new.claims_approved,
        services: "[]".to_owned(),
    };
    let (id, now) = (row.id, app.now());
    let added = app
        .store
        .write(move |tx| institution::add(tx, &row, now))
        .await;
    match added {
        Err(error) if error.is_duplicate("institution_slug") => {
            Err(SetupError::Exists("this institution"))
        }
        other => Ok(other.map(|()| id)?),
    }
}

/// Reads an institution's own services for the page *Get help* from JSON, in place of those it had,
/// and returns how many there are now.
pub async fn read_services(app: &App, slug: &str, text: &str) -> Result<usize, SetupError> {
    let wanted = slug.to_owned();
    let found = app
        .store
        .read(move |tx| institution::by_slug(tx, &wanted))
        .await?
        .ok_or_else(|| SetupError::Unusable("institution", slug.to_owned()))?;
    let services = services::read(text, &offered(&found))
        .map_err(|error| SetupError::Unusable("the file", error.to_string()))?;
    let json = serde_json::to_string(&services).unwrap_or_default();
    app.store
        .write(move |tx| institution::set_services(tx, found.id, &json))
        .await?;
    Ok(services.len())
}

/// Registers a platform and makes the tool's key for it.
pub async fn add_platform(app: &App, new: NewPlatform) -> Result<RegistrationId, SetupError> {
    if let Some(name) = new.faults().first() {
        return Err(SetupError::Unusable(name, new.value(name).to_owned()));
    }
    let maker = app.clone();
    let key = tokio::task::spawn_blocking(move || keys::make(&maker))
        .await
        .map_err(Error::internal)??;
    let row = Registration {
        id: app.id(RegistrationId::new),
        institution: new.institution,
        name: platform_name(&new.name).unwrap_or_default(),
        issuer: new.issuer,
        client_id: new.client_id,
        auth_url: new.auth_url,
        token_url: new.token_url,
        jwks_url: new.jwks_url,
        token_audience: None,
        private_hosts: new.private_hosts,
        state: registration::State::Active,
        new_deployments: registration::NewDeployments::Ask,
    };
    let (id, now, deployments) = (row.id, app.now(), new.deployments);
    let added = app
        .store
        .write(move |tx| {
            same_keys(tx, &row.issuer, row.id, &row.jwks_url)?;
            registration::add(tx, &row, now)?;
            registration::add_key(tx, row.id, &key, now)?;
            for deployment in &deployments {
                registration::keep_deployment(tx, row.id, deployment, true, now)?;
            }
            Ok::<_, Refused>(())
        })
        .await;
    match added {
        Err(Refused::Store(error)) if error.is_duplicate("registration_client") => Err(
            SetupError::Exists("a registration of this issuer and client id"),
        ),
        other => Ok(other.map(|()| id)?),
    }
}

/// How long a platform may register itself by one address.
const PLATFORM_INVITE: Span = Span::hours(24);

/// Makes an address that lets a platform of this institution register itself, once, within a day. Only
/// the hash of its secret is kept.
/// `private_hosts` allows an LMS inside the network, and only an operator on the host may say that.
pub async fn invite_platform(
    app: &App,
    institution: InstitutionId,
    private_hosts: bool,
) -> Result<String, SetupError> {
    let secret = URL_SAFE_NO_PAD.encode(clock::random::<32>());
    let (hash, now) = (Secrets::handle_hash(&secret), app.now());
    let until = now + PLATFORM_INVITE;
    app.store
        .write(move |tx| invite::add(tx, &hash, institution, private_hosts, now, until))
        .await?;
    Ok(format!("{}{REGISTER_PATH}?invite={secret}", app.origin()))
}

/// Lets whoever claimed a scheme coordinate it, and asks for its rosters (decision 8).
pub async fn approve_claim(app: &App, scheme: SchemeId) -> Result<(), SetupError> {
    let owned = app.clone();
    let approved = app
        .store
        .write(move |tx| {
            let Some(person) = claim::pending(tx, scheme)? else {
                return Ok(false);
            };
            let now = owned.now();
            claim::approve(tx, scheme, person, now)?;
            let id = owned.id(ReadId::new);
            happening::record(tx, id, scheme, "claim-approved", Some(person), None, now)?;
            for course in course::of_scheme(tx, scheme)? {
                roster::ask(tx, course.id, owned.id(ReadId::new), now)?;
            }
            Ok::<_, StoreError>(true)
        })
        .await?;
    if !approved {
        return Err(SetupError::NoClaim);
    }
    app.wake.roster.notify_one();
    Ok(())
}

/// Reads an attribute file into a scheme, whole or not at all, and says how many people it names.
/// Whoever is complete by it has their completion recorded.
pub async fn read_attributes(app: &App, scheme: SchemeId, text: &str) -> Result<usize, SetupError> {
    let file = attribute::read(text)
        .map_err(|error| SetupError::Unusable("the attribute file", error.to_string()))?;
    let known = app.store.read(move |tx| scheme::exists(tx, scheme)).await?;
    if !known {
        return Err(SetupError::Unusable("scheme", scheme.to_string()));
    }
    let count = file.people.len();
    let owned = app.clone();
    app.store
        .write(move |tx| {
            person::lock_all(tx, scheme)?;
            for said in file.people {
                let before = person::kept_attributes(tx, scheme, &said.number)?;
                let said = match before {
                    Some(before) => before.told(&said, &file.columns),
                    None => said,
                };
                person::keep_attributes(tx, scheme, &said)?;
            }
            crate::training::complete_everyone(&owned, tx, scheme)
        })
        .await?;
    app.wake.scores.notify_one();
    Ok(count)
}

/// Names who is responsible for a scheme (R9).
pub async fn set_contact(
    app: &App,
    scheme: SchemeId,
    contact: scheme::Contact,
) -> Result<(), SetupError> {
    let parts = [&contact.name, &contact.phone, &contact.room];
    let unfit = parts
        .into_iter()
        .flatten()
        .find(|text| domain::unit::unit_name(text).is_none());
    if let Some(text) = unfit {
        return Err(SetupError::Unusable("the contact", text.clone()));
    }
    let known = app.store.write(move |tx| {
        let known = scheme::exists(tx, scheme)?;
        if known {
            scheme::set_contact(tx, scheme, &contact)?;
        }
        Ok::<_, StoreError>(known)
    });
    if !known.await? {
        return Err(SetupError::Unusable("scheme", scheme.to_string()));
    }
    Ok(())
}

/// Says whom a course brings.
pub async fn set_brings(app: &App, course: CourseId, brings: Brings) -> Result<(), SetupError> {
    let known = app.store.write(move |tx| {
        let known = course::all(tx)?.iter().any(|each| each.id == course);
        if known {
            course::set_brings(tx, course, brings)?;
        }
        Ok::<_, StoreError>(known)
    });
    if !known.await? {
        return Err(SetupError::Unusable("course", course.to_string()));
    }
    Ok(())
}

/// What to change of a platform; what is none stays.
#[derive(Clone, Debug, Default)]
pub struct PlatformChange {
    /// What people call it.
    pub name: Option<String>,
    /// Where authentication requests go.
    pub auth_url: Option<String>,
    /// Where access tokens are asked for.
    pub token_url: Option<String>,
    /// Where its keys are.
    pub jwks_url: Option<String>,
}

/// Changes a platform's name or where it is reached.
pub async fn edit_platform(
    app: &App,
    id: RegistrationId,
    change: PlatformChange,
) -> Result<(), SetupError> {
    let addresses = [
        ("auth-url", &change.auth_url),
        ("token-url", &change.token_url),
        ("jwks-url", &change.jwks_url),
    ];
    for (name, address) in addresses {
        if let Some(address) = address.as_ref().filter(|address| !is_address(address)) {
            return Err(SetupError::Unusable(name, address.clone()));
        }
    }
    if let Some(name) = change
        .name
        .as_ref()
        .filter(|name| platform_name(name).is_none())
    {
        return Err(SetupError::Unusable("name", name.clone()));
    }
    let known = app.store.write(move |tx| {
        let Some(known) = registration::get(tx, id)? else {
            return Ok::<_, Refused>(false);
        };
        if let Some(moved) = &change.jwks_url {
            same_keys(tx, &known.issuer, id, moved)?;
        }
        if let Some(name) = change.name.as_deref().and_then(platform_name) {
            registration::rename(tx, id, &name)?;
        }
        let to = registration::Addresses {
            auth: change.auth_url.as_deref().unwrap_or(&known.auth_url),
            token: change.token_url.as_deref().unwrap_or(&known.token_url),
            jwks: change.jwks_url.as_deref().unwrap_or(&known.jwks_url),
            audience: known.token_audience.as_deref(),
        };
        registration::move_to(tx, id, &to)?;
        Ok(true)
    });
    if !known.await? {
        return Err(SetupError::Unusable("platform", id.to_string()));
    }
    Ok(())
}

/// Removes a platform that nobody ever came through.
pub async fn remove_platform(app: &App, id: RegistrationId) -> Result<(), SetupError> {
    let removed = app
        .store
        .write(move |tx| registration::remove_unused(tx, id))
        .await?;
    if removed {
        Ok(())
    } else {
        Err(SetupError::InUse)
    }
}

/// Asks for a course's roster to be read and waits until it is; the reading says how it went.
pub async fn read_roster(app: &App, course: CourseId) -> Result<roster::Read, SetupError> {
    let (id, now) = (app.id(ReadId::new), app.now());
    app.store
        .write(move |tx| roster::ask(tx, course, id, now))
        .await?;
    app.wake.roster.notify_one();
    loop {
        let last = app.store.read(move |tx| roster::last(tx, course)).await?;
        match last {
            Some(read) if !matches!(read.state, State::Due | State::Reading) => return Ok(read),
            _ => tokio::time::sleep(std::time::Duration::from_millis(50)).await,
        }
    }
}

/// A gradebook that forgot everything, as that of a demonstration does when it ends: every column is
/// looked for again and every mark sent again.
pub async fn gradebook_forgot(app: &App) -> Result<(), SetupError> {
    let now = app.now();
    app.store
        .write(move |tx| store::score::all_anew(tx, now))
        .await?;
    app.wake.scores.notify_one();
    Ok(())
}
