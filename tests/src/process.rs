//! The real binary, and other people's programs, as children that end when their test does.

use std::{
    ffi::OsStr,
    io::{BufRead as _, BufReader, Read},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU16, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};

/// Patience with a child that should say or do something: far beyond what it takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running program.
pub struct Process {
    name: String,
    child: Child,
    out: Lines,
    err: Lines,
}

/// How a program ended, with everything it said.
#[derive(Clone, Debug)]
pub struct Ended {
    /// The status; none where a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

type Lines = Arc<Mutex<Vec<String>>>;

impl Process {
    /// Starts a program with nothing to read.
    pub fn start(command: &mut Command) -> Self {
        let name = command.get_program().display().to_string();
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{name} does not start: {error}"));
        let out = lines_of(child.stdout.take().unwrap());
        let err = lines_of(child.stderr.take().unwrap());
        Self {
            name,
            child,
            out,
            err,
        }
    }

    /// Waits for a line on either stream that holds this, and gives it.
    pub async fn says(&mut self, part: &str) -> String {
        let until = Instant::now() + PATIENCE;
        loop {
            let ended = self.child.try_wait().unwrap();
            if let Some(line) = self.heard(part) {
                return line;
            }
            if let Some(status) = ended {
                panic!(
                    "{} ended with {status} before {part:?}\n{}",
                    self.name,
                    self.said()
                );
            }
            assert!(
                Instant::now() < until,
                "{} never said {part:?}\n{}",
                self.name,
                self.said()
            );
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    /// A line that holds this, if it was said already.
    pub fn heard(&self, part: &str) -> Option<String> {
        [&self.out, &self.err].into_iter().find_map(|lines| {
            let lines = lock(lines);
            lines.iter().find(|line| line.contains(part)).cloned()
        })
    }

    /// Everything it said.
    pub fn said(&self) -> String {
        format!(
            "{}\n{}",
            lock(&self.out).join("\n"),
            lock(&self.err).join("\n")
        )
    }

    /// Ends it as a power cut would.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end, as a supervisor would, and waits.
    pub async fn end(self) -> Ended {
        kill_process(self.pid(), Signal::TERM).unwrap();
        self.ended().await
    }

    /// Waits for its end.
    pub async fn ended(mut self) -> Ended {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return self.last_words(status);
            }
            assert!(
                Instant::now() < until,
                "{} does not end\n{}",
                self.name,
                self.said()
            );
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    /// Bytes it has in memory now, where the system tells.
    pub fn memory(&self) -> Option<u64> {
        let status = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(status).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))?;
        let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse().ok()?;
        Some(kilobytes * 1024)
    }

    fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// The streams end a moment after the process: whoever reads them is waited for.
    fn last_words(&self, status: ExitStatus) -> Ended {
        let until = Instant::now() + Duration::from_secs(5);
        while Arc::strong_count(&self.out) + Arc::strong_count(&self.err) > 2
            && Instant::now() < until
        {
            thread::sleep(Duration::from_millis(1));
        }
        Ended {
            code: status.code(),
            out: lock(&self.out).join("\n"),
            err: lock(&self.err).join("\n"),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines_of(stream: impl Read + Send + 'static) -> Lines {
    let lines = Lines::default();
    let kept = Arc::clone(&lines);
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            lock(&kept).push(line);
        }
    });
    lines
}

fn lock(lines: &Lines) -> std::sync::MutexGuard<'_, Vec<String>> {
    lines.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A port that nobody listens on, outside the range that connections take theirs from. Each test has
/// a process of its own or shares this counter, so that two of them rarely meet.
pub fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let own = u16::try_from(std::process::id() % 600).unwrap();
    for _ in 0..10_000 {
        let step = NEXT.fetch_add(1, Ordering::Relaxed);
        let port = 12_000 + (own * 30 + step) % 18_000;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
    panic!("no free port");
}

/// The binary that `cargo xtask test` built, or the one beside this test program.
pub fn binary() -> PathBuf {
    if let Some(told) = std::env::var_os("TEST_ALONGSIDE") {
        return told.into();
    }
    let test = std::env::current_exe().unwrap();
    let folder = test.ancestors().find(|folder| folder.ends_with("debug"));
    let binary = folder.unwrap_or(Path::new(".")).join("alongside");
    assert!(binary.exists(), "build it first: cargo build -p alongside");
    binary
}

/// What the machine has, by the variable that `cargo xtask test` sets. Without it a test is left
/// out and says so, except where changes are judged.
#[expect(
    clippy::print_stderr,
    reason = "whoever runs the tests should know what was left out"
)]
pub fn told(variable: &str) -> Option<PathBuf> {
    let told = std::env::var_os(variable).map(PathBuf::from);
    if told.is_none() {
        assert!(std::env::var_os("CI").is_none(), "{variable} is not set");
        eprintln!("skipped: {variable} is not set; `cargo xtask test` sets it");
    }
    told
}

/// A command of the binary that knows nothing of this machine's settings.
pub fn alongside<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(binary());
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("ALONGSIDE_") {
            command.env_remove(name);
        }
    }
    command.args(arguments);
    command
}
