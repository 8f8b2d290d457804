//! Every figure of an explanation, found again by a fresh solve.

use matching::{
    Cancelled, Cost, Duals, ExplainError, Explainer, Forced, Move, Options, Outcome, Parts,
    Verdict, solve, solve_partial,
};
use proptest::prelude::*;

use crate::instances::{Plain, large, small};

fn cheapest(plain: &Plain) -> Option<i64> {
    match solve(&plain.problem(), &Options::default()).unwrap() {
        Outcome::Optimal(best) => Some(best.objective),
        Outcome::Infeasible(_) => None,
    }
}

/// The problem with a mentee left only this mentor.
fn forced(plain: &Plain, mentee: u32, mentor: u32) -> Plain {
    let mut forced = plain.clone();
    forced
        .pairs
        .retain(|pair| pair.0 != mentee || pair.1 == mentor);
    forced
}

fn with_cost(plain: &Plain, mentee: u32, mentor: u32, cost: u32) -> Plain {
    let mut other = plain.clone();
    let pair = other
        .pairs
        .iter_mut()
        .find(|pair| (pair.0, pair.1) == (mentee, mentor));
    pair.unwrap().2 = cost;
    other
}

fn with_seat(plain: &Plain, mentor: u32) -> Plain {
    let mut other = plain.clone();
    other.quotas[mentor as usize].1 += 1;
    other
}

/// Whether these moves lead from legal groups to legal groups.
fn check_chain(plain: &Plain, mentor_of: &[Option<u32>], chain: &[Move]) -> Vec<Option<u32>> {
    let mut after = mentor_of.to_vec();
    for it in chain {
        assert_eq!(after[it.mentee as usize], it.from, "nobody moves twice");
        after[it.mentee as usize] = it.to;
        assert!(plain.cost(it.mentee, it.to.unwrap()).is_some());
    }
    for (mentor, quota) in (0..).zip(&plain.quotas) {
        let load = after.iter().filter(|it| **it == Some(mentor)).count() as u32;
        assert!((quota.0..=quota.1).contains(&load));
    }
    after
}

fn check_forced(plain: &Plain, mentor_of: &[Option<u32>], who: (u32, u32), found: &Forced) {
    let (mentee, mentor) = who;
    let objective = cheapest(plain).unwrap();
    let extra = cheapest(&forced(plain, mentee, mentor)).unwrap() - objective;
    assert_eq!(found.extra.with_sealed(), extra);
    assert!(found.at_least.with_sealed() <= extra);
    assert_eq!(found.fall.with_sealed(), extra + 1);
    let after = check_chain(plain, mentor_of, &found.chain);
    assert_eq!(after[mentee as usize], Some(mentor));
    let cost = plain.cost(mentee, mentor).unwrap();
    for fall in [extra, extra + 1].into_iter().filter(|fall| *fall <= cost) {
        let cheaper = with_cost(plain, mentee, mentor, u32::try_from(cost - fall).unwrap());
        let with = cheapest(&forced(&cheaper, mentee, mentor));
        let mut without = cheaper;
        without.pairs.retain(|pair| (pair.0, pair.1) != who);
        let without = cheapest(&without).unwrap_or(i64::MAX);
        if fall == extra {
            assert_eq!(with, Some(without));
        } else {
            assert!(with < Some(without));
        }
    }
    let roomier = with_seat(plain, mentor);
    let load = mentor_of.iter().filter(|it| **it == Some(mentor)).count() as u32;
    let would_do = load == plain.quotas[mentor as usize].1
        && cheapest(&roomier) == cheapest(&forced(&roomier, mentee, mentor));
    assert_eq!(found.one_more_seat_would_do, would_do);
}

