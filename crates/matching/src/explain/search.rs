//! The exact searches behind explanations: shortest chains by reduced cost.

use super::Explainer;
use crate::problem::Pair;
use crate::search::Step;
use crate::seating::NOBODY;
use crate::solve::Cancelled;
use crate::standing::Move;

/// How many mentors are gone through between two questions whether to give up.
const PATIENCE: u64 = 64;

/// A chain of moves and what it costs by reduced costs; none where there is no chain.
#[derive(Clone, Debug, Default)]
pub(super) struct Chain {
    pub(super) total: Option<i64>,
    pub(super) moves: Vec<Move>,
}

impl Chain {
    fn free(total: i64) -> Self {
        Self {
            total: Some(total),
            moves: Vec::new(),
        }
    }
}

const NO_STEP: Step = Step {
    mentee: NOBODY,
    pair: Pair::new(NOBODY, 0),
};

/// The end of the best chain so far: the less, and of equals the first mentor.
struct End {
    mentor: u32,
    total: i64,
}

impl End {
    fn offer(&mut self, mentor: u32, total: i64) {
        if (total, mentor) < (self.total, self.mentor) {
            *self = Self { mentor, total };
        }
    }
}

impl Explainer<'_> {
    /// How a mentor can do with one mentee fewer than now, `leaver` being the one who goes: not at
    /// all, by giving up the seat, or by somebody coming for them.
    pub(super) fn give_up(&mut self, mentor: u32, leaver: u32) -> Result<Chain, Cancelled> {
        let cap = (self.load(mentor) > self.quota(mentor).lo).then(|| self.rent(mentor));
        self.fetch(mentor, leaver, cap)
    }

    /// The cheapest chain that brings somebody to a mentor, if it costs less than the cap.
    pub(super) fn fetch(
        &mut self,
        mentor: u32,
        leaver: u32,
        cap: Option<i64>,
    ) -> Result<Chain, Cancelled> {
        if cap == Some(0) {
            return Ok(Chain::free(0));
        }
        self.turn_round();
        let mut end = End {
            mentor: NOBODY,
            total: cap.unwrap_or(i64::MAX),
        };
        self.search.begin();
        self.search.reach(mentor, 0, NO_STEP);
        self.search.queue(mentor, 0);
        while let Some((passed, distance)) = self.search.pass(end.total) {
            self.ask()?;
            self.look_back(&mut end, passed, distance, leaver);
        }
        if end.mentor == NOBODY {
            return Ok(cap.map(Chain::free).unwrap_or_default());
        }
        let mut moves = Vec::new();
        let mut from = end.mentor;
        while from != mentor {
            let Step { mentee, pair } = self.search.step(from);
            moves.push(step(mentee, from, pair.mentor()));
            from = pair.mentor();
        }
        Ok(Chain {
            total: Some(end.total),
            moves,
        })
    }

    fn look_back(&mut self, end: &mut End, mentor: u32, distance: i64, leaver: u32) {
        let base = distance + self.rent(mentor);
        for at in 0..self.claims[mentor as usize].len() {
            let claim = self.claims[mentor as usize][at];
            let giver = self.mentor_of(claim.mentee);
            if giver == NOBODY || giver == mentor || claim.mentee == leaver {
                continue;
            }
            let pair = Pair::new(mentor, claim.cost);
            let distance = base + i64::from(claim.cost) - self.price(claim.mentee);
            let mentee = claim.mentee;
            if distance > end.total || !self.search.reach(giver, distance, Step { mentee, pair }) {
                continue;
            }
            if self.load(giver) > self.quota(giver).lo {
                end.offer(giver, distance + self.rent(giver));
            }
            self.search.queue(giver, distance);
        }
    }

    /// The cheapest way for a mentor to take one mentee more than now: onward to where `leaver`
    /// leaves a place, or to a free seat, which then costs `rest` more.
    pub(super) fn take(
        &mut self,
        mentor: u32,
        leaver: u32,
        rest: Option<i64>,
    ) -> Result<(Chain, bool), Cancelled> {
        let left = self.mentor_of(leaver);
        let mut direct = i64::MAX;
        let mut free = End {
            mentor: NOBODY,
            total: i64::MAX,
        };
        self.search.begin();
        self.search.reach(mentor, 0, NO_STEP);
        self.search.queue(mentor, 0);
        self.end_at(&mut free, mentor, 0, rest);
        // Of equals the way to the place left is taken: the other might cross itself.
        while let Some((passed, distance)) = {
            let best = direct.min(free.total);
            self.search.pass(best.saturating_add(1))
        } {
            self.ask()?;
            if passed == left {
                direct = distance;
                break;
            }
            for at in 0..self.members[passed as usize].len() {
                let member = self.members[passed as usize][at];
                if member != leaver {
                    self.look(&mut free, member, distance - self.price(member), rest);
                }
            }
        }
        let is_direct = direct <= free.total;
        if direct == i64::MAX && free.mentor == NOBODY {
            return Ok((Chain::default(), false));
        }
        let end = if is_direct { left } else { free.mentor };
        let moves = self.way(mentor, end);
        let total = Some(direct.min(free.total));
        Ok((Chain { total, moves }, !is_direct))
    }

    fn look(&mut self, free: &mut End, member: u32, base: i64, rest: Option<i64>) {
        for &pair in self.problem.pairs_of(member) {
            let mentor = pair.mentor();
            let distance = base + i64::from(pair.cost()) + self.rent(mentor);
            let mentee = member;
            if distance <= free.total && self.search.reach(mentor, distance, Step { mentee, pair })
            {
                self.end_at(free, mentor, distance, rest);
                self.search.queue(mentor, distance);
            }
        }
    }

    /// Notes a free seat.
    fn end_at(&self, free: &mut End, mentor: u32, distance: i64, rest: Option<i64>) {
        if let Some(rest) = rest
            && self.load(mentor) < self.quota(mentor).hi
        {
            free.offer(mentor, distance - self.rent(mentor) + rest);
        }
    }

    fn way(&self, from: u32, mut to: u32) -> Vec<Move> {
        let mut moves = Vec::new();
        while to != from {
            let mentee = self.search.step(to).mentee;
            let before = self.mentor_of(mentee);
            moves.push(step(mentee, before, to));
            to = before;
        }
        moves.reverse();
        moves
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
