//! One [`Endpoint`] a route: the service mounts by it, the browser calls by it.

use serde::{Serialize, de::DeserializeOwned};

/// HTTP methods in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// GET.
    Get,
    /// POST with a JSON body.
    Post,
}

/// A route below `/api`, asked with `Authorization: Bearer`.
pub trait Endpoint {
    /// Its method.
    const METHOD: Method;
    /// Its path, with `{name}` for parts that vary.
    const PATH: &'static str;
    /// What is sent: the query of a GET, the JSON body of a POST.
    type Request: Serialize + DeserializeOwned;
    /// What comes back on success; anything else is a [`crate::Problem`].
    type Reply: Serialize + DeserializeOwned;
}

/// Method and path of every route below `/api`: what tests go through one by one.
pub fn endpoints() -> impl Iterator<Item = (Method, &'static str)> {
    let view = (ReadView::METHOD, ReadView::PATH);
    std::iter::once(view).chain(crate::act::ACTS.iter().copied())
}

/// Reads one page.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct ReadView {
    /// The last part of the page's address; empty for home.
    pub route: String,
    /// Search words, where the page has a search.
    pub search: String,
    /// Which page of the rows, from 0, where the page has rows.
    pub from: u32,
    /// The notice to show on top.
    pub notice: Option<String>,
    /// Another language for this session.
    pub lang: Option<String>,
}

impl Endpoint for ReadView {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/api/view";
    type Request = Self;
    type Reply = crate::View;
}
