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
use crate::ruled_judge;

fn formed(plain: &Plain, rules: &Rules) -> Option<Ruled> {
    let outcome = form_by_rules(&plain.problem(), rules, &RuleOptions::default());
    match outcome.unwrap() {
        RuledOutcome::Formed(answer) => Some(answer),
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

/// A problem of some size with every rule at once: people carry, ask and can meet at random.
fn crowd(seed: u64, weight: Weight) -> (Plain, Rules) {
    let plain = large(seed, 40, 30, 600, false);
    let random = |salt: u64, at: u32| hash(seed ^ salt << 8, u64::from(at));
    let mentors = plain.quotas.len() as u32;
    let carriers: Vec<u32> = (0..plain.mentees)
        .filter(|&it| random(1, it) % 3 == 0)
        .collect();
    let asking = carriers
        .iter()
        .copied()
        .filter(|&it| random(2, it) % 2 == 0)
        .collect();
    let times = |salt, number| -> Vec<u64> {
        (0..number)
            .map(|it| random(salt, it) & random(salt + 1, it) & 0xF_FFFF)
            .collect()
    };
    let apart = (0..plain.mentees / 10)
        .map(|it| (it, plain.mentees - 1 - it))
        .collect();
    let rules = Rules {
        apart,
        company: vec![Company {
            carriers,
            asking,
            mentors: (0..mentors).filter(|&it| random(3, it) % 4 == 0).collect(),
            weight,
        }],
        meeting: Some(Meeting {
            mentees: times(10, plain.mentees),
            mentors: times(20, mentors).iter().map(|it| it | 1 << 20).collect(),
            weight: Weight::Soft(90),
        }),
        size_costs: vec![0, 0, 0, 20, 0, 30],
        may_stay_unused: false,
    };
    (plain, rules)
}

#[test]
fn larger_answers_keep_every_hard_rule_and_are_close_to_their_bound() {
    for seed in 1..4 {
        for weight in [Weight::Hard, Weight::Soft(70)] {
            let (plain, rules) = crowd(seed, weight);
            let answer = formed(&plain, &rules).unwrap();
            let report = ruled_judge::accepts_ruled(&plain, &rules, &answer).unwrap();
            assert!(report.is_bound_checked);
            assert_eq!(answer.broken, []);
            let (gap, bound) = (answer.gap().unwrap(), answer.bound.unwrap());
            assert!(gap * 40 <= bound, "{gap} above {bound}");
        }
    }
}

#[test]
fn without_rules_the_answer_is_the_flow_s() {
    for plain in [large(1, 60, 20, 900, false), large(2, 60, 20, 5, true)] {
        let Outcome::Optimal(best) = solve(&plain.problem(), &Options::default()).unwrap() else {
            panic!("there are groups");
        };
        let answer = formed(&plain, &Rules::default()).unwrap();
        let expected: Vec<Option<u32>> = best.mentor_of.into_iter().map(Some).collect();
        assert_eq!(
            (&answer.mentor_of, answer.objective()),
            (&expected, best.objective)
        );
        assert!(answer.is_proven_best());
    }
}

#[test]
fn a_rule_more_never_lowers_what_is_proven_best() {
    let (plain, all) = crowd(5, Weight::Hard);
    let mut rules = Rules::default();
    let mut known = formed(&plain, &rules).unwrap().bound.unwrap();
    let add: [fn(&mut Rules, &Rules); 4] = [
        |rules, all| rules.company.clone_from(&all.company),
        |rules, all| rules.apart.clone_from(&all.apart),
        |rules, all| rules.meeting.clone_from(&all.meeting),
        |rules, all| rules.size_costs.clone_from(&all.size_costs),
    ];
    for add in add {
        add(&mut rules, &all);
        let answer = formed(&plain, &rules).unwrap();
        assert!(
            answer.objective() >= known,
            "{} < {known}",
            answer.objective()
        );
        known = known.max(answer.bound.unwrap());
    }
}

#[test]
fn the_order_of_pairs_and_rules_changes_nothing() {
    let (plain, rules) = crowd(6, Weight::Soft(40));
    let expected = formed(&plain, &rules);
    for seed in 0..3 {
        let other = Plain {
            pairs: shuffled(seed, &plain.pairs),
            ..plain.clone()
        };
        let mut turned = rules.clone();
        turned.apart = shuffled(seed, &rules.apart)
            .into_iter()
            .map(|it| (it.1, it.0))
            .collect();
        for rule in &mut turned.company {
            rule.carriers = shuffled(seed, &rule.carriers);
            rule.asking = shuffled(seed, &rule.asking);
        }
        assert_eq!(formed(&other, &turned), expected);
    }
}

#[test]
fn forming_stops_when_asked_and_tells_how_far_it_is() {
    let (plain, rules) = crowd(7, Weight::Hard);
    let rounds = Cell::new(0);
    let (asked, told) = (Cell::new(0), Cell::new(0));
    let cancelled = || {
        asked.set(asked.get() + 1);
        asked.get() > 30
    };
    let progress = |it: matching::Progress| {
        assert!(it.rounds > rounds.replace(it.rounds) && it.rounds <= it.of);
        told.set(told.get() + 1);
    };
    let options = RuleOptions {
        cancelled: Some(&cancelled),
        progress: Some(&progress),
        ..RuleOptions::default()
    };
    let outcome = form_by_rules(&plain.problem(), &rules, &options);
    assert_eq!(outcome, Err(RulesError::Cancelled));
    assert!(told.get() > 5);
    assert!(formed(&plain, &rules).is_some(), "nothing was left behind");
}

#[test]
fn any_effort_gives_groups_and_a_true_bound() {
    let (plain, rules) = crowd(8, Weight::Hard);
    for effort in [0, 1, 2, 30, 100, 300] {
        let options = RuleOptions {
            effort,
            ..RuleOptions::default()
        };
        let outcome = form_by_rules(&plain.problem(), &rules, &options).unwrap();
        let RuledOutcome::Formed(answer) = outcome else {
            panic!("there are groups");
        };
        assert!(answer.bound.is_some());
        ruled_judge::accepts_ruled(&plain, &rules, &answer).unwrap();
    }
}

/// Four mentees, two mentors who take two each, all pairs allowed at cost 1.
fn four() -> Plain {
    let pairs = (0..4).flat_map(|mentee| (0..2).map(move |mentor| (mentee, mentor, 1)));
    Plain {
        mentees: 4,
        quotas: vec![(2, 2); 2],
        pairs: pairs.collect(),
    }
}

fn check_contradiction(rules: &Rules, expected: &[Breach]) -> Ruled {
    let answer = formed(&four(), rules).unwrap();
    ruled_judge::accepts_ruled(&four(), rules, &answer).unwrap();
    let kinds = |it: &[Breach]| it.iter().map(std::mem::discriminant).collect::<Vec<_>>();
    assert_eq!(
        kinds(&answer.broken),
        kinds(expected),
        "{:?}",
        answer.broken
    );
    assert!(!answer.impossible.is_empty());
    answer
}

#[test]
fn three_who_must_all_be_apart_do_not_fit_two_groups() {
    let rules = Rules {
        apart: vec![(0, 1), (1, 2), (0, 2)],
        ..Rules::default()
    };
    let broken = [
        Breach::WrongSize { mentor: 0 },
        Breach::LeftOut { mentee: 2 },
    ];
    let answer = check_contradiction(&rules, &broken);
    let Impossible::NotTogether { mentees, .. } = &answer.impossible[0] else {
        panic!("{:?}", answer.impossible);
    };
    assert!(mentees.len() >= 3);
    assert_eq!((answer.bound, answer.gap()), (None, None));
}

#[test]
fn an_only_carrier_is_named_as_having_no_group() {
    let rules = Rules {
        company: vec![Company {
            carriers: vec![2],
            asking: vec![2],
            mentors: vec![],
            weight: Weight::Hard,
        }],
        ..Rules::default()
    };
    let broken = [Breach::Alone {
        rule: 0,
        mentor: 0,
        mentee: 2,
    }];
    let answer = check_contradiction(&rules, &broken);
    assert_eq!(answer.impossible, [Impossible::NoGroupWith { mentee: 2 }]);
    assert_eq!((answer.bound, answer.gap()), (Some(4), Some(0)));
    let mut soft = rules;
    soft.company[0].weight = Weight::Soft(7);
    let answer = formed(&four(), &soft).unwrap();
    assert_eq!(
        (answer.pair_costs, answer.penalties, answer.unmet.len()),
        (4, 7, 1)
    );
    assert!(answer.is_proven_best());
}

#[test]
fn a_mentor_who_can_never_meet_is_named() {
    let rules = Rules {
        meeting: Some(Meeting {
            mentees: vec![1; 4],
            mentors: vec![1, 2],
            weight: Weight::Hard,
        }),
        ..Rules::default()
    };
    let broken = [Breach::NoCommonTime { mentor: 1 }];
    let answer = check_contradiction(&rules, &broken);
    assert_eq!(answer.broken, broken);
    assert_eq!(answer.impossible, [Impossible::NoGroupOf { mentor: 1 }]);
    assert_eq!(answer.gap(), Some(0));
}

fn check_refused(bend: impl FnOnce(&mut Rules), expected: RulesError) {
    let mut rules = Rules::default();
    bend(&mut rules);
    let outcome = form_by_rules(&four().problem(), &rules, &RuleOptions::default());
    assert_eq!(outcome, Err(expected));
}

#[test]
fn rules_about_people_who_do_not_exist_are_refused() {
    let company = |carriers, asking, mentors| Company {
        carriers,
        asking,
        mentors,
        weight: Weight::Hard,
    };
    let company = |c: &[u32], a: &[u32], m: &[u32]| company(c.to_vec(), a.to_vec(), m.to_vec());
    let mentee = 4;
    check_refused(
        |it| it.apart = vec![(0, 4)],
        RulesError::UnknownMentee { mentee },
    );
    check_refused(
        |it| it.apart = vec![(1, 1)],
        RulesError::ApartFromSelf { mentee: 1 },
    );
    check_refused(
        |it| it.company = vec![company(&[4], &[], &[])],
        RulesError::UnknownMentee { mentee },
    );
    check_refused(
        |it| it.company = vec![company(&[1], &[2], &[])],
        RulesError::AsksWithoutCarrying { mentee: 2 },
    );
    check_refused(
        |it| it.company = vec![company(&[1], &[], &[2])],
        RulesError::UnknownMentor { mentor: 2 },
    );
    check_refused(
        |it| it.company = vec![company(&[], &[], &[]); 65],
        RulesError::TooManyCompanyRules,
    );
    let meeting = |number| Meeting {
        mentees: vec![1; number],
        mentors: vec![1; 2],
        weight: Weight::Hard,
    };
    check_refused(
        |it| it.meeting = Some(meeting(3)),
        RulesError::WrongNumberOfTimes,
    );
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

#[test]
fn it_stops_where_it_is_near_enough() {
    let (plain, rules) = crowd(9, Weight::Soft(30));
    let work = |enough| {
        let rounds = Cell::new(0);
        let progress = |it: matching::Progress| rounds.set(it.rounds);
        let options = RuleOptions {
            enough,
            progress: Some(&progress),
            ..RuleOptions::default()
        };
        let outcome = form_by_rules(&plain.problem(), &rules, &options).unwrap();
        let RuledOutcome::Formed(answer) = outcome else {
            panic!("there are groups");
        };
        let (gap, bound) = (answer.gap().unwrap(), answer.bound.unwrap());
        assert!(enough == 0 || gap * 1_000_000 <= bound * i64::from(enough));
        rounds.get()
    };
    assert!(work(100_000) < work(0) / 2);
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
    for _ in 0..4000 {
        let (plain, rules) = case().new_tree(&mut runner).unwrap().current();
        count(&mut quality, &plain, &rules);
    }
    assert!(quality.possible > 500, "{quality:?}");
    assert!(quality.missed * 50 <= quality.possible, "{quality:?}");
    assert!(quality.best * 10 >= quality.possible * 9, "{quality:?}");
    assert!(quality.proven * 10 >= quality.possible * 8, "{quality:?}");
    assert!(
        quality.explained * 10 >= quality.impossible * 8,
        "{quality:?}"
    );
}
