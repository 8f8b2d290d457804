//! What the engine promises, held against brute force on small problems and against the
//! independent checker on all.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
#![expect(
    clippy::cast_possible_truncation,
    reason = "every number in these tests is small"
)]

mod bent;
mod cures;
mod explain;
mod fair;
mod instances;
mod judge;
mod laws;
mod oracle;
mod people;
mod ruled_judge;
mod rules;
mod rules_oracle;
mod score;
mod standing;
