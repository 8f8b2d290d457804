//! Chains of moves of least weight: from somebody who seeks a place to one, and from one who
//! could give a mentee to a mentor who lacks one.
//!
//! The same searches as for a fresh solve, with several aims in one weight and with rents that
//! may be below nothing.

use super::layers::Layers;
use super::seats::Seats;
use super::weights::{CALL, LACK};
use crate::claims::Claim;
use crate::problem::Pair;
use crate::search::{Search, Step};
use crate::seating::NOBODY;

/// Where the lightest chain seen so far ends, and what it weighs.
pub(super) struct End {
    mentor: u32,
    total: i128,
    /// Where the chains of fewest moves go, if they were counted.
    layers: Option<Layers>,
}

impl End {
    fn below(total: i128) -> Self {
        Self {
            mentor: NOBODY,
            total,
            layers: None,
        }
    }
}

const NO_STEP: Step = Step {
    mentee: NOBODY,
    pair: Pair::new(NOBODY, 0),
};

/// Above every cost of one pair.
const COST_OF_ANY_PAIR: i128 = 1 << 32;

impl Seats {
    /// Places a mentee by a chain that weighs less than `bound`; false when there is none. Then
    /// `search.passed` holds every mentor that lighter chains lead to, and nobody has moved.
    pub(super) fn insert(&mut self, search: &mut Search<i128>, mentee: u32, bound: i128) -> bool {
        search.begin();
        let mut end = End::below(bound);
        self.look(search, &mut end, mentee, (0, None));
        self.spread(search, &mut end);
        self.go(search, &end, NOBODY)
    }

    /// Moves a mentee of this mentor on, and whoever must move for it, by a chain that weighs less
    /// than `bound`; false when there is none.
    pub(super) fn push(&mut self, search: &mut Search<i128>, mentor: u32, bound: i128) -> bool {
        search.begin();
        let mut end = End::below(bound);
        search.reach(mentor, 0, NO_STEP);
        search.queue(mentor, 0);
        self.spread(search, &mut end);
        self.go(search, &end, mentor)
    }

    /// The same for somebody whose place is all that is to be found, so that rents need not be
    /// right for more afterwards than to tell the best chains from the others.
    pub(super) fn insert_alone(&mut self, search: &mut Search<i128>, mentee: u32) -> bool {
        search.begin();
        let mut end = End::below(CALL);
        self.look(search, &mut end, mentee, (0, None));
        if end.mentor == NOBODY {
            match self.layers(mentee) {
                Ok(layers) => end.layers = Some(layers),
                Err(closed) => {
                    for mentor in closed {
                        self.set_rent(mentor, self.rent(mentor) + CALL);
                    }
                    return false;
                }
            }
            search.begin();
            self.look(search, &mut end, mentee, (0, None));
            self.spread(search, &mut end);
        }
        self.go(search, &end, NOBODY)
    }

    /// Whether one search for a mentee may go without counting on rents afterwards.
    pub(super) fn can_count_moves(&self, mentee: u32) -> bool {
        self.range == 0 && self.floor == 0 && self.home(mentee).mentor() == NOBODY
    }

    fn spread(&self, search: &mut Search<i128>, end: &mut End) {
        while let Some((mentor, distance)) = search.pass(end.total) {
            let from = distance + self.least_step();
            let is_far = from >= end.total;
            if is_far && !self.is_anyone_away {
                continue;
            }
            for at in 0..self.members[mentor as usize].len() {
                let member = self.members[mentor as usize][at];
                let is_at_home = self.is_at_home(member);
                if is_far && is_at_home {
                    continue;
                }
                let from = if is_at_home { from } else { distance };
                let base = distance - self.price(member);
                self.look(search, end, member, (base, Some(from)));
            }
        }
    }

    /// What moving on somebody who is at home weighs at least, with rents.
    fn least_step(&self) -> i128 {
        (self.weights.moved - COST_OF_ANY_PAIR - self.range).max(0)
    }

    /// Looks along a mentee's list. `base` is what they have already cost, and whoever was reached
    /// for at most `from` cannot be reached for less by them.
    fn look(
        &self,
        search: &mut Search<i128>,
        end: &mut End,
        mentee: u32,
        (base, from): (i128, Option<i128>),
    ) {
        let home = self.home(mentee);
        let mut base = base;
        if home.mentor() != NOBODY {
            if home != self.seat(mentee) {
                self.try_pair(search, end, base, Step { mentee, pair: home });
            }
            base += self.weights.moved;
        }
        for &pair in self.pairs_of(mentee) {
            let weight = base + self.weights.of_cost(pair.cost());
            if weight + self.floor >= end.total {
                continue;
            }
            let mentor = pair.mentor();
            if from.is_some_and(|from| search.is_within(mentor, from)) || mentor == home.mentor() {
                continue;
            }
            let distance = weight + self.rent(mentor);
            self.note(search, end, distance, Step { mentee, pair });
        }
    }

    fn try_pair(&self, search: &mut Search<i128>, end: &mut End, base: i128, step: Step) {
        let weight = base + self.weight(step.mentee, step.pair);
        let distance = weight + self.rent(step.pair.mentor());
        self.note(search, end, distance, step);
    }

