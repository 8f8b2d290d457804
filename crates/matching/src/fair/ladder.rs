//! Works down the bands, from the worst.
//!
//! In each band as few mentees as possible are to stay. A mentee who sits in it moves to a better
//! pair if others can move up for it without anybody coming into the band: a chain from the new
//! mentor to a free seat, and one from whoever can spare a mentee to the old one. Where there is
//! no such chain, a search from one end has closed, and raising the rents inside (or lowering
//! them, seen from the old mentor) by one shows why. After the band those rents leave only pairs
//! that do not undo it.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::Stage;
use super::field::{Claim, Field};
use crate::problem::{Pair, Quota};
use crate::search::Step;
use crate::side::Side;
use crate::solve::{Cancelled, Options};

/// How many searches go by between two questions whether to give up.
const PATIENCE: u64 = 64;

pub(super) struct Ladder {
    pub(super) field: Field,
    /// What quotas are left: those of a mentor with a rent in some band stay as they were then.
    pub(super) quotas: Vec<Quota>,
    /// Each mentee's mentor, and the band of that pair.
    pub(super) seat: Vec<Pair>,
    members: Vec<Vec<u32>>,
    /// Who sits in which band, the worst first; some entries are outdated.
    order: BinaryHeap<(u32, u32)>,
    /// Who moved into the present band; as many left it.
    came: Vec<u32>,
    /// Rents of the present band.
    rent: Vec<i64>,
    /// Mentors whose rent was changed, some more than once.
    touched: Vec<u32>,
    band: u32,
    /// The best band there is. With all others dealt with, nothing is left to choose in it.
    lowest: u32,
    round: u32,
    searches: u64,
    onward: Side,
    back: Side,
    meeting: Option<u32>,
}

/// How a search ended.
enum Found {
    /// A chain: where its onward part ends, and where its part back begins.
    Chain(u32, u32),
    /// Nothing leads out of the mentors reached onward.
    NoWayOn,
    /// Nothing leads to the mentors reached back.
    NoWayBack,
}

impl Ladder {
    /// Begins with everybody seated within the quotas.
    pub(super) fn new(field: Field, quotas: Vec<Quota>, seat: Vec<Pair>) -> Self {
        let mentors = quotas.len();
        let mut members = vec![Vec::new(); mentors];
        for (mentee, pair) in (0..).zip(&seat) {
            members[pair.mentor() as usize].push(mentee);
        }
        let places = (0..).zip(&seat);
        let lowest = field.lowest();
        Self {
            field,
            quotas,
            order: places.map(|(mentee, pair)| (pair.cost(), mentee)).collect(),
            seat,
            members,
            came: Vec::new(),
            rent: vec![0; mentors],
            touched: Vec::new(),
            band: 0,
            lowest,
            round: 0,
            searches: 0,
            onward: Side::new(mentors),
            back: Side::new(mentors),
            meeting: None,
        }
    }

    /// Deals with bands until one is left in which somebody must sit; none when all are done.
    pub(super) fn descend(&mut self, options: &Options) -> Result<Option<Stage>, Cancelled> {
        while let Some(sitting) = self.next_band() {
            self.field.limit(Some(self.band));
            if self.band == self.lowest {
                return Ok(Some(Stage::rest(self.band, sitting.len())));
            }
            for &mentee in &sitting {
                self.improve(mentee, options)?;
            }
            let stage = self.close(sitting);
            self.field.limit(self.band.checked_sub(1));
            if stage.is_some() {
                return Ok(stage);
            }
        }
        Ok(None)
    }

    /// Goes to the next band in which somebody sits, and says who does, in order.
    fn next_band(&mut self) -> Option<Vec<u32>> {
        let mut sitting = Vec::new();
        while let Some(&(band, mentee)) = self.order.peek() {
            if sitting.is_empty() {
                self.band = band;
            } else if band < self.band {
                break;
            }
            self.order.pop();
            if self.seat[mentee as usize].cost() == band {
                sitting.push(mentee);
            }
        }
        sitting.sort_unstable();
        sitting.dedup();
        (!sitting.is_empty()).then_some(sitting)
    }

    /// 1 in the present band, otherwise 0. What is worse was dealt with and stays as it is.
    #[inline]
    fn weight(&self, band: u32) -> i64 {
        i64::from(band == self.band)
    }

    #[inline]
    fn price(&self, pair: Pair) -> i64 {
        self.weight(pair.cost()) + self.rent[pair.mentor() as usize]
    }

