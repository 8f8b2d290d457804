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
#[derive(Clone, Default)]
pub(crate) struct Search<D = i64> {
    round: u32,
    reached_in: Vec<u32>,
    distance: Vec<D>,
    step: Vec<Step>,
    queue: BinaryHeap<Reverse<(D, u32)>>,
    /// Mentors gone through, nearest first.
    pub(crate) passed: Vec<u32>,
}

impl<D: Copy + Ord + Default> Search<D> {
    pub(crate) fn new(mentors: usize) -> Self {
        Self {
            round: 0,
            reached_in: vec![0; mentors],
            distance: vec![D::default(); mentors],
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

    /// Makes room for mentors who joined.
    pub(crate) fn grow(&mut self, mentors: usize) {
        if mentors > self.step.len() {
            *self = Self::new(mentors);
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
    pub(crate) fn reach(&mut self, mentor: u32, distance: D, step: Step) -> bool {
        let at = mentor as usize;
        if self.reached_in[at] == self.round && self.distance[at] <= distance {
            return false;
        }
        self.reached_in[at] = self.round;
        self.distance[at] = distance;
        self.step[at] = step;
        true
    }

    /// Whether a way to this mentor is known that is no longer than this.
    pub(crate) fn is_within(&self, mentor: u32, distance: D) -> bool {
        let at = mentor as usize;
        self.reached_in[at] == self.round && self.distance[at] <= distance
    }

    pub(crate) fn queue(&mut self, mentor: u32, distance: D) {
        self.queue.push(Reverse((distance, mentor)));
    }

    /// The nearest mentor not gone through, if nearer than `bound`.
    pub(crate) fn pass(&mut self, bound: D) -> Option<(u32, D)> {
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

    /// What no mentor still to be gone through is nearer than.
    pub(crate) fn nearest(&self) -> Option<D> {
        self.queue.peek().map(|Reverse((distance, _))| *distance)
    }

    /// How many ways there are to go on.
    pub(crate) fn open(&self) -> usize {
        self.queue.len()
    }

    /// The shortest way known to a mentor.
    pub(crate) fn known(&self, mentor: u32) -> Option<D> {
        let is_reached = self.reached_in[mentor as usize] == self.round;
        is_reached.then(|| self.distance(mentor))
    }

    pub(crate) fn distance(&self, mentor: u32) -> D {
        self.distance[mentor as usize]
    }

    pub(crate) fn step(&self, mentor: u32) -> Step {
        self.step[mentor as usize]
    }
}
