//! What a reader fills in, each part in its states: empty, filled in, to be put right, not open.

mod listed;
mod typed;
mod whole;

use yew::{Html, html};

use super::Piece;
use crate::sheet::Sheet;

/// Every part of a form, in the order in which a form would have them.
pub(crate) fn all(sheet: &Sheet<'_>) -> Vec<Piece> {
    let pieces = [
        ("What has to be put right", whole::faults(sheet)),
        ("A line", typed::lines(sheet)),
        ("Several lines", typed::areas(sheet)),
        ("A list that unfolds", listed::selects(sheet)),
        ("One of a list", listed::one(sheet)),
        ("Several of a list", listed::several(sheet)),
        ("A day", typed::days(sheet)),
        ("A time of day", typed::times(sheet)),
        ("When the clocks change", typed::clocks(sheet)),
        ("Why a day or a time is refused", typed::refusals(sheet)),
        ("Signature", whole::signatures(sheet)),
    ];
    pieces
        .into_iter()
        .map(|(name, drawn)| Piece { name, drawn })
        .collect()
}

/// The states of a part side by side, each with its name in English.
fn states<const COUNT: usize>(states: [(&str, Html); COUNT]) -> Html {
    let state = |(name, drawn): (&str, Html)| {
        html! { <div><p class="small" lang="en">{ name.to_owned() }</p>{ drawn }</div> }
    };
    html! { <div class="columns">{ for states.into_iter().map(state) }</div> }
}
