//! What is likely a slip of the pen in the values of a platform, said before they are kept.

use domain::id::{InstitutionId, RegistrationId};
use store::{StoreError, Tx, registration};
use url::Url;

use crate::strangers::{Difference, of_issuers};

/// A key of a sentence, and the name that it is about.
type Says = (&'static str, String);

/// The platforms of this institution whose issuer is nearly this one, each with every difference.
pub(super) fn of_issuer(
    tx: &mut Tx<'_>,
    of: InstitutionId,
    but: Option<RegistrationId>,
    issuer: &str,
) -> Result<Vec<Says>, StoreError> {
    let mut says = vec![];
    for known in registration::of_institution(tx, of)? {
        let differences = of_issuers(&known.issuer, issuer).unwrap_or_default();
        if Some(known.id) == but || differences.is_empty() {
            continue;
        }
        says.push(("admin-sure-near", known.name));
        let differs = differences
            .into_iter()
            .map(|each| (word(each), String::new()));
        says.extend(differs);
    }
    Ok(says)
}

/// Addresses with a slash too many in their path.
pub(super) fn of_addresses<'a>(all: impl IntoIterator<Item = &'a str>) -> Vec<Says> {
    let is_doubled = |text: &&str| Url::parse(text).is_ok_and(|url| url.path().contains("//"));
    let doubled = all.into_iter().filter(is_doubled);
    doubled
        .map(|text| ("admin-sure-slashes", text.to_owned()))
        .collect()
}

const fn word(difference: Difference) -> &'static str {
    match difference {
        Difference::Slash => "differs-slash",
        Difference::Scheme => "differs-scheme",
        Difference::Www => "differs-www",
        Difference::Case => "differs-case",
        Difference::Client => "differs-client",
        Difference::NoClient => "differs-no-client",
    }
}
