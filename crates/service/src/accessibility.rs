//! What was tested for people who see, hear or move differently, what was not, and whom to tell.

use api::Language;
use axum::{
    extract::{Query, State},
    http::HeaderMap,
    response::{Html, IntoResponse, Response},
};
use view::{ACCESSIBILITY, Block, Corner, PlainDocument, Words, plain_document};

use crate::{
    app::{App, words},
    browser,
    help::{Asked, in_languages},
    refusal,
};

/// `GET /accessibility`: for everyone, without a launch.
pub(crate) async fn get(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let language = asked.language().unwrap_or(browser::language(&headers));
    let words = words(language, "Europe/London");
    let back = asked.back(&app, &headers);
    let help = asked.help();
    let more = [
        ("back", back.as_deref()),
        ("of", help.strip_prefix("/help/")),
    ];
    let languages = in_languages(ACCESSIBILITY, &Language::ALL, &more);
    let html = plain_document(&PlainDocument {
        framed: browser::framed(&headers),
        corner: Corner::Help(&help),
        back: asked.back_in(language, back.as_deref()).as_deref(),
        languages: &languages,
        ..PlainDocument::new(
            &words,
            &app.assets,
            &words.say("access-title", &[]),
            &[Block::Markdown(text(&words))],
        )
    });
    let mut response = Html(html).into_response();
    refusal::guard(response.headers_mut(), "http: https:");
    response
}

fn text(words: &impl Words) -> String {
    let say = |key: &str| words.say(key, &[]);
    let heading = |key: &str| format!("## {}", say(key));
    let list = |key: &str, count: u8| {
        let items: Vec<String> = (1..=count)
            .map(|number| format!("- {}", say(&format!("{key}-{number}"))))
            .collect();
        items.join("\n")
    };
    [
        heading("access-aim-heading"),
        say("access-aim"),
        say("access-now"),
        heading("access-tested-heading"),
        list("access-tested", 5),
        heading("access-not-heading"),
        list("access-not", 6),
        heading("access-tell-heading"),
        say("access-tell"),
        say("access-tell-else"),
        say("access-date"),
    ]
    .join("\n\n")
}
