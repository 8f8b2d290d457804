//! The list of problem codes only grows: they are in other people's logs and help pages.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

const LIST: &str = "crates/api/codes.txt";

/// Checks the list as it is against itself and against what the last two commits held.
pub(super) fn findings_in(root: &Path) -> Result<Vec<String>> {
    let now = fs::read_to_string(root.join(LIST)).with_context(|| LIST.to_owned())?;
    let mut found = well_formed(&now);
    for commit in ["HEAD", "HEAD~1"] {
        if let Some(before) = committed(root, commit) {
            found.extend(grown(&before, &now).map(|what| format!("{what} since {commit}")));
        }
    }
    Ok(found)
}

/// The list at a commit, if there is git, such a commit, and the list in it.
fn committed(root: &Path, commit: &str) -> Option<String> {
    let mut git = Command::new("git");
    git.current_dir(root)
        .args(["show", &format!("{commit}:{LIST}")]);
    let output = git.output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

fn well_formed(list: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (number, code) in list.lines().enumerate() {
        if !code.starts_with(|c: char| c.is_ascii_lowercase())
            || !code
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        {
            found.push(format!(
                "{LIST}:{}: {code:?} is not lower-case words with hyphens",
                number + 1
            ));
        }
        if !seen.insert(code) {
            found.push(format!("{LIST}:{}: {code} is there already", number + 1));
        }
    }
    found
}

/// The first line that is no longer where it was.
fn grown(before: &str, now: &str) -> Option<String> {
    let mut lines = now.lines();
    let moved = before.lines().find(|code| lines.next() != Some(code))?;
    Some(format!(
        "{LIST}: {moved} was moved or removed; codes are only added at the end"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_plain_and_said_once() {
        let check =
            |list: &str, count: usize| assert_eq!(well_formed(list).len(), count, "{list:?}");
        check("launch-state\nbusy\n", 0);
        check("busy\nbusy\n", 1);
        check("Busy\n-busy\n\nbusy now\n", 4);
    }

    #[test]
    fn codes_are_only_added_at_the_end() {
        let check =
            |before: &str, now: &str, grew: bool| assert_eq!(grown(before, now).is_none(), grew);
        check("a\nb\n", "a\nb\nc\n", true);
        check("a\nb\n", "a\nb\n", true);
        check("a\nb\n", "a\nc\nb\n", false);
        check("a\nb\n", "a\n", false);
        check("a\nb\n", "b\na\n", false);
    }
}
