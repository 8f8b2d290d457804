//! The registrations that are one LMS: whoever comes by another of them is somebody new.

use store::{
    StoreError, Tx,
    registration::{self, Registration, State},
};
use url::Url;

/// Platforms of the same institution that are the same LMS, or look like it: those of its issuer, and
/// those at its host and port. What waits for approval itself is not yet one that somebody has.
pub(crate) fn same_lms(
    tx: &mut Tx<'_>,
    known: &Registration,
) -> Result<Vec<Registration>, StoreError> {
    let mut all = registration::of_institution(tx, known.institution)?;
    all.retain(|each| {
        each.id != known.id
            && each.state != State::Pending
            && is_one_lms(&each.issuer, &known.issuer)
    });
    Ok(all)
}

fn is_one_lms(one: &str, other: &str) -> bool {
    let place = |text: &str| {
        let url = Url::parse(text).ok()?;
        Some((url.host_str()?.to_lowercase(), url.port()))
    };
    one == other || place(one).is_some_and(|place_of_one| Some(place_of_one) == place(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_host_is_one_lms_and_another_port_is_not() {
        let check = |other: &str, expected: bool| {
            let found = is_one_lms("https://lms.example/moodle", other);
            assert_eq!(found, expected, "{other}");
        };
        check("https://lms.example/moodle", true);
        check("http://LMS.example/", true);
        check("https://lms.example:8443", false);
        check("https://moodle.lms.example", false);
        check("lms.example", false);
        assert!(is_one_lms("banana", "banana"));
        assert!(!is_one_lms("banana", "apple"));
    }
}
