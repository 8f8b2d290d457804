//! Bars side by side.

use yew::{Html, html};

use super::{
    Bar,
    scale::{WHOLE, percent, share, shortened},
};
use crate::sheet::Sheet;

/// The height of the drawing: figures, bars, names.
pub(super) const HEIGHT: &str = "14em";

/// Letters that fit side by side where the page is narrowest.
const LETTERS: usize = 36;

/// Most names that are drawn; of more only every second, third … is.
const NAMES: usize = 12;

/// Fewer bars stand as if there were so many: one bar as wide as the page says nothing more.
const FEWEST: usize = 4;

pub(super) fn draw(sheet: &Sheet<'_>, bars: &[Bar<'_>]) -> Html {
    let largest = bars.iter().map(|bar| bar.value).max().unwrap_or_default();
    let figures = figures(sheet, bars, largest);
    let slots = bars.len().max(FEWEST);
    let slot = |place: usize| WHOLE * place as u64 / slots as u64;
    let every = slots.div_ceil(NAMES);
    let letters = (LETTERS * every / slots).max(2);
    let one = |(place, bar): (usize, &Bar<'_>)| {
        let (left, right) = (slot(place), slot(place + 1));
        let height = share(bar.value, largest);
        html! {
            <>
                <rect
                    class={bar.class()}
                    x={percent(left + (right - left) / 8)}
                    y={percent(WHOLE - height)}
                    width={percent((right - left) * 3 / 4)}
                    height={percent(height)}
                    rx="3"
                />
                { words(&figures[place], left, right, &percent(WHOLE - height), "-0.4em") }
                if place % every == 0 {
                    { words(&shortened(bar.name, letters), left, right, "100%", "1.3em") }
                }
            </>
        }
    };
    html! {
        <svg x="0" y="1.5em" width="100%" height="10.5em" overflow="visible">
            { for bars.iter().enumerate().map(one) }
            <line class="ground" x1="0" y1="100%" x2="100%" y2="100%"/>
        </svg>
    }
}

/// The figures that are written above their bars: all where there is room, else those that are worth
/// a look and the first of the largest.
fn figures(sheet: &Sheet<'_>, bars: &[Bar<'_>], largest: u64) -> Vec<String> {
    let all: Vec<_> = bars.iter().map(|bar| bar.figure(sheet)).collect();
    let widest = all.iter().map(|text| text.chars().count()).max();
    if widest.unwrap_or_default() * bars.len() <= LETTERS {
        return all;
    }
    let first = bars.iter().position(|bar| bar.value == largest);
    let chosen = |(place, text)| {
        let is_written = Some(place) == first || !bars[place].note.is_empty();
        if is_written { text } else { String::new() }
    };
    all.into_iter().enumerate().map(chosen).collect()
}

/// Words over or under the middle of a bar; near an edge they begin or end with the bar.
fn words(text: &str, left: u64, right: u64, y: &str, dy: &'static str) -> Html {
    if text.is_empty() {
        return Html::default();
    }
    let middle = u64::midpoint(left, right);
    let (anchor, x) = if text.chars().count() < 4 {
        ("middle", middle)
    } else if middle < WHOLE / 5 {
        ("start", left)
    } else if middle > WHOLE * 4 / 5 {
        ("end", right)
    } else {
        ("middle", middle)
    };
    html! { <text x={percent(x)} y={y.to_owned()} {dy} text-anchor={anchor}>{ text.to_owned() }</text> }
}
