//! What is offered where there is no allocation.

use std::cell::Cell;

use matching::{
    BuildError, Cancelled, Cure, CureError, Forbidden, Options, Outcome, Remedy, cures, solve,
};
use proptest::prelude::*;

use crate::instances::{Plain, asking, large, shuffled, small};
use crate::oracle::{each_allocation, loads};

fn cures_of(plain: &Plain, forbidden: &[Forbidden]) -> Vec<Cure> {
    cures(&plain.problem(), forbidden, &Options::default(), u64::from).unwrap()
}

/// The scheme with a cure applied, those who wait left without any wish or need of a place.
fn applied(plain: &Plain, cure: &Cure, forbidden: &[Forbidden]) -> (Plain, Vec<u32>) {
    let mut plain = plain.clone();
    let mut waiting = Vec::new();
    for remedy in &cure.remedies {
        match remedy {
            Remedy::MoreSeats(places) => {
                for &(mentor, more) in places {
                    plain.quotas[mentor as usize].1 += more;
                }
            }
            Remedy::LowerMinimum(places) => {
                for &(mentor, fewer) in places {
                    plain.quotas[mentor as usize].0 -= fewer;
                }
            }
            Remedy::Loosen { rule, pairs } => {
                for pair in forbidden.iter().filter(|pair| pair.rule == *rule) {
                    if pairs.contains(&(pair.mentee, pair.mentor)) {
                        plain.pairs.push((pair.mentee, pair.mentor, pair.cost));
                    }
                }
            }
            Remedy::Wait(mentees) => waiting.clone_from(mentees),
        }
    }
    (plain, waiting)
}

/// Whether everybody but those waiting can be placed within the quotas.
fn works(plain: &Plain, waiting: &[u32]) -> bool {
    let mut works = false;
    each_allocation(plain, true, &mut |mentor_of| {
        let loads = loads(plain, mentor_of);
        let keeps = |(load, quota): (&u32, &(u32, u32))| (quota.0..=quota.1).contains(load);
        let out = (0..).zip(mentor_of).filter(|(_, mentor)| mentor.is_none());
        works |= loads.iter().zip(&plain.quotas).all(keeps)
            && out.map(|(mentee, _)| mentee).eq(waiting.iter().copied());
    });
    works
}

/// The fewest seats above upper quotas with which everybody is placed and no lower quota missed.
fn fewest_seats(plain: &Plain) -> Option<u64> {
    let mut fewest = None;
    each_allocation(plain, false, &mut |mentor_of| {
        let loads = loads(plain, mentor_of);
        let quotas = loads.iter().zip(&plain.quotas);
        if quotas.clone().all(|(load, quota)| *load >= quota.0) {
            let more = quotas.map(|(load, quota)| u64::from(load.saturating_sub(quota.1)));
            let more: u64 = more.sum();
            fewest = Some(fewest.map_or(more, |fewest: u64| fewest.min(more)));
        }
    });
    fewest
}

/// The fewest pairs of a rule with which everybody is placed within the quotas.
fn fewest_pairs(plain: &Plain, forbidden: &[Forbidden], rule: u32) -> Option<u64> {
    let of_rule = forbidden.iter().filter(|pair| pair.rule == rule);
    let mut loose = plain.clone();
    for pair in of_rule.clone() {
        loose.pairs.push((pair.mentee, pair.mentor, pair.cost));
    }
    let mut fewest = None;
    each_allocation(&loose, false, &mut |mentor_of| {
        let loads = loads(&loose, mentor_of);
        let keeps = |(load, quota): (&u32, &(u32, u32))| (quota.0..=quota.1).contains(load);
        if loads.iter().zip(&loose.quotas).all(keeps) {
            let used = of_rule
                .clone()
                .filter(|pair| mentor_of[pair.mentee as usize] == Some(pair.mentor));
            let used = used.count() as u64;
            fewest = Some(fewest.map_or(used, |fewest: u64| fewest.min(used)));
        }
    });
    fewest
}

