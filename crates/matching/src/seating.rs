//! Who sits with whom, and at what rent.

use crate::lists::Lists;
use crate::problem::{LARGEST_COST, Pair, Problem, narrow};

/// No mentor, no mentee.
pub(crate) const NOBODY: u32 = u32::MAX;

/// An allocation under way: mentees with their mentors, and a rent for each mentor.
///
/// Between steps a mentee with a mentor has one of least cost + rent.
pub(crate) struct Seating<'p> {
    pub(crate) problem: &'p Problem,
    pub(crate) lists: Lists,
    /// How much dearer a mentee's twelfth mentor usually is than the first.
    pub(crate) gap: i64,
    pub(crate) rent: Vec<i64>,
    pub(crate) load: Vec<u32>,
    /// What a place of a lower quota costs that stays empty; none where that is not allowed.
    pub(crate) penalty: Option<i64>,
    /// Each mentee's mentor and the cost of that pair.
    seat: Vec<Pair>,
    /// The members of a mentor as a chain: its first, then each one's neighbours.
    first: Vec<u32>,
    next: Vec<u32>,
    previous: Vec<u32>,
}

impl<'p> Seating<'p> {
    pub(crate) fn new(problem: &'p Problem) -> Self {
        let (mentees, mentors) = (problem.mentees() as usize, problem.mentors() as usize);
        let lists = Lists::new(problem);
        Self {
            problem,
            gap: lists.usual_gap(),
            lists,
            rent: vec![0; mentors],
            load: vec![0; mentors],
            penalty: None,
            seat: vec![Pair::new(NOBODY, 0); mentees],
            first: vec![NOBODY; mentors],
            next: vec![NOBODY; mentees],
            previous: vec![NOBODY; mentees],
        }
    }

    /// Makes the present rents part of all costs, so that lists are in order of what mentors cost
    /// with rent and scans of them stay short. Rents then count from there.
    pub(crate) fn rebase(&mut self) {
        let most = i64::from(u32::MAX - LARGEST_COST);
        let base = |mentor: u32| i64::from(self.lists.base(mentor)) + self.rent[mentor as usize];
        let bases: Vec<i64> = (0..narrow(self.rent.len())).map(base).collect();
        let bases = bases
            .into_iter()
            .filter(|&base| base <= most)
            .map(u32::try_from);
        let Ok(bases) = bases.collect::<Result<Vec<u32>, _>>() else {
            return;
        };
        if bases.len() == self.rent.len() {
            self.count_from(&bases);
            self.lists = self.lists.with_base(self.problem, bases);
        }
    }

    /// Takes the rents out of the costs again. Nothing is left in order.
    pub(crate) fn count_from_zero(&mut self) {
        self.count_from(&vec![0; self.rent.len()]);
        self.lists.clear();
    }

    /// Moves rents between the costs of seats and where they stand.
    fn count_from(&mut self, bases: &[u32]) {
        for seat in self.seat.iter_mut().filter(|seat| seat.mentor() != NOBODY) {
            let mentor = seat.mentor();
            let cost = seat.cost() - self.lists.base(mentor) + bases[mentor as usize];
            *seat = Pair::new(mentor, cost);
        }
        for (mentor, (rent, base)) in (0..).zip(self.rent.iter_mut().zip(bases)) {
            *rent += i64::from(self.lists.base(mentor)) - i64::from(*base);
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

    pub(crate) fn has_room(&self, mentor: u32) -> bool {
        self.load[mentor as usize] < self.problem.quotas()[mentor as usize].hi
    }

    /// What it costs a mentor to have one mentee fewer; none where the lower quota forbids it.
    pub(crate) fn cost_of_giving(&self, mentor: u32) -> Option<i64> {
        let at = mentor as usize;
        if self.load[at] > self.problem.quotas()[at].lo {
            return Some(self.rent[at]);
        }
        let penalty = self.penalty.filter(|_| self.load[at] > 0)?;
        Some(self.rent[at] + penalty)
    }

    /// Whether a mentor must be given more: the lower quota is not reached, and filling it is not
    /// yet known to be impossible.
    pub(crate) fn lacks(&self, mentor: u32) -> bool {
        let at = mentor as usize;
        let worth_it = self.penalty.is_none_or(|penalty| self.rent[at] > -penalty);
        self.load[at] < self.problem.quotas()[at].lo && worth_it
    }

    /// What filling one more place of the lower quota may cost; none where it must be filled.
    pub(crate) fn worth_of_filling(&self, mentor: u32) -> Option<i64> {
        Some(self.rent[mentor as usize] + self.penalty?)
    }

    /// Seats a mentee who has no mentor.
    pub(crate) fn join(&mut self, mentee: u32, pair: Pair) {
        let first = &mut self.first[pair.mentor() as usize];
        self.next[mentee as usize] = *first;
        self.previous[mentee as usize] = NOBODY;
        if *first != NOBODY {
            self.previous[*first as usize] = mentee;
        }
        *first = mentee;
        self.seat[mentee as usize] = pair;
        self.load[pair.mentor() as usize] += 1;
    }

    /// Takes a mentee from their mentor.
    pub(crate) fn leave(&mut self, mentee: u32) {
        let mentor = self.mentor_of(mentee) as usize;
        let (previous, next) = (self.previous[mentee as usize], self.next[mentee as usize]);
        match previous {
            NOBODY => self.first[mentor] = next,
            _ => self.next[previous as usize] = next,
        }
        if next != NOBODY {
            self.previous[next as usize] = previous;
        }
        self.seat[mentee as usize] = Pair::new(NOBODY, 0);
        self.load[mentor] -= 1;
    }

    /// The first member of a mentor; see [`Seating::after`].
    pub(crate) fn first_of(&self, mentor: u32) -> u32 {
        self.first[mentor as usize]
    }

    /// The member after this one, or [`NOBODY`].
    pub(crate) fn after(&self, mentee: u32) -> u32 {
        self.next[mentee as usize]
    }

    /// A mentor's members, in no particular order.
    pub(crate) fn members(&self, mentor: u32) -> impl Iterator<Item = u32> {
        let some = |mentee| (mentee != NOBODY).then_some(mentee);
        std::iter::successors(some(self.first_of(mentor)), move |&mentee| {
            some(self.after(mentee))
        })
    }

    /// Every mentee without a mentor.
    pub(crate) fn standing(&self) -> impl Iterator<Item = u32> {
        (0..narrow(self.seat.len())).filter(|&mentee| self.mentor_of(mentee) == NOBODY)
    }

    /// The sum of the costs of the pairs made.
    pub(crate) fn objective(&self) -> i64 {
        self.seat.iter().map(|seat| i64::from(seat.cost())).sum()
    }
}
