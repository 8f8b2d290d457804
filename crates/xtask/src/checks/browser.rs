//! Journeys in a real browser, each page held against the rules for accessible pages.

use anyhow::Result;

use super::stories::{self, Which};
use super::third_party;
use crate::machine::CHROMIUM;
use crate::report::Tally;
use crate::runner::Runner;

/// Runs them in headless Chromium; axe-core comes with the Node packages of the third-party tests.
pub(super) fn tests(runner: &mut Runner) -> Result<Tally> {
    runner.need(&[CHROMIUM])?;
    let told = [third_party::node(runner)?, stories::binary(runner)];
    stories::run(runner, Which::Browser, "browser", &told)
}