    fn note(&self, search: &mut Search<i128>, end: &mut End, distance: i128, step: Step) {
        let mentor = step.pair.mentor();
        if let Some(layers) = &end.layers
            && !layers.allows(mentor, self.weights.moves_in(distance))
        {
            return;
        }
        if distance >= end.total || !search.reach(mentor, distance, step) {
            return;
        }
        let taking = self.weight_of_taking(mentor);
        if let Some(total) = taking.map(|taking| distance + taking)
            && total < end.total
        {
            (end.mentor, end.total) = (mentor, total);
        }
        if taking != Some(0) {
            search.queue(mentor, distance);
        }
    }

    /// What it weighs, beyond the rent, that a mentor has one mentee more; none where there is no
    /// seat. Filling a lower quota that was known to stay unfilled makes up for its rent.
    fn weight_of_taking(&self, mentor: u32) -> Option<i128> {
        let rent = self.rent(mentor);
        if !self.has_room(mentor) {
            return None;
        }
        match rent {
            1.. => self.is_open.then_some(0),
            _ if self.load(mentor) < self.quotas[mentor as usize].lo && rent <= -LACK => Some(0),
            _ => Some(-rent),
        }
    }

    /// Raises rents and moves everybody along the chain that was found, if one was.
    fn go(&mut self, search: &Search<i128>, end: &End, from: u32) -> bool {
        for &mentor in &search.passed {
            let rise = end.total - search.distance(mentor);
            self.set_rent(mentor, self.rent(mentor) + rise);
        }
        self.widen_range(search, end);
        if end.mentor == NOBODY {
            return false;
        }
        let mut to = end.mentor;
        loop {
            let Step { mentee, pair } = search.step(to);
            to = self.mentor_of(mentee);
            self.sit(mentee, pair);
            if to == from {
                return true;
            }
        }
    }

    /// Notes that rents have moved by as much as the nearest mentor's.
    fn widen_range(&mut self, search: &Search<i128>, end: &End) {
        if let Some(&nearest) = search.passed.first() {
            self.range += end.total - search.distance(nearest);
        }
    }

    /// Brings a mentee to a mentor, or lets the rent fall by `cap`, whichever weighs less. True
    /// when one came.
    pub(super) fn pull(&mut self, search: &mut Search<i128>, mentor: u32, cap: i128) -> bool {
        search.begin();
        let mut end = End::below(cap);
        search.reach(mentor, 0, NO_STEP);
        search.queue(mentor, 0);
        while let Some((passed, distance)) = search.pass(end.total) {
            self.look_back(search, &mut end, passed, distance);
        }
        for &passed in &search.passed {
            let fall = end.total - search.distance(passed);
            self.set_rent(passed, self.rent(passed) - fall);
        }
        self.widen_range(search, &end);
        let mut from = end.mentor;
        while from != NOBODY && from != mentor {
            let Step { mentee, pair } = search.step(from);
            self.sit(mentee, pair);
            from = pair.mentor();
        }
        end.mentor != NOBODY
    }

    fn look_back(&self, search: &mut Search<i128>, end: &mut End, mentor: u32, distance: i128) {
        let least = self.least_step();
        let from = distance + least;
        if from < end.total {
            for &claim in &self.claims[mentor as usize] {
                let giver = self.mentor_of(claim.mentee);
                if giver != NOBODY && !search.is_within(giver, from) {
                    self.note_giver(search, end, mentor, (distance, claim));
                }
            }
        }
        if !self.is_anyone_away || least == 0 {
            return;
        }
        // Moving on somebody who is away may weigh less than the least step.
        for &mentee in &self.stirred {
            let is_away = self.mentor_of(mentee) != NOBODY && !self.is_at_home(mentee);
            if let Some(pair) = is_away.then(|| self.pair(mentee, mentor)).flatten() {
                let cost = pair.cost();
                let claim = Claim { mentee, cost };
                self.note_giver(search, end, mentor, (distance, claim));
            }
        }
    }

    /// Notes that somebody might come to a mentor from theirs.
    fn note_giver(
        &self,
        search: &mut Search<i128>,
        end: &mut End,
        mentor: u32,
        (distance, claim): (i128, Claim),
    ) {
        let mentee = claim.mentee;
        let giver = self.mentor_of(mentee);
        let pair = Pair::new(mentor, claim.cost);
        let weight = self.weight(mentee, pair) - self.price(mentee);
        let distance = distance + self.rent(mentor) + weight;
        if distance >= end.total || !search.reach(giver, distance, Step { mentee, pair }) {
            return;
        }
        let total = distance + self.weight_of_giving(giver);
        if total < end.total {
            (end.mentor, end.total) = (giver, total);
        }
        search.queue(giver, distance);
    }

    /// What it weighs that a mentor has one mentee fewer.
    fn weight_of_giving(&self, mentor: u32) -> i128 {
        let is_spare = self.load(mentor) > self.quotas[mentor as usize].lo;
        self.rent(mentor) + if is_spare { 0 } else { LACK }
    }
}
