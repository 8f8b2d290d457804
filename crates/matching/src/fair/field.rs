//! The pairs that are still in play, from both sides.
//!
//! Bands are dealt with from the worst down. Of those still to come all pairs are in play, so a
//! mentee's list is kept in order of band and read as far as the present one. Of bands dealt with
//! few pairs are left, and those are kept apart. Pairs that drop out are struck from the mentees'
//! lists; the mentors' side may name some that are gone, and is asked with care.

use super::bands::Bands;
use crate::problem::{Pair, Problem, Span, narrow};
use crate::seating::NOBODY;

/// A mentee who might come to a mentor, and the band of that pair.
#[derive(Clone, Copy, Default)]
pub(super) struct Claim {
    pub(super) mentee: u32,
    pub(super) band: u32,
    /// Where in the lists the pair stands.
    at: u32,
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
            pairs: Vec::with_capacity(problem.pairs()),
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
        self.claims = vec![Claim::default(); self.pairs.len()];
        for (mentee, list) in (0..).zip(&self.spans) {
            for (at, pair) in (list.start..).zip(&self.pairs[list.range()]) {
                let span = &mut spans[pair.mentor() as usize];
                let band = pair.cost();
                self.claims[span.range().end] = Claim { mentee, band, at };
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

    /// Whether the pair of a claim on a mentor is in play.
    pub(super) fn has(&self, mentor: u32, claim: Claim) -> bool {
        if self.limit.is_some_and(|limit| claim.band <= limit) {
            self.is_listed(claim)
        } else {
            self.is_kept(mentor, claim)
        }
    }

    /// Whether a pair is in play once a band is over and [`Field::retain`] was done.
    pub(super) fn is_left(&self, mentor: u32, claim: Claim, band: u32) -> bool {
        if claim.band < band {
            self.is_listed(claim)
        } else {
            self.is_kept(mentor, claim)
        }
    }

    fn is_listed(&self, claim: Claim) -> bool {
        let list = self.spans[claim.mentee as usize];
        claim.at < list.start + list.len && self.pairs[claim.at as usize].mentor() != NOBODY
    }

    fn is_kept(&self, mentor: u32, claim: Claim) -> bool {
        self.kept[claim.mentee as usize].contains(&Pair::new(mentor, claim.band))
    }

    /// The best band of any pair.
    pub(super) fn lowest(&self) -> u32 {
        let lists = self.spans.iter();
        let best = lists.filter_map(|list| Some(self.pairs[list.range()].first()?.cost()));
        best.min().unwrap_or(0)
    }

    /// Takes a pair out of play.
    pub(super) fn strike(&mut self, mentor: u32, claim: Claim) {
        if self.limit.is_some_and(|limit| claim.band <= limit) {
            self.pairs[claim.at as usize] = Pair::new(NOBODY, claim.band);
        } else {
            let pair = Pair::new(mentor, claim.band);
            self.kept[claim.mentee as usize].retain(|&other| other != pair);
        }
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
            if pair.mentor() == NOBODY {
                continue;
            }
            if !wanted(pair) {
                self.pairs[at] = Pair::new(NOBODY, pair.cost());
            } else if pair.cost() == band {
                kept.push(pair);
            } else {
                end = at + 1;
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

    /// The claims on a mentor one by one; some may be out of play.
    #[inline]
    pub(super) fn claim(&self, mentor: u32, at: usize) -> Option<Claim> {
        let claims = &self.claims[self.claim_spans[mentor as usize].range()];
        claims.get(at).copied()
    }

    /// Forgets a claim that is out of play, and puts the last in its place.
    pub(super) fn forget(&mut self, mentor: u32, at: usize) {
        let span = &mut self.claim_spans[mentor as usize];
        span.len -= 1;
        let start = span.start as usize;
        self.claims.swap(start + at, start + span.len as usize);
    }

    /// Forgets the claims on a mentor that are not wanted.
    pub(super) fn retain_claims(
        &mut self,
        mentor: u32,
        mut wanted: impl FnMut(&mut Self, Claim) -> bool,
    ) {
        let range = self.claim_spans[mentor as usize].range();
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
