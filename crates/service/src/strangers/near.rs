//! In what a platform that came differs from one that is registered, where that is next to nothing.

use store::registration::Registration;

/// One thing in which they differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Difference {
    /// A slash at the end of the issuer.
    Slash,
    /// `http` and `https`.
    Scheme,
    /// `www.` at the beginning of the host.
    Www,
    /// Small and capital letters.
    Case,
    /// Another client id came.
    Client,
    /// No client id came, and the issuer has several.
    NoClient,
}

impl Difference {
    /// The end of the key that says it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Slash => "slash",
            Self::Scheme => "scheme",
            Self::Www => "www",
            Self::Case => "case",
            Self::Client => "client",
            Self::NoClient => "no-client",
        }
    }
}

/// An issuer taken apart into what people get wrong.
struct Parts<'a> {
    scheme: &'a str,
    www: bool,
    middle: &'a str,
    slashes: usize,
}

impl<'a> Parts<'a> {
    fn of(issuer: &'a str) -> Self {
        let (scheme, rest) = issuer.split_once("://").unwrap_or(("", issuer));
        let www = rest
            .get(..4)
            .is_some_and(|start| start.eq_ignore_ascii_case("www."));
        let rest = if www { &rest[4..] } else { rest };
        let middle = rest.trim_end_matches('/');
        Self {
            scheme,
            www,
            middle,
            slashes: rest.len() - middle.len(),
        }
    }

    fn is_web(&self) -> bool {
        let web = ["", "http", "https"];
        web.iter()
            .any(|known| self.scheme.eq_ignore_ascii_case(known))
    }
}

/// In what a platform that is registered differs from this issuer and client id; none where they have
/// more apart than that.
pub(super) fn differences(
    known: &Registration,
    issuer: &str,
    client_id: &str,
) -> Option<Vec<Difference>> {
    let mut all = of_issuers(&known.issuer, issuer)?;
    if client_id.is_empty() {
        // With one registration of the issuer none is needed.
        if all.is_empty() {
            all.push(Difference::NoClient);
        }
    } else if known.client_id != client_id {
        all.push(Difference::Client);
    }
    Some(all)
}

/// In what two issuers differ, where that is next to nothing; empty where they are the same.
pub(crate) fn of_issuers(known: &str, came: &str) -> Option<Vec<Difference>> {
    let (one, other) = (Parts::of(known), Parts::of(came));
    let is_near = one.is_web() && other.is_web() && one.middle.eq_ignore_ascii_case(other.middle);
    if !is_near {
        return None;
    }
    let has_case = one.middle != other.middle
        || (one.scheme != other.scheme && one.scheme.eq_ignore_ascii_case(other.scheme));
    let all = [
        (one.slashes != other.slashes, Difference::Slash),
        (
            !one.scheme.eq_ignore_ascii_case(other.scheme),
            Difference::Scheme,
        ),
        (one.www != other.www, Difference::Www),
        (has_case, Difference::Case),
    ];
    Some(
        all.into_iter()
            .filter_map(|(differs, what)| differs.then_some(what))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::{Difference::*, *};

    #[test]
    fn a_slip_of_the_pen_is_named_and_another_platform_is_not_near() {
        let check = |came: &str, expected: Option<&[Difference]>| {
            let found = of_issuers("https://moodle.example.ac.uk", came);
            assert_eq!(found.as_deref(), expected, "{came}");
        };
        check("https://moodle.example.ac.uk", Some(&[]));
        check("https://moodle.example.ac.uk/", Some(&[Slash]));
        check("https://moodle.example.ac.uk//", Some(&[Slash]));
        check("http://moodle.example.ac.uk", Some(&[Scheme]));
        check("moodle.example.ac.uk", Some(&[Scheme]));
        check("https://www.moodle.example.ac.uk", Some(&[Www]));
        check("https://Moodle.example.ac.uk", Some(&[Case]));
        check("HTTPS://moodle.example.ac.uk", Some(&[Case]));
        check(
            "http://WWW.Moodle.example.ac.uk/",
            Some(&[Slash, Scheme, Www, Case]),
        );
        check("https://moodle.example.ac.uk.evil.example", None);
        check("https://moodle2.example.ac.uk", None);
        check("https://moodle.example.ac.uk/moodle", None);
        check("ftp://moodle.example.ac.uk", None);
        check("", None);
        check("…", None);
    }
}
