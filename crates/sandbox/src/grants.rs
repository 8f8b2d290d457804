//! Access tokens, and assertions that were used.

use std::collections::HashMap;

/// How long a token lives, in seconds.
pub(crate) const LIFETIME: u32 = 3600;
/// The most tokens that are valid at once.
const MOST: usize = 10_000;

/// What a token allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Grant {
    pub(crate) client_id: String,
    pub(crate) scopes: Vec<String>,
    /// Milliseconds since 1970.
    expires: i64,
}

impl Grant {
    /// Whether one of these scopes was granted.
    pub(crate) fn allows(&self, any_of: &[&str]) -> bool {
        let mut scopes = self.scopes.iter();
        scopes.any(|scope| any_of.contains(&scope.as_str()))
    }
}

/// Tokens and used assertions, each until it expires.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grants {
    tokens: HashMap<String, Grant>,
    used: HashMap<(String, String), i64>,
}

impl Grants {
    /// Remembers an assertion by its tool and `jti`; false when it was used before. `expires` and
    /// `now` are milliseconds.
    pub(crate) fn use_once(&mut self, client_id: &str, jti: &str, expires: i64, now: i64) -> bool {
        self.used.retain(|_, expires| *expires > now);
        let assertion = (client_id.to_owned(), jti.to_owned());
        self.used.insert(assertion, expires).is_none()
    }

    pub(crate) fn give(&mut self, token: &str, client_id: &str, scopes: &[&str], now: i64) {
        self.tokens.retain(|_, grant| grant.expires > now);
        if self.tokens.len() >= MOST {
            self.tokens.clear();
        }
        let grant = Grant {
            client_id: client_id.to_owned(),
            scopes: scopes.iter().map(|&scope| scope.to_owned()).collect(),
            expires: now + i64::from(LIFETIME) * 1000,
        };
        self.tokens.insert(token.to_owned(), grant);
    }

    /// Whoever comes with a token needs another.
    pub(crate) fn forget_tokens(&mut self) {
        self.tokens.clear();
    }

    pub(crate) fn find(&self, token: &str, now: i64) -> Option<&Grant> {
        let grant = self.tokens.get(token)?;
        (grant.expires > now).then_some(grant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_assertion_counts_once_for_each_tool_until_it_expires() {
        let mut grants = Grants::default();
        assert!(grants.use_once("us", "j", 100, 0));
        assert!(!grants.use_once("us", "j", 100, 50));
        assert!(grants.use_once("them", "j", 100, 50));
        assert!(grants.use_once("us", "j", 200, 100));
    }

    #[test]
    fn a_token_allows_its_scopes_for_an_hour() {
        let mut grants = Grants::default();
        grants.give("t", "us", &["a", "b"], 0);
        let grant = grants.find("t", 1).unwrap();
        assert!(grant.allows(&["b", "c"]));
        assert!(!grant.allows(&["c"]));
        assert_eq!(grants.find("t", i64::from(LIFETIME) * 1000), None);
        assert_eq!(grants.find("other", 1), None);
    }
}
