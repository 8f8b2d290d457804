//! The HTML document around a page: what the service sends, to the last byte.
//!
//! Nothing in it is inline, so it lives under a policy of
//! `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self';
//! img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'`.

use api::{Keeping, Language, Millis, View};
use serde::{Deserialize, Serialize};
use yew::{Html, html};

use crate::{
    assets::{Assets, Bundle},
    html::write,
    live::Live,
    words::Words,
};

/// Leads from any page of a session to the same page without the app, for a reader whose app broke.
const PLAIN: &str = "?plain=yes";

/// A page of a session.
#[derive(Clone, Copy)]
pub struct Document<'a> {
    /// What it shows.
    pub view: &'a View,
    /// In which language; [`Words::language`] is the one in `view.frame`.
    pub words: &'a dyn Words,
    /// The names of the built files.
    pub assets: &'a Assets,
    /// What the app is given. Without it the app does not start and the plain page serves.
    pub app: Option<Start<'a>>,
    /// True where the browser said `Sec-Fetch-Dest: iframe`: inside the LMS the page stays light.
    pub framed: bool,
}

/// What the app is given beside the page.
#[derive(Clone, Copy)]
pub struct Start<'a> {
    /// The bearer token for `/api`.
    pub token: &'a str,
    /// What it keeps things on the device with.
    pub keeping: &'a Keeping,
    /// As in [`Boot`].
    pub offsets: &'a [(Millis, i32)],
}

/// What the app is started with. It travels as text in `<template id="boot">` and is taken out of
/// the page as soon as it is read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Boot {
    /// The bearer token for `/api`.
    pub token: String,
    /// What it keeps things on the device with.
    pub keeping: Keeping,
    /// The addresses of the words, by language tag, for a reader who changes the language.
    pub words: Vec<(Language, String)>,
    /// From when on the institution's clocks are how many minutes ahead of UTC, the earliest first.
    pub offsets: Vec<(Millis, i32)>,
    /// What the page shows already.
    pub view: View,
}

/// The whole HTML of a page of a session.
pub fn document(document: &Document<'_>) -> String {
    let frame = &document.view.frame;
    let bundle = if frame.staff {
        Bundle::Staff
    } else {
        Bundle::Student
    };
    let title = crate::title(document.view, document.words);
    let page = crate::draw(document.view, document.words, &Live::default());
    let app = document
        .app
        .map(|start| boot(document, bundle, start))
        .unwrap_or_default();
    let head = Head {
        title: &title,
        framed: document.framed,
        words: document.words,
        assets: document.assets,
        style: document.assets.href("app.css"),
        more: preloads(document, bundle),
    };
    head.around(&html! {
        <>
            <div id="app"><div id="shell">{ page }</div></div>
            { app }
        </>
    })
}

/// The boot data and the messages for the case that the app cannot start or breaks.
fn boot(document: &Document<'_>, bundle: Bundle, start: Start<'_>) -> Html {
    let Document { words, assets, .. } = document;
    let boot = Boot {
        token: start.token.to_owned(),
        keeping: start.keeping.clone(),
        offsets: start.offsets.to_vec(),
        words: document
            .view
            .frame
            .languages
            .iter()
            .filter_map(|&language| Some((language, assets.href(&bundle.words(language))?)))
            .collect(),
        view: document.view.clone(),
    };
    let json = serde_json::to_string(&boot).expect("a view is plain data");
    html! {
        <>
            <p id="app-missing" class="trouble" hidden={true}>{ words.say("app-missing", &[]) }</p>
            <p id="app-broken" class="trouble" hidden={true} role="alert">
                { words.say("app-broken", &[]) }{ " " }
                <a href={PLAIN}>{ words.say("app-reload", &[]) }</a>
            </p>
            <template
                id="boot"
                data-glue={assets.href(&bundle.glue())}
                data-wasm={assets.href(&bundle.wasm())}
                data-words={assets.href(&bundle.words(words.language()))}
            >
                { json }
            </template>
        </>
    }
}

/// What the app needs first, asked for early and in parallel, after the style sheet. On a slow line
/// each of these takes its share from the style sheet, so what can wait is left to `boot.js`.
fn preloads(document: &Document<'_>, bundle: Bundle) -> Html {
    let assets = document.assets;
    if document.app.is_none() {
        return Html::default();
    }
    html! {
        <>
            if let Some(glue) = assets.href(&bundle.glue()) {
                <link rel="modulepreload" href={glue}/>
            }
            if let Some(wasm) = assets.href(&bundle.wasm()) {
                <link rel="preload" href={wasm} as="fetch" crossorigin="anonymous"/>
            }
            if let Some(script) = assets.href("boot.js") {
                <script type="module" src={script}></script>
            }
        </>
    }
}

/// What every document has.
pub(crate) struct Head<'a> {
    pub(crate) title: &'a str,
    pub(crate) framed: bool,
    pub(crate) words: &'a dyn Words,
    pub(crate) assets: &'a Assets,
    /// Address of the style sheet.
    pub(crate) style: Option<String>,
    pub(crate) more: Html,
}

impl Head<'_> {
    /// The document with this head around a body.
    pub(crate) fn around(self, body: &Html) -> String {
        let Self { words, assets, .. } = self;
        let tree = html! {
            <html
                lang={words.language().tag()}
                dir="ltr"
                class={self.framed.then_some("framed")}
            >
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <meta name="color-scheme" content={if self.framed { "light" } else { "light dark" }}/>
                    <meta name="referrer" content="same-origin"/>
                    <title>{ self.title }</title>
                    if let Some(style) = self.style {
                        <link rel="stylesheet" href={style}/>
                    }
                    if let Some(icon) = assets.href("mark.svg") {
                        <link rel="icon" href={icon} type="image/svg+xml"/>
                    }
                    { self.more }
                    if self.framed { { frame_script(assets) } }
                </head>
                <body>{ body.clone() }</body>
            </html>
        };
        format!("<!doctype html>{}", write(&tree))
    }
}

/// What makes the LMS's frame as tall as the page, where the LMS can.
fn frame_script(assets: &Assets) -> Html {
    html! {
        if let Some(script) = assets.href("frame.js") {
            <script type="module" src={script}></script>
        }
    }
}

#[cfg(test)]
mod tests;
