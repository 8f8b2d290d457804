//! Who is asking: the connection's own address, or the one a trusted proxy forwards for.

use std::net::{IpAddr, SocketAddr};

use axum::http::HeaderMap;
use ipnet::IpNet;

/// Where a proxy says for whom it asks.
const FORWARDED: &str = "x-forwarded-for";

/// It is neither an address nor a network.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is neither an address nor a network such as 10.1.2.0/24")]
pub struct BadNetwork(String);

/// Reads an address or a network of addresses.
pub fn network(text: &str) -> Result<IpNet, BadNetwork> {
    let text = text.trim();
    let one = |ip: IpAddr| IpNet::from(ip);
    text.parse::<IpAddr>()
        .map(one)
        .or_else(|_| text.parse::<IpNet>())
        .map_err(|_| BadNetwork(text.to_owned()))
}

/// The source of a request. A peer that is no trusted proxy is its own source, whatever it claims. Of
/// the addresses a trusted one forwards, those at the end were written by proxies and those before may
/// be invented: the last that is not a proxy's counts. None where a trusted machine asks for itself.
pub(super) fn of(peer: IpAddr, headers: &HeaderMap, proxies: &[IpNet]) -> Option<IpAddr> {
    let is_proxy = |ip: &IpAddr| proxies.iter().any(|network| network.contains(ip));
    let mut last = peer.to_canonical();
    if !is_proxy(&last) {
        return Some(last);
    }
    let forwarded: Vec<&str> = headers
        .get_all(FORWARDED)
        .iter()
        .flat_map(|value| value.to_str().unwrap_or("?").split(','))
        .collect();
    if forwarded.is_empty() {
        return None;
    }
    for hop in forwarded.into_iter().rev() {
        // What cannot be read was not written by the proxy before it: that one is the source then.
        let Some(ip) = address(hop.trim()) else { break };
        last = ip;
        if !is_proxy(&last) {
            break;
        }
    }
    Some(last)
}

/// Whether somebody forwards for others whose word is not taken.
pub(super) fn is_unbelieved(peer: IpAddr, headers: &HeaderMap, proxies: &[IpNet]) -> bool {
    let peer = peer.to_canonical();
    headers.contains_key(FORWARDED) && !proxies.iter().any(|network| network.contains(&peer))
}

/// An address as proxies write it: bare, in brackets, with a port.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let ip = bare.unwrap_or(text).parse::<IpAddr>();
    let ip = ip.or_else(|_| text.parse::<SocketAddr>().map(|address| address.ip()));
    ip.ok().map(|ip| ip.to_canonical())
}

/// What is counted: the whole of an IPv4 address, the first half of an IPv6 address.
pub(super) fn key(source: IpAddr) -> u64 {
    match source {
        // No network is routed below ::/64, so the two kinds cannot meet.
        IpAddr::V4(ip) => ip.to_bits().into(),
        IpAddr::V6(ip) => (ip.to_bits() >> 64).try_into().unwrap_or(u64::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(peer: &str, forwarded: &[&str], source: Option<&str>) {
        let proxies = ["10.0.0.0/24", "::1", "127.0.0.1"].map(|text| network(text).unwrap());
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED, value.parse().unwrap());
        }
        let found = of(peer.parse().unwrap(), &headers, &proxies);
        let source = source.map(|text| text.parse().unwrap());
        assert_eq!(found, source, "{peer} {forwarded:?}");
    }

    #[test]
    fn a_forwarded_address_is_believed_of_a_trusted_proxy_alone() {
        check("203.0.113.9", &[], Some("203.0.113.9"));
        check("203.0.113.9", &["198.51.100.1"], Some("203.0.113.9"));
        check("127.0.0.1", &[], None);
        check("127.0.0.1", &["198.51.100.1"], Some("198.51.100.1"));
        check("::ffff:127.0.0.1", &["198.51.100.1"], Some("198.51.100.1"));
        check("::1", &["2001:db8::7"], Some("2001:db8::7"));
    }

    #[test]
    fn the_last_hop_that_is_no_proxy_counts() {
        check(
            "127.0.0.1",
            &["1.1.1.1, 198.51.100.1"],
            Some("198.51.100.1"),
        );
        check(
            "127.0.0.1",
            &["1.1.1.1", "198.51.100.1, 10.0.0.7"],
            Some("198.51.100.1"),
        );
        check("127.0.0.1", &["10.0.0.7"], Some("10.0.0.7"));
        check("127.0.0.1", &["1.1.1.1, nonsense"], Some("127.0.0.1"));
        check("127.0.0.1", &["nonsense, 10.0.0.7"], Some("10.0.0.7"));
        check("127.0.0.1", &[""], Some("127.0.0.1"));
    }

    #[test]
    fn an_address_is_read_as_proxies_write_it() {
        check("127.0.0.1", &["198.51.100.1:4711"], Some("198.51.100.1"));
        check("127.0.0.1", &["[2001:db8::7]:4711"], Some("2001:db8::7"));
        check("127.0.0.1", &["[2001:db8::7]"], Some("2001:db8::7"));
        check("127.0.0.1", &["::ffff:198.51.100.1"], Some("198.51.100.1"));
    }

    #[test]
    fn a_whole_64_of_ipv6_is_one_source() {
        let key = |text: &str| key(text.parse().unwrap());
        assert_eq!(key("2001:db8:1:2::7"), key("2001:db8:1:2:ffff::1"));
        assert_ne!(key("2001:db8:1:2::7"), key("2001:db8:1:3::7"));
        assert_ne!(key("198.51.100.1"), key("198.51.100.2"));
    }

    #[test]
    fn a_network_is_an_address_or_a_range() {
        assert_eq!(network(" 10.0.0.7 ").unwrap().to_string(), "10.0.0.7/32");
        assert_eq!(network("10.0.0.0/8").unwrap().to_string(), "10.0.0.0/8");
        assert_eq!(network("::1").unwrap().to_string(), "::1/128");
        for wrong in ["", "proxy.example", "10.0.0.0/33", "10.0.0.7:80"] {
            assert!(network(wrong).is_err(), "{wrong}");
        }
    }
}
