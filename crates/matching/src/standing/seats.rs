//! Who sits with whom, the lists from both sides, and a rent for each mentor, all of which can be
//! changed and changed back.

use super::weights::{LACK, Weights, unserved_part};
use crate::claims::Claim;
use crate::problem::{Pair, Problem, Quota, narrow};
use crate::seating::NOBODY;

const NOWHERE: Pair = Pair::new(NOBODY, 0);

/// How to take back one step.
#[derive(Clone, Copy, Debug)]
pub(super) enum Undo {
    Added(u32, Pair),
    Cut(u32, Pair),
    Quota(u32, Quota),
    Seat(u32, Pair),
    Rent(u32, i128),
    Gone(u32),
    NewMentee,
    NewMentor,
}

/// People, quotas and lists under change.
///
/// Between events every rent consists of its unserved part only: one call more than nothing where
/// chains from somebody who waits lead (all such mentors are full), one lack less than nothing
/// where chains lead to a mentor below the lower quota (all such mentors have no more than that).
/// With everybody at home this proves that nothing is better than moving nobody.
#[derive(Clone)]
pub(super) struct Seats {
    pub(super) quotas: Vec<Quota>,
    /// Each mentee's allowed pairs.
    pairs: Vec<Vec<Pair>>,
    /// The same pairs from the mentor's side, in order of mentee.
    pub(super) claims: Vec<Vec<Claim>>,
    seat: Vec<Pair>,
    /// Where each mentee sat when the event began; nowhere for those who had to leave.
    home: Vec<Pair>,
    pub(super) gone: Vec<bool>,
    pub(super) turn: Vec<u64>,
    /// Each mentor's mentees, in order.
    pub(super) members: Vec<Vec<u32>>,
    rent: Vec<i128>,
    /// How many rents are below nothing, and what none is below.
    negative: usize,
    pub(super) floor: i128,
    pub(super) weights: Weights,
    /// How far apart rents can be, their unserved parts left out.
    pub(super) range: i128,
    /// Somebody sits where they are not at home.
    pub(super) is_anyone_away: bool,
    /// A free seat with a rent may be taken.
    pub(super) is_open: bool,
    pub(super) objective: i64,
    before: i64,
    /// How many pairs are allowed.
    pub(super) number: usize,
    pub(super) log: Vec<Undo>,
    /// Mentees whose seat, and mentors whose rent, was changed.
    pub(super) stirred: Vec<u32>,
    pub(super) touched: Vec<u32>,
}

impl Seats {
    /// The people of a problem, nobody seated.
    pub(super) fn new(problem: &Problem, turn: impl Fn(u32) -> u64) -> Self {
        let (mentees, mentors) = (problem.mentees() as usize, problem.mentors() as usize);
        let lists = (0..problem.mentees()).map(|mentee| problem.pairs_of(mentee).to_vec());
        Self {
            quotas: problem.quotas().to_vec(),
            pairs: lists.collect(),
            claims: claims_of(problem),
            seat: vec![NOWHERE; mentees],
            home: vec![NOWHERE; mentees],
            gone: vec![false; mentees],
            turn: (0..problem.mentees()).map(turn).collect(),
            members: vec![Vec::new(); mentors],
            rent: vec![0; mentors],
            negative: 0,
            floor: 0,
            weights: Weights::FEWEST_MOVES,
            range: 0,
            is_anyone_away: false,
            is_open: false,
            objective: 0,
            before: 0,
            number: problem.pairs(),
            log: Vec::new(),
            stirred: Vec::new(),
            touched: Vec::new(),
        }
    }

    pub(super) fn mentees(&self) -> u32 {
        narrow(self.seat.len())
    }

    pub(super) fn mentors(&self) -> u32 {
        narrow(self.quotas.len())
    }

    /// The mentee's mentor, or [`NOBODY`].
    pub(super) fn mentor_of(&self, mentee: u32) -> u32 {
        self.seat[mentee as usize].mentor()
    }

    /// The mentee's place and what it costs.
    pub(super) fn seat(&self, mentee: u32) -> Pair {
        self.seat[mentee as usize]
    }

    /// Where the mentee sat when the event began.
    pub(super) fn home(&self, mentee: u32) -> Pair {
        self.home[mentee as usize]
    }

    pub(super) fn is_at_home(&self, mentee: u32) -> bool {
        self.home(mentee) == self.seat(mentee)
    }

