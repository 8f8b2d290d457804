//! A process of its own for each measurement, and only so long.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// What came of a process.
#[derive(Debug)]
pub(crate) enum Ending {
    /// What it said.
    Said(String),
    /// It was ended for taking too long.
    TooLong,
    /// Its last line, or how it ended.
    Failed(String),
}

/// Runs a process, which may take `limit`; what it says goes through a file in `folder`.
pub(crate) fn run(command: &mut Command, folder: &Path, limit: Duration) -> Result<Ending> {
    let [said, complained] = ["said", "complained"].map(|name| folder.join(name));
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(File::create(&said)?)
        .stderr(File::create(&complained)?)
        .spawn()
        .with_context(|| name.clone())?;
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Ok(Ending::TooLong);
        }
        sleep(Duration::from_millis(10));
    };
    if status.success() {
        return Ok(Ending::Said(fs::read_to_string(said)?));
    }
    let text = String::from_utf8_lossy(&fs::read(complained)?).into_owned();
    let last = text.lines().rfind(|line| !line.trim().is_empty());
    Ok(Ending::Failed(format!(
        "{name}: {}",
        last.map_or_else(|| status.to_string(), str::to_owned)
    )))
}

/// Runs what has to succeed.
pub(crate) fn must(command: &mut Command, folder: &Path, limit: Duration) -> Result<String> {
    match run(command, folder, limit)? {
        Ending::Said(text) => Ok(text),
        Ending::TooLong => bail!("{command:?} took longer than {limit:?}"),
        Ending::Failed(why) => bail!("{why}"),
    }
}
