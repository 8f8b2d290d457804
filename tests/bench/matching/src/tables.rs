//! Reads the files of a scheme: the columns wanted, as numbers.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};

/// Calls with some columns of each row, a line at a time, so that no text stays in memory.
pub(crate) fn each<const N: usize>(
    path: &Path,
    names: [&str; N],
    mut take: impl FnMut([u32; N]) -> Result<()>,
) -> Result<()> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let mut lines = BufReader::with_capacity(1 << 20, file);
    let mut line = String::new();
    lines.read_line(&mut line)?;
    let header: Vec<&str> = line.trim_end().split(',').collect();
    let mut places = [0; N];
    for (place, name) in places.iter_mut().zip(names) {
        let found = header.iter().position(|it| *it == name);
        *place = found.with_context(|| format!("{}: no column {name}", path.display()))?;
    }
    loop {
        line.clear();
        if lines.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let mut numbers = [0; N];
        for (number, place) in numbers.iter_mut().zip(places) {
            let field = line.trim_end().split(',').nth(place);
            let read = field.and_then(|it| it.parse().ok());
            *number = read.with_context(|| format!("{}: {line:?}", path.display()))?;
        }
        take(numbers)?;
    }
}

/// Some columns of all rows.
pub(crate) fn all<const N: usize>(path: &Path, names: [&str; N]) -> Result<Vec<[u32; N]>> {
    let mut rows = Vec::new();
    each(path, names, |row| {
        rows.push(row);
        Ok(())
    })?;
    Ok(rows)
}
