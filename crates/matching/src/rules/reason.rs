//! The answer in the caller's terms, and why hard rules cannot be kept where they were not.

use crate::rules::answer::{Breach, Impossible, Ruled, RuledOutcome, RuledPrices};
use crate::rules::ascent::Ascent;
use crate::rules::form::Former;
use crate::rules::model::{Model, RulesError};
use crate::rules::pricing::Pricer;
use crate::rules::tally::{Groups, Tally, breaches};
use crate::solve::Options;

/// So many rounds are spent on showing that rules cannot be kept.
const ROUNDS: u32 = 200;

/// How high to aim, and what some are offered at first, where nothing costs anything. The unit is
/// arbitrary.
const REACH: f64 = 1e6;
const OFFER: i64 = 1_000_000;

/// The answer, with every rule counted, also for those who were exempt.
pub(crate) fn answer(
    mut former: Former,
    rules: &Model,
    mut impossible: Vec<Impossible>,
) -> Result<RuledOutcome, RulesError> {
    let keeps_the_rest = former.best.0.broken == 0;
    let mut bound = former.bound();
    if !keeps_the_rest && let Some(proof) = proof(&mut former)? {
        impossible.push(proof);
        bound = None;
    }
    let mut groups = std::mem::take(&mut former.best.1);
    let mut broken = leave_out(rules, &mut groups);
    let (mut unmet, mut mentor_of) = (Vec::new(), vec![None; rules.mentees.len()]);
    for (mentor, group) in (0..).zip(&groups) {
        let (hard, soft) = breaches(rules, mentor, group);
        broken.extend(hard);
        unmet.extend(soft);
        for &mentee in group {
            mentor_of[mentee as usize] = Some(mentor);
        }
    }
    broken.sort_unstable();
    unmet.sort_unstable();
    let pair_costs = pair_costs(rules, &groups);
    Ok(RuledOutcome::Formed(Ruled {
        mentor_of,
        pair_costs,
        penalties: Tally::of_all(rules, &groups).cost / rules.scale - pair_costs,
        bound,
        prices: RuledPrices {
            scale: rules.scale,
            mentee: former.ascent.best_prices,
        },
        broken,
        unmet,
        keeps_the_rest,
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

/// Finds those who can have no group by the rules, and exempts them, so that the others' rules can
/// be kept.
pub(crate) fn exempt(
    model: &mut Model,
    pricer: &mut Pricer,
    options: &Options,
) -> Result<Vec<Impossible>, RulesError> {
    let mut found = Vec::new();
    let mut free = model.without_costs();
    let offers = vec![0; free.mentees.len()];
    for mentor in free.all_mentors() {
        if !pricer.price(&free, mentor, &offers).is_possible() {
            found.push(Impossible::NoGroupOf { mentor });
            model.exempt_mentor(mentor);
        }
    }
    free.mentors.clone_from(&model.mentors);
    let mut offers = offers;
    for mentee in 0..free.problem.mentees() {
        let goes_on = options.look_up(u64::from(mentee), 64);
        goes_on.map_err(|_| RulesError::Cancelled)?;
        offers[mentee as usize] = 1;
        if !has_group(&free, pricer, mentee, &offers) {
            found.push(Impossible::NoGroupWith { mentee });
            model.exempt_mentee(mentee);
        }
        offers[mentee as usize] = 0;
    }
    Ok(found)
}

/// Whether some mentor can have a group with this mentee, who alone has a price.
fn has_group(free: &Model, pricer: &mut Pricer, mentee: u32, offers: &[i64]) -> bool {
    let pairs = free.problem.pairs_of(mentee).iter();
    let mut mentors = pairs.map(|it| it.mentor());
    mentors.any(|mentor| pricer.price(free, mentor, offers).least < 0)
}

/// Why the rules that are still broken cannot all be kept, if it is found.
fn proof(former: &mut Former) -> Result<Option<Impossible>, RulesError> {
    let free = &former.model.without_costs();
    let groups = (0..).zip(&former.best.1);
    let broken = groups.filter(|it| Tally::of(free, it.0, it.1).broken > 0);
    let broken: Vec<Vec<u32>> = broken.map(|it| it.1.clone()).collect();
    for group in &broken {
        former.spend()?;
        if let Some(offers) = quarrel(free, &mut former.pricer, group.clone()) {
            return Ok(Some(not_together(free, offers)));
        }
    }
    general_proof(former, free, &broken)
}

fn not_together(free: &Model, offers: Vec<i64>) -> Impossible {
    let mentees = (0..).zip(&offers).filter(|it| *it.1 != 0);
    Impossible::NotTogether {
        mentees: mentees.map(|it| it.0).collect(),
        prices: RuledPrices {
            scale: free.scale,
            mentee: offers,
        },
    }
}

/// Looks among those of a group for some of whom the mentors cannot take all: one price for each
/// of these, and nothing for anybody else. Whoever has the most ways out is left out, one by one.
fn quarrel(free: &Model, pricer: &mut Pricer, mut group: Vec<u32>) -> Option<Vec<i64>> {
    loop {
        let (bound, offers) = offer_to(free, pricer, &group);
        if bound > 0 {
            return Some(offers);
        }
        let without = |at: usize| {
            let mut fewer = group.clone();
            fewer.remove(at);
            fewer
        };
        let fewer = (0..group.len()).map(without);
        group = fewer.max_by_key(|it| offer_to(free, pricer, it).0)?;
    }
}

/// The bound where only these have a price, of one, and the prices.
fn offer_to(free: &Model, pricer: &mut Pricer, group: &[u32]) -> (i64, Vec<i64>) {
    let mut offers = vec![0; free.mentees.len()];
    let mut mentors = Vec::new();
    for &mentee in group {
        offers[mentee as usize] = 1;
        mentors.extend(free.problem.pairs_of(mentee).iter().map(|it| it.mentor()));
    }
    mentors.sort_unstable();
    mentors.dedup();
    let worths = mentors
        .iter()
        .map(|&it| pricer.price(free, it, &offers).least);
    let number = i64::try_from(group.len()).expect("groups are bounded");
    (number + worths.sum::<i64>(), offers)
}

/// Prices that show by themselves that there is no allocation by the rules.
fn general_proof(
    former: &mut Former,
    free: &Model,
    broken: &[Vec<u32>],
) -> Result<Option<Impossible>, RulesError> {
    // Whoever is in a broken group is the likeliest to be in somebody's way.
    let mut offers = vec![0; free.mentees.len()];
    for &mentee in broken.iter().flatten() {
        offers[mentee as usize] = OFFER;
    }
    let mut ascent = Ascent::new(free, offers, REACH);
    for _ in 0..ROUNDS {
        former.spend()?;
        if !ascent.look(free, &mut former.pricer) || ascent.is_settled() {
            break;
        }
        if ascent.bound.is_some_and(|it| it > 0) {
            return Ok(Some(not_together(free, ascent.best_prices)));
        }
        ascent.step(free);
    }
    Ok(None)
}
