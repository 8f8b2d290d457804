//! `cargo xtask package`: everything an institution installs, in `target/package`: a tarball, a
//! Debian package, the bill of materials, the licences of what is linked in, and their checksums.

mod bom;
mod licences;
mod shipped;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};

use crate::child::Interrupt;
use crate::machine::{C_COMPILER, DEBIAN_TOOLS};
use crate::place::{Place, SHIPPED};
use crate::report::Report;
use crate::runner::{Runner, first_line};
use crate::web;
use shipped::Shipped;

/// What packs the Debian package; another version may write other scripts.
const CARGO_DEB: &str = "3.8.0";

/// Beside the binary, so that cargo-deb finds them where it looks for what was built.
const BOM: &str = "alongside.cdx.json";
const LICENCES: &str = "THIRD-PARTY-LICENCES.txt";

/// Files of the checkout that go into the tarball as they are.
const PLAIN: [&str; 9] = [
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "SECURITY.md",
    "docs",
    "lti-config",
    "packaging",
    "ARCHITECTURE.md",
    "www/pictures",
];

type Step = (&'static str, fn(&mut Runner) -> Result<()>);

/// The steps, with which of them a Debian package alone needs.
const STEPS: [(Step, bool); 6] = [
    (("the front end", front_end), false),
    (("the binary", binary), false),
    (("bill of materials and licences", papers), false),
    (("the tarball", tarball), false),
    (("the Debian package", debian), true),
    (("the checksums", checksums), false),
];

/// Builds all of it, the Debian package only if `deb` says so.
pub(crate) fn package(deb: bool, verbose: bool) -> Result<ExitCode> {
    let steps = STEPS.iter().filter(|(_, for_deb)| deb || !for_deb);
    let mut runner = Runner {
        place: Place::find()?,
        report: Report::new(steps.clone().count(), verbose),
        interrupt: Interrupt::listen()?,
    };
    let out = out(&runner.place);
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    fs::create_dir_all(&out)?;
    for ((what, step), _) in steps {
        let start = Instant::now();
        runner.report.begin(what);
        step(&mut runner)?;
        runner.report.done(start.elapsed());
    }
    Ok(ExitCode::SUCCESS)
}

/// Only the bill of materials, for a scanner.
pub(crate) fn sbom(runner: &mut Runner) -> Result<()> {
    let out = out(&runner.place);
    fs::create_dir_all(&out)?;
    let path = out.join(BOM);
    fs::write(&path, bom::of(&Shipped::read(runner)?)?)?;
    runner.report.note(&path.display().to_string());
    Ok(())
}

fn out(place: &Place) -> PathBuf {
    place.target().join("package")
}

fn front_end(runner: &mut Runner) -> Result<()> {
    runner.need(&[C_COMPILER])?;
    web::build(runner).map(drop)
}

/// The binary as it is handed out.
pub(crate) fn binary(runner: &mut Runner) -> Result<()> {
    runner.need(&[C_COMPILER])?;
    let mut cargo = runner.place.cargo();
    cargo.args(["build", "--locked", "--package", "alongside"]);
    cargo.args(["--profile", SHIPPED]);
    runner.run("binary", &mut cargo).map(drop)
}

fn papers(runner: &mut Runner) -> Result<()> {
    let shipped = Shipped::read(runner)?;
    let folder = runner.place.target().join(SHIPPED);
    fs::write(folder.join(BOM), bom::of(&shipped)?)?;
    fs::write(folder.join(LICENCES), licences::of(&shipped)?)?;
    fs::copy(folder.join(BOM), out(&runner.place).join(BOM))?;
    runner.report.note(&format!(
        "{} packages are linked into it",
        shipped.foreign().count()
    ));
    Ok(())
}

/// The same bytes for the same sources: sorted, owned by nobody, without the time of packing.
fn tarball(runner: &mut Runner) -> Result<()> {
    let name = format!(
        "alongside-{}-linux-{}",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::ARCH
    );
    let folder = out(&runner.place).join(&name);
    fs::create_dir_all(folder.join("www"))?;
    let shipped = runner.place.target().join(SHIPPED);
    for built in ["alongside", BOM, LICENCES] {
        fs::copy(shipped.join(built), folder.join(built))?;
    }
    for plain in PLAIN {
        copy(&runner.place.root().join(plain), &folder.join(plain))?;
    }
    let mut strip = runner.place.command("strip");
    runner.run("strip", strip.arg(folder.join("alongside")))?;
    let mut tar = runner.place.command("tar");
    tar.args([
        "--create",
        "--gzip",
        "--sort=name",
        "--owner=0",
        "--group=0",
        "--numeric-owner",
    ])
    .args(["--mtime=@0", "--directory"])
    .arg(out(&runner.place))
    .arg("--file")
    .arg(out(&runner.place).join(format!("{name}.tar.gz")))
    .arg(&name);
    runner.run("tar", &mut tar)?;
    fs::remove_dir_all(folder)?;
    Ok(())
}

/// A file, or a folder with everything in it.
fn copy(from: &Path, to: &Path) -> Result<()> {
    if !from.is_dir() {
        fs::copy(from, to).with_context(|| from.display().to_string())?;
        return Ok(());
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}

fn debian(runner: &mut Runner) -> Result<()> {
    if !Path::new("/etc/debian_version").exists() {
        runner
            .report
            .note("not made: this is no Debian, and its libraries would not be the right ones");
        return Ok(());
    }
    runner.need(&[DEBIAN_TOOLS])?;
    let program = cargo_deb(runner)?;
    let mut deb = runner.place.command(program);
    // The paths in its manifest count from there.
    deb.current_dir(runner.place.root().join("crates/alongside"))
        .env("CARGO_TARGET_DIR", runner.place.target())
        .args([
            "--package",
            "alongside",
            "--profile",
            SHIPPED,
            "--no-build",
            "--locked",
            "--output",
        ])
        .arg(out(&runner.place));
    runner.run("cargo-deb", &mut deb).map(drop)
}

/// cargo-deb at our version, installed where it disturbs nobody.
fn cargo_deb(runner: &mut Runner) -> Result<PathBuf> {
    let root = runner.place.target().join("tools");
    let program = root.join("bin/cargo-deb");
    let version = || first_line(std::process::Command::new(&program).arg("--version"));
    if version().is_none_or(|version| !version.ends_with(CARGO_DEB)) {
        runner
            .report
            .note("installing cargo-deb, which takes a minute or two");
        let mut install = runner.place.cargo();
        install
            .env("CARGO_TARGET_DIR", root.join("build"))
            .args([
                "install",
                "cargo-deb",
                "--locked",
                "--version",
                CARGO_DEB,
                "--root",
            ])
            .arg(&root);
        runner.run("cargo-deb-install", &mut install)?;
    }
    ensure!(version().is_some(), "cargo-deb does not run");
    Ok(program)
}

fn checksums(runner: &mut Runner) -> Result<()> {
    let folder = out(&runner.place);
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder)? {
        names.push(entry?.file_name());
    }
    names.sort();
    let mut sums = runner.place.command("sha256sum");
    let said = sums.args(&names).current_dir(&folder).output()?;
    if !said.status.success() {
        bail!("sha256sum: {}", String::from_utf8_lossy(&said.stderr));
    }
    fs::write(folder.join("SHA256SUMS"), said.stdout)?;
    for name in names {
        let size = fs::metadata(folder.join(&name))?.len();
        let name = name.to_string_lossy();
        runner
            .report
            .note(&format!("{name}: {} kB", size.div_ceil(1000)));
    }
    Ok(())
}
