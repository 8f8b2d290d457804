//! Other people's LTI software: installed at fixed versions, once, and run against ours.

use anyhow::Result;

use super::stories::{self, Fact, Which};
use crate::packages;
use crate::report::Tally;
use crate::runner::Runner;

/// In the checkout: what to install, and the few lines that serve it.
const LISTS: &str = "tests/third_party";

/// Our LMS judged by two tools that are not ours, our tool by a platform that is not ours.
pub(super) fn tests(runner: &mut Runner) -> Result<Tally> {
    let python = packages::python(runner, LISTS, "venv")?;
    let told = [
        ("TEST_PYTHON", python.into()),
        node(runner)?,
        stories::binary(runner),
    ];
    stories::run(runner, Which::ThirdParty, "third-party", &told)
}

/// Sees to the Node packages and says where their `node_modules` is.
pub(super) fn node(runner: &mut Runner) -> Result<Fact> {
    let modules = packages::node(runner, LISTS, "node")?;
    Ok(("TEST_NODE_MODULES", modules.into()))
}
