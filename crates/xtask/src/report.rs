//! What a person sees while the checks run: numbered lines, seconds, and a summary to end with.

use std::io::{IsTerminal, Write, stdout};
use std::time::{Duration, Instant};

/// On a terminal the running line is redrawn this often.
const REDRAW: Duration = Duration::from_secs(1);
/// Elsewhere a sign of life is enough, so that nobody takes a long build for a hang.
const SIGN_OF_LIFE: Duration = Duration::from_mins(1);
const WIDTH: usize = 100;

/// How many checks of one stage passed and failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
}

impl Tally {
    /// A stage that is one check, and passed.
    pub(crate) const PASSED: Self = Self {
        passed: 1,
        failed: 0,
    };
    /// A stage that is one check, and failed.
    pub(crate) const FAILED: Self = Self {
        passed: 0,
        failed: 1,
    };
}

/// The lines shown so far.
#[derive(Debug)]
pub(crate) struct Report {
    total: usize,
    begun: usize,
    rows: Vec<(String, Tally, Duration)>,
    verbose: bool,
    redraws: bool,
    started: Instant,
    shown: Duration,
    /// The running stage's line while it waits for its end on the same line of the screen.
    open: Option<String>,
    /// The last line a child said.
    last: String,
}

impl Report {
    /// A report of `total` stages; `verbose` also shows what the children say as they say it.
    pub(crate) fn new(total: usize, verbose: bool) -> Self {
        Self {
            total,
            begun: 0,
            rows: Vec::new(),
            verbose,
            redraws: stdout().is_terminal() && !verbose,
            started: Instant::now(),
            shown: Duration::ZERO,
            open: None,
            last: String::new(),
        }
    }

    /// Opens the line of the next stage.
    pub(crate) fn begin(&mut self, what: &str) {
        self.begun += 1;
        self.shown = Duration::ZERO;
        self.last.clear();
        let line = format!("[{}/{}] {what} …", self.begun, self.total);
        show(&line);
        self.open = Some(line);
    }

    /// Something a person may want to know about the running stage.
    pub(crate) fn note(&mut self, text: &str) {
        if let Some(line) = self.open.take() {
            if self.redraws {
                show(&format!("\r\x1b[K{line}"));
            }
            println!();
        } else if self.redraws {
            show("\r\x1b[K");
        }
        println!("        {text}");
    }

    /// What a child of the running stage said since the last call, `passed` after it started.
    pub(crate) fn look(&mut self, passed: Duration, fresh: &[u8]) {
        if self.verbose {
            show(&String::from_utf8_lossy(fresh));
            return;
        }
        if let Some(line) = String::from_utf8_lossy(fresh)
            .lines()
            .rfind(|line| !line.trim().is_empty())
        {
            self.last = line.trim().chars().take(WIDTH).collect();
        }
        let every = if self.redraws { REDRAW } else { SIGN_OF_LIFE };
        if passed < self.shown + every {
            return;
        }
        self.shown = passed;
        let sign = format!("{}  {}", seconds(passed), self.last);
        if self.redraws {
            let line = self.open.as_deref().unwrap_or("        …");
            show(&format!("\r\x1b[K{line} {sign}"));
        } else {
            self.note(&format!("… {sign}"));
        }
    }

    /// Closes the line of a stage that counts checks.
    pub(crate) fn end(&mut self, key: &str, tally: Tally, took: Duration) {
        self.close(&format!("{}  {}", in_words(tally), seconds(took)));
        self.rows.push((key.to_owned(), tally, took));
    }

    /// Closes the line of a step that is simply done.
    pub(crate) fn done(&mut self, took: Duration) {
        self.close(&seconds(took));
    }

    fn close(&mut self, words: &str) {
        match (self.open.take(), self.redraws) {
            (Some(line), true) => println!("\r\x1b[K{line}  {words}"),
            (Some(_), false) => println!("  {words}"),
            (None, true) => println!("\r\x1b[K        {words}"),
            (None, false) => println!("        {words}"),
        }
    }

    /// One line a stage, then the whole; says whether everything passed.
    pub(crate) fn summary(&self) -> bool {
        let sum = sum(self.rows.iter().map(|(_, tally, _)| *tally));
        println!("\nsummary after {}", seconds(self.started.elapsed()));
        for (key, tally, took) in &self.rows {
            println!(
                "  {key:<12} {:<24} {:>12}",
                in_words(*tally),
                seconds(*took)
            );
        }
        println!("\ntotal: {}", in_words(sum));
        sum.failed == 0
    }
}

/// Writes at once, line end or not. A closed standard output is no reason to stop checking.
fn show(text: &str) {
    let _shown = write!(stdout(), "{text}").and_then(|()| stdout().flush());
}

/// The end of a log, for a person who has to find out what went wrong.
pub(crate) fn tail(log: &str, lines: usize) -> String {
    let all: Vec<&str> = log.lines().collect();
    let mut shown = String::new();
    for line in &all[all.len().saturating_sub(lines)..] {
        shown += "        | ";
        shown.extend(line.chars().take(WIDTH * 2));
        shown += "\n";
    }
    shown
}

fn in_words(tally: Tally) -> String {
    format!("{} passed, {} failed", tally.passed, tally.failed)
}

fn sum(rows: impl Iterator<Item = Tally>) -> Tally {
    rows.fold(
        Tally {
            passed: 0,
            failed: 0,
        },
        |sum, row| Tally {
            passed: sum.passed + row.passed,
            failed: sum.failed + row.failed,
        },
    )
}

/// A duration as a person says it.
pub(crate) fn seconds(took: Duration) -> String {
    match took.as_secs() {
        0..10 => format!("{:.1} s", took.as_secs_f64()),
        whole @ 10..120 => format!("{whole} s"),
        whole => format!("{} min {} s", whole / 60, whole % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_spoken() {
        let check = |millis, says| assert_eq!(seconds(Duration::from_millis(millis)), says);
        check(0, "0.0 s");
        check(1_240, "1.2 s");
        check(12_900, "12 s");
        check(119_999, "119 s");
        check(125_000, "2 min 5 s");
    }

    #[test]
    fn a_tail_keeps_the_last_lines_and_cuts_endless_ones() {
        assert_eq!(tail("a\nb\nc\n", 2), "        | b\n        | c\n");
        assert_eq!(tail("", 2), "");
        assert_eq!(
            tail(&"x".repeat(10_000), 1).len(),
            "        | \n".len() + WIDTH * 2
        );
    }

    #[test]
    fn the_sum_counts_every_stage() {
        let rows = [
            Tally::PASSED,
            Tally::FAILED,
            Tally {
                passed: 40,
                failed: 2,
            },
        ];
        assert_eq!(in_words(sum(rows.into_iter())), "41 passed, 3 failed");
    }
}
