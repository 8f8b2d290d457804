//! Groups that live on: what happens to them after they were formed, with the fewest people moved.

mod alter;
mod canonical;
mod chains;
mod curve;
mod event;
mod layers;
mod seats;
mod settle;
mod weights;

use std::collections::BTreeMap;

use thiserror::Error;

use crate::problem::{Builder, Pair, Problem, narrow};
use crate::search::Search;
use crate::seating::NOBODY;
use crate::solve::{Cancelled, Options};
pub use curve::Point;
pub use event::{Change, Event, Move, Refused};
pub(crate) use seats::claims_of;
use seats::{Seats, Undo};
use settle::{Agenda, Settling};

/// What does not fit together in groups that are taken up again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum StandingError {
    /// There must be one entry for each mentee of the problem.
    #[error("{given} mentees are given where the problem has {expected}")]
    WrongNumber {
        /// How many entries there are.
        given: usize,
        /// How many mentees there are.
        expected: usize,
    },
    /// A mentee sits with a mentor who does not exist.
    #[error("mentee {mentee} has an unknown mentor {mentor}")]
    UnknownMentor {
        /// The mentee.
        mentee: u32,
        /// The position given as the mentor's.
        mentor: u32,
    },
    /// A mentee sits with a mentor they may not have. Who keeps such a pair adds it to the problem.
    #[error("mentee {mentee} may not have mentor {mentor}")]
    NotAllowed {
        /// The mentee.
        mentee: u32,
        /// The mentor.
        mentor: u32,
    },
    /// A mentor has more mentees than the upper quota.
    #[error("mentor {mentor} has {load} mentees")]
    AboveQuota {
        /// The mentor.
        mentor: u32,
        /// How many mentees they have.
        load: u32,
    },
}

/// Who may be moved to place those who wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moving {
    /// Nobody: only free seats are taken, and lower quotas stay as they are.
    Nobody,
    /// As few as possible.
    Fewest,
}

/// Groups as they stand, ready for what happens next.
///
/// After every event, in this order: as many mentees as possible have a place, whoever had one
/// before whoever lost it by the event, those before the others who wait, and these in the order
/// of their turns; as few places of lower quotas as possible are empty; as few people as possible
/// have moved; the cost is least. That is exact, not a rule of thumb: each step is a shortest
/// chain of moves, and rents that prove it are kept.
///
/// It holds of what the event is about. Who waited, and what lacked, when the groups were taken up
/// is left alone until [`Standing::settle`].
///
/// An event takes time for the people whom chains of as many moves lead to, and no more; with
/// seats to spare that is one list.
pub struct Standing {
    seats: Seats,
    search: Search<i128>,
    /// The other pairs of those who are pinned.
    pinned: BTreeMap<u32, Vec<Pair>>,
    pinned_before: Vec<(u32, Option<Vec<Pair>>)>,
}

impl Standing {
    /// Takes up groups: the problem they were made for, and each mentee's mentor. `turn` says when
    /// a mentee is called if not everybody can be placed; equal turns go by position.
    pub fn new(
        problem: &Problem,
        mentor_of: &[Option<u32>],
        turn: impl Fn(u32) -> u64,
    ) -> Result<Self, StandingError> {
        let expected = problem.mentees() as usize;
        if mentor_of.len() != expected {
            let given = mentor_of.len();
            return Err(StandingError::WrongNumber { given, expected });
        }
        let mut seats = Seats::new(problem, turn);
        for (mentee, mentor) in (0..).zip(mentor_of) {
            let Some(mentor) = *mentor else { continue };
            if mentor >= problem.mentors() {
                return Err(StandingError::UnknownMentor { mentee, mentor });
            }
            let pair = seats.pair(mentee, mentor);
            let pair = pair.ok_or(StandingError::NotAllowed { mentee, mentor })?;
            seats.sit(mentee, pair);
        }
        for mentor in 0..problem.mentors() {
            let load = seats.load(mentor);
            if load > seats.quotas[mentor as usize].hi {
                return Err(StandingError::AboveQuota { mentor, load });
            }
        }
        seats.commit();
        seats.begin();
        Ok(Self {
            search: Search::new(problem.mentors() as usize),
            seats,
            pinned: BTreeMap::new(),
            pinned_before: Vec::new(),
        })
    }

    /// Places those who wait, as many as can be, and with [`Moving::Fewest`] also brings mentors to
    /// their lower quotas.
    pub fn settle(&mut self, moving: Moving, options: &Options) -> Result<Change, Cancelled> {
        self.begin();
        let mut agenda = Agenda::new();
        agenda.newcomers = self.waiting();
        match moving {
            Moving::Nobody => agenda.bound = self.seats.weights.moved / 2,
            Moving::Fewest => agenda.mentors = self.lacking().iter().map(|it| it.0).collect(),
        }
        self.carry_through(agenda, options)
    }