    /// The mentee's home, where they have left it.
    pub(super) fn home_elsewhere(&self, mentee: u32) -> Option<Pair> {
        let (home, seat) = (self.home[mentee as usize], self.seat[mentee as usize]);
        (home.mentor() != NOBODY && home != seat).then_some(home)
    }

    pub(super) fn waits(&self, mentee: u32) -> bool {
        self.mentor_of(mentee) == NOBODY && !self.gone[mentee as usize]
    }

    pub(super) fn rent(&self, mentor: u32) -> i128 {
        self.rent[mentor as usize]
    }

    pub(super) fn load(&self, mentor: u32) -> u32 {
        narrow(self.members[mentor as usize].len())
    }

    pub(super) fn has_room(&self, mentor: u32) -> bool {
        self.load(mentor) < self.quotas[mentor as usize].hi
    }

    /// What a pair weighs, without rent.
    pub(super) fn weight(&self, mentee: u32, pair: Pair) -> i128 {
        let home = self.home[mentee as usize].mentor();
        let is_move = home != NOBODY && home != pair.mentor();
        self.weights.of_cost(pair.cost()) + if is_move { self.weights.moved } else { 0 }
    }

    /// What the mentee's place weighs, with rent.
    pub(super) fn price(&self, mentee: u32) -> i128 {
        let seat = self.seat(mentee);
        self.weight(mentee, seat) + self.rent(seat.mentor())
    }

    /// The mentee's pairs, in no particular order.
    pub(super) fn pairs_of(&self, mentee: u32) -> &[Pair] {
        &self.pairs[mentee as usize]
    }

    /// The allowed pair of these two.
    pub(super) fn pair(&self, mentee: u32, mentor: u32) -> Option<Pair> {
        let mut pairs = self.pairs_of(mentee).iter();
        pairs.find(|pair| pair.mentor() == mentor).copied()
    }

    pub(super) fn sit(&mut self, mentee: u32, pair: Pair) {
        self.log.push(Undo::Seat(mentee, self.seat(mentee)));
        self.stirred.push(mentee);
        self.put(mentee, pair);
        self.is_anyone_away |= pair.mentor() != NOBODY;
    }

    /// Takes a mentee from their mentor, to whom they may come back at no move.
    pub(super) fn unseat(&mut self, mentee: u32) {
        self.sit(mentee, NOWHERE);
    }

    /// Takes a mentee from their mentor for good: wherever they go is no choice of ours.
    pub(super) fn evict(&mut self, mentee: u32) {
        self.home[mentee as usize] = NOWHERE;
        self.unseat(mentee);
    }

    fn put(&mut self, mentee: u32, pair: Pair) {
        let old = std::mem::replace(&mut self.seat[mentee as usize], pair);
        if old.mentor() != NOBODY {
            let members = &mut self.members[old.mentor() as usize];
            members.retain(|&member| member != mentee);
            self.objective -= i64::from(old.cost());
        }
        if pair.mentor() != NOBODY {
            let members = &mut self.members[pair.mentor() as usize];
            let at = members.partition_point(|&member| member < mentee);
            members.insert(at, mentee);
            self.objective += i64::from(pair.cost());
        }
    }

    pub(super) fn set_rent(&mut self, mentor: u32, rent: i128) {
        let old = self.put_rent(mentor, rent);
        self.log.push(Undo::Rent(mentor, old));
        self.touched.push(mentor);
        self.floor = self.floor.min(rent);
    }

    fn put_rent(&mut self, mentor: u32, rent: i128) -> i128 {
        let old = std::mem::replace(&mut self.rent[mentor as usize], rent);
        self.negative -= usize::from(old < 0);
        self.negative += usize::from(rent < 0);
        old
    }

    pub(super) fn set_quota(&mut self, mentor: u32, quota: Quota) {
        let old = std::mem::replace(&mut self.quotas[mentor as usize], quota);
        self.log.push(Undo::Quota(mentor, old));
    }

    pub(super) fn add_pair(&mut self, mentee: u32, pair: Pair) {
        self.log.push(Undo::Added(mentee, pair));
        self.put_pair(mentee, pair);
    }

    fn put_pair(&mut self, mentee: u32, pair: Pair) {
        self.number += 1;
        self.pairs[mentee as usize].push(pair);
        let claims = &mut self.claims[pair.mentor() as usize];
        let at = claims.partition_point(|claim| claim.mentee < mentee);
        let cost = pair.cost();
        claims.insert(at, Claim { mentee, cost });
    }

