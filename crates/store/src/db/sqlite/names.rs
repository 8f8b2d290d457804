//! The names of unique constraints, which SQLite forgets: it reports the columns instead.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::Connection;

/// From the columns as SQLite reports them (`table.a, table.b`) to the constraint's name.
#[derive(Clone, Default)]
pub(super) struct Constraints(Arc<HashMap<String, String>>);

impl Constraints {
    /// Reads the schema of an open, migrated database.
    pub(super) fn read(connection: &Connection) -> rusqlite::Result<Self> {
        let mut names = HashMap::new();
        let mut tables =
            connection.prepare("select name, sql from sqlite_schema where type = 'table'")?;
        let mut rows = tables.query([])?;
        while let Some(row) = rows.next()? {
            let (table, sql) = (row.get::<_, String>(0)?, row.get::<_, String>(1)?);
            let written = written_names(&sql);
            for (index, origin) in unique_indices(connection, &table)? {
                let columns = index_columns(connection, &index)?;
                let reported: Vec<_> = columns
                    .iter()
                    .map(|column| format!("{table}.{column}"))
                    .collect();
                let written = written.get(&columns.join(",")).cloned();
                let name = match origin.as_str() {
                    "c" => index,
                    "pk" => written.unwrap_or_else(|| format!("{table}_pkey")),
                    _ => written.unwrap_or_else(|| format!("{table}_{}_key", columns.join("_"))),
                };
                names.insert(reported.join(", "), name);
            }
        }
        Ok(Self(Arc::new(names)))
    }

    /// The name for what an error message reports: columns, or `index 'name'` where the index is
    /// on an expression. What is not known is given back as it is.
    pub(super) fn find<'a>(&'a self, reported: &'a str) -> &'a str {
        let index = reported
            .strip_prefix("index '")
            .and_then(|rest| rest.strip_suffix('\''));
        index
            .or_else(|| self.0.get(reported).map(String::as_str))
            .unwrap_or(reported)
    }
}

fn unique_indices(connection: &Connection, table: &str) -> rusqlite::Result<Vec<(String, String)>> {
    let sql = "select name, origin from pragma_index_list(?1) where \"unique\" = 1";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}

/// Expressions have no name and are left out: such an index is reported by its own name.
fn index_columns(connection: &Connection, index: &str) -> rusqlite::Result<Vec<String>> {
    let sql = "select name from pragma_index_info(?1) where name is not null order by seqno";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([index], |row| row.get(0))?;
    rows.collect()
}

/// The names written as `constraint NAME unique (a, b)` or `constraint NAME primary key (a)`, by
/// their columns joined with commas.
fn written_names(sql: &str) -> HashMap<String, String> {
    let sql = sql.to_lowercase();
    let mut names = HashMap::new();
    for part in sql.split("constraint ").skip(1) {
        let words: Vec<_> = part.split_whitespace().collect();
        let Some((name, rest)) = part.trim_start().split_once(char::is_whitespace) else {
            continue;
        };
        let is_unique = words.get(1).is_some_and(|word| word.starts_with("unique"));
        let is_primary = words.get(1) == Some(&"primary");
        let columns = rest
            .split_once('(')
            .and_then(|(_, rest)| rest.split_once(')'));
        if let (true, Some((columns, _))) = (is_unique || is_primary, columns) {
            let columns: Vec<_> = columns.split(',').map(str::trim).collect();
            names.insert(columns.join(","), name.to_owned());
        }
    }
    names
}
