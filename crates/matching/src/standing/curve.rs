//! What moving more people would save: the curve from leaving everybody where they are to the
//! cheapest groups of all.

use super::Standing;
use super::seats::Seats;
use super::settle::Settling;
use super::weights::{ENDLESS, Weights};
use crate::outcome::Outcome;
use crate::partial::part;
use crate::problem::{Pair, Quota, narrow};
use crate::search::Search;
use crate::seating::NOBODY;
use crate::solve::{Cancelled, Options, solve};

/// What a move counts as on the curve, as multiples of the average saving of a move at the end of
/// it, in quarters.
const QUARTERS: [i64; 6] = [1, 2, 4, 8, 16, 32];

/// One choice between moving people and cost: nothing else moves so few people and costs less.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// How many people move.
    pub moved: u32,
    /// What all pairs cost together.
    pub objective: i64,
    /// Each mentee's mentor.
    pub mentor_of: Vec<Option<u32>>,
}

impl Standing {
    /// What moving more people would save, from the groups as they stand to the cheapest of all,
    /// fewest moves first. The same people stay placed, and no mentor falls further below a lower
    /// quota.
    ///
    /// Each point is proven: an allocation that moves as many people or fewer costs as much or
    /// more; and the last one has the fewest moves among the cheapest. Takes a few solves.
    pub fn curve(&self, options: &Options) -> Result<Vec<Point>, Cancelled> {
        let present = Point {
            moved: 0,
            objective: self.objective(),
            mentor_of: self.mentor_of(),
        };
        let Some(rents) = self.best_rents(options)? else {
            return Ok(vec![present]);
        };
        let cheapest = self.point(&rents, 0, options)?;
        let saved = present.objective - cheapest.objective;
        let average = saved / i64::from(cheapest.moved.max(1));
        let mut points = vec![cheapest];
        for quarters in QUARTERS {
            let price_of_a_move = (average * quarters / 4).max(1);
            points.push(self.point(&rents, price_of_a_move, options)?);
        }
        points.push(present);
        points.sort_by_key(|point| (point.moved, point.objective));
        points.dedup_by_key(|point| point.moved);
        Ok(points)
    }

    /// Takes up a point of the curve that was drawn since the last event; false when it does not
    /// fit these groups.
    pub fn adopt(&mut self, point: &Point) -> bool {
        let Some(pairs) = self.pairs_of_point(point) else {
            return false;
        };
        self.begin();
        for (mentee, pair) in pairs {
            self.seats.sit(mentee, pair);
        }
        self.seats.commit();
        true
    }

    /// The pairs that a point makes anew, if it is one of these groups.
    fn pairs_of_point(&self, point: &Point) -> Option<Vec<(u32, Pair)>> {
        let mentees = self.seats.mentees();
        if point.mentor_of.len() != mentees as usize {
            return None;
        }
        let mut pairs = Vec::new();
        let mut loads = vec![0; self.seats.mentors() as usize];
        for (mentee, mentor) in (0..mentees).zip(&point.mentor_of) {
            let present = self.seats.mentor_of(mentee);
            if (present == NOBODY) != mentor.is_none() {
                return None;
            }
            let Some(mentor) = *mentor else { continue };
            let pair = self.seats.pair(mentee, mentor)?;
            loads[mentor as usize] += 1;
            if mentor != present {
                pairs.push((mentee, pair));
            }
        }
        let legal = self.legal_quotas();
        let mut quotas = legal.iter().zip(&loads);
        quotas
            .all(|(quota, load)| (quota.lo..=quota.hi).contains(load))
            .then_some(pairs)
    }

    /// Quotas that the groups as they stand keep.
    fn legal_quotas(&self) -> Vec<Quota> {
        let quota = |(mentor, quota): (u32, &Quota)| Quota {
            lo: quota.lo.min(self.seats.load(mentor)),
            hi: quota.hi,
        };
        (0..).zip(&self.seats.quotas).map(quota).collect()
    }

    /// Rents that prove the cheapest groups, if there is anybody in them.
    fn best_rents(&self, options: &Options) -> Result<Option<Vec<i64>>, Cancelled> {
        let mut placed: Vec<u32> = (0..self.seats.mentees()).collect();
        placed.retain(|&mentee| self.seats.mentor_of(mentee) != NOBODY);
        let problem = part(&self.problem(), &placed, self.legal_quotas());
        match solve(&problem, options)? {
            Outcome::Optimal(best) => Ok(Some(best.duals.mentor)),
            Outcome::Infeasible(_) => Ok(None),
        }
    }

    /// The groups of least cost when each move counts as so much, then of fewest moves.
    fn point(&self, rents: &[i64], price: i64, options: &Options) -> Result<Point, Cancelled> {
        let mut seats = self.seats.clone();
        seats.quotas = self.legal_quotas();
        seats.begin();
        seats.weigh_anew(Weights::sticky(price), rents);
        let mut settling = Settling {
            search: &mut Search::new(rents.len()),
            seats: &mut seats,
            options: *options,
            searches: 0,
        };
        settling.run_anew()?;
        let mentees = 0..seats.mentees();
        let moved = mentees
            .clone()
            .filter(|&it| seats.home_elsewhere(it).is_some());
        let mentor = |mentee| Some(seats.mentor_of(mentee)).filter(|&it| it != NOBODY);
        Ok(Point {
            moved: narrow(moved.count()),
            objective: seats.objective,
            mentor_of: mentees.map(mentor).collect(),
        })
    }
}

impl Seats {
    /// Weighs moves and cost anew, and unseats whoever has a better pair at these rents.
    fn weigh_anew(&mut self, weights: Weights, rents: &[i64]) {
        self.weights = weights;
        self.range = ENDLESS;
        self.is_open = true;
        for (mentor, &rent) in (0..).zip(rents) {
            self.set_rent(mentor, weights.of_cost(rent));
        }
        for mentee in 0..self.mentees() {
            if self.mentor_of(mentee) == NOBODY {
                continue;
            }
            let price = self.price(mentee);
            let rent = |pair: &Pair| self.rent(pair.mentor());
            let mut pairs = self.pairs_of(mentee).iter();
            if pairs.any(|pair| self.weight(mentee, *pair) + rent(pair) < price) {
                self.unseat(mentee);
            }
        }
    }
}
