//! What stands at the address itself, for whoever types it: the way in is through a course.

use api::Language;
use axum::{
    extract::{Query, State},
    http::HeaderMap,
    response::{Html, IntoResponse, Response},
};
use view::{Block, PlainDocument, Words, plain_document};

use crate::{
    app::{App, words},
    browser,
    help::{Asked, in_languages},
    refusal,
};

/// `GET /`: for everyone, without a launch.
pub(crate) async fn get(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let language = asked.language().unwrap_or(browser::language(&headers));
    let words = words(language, "UTC");
    let say = |key: &str| words.say(key, &[]);
    let text = format!(
        "{}\n\n{}\n\n## {}\n\n{}",
        say("front-what"),
        say("front-course"),
        say("front-admin-heading"),
        say("front-admin")
    );
    let chosen = asked.language().map(Language::tag);
    let blocks = [
        Block::Markdown(text),
        Block::Way {
            href: match chosen {
                Some(tag) => format!("{}?lang={tag}", view::admin::BASE),
                None => view::admin::BASE.to_owned(),
            },
            label: say("admin-sign-in"),
            main: false,
        },
    ];
    let html = plain_document(&PlainDocument {
        framed: browser::framed(&headers),
        languages: &in_languages("/", &Language::ALL, &[]),
        ..PlainDocument::new(&words, &app.assets, &say("front-title"), &blocks)
    });
    let mut response = Html(html).into_response();
    refusal::guard(response.headers_mut(), "http: https:");
    response
}
