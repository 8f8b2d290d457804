//! Parts that several pages use. Each is a function from plain values to nodes: a component type
//! would cost the bundle more than the part itself.
//!
//! Parts that no page uses yet are only in the gallery. With its first page such a part loses its
//! condition here, and `parts.ftl` joins the words of its bundle.

mod card;
#[cfg(feature = "samples")]
pub(crate) mod chart;
pub(crate) mod choice;
#[cfg(feature = "staff")]
mod facts;
pub(crate) mod faults;
#[cfg(any(feature = "samples", feature = "admin"))]
pub(crate) mod field;
mod frame;
#[cfg(feature = "student")]
mod gates;
mod icon;
#[cfg(feature = "staff")]
mod list;
#[cfg(feature = "samples")]
pub(crate) mod signature;
#[cfg(feature = "samples")]
pub(crate) mod skeleton;
#[cfg(feature = "staff")]
mod table;
#[cfg(feature = "samples")]
pub(crate) mod when;

use api::home::GateName;
#[cfg(feature = "student")]
pub(crate) use card::who;
pub(crate) use card::{card, next, quiet};
#[cfg(feature = "staff")]
pub(crate) use facts::facts;
pub use frame::ACCESSIBILITY;
#[cfg(feature = "admin")]
pub(crate) use frame::language_link;
#[cfg(feature = "samples")]
pub(crate) use frame::trouble;
pub(crate) use frame::{accessibility, around, foot, nav_key, plain_header, skip_link};
#[cfg(feature = "student")]
pub(crate) use gates::gates;
pub(crate) use icon::{Icon, icon};
#[cfg(feature = "staff")]
pub(crate) use list::{nothing, paging, rows, search};
#[cfg(feature = "staff")]
pub(crate) use table::Cell;
#[cfg(any(feature = "samples", feature = "admin"))]
pub(crate) use table::table;
use yew::{Html, html};

/// The page's one heading. It takes the focus when the app has changed the page.
pub(crate) fn heading(text: impl Into<String>) -> Html {
    html! { <h1 id="title" tabindex="-1">{ text.into() }</h1> }
}

/// The class of a button or of a link that looks like one.
pub(crate) const fn button_class(main: bool) -> &'static str {
    if main { "button main" } else { "button" }
}

/// The main button of a form.
#[cfg(feature = "staff")]
pub(crate) fn press(text: String) -> Html {
    html! { <button class={button_class(true)}>{ text }</button> }
}

/// A hidden field.
pub(crate) fn hidden(name: &str, value: &str) -> Html {
    html! { <input type="hidden" name={name.to_owned()} value={value.to_owned()}/> }
}

/// A short word about a state. Its colour repeats what the word says.
pub(crate) fn tag(mood: Mood, text: impl Into<String>) -> Html {
    let (class, sign) = match mood {
        Mood::Good => ("tag good", icon(Icon::Done)),
        Mood::Human => ("tag human", icon(Icon::Look)),
        #[cfg(feature = "staff")]
        Mood::Plain => ("tag", Html::default()),
    };
    html! { <span {class}>{ sign }{ text.into() }</span> }
}

/// What a state means for the reader.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    /// Done, well.
    Good,
    /// A person should look.
    Human,
    /// Neither.
    #[cfg(feature = "staff")]
    Plain,
}

/// The part of its keys that names a gate.
pub(crate) const fn gate_key(name: GateName) -> &'static str {
    match name {
        GateName::Accepted => "accepted",
        GateName::Booked => "booked",
        GateName::Attended => "attended",
        GateName::Code => "code",
        GateName::Quiz => "quiz",
    }
}
