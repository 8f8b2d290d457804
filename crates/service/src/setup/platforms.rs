//! Platforms: registered by hand, invited to register themselves, moved, removed.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    id::{InstitutionId, RegistrationId},
    time::Span,
};
use store::{
    StoreError, invite,
    registration::{self, Registration},
};
use url::Url;

use super::{
    Also, SetupError,
    same_keys::{Refused, same_keys},
};
use crate::{
    app::App,
    clock,
    error::Error,
    lti::{keys, register::REGISTER_PATH},
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

/// Changes a platform's name or where it is reached. An issuer has its keys in one place: where they
/// move, they move for all its platforms of this institution.
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
            return Ok::<_, StoreError>(false);
        };
        if let Some(name) = change.name.as_deref().and_then(platform_name) {
            registration::rename(tx, id, &name)?;
        }
        let to = registration::Addresses {
            auth: change.auth_url.as_deref().unwrap_or(&known.auth_url),
            token: change.token_url.as_deref().unwrap_or(&known.token_url),
            jwks: change.jwks_url.as_deref().unwrap_or(&known.jwks_url),
            // It was named beside the old address.
            audience: known
                .token_audience
                .as_deref()
                .filter(|_| change.token_url.is_none()),
        };
        registration::move_to(tx, id, &to)?;
        registration::move_keys(tx, known.institution, &known.issuer, to.jwks)?;
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
