//! Shortest chains of people who move up one seat each.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::rules::flow::{Flow, NOWHERE};

/// How far a block is from where a search began, and how it was reached.
#[derive(Clone, Copy)]
struct Reached {
    distance: i64,
    /// Who moves.
    mentee: u32,
    /// The block at the other end of that move; nowhere at the beginning.
    next: u32,
}

/// What a search remembers.
#[derive(Default)]
pub(super) struct Search {
    reached: Vec<Option<Reached>>,
    /// Blocks that were reached, to forget them afterwards.
    seen: Vec<u32>,
    heap: BinaryHeap<Reverse<(i64, u32)>>,
}

impl Search {
    fn clear(&mut self, blocks: usize) {
        for at in self.seen.drain(..) {
            self.reached[at as usize] = None;
        }
        self.reached.resize(blocks, None);
        self.heap.clear();
    }

    fn offer(&mut self, at: u32, reached: Reached) {
        let known = &mut self.reached[at as usize];
        match known {
            Some(known) if known.distance <= reached.distance => return,
            None => self.seen.push(at),
            Some(_) => {}
        }
        *known = Some(reached);
        self.heap.push(Reverse((reached.distance, at)));
    }

    /// The nearest block whose neighbours were not looked at yet.
    fn next(&mut self) -> Option<(i64, u32)> {
        while let Some(Reverse((distance, at))) = self.heap.pop() {
            if self.reached[at as usize].is_some_and(|it| it.distance == distance) {
                return Some((distance, at));
            }
        }
        None
    }

    fn at(&self, at: u32) -> Reached {
        self.reached[at as usize].expect("a chain goes through blocks that were reached")
    }
}

impl Flow<'_> {
    /// Seats somebody who has no seat; false where no chain ends at a free one.
    pub(super) fn insert(&mut self, mentee: u32, touched: &mut Vec<u32>) -> bool {
        let mut search = std::mem::take(&mut self.search);
        search.clear(self.now.blocks.len());
        for (at, cost) in self.places(mentee) {
            let distance = cost + self.now.rents[at as usize];
            let next = NOWHERE;
            search.offer(
                at,
                Reached {
                    distance,
                    mentee,
                    next,
                },
            );
        }
        let mut end: Option<(i64, u32)> = None;
        while let Some((distance, at)) = search.next() {
            if end.is_some_and(|it| it.0 <= distance) {
                break;
            }
            if self.load(at) < self.now.blocks[at as usize].quota.hi {
                let total = distance - self.now.rents[at as usize];
                if end.is_none_or(|it| total < it.0) {
                    end = Some((total, at));
                }
            }
            self.look_onward(&mut search, distance, at);
        }
        if let Some((total, at)) = end {
            self.shift_rents(&search, total, 1);
            self.move_back(&search, at, touched);
        }
        self.search = search;
        end.is_some()
    }

    /// Whom those in a block could push out elsewhere.
    fn look_onward(&self, search: &mut Search, distance: i64, at: u32) {
        for &mentee in &self.now.members[at as usize] {
            let pays = self.pays(mentee, at);
            for (other, cost) in self.places(mentee) {
                if other != at {
                    let distance = distance + cost + self.now.rents[other as usize] - pays;
                    search.offer(
                        other,
                        Reached {
                            distance,
                            mentee,
                            next: at,
                        },
                    );
                }
            }
        }
    }

    /// Seats everybody along a chain, from its end to its beginning.
    fn move_back(&mut self, search: &Search, end: u32, touched: &mut Vec<u32>) {
        let mut at = end;
        while at != NOWHERE {
            let Reached { mentee, next, .. } = search.at(at);
            self.sit(mentee, at, touched);
            at = next;
        }
    }

    /// Lets the rent of an empty seat fall until somebody comes or it is nothing.
    pub(super) fn drop_rent(&mut self, at: u32, touched: &mut Vec<u32>) -> bool {
        let index = at as usize;
        while self.now.rents[index] > 0 && self.load(at) < self.now.blocks[index].quota.hi {
            let most = self.now.rents[index];
            self.pull(at, most, touched);
        }
        true
    }

    /// Fills a block to its lower quota; false where nobody can come.
    pub(super) fn fill(&mut self, at: u32, touched: &mut Vec<u32>) -> bool {
        while self.load(at) < self.now.blocks[at as usize].quota.lo {
            if !self.pull(at, i64::MAX, touched) {
                return false;
            }
        }
        true
    }

    /// Brings somebody to a block if a chain costs less than `most`; else lowers the rent by that.
    fn pull(&mut self, start: u32, most: i64, touched: &mut Vec<u32>) -> bool {
        let mut search = std::mem::take(&mut self.search);
        search.clear(self.now.blocks.len());
        search.offer(
            start,
            Reached {
                distance: 0,
                mentee: NOWHERE,
                next: NOWHERE,
            },
        );
        let mut end: Option<(i64, u32)> = None;
        while let Some((distance, at)) = search.next() {
            if distance >= end.map_or(most, |it| it.0) {
                break;
            }
            if at != start && self.load(at) > self.now.blocks[at as usize].quota.lo {
                let total = distance + self.now.rents[at as usize];
                if total < end.map_or(most, |it| it.0) {
                    end = Some((total, at));
                }
            }
            self.look_back(&mut search, distance, at);
        }
        if end.is_some() || most < i64::MAX {
            self.shift_rents(&search, end.map_or(most, |it| it.0), -1);
        }
        if let Some((_, at)) = end {
            self.move_on(&search, at, touched);
        }
        self.search = search;
        end.is_some()
    }

    /// Who could come to a block from elsewhere.
    fn look_back(&self, search: &mut Search, distance: i64, at: u32) {
        let rent = self.now.rents[at as usize];
        for (mentee, cost) in self.seats(at) {
            let other = self.now.home[mentee as usize];
            if other != at && other != NOWHERE {
                let distance = distance + cost + rent - self.pays(mentee, other);
                search.offer(
                    other,
                    Reached {
                        distance,
                        mentee,
                        next: at,
                    },
                );
            }
        }
    }

    /// Seats everybody along a chain, from its end, which loses somebody, to its beginning.
    fn move_on(&mut self, search: &Search, end: u32, touched: &mut Vec<u32>) {
        let mut at = end;
        loop {
            let Reached { mentee, next, .. } = search.at(at);
            if next == NOWHERE {
                break;
            }
            self.sit(mentee, next, touched);
            at = next;
        }
    }

    /// Makes the chain found cost nothing more, and none cost less than nothing.
    fn shift_rents(&mut self, search: &Search, total: i64, sign: i64) {
        for &at in &search.seen {
            let Some(reached) = search.reached[at as usize] else {
                continue;
            };
            if reached.distance < total {
                self.now.rents[at as usize] += sign * (total - reached.distance);
            }
        }
    }
}
