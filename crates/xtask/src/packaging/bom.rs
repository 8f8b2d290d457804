//! A bill of materials in `CycloneDX` 1.5: one for all that ships, the same for the same sources.
//!
//! cargo-cyclonedx would write one for each package, into the checkout, with this machine's paths.

use std::fmt::Write as _;

use anyhow::Result;
use serde_json::{Value, json};

use super::shipped::{Package, Shipped};

/// The file, as text.
pub(super) fn of(shipped: &Shipped) -> Result<String> {
    let packages = || shipped.iter().map(|(_, package)| package);
    let root = packages().find(|package| is_root(package));
    let components: Vec<Value> = packages()
        .filter(|package| !is_root(package))
        .map(component)
        .collect();
    let dependencies: Vec<Value> = packages().map(|package| uses(shipped, package)).collect();
    let bom = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": root.map(application) },
        "components": components,
        "dependencies": dependencies,
    });
    Ok(serde_json::to_string_pretty(&bom)? + "\n")
}

fn is_root(package: &Package) -> bool {
    !package.foreign && package.name == "alongside"
}

fn application(package: &Package) -> Value {
    let mut value = component(package);
    value["type"] = json!("application");
    value
}

fn component(package: &Package) -> Value {
    let mut value = json!({
        "type": "library",
        "bom-ref": reference(package),
        "name": package.name,
        "version": package.version,
    });
    if package.foreign {
        value["purl"] = json!(reference(package));
    }
    if let Some(licence) = &package.licence {
        value["licenses"] = json!([{ "expression": expression(licence) }]);
    }
    if let Some(checksum) = &package.checksum {
        value["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    value
}

fn uses(shipped: &Shipped, package: &Package) -> Value {
    let used = package.uses.iter().filter_map(|id| shipped.get(id));
    let used: Vec<String> = used.map(reference).collect();
    json!({ "ref": reference(package), "dependsOn": used })
}

/// A package URL for what a registry has; our own are in none.
fn reference(package: &Package) -> String {
    let kind = if package.foreign {
        "pkg:cargo"
    } else {
        "alongside"
    };
    let mut text = format!("{kind}/{}@", package.name);
    // The one character of versions that a package URL must escape.
    for letter in package.version.chars() {
        let _infallible = match letter {
            '+' => write!(text, "%2B"),
            other => write!(text, "{other}"),
        };
    }
    text
}

/// Older packages part alternatives with a slash, which SPDX does not know.
fn expression(licence: &str) -> String {
    licence
        .split('/')
        .map(str::trim)
        .collect::<Vec<_>>()
        .join(" OR ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_are_said_as_spdx_says_them() {
        let check = |said, expected| assert_eq!(expression(said), expected);
        check("MIT/Apache-2.0", "MIT OR Apache-2.0");
        check("Unlicense / MIT", "Unlicense OR MIT");
        check("MIT OR Apache-2.0", "MIT OR Apache-2.0");
    }

    #[test]
    fn a_package_of_ours_claims_no_place_in_a_registry() {
        let package = |foreign| Package {
            name: "api".to_owned(),
            version: "1.0.0+x".to_owned(),
            licence: None,
            checksum: None,
            folder: "a".into(),
            uses: std::collections::BTreeSet::new(),
            foreign,
        };
        assert_eq!(reference(&package(true)), "pkg:cargo/api@1.0.0%2Bx");
        assert_eq!(component(&package(false)).get("purl"), None);
    }
}
