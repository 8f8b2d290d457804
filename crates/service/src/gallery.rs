//! The gallery: every page in every state and every part, for engineers and tests. Only
//! `alongside demo` mounts it; [`crate::router`] does not know it.

use api::Language;
use axum::{
    Router,
    extract::{Path, Query, State},
    http::{HeaderMap, header},
    middleware::from_fn_with_state,
    response::{Html, IntoResponse, Response},
    routing::get,
};
use serde::Deserialize;
use view::samples::gallery::{Gallery, PATH};

use crate::{
    app::{App, words},
    assets, browser,
    error::{Error, Result},
    help::in_languages,
    refusal,
};

/// A refusal's page is called this and its code.
const REFUSED: &str = "refused-";

/// `/gallery`, `/gallery/{sample}` and the style sheets of its themes.
pub fn router(app: &App) -> Router {
    Router::new()
        .route(PATH, get(index))
        .route(&format!("{PATH}/{{sample}}"), get(sample))
        .route(&format!("{PATH}/style/{{theme}}"), get(style))
        .layer(from_fn_with_state(app.clone(), refusal::as_page))
        .with_state(app.clone())
}

/// How a page is to be shown.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    lang: String,
    theme: String,
}

/// A theme that is shown whatever the reader's system asks for.
#[derive(Clone, Copy)]
enum Theme {
    Light,
    Dark,
    Contrast,
}

impl Theme {
    fn named(name: &str) -> Option<Self> {
        match name {
            "light" => Some(Self::Light),
            "dark" => Some(Self::Dark),
            "contrast" => Some(Self::Contrast),
            _ => None,
        }
    }

    /// What stands in the product's style sheet in place of what the system asks for.
    fn of(self, css: &str) -> String {
        let (dark, contrast) = match self {
            Self::Light => ("not all", "not all"),
            Self::Dark => ("all", "not all"),
            Self::Contrast => ("not all", "all"),
        };
        css.replace("(prefers-color-scheme: dark)", dark)
            .replace("(prefers-contrast: more)", contrast)
    }
}

async fn index(State(app): State<App>, headers: HeaderMap) -> Response {
    sent(with(&app, &headers, &Asked::default(), |gallery| {
        gallery.index()
    }))
}

async fn sample(
    State(app): State<App>,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response> {
    let refused = name.strip_prefix(REFUSED).and_then(|code| {
        let code = api::problem::CODES.lines().find(|known| *known == code)?;
        let error = Error::bad(code).back_to(Some("http://127.0.0.1:8500/course/1".to_owned()));
        let language = Language::from_tag(&asked.lang).unwrap_or_default();
        let around = refusal::Around {
            framed: browser::framed(&headers),
            languages: &in_languages("", &Language::ALL, &[]),
            back: None,
        };
        Some(refusal::page(&app, &error, language, &around))
    });
    refused
        .or_else(|| with(&app, &headers, &asked, |gallery| gallery.page(&name)))
        .map(sent)
        .ok_or_else(Error::not_found)
}

fn with<T>(
    app: &App,
    headers: &HeaderMap,
    asked: &Asked,
    draw: impl FnOnce(&Gallery<'_>) -> T,
) -> T {
    let language = Language::from_tag(&asked.lang).unwrap_or_default();
    let style = Theme::named(&asked.theme).map(|_| format!("{PATH}/style/{}", asked.theme));
    draw(&Gallery {
        words: &words(language, "Europe/London"),
        assets: &app.assets,
        framed: browser::framed(headers),
        style: style.as_deref(),
    })
}

async fn style(State(app): State<App>, Path(theme): Path<String>) -> Result<Response> {
    let theme = Theme::named(&theme).ok_or_else(Error::not_found)?;
    let css = assets::text(&app.assets, "app.css").ok_or_else(Error::not_found)?;
    let media = [(header::CONTENT_TYPE, "text/css; charset=utf-8")];
    Ok((media, theme.of(&css)).into_response())
}

fn sent(html: String) -> Response {
    let mut response = Html(html).into_response();
    refusal::guard(response.headers_mut(), "http: https:");
    response
}
