//! Rules about whole groups, held against every allocation of small problems.

use matching::{Breach, Company, Meeting, Ruled, Rules, Weight};
use proptest::prelude::*;
use proptest::strategy::ValueTree;

use crate::instances::{Plain, small};
use crate::oracle::each_allocation;
use crate::ruled_judge;
use crate::rules::formed;

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
        let size = sizes
            .get(group.len())
            .or(sizes.last())
            .copied()
            .unwrap_or(0);
        total = charge(total, Weight::Soft(size));
        for &mentee in group {
            total = Some(total? + plain.cost(mentee, mentor as u32).unwrap());
            let meets = |&(one, other): &(u32, u32)| {
                (one == mentee && group.contains(&other))
                    || (other == mentee && group.contains(&one))
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
            let times = group
                .iter()
                .fold(own, |times, &it| times & meeting.mentees[it as usize]);
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
        let those = |least: u8| {
            (0..)
                .zip(&mentees)
                .filter(move |it| *it.1 >= least)
                .map(|it| it.0)
        };
        Company {
            carriers: those(2).collect(),
            asking: those(3).collect(),
            mentors: (0..)
                .zip(mentors)
                .filter(|it| it.1)
                .map(|it| it.0)
                .collect(),
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
        .prop_map(
            |(apart, company, meeting, size_costs, may_stay_unused)| Rules {
                apart: apart.into_iter().filter(|it| it.0 != it.1).collect(),
                company,
                meeting,
                size_costs,
                may_stay_unused,
            },
        )
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
    let Some(answer) = formed(plain, rules) else {
        return assert_eq!(least(plain, rules), None);
    };
    let report = ruled_judge::accepts_ruled(plain, rules, &answer).unwrap();
    assert!(report.is_bound_checked);
    let best = least(plain, rules);
    let own = cost_by_rules(plain, rules, &answer.mentor_of);
    if answer.broken.is_empty() {
        assert_eq!(own, Some(answer.objective()), "the costs add up");
        assert!(answer.keeps_the_rest);
    } else {
        let is_left_out = |it: &Breach| matches!(it, Breach::LeftOut { .. });
        assert!(own.is_none() || answer.broken.iter().any(is_left_out));
    }
    let eased = least(plain, &eased(rules, &answer));
    if best.is_some() {
        assert_eq!(answer.impossible, [], "it is possible");
    } else {
        assert!(!answer.broken.is_empty());
    }
    match (eased, answer.bound) {
        (Some(eased), Some(bound)) => assert!(bound <= eased, "{bound} is no bound of {eased}"),
        (Some(eased), None) => panic!("there is one of {eased}"),
        (None, _) => assert!(!answer.keeps_the_rest),
    }
    assert!(answer.gap().is_none_or(|gap| gap >= 0));
}

/// The rules without those who have no group by them.
fn eased(rules: &Rules, answer: &Ruled) -> Rules {
    let (mentees, mentors) = ruled_judge::exempt(answer);
    let mut rules = rules.clone();
    for rule in &mut rules.company {
        rule.asking.retain(|it| !mentees.contains(it));
    }
    if let Some(meeting) = &mut rules.meeting {
        for it in mentees {
            meeting.mentees[it as usize] = u64::MAX;
        }
        for it in mentors {
            meeting.mentors[it as usize] = u64::MAX;
        }
    }
    rules
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn nothing_said_of_a_small_problem_is_wrong((plain, rules) in case()) {
        check_against_all(&plain, &rules);
    }
}

/// Other prices may prove the bound as well; they never prove what is not so.
fn check_bent_prices(plain: &Plain, rules: &Rules, answer: &Ruled) {
    let least = least(plain, &eased(rules, answer));
    let bounds = [answer.bound, least.map(|it| it + 1), Some(i64::MAX)];
    for (at, by) in (0..answer.prices.mentee.len()).flat_map(|at| [(at, -3), (at, 1), (at, 40)]) {
        for bound in bounds {
            let mut bent = answer.clone();
            bent.prices.mentee[at] += by;
            bent.bound = bound;
            let found = ruled_judge::accepts_ruled(plain, rules, &bent);
            let is_checked = found.is_ok_and(|it| it.is_bound_checked);
            if let (true, Some(bound), Some(least)) = (is_checked, bound, least) {
                assert!(bound <= least, "{bent:?}");
            }
        }
    }
}

/// Every claim in an answer bent a little: what is then no longer true must be refused.
fn check_bent(plain: &Plain, rules: &Rules) {
    let Some(answer) = formed(plain, rules) else {
        return;
    };
    let bent = |bend: &dyn Fn(&mut Ruled)| {
        let mut other = answer.clone();
        bend(&mut other);
        let is_accepted = ruled_judge::accepts_ruled(plain, rules, &other).is_ok();
        (is_accepted, other)
    };
    let says_nothing = answer.bound.is_none();
    for by in [-1, 1] {
        assert!(!bent(&|it| it.pair_costs += by).0);
        assert!(!bent(&|it| it.penalties += by).0);
    }
    assert!(!bent(&|it| it.keeps_the_rest ^= true).0);
    assert!(!bent(&|it| it.broken.push(Breach::NoCommonTime { mentor: 99 })).0);
    assert!(says_nothing || !bent(&|it| it.bound = it.bound.map(|it| it + 1)).0);
    assert!(says_nothing || !bent(&|it| it.prices.mentee.push(0)).0);
    check_bent_prices(plain, rules, &answer);
    for at in 0..answer.broken.len() {
        let forget = |it: &mut Ruled| {
            it.broken.remove(at);
        };
        assert!(!bent(&forget).0);
    }
    let places = (0..plain.quotas.len() as u32)
        .map(Some)
        .chain([None, Some(99)]);
    for (mentee, place) in
        (0..answer.mentor_of.len()).flat_map(|it| places.clone().map(move |place| (it, place)))
    {
        let (is_accepted, other) = bent(&|it| it.mentor_of[mentee] = place);
        if is_accepted && other.mentor_of != answer.mentor_of {
            let cost = cost_by_rules(plain, &eased(rules, &answer), &other.mentor_of);
            assert!(
                cost == Some(answer.objective()) || !answer.keeps_the_rest,
                "{other:?}"
            );
        }
    }
}

proptest! {
    #[test]
    fn what_is_bent_is_refused((plain, rules) in case()) {
        check_bent(&plain, &rules);
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
    let Some(answer) = formed(plain, rules) else {
        return;
    };
    if let Some(best) = least(plain, &eased(rules, &answer)) {
        quality.possible += 1;
        quality.missed += u32::from(!answer.keeps_the_rest);
        quality.best += u32::from(answer.keeps_the_rest && answer.objective() == best);
        quality.proven += u32::from(answer.is_proven_best());
    } else {
        quality.impossible += 1;
        quality.explained += u32::from(!answer.impossible.is_empty());
    }
}

#[test]
fn small_problems_are_nearly_always_solved_and_explained() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut quality = Quality::default();
    for _ in 0..2500 {
        let (plain, rules) = case().new_tree(&mut runner).unwrap().current();
        count(&mut quality, &plain, &rules);
    }
    assert!(quality.possible > 300, "{quality:?}");
    assert!(quality.missed * 50 <= quality.possible, "{quality:?}");
    assert!(quality.best * 10 >= quality.possible * 9, "{quality:?}");
    assert!(quality.proven * 10 >= quality.possible * 8, "{quality:?}");
    assert!(
        quality.explained * 10 >= quality.impossible * 8,
        "{quality:?}"
    );
}