    /// Carries out an event.
    pub fn apply(&mut self, event: &Event, options: &Options) -> Result<Change, Refused> {
        self.check(event)?;
        self.begin();
        let agenda = self.alter(event);
        let change = self.carry_through(agenda, options)?;
        match *event {
            Event::Swap { mentee } if self.seats.waits(mentee) => {
                self.undo();
                Err(Refused::NowhereElse { mentee })
            }
            _ => Ok(change),
        }
    }

    /// Takes back what was done last, once.
    pub fn undo(&mut self) {
        self.seats.undo();
        while let Some((mentee, hidden)) = self.pinned_before.pop() {
            self.put_hidden(mentee, hidden);
        }
        self.seats.begin();
    }

    /// Each mentee's mentor, by position.
    pub fn mentor_of(&self) -> Vec<Option<u32>> {
        let mentor = |mentee| Some(self.seats.mentor_of(mentee)).filter(|&it| it != NOBODY);
        (0..self.seats.mentees()).map(mentor).collect()
    }

    /// What all pairs made cost together.
    pub fn objective(&self) -> i64 {
        self.seats.objective
    }

    /// Who waits for a place, in order.
    pub fn waiting(&self) -> Vec<u32> {
        (0..self.seats.mentees())
            .filter(|&mentee| self.seats.waits(mentee))
            .collect()
    }

    /// Mentors below their lower quota, in order, and how many they lack.
    pub fn lacking(&self) -> Vec<(u32, u32)> {
        let lack = |mentor: u32| {
            let lo = self.seats.quotas[mentor as usize].lo;
            (mentor, lo.saturating_sub(self.seats.load(mentor)))
        };
        (0..self.seats.mentors())
            .map(lack)
            .filter(|&(_, lack)| lack > 0)
            .collect()
    }

    /// The problem as it is now: quotas and allowed pairs. Whoever has left has no pair.
    ///
    /// # Panics
    /// Never: whatever was added was checked.
    pub fn problem(&self) -> Problem {
        let why = "what was added was checked";
        let mentees = self.seats.mentees();
        let mut builder = Builder::new(mentees as usize, self.seats.quotas.clone()).expect(why);
        for mentee in 0..mentees {
            for pair in self.seats.pairs_of(mentee) {
                builder.pair(mentee, pair.mentor(), pair.cost()).expect(why);
            }
        }
        builder.build().expect(why)
    }

    fn begin(&mut self) {
        self.seats.begin();
        self.pinned_before.clear();
    }

    fn carry_through(&mut self, agenda: Agenda, options: &Options) -> Result<Change, Cancelled> {
        let before = self.seats.objective_before();
        let mut settling = Settling {
            seats: &mut self.seats,
            search: &mut self.search,
            options: *options,
            searches: 0,
        };
        if let Err(cancelled) = settling.run(agenda) {
            self.undo();
            return Err(cancelled);
        }
        canonical::settle(&mut self.seats);
        let change = self.change(before);
        self.seats.commit();
        Ok(change)
    }

    fn change(&self, before: i64) -> Change {
        let mut was = BTreeMap::new();
        for undo in &self.seats.log {
            if let Undo::Seat(mentee, pair) = undo {
                was.entry(*mentee).or_insert(pair.mentor());
            }
        }
        let some = |mentor| (mentor != NOBODY).then_some(mentor);
        let moves = was.into_iter().map(|(mentee, from)| Move {
            mentee,
            from: some(from),
            to: some(self.seats.mentor_of(mentee)),
        });
        let moves: Vec<Move> = moves.filter(|it| it.from != it.to).collect();
        let of_ours = |it: &&Move| self.seats.home_elsewhere(it.mentee).is_some();
        Change {
            others_moved: narrow(moves.iter().filter(of_ours).count()),
            moves,
            cost: self.seats.objective - before,
        }
    }

    /// Keeps other pairs of somebody pinned, and returns those kept so far.
    fn set_hidden(&mut self, mentee: u32, hidden: Option<Vec<Pair>>) -> Option<Vec<Pair>> {
        let before = self.put_hidden(mentee, hidden);
        self.pinned_before.push((mentee, before.clone()));
        before
    }

    fn put_hidden(&mut self, mentee: u32, hidden: Option<Vec<Pair>>) -> Option<Vec<Pair>> {
        match hidden {
            Some(hidden) => self.pinned.insert(mentee, hidden),
            None => self.pinned.remove(&mentee),
        }
    }
}
