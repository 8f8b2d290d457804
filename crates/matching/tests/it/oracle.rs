//! Small problems, where every allocation can be tried.

use matching::{Conflict, Options, Outcome, Shortage, solve, solve_partial};
use proptest::prelude::*;

use crate::instances::{Plain, small};
use crate::judge;

/// Every way to give each mentee one of their mentors, or none where `out` allows it.
pub(crate) fn each_allocation(plain: &Plain, out: bool, call: &mut impl FnMut(&[Option<u32>])) {
    fn next(
        plain: &Plain,
        out: bool,
        so_far: &mut Vec<Option<u32>>,
        call: &mut impl FnMut(&[Option<u32>]),
    ) {
        let mentee = so_far.len() as u32;
        if mentee == plain.mentees {
            return call(so_far);
        }
        let mentors = 0..plain.quotas.len() as u32;
        let allowed = mentors.filter(|&mentor| plain.cost(mentee, mentor).is_some());
        for mentor in allowed.map(Some).chain(out.then_some(None)) {
            so_far.push(mentor);
            next(plain, out, so_far, call);
            so_far.pop();
        }
    }
    next(plain, out, &mut Vec::new(), call);
}

fn loads(plain: &Plain, mentor_of: &[Option<u32>]) -> Vec<u32> {
    let mut loads = vec![0; plain.quotas.len()];
    for &mentor in mentor_of.iter().flatten() {
        loads[mentor as usize] += 1;
    }
    loads
}

fn cost(plain: &Plain, mentor_of: &[Option<u32>]) -> i64 {
    let pairs = (0..).zip(mentor_of);
    pairs
        .filter_map(|(mentee, mentor)| plain.cost(mentee, (*mentor)?))
        .sum()
}

/// The cheapest allocation, of those the first in order of mentors.
fn best(plain: &Plain) -> Option<(i64, Vec<u32>)> {
    let mut best = None;
    each_allocation(plain, false, &mut |mentor_of| {
        let loads = loads(plain, mentor_of);
        let keeps = |(load, quota): (&u32, &(u32, u32))| (quota.0..=quota.1).contains(load);
        if loads.iter().zip(&plain.quotas).all(keeps) {
            let this = (
                cost(plain, mentor_of),
                mentor_of.iter().flatten().copied().collect(),
            );
            best = best
                .take()
                .map_or(Some(this.clone()), |best| Some(this.min(best)));
        }
    });
    best
}

/// The best partial placement: first who is placed in order of calling, then how many lower places
/// are filled, then the cost, then the order of mentors.
fn best_partial(plain: &Plain, calling: &[u32]) -> Vec<Option<u32>> {
    let mut best = None;
    each_allocation(plain, true, &mut |mentor_of| {
        let loads = loads(plain, mentor_of);
        let mut quotas = loads.iter().zip(&plain.quotas);
        if quotas.any(|(&load, quota)| load > quota.1) {
            return;
        }
        let out = |&mentee: &u32| mentor_of[mentee as usize].is_none();
        let out: Vec<bool> = calling.iter().map(out).collect();
        let quotas = loads.iter().zip(&plain.quotas);
        let missing: u32 = quotas
            .map(|(&load, quota)| quota.0.saturating_sub(load))
            .sum();
        let this = (out, missing, cost(plain, mentor_of), mentor_of.to_vec());
        best = Some(best.take().map_or(this.clone(), |best| this.min(best)));
    });
    best.map(|(.., mentor_of)| mentor_of).unwrap()
}

/// Whether some of the people in need are in conflict.
fn has_conflict(plain: &Plain, shortage: Shortage, people: &[u32]) -> bool {
    (1..1_u32 << people.len()).any(|set| {
        let some: Vec<u32> = (0..people.len())
            .filter(|at| set >> at & 1 == 1)
            .map(|at| people[at])
            .collect();
        let mut others: Vec<u32> = plain
            .pairs
            .iter()
            .filter_map(|&(mentee, mentor, _)| match shortage {
                Shortage::Seats => some.contains(&mentee).then_some(mentor),
                Shortage::Mentees => some.contains(&mentor).then_some(mentee),
            })
            .collect();
        others.sort_unstable();
        others.dedup();
        let quota = |mentor: &u32| plain.quotas[*mentor as usize];
        match shortage {
            Shortage::Seats => some.len() as u32 > others.iter().map(|it| quota(it).1).sum(),
            Shortage::Mentees => {
                some.iter().map(|it| quota(it).0).sum::<u32>() > others.len() as u32
            }
        }
    })
}

fn check_minimal(plain: &Plain, conflict: &Conflict) {
    let people = match conflict.shortage {
        Shortage::Seats => &conflict.mentees,
        Shortage::Mentees => &conflict.mentors,
    };
    assert!(conflict.minimal);
    assert!(has_conflict(plain, conflict.shortage, people));
    for out in 0..people.len() {
        let mut fewer = people.clone();
        fewer.remove(out);
        assert!(
            !has_conflict(plain, conflict.shortage, &fewer),
            "{conflict:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_answer_is_the_first_of_the_cheapest_or_a_minimal_conflict(plain in small(7, 4)) {
        let outcome = solve(&plain.problem(), &Options::default()).unwrap();
        prop_assert_eq!(judge::accepts(&plain, &outcome), Ok(()));
        match (outcome, best(&plain)) {
            (Outcome::Optimal(found), Some((objective, mentor_of))) => {
                prop_assert_eq!(found.objective, objective);
                prop_assert_eq!(found.mentor_of, mentor_of);
            }
            (Outcome::Infeasible(conflict), None) => check_minimal(&plain, &conflict),
            (found, best) => prop_assert!(false, "{:?} against {:?}", found, best),
        }
    }

    #[test]
    fn a_partial_answer_places_most_then_fills_most_then_costs_least(
        plain in small(6, 3),
        turns in prop::collection::vec(0..3_u64, 6),
    ) {
        let problem = plain.problem();
        let turn = |mentee: u32| turns[mentee as usize];
        let partial = solve_partial(&problem, &Options::default(), turn).unwrap();
        prop_assert_eq!(judge::accepts_partial(&plain, &partial), Ok(()));
        let mut calling: Vec<u32> = (0..plain.mentees).collect();
        calling.sort_by_key(|&mentee| turn(mentee));
        prop_assert_eq!(partial.mentor_of, best_partial(&plain, &calling));
    }
}
