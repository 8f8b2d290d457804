//! Each mentee's nearest mentors, as far as anybody has asked.
//!
//! Searches and auctions look at a few mentors of each list only, and rents only rise while they
//! do. So a few are kept at hand, with a bound below which nothing is left out; once that no
//! longer answers a question, a few are picked anew at the rents of the day.

use crate::problem::{Pair, Problem, narrow, pick};

/// How many mentors are kept at hand for a mentee. Chosen by measurement, it changes no result.
const NEAR: usize = 16;

/// One of so many pairs is looked at to guess how far the nearest reach.
const SAMPLE: usize = 8;

pub(crate) struct Lists {
    heads: Vec<Head>,
    /// Places for [`NEAR`] pairs of each mentee, in no particular order.
    pairs: Vec<Pair>,
    scratch: Vec<Pair>,
}

#[derive(Clone, Copy, Default)]
struct Head {
    start: u32,
    len: u32,
    beyond: i64,
}

impl Lists {
    /// Nothing is at hand before somebody asks.
    pub(crate) fn new(problem: &Problem) -> Self {
        let mut start = 0;
        let heads = (0..problem.mentees()).map(|mentee| {
            let head = Head {
                start,
                ..Head::default()
            };
            start += narrow(problem.pairs_of(mentee).len().min(NEAR));
            head
        });
        Self {
            heads: heads.collect(),
            pairs: vec![Pair::new(0, 0); start as usize],
            scratch: Vec::new(),
        }
    }

    /// The pairs at hand.
    pub(crate) fn near(&self, mentee: u32) -> &[Pair] {
        let head = &self.heads[mentee as usize];
        &self.pairs[head.start as usize..][..head.len as usize]
    }

    /// No pair that is left out costs less than this with rent, provided that no rent has fallen;
    /// [`i64::MAX`] where none is left out.
    pub(crate) fn beyond(&self, mentee: u32) -> i64 {
        self.heads[mentee as usize].beyond
    }

    /// Picks the nearest at these rents, of which there are at least two unless that is all.
    pub(crate) fn renew(&mut self, problem: &Problem, rent: &[i64], mentee: u32) {
        let pairs = problem.pairs_of(mentee);
        let value = |pair: &Pair| i64::from(pair.cost()) + rent[pair.mentor() as usize];
        let mut beyond = i64::MAX;
        let mut len = pairs.len();
        if len <= NEAR {
            pick(pairs, &mut self.scratch, |_| true);
        } else {
            let limit = guess(pairs, value);
            len = pick(pairs, &mut self.scratch, |pair| value(&pair) <= limit);
            beyond = limit + 1;
            if len > NEAR {
                let order = |pair: &Pair| (value(pair), pair.mentor());
                let (_, next, _) = self.scratch[..len].select_nth_unstable_by_key(NEAR, order);
                beyond = value(next);
                len = NEAR;
            }
        }
        let head = &mut self.heads[mentee as usize];
        head.len = narrow(len);
        head.beyond = beyond;
        self.pairs[head.start as usize..][..len].copy_from_slice(&self.scratch[..len]);
    }
}

/// The second lowest value of some pairs: about twice as many of all are no higher as one in how
/// many was looked at.
fn guess(pairs: &[Pair], value: impl Fn(&Pair) -> i64) -> i64 {
    let (mut lowest, mut second) = (i64::MAX, i64::MAX);
    for pair in pairs.iter().step_by(SAMPLE) {
        let value = value(pair);
        second = second.min(value.max(lowest));
        lowest = lowest.min(value);
    }
    second
}

/// How much dearer a mentee's twelfth mentor usually is than the first, looking at some.
pub(crate) fn usual_gap(problem: &Problem) -> i64 {
    let mentees = problem.mentees();
    let mut costs: Vec<u32> = Vec::new();
    let gap = |mentee| {
        costs.clear();
        costs.extend(problem.pairs_of(mentee).iter().map(|pair| pair.cost()));
        let far = costs.len().min(12).checked_sub(1)?;
        let (nearer, far, _) = costs.select_nth_unstable(far);
        Some(*far - nearer.iter().min().copied().unwrap_or(*far))
    };
    let some = (0..mentees).step_by(1 + mentees as usize / 300);
    let mut gaps: Vec<u32> = some.filter_map(gap).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).copied().map_or(0, i64::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{Builder, Quota};

    /// One mentee and so many mentors, whose costs are scattered over `most` values.
    fn check(mentors: u32, most: u32) {
        let cost = |mentor: u32| mentor.wrapping_mul(2_654_435_761) % most;
        let quotas = vec![Quota { lo: 0, hi: 1 }; mentors as usize];
        let mut builder = Builder::new(1, quotas).unwrap();
        for mentor in 0..mentors {
            builder.pair(0, mentor, cost(mentor)).unwrap();
        }
        let problem = builder.build().unwrap();
        let rent: Vec<i64> = (0..mentors).map(|it| i64::from(it * 37 % 50)).collect();
        let mut lists = Lists::new(&problem);
        assert_eq!((lists.near(0).len(), lists.beyond(0)), (0, 0));
        lists.renew(&problem, &rent, 0);
        let value = |pair: &Pair| i64::from(pair.cost()) + rent[pair.mentor() as usize];
        let (near, beyond) = (lists.near(0), lists.beyond(0));
        assert!((2..=NEAR).contains(&near.len()), "{near:?}");
        assert!(near.iter().all(|pair| value(pair) <= beyond), "{near:?}");
        let left_out = problem.pairs_of(0).iter().filter(|it| !near.contains(it));
        let least = left_out.map(value).min().unwrap_or(i64::MAX);
        assert!(least >= beyond, "{least} < {beyond}");
        assert!(near.len() == mentors as usize || beyond < i64::MAX);
    }

    #[test]
    fn nothing_nearer_than_the_bound_is_left_out() {
        for mentors in [2, 16, 17, 40, 131, 1000] {
            for most in [1, 3, 40, 100_000] {
                check(mentors, most);
            }
        }
    }
}
