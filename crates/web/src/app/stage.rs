//! Where the page is drawn: the service's stays until there is something to change.

use std::rc::Rc;

use yew::AppHandle;

use super::App;
use crate::{
    bridge::{self, Missing},
    page::{Page, Shown},
    takeover,
};

/// The page of the service, in the document from the start.
const SHELL: &str = "shell";
/// The page of the app, beside it.
const PAGE: &str = "page";

/// Where the page is drawn.
#[derive(Default)]
pub(super) struct Stage {
    /// The app's page, once there is one.
    handle: Option<AppHandle<Page>>,
    /// True while the next drawing shows another page than before.
    is_turning: bool,
    /// True if the next drawing says what stands in the way of what the reader waits for.
    is_in_trouble: bool,
    /// True if the focus was on something of the page before it was drawn anew.
    had_focus: bool,
    /// True while an input method is in the middle of a word, which a swap would break.
    is_composing: bool,
}

impl Stage {
    /// The next drawing shows another page.
    pub(super) const fn turn(&mut self) {
        self.is_turning = true;
    }

    /// The next drawing says what stands in the way of what the reader waits for.
    pub(super) const fn trouble(&mut self) {
        self.is_in_trouble = true;
    }
}

impl App {
    /// An input method begins or ends a word.
    pub(crate) fn composing(&self, is_composing: bool) {
        self.0.state.borrow_mut().stage.is_composing = is_composing;
        if !is_composing && self.0.state.borrow().live.search.is_some() {
            self.draw();
        }
    }

    /// Draws what the app knows now.
    pub(super) fn draw(&self) {
        let handle = {
            let mut state = self.0.state.borrow_mut();
            if state.stage.handle.is_none() && state.stage.is_composing {
                return;
            }
            state.stage.had_focus |= bridge::has_focus();
            state.stage.handle.take()
        };
        // Yew may call back at once, so nothing is borrowed while it draws.
        let handle = match handle {
            Some(mut handle) => {
                handle.update(self.shown());
                Some(handle)
            }
            None => self.first_drawing().ok(),
        };
        self.0.state.borrow_mut().stage.handle = handle;
    }

    fn first_drawing(&self) -> Result<AppHandle<Page>, Missing> {
        let host = bridge::document().create_element("div")?;
        host.set_id(PAGE);
        host.set_attribute("hidden", "")?;
        bridge::by_id("app")?.append_child(&host)?;
        Ok(yew::Renderer::<Page>::with_root_and_props(host, self.shown()).render())
    }

    fn shown(&self) -> Shown {
        let state = self.0.state.borrow();
        let app = self.clone();
        Shown {
            view: state.view.clone(),
            words: state.words.clone(),
            live: Rc::new(state.live.clone()),
            drawn: Rc::new(move || app.drawn()),
        }
    }

    /// The drawing is in the document.
    fn drawn(&self) {
        let is_turning = std::mem::take(&mut self.0.state.borrow_mut().stage.is_turning);
        if let (Ok(shell), Ok(page)) = (bridge::by_id(SHELL), bridge::by_id(PAGE)) {
            if is_turning {
                shell.remove();
                let _ = page.remove_attribute("hidden");
            } else {
                takeover::swap(&shell, &page);
            }
            bridge::mark("drawn");
        }
        if std::mem::take(&mut self.0.state.borrow_mut().stage.is_in_trouble) {
            // The button may be at the other end of a long page.
            bridge::show_center("#page .trouble");
        }
        if is_turning {
            bridge::window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        // What the reader was on may be gone: the keyboard goes on from the heading.
        let had_focus = std::mem::take(&mut self.0.state.borrow_mut().stage.had_focus);
        if is_turning || (had_focus && !bridge::has_focus()) {
            if let Ok(title) = bridge::by_id("title") {
                bridge::focus(&title, true);
            }
        }
    }
}