/// Checks what is said of a pair.
fn check_pair(
    plain: &Plain,
    mentor_of: &[Option<u32>],
    explainer: &mut Explainer,
    (mentee, mentor): (u32, u32),
) {
    let verdict = explainer.why_not(mentee, mentor).unwrap();
    let is_made = mentor_of[mentee as usize] == Some(mentor);
    match verdict {
        Verdict::Made => assert!(is_made),
        Verdict::CannotBeMade => {
            let can = mentor_of[mentee as usize].is_some()
                && plain.cost(mentee, mentor).is_some()
                && cheapest(&forced(plain, mentee, mentor)).is_some();
            assert!(!can);
        }
        Verdict::Tie(found) => {
            assert_eq!(found.extra.with_sealed(), 0);
            check_forced(plain, mentor_of, (mentee, mentor), &found);
        }
        Verdict::Dearer(found) => {
            assert!(found.extra.with_sealed() > 0);
            check_forced(plain, mentor_of, (mentee, mentor), &found);
        }
    }
}

fn check_seat(plain: &Plain, mentor_of: &[Option<u32>], explainer: &mut Explainer, mentor: u32) {
    let seat = explainer.worth(mentor).unwrap();
    let roomier = with_seat(plain, mentor);
    let saves = cheapest(plain).unwrap() - cheapest(&roomier).unwrap();
    assert_eq!(seat.one_more_saves.with_sealed(), saves);
    assert!(saves <= seat.rent.with_sealed().max(0));
    check_chain(&roomier, mentor_of, &seat.chain);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn every_figure_is_what_a_fresh_solve_finds(plain in small(6, 4)) {
        let outcome = solve(&plain.problem(), &Options::default()).unwrap();
        let Outcome::Optimal(best) = outcome else { return Ok(()) };
        let mentor_of: Vec<_> = best.mentor_of.into_iter().map(Some).collect();
        let problem = plain.problem();
        let options = Options::default();
        let mut explainer =
            Explainer::new(&problem, &mentor_of, &best.duals, Parts::all_open(), &options).unwrap();
        for mentor in 0..plain.quotas.len() as u32 {
            check_seat(&plain, &mentor_of, &mut explainer, mentor);
            for mentee in 0..plain.mentees {
                check_pair(&plain, &mentor_of, &mut explainer, (mentee, mentor));
            }
        }
    }

    #[test]
    fn who_is_placed_where_not_everybody_can_be_is_explained_too(plain in small(6, 3)) {
        let problem = plain.problem();
        let partial = solve_partial(&problem, &Options::default(), |_| 0).unwrap();
        let options = Options::default();
        let parts = Parts::all_open();
        let mut explainer =
            Explainer::new(&problem, &partial.mentor_of, &partial.duals, parts, &options).unwrap();
        // The same as a problem of those who are placed, with quotas that can be kept.
        let mut placed = plain.clone();
        placed.mentees -= partial.unplaced.len() as u32;
        for (mentor, lack) in partial.lacking {
            placed.quotas[mentor as usize].0 -= lack;
        }
        let place = |mentee: u32| partial.unplaced.binary_search(&mentee).err().map(|at| mentee - at as u32);
        placed.pairs.retain_mut(|pair| place(pair.0).is_some_and(|at| {
            pair.0 = at;
            true
        }));
        for mentee in 0..plain.mentees {
            for mentor in 0..plain.quotas.len() as u32 {
                let extra = match explainer.why_not(mentee, mentor).unwrap() {
                    Verdict::Made => Some(0),
                    Verdict::CannotBeMade => None,
                    Verdict::Tie(found) | Verdict::Dearer(found) => Some(found.extra.with_sealed()),
                };
                let expected = place(mentee).and_then(|mentee| {
                    let objective = cheapest(&forced(&placed, mentee, mentor))?;
                    placed.cost(mentee, mentor).map(|_| objective - partial.objective)
                });
                prop_assert_eq!(extra, expected.filter(|_| place(mentee).is_some()));
            }
        }
    }
}

