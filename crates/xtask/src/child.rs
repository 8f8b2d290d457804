//! Programs that are started here and never outlive us: each leads a process group of its own, and
//! whoever drops the handle ends the group.

use std::fs::File;
use std::io::{Read, Write};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

const LOOK_EVERY: Duration = Duration::from_millis(40);
/// How long a child may take to end after it was asked, before it is made to.
const PATIENCE: Duration = Duration::from_millis(if cfg!(test) { 200 } else { 10_000 });
/// Longer than any step takes on a cold machine: what is not done by then hangs.
const LONGEST: Duration = Duration::from_mins(40);

/// Set when somebody asked this program to end; every wait looks at it.
#[derive(Debug, Clone)]
pub(crate) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Listens for Ctrl-C, a closed terminal and a polite kill.
    pub(crate) fn listen() -> Result<Self> {
        let asked = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            signal_hook::flag::register(signal, Arc::clone(&asked))?;
        }
        Ok(Self(asked))
    }

    /// Whether to stop now.
    pub(crate) fn asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// An error once somebody asked to stop, for work that happens inside this program.
    pub(crate) fn check(&self) -> Result<()> {
        if self.asked() {
            bail!("interrupted");
        }
        Ok(())
    }
}

/// How a child is asked to end.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Farewell {
    /// Everyone in its group is told to terminate.
    Group,
    /// Its leader is interrupted, as by Ctrl-C, and sees to its own children.
    Leader,
}

/// A running program and everything it started in its group.
#[derive(Debug)]
pub(crate) struct Group {
    child: Child,
    leader: Pid,
    farewell: Farewell,
}

impl Group {
    /// Starts it with no standard input, so that nothing waits for an answer nobody gives.
    pub(crate) fn start(command: &mut Command, farewell: Farewell) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command
            .process_group(0)
            .stdin(Stdio::null())
            .spawn()
            .with_context(|| format!("{name} did not start"))?;
        let leader = Pid::from_child(&child);
        Ok(Self {
            child,
            leader,
            farewell,
        })
    }

    /// How it ended, if it has.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }

    /// Waits until it ends by itself or the time is up.
    fn ends_within(&mut self, patience: Duration) -> bool {
        let start = Instant::now();
        while start.elapsed() < patience {
            if !matches!(self.ended(), Ok(None)) {
                return true;
            }
            sleep(LOOK_EVERY);
        }
        false
    }
}

impl Drop for Group {
    /// Asks, waits, then insists. What the leader left behind in its group goes with it.
    fn drop(&mut self) {
        // A group that has already gone answers an error, and that is what was wanted.
        if matches!(self.ended(), Ok(None)) {
            let _gone = match self.farewell {
                Farewell::Group => kill_process_group(self.leader, Signal::TERM),
                Farewell::Leader => kill_process(self.leader, Signal::INT),
            };
            self.ends_within(PATIENCE);
        }
        let _gone = kill_process_group(self.leader, Signal::KILL);
        let _status = self.child.wait();
    }
}

/// Runs a program to its end with both outputs in `log`, calling `look` with the seconds passed and
/// what was added to the log since the last call. An interrupt, or a program that hangs, is an error.
pub(crate) fn run(
    command: &mut Command,
    log: &Path,
    interrupt: &Interrupt,
    mut look: impl FnMut(Duration, &[u8]),
) -> Result<ExitStatus> {
    let mut written = open_log(command, log)?;
    let start = Instant::now();
    let mut group = Group::start(command, Farewell::Group)?;
    loop {
        let ended = group.ended()?;
        let mut fresh = Vec::new();
        written.read_to_end(&mut fresh)?;
        look(start.elapsed(), &fresh);
        if let Some(status) = ended {
            return Ok(status);
        }
        interrupt.check()?;
        if start.elapsed() > LONGEST {
            bail!(
                "still not done after {} minutes; ended it",
                LONGEST.as_secs() / 60
            );
        }
        sleep(LOOK_EVERY);
    }
}

/// Gives the command a fresh log to write to, headed by its own line, and us a way to read it.
fn open_log(command: &mut Command, log: &Path) -> Result<File> {
    if let Some(folder) = log.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
    writeln!(file, "{command:?}")?;
    command.stdout(file.try_clone()?).stderr(file);
    let mut written = File::open(log)?;
    written.read_to_end(&mut Vec::new())?;
    Ok(written)
}

#[cfg(test)]
mod tests;
