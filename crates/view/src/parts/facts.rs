//! Figures that someone acts on, with what they are.

use yew::{Html, html};

use crate::sheet::Sheet;

/// Figures in a row, each above its meaning. A figure is written large once: here.
pub(crate) fn facts(sheet: &Sheet<'_>, facts: &[(u32, &str)]) -> Html {
    let fact = |(figure, key): &(u32, &str)| {
        let number = sheet.words.number((*figure).into());
        html! {
            <div>
                <dt>{ sheet.tell(key, &[("count", (*figure).into())]) }</dt>
                <dd>{ number }</dd>
            </div>
        }
    };
    html! { <dl class="facts">{ for facts.iter().map(fact) }</dl> }
}
