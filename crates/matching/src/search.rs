//! What a shortest-path search over mentors remembers.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::problem::Pair;
use crate::seating::NOBODY;

/// How a mentor was reached: this mentee makes this pair.
#[derive(Clone, Copy)]
pub(crate) struct Step {
    pub(crate) mentee: u32,
    pub(crate) pair: Pair,
}

/// Distances, last steps and the queue of one search, kept between searches so that starting one
/// costs nothing.
pub(crate) struct Search {
    round: u32,
    reached_in: Vec<u32>,
    distance: Vec<i64>,
    step: Vec<Step>,
    queue: BinaryHeap<Reverse<(i64, u32)>>,
    /// Mentors gone through, nearest first.
    pub(crate) passed: Vec<u32>,
}

impl Search {
    pub(crate) fn new(mentors: usize) -> Self {
        Self {
            round: 0,
            reached_in: vec![0; mentors],
            distance: vec![0; mentors],
            step: vec![
                Step {
                    mentee: NOBODY,
                    pair: Pair::new(NOBODY, 0)
                };
                mentors
            ],
            queue: BinaryHeap::new(),
            passed: Vec::new(),
        }
    }

    pub(crate) fn begin(&mut self) {
        if self.round == u32::MAX {
            self.round = 0;
            self.reached_in.fill(0);
        }
        self.round += 1;
        self.queue.clear();
        self.passed.clear();
    }

    /// Notes a way to a mentor; false when one as short is known.
    pub(crate) fn reach(&mut self, mentor: u32, distance: i64, step: Step) -> bool {
        let at = mentor as usize;
        if self.reached_in[at] == self.round && self.distance[at] <= distance {
            return false;
        }
        self.reached_in[at] = self.round;
        self.distance[at] = distance;
        self.step[at] = step;
        true
    }

    pub(crate) fn queue(&mut self, mentor: u32, distance: i64) {
        self.queue.push(Reverse((distance, mentor)));
    }

    /// The nearest mentor not gone through, if nearer than `bound`.
    pub(crate) fn pass(&mut self, bound: i64) -> Option<(u32, i64)> {
        while let Some(Reverse((distance, mentor))) = self.queue.pop() {
            if distance >= bound {
                return None;
            }
            if distance == self.distance[mentor as usize] {
                self.passed.push(mentor);
                return Some((mentor, distance));
            }
        }
        None
    }

    pub(crate) fn distance(&self, mentor: u32) -> i64 {
        self.distance[mentor as usize]
    }

    pub(crate) fn step(&self, mentor: u32) -> Step {
        self.step[mentor as usize]
    }
}
