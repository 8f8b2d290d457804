//! Rules about whole groups, held against every allocation of small problems.

use std::cell::Cell;

use matching::{
    Breach, Company, Impossible, Meeting, Options, Outcome, RuleOptions, Ruled, RuledOutcome,
    Rules, RulesError, Weight, form_by_rules, solve,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree;

use crate::instances::{Plain, hash, large, shuffled, small};
use crate::oracle::each_allocation;

fn formed(plain: &Plain, rules: &Rules) -> Option<Ruled> {
    let outcome = form_by_rules(&plain.problem(), rules, &RuleOptions::default());
    match outcome.unwrap() {
        RuledOutcome::Formed(ruled) => Some(ruled),
        RuledOutcome::Infeasible(_) => None,
    }
}

/// Each mentor's mentees.
fn groups(plain: &Plain, mentor_of: &[Option<u32>]) -> Vec<Vec<u32>> {
    let mut groups = vec![Vec::new(); plain.quotas.len()];
    for (mentee, mentor) in (0..).zip(mentor_of) {
        if let Some(mentor) = mentor {
            groups[*mentor as usize].push(mentee);
        }
    }
    groups
}

/// Adds what breaking a rule comes to: none where it must not be broken.
fn charge(total: Option<i64>, weight: Weight) -> Option<i64> {
    match weight {
        Weight::Hard => None,
        Weight::Soft(cost) => Some(total? + i64::from(cost)),
    }
}

/// What groups cost by the words of the rules; none where a hard rule is broken.
fn cost_by_rules(plain: &Plain, rules: &Rules, mentor_of: &[Option<u32>]) -> Option<i64> {
    let mut total = Some(0);
    for (mentor, group) in groups(plain, mentor_of).iter().enumerate() {
        let (lo, hi) = plain.quotas[mentor];
        let is_unused = group.is_empty() && (rules.may_stay_unused || lo == 0);
        if !is_unused && !(lo..=hi).contains(&(group.len() as u32)) {
            return None;
        }
        let sizes = &rules.size_costs;
        let size = sizes.get(group.len()).or(sizes.last()).copied().unwrap_or(0);
        total = charge(total, Weight::Soft(size));
        for &mentee in group {
            total = Some(total? + plain.cost(mentee, mentor as u32).unwrap());
            let meets = |&(one, other): &(u32, u32)| {
                (one == mentee && group.contains(&other)) || (other == mentee && group.contains(&one))
            };
            if rules.apart.iter().any(meets) {
                return None;
            }
            for rule in &rules.company {
                let company = group.iter().filter(|it| rule.carriers.contains(it)).count()
                    + usize::from(rule.mentors.contains(&(mentor as u32)));
                if rule.asking.contains(&mentee) && company < 2 {
                    total = charge(total, rule.weight);
                }
            }
        }
        if let (Some(meeting), false) = (&rules.meeting, group.is_empty()) {
            let own = meeting.mentors[mentor];
            let times = group.iter().fold(own, |times, &it| times & meeting.mentees[it as usize]);
            if times == 0 {
                total = charge(total, meeting.weight);
            }
        }
    }
    total
}

fn weight() -> impl Strategy<Value = Weight> {
    prop_oneof![Just(Weight::Hard), (0..40_u32).prop_map(Weight::Soft)]
}

/// Rules for so many people, from nothing to everything at once.
fn some_rules(mentees: u32, mentors: u32) -> impl Strategy<Value = Rules> {
    let (e, m) = (mentees as usize, mentors as usize);
    let company = (
        prop::collection::vec(0..4_u8, e),
        prop::collection::vec(prop::bool::weighted(0.3), m),
        weight(),
    );
    let company = company.prop_map(|(mentees, mentors, weight)| {
        let those = |least: u8| (0..).zip(&mentees).filter(move |it| *it.1 >= least).map(|it| it.0);
        Company {
            carriers: those(2).collect(),
            asking: those(3).collect(),
            mentors: (0..).zip(mentors).filter(|it| it.1).map(|it| it.0).collect(),
            weight,
        }
    });
    let times = || 1..16_u64;
    let meeting = (
        prop::collection::vec(times(), e),
        prop::collection::vec(times(), m),
        weight(),
    );
    let meeting = meeting.prop_map(|(mentees, mentors, weight)| Meeting {
        mentees,
        mentors,
        weight,
    });
    let apart = (0..mentees.max(1), 0..mentees.max(1));
    (
        prop::collection::vec(apart, 0..3),
        prop::collection::vec(company, 0..3),
        prop::option::of(meeting),
        prop::collection::vec(0..30_u32, 0..5),
        prop::bool::weighted(0.3),
    )
        .prop_map(|(apart, company, meeting, size_costs, may_stay_unused)| Rules {
            apart: apart.into_iter().filter(|it| it.0 != it.1).collect(),
            company,
            meeting,
            size_costs,
            may_stay_unused,
        })
}

fn case() -> impl Strategy<Value = (Plain, Rules)> {
    small(6, 3).prop_flat_map(|plain| {
        let rules = some_rules(plain.mentees, plain.quotas.len() as u32);
        (Just(plain), rules)
    })
}

/// The least cost of all allocations that keep the hard rules.
fn least(plain: &Plain, rules: &Rules) -> Option<i64> {
    let mut best: Option<i64> = None;
    each_allocation(plain, false, &mut |mentor_of| {
        if let Some(cost) = cost_by_rules(plain, rules, mentor_of) {
            best = Some(best.map_or(cost, |known| known.min(cost)));
        }
    });
    best
}

/// What must be true of every answer.
fn check_against_all(plain: &Plain, rules: &Rules) {
    let Some(ruled) = formed(plain, rules) else {
        return assert_eq!(least(plain, rules), None);
    };
    let best = least(plain, rules);
    let own = cost_by_rules(plain, rules, &ruled.mentor_of);
    if ruled.broken.is_empty() {
        assert_eq!(own, Some(ruled.objective()), "the costs add up");
        assert!(ruled.gap().unwrap() >= 0);
    } else {
        let is_left_out = |it: &Breach| matches!(it, Breach::LeftOut { .. });
        assert!(own.is_none() || ruled.broken.iter().any(is_left_out));
    }
    match (best, ruled.bound) {
        (Some(best), Some(bound)) => assert!(bound <= best, "{bound} is no bound of {best}"),
        (Some(best), None) => panic!("there is one of {best}"),
        (None, _) => assert!(!ruled.broken.is_empty()),
    }
    if best.is_some() {
        assert_eq!(ruled.impossible, [], "it is possible");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn nothing_said_of_a_small_problem_is_wrong((plain, rules) in case()) {
        check_against_all(&plain, &rules);
    }
}

/// How good answers are, in so many of a number of problems.
#[derive(Debug, Default)]
struct Quality {
    possible: u32,
    missed: u32,
    best: u32,
    proven: u32,
    impossible: u32,
    explained: u32,
}

fn count(quality: &mut Quality, plain: &Plain, rules: &Rules) {
    let Some(ruled) = formed(plain, rules) else {
        return;
    };
    match least(plain, rules) {
        Some(best) => {
            quality.possible += 1;
            quality.missed += u32::from(!ruled.broken.is_empty());
            quality.best += u32::from(ruled.broken.is_empty() && ruled.objective() == best);
            quality.proven += u32::from(ruled.is_proven_best());
        }
        None => {
            quality.impossible += 1;
            quality.explained += u32::from(!ruled.impossible.is_empty());
        }
    }
}

#[test]
fn small_problems_are_nearly_always_solved_and_explained() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut quality = Quality::default();
    for _ in 0..4000 {
        let (plain, rules) = case().new_tree(&mut runner).unwrap().current();
        count(&mut quality, &plain, &rules);
    }
    println!("{quality:?}");
    assert!(quality.possible > 500, "{quality:?}");
    assert!(quality.missed * 50 <= quality.possible, "{quality:?}");
    assert!(quality.best * 10 >= quality.possible * 9, "{quality:?}");
    assert!(quality.proven * 10 >= quality.possible * 8, "{quality:?}");
    assert!(quality.explained * 10 >= quality.impossible * 8, "{quality:?}");
}
