//! Platforms as the service talks to them: their keys and the access tokens they gave.

mod keys;
pub(crate) mod known;
mod pace;
pub(crate) mod tokens;

pub(crate) use keys::clock_of;

use domain::id::RegistrationId;
use http::{Request, Response};
use lti1p3::{
    Algorithm,
    ids::{ClientId, Issuer},
};
use store::registration::Registration;
use url::Url;

use crate::{
    error::{Error, Result},
    http_client::{FetchError, HttpClient},
};

/// The signatures taken on launches of a platform of which nobody said otherwise: those that every
/// platform can make (Security Framework 5.1.3).
pub(crate) const USUAL_ALGORITHMS: &str = Algorithm::Rs256.name();

/// Everything known of platforms that is not worth a row: it can be fetched again.
pub(crate) struct Platforms {
    http: HttpClient,
    key_sets: keys::KeySets,
    registrations: known::Registrations,
    tokens: tokens::Tokens,
    /// How fast they take requests.
    pub(crate) paces: pace::Paces,
}

impl Platforms {
    pub(crate) fn new(http: HttpClient) -> Self {
        Self {
            http,
            key_sets: keys::KeySets::default(),
            registrations: known::Registrations::default(),
            tokens: tokens::Tokens::default(),
            paces: pace::Paces::default(),
        }
    }

    /// How many requests went to platforms since the start.
    pub(crate) fn requests(&self) -> u64 {
        self.http.sent()
    }

    /// Forgets the tokens that a platform gave, and that it gave none.
    pub(crate) async fn forget_tokens(&self, registration: RegistrationId) {
        self.tokens.forget(registration).await;
    }

    /// Whether an address can be one that a platform with this leave is reached at.
    pub(crate) fn may_reach(&self, url: &Url, private_hosts: bool) -> bool {
        self.http.may_reach(url, private_hosts)
    }

    /// Sends a request to a platform that is not registered yet.
    pub(crate) async fn fetch(
        &self,
        request: Request<Vec<u8>>,
        private_hosts: bool,
    ) -> Result<Response<Vec<u8>>, FetchError> {
        self.http.fetch(request, private_hosts).await
    }

    /// Sends a request to a platform.
    pub(crate) async fn call(
        &self,
        registration: &Registration,
        request: Request<Vec<u8>>,
    ) -> Result<Response<Vec<u8>>, FetchError> {
        self.http.fetch(request, registration.private_hosts).await
    }
}

/// A registration as the protocol needs it.
pub(crate) fn as_protocol(kept: &Registration) -> Result<lti1p3::Registration> {
    let url = |text: &str| Url::parse(text).map_err(Error::internal);
    let mut registration = lti1p3::Registration::new(
        Issuer::parse(kept.issuer.clone()).map_err(Error::internal)?,
        ClientId::parse(kept.client_id.clone()).map_err(Error::internal)?,
        url(&kept.auth_url)?,
        url(&kept.token_url)?,
        url(&kept.jwks_url)?,
    );
    if let Some(audience) = &kept.token_audience {
        registration.token_audience.clone_from(audience);
    }
    let names = kept.algorithms.split(' ');
    let algorithms: Option<Vec<_>> = names.map(Algorithm::from_name).collect();
    registration.algorithms = algorithms.ok_or_else(|| Error::internal("an unknown algorithm"))?;
    Ok(registration)
}
