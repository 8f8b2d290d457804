//! One side of a search that goes from both ends.

use crate::problem::Pair;
use crate::search::Step;
use crate::seating::NOBODY;

impl Step {
    /// Where a search begins.
    pub(crate) const NONE: Self = Self {
        mentee: NOBODY,
        pair: Pair::new(NOBODY, 0),
    };
}

/// Mentors reached from one end, and how.
pub(crate) struct Side {
    reached_in: Vec<u32>,
    step: Vec<Step>,
    queue: Vec<u32>,
    next: usize,
    /// A mentor at whom the chain may end.
    pub(crate) end: Option<u32>,
}

impl Side {
    pub(crate) fn new(mentors: usize) -> Self {
        Self {
            reached_in: vec![0; mentors],
            step: vec![Step::NONE; mentors],
            queue: Vec::new(),
            next: 0,
            end: None,
        }
    }

    pub(crate) fn begin(&mut self) {
        self.queue.clear();
        self.next = 0;
        self.end = None;
    }

    /// Whether a mentor was reached in this round.
    pub(crate) fn has(&self, mentor: u32, round: u32) -> bool {
        self.reached_in[mentor as usize] == round
    }

    pub(crate) fn reach(&mut self, mentor: u32, round: u32, step: Step) {
        self.reached_in[mentor as usize] = round;
        self.step[mentor as usize] = step;
        self.queue.push(mentor);
    }

    /// How a mentor was reached.
    pub(crate) fn step(&self, mentor: u32) -> Step {
        self.step[mentor as usize]
    }

    /// Every mentor reached, in order of reaching.
    pub(crate) fn reached(&self) -> &[u32] {
        &self.queue
    }

    pub(crate) fn is_open(&self) -> bool {
        self.next < self.queue.len()
    }

    pub(crate) fn waiting(&self) -> usize {
        self.queue.len() - self.next
    }

    pub(crate) fn pop(&mut self) -> u32 {
        self.next += 1;
        self.queue[self.next - 1]
    }
}
