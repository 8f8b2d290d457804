//! Writes a virtual tree as HTML text.
//!
//! The pages are plain functions that return yew nodes, so no component has to run to know what
//! they show, and writing them out is a walk over the tree: no executor, no second rendering
//! library, and nothing for the browser to match against later.

use yew::virtual_dom::{VNode, VTag};

/// Elements that have no end tag (HTML, section 13.1.2).
const VOID: [&str; 8] = ["br", "hr", "img", "input", "link", "meta", "source", "wbr"];

/// Attributes that are said by being there; of others the same word may be the value.
const BOOLEAN: [&str; 9] = [
    "autofocus",
    "checked",
    "disabled",
    "hidden",
    "multiple",
    "open",
    "readonly",
    "required",
    "selected",
];

/// The HTML text of a tree of elements and text. Everything that comes from data is escaped.
///
/// Components, portals and raw HTML do not occur in the pages and write nothing.
pub fn write(node: &VNode) -> String {
    let mut out = String::with_capacity(8 * 1024);
    write_node(&mut out, node);
    out
}

fn write_node(out: &mut String, node: &VNode) {
    match node {
        VNode::VTag(tag) => write_tag(out, tag),
        VNode::VText(text) => escape_text(out, &text.text),
        VNode::VList(list) => list.iter().for_each(|child| write_node(out, child)),
        VNode::VComp(_)
        | VNode::VPortal(_)
        | VNode::VRef(_)
        | VNode::VSuspense(_)
        | VNode::VRaw(_) => {}
    }
}

fn write_tag(out: &mut String, tag: &VTag) {
    let name = tag.tag();
    let is_textarea = name == "textarea";
    out.push('<');
    out.push_str(name);
    for (key, value) in tag.attributes.iter() {
        write_attribute(out, key, value);
    }
    if tag.checked() == Some(true) {
        out.push_str(" checked");
    }
    if let Some(value) = tag.value().filter(|_| !is_textarea) {
        write_attribute(out, "value", value);
    }
    out.push('>');
    if VOID.contains(&name) {
        return;
    }
    if let Some(value) = tag.value().filter(|_| is_textarea) {
        // The parser drops one newline after the start tag, so a text that begins with one needs two.
        out.push('\n');
        escape_text(out, value);
    }
    if let Some(children) = tag.children() {
        write_node(out, children);
    }
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

fn write_attribute(out: &mut String, key: &str, value: &str) {
    out.push(' ');
    out.push_str(key);
    // The macro writes these as hidden="hidden".
    if key == value && BOOLEAN.contains(&key) {
        return;
    }
    out.push_str("=\"");
    escape(out, value, |byte| match byte {
        b'&' => Some("&amp;"),
        b'"' => Some("&quot;"),
        b'<' => Some("&lt;"),
        _ => None,
    });
    out.push('"');
}

fn escape_text(out: &mut String, text: &str) {
    escape(out, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        _ => None,
    });
}

/// Copies what lies between two characters that are written otherwise in one piece: pages are
/// nearly all plain text. Those characters are ASCII, so every cut is between two characters.
fn escape(out: &mut String, text: &str, otherwise: impl Fn(u8) -> Option<&'static str>) {
    let mut copied = 0;
    for (index, byte) in text.bytes().enumerate() {
        if let Some(written) = otherwise(byte) {
            out.push_str(&text[copied..index]);
            out.push_str(written);
            copied = index + 1;
        }
    }
    out.push_str(&text[copied..]);
}

#[cfg(test)]
mod tests {
    use yew::html;

    use super::*;

    fn check(node: &VNode, expected: &str) {
        assert_eq!(write(node), expected);
    }

    #[test]
    fn elements_and_text_are_written_as_html() {
        check(
            &html! { <p class="lead">{ "One" }<br/>{ "two" }</p> },
            r#"<p class="lead">One<br>two</p>"#,
        );
        check(&html! { <><i/>{ "a" }</> }, "<i></i>a");
    }

    #[test]
    fn nothing_in_data_becomes_markup() {
        let name = r#"</p><script>"x"&'"#.to_owned();
        check(
            &html! { <p title={name.clone()}>{ name }</p> },
            "<p title=\"&lt;/p>&lt;script>&quot;x&quot;&amp;'\">\
             &lt;/p&gt;&lt;script&gt;\"x\"&amp;'</p>",
        );
    }

    #[test]
    fn fields_keep_their_values_and_states() {
        check(
            &html! { <input type="radio" name="q" value="a\"b" checked={true} required={true}/> },
            r#"<input type="radio" name="q" required checked value="a&quot;b">"#,
        );
        check(
            &html! { <input type="checkbox" checked={false} disabled={false}/> },
            r#"<input type="checkbox">"#,
        );
        check(
            &html! { <input name="search" value="value"/> },
            r#"<input name="search" value="value">"#,
        );
        check(&html! { <p hidden={true}/> }, "<p hidden></p>");
        check(
            &html! { <select><option value="a" selected={true}/><option value="b" selected={false}/></select> },
            r#"<select><option value="a" selected></option><option value="b"></option></select>"#,
        );
        check(
            &html! { <textarea value="\n<b>"/> },
            "<textarea>\n\n&lt;b&gt;</textarea>",
        );
    }
}
