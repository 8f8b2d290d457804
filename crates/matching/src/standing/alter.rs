//! What an event changes before anybody moves.

use super::Standing;
use super::event::{Event, Refused};
use super::settle::Agenda;
use super::weights::{CALL, unserved_part};
use crate::problem::{LARGEST_COST, MOST_PAIRS, MOST_PEOPLE, Pair, Quota};
use crate::seating::NOBODY;

impl Standing {
    /// Whether an event makes sense here.
    pub(super) fn check(&self, event: &Event) -> Result<(), Refused> {
        match *event {
            Event::Enrol { ref pairs, .. } => {
                self.room_for(self.seats.mentees(), pairs.len())?;
                self.check_pairs(pairs, true)
            }
            Event::MentorJoins { quota, ref pairs } => {
                self.room_for(self.seats.mentors(), pairs.len())?;
                check_quota(quota)?;
                self.check_pairs(pairs, false)
            }
            Event::DropOut { mentee } => self.mentee(mentee),
            Event::Swap { mentee } => {
                self.mentee(mentee)?;
                let waits = self.seats.mentor_of(mentee) == NOBODY;
                not_now(mentee, waits || self.pinned.contains_key(&mentee))
            }
            Event::Pin { mentee, mentor } => {
                self.both(mentee, mentor)?;
                not_now(mentee, self.pinned.contains_key(&mentee))?;
                let pair = self.seats.pair(mentee, mentor);
                pair.map(|_| ())
                    .ok_or(Refused::NotAllowed { mentee, mentor })
            }
            Event::Unpin { mentee } => {
                self.mentee(mentee)?;
                not_now(mentee, !self.pinned.contains_key(&mentee))
            }
            Event::Forbid { mentee, mentor } => self.both(mentee, mentor),
            Event::Allow {
                mentee,
                mentor,
                cost,
            } => {
                self.both(mentee, mentor)?;
                self.room_for(0, 1)?;
                check_cost(cost)?;
                let hidden = self
                    .hidden(mentee)
                    .iter()
                    .any(|pair| pair.mentor() == mentor);
                match self.seats.pair(mentee, mentor) {
                    None if !hidden => Ok(()),
                    _ => Err(Refused::GivenTwice { mentee, mentor }),
                }
            }
            Event::Resize { mentor, quota } => self.mentor(mentor).and(check_quota(quota)),
            Event::MentorLeaves { mentor } => self.mentor(mentor),
        }
    }

    fn mentee(&self, mentee: u32) -> Result<(), Refused> {
        match self.seats.gone.get(mentee as usize) {
            Some(false) => Ok(()),
            _ => Err(Refused::UnknownMentee { mentee }),
        }
    }

    fn mentor(&self, mentor: u32) -> Result<(), Refused> {
        let exists = mentor < self.seats.mentors();
        exists
            .then_some(())
            .ok_or(Refused::UnknownMentor { mentor })
    }

    fn both(&self, mentee: u32, mentor: u32) -> Result<(), Refused> {
        self.mentee(mentee).and(self.mentor(mentor))
    }

    fn room_for(&self, people: u32, pairs: usize) -> Result<(), Refused> {
        let fits = (people as usize) < MOST_PEOPLE && self.seats.number + pairs <= MOST_PAIRS;
        fits.then_some(()).ok_or(Refused::TooMany)
    }

    /// Whether these pairs of somebody new name people who are there, each once.
    fn check_pairs(&self, pairs: &[(u32, u32)], of_mentee: bool) -> Result<(), Refused> {
        for &(with, cost) in pairs {
            if of_mentee {
                self.mentor(with)
            } else {
                self.mentee(with)
            }?;
            check_cost(cost)?;
        }
        let mut with: Vec<u32> = pairs.iter().map(|&(with, _)| with).collect();
        with.sort_unstable();
        match with.windows(2).find(|two| two[0] == two[1]) {
            Some(two) if of_mentee => Err(Refused::GivenTwice {
                mentee: self.seats.mentees(),
                mentor: two[0],
            }),
            Some(two) => Err(Refused::GivenTwice {
                mentee: two[0],
                mentor: self.seats.mentors(),
            }),
            None => Ok(()),
        }
    }

    fn hidden(&self, mentee: u32) -> &[Pair] {
        self.pinned.get(&mentee).map_or(&[], Vec::as_slice)
    }

