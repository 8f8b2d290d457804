//! Builds the front end.

use anyhow::{Result, bail};

use crate::runner::Runner;

/// Says one line for each bundle.
pub(crate) fn build(_runner: &mut Runner) -> Result<Vec<String>> {
    bail!("there is no front end yet")
}
