//! ARCHITECTURE.md names real places: a map of what is gone is worse than none.

use super::Source;

const MAP: &str = "ARCHITECTURE.md";
/// What follows a dot in the name of a file of ours; anything else with a dot is not a path.
const ENDINGS: [&str; 12] = [
    "rs", "md", "toml", "txt", "ftl", "sql", "css", "js", "py", "cjs", "json", "html",
];
const TOP: [&str; 9] = [
    "crates",
    "www",
    "tests",
    "lti-config",
    "docs",
    "packaging",
    ".ci",
    ".config",
    ".cargo",
];

/// Paths named in the map that are not there, from the checkout or from `crates`.
pub(super) fn findings(sources: &[Source], exists: impl Fn(&str) -> bool) -> Vec<String> {
    let Some(map) = sources.iter().find(|source| source.path == MAP) else {
        return vec![format!(
            "{MAP}: missing; it is the map a newcomer starts from"
        )];
    };
    let gone = |path: &&str| !exists(path) && !exists(&format!("crates/{path}"));
    paths(&map.text)
        .filter(gone)
        .map(|path| format!("{MAP}: {path} does not exist"))
        .collect()
}

/// What stands in back-quotes and reads as a path of ours.
fn paths(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .flat_map(|line| line.split('`').skip(1).step_by(2))
        .filter(|quoted| is_path(quoted))
}

fn is_path(quoted: &str) -> bool {
    let plain = quoted
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c));
    let first = quoted.split('/').next().unwrap_or_default();
    let ending = quoted.rsplit_once('.').map(|(_, ending)| ending);
    let is_file = quoted.contains('/') && ending.is_some_and(|ending| ENDINGS.contains(&ending));
    plain && !quoted.starts_with('/') && (is_file || (quoted.contains('/') && TOP.contains(&first)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let map = Source {
            path: MAP.to_owned(),
            text: text.to_owned(),
        };
        let there = ["crates/api", "crates/api/src/lib.rs"];
        let found = findings(&[map], |path| there.contains(&path.trim_end_matches('/')));
        assert_eq!(found, expected);
    }

    #[test]
    fn paths_are_looked_up_from_the_checkout_or_from_crates() {
        check(
            "`crates/api/` holds `api/src/lib.rs` and `crates/api/src/lib.rs`",
            &[],
        );
        check(
            "`crates/gone` and `api/src/gone.rs`",
            &[
                "ARCHITECTURE.md: crates/gone does not exist",
                "ARCHITECTURE.md: api/src/gone.rs does not exist",
            ],
        );
    }

    #[test]
    fn routes_media_types_and_code_are_no_paths() {
        check(
            "`/lti/launch`, `/api/openapi.json`, `text/html`, `store::write`, `cargo xtask test`, `main.rs`",
            &[],
        );
    }

    #[test]
    fn a_missing_map_is_found() {
        assert_eq!(findings(&[], |_| true).len(), 1);
    }
}
