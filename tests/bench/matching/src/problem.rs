//! A scheme's files as a problem.

use std::path::Path;

use anyhow::Result;
use matching::{Builder, Problem, Quota};

use crate::tables::{all, each};

/// Every mentor's quota, as it stands in a scheme's folder.
pub(crate) fn quotas(folder: &Path) -> Result<Vec<Quota>> {
    let rows = all(&folder.join("mentors.csv"), ["lo", "hi"])?;
    Ok(rows.iter().map(|&[lo, hi]| Quota { lo, hi }).collect())
}

pub(crate) fn read(folder: &Path) -> Result<Problem> {
    let mut mentees = 0;
    each(&folder.join("mentees.csv"), ["id"], |[_]| {
        mentees += 1;
        Ok(())
    })?;
    let mut builder = Builder::new(mentees, quotas(folder)?)?;
    each(
        &folder.join("edges.csv"),
        ["mentee", "mentor", "cost"],
        |[mentee, mentor, cost]| Ok(builder.pair(mentee, mentor, cost)?),
    )?;
    Ok(builder.build()?)
}

/// The quotas as crate `verify` takes them.
pub(crate) fn verified(problem: &Problem) -> Vec<verify::Quota> {
    let quotas = problem.quotas().iter();
    quotas
        .map(|&Quota { lo, hi }| verify::Quota { lo, hi })
        .collect()
}
