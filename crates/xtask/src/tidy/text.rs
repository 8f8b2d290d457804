//! Rules about single files: how long they are, what they are called, which words stay out.

use super::Source;

const LONGEST: usize = 500;
const SOURCE: [&str; 7] = [".rs", ".css", ".js", ".mjs", ".cjs", ".py", ".sql"];
/// Marks of unfinished work; each needs the number of the issue that finishes it.
const MARKS: [&str; 3] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
];

/// What no file of ours may say, and why. Written in two halves, for this file is searched too.
const WORDS: [(&str, &str); 7] = [
    (concat!("/wor", "k/"), "a folder of one machine"),
    (concat!("/ro", "ot/"), "a folder of one machine"),
    (
        concat!("../sha", "red"),
        "a folder that is not part of the repository",
    ),
    (
        concat!("registry.npm", "js.org"),
        "the host of a registry; clients are set up where they run",
    ),
    (
        concat!("py", "pi.org"),
        "the host of a registry; clients are set up where they run",
    ),
    (
        concat!("python", "hosted.org"),
        "the host of a registry; clients are set up where they run",
    ),
    (
        concat!("static.crates", ".io"),
        "the host of a registry; clients are set up where they run",
    ),
];

/// What is wrong with one file by itself.
pub(super) fn findings(source: &Source) -> Vec<String> {
    let path = &source.path;
    let mut found = Vec::new();
    let length = source.text.lines().count();
    if SOURCE.iter().any(|ending| path.ends_with(ending)) && length > LONGEST {
        found.push(format!(
            "{path}: {length} lines; a file over {LONGEST} holds more than one idea"
        ));
    }
    if path.ends_with("/mod.rs") {
        found.push(format!(
            "{path}: a module lies beside its folder, `foo.rs` with `foo/`"
        ));
    }
    for (number, line) in source.text.lines().enumerate() {
        found.extend(objections(line).map(|what| format!("{path}:{}: {what}", number + 1)));
    }
    found
}

fn objections(line: &str) -> impl Iterator<Item = String> {
    let words = WORDS
        .iter()
        .filter(|(word, _)| line.contains(word))
        .map(|(word, why)| format!("{word} is {why}"));
    let marks = MARKS
        .iter()
        .filter(|mark| has_word(line, mark) && !names_an_issue(line))
        .map(|mark| format!("{mark} without the number of an issue"));
    words.chain(marks)
}

/// Whether the word stands alone, rather than as part of a longer name.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let joins =
            |neighbour: Option<char>| neighbour.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !joins(line[..at].chars().next_back()) && !joins(line[at + word.len()..].chars().next())
    })
}

fn names_an_issue(line: &str) -> bool {
    line.split('#')
        .skip(1)
        .any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, expected: &[&str]) {
        let found = findings(&Source {
            path: path.to_owned(),
            text: text.to_owned(),
        });
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.starts_with(expected), "{found}");
        }
    }

    #[test]
    fn a_source_file_of_more_than_five_hundred_lines_is_too_long() {
        check("a.rs", &"x\n".repeat(500), &[]);
        check("a.rs", &"x\n".repeat(501), &["a.rs: 501 lines"]);
        check("package-lock.json", &"x\n".repeat(5_000), &[]);
    }

    #[test]
    fn modules_lie_beside_their_folder() {
        check(
            "crates/a/src/b/mod.rs",
            "",
            &["crates/a/src/b/mod.rs: a module"],
        );
        check("crates/a/src/mod_rs.rs", "", &[]);
    }

    #[test]
    fn unfinished_work_names_its_issue() {
        let mark = MARKS[0];
        check("a.rs", &format!("x\n// {mark} later"), &["a.rs:2: "]);
        check("a.rs", &format!("// {mark}(#12): later"), &[]);
        check("a.rs", &format!("let {mark}S = 1;"), &[]);
    }

    #[test]
    fn folders_of_one_machine_and_registry_hosts_stay_out() {
        for (word, _) in WORDS {
            check("notes.md", &format!("see {word}thing"), &["notes.md:1: "]);
        }
        check("notes.md", "homework, rework and the registry", &[]);
    }
}
