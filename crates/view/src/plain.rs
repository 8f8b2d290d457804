//! Documents without a session: help, refusals, the page that proves the browser.
//!
//! They need no app and no cookie. Their text comes as blocks, never as HTML.

use api::{Contact, Language};
use yew::{Html, html};

use crate::{
    assets::Assets,
    document::Head,
    markdown,
    parts::{self, foot},
    words::Words,
};

/// A part of a plain page, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Paragraphs, lists, links and headings (from `##`) as Markdown; raw HTML in it shows as text.
    Markdown(String),
    /// A way on or out, drawn as a button.
    Way {
        /// Its address.
        href: String,
        /// What it says.
        label: String,
        /// True for the one thing most readers want.
        main: bool,
    },
    /// A small fact with its name: a code to quote, a time.
    Fact {
        /// What it is.
        label: String,
        /// The fact.
        value: String,
    },
    /// People to call or write to, each with the one thing to press.
    Calls {
        /// True for the ones that come before everything else.
        urgent: bool,
        /// In reading order.
        calls: Vec<Call>,
    },
    /// A form of hidden fields with one button.
    Form {
        /// Where it posts to.
        action: String,
        /// Names and values.
        fields: Vec<(String, String)>,
        /// What the button says.
        button: String,
    },
    /// A form with one question.
    Question(Question),
}

/// A form with one question, which works by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Where it posts to.
    pub action: String,
    /// Names and values that go along.
    pub fields: Vec<(String, String)>,
    /// What the answer is sent as.
    pub name: String,
    /// The question.
    pub legend: String,
    /// What helps to answer it; nothing is drawn where it is empty.
    pub hint: String,
    /// Whether more than one may be chosen.
    pub several: bool,
    /// What can be chosen: what is sent, what it says, whether it is chosen already.
    pub choices: Vec<(String, String, bool)>,
    /// What the button says.
    pub button: String,
    /// Another button, for those who want none of it: its name and what it says.
    pub otherwise: Option<(String, String)>,
}

/// Somebody who answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Who it is.
    pub name: String,
    /// What to press: a number, usually.
    pub label: String,
    /// `tel:`, `sms:` or `https:`.
    pub href: String,
    /// For whom, and when somebody answers.
    pub when: String,
}

/// What stands in the corner of a page, always in the same place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corner<'a> {
    /// *Get help*, at this address.
    Help(&'a str),
    /// On the help page itself, at this address: the way out of it.
    Exit {
        /// The help page.
        here: &'a str,
        /// Where the way out leads.
        to: &'a str,
    },
}

impl<'a> Corner<'a> {
    /// The help page that it is, or leads to.
    const fn help(self) -> &'a str {
        match self {
            Self::Help(help) | Self::Exit { here: help, .. } => help,
        }
    }
}

/// A page without a session.
#[derive(Clone, Copy)]
pub struct PlainDocument<'a> {
    /// In which language.
    pub words: &'a dyn Words,
    /// The names of the built files.
    pub assets: &'a Assets,
    /// True where the browser said `Sec-Fetch-Dest: iframe`.
    pub framed: bool,
    /// The heading, and the title in the tab.
    pub title: &'a str,
    /// What it says.
    pub blocks: &'a [Block],
    /// What stands in the corner.
    pub corner: Corner<'a>,
    /// The page of a visit that led here, to go back to.
    pub back: Option<&'a str>,
    /// Who looks after the scheme, where known.
    pub contact: Option<&'a Contact>,
    /// The same page in other languages, where it has them.
    pub languages: &'a [(Language, String)],
    /// Moves on to this address at once, by cookie alone and without script.
    pub move_on_to: Option<&'a str>,
    /// Plain name of a script in `www`, such as `prove.js`.
    pub script: Option<&'a str>,
    /// Data for that script, as the text of `<template id="data">`.
    pub data: Option<&'a str>,
}

