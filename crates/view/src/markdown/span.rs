//! What stands inside a paragraph.

use yew::{
    Html, html,
    virtual_dom::{VNode, VText},
};

/// Draws a paragraph's text.
pub(super) fn draw(text: &str) -> Html {
    let mut drawn = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if let Some((node, after)) = special(rest) {
            flush(&mut drawn, &mut plain);
            drawn.push(node);
            rest = after;
        } else if let Some(escaped) = escaped(rest) {
            plain.push(escaped);
            rest = &rest[2..];
        } else {
            plain.push(if letter == '\n' { ' ' } else { letter });
            rest = &rest[letter.len_utf8()..];
        }
    }
    flush(&mut drawn, &mut plain);
    drawn.into_iter().collect()
}

fn flush(drawn: &mut Vec<Html>, plain: &mut String) {
    if !plain.is_empty() {
        drawn.push(VText::new(std::mem::take(plain)).into());
    }
}

/// The punctuation behind a backslash.
fn escaped(text: &str) -> Option<char> {
    let next = text.strip_prefix('\\')?.chars().next()?;
    next.is_ascii_punctuation().then_some(next)
}

/// What begins here if it is more than text, and what follows it.
fn special(text: &str) -> Option<(VNode, &str)> {
    match text.as_bytes()[0] {
        b'*' => emphasis(text),
        b'`' => {
            let (code, after) = enclosed(text, "`", "`")?;
            Some((html! { <code>{ code.replace('\n', " ") }</code> }, after))
        }
        b'[' => link(text),
        b' ' => text
            .strip_prefix("  \n")
            .map(|after| (html! { <br/> }, after)),
        _ => None,
    }
}

fn emphasis(text: &str) -> Option<(VNode, &str)> {
    if let Some((inner, after)) = enclosed(text, "**", "**").filter(|(inner, _)| is_tight(inner)) {
        return Some((html! { <strong>{ draw(inner) }</strong> }, after));
    }
    let (inner, after) = enclosed(text, "*", "*").filter(|(inner, _)| is_tight(inner))?;
    Some((html! { <em>{ draw(inner) }</em> }, after))
}

/// Stars around nothing, or beside a space, are stars.
fn is_tight(inner: &str) -> bool {
    !inner.is_empty() && !inner.starts_with([' ', '\n', '*']) && !inner.ends_with([' ', '\n'])
}

/// What stands between two marks, and what follows the second.
fn enclosed<'t>(text: &'t str, open: &str, close: &str) -> Option<(&'t str, &'t str)> {
    text.strip_prefix(open)?.split_once(close)
}

fn link(text: &str) -> Option<(VNode, &str)> {
    let (label, after) = enclosed(text, "[", "](")?;
    let (address, after) = after.split_at(closing_bracket(after)?);
    if label.contains(['[', ']']) || address.contains(char::is_whitespace) {
        return None;
    }
    let inner = draw(label);
    let node = if is_harmless(address) {
        let rel = address.starts_with("http").then_some("noopener noreferrer");
        html! { <a href={address.to_owned()} {rel}>{ inner }</a> }
    } else {
        inner
    };
    Some((node, &after[1..]))
}

/// Where the bracket closes that was open before; an address may hold pairs of its own.
fn closing_bracket(text: &str) -> Option<usize> {
    let mut open = 1;
    text.find(|letter| {
        open += match letter {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        open == 0
    })
}

/// Whether an address leads to a page, a mailbox or a telephone.
fn is_harmless(address: &str) -> bool {
    const STARTS: [&str; 5] = ["https://", "http://", "mailto:", "tel:", "#"];
    STARTS.iter().any(|start| address.starts_with(start))
        || (address.starts_with('/') && !address.starts_with("//") && !address.contains('\\'))
}
