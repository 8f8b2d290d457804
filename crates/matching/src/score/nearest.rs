//! Of the mentors of one mentee as many as are wanted, the nearest.

use super::terms::HIGHEST_COST;
use crate::problem::Pair;

/// Finds the nearest without putting anybody in order: it counts how many cost at most so much, many
/// at a time, until it knows what the last one costs.
pub(super) struct Selection {
    most: u16,
    /// What the last one cost before: lists of one department are alike.
    guess: u16,
}

/// A cost, and how many cost as much or less.
#[derive(Clone, Copy)]
struct Bound {
    cost: i64,
    count: usize,
}

impl Selection {
    /// For costs up to `most`.
    pub(super) fn new(most: u16) -> Self {
        Self {
            most,
            guess: most / 2,
        }
    }

    /// Appends the nearest pairs of these costs, `keep` at most, in the order of mentors; of those
    /// that cost the same the first.
    pub(super) fn take(&mut self, row: &[u16], mentors: &[u32], keep: usize, out: &mut Vec<Pair>) {
        let all = at_most(row, HIGHEST_COST);
        if keep >= all {
            append(row, mentors, HIGHEST_COST, all, out);
        } else if keep > 0 {
            let last = self.last(row, keep, all);
            let cost = u16::try_from(last.cost).expect("a cost between costs");
            append(row, mentors, cost, last.count, out);
            drop_ties(out, u32::from(cost), last.count - keep);
        }
    }

    /// The least cost at which there are as many as wanted, which are fewer than all.
    fn last(&mut self, row: &[u16], keep: usize, all: usize) -> Bound {
        let mut too_few = Bound { cost: -1, count: 0 };
        let mut enough = Bound {
            cost: self.most.into(),
            count: all,
        };
        let mut guess = i64::from(self.guess);
        for turn in 0_u32.. {
            if enough.cost - too_few.cost == 1 {
                break;
            }
            let cost = guess.clamp(too_few.cost + 1, enough.cost - 1);
            let count = at_most(row, u16::try_from(cost).expect("a cost between costs"));
            let bound = if count < keep {
                &mut too_few
            } else {
                &mut enough
            };
            *bound = Bound { cost, count };
            guess = if turn % 3 == 2 {
                i64::midpoint(too_few.cost, enough.cost)
            } else {
                between(too_few, enough, keep)
            };
        }
        self.guess = u16::try_from(enough.cost).expect("a cost between costs");
        enough
    }
}

/// Where there would be as many as wanted if costs were spread evenly.
fn between(too_few: Bound, enough: Bound, keep: usize) -> i64 {
    let wide = enough.cost - too_few.cost;
    let [part, of] = [keep - too_few.count, enough.count - too_few.count]
        .map(|it| i64::try_from(it).expect("fewer than there are mentors"));
    too_few.cost + wide * part / of
}

/// How many cost so much or less.
fn at_most(row: &[u16], cost: u16) -> usize {
    let count = |part: &[u16]| part.iter().map(|&it| u16::from(it <= cost)).sum::<u16>();
    // So many fit a count as narrow as costs are.
    let parts = row.chunks(1 << 15);
    parts.map(|part| usize::from(count(part))).sum()
}

/// Appends those that cost so much or less, of whom there are so many.
fn append(row: &[u16], mentors: &[u32], most: u16, number: usize, out: &mut Vec<Pair>) {
    let first = out.len();
    // Whoever costs more is written behind the others, and then over.
    out.resize(first + number + 1, Pair::new(0, 0));
    let kept = &mut out[first..];
    let mut next = 0;
    for (&cost, &mentor) in row.iter().zip(mentors) {
        kept[next] = Pair::new(mentor, u32::from(cost));
        next += usize::from(cost <= most);
    }
    out.truncate(first + number);
}

/// Drops the last so many of those that cost most from the end.
fn drop_ties(out: &mut Vec<Pair>, dearest: u32, surplus: usize) {
    let mut left = surplus;
    let mut from = out.len();
    while left > 0 {
        from -= 1;
        left -= usize::from(out[from].cost() == dearest);
    }
    let mut kept = from;
    for at in from..out.len() {
        out[kept] = out[at];
        kept += usize::from(out[at].cost() < dearest);
    }
    out.truncate(kept);
}
