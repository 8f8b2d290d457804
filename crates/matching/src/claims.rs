//! Who might come to a mentor, cheapest first: the lists seen from the mentor's side.
//!
//! Turning all lists round would cost as much as everything else together, and a search wants the
//! nearest few. So at first only pairs close to being their mentee's best are kept. A search that
//! might miss something beyond says of which mentors it wants to see all.

use std::ops::Range;

use crate::problem::{Pair, Problem, Span, narrow};
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
    sorted: Vec<bool>,
    whole: Vec<bool>,
    /// Rents and prices when the claims were taken. Both only fall while the claims are used, so
    /// cost + rent − old price never exceeds what a move really costs.
    old_price: Vec<i64>,
    old_rent: Vec<i64>,
    reach: i64,
    rounds: u32,
    /// Mentors of whom searches want to see all claims.
    wanted: Vec<u32>,
}

/// The old price of a mentee without a mentor, who cannot come from anywhere.
const UNPLACED: i64 = i64::MIN;

impl Claims {
    /// The claims that are close to being their mentee's best.
    pub(crate) fn new(seating: &Seating) -> Self {
        let mentors = seating.problem.mentors() as usize;
        let price = |mentee| match seating.mentor_of(mentee) {
            NOBODY => UNPLACED,
            _ => seating.price(mentee),
        };
        let mut claims = Self {
            spans: vec![Span::default(); mentors],
            taken: Vec::new(),
            sorted: vec![false; mentors],
            whole: vec![false; mentors],
            old_price: (0..seating.problem.mentees()).map(price).collect(),
            old_rent: seating.rent.clone(),
            reach: seating.gap.max(1),
            rounds: 0,
            wanted: Vec::new(),
        };
        claims.take_close(seating);
        claims
    }

    /// Notes that a search wants to see all claims on a mentor.
    pub(crate) fn want(&mut self, mentor: u32) {
        self.wanted.push(mentor);
    }

    /// Takes all claims on the mentors that were wanted.
    pub(crate) fn widen(&mut self, problem: &Problem) {
        self.rounds += 1;
        if self.rounds > ROUNDS {
            self.wanted = (0..problem.mentors()).collect();
        }
        let mut wanted = vec![false; self.whole.len()];
        for mentor in std::mem::take(&mut self.wanted) {
            wanted[mentor as usize] = !self.whole[mentor as usize];
        }
        self.take(&wanted, |prices, call| {
            for mentee in (0..narrow(prices.len())).filter(|&at| prices[at as usize] != UNPLACED) {
                for &pair in problem.pairs_of(mentee) {
                    if wanted[pair.mentor() as usize] {
                        call(mentee, pair);
                    }
                }
            }
        });
        for (at, wanted) in wanted.iter().enumerate() {
            self.whole[at] |= wanted;
        }
    }

    /// A lower bound of cost + rent − price on every pair with this mentor that is left out; none
    /// when nothing is.
    pub(crate) fn beyond(&self, mentor: u32, rent: i64) -> Option<i64> {
        let fallen = self.old_rent[mentor as usize] - rent;
        (!self.whole[mentor as usize]).then_some(self.reach - fallen)
    }

    /// The price that stood when claims were taken.
    pub(crate) fn old_price(&self, mentee: u32) -> i64 {
        self.old_price[mentee as usize]
    }

    /// Puts the claims on a mentor in order of cost − old price.
    pub(crate) fn sort(&mut self, mentor: u32) {
        if std::mem::replace(&mut self.sorted[mentor as usize], true) {
            return;
        }
        let old_price = &self.old_price;
        let key = |claim: &Claim| {
            (
                i64::from(claim.cost) - old_price[claim.mentee as usize],
                claim.mentee,
            )
        };
        self.taken[self.spans[mentor as usize].range()].sort_unstable_by_key(key);
    }

    /// The claims on a mentor.
    pub(crate) fn on(&self, mentor: u32) -> &[Claim] {
        &self.taken[self.range(mentor)]
    }

    fn range(&self, mentor: u32) -> Range<usize> {
        self.spans[mentor as usize].range()
    }

    fn take_close(&mut self, seating: &Seating) {
        let reach = self.reach;
        let all = vec![true; self.whole.len()];
        self.take(&all, |prices, call| {
            for mentee in (0..narrow(prices.len())).filter(|&at| prices[at as usize] != UNPLACED) {
                let limit = prices[mentee as usize] + reach;
                each_up_to(seating, mentee, limit, |pair| call(mentee, pair));
            }
        });
    }

    /// Collects what `each` finds, in two runs, for the mentors marked.
    fn take(&mut self, marked: &[bool], each: impl Fn(&[i64], &mut dyn FnMut(u32, Pair))) {
        let mut count = vec![0_u32; marked.len()];
        each(&self.old_price, &mut |_, pair| {
            count[pair.mentor() as usize] += 1;
        });
        let mut start = narrow(self.taken.len());
        for at in (0..marked.len()).filter(|&at| marked[at]) {
            self.spans[at] = Span { start, len: 0 };
            self.sorted[at] = false;
            start += count[at];
        }
        self.taken.resize(start as usize, Claim::NONE);
        let (taken, spans) = (&mut self.taken, &mut self.spans);
        each(&self.old_price, &mut |mentee, pair| {
            let span = &mut spans[pair.mentor() as usize];
            taken[span.range().end] = Claim {
                mentee,
                cost: pair.cost(),
            };
            span.len += 1;
        });
    }
}

/// Calls with every pair of a mentee for which cost + rent is up to `limit`. No rent may be
/// negative.
fn each_up_to(seating: &Seating, mentee: u32, limit: i64, mut call: impl FnMut(Pair)) {
    let near = seating.lists.near(mentee);
    let enough = near
        .last()
        .is_some_and(|pair| i64::from(pair.cost()) > limit);
    let pairs = if enough {
        near
    } else {
        seating.problem.pairs_of(mentee)
    };
    for &pair in pairs {
        if i64::from(pair.cost()) + seating.rent[pair.mentor() as usize] <= limit {
            call(pair);
        }
    }
}
