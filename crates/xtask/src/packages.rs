//! Other people's packages that tests and benches bring, installed at fixed versions, once.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::machine::{C_COMPILER, NODE, PYTHON};
use crate::runner::{Runner, first_line};

/// Where Debian and its kin keep Node's headers; without them npm's compiler would go and fetch some.
const NODE_HEADERS: &str = "/usr/include/node/node.h";

/// Sees to the Python packages of a folder of the checkout and answers the Python that has them.
pub(crate) fn python(runner: &mut Runner, lists: &str, name: &str) -> Result<PathBuf> {
    let folder = runner.place.third_party().join(name);
    let list = runner.place.root().join(lists).join("requirements.txt");
    let program = folder.join("bin/python");
    install(runner, &folder, &[&list], |runner| {
        runner.need(&[PYTHON])?;
        runner.report.note("installing Python packages");
        let mut venv = runner.place.command("python3");
        runner.run("venv", venv.args(["-m", "venv", "--clear"]).arg(&folder))?;
        let mut pip = runner.place.command(&program);
        pip.args([
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
            "--requirement",
        ])
        .arg(&list);
        runner.run("pip", &mut pip).map(drop)
    })?;
    Ok(program)
}

/// Sees to the Node packages of a folder of the checkout and answers their `node_modules`.
pub(crate) fn node(runner: &mut Runner, lists: &str, name: &str) -> Result<PathBuf> {
    let folder = runner.place.third_party().join(name);
    let files = ["package.json", "package-lock.json", ".npmrc"];
    let sources = files.map(|file| runner.place.root().join(lists).join(file));
    let paths = sources.each_ref().map(PathBuf::as_path);
    install(runner, &folder, &paths, |runner| {
        runner.need(&[NODE, C_COMPILER])?;
        has_node_20()?;
        runner
            .report
            .note("installing Node packages; what has to be compiled takes a minute or three");
        fs::create_dir_all(&folder)?;
        for (file, source) in files.iter().zip(&sources) {
            fs::copy(source, folder.join(file))?;
        }
        let mut npm = runner.place.command("npm");
        npm.args(["ci", "--no-fund", "--no-audit"])
            .current_dir(&folder);
        if Path::new(NODE_HEADERS).exists() {
            npm.env("npm_config_nodedir", "/usr");
        }
        runner.run("npm", &mut npm).map(drop)
    })?;
    Ok(folder.join("node_modules"))
}

/// Installs unless the folder was already filled from the same lists; a half-filled one is done again.
fn install(
    runner: &mut Runner,
    folder: &Path,
    lists: &[&Path],
    fill: impl FnOnce(&mut Runner) -> Result<()>,
) -> Result<()> {
    let mut wanted = String::new();
    for list in lists {
        wanted += &fs::read_to_string(list).with_context(|| list.display().to_string())?;
    }
    let stamp = folder.with_extension("installed");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    fs::create_dir_all(runner.place.third_party())?;
    // The stamp goes first and comes last, so that what was interrupted is never taken for whole.
    let _absent = fs::remove_file(&stamp);
    fill(runner)?;
    Ok(fs::write(stamp, wanted)?)
}

/// The SQLite package for Node asks for 20.17, and older ones fail in the middle of its build.
fn has_node_20() -> Result<()> {
    let version =
        first_line(std::process::Command::new("node").arg("--version")).unwrap_or_default();
    let mut numbers = version
        .trim_start_matches('v')
        .split('.')
        .map_while(|part| part.parse::<u32>().ok());
    match (numbers.next(), numbers.next()) {
        (Some(major), Some(minor)) if (major, minor) >= (20, 17) => Ok(()),
        _ => bail!("Node 20.17 or later is needed, and this is {version:?}"),
    }
}
