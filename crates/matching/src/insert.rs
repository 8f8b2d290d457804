//! Places one more mentee at least extra cost.
//!
//! The mentee may take a free seat, or the seat of somebody who moves on, and so forth. A search
//! by cost + rent finds the cheapest such chain. Rents on the way then rise to what it cost, so
//! that everybody again has a mentor of least cost + rent.

use crate::problem::Pair;
use crate::search::{Search, Step, Stop};
use crate::seating::{NOBODY, Seating};

/// The nearest free seat seen so far.
struct Goal {
    mentor: u32,
    distance: i64,
}

impl Seating<'_> {
    /// Places a mentee; false when no chain ends at a free seat. Then `search.passed` holds every
    /// mentor that chains lead to, and nothing has changed.
    ///
    /// Rents must not be negative.
    pub(crate) fn insert(&mut self, search: &mut Search, mentee: u32) -> bool {
        search.begin();
        let Some((best, _)) = self.best_two(mentee) else {
            return false;
        };
        if self.has_room(best.mentor()) {
            self.join(mentee, best);
            return true;
        }
        let goal = self.trace_onward(search, mentee);
        if goal.mentor == NOBODY {
            return false;
        }
        for &mentor in &search.passed {
            self.rent[mentor as usize] += goal.distance - search.distance(mentor);
        }
        self.shift(search, goal.mentor, mentee);
        true
    }

    /// Searches for the nearest free seat.
    fn trace_onward(&mut self, search: &mut Search, mentee: u32) -> Goal {
        let mut goal = Goal {
            mentor: NOBODY,
            distance: i64::MAX,
        };
        self.look_near(search, &mut goal, mentee, 0);
        while let Some((stop, distance)) = search.pass_stop(goal.distance) {
            match stop {
                Stop::Mentor(mentor) => {
                    for at in 0..self.members(mentor).len() {
                        let member = self.members(mentor)[at];
                        let price = self.price(member);
                        if price >= self.lists.beyond(member) {
                            self.lists.renew(self.problem, &self.rent, member);
                        }
                        self.look_near(search, &mut goal, member, distance - price);
                    }
                }
                Stop::Rest(mentee) => {
                    let base = match self.mentor_of(mentee) {
                        NOBODY => 0,
                        mentor => search.distance(mentor) - self.price(mentee),
                    };
                    let rest = self.problem.pairs_of(mentee);
                    self.look(search, &mut goal, mentee, base, rest);
                }
            }
        }
        goal
    }

    /// Looks at the mentors at hand of a mentee, and makes the rest of the list another stop.
    /// `base` is what the chain has already cost.
    fn look_near(&self, search: &mut Search, goal: &mut Goal, mentee: u32, base: i64) {
        self.look(search, goal, mentee, base, self.lists.near(mentee));
        let beyond = self.lists.beyond(mentee);
        if beyond < i64::MAX && base + beyond < goal.distance {
            search.queue_rest(mentee, base + beyond);
        }
    }

    /// Notes those pairs of a mentee that lead to a mentor nearer than the goal.
    fn look(&self, search: &mut Search, goal: &mut Goal, mentee: u32, base: i64, pairs: &[Pair]) {
        for &pair in pairs {
            let mentor = pair.mentor();
            let distance = base + i64::from(pair.cost()) + self.rent[mentor as usize];
            if distance >= goal.distance || !search.reach(mentor, distance, Step { mentee, pair }) {
                continue;
            }
            if self.has_room(mentor) {
                *goal = Goal { mentor, distance };
            } else {
                search.queue(mentor, distance);
            }
        }
    }

    /// Moves everybody along the chain that ends at `mentor`, the last first.
    fn shift(&mut self, search: &Search, mut mentor: u32, newcomer: u32) {
        loop {
            let Step { mentee, pair } = search.step(mentor);
            mentor = self.mentor_of(mentee);
            self.move_to(mentee, pair);
            if mentee == newcomer {
                return;
            }
        }
    }

    /// Seats a mentee at a pair, wherever they were.
    pub(crate) fn move_to(&mut self, mentee: u32, pair: Pair) {
        if self.mentor_of(mentee) != NOBODY {
            self.leave(mentee);
        }
        self.join(mentee, pair);
    }
}
