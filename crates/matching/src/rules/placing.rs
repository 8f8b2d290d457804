//! The cheapest groups under given kinds: a flow, solved from nothing.

use crate::outcome::Outcome;
use crate::problem::{Builder, LARGEST_COST, Problem, Quota, narrow};
use crate::rules::flow::Flow;
use crate::rules::kind::Kind;
use crate::rules::model::{Model, RulesError};
use crate::solve::{Options, solve};

/// Some seats of one mentor which are alike.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block {
    pub(crate) mentor: u32,
    pub(crate) quota: Quota,
    /// Only for carriers of all these rules.
    pub(crate) carrying: u64,
    /// What a seat costs besides.
    pub(crate) seat: i64,
}

/// Which seats there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seats {
    /// Those within the kinds.
    Within,
    /// Others too, at this price. Then there are enough for everybody, if there can be.
    Loose(i64),
}

impl Block {
    /// The seats of a mentor. What sizes cost is made convex, as a flow needs it.
    pub(crate) fn all_of(model: &Model, mentor: u32, kind: &Kind, seats: Seats) -> Vec<Self> {
        let Quota { mut lo, hi } = model.quota(mentor);
        let mut most_couples = hi / 2;
        if let Seats::Loose(_) = seats {
            if model.rules.may_stay_unused {
                lo = 0;
            }
            most_couples = lo / 2;
        } else if kind.is_unused || lo > hi {
            return Vec::new();
        }
        let couples = kind.couples.iter().take(most_couples as usize);
        let block = |lo: usize, hi: usize, carrying, seat| Self {
            mentor,
            quota: Quota {
                lo: narrow(lo),
                hi: narrow(hi),
            },
            carrying,
            seat,
        };
        let mut blocks: Vec<Self> = couples.map(|&it| block(2, 2, it, 0)).collect();
        let taken = 2 * blocks.len();
        let first = taken.max(lo as usize);
        let steps = steps(model, first, hi as usize);
        let seat = steps.first().copied().unwrap_or(0);
        let level = steps.iter().take_while(|&&step| step == seat).count();
        blocks.push(block(first - taken, first - taken + level, 0, seat));
        let rest = steps[level..].chunk_by(|one, other| one == other);
        blocks.extend(rest.map(|run| block(0, run.len(), 0, run[0])));
        blocks
    }
}

/// What each seat beyond the first so many costs more than the one before, never falling.
fn steps(model: &Model, first: usize, hi: usize) -> Vec<i64> {
    let mut least = i64::MIN;
    let size_cost = |size| model.size_cost(size) / model.scale;
    let step = |size| {
        least = least.max(size_cost(size + 1) - size_cost(size));
        least
    };
    (first..hi).map(step).collect()
}

impl Seats {
    /// What somebody pays for a seat without its rent; none where they may not have it.
    pub(crate) fn cost(
        self,
        model: &Model,
        kind: &Kind,
        block: &Block,
        mentee: u32,
        cost: u32,
    ) -> Option<i64> {
        let cost = i64::from(cost) + block.seat;
        let is_within = !kind.is_unused && kind.admits(model, mentee, block.carrying);
        match self {
            _ if is_within => Some(cost),
            Self::Within => None,
            Self::Loose(more) => Some(cost + more),
        }
    }
}

/// Seats everybody, within the kinds if that is possible, otherwise with as few as possible
/// outside. None where there are not enough seats.
pub(crate) fn place<'m>(
    model: &'m Model<'m>,
    kinds: &[Kind],
    options: &Options,
) -> Result<Option<Flow<'m>>, RulesError> {
    let within = place_in(model, kinds, Seats::Within, options)?;
    if within.is_some() {
        return Ok(within);
    }
    let outside = (dearest(model) + 1) * 1000;
    place_in(model, kinds, Seats::Loose(outside), options)
}

/// No seat within a kind costs more, nor any less than as much below nothing.
fn dearest(model: &Model) -> i64 {
    let lists = model.all_mentors().flat_map(|mentor| model.list(mentor));
    let dearest = lists.map(|it| it.cost).max().unwrap_or(0);
    let steepest = model.rules.size_costs.iter().max().copied().unwrap_or(0);
    i64::from(dearest) + 2 * i64::from(steepest)
}

pub(crate) fn place_in<'m>(
    model: &'m Model<'m>,
    kinds: &[Kind],
    seats: Seats,
    options: &Options,
) -> Result<Option<Flow<'m>>, RulesError> {
    let of = |mentor| Block::all_of(model, mentor, &kinds[mentor as usize], seats);
    let blocks: Vec<Block> = model.all_mentors().flat_map(of).collect();
    let outside = match seats {
        Seats::Within => 0,
        Seats::Loose(more) => more,
    };
    if dearest(model) + outside > i64::from(LARGEST_COST) {
        // Such costs do not fit a problem; the search for changes can place everybody too.
        return Ok(Flow::from_nothing(model, kinds.to_vec(), seats, blocks));
    }
    let problem = state(model, kinds, &blocks, seats);
    let outcome = solve(&problem, options).map_err(|_| RulesError::Cancelled)?;
    let Outcome::Optimal(best) = outcome else {
        return Ok(None);
    };
    let (home, rents) = (best.mentor_of, best.duals.mentor);
    Ok(Some(Flow::new(
        model,
        kinds.to_vec(),
        seats,
        blocks,
        home,
        rents,
    )))
}

/// The flow's problem. Costs are moved so that none is below zero; that adds the same for all.
fn state(model: &Model, kinds: &[Kind], blocks: &[Block], seats: Seats) -> Problem {
    let why = "seats and pairs are those of a problem";
    let quotas = blocks.iter().map(|it| it.quota).collect();
    let shift = blocks.iter().map(|it| it.seat).min().unwrap_or(0);
    let mut builder = Builder::new(model.mentees.len(), quotas).expect(why);
    for (at, block) in (0..).zip(blocks) {
        let kind = &kinds[block.mentor as usize];
        for choice in model.list(block.mentor) {
            let cost = seats.cost(model, kind, block, choice.mentee, choice.cost);
            let Some(cost) = cost else { continue };
            let cost = u32::try_from(cost - shift).expect(why);
            builder.pair(choice.mentee, at, cost).expect(why);
        }
    }
    builder.build().expect(why)
}
