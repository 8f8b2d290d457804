//! Places one more mentee at least extra cost.
//!
//! The mentee may take a free seat, or the seat of somebody who moves on, and so forth. A search
//! by cost + rent finds the cheapest such chain. Rents on the way then rise to what it cost, so
//! that everybody again has a mentor of least cost + rent.

use crate::problem::Pair;
use crate::search::{Search, Step};
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
        let mut goal = Goal {
            mentor: NOBODY,
            distance: i64::MAX,
        };
        self.look(search, &mut goal, mentee, 0);
        while let Some((mentor, distance)) = search.pass(goal.distance) {
            let mut member = self.first_of(mentor);
            while member != NOBODY {
                self.look(search, &mut goal, member, distance - self.price(member));
                member = self.after(member);
            }
        }
        if goal.mentor == NOBODY {
            return false;
        }
        for &mentor in &search.passed {
            self.rent[mentor as usize] += goal.distance - search.distance(mentor);
        }
        self.shift(search, goal.mentor, mentee);
        true
    }

    /// Looks along a mentee's list for mentors nearer than the goal. `base` is what they have
    /// already cost.
    fn look(&mut self, search: &mut Search, goal: &mut Goal, mentee: u32, base: i64) {
        let mut seen = 0;
        loop {
            for &pair in &self.lists.near(mentee)[seen..] {
                // Costs only grow along the list and no rent is negative.
                if base + i64::from(pair.cost()) >= goal.distance {
                    return;
                }
                let mentor = pair.mentor();
                let distance = base + i64::from(pair.cost()) + self.rent[mentor as usize];
                if distance >= goal.distance
                    || !search.reach(mentor, distance, Step { mentee, pair })
                {
                    continue;
                }
                if self.has_room(mentor) {
                    *goal = Goal { mentor, distance };
                } else {
                    search.queue(mentor, distance);
                }
            }
            seen = self.lists.near(mentee).len();
            if !self.lists.extend(self.problem, mentee) {
                return;
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