impl<'a> PlainDocument<'a> {
    /// A page with the way to help in its corner and nothing else around what it says, outside any
    /// frame.
    pub const fn new(
        words: &'a dyn Words,
        assets: &'a Assets,
        title: &'a str,
        blocks: &'a [Block],
    ) -> Self {
        Self {
            words,
            assets,
            framed: false,
            title,
            blocks,
            corner: Corner::Help("/help"),
            back: None,
            contact: None,
            languages: &[],
            move_on_to: None,
            script: None,
            data: None,
        }
    }
}

/// The whole HTML of a page without a session.
pub fn plain_document(document: &PlainDocument<'_>) -> String {
    let PlainDocument { words, assets, .. } = *document;
    let script = document.script.and_then(|name| assets.href(name));
    let head = Head {
        title: document.title,
        framed: document.framed,
        words,
        assets,
        style: assets.href("app.css"),
        more: html! {
            <>
                { document.move_on_to.map(|next| moving_on(next, script.is_some())).unwrap_or_default() }
                if let Some(script) = script {
                    <script type="module" src={script}></script>
                }
            </>
        },
    };
    head.around(&html! {
        <>
            { parts::skip_link(words) }
            { parts::plain_header(words, document.corner, document.languages, document.back) }
            <main id="main" tabindex="-1" class="plain">
                <h1>{ document.title }</h1>
                { for document.blocks.iter().map(block) }
            </main>
            <footer>
                { document.contact.map(|contact| foot(contact, words)).unwrap_or_default() }
                <div class="below">{ parts::accessibility(words, document.corner.help(), document.back) }</div>
            </footer>
            if let Some(data) = document.data {
                <template id="data">{ data }</template>
            }
        </>
    })
}

/// Moves on by itself; where a script has something to do first, only in a browser without scripts.
fn moving_on(next: &str, by_script: bool) -> Html {
    let refresh = html! { <meta http-equiv="refresh" content={format!("0;url={next}")}/> };
    if by_script {
        html! { <noscript>{ refresh }</noscript> }
    } else {
        refresh
    }
}

fn block(block: &Block) -> Html {
    match block {
        Block::Markdown(text) => html! { <div class="prose">{ markdown::draw(text, 1) }</div> },
        Block::Way { href, label, main } => html! {
            <p><a class={parts::button_class(*main)} href={href.clone()}>{ label }</a></p>
        },
        Block::Fact { label, value } => html! {
            <p class="small">{ label }{ " " }<code>{ value }</code></p>
        },
        Block::Calls { urgent, calls } => html! {
            <ul class={if *urgent { "calls urgent" } else { "calls" }}>
                { for calls.iter().map(call) }
            </ul>
        },
        Block::Form {
            action,
            fields,
            button,
        } => html! {
            <form method="post" action={action.clone()}>
                { for fields.iter().map(|(name, value)| parts::hidden(name, value)) }
                <button class="button main">{ button }</button>
            </form>
        },
        Block::Question(asked) => question(asked),
    }
}

fn question(asked: &Question) -> Html {
    let of = parts::choice::Choices {
        id: asked.name.clone(),
        name: asked.name.clone(),
        legend: html! { { &asked.legend } },
        hint: &asked.hint,
        several: asked.several,
        ..parts::choice::Choices::default()
    };
    let choices = asked
        .choices
        .iter()
        .map(|(value, text, is_chosen)| parts::choice::Choice {
            value,
            text,
            is_chosen: *is_chosen,
        });
    html! {
        <form method="post" action={asked.action.clone()}>
            { for asked.fields.iter().map(|(name, value)| parts::hidden(name, value)) }
            { parts::choice::choices(&of, choices) }
            <p class="row">
                <button class="button main">{ &asked.button }</button>
                if let Some((name, label)) = &asked.otherwise {
                    <button class="button" name={name.clone()} value="1">{ label }</button>
                }
            </p>
        </form>
    }
}

fn call(call: &Call) -> Html {
    html! {
        <li>
            <p class="name">{ &call.name }</p>
            <a class="button" href={call.href.clone()}>{ &call.label }</a>
            <p class="when">{ &call.when }</p>
        </li>
    }
}
