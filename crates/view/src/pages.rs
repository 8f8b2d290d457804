//! The pages, one file each.

mod code;
#[cfg(feature = "staff")]
mod groups;
mod home;
#[cfg(feature = "staff")]
mod people;
#[cfg(feature = "samples")]
pub(crate) mod pieces;
mod quiz;
#[cfg(feature = "staff")]
mod scores;

use api::{Page, View};
use yew::Html;

use crate::{live::Live, parts, sheet::Sheet, words::Words};

/// Draws a page with everything around it.
pub fn draw(view: &View, words: &dyn Words, live: &Live) -> Html {
    let sheet = Sheet {
        frame: &view.frame,
        words,
        live,
    };
    let page = match &view.page {
        Page::Home { home } => home::draw(&sheet, home),
        Page::Code { code } => code::draw(&sheet, code),
        Page::Quiz { quiz } => quiz::draw(&sheet, quiz),
        #[cfg(feature = "staff")]
        Page::Groups { groups } => groups::draw(&sheet, groups),
        #[cfg(feature = "staff")]
        Page::People { people } => people::draw(&sheet, people),
        #[cfg(feature = "staff")]
        Page::Scores { scores } => scores::draw(&sheet, scores),
    };
    parts::around(&sheet, view.page.route(), page)
}

/// What the tab of the browser says: the page, then the scheme.
pub fn title(view: &View, words: &dyn Words) -> String {
    let page = words.say(parts::nav_key(view.page.route()), &[]);
    format!("{page} – {}", view.frame.scheme)
}

/// Whether something runs on the service that this page shows the progress of.
#[cfg(feature = "staff")]
pub const fn is_running(view: &View) -> bool {
    use api::home::{Desk, Home, Roster};

    matches!(
        &view.page,
        Page::Home {
            home: Home::Coordinator {
                desk: Desk {
                    roster: Roster::Reading { .. },
                    ..
                },
            },
        }
    )
}

/// A page of students in the bundle of staff: a plain link loads it from the service. It takes a
/// part in the scheme that changes under an open page.
#[cfg(not(feature = "student"))]
fn elsewhere(sheet: &Sheet<'_>) -> Html {
    yew::html! {
        <>
            { parts::heading(sheet.say("moved-title")) }
            <p><a class="button main" data-plain="" href={sheet.frame.base.clone()}>
                { sheet.say("moved-way") }
            </a></p>
        </>
    }
}

#[cfg(test)]
mod tests;
