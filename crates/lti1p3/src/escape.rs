//! Undoing the HTML escapes that Moodle puts into names it sends as JSON.

/// Replaces the five named entities and numeric ones, once: `&amp;lt;` becomes `&lt;`, not `<`.
pub(crate) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (plain, used) = entity(rest).unwrap_or(('&', 1));
        out.push(plain);
        rest = &rest[used..];
    }
    out.push_str(rest);
    out
}

/// The character that `text` begins with as an entity, and the entity's length in bytes.
fn entity(text: &str) -> Option<(char, usize)> {
    // The longest that is understood is `&#1114111;`.
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let plain = match &text[1..end] {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        name => numeric(name)?,
    };
    Some((plain, end + 1))
}

fn numeric(name: &str) -> Option<char> {
    let digits = name.strip_prefix('#')?;
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(code).filter(|c| !c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(escaped: &str, plain: &str) {
        assert_eq!(unescape(escaped), plain);
    }

    #[test]
    fn entities_are_undone_once_and_nothing_else_changes() {
        check("R&amp;D x", "R&D x");
        check("Zoë O&#039;Brien", "Zoë O'Brien");
        check("Zoë O&#x27;Brien", "Zoë O'Brien");
        check("&lt;b&gt; &quot;x&quot; &apos;", "<b> \"x\" '");
        check("&amp;lt;", "&lt;");
        check("Marks & Spencer", "Marks & Spencer");
        check("a & b; c", "a & b; c");
        check("&", "&");
        check("&unknown;", "&unknown;");
        check("&#0;&#x110000;&#10;", "&#0;&#x110000;&#10;");
        check("李 小明 &#26446;", "李 小明 李");
        check("&李;", "&李;");
        check("محمد", "محمد");
    }
}
