//! The pages say what the tables say, and the tables what the schema says.

use std::{collections::BTreeMap, fmt::Write as _, fs};

use super::*;

/// Writes the block anew where `UPDATE` is set, so that a change here is one command away.
fn check(page: &str, block: &str, expected: &str) {
    let path = format!("{}/../../docs/assurance/{page}", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(&path).unwrap_or_default();
    let marks = [
        format!("<!-- {block}: written by crates/service/src/assurance.rs -->\n"),
        format!("<!-- {block}: end -->\n"),
    ];
    let [start, end] = marks.each_ref().map(|mark| {
        text.find(mark)
            .unwrap_or_else(|| panic!("docs/assurance/{page} has no line {mark}"))
    });
    let start = start + marks[0].len();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(
            &path,
            format!("{}{expected}{}", &text[..start], &text[end..]),
        )
        .unwrap();
        return;
    }
    assert_eq!(
        &text[start..end],
        expected,
        "docs/assurance/{page} is stale: run the tests with UPDATE=1"
    );
}

/// The tables and columns of every migration, by the words `create table` and the lines after them.
fn schema() -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut tables = BTreeMap::new();
    let mut current = None;
    for line in store::MIGRATIONS.iter().flat_map(|(.., sql)| sql.lines()) {
        if let Some(name) = line.strip_prefix("create table ") {
            current = name.split(' ').next();
        } else if line.starts_with(')') {
            current = None;
        } else if let (Some(table), Some(column)) = (current, line.split_whitespace().next()) {
            let columns: &mut Vec<_> = tables.entry(table).or_default();
            columns.push(column);
        }
    }
    tables
}

fn table(name: &str) -> &'static Table {
    let found = TABLES.iter().find(|table| table.name == name);
    found.unwrap_or_else(|| {
        panic!("{name} is in the schema; say in assurance/tables.rs what it holds")
    })
}

fn source_rows(source: &Source) -> String {
    let mut text = format!(
        "\n### {}\n\n{}\n\n| What | Why | Where it is kept | How long |\n| --- | --- | --- | --- |\n",
        source.name, source.what
    );
    for datum in source.data {
        let (place, life) = match datum.kept {
            Kept::Dropped => ("nowhere".to_owned(), "while it is answered".to_owned()),
            Kept::Ignored => ("nowhere: it is not looked at".to_owned(), "–".to_owned()),
            Kept::Elsewhere(place) => (place.to_owned(), "see there".to_owned()),
            Kept::In(place) => {
                let name = place.split('.').next().unwrap();
                (format!("`{place}`"), table(name).life.to_string())
            }
        };
        writeln!(
            text,
            "| {} | {} | {place} | {life} |",
            datum.said, datum.why
        )
        .unwrap();
    }
    text
}

fn table_rows(personal: bool) -> String {
    let mut text = "\n| Table | What it holds | How long |\n| --- | --- | --- |\n".to_owned();
    for table in TABLES.iter().filter(|table| table.personal == personal) {
        let (name, holds, life) = (table.name, table.holds, table.life);
        writeln!(text, "| `{name}` | {holds} | {life} |").unwrap();
    }
    text + "\n"
}

#[test]
fn the_page_of_what_is_read_is_what_the_code_says() {
    let text: String = SOURCES.iter().map(source_rows).collect();
    check("data-we-read.md", "what is read", &(text + "\n"));
}

#[test]
fn the_page_of_retention_is_what_the_code_says() {
    check("retention.md", "about people", &table_rows(true));
    check("retention.md", "about nobody", &table_rows(false));
}

#[test]
fn every_table_of_the_schema_says_what_it_holds_and_for_how_long() {
    let schema = schema();
    for name in schema.keys() {
        table(name);
    }
    let own = ["schema_version", "master_key_check"];
    for table in TABLES {
        let known = schema.contains_key(table.name) || own.contains(&table.name);
        assert!(known, "{} is not in the schema", table.name);
    }
}

#[test]
fn whatever_is_said_to_be_kept_has_a_column() {
    let schema = schema();
    for datum in SOURCES.iter().flat_map(|source| source.data) {
        if let Kept::In(place) = datum.kept {
            let (table, column) = place.split_once('.').unwrap();
            let columns = schema.get(table).map(Vec::as_slice).unwrap_or_default();
            assert!(
                columns.contains(&column),
                "{place}, where {} is kept",
                datum.said
            );
        }
    }
}

#[test]
fn a_span_is_said_in_the_largest_unit_that_says_it_whole() {
    let check = |span, expected| assert_eq!(in_words(span), expected);
    check(Span::days(7), "7 days");
    check(Span::hours(36), "36 hours");
    check(Span::minutes(13), "13 minutes");
}
