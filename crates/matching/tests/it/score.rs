//! Scored pairs against a reading of the rules that goes pair by pair and set by set.

mod cases;
mod naive;

use std::num::NonZeroU16;

use matching::score::{
    Factor, HIGHEST_COST, Hard, Person, Rule, ScoreError, Scorer, Soft, Strength, Terms, Topic,
    Wanted, Who, Wish,
};
use matching::{Builder, Options, Outcome, Problem, Quota, solve};
use proptest::prelude::*;

use crate::instances::shuffled;
use crate::judge;
use cases::{case, large};
use naive::Case;

/// The lists, which are in order of mentors, nearest first.
fn listed(problem: &Problem) -> Vec<Vec<(u32, u32)>> {
    let list = |mentee| {
        let pairs = problem.pairs_of(mentee);
        assert!(pairs.is_sorted_by(|one, next| one.mentor() < next.mentor()));
        let pairs = pairs.iter().map(|it| (it.cost(), it.mentor()));
        let mut list: Vec<_> = pairs.collect();
        list.sort_unstable();
        list
    };
    (0..problem.mentees()).map(list).collect()
}

fn no_quotas(case: &Case) -> Vec<Quota> {
    vec![Quota { lo: 0, hi: 9 }; case.mentors.len()]
}

#[test]
fn large_blocks_are_scored_and_cut_as_defined() {
    for seed in 0..4 {
        let case = large(seed, 40, 401);
        let expected = case.lists();
        assert!(expected.iter().any(|it| it.len() > 100));
        let scorer = case.scorer();
        assert_eq!(listed(&scorer.problem(no_quotas(&case)).unwrap()), expected);
        for keep in [0, 1, 7, 64, 500] {
            let problem = scorer.nearest(no_quotas(&case), keep).unwrap();
            let cut = expected.iter().map(|it| &it[..keep.min(it.len())]);
            assert!(listed(&problem).iter().map(Vec::as_slice).eq(cut), "{keep}");
        }
    }
}

#[test]
fn short_lists_of_large_schemes_lead_to_the_same_groups() {
    for (seed, hi) in [(1, 2), (2, 4), (3, 40)] {
        let mut case = large(seed, 300, 150);
        case.terms.rules.clear();
        let quotas = vec![(1, hi); 150];
        let plain = case.plain(&quotas);
        let whole = case
            .scorer()
            .solve(plain.problem().quotas(), 4, &Options::default())
            .unwrap();
        assert_eq!(judge::accepts(&plain, &whole.outcome), Ok(()));
        assert!(whole.problem.pairs() < plain.pairs.len());
        let all = solve(&plain.problem(), &Options::default()).unwrap();
        let (Outcome::Optimal(found), Outcome::Optimal(best)) = (whole.outcome, all) else {
            panic!("there are groups");
        };
        assert_eq!(found.mentor_of, best.mentor_of);
        assert!(whole.rounds > 1, "mentors must take somebody from afar");
    }
}

#[test]
fn costs_up_to_the_highest_do_not_overflow() {
    let factor = |differs| Factor {
        what: Soft::Compare {
            value: 0,
            same: 0,
            differs,
            unknown: 0,
            only_for: None,
        },
        is_sealed: false,
    };
    let person = |value| Person {
        values: vec![NonZeroU16::new(value)],
        blocks: vec![0],
        ..Person::default()
    };
    let terms = |more| Terms {
        values: 1,
        factors: vec![factor(HIGHEST_COST - 4), factor(more)],
        ..Terms::default()
    };
    let mentors = [person(2), person(1), person(3)];
    let scorer = Scorer::new(terms(4), &[person(1)], &mentors, &[]).unwrap();
    let highest = u32::from(HIGHEST_COST);
    let problem = scorer.problem(vec![Quota { lo: 0, hi: 1 }; 3]).unwrap();
    assert_eq!(listed(&problem), [[(0, 1), (highest, 0), (highest, 2)]]);
    let refused = Scorer::new(terms(5), &[person(1)], &mentors, &[]);
    let most = u64::from(HIGHEST_COST) + 1;
    assert_eq!(refused.err(), Some(ScoreError::TooDear { most }));
}

/// One mentee and one mentor with a value and a set, and all that terms can be.
fn check_refused(bend: impl FnOnce(&mut Case), expected: ScoreError) {
    let gender = Topic::Value(0);
    let person = |wishes| Person {
        values: vec![None],
        sets: vec![0],
        blocks: vec![0],
        wishes,
    };
    let wish = Wish {
        topic: gender,
        wanted: Wanted::Value(NonZeroU16::MIN),
        strength: Strength::Must,
    };
    let mut case = Case {
        terms: Terms {
            values: 1,
            sets: 1,
            factors: vec![],
            rules: vec![Rule {
                what: Hard::Mentees(gender),
                is_sealed: true,
            }],
        },
        mentees: vec![person(vec![wish])],
        mentors: vec![person(vec![])],
        apart: vec![],
    };
    case.scorer();
    bend(&mut case);
    let Case {
        terms,
        mentees,
        mentors,
        apart,
    } = case;
    let refused = Scorer::new(terms, &mentees, &mentors, &apart);
    assert_eq!(refused.err(), Some(expected));
}

