//! What every page is drawn on: the frame around it, the words, and what the app knows.

use api::{Act, Frame, Route};
use yew::{Html, html};

use crate::{
    live::Live,
    parts,
    words::{Args, Words},
};

/// What every page is drawn on.
#[derive(Clone, Copy)]
pub(crate) struct Sheet<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) words: &'a dyn Words,
    pub(crate) live: &'a Live,
}

impl Sheet<'_> {
    /// A sentence without variables.
    pub(crate) fn say(&self, key: &str) -> String {
        self.words.say(key, &[])
    }

    /// A sentence with variables.
    pub(crate) fn tell(&self, key: &str, args: Args<'_>) -> String {
        self.words.say(key, args)
    }

    /// What a code of `codes.txt` means and what to do, with the code to quote.
    #[cfg(feature = "staff")]
    pub(crate) fn why(&self, code: &str) -> Html {
        let text = self.words.find(&format!("error-{code}"), &[]);
        let way = self.words.find(&format!("error-{code}-do"), &[]);
        html! {
            <>
                { text.unwrap_or_else(|| self.say("why-unknown")) }{ " " }
                { way }{ " " }<code>{ code.to_owned() }</code>
            </>
        }
    }

    /// The address of a page of this session.
    pub(crate) fn href(&self, route: Route) -> String {
        match route.path() {
            "" => self.frame.base.clone(),
            path => format!("{}/{path}", self.frame.base),
        }
    }

    /// The form of an act: it works without the app, and the app sends it without leaving the page.
    pub(crate) fn form<A: Act>(&self, children: Html) -> Html {
        html! {
            <form method="post" action={format!("{}/acts/{}", self.frame.base, A::NAME)}>
                { parts::hidden("form_token", &self.frame.form_token) }
                { children }
            </form>
        }
    }

    /// An act that is one button.
    #[cfg(feature = "staff")]
    pub(crate) fn button<A: Act>(&self, key: &str, main: bool) -> Html {
        self.form::<A>(html! {
            <button class={parts::button_class(main)}>{ self.say(key) }</button>
        })
    }

    /// A link that looks like a button and leads to a page of this session.
    pub(crate) fn way(&self, route: Route, key: &str, main: bool) -> Html {
        html! {
            <a class={parts::button_class(main)} href={self.href(route)}>{ self.say(key) }</a>
        }
    }
}
