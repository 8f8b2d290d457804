//! One issuer, one place its keys come from.

use domain::id::InstitutionId;
use lti1p3::dynamic_registration::HOSTED_CANVAS;
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

/// Every registration of an issuer has its keys from one place: an institution knows people by their
/// issuer, and keys from elsewhere would be somebody else's word about them (decision 10). What
/// another institution says of the issuer is about its own people.
pub(super) fn same_keys(
    tx: &mut Tx<'_>,
    institution: InstitutionId,
    issuer: &str,
    jwks_url: &str,
) -> Result<(), Refused> {
    let known = registration::of_issuer(tx, issuer)?;
    let mut ours = known.iter().filter(|each| each.institution == institution);
    match ours.find(|each| !is_one_place(issuer, &each.jwks_url, jwks_url)) {
        None => Ok(()),
        Some(other) => {
            let place = Url::parse(&other.jwks_url).map(|url| url.origin().ascii_serialization());
            Err(Refused::OtherKeys(place.unwrap_or_default()))
        }
    }
}

/// Whether keys at either address are the word of the same platform: they are at one origin, or at
/// hosts that speak for a platform which many schools share.
pub(crate) fn is_one_place(issuer: &str, one: &str, other: &str) -> bool {
    let (Ok(one), Ok(other)) = (Url::parse(one), Url::parse(other)) else {
        return false;
    };
    let mut shared = HOSTED_CANVAS.iter().filter(|each| each.issuer == issuer);
    one.origin() == other.origin() || shared.any(|each| each.has(&one) && each.has(&other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hosts_of_a_shared_platform_are_one_place_and_others_are_not() {
        let check = |issuer, one, other, expected| {
            assert_eq!(is_one_place(issuer, one, other), expected, "{one} {other}");
        };
        let canvas = "https://canvas.instructure.com";
        let (old, new) = (
            "https://canvas.instructure.com/api/lti/security/jwks",
            "https://sso.canvaslms.com/api/lti/security/jwks",
        );
        check(canvas, old, new, true);
        check(canvas, old, "http://sso.canvaslms.com/jwks", false);
        check(canvas, old, "https://canvas.example.ac.uk/jwks", false);
        check("https://lms.example", old, new, false);
        check(
            "https://lms.example",
            "https://lms.example/a",
            "https://lms.example/b",
            true,
        );
        check(
            "https://lms.example",
            "https://lms.example/a",
            "https://lms.example:8443/a",
            false,
        );
        check("https://lms.example", "x", "x", false);
    }
}
