//! The one HTTP client, with the guard against reaching into our own network (decision 12).
//!
//! It speaks https to public addresses only, connects to the very address it checked, follows no
//! redirect, and reads no more than it was allowed. `ALONGSIDE_PRIVATE_HOSTS` opens exact
//! `host:port` pairs, for registrations that are tied to them.

use std::{
    net::{IpAddr, Ipv6Addr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use http::{Request, Response};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

/// Most bytes of a reply.
const LARGEST_REPLY: usize = 16 * 1024 * 1024;

/// Patience with one request.
const PATIENCE: Duration = Duration::from_secs(20);

/// Why there is no reply.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum FetchError {
    /// The address is not one we may reach.
    #[error("{0} may not be reached from here")]
    Forbidden(String),
    /// No reply.
    #[error("no reply: {0}")]
    Unreachable(String),
    /// The reply is longer than allowed.
    #[error("the reply is longer than {LARGEST_REPLY} bytes")]
    TooLarge,
}

/// The client.
#[derive(Clone, Debug)]
pub(crate) struct HttpClient {
    guarded: reqwest::Client,
    private: reqwest::Client,
    private_hosts: Arc<[String]>,
    sent: Arc<AtomicU64>,
}

impl HttpClient {
    /// A client that may reach these private hosts where asked to.
    pub(crate) fn new(private_hosts: &[String]) -> Result<Self, reqwest::Error> {
        let builder = || {
            reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                // A proxy would look addresses up by itself, past the check of what is public.
                .no_proxy()
                .timeout(PATIENCE)
                .connect_timeout(Duration::from_secs(5))
                .pool_max_idle_per_host(16)
                .user_agent(concat!("alongside/", env!("CARGO_PKG_VERSION")))
        };
        Ok(Self {
            guarded: builder().dns_resolver(Arc::new(PublicOnly)).build()?,
            private: builder().build()?,
            private_hosts: private_hosts.into(),
            sent: Arc::default(),
        })
    }

    /// Sends a request and reads the reply whole. `private` says whether the caller's registration
    /// may use the private hosts.
    pub(crate) async fn fetch(
        &self,
        request: Request<Vec<u8>>,
        private: bool,
    ) -> Result<Response<Vec<u8>>, FetchError> {
        let (parts, body) = request.into_parts();
        let url = Url::parse(&parts.uri.to_string())
            .map_err(|_| FetchError::Forbidden("an address that is no URL".to_owned()))?;
        let client = self.client_for(&url, private)?;
        self.sent.fetch_add(1, Ordering::Relaxed);
        let reply = client
            .request(parts.method, url)
            .headers(parts.headers)
            .body(body)
            .send()
            .await
            .map_err(unreachable)?;
        read(reply).await
    }

    /// How many requests were sent since the start.
    pub(crate) fn sent(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }

    /// Whether an address can be one that is reached; what its name leads to, only a request shows. A
    /// name without a dot is one inside a network.
    pub(crate) fn may_reach(&self, url: &Url, private: bool) -> bool {
        let is_inside = match url.host() {
            Some(Host::Domain(name)) => {
                let name = name.trim_end_matches('.');
                !name.contains('.') || name.ends_with(".localhost")
            }
            _ => false,
        };
        let is_permitted = private && self.private_hosts.contains(&place(url));
        self.client_for(url, private).is_ok() && (is_permitted || !is_inside)
    }

    fn client_for(&self, url: &Url, private: bool) -> Result<&reqwest::Client, FetchError> {
        let place = place(url);
        if private && self.private_hosts.contains(&place) {
            let loopback = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
            return match url.scheme() {
                "https" => Ok(&self.private),
                "http" if loopback => Ok(&self.private),
                _ => Err(FetchError::Forbidden(place)),
            };
        }
        let public = match url.host() {
            Some(Host::Domain(_)) => true,
            Some(Host::Ipv4(ip)) => is_public(ip.into()),
            Some(Host::Ipv6(ip)) => is_public(ip.into()),
            None => false,
        };
        if url.scheme() == "https" && public {
            Ok(&self.guarded)
        } else {
            Err(FetchError::Forbidden(place))
        }
    }
}

/// `host:port`, with the port always written.
fn place(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let port = url.port_or_known_default().unwrap_or_default();
    format!("{host}:{port}")
}

/// The cause without the address: a query may hold what no log should.
fn unreachable(error: reqwest::Error) -> FetchError {
    let error = error.without_url();
    let mut cause: &dyn std::error::Error = &error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    FetchError::Unreachable(format!("{error}: {cause}"))
}

async fn read(mut reply: reqwest::Response) -> Result<Response<Vec<u8>>, FetchError> {
    let mut response = Response::builder().status(reply.status());
    if let Some(headers) = response.headers_mut() {
        headers.clone_from(reply.headers());
    }
    let mut body = Vec::new();
    while let Some(chunk) = reply.chunk().await.map_err(unreachable)? {
        if body.len() + chunk.len() > LARGEST_REPLY {
            return Err(FetchError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(response
        .body(body)
        .expect("a status and headers that were read can be written"))
}

/// Resolves names and leaves out every address that is not public, so that what was checked is what
/// is connected to.
struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|address| is_public(address.ip())).collect();
            if public.is_empty() {
                return Err("the name has no public address".into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

/// Whether an address belongs to the public internet.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            let [first, second, ..] = ip.octets();
            !(ip.is_private()
                || ip.is_loopback()
                || ip.is_link_local()
                || ip.is_broadcast()
                || ip.is_documentation()
                || ip.is_multicast()
                || first == 0
                || first >= 240
                || (first == 100 && second & 0xc0 == 64)
                || (first == 198 && second & 0xfe == 18)
                || ip.octets()[..3] == [192, 0, 0])
        }
        IpAddr::V6(ip) => ip
            .to_ipv4_mapped()
            .map_or_else(|| is_public_v6(ip), |mapped| is_public(mapped.into())),
    }
}

/// `2000::/3` is all that is routed, less documentation, 6to4 and Teredo, which carry IPv4 addresses
/// inside.
const fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [first, second, ..] = ip.segments();
    first & 0xe000 == 0x2000
        && first != 0x2002
        && !(first == 0x2001 && (second == 0x0db8 || second == 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, private: bool, allowed: bool) {
        let client =
            HttpClient::new(&["lms.internal:443".into(), "127.0.0.1:8500".into()]).unwrap();
        let url = Url::parse(url).unwrap();
        assert_eq!(
            client.client_for(&url, private).is_ok(),
            allowed,
            "{url} {private}"
        );
    }

    #[test]
    fn only_https_to_public_addresses_is_reached() {
        check("https://lms.example.ac.uk/token", false, true);
        check("http://lms.example.ac.uk/token", false, false);
        check("https://10.0.0.7/token", false, false);
        check("https://127.0.0.1/token", false, false);
        check("https://169.254.169.254/latest", false, false);
        check("https://[::1]/token", false, false);
        check("https://[::ffff:10.0.0.1]/token", false, false);
        check("https://100.64.0.1/token", false, false);
        check("ftp://lms.example.ac.uk/", false, false);
        check("https://93.184.216.34/", false, true);
    }

    #[test]
    fn a_private_host_is_reached_exactly_and_only_by_a_registration_tied_to_it() {
        check("https://lms.internal/token", true, true);
        check("http://lms.internal:443/token", true, false);
        check("http://127.0.0.1:8500/token", true, true);
        check("http://127.0.0.1:8500/token", false, false);
        check("http://127.0.0.1:8501/token", true, false);
    }

    #[test]
    fn an_address_inside_a_network_is_known_by_its_name() {
        let check = |url: &str, private: bool, expected: bool| {
            let hosts = ["lms:443".into(), "127.0.0.1:8500".into()];
            let client = HttpClient::new(&hosts).unwrap();
            let found = client.may_reach(&Url::parse(url).unwrap(), private);
            assert_eq!(found, expected, "{url} {private}");
        };
        check("https://lms.example.ac.uk/token", false, true);
        check("https://lms/token", false, false);
        check("https://lms/token", true, true);
        check("https://localhost/token", true, false);
        check("https://a.localhost./token", false, false);
        check("http://127.0.0.1:8500/token", true, true);
        check("http://127.0.0.1:8500/token", false, false);
        check("https://10.0.0.7/token", true, false);
    }

    #[tokio::test]
    async fn a_name_that_resolves_inward_is_not_connected_to() {
        let client = HttpClient::new(&[]).unwrap();
        let request = Request::get("https://localhost:9/").body(vec![]).unwrap();
        let error = client.fetch(request, false).await.unwrap_err();
        assert!(
            matches!(&error, FetchError::Unreachable(cause) if cause.contains("no public address")),
            "{error}"
        );
    }
}
