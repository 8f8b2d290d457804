//! Who may use whom. The crates that decide know no protocol, and those that speak one decide nothing.

use anyhow::{Context, Result};
use serde_json::Value;

/// A crate of ours, which of ours it may use, and which more in its tests.
struct Rule {
    name: &'static str,
    uses: &'static [&'static str],
    in_tests: &'static [&'static str],
}

const fn rule(
    name: &'static str,
    uses: &'static [&'static str],
    in_tests: &'static [&'static str],
) -> Rule {
    Rule {
        name,
        uses,
        in_tests,
    }
}

const RULES: [Rule; 15] = [
    rule("matching", &[], &["verify"]),
    rule("verify", &[], &[]),
    rule("lti1p3", &[], &[]),
    rule("domain", &["matching"], &["verify"]),
    rule("api", &["domain"], &[]),
    rule("view", &["api", "domain"], &[]),
    rule("store", &["domain"], &[]),
    // Forming groups is a use case of the service: it solves, and has every proposal verified.
    rule(
        "service",
        &[
            "api", "domain", "store", "lti1p3", "view", "matching", "verify",
        ],
        &["sandbox"],
    ),
    rule("web", &["view", "api", "domain"], &[]),
    rule("sandbox", &["lti1p3"], &[]),
    // Commands on the host name rows by their ids, and back up and restore the store itself.
    rule(
        "alongside",
        &[
            "service", "sandbox", "matching", "verify", "store", "domain",
        ],
        &[],
    ),
    rule("xtask", &[], &[]),
    rule(
        "it",
        &[
            "service", "sandbox", "api", "domain", "store", "lti1p3", "view", "matching", "verify",
        ],
        &[],
    ),
    // It signs as a platform does, and sees when rows are committed.
    rule("bench-lti", &["lti1p3", "store", "domain"], &[]),
    rule("bench-matching", &["matching", "verify"], &[]),
];

/// Crates of others that one place owns: the crate, who may name it, and why.
const OWNED: [(&str, &[&str], &str); 3] = [
    (
        "rusqlite",
        &["store"],
        "one SQL text for both databases lives in store",
    ),
    (
        "postgres",
        &["store"],
        "one SQL text for both databases lives in store",
    ),
    (
        "reqwest",
        &["service", "sandbox", "it"],
        "the guard against requests into private networks sits in service",
    ),
];

/// What a published crate's examples and tests may name all the same.
const EXAMPLES: [(&str, &str); 1] = [("lti1p3", "reqwest")];

/// Crates that do no work of their own on files, sockets or clocks, and what would break that.
const PURE: [&str; 6] = ["matching", "verify", "lti1p3", "domain", "api", "view"];
const IMPURE: [&str; 4] = ["tokio", "axum", "hyper", "tracing-subscriber"];

/// One of our packages as cargo describes it.
#[derive(Debug)]
pub(super) struct Package {
    name: String,
    uses: Vec<Use>,
}

#[derive(Debug)]
struct Use {
    name: String,
    ours: bool,
    in_tests: bool,
}

/// Our packages, from what `cargo metadata --no-deps` prints.
pub(super) fn read(metadata: &[u8]) -> Result<Vec<Package>> {
    let metadata: Value =
        serde_json::from_slice(metadata).context("cargo metadata printed no JSON")?;
    let packages = metadata["packages"].as_array().context("no packages")?;
    Ok(packages.iter().map(package).collect())
}

fn package(package: &Value) -> Package {
    let uses = package["dependencies"].as_array().into_iter().flatten();
    Package {
        name: package["name"].as_str().unwrap_or_default().to_owned(),
        uses: uses
            .map(|dependency| Use {
                name: dependency["name"].as_str().unwrap_or_default().to_owned(),
                ours: dependency["path"].is_string(),
                in_tests: dependency["kind"] == "dev",
            })
            .collect(),
    }
}

/// Every dependency that no rule allows, and every crate that no rule names.
pub(super) fn findings(packages: &[Package]) -> Vec<String> {
    packages.iter().flat_map(of_package).collect()
}

