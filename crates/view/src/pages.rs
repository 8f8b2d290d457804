//! The pages, one file each.

use api::{Frame, View};
use yew::{Html, html};

use crate::{live::Live, parts, sheet::Sheet, words::Words};

/// Draws a page with everything around it.
pub fn draw(view: &View, words: &dyn Words, live: &Live) -> Html {
    let sheet = Sheet {
        frame: &view.frame,
        words,
        live,
    };
    parts::around(
        &sheet,
        view.page.route(),
        html! { <h1>{ title(view, words) }</h1> },
    )
}

/// What the tab of the browser says: the page, then the scheme.
pub fn title(view: &View, words: &dyn Words) -> String {
    let Frame { scheme, .. } = &view.frame;
    let page = words.say(parts::nav_key(view.page.route()), &[]);
    format!("{page} – {scheme}")
}
