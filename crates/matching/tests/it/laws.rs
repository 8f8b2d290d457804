//! What must not change an answer, and what an answer must survive.

use std::cell::{Cell, RefCell};

use matching::{Cancelled, Optimal, Options, Outcome, Progress, solve, solve_partial};
use proptest::prelude::*;

use crate::instances::{Plain, asking, large, shuffled, small};
use crate::judge;

fn optimal(plain: &Plain) -> Optimal {
    let outcome = solve(&plain.problem(), &Options::default()).unwrap();
    assert_eq!(judge::accepts(plain, &outcome), Ok(()));
    match outcome {
        Outcome::Optimal(best) => best,
        Outcome::Infeasible(conflict) => panic!("{conflict:?}"),
    }
}

/// Problems of some size: spare seats, ties, contest, contest with ties.
fn some_large() -> [Plain; 4] {
    [
        large(1, 150, 40, 900, false),
        large(2, 150, 40, 5, false),
        large(3, 400, 60, 400, true),
        large(4, 400, 60, 6, true),
    ]
}

#[test]
fn larger_answers_are_proven_too() {
    for plain in some_large() {
        optimal(&plain);
    }
}

#[test]
fn contest_calls_for_an_auction_and_plenty_does_not() {
    assert_eq!(optimal(&large(1, 150, 40, 900, false)).work.bids, 0);
    assert!(optimal(&large(3, 400, 60, 400, true)).work.bids > 0);
}

#[test]
fn the_order_of_pairs_changes_nothing_at_all() {
    for plain in some_large() {
        let before = optimal(&plain);
        for seed in 0..3 {
            let pairs = shuffled(seed, &plain.pairs);
            assert_ne!(pairs, plain.pairs);
            assert_eq!(
                optimal(&Plain {
                    pairs,
                    ..plain.clone()
                }),
                before
            );
        }
    }
}

#[test]
fn the_choice_among_equals_does_not_depend_on_the_way_there() {
    // A cost common to all pairs of a mentee changes what searches meet, and no preference.
    for plain in some_large() {
        let mut dearer = plain.clone();
        for (mentee, _, cost) in &mut dearer.pairs {
            *cost += *mentee * 7919 % 1000;
        }
        assert_eq!(optimal(&dearer).mentor_of, optimal(&plain).mentor_of);
    }
}

#[test]
fn extreme_problems_have_answers() {
    let largest = i32::MAX as u32;
    let line = |number: u32| Plain {
        // Everybody must move on by one, at the highest cost.
        mentees: number,
        quotas: vec![(1, 1); number as usize],
        pairs: (0..number)
            .flat_map(|at| [(at, at, largest), (at, (at + 1).min(number - 1), at % 2)])
            .filter(|pair| pair.0 != pair.1 || pair.2 == largest)
            .collect(),
    };
    let objective = optimal(&line(300)).objective;
    assert_eq!(objective, 300 * i64::from(largest));
    let nobody = Plain {
        mentees: 0,
        quotas: vec![(0, 0), (0, 3)],
        pairs: vec![],
    };
    assert_eq!(optimal(&nobody).objective, 0);
    let nothing = Plain {
        mentees: 0,
        quotas: vec![],
        pairs: vec![],
    };
    assert_eq!(optimal(&nothing).mentor_of, []);
    let alone = Plain {
        mentees: 1,
        quotas: vec![(1, 1)],
        pairs: vec![(0, 0, largest)],
    };
    assert_eq!(optimal(&alone).objective, i64::from(largest));
    let wide = Plain {
        mentees: 2,
        quotas: vec![(0, u32::MAX)],
        pairs: vec![(0, 0, 1), (1, 0, 2)],
    };
    assert_eq!(optimal(&wide).objective, 3);
}

#[test]
fn the_caller_can_stop_it_at_any_question() {
    let plain = large(3, 400, 60, 400, true);
    let problem = plain.problem();
    let asked = Cell::new(0_u32);
    let count = || {
        asked.set(asked.get() + 1);
        false
    };
    solve(
        &problem,
        &Options {
            cancelled: Some(&count),
            ..Options::default()
        },
    )
    .unwrap();
    let questions = asked.get();
    assert!(questions > 10);
    for last in [1, 2, questions / 2, questions] {
        asked.set(0);
        let stop = || {
            asked.set(asked.get() + 1);
            asked.get() == last
        };
        assert_eq!(
            solve(
                &problem,
                &Options {
                    cancelled: Some(&stop),
                    ..Options::default()
                }
            ),
            Err(Cancelled)
        );
    }
}

#[test]
fn progress_only_grows_ends_with_everybody_and_changes_nothing() {
    for plain in some_large() {
        let said = RefCell::new(Vec::new());
        let note = |progress: Progress| said.borrow_mut().push(progress);
        let options = Options {
            progress: Some(&note),
            ..Options::default()
        };
        let outcome = solve(&plain.problem(), &options).unwrap();
        assert_eq!(outcome, Outcome::Optimal(optimal(&plain)));
        let said = said.into_inner();
        assert!(said.len() > 1);
        assert!(said.is_sorted_by(|one, next| one.placed < next.placed));
        let everybody = Progress {
            placed: plain.mentees,
            of: plain.mentees,
        };
        assert_eq!(said.last(), Some(&everybody));
    }
}

