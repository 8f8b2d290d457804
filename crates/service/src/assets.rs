//! The built files of the face, embedded, under content-hashed names.

use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use view::Assets;

/// What `cargo xtask web` built; in a debug build the files are read as they are asked for.
#[derive(rust_embed::Embed)]
#[folder = "$CARGO_MANIFEST_DIR/../../www/dist"]
#[allow_missing = true]
struct Built;

/// The names of the built files; none are known where the face was not built.
pub(crate) fn manifest() -> Assets {
    Built::get("manifest.json")
        .and_then(|file| Assets::from_json(std::str::from_utf8(&file.data).ok()?).ok())
        .unwrap_or_default()
}

/// The text of a built file, by its plain name.
pub(crate) fn text(assets: &Assets, name: &str) -> Option<String> {
    let file = Built::get(assets.files.get(name)?)?;
    String::from_utf8(file.data.into()).ok()
}

/// `GET /assets/{file}`: names change with their content, so a file is kept for ever.
pub(crate) async fn get(Path(name): Path<String>, asked: HeaderMap) -> Response {
    let accepts = |coding: &str| {
        asked
            .get(header::ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.split(',').any(|part| part.trim().starts_with(coding)))
    };
    let twins = [("br", "br"), ("gzip", "gz")];
    let found = twins
        .iter()
        .filter(|(coding, _)| accepts(coding))
        .find_map(|(coding, end)| Some((Built::get(&format!("{name}.{end}"))?, Some(*coding))))
        .or_else(|| Built::get(&name).map(|file| (file, None)));
    match found {
        Some((file, coding)) if name != "manifest.json" => sent(&name, file.data.into(), coding),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
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
