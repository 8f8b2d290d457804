//! Where the page is drawn: the service's stays until there is something to change.

use std::{mem::take, rc::Rc};

use wasm_bindgen_futures::spawn_local;
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

/// So long, in milliseconds, the browser has to show what the reader did before the pages are
/// swapped: two frames.
const MOMENT: i32 = 30;

/// Where the page is drawn.
#[derive(Default)]
pub(super) struct Stage {
    /// The app's page, once there is one.
    handle: Option<AppHandle<Page>>,
    /// Where it is drawn, as long as that is outside the document.
    host: Option<Element>,
    /// True once there is something to show that the service's page does not.
    is_wanted: bool,
    /// True while the page is to be drawn in a moment.
    is_soon: bool,
    /// What is different at the next drawing.
    next: Next,
    /// True while an input method is in the middle of a word, which a swap would break.
    is_composing: bool,
}

/// What is different at the next drawing.
#[derive(Default)]
struct Next {
    /// It shows another page than before.
    is_turning: bool,
    /// It says what stands in the way of what the reader waits for.
    is_in_trouble: bool,
    /// The focus was on something of the page that it draws anew.
    had_focus: bool,
}

impl Stage {
    /// The reader sees the app's page.
    const fn is_shown(&self) -> bool {
        self.is_wanted && self.host.is_none()
    }

    /// The next drawing shows another page.
    pub(super) const fn turn(&mut self) {
        self.next.is_turning = true;
    }

    /// The next drawing says what stands in the way of what the reader waits for.
    pub(super) const fn trouble(&mut self) {
        self.next.is_in_trouble = true;
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

    /// Draws what the app knows: now, or where the service's page is still there and stays what it
    /// is, in a moment. What the reader did to it the browser has shown by then.
    pub(super) fn draw(&self) {
        let (is_now, is_soon) = {
            let stage = &mut self.0.state.borrow_mut().stage;
            let is_now = stage.is_shown() || stage.next.is_turning;
            (is_now, std::mem::replace(&mut stage.is_soon, !is_now))
        };
        if is_now {
            self.draw_now();
        } else if !is_soon {
            let app = self.clone();
            spawn_local(async move {
                bridge::sleep(MOMENT).await;
                if take(&mut app.0.state.borrow_mut().stage.is_soon) {
                    app.draw_now();
                }
            });
        }
    }

    fn draw_now(&self) {
        let handle = {
            let stage = &mut self.0.state.borrow_mut().stage;
            if !stage.is_shown() && stage.is_composing {
                return;
            }
            stage.is_wanted = true;
            stage.next.had_focus |= bridge::has_focus();
            stage.handle.take()
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

    /// Draws a page of questions before the first is answered, while the reader reads: it takes a
    /// phone a fifth of a second, which else would be felt at the first answer.
    pub(super) async fn prepare(&self) {
        bridge::idle().await;
        let is_drawn = self.0.state.borrow().stage.handle.is_some();
        if is_drawn || !bridge::is_there("#shell fieldset") {
            return;
        }
        let handle = self.first_drawing().ok();
        self.0.state.borrow_mut().stage.handle = handle;
    }

    fn first_drawing(&self) -> Result<AppHandle<Page>, Missing> {
        let host = bridge::document().create_element("div")?;
        host.set_id(PAGE);
        self.0.state.borrow_mut().stage.host = Some(host.clone());
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

    /// Yew has drawn.
    fn drawn(&self) {
        let (next, page) = {
            let stage = &mut self.0.state.borrow_mut().stage;
            if !stage.is_wanted {
                return;
            }
            (take(&mut stage.next), stage.host.take())
        };
        if let (Some(page), Ok(shell)) = (page, bridge::by_id(SHELL)) {
            let _ = shell.after_with_node_1(&page);
            if next.is_turning {
                shell.remove();
            } else {
                takeover::swap(&shell, &page);
            }
            bridge::mark("drawn");
        }
        if next.is_in_trouble {
            // The button may be at the other end of a long page.
            bridge::show_center("#page .trouble");
        }
        if next.is_turning {
            bridge::window().scroll_to_with_x_and_y(0.0, 0.0);
            bridge::show_center("#page #found");
        }
        // What the reader was on may be gone: the keyboard goes on from the heading.
        let is_lost = next.had_focus && !bridge::has_focus();
        if (next.is_turning || is_lost)
            && let Some(first) = bridge::first_of(["#page .faults", "#page #found", "#title"])
        {
            bridge::focus(&first, true);
        }
    }
}
