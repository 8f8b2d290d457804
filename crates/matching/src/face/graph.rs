//! The tight pairs, from both sides.

use std::ops::Range;

use crate::problem::{Pair, narrow, pick};
use crate::seating::{NOBODY, Seating};

/// Tight pairs of the mentees who have a choice, mentors in order.
pub(super) struct Graph {
    mentee_start: Vec<u32>,
    mentors: Vec<u32>,
    mentor_start: Vec<u32>,
    mentees: Vec<u32>,
}

impl Graph {
    pub(super) fn tight(seating: &Seating) -> Self {
        let mut graph = Self {
            mentee_start: vec![0],
            mentors: Vec::new(),
            mentor_start: vec![0; seating.problem.mentors() as usize + 2],
            mentees: Vec::new(),
        };
        let mut some = Vec::new();
        for mentee in 0..seating.problem.mentees() {
            graph.add(seating, mentee, &mut some);
        }
        graph.turn_round();
        graph
    }

    /// The mentors a mentee may have on the face; none when there is just one.
    pub(super) fn mentors(&self, mentee: u32) -> &[u32] {
        &self.mentors[range(&self.mentee_start, mentee)]
    }

    /// The mentees with a choice who may have this mentor.
    pub(super) fn mentees(&self, mentor: u32) -> &[u32] {
        &self.mentees[range(&self.mentor_start, mentor)]
    }

    fn add(&mut self, seating: &Seating, mentee: u32, some: &mut Vec<Pair>) {
        let start = self.mentors.len();
        if seating.mentor_of(mentee) != NOBODY {
            let price = seating.price(mentee);
            let count = pick(seating.problem.pairs_of(mentee), some, |pair| {
                i64::from(pair.cost()) + seating.rent[pair.mentor() as usize] == price
            });
            if count > 1 {
                self.mentors
                    .extend(some[..count].iter().map(|pair| pair.mentor()));
            }
        }
        for &mentor in &self.mentors[start..] {
            self.mentor_start[mentor as usize + 2] += 1;
        }
        self.mentee_start.push(narrow(self.mentors.len()));
    }

    /// Fills in the mentors' side.
    fn turn_round(&mut self) {
        for at in 2..self.mentor_start.len() {
            self.mentor_start[at] += self.mentor_start[at - 1];
        }
        self.mentees = vec![NOBODY; self.mentors.len()];
        for mentee in 0..narrow(self.mentee_start.len() - 1) {
            for &mentor in &self.mentors[range(&self.mentee_start, mentee)] {
                let end = &mut self.mentor_start[mentor as usize + 1];
                self.mentees[*end as usize] = mentee;
                *end += 1;
            }
        }
    }
}

fn range(start: &[u32], at: u32) -> Range<usize> {
    start[at as usize] as usize..start[at as usize + 1] as usize
}
