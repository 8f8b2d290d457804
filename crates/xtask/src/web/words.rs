//! Compiles Fluent to the tables that the app reads (`view::table` says what is in them).
//!
//! Text, variables, selections by number or by word, and references to messages and terms, which
//! are written out. Anything else is an error here, so that no page can need what the table lacks.

use std::collections::BTreeMap;

use anyhow::{Context, Result, anyhow, bail, ensure};
use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey,
};

/// Opens a place where something varies; the same as in `view::table`.
pub(crate) const OPEN: char = '\u{E000}';
/// Stands before each key and each pattern of a choice.
pub(crate) const NEXT: char = '\u{E001}';
/// Closes the place.
pub(crate) const CLOSE: char = '\u{E002}';

/// References may go through so many messages; a circle goes through more.
const LONGEST_CHAIN: u8 = 8;

/// Patterns by key, terms with their dash.
type Patterns<'s> = BTreeMap<String, Pattern<&'s str>>;

/// Compiles the Fluent files of one language (name and text) to compiled patterns by key.
pub(crate) fn compile(files: &[(String, String)]) -> Result<BTreeMap<String, String>> {
    let patterns = read(files)?;
    patterns
        .iter()
        .filter(|(key, _)| !key.starts_with('-'))
        .map(|(key, pattern)| {
            let mut out = String::new();
            write(&mut out, pattern, &patterns, LONGEST_CHAIN).with_context(|| key.clone())?;
            Ok((key.clone(), out))
        })
        .collect()
}

/// The variables of a compiled pattern, in no order.
pub(crate) fn variables(compiled: &str) -> Vec<&str> {
    let mut names: Vec<_> = compiled
        .split(OPEN)
        .skip(1)
        .filter_map(|place| place.split([NEXT, CLOSE]).next())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn read(files: &[(String, String)]) -> Result<Patterns<'_>> {
    let mut patterns = Patterns::new();
    for (name, text) in files {
        let resource = fluent_syntax::parser::parse(text.as_str())
            .map_err(|(_, errors)| anyhow!("{name}: {errors:?}"))?;
        for entry in resource.body {
            let Some((key, pattern)) = entry_of(entry).with_context(|| name.clone())? else {
                continue;
            };
            let before = patterns.insert(key.clone(), pattern);
            ensure!(before.is_none(), "{name}: {key} is there twice");
        }
    }
    Ok(patterns)
}

/// The key and pattern of an entry; nothing for a comment.
fn entry_of(entry: Entry<&str>) -> Result<Option<(String, Pattern<&str>)>> {
    let (key, pattern, attributes) = match entry {
        Entry::Message(message) => (
            message.id.name.to_owned(),
            message.value,
            message.attributes,
        ),
        Entry::Term(term) => (
            format!("-{}", term.id.name),
            Some(term.value),
            term.attributes,
        ),
        Entry::Junk { content } => bail!("cannot be read: {content}"),
        _ => return Ok(None),
    };
    ensure!(attributes.is_empty(), "{key} has attributes");
    let pattern = pattern.with_context(|| format!("{key} has no text"))?;
    Ok(Some((key, pattern)))
}

fn write(out: &mut String, pattern: &Pattern<&str>, all: &Patterns<'_>, chain: u8) -> Result<()> {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text(out, value)?,
            PatternElement::Placeable { expression } => place(out, expression, all, chain)?,
        }
    }
    Ok(())
}

fn text(out: &mut String, value: &str) -> Result<()> {
    ensure!(
        !value.contains([OPEN, NEXT, CLOSE]),
        "the text has a private-use character"
    );
    out.push_str(value);
    Ok(())
}

fn place(
    out: &mut String,
    expression: &Expression<&str>,
    all: &Patterns<'_>,
    chain: u8,
) -> Result<()> {
    match expression {
        Expression::Inline(inline) => self::inline(out, inline, all, chain),
        Expression::Select { selector, variants } => {
            let InlineExpression::VariableReference { id } = selector else {
                bail!("it selects by something other than a variable");
            };
            out.push(OPEN);
            out.push_str(id.name);
            // The default may stand anywhere in the file; the table has it last.
            let (defaults, others): (Vec<_>, Vec<_>) =
                variants.iter().partition(|each| each.default);
            for variant in others.into_iter().chain(defaults) {
                self::variant(out, variant, all, chain)?;
            }
            out.push(CLOSE);
            Ok(())
        }
    }
}

