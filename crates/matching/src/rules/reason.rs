//! The answer in the caller's terms, and why hard rules cannot be kept where they were not.

use crate::rules::answer::{Breach, Impossible, Ruled, RuledOutcome, RuledPrices};
use crate::rules::ascent::Ascent;
use crate::rules::form::Former;
use crate::rules::model::{Model, RulesError};
use crate::rules::pricing::Pricer;
use crate::rules::tally::{Groups, Tally, breaches};

/// So many rounds are spent on showing that rules cannot be kept.
const ROUNDS: u32 = 200;

/// How high to aim for each mentee where nothing costs anything; the unit is arbitrary.
const REACH: f64 = 1e6;

pub(crate) fn answer(mut former: Former) -> Result<RuledOutcome, RulesError> {
    let mut groups = std::mem::take(&mut former.best.1);
    let impossible = if former.best.0.broken > 0 {
        reasons(&mut former, &groups)?
    } else {
        Vec::new()
    };
    let mut broken = leave_out(former.model, &mut groups);
    let (mut unmet, mut mentor_of) = (Vec::new(), vec![None; former.model.mentees.len()]);
    for (mentor, group) in (0..).zip(&groups) {
        let (hard, soft) = breaches(former.model, mentor, group);
        broken.extend(hard);
        unmet.extend(soft);
        for &mentee in group {
            mentor_of[mentee as usize] = Some(mentor);
        }
    }
    broken.sort_unstable();
    unmet.sort_unstable();
    let model = former.model;
    let total = Tally::of_all(model, &groups).cost / model.scale;
    let pair_costs = pair_costs(model, &groups);
    Ok(RuledOutcome::Formed(Ruled {
        mentor_of,
        pair_costs,
        penalties: total - pair_costs,
        bound: if impossible.is_empty() {
            former.bound()
        } else {
            None
        },
        prices: RuledPrices {
            scale: model.scale,
            mentee: former.ascent.best_prices,
        },
        broken,
        unmet,
        impossible,
    }))
}

fn pair_costs(model: &Model, groups: &Groups) -> i64 {
    let costs = (0..).zip(groups).flat_map(|(mentor, group)| {
        let costs = group.iter().map(move |&it| model.cost(mentor, it));
        costs.map(|it| i64::from(it.expect("only allowed pairs are made")))
    });
    costs.sum()
}

/// Takes the later of two out of their group who must be apart and are not.
fn leave_out(model: &Model, groups: &mut Groups) -> Vec<Breach> {
    let mut out = Vec::new();
    for group in groups {
        for mentee in group.clone() {
            let meets = |&other: &u32| other < mentee && model.are_apart(mentee, other);
            if group.iter().any(meets) {
                group.retain(|&it| it != mentee);
                out.push(Breach::LeftOut { mentee });
            }
        }
    }
    out
}

/// Why the rules that these groups break cannot all be kept, as far as it can be shown.
fn reasons(former: &mut Former, groups: &Groups) -> Result<Vec<Impossible>, RulesError> {
    let mut reasons = Vec::new();
    let free = former.model.without_costs();
    let prices = vec![0; free.mentees.len()];
    for mentor in free.all_mentors() {
        if !former.pricer.price(&free, mentor, &prices).is_possible() {
            reasons.push(Impossible::NoGroupOf { mentor });
        }
    }
    for (mentor, group) in (0..).zip(groups) {
        if Tally::of(&free, mentor, group).broken > 0 {
            former.spend()?;
            let lost = group
                .iter()
                .filter(|&&it| !has_group(&free, &mut former.pricer, it));
            reasons.extend(lost.map(|&mentee| Impossible::NoGroupWith { mentee }));
        }
    }
    if reasons.is_empty() {
        reasons.extend(proof(former, &free)?);
    }
    Ok(reasons)
}

/// Whether some mentor can have a group with this mentee.
fn has_group(free: &Model, pricer: &mut Pricer, mentee: u32) -> bool {
    let mut offers = vec![0; free.mentees.len()];
    offers[mentee as usize] = 1;
    let pairs = free.problem.pairs_of(mentee).iter();
    pairs.map(|it| it.mentor()).any(|mentor| {
        let worth = pricer.price(free, mentor, &offers);
        worth.least < 0
    })
}

/// Prices that show by themselves that there is no allocation by the rules.
fn proof(former: &mut Former, free: &Model) -> Result<Option<Impossible>, RulesError> {
    let mut ascent = Ascent::new(free, vec![0; free.mentees.len()], REACH);
    for _ in 0..ROUNDS {
        former.spend()?;
        if !ascent.look(free, &mut former.pricer) || ascent.is_settled() {
            break;
        }
        if ascent.bound.is_some_and(|it| it > 0) {
            let mentees = (0..).zip(&ascent.best_prices).filter(|it| *it.1 != 0);
            return Ok(Some(Impossible::NotTogether {
                mentees: mentees.map(|it| it.0).collect(),
                prices: RuledPrices {
                    scale: free.scale,
                    mentee: ascent.best_prices,
                },
            }));
        }
        ascent.step(free);
    }
    Ok(None)
}
