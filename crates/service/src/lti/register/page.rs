//! What the person at the LMS's screen sees while it registers itself.

use axum::{
    http::HeaderMap,
    response::{Html, IntoResponse, Response},
};
use store::invite::Invited;
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
    page(app, headers, "register-title", |words| {
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
    page(app, headers, "register-known-title", |words| {
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
    })
}

/// It is done; the page closes itself where the LMS waits for that.
pub(super) fn done(app: &App, headers: &HeaderMap, invited: &Invited, kept: Kept) -> Response {
    let title = match kept {
        Kept::Pending => "register-pending-title",
        Kept::Renewed => "register-renewed-title",
    };
    let text = match kept {
        Kept::Pending => "register-pending",
        Kept::Renewed => "register-renewed",
    };
    page(app, headers, title, |words| {
        let told = [("institution", (&*invited.name).into())];
        vec![Block::Markdown(words.say(text, &told))]
    })
}

fn button(asked: &Asked, seen: Option<String>, button: String) -> Block {
    let mut fields = vec![
        ("invite".to_owned(), asked.invite.clone()),
        (
            "openid_configuration".to_owned(),
            asked.invitation.configuration.to_string(),
        ),
    ];
    let token = asked.invitation.token.clone();
    fields.extend(token.map(|token| ("registration_token".to_owned(), token)));
    fields.extend(seen.map(|seen| ("seen".to_owned(), seen)));
    Block::Form {
        action: REGISTER_PATH.to_owned(),
        fields,
        button,
    }
}

fn page(
    app: &App,
    headers: &HeaderMap,
    title: &str,
    blocks: impl FnOnce(&dyn Words) -> Vec<Block>,
) -> Response {
    let words = words(browser::language(headers), "UTC");
    let blocks = blocks(&words);
    let is_done = !blocks
        .iter()
        .any(|block| matches!(block, Block::Form { .. }));
    let html = plain_document(&PlainDocument {
        framed: browser::framed(headers),
        script: is_done.then_some("close.js"),
        ..PlainDocument::new(&words, &app.assets, &words.say(title, &[]), &blocks)
    });
    let mut response = Html(html).into_response();
    // Only who holds the invite gets here, and where a platform frames it nobody knows before.
    refusal::guard(response.headers_mut(), "http: https:");
    response
}
