//! Which packages end up in the binary: those linked into the service, and those of the front end
//! inside it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::machine::WASM;
use crate::runner::Runner;

/// What ships, by cargo's id of the package.
pub(super) struct Shipped {
    packages: BTreeMap<String, Package>,
}

/// A package that ships.
#[derive(Debug)]
pub(super) struct Package {
    pub(super) name: String,
    pub(super) version: String,
    /// As its manifest words it.
    pub(super) licence: Option<String>,
    /// SHA-256 of the file it came in; none for ours.
    pub(super) checksum: Option<String>,
    /// Where its files are on this machine.
    pub(super) folder: PathBuf,
    /// Ids of the packages it uses that ship too.
    pub(super) uses: BTreeSet<String>,
    /// Whether it came from a registry.
    pub(super) foreign: bool,
}

impl Shipped {
    /// Asks cargo. A feature that another package of the workspace switches on counts too, so that
    /// it may name a package more than is linked, and never one less.
    pub(super) fn read(runner: &Runner) -> Result<Self> {
        let lock = fs::read_to_string(runner.place.root().join("Cargo.lock"))?;
        let checksums = checksums(&lock);
        let host = host(runner)?;
        let mut packages = BTreeMap::new();
        for (root, target) in [("alongside", host.as_str()), ("web", WASM)] {
            let metadata = metadata(runner, target)?;
            reach(&metadata, root, &checksums, &mut packages)
                .with_context(|| format!("cargo metadata for {target}"))?;
        }
        Ok(Self { packages })
    }

    /// Every package, by id.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&String, &Package)> {
        self.packages.iter()
    }

    /// Other people's, by name.
    pub(super) fn foreign(&self) -> impl Iterator<Item = &Package> {
        self.packages.values().filter(|package| package.foreign)
    }

    /// The package with this id.
    pub(super) fn get(&self, id: &str) -> Option<&Package> {
        self.packages.get(id)
    }
}

fn host(runner: &Runner) -> Result<String> {
    let said = runner.place.command("rustc").arg("-vV").output()?;
    let said = String::from_utf8(said.stdout)?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host
        .context("rustc does not say what it runs on")?
        .to_owned())
}

fn metadata(runner: &Runner, target: &str) -> Result<Value> {
    let mut cargo = runner.place.cargo();
    cargo.args(["metadata", "--format-version=1", "--locked", "--quiet"]);
    let said = cargo.args(["--filter-platform", target]).output()?;
    serde_json::from_slice(&said.stdout)
        .with_context(|| String::from_utf8_lossy(&said.stderr).into_owned())
}

/// Adds a package of ours and whatever it is linked with.
fn reach(
    metadata: &Value,
    root: &str,
    checksums: &BTreeMap<(String, String), String>,
    found: &mut BTreeMap<String, Package>,
) -> Option<()> {
    let packages: BTreeMap<&str, &Value> = by_id(&metadata["packages"])?;
    let nodes: BTreeMap<&str, &Value> = by_id(&metadata["resolve"]["nodes"])?;
    let is_root = |package: &&Value| package["name"] == root && package["source"].is_null();
    let mut waiting = vec![packages.values().find(|package| is_root(package))?["id"].as_str()?];
    let mut seen = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if !seen.insert(id) {
            continue;
        }
        let uses: Vec<&str> = linked(nodes.get(id)?).collect();
        waiting.extend(&uses);
        let uses = uses.into_iter().map(str::to_owned);
        let package = found
            .entry(id.to_owned())
            .or_insert(read(packages.get(id)?, checksums)?);
        package.uses.extend(uses);
    }
    Some(())
}

fn by_id(list: &Value) -> Option<BTreeMap<&str, &Value>> {
    let entries = list.as_array()?.iter();
    entries
        .map(|each| Some((each["id"].as_str()?, each)))
        .collect()
}

/// What a package is linked with: not what its tests or its build script use.
fn linked(node: &Value) -> impl Iterator<Item = &str> {
    let uses = node["deps"].as_array().into_iter().flatten();
    let normal = |each: &&Value| {
        let kinds = each["dep_kinds"].as_array();
        kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind["kind"].is_null()))
    };
    uses.filter(normal).filter_map(|each| each["pkg"].as_str())
}

fn read(package: &Value, checksums: &BTreeMap<(String, String), String>) -> Option<Package> {
    let text = |field: &str| package[field].as_str().map(str::to_owned);
    let (name, version) = (text("name")?, text("version")?);
    let manifest = PathBuf::from(package["manifest_path"].as_str()?);
    Some(Package {
        checksum: checksums.get(&(name.clone(), version.clone())).cloned(),
        licence: text("license"),
        folder: manifest.parent()?.to_owned(),
        uses: BTreeSet::new(),
        foreign: !package["source"].is_null(),
        name,
        version,
    })
}

/// The checksums of a lock file, by name and version.
fn checksums(lock: &str) -> BTreeMap<(String, String), String> {
    let blocks = lock.split("[[package]]").skip(1);
    let field = |block: &str, name: &str| {
        let start = format!("{name} = \"");
        let line = block.lines().find_map(|line| line.strip_prefix(&start));
        line.and_then(|line| line.strip_suffix('"'))
            .map(str::to_owned)
    };
    blocks
        .filter_map(|block| {
            let key = (field(block, "name")?, field(block, "version")?);
            Some((key, field(block, "checksum")?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_lock_file_says_what_came_in_which_file() {
        let lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n\
                    source = \"registry\"\nchecksum = \"ab\"\n\n[[package]]\nname = \"ours\"\nversion = \"0.1.0\"\n";
        let found = checksums(lock);
        assert_eq!(found.len(), 1);
        assert_eq!(found[&("a".to_owned(), "1.0.0".to_owned())], "ab");
    }

    #[test]
    fn what_only_tests_or_build_scripts_use_does_not_ship() {
        let package = |name: &str, source: Value| {
            json!({"id": name, "name": name, "version": "1.0.0", "source": source,
                   "license": "MIT", "manifest_path": "a/Cargo.toml"})
        };
        let dep = |name: &str, kind: Value| json!({"pkg": name, "dep_kinds": [{"kind": kind}]});
        let metadata = json!({
            "packages": [
                package("ours", Value::Null), package("linked", json!("r")),
                package("deep", json!("r")), package("built", json!("r")), package("tested", json!("r")),
            ],
            "resolve": {"nodes": [
                {"id": "ours", "deps": [dep("linked", Value::Null), dep("built", json!("build")), dep("tested", json!("dev"))]},
                {"id": "linked", "deps": [dep("deep", Value::Null)]},
                {"id": "deep", "deps": []}, {"id": "built", "deps": []}, {"id": "tested", "deps": []},
            ]},
        });
        let mut found = BTreeMap::new();
        reach(&metadata, "ours", &BTreeMap::new(), &mut found).unwrap();
        let names: Vec<&String> = found.keys().collect();
        assert_eq!(names, ["deep", "linked", "ours"]);
        assert!(found["linked"].foreign && !found["ours"].foreign);
    }
}
