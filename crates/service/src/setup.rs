//! What an operator does on the host: tenants, platforms, files. The binary calls it.

mod corrected;
mod fields;
mod key_change;
mod platforms;
mod same_keys;
mod same_lms;
mod trying;

use domain::{
    attribute,
    id::{CourseId, InstitutionId, ReadId, SchemeId},
    part::Brings,
};
use store::{
    StoreError, Tx, claim, course, happening,
    institution::{self, Institution},
    person,
    roster::{self, State},
    scheme,
};

use crate::{
    app::App,
    error::{Error, Result},
    help::services,
    reader::offered,
};

pub use corrected::{By, PlatformChange, edit_platform};
pub(crate) use corrected::{edit_platform_and, refused, siblings};
pub use fields::{Why, Wrong};
pub(crate) use key_change::change as change_key;
pub use key_change::{Rotated, TakesOver, rotate_key};
pub use platforms::{
    NewPlatform, add_platform, invite_platform, platform_name, remove_platform, set_algorithms,
};
pub(crate) use platforms::{add_platform_and, invite_platform_and};
pub(crate) use same_keys::is_one_place;
pub(crate) use same_lms::same_lms;
pub use trying::{Reached, try_platform};

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
    /// A new key waits to take over.
    #[error("a new key already waits to take over; `--now` replaces both")]
    Rotating,
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

/// What else is kept by a transaction that sets something up: who did it.
pub(crate) trait Also:
    FnOnce(&mut Tx<'_>) -> Result<(), StoreError> + Send + 'static
{
}

impl<F: FnOnce(&mut Tx<'_>) -> Result<(), StoreError> + Send + 'static> Also for F {}

/// Lets whoever claimed a scheme coordinate it, and asks for its rosters (decision 8).
pub async fn approve_claim(app: &App, scheme: SchemeId) -> Result<(), SetupError> {
    approve_claim_and(app, scheme, |_| Ok(())).await
}

/// The same, and in the same transaction what else is to be kept.
pub(crate) async fn approve_claim_and(
    app: &App,
    scheme: SchemeId,
    also: impl Also,
) -> Result<(), SetupError> {
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
            also(tx)?;
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
