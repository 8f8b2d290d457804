//! The folder that the service serves: hashed names, compressed twins, a manifest.

use std::{
    collections::BTreeMap,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    io::Write,
    path::{Path, PathBuf},
    thread,
};

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use serde_json::json;

const MANIFEST: &str = "manifest.json";

/// `www/dist`.
pub(super) struct Dist(PathBuf);

/// What a file weighs, in bytes: as it is, and over the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Weight {
    pub(super) raw: usize,
    pub(super) gzip: usize,
    pub(super) brotli: usize,
}

impl Dist {
    pub(super) fn at(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    /// Whether these inputs made what is there.
    pub(super) fn is_made_of(&self, inputs: &[(String, Vec<u8>)]) -> Result<bool> {
        let Ok(manifest) = self.manifest() else {
            return Ok(false);
        };
        let is_same = manifest["inputs"] == fingerprint(inputs)?;
        let names = names(&manifest);
        Ok(is_same && names.values().all(|name| self.0.join(name).is_file()))
    }

    /// Writes these files under hashed names with their twins, then the manifest, and removes what
    /// it does not name.
    pub(super) fn write(
        &self,
        inputs: &[(String, Vec<u8>)],
        files: &[(String, Vec<u8>)],
    ) -> Result<()> {
        fs::create_dir_all(&self.0)?;
        let mut names = BTreeMap::new();
        thread::scope(|scope| {
            let writing = files.iter().map(|(name, bytes)| {
                let hashed = hashed(name, bytes);
                names.insert(name.clone(), hashed.clone());
                scope.spawn(move || self.write_file(&hashed, bytes))
            });
            let writing: Vec<_> = writing.collect();
            writing
                .into_iter()
                .try_for_each(|each| each.join().expect("compressing does not panic"))
        })?;
        let manifest = json!({ "files": names, "inputs": fingerprint(inputs)? });
        fs::write(self.0.join(MANIFEST), serde_json::to_vec_pretty(&manifest)?)?;
        self.remove_all_but(&names.into_values().collect::<Vec<_>>())
    }

    fn write_file(&self, name: &str, bytes: &[u8]) -> Result<()> {
        fs::write(self.0.join(name), bytes)?;
        fs::write(self.0.join(format!("{name}.br")), brotli(bytes)?)?;
        fs::write(self.0.join(format!("{name}.gz")), gzip(bytes)?)?;
        Ok(())
    }

    fn remove_all_but(&self, names: &[String]) -> Result<()> {
        for entry in fs::read_dir(&self.0)? {
            let path = entry?.path();
            let file = path
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or_default();
            let is_ours =
                file == MANIFEST || names.iter().any(|name| file.starts_with(name.as_str()));
            if !is_ours {
                fs::remove_file(&path)?;
            }
        }
        Ok(())
    }

    /// What a file weighs, by its plain name.
    pub(super) fn weigh(&self, name: &str) -> Result<Weight> {
        let manifest = self.manifest()?;
        let file = names(&manifest)
            .get(name)
            .cloned()
            .with_context(|| name.to_owned())?;
        let size = |ending: &str| -> Result<usize> {
            let path = self.0.join(format!("{file}{ending}"));
            let bytes = fs::metadata(&path)
                .with_context(|| path.display().to_string())?
                .len();
            Ok(usize::try_from(bytes)?)
        };
        Ok(Weight {
            raw: size("")?,
            gzip: size(".gz")?,
            brotli: size(".br")?,
        })
    }

    fn manifest(&self) -> Result<serde_json::Value> {
        Ok(serde_json::from_slice(&fs::read(self.0.join(MANIFEST))?)?)
    }
}

/// Hashed names by plain ones.
fn names(manifest: &serde_json::Value) -> BTreeMap<String, String> {
    serde_json::from_value(manifest["files"].clone()).unwrap_or_default()
}

/// One value for all inputs and for this program, whose changes change the outputs too.
fn fingerprint(inputs: &[(String, Vec<u8>)]) -> Result<String> {
    let program = fs::metadata(std::env::current_exe()?)?;
    Ok(digest(&(inputs, program.modified()?)))
}

fn digest(value: &impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// `app.css` as `app-0123456789abcdef.css`.
fn hashed(name: &str, bytes: &[u8]) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}-{}.{ending}", digest(&bytes))
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let params = BrotliEncoderParams {
        quality: 11,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params)?;
    Ok(out)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_changes_with_its_content_and_only_with_it() {
        let name = hashed("app.css", b"a");
        assert_eq!(name, hashed("app.css", b"a"));
        assert_ne!(name, hashed("app.css", b"b"));
        assert_eq!(name.len(), "app-.css".len() + 16, "{name}");
    }

    #[test]
    fn twins_hold_what_the_file_holds() {
        let text = "what was said, was said, was said".repeat(20).into_bytes();
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut &brotli(&text).unwrap()[..], &mut plain).unwrap();
        assert_eq!(plain, text);
        assert!(gzip(&text).unwrap().starts_with(&[0x1f, 0x8b]));
    }
}
