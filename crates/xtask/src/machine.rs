//! What this machine has, and how it gets the rest: Debian packages and the wasm target.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::place::Place;
use crate::runner::{Runner, first_line};

/// The target of the front end.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// A program that is needed, and the Debian packages that bring it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tool {
    /// What it is for, in a word.
    pub(crate) name: &'static str,
    /// Whether it is already here.
    pub(crate) is_here: fn() -> bool,
    /// The packages of Debian and its kin.
    pub(crate) packages: &'static [&'static str],
}

/// A compiler for the cryptography and SQLite that come as C.
pub(crate) const C_COMPILER: Tool = Tool {
    name: "a C and C++ compiler",
    is_here: || knows("cc") && knows("c++") && knows("make"),
    packages: &["build-essential"],
};
/// The server, for the store's stories.
pub(crate) const POSTGRES: Tool = Tool {
    name: "PostgreSQL",
    is_here: || crate::postgres::programs().is_some(),
    packages: &["postgresql"],
};
/// The browser of the journeys, and what drives it.
pub(crate) const CHROMIUM: Tool = Tool {
    name: "Chromium",
    is_here: || knows("chromium") && knows("chromedriver"),
    packages: &["chromium", "chromium-driver", "fonts-dejavu-core"],
};
/// Debian's Rust for wasm, where rustup cannot bring the target.
const DEBIAN_WASM: Tool = Tool {
    name: "Debian's Rust for wasm",
    is_here: || knows("/usr/bin/cargo") && knows("/usr/bin/rustc") && knows("wasm-ld-19"),
    packages: &["rustc-web", "cargo-web", "rust-web-src", "lld-19"],
};
/// What packs a Debian package and finds out which libraries it needs.
pub(crate) const DEBIAN_TOOLS: Tool = Tool {
    name: "Debian's packing tools",
    is_here: || knows("dpkg-deb") && knows("dpkg-shlibdeps"),
    packages: &["dpkg-dev"],
};
/// For the LTI software written in Python.
pub(crate) const PYTHON: Tool = Tool {
    name: "Python with venv",
    is_here: has_venv,
    packages: &["python3", "python3-venv"],
};
/// For the LTI software written for Node.
pub(crate) const NODE: Tool = Tool {
    name: "Node and npm",
    is_here: || knows("node") && knows("npm"),
    packages: &["nodejs", "npm"],
};

fn knows(program: &str) -> bool {
    first_line(Command::new(program).arg("--version")).is_some()
}

fn has_venv() -> bool {
    first_line(Command::new("python3").args(["-c", "import ensurepip, venv; print(1)"])).is_some()
}

impl Runner {
    /// Sees to it that these are on the machine: installs what is missing where we may, and otherwise
    /// says which command would.
    pub(crate) fn need(&mut self, tools: &[Tool]) -> Result<()> {
        let missing: Vec<&Tool> = tools.iter().filter(|tool| !(tool.is_here)()).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let names: Vec<&str> = missing.iter().map(|tool| tool.name).collect();
        let packages: Vec<&str> = missing
            .iter()
            .flat_map(|tool| tool.packages)
            .copied()
            .collect();
        self.install(&packages)
            .with_context(|| format!("{} missing here", names.join(" and ")))?;
        match missing.iter().find(|tool| !(tool.is_here)()) {
            Some(tool) => bail!(
                "{} is still missing after installing {}",
                tool.name,
                packages.join(" ")
            ),
            None => Ok(()),
        }
    }

    fn install(&mut self, packages: &[&str]) -> Result<()> {
        let packed = packages.join(" ");
        if !rustix::process::geteuid().is_root() || !Path::new("/usr/bin/apt-get").exists() {
            bail!(
                "install it, then run this again:\n        sudo apt-get update && sudo apt-get install {packed}"
            );
        }
        self.report
            .note(&format!("installing {packed} with apt-get"));
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        self.run("apt-update", apt.args(["--quiet", "update"]))?;
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt.args(["--quiet", "--yes", "--no-install-recommends", "install"])
            .args(packages);
        self.run("apt-install", &mut apt).map(drop)
    }

    /// Sees to it that wasm can be compiled here: by the toolchain that runs us, which rustup gives
    /// the target where it is missing; where that fails, by Debian's own, from the source of std.
    pub(crate) fn need_wasm(&mut self) -> Result<Wasm> {
        let sysroot = first_line(self.place.command("rustc").args(["--print", "sysroot"]))
            .context("rustc does not say where its libraries are")?;
        if Path::new(&sysroot).join("lib/rustlib").join(WASM).is_dir() {
            return Ok(Wasm::Toolchain);
        }
        self.report
            .note(&format!("adding the target {WASM} with rustup"));
        let mut rustup = self.place.command("rustup");
        rustup.args(["target", "add", WASM]);
        let Err(error) = self.run("rustup", &mut rustup) else {
            return Ok(Wasm::Toolchain);
        };
        self.report.note(&format!(
            "rustup cannot ({}); taking Debian's compiler, which builds std first",
            error.to_string().lines().next().unwrap_or_default(),
        ));
        self.need(&[DEBIAN_WASM])
            .with_context(|| format!("the toolchain lacks the target {WASM}"))?;
        Ok(Wasm::Debian)
    }
}

/// Which compiler makes wasm here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wasm {
    /// The one that runs us.
    Toolchain,
    /// Debian's, which has the source of the standard library and no build of it.
    Debian,
}

impl Wasm {
    /// Which compiler it is, to the version.
    pub(crate) fn compiler(self, place: &Place) -> Result<String> {
        let program = match self {
            Self::Toolchain => "rustc",
            Self::Debian => "/usr/bin/rustc",
        };
        let version = first_line(place.command(program).arg("--version"));
        version.with_context(|| format!("{program} does not say its version"))
    }

    /// A cargo that does `verb` for wasm.
    pub(crate) fn cargo(self, place: &Place, verb: &str) -> Command {
        let mut cargo = place.cargo();
        if self == Self::Debian {
            cargo = place.cargo_at("/usr/bin/cargo");
            cargo
                .env("RUSTC", "/usr/bin/rustc")
                // `-Z` on a stable compiler, for the standard library alone.
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-19");
        }
        cargo.arg(verb).arg("--target").arg(WASM);
        if self == Self::Debian {
            cargo.arg("-Zbuild-std=std,panic_abort");
        }
        cargo
    }
}