fn of_package(package: &Package) -> Vec<String> {
    let name = package.name.as_str();
    let Some(rule) = RULES.iter().find(|rule| rule.name == name) else {
        return vec![format!(
            "{name}: a new crate; say in tidy whom it may use, and in ARCHITECTURE.md why"
        )];
    };
    package
        .uses
        .iter()
        .filter_map(|used| objection(rule, used))
        .map(|why| format!("{name}: {why}"))
        .collect()
}

fn objection(rule: &Rule, used: &Use) -> Option<String> {
    let other = used.name.as_str();
    if used.ours {
        // A crate may name itself in its tests, to switch on what only they see.
        let in_tests = rule.in_tests.contains(&other) || rule.name == other;
        let allowed = rule.uses.contains(&other) || (used.in_tests && in_tests);
        return (!allowed)
            .then(|| format!("may not use {other}; it may use: {}", rule.uses.join(", ")));
    }
    if used.in_tests && EXAMPLES.contains(&(rule.name, other)) {
        return None;
    }
    if let Some((_, _, why)) = OWNED
        .iter()
        .find(|(owned, owners, _)| *owned == other && !owners.contains(&rule.name))
    {
        return Some(format!("may not name {other}: {why}"));
    }
    let impure = PURE.contains(&rule.name) && IMPURE.contains(&other) && !used.in_tests;
    impure
        .then(|| format!("may not use {other}: it is told the time and the data, it does not ask"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, dependency: &str, finding: &str) {
        let metadata =
            format!(r#"{{"packages":[{{"name":"{name}","dependencies":[{dependency}]}}]}}"#);
        let found = findings(&read(metadata.as_bytes()).unwrap()).join("; ");
        assert!(
            found.starts_with(finding) && found.is_empty() == finding.is_empty(),
            "{found}"
        );
    }

    #[test]
    fn only_the_listed_crates_of_ours_may_be_used() {
        check("api", r#"{"name":"domain","path":"/d","kind":null}"#, "");
        check(
            "domain",
            r#"{"name":"store","path":"/s","kind":null}"#,
            "domain: may not use store",
        );
        check(
            "service",
            r#"{"name":"sandbox","path":"/s","kind":null}"#,
            "service: may not use sandbox",
        );
        check("stray", "", "stray: a new crate");
    }

    #[test]
    fn the_example_of_a_published_crate_may_call_a_platform() {
        let reqwest = |kind: &str| format!(r#"{{"name":"reqwest","kind":{kind}}}"#);
        check("lti1p3", &reqwest("\"dev\""), "");
        check("lti1p3", &reqwest("null"), "lti1p3: may not name reqwest");
        check(
            "domain",
            &reqwest("\"dev\""),
            "domain: may not name reqwest",
        );
    }

    #[test]
    fn tests_may_use_more_than_the_crate_itself() {
        check(
            "service",
            r#"{"name":"sandbox","path":"/s","kind":"dev"}"#,
            "",
        );
        check(
            "matching",
            r#"{"name":"verify","path":"/v","kind":"dev"}"#,
            "",
        );
        check("view", r#"{"name":"view","path":"/v","kind":"dev"}"#, "");
        check(
            "matching",
            r#"{"name":"verify","path":"/v","kind":"build"}"#,
            "matching: may not use verify",
        );
        check(
            "web",
            r#"{"name":"service","path":"/s","kind":"dev"}"#,
            "web: may not use service",
        );
    }

    #[test]
    fn databases_and_the_network_have_one_owner_each() {
        check("store", r#"{"name":"rusqlite","kind":null}"#, "");
        check(
            "service",
            r#"{"name":"postgres","kind":"dev"}"#,
            "service: may not name postgres",
        );
        check(
            "alongside",
            r#"{"name":"reqwest","kind":null}"#,
            "alongside: may not name reqwest",
        );
        check("it", r#"{"name":"reqwest","kind":null}"#, "");
    }

    #[test]
    fn the_deciding_crates_do_nothing_themselves() {
        check(
            "lti1p3",
            r#"{"name":"tokio","kind":null}"#,
            "lti1p3: may not use tokio",
        );
        check("lti1p3", r#"{"name":"tokio","kind":"dev"}"#, "");
        check("service", r#"{"name":"tokio","kind":null}"#, "");
    }

    #[test]
    fn what_is_no_metadata_is_an_error() {
        assert!(read(b"error: no Cargo.toml").is_err());
        assert!(read(b"{}").is_err());
    }
}
