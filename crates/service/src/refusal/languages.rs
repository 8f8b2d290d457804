//! A refusal in another language. What was asked may not be asked again for that, and nothing of its
//! address is repeated on the page: so it is the same page where a page was asked for, and otherwise one
//! that says what a code means.

use api::Language;
use axum::{
    extract::{Path, Query, Request, State},
    http::{HeaderMap, Method, Uri},
    response::{Html, IntoResponse, Response},
};
use store::{Tx, institution, registration, session};
use url::form_urlencoded;

use crate::{
    app::App,
    browser,
    error::{Error, Result},
    help::{self, in_languages},
    reader::offered,
    refusal,
    secrets::Secrets,
};

/// What a code means, whoever asks.
pub(crate) const REFUSED_PATH: &str = "/refused/{code}";

/// In which language a request is answered where it is refused, and how the others are reached.
pub(crate) struct Spoken {
    chosen: Option<Language>,
    theirs: Language,
    /// Whether the page can be asked for again, in another language.
    is_page: bool,
    /// The visit that the address names, whosever it is.
    handle: Option<String>,
}

impl Spoken {
    pub(crate) fn of(request: &Request) -> Self {
        let (uri, method) = (request.uri(), request.method());
        let is_read = method == Method::GET || method == Method::HEAD;
        let handle = uri.path().strip_prefix("/s/");
        Self {
            chosen: chosen(uri),
            theirs: browser::language(request.headers()),
            is_page: is_read && (is_bare(uri) || uri.path().starts_with("/s/")),
            handle: handle.and_then(|rest| Some(rest.split('/').next()?.to_owned())),
        }
    }

    /// The one this refusal is told in.
    pub(crate) fn language(&self, error: &Error) -> Language {
        self.chosen.or(error.language).unwrap_or(self.theirs)
    }

    /// Those it is offered in, each with its address: those of the institution, or all where nobody knows
    /// which that is.
    pub(crate) async fn others(&self, app: &App, code: &str) -> Vec<(Language, String)> {
        let offered = match &self.handle {
            Some(handle) => of_visit(app, handle).await,
            None => None,
        };
        let offered = offered.unwrap_or_else(|| Language::ALL.to_vec());
        if self.is_page {
            in_languages("", &offered, &[])
        } else {
            in_languages(&format!("/refused/{code}"), &offered, &[])
        }
    }
}

fn chosen(uri: &Uri) -> Option<Language> {
    let query = uri.query().unwrap_or_default();
    let found = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "lang");
    found.and_then(|(_, tag)| Language::from_tag(&tag))
}

/// Whether nothing but a language is asked of a page.
fn is_bare(uri: &Uri) -> bool {
    let query = uri.query().unwrap_or_default();
    form_urlencoded::parse(query.as_bytes()).all(|(name, _)| name == "lang")
}

/// The languages of the institution of a visit; none where there is no such visit, or nothing can be
/// read just now.
async fn of_visit(app: &App, handle: &str) -> Option<Vec<Language>> {
    let hash = Secrets::handle_hash(handle);
    let read = move |tx: &mut Tx<'_>| {
        let Some(found) = session::by_handle(tx, &hash)? else {
            return Ok(None);
        };
        let known = registration::get(tx, found.registration)?;
        let institution = known.map(|known| institution::get(tx, known.institution));
        Ok::<_, store::StoreError>(institution.transpose()?.map(|found| offered(&found)))
    };
    app.store.read(read).await.ok().flatten()
}

/// `GET /refused/{code}`: what a code means, without anything of what was refused.
pub(crate) async fn get(
    State(app): State<App>,
    Path(code): Path<String>,
    Query(asked): Query<help::Asked>,
    headers: HeaderMap,
) -> Result<Response> {
    let known = api::problem::CODES.lines().find(|known| *known == code);
    let code = known.ok_or_else(Error::not_found)?;
    let language = asked.language().unwrap_or(browser::language(&headers));
    let back = asked.back(&app, &headers);
    let more = [("back", back.as_deref())];
    let languages = in_languages(&format!("/refused/{code}"), &Language::ALL, &more);
    let around = refusal::Around {
        framed: browser::framed(&headers),
        languages: &languages,
        back: asked.back_in(language, back.as_deref()),
    };
    let html = refusal::page(&app, &Error::bad(code), language, &around);
    let mut response = Html(html).into_response();
    refusal::guard(response.headers_mut(), "http: https:");
    Ok(response)
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    #[test]
    fn only_a_page_is_asked_for_again_and_nothing_of_its_address_is_repeated() {
        let check = |method: &str, uri: &str, expected: bool| {
            let request = Request::builder().method(method).uri(uri);
            let spoken = Spoken::of(&request.body(Body::empty()).unwrap());
            assert_eq!(spoken.is_page, expected, "{method} {uri}");
        };
        check("GET", "/nothing", true);
        check("HEAD", "/nothing?lang=cy", true);
        check("GET", "//evil.example/", true);
        check("GET", "/s/handle/people?search=Ana", true);
        check("GET", "/lti/login?iss=x", false);
        check("GET", "/lti/register?invite=secret", false);
        check("POST", "/lti/launch", false);
        check("POST", "/s/handle/acts/form-groups", false);
    }

    #[test]
    fn the_language_of_the_address_has_the_last_word() {
        let check = |uri: &str, visit: Option<&str>, expected: Language| {
            let request = Request::builder().uri(uri);
            let request = request.header("accept-language", "en");
            let spoken = Spoken::of(&request.body(Body::empty()).unwrap());
            let error = Error::not_found().spoken_in(visit);
            assert_eq!(spoken.language(&error), expected, "{uri} {visit:?}");
        };
        check("/nothing", None, Language::En);
        check("/nothing", Some("cy"), Language::Cy);
        check("/nothing?lang=cy", None, Language::Cy);
        check("/nothing?lang=en", Some("cy"), Language::En);
        check("/nothing?lang=tlh", Some("cy"), Language::Cy);
    }
}
