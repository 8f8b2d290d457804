//! Where things are: the checkout, and what is built or fetched for it.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The profile of what is handed out, and measured.
pub(crate) const SHIPPED: &str = "dist";

/// The folders that every task works in.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    root: PathBuf,
    target: PathBuf,
}

impl Place {
    /// The checkout that cargo runs this program in: another than it was built from, where several
    /// share a target folder. What is built goes where `CARGO_TARGET_DIR` says; on
    /// a machine that judges changes (`CI` is set) outside the checkout, so that the next clone starts
    /// warm; otherwise into `target`.
    pub(crate) fn find() -> Result<Self> {
        let folder = env::var_os("CARGO_MANIFEST_DIR");
        let folder = folder.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&folder)
            .ancestors()
            .nth(2)
            .context("the task runner lies two folders below the checkout")?
            .to_owned();
        let target = match (env::var_os("CARGO_TARGET_DIR"), env::var_os("CI")) {
            (Some(chosen), _) => env::current_dir()?.join(chosen),
            (None, Some(_)) => cache()?.join("alongside-ci/target"),
            (None, None) => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// The checkout.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Where cargo puts what it builds.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// What children of this program said, one file each.
    pub(crate) fn log(&self, name: &str) -> PathBuf {
        self.target.join("xtask/logs").join(format!("{name}.log"))
    }

    /// The binary as a user would build it with this profile (`debug`, `release` or [`SHIPPED`]).
    pub(crate) fn binary(&self, profile: &str) -> PathBuf {
        self.target.join(profile).join("alongside")
    }

    /// A copy of the binary that tests drive, out of reach of later builds.
    pub(crate) fn tested_binary(&self) -> PathBuf {
        self.target.join("xtask/alongside")
    }

    /// Other people's LTI software, installed for the tests.
    pub(crate) fn third_party(&self) -> PathBuf {
        self.target.join("third-party")
    }

    /// The cargo that runs us, in the checkout, with our target folder.
    pub(crate) fn cargo(&self) -> Command {
        self.cargo_at(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// Another cargo, in the checkout, with our target folder.
    pub(crate) fn cargo_at(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut cargo = self.command(program);
        cargo
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_TERM_COLOR", "never");
        cargo
    }

    /// Any program, started in the checkout.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }
}

fn cache() -> Result<PathBuf> {
    let home = || env::var_os("HOME").map(|home| Path::new(&home).join(".cache"));
    env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(home)
        .context("neither XDG_CACHE_HOME nor HOME is set")
}
