//! Addresses of pages: `{base}/{route}?search=…&from=…&lang=…`.

use api::{ReadView, Route};
use web_sys::UrlSearchParams;

/// What an address below `base` asks for; none if it is not one of our pages.
pub(crate) fn request(base: &str, path: &str, query: &str) -> Option<ReadView> {
    let route = path.strip_prefix(base)?.trim_start_matches('/');
    let is_below = path.len() == base.len() || path[base.len()..].starts_with('/');
    let route = Route::from_path(route).filter(|_| is_below)?;
    let query = UrlSearchParams::new_with_str(query).ok()?;
    Some(ReadView {
        route: route.path().to_owned(),
        search: query.get("search").unwrap_or_default(),
        from: query
            .get("from")
            .and_then(|from| from.parse().ok())
            .unwrap_or_default(),
        notice: None,
        lang: query.get("lang"),
    })
}

/// The address of a page. A notice is said once and a language belongs to the session, so neither
/// is part of it.
pub(crate) fn of(base: &str, request: &ReadView) -> String {
    let mut address = base.to_owned();
    if !request.route.is_empty() {
        address.push('/');
        address.push_str(&request.route);
    }
    let Ok(query) = UrlSearchParams::new() else {
        return address;
    };
    if !request.search.is_empty() {
        query.append("search", &request.search);
    }
    if request.from > 0 {
        query.append("from", &request.from.to_string());
    }
    let query: String = query.to_string().into();
    if !query.is_empty() {
        address.push('?');
        address.push_str(&query);
    }
    address
}
