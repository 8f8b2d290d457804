//! Groups that live on, against every allocation of small problems.

use std::collections::BTreeSet;

use matching::{
    Builder, Change, Event, Moving, Options, Outcome, Quota, Refused, Standing, StandingError,
    place_late, solve, solve_partial,
};
use proptest::prelude::*;

use crate::instances::{Plain, large, small};

/// What is known of the people besides the problem.
#[derive(Clone, Debug)]
struct World {
    plain: Plain,
    turns: Vec<u64>,
    gone: BTreeSet<u32>,
    /// Pairs put away by a pin.
    hidden: Vec<(u32, Vec<(u32, u32, u32)>)>,
}

/// What is best first: who is left out in order of calling, empty lower places, moves, cost, and
/// the order of mentors.
type Merit = (Vec<bool>, u32, u32, i64, Vec<Option<u32>>);

impl World {
    /// The best that can follow, given where people were and who lost their place by the event.
    fn best(&self, before: &[Option<u32>], evicted: &[u32]) -> Merit {
        let rank = |&mentee: &u32| {
            let was = before.get(mentee as usize).copied().flatten().is_some();
            let class = if evicted.contains(&mentee) {
                1
            } else {
                u8::from(!was) * 2
            };
            (class, self.turns[mentee as usize], mentee)
        };
        let mut calling: Vec<u32> = (0..self.plain.mentees)
            .filter(|mentee| !self.gone.contains(mentee))
            .collect();
        calling.sort_by_key(rank);
        let mut best = None;
        self.each(&mut Vec::new(), &mut |mentor_of| {
            if let Some(merit) = self.merit(before, evicted, &calling, mentor_of) {
                best = Some(
                    best.take()
                        .map_or(merit.clone(), |best: Merit| best.min(merit)),
                );
            }
        });
        best.unwrap()
    }

    fn merit(
        &self,
        before: &[Option<u32>],
        evicted: &[u32],
        calling: &[u32],
        mentor_of: &[Option<u32>],
    ) -> Option<Merit> {
        let mut lack = 0;
        for (mentor, quota) in (0..).zip(&self.plain.quotas) {
            let load = mentor_of.iter().filter(|it| **it == Some(mentor)).count() as u32;
            if load > quota.1 {
                return None;
            }
            lack += quota.0.saturating_sub(load);
        }
        let out = calling
            .iter()
            .map(|&mentee| mentor_of[mentee as usize].is_none());
        let moved = (0..).zip(before).filter(|&(mentee, was)| {
            was.is_some() && !evicted.contains(&mentee) && mentor_of[mentee as usize] != *was
        });
        let cost = |(mentee, mentor): (u32, &Option<u32>)| self.plain.cost(mentee, (*mentor)?);
        Some((
            out.collect(),
            lack,
            moved
                .filter(|(mentee, _)| !self.gone.contains(mentee))
                .count() as u32,
            (0..).zip(mentor_of).filter_map(cost).sum(),
            mentor_of.to_vec(),
        ))
    }

    fn each(&self, so_far: &mut Vec<Option<u32>>, call: &mut impl FnMut(&[Option<u32>])) {
        let mentee = so_far.len() as u32;
        if mentee == self.plain.mentees {
            return call(so_far);
        }
        let pairs = self.plain.pairs.iter().filter(|pair| pair.0 == mentee);
        for mentor in pairs.map(|pair| Some(pair.1)).chain([None]) {
            so_far.push(mentor);
            self.each(so_far, call);
            so_far.pop();
        }
    }

