//! What each phase takes, and the most memory that was in use.

use std::time::Instant;

use cpu_time::ProcessTime;
use serde_json::{Map, Value, json};

/// A stop watch, on the wall and of the process.
pub(super) struct Meter {
    wall: Instant,
    cpu: Option<ProcessTime>,
    seconds: Map<String, Value>,
}

impl Meter {
    pub(super) fn start() -> Self {
        let (wall, cpu) = (Instant::now(), ProcessTime::try_now().ok());
        Self {
            wall,
            cpu,
            seconds: Map::new(),
        }
    }

    /// Ends a phase and begins the next.
    pub(super) fn end(&mut self, phase: &str) {
        let (wall, cpu) = (Instant::now(), ProcessTime::try_now().ok());
        let on_cpu = cpu
            .zip(self.cpu)
            .map(|(now, before)| now.duration_since(before));
        let seconds = json!({
            "wall": wall.duration_since(self.wall).as_secs_f64(),
            "cpu": on_cpu.map(|time| time.as_secs_f64()),
        });
        self.seconds.insert(phase.to_owned(), seconds);
        (self.wall, self.cpu) = (wall, cpu);
    }

    /// Seconds by phase.
    pub(super) fn seconds(self) -> Value {
        Value::Object(self.seconds)
    }
}

/// The most memory this process has had, in bytes, where the system says so (Linux).
pub(super) fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = peak.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}
