//! Fair placement, against every allocation there is, and its proof.

use std::cell::Cell;

use matching::{
    Bands, Cancelled, Fair, FairPartial, Options, Outcome, Pair, solve, solve_fair,
    solve_fair_partial,
};
use proptest::prelude::*;

use crate::instances::{Plain, asking, hash, large, shuffled, small};
use crate::judge::FairClaim;
use crate::oracle::{cost, each_allocation, loads};

/// Every way to say what is equally good that the tests try.
fn with_bands<T>(kind: usize, plain: &Plain, run: impl FnOnce(Bands) -> T) -> T {
    let rank = |mentee: u32, pair: Pair| {
        let others = plain.pairs.iter();
        let better = others.filter(|other| other.0 == mentee && other.2 < pair.cost());
        better.count() as u32
    };
    match kind {
        0 => run(Bands::EachCost),
        1 => run(Bands::UpTo(&[0, 1, 30])),
        2 => run(Bands::UpTo(&[])),
        _ => run(Bands::By(&rank)),
    }
}

fn fair(plain: &Plain, bands: Bands) -> Option<Fair> {
    let fair = solve_fair(&plain.problem(), bands, &Options::default()).unwrap();
    let fair = fair.ok()?;
    assert_eq!(FairClaim::new(&fair).accepted(plain, bands), Ok((0, 0)));
    Some(fair)
}

fn partial(plain: &Plain, bands: Bands, turns: &[u64]) -> FairPartial {
    let turn = |mentee: u32| turns[mentee as usize];
    let problem = plain.problem();
    let fair = solve_fair_partial(&problem, bands, &Options::default(), turn).unwrap();
    let claim = FairClaim::partial(&fair);
    assert!(claim.accepted(plain, bands).is_ok(), "{fair:?}");
    fair
}

/// The bands of those placed, the worst first.
fn profile(plain: &Plain, bands: Bands, mentor_of: &[Option<u32>]) -> Vec<u32> {
    let problem = plain.problem();
    let mut profile: Vec<u32> = (0..)
        .zip(mentor_of)
        .filter_map(|(mentee, &mentor)| {
            let mut pairs = problem.pairs_of(mentee).iter();
            let pair = pairs.find(|pair| Some(pair.mentor()) == mentor)?;
            Some(bands.of(mentee, *pair))
        })
        .collect();
    profile.sort_unstable_by(|one, other| other.cmp(one));
    profile
}

/// The fairest, then cheapest, then first allocation.
fn best(plain: &Plain, bands: Bands) -> Option<Vec<u32>> {
    let mut best = None;
    each_allocation(plain, false, &mut |mentor_of| {
        let loads = loads(plain, mentor_of);
        let keeps = |(load, quota): (&u32, &(u32, u32))| (quota.0..=quota.1).contains(load);
        if loads.iter().zip(&plain.quotas).all(keeps) {
            let this = (
                profile(plain, bands, mentor_of),
                cost(plain, mentor_of),
                mentor_of.to_vec(),
            );
            best = best
                .take()
                .map_or(Some(this.clone()), |best| Some(this.min(best)));
        }
    });
    best.map(|(.., mentor_of)| mentor_of.into_iter().flatten().collect())
}

/// The same among the largest placements.
fn best_partial(plain: &Plain, bands: Bands, calling: &[u32]) -> Vec<Option<u32>> {
    let mut best = None;
    each_allocation(plain, true, &mut |mentor_of| {
        let loads = loads(plain, mentor_of);
        let mut quotas = loads.iter().zip(&plain.quotas);
        if quotas.any(|(&load, quota)| load > quota.1) {
            return;
        }
        let out: Vec<bool> = calling
            .iter()
            .map(|&mentee| mentor_of[mentee as usize].is_none())
            .collect();
        let quotas = loads.iter().zip(&plain.quotas);
        let missing: u32 = quotas
            .map(|(&load, quota)| quota.0.saturating_sub(load))
            .sum();
        let this = (
            (out.iter().filter(|out| **out).count(), out, missing),
            profile(plain, bands, mentor_of),
            cost(plain, mentor_of),
            mentor_of.to_vec(),
        );
        best = Some(best.take().map_or(this.clone(), |best| this.min(best)));
    });
    best.map(|(.., mentor_of)| mentor_of).unwrap()
}

