//! Who sits with whom, and at what rent.

use crate::lists::Lists;
use crate::members::Members;
use crate::problem::{Pair, Problem, narrow};

/// No mentor, no mentee.
pub(crate) const NOBODY: u32 = u32::MAX;

/// An allocation under way: mentees with their mentors, and a rent for each mentor.
///
/// Between steps a mentee with a mentor has one of least cost + rent.
pub(crate) struct Seating<'p> {
    pub(crate) problem: &'p Problem,
    pub(crate) lists: Lists,
    pub(crate) rent: Vec<i64>,
    /// What a place of a lower quota costs that stays empty; none where that is not allowed.
    pub(crate) penalty: Option<i64>,
    /// Each mentee's mentor and the cost of that pair.
    seat: Vec<Pair>,
    members: Members,
}

impl<'p> Seating<'p> {
    /// Nobody has a mentor yet.
    pub(crate) fn new(problem: &'p Problem, rent: Vec<i64>) -> Self {
        let mentees = problem.mentees() as usize;
        Self {
            problem,
            lists: Lists::new(problem),
            rent,
            penalty: None,
            seat: vec![Pair::new(NOBODY, 0); mentees],
            members: Members::new(problem.quotas(), mentees),
        }
    }

    /// The mentee's mentor, or [`NOBODY`].
    pub(crate) fn mentor_of(&self, mentee: u32) -> u32 {
        self.seat[mentee as usize].mentor()
    }

    /// What the mentee's place costs with rent.
    pub(crate) fn price(&self, mentee: u32) -> i64 {
        let seat = self.seat[mentee as usize];
        i64::from(seat.cost()) + self.rent[seat.mentor() as usize]
    }

    /// How many mentees a mentor has.
    pub(crate) fn load(&self, mentor: u32) -> u32 {
        self.members.load(mentor)
    }

    pub(crate) fn has_room(&self, mentor: u32) -> bool {
        self.load(mentor) < self.problem.quotas()[mentor as usize].hi
    }

    /// What it costs a mentor to have one mentee fewer; none where the lower quota forbids it.
    pub(crate) fn cost_of_giving(&self, mentor: u32) -> Option<i64> {
        let at = mentor as usize;
        if self.load(mentor) > self.problem.quotas()[at].lo {
            return Some(self.rent[at]);
        }
        let penalty = self.penalty.filter(|_| self.load(mentor) > 0)?;
        Some(self.rent[at] + penalty)
    }

    /// Whether a mentor must be given more: the lower quota is not reached, and filling it is not
    /// yet known to be impossible.
    pub(crate) fn lacks(&self, mentor: u32) -> bool {
        let at = mentor as usize;
        let worth_it = self.penalty.is_none_or(|penalty| self.rent[at] > -penalty);
        self.load(mentor) < self.problem.quotas()[at].lo && worth_it
    }

    /// What filling one more place of the lower quota may cost; none where it must be filled.
    pub(crate) fn worth_of_filling(&self, mentor: u32) -> Option<i64> {
        Some(self.rent[mentor as usize] + self.penalty?)
    }

    /// The pair of least cost + rent and the next least cost + rent; where there is one pair only,
    /// its own. Rents must not be negative.
    pub(crate) fn best_two(&mut self, mentee: u32) -> Option<(Pair, i64)> {
        let (mut best, mut second) = self.best_two_near(mentee);
        if second > self.lists.beyond(mentee) {
            self.lists.renew(self.problem, &self.rent, mentee);
            (best, second) = self.best_two_near(mentee);
        }
        (best.mentor() != NOBODY).then_some((best, second))
    }

    fn best_two_near(&self, mentee: u32) -> (Pair, i64) {
        let (mut best, mut least, mut second) = (Pair::new(NOBODY, 0), i64::MAX, i64::MAX);
        for &pair in self.lists.near(mentee) {
            let value = i64::from(pair.cost()) + self.rent[pair.mentor() as usize];
            second = second.min(value.max(least));
            best = if value < least { pair } else { best };
            least = least.min(value);
        }
        (best, if second == i64::MAX { least } else { second })
    }

    /// Seats a mentee who has no mentor.
    pub(crate) fn join(&mut self, mentee: u32, pair: Pair) {
        self.members.add(pair.mentor(), mentee);
        self.seat[mentee as usize] = pair;
    }

    /// Takes a mentee from their mentor.
    pub(crate) fn leave(&mut self, mentee: u32) {
        self.members.remove(self.mentor_of(mentee), mentee);
        self.seat[mentee as usize] = Pair::new(NOBODY, 0);
    }

    /// A mentor's members, in no particular order.
    pub(crate) fn members(&self, mentor: u32) -> &[u32] {
        self.members.of(mentor)
    }

    /// Every mentee without a mentor.
    pub(crate) fn standing(&self) -> impl DoubleEndedIterator<Item = u32> {
        (0..narrow(self.seat.len())).filter(|&mentee| self.mentor_of(mentee) == NOBODY)
    }

    /// The sum of the costs of the pairs made.
    pub(crate) fn objective(&self) -> i64 {
        self.seat.iter().map(|seat| i64::from(seat.cost())).sum()
    }
}