    /// Moves a mentee out of the band or, where that cannot be, changes rents so that the place
    /// is the best they can have.
    fn improve(&mut self, mentee: u32, options: &Options) -> Result<(), Cancelled> {
        loop {
            let present = self.price(self.seat[mentee as usize]);
            let pairs = self.field.pairs_of(mentee);
            let best = pairs.map(|pair| self.price(pair)).min();
            if best.is_none_or(|best| best >= present) {
                return Ok(());
            }
            options.look_up(self.searches, PATIENCE)?;
            self.searches += 1;
            match self.search(mentee, present) {
                Found::Chain(last, giver) => self.carry_out(last, giver, mentee),
                Found::NoWayOn => {
                    for &mentor in self.onward.reached() {
                        self.rent[mentor as usize] += 1;
                        self.touched.push(mentor);
                    }
                }
                Found::NoWayBack => {
                    for &mentor in self.back.reached() {
                        self.rent[mentor as usize] -= 1;
                        self.touched.push(mentor);
                    }
                }
            }
        }
    }

    /// Searches from the mentors whom a mentee would rather have, and from the one they have.
    fn search(&mut self, mentee: u32, present: i64) -> Found {
        self.round += 1;
        self.meeting = None;
        self.onward.begin();
        self.back.begin();
        self.visit_back(self.seat[mentee as usize].mentor(), Step::NONE);
        self.ask(mentee, present - 1);
        loop {
            if let Some(mentor) = self.meeting {
                return Found::Chain(mentor, mentor);
            }
            if let (Some(last), Some(giver)) = (self.onward.end, self.back.end) {
                return Found::Chain(last, giver);
            }
            // The side that has found its end waits for the other.
            let onward = match (self.onward.end, self.back.end) {
                (Some(_), _) => false,
                (_, Some(_)) => true,
                _ => self.onward.waiting() <= self.back.waiting(),
            };
            if onward {
                if !self.onward.is_open() {
                    return Found::NoWayOn;
                }
                self.expand_onward();
            } else {
                if !self.back.is_open() {
                    return Found::NoWayBack;
                }
                self.expand_back();
            }
        }
    }

    /// Reaches every mentor whom a mentee may have for at most a price.
    fn ask(&mut self, mentee: u32, most: i64) {
        let (rent, band) = (&self.rent, self.band);
        let price = |pair: Pair| i64::from(pair.cost() == band) + rent[pair.mentor() as usize];
        for pair in self.field.pairs_of(mentee) {
            let mentor = pair.mentor();
            if self.onward.has(mentor, self.round) || price(pair) > most {
                continue;
            }
            self.onward.reach(mentor, self.round, Step { mentee, pair });
            if self.back.has(mentor, self.round) {
                self.meeting = Some(mentor);
            }
            let load = self.members[mentor as usize].len();
            if load < self.quotas[mentor as usize].hi as usize && rent[mentor as usize] == 0 {
                self.onward.end = Some(mentor);
            }
        }
    }

    fn expand_onward(&mut self) {
        let mentor = self.onward.pop();
        for at in 0..self.members[mentor as usize].len() {
            let member = self.members[mentor as usize][at];
            self.ask(member, self.price(self.seat[member as usize]));
        }
    }

    fn expand_back(&mut self) {
        let mentor = self.back.pop();
        let mut at = 0;
        while let Some(claim) = self.field.claim(mentor, at) {
            at += 1;
            let Claim { mentee, band, .. } = claim;
            let (pair, seat) = (Pair::new(mentor, band), self.seat[mentee as usize]);
            if self.back.has(seat.mentor(), self.round) || self.price(pair) > self.price(seat) {
                continue;
            }
            if self.field.has(mentor, claim) {
                self.visit_back(seat.mentor(), Step { mentee, pair });
            } else {
                at -= 1;
                self.field.forget(mentor, at);
            }
        }
    }

    fn visit_back(&mut self, mentor: u32, step: Step) {
        self.back.reach(mentor, self.round, step);
        if self.onward.has(mentor, self.round) {
            self.meeting = Some(mentor);
        }
        let load = self.members[mentor as usize].len();
        if load > self.quotas[mentor as usize].lo as usize && self.rent[mentor as usize] == 0 {
            self.back.end = Some(mentor);
        }
    }

