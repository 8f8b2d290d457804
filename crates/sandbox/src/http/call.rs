//! A request as the services see it.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, HeaderName, Method, Uri, header};
use axum::response::{IntoResponse, Response};

use super::answer::No;
use crate::config::Tool;
use crate::grants::Grant;
use crate::lms::Lms;

/// A whole request, its body read.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) method: Method,
    pub(super) uri: Uri,
    headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Call {
    /// The value of a header as text, empty where there is none.
    pub(super) fn header(&self, name: HeaderName) -> &str {
        let value = self.headers.get(name);
        value
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The media type of the body without its parameters.
    pub(super) fn content_type(&self) -> String {
        media_type(self.header(header::CONTENT_TYPE))
    }

    /// Whether the caller names this media type among those it accepts.
    pub(super) fn accepts(&self, wanted: &str) -> bool {
        let accept = self.header(header::ACCEPT);
        accept
            .split(',')
            .any(|accepted| media_type(accepted) == wanted)
    }

    /// Whether the caller leaves the media type open.
    pub(super) fn accepts_anything(&self) -> bool {
        self.header(header::ACCEPT).is_empty() || self.accepts("*/*")
    }

    /// The parameters of the query; the first of a name counts.
    pub(super) fn query(&self) -> Parameters {
        let mut read = BTreeMap::new();
        let query = self.uri.query().unwrap_or_default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            read.entry(name.into_owned()).or_insert(value.into_owned());
        }
        Parameters(read)
    }

    /// The tool whose bearer token this request carries, if it is good for one of these scopes.
    pub(super) fn tool(&self, lms: &Lms, any_of: &[&str]) -> Result<Arc<Tool>, No> {
        let grant = self.grant(lms, any_of);
        let tool = grant.and_then(|grant| lms.tool(&grant.client_id));
        tool.ok_or(No::Unauthorized)
    }

    /// What the bearer token of this request allows, if it is good for one of these scopes.
    fn grant(&self, lms: &Lms, any_of: &[&str]) -> Option<Grant> {
        let (kind, token) = self.header(header::AUTHORIZATION).split_once(' ')?;
        let is_bearer =
            kind == "Bearer" || !lms.quirks().capital_bearer && kind.eq_ignore_ascii_case("bearer");
        if !is_bearer {
            return None;
        }
        let now = lms.now();
        let state = lms.state();
        let grant = state.grants.find(token.trim(), now)?;
        grant.allows(any_of).then(|| grant.clone())
    }
}

/// Parameters of a query.
#[derive(Debug)]
pub(super) struct Parameters(BTreeMap<String, String>);

impl Parameters {
    /// A value that is there and not empty.
    pub(super) fn some(&self, name: &str) -> Option<String> {
        self.0.get(name).filter(|value| !value.is_empty()).cloned()
    }
}

fn media_type(value: &str) -> String {
    let value = value.split(';').next().unwrap_or_default();
    value.trim().to_ascii_lowercase()
}

impl FromRequest<Lms> for Call {
    type Rejection = Response;

    async fn from_request(request: Request, lms: &Lms) -> Result<Self, Response> {
        let (method, uri) = (request.method().clone(), request.uri().clone());
        let headers = request.headers().clone();
        let body = Bytes::from_request(request, lms)
            .await
            .map_err(IntoResponse::into_response)?;
        Ok(Self {
            method,
            uri,
            headers,
            body,
        })
    }
}
