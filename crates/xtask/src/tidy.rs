//! The rules of this repository that no compiler knows. Each finding says where, what and why.

mod codes;
mod dependencies;
mod locales;
mod map;
mod text;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::runner::Runner;

/// Folders with nothing of ours, or with other platforms' answers kept as they came.
const NOT_OURS: [&str; 8] = [
    ".git",
    ".alongside",
    "target",
    "node_modules",
    "__pycache__",
    "www/dist",
    "tests/data",
    "Cargo.lock",
];

/// One file of ours, with its path from the checkout.
#[derive(Debug)]
struct Source {
    path: String,
    text: String,
}

/// Applies every rule; what it finds is the error.
pub(crate) fn tidy(runner: &mut Runner) -> Result<()> {
    let mut metadata = runner.place.cargo();
    metadata.args(["metadata", "--format-version=1", "--no-deps", "--quiet"]);
    let packages = dependencies::read(&metadata.output().context("cargo metadata")?.stdout)?;
    let root = runner.place.root();
    let sources = sources(root)?;
    let mut findings = dependencies::findings(&packages);
    findings.extend(sources.iter().flat_map(text::findings));
    findings.extend(codes::findings_in(root)?);
    findings.extend(locales::findings(&sources));
    findings.extend(map::findings(&sources, |path| root.join(path).exists()));
    if findings.is_empty() {
        return Ok(());
    }
    bail!(
        "{} findings\n        {}",
        findings.len(),
        findings.join("\n        ")
    )
}

/// Every text file of ours, in the order of the paths.
fn sources(root: &Path) -> Result<Vec<Source>> {
    let mut found = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if folder.is_empty() {
                name.clone()
            } else {
                format!("{folder}/{name}")
            };
            if NOT_OURS.contains(&name.as_str()) || NOT_OURS.contains(&path.as_str()) {
                continue;
            }
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if let Ok(text) = fs::read_to_string(entry.path()) {
                // Pictures and fonts are not text, and no rule here is about them.
                found.push(Source { path, text });
            }
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(found)
}
