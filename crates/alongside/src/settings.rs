//! The settings that packaging and README name are those that `serve` has.

use std::{collections::BTreeSet, fs};

use clap::CommandFactory;

use crate::Cli;

/// What a file names that could be a setting.
fn named(path: &str) -> BTreeSet<String> {
    let path = format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let is_name = |letter: char| letter.is_ascii_uppercase() || letter == '_';
    text.split(|letter| !is_name(letter))
        .filter(|word| word.starts_with("ALONGSIDE_"))
        .map(str::to_owned)
        .collect()
}

/// What `serve` reads from its environment.
fn known() -> BTreeSet<String> {
    let cli = Cli::command();
    let serve = cli.find_subcommand("serve").expect("it is a command");
    let read = serve.get_arguments().filter_map(clap::Arg::get_env);
    read.map(|name| name.to_string_lossy().into_owned())
        .collect()
}

#[test]
fn packaging_and_readme_name_only_settings_that_there_are() {
    let known = known();
    for file in [
        "README.md",
        "packaging/Containerfile",
        "packaging/README.md",
        "packaging/alongside.env",
        "packaging/postgresql.md",
        "packaging/reverse-proxy.md",
    ] {
        let unknown: Vec<_> = named(file).difference(&known).cloned().collect();
        assert!(unknown.is_empty(), "{file} names {unknown:?}");
    }
}

#[test]
fn every_setting_is_in_the_packaged_file() {
    let named = named("packaging/alongside.env");
    let missing: Vec<_> = known().difference(&named).cloned().collect();
    assert!(
        missing.is_empty(),
        "packaging/alongside.env lacks {missing:?}"
    );
}
