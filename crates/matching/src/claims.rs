//! Who might come to a mentor: the lists seen from the mentor's side.
//!
//! Turning all lists round would cost as much as everything else together, and a search wants the
//! nearest few. So at first only pairs close to being their mentee's best are kept, more of them
//! for mentors who are in need. A search that might miss something beyond says of which mentors
//! it wants to see all.

use crate::problem::{Pair, Span, narrow, pick};
use crate::seating::{NOBODY, Seating};

/// After so many rounds of wanting more, all is kept.
const ROUNDS: u32 = 6;

/// A mentee who might come, and what the pair costs.
#[derive(Clone, Copy)]
pub(crate) struct Claim {
    pub(crate) mentee: u32,
    pub(crate) cost: u32,
}

impl Claim {
    const NONE: Self = Self {
        mentee: NOBODY,
        cost: 0,
    };
}

pub(crate) struct Claims {
    spans: Vec<Span>,
    taken: Vec<Claim>,
    /// Rents when the claims were taken. Rents and prices only fall while the claims are used.
    old_rent: Vec<i64>,
    /// Up to which cost + rent − price claims on a mentor were taken; none where all were.
    reach: Vec<Option<i64>>,
    rounds: u32,
    /// Mentors of whom searches want to see all claims.
    wanted: Vec<u32>,
}

impl Claims {
    /// The claims that are close to being their mentee's best; twice the usual gap counts as close
    /// for those in need, half of it for others.
    pub(crate) fn new(seating: &Seating, needy: &[u32], gap: i64) -> Self {
        let mentors = seating.rent.len();
        let mut reach = vec![Some(gap / 2); mentors];
        for &mentor in needy {
            reach[mentor as usize] = Some(gap * 2);
        }
        let mut claims = Self {
            spans: vec![Span::default(); mentors],
            taken: Vec::new(),
            old_rent: seating.rent.clone(),
            reach,
            rounds: 0,
            wanted: Vec::new(),
        };
        let limits = (0..mentors).map(|at| claims.old_rent[at] - claims.reach[at].unwrap_or(0));
        let limits: Vec<i64> = limits.collect();
        claims.take(seating, &limits);
        claims
    }

    /// Notes that a search wants to see all claims on a mentor.
    pub(crate) fn want(&mut self, mentor: u32) {
        self.wanted.push(mentor);
    }

    /// Takes all claims on the mentors that were wanted.
    pub(crate) fn widen(&mut self, seating: &Seating) {
        self.rounds += 1;
        if self.rounds > ROUNDS {
            self.wanted = (0..narrow(self.reach.len())).collect();
        }
        let mut limits = vec![NEVER; self.reach.len()];
        for mentor in std::mem::take(&mut self.wanted) {
            if self.reach[mentor as usize].take().is_some() {
                limits[mentor as usize] = -NEVER;
            }
        }
        self.take(seating, &limits);
    }

    /// A lower bound of cost + rent − price on every pair with this mentor that is left out; none
    /// when nothing is.
    pub(crate) fn beyond(&self, mentor: u32, rent: i64) -> Option<i64> {
        let fallen = self.old_rent[mentor as usize] - rent;
        Some(self.reach[mentor as usize]? + 1 - fallen)
    }

    /// The claims on a mentor.
    pub(crate) fn on(&self, mentor: u32) -> &[Claim] {
        &self.taken[self.spans[mentor as usize].range()]
    }

    /// Collects every claim for which cost + the mentor's limit is no more than the price.
    fn take(&mut self, seating: &Seating, limits: &[i64]) {
        let mut found: Vec<(u32, Pair)> = Vec::new();
        let mut count = vec![0_u32; limits.len()];
        let mut some = Vec::new();
        for mentee in 0..seating.problem.mentees() {
            let price = seating.price(mentee);
            let pairs = seating.problem.pairs_of(mentee);
            let number = pick(pairs, &mut some, |pair| {
                i64::from(pair.cost()) + limits[pair.mentor() as usize] <= price
            });
            for pair in &some[..number] {
                count[pair.mentor() as usize] += 1;
                found.push((mentee, *pair));
            }
        }
        self.sort(limits, &count, &found);
    }

    /// Puts the claims found side by side for each mentor of whom claims were looked for.
    fn sort(&mut self, limits: &[i64], count: &[u32], found: &[(u32, Pair)]) {
        let mut start = narrow(self.taken.len());
        for at in (0..limits.len()).filter(|&at| limits[at] != NEVER) {
            self.spans[at] = Span { start, len: 0 };
            start += count[at];
        }
        self.taken.resize(start as usize, Claim::NONE);
        for &(mentee, pair) in found {
            let span = &mut self.spans[pair.mentor() as usize];
            self.taken[span.range().end] = Claim {
                mentee,
                cost: pair.cost(),
            };
            span.len += 1;
        }
    }
}

/// A limit that no price reaches; its opposite, one that all do.
const NEVER: i64 = i64::MAX / 2;