#[test]
fn what_does_not_fit_is_refused() {
    let topic = Topic::Value(0);
    check_refused(
        |it| it.mentors[0].sets.clear(),
        ScoreError::WrongPerson {
            who: Who::Mentor(0),
        },
    );
    check_refused(
        |it| it.mentees[0].values.push(None),
        ScoreError::WrongPerson {
            who: Who::Mentee(0),
        },
    );
    check_refused(
        |it| it.mentees[0].wishes[0].wanted = Wanted::LikeMe,
        ScoreError::EmptyWish { topic },
    );
    check_refused(
        |it| it.mentees[0].wishes[0].wanted = Wanted::AnyOf(1),
        ScoreError::EmptyWish { topic },
    );
    check_refused(
        |it| {
            it.mentees[0].wishes[0].topic = Topic::Set(0);
            it.mentees[0].wishes[0].wanted = Wanted::AnyOf(0);
        },
        ScoreError::EmptyWish {
            topic: Topic::Set(0),
        },
    );
    check_refused(
        |it| it.mentees[0].wishes[0].topic = Topic::Value(1),
        ScoreError::UnknownTopic {
            topic: Topic::Value(1),
        },
    );
    check_refused(
        |it| {
            let wish = it.mentees[0].wishes[0];
            it.mentees[0].wishes.push(wish);
        },
        ScoreError::TwoWishes { topic },
    );
}

#[test]
fn no_wish_goes_unheard() {
    let topic = Topic::Value(0);
    check_refused(|it| it.terms.rules.clear(), ScoreError::Unheard { topic });
    check_refused(
        |it| it.mentees[0].wishes[0].strength = Strength::Prefer,
        ScoreError::Unheard { topic },
    );
    check_refused(
        |it| it.mentors[0].wishes = it.mentees[0].wishes.clone(),
        ScoreError::Unheard { topic },
    );
    check_refused(
        |it| {
            let rule = it.terms.rules[0];
            it.terms.rules = vec![rule; 65];
        },
        ScoreError::TooManyTerms,
    );
    check_refused(|it| it.apart.push((0, 0)), ScoreError::NothingKeepsApart);
    check_refused(|it| it.apart.push((0, 1)), ScoreError::UnknownApart);
}