    /// Does to the plain data what the event says; returns who loses their place by it.
    fn happen(&mut self, event: &Event, now: &[Option<u32>]) -> Vec<u32> {
        let sits = |mentee: u32, mentor| now[mentee as usize] == Some(mentor);
        match *event {
            Event::Enrol { turn, ref pairs } => {
                let mentee = self.plain.mentees;
                self.plain.mentees += 1;
                self.turns.push(turn);
                self.plain
                    .pairs
                    .extend(pairs.iter().map(|&(with, cost)| (mentee, with, cost)));
                vec![]
            }
            Event::DropOut { mentee } => {
                self.gone.insert(mentee);
                self.hidden.retain(|it| it.0 != mentee);
                self.plain.pairs.retain(|pair| pair.0 != mentee);
                vec![]
            }
            Event::Swap { mentee } => {
                let mentor = now[mentee as usize].unwrap();
                self.happen(&Event::Forbid { mentee, mentor }, now)
            }
            Event::Pin { mentee, mentor } => {
                let others = |pair: &(u32, u32, u32)| pair.0 == mentee && pair.1 != mentor;
                let hidden = self.plain.pairs.iter().copied().filter(others).collect();
                self.plain.pairs.retain(|pair| !others(pair));
                self.hidden.push((mentee, hidden));
                let leaves = now[mentee as usize].is_some() && !sits(mentee, mentor);
                if leaves { vec![mentee] } else { vec![] }
            }
            Event::Unpin { mentee } => {
                let at = self.hidden.iter().position(|it| it.0 == mentee).unwrap();
                self.plain.pairs.extend(self.hidden.remove(at).1);
                vec![]
            }
            Event::Forbid { mentee, mentor } => {
                let kept = |pair: &(u32, u32, u32)| (pair.0, pair.1) != (mentee, mentor);
                self.plain.pairs.retain(kept);
                self.hidden.iter_mut().for_each(|it| it.1.retain(kept));
                if sits(mentee, mentor) {
                    vec![mentee]
                } else {
                    vec![]
                }
            }
            Event::Allow {
                mentee,
                mentor,
                cost,
            } => {
                match self.hidden.iter_mut().find(|it| it.0 == mentee) {
                    Some((_, hidden)) => hidden.push((mentee, mentor, cost)),
                    None => self.plain.pairs.push((mentee, mentor, cost)),
                }
                vec![]
            }
            Event::Resize { mentor, quota } => {
                self.plain.quotas[mentor as usize] = (quota.lo, quota.hi);
                vec![]
            }
            Event::MentorLeaves { mentor } => {
                self.plain.quotas[mentor as usize] = (0, 0);
                self.plain.pairs.retain(|pair| pair.1 != mentor);
                self.hidden
                    .iter_mut()
                    .for_each(|it| it.1.retain(|pair| pair.1 != mentor));
                (0..now.len() as u32)
                    .filter(|&mentee| sits(mentee, mentor))
                    .collect()
            }
            Event::MentorJoins { quota, ref pairs } => {
                let mentor = self.plain.quotas.len() as u32;
                self.plain.quotas.push((quota.lo, quota.hi));
                for &(mentee, cost) in pairs {
                    self.happen(
                        &Event::Allow {
                            mentee,
                            mentor,
                            cost,
                        },
                        now,
                    );
                }
                vec![]
            }
        }
    }
}

/// An event from numbers that mean nothing by themselves.
fn event(world: &World, kind: u8, one: u32, two: u32, costs: &[u32]) -> Event {
    let mentors = world.plain.quotas.len() as u32;
    let mentee = one % (world.plain.mentees + 1);
    let mentor = two % (mentors + 1);
    let some = |number: u32| -> Vec<(u32, u32)> {
        let chosen = |at: &u32| (one.rotate_left(at * 5) ^ two) % 3 > 0;
        (0..number)
            .filter(chosen)
            .map(|at| (at, costs[at as usize % costs.len()]))
            .collect()
    };
    let lo = two / 7 % 3;
    let quota = Quota {
        lo,
        hi: lo + two / 31 % 3,
    };
    match kind {
        0..3 => Event::Enrol {
            turn: u64::from(two % 3),
            pairs: some(mentors),
        },
        3 => Event::DropOut { mentee },
        4 => Event::Swap { mentee },
        5 => Event::Pin { mentee, mentor },
        6 => Event::Unpin { mentee },
        7 => Event::Forbid { mentee, mentor },
        8 => Event::Allow {
            mentee,
            mentor,
            cost: costs[0],
        },
        9 => Event::Resize { mentor, quota },
        10 => Event::MentorLeaves { mentor },
        _ => Event::MentorJoins {
            quota,
            pairs: some(world.plain.mentees),
        },
    }
}

fn begin(plain: &Plain, turns: &[u64]) -> (World, Standing) {
    let turns = turns[..plain.mentees as usize].to_vec();
    let problem = plain.problem();
    let turn = |mentee: u32| turns[mentee as usize];
    let partial = solve_partial(&problem, &Options::default(), turn).unwrap();
    let mut standing = Standing::new(&problem, &partial.mentor_of, turn).unwrap();
    let change = standing
        .settle(Moving::Fewest, &Options::default())
        .unwrap();
    assert_eq!(change.moves, [], "the largest placement stays as it is");
    let world = World {
        plain: plain.clone(),
        turns,
        gone: BTreeSet::new(),
        hidden: vec![],
    };
    (world, standing)
}

