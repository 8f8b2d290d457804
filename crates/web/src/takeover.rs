//! Puts the app's page in the place of the service's without the reader noticing: what is typed,
//! ticked, open, selected and focused is carried over.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, Node};

use crate::bridge;

/// What the keyboard can reach, in order.
const REACHABLE: &str = "a[href], button, input, summary, [tabindex]";

/// Carries the reader's state from one page to another that shows the same, and swaps them.
pub(crate) fn swap(old: &Element, new: &Element) {
    carry_fields(old, new);
    carry_open(old, new);
    let focused = focused_in(old);
    let target = focused
        .as_ref()
        .and_then(|focused| counterpart(focused, old, new));
    let selection = focused.as_ref().and_then(selection);
    old.remove();
    if let Some(target) = target {
        bridge::focus(&target, true);
        if let (Some(input), Some((start, end))) = (target.dyn_ref::<HtmlInputElement>(), selection)
        {
            let _ = input.set_selection_range(start, end);
        }
    }
}

/// Values and ticks that the reader changed, by the ids of the fields. What the reader did not touch
/// is as the app has it, which may know more: a draft from the device.
fn carry_fields(old: &Element, new: &Element) {
    let fields: Vec<HtmlInputElement> = all(new, "input");
    for from in all::<HtmlInputElement>(old, "input[id]") {
        let Some(to) = fields.iter().find(|field| field.id() == from.id()) else {
            continue;
        };
        match from.type_().as_str() {
            "checkbox" | "radio" if from.checked() != from.default_checked() => {
                to.set_checked(from.checked());
            }
            "checkbox" | "radio" => {}
            _ if from.value() != from.default_value() => to.set_value(&from.value()),
            _ => {}
        }
    }
}

/// Which parts are unfolded, by their order.
fn carry_open(old: &Element, new: &Element) {
    let new: Vec<Element> = all(new, "details");
    for (from, to) in all::<Element>(old, "details").iter().zip(new) {
        let _ = to.toggle_attribute_with_force("open", from.has_attribute("open"));
    }
}

fn focused_in(page: &Element) -> Option<Element> {
    let focused = bridge::document().active_element()?;
    let node: &Node = &focused;
    page.contains(Some(node)).then_some(focused)
}

/// The element in the new page that is what `focused` was in the old: by its id, else the one of
/// its kind that says the same, at the same place among those.
fn counterpart(focused: &Element, old: &Element, new: &Element) -> Option<Element> {
    let id = focused.id();
    if !id.is_empty() {
        return all(new, REACHABLE)
            .into_iter()
            .find(|each: &Element| each.id() == id);
    }
    let is_alike = |each: &Element| {
        each.tag_name() == focused.tag_name() && each.text_content() == focused.text_content()
    };
    let place = all::<Element>(old, REACHABLE)
        .into_iter()
        .filter(is_alike)
        .position(|each| each == *focused)?;
    all(new, REACHABLE).into_iter().filter(is_alike).nth(place)
}

/// What is selected in a field of text; fields of other types have no selection.
fn selection(focused: &Element) -> Option<(u32, u32)> {
    let input: &HtmlInputElement = focused.dyn_ref()?;
    Some((input.selection_start().ok()??, input.selection_end().ok()??))
}

fn all<T: JsCast>(page: &Element, selector: &str) -> Vec<T> {
    let Ok(found) = page.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.item(index)?.dyn_into().ok())
        .collect()
}
