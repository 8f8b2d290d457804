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

/// Where a search goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// A mentor whom chains lead to.
    Mentor(u32),
    /// The mentors that are not at hand of a mentee.
    Rest(u32),
}

/// Marks the position of a mentee among those of mentors; no position is as large.
const REST: u32 = 1 << 31;

/// Distances, last steps and the queue of one search, kept between searches so that starting one
/// costs nothing.
#[derive(Clone, Default)]
pub(crate) struct Search<D = i64> {
    round: u32,
    labels: Vec<Label<D>>,
    queue: BinaryHeap<Reverse<(D, u32)>>,
    /// Mentors gone through, nearest first.
    pub(crate) passed: Vec<u32>,
}

/// The shortest way known to a mentor, if it is of this round.
#[derive(Clone, Copy)]
struct Label<D> {
    round: u32,
    distance: D,
    step: Step,
}

impl<D: Copy + Ord + Default> Search<D> {
    pub(crate) fn new(mentors: usize) -> Self {
        Self {
            round: 0,
            labels: vec![
                Label {
                    round: 0,
                    distance: D::default(),
                    step: Step {
                        mentee: NOBODY,
                        pair: Pair::new(NOBODY, 0)
                    },
                };
                mentors
            ],
            queue: BinaryHeap::new(),
            passed: Vec::new(),
        }
    }

    /// Makes room for mentors who joined.
    pub(crate) fn grow(&mut self, mentors: usize) {
        if mentors > self.labels.len() {
            *self = Self::new(mentors);
        }
    }

    pub(crate) fn begin(&mut self) {
        if self.round == u32::MAX {
            self.round = 0;
            self.labels.iter_mut().for_each(|label| label.round = 0);
        }
        self.round += 1;
        self.queue.clear();
        self.passed.clear();
    }

    /// Notes a way to a mentor; false when one as short is known.
    pub(crate) fn reach(&mut self, mentor: u32, distance: D, step: Step) -> bool {
        let round = self.round;
        let label = &mut self.labels[mentor as usize];
        if label.round == round && label.distance <= distance {
            return false;
        }
        *label = Label {
            round,
            distance,
            step,
        };
        true
    }

    /// Whether a way to this mentor is known that is no longer than this.
    pub(crate) fn is_within(&self, mentor: u32, distance: D) -> bool {
        let label = &self.labels[mentor as usize];
        label.round == self.round && label.distance <= distance
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
            if distance == self.labels[mentor as usize].distance {
                self.passed.push(mentor);
                return Some((mentor, distance));
            }
        }
        None
    }

    /// Makes the mentors that are not at hand of a mentee a stop.
    pub(crate) fn queue_rest(&mut self, mentee: u32, distance: D) {
        self.queue.push(Reverse((distance, mentee | REST)));
    }

    /// The nearest stop, if nearer than `bound`.
    pub(crate) fn pass_stop(&mut self, bound: D) -> Option<(Stop, D)> {
        while let Some(Reverse((distance, id))) = self.queue.pop() {
            if distance >= bound {
                return None;
            }
            if id & REST != 0 {
                return Some((Stop::Rest(id & !REST), distance));
            }
            if distance == self.labels[id as usize].distance {
                self.passed.push(id);
                return Some((Stop::Mentor(id), distance));
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
        let is_reached = self.labels[mentor as usize].round == self.round;
        is_reached.then(|| self.distance(mentor))
    }

    pub(crate) fn distance(&self, mentor: u32) -> D {
        self.labels[mentor as usize].distance
    }

    pub(crate) fn step(&self, mentor: u32) -> Step {
        self.labels[mentor as usize].step
    }
}