    /// Moves everybody on a chain.
    fn carry_out(&mut self, mut last: u32, mut giver: u32, mentee: u32) {
        let home = self.seat[mentee as usize].mentor();
        while giver != home {
            let step = self.back.step(giver);
            giver = step.pair.mentor();
            self.change(step);
        }
        loop {
            let step = self.onward.step(last);
            last = self.seat[step.mentee as usize].mentor();
            self.change(step);
            if step.mentee == mentee {
                return;
            }
        }
    }

    fn change(&mut self, Step { mentee, pair }: Step) {
        let seat = &mut self.seat[mentee as usize];
        let members = &mut self.members[seat.mentor() as usize];
        let at = members.iter().position(|&member| member == mentee);
        members.swap_remove(at.expect("a mentee is a member where they sit"));
        *seat = pair;
        self.members[pair.mentor() as usize].push(mentee);
        match pair.cost().cmp(&self.band) {
            Ordering::Less => self.order.push((pair.cost(), mentee)),
            Ordering::Equal => self.came.push(mentee),
            Ordering::Greater => {}
        }
    }

    /// Ends a band: takes out of play what would undo it. Where nobody is left in it, nothing
    /// could, and there is no stage.
    fn close(&mut self, mut sitting: Vec<u32>) -> Option<Stage> {
        sitting.append(&mut self.came);
        sitting.retain(|&mentee| self.seat[mentee as usize].cost() == self.band);
        sitting.sort_unstable();
        sitting.dedup();
        let count = sitting.len() as u64;
        let rents = self.rents();
        if count == 0 {
            self.forget_rents(&rents);
            return None;
        }
        for &(mentor, _) in &rents {
            sitting.extend_from_slice(&self.members[mentor as usize]);
        }
        sitting.sort_unstable();
        sitting.dedup();
        let prices: Vec<(u32, i64)> = sitting
            .into_iter()
            .map(|mentee| (mentee, self.price(self.seat[mentee as usize])))
            .filter(|&(_, price)| price != 0)
            .collect();
        for &(mentee, price) in &prices {
            self.keep_tight(mentee, price);
        }
        for &(mentor, rent) in &rents {
            self.close_claims(mentor, rent);
            self.fix(mentor, rent);
        }
        self.forget_rents(&rents);
        Some(Stage {
            band: self.band,
            count,
            mentee: prices,
            mentor: rents,
        })
    }

    /// The rents that are not 0, by mentor in order.
    fn rents(&mut self) -> Vec<(u32, i64)> {
        let mut touched = std::mem::take(&mut self.touched);
        touched.sort_unstable();
        touched.dedup();
        let rents = touched
            .into_iter()
            .map(|mentor| (mentor, self.rent[mentor as usize]));
        rents.filter(|&(_, rent)| rent != 0).collect()
    }

    fn forget_rents(&mut self, rents: &[(u32, i64)]) {
        for &(mentor, _) in rents {
            self.rent[mentor as usize] = 0;
        }
    }

    /// Leaves a mentor with a rent the quota at which it stands.
    fn fix(&mut self, mentor: u32, rent: i64) {
        let quota = &mut self.quotas[mentor as usize];
        if rent > 0 {
            quota.lo = quota.hi;
        } else {
            quota.hi = quota.lo;
        }
    }

    /// Leaves a mentee the pairs that cost as little as the present one.
    fn keep_tight(&mut self, mentee: u32, price: i64) {
        let (rent, band) = (&self.rent, self.band);
        self.field.retain(mentee, band, |pair| {
            i64::from(pair.cost() == band) + rent[pair.mentor() as usize] == price
        });
    }

    /// Takes the pairs of a mentor with a rent out of play for whom they cost too much, as far as
    /// [`Ladder::keep_tight`] has not.
    fn close_claims(&mut self, mentor: u32, rent: i64) {
        let (seat, rents, band) = (&self.seat, &self.rent, self.band);
        let weight = |at: u32| i64::from(at == band);
        self.field.retain_claims(mentor, |field, claim| {
            let present = seat[claim.mentee as usize];
            let price = weight(present.cost()) + rents[present.mentor() as usize];
            if price != 0 {
                return field.is_left(mentor, claim, band);
            }
            let tight = weight(claim.band) + rent == 0;
            if !tight {
                field.strike(mentor, claim);
            } else if claim.band == band && field.has(mentor, claim) {
                field.keep(claim.mentee, Pair::new(mentor, band));
            }
            tight
        });
    }
}
