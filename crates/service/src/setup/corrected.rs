//! A platform whose names or addresses are corrected: by a person who typed them wrong, or because the
//! LMS moved.

use domain::id::RegistrationId;
use store::{
    StoreError, Tx,
    registration::{self, Addresses, Identity, Registration},
};

use super::{
    SetupError,
    fields::{Fields, Wrong},
    platform_name,
    platforms::unusable,
    same_keys::{Refused, is_one_place, same_keys},
};
use crate::{app::App, error::Error};

/// What to change of a platform; what is none stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlatformChange {
    /// What people call it.
    pub name: Option<String>,
    /// `iss`. It changes only while nobody came through the platform, and so does the next.
    pub issuer: Option<String>,
    /// `client_id`.
    pub client_id: Option<String>,
    /// Where authentication requests go.
    pub auth_url: Option<String>,
    /// Where access tokens are asked for.
    pub token_url: Option<String>,
    /// Where its keys are.
    pub jwks_url: Option<String>,
}

/// Who corrects a platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Who answers for the whole host, and may say that the keys of people who are known here moved.
    Host,
    /// An administrator of one institution among several. Keys from another place would be somebody
    /// else's word about people who came already (decision 10).
    Institution,
}

/// One value that becomes another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Differs {
    /// The field, by its name in the store.
    pub(crate) field: &'static str,
    pub(crate) before: String,
    pub(crate) after: String,
}

impl PlatformChange {
    /// Everything that cannot be right, in the order of the form.
    pub(crate) fn wrong(&self, app: &App, private_hosts: bool) -> Vec<Wrong> {
        let fields = Fields {
            name: self.name.as_deref(),
            issuer: self.issuer.as_deref(),
            client_id: self.client_id.as_deref(),
            deployments: &[],
            auth_url: self.auth_url.as_deref(),
            token_url: self.token_url.as_deref(),
            jwks_url: self.jwks_url.as_deref(),
            private_hosts,
        };
        fields.wrong(app)
    }

    /// The platform as it would be.
    fn applied(&self, known: &Registration) -> Registration {
        let or = |new: &Option<String>, old: &String| new.clone().unwrap_or_else(|| old.clone());
        let token_url = or(&self.token_url, &known.token_url);
        // Its reader was named beside the old address.
        let audience = known.token_audience.clone();
        Registration {
            issuer: or(&self.issuer, &known.issuer),
            client_id: or(&self.client_id, &known.client_id),
            auth_url: or(&self.auth_url, &known.auth_url),
            jwks_url: or(&self.jwks_url, &known.jwks_url),
            token_audience: audience.filter(|_| token_url == known.token_url),
            token_url,
            ..known.clone()
        }
    }

    /// What becomes different, but for the name.
    pub(crate) fn differs(&self, known: &Registration) -> Vec<Differs> {
        let to = self.applied(known);
        let all = [
            ("issuer", &known.issuer, to.issuer),
            ("client_id", &known.client_id, to.client_id),
            ("jwks_url", &known.jwks_url, to.jwks_url),
            ("token_url", &known.token_url, to.token_url),
            ("auth_url", &known.auth_url, to.auth_url),
        ];
        all.into_iter()
            .filter(|(_, before, after)| *before != after)
            .map(|(field, before, after)| Differs {
                field,
                before: before.clone(),
                after,
            })
            .collect()
    }

    fn value(&self, field: &str) -> &str {
        let value = match field {
            "name" => &self.name,
            "issuer" => &self.issuer,
            "client-id" => &self.client_id,
            "auth-url" => &self.auth_url,
            "token-url" => &self.token_url,
            _ => &self.jwks_url,
        };
        value.as_deref().unwrap_or_default()
    }
}

/// The other platforms of the same issuer and institution, whose keys are where this one's are.
pub(crate) fn siblings(
    tx: &mut Tx<'_>,
    known: &Registration,
) -> Result<Vec<Registration>, StoreError> {
    let mut all = registration::of_issuer(tx, &known.issuer)?;
    all.retain(|each| each.institution == known.institution && each.id != known.id);
    Ok(all)
}