#[test]
fn larger_groups_are_explained_as_exactly() {
    for plain in [
        large(1, 60, 20, 900, false),
        large(2, 60, 20, 5, false),
        large(3, 80, 20, 400, true),
        large(4, 80, 20, 6, true),
    ] {
        let problem = plain.problem();
        let Outcome::Optimal(best) = solve(&problem, &Options::default()).unwrap() else {
            panic!("there are groups");
        };
        let mentor_of: Vec<_> = best.mentor_of.into_iter().map(Some).collect();
        let options = Options::default();
        let parts = Parts::all_open();
        let mut explainer =
            Explainer::new(&problem, &mentor_of, &best.duals, parts, &options).unwrap();
        for at in (0..plain.pairs.len()).step_by(plain.pairs.len() / 25) {
            let (mentee, mentor, _) = plain.pairs[at];
            check_pair(&plain, &mentor_of, &mut explainer, (mentee, mentor));
            check_seat(&plain, &mentor_of, &mut explainer, mentor);
        }
    }
}

/// Three mentees, of whom two want the one seat of mentor 0; what is sealed is the tens.
const PLAIN: [(u32, u32, u32); 6] = [
    (0, 0, 1),
    (0, 1, 24),
    (1, 0, 2),
    (1, 1, 33),
    (2, 1, 5),
    (2, 2, 45),
];

fn plain() -> Plain {
    Plain {
        mentees: 3,
        quotas: vec![(0, 1), (1, 2), (0, 1)],
        pairs: PLAIN.to_vec(),
    }
}

fn tens_and_ones(mentee: u32, mentor: u32, parts: &mut [u32]) {
    let pair = PLAIN
        .iter()
        .find(|pair| (pair.0, pair.1) == (mentee, mentor))
        .unwrap();
    parts.copy_from_slice(&[pair.2 / 10 * 10, pair.2 % 10]);
}

fn proof(plain: &Plain) -> (Vec<Option<u32>>, Duals) {
    let Outcome::Optimal(best) = solve(&plain.problem(), &Options::default()).unwrap() else {
        panic!("there are groups");
    };
    (best.mentor_of.into_iter().map(Some).collect(), best.duals)
}

#[test]
fn sealed_parts_show_nowhere_unless_asked_for_by_name() {
    let plain = plain();
    let (problem, (mentor_of, duals)) = (plain.problem(), proof(&plain));
    let options = Options::default();
    let show = |sealed| {
        let parts = Parts::new(2, sealed, &tens_and_ones).unwrap();
        let mut explainer = Explainer::new(&problem, &mentor_of, &duals, parts, &options).unwrap();
        explainer.explain(0, 9).unwrap()
    };
    let (open, sealed) = (show(0), show(1));
    assert_eq!(mentor_of, [Some(1), Some(0), Some(1)]);
    let cost = |cost: &Cost| (cost.to_string(), format!("{cost:?}"), cost.with_sealed());
    let costs = |it: &matching::Explained| cost(&it.made.as_ref().unwrap().cost);
    assert_eq!(
        costs(&open),
        ("24".to_owned(), "{0: 20, 1: 4}".to_owned(), 24)
    );
    assert_eq!(costs(&sealed), ("4".to_owned(), "{1: 4}".to_owned(), 24));
    // Putting mentee 0 with mentor 0 saves 20 + 3 and costs 30 + 1 - 0 more.
    let of = |it: &matching::Explained| match &it.alternatives[..] {
        [(0, Verdict::Dearer(forced))] => forced.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        cost(&of(&open).extra),
        ("8".to_owned(), "{0: 10, 1: -2}".to_owned(), 8)
    );
    assert_eq!(
        cost(&of(&sealed).extra),
        ("-2".to_owned(), "{1: -2}".to_owned(), 8)
    );
    assert_eq!(
        (of(&open).fall.open(), of(&sealed).fall.open()),
        (Some(9), None)
    );
    assert_eq!(of(&sealed).fall.to_string(), "sealed");
    let text = format!("{sealed:?}");
    let shown = |number: &str| {
        text.split(|it: char| !it.is_ascii_digit())
            .any(|it| it == number)
    };
    for number in ["24", "20", "10", "8", "9", "30", "31", "33"] {
        assert!(!shown(number), "{number} in {text}");
    }
    assert!(shown("4"), "{text}");
}

