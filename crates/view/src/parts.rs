//! Parts that several pages use.

mod frame;
pub(crate) mod icon;

pub(crate) use frame::{around, foot, nav_key, plain_header, skip_link};
use yew::{Html, html};

/// The class of a button or of a link that looks like one.
pub(crate) const fn button_class(main: bool) -> &'static str {
    if main { "button main" } else { "button" }
}

/// A hidden field.
pub(crate) fn hidden(name: &str, value: &str) -> Html {
    html! { <input type="hidden" name={name.to_owned()} value={value.to_owned()}/> }
}
