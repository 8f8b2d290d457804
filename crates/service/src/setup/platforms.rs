//! Platforms: registered by hand, invited to register themselves, moved, removed.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    id::{InstitutionId, RegistrationId},
    time::Span,
};
use lti1p3::Algorithm;
use store::{
    invite,
    registration::{self, Registration},
};

use super::{
    Also, SetupError,
    fields::{Fields, Wrong},
    same_keys::{Refused, same_keys},
};
use crate::{
    app::App,
    clock,
    error::Error,
    lti::{keys, register::REGISTER_PATH},
    platform::USUAL_ALGORITHMS,
    secrets::Secrets,
};

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
    /// Everything that cannot be right, in the order of the form.
    pub fn wrong(&self, app: &App) -> Vec<Wrong> {
        let fields = Fields {
            name: Some(&self.name),
            issuer: Some(&self.issuer),
            client_id: Some(&self.client_id),
            deployments: &self.deployments,
            auth_url: Some(&self.auth_url),
            token_url: Some(&self.token_url),
            jwks_url: Some(&self.jwks_url),
            private_hosts: self.private_hosts,
        };
        fields.wrong(app)
    }

    fn value(&self, name: &str) -> String {
        let value = match name {
            "name" => &self.name,
            "issuer" => &self.issuer,
            "client-id" => &self.client_id,
            "jwks-url" => &self.jwks_url,
            "token-url" => &self.token_url,
            "auth-url" => &self.auth_url,
            _ => return self.deployments.join(", "),
        };
        value.clone()
    }
}

/// The name of a platform as it is kept; none where it is empty, too long or has letters no one can see.
pub fn platform_name(text: &str) -> Option<String> {
    domain::unit::unit_name(text)
}

/// Registers a platform and makes the tool's key for it.
pub async fn add_platform(app: &App, new: NewPlatform) -> Result<RegistrationId, SetupError> {
    add_platform_and(app, new, |_| Ok(())).await
}

/// The same, and in the same transaction what else is to be kept.
pub(crate) async fn add_platform_and(
    app: &App,
    new: NewPlatform,
    also: impl Also,
) -> Result<RegistrationId, SetupError> {
    if let Some(wrong) = new.wrong(app).first() {
        return Err(unusable(*wrong, &new.value(wrong.field)));
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
        algorithms: USUAL_ALGORITHMS.to_owned(),
        new_deployments: registration::NewDeployments::Ask,
    };
    let (id, now, deployments) = (row.id, app.now(), new.deployments);
    let added = app
        .store
        .write(move |tx| {
            same_keys(tx, row.institution, &row.issuer, &row.jwks_url)?;
            registration::add(tx, &row, now)?;
            registration::add_key(tx, row.id, &key, now)?;
            for deployment in &deployments {
                registration::keep_deployment(tx, row.id, deployment, true, now)?;
            }
            also(tx)?;
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

/// A field of a command that cannot be right.
pub(super) fn unusable(wrong: Wrong, value: &str) -> SetupError {
    SetupError::Unusable(wrong.field, format!("{value:?}: {}", wrong.why))
}

/// How long a platform may register itself by one address.
const PLATFORM_INVITE: Span = Span::hours(24);

/// Makes an address that lets a platform of this institution register itself, once, within a day. Only
/// the hash of its secret is kept.
/// `private_hosts` allows an LMS inside the network, and only who answers for the host may say that.
pub async fn invite_platform(
    app: &App,
    institution: InstitutionId,
    private_hosts: bool,
) -> Result<String, SetupError> {
    invite_platform_and(app, institution, private_hosts, |_| Ok(())).await
}

/// The same, and in the same transaction what else is to be kept.
pub(crate) async fn invite_platform_and(
    app: &App,
    institution: InstitutionId,
    private_hosts: bool,
    also: impl Also,
) -> Result<String, SetupError> {
    let secret = URL_SAFE_NO_PAD.encode(clock::random::<32>());
    let (hash, now) = (Secrets::handle_hash(&secret), app.now());
    let until = now + PLATFORM_INVITE;
    app.store
        .write(move |tx| {
            invite::add(tx, &hash, institution, private_hosts, now, until)?;
            also(tx)
        })
        .await?;
    Ok(format!("{}{REGISTER_PATH}?invite={secret}", app.origin()))
}

/// Takes launches of a platform with these signatures and no others, from the next launch on: `RS256`,
/// `RS384`, `RS512`, `ES256`, `ES384`, `EdDSA`. Those of HMAC do not exist here.
pub async fn set_algorithms(
    app: &App,
    id: RegistrationId,
    names: &[String],
) -> Result<(), SetupError> {
    let unknown = names
        .iter()
        .find(|name| Algorithm::from_name(name).is_none());
    if let Some(name) = unknown {
        return Err(SetupError::Unusable("algorithm", name.clone()));
    }
    let mut all = names.to_vec();
    all.dedup();
    let all = all.join(" ");
    if all.is_empty() {
        return Err(SetupError::Unusable(
            "algorithms",
            "there are none".to_owned(),
        ));
    }
    let set = move |tx: &mut store::Tx<'_>| registration::set_algorithms(tx, id, &all);
    let is_known = app.store.write(set).await?;
    app.platforms.forget(id);
    if is_known {
        Ok(())
    } else {
        Err(SetupError::Unusable("platform", id.to_string()))
    }
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
