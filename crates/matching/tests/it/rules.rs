//! What rules about whole groups must and must not change, and contradictions among them.

use std::cell::Cell;

use crate::instances::{Plain, hash, large, shuffled};
use crate::ruled_judge;
use matching::{
    Breach, Company, Impossible, Meeting, Options, Outcome, RuleOptions, Ruled, RuledOutcome,
    Rules, RulesError, Weight, form_by_rules, solve,
};

pub(crate) fn formed(plain: &Plain, rules: &Rules) -> Option<Ruled> {
    let outcome = form_by_rules(&plain.problem(), rules, &RuleOptions::default());
    match outcome.unwrap() {
        RuledOutcome::Formed(answer) => Some(answer),
        RuledOutcome::Infeasible(_) => None,
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
    for seed in 1..3 {
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
    let progress = |it: matching::Rounds| {
        assert!(it.done > rounds.replace(it.done) && it.done <= it.of);
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

#[test]
fn it_stops_where_it_is_near_enough() {
    let (plain, rules) = crowd(9, Weight::Soft(30));
    let work = |enough| {
        let rounds = Cell::new(0);
        let progress = |it: matching::Rounds| rounds.set(it.done);
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
