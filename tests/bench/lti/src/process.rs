//! A program that is measured: what it cost, and its end.

use std::{
    collections::HashMap,
    fs::{self, File},
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use rustix::process::{Pid, Signal, kill_process};

/// How long a program may take to end by itself.
const PATIENCE: Duration = Duration::from_secs(5);
/// Clock ticks of `/proc/PID/stat` in a second, on every Linux there is.
const TICKS: f64 = 100.0;

/// A running program with everything it started.
pub(crate) struct Process {
    child: Child,
}

impl Process {
    /// Starts it with both outputs in `log`.
    pub(crate) fn start(command: &mut Command, log: &Path) -> Result<Self> {
        let file = File::create(log).with_context(|| log.display().to_string())?;
        let child = command
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()
            .with_context(|| format!("{} does not start", command.get_program().display()))?;
        Ok(Self { child })
    }

    /// Whether it still runs.
    pub(crate) fn runs(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Seconds of processor it has used so far: all its threads, its children, and those that ended.
    pub(crate) fn cpu(&self) -> f64 {
        let ticks: u32 = self.tree().iter().map(|pid| ticks(*pid)).sum();

        f64::from(ticks) / TICKS
    }

    /// Bytes of memory it has now, its children's too.
    pub(crate) fn memory(&self) -> u64 {
        self.sum("VmRSS:")
    }

    /// The most bytes it has had since [`Process::forget_peak`].
    pub(crate) fn peak(&self) -> u64 {
        self.sum("VmHWM:")
    }

    /// From here on the peak counts anew.
    pub(crate) fn forget_peak(&self) {
        for pid in self.tree() {
            // One that has ended meanwhile has no peak.
            let _ended = fs::write(format!("/proc/{pid}/clear_refs"), "5");
        }
    }

    fn sum(&self, field: &str) -> u64 {
        let kilobytes = |pid: &u32| {
            let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
            let line = status.lines().find_map(|line| line.strip_prefix(field))?;
            line.split_whitespace().next()?.parse::<u64>().ok()
        };
        1024 * self.tree().iter().filter_map(kilobytes).sum::<u64>()
    }

    /// Its id and those of everything below it.
    fn tree(&self) -> Vec<u32> {
        let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
        let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
        for pid in entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()) {
            if let Some(parent) = stat(pid).and_then(|fields| fields.get(1)?.parse().ok()) {
                children.entry(parent).or_default().push(pid);
            }
        }
        let mut all = vec![self.child.id()];
        let mut next = 0;
        while let Some(pid) = all.get(next) {
            all.extend(children.remove(pid).unwrap_or_default());
            next += 1;
        }
        all
    }
}

/// The fields of `/proc/PID/stat` after the name, the state first.
fn stat(pid: u32) -> Option<Vec<String>> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, fields) = stat.rsplit_once(") ")?;
    Some(fields.split(' ').map(str::to_owned).collect())
}

/// User and system time, its own and that of children it has waited for.
fn ticks(pid: u32) -> u32 {
    let fields = stat(pid).unwrap_or_default();
    let counts = fields.iter().skip(11).take(4);
    counts.filter_map(|count| count.parse::<u32>().ok()).sum()
}

impl Drop for Process {
    /// Asks it to end, waits, then insists.
    fn drop(&mut self) {
        let pid = Pid::from_child(&self.child);
        if self.runs() {
            let _gone = kill_process(pid, Signal::TERM);
        }
        let asked = Instant::now();
        while self.runs() && asked.elapsed() < PATIENCE {
            sleep(Duration::from_millis(10));
        }
        let _gone = self.child.kill();
        let _status = self.child.wait();
    }
}