/// Takes some of the pairs out as forbidden by one of two rules.
fn split(plain: &Plain, by: &[u32]) -> (Plain, Vec<Forbidden>) {
    let mut fewer = plain.clone();
    fewer.pairs.clear();
    let mut forbidden = Vec::new();
    for (&(mentee, mentor, cost), rule) in plain.pairs.iter().zip(by) {
        match rule {
            0 | 1 => forbidden.push(Forbidden {
                mentee,
                mentor,
                cost,
                rule: *rule,
            }),
            _ => fewer.pairs.push((mentee, mentor, cost)),
        }
    }
    (fewer, forbidden)
}

/// The touches of a cure that makes one kind of change and no other.
fn alone(cures: &[Cure], kind: impl Fn(&Remedy) -> bool) -> Option<u64> {
    let cure = cures
        .iter()
        .find(|cure| cure.remedies.len() == 1 && kind(&cure.remedies[0]))?;
    Some(cure.touches)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn every_cure_works_and_touches_the_fewest_of_its_kind(
        plain in small(5, 3),
        by in prop::collection::vec(0..6_u32, 15),
    ) {
        let (plain, forbidden) = split(&plain, &by);
        let found = cures_of(&plain, &forbidden);
        let outcome = solve(&plain.problem(), &Options::default()).unwrap();
        prop_assert_eq!(found.is_empty(), matches!(outcome, Outcome::Optimal(_)));
        for cure in &found {
            let (changed, waiting) = applied(&plain, cure, &forbidden);
            prop_assert!(works(&changed, &waiting), "{:?}", cure);
            let touches: u64 = cure.remedies.iter().map(Remedy::touches).sum();
            prop_assert_eq!(cure.touches, touches);
            prop_assert!(touches > 0);
        }
        prop_assert!(found.is_sorted_by_key(|cure| cure.touches));
        if !found.is_empty() {
            let seats = alone(&found, |remedy| matches!(remedy, Remedy::MoreSeats(_)));
            prop_assert_eq!(seats, fewest_seats(&plain));
            for rule in 0..2 {
                let is_it = |remedy: &Remedy| {
                    matches!(remedy, Remedy::Loosen { rule: other, .. } if *other == rule)
                };
                let fewest = fewest_pairs(&plain, &forbidden, rule);
                prop_assert_eq!(alone(&found, is_it), fewest);
            }
        }
    }
}

fn plain(quotas: &[(u32, u32)], pairs: &[(u32, u32, u32)]) -> Plain {
    Plain {
        mentees: pairs.iter().map(|pair| pair.0 + 1).max().unwrap_or(0),
        quotas: quotas.to_vec(),
        pairs: pairs.to_vec(),
    }
}

