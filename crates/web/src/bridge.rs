//! The few things that have no typed binding, or one that would throw.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlElement, HtmlTemplateElement, Window};

use crate::json::Damaged;

/// Something that every browser and every page of ours has is not there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Missing;

impl From<Damaged> for Missing {
    fn from(_: Damaged) -> Self {
        Self
    }
}

impl From<JsValue> for Missing {
    fn from(_: JsValue) -> Self {
        Self
    }
}

pub(crate) fn window() -> Window {
    web_sys::window().expect("the app runs in a page")
}

pub(crate) fn document() -> Document {
    window().document().expect("a window shows a document")
}

pub(crate) fn by_id(id: &str) -> Result<Element, Missing> {
    document().get_element_by_id(id).ok_or(Missing)
}

/// What the first of these selectors finds that finds anything.
pub(crate) fn first_of<const N: usize>(selectors: [&str; N]) -> Option<Element> {
    let find = |selector| document().query_selector(selector).ok().flatten();
    selectors.into_iter().find_map(find)
}

/// Whether a selector finds anything in the page.
pub(crate) fn is_there(selector: &str) -> bool {
    first_of([selector]).is_some()
}

/// Shows an element that waits in the page.
pub(crate) fn reveal(id: &str) {
    if let Ok(element) = by_id(id) {
        let _ = element.remove_attribute("hidden");
    }
}

/// Says in the document how far the app is; the boot script and tests look there.
pub(crate) fn mark(stage: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-app", stage);
    }
}

/// Says in the document which language it is in.
pub(crate) fn set_language(tag: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", tag);
    }
}

/// Puts an address into the browser's history: a new entry, unless it is the one we are at.
pub(crate) fn remember(address: &str, is_new: bool) {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    let here = path + &location.search().unwrap_or_default();
    let Ok(history) = window().history() else {
        return;
    };
    let state = JsValue::NULL;
    let _ = if is_new && here != address {
        history.push_state_with_url(&state, "", Some(address))
    } else {
        history.replace_state_with_url(&state, "", Some(address))
    };
}

/// The text in a template.
pub(crate) fn template_text(template: &Element) -> Result<String, Missing> {
    let template: &HtmlTemplateElement = template.dyn_ref().ok_or(Missing)?;
    template.content().text_content().ok_or(Missing)
}

/// Puts the focus on an element; `keep_scroll` leaves the page where it is.
pub(crate) fn focus(element: &Element, keep_scroll: bool) {
    let options = js_sys::Object::new();
    set(&options, "preventScroll", &keep_scroll.into());
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        call(element, "focus", &[options.into()]);
    }
}

/// Whether the keyboard is on something in this page: on none, browsers say that it is on the body.
pub(crate) fn has_focus() -> bool {
    let document = document();
    let body = document.body().map(Element::from);
    document.has_focus().unwrap_or_default() && document.active_element() != body
}

/// Scrolls the first element that a selector finds into the middle of the window.
pub(crate) fn show_center(selector: &str) {
    if let Ok(Some(element)) = document().query_selector(selector) {
        let options = js_sys::Object::new();
        set(&options, "block", &"center".into());
        call(&element, "scrollIntoView", &[options.into()]);
    }
}

/// Milliseconds since the page began. Unlike the device's clock, this one cannot be wrong or be set.
#[expect(
    clippy::cast_possible_truncation,
    reason = "whole milliseconds, far below 2⁵³"
)]
pub(crate) fn since_start() -> i64 {
    let performance = get(&window(), "performance");
    let now = call(&performance, "now", &[]);
    now.and_then(|now| now.as_f64()).unwrap_or_default() as i64
}

/// Randomness from the browser.
pub(crate) fn random<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let crypto = window().crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}

/// Waits.
pub(crate) async fn sleep(millis: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
    });
    let _ = JsFuture::from(promise).await;
}

/// Waits until the page has nothing else to do; where the browser does not say when, a moment.
pub(crate) async fn idle() {
    let promise = Promise::new(&mut |resolve, _| {
        let resolve: JsValue = resolve.into();
        if call(
            &window(),
            "requestIdleCallback",
            std::slice::from_ref(&resolve),
        )
        .is_none()
        {
            call(&window(), "setTimeout", &[resolve, 200.into()]);
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// A property, or undefined.
pub(crate) fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Sets a property.
pub(crate) fn set(object: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &name.into(), value);
}

/// Calls a method; none if it is not there or throws.
pub(crate) fn call(object: &JsValue, method: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let function: Function = get(object, method).dyn_into().ok()?;
    let arguments: Array = arguments.iter().collect();
    function.apply(object, &arguments).ok()
}

/// Makes an object of a class; none if it is not there or throws.
pub(crate) fn construct(class: JsValue, arguments: &[JsValue]) -> Option<JsValue> {
    let class: Function = class.dyn_into().ok()?;
    let arguments: Array = arguments.iter().collect();
    Reflect::construct(&class, &arguments).ok()
}
