use std::fmt::Write;
use std::fs;

use super::*;

type Rows = Vec<(u64, String, String)>;

fn rows(text: &[u8]) -> Result<Rows, CsvError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("some.csv");
    fs::write(&path, text).unwrap();
    let mut table = Table::open(&path, ["a", "b"])?;
    let mut rows = Vec::new();
    loop {
        let words = |field: &[u8]| String::from_utf8_lossy(field).into_owned();
        let Some(row) = table.next_row()?.map(|row| row.map(words)) else {
            return Ok(rows);
        };
        let [a, b] = row;
        rows.push((table.line(), a, b));
    }
}

fn check(text: &str, expected: &[(u64, &str, &str)]) {
    let rows = rows(text.as_bytes()).unwrap();
    let rows: Vec<_> = rows
        .iter()
        .map(|(line, a, b)| (*line, &a[..], &b[..]))
        .collect();
    assert_eq!(rows, expected, "{text:?}");
}

fn check_refused(text: &str, expected: &str) {
    let error = rows(text.as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), expected, "{text:?}");
}

#[test]
fn columns_are_found_by_name_and_lines_counted() {
    check("a,b\n1,2\n3,4", &[(2, "1", "2"), (3, "3", "4")]);
    check("\u{feff}a,b\n1,2", &[(2, "1", "2")]);
    check(
        "\u{feff}x,b,a\r\n0,2,1,9\r\n\r\n0,4,3\r\n",
        &[(2, "1", "2"), (4, "3", "4")],
    );
    check("a,b,a\n1,2,3\n,\n", &[(2, "1", "2"), (3, "", "")]);
    check("\"a\",b\n", &[]);
    check("\u{feff}\"a\",\"b\"\n1,2", &[(2, "1", "2")]);
}

#[test]
fn quotes_hold_commas_line_breaks_and_quotes() {
    check(
        "a,b\n\"x\"\"\n,y\",\n,z\n",
        &[(2, "x\"\n,y", ""), (4, "", "z")],
    );
    check(
        "a,b\r\n\"1\r\n\r\n2\",3\r\n4,\"\"",
        &[(2, "1\r\n\r\n2", "3"), (5, "4", "")],
    );
    check("\"x\ny\",b,a\n0,1,2\n", &[(3, "2", "1")]);
}

#[test]
fn what_is_no_table_is_refused_with_its_line() {
    check_refused("", "some.csv:1: there is no column a");
    check_refused("a,c\n", "some.csv:1: there is no column b");
    check_refused("a,b\n1,2\n3\n", "some.csv:3: there is no field b");
    check_refused("b,a\n1,2\n3\n", "some.csv:3: there is no field a");
    let stray = "a quote is not closed, or stands inside a field that does not begin with one";
    check_refused("a,b\n1,2\n\n3,\"4\n\n", &format!("some.csv:4: {stray}"));
    check_refused("a,b\n1,2\"\"\n", &format!("some.csv:2: {stray}"));
    check_refused("a,b\n\"1\"x,2\n", &format!("some.csv:2: {stray}"));
    let long = format!("a,b\n1,{}", "2".repeat(2 << 20));
    check_refused(&long, "some.csv:2: the row is longer than 1048576 bytes");
}

#[test]
fn rows_are_whole_wherever_a_block_ends() {
    let number = 60_000;
    for quoted in [false, true] {
        let mut text = String::from("a,b\n");
        for at in 0..number {
            let quote = if quoted && at % 7 == 0 { "\"" } else { "" };
            writeln!(text, "{quote}first {at}{quote},{}", at * 3).unwrap();
        }
        let rows = rows(text.as_bytes()).unwrap();
        assert_eq!(rows.len(), number);
        for (at, row) in rows.into_iter().enumerate() {
            assert_eq!(
                row,
                (at as u64 + 2, format!("first {at}"), (at * 3).to_string())
            );
        }
    }
}

#[test]
fn numbers_are_digits_within_range() {
    assert_eq!(number(b"0", 5), Some(0));
    assert_eq!(number(b"007", 7), Some(7));
    assert_eq!(number(b"4294967295", u32::MAX), Some(u32::MAX));
    for wrong in [
        "",
        "8",
        "-1",
        "+1",
        " 1",
        "1 ",
        "1.0",
        "99999999999999999999999",
        "x",
    ] {
        assert_eq!(number(wrong.as_bytes(), 7), None, "{wrong:?}");
    }
}