fn check(plain: &Plain, forbidden: &[Forbidden], expected: &[(u64, i64, &[Remedy])]) {
    let found = cures_of(plain, forbidden);
    let found: Vec<_> = found
        .iter()
        .map(|cure| (cure.touches, cure.objective, &cure.remedies[..]))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn too_few_seats_are_cured_by_seats_a_rule_or_waiting() {
    let plain = plain(
        &[(0, 1), (0, 1)],
        &[(0, 0, 3), (1, 0, 1), (1, 1, 9), (2, 1, 2)],
    );
    let far = Forbidden {
        mentee: 2,
        mentor: 0,
        cost: 0,
        rule: 5,
    };
    // Rule 5 leads from one full mentor to another, which helps nobody.
    check(
        &plain,
        &[far],
        &[
            (1, 6, &[Remedy::MoreSeats(vec![(0, 1)])]),
            (1, 12, &[Remedy::Wait(vec![2])]),
        ],
    );
    let mut wider = plain.clone();
    wider.quotas.push((0, 1));
    let near = Forbidden { mentor: 2, ..far };
    check(
        &wider,
        &[near],
        &[
            (1, 6, &[Remedy::MoreSeats(vec![(0, 1)])]),
            (
                1,
                12,
                &[Remedy::Loosen {
                    rule: 5,
                    pairs: vec![(2, 2)],
                }],
            ),
            (1, 12, &[Remedy::Wait(vec![2])]),
        ],
    );
}

#[test]
fn too_few_mentees_are_cured_by_lower_minimums_or_a_rule() {
    let plain = plain(&[(2, 2), (0, 3)], &[(0, 0, 1), (1, 1, 1), (2, 1, 1)]);
    let rule = |mentee, cost| Forbidden {
        mentee,
        mentor: 0,
        cost,
        rule: 1,
    };
    check(
        &plain,
        &[rule(1, 7), rule(2, 5)],
        &[
            (1, 3, &[Remedy::LowerMinimum(vec![(0, 1)])]),
            (
                1,
                7,
                &[Remedy::Loosen {
                    rule: 1,
                    pairs: vec![(2, 0)],
                }],
            ),
        ],
    );
}

#[test]
fn two_shortages_need_two_remedies_unless_one_pair_cures_both() {
    let plain = plain(&[(0, 1), (1, 1)], &[(0, 0, 1), (1, 0, 2)]);
    let both = Forbidden {
        mentee: 0,
        mentor: 1,
        cost: 40,
        rule: 9,
    };
    let fewer = Remedy::LowerMinimum(vec![(1, 1)]);
    check(
        &plain,
        &[both],
        &[
            (
                1,
                42,
                &[Remedy::Loosen {
                    rule: 9,
                    pairs: vec![(0, 1)],
                }],
            ),
            (2, 3, &[Remedy::MoreSeats(vec![(0, 1)]), fewer.clone()]),
            (2, 1, &[fewer, Remedy::Wait(vec![1])]),
        ],
    );
}

#[test]
fn who_may_go_nowhere_waits_whatever_else_is_done() {
    let mut plain = plain(&[(0, 1)], &[(0, 0, 1), (1, 0, 2)]);
    plain.mentees = 3;
    check(
        &plain,
        &[],
        &[
            (
                2,
                3,
                &[Remedy::MoreSeats(vec![(0, 1)]), Remedy::Wait(vec![2])],
            ),
            (2, 1, &[Remedy::Wait(vec![1, 2])]),
        ],
    );
}

#[test]
fn pairs_that_are_not_forbidden_are_refused() {
    let plain = plain(&[(0, 1), (0, 1)], &[(0, 0, 1), (1, 0, 2)]);
    let check = |mentee, mentor, expected| {
        let pair = Forbidden {
            mentee,
            mentor,
            cost: 1,
            rule: 0,
        };
        let helps = Forbidden {
            mentee: 1,
            mentor: 1,
            ..pair
        };
        let refused = cures(&plain.problem(), &[pair, helps], &Options::default(), |_| 0);
        assert_eq!(refused.unwrap_err(), CureError::NoPair(expected));
    };
    check(2, 0, BuildError::UnknownMentee { mentee: 2 });
    check(0, 2, BuildError::UnknownMentor { mentor: 2 });
    check(
        0,
        0,
        BuildError::DuplicatePair {
            mentee: 0,
            mentor: 0,
        },
    );
    check(
        1,
        1,
        BuildError::DuplicatePair {
            mentee: 1,
            mentor: 1,
        },
    );
}

/// Some size, with seats taken away.
fn short() -> Plain {
    let mut plain = large(7, 120, 20, 300, true);
    for quota in plain.quotas.iter_mut().step_by(9) {
        quota.1 -= 1;
        quota.0 = quota.0.min(quota.1);
    }
    plain
}

#[test]
fn cures_do_not_depend_on_the_order_of_pairs() {
    let plain = short();
    let before = cures_of(&plain, &[]);
    assert_eq!(before.len(), 2);
    let other = Plain {
        pairs: shuffled(3, &plain.pairs),
        ..plain
    };
    assert_eq!(cures_of(&other, &[]), before);
}

#[test]
fn the_caller_can_stop_looking_for_cures() {
    let problem = short().problem();
    let asked = Cell::new(0_u32);
    let run = |last: u32| {
        asked.set(0);
        let stop = || {
            asked.set(asked.get() + 1);
            asked.get() == last
        };
        let options = asking(&stop);
        cures(&problem, &[], &options, |_| 0)
    };
    run(0).unwrap();
    let questions = asked.get();
    for last in [1, questions / 2, questions] {
        assert_eq!(run(last), Err(CureError::Cancelled(Cancelled)));
    }
}
