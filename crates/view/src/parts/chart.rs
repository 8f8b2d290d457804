//! Bars that answer one question, with their figures as a table.
//!
//! A chart has one hue; what is worth a look is apricot, has an outline and a sign, and is named below.
//! The words are as large as the reader's other words however wide the chart is, so the drawing is laid
//! out in shares of its width and in letters of its height.

mod across;
mod scale;
mod up;

use yew::{Html, html};

use super::{Icon, icon, table};
use crate::sheet::Sheet;

/// What a chart shows.
pub(crate) struct Chart<'a> {
    /// Begins the ids of its parts.
    pub(crate) id: &'a str,
    /// What it finds, as a sentence: its heading, and its name for whoever does not see it.
    pub(crate) finding: String,
    /// What the names are, and what the figures are.
    pub(crate) heads: [String; 2],
    /// Its bars, in the order in which they stand.
    pub(crate) bars: &'a [Bar<'a>],
    /// How it is laid.
    pub(crate) lay: Lay,
}

/// A bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bar<'a> {
    /// What it is of.
    pub(crate) name: &'a str,
    /// Its figure.
    pub(crate) value: u64,
    /// Why it is worth a look, as a sentence that names it; empty where it is not.
    pub(crate) note: &'a str,
}

impl Bar<'_> {
    const fn class(&self) -> &'static str {
        if self.note.is_empty() {
            "bar"
        } else {
            "bar noted"
        }
    }

    /// Its figure as it stands beside it: with a sign where it is worth a look.
    fn figure(&self, sheet: &Sheet<'_>) -> String {
        let number = figure(sheet, self.value);
        if self.note.is_empty() {
            return number;
        }
        format!("! {number}")
    }
}

/// How the bars lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lay {
    /// One below the other, each under its name: for things.
    Across,
    /// Side by side: for what goes on in time.
    Up,
}

/// The finding, the drawing, what is worth a look in it, and the figures folded away.
pub(crate) fn chart(sheet: &Sheet<'_>, chart: &Chart<'_>) -> Html {
    if chart.bars.is_empty() {
        return html! { <p class="empty">{ sheet.say("chart-none") }</p> };
    }
    let finding = format!("{}-finding", chart.id);
    let (height, drawn) = match chart.lay {
        Lay::Across => (across::height(chart.bars), across::draw(sheet, chart.bars)),
        Lay::Up => (up::HEIGHT.to_owned(), up::draw(sheet, chart.bars)),
    };
    html! {
        <figure class="chart">
            <figcaption id={finding.clone()}>{ chart.finding.clone() }</figcaption>
            <svg role="img" aria-labelledby={finding} width="100%" {height} focusable="false">{ drawn }</svg>
            { notes(chart) }
            <details>
                <summary>{ sheet.say("chart-figures") }</summary>
                { figures(sheet, chart) }
            </details>
        </figure>
    }
}

fn notes(chart: &Chart<'_>) -> Html {
    let noted = chart.bars.iter().filter(|bar| !bar.note.is_empty());
    let note = |bar: &Bar<'_>| {
        html! { <p class="wrong">{ icon(Icon::Look) }<span>{ bar.note.to_owned() }</span></p> }
    };
    html! { <>{ for noted.map(note) }</> }
}

fn figures(sheet: &Sheet<'_>, chart: &Chart<'_>) -> Html {
    let row = |bar: &Bar<'_>| {
        let number = figure(sheet, bar.value);
        let told = match bar.note {
            "" => html! { number },
            why => html! { <>{ number }{ " " }<span class="small">{ why.to_owned() }</span></> },
        };
        vec![html! { bar.name.to_owned() }, told]
    };
    let rows = chart.bars.iter().map(row).collect();
    table(chart.finding.clone(), &chart.heads, rows)
}

fn figure(sheet: &Sheet<'_>, value: u64) -> String {
    sheet.words.number(i64::try_from(value).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests;
