//! The cheapest groups under given modes: a flow.

use crate::outcome::Outcome;
use crate::problem::{Builder, LARGEST_COST, Problem, Quota, narrow};
use crate::rules::model::{Model, RulesError};
use crate::rules::modes::Mode;
use crate::rules::tally::{Groups, Tally};
use crate::solve::{Options, solve};

/// Groups, what they come to, and what each mentee's place costs at the margin.
#[derive(Clone)]
pub(crate) struct Placing {
    pub(crate) groups: Groups,
    pub(crate) tally: Tally,
    pub(crate) prices: Vec<i64>,
    /// Whether everybody is placed within the modes.
    pub(crate) is_within: bool,
}

/// Some seats of one mentor which are alike.
#[derive(Clone, Copy)]
struct Block {
    mentor: u32,
    quota: Quota,
    /// Only for carriers of all these rules.
    carrying: u64,
    /// What a seat costs besides.
    seat: i64,
}

/// How often people who must be apart are separated before it is left at that.
const SEPARATIONS: u32 = 6;

/// Places everybody, within the modes if that is possible; otherwise, if that may be, with as few
/// as possible outside. Modes may become narrower for the sake of those kept apart.
///
/// None where there are not enough seats.
pub(crate) fn place(
    model: &Model,
    modes: &mut [Mode],
    may_be_outside: bool,
    options: &Options,
) -> Result<Option<Placing>, RulesError> {
    let mut left = SEPARATIONS;
    loop {
        let Some(placing) = place_once(model, modes, may_be_outside, options)? else {
            return Ok(None);
        };
        if left == 0 || !separate(model, modes, &placing.groups) {
            return Ok(Some(placing));
        }
        left -= 1;
    }
}

/// Bars one of two who met; false where nobody did who must not.
fn separate(model: &Model, modes: &mut [Mode], groups: &Groups) -> bool {
    let mut has_met = false;
    for (mode, group) in modes.iter_mut().zip(groups) {
        for &one in group {
            for &other in &model.apart[one as usize] {
                if other > one && group.contains(&other) {
                    mode.bar(other);
                    has_met = true;
                }
            }
        }
    }
    has_met
}

fn place_once(
    model: &Model,
    modes: &[Mode],
    may_be_outside: bool,
    options: &Options,
) -> Result<Option<Placing>, RulesError> {
    let seats = Seats::within(model, modes);
    let placing = run(model, modes, &seats, None, options)?;
    if placing.is_some() || !may_be_outside {
        return Ok(placing);
    }
    let seats = Seats::loose(model, modes);
    let dearest = seats.blocks.iter().map(|it| it.seat).max().unwrap_or(0);
    let dearest = dearest + i64::from(dearest_pair(model));
    let room = i64::from(LARGEST_COST) - dearest;
    let outside = (dearest + 1).saturating_mul(1000).min(room).max(0);
    run(model, modes, &seats, Some(outside), options)
}

fn dearest_pair(model: &Model) -> u32 {
    let lists = model.all_mentors().map(|mentor| model.list(mentor));
    lists.flatten().map(|it| it.cost).max().unwrap_or(0)
}

/// All seats.
struct Seats {
    blocks: Vec<Block>,
    /// What was taken from the cost of every seat, so that none is below zero.
    shift: i64,
}

impl Seats {
    /// The seats that modes leave.
    fn within(model: &Model, modes: &[Mode]) -> Self {
        let mut blocks = Vec::new();
        for mentor in model.all_mentors() {
            let mode = &modes[mentor as usize];
            let quota = model.quota(mentor);
            if !mode.is_unused && quota.lo <= quota.hi {
                let couples = &mode.couples[..mode.couples.len().min(quota.hi as usize / 2)];
                add_blocks(model, mentor, quota, couples, &mut blocks);
            }
        }
        Self::from_zero(blocks)
    }