    pub(super) fn cut_pair(&mut self, mentee: u32, pair: Pair) {
        self.log.push(Undo::Cut(mentee, pair));
        self.drop_pair(mentee, pair);
    }

    fn drop_pair(&mut self, mentee: u32, pair: Pair) {
        self.number -= 1;
        self.pairs[mentee as usize].retain(|other| *other != pair);
        let claims = &mut self.claims[pair.mentor() as usize];
        let at = claims.partition_point(|claim| claim.mentee < mentee);
        claims.remove(at);
    }

    pub(super) fn leave(&mut self, mentee: u32) {
        self.gone[mentee as usize] = true;
        self.log.push(Undo::Gone(mentee));
    }

    pub(super) fn add_mentee(&mut self, turn: u64) -> u32 {
        self.log.push(Undo::NewMentee);
        self.pairs.push(Vec::new());
        self.seat.push(NOWHERE);
        self.home.push(NOWHERE);
        self.gone.push(false);
        self.turn.push(turn);
        self.mentees() - 1
    }

    /// A mentor who may have nobody yet.
    pub(super) fn add_mentor(&mut self, rent: i128) -> u32 {
        self.log.push(Undo::NewMentor);
        self.quotas.push(Quota { lo: 0, hi: 0 });
        self.claims.push(Vec::new());
        self.members.push(Vec::new());
        self.rent.push(rent);
        self.mentors() - 1
    }

    /// Forgets how to undo what was, and begins anew from where everybody sits.
    pub(super) fn begin(&mut self) {
        self.log.clear();
        self.stirred.clear();
        self.touched.clear();
        self.floor = if self.negative > 0 { -LACK } else { 0 };
        self.range = 0;
        self.is_anyone_away = false;
        self.is_open = false;
        self.before = self.objective;
    }

    /// What the pairs made cost when the event began.
    pub(super) fn objective_before(&self) -> i64 {
        self.before
    }

    /// Where people sit is where they are at home.
    pub(super) fn commit(&mut self) {
        for at in 0..self.touched.len() {
            let mentor = self.touched[at];
            self.put_rent(mentor, unserved_part(self.rent(mentor)));
        }
        self.go_home();
    }

    fn go_home(&mut self) {
        for &mentee in &self.stirred {
            if let Some(seat) = self.seat.get(mentee as usize) {
                self.home[mentee as usize] = *seat;
            }
        }
    }

    /// Takes back everything since [`Seats::begin`].
    pub(super) fn undo(&mut self) {
        while let Some(undo) = self.log.pop() {
            self.take_back(undo);
        }
        self.go_home();
    }

    fn take_back(&mut self, undo: Undo) {
        match undo {
            Undo::Added(mentee, pair) => self.drop_pair(mentee, pair),
            Undo::Cut(mentee, pair) => self.put_pair(mentee, pair),
            Undo::Quota(mentor, quota) => self.quotas[mentor as usize] = quota,
            Undo::Seat(mentee, pair) => self.put(mentee, pair),
            Undo::Rent(mentor, rent) => {
                self.put_rent(mentor, rent);
            }
            Undo::Gone(mentee) => self.gone[mentee as usize] = false,
            Undo::NewMentee => {
                self.pairs.pop();
                self.seat.pop();
                self.home.pop();
                self.gone.pop();
                self.turn.pop();
            }
            Undo::NewMentor => {
                self.quotas.pop();
                self.claims.pop();
                self.members.pop();
                self.rent.pop();
            }
        }
    }
}

/// All pairs from the mentors' side, in order of mentee.
pub(crate) fn claims_of(problem: &Problem) -> Vec<Vec<Claim>> {
    let mut number = vec![0_usize; problem.mentors() as usize];
    for mentee in 0..problem.mentees() {
        for pair in problem.pairs_of(mentee) {
            number[pair.mentor() as usize] += 1;
        }
    }
    let mut claims: Vec<_> = number.into_iter().map(Vec::with_capacity).collect();
    for mentee in 0..problem.mentees() {
        for pair in problem.pairs_of(mentee) {
            let cost = pair.cost();
            claims[pair.mentor() as usize].push(Claim { mentee, cost });
        }
    }
    claims
}
