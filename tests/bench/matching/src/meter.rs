//! What a process takes.

use std::fs;

use cpu_time::ProcessTime;

/// Processor seconds of the whole process between two calls.
#[derive(Debug)]
pub(crate) struct Meter(ProcessTime);

impl Meter {
    pub(crate) fn start() -> Self {
        Self(ProcessTime::now())
    }

    /// Seconds since the last lap.
    pub(crate) fn lap(&mut self) -> f64 {
        let took = self.0.elapsed().as_secs_f64();
        self.0 = ProcessTime::now();
        took
    }
}

/// The most memory this program held at once, in megabytes, where the system says so (Linux),
/// otherwise 0. What `getrusage` says would count the program that started this one as well.
pub(crate) fn peak_megabytes() -> f64 {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.unwrap_or_default() * 1024.0 / 1e6
}
