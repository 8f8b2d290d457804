//! Stages that run Rust tests: with nextest where it is installed, otherwise with cargo's own runner.

use std::ffi::OsString;

use anyhow::{Result, bail};

use crate::machine::POSTGRES;
use crate::postgres::Postgres;
use crate::report::Tally;
use crate::runner::{Runner, first_line};

/// Which tests a stage runs.
#[derive(Debug, Clone, Copy)]
pub(super) enum Which {
    /// Everything but the two below.
    Plain,
    /// Those of package `it` under the module `third_party`.
    ThirdParty,
    /// The test program `browser` of package `it`.
    Browser,
}

/// What the tests are told of this machine: the name of a variable and its value.
pub(super) type Fact = (&'static str, OsString);

/// Unit, property, store and service tests; the store's stories run on both databases.
pub(super) fn tests(runner: &mut Runner) -> Result<Tally> {
    runner.need(&[POSTGRES])?;
    let postgres = Postgres::start(&runner.interrupt)?;
    let told = [("TEST_POSTGRES_URL", postgres.url().into()), binary(runner)];
    run(runner, Which::Plain, "tests", &told)
}

/// Where the tests find the real binary.
pub(super) fn binary(runner: &Runner) -> Fact {
    ("TEST_ALONGSIDE", runner.place.tested_binary().into())
}

/// Runs these tests and counts them. None at all is a failure: nothing was shown.
pub(super) fn run(runner: &mut Runner, which: Which, log: &str, told: &[Fact]) -> Result<Tally> {
    let nextest = first_line(runner.place.cargo().args(["nextest", "--version"])).is_some();
    let mut tally = Tally {
        passed: 0,
        failed: 0,
    };
    for line in lines(which, nextest) {
        let mut command = runner.place.cargo();
        command
            .args(line.split_whitespace())
            .envs(told.iter().cloned());
        let (status, said) = runner.outcome(log, &mut command)?;
        let counted = if nextest {
            count_nextest(&said)
        } else {
            count_cargo(&said)
        };
        match counted {
            Some(counted) if status.success() || counted.failed > 0 => {
                if !status.success() {
                    let blame = runner.blame(log, &command, status, &said);
                    runner.report.note(&blame);
                }
                tally.passed += counted.passed;
                tally.failed += counted.failed;
            }
            _ => bail!("{}", runner.blame(log, &command, status, &said)),
        }
    }
    Ok(tally)
}

/// One run of nextest, or as many of cargo's own runner as it takes to say the same. Nextest is given
/// the whole workspace: with fewer packages cargo would choose other features and compile much again.
fn lines(which: Which, nextest: bool) -> &'static [&'static str] {
    match (which, nextest) {
        (Which::Plain, true) => &["nextest run --locked --workspace \
            -E !(package(it)&(binary(browser)+test(/^third_party::/)))"],
        (Which::ThirdParty, true) => &["nextest run --locked --workspace --profile third-party \
            -E package(it)&test(/^third_party::/)"],
        (Which::Browser, true) => &["nextest run --locked --workspace --profile browser \
            -E package(it)&binary(browser)"],
        (Which::Plain, false) => &[
            "test --locked --no-fail-fast --workspace --exclude it --lib --bins --tests",
            "test --locked --no-fail-fast -p it --lib --test it -- --skip third_party::",
        ],
        (Which::ThirdParty, false) => {
            &["test --locked --no-fail-fast -p it --test it third_party:: -- --test-threads=2"]
        }
        (Which::Browser, false) => {
            &["test --locked --no-fail-fast -p it --test browser -- --test-threads=2"]
        }
    }
}

/// From nextest's last word: `Summary [ 1.2s] 3 tests run: 2 passed (1 slow), 1 failed, 0 skipped`.
fn count_nextest(said: &str) -> Option<Tally> {
    let summary = said
        .lines()
        .rfind(|line| line.trim_start().starts_with("Summary ["))?;
    let (_, counts) = summary.split_once("run: ")?;
    let failed = ["failed", "timed out", "exec failed"]
        .iter()
        .filter_map(|word| before(counts, word))
        .sum();
    Some(Tally {
        passed: before(counts, "passed").unwrap_or(0),
        failed,
    })
}

/// From every test program's last word: `test result: ok. 3 passed; 0 failed; …`.
fn count_cargo(said: &str) -> Option<Tally> {
    let results: Vec<&str> = said
        .lines()
        .filter_map(|line| line.strip_prefix("test result: "))
        .collect();
    let sum = |word| results.iter().filter_map(|line| before(line, word)).sum();
    let tally = Tally {
        passed: sum("passed"),
        failed: sum("failed"),
    };
    (tally.passed + tally.failed > 0).then_some(tally)
}

/// The number that stands right before a word, where a list is separated by `,`, `;` or `.`.
fn before(counts: &str, word: &str) -> Option<usize> {
    counts.split([',', ';', '.']).find_map(|part| {
        let (number, rest) = part.trim().split_once(' ')?;
        let rest = rest.split(" (").next()?;
        (rest == word).then(|| number.parse().ok())?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nextest_is_understood() {
        let check = |counts: &str, passed, failed| {
            let said = format!(
                "    Starting 3 tests\n------\n     Summary [   1.204s] 3 tests run: {counts}\n        FAIL x\n"
            );
            assert_eq!(
                count_nextest(&said),
                Some(Tally { passed, failed }),
                "{counts}"
            );
        };
        check("3 passed, 0 skipped", 3, 0);
        check("2 passed (1 slow), 1 failed, 4 skipped", 2, 1);
        check("1 passed, 1 failed, 1 timed out, 0 skipped", 1, 2);
        assert_eq!(count_nextest("error: could not compile"), None);
    }

    #[test]
    fn cargos_own_runner_is_understood() {
        let said = "test result: ok. 3 passed; 0 failed; 0 ignored\n\
                    test result: FAILED. 1 passed; 2 failed; 0 ignored; finished in 0.1s\n";
        assert_eq!(
            count_cargo(said),
            Some(Tally {
                passed: 4,
                failed: 2
            })
        );
        assert_eq!(count_cargo("test result: ok. 0 passed; 0 failed"), None);
    }
}
