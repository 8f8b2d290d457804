//! Building requests to a platform's services.

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{Method, Request};
use serde::Serialize;
use url::Url;

use crate::reply::ServiceError;
use crate::token::AccessToken;

/// A request without a body.
pub(crate) fn get(
    url: &Url,
    accept: &str,
    token: &AccessToken,
) -> Result<Request<Vec<u8>>, ServiceError> {
    request(Method::GET, url, accept, token)?
        .body(Vec::new())
        .map_err(|_| ServiceError::Unsendable)
}

/// A request that takes something away.
pub(crate) fn delete(url: &Url, token: &AccessToken) -> Result<Request<Vec<u8>>, ServiceError> {
    request(Method::DELETE, url, "*/*", token)?
        .body(Vec::new())
        .map_err(|_| ServiceError::Unsendable)
}

/// A request with a JSON body. Moodle and Open edX judge `Accept` and `Content-Type` letter by
/// letter, and Moodle needs the JSON on one line.
pub(crate) fn send(
    method: Method,
    url: &Url,
    media_type: &str,
    body: &impl Serialize,
    token: &AccessToken,
) -> Result<Request<Vec<u8>>, ServiceError> {
    let body = serde_json::to_vec(body).map_err(|_| ServiceError::Unsendable)?;
    request(method, url, media_type, token)?
        .header(CONTENT_TYPE, media_type)
        .body(body)
        .map_err(|_| ServiceError::Unsendable)
}

fn request(
    method: Method,
    url: &Url,
    accept: &str,
    token: &AccessToken,
) -> Result<http::request::Builder, ServiceError> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(ServiceError::Unsendable);
    }
    Ok(Request::builder()
        .method(method)
        .uri(url.as_str())
        .header(ACCEPT, accept)
        .header(AUTHORIZATION, token.bearer()))
}
