//! The `Link` header, which leads from page to page (RFC 8288; Names and Roles 2.4.2).

use std::collections::HashSet;

use http::HeaderMap;
use http::header::LINK;
use url::Url;

/// A next page that cannot or must not be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LinkError {
    /// It leads to another origin, which must never see the access token.
    #[error("the next page is on another server")]
    Foreign,
    /// It is the page just read, or one read before.
    #[error("the next page was read before")]
    Loop,
    /// The list has more pages than the caller wants to read.
    #[error("the list has too many pages")]
    TooMany,
    /// There is a next page, but its address cannot be read. Stopping quietly would lose people.
    #[error("the address of the next page cannot be read")]
    Unreadable,
}

/// The page after `here`, where there is one. Understood beside RFC 8288, because Moodle's grade
/// services send both: typographic quotes around the relation, and `&amp;` inside the address.
///
/// A longer loop than a page that names itself shows in [`Pages`].
pub fn next(headers: &HeaderMap, here: &Url) -> Result<Option<Url>, LinkError> {
    to(headers, here, "next")
}

/// Where changes since `here` was read will be told (Names and Roles 2.4.3), where the platform
/// offers that. An address that cannot be followed is none: the whole list is always there.
pub fn differences(headers: &HeaderMap, here: &Url) -> Option<Url> {
    to(headers, here, "differences").ok().flatten()
}

/// The pages of one list that were read, so that reading it ends whatever a platform sends.
///
/// ```
/// use lti1p3::{Url, link::Pages};
///
/// let first = Url::parse("https://lms.example/members").unwrap();
/// let mut pages = Pages::from(&first, 100);
/// let second = Url::parse("https://lms.example/members?page=2").unwrap();
/// assert_eq!(pages.turn(Some(second.clone())), Ok(Some(second)));
/// assert!(pages.turn(Some(first)).is_err());
/// assert_eq!(pages.turn(None), Ok(None));
/// ```
#[derive(Clone, Debug)]
pub struct Pages {
    seen: HashSet<Url>,
    most: usize,
}

impl Pages {
    /// A list that begins at `first` and has at most so many pages.
    pub fn from(first: &Url, most: usize) -> Self {
        Self {
            seen: HashSet::from([first.clone()]),
            most,
        }
    }

    /// How many pages were asked for.
    pub fn count(&self) -> usize {
        self.seen.len()
    }

    /// The page to read now, if there is one.
    pub fn turn(&mut self, next: Option<Url>) -> Result<Option<Url>, LinkError> {
        let Some(next) = next else {
            return Ok(None);
        };
        if self.seen.contains(&next) {
            return Err(LinkError::Loop);
        }
        if self.seen.len() >= self.most {
            return Err(LinkError::TooMany);
        }
        self.seen.insert(next.clone());
        Ok(Some(next))
    }
}

fn to(headers: &HeaderMap, here: &Url, relation: &str) -> Result<Option<Url>, LinkError> {
    for value in headers.get_all(LINK) {
        let text = String::from_utf8_lossy(value.as_bytes());
        let mut rest = text.as_ref();
        while let Some((target, relations, after)) = link(rest) {
            if relations
                .split_whitespace()
                .any(|word| word.eq_ignore_ascii_case(relation))
            {
                return follow(target, here).map(Some);
            }
            rest = after;
        }
        if rest.to_ascii_lowercase().contains(relation) {
            return Err(LinkError::Unreadable);
        }
    }
    Ok(None)
}

fn follow(target: &str, here: &Url) -> Result<Url, LinkError> {
    let plain = target.trim().replace("&amp;", "&");
    let url = here.join(&plain).map_err(|_| LinkError::Unreadable)?;
    if url.origin() != here.origin() || !url.username().is_empty() || url.password().is_some() {
        return Err(LinkError::Foreign);
    }
    if url == *here {
        return Err(LinkError::Loop);
    }
    Ok(url)
}

/// One link: its target, its first `rel`, and what follows it.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let text = text
        .trim_start_matches([',', ' ', '\t'])
        .strip_prefix('<')?;
    let (target, mut rest) = text.split_once('>')?;
    let mut relations = None;
    while let Some(after) = rest.trim_start().strip_prefix(';') {
        let (name, value, after) = parameter(after);
        if name.eq_ignore_ascii_case("rel") && relations.is_none() {
            relations = Some(value);
        }
        rest = after;
    }
    Some((target, relations.unwrap_or_default(), rest))
}

/// Name, value and rest of one parameter, after its semicolon.
fn parameter(text: &str) -> (&str, &str, &str) {
    let end = text.find(['=', ';', ',']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let Some(value) = rest.strip_prefix('=') else {
        return (name.trim(), "", rest);
    };
    let value = value.trim_start();
    let (value, rest) = match value.strip_prefix(['"', '“', '”']) {
        Some(quoted) => match quoted.find(['"', '“', '”']) {
            Some(end) => quoted.split_at(end),
            None => (quoted, ""),
        },
        // A forgotten comma must not hide the link that follows.
        None => value.split_at(value.find([';', ',', '<']).unwrap_or(value.len())),
    };
    let rest = rest.strip_prefix(['"', '“', '”']).unwrap_or(rest);
    (name.trim(), value.trim(), rest)
}

/// The header a platform writes.
pub(crate) fn render(url: &Url, relation: &str) -> String {
    format!("<{url}>; rel=\"{relation}\"")
}

#[cfg(test)]
mod tests;
