//! Moves a mentee to another mentor of the face, with whoever has to move for it.
//!
//! Somebody at the new mentor may have to go on to another, and so forth, until either the old
//! mentor gets one back or a seat is free; and the old mentor, if at the lower quota, may need
//! somebody from another, and so forth, until one can give. The search goes from both ends and
//! stops where they meet, or where both have found their ends.

use super::graph::Graph;
use crate::problem::{Pair, narrow};
use crate::search::Step;
use crate::seating::Seating;
use crate::side::Side;

pub(super) struct Exchange {
    graph: Graph,
    /// The quotas within the face.
    lo: Vec<u32>,
    hi: Vec<u32>,
    fixed: Vec<bool>,
    round: u32,
    onward: Side,
    back: Side,
    meeting: Option<u32>,
}

impl Exchange {
    pub(super) fn new(graph: Graph, seating: &Seating) -> Self {
        let mentors = seating.rent.len();
        let quotas = (0..narrow(mentors)).map(|mentor| quota_on_face(seating, mentor));
        let (lo, hi) = quotas.unzip();
        Self {
            graph,
            lo,
            hi,
            fixed: vec![false; seating.problem.mentees() as usize],
            round: 0,
            onward: Side::new(mentors),
            back: Side::new(mentors),
            meeting: None,
        }
    }

    /// Gives a mentee the first mentor that the face and those already fixed leave, and fixes
    /// them; returns how many moved.
    pub(super) fn prefer_first(&mut self, seating: &mut Seating, mentee: u32) -> u64 {
        let old = seating.mentor_of(mentee);
        let candidates = self.graph.mentors(mentee).iter();
        let earlier = candidates.take_while(|&&mentor| mentor < old).count();
        let mut moved = 0;
        if earlier > 0 {
            self.round += 1;
            self.back.begin();
            self.visit_back(seating, old, Step::NONE);
            for at in 0..earlier {
                let mentor = self.graph.mentors(mentee)[at];
                if self.can_take(seating, mentor) {
                    moved = self.carry_out(seating, mentee, old, mentor);
                    break;
                }
            }
        }
        self.fixed[mentee as usize] = true;
        moved
    }

    /// Whether the mentor can take one more, given one leaves where `back` began.
    fn can_take(&mut self, seating: &Seating, mentor: u32) -> bool {
        if self.onward.has(mentor, self.round) {
            // Reached for an earlier candidate, and led nowhere.
            return false;
        }
        self.meeting = None;
        self.onward.begin();
        self.visit_onward(seating, mentor, Step::NONE);
        loop {
            let (onward, back) = (self.onward.end.is_some(), self.back.end.is_some());
            if self.meeting.is_some() || onward && back {
                return true;
            }
            let onward_ahead = match (self.onward.is_open(), self.back.is_open()) {
                // The side that has found its end waits for the other.
                (true, true) if onward != back => back,
                (true, true) => self.onward.waiting() <= self.back.waiting(),
                (false, true) if onward => false,
                (true, false) if back => true,
                _ => return false,
            };
            if onward_ahead {
                self.expand_onward(seating);
            } else {
                self.expand_back(seating);
            }
        }
    }

    fn expand_onward(&mut self, seating: &Seating) {
        let mentor = self.onward.pop();
        for &member in seating.members(mentor) {
            if self.fixed[member as usize] {
                continue;
            }
            for at in 0..self.graph.mentors(member).len() {
                let to = self.graph.mentors(member)[at];
                self.visit_onward(seating, to, step(member, to));
            }
        }
    }

    fn expand_back(&mut self, seating: &Seating) {
        let mentor = self.back.pop();
        for at in 0..self.graph.mentees(mentor).len() {
            let mentee = self.graph.mentees(mentor)[at];
            if !self.fixed[mentee as usize] {
                self.visit_back(seating, seating.mentor_of(mentee), step(mentee, mentor));
            }
        }
    }

    fn visit_onward(&mut self, seating: &Seating, mentor: u32, step: Step) {
        if self.onward.has(mentor, self.round) {
            return;
        }
        self.onward.reach(mentor, self.round, step);
        if self.back.has(mentor, self.round) {
            self.meeting = Some(mentor);
        }
        if seating.load(mentor) < self.hi[mentor as usize] {
            self.onward.end = Some(mentor);
        }
    }

    fn visit_back(&mut self, seating: &Seating, mentor: u32, step: Step) {
        if self.back.has(mentor, self.round) {
            return;
        }
        self.back.reach(mentor, self.round, step);
        if self.onward.has(mentor, self.round) {
            self.meeting = Some(mentor);
        }
        if seating.load(mentor) > self.lo[mentor as usize] {
            self.back.end = Some(mentor);
        }
    }

    /// Moves everybody on the chain found.
    fn carry_out(&self, seating: &mut Seating, mentee: u32, old: u32, new: u32) -> u64 {
        let ends = self.meeting.map(|mentor| (mentor, mentor));
        let (mut last, mut giver) = ends.unwrap_or_else(|| {
            (
                self.onward.end.expect("the search ended"),
                self.back.end.expect("the search ended"),
            )
        });
        let mut moved = 1;
        while giver != old {
            let Step { mentee, pair } = self.back.step(giver);
            giver = pair.mentor();
            change(seating, mentee, giver);
            moved += 1;
        }
        while last != new {
            let Step { mentee, pair } = self.onward.step(last);
            last = seating.mentor_of(mentee);
            change(seating, mentee, pair.mentor());
            moved += 1;
        }
        change(seating, mentee, new);
        moved
    }
}

/// A step of a search within the face, where costs no longer matter.
fn step(mentee: u32, mentor: u32) -> Step {
    let pair = Pair::new(mentor, 0);
    Step { mentee, pair }
}

/// How few and how many mentees a mentor may have on the face.
fn quota_on_face(seating: &Seating, mentor: u32) -> (u32, u32) {
    let quota = seating.problem.quotas()[mentor as usize];
    let load = seating.load(mentor);
    match seating.rent[mentor as usize] {
        0 => (quota.lo, quota.hi),
        rent if Some(-rent) == seating.penalty => (0, quota.lo),
        _ => (load, load),
    }
}

/// Moves a mentee along a tight pair.
fn change(seating: &mut Seating, mentee: u32, mentor: u32) {
    let cost = seating.price(mentee) - seating.rent[mentor as usize];
    let cost = u32::try_from(cost).expect("a tight pair costs price less rent");
    seating.move_to(mentee, Pair::new(mentor, narrow(cost as usize)));
}
