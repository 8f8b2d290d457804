//! Draws Markdown as nodes. Raw HTML in it shows as text, and images are their description: what a
//! department writes can never become markup, a request to elsewhere, or a script.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Parser, Tag, TagEnd};
use yew::{
    Html,
    virtual_dom::{VNode, VTag, VText},
};

/// Draws a text whose `#` becomes a heading of level `top`, `##` the one below it, and so on.
pub fn draw(text: &str, top: u8) -> Html {
    let mut open = vec![VTag::new("")];
    for event in Parser::new(text) {
        match event {
            Event::Start(tag) => open.push(element(&tag, top)),
            Event::End(end) => close(&mut open, end),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                add_text(&mut open, &text);
            }
            Event::Code(text) => {
                open.push(VTag::new("code"));
                add_text(&mut open, &text);
                close_one(&mut open);
            }
            Event::SoftBreak => add_text(&mut open, &CowStr::Borrowed(" ")),
            Event::HardBreak => add(&mut open, VTag::new("br").into()),
            Event::Rule => add(&mut open, VTag::new("hr").into()),
            // Extensions that are not switched on.
            _ => {}
        }
    }
    while open.len() > 1 {
        close_one(&mut open);
    }
    open.pop().and_then(VTag::into_children).unwrap_or_default()
}

/// The element of a Markdown construct. `span` carries what has no element of its own.
fn element(tag: &Tag<'_>, top: u8) -> VTag {
    match tag {
        Tag::Paragraph => VTag::new("p"),
        Tag::Heading { level, .. } => VTag::new(heading(*level, top)),
        Tag::BlockQuote(_) => VTag::new("blockquote"),
        Tag::CodeBlock(_) => VTag::new("pre"),
        Tag::List(None) => VTag::new("ul"),
        Tag::List(Some(first)) => {
            let mut list = VTag::new("ol");
            if *first != 1 {
                list.add_attribute("start", first.to_string());
            }
            list
        }
        Tag::Item => VTag::new("li"),
        Tag::Emphasis => VTag::new("em"),
        Tag::Strong => VTag::new("strong"),
        Tag::Link { dest_url, .. } => link(dest_url),
        _ => VTag::new("span"),
    }
}

/// A link, if it leads to a page, a mailbox or a telephone; otherwise only its text.
fn link(address: &str) -> VTag {
    const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];
    let leads_out = SCHEMES.iter().any(|scheme| {
        address
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    let is_own =
        address.starts_with('#') || (address.starts_with('/') && !address.starts_with("//"));
    if !leads_out && !is_own {
        return VTag::new("span");
    }
    let mut tag = VTag::new("a");
    tag.add_attribute("href", address.to_owned());
    if address.starts_with("http") {
        tag.add_attribute("rel", "noopener noreferrer");
    }
    tag
}

fn heading(level: HeadingLevel, top: u8) -> &'static str {
    match (level as u8 - 1).saturating_add(top) {
        0..=2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}

fn close(open: &mut Vec<VTag>, end: TagEnd) {
    // A metadata or definition construct cannot come: its extension is off.
    if !matches!(end, TagEnd::MetadataBlock(_)) {
        close_one(open);
    }
}

fn close_one(open: &mut Vec<VTag>) {
    if open.len() > 1
        && let Some(done) = open.pop()
    {
        add(open, done.into());
    }
}

fn add_text(open: &mut [VTag], text: &CowStr<'_>) {
    add(open, VText::new(text.to_string()).into());
}

fn add(open: &mut [VTag], node: VNode) {
    if let Some(parent) = open.last_mut() {
        parent.add_child(node);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::write;

    fn check(text: &str, expected: &str) {
        assert_eq!(write(&draw(text, 2)), expected, "{text}");
    }

    #[test]
    fn constructs_become_elements() {
        check(
            "# Keep\n\nOne *two*\nthree",
            "<h2>Keep</h2><p>One <em>two</em> three</p>",
        );
        check("### Deep", "<h4>Deep</h4>");
        check(
            "- a\n- **b**",
            "<ul><li>a</li><li><strong>b</strong></li></ul>",
        );
        check("3. a\n4. b", "<ol start=\"3\"><li>a</li><li>b</li></ol>");
        check("> so", "<blockquote><p>so</p></blockquote>");
        check("`a<b`", "<p><code>a&lt;b</code></p>");
        check(
            "[Nightline](https://example.ac.uk/night)",
            "<p><a href=\"https://example.ac.uk/night\" rel=\"noopener noreferrer\">Nightline</a></p>",
        );
        check(
            "[Ring](tel:116123)",
            "<p><a href=\"tel:116123\">Ring</a></p>",
        );
    }

    #[test]
    fn raw_html_and_images_show_as_text() {
        check("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>");
        check(
            "<script>\nx\n</script>",
            "<span>&lt;script&gt;\nx\n&lt;/script&gt;</span>",
        );
        check(
            "![a cat](https://elsewhere/cat.png)",
            "<p><span>a cat</span></p>",
        );
    }

    #[test]
    fn only_harmless_addresses_become_links() {
        for address in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//elsewhere/x",
            "vbscript:x",
        ] {
            check(&format!("[x]({address})"), "<p><span>x</span></p>");
        }
    }

    #[test]
    fn unfinished_markdown_is_drawn_as_far_as_it_goes() {
        for text in ["**a", "[a](", "> - # ", "```\na", "\u{0}", ""] {
            let _ = write(&draw(text, 2));
        }
    }
}
