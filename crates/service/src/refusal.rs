//! Draws an [`Error`] as a page a person can act on, or as a problem (RFC 9457) for the app.

pub(crate) mod languages;

use api::{Language, Problem};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use lti1p3::{Url, parting::Parting};
use view::{Block, PlainDocument, Words, plain_document};

use crate::{
    app::{App, words},
    browser,
    error::Error,
};
use languages::Spoken;

/// For pages: every bare [`Error`] becomes a page in the reader's language.
pub(crate) async fn as_page(State(app): State<App>, request: Request, next: Next) -> Response {
    let spoken = Spoken::of(&request);
    let framed = browser::framed(request.headers());
    let mut response = next.run(request).await;
    let Some(error) = taken(&mut response) else {
        return kept_nowhere(response);
    };
    let around = Around {
        framed,
        languages: &spoken.others(&app, error.code).await,
        back: None,
    };
    let page = page(&app, &error, spoken.language(&error), &around);
    let mut response = (error.status, Html(page)).into_response();
    // A refusal shows nothing and does nothing, and the platform may be unknown: any LMS frames it.
    guard(response.headers_mut(), "http: https:");
    marked(response, &error)
}

/// For `/api`: every bare [`Error`] becomes a problem.
pub(crate) async fn as_problem(request: Request, next: Next) -> Response {
    let theirs = browser::language(request.headers());
    let mut response = next.run(request).await;
    let Some(error) = taken(&mut response) else {
        return kept_nowhere(response);
    };
    let words = words(error.language.unwrap_or(theirs), "UTC");
    let problem = Problem {
        kind: "about:blank".to_owned(),
        title: title(&error, &words),
        detail: words.find(&format!("error-{}-do", error.code), &[]),
        status: error.status.as_u16(),
        code: error.code.to_owned(),
    };
    let body = serde_json::to_string(&problem).unwrap_or_default();
    let media = [(header::CONTENT_TYPE, "application/problem+json")];
    marked((error.status, media, body).into_response(), &error)
}

/// The error a handler, an extractor or the router answered with, logged once.
pub(crate) fn taken(response: &mut Response) -> Option<Error> {
    let error = response
        .extensions_mut()
        .remove::<Error>()
        .or_else(|| in_our_codes(response.status()))?;
    let Error {
        status,
        code,
        cause,
        ..
    } = &error;
    let cause = cause.as_deref().unwrap_or_default();
    if status.is_server_error() {
        tracing::error!(status = status.as_u16(), code, cause, "failed");
    } else {
        tracing::info!(status = status.as_u16(), code, cause, "refused");
    }
    Some(error)
}

/// What a router or an extractor refuses by itself: an address nobody answers, a method, a body that
/// is too long or cannot be read, a query that is none.
fn in_our_codes(status: StatusCode) -> Option<Error> {
    let code = match status {
        StatusCode::NOT_FOUND => "not-found",
        StatusCode::METHOD_NOT_ALLOWED => "method-not-allowed",
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        StatusCode::BAD_REQUEST
        | StatusCode::UNSUPPORTED_MEDIA_TYPE
        | StatusCode::UNPROCESSABLE_ENTITY => "form-field",
        _ => return None,
    };
    Some(Error::new(status, code))
}

/// Whatever does not say how long it may be kept is kept nowhere, and nothing is sniffed.
fn kept_nowhere(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    response
}

/// Says the code in a header too, so that it can be found without reading the page.
pub(crate) fn marked(mut response: Response, error: &Error) -> Response {
    let headers = response.headers_mut();
    headers.insert("alongside-code", HeaderValue::from_static(error.code));
    if let Some(seconds) = error.wait {
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    kept_nowhere(response)
}

fn title(error: &Error, words: &impl Words) -> String {
    words
        .find(&format!("error-{}", error.code), &[])
        .unwrap_or_else(|| words.say("error-internal", &[]))
}

/// The way back to a course (Core 5.4.4). The LMS is told why a visit did not begin, so that the words
/// stand where the person goes next. What ended or was refused within a visit was said by our own page:
/// a Moodle that is given words for the person shows them and no way on.
fn way_back(course_url: &str, error: &Error, title: &str) -> String {
    let Ok(url) = Url::parse(course_url) else {
        return course_url.to_owned();
    };
    let parting = match error.code {
        code if is_of_a_launch(code) => Parting {
            error_message: Some(title),
            error_log: Some(code),
            ..Parting::default()
        },
        code @ "session-ended" => Parting {
            log: Some(code),
            ..Parting::default()
        },
        _ => Parting::default(),
    };
    parting.on(&url).into()
}

fn is_of_a_launch(code: &str) -> bool {
    let choices = [
        "choosing-not-allowed",
        "choosing-not-accepted",
        "choosing-return",
    ];
    code.starts_with("launch-") || choices.contains(&code)
}

/// What stands around a refusal.
pub(crate) struct Around<'a> {
    /// Whether it is shown in a frame.
    pub(crate) framed: bool,
    /// The same in other languages.
    pub(crate) languages: &'a [(Language, String)],
    /// The page of a visit that led here.
    pub(crate) back: Option<String>,
}

pub(crate) fn page(app: &App, error: &Error, language: Language, around: &Around<'_>) -> String {
    let words = words(language, "UTC");
    let mut blocks = vec![];
    if let Some(text) = words.find(&format!("error-{}-do", error.code), &[]) {
        blocks.push(Block::Markdown(text));
    }
    if let Some(course_url) = &error.back {
        blocks.push(Block::Way {
            href: way_back(course_url, error, &title(error, &words)),
            label: words.say("error-back-to-course", &[]),
            main: true,
        });
    }
    if error.code.starts_with("admin-") {
        blocks.push(Block::Way {
            href: view::admin::BASE.to_owned(),
            label: words.say("admin-back", &[]),
            main: true,
        });
    }
    if let Some(text) = words.find(&format!("error-{}-staff", error.code), &[]) {
        let heading = words.say("error-for-staff", &[]);
        blocks.push(Block::Markdown(format!("## {heading}\n\n{text}")));
    }
    let shown = error.shown.iter().filter(|(_, value)| !value.is_empty());
    blocks.extend(shown.map(|(key, value)| Block::Fact {
        label: words.say(key, &[]),
        value: value.clone(),
    }));
    blocks.push(Block::Fact {
        label: words.say("code-label", &[]),
        value: error.code.to_owned(),
    });
    plain_document(&PlainDocument {
        framed: around.framed,
        languages: around.languages,
        back: around.back.as_deref(),
        ..PlainDocument::new(&words, &app.assets, &title(error, &words), &blocks)
    })
}

/// Every answer's headers: nothing is kept, nothing is sniffed, nothing inline runs, and only the
/// platforms named may frame it.
pub(crate) fn guard(headers: &mut HeaderMap, frame_ancestors: &str) {
    guard_form(headers, frame_ancestors, "'self'");
}

/// The same for a page whose forms are posted to this place.
pub(crate) fn guard_form(headers: &mut HeaderMap, frame_ancestors: &str, posts_to: &str) {
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         connect-src 'self'; img-src 'self'; font-src 'self'; form-action {posts_to}; \
         base-uri 'none'; frame-ancestors {frame_ancestors}"
    );
    let policy = HeaderValue::from_str(&policy)
        .unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    );
}
