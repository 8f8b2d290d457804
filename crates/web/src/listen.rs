//! Listens to the page, the service's and the app's alike, at the element around both.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{
    Element, Event, EventTarget, HtmlAnchorElement, HtmlFormElement, HtmlInputElement, MouseEvent,
    SubmitEvent, UrlSearchParams,
};

use crate::{
    acts, address,
    app::App,
    bridge::{self, Missing},
};

/// Listens to clicks, forms, choices and the browser's own buttons.
pub(crate) fn to_everything(app: &App) -> Result<(), Missing> {
    let page: EventTarget = bridge::by_id("app")?.into();
    let window: EventTarget = bridge::window().into();
    on(&page, "click", app, click);
    on(&page, "submit", app, submit);
    on(&page, "input", app, input);
    on(&page, "compositionstart", app, |app, _| app.composing(true));
    on(&page, "compositionend", app, |app, _| app.composing(false));
    on(&window, "popstate", app, |app, _| came_back(app));
    on(&window, "online", app, |app, _| app.online());
    on(&window, "pagehide", app, |app, _| app.leave());
    let document: EventTarget = bridge::document().into();
    on(&document, "visibilitychange", app, |app, _| app.looked_at());
    Ok(())
}

/// For as long as the page lives.
fn on(target: &EventTarget, name: &str, app: &App, handle: fn(&App, &Event)) {
    let app = app.clone();
    let listener: Closure<dyn Fn(Event)> = Closure::new(move |event: Event| handle(&app, &event));
    let _ = target.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
    listener.forget();
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn click(app: &App, event: &Event) {
    let Some(target) = target(event) else { return };
    if let Ok(Some(_)) = target.closest("[data-again]") {
        app.again();
        return;
    }
    // The second click of a double one is no second wish, and may meet what was not there before.
    let is_second = event
        .dyn_ref::<MouseEvent>()
        .is_some_and(|mouse| mouse.detail() > 1);
    if is_second && let Ok(Some(_)) = target.closest("a, button") {
        event.prevent_default();
        return;
    }
    let is_plain = event.dyn_ref::<MouseEvent>().is_some_and(|mouse| {
        mouse.button() == 0
            && !(mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key())
    });
    let link = target
        .closest("a[href]:not([target]):not([data-plain])")
        .ok()
        .flatten();
    let link = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    let Some(link) = link.filter(|_| is_plain) else {
        return;
    };
    let is_own = link.origin() == bridge::window().location().origin().unwrap_or_default();
    // A link within the page is the browser's.
    if !is_own || !link.hash().is_empty() {
        return;
    }
    if let Some(request) = address::request(app.base(), &link.pathname(), &link.search()) {
        event.prevent_default();
        app.go(request, true);
    }
}

fn submit(app: &App, event: &Event) {
    let form = target(event).and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    let Some(form) = form else { return };
    let submitter = event
        .dyn_ref::<SubmitEvent>()
        .and_then(SubmitEvent::submitter);
    let action = submitter
        .and_then(|button| button.get_attribute("formaction"))
        .or_else(|| form.get_attribute("action"))
        .unwrap_or_default();
    let Some(rest) = action.strip_prefix(app.base()) else {
        return;
    };
    if let Some(name) = rest.strip_prefix("/acts/") {
        // A form that does not fit posts by itself, and the service says what is missing.
        if let Some(act) = acts::encode(name, &acts::fields(&form)) {
            event.prevent_default();
            app.act(act);
        }
    } else if let Some(request) = search(app, &action, &form) {
        event.prevent_default();
        app.go(request, true);
    }
}

/// What a form that asks for a page asks for.
fn search(app: &App, action: &str, form: &HtmlFormElement) -> Option<api::ReadView> {
    let query = UrlSearchParams::new().ok()?;
    for (name, value) in acts::fields(form) {
        query.append(&name, &value);
    }
    let query: String = query.to_string().into();
    address::request(app.base(), action, &query)
}

fn input(app: &App, event: &Event) {
    let field = target(event).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field else { return };
    if field.type_() == "search" {
        app.searching(field.value());
    } else if let Some(form) = field.form().filter(|_| field.name().starts_with("q.")) {
        app.chose(&acts::fields(&form));
    }
}

fn came_back(app: &App) {
    let location = bridge::window().location();
    // A link within the page, such as the one that skips the top, is the browser's.
    if !location.hash().unwrap_or_default().is_empty() {
        return;
    }
    let (path, query) = (location.pathname(), location.search());
    if let (Ok(path), Ok(query)) = (path, query)
        && let Some(request) = address::request(app.base(), &path, &query)
    {
        app.go(request, false);
    }
}
