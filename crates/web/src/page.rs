//! The one component: it draws a page with the functions the service drew with.

use std::rc::Rc;

use api::View;
use view::Live;
use yew::{Component, Context, Html, Properties};

use crate::Words;

/// Everything a page shows, and whom to tell when it is in the document.
#[derive(Clone, Properties)]
pub(crate) struct Shown {
    pub(crate) view: Rc<View>,
    pub(crate) words: Rc<Words>,
    pub(crate) live: Rc<Live>,
    pub(crate) drawn: Rc<dyn Fn()>,
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.view, &other.view)
            && Rc::ptr_eq(&self.words, &other.words)
            && Rc::ptr_eq(&self.live, &other.live)
    }
}

/// Draws a page.
pub(crate) struct Page;

impl Component for Page {
    type Message = ();
    type Properties = Shown;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let Shown {
            view, words, live, ..
        } = context.props();
        view::draw(view, words.as_ref(), live)
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        (context.props().drawn)();
    }
}
