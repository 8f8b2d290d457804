//! One SQL text for two databases.
//!
//! Statements are written for PostgreSQL with `$1, $2` and read by SQLite with `?1, ?2`. Row locks,
//! which SQLite has no need of, are written as a comment that PostgreSQL reads as code:
//! `select id from job where … /*for update skip locked*/`.

/// The text as SQLite reads it. `$` inside a quoted string or a comment is left alone.
pub(crate) fn for_sqlite(sql: &str) -> String {
    let mut text = String::with_capacity(sql.len());
    let mut rest = sql;
    while let Some(char) = rest.chars().next() {
        let skipped = opaque(rest);
        let is_parameter = char == '$' && rest[1..].starts_with(|next: char| next.is_ascii_digit());
        let taken = skipped.unwrap_or(char.len_utf8());
        text.push_str(if is_parameter { "?" } else { &rest[..taken] });
        rest = &rest[taken..];
    }
    text
}

/// How many bytes the string or comment takes that `rest` begins with, if it begins with one. A
/// quote written twice ends one string and begins the next, which comes to the same.
fn opaque(rest: &str) -> Option<usize> {
    let pairs = [("'", "'"), ("\"", "\""), ("--", "\n"), ("/*", "*/")];
    let (open, close) = pairs.into_iter().find(|(open, _)| rest.starts_with(open))?;
    let end = rest[open.len()..].find(close);
    Some(end.map_or(rest.len(), |end| open.len() + end + close.len()))
}

/// The text as PostgreSQL reads it: `/*for update…*/` and `/*for share…*/` lose their comment marks.
pub(crate) fn for_postgres(sql: &str) -> String {
    let mut text = String::with_capacity(sql.len());
    let mut rest = sql;
    while let Some((before, after)) = rest.split_once("/*for ") {
        let Some((clause, tail)) = after.split_once("*/") else {
            break;
        };
        text.extend([before, "for ", clause]);
        rest = tail;
    }
    text.push_str(rest);
    text
}

/// The statements of a migration: each ends with `;` at the end of a line. Lines that start with
/// `--` are left out. Anything else that hides a second statement is refused by both databases,
/// because neither prepares two statements at once.
pub(crate) fn statements(sql: &str) -> Vec<String> {
    let mut statements = vec![];
    let mut current = String::new();
    for line in sql
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.trim_start().starts_with("--"))
    {
        let (line, ends) = line
            .strip_suffix(';')
            .map_or((line, false), |line| (line, true));
        current.push_str(line);
        current.push('\n');
        if ends {
            statements.push(std::mem::take(&mut current));
        }
    }
    statements.push(current);
    statements.retain(|statement| !statement.trim().is_empty());
    statements
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_change_their_mark_for_sqlite_and_strings_do_not() {
        let check = |sql, expected: &str| assert_eq!(for_sqlite(sql), expected);
        check(
            "select $2, $10 from t where a = $1",
            "select ?2, ?10 from t where a = ?1",
        );
        check(
            "select '$1', \"$2\", 'it''s $3', $4",
            "select '$1', \"$2\", 'it''s $3', ?4",
        );
        check("select 'a$b', $ from t", "select 'a$b', $ from t");
        check(
            "select $1 -- it's $2\n, $3 /* don't $4 */",
            "select ?1 -- it's $2\n, ?3 /* don't $4 */",
        );
        check("select 'é$1', $1, 'open $2", "select 'é$1', ?1, 'open $2");
        check("select 1 /*for update*/", "select 1 /*for update*/");
    }

    #[test]
    fn row_locks_are_code_for_postgres() {
        let check = |sql, expected: &str| assert_eq!(for_postgres(sql), expected);
        check(
            "select 1 /*for update skip locked*/ limit 1",
            "select 1 for update skip locked limit 1",
        );
        check(
            "a /*for share*/ b /*for update of x*/",
            "a for share b for update of x",
        );
        check("select 1 /* a comment */", "select 1 /* a comment */");
        check("select 1 /*for ever", "select 1 /*for ever");
    }

    #[test]
    fn migrations_are_cut_at_semicolons_that_end_a_line() {
        let check = |sql, expected: &[&str]| assert_eq!(statements(sql), expected);
        check(
            "create table a (x text);\n-- b; c\ninsert into a\nvalues ('1;2');\n\n",
            &[
                "create table a (x text)\n",
                "insert into a\nvalues ('1;2')\n",
            ],
        );
        check("drop table a", &["drop table a\n"]);
        check("-- nothing;\n\n", &[]);
    }
}
