//! Each mentee's cheapest mentors, in order, as far as anybody has asked.
//!
//! Searches look at a few mentors of each list only. So the whole of it is never sorted: the
//! nearest are copied out in order, side by side, and more follow when they are wanted.

use crate::problem::{Pair, Problem, Span, narrow};

/// How many are put in order at the start. Chosen by measurement, it changes no result.
const NEAR: usize = 24;

pub(crate) struct Lists {
    spans: Vec<Span>,
    pairs: Vec<Pair>,
    /// A rent that is part of every cost here, for each mentor; empty where none is.
    base: Vec<u32>,
    scratch: Vec<Pair>,
}

impl Lists {
    pub(crate) fn new(problem: &Problem) -> Self {
        let mentees = problem.mentees() as usize;
        let mut lists = Self {
            spans: Vec::with_capacity(mentees),
            pairs: Vec::with_capacity(problem.pairs().min(mentees * NEAR)),
            base: Vec::new(),
            scratch: Vec::new(),
        };
        for mentee in 0..problem.mentees() {
            let span = lists.append(problem.pairs_of(mentee), NEAR);
            lists.spans.push(span);
        }
        lists
    }

    /// The same lists with other rents in the costs.
    pub(crate) fn with_base(&self, problem: &Problem, base: Vec<u32>) -> Self {
        let mut lists = Self {
            spans: Vec::with_capacity(self.spans.len()),
            pairs: Vec::with_capacity(self.spans.len() * NEAR),
            base,
            scratch: Vec::new(),
        };
        for mentee in 0..problem.mentees() {
            let near = self.near(mentee).iter().take(NEAR);
            let renew = |pair: &Pair| {
                let mentor = pair.mentor();
                pair.cost() - self.base(mentor) + lists.base(mentor)
            };
            // What was nearest is at most so dear now, so nothing dearer is among the nearest.
            let most = near.map(renew).max().unwrap_or(u32::MAX);
            let span = lists.append_up_to(problem.pairs_of(mentee), most);
            lists.spans.push(span);
        }
        lists
    }

    /// The rent that is part of the costs of a mentor's pairs here.
    pub(crate) fn base(&self, mentor: u32) -> u32 {
        self.base.get(mentor as usize).copied().unwrap_or(0)
    }

    /// Forgets all order, and with it the rents in the costs.
    pub(crate) fn clear(&mut self) {
        self.spans.fill(Span::default());
        self.pairs = Vec::new();
        self.base = Vec::new();
    }

    /// The nearest mentors of a mentee, in order of cost, then mentor.
    pub(crate) fn near(&self, mentee: u32) -> &[Pair] {
        &self.pairs[self.spans[mentee as usize].range()]
    }

    /// Puts more of a list in order; false when all of it was.
    pub(crate) fn extend(&mut self, problem: &Problem, mentee: u32) -> bool {
        let known = self.spans[mentee as usize].len as usize;
        let pairs = problem.pairs_of(mentee);
        if known == pairs.len() {
            return false;
        }
        self.spans[mentee as usize] = self.append(pairs, known * 4);
        true
    }

    /// Appends the nearest pairs of a list, none of which costs more than `most`, sorted.
    fn append_up_to(&mut self, pairs: &[Pair], most: u32) -> Span {
        self.scratch.clear();
        for pair in pairs {
            let cost = pair.cost() + self.base(pair.mentor());
            if cost <= most {
                self.scratch.push(Pair::new(pair.mentor(), cost));
            }
        }
        self.append_scratch(NEAR)
    }

    /// Appends the nearest `count` pairs of a list, sorted.
    fn append(&mut self, pairs: &[Pair], count: usize) -> Span {
        self.scratch.clear();
        if self.base.is_empty() {
            self.scratch.extend_from_slice(pairs);
        } else {
            let base = |mentor: u32| self.base[mentor as usize];
            let priced = |pair: &Pair| Pair::new(pair.mentor(), pair.cost() + base(pair.mentor()));
            self.scratch.extend(pairs.iter().map(priced));
        }
        self.append_scratch(count)
    }

    fn append_scratch(&mut self, count: usize) -> Span {
        if self.scratch.len() > count {
            self.scratch.select_nth_unstable(count - 1);
            self.scratch.truncate(count);
        }
        self.scratch.sort_unstable();
        let start = narrow(self.pairs.len());
        self.pairs.extend_from_slice(&self.scratch);
        Span {
            start,
            len: narrow(self.scratch.len()),
        }
    }

    /// How much dearer a mentee's twelfth mentor usually is than the first, looking at some.
    pub(crate) fn usual_gap(&self) -> i64 {
        let mentees = narrow(self.spans.len());
        let gap = |mentee| {
            let near = self.near(mentee);
            let far = near.get(11).or(near.last())?;
            Some(far.cost() - near[0].cost())
        };
        let some = (0..mentees).step_by(1 + self.spans.len() / 1000);
        let mut gaps: Vec<u32> = some.filter_map(gap).collect();
        gaps.sort_unstable();
        gaps.get(gaps.len() / 2).copied().map_or(0, i64::from)
    }
}
