//! What the person at the LMS's screen sees while it registers itself.

use api::Language;
use axum::{
    http::HeaderMap,
    response::{Html, IntoResponse, Response},
};
use lti1p3::dynamic_registration::Invitation;
use store::invite::Invited;
use url::form_urlencoded;
use view::{Block, PlainDocument, Words, plain_document};

use super::{Asked, Change, Kept, REGISTER_PATH};
use crate::{
    app::{App, words},
    browser, refusal,
};

/// The host of the configuration, to be confirmed before anything is asked of it.
pub(super) fn confirm(
    app: &App,
    headers: &HeaderMap,
    asked: &Asked,
    invited: &Invited,
) -> Response {
    let host = asked.host();
    page(app, headers, (asked, invited), "register-title", |words| {
        let told = [
            ("host", (&*host).into()),
            ("institution", (&*invited.name).into()),
        ];
        vec![
            Block::Markdown(words.say("register-lead", &told)),
            button(asked, None, words.say("register-go", &told)),
        ]
    })
}

/// What changes for a platform that is known, to be confirmed.
pub(super) fn difference(
    app: &App,
    headers: &HeaderMap,
    asked: &Asked,
    invited: &Invited,
    change: &Change,
) -> Response {
    page(
        app,
        headers,
        (asked, invited),
        "register-known-title",
        |words| {
            let names = change.names.join(", ");
            let told = [
                ("names", (&*names).into()),
                ("institution", (&*invited.name).into()),
            ];
            let mut blocks = vec![Block::Markdown(words.say("register-known", &told))];
            if change.addresses.is_empty() {
                blocks.push(Block::Markdown(words.say("register-same", &[])));
            }
            for (before, after) in &change.addresses {
                blocks.push(Block::Fact {
                    label: words.say("register-before", &[]),
                    value: before.clone(),
                });
                blocks.push(Block::Fact {
                    label: words.say("register-after", &[]),
                    value: after.clone(),
                });
            }
            blocks.push(Block::Markdown(words.say("register-renew-note", &[])));
            blocks.push(button(
                asked,
                Some(change.seen()),
                words.say("register-renew", &[]),
            ));
            blocks
        },
    )
}

/// It is done; the page closes itself where the LMS waits for that.
pub(super) fn done(
    app: &App,
    headers: &HeaderMap,
    asked: &Asked,
    invited: &Invited,
    kept: Kept,
) -> Response {
    let title = match kept {
        Kept::Pending => "register-pending-title",
        Kept::Renewed => "register-renewed-title",
    };
    let text = match kept {
        Kept::Pending => "register-pending",
        Kept::Renewed => "register-renewed",
    };
    page(app, headers, (asked, invited), title, |words| {
        let told = [("institution", (&*invited.name).into())];
        vec![Block::Markdown(words.say(text, &told))]
    })
}

fn button(asked: &Asked, seen: Option<String>, button: String) -> Block {
    let mut fields = brought(asked);
    fields.extend(seen.map(|seen| ("seen".to_owned(), seen)));
    let language = asked.language.map(Language::tag);
    fields.extend(language.map(|tag| ("lang".to_owned(), tag.to_owned())));
    Block::Form {
        action: REGISTER_PATH.to_owned(),
        fields,
        button,
    }
}

/// What the LMS opened the page with.
fn brought(asked: &Asked) -> Vec<(String, String)> {
    let Invitation {
        configuration,
        token,
    } = &asked.invitation;
    let token = token.clone();
    let named = [
        ("invite", Some(asked.invite.clone())),
        ("openid_configuration", Some(configuration.to_string())),
        ("registration_token", token),
    ];
    let named = named.into_iter();
    named
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect()
}

/// The first of these pages in the languages of the institution: nothing is asked of the LMS or kept
/// before it was confirmed, so it may be begun with again.
fn languages(asked: &Asked, invited: &Invited) -> Vec<(Language, String)> {
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(brought(asked))
        .finish();
    let offered = invited.languages.iter();
    let offered = offered.filter_map(|tag| Language::from_tag(tag));
    offered
        .map(|language| {
            let address = format!("{REGISTER_PATH}?{query}&lang={}", language.tag());
            (language, address)
        })
        .collect()
}

fn page(
    app: &App,
    headers: &HeaderMap,
    (asked, invited): (&Asked, &Invited),
    title: &str,
    blocks: impl FnOnce(&dyn Words) -> Vec<Block>,
) -> Response {
    let language = asked.language.unwrap_or(browser::language(headers));
    let words = words(language, "UTC");
    let blocks = blocks(&words);
    let is_done = !blocks
        .iter()
        .any(|block| matches!(block, Block::Form { .. }));
    // The invite is used by then.
    let languages = if is_done {
        vec![]
    } else {
        languages(asked, invited)
    };
    let html = plain_document(&PlainDocument {
        framed: browser::framed(headers),
        script: is_done.then_some("close.js"),
        languages: &languages,
        ..PlainDocument::new(&words, &app.assets, &words.say(title, &[]), &blocks)
    });
    let mut response = Html(html).into_response();
    // Only who holds the invite gets here, and where a platform frames it nobody knows before.
    refusal::guard(response.headers_mut(), "http: https:");
    response
}
