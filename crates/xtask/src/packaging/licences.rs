//! The licences of other people's packages that are linked in: most ask that their text goes along.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Result;

use super::shipped::{Package, Shipped};

/// How the names of such files begin, in small letters.
const STARTS: [&str; 5] = ["license", "licence", "copying", "notice", "unlicense"];

/// Every text once, under the packages that carry it.
pub(super) fn of(shipped: &Shipped) -> Result<String> {
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut without = Vec::new();
    for package in shipped.foreign() {
        let found = texts_in(&package.folder)?;
        if found.is_empty() {
            without.push(declared(package));
        }
        for text in found {
            texts.entry(text).or_default().push(name(package));
        }
    }
    Ok(page(&texts, &without))
}

fn page(texts: &BTreeMap<String, Vec<String>>, without: &[String]) -> String {
    let mut page =
        "Alongside is built with the packages below. Each is used under a licence it declares;\n\
                    the texts are as the packages carry them. Their sources, unchanged, are at https://crates.io\n\
                    under these names and versions.\n"
            .to_owned();
    let rule = "=".repeat(80);
    for (text, packages) in texts {
        let _infallible = write!(
            page,
            "\n{rule}\n{}\n{rule}\n\n{text}\n",
            packages.join(", ")
        );
    }
    if !without.is_empty() {
        let _infallible = write!(
            page,
            "\n{rule}\nThese carry no file with a licence's text. They declare:\n{rule}\n\n{}\n",
            without.join("\n")
        );
    }
    page
}

fn name(package: &Package) -> String {
    format!("{} {}", package.name, package.version)
}

fn declared(package: &Package) -> String {
    let licence = package.licence.as_deref().unwrap_or("nothing");
    format!("{}: {licence}", name(package))
}

/// The texts in a folder, in the order of their names.
fn texts_in(folder: &Path) -> Result<Vec<String>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_lowercase();
        let is_licence = STARTS.iter().any(|start| name.starts_with(start));
        if is_licence && entry.file_type()?.is_file() {
            paths.push(entry.path());
        }
    }
    paths.sort();
    let texts = paths
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok());
    Ok(texts
        .map(|text| text.trim().replace("\r\n", "\n"))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_several_carry_stands_once() {
        let texts = BTreeMap::from([("MIT".to_owned(), vec!["a 1".to_owned(), "b 2".to_owned()])]);
        let page = page(&texts, &["c 3: Zlib".to_owned()]);
        assert_eq!(page.matches("\nMIT\n").count(), 1);
        assert!(page.contains("a 1, b 2") && page.contains("c 3: Zlib"));
    }
}
