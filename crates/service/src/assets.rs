//! The built files of the face, embedded, under content-hashed names; those of the last releases are
//! kept in the database.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use store::{StoreError, asset};
use view::Assets;

use crate::{app::App, error::Error};

/// The list of the others; it is no file of a page.
const MANIFEST: &str = "manifest.json";

/// What `cargo xtask web` built; in a debug build the files are read as they are asked for.
#[derive(rust_embed::Embed)]
#[folder = "$CARGO_MANIFEST_DIR/../../www/dist"]
#[allow_missing = true]
struct Built;

/// The names of the built files; none are known where the face was not built.
pub(crate) fn manifest() -> Assets {
    Built::get(MANIFEST)
        .and_then(|file| Assets::from_json(std::str::from_utf8(&file.data).ok()?).ok())
        .unwrap_or_default()
}

/// The text of a built file, by its plain name.
pub(crate) fn text(assets: &Assets, name: &str) -> Option<String> {
    let file = Built::get(assets.files.get(name)?)?;
    String::from_utf8(file.data.into()).ok()
}

/// The ends of the twins' names, by the coding that a browser takes, the smaller one first.
const TWINS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// Longer than any name of ours; what is longer is not looked for.
const LONGEST_NAME: usize = 80;

/// Keeps this release's files where every replica finds them, for the pages of an older or a newer
/// release that are open in somebody's browser. To be called before the first page is served.
pub async fn keep(app: &App) -> Result<(), StoreError> {
    let Some(manifest) = Built::get(MANIFEST) else {
        return Ok(());
    };
    let (release, now) = (hex(&manifest.metadata.sha256_hash()), app.now());
    let id = release.clone();
    if app
        .store
        .write(move |tx| asset::begins(tx, &id, now))
        .await?
    {
        return Ok(());
    }
    let files: Vec<_> = Built::iter()
        .filter(|name| TWINS.iter().any(|(_, end)| name.ends_with(end)))
        .filter_map(|name| Some((name.to_string(), Built::get(&name)?.data.into_owned())))
        .collect();
    app.store
        .write(move |tx| asset::keep(tx, &release, &files, now))
        .await
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;

    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// `GET /assets/{file}`: names change with their content, so a file is kept for ever. What this
/// release does not have may be a file of the releases before it, or of the next one.
pub(crate) async fn get(
    State(app): State<App>,
    Path(name): Path<String>,
    asked: HeaderMap,
) -> Response {
    let taken = TWINS
        .into_iter()
        .filter(|(coding, _)| accepts(&asked, coding));
    if !could_be_ours(&name) {
        return StatusCode::NOT_FOUND.into_response();
    }
    for (coding, end) in taken.clone() {
        if let Some(file) = Built::get(&format!("{name}{end}")) {
            return sent(&name, file.data.into(), Some(coding));
        }
    }
    if let Some(file) = Built::get(&name) {
        return sent(&name, file.data.into(), None);
    }
    for (coding, end) in taken {
        let twin = format!("{name}{end}");
        match app.store.read(move |tx| asset::file(tx, &twin)).await {
            Ok(Some(data)) => return sent(&name, data, Some(coding)),
            Ok(None) => {}
            Err(error) => return Error::from(error).into_response(),
        }
    }
    StatusCode::NOT_FOUND.into_response()
}

/// Names are short and plain; nothing else is looked for.
fn could_be_ours(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
    name != MANIFEST && name.len() <= LONGEST_NAME && name.bytes().all(is_plain)
}

/// Whether a browser takes a coding.
pub(crate) fn accepts(asked: &HeaderMap, coding: &str) -> bool {
    asked
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.split(',').any(|part| part.trim().starts_with(coding)))
}

fn sent(name: &str, data: Vec<u8>, coding: Option<&'static str>) -> Response {
    let mut response = (
        [
            (header::CONTENT_TYPE, media_type(name)),
            (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            (header::VARY, "accept-encoding"),
        ],
        data,
    )
        .into_response();
    if let Some(coding) = coding {
        let coding = header::HeaderValue::from_static(coding);
        response
            .headers_mut()
            .insert(header::CONTENT_ENCODING, coding);
    }
    response
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}