fn variant(out: &mut String, variant: &Variant<&str>, all: &Patterns<'_>, chain: u8) -> Result<()> {
    let (VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name }) = variant.key;
    out.push(NEXT);
    if variant.default {
        out.push('*');
    }
    out.push_str(name);
    out.push(NEXT);
    write(out, &variant.value, all, chain)
}

fn inline(
    out: &mut String,
    inline: &InlineExpression<&str>,
    all: &Patterns<'_>,
    chain: u8,
) -> Result<()> {
    match inline {
        InlineExpression::VariableReference { id } => {
            out.push(OPEN);
            out.push_str(id.name);
            out.push(CLOSE);
            Ok(())
        }
        InlineExpression::StringLiteral { value } => text(
            out,
            &fluent_syntax::unicode::unescape_unicode_to_string(value),
        ),
        InlineExpression::NumberLiteral { value } => text(out, value),
        InlineExpression::MessageReference {
            id,
            attribute: None,
        } => refer(out, id.name, all, chain),
        InlineExpression::TermReference {
            id,
            attribute: None,
            arguments: None,
        } => refer(out, &format!("-{}", id.name), all, chain),
        InlineExpression::Placeable { expression } => place(out, expression, all, chain),
        InlineExpression::FunctionReference { id, .. } => bail!("it calls {}()", id.name),
        InlineExpression::MessageReference { id, .. }
        | InlineExpression::TermReference { id, .. } => {
            bail!("it refers to {} with an attribute or arguments", id.name)
        }
    }
}

fn refer(out: &mut String, key: &str, all: &Patterns<'_>, chain: u8) -> Result<()> {
    ensure!(chain > 0, "its references go in a circle");
    let pattern = all
        .get(key)
        .with_context(|| format!("it refers to {key}, which is nowhere"))?;
    write(out, pattern, all, chain - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compiles a file and shows one key's pattern with `{`, `|` and `}` for the marks.
    fn check(file: &str, expected: &str) {
        let files = [("test.ftl".to_owned(), file.to_owned())];
        let shown = match compile(&files) {
            Ok(table) => table["key"]
                .replace(OPEN, "{")
                .replace(NEXT, "|")
                .replace(CLOSE, "}"),
            Err(error) => format!("error: {error:#}"),
        };
        assert_eq!(shown, expected, "{file}");
    }

    #[test]
    fn what_our_files_use_is_compiled() {
        check("key = Hello", "Hello");
        check("key = Hello { $name }!", "Hello {name}!");
        check("key = { \"{\" }a", "{a");
        check(
            "key = { $n ->\n [0] Nobody\n *[other] { $n } people\n [one] One\n } came",
            "{n|0|Nobody|one|One|*other|{n} people} came",
        );
        check(
            "key =\n    One line\n    and another",
            "One line\nand another",
        );
    }

    #[test]
    fn references_are_written_out() {
        check("key = Read { other }\nother = this { $n }", "Read this {n}");
        check("key = { -brand }\n-brand = Alongside", "Alongside");
    }

    #[test]
    fn what_the_table_cannot_say_is_an_error() {
        check("key = { NUMBER($n) }", "error: key: it calls NUMBER()");
        check(
            "key = { -brand(case: \"x\") }\n-brand = A",
            "error: key: it refers to brand with an attribute or arguments",
        );
        check("key = { key }", "error: key: its references go in a circle");
        check(
            "key = { other }",
            "error: key: it refers to other, which is nowhere",
        );
        check(
            "key = a\n    .title = b",
            "error: test.ftl: key has attributes",
        );
        check("key = a\nkey = b", "error: test.ftl: key is there twice");
        check(
            "key = \u{E000}",
            "error: key: the text has a private-use character",
        );
        check(
            "key = { NUMBER($n) ->\n *[other] x\n }",
            "error: key: it selects by something other than a variable",
        );
    }

    #[test]
    fn a_file_that_cannot_be_read_is_an_error() {
        let files = [("test.ftl".to_owned(), "key = { $".to_owned())];
        assert!(compile(&files).is_err());
    }
}
