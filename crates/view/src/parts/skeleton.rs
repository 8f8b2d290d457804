//! The shape of what is about to come, for an answer that takes longer than 200 ms.

use yew::{Html, html};

use crate::sheet::Sheet;

/// A piece of the shape. Each is as tall as what it stands for, so that nothing moves when that comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bone {
    /// The heading of a page.
    Heading,
    /// A paragraph of so many lines.
    Lines(u8),
    /// A card with a heading and so many lines.
    Card(u8),
}

/// The shape, which is nothing to a screen reader, and the words that it stands for.
pub(crate) fn skeleton(sheet: &Sheet<'_>, bones: &[Bone]) -> Html {
    html! {
        <div class="skeleton">
            <p class="unseen" role="status">{ sheet.say("slow") }</p>
            <div aria-hidden="true">{ for bones.iter().map(|bone| draw(*bone)) }</div>
        </div>
    }
}

fn draw(bone: Bone) -> Html {
    match bone {
        Bone::Heading => html! { <div class="bone as-h1"></div> },
        Bone::Lines(count) => lines(count),
        Bone::Card(count) => html! {
            <div class="card"><div class="bone as-h2"></div>{ lines(count) }</div>
        },
    }
}

fn lines(count: u8) -> Html {
    html! { <p>{ for (0..count).map(|_| html! { <span class="bone"></span> }) }</p> }
}
