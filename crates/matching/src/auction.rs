//! An opening auction, where many want the same mentors.
//!
//! Every mentee without a mentor bids for the best one: the present rent, what the second best is
//! worse by, and a step more. Whoever had the seat must bid elsewhere. This finds rents near the
//! right ones much faster than one search after another would. It ends with everybody standing up
//! again who does not have a mentor of least cost + rent, so that what follows stays exact
//! however the auction went.

use crate::problem::Pair;
use crate::seating::{NOBODY, Seating};
use crate::solve::{Cancelled, Options};

/// How many bids go by between two questions whether to give up.
const PATIENCE: u64 = 4096;

/// What a mentee wants, and for how much.
struct Wish {
    pair: Pair,
    bid: i64,
}

pub(crate) struct Auction {
    step: i64,
    /// What each mentee has bid for the seat they hold.
    bid: Vec<i64>,
    /// The last comes first: whom somebody has just outbid wants the same mentors, whose lists are
    /// still near in memory.
    waiting: Vec<u32>,
    bids: u64,
}

impl Auction {
    /// Runs until everybody sits or so many bids are made; says how many were.
    pub(crate) fn run(
        seating: &mut Seating,
        step: i64,
        most_bids: u64,
        options: &Options,
    ) -> Result<u64, Cancelled> {
        let mentees = seating.problem.mentees();
        let rent_of = |mentee| match seating.mentor_of(mentee) {
            NOBODY => 0,
            mentor => seating.rent[mentor as usize],
        };
        let mut auction = Self {
            step,
            bid: (0..mentees).map(rent_of).collect(),
            waiting: seating.standing().rev().collect(),
            bids: 0,
        };
        while auction.bids < most_bids
            && let Some(mentee) = auction.waiting.pop()
        {
            auction.bids += 1;
            options.look_up(auction.bids, PATIENCE)?;
            auction.place(seating, mentee);
        }
        seating.stand_up_where_dearer();
        Ok(auction.bids)
    }

    fn place(&mut self, seating: &mut Seating, mentee: u32) {
        let Some(wish) = self.wish(seating, mentee) else {
            return;
        };
        let mentor = wish.pair.mentor();
        let was_full = !seating.has_room(mentor);
        let mut lowest = wish.bid;
        if was_full {
            let Some((loser, second)) = self.lowest_two(seating, mentor) else {
                return;
            };
            lowest = lowest.min(second);
            seating.leave(loser);
            self.waiting.push(loser);
        }
        self.bid[mentee as usize] = wish.bid;
        seating.join(mentee, wish.pair);
        if !seating.has_room(mentor) {
            if !was_full {
                let bids = seating.members(mentor).iter();
                let bids = bids.map(|&member| self.bid[member as usize]);
                lowest = bids.min().unwrap_or(lowest);
            }
            seating.rent[mentor as usize] = lowest;
        }
    }

    /// The member whose bid is lowest, and the lowest bid of the others.
    fn lowest_two(&self, seating: &Seating, mentor: u32) -> Option<(u32, i64)> {
        let (mut lowest, mut second) = ((i64::MAX, NOBODY), i64::MAX);
        for &member in seating.members(mentor) {
            let bid = (self.bid[member as usize], member);
            second = second.min(bid.0.max(lowest.0));
            lowest = lowest.min(bid);
        }
        (lowest.1 != NOBODY).then_some((lowest.1, second))
    }

    /// The mentee's best mentor, and the bid at which the second best would be better by a step.
    fn wish(&self, seating: &mut Seating, mentee: u32) -> Option<Wish> {
        let (best, second) = seating.best_two(mentee)?;
        let rent = seating.rent[best.mentor() as usize];
        let value = i64::from(best.cost()) + rent;
        Some(Wish {
            pair: best,
            bid: rent + (second - value) + self.step,
        })
    }
}

impl Seating<'_> {
    /// Takes everybody from their mentor who has a better one.
    fn stand_up_where_dearer(&mut self) {
        for mentee in 0..self.problem.mentees() {
            if self.mentor_of(mentee) == NOBODY {
                continue;
            }
            let best = self
                .best_two(mentee)
                .map(|(pair, _)| i64::from(pair.cost()) + self.rent[pair.mentor() as usize]);
            if best.is_some_and(|best| best < self.price(mentee)) {
                self.leave(mentee);
            }
        }
    }
}
