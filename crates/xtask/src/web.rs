//! Builds the front end into `www/dist`: two wasm apps, the style sheet, the words, the icons, each
//! under a name that changes with its content, compressed once and for all.

mod bundle;
mod dist;
mod sizes;
mod words;

use std::{fs, path::Path, path::PathBuf};

use anyhow::{Context, Result, ensure};

use crate::runner::Runner;
use dist::Dist;
use sizes::Record;

/// The languages, as folders of `www/locales`.
const LANGUAGES: [&str; 2] = ["en", "cy"];

/// The apps, by the names of their programs in crate `web`, with what they may weigh all in.
pub(crate) const BUNDLES: [Bundle; 2] = [
    Bundle {
        name: "student",
        gate: 180_000,
        aim: 130_000,
    },
    Bundle {
        name: "staff",
        gate: 240_000,
        aim: 190_000,
    },
];

/// One of the two apps.
pub(crate) struct Bundle {
    pub(crate) name: &'static str,
    /// Bytes over the wire, brotli, that fail the build.
    pub(crate) gate: usize,
    /// Bytes over the wire, brotli, that we want to stay below.
    pub(crate) aim: usize,
}

/// Builds what has changed, and says one line for each bundle: what a first visit loads.
pub(crate) fn build(runner: &mut Runner) -> Result<Vec<String>> {
    let www = runner.place.root().join("www");
    let dist = Dist::at(&www.join("dist"));
    let compiler = runner.need_wasm()?;
    let mut inputs = Vec::new();
    for bundle in &BUNDLES {
        let wasm = bundle::compile(runner, compiler, bundle)?;
        inputs.push((format!("{}.wasm", bundle.name), wasm));
    }
    inputs.extend(sources(&www)?);
    if !dist.is_made_of(&inputs)? {
        runner.report.note("writing www/dist");
        make(&dist, &inputs)?;
    }
    sizes::lines(&dist)
}

/// What grew and shrank since the sizes were recorded in `www/sizes.txt`; an error where growth is
/// more than chance. Where the environment has `UPDATE`, what is now is recorded instead.
pub(crate) fn growth(runner: &mut Runner) -> Result<Vec<String>> {
    let www = runner.place.root().join("www");
    let path = www.join("sizes.txt");
    let compiler = runner.need_wasm()?.compiler(&runner.place)?;
    let now = Record::of(&Dist::at(&www.join("dist")), compiler)?;
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, now.to_text())?;
        return Ok(vec!["recorded in www/sizes.txt".to_owned()]);
    }
    let recorded = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    now.growth_since(&Record::from_text(&recorded)?)
}

/// Makes every file of `www/dist` anew.
fn make(dist: &Dist, inputs: &[(String, Vec<u8>)]) -> Result<()> {
    let mut files = Vec::new();
    for bundle in &BUNDLES {
        let wasm = &found(inputs, &format!("{}.wasm", bundle.name))?;
        files.extend(bundle::bind(bundle.name, wasm)?);
        for language in LANGUAGES {
            let name = format!("{}-{language}.json", bundle.name);
            files.push((name, table(inputs, bundle.name, language)?));
        }
    }
    for (name, bytes) in inputs {
        if is_served(name) {
            files.push((name.clone(), bytes.clone()));
        }
    }
    dist.write(inputs, &files)
}

/// Whether a source is served as it is.
fn is_served(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| ["css", "js", "svg"].contains(&ending))
}

fn found<'i>(inputs: &'i [(String, Vec<u8>)], name: &str) -> Result<&'i [u8]> {
    let input = inputs.iter().find(|(each, _)| each == name);
    Ok(&input.with_context(|| format!("{name} was not built"))?.1)
}

/// The words of a bundle in a language: what everyone needs, what its own pages need, and for staff
/// the reasons why a roster or a mark got stuck.
fn table(inputs: &[(String, Vec<u8>)], bundle: &str, language: &str) -> Result<Vec<u8>> {
    let own = format!("{bundle}.ftl");
    let mut files = Vec::new();
    for file in ["face.ftl", "training.ftl", &own, "errors.ftl"] {
        let name = format!("{language}/{file}");
        files.push((
            name.clone(),
            String::from_utf8(found(inputs, &name)?.to_vec())?,
        ));
    }
    let mut table = words::compile(&files)?;
    let reasons = ["error-roster-", "error-score-", "error-token-"];
    table.retain(|key, _| {
        let is_reason =
            reasons.iter().any(|start| key.starts_with(start)) && !key.ends_with("-staff");
        !key.starts_with("error-") || (bundle == "staff" && is_reason)
    });
    Ok(serde_json::to_vec(&table)?)
}

/// Style sheet, scripts, mark and Fluent files, by name.
fn sources(www: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut sources = vec![
        ("mark.svg".to_owned(), read(&www.join("icons/mark.svg"))?),
        ("app.css".to_owned(), style(&www.join("styles"))?),
    ];
    for path in entries(www)? {
        // Scripts, and the style sheet of the pages that no bundle draws.
        if path
            .extension()
            .is_some_and(|ending| ending == "js" || ending == "css")
        {
            sources.push((name(&path)?, read(&path)?));
        }
    }
    for language in LANGUAGES {
        for path in entries(&www.join("locales").join(language))? {
            sources.push((format!("{language}/{}", name(&path)?), read(&path)?));
        }
    }
    every_language_has_every_key(&sources)?;
    Ok(sources)
}

/// One style sheet out of the files of a folder, in the order of their names.
fn style(folder: &Path) -> Result<Vec<u8>> {
    let files = entries(folder)?;
    let parts = files
        .iter()
        .map(|path| read(path))
        .collect::<Result<Vec<_>>>()?;
    Ok(parts.join(&b"\n"[..]))
}

/// A key that one language lacks would show itself to a reader of that language, and so would a
/// variable that only one language knows.
fn every_language_has_every_key(sources: &[(String, Vec<u8>)]) -> Result<()> {
    let mut keys = Vec::new();
    for language in LANGUAGES {
        let files = sources
            .iter()
            .filter(|(name, _)| name.starts_with(&format!("{language}/")));
        let files: Vec<_> = files
            .map(|(name, text)| Ok((name.clone(), String::from_utf8(text.clone())?)))
            .collect::<Result<_>>()?;
        keys.push((language, words::compile(&files)?));
    }
    let (first, all) = &keys[0];
    for (language, table) in &keys[1..] {
        let missing: Vec<_> = all.keys().filter(|key| !table.contains_key(*key)).collect();
        let extra: Vec<_> = table.keys().filter(|key| !all.contains_key(*key)).collect();
        ensure!(missing.is_empty(), "{language} lacks {missing:?}");
        ensure!(extra.is_empty(), "{first} lacks {extra:?}");
        for (key, pattern) in table {
            let known = words::variables(&all[key]);
            let invents = words::variables(pattern)
                .into_iter()
                .find(|name| !known.contains(name));
            ensure!(invents.is_none(), "{language} invents {invents:?} in {key}");
        }
    }
    Ok(())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let read = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths: Vec<_> = read.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.retain(|path| path.is_file());
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> Result<String> {
    let name = path.file_name().and_then(|name| name.to_str());
    Ok(name.with_context(|| path.display().to_string())?.to_owned())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| path.display().to_string())
}
