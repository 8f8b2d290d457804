//! The steps that bring people to rest after an event.

use super::seats::Seats;
use super::weights::{CALL, ENDLESS, LACK};
use crate::search::Search;
use crate::seating::NOBODY;
use crate::solve::{Cancelled, Options};

/// How many searches go by between two questions whether to give up.
const PATIENCE: u64 = 8;

/// Whom an event has left without a place, and at which mentors sizes may be wrong.
#[derive(Default)]
pub(super) struct Agenda {
    /// Who lost their place by it; they are called before those who had none.
    pub(super) evicted: Vec<u32>,
    /// Who asks for a place without having lost one.
    pub(super) newcomers: Vec<u32>,
    pub(super) mentors: Vec<u32>,
    /// Chains must weigh less.
    pub(super) bound: i128,
}

impl Agenda {
    pub(super) fn new() -> Self {
        Self {
            bound: CALL,
            ..Self::default()
        }
    }
}

/// Work on one agenda.
pub(super) struct Settling<'s> {
    pub(super) seats: &'s mut Seats,
    pub(super) search: &'s mut Search<i128>,
    pub(super) options: Options<'s>,
    pub(super) searches: u64,
}

impl Settling<'_> {
    /// As many as possible get a place, then as many places of lower quotas as possible are
    /// filled, each with the lightest moves.
    pub(super) fn run(&mut self, mut agenda: Agenda) -> Result<(), Cancelled> {
        agenda.mentors.sort_unstable();
        agenda.mentors.dedup();
        self.place(&agenda)?;
        for &mentor in &agenda.mentors {
            self.give_spare(mentor)?;
            self.free_places(&mut agenda.evicted, mentor)?;
        }
        self.open_seats(&agenda)?;
        for &mentor in &agenda.mentors {
            self.fill_lower_quota(mentor)?;
        }
        Ok(())
    }

    /// Seats everybody who was unseated by new weights, whatever the rents are.
    pub(super) fn run_anew(&mut self) -> Result<(), Cancelled> {
        let unseated = |&mentee: &u32| {
            self.seats.mentor_of(mentee) == NOBODY && self.seats.home_elsewhere(mentee).is_some()
        };
        let unseated: Vec<u32> = (0..self.seats.mentees()).filter(unseated).collect();
        for mentee in unseated {
            self.ask()?;
            self.seats.insert(self.search, mentee, ENDLESS);
        }
        let mentors = 0..self.seats.mentors();
        for mentor in mentors.clone() {
            self.give_spare(mentor)?;
        }
        for mentor in mentors.clone() {
            self.drop_needless_rent(mentor)?;
        }
        for mentor in mentors {
            self.fill_lower_quota(mentor)?;
        }
        Ok(())
    }

    /// Fills free seats with a rent, or lets the rent fall to nothing.
    fn drop_needless_rent(&mut self, mentor: u32) -> Result<(), Cancelled> {
        while self.seats.rent(mentor) > 0 && self.seats.has_room(mentor) {
            self.ask()?;
            let cap = self.seats.rent(mentor);
            self.seats.pull(self.search, mentor, cap);
        }
        Ok(())
    }

    fn ask(&mut self) -> Result<(), Cancelled> {
        self.searches += 1;
        self.options.look_up(self.searches, PATIENCE)
    }

    /// The one person whose place is all there is to do, if that is so.
    fn only(&self, agenda: &Agenda) -> Option<u32> {
        let mut people = agenda.evicted.iter().chain(&agenda.newcomers);
        let only = people.next().filter(|_| people.next().is_none());
        let is_right = |&mentor: &u32| {
            let (quota, load) = (self.seats.quotas[mentor as usize], self.seats.load(mentor));
            self.seats.rent(mentor) == 0 && (quota.lo..=quota.hi).contains(&load)
        };
        let only = only
            .copied()
            .filter(|&mentee| self.seats.can_count_moves(mentee));
        only.filter(|_| agenda.bound == CALL && agenda.mentors.iter().all(is_right))
    }

    fn place(&mut self, agenda: &Agenda) -> Result<(), Cancelled> {
        if let Some(mentee) = self.only(agenda) {
            self.ask()?;
            self.seats.insert_alone(self.search, mentee);
            return Ok(());
        }
        for group in [&agenda.evicted, &agenda.newcomers] {
            let mut calling = group.clone();
            calling.sort_unstable_by_key(|&mentee| (self.seats.turn[mentee as usize], mentee));
            for mentee in calling {
                self.ask()?;
                self.seats.insert(self.search, mentee, agenda.bound);
            }
        }
        Ok(())
    }

    /// Moves on whoever is above the upper quota. Where nobody can be, the last in the order of
    /// calling loses their place.
    fn free_places(&mut self, evicted: &mut Vec<u32>, mentor: u32) -> Result<(), Cancelled> {
        while self.seats.load(mentor) > self.seats.quotas[mentor as usize].hi {
            self.ask()?;
            if self.seats.push(self.search, mentor, CALL) {
                continue;
            }
            let members = self.seats.members[mentor as usize].iter().copied();
            let last = members.max_by_key(|&member| (self.seats.turn[member as usize], member));
            let last = last.expect("a load above a quota is a load");
            self.seats.evict(last);
            evicted.push(last);
        }
        Ok(())
    }

    /// Gives seats that have become free to those who wait, in the order of calling.
    fn open_seats(&mut self, agenda: &Agenda) -> Result<(), Cancelled> {
        loop {
            self.ask()?;
            let (passed, first) = self.who_reaches_a_closed_seat(agenda);
            if passed.is_empty() {
                return Ok(());
            }
            let Some(mentee) = first else {
                for mentor in passed {
                    let rent = self.seats.rent(mentor) - CALL;
                    self.seats.set_rent(mentor, rent);
                }
                return Ok(());
            };
            self.seats.is_open = true;
            self.seats.insert(self.search, mentee, ENDLESS);
            self.seats.is_open = false;
        }
    }

    /// Every mentor from whom chains lead to a free seat that is not open yet, and of those who
    /// wait for one of them the first to be called.
    fn who_reaches_a_closed_seat(&self, agenda: &Agenda) -> (Vec<u32>, Option<u32>) {
        let seats = &*self.seats;
        let is_closed = |mentor: u32| seats.rent(mentor) > CALL / 2;
        let mut seen = vec![false; seats.mentors() as usize];
        let mut passed: Vec<u32> = agenda.mentors.clone();
        passed.retain(|&mentor| is_closed(mentor) && seats.has_room(mentor));
        for &mentor in &passed {
            seen[mentor as usize] = true;
        }
        let (mut next, mut first) = (0, None);
        while let Some(&mentor) = passed.get(next) {
            next += 1;
            for claim in &seats.claims[mentor as usize] {
                let giver = seats.mentor_of(claim.mentee);
                if giver == NOBODY {
                    let calling = Some(self.calling(agenda, claim.mentee));
                    first = if first.is_none() {
                        calling
                    } else {
                        first.min(calling)
                    };
                } else if is_closed(giver) && !std::mem::replace(&mut seen[giver as usize], true) {
                    passed.push(giver);
                }
            }
        }
        (passed, first.map(|(.., mentee)| mentee))
    }

    fn calling(&self, agenda: &Agenda, mentee: u32) -> (bool, u64, u32) {
        let is_new = !agenda.evicted.contains(&mentee);
        (is_new, self.seats.turn[mentee as usize], mentee)
    }

    /// Lets a mentor with more than the lower quota give to one who lacks, if a chain leads there.
    fn give_spare(&mut self, mentor: u32) -> Result<(), Cancelled> {
        while self.seats.rent(mentor) < 0
            && self.seats.load(mentor) > self.seats.quotas[mentor as usize].lo
        {
            self.ask()?;
            let cap = -self.seats.rent(mentor);
            self.seats.push(self.search, mentor, cap);
        }
        Ok(())
    }

    /// Brings a mentor to the lower quota, as far as can be.
    fn fill_lower_quota(&mut self, mentor: u32) -> Result<(), Cancelled> {
        while self.seats.load(mentor) < self.seats.quotas[mentor as usize].lo
            && self.seats.rent(mentor) > -LACK
        {
            self.ask()?;
            let cap = self.seats.rent(mentor) + LACK;
            self.seats.pull(self.search, mentor, cap);
        }
        Ok(())
    }
}
