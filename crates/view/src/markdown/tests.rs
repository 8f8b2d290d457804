use super::*;
use crate::html::write;

fn check(text: &str, expected: &str) {
    assert_eq!(write(&draw(text, 2)), expected, "{text}");
}

/// Draws a text as pulldown-cmark does, with headings one level lower as ours are.
fn check_as_commonmark(text: &str) {
    let mut expected = String::new();
    pulldown_cmark::html::push_html(&mut expected, pulldown_cmark::Parser::new(text));
    for level in (1..6).rev() {
        for bracket in ["<h", "</h"] {
            let (old, new) = (
                format!("{bracket}{level}>"),
                format!("{bracket}{}>", level + 1),
            );
            expected = expected.replace(&old, &new);
        }
    }
    let expected = expected.replace(" />", ">").replace("&quot;", "\"");
    let ours = write(&draw(text, 2)).replace(" rel=\"noopener noreferrer\"", "");
    assert_eq!(without_breaks(&ours), without_breaks(&expected), "{text}");
}

/// The same HTML without the space that no browser shows: beside the tags of blocks.
fn without_breaks(html: &str) -> String {
    let mut html = html.replace('\n', " ");
    for name in [
        "p",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "blockquote",
        "hr",
        "br",
    ] {
        for tag in [format!("<{name}>"), format!("</{name}>")] {
            html = html
                .replace(&format!("{tag} "), &tag)
                .replace(&format!(" {tag}"), &tag);
        }
    }
    html
}

#[test]
fn what_departments_write_is_drawn_as_commonmark_has_it() {
    for text in [
        "One line.",
        "One *two*\nthree **four**.",
        "# Keep\n\nText\n\n## Speak\nText",
        "### Deep ###",
        "## C#",
        "## ##",
        "9. a\n10. b\n    c",
        "10. abc\n11. def",
        "- a\n- **b**\n- c",
        "* a\n  goes on\n* b",
        "1. a\n2. b",
        "3. a\n4. b",
        "Before\n\n- a\n- b\n\nAfter",
        "- a\n  - b\n  - c\n- d",
        "> so\n> it is",
        "> ## Said\n> once\n> - a\n> - b",
        "`a<b` and *not `em`*",
        "Two  \nlines",
        "one\n\n---\n\ntwo",
        "2 * 3 * 4 and a*b",
        "\\*not\\* \\[a\\](b)",
        "[Nightline](https://example.ac.uk/night) and [ring](tel:116123)",
        "**[Bold](https://example.ac.uk/)** [*em*](mailto:a@example.ac.uk)",
        "Ampersand & \"quotes\" – dash’s",
        "Mae’r **mentor** yn *gwrando*.",
        "",
        "\n\n",
    ] {
        check_as_commonmark(text);
    }
}

#[test]
fn raw_html_and_images_show_as_text() {
    check("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>");
    check(
        "<script>\nx\n</script>",
        "<p>&lt;script&gt; x &lt;/script&gt;</p>",
    );
    check("![cat](javascript:x)", "<p>!cat</p>");
}

#[test]
fn only_harmless_addresses_become_links() {
    for address in [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "//elsewhere/x",
        "/\\elsewhere",
        "vbscript:x",
    ] {
        check(&format!("[x]({address})"), "<p>x</p>");
    }
}

#[test]
fn unfinished_markdown_is_drawn_as_far_as_it_goes() {
    check("**a", "<p>**a</p>");
    check("[a](", "<p>[a](</p>");
    check("a \\", "<p>a \\</p>");
    for text in [
        "> - # ", "```\na", "\u{0}", "- ", "1. ", "#", ">", "-\u{a0}", "é*é*é",
    ] {
        let _ = write(&draw(text, 2));
    }
}

#[test]
fn a_title_is_taken_off_the_text() {
    let check = |text, expected| assert_eq!(split_title(text), expected);
    check("# Code\n\nText", (Some("Code"), "\nText"));
    check("\n# Code", (Some("Code"), ""));
    check("Text\n# Code", (None, "Text\n# Code"));
    check("", (None, ""));
}

#[test]
fn deep_nesting_ends() {
    let _ = write(&draw(&"> ".repeat(5000), 2));
    let _ = write(&draw(&format!("{}a", "- ".repeat(5000)), 2));
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic_or_write_a_tag_of_its_own(text in r"(\PC|[\n>#*`\[\]()\\ 1.-]){0,80}") {
        let written = write(&draw(&text, 2));
        for piece in written.split('<').skip(1) {
            let name: String = piece.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '/').collect();
            let known = ["p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "em", "strong", "code", "a", "br", "hr", "blockquote"];
            assert!(known.contains(&name.trim_start_matches('/')), "{written}");
        }
    }
}
