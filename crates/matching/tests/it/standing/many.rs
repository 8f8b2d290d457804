//! Groups that live on, among more people than can be tried: against fresh solves.

use std::collections::BTreeSet;

use matching::{
    Builder, Event, Moving, Options, Outcome, Quota, Refused, Standing, solve, solve_partial,
};
use proptest::prelude::*;

use super::world::World;
use super::{begin, moves};
use crate::instances::{Plain, large, small};

/// Weighs a move more than all costs together.
const MOVE: u32 = 1_000_000;

/// The groups that a fresh solve gives when every move costs so much.
fn fresh(standing: &Standing, before: &[Option<u32>], price: u32) -> Option<Vec<Option<u32>>> {
    let problem = standing.problem();
    let placed: Vec<u32> = (0..problem.mentees())
        .filter(|&mentee| !problem.pairs_of(mentee).is_empty())
        .collect();
    let mut builder = Builder::new(placed.len(), problem.quotas().to_vec()).unwrap();
    for (at, &mentee) in (0..).zip(&placed) {
        let home = before.get(mentee as usize).copied().flatten();
        let pairs = problem.pairs_of(mentee);
        let is_bound = home.is_some_and(|home| pairs.iter().any(|pair| pair.mentor() == home));
        for pair in pairs {
            let moves = is_bound && home != Some(pair.mentor());
            let cost = pair.cost() + if moves { price } else { 0 };
            builder.pair(at, pair.mentor(), cost).unwrap();
        }
    }
    match solve(&builder.build().unwrap(), &Options::default()).unwrap() {
        Outcome::Optimal(best) => {
            let mut mentor_of = vec![None; problem.mentees() as usize];
            for (&mentee, mentor) in placed.iter().zip(best.mentor_of) {
                mentor_of[mentee as usize] = Some(mentor);
            }
            Some(mentor_of)
        }
        Outcome::Infeasible(_) => None,
    }
}

/// Larger groups without every twentieth mentee, and what these may have.
fn without_some(plain: &Plain) -> (Standing, Vec<Event>) {
    let late = |mentee: u32| mentee % 20 == 7;
    let mut early = plain.clone();
    early.pairs.retain(|pair| !late(pair.0));
    for quota in &mut early.quotas {
        quota.0 = quota.0.min(2);
    }
    let problem = early.problem();
    let partial = solve_partial(&problem, &Options::default(), |_| 0).unwrap();
    let standing = Standing::new(&problem, &partial.mentor_of, |_| 0).unwrap();
    let enrolments = (0..plain.mentees)
        .filter(|&mentee| late(mentee))
        .map(|mentee| {
            let pairs = plain.pairs.iter().filter(|pair| pair.0 == mentee);
            let pairs = pairs.map(|&(_, mentor, cost)| (mentor, cost)).collect();
            Event::Enrol { turn: 0, pairs }
        });
    (standing, enrolments.collect())
}

fn some_large() -> [Plain; 4] {
    [
        large(1, 100, 20, 900, false),
        large(2, 100, 20, 5, false),
        large(3, 150, 12, 400, true),
        large(4, 150, 8, 3, true),
    ]
}

#[test]
fn events_among_many_are_what_a_fresh_solve_gives_when_moves_outweigh_cost() {
    let mut compared = 0;
    for plain in some_large() {
        let (mut standing, mut events) = without_some(&plain);
        let mentees = plain.mentees;
        events.extend((1..mentees).step_by(9).map(|mentee| match mentee % 3 {
            0 => Event::DropOut { mentee },
            1 => Event::Swap { mentee },
            _ => Event::Forbid {
                mentee,
                mentor: plain.pairs[mentee as usize].1,
            },
        }));
        events.extend((0..6).map(|at| Event::MentorLeaves { mentor: at * 16 }));
        for event in events {
            let before = standing.mentor_of();
            if standing.apply(&event, &Options::default()).is_err() {
                continue;
            }
            if standing.lacking().is_empty()
                && let Some(expected) = fresh(&standing, &before, MOVE)
            {
                assert_eq!(standing.mentor_of(), expected, "{event:?}");
                compared += 1;
            }
        }
    }
    assert!(compared > 150, "{compared} events could be compared");
}

fn cost_of(standing: &Standing, mentor_of: &[Option<u32>]) -> i64 {
    let problem = standing.problem();
    let cost = |(mentee, mentor): (u32, &Option<u32>)| {
        let mut pairs = problem.pairs_of(mentee).iter();
        Some(i64::from(
            pairs.find(|pair| Some(pair.mentor()) == *mentor)?.cost(),
        ))
    };
    (0..).zip(mentor_of).filter_map(cost).sum()
}