#[test]
fn whatever_cannot_be_made_looks_the_same() {
    let plain = plain();
    let (problem, (mentor_of, duals)) = (plain.problem(), proof(&plain));
    let options = Options::default();
    let mut explainer =
        Explainer::new(&problem, &mentor_of, &duals, Parts::all_open(), &options).unwrap();
    // One is not allowed, one would leave mentor 1 alone only in part, one does not exist.
    assert_eq!(explainer.why_not(1, 2), Ok(Verdict::CannotBeMade));
    assert_eq!(explainer.why_not(1, 7), Ok(Verdict::CannotBeMade));
    assert!(matches!(explainer.why_not(2, 2), Ok(Verdict::Dearer(_))));
    assert_eq!(
        explainer.why_not(3, 0),
        Err(ExplainError::UnknownMentee { mentee: 3 })
    );
}

#[test]
fn groups_and_prices_that_prove_nothing_are_refused() {
    let plain = plain();
    let (problem, (mentor_of, duals)) = (plain.problem(), proof(&plain));
    let options = Options::default();
    let check = |mentor_of: &[Option<u32>], duals: &Duals, expected| {
        let parts = Parts::all_open();
        let explainer = Explainer::new(&problem, mentor_of, duals, parts, &options);
        assert_eq!(explainer.err(), Some(expected));
    };
    check(&mentor_of[1..], &duals, ExplainError::WrongNumber);
    let unknown = ExplainError::UnknownMentor {
        mentee: 0,
        mentor: 9,
    };
    check(&[Some(9), Some(0), Some(1)], &duals, unknown);
    let dearer = [Some(0), Some(1), Some(1)];
    let found = Explainer::new(&problem, &dearer, &duals, Parts::all_open(), &options);
    assert!(matches!(found.err(), Some(ExplainError::NotProven { .. })));
    let mut rents = duals.clone();
    rents.mentor[2] = 1;
    check(
        &mentor_of,
        &rents,
        ExplainError::RentNotProven { mentor: 2 },
    );
    for extreme in [i64::MIN, i64::MAX] {
        let mut rents = duals.clone();
        rents.mentor[1] = extreme;
        assert!(Explainer::new(&problem, &mentor_of, &rents, Parts::all_open(), &options).is_err());
    }
    let wrong = |_: u32, _: u32, parts: &mut [u32]| parts.fill(u32::MAX);
    let parts = Parts::new(64, 0, &wrong).unwrap();
    let mut explainer = Explainer::new(&problem, &mentor_of, &duals, parts, &options).unwrap();
    let found = explainer.explain(0, 1);
    assert!(matches!(
        found,
        Err(ExplainError::PartsDoNotAdd { mentee: 0, .. })
    ));
    assert!(Parts::new(0, 0, &wrong).is_err());
    assert!(Parts::new(65, 0, &wrong).is_err());
    assert!(Parts::new(2, 4, &wrong).is_err());
}

#[test]
fn an_explanation_can_be_stopped_and_is_the_same_for_any_order_of_pairs() {
    let plain = large(3, 80, 20, 6, true);
    let (mentor_of, duals) = proof(&plain);
    let mut turned = plain.clone();
    turned.pairs.reverse();
    let stop = || true;
    let (problem, other) = (plain.problem(), turned.problem());
    let options = Options::default();
    let new =
        |problem| Explainer::new(problem, &mentor_of, &duals, Parts::all_open(), &options).unwrap();
    let (mut one, mut two) = (new(&problem), new(&other));
    for mentee in 0..plain.mentees {
        assert_eq!(one.explain(mentee, 5), two.explain(mentee, 5));
    }
    let options = Options {
        cancelled: Some(&stop),
        ..options
    };
    let mut stopped =
        Explainer::new(&problem, &mentor_of, &duals, Parts::all_open(), &options).unwrap();
    let cancelled = (0..plain.mentees)
        .any(|mentee| stopped.explain(mentee, 20) == Err(ExplainError::Cancelled(Cancelled)));
    assert!(cancelled);
}