#[test]
fn where_all_cost_the_same_each_has_the_first_mentor_that_can_be() {
    let all = |mentees: u32, quotas: &[(u32, u32)], cost: u32| Plain {
        mentees,
        quotas: quotas.to_vec(),
        pairs: (0..mentees)
            .flat_map(|mentee| (0..quotas.len() as u32).map(move |mentor| (mentee, mentor, cost)))
            .collect(),
    };
    let check = |mentees, quotas: &[(u32, u32)], expected: &[u32]| {
        for cost in [0, 1, i32::MAX as u32] {
            let best = optimal(&all(mentees, quotas, cost));
            assert_eq!(best.mentor_of, expected, "{quotas:?}");
            assert_eq!(best.objective, i64::from(mentees) * i64::from(cost));
        }
    };
    check(5, &[(0, 2), (0, 2), (0, 2)], &[0, 0, 1, 1, 2]);
    check(5, &[(0, 5), (2, 3), (0, 0)], &[0, 0, 0, 1, 1]);
    check(4, &[(0, 0), (0, 9), (1, 1)], &[1, 1, 1, 2]);
    check(0, &[(0, 0)], &[]);
    let wide = vec![(3, 5); 100];
    let best = optimal(&all(400, &wide, 7));
    let seats = (0..100).flat_map(|mentor| {
        // Fifty take five and fifty three: the first mentors fill first.
        std::iter::repeat_n(mentor, if mentor < 50 { 5 } else { 3 })
    });
    assert_eq!(best.mentor_of, seats.collect::<Vec<u32>>());
}

#[test]
fn stopping_leaves_nothing_behind() {
    let plain = large(3, 400, 60, 400, true);
    let problem = plain.problem();
    let stop = || true;
    for _ in 0..2 {
        assert_eq!(solve(&problem, &asking(&stop)), Err(Cancelled));
        assert_eq!(
            solve_partial(&problem, &asking(&stop), |_| 0),
            Err(Cancelled)
        );
    }
    let after = solve(&problem, &Options::default()).unwrap();
    assert_eq!(after, Outcome::Optimal(optimal(&plain)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn costs_in_another_unit_or_from_another_zero_are_the_same_problem(
        plain in small(7, 4),
        times in 1..9_u32,
        more in 0..9_u32,
    ) {
        // Costs near the largest are left as small, so that the unit can change.
        let with = |change: &dyn Fn(u32) -> u32| Plain {
            pairs: plain.pairs.iter().map(|&(one, other, cost)| (one, other, change(cost % 97))).collect(),
            ..plain.clone()
        };
        let [before, after] = [with(&|it| it), with(&|it| it * times + more)]
            .map(|it| solve(&it.problem(), &Options::default()).unwrap());
        match (before, after) {
            (Outcome::Optimal(before), Outcome::Optimal(after)) => {
                prop_assert_eq!(after.mentor_of, before.mentor_of);
                let base = i64::from(plain.mentees) * i64::from(more);
                prop_assert_eq!(after.objective, before.objective * i64::from(times) + base);
            }
            (before, after) => prop_assert_eq!(after, before),
        }
    }

    #[test]
    fn a_feasible_problem_has_the_same_partial_answer(plain in small(7, 4)) {
        let problem = plain.problem();
        let partial = solve_partial(&problem, &Options::default(), |_| 0).unwrap();
        if let Outcome::Optimal(best) = solve(&problem, &Options::default()).unwrap() {
            let mentor_of: Vec<_> = best.mentor_of.into_iter().map(Some).collect();
            prop_assert_eq!(partial.mentor_of, mentor_of);
        } else {
            prop_assert!(!partial.unplaced.is_empty() || !partial.lacking.is_empty());
        }
    }

    #[test]
    fn an_unused_pair_removed_changes_nothing_and_one_added_never_costs(plain in small(7, 4)) {
        let outcome = solve(&plain.problem(), &Options::default()).unwrap();
        let Outcome::Optimal(best) = outcome else { return Ok(()) };
        for at in 0..plain.pairs.len() {
            let (mentee, mentor, _) = plain.pairs[at];
            let mut fewer = plain.clone();
            fewer.pairs.remove(at);
            match solve(&fewer.problem(), &Options::default()).unwrap() {
                Outcome::Optimal(other) if best.mentor_of[mentee as usize] != mentor => {
                    prop_assert_eq!(&other.mentor_of, &best.mentor_of);
                }
                Outcome::Optimal(other) => prop_assert!(other.objective >= best.objective),
                Outcome::Infeasible(_) => {
                    prop_assert_eq!(best.mentor_of[mentee as usize], mentor);
                }
            }
        }
    }
}
