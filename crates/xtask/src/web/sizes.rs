//! What a first visit loads, held against the budgets and against what was recorded before.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::{Context, Result, ensure};

use super::{
    BUNDLES, Bundle,
    dist::{Dist, Weight},
};

/// So much a bundle may grow, in bytes over the wire, before somebody has to say that it should.
const SLACK: usize = 2_000;

const HEAD: &str = "\
# Bytes over the wire of what a first visit loads, brotli, by the compiler named below.
# More than 2 KB of growth fails the checks until this is written anew, so that growth is a choice:
# UPDATE=1 cargo xtask test --only web
";

/// One line for each bundle; an error if one is too heavy.
pub(super) fn lines(dist: &Dist) -> Result<Vec<String>> {
    BUNDLES.iter().map(|bundle| line(dist, bundle)).collect()
}

/// What a first visit loads: what it is, and its plain name.
fn parts(bundle: &Bundle) -> [(&'static str, String); 5] {
    let name = bundle.name;
    [
        ("wasm", format!("{name}.wasm")),
        ("glue", format!("{name}.js")),
        ("boot", "boot.js".to_owned()),
        ("style", "app.css".to_owned()),
        ("words", format!("{name}-en.json")),
    ]
}

fn line(dist: &Dist, bundle: &Bundle) -> Result<String> {
    let name = bundle.name;
    let mut all = Weight::default();
    let mut each = String::new();
    for (what, file) in parts(bundle) {
        let weight = dist.weigh(&file)?;
        all.raw += weight.raw;
        all.gzip += weight.gzip;
        all.brotli += weight.brotli;
        write!(each, ", {what} {}", kilo(weight.brotli))?;
    }
    let line = format!(
        "{name}: {} KB brotli all in ({} raw, {} gzip; gate {}, aim {}){each}",
        kilo(all.brotli),
        kilo(all.raw),
        kilo(all.gzip),
        kilo(bundle.gate),
        kilo(bundle.aim),
    );
    ensure!(all.brotli <= bundle.gate, "too heavy: {line}");
    Ok(line)
}

/// Sizes by plain names, and the compiler that made them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Record {
    compiler: String,
    sizes: BTreeMap<String, usize>,
}

impl Record {
    /// What was built now.
    pub(super) fn of(dist: &Dist, compiler: String) -> Result<Self> {
        let files = BUNDLES.iter().flat_map(parts);
        let sizes = files.map(|(_, file)| Ok((file.clone(), dist.weigh(&file)?.brotli)));
        Ok(Self {
            compiler,
            sizes: sizes.collect::<Result<_>>()?,
        })
    }

    /// Reads what [`Self::to_text`] wrote.
    pub(super) fn from_text(text: &str) -> Result<Self> {
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        let compiler = lines.next().context("the first line names the compiler")?;
        let sizes = lines.map(|line| {
            let (name, size) = line.split_once(' ').with_context(|| line.to_owned())?;
            Ok((name.to_owned(), size.parse()?))
        });
        Ok(Self {
            compiler: compiler.to_owned(),
            sizes: sizes.collect::<Result<_>>()?,
        })
    }

    pub(super) fn to_text(&self) -> String {
        let sizes = self.sizes.iter();
        let lines: Vec<String> = sizes
            .map(|(name, size)| format!("{name} {size}\n"))
            .collect();
        format!("{HEAD}{}\n{}", self.compiler, lines.concat())
    }

    /// What grew and shrank since `before`, one line a bundle; an error where a bundle grew by more
    /// than the slack. Compilers differ by more than that, so only the same one is held to it.
    pub(super) fn growth_since(&self, before: &Self) -> Result<Vec<String>> {
        let is_same = self.compiler == before.compiler;
        let mut lines = Vec::new();
        for bundle in &BUNDLES {
            let (grown, line) = self.bundle_since(before, bundle);
            let is_choice = !is_same || grown <= i64::try_from(SLACK)?;
            ensure!(
                is_choice,
                "{line}; if that is what it should weigh, UPDATE=1 cargo xtask test --only web records it"
            );
            lines.push(line);
        }
        if !is_same {
            lines.push(format!(
                "not held to www/sizes.txt, which {} made",
                before.compiler
            ));
        }
        Ok(lines)
    }

    fn bundle_since(&self, before: &Self, bundle: &Bundle) -> (i64, String) {
        let (mut sum, mut each) = (0, vec![]);
        for (what, file) in parts(bundle) {
            let size = |record: &Self| {
                record
                    .sizes
                    .get(&file)
                    .map_or(0, |size| i64::try_from(*size).unwrap_or(i64::MAX))
            };
            let grown = size(self) - size(before);
            sum += grown;
            if grown != 0 {
                each.push(format!(", {what} {grown:+}"));
            }
        }
        let line = format!(
            "{}: {sum:+} bytes since they were recorded{}",
            bundle.name,
            each.concat()
        );
        (sum, line)
    }
}

/// Thousands of bytes with one decimal.
fn kilo(bytes: usize) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(compiler: &str, wasm: usize) -> Record {
        let files = BUNDLES.iter().flat_map(parts);
        let sizes = files.map(|(what, file)| (file, if what == "wasm" { wasm } else { 10 }));
        Record {
            compiler: compiler.to_owned(),
            sizes: sizes.collect(),
        }
    }

    fn check(compiler: &str, wasm: usize, is_held: bool) {
        let before = record("rustc 1", 100_000);
        let since = record(compiler, wasm).growth_since(&before);
        assert_eq!(since.is_ok(), is_held, "{since:?}");
    }

    #[test]
    fn growth_beyond_the_slack_fails_until_it_is_recorded() {
        check("rustc 1", 100_000, true);
        check("rustc 1", 102_000, true);
        check("rustc 1", 102_001, false);
        check("rustc 1", 50_000, true);
        check("rustc 2", 150_000, true);
    }

    #[test]
    fn what_grew_is_named() {
        let since = record("rustc 1", 100_500).growth_since(&record("rustc 1", 100_000));
        let lines = since.unwrap();
        assert_eq!(
            lines[0],
            "student: +500 bytes since they were recorded, wasm +500"
        );
    }

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let written = record("rustc 1.95.0 (abc 2026-04-14)", 7);
        assert_eq!(Record::from_text(&written.to_text()).unwrap(), written);
        assert!(Record::from_text("").is_err());
        assert!(Record::from_text("rustc 1\nstudent.wasm").is_err());
    }
}
