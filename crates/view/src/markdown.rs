//! Draws the Markdown that departments write: headings, paragraphs, lists, quotations, rules,
//! emphasis, code and links.
//!
//! There is no raw HTML in it, so what a department writes can never become markup, a request to
//! elsewhere, or a script. The browser draws it too, where a whole `CommonMark` reader would cost
//! 58 KB, half of the student bundle; tests hold this one against `pulldown-cmark`.

mod span;

use yew::{Html, html, virtual_dom::VTag};

/// Deepest nesting of quotations and lists; deeper ones are drawn flat.
const DEEPEST: u8 = 6;

/// Draws a text whose `#` becomes a heading of level `top`, `##` the one below, and so on; the
/// highest is 2, as a page has one `h1`.
pub fn draw(text: &str, top: u8) -> Html {
    let lines: Vec<&str> = text.lines().collect();
    let level = Level {
        top,
        depth: 0,
        is_tight: false,
    };
    level.blocks(&lines)
}

/// The title of a text that begins with `# Title`, and the rest of it.
pub fn split_title(text: &str) -> (Option<&str>, &str) {
    let text = text.trim_start();
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    match first.strip_prefix("# ") {
        Some(title) => (Some(title.trim()), rest),
        None => (None, text),
    }
}

/// What a line begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    /// So many `#`.
    Heading(u8),
    Rule,
    Quote,
    /// A bullet of this width, with its space.
    Bullet(usize),
    /// A number of this width, with its point and space.
    Number(usize),
}

fn kind(line: &str) -> Kind {
    let text = line.trim_start();
    let hashes = text.bytes().take_while(|byte| *byte == b'#').count();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=6).contains(&hashes) && text[hashes..].starts_with(' ') {
        Kind::Heading(u8::try_from(hashes).unwrap_or(6))
    } else if text.starts_with("---") && text.trim_end().bytes().all(|byte| byte == b'-') {
        Kind::Rule
    } else if text.starts_with('>') {
        Kind::Quote
    } else if text.starts_with("- ") || text.starts_with("* ") {
        Kind::Bullet(2)
    } else if (1..=9).contains(&digits) && text[digits..].starts_with(". ") {
        Kind::Number(digits + 2)
    } else {
        Kind::Text
    }
}

/// How many lines the block that begins here has.
fn extent(lines: &[&str], kind: Kind) -> usize {
    let ends = |line: &str| match kind {
        Kind::Heading(_) | Kind::Rule => true,
        Kind::Quote => self::kind(line) != Kind::Quote,
        Kind::Text => line.trim().is_empty() || self::kind(line) != Kind::Text,
        Kind::Bullet(_) => !continues(line) && !matches!(self::kind(line), Kind::Bullet(_)),
        Kind::Number(_) => !continues(line) && !matches!(self::kind(line), Kind::Number(_)),
    };
    let is_list = matches!(kind, Kind::Bullet(_) | Kind::Number(_));
    for (index, line) in lines.iter().enumerate().skip(1) {
        let is_gap = is_list && line.trim().is_empty();
        let after_gap = is_gap && lines.get(index + 1).is_some_and(|next| !ends(next));
        if !after_gap && (is_gap || ends(line)) {
            return index;
        }
    }
    lines.len()
}

/// Whether a line goes on with the list item above it.
fn continues(line: &str) -> bool {
    line.starts_with("  ") && !line.trim().is_empty()
}

/// How deep the lines stand that are being drawn.
#[derive(Clone, Copy)]
struct Level {
    /// The heading level of one `#`.
    top: u8,
    /// How many quotations and lists are around.
    depth: u8,
    /// Whether paragraphs stand in their list item directly.
    is_tight: bool,
}

impl Level {
    fn blocks(self, lines: &[&str]) -> Html {
        let mut drawn = Vec::new();
        let mut rest = lines;
        while let Some(line) = rest.first() {
            let is_gap = line.trim().is_empty();
            let kind = if self.depth < DEEPEST {
                kind(line)
            } else {
                Kind::Text
            };
            let taken = if is_gap { 1 } else { extent(rest, kind) };
            if !is_gap {
                drawn.push(self.block(kind, &rest[..taken]));
            }
            rest = &rest[taken..];
        }
        drawn.into_iter().collect()
    }

    fn block(self, kind: Kind, lines: &[&str]) -> Html {
        match kind {
            Kind::Text if self.is_tight => span::draw(&lines.join("\n")),
            Kind::Text => html! { <p>{ span::draw(&lines.join("\n")) }</p> },
            Kind::Rule => html! { <hr/> },
            Kind::Heading(level) => heading(level + self.top, lines[0]),
            Kind::Quote => {
                let inner: Vec<_> = lines.iter().map(|line| unquote(line)).collect();
                html! { <blockquote>{ self.deeper(false).blocks(&inner) }</blockquote> }
            }
            Kind::Bullet(_) => html! { <ul>{ for self.items(lines) }</ul> },
            Kind::Number(width) => {
                let first = &lines[0].trim_start()[..width - 2];
                let start = (first != "1").then(|| first.to_owned());
                html! { <ol {start}>{ for self.items(lines) }</ol> }
            }
        }
    }

    fn deeper(self, is_tight: bool) -> Self {
        Self {
            depth: self.depth + 1,
            is_tight,
            ..self
        }
    }

    /// The items of a list, each with the lines indented below it.
    fn items(self, lines: &[&str]) -> Vec<Html> {
        let begins = |line: &&str| !continues(line) && !line.trim().is_empty();
        let mut drawn = Vec::new();
        let mut rest = lines;
        while !rest.is_empty() {
            let next = rest.iter().skip(1).position(begins);
            let (item, after) = rest.split_at(next.map_or(rest.len(), |index| index + 1));
            drawn.push(self.item(item));
            rest = after;
        }
        drawn
    }

    /// One item. Each has a width of its own: `9. ` is narrower than `10. `.
    fn item(self, lines: &[&str]) -> Html {
        let width = match kind(lines[0]) {
            Kind::Bullet(width) | Kind::Number(width) => width,
            _ => 0,
        };
        let mut inner: Vec<&str> = lines.iter().map(|line| outdent(line, width)).collect();
        inner[0] = lines[0].trim_start().get(width..).unwrap_or_default();
        let is_tight = inner.iter().all(|line| !line.trim().is_empty());
        html! { <li>{ self.deeper(is_tight).blocks(&inner) }</li> }
    }
}

fn heading(level: u8, line: &str) -> Html {
    const NAMES: [&str; 5] = ["h2", "h3", "h4", "h5", "h6"];
    let index = usize::from(level.saturating_sub(3)).min(NAMES.len() - 1);
    let mut tag = VTag::new(NAMES[index]);
    tag.add_child(span::draw(title(line)));
    tag.into()
}

/// The words of a heading: without its `#`, and without closing ones where a space parts them off.
fn title(line: &str) -> &str {
    let words = line.trim().trim_start_matches('#').trim();
    let open = words.trim_end_matches('#');
    if open.is_empty() || open.ends_with(' ') {
        open.trim_end()
    } else {
        words
    }
}

fn unquote(line: &str) -> &str {
    let inner = line.trim_start().trim_start_matches('>');
    inner.strip_prefix(' ').unwrap_or(inner)
}

/// A line without at most so many of its leading spaces.
fn outdent(line: &str, width: usize) -> &str {
    let spaces = line
        .bytes()
        .take(width)
        .take_while(|byte| *byte == b' ')
        .count();
    &line[spaces..]
}

#[cfg(test)]
mod tests;