    /// Seats enough for everybody, if there are any: a mentor whom the modes leave out may have
    /// somebody after all, and nobody is made to take two of a kind besides the lower quota.
    fn loose(model: &Model, modes: &[Mode]) -> Self {
        let mut blocks = Vec::new();
        for mentor in model.all_mentors() {
            let Quota { mut lo, hi } = model.quota(mentor);
            if model.rules.may_stay_unused {
                lo = 0;
            }
            let couples = &modes[mentor as usize].couples;
            let couples = &couples[..couples.len().min(lo as usize / 2)];
            add_blocks(model, mentor, Quota { lo, hi }, couples, &mut blocks);
        }
        Self::from_zero(blocks)
    }

    fn from_zero(mut blocks: Vec<Block>) -> Self {
        let shift = blocks.iter().map(|it| it.seat).min().unwrap_or(0);
        for block in &mut blocks {
            block.seat -= shift;
        }
        Self { blocks, shift }
    }
}

/// The seats of one mentor. What sizes cost is made convex, as a flow needs it.
fn add_blocks(
    model: &Model,
    mentor: u32,
    Quota { lo, hi }: Quota,
    couples: &[u64],
    blocks: &mut Vec<Block>,
) {
    let mut add = |lo: usize, hi: usize, carrying, seat| {
        let quota = Quota {
            lo: narrow(lo),
            hi: narrow(hi),
        };
        blocks.push(Block {
            mentor,
            quota,
            carrying,
            seat,
        });
    };
    for &carrying in couples {
        add(2, 2, carrying, 0);
    }
    let taken = 2 * couples.len();
    let first = taken.max(lo as usize);
    let steps = steps(model, first, hi as usize);
    let seat = steps.first().copied().unwrap_or(0);
    let level = steps.iter().take_while(|&&step| step == seat).count();
    add(first - taken, first - taken + level, 0, seat);
    for run in steps[level..].chunk_by(|one, other| one == other) {
        add(0, run.len(), 0, run[0]);
    }
}

/// What each seat beyond the first so many costs more than the one before, never falling.
fn steps(model: &Model, first: usize, hi: usize) -> Vec<i64> {
    let mut least = i64::MIN;
    let size_cost = |size| model.size_cost(size) / model.scale.max(1);
    let step = |size| {
        least = least.max(size_cost(size + 1) - size_cost(size));
        least
    };
    (first..hi).map(step).collect()
}

fn run(
    model: &Model,
    modes: &[Mode],
    seats: &Seats,
    outside: Option<i64>,
    options: &Options,
) -> Result<Option<Placing>, RulesError> {
    let problem = state(model, modes, &seats.blocks, outside);
    let Outcome::Optimal(best) = solve(&problem, options).map_err(|_| RulesError::Cancelled)?
    else {
        return Ok(None);
    };
    let mut groups = vec![Vec::new(); model.mentors.len()];
    for (mentee, &at) in (0..).zip(&best.mentor_of) {
        groups[seats.blocks[at as usize].mentor as usize].push(mentee);
    }
    let price = |&price: &i64| (price + seats.shift).saturating_mul(model.scale);
    let dearest = model.dearest_price();
    let prices = best.duals.mentee.iter().map(price);
    let prices = prices.map(|it| it.clamp(-dearest, dearest)).collect();
    Ok(Some(Placing {
        tally: Tally::of_all(model, &groups),
        groups,
        prices,
        is_within: outside.is_none(),
    }))
}

/// The flow's problem: every seat that a mode allows, and where `outside` says what that costs,
/// the others too.
fn state(model: &Model, modes: &[Mode], blocks: &[Block], outside: Option<i64>) -> Problem {
    let why = "seats and pairs are those of a problem";
    let quotas = blocks.iter().map(|it| it.quota).collect();
    let mut builder = Builder::new(model.mentees.len(), quotas).expect(why);
    for (at, block) in (0..).zip(blocks) {
        let mode = &modes[block.mentor as usize];
        for choice in model.list(block.mentor) {
            let is_within = mode.admits(model, choice.mentee, block.carrying) && !mode.is_unused;
            let more = match (is_within, outside) {
                (true, _) => 0,
                (false, Some(outside)) => outside,
                (false, None) => continue,
            };
            let cost = i64::from(choice.cost) + block.seat + more;
            let cost = u32::try_from(cost).unwrap_or(LARGEST_COST).min(LARGEST_COST);
            builder.pair(choice.mentee, at, cost).expect(why);
        }
    }
    builder.build().expect(why)
}
