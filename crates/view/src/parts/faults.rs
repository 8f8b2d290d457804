//! What stands between a label and its field: a hint, and what has to be put right.

use yew::{Html, html};

pub(crate) use summary::{Fault, summary};

use super::{Icon, icon};

/// What helps with a field before anything is wrong.
pub(crate) fn hint(id: &str, text: &str) -> Html {
    if text.is_empty() {
        return Html::default();
    }
    html! { <p class="hint" id={format!("{id}-hint")}>{ text.to_owned() }</p> }
}

/// What has to be put right, above the field that it is about. It is a whole sentence that says what
/// to do, so that it means the same without the sign and the colour.
pub(crate) fn wrong(id: &str, text: &str) -> Html {
    if text.is_empty() {
        return Html::default();
    }
    html! { <p class="wrong" id={format!("{id}-wrong")}>{ icon(Icon::Look) }<span>{ text.to_owned() }</span></p> }
}

/// The ids of what a screen reader says after the name of a field; none where nothing is.
pub(crate) fn described_by(id: &str, said: &[(&str, bool)]) -> Option<String> {
    let there = said.iter().filter(|(_, is_there)| *is_there);
    let ids: Vec<_> = there.map(|(what, _)| format!("{id}-{what}")).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

mod summary;