/// What stops a correction.
pub(crate) fn refused(
    tx: &mut Tx<'_>,
    known: &Registration,
    change: &PlatformChange,
    by: By,
) -> Result<Option<SetupError>, StoreError> {
    let to = change.applied(known);
    let is_renamed = (&to.issuer, &to.client_id) != (&known.issuer, &known.client_id);
    if is_renamed && !registration::is_unused(tx, known.id)? {
        return Ok(Some(SetupError::InUse));
    }
    if to.issuer != known.issuer {
        return match same_keys(tx, known.institution, &to.issuer, &to.jwks_url) {
            Ok(()) => Ok(None),
            Err(Refused::Store(error)) => Err(error),
            Err(refused) => Ok(Some(refused.into())),
        };
    }
    if by == By::Host || is_one_place(&known.issuer, &known.jwks_url, &to.jwks_url) {
        return Ok(None);
    }
    let mut all = siblings(tx, known)?;
    all.push(known.clone());
    for each in &all {
        if !registration::is_unused(tx, each.id)? {
            return Ok(Some(SetupError::OtherKeys(known.jwks_url.clone())));
        }
    }
    Ok(None)
}

/// Changes a platform's names or where it is reached. An issuer has its keys in one place: where they
/// move, they move for all its platforms of this institution.
pub async fn edit_platform(
    app: &App,
    id: RegistrationId,
    change: PlatformChange,
) -> Result<(), SetupError> {
    edit_platform_and(app, id, change, By::Host, |_, _| Ok(())).await
}

/// The same by somebody, and in the same transaction what else is to be kept of the platform as it was.
pub(crate) async fn edit_platform_and(
    app: &App,
    id: RegistrationId,
    change: PlatformChange,
    by: By,
    also: impl FnOnce(&mut Tx<'_>, &Registration) -> Result<(), Error> + Send + 'static,
) -> Result<(), SetupError> {
    let owned = app.clone();
    let edit = move |tx: &mut Tx<'_>| {
        let Some(known) = registration::get(tx, id)? else {
            let unknown = SetupError::Unusable("platform", id.to_string());
            return Err(Stopped::By(unknown));
        };
        if let Some(wrong) = change.wrong(&owned, known.private_hosts).first() {
            return Err(Stopped::By(unusable(*wrong, change.value(wrong.field))));
        }
        if let Some(refused) = refused(tx, &known, &change, by)? {
            return Err(Stopped::By(refused));
        }
        let moved = apply(&owned, tx, &known, &change)?;
        also(tx, &known)?;
        Ok(moved)
    };
    let moved = match app.store.write(edit).await {
        Err(Stopped::By(refused)) => return Err(refused),
        Err(Stopped::Store(error)) if error.is_duplicate("registration_client") => {
            return Err(SetupError::Exists(
                "a registration of this issuer and client id",
            ));
        }
        Err(Stopped::Store(error)) => return Err(error.into()),
        Err(Stopped::Failed(error)) => return Err(error.into()),
        Ok(moved) => moved,
    };
    for id in moved {
        app.platforms.forget(id);
        app.platforms.forget_tokens(id).await;
    }
    Ok(())
}

/// What ends a correction.
#[derive(Debug, thiserror::Error)]
enum Stopped {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Failed(#[from] Error),
    #[error(transparent)]
    By(SetupError),
}

/// Whose rows changed.
fn apply(
    app: &App,
    tx: &mut Tx<'_>,
    known: &Registration,
    change: &PlatformChange,
) -> Result<Vec<RegistrationId>, StoreError> {
    let to = change.applied(known);
    let mut moved = vec![known.id];
    if let Some(name) = change.name.as_deref().and_then(platform_name) {
        registration::rename(tx, known.id, &name)?;
    }
    if (&to.issuer, &to.client_id) != (&known.issuer, &known.client_id) {
        let identity = Identity {
            issuer: &to.issuer,
            client_id: &to.client_id,
        };
        registration::correct(tx, known.id, &identity)?;
    } else if to.jwks_url != known.jwks_url {
        moved.extend(siblings(tx, known)?.iter().map(|each| each.id));
        registration::move_keys(tx, known.institution, &known.issuer, &to.jwks_url)?;
    }
    if !change.differs(known).is_empty() {
        let addresses = Addresses {
            auth: &to.auth_url,
            token: &to.token_url,
            jwks: &to.jwks_url,
            audience: to.token_audience.as_deref(),
        };
        registration::move_to(tx, known.id, &addresses, app.now())?;
    }
    Ok(moved)
}
