//! Problems to try things on.

use matching::{Builder, Options, Problem, Quota};
use proptest::prelude::*;

/// A problem as plain data, so that tests can bend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Plain {
    pub(crate) mentees: u32,
    pub(crate) quotas: Vec<(u32, u32)>,
    pub(crate) pairs: Vec<(u32, u32, u32)>,
}

impl Plain {
    pub(crate) fn problem(&self) -> Problem {
        let quotas = self
            .quotas
            .iter()
            .map(|&(lo, hi)| Quota { lo, hi })
            .collect();
        let mut builder = Builder::new(self.mentees as usize, quotas).unwrap();
        for &(mentee, mentor, cost) in &self.pairs {
            builder.pair(mentee, mentor, cost).unwrap();
        }
        builder.build().unwrap()
    }

    pub(crate) fn cost(&self, mentee: u32, mentor: u32) -> Option<i64> {
        let pair = self
            .pairs
            .iter()
            .find(|pair| (pair.0, pair.1) == (mentee, mentor));
        pair.map(|pair| i64::from(pair.2))
    }
}

fn cost() -> impl Strategy<Value = u32> {
    prop_oneof![4 => 0..3_u32, 2 => 0..50_u32, 1 => (i32::MAX as u32 - 2)..=i32::MAX as u32]
}

/// Small problems, feasible or not, many with ties.
pub(crate) fn small(mentees: u32, mentors: usize) -> impl Strategy<Value = Plain> {
    let quota = (0..3_u32, 0..3_u32).prop_map(|(lo, more)| (lo, lo + more));
    let quotas = prop::collection::vec(quota, 0..=mentors);
    (0..=mentees, quotas).prop_flat_map(|(mentees, quotas)| {
        let number = mentees as usize * quotas.len();
        let costs = prop::collection::vec(prop::option::weighted(0.7, cost()), number);
        costs.prop_map(move |costs| {
            let mentors = quotas.len().max(1);
            let pair = |(at, cost): (usize, &Option<u32>)| {
                let (mentee, mentor) = (at / mentors, at % mentors);
                cost.map(|cost| (mentee as u32, mentor as u32, cost))
            };
            let pairs = costs.iter().enumerate().filter_map(pair).collect();
            Plain {
                mentees,
                quotas: quotas.clone(),
                pairs,
            }
        })
    })
}

/// Solving that asks the caller whether to give up.
pub(crate) fn asking(cancelled: &dyn Fn() -> bool) -> Options<'_> {
    let mut options = Options::default();
    options.cancelled.get_or_insert(cancelled);
    options
}

/// A number that looks random, from where it stands.
pub(crate) fn hash(seed: u64, at: u64) -> u64 {
    let mut x = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ at.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    for _ in 0..3 {
        x = (x ^ (x >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    }
    x ^ (x >> 32)
}

/// A larger feasible problem: groups of three to five, `choices` mentors for each mentee, costs
/// below `range`. With `contested`, mentors differ so much that everybody wants the same, and no
/// seat is spare.
pub(crate) fn large(seed: u64, mentors: u32, choices: u32, range: u32, contested: bool) -> Plain {
    let size = |mentor: u32| 3 + (hash(seed, u64::from(mentor)) % 3) as u32;
    let quota = |mentor| if contested { (3, size(mentor)) } else { (3, 5) };
    let mut plain = Plain {
        mentees: 0,
        quotas: (0..mentors).map(quota).collect(),
        pairs: vec![],
    };
    for mentor in 0..mentors {
        for _ in 0..size(mentor) {
            add_mentee(&mut plain, seed, mentor, choices, range, contested);
        }
    }
    plain
}

fn add_mentee(plain: &mut Plain, seed: u64, home: u32, choices: u32, range: u32, contested: bool) {
    let mentors = plain.quotas.len() as u32;
    let mentee = plain.mentees;
    plain.mentees += 1;
    let mut chosen = vec![home];
    for at in 0..choices {
        chosen.push((hash(seed + 1, u64::from(mentee * 1000 + at)) % u64::from(mentors)) as u32);
    }
    chosen.sort_unstable();
    chosen.dedup();
    for mentor in chosen {
        let own = hash(seed + 2, u64::from(mentee) << 32 | u64::from(mentor));
        let fame = if contested {
            hash(seed + 3, u64::from(mentor))
        } else {
            0
        };
        let cost = own % u64::from(range) + fame % u64::from(range);
        plain.pairs.push((mentee, mentor, cost as u32));
    }
}

/// The same items in another order.
pub(crate) fn shuffled<T: Clone>(seed: u64, items: &[T]) -> Vec<T> {
    let mut order: Vec<(u64, &T)> = items
        .iter()
        .enumerate()
        .map(|(at, item)| (hash(seed, at as u64), item))
        .collect();
    order.sort_by_key(|(key, _)| *key);
    order.into_iter().map(|(_, item)| item.clone()).collect()
}
