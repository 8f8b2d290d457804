//! Of the mentors of one mentee as many as are wanted, the nearest first to be kept.

use super::block::BARRED;
use super::terms::HIGHEST_COST;
use crate::problem::Pair;

/// Costs are counted by as many ranges.
const RANGES: usize = 1 << 8;

/// Finds the nearest by counting: no two costs are ever compared.
pub(super) struct Selection {
    /// Ranges are as wide as two to this.
    shift: u32,
    counts: [u32; RANGES],
}

/// Up to where costs are kept: all below, and of those that cost as much the first few.
#[derive(Clone, Copy)]
struct Limit {
    cost: u16,
    ties: u32,
}

impl Selection {
    /// For costs up to `most`.
    pub(super) fn new(most: u16) -> Self {
        let bits = u16::BITS - most.leading_zeros();
        Self {
            shift: bits.saturating_sub(RANGES.ilog2()),
            counts: [0; RANGES],
        }
    }

    /// Appends the nearest pairs of these costs, `keep` at most, in the order of mentors; of those
    /// that cost the same the first.
    pub(super) fn take(&mut self, row: &[u16], mentors: &[u32], keep: usize, out: &mut Vec<Pair>) {
        let limit = self.limit(row, keep);
        let first = out.len();
        // Whatever is not kept is written behind the others, and then over.
        out.resize(first + row.len().min(keep) + 1, Pair::new(0, 0));
        let kept = &mut out[first..];
        let (mut next, mut ties) = (0, 0);
        for (&cost, &mentor) in row.iter().zip(mentors) {
            kept[next] = Pair::new(mentor, u32::from(cost));
            let is_tie = cost == limit.cost;
            let is_kept = cost < limit.cost || is_tie && ties < limit.ties;
            next += usize::from(is_kept);
            ties += u32::from(is_tie);
        }
        out.truncate(first + next);
    }

    fn limit(&mut self, row: &[u16], keep: usize) -> Limit {
        if row.len() <= keep {
            return EVERYBODY;
        }
        let shift = self.shift;
        self.counts.fill(0);
        for &cost in row {
            self.counts[usize::from(cost >> shift).min(RANGES - 1)] += u32::from(cost != BARRED);
        }
        let Some((range, before)) = reach(&self.counts, keep) else {
            return EVERYBODY;
        };
        if shift == 0 {
            return limit(range, keep - before);
        }
        // Once more, inside the range where it becomes enough.
        self.counts.fill(0);
        let inside = (1 << shift) - 1;
        for &cost in row {
            let is_inside = usize::from(cost >> shift) == range && cost != BARRED;
            self.counts[usize::from(cost & inside)] += u32::from(is_inside);
        }
        let within = reach(&self.counts, keep - before);
        let (cost, more) = within.expect("the range was counted to hold as many");
        limit(range << shift | cost, keep - before - more)
    }
}

/// No cost is higher than what is allowed.
const EVERYBODY: Limit = Limit {
    cost: HIGHEST_COST,
    ties: u32::MAX,
};

fn limit(cost: usize, ties: usize) -> Limit {
    let cost = u16::try_from(cost).expect("a place among costs");
    let ties = u32::try_from(ties).expect("fewer than there are mentors");
    Limit { cost, ties }
}

/// The first place up to which there are as many as this, and how many come before it.
fn reach(counts: &[u32], wanted: usize) -> Option<(usize, usize)> {
    let mut before = 0;
    for (place, &count) in counts.iter().enumerate() {
        if before + count as usize >= wanted {
            return Some((place, before));
        }
        before += count as usize;
    }
    None
}
