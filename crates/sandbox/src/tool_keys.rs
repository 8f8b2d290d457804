//! The keys of tools, read while a tool asks for a token, as Moodle does.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use lti1p3::{KeyId, KeySet};
use url::{Host, Url};

use crate::config::{Tool, ToolKeys};
use crate::lms::Lms;

/// The longest key set that is read, in bytes.
const LONGEST: usize = 256 * 1024;

/// Key sets by client id.
pub(crate) type KeyCache = HashMap<String, Arc<KeySet>>;

/// Why there are no keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoKeys {
    /// The address is not on this computer.
    #[error("this LMS reads key sets on loopback only")]
    NotLoopback,
    /// Nobody answers, or too slowly, or not with 200.
    #[error("the key set cannot be reached")]
    Unreachable,
    /// What came is no key set.
    #[error("the key set cannot be read")]
    Unreadable,
}

/// A client that follows no redirect, uses no proxy and gives up after three seconds.
pub(crate) fn client() -> reqwest::Result<reqwest::Client> {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(3))
        .no_proxy()
        .build()
}

/// The keys of a tool: from the cache while they know this key, else read again.
pub(crate) async fn of(
    lms: &Lms,
    tool: &Tool,
    key_id: Option<&str>,
) -> Result<Arc<KeySet>, NoKeys> {
    let key_id = key_id.and_then(|id| KeyId::parse(id).ok());
    let cached = lms.state().tool_keys.get(&tool.client_id).cloned();
    if let Some(keys) = &cached
        && lms.quirks().keeps_tool_keys
        && key_id.is_none_or(|id| keys.contains(&id))
    {
        return Ok(Arc::clone(keys));
    }
    let body = match &tool.keys {
        ToolKeys::Inline(keys) => keys.to_string().into_bytes(),
        ToolKeys::At(address) => match fetch(lms.client(), address).await {
            // The old set is better than none: the signature decides.
            Err(_) if cached.is_some() => return cached.ok_or(NoKeys::Unreachable),
            fetched => fetched?,
        },
    };
    let keys = Arc::new(KeySet::parse(&body).map_err(|_| NoKeys::Unreadable)?);
    let cache = &mut lms.state().tool_keys;
    cache.insert(tool.client_id.clone(), Arc::clone(&keys));
    Ok(keys)
}

async fn fetch(client: &reqwest::Client, address: &str) -> Result<Vec<u8>, NoKeys> {
    let address = Url::parse(address).map_err(|_| NoKeys::NotLoopback)?;
    if !is_loopback(&address) {
        return Err(NoKeys::NotLoopback);
    }
    let answer = client.get(address).send().await;
    let mut answer = answer.map_err(|_| NoKeys::Unreachable)?;
    if answer.status() != reqwest::StatusCode::OK {
        return Err(NoKeys::Unreachable);
    }
    let mut body = Vec::new();
    while let Some(part) = answer.chunk().await.map_err(|_| NoKeys::Unreachable)? {
        body.extend_from_slice(&part);
        if body.len() > LONGEST {
            return Err(NoKeys::Unreadable);
        }
    }
    Ok(body)
}

fn is_loopback(address: &Url) -> bool {
    match address.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_computer_is_asked() {
        let check = |address: &str, expected| {
            let address = Url::parse(address).unwrap();
            assert_eq!(is_loopback(&address), expected, "{address}");
        };
        check("http://localhost:8400/jwks", true);
        check("http://127.0.0.1/jwks", true);
        check("http://127.9.9.9/jwks", true);
        check("http://[::1]:80/jwks", true);
        check("http://10.0.0.1/jwks", false);
        check("http://169.254.169.254/jwks", false);
        check("http://localhost.example.test/jwks", false);
        check("http://example.test/jwks", false);
    }
}
