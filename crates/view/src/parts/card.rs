//! Panels: the one filled panel of a page, and cards.

use yew::{Html, html};

#[cfg(feature = "student")]
use super::{Icon, icon};

/// The one thing to do now: the only filled panel of a page.
pub(crate) fn next(small: String, title: String, text: Html, action: Html) -> Html {
    html! {
        <section class="next" aria-labelledby="next">
            <p class="small">{ small }</p>
            <h2 id="next">{ title }</h2>
            <div class="text">{ text }</div>
            <div class="row">{ action }</div>
        </section>
    }
}

/// A card with a heading.
pub(crate) fn card(title: String, body: Html) -> Html {
    html! { <section class="card"><h2>{ title }</h2>{ body }</section> }
}

/// A quiet paragraph.
pub(crate) fn quiet(text: String) -> Html {
    html! { <p class="quiet">{ text }</p> }
}

/// A person: their initials, their name, and a line about them. Someone whose name the LMS does
/// not give has the mark in place of initials.
#[cfg(feature = "student")]
pub(crate) fn who(name: Option<&str>, nameless: String, line: Html) -> Html {
    let sign = name.map_or_else(|| icon(Icon::Mark), |name| html! { initials(name) });
    let name = name.map_or(nameless, str::to_owned);
    html! {
        <div class="who">
            <span class="initials" aria-hidden="true">{ sign }</span>
            <div><strong><bdi>{ name }</bdi></strong>{ line }</div>
        </div>
    }
}

/// The first letters of the first and the last word, as their owner writes them.
#[cfg(feature = "student")]
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next();
    [first, words.next_back()]
        .into_iter()
        .flatten()
        .filter_map(|word| word.chars().find(|letter| !letter.is_ascii_punctuation()))
        .collect()
}

#[cfg(all(test, feature = "student"))]
mod tests {
    use super::initials;

    #[test]
    fn initials_come_from_any_script() {
        let check = |name, expected: &str| assert_eq!(initials(name), expected, "{name}");
        check("Jo", "J");
        check("Amina Yusuf Ali", "AA");
        check("Þórdís Ólafsdóttir", "ÞÓ");
        check("李 小龍", "李小");
        check("(Tomos) ap Rhys", "TR");
        check("", "");
        check("!!!", "");
    }
}
