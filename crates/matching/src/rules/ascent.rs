//! Raises a bound by changing prices.
//!
//! At any prices of mentees the bound is the sum of the prices and of what the mentors make of
//! them. Whoever is in no mentor's group at these prices becomes dearer, whoever is in several
//! cheaper (a subgradient with deflection; steps in Polyak's manner towards a target that comes
//! nearer when it is not reached). How it goes decides how good the bound is, never whether it is
//! true.

use crate::rules::model::Model;
use crate::rules::pricing::Pricer;
use crate::rules::tally::Groups;

/// How much of the former direction is kept. This and what follows was chosen by measurement.
const DEFLECTION: f64 = 0.7;

/// So many rounds without a better bound bring the target nearer.
const STALE: u32 = 10;
const NEARER: f64 = 0.65;

/// The target at first, as a fraction of the bound.
const FAR: f64 = 0.03;

/// A target so near, as a fraction of the bound, ends it.
const NEAR: f64 = 2e-6;

/// Prices on their way.
pub(crate) struct Ascent {
    prices: Vec<i64>,
    direction: Vec<f64>,
    /// How often each mentee is in a group at these prices.
    cover: Vec<u32>,
    /// The group that each mentor makes at these prices.
    pub(crate) groups: Groups,
    /// The best bound so far, in units of prices; none where a mentor can have no group at all.
    pub(crate) bound: Option<i128>,
    /// The prices that prove it.
    pub(crate) best_prices: Vec<i64>,
    /// How far above the best bound the target is.
    reach: f64,
    /// How far it is at first where the bound is nothing.
    floor: f64,
    stale: u32,
    /// The bound at the present prices.
    last: i128,
}

impl Ascent {
    pub(crate) fn new(model: &Model, prices: Vec<i64>, floor: f64) -> Self {
        Self {
            direction: vec![0.0; prices.len()],
            cover: vec![0; prices.len()],
            groups: vec![Vec::new(); model.mentors.len()],
            bound: None,
            best_prices: prices.clone(),
            prices,
            reach: f64::INFINITY,
            floor,
            stale: 0,
            last: 0,
        }
    }

    /// The bound at the present prices, and the groups; false where a mentor can have none.
    pub(crate) fn look(&mut self, model: &Model, pricer: &mut Pricer) -> bool {
        self.cover.fill(0);
        let mut bound: i128 = self.prices.iter().map(|&it| i128::from(it)).sum();
        let mut is_possible = true;
        for mentor in model.all_mentors() {
            let worth = pricer.price(model, mentor, &self.prices);
            let group = &mut self.groups[mentor as usize];
            group.clone_from(&pricer.best);
            is_possible &= worth.is_possible();
            for &mentee in group.iter() {
                self.cover[mentee as usize] += 1;
            }
            bound += i128::from(worth.least);
        }
        if is_possible {
            self.learn(bound);
        }
        is_possible
    }

    fn learn(&mut self, bound: i128) {
        self.stale += 1;
        if self.bound.is_none_or(|best| bound > best) {
            let gain = self.bound.map_or(f64::INFINITY, |best| wide(bound - best));
            if gain > self.reach * 0.01 {
                self.stale = 0;
            }
            self.bound = Some(bound);
            self.best_prices.clone_from(&self.prices);
        }
        let best = self.bound.map_or(1.0, wide);
        self.reach = self.reach.min(best.abs() * FAR + self.floor);
        if self.stale >= STALE {
            self.stale = 0;
            self.reach *= NEARER;
            self.prices.clone_from(&self.best_prices);
            self.direction.fill(0.0);
        }
        self.last = bound;
    }

    /// Whether every mentee is in exactly one group: then these groups are best.
    pub(crate) fn is_settled(&self) -> bool {
        self.cover.iter().all(|&it| it == 1)
    }

    /// Whether further rounds would bring next to nothing.
    pub(crate) fn is_spent(&self) -> bool {
        self.reach <= self.bound.map_or(0.0, wide).abs() * NEAR
    }

    /// Nobody aims higher than what groups already found cost.
    pub(crate) fn aim_at(&mut self, cost: i64) {
        if let Some(bound) = self.bound {
            self.reach = self.reach.min(wide(i128::from(cost) - bound).max(0.0));
        }
    }

    /// Changes the prices.
    pub(crate) fn step(&mut self, model: &Model) {
        let mut square = 0.0;
        for (direction, &cover) in self.direction.iter_mut().zip(&self.cover) {
            *direction = DEFLECTION * *direction + 1.0 - f64::from(cover);
            square += *direction * *direction;
        }
        if square == 0.0 {
            return;
        }
        let best = self.bound.unwrap_or(self.last);
        let length = (wide(best - self.last) + self.reach) / square;
        let dearest = model.dearest_price();
        for (price, direction) in self.prices.iter_mut().zip(&self.direction) {
            *price = (*price + round(length * direction)).clamp(-dearest, dearest);
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a step need not be exact")]
fn wide(number: i128) -> f64 {
    number as f64
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "prices are bounded, and a step need not be exact"
)]
fn round(step: f64) -> i64 {
    step.clamp(-1e17, 1e17).round() as i64
}
