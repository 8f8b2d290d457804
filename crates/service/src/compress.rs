//! Pages travel compressed: on a slow line a page of groups is a second shorter.
//!
//! A page holds secrets, and the size of a compressed answer tells something about what is in it to
//! whoever can have a victim's browser ask for it again and again with a guess in the address. Here
//! they would have to know the session's handle first, which stands in no address but the page's own
//! and is as secret as what they are after.

use std::io::Write;

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::Response,
};
use flate2::{Compression, write::GzEncoder};

use crate::assets::accepts;

/// Smaller answers fit into one packet as they are.
const SMALLEST: usize = 1_200;
/// A page is far smaller; what is larger was never meant to be held in memory.
const LARGEST: usize = 8 * 1024 * 1024;
/// Up to so many bytes a page is worth the harder level, which takes some 20 ns a byte.
const HARDER_BELOW: usize = 16 * 1024;

/// Compresses HTML and JSON for whoever takes it.
pub(crate) async fn answers(request: Request, next: Next) -> Response {
    let takes_gzip = accepts(request.headers(), "gzip");
    let response = next.run(request).await;
    if !takes_gzip || !is_text(response.headers()) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(plain) = to_bytes(body, LARGEST).await else {
        // A body of ours is in memory already: this does not happen, and is no page if it does.
        parts.status = StatusCode::INTERNAL_SERVER_ERROR;
        return Response::from_parts(parts, Body::empty());
    };
    let headers = &mut parts.headers;
    headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
    if plain.len() < SMALLEST {
        return Response::from_parts(parts, plain.into());
    }
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Response::from_parts(parts, gzip(&plain).into())
}

/// Whether it is HTML or JSON that is not compressed yet.
fn is_text(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_text = ["text/html", "application/json", "application/problem+json"]
        .iter()
        .any(|text| kind.starts_with(text));
    is_text && !headers.contains_key(header::CONTENT_ENCODING)
}

fn gzip(plain: &[u8]) -> Vec<u8> {
    let level = if plain.len() < HARDER_BELOW { 6 } else { 1 };
    let room = Vec::with_capacity(plain.len() / 3);
    let mut encoder = GzEncoder::new(room, Compression::new(level));
    let written = encoder.write_all(plain).and_then(|()| encoder.finish());
    written.expect("a vector takes every byte")
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use axum::{Router, middleware::from_fn, response::Html, routing::get};
    use flate2::read::GzDecoder;
    use tower::ServiceExt as _;

    use super::*;

    async fn answer(text: &'static str, accept: &str) -> (HeaderMap, Vec<u8>) {
        let page = Router::new()
            .route("/", get(move || async move { Html(text) }))
            .layer(from_fn(answers));
        let request = Request::get("/").header(header::ACCEPT_ENCODING, accept);
        let request = request.body(Body::empty()).expect("a request");
        let response = page.oneshot(request).await.expect("an answer");
        let headers = response.headers().clone();
        let body = to_bytes(response.into_body(), LARGEST).await;
        (headers, body.expect("a body").to_vec())
    }

    #[tokio::test]
    async fn a_page_is_compressed_for_who_takes_it_and_says_so() {
        let text = "<p>what was said, was said</p>".repeat(100).leak();
        let (headers, body) = answer(text, "br, gzip;q=0.8").await;
        assert_eq!(headers[header::CONTENT_ENCODING], "gzip");
        assert_eq!(headers[header::VARY], "accept-encoding");
        assert!(body.len() < text.len() / 4);
        let mut plain = String::new();
        GzDecoder::new(&body[..])
            .read_to_string(&mut plain)
            .expect("gzip");
        assert_eq!(plain, *text);

        let (headers, body) = answer(text, "identity").await;
        assert!(!headers.contains_key(header::CONTENT_ENCODING));
        assert_eq!(body, text.as_bytes());
    }

    #[tokio::test]
    async fn a_short_answer_stays_as_it_is() {
        let (headers, body) = answer("<p>short</p>", "gzip").await;
        assert!(!headers.contains_key(header::CONTENT_ENCODING));
        assert_eq!(body, b"<p>short</p>");
    }
}