#[test]
fn a_rule_that_is_sealed_leaves_no_trace_in_what_is_printed() {
    let topic = Topic::Value(0);
    let person = |value, wishes| Person {
        values: vec![NonZeroU16::new(value)],
        blocks: vec![0],
        wishes,
        ..Person::default()
    };
    let wish = Wish {
        topic,
        wanted: Wanted::LikeMe,
        strength: Strength::Must,
    };
    let rule = |what, is_sealed| Rule { what, is_sealed };
    let terms = Terms {
        values: 1,
        rules: vec![
            rule(Hard::Same { value: 0 }, false),
            rule(Hard::Mentors(topic), true),
        ],
        ..Terms::default()
    };
    let mentors = [person(2, vec![wish]), person(0, vec![])];
    let scorer = Scorer::new(terms, &[person(1, vec![])], &mentors, &[]).unwrap();
    let bars = scorer.bars(0, 0);
    assert_eq!(bars.with_sealed(), 0b11);
    assert_eq!(format!("{bars:?}"), "{0}");
    assert_eq!(scorer.cost(0, 0), None);
    assert!(scorer.bars(0, 1).is_allowed_with_sealed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn every_pair_costs_and_is_allowed_as_defined(case in case(), keep in 0..7_usize) {
        let (scorer, expected) = (case.scorer(), case.lists());
        prop_assert_eq!(&listed(&scorer.problem(no_quotas(&case)).unwrap()), &expected);
        let cut = scorer.nearest(no_quotas(&case), keep).unwrap();
        for (list, whole) in listed(&cut).iter().zip(&expected) {
            prop_assert_eq!(list, &whole[..keep.min(whole.len())]);
        }
        let mut parts = vec![7; scorer.parts()];
        for mentee in 0..case.mentees.len() as u32 {
            for mentor in 0..case.mentors.len() as u32 {
                scorer.parts_of(mentee, mentor, &mut parts);
                let costs = case.costs(mentee, mentor);
                prop_assert_eq!(&parts, &costs);
                let cost = case.allows(mentee, mentor).then(|| costs.iter().sum());
                prop_assert_eq!(scorer.cost(mentee, mentor), cost);
                let bars = scorer.bars(mentee, mentor);
                let rules = case.bars(mentee, mentor);
                let found: Vec<_> = (0..rules.len()).map(|it| bars.with_sealed() >> it & 1 == 1).collect();
                prop_assert_eq!(found, rules);
                prop_assert_eq!(bars.is_outside(), !case.share_block(mentee, mentor));
            }
        }
    }

    #[test]
    fn what_one_rule_alone_forbids_would_be_allowed_without_it(case in case()) {
        let scorer = case.scorer();
        for rule in 0..case.terms.rules.len() {
            let mut looser = case.clone();
            // Rules are heard by what they are, so the looser scheme is reckoned, not scored.
            looser.terms.rules.remove(rule);
            let (before, after) = (case.lists(), looser.lists());
            let pair = |(mentee, list): (u32, &Vec<(u32, u32)>)| {
                let known = &before[mentee as usize];
                let new = list.iter().filter(|it| !known.contains(it));
                new.map(|&(cost, mentor)| (mentee, mentor, cost)).collect::<Vec<_>>()
            };
            let mut expected: Vec<_> = (0..).zip(&after).flat_map(pair).collect();
            expected.sort_unstable();
            let found = scorer.forbidden_by(rule).into_iter();
            let found: Vec<_> = found.map(|it| (it.mentee, it.mentor, it.cost)).collect();
            prop_assert_eq!(found, expected);
        }
        prop_assert!(scorer.forbidden_by(64).is_empty());
    }

    #[test]
    fn the_order_of_people_wishes_and_rules_changes_no_cost(case in case(), seed in any::<u64>()) {
        let order = |number: usize| shuffled(seed, &(0..number as u32).collect::<Vec<_>>());
        let (mentees, mentors) = (order(case.mentees.len()), order(case.mentors.len()));
        let turn = |people: &[Person], order: &[u32]| {
            let person = |&at: &u32| {
                let person = &people[at as usize];
                Person {
                    blocks: shuffled(seed, &person.blocks),
                    wishes: shuffled(seed, &person.wishes),
                    ..person.clone()
                }
            };
            order.iter().map(person).collect::<Vec<_>>()
        };
        let new = |order: &[u32], old: u32| order.iter().position(|&it| it == old).unwrap() as u32;
        let apart = shuffled(seed, &case.apart).into_iter();
        let turned = Case {
            terms: Terms {
                factors: shuffled(seed, &case.terms.factors),
                rules: shuffled(seed, &case.terms.rules),
                ..case.terms.clone()
            },
            mentees: turn(&case.mentees, &mentees),
            mentors: turn(&case.mentors, &mentors),
            apart: apart.map(|(one, other)| (new(&mentees, one), new(&mentors, other))).collect(),
        };
        let (before, after) = (case.scorer(), turned.scorer());
        for (at, &mentee) in (0..).zip(&mentees) {
            for (with, &mentor) in (0..).zip(&mentors) {
                prop_assert_eq!(after.cost(at, with), before.cost(mentee, mentor));
            }
        }
        let all = |scorer: &Scorer| scorer.problem(no_quotas(&case)).unwrap().pairs();
        prop_assert_eq!(all(&after), all(&before));
    }

    #[test]
    fn short_lists_lead_to_the_same_groups_as_all_pairs(
        case in case(),
        quotas in prop::collection::vec((0..2_u32, 0..3_u32), 9),
        keep in 0..4_usize,
    ) {
        let quotas: Vec<_> = quotas[..case.mentors.len()].iter().map(|&(lo, more)| (lo, lo + more)).collect();
        let plain = case.plain(&quotas);
        let problem = plain.problem();
        let whole = case.scorer().solve(problem.quotas(), keep, &Options::default()).unwrap();
        // The checker sees all pairs, listed or not.
        prop_assert_eq!(judge::accepts(&plain, &whole.outcome), Ok(()));
        match (whole.outcome, solve(&problem, &Options::default()).unwrap()) {
            (Outcome::Optimal(found), Outcome::Optimal(best)) => {
                prop_assert_eq!(found.mentor_of, best.mentor_of);
            }
            (Outcome::Infeasible(_), Outcome::Infeasible(_)) => {}
            (found, _) => prop_assert!(false, "{found:?}"),
        }
    }
}

#[test]
fn a_scheme_of_nobody_and_a_reversed_quota_are_no_panic() {
    let scorer = Scorer::new(Terms::default(), &[], &[], &[]).unwrap();
    assert_eq!(scorer.problem(vec![]).unwrap().pairs(), 0);
    assert_eq!(
        (scorer.parts(), scorer.sealed(), scorer.looked_at()),
        (1, 0, 0)
    );
    let mentor = [Person::default()];
    let scorer = Scorer::new(Terms::default(), &mentor, &mentor, &[]).unwrap();
    assert!(scorer.problem(vec![Quota { lo: 2, hi: 1 }]).is_err());
    let builder = Builder::new(1, vec![Quota { lo: 2, hi: 1 }]);
    assert!(builder.is_err());
}

#[test]
fn solving_short_lists_can_be_stopped() {
    let case = large(1, 60, 40);
    let stop = || true;
    let options = crate::instances::asking(&stop);
    let quotas = vec![Quota { lo: 0, hi: 3 }; 40];
    assert!(case.scorer().solve(&quotas, 3, &options).is_err());
}
