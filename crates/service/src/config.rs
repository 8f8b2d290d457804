//! What the service is told at start.

use ipnet::IpNet;
use url::Url;

pub use crate::limits::{BadNetwork, network};

/// What the service is told at start.
#[derive(Clone, Debug)]
pub struct Config {
    /// The origin people and platforms reach the service at; no path.
    pub public_url: Url,
    /// Exact `host:port` of platforms inside the network, which a registration tied to them may use
    /// (decision 12).
    pub private_hosts: Vec<String>,
    /// The machines whose word about who is asking is believed (decision 5).
    pub trusted_proxies: Vec<IpNet>,
}

/// Why a public URL cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPublicUrl {
    /// It is no URL.
    #[error("the public URL is not a URL")]
    NotAUrl,
    /// It has a path, a query or a user.
    #[error(
        "the public URL must be an origin such as https://mentoring.example.ac.uk, without a path"
    )]
    NotAnOrigin,
    /// Cookies that survive an LMS's frame need https, or http on loopback.
    #[error("the public URL must be https (http is possible on localhost only)")]
    NotSecure,
}

/// Reads a public URL.
pub fn public_url(text: &str) -> Result<Url, BadPublicUrl> {
    let url = Url::parse(text).map_err(|_| BadPublicUrl::NotAUrl)?;
    if url.path() != "/"
        || url.query().is_some()
        || url.fragment().is_some()
        || !url.username().is_empty()
    {
        return Err(BadPublicUrl::NotAnOrigin);
    }
    let local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    match url.scheme() {
        "https" => Ok(url),
        "http" if local => Ok(url),
        _ => Err(BadPublicUrl::NotSecure),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_url_is_a_secure_origin() {
        let check = |text, expected: Result<&str, BadPublicUrl>| {
            assert_eq!(
                public_url(text).map(|url| url.to_string()),
                expected.map(str::to_owned),
                "{text}"
            );
        };
        check(
            "https://mentoring.example",
            Ok("https://mentoring.example/"),
        );
        check("http://localhost:8400", Ok("http://localhost:8400/"));
        check("http://mentoring.example", Err(BadPublicUrl::NotSecure));
        check(
            "https://mentoring.example/tab",
            Err(BadPublicUrl::NotAnOrigin),
        );
        check("mentoring", Err(BadPublicUrl::NotAUrl));
    }
}
