//! What the browser sends along: the binding cookie, where it stands, what it speaks.

use api::{Language, Route};
use axum::http::{HeaderMap, HeaderValue, header};
use cookie::{Cookie, SameSite, time::Duration};
use domain::time::Span;

/// Its prefix makes browsers refuse it without `Secure` and `Path=/`, or with a `Domain`.
const COOKIE: &str = "__Host-alongside";

/// What a new window is asked.
const QUESTION: &str = "__Host-alongside-question";

/// Letters of a handle in an address.
const HANDLE: usize = 22;

/// How long a browser keeps it: a little longer than a session may last.
const KEPT: Duration = Duration::hours(13);

/// The browser's cookie, if it sent a plausible one.
pub(crate) fn cookie(headers: &HeaderMap) -> Option<String> {
    cookie_named(COOKIE, headers)
}

/// A cookie of ours: 32 random bytes as text.
pub(crate) fn cookie_named(name: &str, headers: &HeaderMap) -> Option<String> {
    value_of(name, headers).filter(|value| value.len() == 43)
}

/// The question that a new window was led to.
pub(crate) fn question(headers: &HeaderMap) -> Option<String> {
    value_of(QUESTION, headers)
}

/// Keeps the question of a new window, which no frame has.
pub(crate) fn set_question(value: &str, kept: Span) -> HeaderValue {
    let cookie = Cookie::build((QUESTION, value))
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(Duration::milliseconds(kept.0))
        .build();
    HeaderValue::from_str(&cookie.to_string()).expect("a cookie of base64 is a header value")
}

fn value_of(name: &str, headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
}

/// Sets the cookie (decision 2): kept apart by the site that frames us, so that it survives where
/// third-party cookies do not.
pub(crate) fn set_cookie(value: &str) -> HeaderValue {
    let cookie = Cookie::build((COOKIE, value))
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::None)
        .partitioned(true)
        .max_age(KEPT)
        .build();
    HeaderValue::from_str(&cookie.to_string()).expect("a cookie of base64 is a header value")
}

/// Whether the browser shows the answer inside a frame.
pub(crate) fn framed(headers: &HeaderMap) -> bool {
    matches!(text(headers, "sec-fetch-dest"), Some("iframe" | "frame"))
}

/// The first language of `Accept-Language` that we speak.
pub(crate) fn language(headers: &HeaderMap) -> Language {
    text(headers, "accept-language")
        .into_iter()
        .flat_map(|value| value.split(','))
        .find_map(|tag| Language::from_tag(tag.trim().split(';').next().unwrap_or_default()))
        .unwrap_or_default()
}

/// Whether a form was posted by one of our own pages. Browsers send `Origin` with every form that
/// is posted; what sends neither it nor `Sec-Fetch-Site` is no browser that could be misled.
pub(crate) fn is_own_form(headers: &HeaderMap, origin: &str) -> bool {
    match (text(headers, "origin"), text(headers, "sec-fetch-site")) {
        (Some(sent), _) => sent == origin,
        (None, Some(site)) => site == "same-origin",
        (None, None) => true,
    }
}

/// The page of a visit that led here, if one did: from one of our pages the browser sends its
/// address along.
pub(crate) fn page_before(headers: &HeaderMap, origin: &str) -> Option<String> {
    own_page(text(headers, "referer")?.strip_prefix(origin)?)
}

/// The address of a page of a visit, from what claims to be one. It is put together anew, so that it
/// leads to nothing else, whoever wrote it.
pub(crate) fn own_page(path: &str) -> Option<String> {
    let path = path.strip_prefix("/s/")?.split(['?', '#']).next()?;
    let (handle, page) = path.split_once('/').unwrap_or((path, ""));
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    if handle.len() != HANDLE || !handle.bytes().all(is_plain) {
        return None;
    }
    // Where a form was posted to, the visit's first page is the nearest.
    Some(match Route::from_path(page).map_or("", Route::path) {
        "" => format!("/s/{handle}"),
        page => format!("/s/{handle}/{page}"),
    })
}

/// A header as text.
pub(crate) fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| {
                (
                    header::HeaderName::from_static(name),
                    value.parse().unwrap(),
                )
            })
            .collect()
    }

    #[test]
    fn the_cookie_lasts_in_a_frame_and_nowhere_else() {
        let set = set_cookie("x");
        let set = set.to_str().unwrap();
        for part in [
            "__Host-alongside=x",
            "HttpOnly",
            "SameSite=None",
            "Secure",
            "Path=/",
            "Partitioned",
        ] {
            assert!(set.contains(part), "{part} in {set}");
        }
    }

    #[test]
    fn the_cookie_is_found_among_others() {
        let value = "a".repeat(43);
        let sent = format!("MoodleSession=1; __Host-alongside={value}; x=y");
        assert_eq!(cookie(&headers(&[("cookie", &sent)])), Some(value));
        assert_eq!(
            cookie(&headers(&[("cookie", "__Host-alongside=short")])),
            None
        );
    }

    #[test]
    fn a_form_from_elsewhere_is_not_our_own() {
        let own = "https://mentoring.example";
        let check = |pairs: &[(&'static str, &str)], expected| {
            assert_eq!(is_own_form(&headers(pairs), own), expected, "{pairs:?}");
        };
        check(&[("origin", own)], true);
        check(&[("origin", "https://evil.example")], false);
        check(&[("origin", "null")], false);
        check(&[("sec-fetch-site", "cross-site")], false);
        check(&[("sec-fetch-site", "same-origin")], true);
        check(&[], true);
    }

    #[test]
    fn only_a_page_of_a_visit_is_gone_back_to() {
        let handle = "Ab-_5678901234567890zZ";
        let check = |referer: &str, expected: Option<&str>| {
            let headers = headers(&[("referer", referer)]);
            let found = page_before(&headers, "https://tool.example");
            let expected = expected.map(|page| format!("/s/{handle}{page}"));
            assert_eq!(found, expected, "{referer}");
        };
        let own = |rest: &str| format!("https://tool.example/s/{handle}{rest}");
        check(&own(""), Some(""));
        check(&own("/"), Some(""));
        check(&own("/quiz"), Some("/quiz"));
        check(&own("/people?search=Amina&lang=cy#x"), Some("/people"));
        check(&own("?notice=joined"), Some(""));
        check(&own("/acts/sign-code"), Some(""));
        check(&own("/quiz/../../../evil"), Some(""));
        check(&own("//evil.example"), Some(""));
        for other in [
            "https://tool.example/help",
            "https://tool.example/",
            "https://tool.example/s/short/quiz",
            "https://tool.example/s//evil.example",
            "https://tool.example.evil.example/s/Ab-_5678901234567890zZ",
            "https://tool.example:444/s/Ab-_5678901234567890zZ",
            "https://evil.example/s/Ab-_5678901234567890zZ",
            "http://tool.example/s/Ab-_5678901234567890zZ",
            "https://tool.example/s/Ab-_5678901234567890z\"",
            "/s/Ab-_5678901234567890zZ",
            "",
        ] {
            check(other, None);
        }
    }

    #[test]
    fn the_first_language_we_speak_is_taken() {
        let check = |sent, expected| {
            assert_eq!(language(&headers(&[("accept-language", sent)])), expected);
        };
        check("fr, cy-GB;q=0.8, en;q=0.7", Language::Cy);
        check("de", Language::En);
        check("", Language::En);
    }
}