    /// Carries out what the event itself says.
    pub(super) fn alter(&mut self, event: &Event) -> Agenda {
        let mut agenda = Agenda::new();
        match *event {
            Event::Enrol { turn, ref pairs } => {
                let mentee = self.seats.add_mentee(turn);
                for &(mentor, cost) in pairs {
                    self.seats.add_pair(mentee, Pair::new(mentor, cost));
                }
                agenda.newcomers.push(mentee);
            }
            Event::DropOut { mentee } => self.drop_out(&mut agenda, mentee),
            Event::Swap { mentee } => {
                let mentor = self.seats.mentor_of(mentee);
                self.forbid(&mut agenda, mentee, mentor);
            }
            Event::Pin { mentee, mentor } => self.pin(&mut agenda, mentee, mentor),
            Event::Unpin { mentee } => {
                for pair in self.set_hidden(mentee, None).unwrap_or_default() {
                    self.seats.add_pair(mentee, pair);
                }
                self.reconsider(&mut agenda, mentee);
            }
            Event::Forbid { mentee, mentor } => self.forbid(&mut agenda, mentee, mentor),
            Event::Allow {
                mentee,
                mentor,
                cost,
            } => self.allow(&mut agenda, mentee, mentor, cost),
            Event::Resize { mentor, quota } => self.resize(&mut agenda, mentor, quota),
            Event::MentorLeaves { mentor } => self.mentor_leaves(&mut agenda, mentor),
            Event::MentorJoins { quota, ref pairs } => {
                // Until the quota is set, nobody could be better off with them.
                let mentor = self.seats.add_mentor(CALL);
                self.search.grow(self.seats.mentors() as usize);
                for &(mentee, cost) in pairs {
                    self.allow(&mut agenda, mentee, mentor, cost);
                }
                self.resize(&mut agenda, mentor, quota);
            }
        }
        agenda
    }

    fn evict(&mut self, agenda: &mut Agenda, mentee: u32) {
        agenda.mentors.push(self.seats.mentor_of(mentee));
        self.seats.evict(mentee);
        agenda.evicted.push(mentee);
    }

    fn drop_out(&mut self, agenda: &mut Agenda, mentee: u32) {
        self.set_hidden(mentee, None);
        if self.seats.mentor_of(mentee) != NOBODY {
            self.evict(agenda, mentee);
            agenda.evicted.clear();
        }
        for pair in self.seats.pairs_of(mentee).to_vec() {
            self.seats.cut_pair(mentee, pair);
        }
        self.seats.leave(mentee);
    }

    fn forbid(&mut self, agenda: &mut Agenda, mentee: u32, mentor: u32) {
        if let Some(mut hidden) = self.pinned.get(&mentee).cloned() {
            hidden.retain(|pair| pair.mentor() != mentor);
            self.set_hidden(mentee, Some(hidden));
        }
        if let Some(pair) = self.seats.pair(mentee, mentor) {
            if self.seats.mentor_of(mentee) == mentor {
                self.evict(agenda, mentee);
            }
            self.seats.cut_pair(mentee, pair);
        }
    }

    /// Leaves a mentee this one pair and keeps the others for later.
    fn pin(&mut self, agenda: &mut Agenda, mentee: u32, mentor: u32) {
        let mut hidden = self.seats.pairs_of(mentee).to_vec();
        hidden.retain(|pair| pair.mentor() != mentor);
        for &pair in &hidden {
            self.seats.cut_pair(mentee, pair);
        }
        self.set_hidden(mentee, Some(hidden));
        match self.seats.mentor_of(mentee) {
            NOBODY => {}
            present if present == mentor => {}
            _ => self.evict(agenda, mentee),
        }
    }

    fn allow(&mut self, agenda: &mut Agenda, mentee: u32, mentor: u32, cost: u32) {
        let pair = Pair::new(mentor, cost);
        if let Some(mut hidden) = self.pinned.get(&mentee).cloned() {
            hidden.push(pair);
            self.set_hidden(mentee, Some(hidden));
            return;
        }
        self.seats.add_pair(mentee, pair);
        self.reconsider(agenda, mentee);
    }

    /// Lets a mentee seek anew, at no move back to where they are, if a pair may now serve somebody
    /// who waits or a mentor who lacks.
    fn reconsider(&mut self, agenda: &mut Agenda, mentee: u32) {
        let present = self.seats.mentor_of(mentee);
        if present == NOBODY {
            agenda.newcomers.push(mentee);
            return;
        }
        let standing = unserved_part(self.seats.rent(present));
        let mut pairs = self.seats.pairs_of(mentee).iter();
        if pairs.any(|pair| unserved_part(self.seats.rent(pair.mentor())) < standing) {
            agenda.mentors.push(present);
            self.seats.unseat(mentee);
            agenda.evicted.push(mentee);
        }
    }

    fn resize(&mut self, agenda: &mut Agenda, mentor: u32, quota: Quota) {
        self.seats.set_quota(mentor, quota);
        agenda.mentors.push(mentor);
    }

    fn mentor_leaves(&mut self, agenda: &mut Agenda, mentor: u32) {
        for member in self.seats.members[mentor as usize].clone() {
            self.evict(agenda, member);
        }
        for claim in self.seats.claims[mentor as usize].clone() {
            self.seats
                .cut_pair(claim.mentee, Pair::new(mentor, claim.cost));
        }
        let pinned: Vec<u32> = self.pinned.keys().copied().collect();
        for mentee in pinned {
            self.forbid(agenda, mentee, mentor);
        }
        self.resize(agenda, mentor, Quota { lo: 0, hi: 0 });
    }
}

fn not_now(mentee: u32, so: bool) -> Result<(), Refused> {
    (!so).then_some(()).ok_or(Refused::NotNow { mentee })
}

fn check_cost(cost: u32) -> Result<(), Refused> {
    (cost <= LARGEST_COST)
        .then_some(())
        .ok_or(Refused::CostTooLarge { cost })
}

fn check_quota(quota: Quota) -> Result<(), Refused> {
    (quota.lo <= quota.hi)
        .then_some(())
        .ok_or(Refused::QuotaReversed)
}
