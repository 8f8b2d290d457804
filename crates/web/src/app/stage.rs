//! Where the page is drawn: the service's stays until there is something to change.

use std::rc::Rc;

use web_sys::Element;
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
    /// The element it is drawn into, for as long as that is kept out of the document.
    aside: Option<Element>,
    /// True while the next drawing shows another page than before.
    is_turning: bool,
    /// True if the next drawing says what stands in the way of what the reader waits for.
    is_in_trouble: bool,
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

    /// Draws the page out of sight while the reader reads, so that their first act does not have to
    /// wait for all of it. What is in the document stays as it is.
    pub(super) async fn prepare(&self) {
        bridge::idle().await;
        if self.0.state.borrow().stage.handle.is_none() {
            let _ = self.first_drawing();
        }
    }

    /// Draws what the app knows now.
    pub(super) fn draw(&self) {
        let is_first = {
            let stage = &self.0.state.borrow().stage;
            let is_seen = stage.handle.is_some() && stage.aside.is_none();
            if !is_seen && stage.is_composing {
                return;
            }
            stage.handle.is_none()
        };
        if is_first && self.first_drawing().is_err() {
            return;
        }
        let (handle, aside) = {
            let stage = &mut self.0.state.borrow_mut().stage;
            (stage.handle.take(), stage.aside.take())
        };
        if let (Some(aside), Ok(app)) = (aside, bridge::by_id("app")) {
            let _ = app.append_child(&aside);
        }
        let Some(mut handle) = handle else { return };
        // Yew may call back at once, so nothing is borrowed while it draws.
        if !is_first {
            handle.update(self.shown());
        }
        self.0.state.borrow_mut().stage.handle = Some(handle);
    }

    fn first_drawing(&self) -> Result<(), Missing> {
        let host = bridge::document().create_element("div")?;
        host.set_id(PAGE);
        host.set_attribute("hidden", "")?;
        let root = host.clone();
        self.0.state.borrow_mut().stage.aside = Some(host);
        let drawing = yew::Renderer::<Page>::with_root_and_props(root, self.shown());
        let handle = drawing.render();
        self.0.state.borrow_mut().stage.handle = Some(handle);
        Ok(())
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

    /// The drawing is done. What was drawn out of sight is not for the reader yet.
    fn drawn(&self) {
        if bridge::by_id(PAGE).is_err() {
            return;
        }
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
            if let Ok(title) = bridge::by_id("title") {
                bridge::focus(&title, true);
            }
        }
    }
}
