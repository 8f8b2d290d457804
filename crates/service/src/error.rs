//! One error for every handler: a code of `codes.txt`, a status, and a cause for the log.
//!
//! A handler answers with the bare error; `refusal` draws it as a page or as a problem, in
//! the reader's language. The cause is logged once, there, and never holds personal data.

use api::Language;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use store::StoreError;

/// A request that is refused or failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// HTTP status.
    pub status: StatusCode,
    /// A line of `crates/api/codes.txt`.
    pub code: &'static str,
    /// What a technologist should know, for the log only.
    pub cause: Option<String>,
    /// Where the reader can go instead: the course they came from.
    pub back: Option<String>,
    /// The language their visit is in, where they chose one; else the browser's is taken.
    pub language: Option<Language>,
    /// After how many seconds it may be tried again, where that can be said.
    pub wait: Option<u64>,
    /// What a technologist compares, each with the key of what it is. It is shown to whoever sent it,
    /// so it is short and names nobody.
    pub shown: Vec<(&'static str, String)>,
}

/// What handlers answer.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// A refusal with this status and code.
    pub const fn new(status: StatusCode, code: &'static str) -> Self {
        Self {
            status,
            code,
            cause: None,
            back: None,
            language: None,
            wait: None,
            shown: Vec::new(),
        }
    }

    /// The same, with a cause for the log.
    #[must_use]
    pub fn because(mut self, cause: impl std::fmt::Display) -> Self {
        self.cause = Some(cause.to_string());
        self
    }

    /// The same, with what a technologist compares.
    #[must_use]
    pub fn showing(mut self, shown: Vec<(&'static str, String)>) -> Self {
        self.shown = shown;
        self
    }

    /// The same, with a way back to the course where it is known.
    #[must_use]
    pub fn back_to(mut self, course_url: Option<String>) -> Self {
        self.back = course_url;
        self
    }

    /// The same, in the language of a visit.
    #[must_use]
    pub fn spoken_in(mut self, tag: Option<&str>) -> Self {
        self.language = self.language.or(tag.and_then(Language::from_tag));
        self
    }

    /// The same, to be tried again after so many seconds.
    #[must_use]
    pub const fn after(mut self, seconds: u64) -> Self {
        self.wait = Some(seconds);
        self
    }

    /// 400.
    pub const fn bad(code: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code)
    }

    /// 401.
    pub const fn unknown(code: &'static str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, code)
    }

    /// 403.
    pub const fn forbidden(code: &'static str) -> Self {
        Self::new(StatusCode::FORBIDDEN, code)
    }

    /// 404.
    pub const fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found")
    }

    /// 409.
    pub const fn conflict(code: &'static str) -> Self {
        Self::new(StatusCode::CONFLICT, code)
    }

    /// 500.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal").because(cause)
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let cause = self.cause.as_deref().unwrap_or_default();
        write!(out, "{}: {cause}", self.code)
    }
}

impl std::error::Error for Error {}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, error.code()).because(error)
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    /// Every code a handler can answer with must be one that a page can say.
    #[test]
    fn every_code_in_the_sources_is_listed() {
        let listed: Vec<&str> = api::problem::CODES.lines().collect();
        for source in rust_sources(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))) {
            let text = std::fs::read_to_string(&source).unwrap();
            for code in quoted_codes(&text) {
                assert!(listed.contains(&code), "{code} in {}", source.display());
            }
        }
    }

    fn rust_sources(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
        let mut found = vec![];
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                found.extend(rust_sources(&path));
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path);
            }
        }
        found
    }

    /// The argument of `Error::bad("…")` and its kin.
    fn quoted_codes(text: &str) -> Vec<&str> {
        [
            "Error::bad(\"",
            "Error::unknown(\"",
            "Error::forbidden(\"",
            "Error::conflict(\"",
        ]
        .iter()
        .flat_map(|start| text.split(start).skip(1))
        .filter_map(|rest| rest.split('"').next())
        .filter(|code| code.starts_with(|letter: char| letter.is_ascii_lowercase()))
        .collect()
    }
}
