//! One app: cargo makes the wasm, wasm-bindgen the JavaScript around it.

use std::fs;

use anyhow::{Context, Result, anyhow, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::Bundle;
use crate::{
    machine::{WASM, Wasm},
    runner::Runner,
};

/// Compiles an app and returns what the compiler wrote.
pub(super) fn compile(runner: &mut Runner, wasm: Wasm, bundle: &Bundle) -> Result<Vec<u8>> {
    let name = bundle.name;
    let mut cargo = wasm.cargo(&runner.place, "build");
    cargo
        .args(["--locked", "--profile", "wasm"])
        .args(["--package", "web", "--bin", name])
        .args(["--no-default-features", "--features", name]);
    runner.run(&format!("web-{name}"), &mut cargo)?;
    let path = runner
        .place
        .target()
        .join(WASM)
        .join("wasm")
        .join(format!("{name}.wasm"));
    fs::read(&path).with_context(|| path.display().to_string())
}

/// The app as the browser loads it: wasm without names, and the JavaScript that starts it.
pub(super) fn bind(name: &str, wasm: &[u8]) -> Result<Vec<(String, Vec<u8>)>> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes(name, wasm.to_vec())
        .web(true)
        .map_err(|error| anyhow!("{error:#}"))?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true);
    let mut output = bindgen
        .generate_output()
        .map_err(|error| anyhow!("{error:#}"))?;
    let is_whole =
        output.snippets().values().all(Vec::is_empty) && output.local_modules().is_empty();
    ensure!(
        is_whole,
        "{name} brings JavaScript of its own, which nothing serves"
    );
    let mut glue = without_comments(output.js());
    for (index, import) in output.wasm_mut().imports.iter_mut().enumerate() {
        let short = format!("i{index}");
        glue = renamed(&glue, &import.name, &short)?;
        import.name = short;
    }
    Ok(vec![
        (format!("{name}.js"), glue.into_bytes()),
        (format!("{name}.wasm"), output.wasm_mut().emit_wasm()),
    ])
}

/// The JavaScript with another name for one of the functions it hands to the wasm. The names end in
/// hashes, which stand in both files and cannot be compressed.
fn renamed(glue: &str, name: &str, short: &str) -> Result<String> {
    let (old, new) = (format!("\n{name}: "), format!("\n{short}: "));
    let count = glue.matches(&old).count();
    ensure!(count == 1, "the JavaScript names {name} {count} times");
    Ok(glue.replace(&old, &new))
}

/// wasm-bindgen's JavaScript without indentation and without the comments that stand on lines of
/// their own. A line is never joined with another, so nothing else changes.
fn without_comments(glue: &str) -> String {
    let mut out = String::with_capacity(glue.len());
    let mut is_comment = false;
    for line in glue.lines().map(str::trim) {
        is_comment |= line.starts_with("/*");
        if !is_comment && !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
        is_comment &= !line.ends_with("*/");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{renamed, without_comments};

    #[test]
    fn a_name_is_changed_where_it_is_defined_and_must_be_there_once() {
        let glue = "{\n__wbg_f_1: function() {},\n__wbg_f_11: function() {},\n";
        let expected = "{\ni0: function() {},\n__wbg_f_11: function() {},\n";
        assert_eq!(renamed(glue, "__wbg_f_1", "i0").unwrap(), expected);
        assert!(renamed(glue, "__wbg_g", "i1").is_err());
    }

    #[test]
    fn only_comments_and_indentation_go() {
        let glue =
            "/* a\n * b */\nlet x = 1; // kept\n\n    // gone\n    /** one line */\n  f(`/*`);\n";
        assert_eq!(without_comments(glue), "let x = 1; // kept\nf(`/*`);\n");
    }
}