type Bend<'b> = &'b dyn Fn(&mut FairClaim);

/// Every claim that differs from this one in one number.
fn bent(claim: &FairClaim, mentors: u32) -> Vec<FairClaim> {
    let mut all = Vec::new();
    let mut add = |bend: Bend| {
        let mut bent = claim.clone();
        bend(&mut bent);
        all.push(bent);
    };
    for by in [-3, -1, 1, 2] {
        add(&|it| it.objective += by);
        for at in 0..claim.mentee_prices.len() {
            add(&|it| it.mentee_prices[at] += by);
        }
        for at in 0..claim.mentor_prices.len() {
            add(&|it| it.mentor_prices[at] += by);
        }
        for stage in 0..claim.stages.len() {
            add(&|it| {
                let band = &mut it.stages[stage].band;
                *band = band.wrapping_add_signed(by as i32);
            });
            add(&|it| {
                let count = &mut it.stages[stage].count;
                *count = count.wrapping_add_signed(by);
            });
            for at in 0..claim.stages[stage].mentee_prices.len() {
                add(&|it| it.stages[stage].mentee_prices[at].1 += by);
            }
            for at in 0..claim.stages[stage].mentor_prices.len() {
                add(&|it| it.stages[stage].mentor_prices[at].1 += by);
            }
        }
    }
    for (mentee, old) in claim.mentor_of.iter().enumerate() {
        for other in (0..mentors).map(Some).chain([None]) {
            if other != *old {
                add(&|it| it.mentor_of[mentee] = other);
            }
        }
    }
    bend_rows(claim, mentors, &mut add);
    all
}

/// Rows of stages that name somebody else, or stand in another stage, or are gone.
fn bend_rows(claim: &FairClaim, mentors: u32, add: &mut dyn FnMut(Bend)) {
    type Rows = fn(&mut verify::Stage) -> &mut Vec<(u32, i64)>;
    let kinds: [(Rows, u32); 2] = [
        (
            |stage| &mut stage.mentee_prices,
            claim.mentor_of.len() as u32,
        ),
        (|stage| &mut stage.mentor_prices, mentors),
    ];
    for stage in 0..claim.stages.len() {
        for (rows, people) in kinds {
            let before = rows(&mut claim.stages[stage].clone()).clone();
            for at in 0..before.len() {
                add(&|it| {
                    rows(&mut it.stages[stage]).remove(at);
                });
                for other in (0..people).filter(|&other| before.iter().all(|row| row.0 != other)) {
                    add(&|it| {
                        let rows = rows(&mut it.stages[stage]);
                        rows[at].0 = other;
                        rows.sort_unstable();
                    });
                }
                for to in (0..claim.stages.len()).filter(|&to| to != stage) {
                    add(&|it| {
                        let row = rows(&mut it.stages[stage]).remove(at);
                        let rows = rows(&mut it.stages[to]);
                        rows.push(row);
                        rows.sort_unstable();
                    });
                }
            }
        }
    }
}

