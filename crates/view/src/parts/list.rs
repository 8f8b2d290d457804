//! What belongs to a long list: a search, the way from page to page, and what is said of an empty one.

use api::{Route, list::Excerpt};
use yew::{Html, html};

use super::table::{Cell, table};
use crate::sheet::Sheet;

/// The search field of a list, labelled with what it looks in.
pub(crate) fn search(sheet: &Sheet<'_>, route: Route, label: &str, of: &Excerpt) -> Html {
    let typed = sheet.live.search.as_ref().unwrap_or(&of.search);
    html! {
        <search>
            <form method="get" action={sheet.href(route)} class="search">
                <label for="search">{ sheet.say(label) }</label>
                <div class="row">
                    <input type="search" id="search" name="search" maxlength="80" value={typed.clone()}/>
                    <button class="button">{ sheet.say("list-find") }</button>
                    if !of.search.is_empty() {
                        <a href={sheet.href(route)}>{ sheet.say("list-all") }</a>
                    }
                </div>
            </form>
        </search>
    }
}

/// The way to the pages before and after; nothing where there is one page.
pub(crate) fn paging(sheet: &Sheet<'_>, route: Route, of: &Excerpt) -> Html {
    let last = of.last();
    if last == 0 {
        return Html::default();
    }
    let link = |page: u32, key: &str| {
        let query = query(&[("search", &of.search), ("from", &page.to_string())]);
        html! { <a class="button" href={format!("{}{query}", sheet.href(route))}>{ sheet.say(key) }</a> }
    };
    html! {
        <nav class="row" aria-label={sheet.say("paging")}>
            if of.from > 0 { { link(of.from - 1, "page-before") } }
            <span>
                { sheet.tell("page-of", &[("page", (of.from + 1).into()), ("of", (last + 1).into())]) }
            </span>
            if of.from < last { { link(of.from + 1, "page-after") } }
        </nav>
    }
}

/// The rows of a list under its caption; where they were searched for, how many were found stands
/// first, and the reader goes on from there.
pub(crate) fn rows(
    sheet: &Sheet<'_>,
    caption: String,
    heads: &[String],
    rows: Vec<Vec<Cell>>,
    of: &Excerpt,
) -> Html {
    if of.search.is_empty() {
        return table(caption, heads, rows);
    }
    let args = [
        ("count", of.matching.into()),
        ("search", (&of.search).into()),
    ];
    html! {
        <>
            <p id="found" tabindex="-1">{ sheet.tell("list-found", &args) }</p>
            { table(caption, heads, rows) }
        </>
    }
}

/// What stands in the place of a list without rows: what to do, by its key, or that the search
/// found nothing.
pub(crate) fn nothing(sheet: &Sheet<'_>, key: &str, of: &Excerpt) -> Html {
    let text = if of.search.is_empty() {
        sheet.say(key)
    } else {
        sheet.tell("list-none-found", &[("search", (&of.search).into())])
    };
    let id = (!of.search.is_empty()).then_some("found");
    html! { <p class="empty" {id} tabindex={id.map(|_| "-1")}>{ text }</p> }
}

/// A query such as `?search=a%20b&from=1`, without the parts that say nothing.
fn query(pairs: &[(&str, &str)]) -> String {
    use std::fmt::Write;

    let mut out = String::new();
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        out.push(if out.is_empty() { '?' } else { '&' });
        out.push_str(name);
        out.push('=');
        for byte in value.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                out.push(char::from(byte));
            } else {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
