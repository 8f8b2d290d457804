//! What a first visit loads, held against the budgets.

use std::fmt::Write;

use anyhow::{Result, ensure};

use super::{
    BUNDLES, Bundle,
    dist::{Dist, Weight},
};

/// One line for each bundle; an error if one is too heavy.
pub(super) fn lines(dist: &Dist) -> Result<Vec<String>> {
    BUNDLES.iter().map(|bundle| line(dist, bundle)).collect()
}

fn line(dist: &Dist, bundle: &Bundle) -> Result<String> {
    let name = bundle.name;
    let parts = [
        ("wasm", format!("{name}.wasm")),
        ("glue", format!("{name}.js")),
        ("boot", "boot.js".to_owned()),
        ("style", "app.css".to_owned()),
        ("words", format!("{name}-en.json")),
    ];
    let mut all = Weight::default();
    let mut each = String::new();
    for (what, file) in parts {
        let weight = dist.weigh(&file)?;
        all.raw += weight.raw;
        all.gzip += weight.gzip;
        all.brotli += weight.brotli;
        write!(each, ", {what} {}", kilo(weight.brotli))?;
    }
    let line = format!(
        "{name}: {} KB brotli all in ({} raw, {} gzip; gate {}, aim {}){each}",
        kilo(all.brotli),
        kilo(all.raw),
        kilo(all.gzip),
        kilo(bundle.gate),
        kilo(bundle.aim),
    );
    ensure!(all.brotli <= bundle.gate, "too heavy: {line}");
    Ok(line)
}

/// Thousands of bytes with one decimal.
fn kilo(bytes: usize) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}
