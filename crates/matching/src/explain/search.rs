//! The exact searches behind explanations: shortest chains by reduced cost.
//!
//! A mentor who takes one more passes somebody on, along a chain that ends where the mentee left a
//! place, or at a free seat; in that case another chain, from a mentor who can spare somebody, may
//! have to fill the place left. Ways to free seats and from spare mentees are found for all mentors
//! at once; the way to the place left from both ends, for each pair.

use super::{ExplainError, Explainer};
use crate::problem::Pair;
use crate::search::{Search, Step};
use crate::seating::NOBODY;
use crate::solve::Cancelled;
use crate::standing::Move;

/// How many mentors are gone through between two questions whether to give up.
const PATIENCE: u64 = 64;

const NO_STEP: Step = Step {
    mentee: NOBODY,
    pair: Pair::new(NOBODY, 0),
};

/// Shortest ways between all mentors and outside the groups.
pub(super) struct Outside {
    /// From somebody to spare to each mentor.
    from_spare: Search,
    /// From each mentor to a free seat.
    to_free: Search,
}

impl Explainer<'_> {
    /// What it costs, by reduced costs, to bring somebody who can be spared to a mentor.
    pub(super) fn into(&mut self, mentor: u32) -> Result<Option<i64>, Cancelled> {
        Ok(self.outside()?.from_spare.known(mentor))
    }

    /// What it costs, by reduced costs, that a mentor passes somebody on to a free seat.
    pub(super) fn out(&mut self, mentor: u32) -> Result<Option<i64>, Cancelled> {
        Ok(self.outside()?.to_free.known(mentor))
    }

    /// Who moves to bring somebody who can be spared to a mentor.
    pub(super) fn moves_into(&mut self, mut mentor: u32) -> Result<Vec<Move>, Cancelled> {
        let mut moves = Vec::new();
        loop {
            let Step { mentee, .. } = self.outside()?.from_spare.step(mentor);
            if mentee == NOBODY {
                break;
            }
            let from = self.mentor_of(mentee);
            moves.push(step(mentee, from, mentor));
            mentor = from;
        }
        moves.reverse();
        Ok(moves)
    }

    /// Who moves when a mentor passes somebody on to a free seat.
    pub(super) fn moves_out(&mut self, mut mentor: u32) -> Result<Vec<Move>, Cancelled> {
        let mut moves = Vec::new();
        loop {
            let Step { mentee, pair } = self.outside()?.to_free.step(mentor);
            if mentee == NOBODY {
                return Ok(moves);
            }
            moves.push(step(mentee, mentor, pair.mentor()));
            mentor = pair.mentor();
        }
    }

    /// The ways to and from outside, found when they are first wanted.
    fn outside(&mut self) -> Result<&Outside, Cancelled> {
        if self.outside.is_none() {
            let outside = Outside {
                from_spare: self.ways_from_spare()?,
                to_free: self.ways_to_free()?,
            };
            self.outside = Some(outside);
        }
        Ok(self.outside.as_ref().expect("it was found just now"))
    }

    fn ways_from_spare(&mut self) -> Result<Search, Cancelled> {
        let mut search = Search::new(self.members.len());
        search.begin();
        for mentor in 0..self.problem.mentors() {
            if self.load(mentor) > self.quota(mentor).lo {
                search.reach(mentor, self.rent(mentor), NO_STEP);
                search.queue(mentor, self.rent(mentor));
            }
        }
        while let Some((mentor, distance)) = search.pass(i64::MAX) {
            self.ask()?;
            self.each_onward(mentor, |to, cost, step| {
                if search.reach(to, distance + cost, step) {
                    search.queue(to, distance + cost);
                }
            });
        }
        Ok(search)
    }

    fn ways_to_free(&mut self) -> Result<Search, Cancelled> {
        self.turn_round();
        let mut search = Search::new(self.members.len());
        search.begin();
        for mentor in 0..self.problem.mentors() {
            if self.load(mentor) < self.quota(mentor).hi {
                search.reach(mentor, -self.rent(mentor), NO_STEP);
                search.queue(mentor, -self.rent(mentor));
            }
        }
        while let Some((mentor, distance)) = search.pass(i64::MAX) {
            self.ask()?;
            self.each_back(mentor, |from, cost, step| {
                if search.reach(from, distance + cost, step) {
                    search.queue(from, distance + cost);
                }
            });
        }
        Ok(search)
    }

    /// Calls with every mentor to whom somebody can move on from this one, and what it costs.
    fn each_onward(&self, mentor: u32, mut call: impl FnMut(u32, i64, Step)) {
        for &mentee in &self.members[mentor as usize] {
            let price = self.price(mentee);
            for &pair in self.problem.pairs_of(mentee) {
                let cost = i64::from(pair.cost()) + self.rent(pair.mentor()) - price;
                call(pair.mentor(), cost, Step { mentee, pair });
            }
        }
    }

    /// Calls with every mentor from whom somebody can come to this one, and what it costs.
    fn each_back(&self, mentor: u32, mut call: impl FnMut(u32, i64, Step)) {
        let rent = self.rent(mentor);
        for claim in &self.claims[mentor as usize] {
            let mentee = claim.mentee;
            let from = self.mentor_of(mentee);
            if from != NOBODY {
                let pair = Pair::new(mentor, claim.cost);
                let cost = i64::from(claim.cost) + rent - self.price(mentee);
                call(from, cost, Step { mentee, pair });
            }
        }
    }

    /// Begins to look for ways to a place that is left.
    pub(super) fn leave(&mut self, mentor: u32) {
        self.turn_round();
        self.behind.begin();
        self.behind.reach(mentor, 0, NO_STEP);
        self.behind.queue(mentor, 0);
    }

    /// The shortest way from a mentor to the place that is left, if it costs no more than `most`:
    /// the cost and where it was found.
    pub(super) fn direct(
        &mut self,
        mentor: u32,
        most: i64,
    ) -> Result<Option<(i64, u32)>, ExplainError> {
        self.ahead.begin();
        self.ahead.reach(mentor, 0, NO_STEP);
        self.ahead.queue(mentor, 0);
        // Nobody comes after every mentor, so a way that costs just as much is still taken.
        let mut best = (most, NOBODY);
        if let Some(rest) = self.behind.known(mentor) {
            best = best.min((rest, mentor));
        }
        while let (Some(ahead), Some(behind)) = (self.ahead.nearest(), self.behind.nearest())
            && ahead.saturating_add(behind) < best.0.saturating_add(i64::from(best.1 == NOBODY))
        {
            self.ask()?;
            if self.ahead.open() <= self.behind.open() {
                self.step_ahead(&mut best);
            } else {
                self.step_behind(&mut best);
            }
        }
        Ok((best.1 != NOBODY).then_some(best))
    }

    fn step_ahead(&mut self, best: &mut (i64, u32)) {
        let Some((mentor, distance)) = self.ahead.pass(i64::MAX) else {
            return;
        };
        let mut search = std::mem::take(&mut self.ahead);
        let limit = best.0;
        self.each_onward(mentor, |to, cost, step| {
            let distance = distance + cost;
            if distance <= limit && search.reach(to, distance, step) {
                search.queue(to, distance);
                if let Some(rest) = self.behind.known(to) {
                    *best = (*best).min((distance + rest, to));
                }
            }
        });
        self.ahead = search;
    }

    fn step_behind(&mut self, best: &mut (i64, u32)) {
        let Some((mentor, distance)) = self.behind.pass(i64::MAX) else {
            return;
        };
        let mut search = std::mem::take(&mut self.behind);
        self.each_back(mentor, |from, cost, step| {
            let distance = distance + cost;
            if search.reach(from, distance, step) {
                search.queue(from, distance);
                if let Some(way) = self.ahead.known(from) {
                    *best = (*best).min((way + distance, from));
                }
            }
        });
        self.behind = search;
    }

    /// Who moves along the way that was found through `middle`.
    pub(super) fn moves_through(&self, middle: u32) -> Vec<Move> {
        let mut moves = Vec::new();
        let mut mentor = middle;
        loop {
            let Step { mentee, .. } = self.ahead.step(mentor);
            if mentee == NOBODY {
                break;
            }
            let from = self.mentor_of(mentee);
            moves.push(step(mentee, from, mentor));
            mentor = from;
        }
        moves.reverse();
        let mut mentor = middle;
        loop {
            let Step { mentee, pair } = self.behind.step(mentor);
            if mentee == NOBODY {
                return moves;
            }
            moves.push(step(mentee, mentor, pair.mentor()));
            mentor = pair.mentor();
        }
    }

    fn ask(&mut self) -> Result<(), Cancelled> {
        self.passed += 1;
        self.options.look_up(self.passed, PATIENCE)
    }
}

pub(super) fn step(mentee: u32, from: u32, to: u32) -> Move {
    Move {
        mentee,
        from: Some(from),
        to: Some(to),
    }
}
