//! The pairs that are still in play, from both sides.
//!
//! Bands are dealt with from the worst down. Of those still to come all pairs are in play, so a
//! mentee's list is kept in order of band and read as far as the present one. Of bands dealt with
//! few pairs are left, and those are kept apart. Pairs that drop out are struck from the mentees'
//! lists; the mentors' side may name some that are gone, and is asked with care.

use std::ops::Range;

use super::bands::Bands;
use crate::problem::{Pair, Problem, Span, narrow};
use crate::seating::NOBODY;

/// A mentee who might come to a mentor, and the band of that pair.
#[derive(Clone, Copy)]
pub(super) struct Claim {
    pub(super) mentee: u32,
    pub(super) band: u32,
}

pub(super) struct Field {
    /// Each mentee's pairs, with bands for costs, in order.
    spans: Vec<Span>,
    pairs: Vec<Pair>,
    /// Pairs of bands already dealt with.
    kept: Vec<Vec<Pair>>,
    claim_spans: Vec<Span>,
    claims: Vec<Claim>,
    /// The worst band that lists are read to.
    limit: Option<u32>,
}

impl Field {
    /// Every pair up to a band, except with mentors who take nobody.
    pub(super) fn new(problem: &Problem, bands: &Bands, worst: u32) -> Self {
        let mentees = problem.mentees();
        let mut field = Self {
            spans: Vec::with_capacity(mentees as usize),
            pairs: Vec::new(),
            kept: vec![Vec::new(); mentees as usize],
            claim_spans: Vec::new(),
            claims: Vec::new(),
            limit: Some(worst),
        };
        for mentee in 0..mentees {
            let start = field.pairs.len();
            for &pair in problem.pairs_of(mentee) {
                let band = bands.of(mentee, pair);
                if band <= worst && problem.quotas()[pair.mentor() as usize].hi > 0 {
                    field.pairs.push(Pair::new(pair.mentor(), band));
                }
            }
            field.pairs[start..].sort_unstable();
            field.spans.push(Span {
                start: narrow(start),
                len: narrow(field.pairs.len() - start),
            });
        }
        field.turn_round(problem.mentors());
        field
    }

    fn turn_round(&mut self, mentors: u32) {
        let mut spans = vec![Span::default(); mentors as usize];
        for pair in &self.pairs {
            spans[pair.mentor() as usize].len += 1;
        }
        let mut start = 0;
        for span in &mut spans {
            span.start = start;
            start += std::mem::take(&mut span.len);
        }
        let none = Claim { mentee: 0, band: 0 };
        self.claims = vec![none; self.pairs.len()];
        for (mentee, list) in (0..).zip(&self.spans) {
            for pair in &self.pairs[list.range()] {
                let span = &mut spans[pair.mentor() as usize];
                let band = pair.cost();
                self.claims[span.range().end] = Claim { mentee, band };
                span.len += 1;
            }
        }
        self.claim_spans = spans;
    }

    /// Ends reading lists at a band. Pairs beyond that are not kept are out of play.
    pub(super) fn limit(&mut self, limit: Option<u32>) {
        self.limit = limit;
    }

    /// The pairs of a mentee that are in play.
    #[inline]
    pub(super) fn pairs_of(&self, mentee: u32) -> impl Iterator<Item = Pair> {
        let within = |pair: &&Pair| self.limit.is_some_and(|limit| pair.cost() <= limit);
        let list = self.pairs[self.spans[mentee as usize].range()].iter();
        let listed = list.take_while(within);
        let present = |pair: &&Pair| pair.mentor() != NOBODY;
        let kept = self.kept[mentee as usize].iter();
        listed.filter(present).chain(kept).copied()
    }

    /// Whether a pair is in play.
    pub(super) fn has(&self, mentee: u32, pair: Pair) -> bool {
        if self.limit.is_some_and(|limit| pair.cost() <= limit) {
            self.find(mentee, pair).is_some()
        } else {
            self.kept[mentee as usize].contains(&pair)
        }
    }

    /// Whether a pair is in play once a band is over and [`Field::retain`] was done.
    pub(super) fn is_left(&self, mentee: u32, pair: Pair, band: u32) -> bool {
        if pair.cost() < band {
            self.find(mentee, pair).is_some()
        } else {
            self.kept[mentee as usize].contains(&pair)
        }
    }

    /// The best band of any pair.
    pub(super) fn lowest(&self) -> u32 {
        let lists = self.spans.iter();
        let best = lists.filter_map(|list| Some(self.pairs[list.range()].first()?.cost()));
        best.min().unwrap_or(0)
    }

    /// Where in the lists a pair stands.
    fn find(&self, mentee: u32, pair: Pair) -> Option<usize> {
        let range = self.spans[mentee as usize].range();
        let list = &self.pairs[range.clone()];
        let first = list.partition_point(|other| other.cost() < pair.cost());
        let mut band = list[first..].iter();
        let at = band.position(|&other| other == pair || other.cost() > pair.cost())?;
        (list[first + at] == pair).then_some(range.start + first + at)
    }

    /// Takes a pair out of play.
    pub(super) fn strike(&mut self, mentee: u32, pair: Pair) {
        if let Some(at) = self.find(mentee, pair) {
            self.pairs[at] = Pair::new(NOBODY, pair.cost());
        }
        self.kept[mentee as usize].retain(|&other| other != pair);
    }

    /// Leaves a mentee only the pairs wanted, and keeps those of the present band.
    pub(super) fn retain(&mut self, mentee: u32, band: u32, wanted: impl Fn(Pair) -> bool) {
        let range = self.spans[mentee as usize].range();
        let kept = &mut self.kept[mentee as usize];
        kept.retain(|&pair| wanted(pair));
        let mut end = range.start;
        for at in range {
            let pair = self.pairs[at];
            if pair.cost() > band {
                break;
            }
            if pair.mentor() == NOBODY || !wanted(pair) {
                continue;
            }
            if pair.cost() == band {
                kept.push(pair);
            } else {
                self.pairs[end] = pair;
                end += 1;
            }
        }
        let span = &mut self.spans[mentee as usize];
        span.len = narrow(end) - span.start;
    }

    /// Keeps a pair when its band is over.
    pub(super) fn keep(&mut self, mentee: u32, pair: Pair) {
        let kept = &mut self.kept[mentee as usize];
        if !kept.contains(&pair) {
            kept.push(pair);
        }
    }

    /// Where the claims on a mentor stand; some may be out of play.
    pub(super) fn claims_on(&self, mentor: u32) -> Range<usize> {
        self.claim_spans[mentor as usize].range()
    }

    pub(super) fn claim(&self, at: usize) -> Claim {
        self.claims[at]
    }

    /// Forgets the claims on a mentor that are not wanted.
    pub(super) fn retain_claims(
        &mut self,
        mentor: u32,
        mut wanted: impl FnMut(&mut Self, Claim) -> bool,
    ) {
        let range = self.claims_on(mentor);
        let mut end = range.start;
        for at in range.clone() {
            let claim = self.claims[at];
            if wanted(self, claim) {
                self.claims[end] = claim;
                end += 1;
            }
        }
        self.claim_spans[mentor as usize].len = narrow(end - range.start);
    }
}