#[test]
fn the_curve_goes_from_where_people_are_to_the_cheapest_groups() {
    for plain in some_large() {
        let (mut standing, events) = without_some(&plain);
        for event in events {
            standing.apply(&event, &Options::default()).unwrap();
        }
        let present = standing.mentor_of();
        let curve = standing.curve(&Options::default()).unwrap();
        assert!(curve.len() > 1);
        assert!(curve.is_sorted_by(|one, next| {
            one.moved < next.moved && one.objective > next.objective
        }));
        for point in &curve {
            assert_eq!(
                point.moved as usize,
                moves(&present, &point.mentor_of).len()
            );
            assert_eq!(point.objective, cost_of(&standing, &point.mentor_of));
        }
        let (first, last) = (&curve[0], &curve[curve.len() - 1]);
        assert_eq!((first.moved, &first.mentor_of), (0, &present));
        if standing.waiting().is_empty() && standing.lacking().is_empty() {
            let cheapest = fresh(&standing, &present, 0).unwrap();
            assert_eq!(last.objective, cost_of(&standing, &cheapest));
        }
        assert!(standing.adopt(last));
        assert_eq!(standing.mentor_of(), last.mentor_of);
        assert_eq!(standing.curve(&Options::default()).unwrap().len(), 1);
        standing.undo();
        assert_eq!(standing.mentor_of(), present);
        let mut other = last.clone();
        other.mentor_of[0] = None;
        assert!(!standing.adopt(&other));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_groups_move_so_few_and_cost_less_than_a_point_of_the_curve(
        plain in small(5, 3),
        turns in prop::collection::vec(0..3_u64, 5),
        shift in 0..5_u32,
    ) {
        // Groups that are legal, but for other costs.
        let (_, standing) = begin(&plain, &turns);
        let mut dearer = plain.clone();
        for pair in &mut dearer.pairs {
            pair.2 = (pair.0 * 7 + pair.1 * 5 + shift) % 11;
        }
        let present = standing.mentor_of();
        let standing = Standing::new(&dearer.problem(), &present, |_| 0).unwrap();
        let curve = standing.curve(&Options::default()).unwrap();
        let loads = |mentor_of: &[Option<u32>], mentor| {
            mentor_of.iter().filter(|it| **it == Some(mentor)).count() as u32
        };
        let world = World { plain: dearer.clone(), turns, gone: BTreeSet::new(), hidden: vec![] };
        world.each(&mut Vec::new(), &mut |mentor_of| {
            let legal = (0..).zip(&dearer.quotas).all(|(mentor, quota)| {
                let least = quota.0.min(loads(&present, mentor));
                (least..=quota.1).contains(&loads(mentor_of, mentor))
            });
            let same = mentor_of.iter().zip(&present).all(|(one, two)| one.is_some() == two.is_some());
            if legal && same {
                let moved = moves(&present, mentor_of).len() as u32;
                let cost = cost_of(&standing, mentor_of);
                let last = curve.last().unwrap();
                assert!((last.objective, last.moved) <= (cost, moved));
                for point in curve.iter().filter(|point| point.moved >= moved) {
                    assert!(point.objective <= cost);
                }
            }
        });
    }
}

#[test]
fn a_pair_allowed_anew_may_serve_somebody_else() {
    let plain = Plain {
        mentees: 2,
        quotas: vec![(0, 1), (0, 1)],
        pairs: vec![(0, 0, 1), (1, 0, 1)],
    };
    let (_, mut standing) = begin(&plain, &[0, 0]);
    assert_eq!(standing.waiting(), [1]);
    let allow = Event::Allow {
        mentee: 0,
        mentor: 1,
        cost: 9,
    };
    let change = standing.apply(&allow, &Options::default()).unwrap();
    assert_eq!(standing.mentor_of(), [Some(1), Some(0)]);
    assert_eq!(change.others_moved, 1);
}

#[test]
fn who_lost_their_place_by_an_event_is_called_before_those_who_waited() {
    let plain = Plain {
        mentees: 3,
        quotas: vec![(0, 1), (0, 1)],
        pairs: vec![(0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 1), (2, 0, 1)],
    };
    let (_, mut standing) = begin(&plain, &[0, 0, 0]);
    assert_eq!(standing.mentor_of(), [Some(0), Some(1), None]);
    let forbid = Event::Forbid {
        mentee: 0,
        mentor: 0,
    };
    standing.apply(&forbid, &Options::default()).unwrap();
    assert_eq!(standing.mentor_of(), [Some(1), Some(0), None]);
}

#[test]
fn where_nobody_may_be_moved_only_free_seats_are_taken() {
    let plain = large(3, 60, 12, 400, true);
    let problem = plain.problem();
    let best = solve_partial(&problem, &Options::default(), |_| 0)
        .unwrap()
        .mentor_of;
    let some = |(at, mentor): (usize, &Option<u32>)| mentor.filter(|_| at % 7 > 0);
    let present: Vec<_> = best.iter().enumerate().map(some).collect();
    let mut standing = Standing::new(&problem, &present, u64::from).unwrap();
    let change = standing
        .settle(Moving::Nobody, &Options::default())
        .unwrap();
    assert_eq!(change.others_moved, 0);
    let after = standing.mentor_of();
    let stays = |(before, after): (&Option<u32>, &Option<u32>)| before.is_none() || before == after;
    assert!(present.iter().zip(&after).all(stays));
    let load = |mentor| after.iter().filter(|&&it| it == Some(mentor)).count();
    for mentee in standing.waiting() {
        let full = |mentor: u32| load(mentor) >= problem.quotas()[mentor as usize].hi as usize;
        assert!(
            problem
                .pairs_of(mentee)
                .iter()
                .all(|pair| full(pair.mentor()))
        );
    }
    standing
        .settle(Moving::Fewest, &Options::default())
        .unwrap();
    assert_eq!(standing.waiting(), []);
}

#[test]
fn a_cancelled_event_leaves_nothing_behind() {
    let (mut standing, _) = without_some(&large(3, 150, 12, 400, true));
    let before = standing.mentor_of();
    let stop = || true;
    let options = Options {
        cancelled: Some(&stop),
        ..Options::default()
    };
    let crowd = Event::MentorJoins {
        quota: Quota { lo: 100, hi: 100 },
        pairs: (0..120).map(|it| (it, 1)).collect(),
    };
    assert!(matches!(
        standing.apply(&crowd, &options),
        Err(Refused::Cancelled(_))
    ));
    assert_eq!(standing.mentor_of(), before);
    assert!(standing.curve(&options).is_err());
    assert!(standing.apply(&crowd, &Options::default()).is_ok());
}
