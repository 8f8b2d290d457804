use std::fs;
use std::path::PathBuf;

use super::*;

fn log(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("xtask-{name}-{}.log", std::process::id()))
}

fn shell(script: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", script]);
    shell
}

fn not_asked() -> Interrupt {
    Interrupt(Arc::new(AtomicBool::new(false)))
}

#[test]
fn what_a_child_says_is_in_its_log_and_shown_as_it_comes() {
    let log = log("says");
    let mut shown = Vec::new();
    let status = run(
        &mut shell("echo one; echo two >&2; exit 3"),
        &log,
        &not_asked(),
        |_, fresh| {
            shown.extend_from_slice(fresh);
        },
    )
    .unwrap();
    assert_eq!(status.code(), Some(3));
    assert_eq!(String::from_utf8(shown).unwrap(), "one\ntwo\n");
    assert!(fs::read_to_string(&log).unwrap().ends_with("one\ntwo\n"));
    fs::remove_file(log).unwrap();
}

#[test]
fn an_interrupt_ends_the_child_and_what_it_started() {
    let (log, interrupt) = (log("interrupt"), not_asked());
    let mut seen = Vec::new();
    let outcome = run(
        &mut shell("sleep 600 & echo $!; wait"),
        &log,
        &interrupt,
        |_, fresh| {
            seen.extend_from_slice(fresh);
            if seen.ends_with(b"\n") {
                interrupt.0.store(true, Ordering::Relaxed);
            }
        },
    );
    assert_eq!(outcome.unwrap_err().to_string(), "interrupted");
    let grandchild = String::from_utf8(seen).unwrap();
    assert!(
        !is_running(grandchild.trim()),
        "{grandchild} is still there"
    );
    fs::remove_file(log).unwrap();
}

/// A process that ended but was not yet collected by its parent counts as gone.
fn is_running(pid: &str) -> bool {
    let alive =
        || fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| !stat.contains(") Z "));
    (0..50).all(|_| {
        sleep(LOOK_EVERY);
        alive()
    })
}

#[test]
fn a_child_that_does_not_listen_is_ended_with_its_group() {
    let mut group = Group::start(&mut shell("trap '' INT; sleep 600"), Farewell::Leader).unwrap();
    let leader = group.leader.as_raw_nonzero().to_string();
    assert!(group.ended().unwrap().is_none());
    drop(group);
    assert!(!is_running(&leader));
}

#[test]
fn a_program_that_is_not_there_is_named() {
    let error = Group::start(&mut Command::new("no-such-program"), Farewell::Group).unwrap_err();
    assert_eq!(error.to_string(), "no-such-program did not start");
}
