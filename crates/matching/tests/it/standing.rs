//! Groups that live on, against every allocation of small problems.

use std::collections::BTreeSet;

use matching::{
    Change, Event, Moving, Options, Quota, Refused, Standing, StandingError, solve_partial,
};
use proptest::prelude::*;

use crate::instances::{Plain, small};

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