/// That a claim bent in one place is refused, or leaves out more than a conflict accounts for, or says
/// something true: another allocation that is as fair and as cheap.
fn check_bent(claim: &FairClaim, plain: &Plain, bands: Bands) {
    let left_out = claim.accepted(plain, bands).unwrap();
    let worth = |claim: &FairClaim| {
        let mentor_of = &claim.mentor_of;
        (profile(plain, bands, mentor_of), cost(plain, mentor_of))
    };
    for bent in bent(claim, plain.quotas.len() as u32) {
        if bent.accepted(plain, bands) == Ok(left_out) {
            assert_ne!(bent.mentor_of, claim.mentor_of, "{bent:?}");
            assert_eq!(worth(&bent), worth(claim), "{bent:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_fair_answer_is_the_fairest_then_cheapest_then_first(
        plain in small(7, 4),
        kind in 0..4_usize,
    ) {
        with_bands(kind, &plain, |bands| {
            let found = fair(&plain, bands).map(|fair| fair.best.mentor_of);
            prop_assert_eq!(found, best(&plain, bands));
            Ok(())
        })?;
    }

    #[test]
    fn a_fair_partial_answer_is_the_largest_then_fairest_then_cheapest(
        plain in small(6, 3),
        kind in 0..4_usize,
        turns in prop::collection::vec(0..3_u64, 6),
    ) {
        let mut calling: Vec<u32> = (0..plain.mentees).collect();
        calling.sort_by_key(|&mentee| turns[mentee as usize]);
        with_bands(kind, &plain, |bands| {
            let found = partial(&plain, bands, &turns).best.mentor_of;
            prop_assert_eq!(found, best_partial(&plain, bands, &calling));
            Ok(())
        })?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_fair_claim_bent_in_one_place_is_refused(plain in small(6, 3), kind in 0..4_usize) {
        with_bands(kind, &plain, |bands| {
            if let Some(fair) = fair(&plain, bands) {
                check_bent(&FairClaim::new(&fair), &plain, bands);
            }
        });
    }

    #[test]
    fn a_fair_partial_claim_bent_in_one_place_is_refused(
        plain in small(5, 3),
        turns in prop::collection::vec(0..3_u64, 6),
    ) {
        let fair = partial(&plain, Bands::EachCost, &turns);
        check_bent(&FairClaim::partial(&fair), &plain, Bands::EachCost);
    }

    #[test]
    fn one_pair_more_is_never_less_fair(plain in small(7, 4), at in 0..100_usize) {
        prop_assume!(!plain.pairs.is_empty());
        let mut fewer = plain.clone();
        fewer.pairs.remove(at % plain.pairs.len());
        if let Some(before) = fair(&fewer, Bands::EachCost) {
            let after = fair(&plain, Bands::EachCost).unwrap();
            let profile = |fair: &Fair| {
                let mentor_of: Vec<_> = fair.best.mentor_of.iter().copied().map(Some).collect();
                profile(&plain, Bands::EachCost, &mentor_of)
            };
            prop_assert!(profile(&after) <= profile(&before));
        }
    }

    #[test]
    fn only_the_order_of_bands_matters(plain in small(7, 4)) {
        let steeper = Plain {
            pairs: plain.pairs.iter().map(|&(mentee, mentor, cost)| {
                (mentee, mentor, if cost < 40_000 { cost * cost } else { cost })
            }).collect(),
            ..plain.clone()
        };
        let one = fair(&plain, Bands::EachCost).map(|fair| fair.best.mentor_of);
        let other = fair(&steeper, Bands::EachCost).map(|fair| fair.best.mentor_of);
        prop_assert_eq!(one, other);
    }

    #[test]
    fn one_band_is_no_fairness_at_all(plain in small(7, 4)) {
        if let Some(fair) = fair(&plain, Bands::UpTo(&[])) {
            prop_assert_eq!(fair.best.mentor_of, fair.plain.mentor_of);
        }
    }
}

/// Problems of some size: spare seats, ties, contest, contest with ties.
fn some_large() -> [Plain; 4] {
    [
        large(1, 150, 40, 900, false),
        large(2, 150, 40, 5, false),
        large(3, 200, 40, 400, true),
        large(4, 200, 40, 6, true),
    ]
}

#[test]
fn larger_fair_answers_are_proven_too() {
    for plain in some_large() {
        for kind in 0..3 {
            let fair = with_bands(kind, &plain, |bands| fair(&plain, bands));
            let fair = fair.unwrap();
            assert!(fair.best.objective >= fair.plain.objective);
            let placed: u64 = fair.stages.iter().map(|stage| stage.count).sum();
            assert_eq!(placed, u64::from(plain.mentees));
        }
    }
}

#[test]
fn a_cost_that_outweighs_all_smaller_ones_together_says_the_same() {
    for seed in 0..60 {
        let plain = large(seed, 9, 7, 3, seed % 2 == 0);
        let base = plain.mentees + 1;
        let outweighing = Plain {
            pairs: plain
                .pairs
                .iter()
                .map(|&(mentee, mentor, cost)| (mentee, mentor, base.pow(cost)))
                .collect(),
            ..plain.clone()
        };
        let expected = match solve(&outweighing.problem(), &Options::default()).unwrap() {
            Outcome::Optimal(best) => best.mentor_of,
            Outcome::Infeasible(conflict) => panic!("{conflict:?}"),
        };
        let found = fair(&plain, Bands::EachCost).unwrap();
        assert_eq!(found.best.mentor_of, expected, "{seed}");
    }
}

#[test]
fn larger_fair_claims_bent_at_random_are_refused() {
    let plain = large(3, 200, 40, 400, true);
    let claim = FairClaim::new(&fair(&plain, Bands::EachCost).unwrap());
    for seed in 0..300 {
        let pick = |salt: u64, among: usize| (hash(seed, salt) % among as u64) as usize;
        let mut bent = claim.clone();
        let stage = pick(1, bent.stages.len() - 1);
        let by = [-2, -1, 1, 7][pick(2, 4)];
        match pick(3, 5) {
            0 => {
                let prices = &mut bent.stages[stage].mentee_prices;
                let at = pick(4, prices.len());
                prices[at].1 += by;
            }
            1 => {
                let prices = &mut bent.stages[stage].mentee_prices;
                prices.remove(pick(4, prices.len()));
            }
            2 => bent.mentee_prices[pick(4, plain.mentees as usize)] += by,
            3 => bent.mentor_prices[pick(4, plain.quotas.len())] += by,
            _ => bent.mentor_of.swap(pick(4, 100), 100 + pick(5, 100)),
        }
        assert!(bent.accepted(&plain, Bands::EachCost).is_err(), "{seed}");
    }
}

#[test]
fn the_order_of_pairs_changes_no_number_of_a_fair_answer() {
    for plain in some_large() {
        let before = fair(&plain, Bands::EachCost).unwrap();
        for seed in 0..3 {
            let pairs = shuffled(seed, &plain.pairs);
            let other = Plain {
                pairs,
                ..plain.clone()
            };
            assert_eq!(fair(&other, Bands::EachCost).unwrap(), before);
        }
    }
}

#[test]
fn lower_quotas_are_kept_where_they_bind() {
    // Half the mentors are nobody's wish.
    let mut plain = large(5, 120, 30, 300, false);
    for pair in &mut plain.pairs {
        if pair.1 % 2 == 1 {
            pair.2 += 200 + (hash(9, u64::from(pair.0 ^ pair.1)) % 300) as u32;
        }
    }
    let before = fair(&plain, Bands::EachCost).unwrap();
    let falls = |price: &i64| *price < 0;
    assert!(before.plain.duals.mentor.iter().any(falls));
    let rents = before.stages.iter().flat_map(|stage| &stage.mentor);
    assert!(rents.into_iter().any(|row| falls(&row.1)));
}

#[test]
fn extreme_problems_have_fair_answers() {
    let largest = i32::MAX as u32;
    let check = |quotas: Vec<(u32, u32)>, pairs: Vec<(u32, u32, u32)>, expected: &[u32]| {
        let mentees = expected.len() as u32;
        let plain = Plain {
            mentees,
            quotas,
            pairs,
        };
        let found = fair(&plain, Bands::EachCost).unwrap();
        assert_eq!(found.best.mentor_of, expected);
    };
    check(vec![], vec![], &[]);
    check(vec![(0, 0), (0, 3)], vec![], &[]);
    check(vec![(1, 1)], vec![(0, 0, largest)], &[0]);
    check(
        vec![(0, u32::MAX), (0, 0)],
        vec![(0, 0, largest), (0, 1, 0), (1, 0, 0)],
        &[0, 0],
    );
    // Cheapest together is 0 + largest; fairest is largest - 1 twice.
    check(
        vec![(1, 1), (1, 1)],
        vec![
            (0, 0, 0),
            (0, 1, largest - 1),
            (1, 0, largest - 1),
            (1, 1, largest),
        ],
        &[1, 0],
    );
}

#[test]
fn the_caller_can_stop_a_fair_solve_at_any_question() {
    let plain = large(3, 200, 40, 400, true);
    let problem = plain.problem();
    let asked = Cell::new(0_u32);
    let run = |last: u32| {
        asked.set(0);
        let stop = || {
            asked.set(asked.get() + 1);
            asked.get() == last
        };
        let options = asking(&stop);
        solve_fair(&problem, Bands::EachCost, &options)
    };
    let whole = run(0).unwrap();
    let questions = asked.get();
    let plain_questions = {
        asked.set(0);
        let count = || {
            asked.set(asked.get() + 1);
            false
        };
        let options = asking(&count);
        solve(&problem, &options).unwrap();
        asked.get()
    };
    assert!(questions > plain_questions + 2);
    for last in [1, plain_questions + 1, questions / 2, questions] {
        assert_eq!(run(last), Err(Cancelled));
    }
    // What was stopped leaves nothing behind.
    assert_eq!(run(0).unwrap(), whole);
}
