//! Long lists, of which a page shows a part.

use serde::{Deserialize, Serialize};

/// Rows shown at once; more are on the next page.
pub const PAGE: u32 = 100;

/// Which part of a list is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// What was searched for; empty for everything.
    pub search: String,
    /// Which page, from 0 (`?from=`).
    pub from: u32,
    /// How many rows match in all.
    pub matching: u32,
}

impl Excerpt {
    /// The number of the last page, from 0.
    pub const fn last(&self) -> u32 {
        self.matching.saturating_sub(1) / PAGE
    }
}
