//! Bars one below the other, each under its name and its figure.

use yew::{Html, html};

use super::{
    Bar,
    scale::{percent, share, shortened},
};
use crate::sheet::Sheet;

/// Room of a bar with its words, in tenths of a letter's height.
const ROW: usize = 30;

/// Letters of a name that fit beside a figure where the page is narrowest.
const LETTERS: usize = 34;

/// The height of the drawing.
pub(super) fn height(bars: &[Bar<'_>]) -> String {
    em(bars.len() * ROW)
}

pub(super) fn draw(sheet: &Sheet<'_>, bars: &[Bar<'_>]) -> Html {
    let largest = bars.iter().map(|bar| bar.value).max().unwrap_or_default();
    let one = |(place, bar): (usize, &Bar<'_>)| {
        let top = place * ROW;
        let figure = bar.figure(sheet);
        let letters = LETTERS.saturating_sub(figure.chars().count());
        html! {
            <>
                <text x="0" y={em(top + 11)}>{ shortened(bar.name, letters.max(8)) }</text>
                <text x="100%" y={em(top + 11)} text-anchor="end" class="figure">{ figure }</text>
                <rect class="rail" x="0" y={em(top + 15)} width="100%" height="0.9em" rx="3"/>
                <rect
                    class={bar.class()}
                    x="0"
                    y={em(top + 15)}
                    width={percent(share(bar.value, largest))}
                    height="0.9em"
                    rx="3"
                />
            </>
        }
    };
    html! { <>{ for bars.iter().enumerate().map(one) }</> }
}

/// A length in letters, from tenths.
fn em(tenths: usize) -> String {
    format!("{}.{}em", tenths / 10, tenths % 10)
}