fn moves(before: &[Option<u32>], after: &[Option<u32>]) -> Vec<(u32, Option<u32>, Option<u32>)> {
    let was = |mentee| before.get(mentee).copied().flatten();
    let each = after.iter().enumerate();
    each.filter(|&(mentee, now)| was(mentee) != *now)
        .map(|(mentee, now)| (mentee as u32, was(mentee), *now))
        .collect()
}

fn check_change(change: &Change, before: &[Option<u32>], after: &[Option<u32>]) {
    let found: Vec<_> = change
        .moves
        .iter()
        .map(|it| (it.mentee, it.from, it.to))
        .collect();
    assert_eq!(found, moves(before, after));
}

/// Whether an upper quota falls below what a mentor has: then who goes is told by another rule.
fn shrinks(event: &Event, now: &[Option<u32>]) -> bool {
    let load = |mentor| now.iter().filter(|it| **it == Some(mentor)).count() as u32;
    matches!(*event, Event::Resize { mentor, quota } if load(mentor) > quota.hi)
}

fn step(world: &mut World, standing: &mut Standing, event: &Event) -> Result<(), TestCaseError> {
    let before = standing.mentor_of();
    let objective = standing.objective();
    let mut next = world.clone();
    let change = match standing.apply(event, &Options::default()) {
        Ok(change) => change,
        Err(refused) => {
            prop_assert_eq!(standing.mentor_of(), before.clone());
            if let Refused::NowhereElse { mentee } = refused {
                let evicted = next.happen(event, &before);
                prop_assert_eq!(next.best(&before, &evicted).4[mentee as usize], None);
            }
            return Ok(());
        }
    };
    let evicted = next.happen(event, &before);
    let after = standing.mentor_of();
    check_change(&change, &before, &after);
    prop_assert_eq!(standing.objective() - objective, change.cost);
    let best = next.best(&before, &evicted);
    if shrinks(event, &before) {
        let out = |merit: &Merit| merit.0.iter().filter(|out| **out).count();
        prop_assert_eq!(standing.waiting().len(), out(&best));
    } else {
        prop_assert_eq!(&after, &best.4, "{:?}", event);
        prop_assert_eq!(change.others_moved, best.2);
    }
    // Taken up anew, the groups go on in the same way.
    let turn = |mentee: u32| next.turns[mentee as usize];
    let mut anew = Standing::new(&standing.problem(), &after, turn).unwrap();
    let settled = anew.settle(Moving::Fewest, &Options::default()).unwrap();
    if !shrinks(event, &before) {
        prop_assert_eq!(settled.moves, []);
    }
    // Undone and done again it is the same.
    standing.undo();
    prop_assert_eq!(standing.mentor_of(), before);
    prop_assert_eq!(standing.apply(event, &Options::default()).unwrap(), change);
    *world = next;
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn every_event_moves_fewest_then_costs_least(
        plain in small(5, 3),
        turns in prop::collection::vec(0..3_u64, 5),
        events in prop::collection::vec(
            (0..12_u8, any::<u32>(), any::<u32>(), prop::collection::vec(0..6_u32, 1..4)),
            1..4,
        ),
    ) {
        let (mut world, mut standing) = begin(&plain, &turns);
        for (kind, one, two, costs) in events {
            let event = event(&world, kind, one, two, &costs);
            step(&mut world, &mut standing, &event)?;
        }
    }
}

#[test]
fn groups_that_cannot_be_are_refused() {
    let plain = Plain {
        mentees: 2,
        quotas: vec![(0, 1), (0, 1)],
        pairs: vec![(0, 0, 1), (1, 0, 1)],
    };
    let check = |mentor_of: &[Option<u32>], expected| {
        let standing = Standing::new(&plain.problem(), mentor_of, |_| 0);
        assert_eq!(standing.err(), Some(expected));
    };
    check(
        &[None],
        StandingError::WrongNumber {
            given: 1,
            expected: 2,
        },
    );
    check(
        &[None, Some(2)],
        StandingError::UnknownMentor {
            mentee: 1,
            mentor: 2,
        },
    );
    check(
        &[None, Some(1)],
        StandingError::NotAllowed {
            mentee: 1,
            mentor: 1,
        },
    );
    check(
        &[Some(0), Some(0)],
        StandingError::AboveQuota { mentor: 0, load: 2 },
    );
}

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
    let mut expected = present.clone();
    for placed in place_late(&problem, &present).unwrap() {
        expected[placed.mentee as usize] = placed.mentor;
    }
    assert_eq!(standing.mentor_of(), expected);
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
