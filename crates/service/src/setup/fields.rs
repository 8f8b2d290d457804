//! What can be right in the fields of a platform that is registered by hand: the same on the
//! administrator's pages and in `alongside platform`.

use lti1p3::ids::{ClientId, DeploymentId, Issuer};
use url::Url;

use super::platform_name;
use crate::app::App;

/// Longest address, in bytes.
const LONGEST: usize = 2_000;

/// Why the value of a field cannot be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// A name that is empty, too long or has letters no one can see.
    #[error("it must be a name of at most 120 letters")]
    Name,
    /// An id that is empty, too long or has spaces.
    #[error("it must be the id alone, as the platform shows it, without spaces")]
    Id,
    /// No whole address of the web.
    #[error("it must be a whole address, beginning with https://")]
    Address,
    /// Anybody on the way could read and change what goes there.
    #[error("it must begin with https://")]
    NotSecure,
    /// It holds a user name or a password.
    #[error("it must be without a user name and password")]
    User,
    /// It has a `#` and something after it.
    #[error("it must be without # and what follows")]
    Fragment,
    /// An issuer that has a `?` and something after it.
    #[error("it must be without ? and what follows")]
    Query,
    /// It is inside a network, and this platform may not reach there (decision 12).
    #[error("it is inside a network: its host and port must be named in ALONGSIDE_PRIVATE_HOSTS")]
    Private,
    /// It is an address of this tool, which the platform needs, and not we.
    #[error("it is an address of this service, not of the platform")]
    Ours,
    /// It stands in another field too.
    #[error("it is the same as another address, and each of the three has its own")]
    Twice,
}

/// A field whose value cannot be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Its name, as the flag of `alongside platform add`.
    pub field: &'static str,
    /// Why.
    pub why: Why,
}

/// What was typed; what is none is not asked about.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fields<'a> {
    pub(super) name: Option<&'a str>,
    pub(super) issuer: Option<&'a str>,
    pub(super) client_id: Option<&'a str>,
    pub(super) deployments: &'a [String],
    pub(super) auth_url: Option<&'a str>,
    pub(super) token_url: Option<&'a str>,
    pub(super) jwks_url: Option<&'a str>,
    /// Whether the platform may use the private hosts.
    pub(super) private_hosts: bool,
}

impl Fields<'_> {
    /// Everything that cannot be right, in the order of the form.
    pub(super) fn wrong(&self, app: &App) -> Vec<Wrong> {
        let address = |text: &str| address(app, text, self.private_hosts);
        let deployment = |id: &String| id_why(DeploymentId::parse(&**id).is_ok(), id);
        let before = |earlier: &[Option<&str>], text: &str| {
            let stands = earlier.iter().flatten().any(|other| *other == text);
            stands.then_some(Why::Twice)
        };
        let (jwks, token) = (self.jwks_url, self.token_url);
        let all = [
            ("name", self.name.and_then(name)),
            (
                "issuer",
                self.issuer
                    .and_then(|text| issuer(app, text, self.private_hosts)),
            ),
            ("client-id", self.client_id.and_then(client_id)),
            (
                "deployment-id",
                self.deployments.iter().find_map(deployment),
            ),
            ("jwks-url", jwks.and_then(address)),
            (
                "token-url",
                token.and_then(|text| address(text).or_else(|| before(&[jwks], text))),
            ),
            (
                "auth-url",
                self.auth_url
                    .and_then(|text| address(text).or_else(|| before(&[jwks, token], text))),
            ),
        ];
        let wrong = all.into_iter();
        wrong
            .filter_map(|(field, why)| Some(Wrong { field, why: why? }))
            .collect()
    }
}

fn name(text: &str) -> Option<Why> {
    platform_name(text).is_none().then_some(Why::Name)
}

fn client_id(text: &str) -> Option<Why> {
    id_why(ClientId::parse(text).is_ok(), text)
}

fn id_why(is_read: bool, text: &str) -> Option<Why> {
    let is_one_word = !text.contains(char::is_whitespace);
    (!is_read || !is_one_word).then_some(Why::Id)
}

/// An issuer is never asked for anything, and it is compared letter by letter, so all that is asked of
/// it is that a platform can be called so (Security Framework 5.1.2).
fn issuer(app: &App, text: &str, private_hosts: bool) -> Option<Why> {
    if Issuer::parse(text).is_err() {
        return Some(Why::Address);
    }
    let url = match web(text) {
        Ok(url) => url,
        Err(why) => return Some(why),
    };
    if url.query().is_some() {
        return Some(Why::Query);
    }
    if is_ours(app, &url) {
        return Some(Why::Ours);
    }
    let is_secure = url.scheme() == "https" || app.platforms.may_reach(&url, private_hosts);
    (!is_secure).then(|| insecure(&url))
}

/// An address that the service or a browser is sent to.
fn address(app: &App, text: &str, private_hosts: bool) -> Option<Why> {
    let url = match web(text) {
        Ok(url) => url,
        Err(why) => return Some(why),
    };
    if is_ours(app, &url) {
        Some(Why::Ours)
    } else if app.platforms.may_reach(&url, private_hosts) {
        None
    } else if url.scheme() == "https" {
        Some(Why::Private)
    } else {
        Some(insecure(&url))
    }
}

/// A whole address without what no address of a platform has.
fn web(text: &str) -> Result<Url, Why> {
    let is_fit = text.len() <= LONGEST && !text.contains(char::is_whitespace);
    let url = Url::parse(text).ok().filter(|_| is_fit);
    let url = url.filter(|url| matches!(url.scheme(), "http" | "https"));
    let url = url.ok_or(Why::Address)?;
    if !url.username().is_empty() || url.password().is_some() {
        Err(Why::User)
    } else if url.fragment().is_some() {
        Err(Why::Fragment)
    } else {
        Ok(url)
    }
}

/// What is wrong with an address without encryption: to a machine itself it could be permitted.
fn insecure(url: &Url) -> Why {
    match url.host_str() {
        Some("localhost" | "127.0.0.1" | "[::1]") => Why::Private,
        _ => Why::NotSecure,
    }
}

fn is_ours(app: &App, url: &Url) -> bool {
    url.origin() == app.config.public_url.origin()
}
