//! Who can be served at all, costs aside.
//!
//! The same question from both sides: mentees each want one of the seats of their mentors, and
//! mentors want their lower quota of mentees, each of whom can go to one. *Seekers* are served one
//! by one, *goods* are what they are served from. A seeker who cannot be served even when everybody
//! moves up never can be, whatever comes later, and neither can anybody who wants only the goods
//! that were then looked at.

use crate::problem::{Problem, narrow};

/// Which goods each seeker would take.
#[derive(Clone, Debug)]
pub(crate) struct Wishes {
    start: Vec<u32>,
    goods: Vec<u32>,
}

impl Wishes {
    /// Mentees seek mentors.
    pub(crate) fn of_mentees(problem: &Problem) -> Self {
        let mut wishes = Self {
            start: vec![0],
            goods: Vec::with_capacity(problem.pairs()),
        };
        for mentee in 0..problem.mentees() {
            let from = wishes.goods.len();
            wishes
                .goods
                .extend(problem.pairs_of(mentee).iter().map(|pair| pair.mentor()));
            wishes.goods[from..].sort_unstable();
            wishes.start.push(narrow(wishes.goods.len()));
        }
        wishes
    }

    /// Some mentors seek mentees, both by position: mentors in `mentors`, mentees in the list
    /// returned, which holds in order everybody whom one of these mentors may have.
    pub(crate) fn of_mentors(problem: &Problem, mentors: &[u32]) -> (Self, Vec<u32>) {
        let mut position = vec![None; problem.mentors() as usize];
        for (at, &mentor) in mentors.iter().enumerate() {
            position[mentor as usize] = Some(at);
        }
        let seekers = |mentee| {
            let pairs = problem.pairs_of(mentee).iter();
            pairs.filter_map(|pair| position[pair.mentor() as usize])
        };
        let mut mentees: Vec<u32> = (0..problem.mentees()).collect();
        mentees.retain(|&mentee| seekers(mentee).next().is_some());
        let mut start = vec![0_u32; mentors.len() + 2];
        for seeker in mentees.iter().copied().flat_map(seekers) {
            start[seeker + 2] += 1;
        }
        for at in 2..start.len() {
            start[at] += start[at - 1];
        }
        let mut goods = vec![0; start[mentors.len() + 1] as usize];
        for (good, &mentee) in (0..).zip(&mentees) {
            for seeker in seekers(mentee) {
                goods[start[seeker + 1] as usize] = good;
                start[seeker + 1] += 1;
            }
        }
        start.pop();
        (Self { start, goods }, mentees)
    }

    pub(crate) fn of(&self, seeker: u32) -> &[u32] {
        &self.goods[self.start[seeker as usize] as usize..self.start[seeker as usize + 1] as usize]
    }

    fn seekers(&self) -> usize {
        self.start.len() - 1
    }
}

/// How one seeker was reached: who would take over which good from them.
#[derive(Clone, Copy)]
struct Way {
    successor: u32,
    good: u32,
}

/// Seekers served so far.
#[derive(Clone)]
pub(crate) struct Cover<'w> {
    wishes: &'w Wishes,
    /// How many of each good there are, and who has them.
    stock: Vec<u32>,
    holders: Vec<Vec<u32>>,
    /// Goods that the seekers of a failed search share among themselves.
    closed: Vec<bool>,
    reached: Vec<bool>,
    way: Vec<Way>,
    /// The seekers that the last search went through.
    pub(crate) passed: Vec<u32>,
    /// How many wishes were looked at.
    pub(crate) looks: u64,
}

impl<'w> Cover<'w> {
    pub(crate) fn new(wishes: &'w Wishes, stock: Vec<u32>) -> Self {
        let goods = stock.len();
        Self {
            wishes,
            stock,
            holders: vec![Vec::new(); goods],
            closed: vec![false; goods],
            reached: vec![false; wishes.seekers()],
            way: vec![
                Way {
                    successor: 0,
                    good: 0
                };
                wishes.seekers()
            ],
            passed: Vec::new(),
            looks: 0,
        }
    }

    /// Serves a seeker with one more good; false when that cannot be. Then `passed` holds
    /// everybody who shares the goods in question, the seeker among them.
    pub(crate) fn serve(&mut self, seeker: u32) -> bool {
        for passed in std::mem::take(&mut self.passed) {
            self.reached[passed as usize] = false;
        }
        self.reached[seeker as usize] = true;
        self.passed.push(seeker);
        let mut next = 0;
        while let Some(&giver) = self.passed.get(next) {
            next += 1;
            for &good in self.wishes.of(giver) {
                self.looks += 1;
                if self.closed[good as usize] {
                    continue;
                }
                if self.holders[good as usize].len() < self.stock[good as usize] as usize {
                    self.hand_on(seeker, giver, good);
                    return true;
                }
                self.ask_holders(giver, good);
            }
        }
        for &passed in &self.passed {
            for &good in self.wishes.of(passed) {
                self.closed[good as usize] = true;
            }
        }
        false
    }

    fn ask_holders(&mut self, successor: u32, good: u32) {
        for &holder in &self.holders[good as usize] {
            if !std::mem::replace(&mut self.reached[holder as usize], true) {
                self.way[holder as usize] = Way { successor, good };
                self.passed.push(holder);
            }
        }
    }

    /// Gives `last` the free good, and what they had to who wanted it, back to the seeker.
    fn hand_on(&mut self, seeker: u32, last: u32, free: u32) {
        self.holders[free as usize].push(last);
        let mut giver = last;
        while giver != seeker {
            let Way { successor, good } = self.way[giver as usize];
            let held = self.holders[good as usize]
                .iter_mut()
                .find(|holder| **holder == giver);
            *held.expect("who was reached by a good holds it") = successor;
            giver = successor;
        }
    }

    /// Takes everything from a seeker, and opens all goods to new searches.
    pub(crate) fn release(&mut self, seeker: u32) {
        for &good in self.wishes.of(seeker) {
            self.holders[good as usize].retain(|&holder| holder != seeker);
        }
        self.closed.fill(false);
    }

    /// How many goods a seeker has.
    pub(crate) fn held(&self, seeker: u32) -> u32 {
        let wishes = self.wishes.of(seeker).iter();
        let holds = |good: &&u32| self.holders[**good as usize].contains(&seeker);
        narrow(wishes.filter(holds).count())
    }
}
