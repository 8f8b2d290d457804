//! One issuer, one place its keys come from.

use domain::id::RegistrationId;
use store::{StoreError, Tx, registration};
use url::Url;

use super::SetupError;

/// What stops a platform from being kept.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refused {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("keys from {0}")]
    OtherKeys(String),
}

impl From<Refused> for SetupError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Store(error) => error.into(),
            Refused::OtherKeys(place) => Self::OtherKeys(place),
        }
    }
}

/// Every registration of an issuer has its keys from one place: people are known by their issuer, and
/// keys from elsewhere would be somebody else's word about them (decision 10).
pub(super) fn same_keys(
    tx: &mut Tx<'_>,
    issuer: &str,
    but: RegistrationId,
    jwks_url: &str,
) -> Result<(), Refused> {
    let origin = |text: &str| Url::parse(text).ok().map(|url| url.origin());
    let known = registration::of_issuer(tx, issuer)?;
    let mut others = known.iter().filter(|each| each.id != but);
    match others.find(|each| origin(&each.jwks_url) != origin(jwks_url)) {
        None => Ok(()),
        Some(other) => {
            let place = origin(&other.jwks_url).map(|origin| origin.ascii_serialization());
            Err(Refused::OtherKeys(place.unwrap_or_default()))
        }
    }
}
